"""Planning in the admin: single numbers to correct, kept days to name or to delete."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from netzwerk.models import Indikator, Stichtag


@admin.register(Indikator)
class IndikatorAdmin(admin.ModelAdmin):
    list_display = ("gemeinde", "art", "zahl", "stand", "quelle")
    list_filter = ("art", "stand", "geheim")
    list_select_related = ("gemeinde",)
    search_fields = ("gemeinde__name", "gemeinde__ags", "quelle")
    search_help_text = "Gemeinde, AGS oder Quelle"
    autocomplete_fields = ("gemeinde",)
    readonly_fields = ("eingelesen_am",)
    date_hierarchy = "stand"

    @admin.display(description="Zahl", ordering="wert")
    def zahl(self, indikator: Indikator) -> str:
        return indikator.zahl


@admin.register(Stichtag)
class StichtagAdmin(admin.ModelAdmin):
    """Kept by /planung/stichtage/ or the command; here only its note changes."""

    list_display = ("tag", "notiz")
    fields = ("tag", "notiz")
    readonly_fields = ("tag",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("stand")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
