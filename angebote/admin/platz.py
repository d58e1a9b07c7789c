"""What Fachkräfte and Akteure said about places: to read, with who said it, and to delete what is wrong."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from angebote.models import Platzmeldung


class GueltigFilter(admin.SimpleListFilter):
    title = "Gültigkeit"
    parameter_name = "gueltig"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("ja", "gilt noch")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.gueltig() if self.value() == "ja" else queryset


@admin.register(Platzmeldung)
class PlatzmeldungAdmin(admin.ModelAdmin):
    """Nobody writes one here: what somebody said stays as it was said."""

    list_display = ("angebot", "art", "am", "von", "rolle", "gilt")
    list_filter = (GueltigFilter, "art", "rolle")
    list_select_related = ("angebot", "von")
    list_per_page = 50
    search_fields = ("angebot__titel_sortiert", "von__username", "von__last_name")
    search_help_text = "Titel des Angebots oder Name des Kontos"
    fields = ("angebot", "art", "am", "von", "rolle")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Platzmeldung | None = None) -> bool:
        return False

    @admin.display(description="gilt noch", boolean=True)
    def gilt(self, meldung: Platzmeldung) -> bool:
        return meldung.ist_gueltig
