"""The point of a Standort in the admin: a map to set it, and what to say about it after saving."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.forms import Media
from django.forms.widgets import Script
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from akteure.gebiet.flaeche import im_gebiet
from akteure.models import Standort

from .felder import FELDER, SchlankeVerweise

ABSCHNITTE: list[tuple[str, dict[str, Any]]] = [
    (
        "Adresse",
        {"fields": ["name", ("strasse", "hausnummer"), ("plz", "ort"), "gemeinde", "adresse_verbergen", "oeffentlich"]},
    ),
    ("Punkt auf der Karte", {"fields": [("lat", "lon"), "karte", ("genauigkeit", "koordinaten_quelle")]}),
    (
        "Anfahrt und Barrierefreiheit",
        {"classes": ["collapse"], "fields": ["anfahrt", *(Standort.BARRIEREFREIHEIT[i : i + 3] for i in (0, 3, 6))]},
    ),
]


class PunktMixin(SchlankeVerweise):
    """For the admin and the inline of Standort: number fields, and a map that sets them."""

    fieldsets = ABSCHNITTE
    autocomplete_fields = ("gemeinde",)
    formfield_overrides = FELDER
    readonly_fields = ("oeffentlich", "karte")

    @property
    def media(self) -> Media:
        return super().media + Media(
            css={"all": ["leaflet/leaflet.css"]}, js=["leaflet/leaflet.js", Script("js/punkt.js", type="module")]
        )

    @admin.display(description="Karte")
    def karte(self, standort: Standort | None) -> SafeString:
        """An empty place for the map; without script the two fields do it."""
        return format_html(
            '<div class="punkt" data-punkt data-grenzen="{}" data-quelle="{}"></div>'
            '<p class="punkt-hilfe">Klicken Sie auf die Karte oder ziehen Sie den Punkt. '
            "Ohne Maus: Breite und Länge eintragen. Der Punkt darf fehlen.</p>",
            reverse("admin:akteure_standort_grenzen"),
            settings.GEBIET.get("grenzen_quelle", ""),
        )

    @admin.display(description="Öffentlich zu sehen")
    def oeffentlich(self, standort: Standort | None) -> str:
        """What the public gets, in words."""
        if standort is None or standort.pk is None:
            return "Die Adresse – oder nur die Gemeinde, wenn Sie „Adresse verbergen“ ankreuzen."
        if standort.adresse_verbergen:
            return f"Nur die Gemeinde ({standort.oeffentlicher_ort or 'keine angegeben'}). Adresse und Punkt sind verborgen: keine Karte, keine Suche, keine Datei."
        return (
            "Adresse und Punkt."
            if standort.punkt
            else "Die Adresse. Einen Punkt gibt es noch nicht: Auf der Karte fehlt der Ort."
        )


def melde_punkt(modeladmin: admin.ModelAdmin, request: HttpRequest, standort: Standort) -> None:
    """Say what is unusual about a saved Standort; nothing of it prevents saving."""
    if standort.lat is not None and standort.lon is not None and not im_gebiet(standort.lat, standort.lon):
        meldung = f"Der Punkt von „{standort}“ liegt außerhalb des Gebiets. Gespeichert ist er trotzdem – bitte prüfen Sie Breite und Länge."
        modeladmin.message_user(request, meldung, messages.WARNING)
    if standort.adresse_verbergen:
        meldung = f"Die Adresse „{standort}“ ist verborgen. Öffentlich steht dort nur: {standort.oeffentlicher_ort or 'gar kein Ort'}."
        modeladmin.message_user(request, meldung, messages.INFO)
