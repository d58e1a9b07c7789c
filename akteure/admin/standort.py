"""Standorte and Kontakte as records of their own, for popups and to look for what is missing."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import cache_control

from akteure.models import Gemeinde, Kontakt, Standort

from .felder import SchlankeVerweise
from .filter import GemeindeAuswahl
from .punkt import ABSCHNITTE, PunktMixin, melde_punkt
from .suche import DesAkteursZuerst
from .uebersetzung import UebersetzungenAdmin


class StandortGemeinde(GemeindeAuswahl):
    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(gemeinde__ags=self.value()) if self.value() else queryset


class PunktFilter(admin.SimpleListFilter):
    title = "Punkt"
    parameter_name = "punkt"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("ja", "mit Punkt"), ("nein", "ohne Punkt")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(lat__isnull=self.value() == "nein") if self.value() else queryset


@admin.register(Standort)
class StandortAdmin(PunktMixin, UebersetzungenAdmin, DesAkteursZuerst):
    fieldsets = [(None, {"fields": ["akteur"]}), *ABSCHNITTE]
    autocomplete_fields = ("akteur", "gemeinde")
    list_display = ("bezeichnung", "akteur", "gemeinde", "hat_punkt", "verborgen")
    list_filter = (PunktFilter, "adresse_verbergen", StandortGemeinde)
    list_select_related = ("akteur", "gemeinde")
    list_per_page = 50
    search_fields = ("suchtext", "akteur__suchtext", "gemeinde__name_sortiert")

    @admin.display(description="Standort")
    def bezeichnung(self, standort: Standort) -> str:
        return str(standort)

    @admin.display(description="Punkt")
    def hat_punkt(self, standort: Standort) -> str:
        return "fehlt" if standort.lat is None else "da"

    @admin.display(description="Adresse", ordering="adresse_verbergen")
    def verborgen(self, standort: Standort) -> str:
        return "verborgen" if standort.adresse_verbergen else "öffentlich"

    def save_model(self, request: HttpRequest, obj: Standort, form, change: bool) -> None:
        super().save_model(request, obj, form, change)
        melde_punkt(self, request, obj)

    def get_urls(self) -> list[URLPattern]:
        grenzen = path(
            "grenzen.json", self.admin_site.admin_view(self.grenzen, cacheable=True), name="akteure_standort_grenzen"
        )
        return [grenzen, *super().get_urls()]

    @staticmethod
    @cache_control(private=True, max_age=600)
    def grenzen(request: HttpRequest) -> HttpResponse:
        """Gemeinden for the point map: {"gemeinden": [[pk, name, lat, lon, geometry or null], …]}."""
        zeilen = Gemeinde.objects.values_list("pk", "name", "lat", "lon", "grenze__geometrie")
        return JsonResponse({"gemeinden": [list(zeile) for zeile in zeilen]})


@admin.register(Kontakt)
class KontaktAdmin(SchlankeVerweise, UebersetzungenAdmin, DesAkteursZuerst):
    fields = (
        "akteur",
        "zustaendigkeit",
        ("telefon", "mail"),
        "erreichbar",
        "sichtbarkeit",
        ("name", "einwilligung_am"),
        "reihenfolge",
    )
    autocomplete_fields = ("akteur",)
    list_display = ("akteur", "zustaendigkeit", "telefon", "mail", "sichtbarkeit")
    list_display_links = ("akteur", "zustaendigkeit")
    list_filter = ("sichtbarkeit",)
    list_select_related = ("akteur",)
    list_per_page = 50
    search_fields = ("akteur__suchtext", "zustaendigkeit", "telefon", "mail")
