"""The area. It comes by file; here one looks things up and corrects single values."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from akteure.models import Gemeinde, Kurzform, Ortsteil, Planungsraum, Postleitzahl

from .felder import FELDER, SchlankeVerweise
from .suche import GefalteteSuche


@admin.register(Planungsraum)
class PlanungsraumAdmin(GefalteteSuche):
    fields = ("schluessel", "name")
    ordering = ("name_sortiert", "schluessel")  # said again: counting drops the order of the model
    list_display = ("name", "schluessel", "zahl_der_gemeinden")
    search_fields = ("name_sortiert", "schluessel")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(gemeinden_zahl=Count("gemeinden"))

    @admin.display(description="Gemeinden", ordering="gemeinden_zahl")
    def zahl_der_gemeinden(self, raum: Planungsraum) -> int:
        return raum.gemeinden_zahl


@admin.register(Gemeinde)
class GemeindeAdmin(GefalteteSuche):
    fields = (
        ("name", "typ"),
        ("ags", "ars"),
        "planungsraum",
        "postleitzahlen",
        ("lat", "lon"),
        ("einwohner", "einwohner_stand"),
        "flaeche_km2",
    )
    autocomplete_fields = ("planungsraum", "postleitzahlen")
    formfield_overrides = FELDER
    list_display = ("name", "typ", "ags", "planungsraum", "einwohner")
    list_filter = ("planungsraum",)
    list_select_related = ("planungsraum",)
    search_fields = ("name_sortiert", "ags")


@admin.register(Ortsteil)
class OrtsteilAdmin(GefalteteSuche):
    fields = ("name", "gemeinde")
    autocomplete_fields = ("gemeinde",)
    list_display = ("name", "gemeinde")
    list_select_related = ("gemeinde",)
    search_fields = ("name_gefaltet", "gemeinde__name_sortiert")


@admin.register(Kurzform)
class KurzformAdmin(SchlankeVerweise, GefalteteSuche):
    fields = ("text", ("gemeinde", "planungsraum"))
    autocomplete_fields = ("gemeinde", "planungsraum")
    list_display = ("text", "wohin")
    list_select_related = ("gemeinde", "planungsraum")
    ohne_verweis = frozenset({"gemeinde", "planungsraum"})
    search_fields = ("gefaltet", "gemeinde__name_sortiert", "planungsraum__name_sortiert")

    @admin.display(description="führt zu")
    def wohin(self, kurzform: Kurzform) -> str:
        return str(kurzform.ziel or "ganzes Gebiet")


@admin.register(Postleitzahl)
class PostleitzahlAdmin(GefalteteSuche):
    list_display = ("plz", "orte")
    search_fields = ("plz", "gemeinden__name_sortiert")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("gemeinden")

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, search_term)[0], True

    @admin.display(description="Gemeinden")
    def orte(self, plz: Postleitzahl) -> str:
        return ", ".join(gemeinde.name for gemeinde in plz.gemeinden.all())
