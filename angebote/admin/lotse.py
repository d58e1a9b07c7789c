"""Lotsenstellen: the answer to "nothing found"."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from akteure.admin.felder import FELDER, SchlankeVerweise
from akteure.admin.lesbarkeit import LesbarkeitAdmin
from akteure.admin.vokabular import Geordnet
from akteure.admin.wortwahl import WortwahlAdmin
from angebote.models import Lotsenstelle


@admin.register(Lotsenstelle)
class LotsenstelleAdmin(SchlankeVerweise, LesbarkeitAdmin, WortwahlAdmin, Geordnet):
    lesbar = bedacht = ("satz",)
    fieldsets = (
        (None, {"fields": ("name", "satz", ("telefon", "mail"), ("sprechzeit", "sprachen"), "web")}),
        ("Für wen", {"fields": ("planungsraeume", "gemeinden")}),
        (None, {"fields": (("stand", "reihenfolge"), "quelle")}),
    )
    autocomplete_fields = ("planungsraeume", "gemeinden")
    formfield_overrides = FELDER
    list_display = ("name", "gilt_fuer", "telefon", "stand", "reihenfolge")
    ohne_verweis = frozenset({"planungsraeume", "gemeinden"})
    readonly_fields = ("quelle",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("planungsraeume", "gemeinden")

    @admin.display(description="für")
    def gilt_fuer(self, stelle: Lotsenstelle) -> str:
        orte = [*stelle.planungsraeume.all(), *stelle.gemeinden.all()]
        return ", ".join(map(str, orte)) or "ganzes Gebiet"
