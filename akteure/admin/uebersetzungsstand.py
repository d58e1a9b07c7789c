"""Übersetzungsstand: how far every language is, what is missing, and the way out and in for translators."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from akteure.models import Uebersetzbar, Uebersetzung
from akteure.models.uebersetzung import Stand, uebersetzbare_modelle
from akteure.uebersetzungen.ausgeben import als_csv
from akteure.uebersetzungen.bestand import OFFEN, Fund, funde, stellen, zahlen, zielsprachen

from .uebersetzung import adresse_der_uebersetzungen
from .uebersetzungseinlesen import Einlesen

JE_SEITE = 50


class Standfilter(forms.Form):
    """Which texts are listed. Whatever is no choice counts as none."""

    sprache = forms.ChoiceField(label="Sprache", required=False)
    stand = forms.ChoiceField(label="Stand", choices=[("", "alles Offene"), *Stand.choices], required=False)
    art = forms.ChoiceField(label="Art", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        arten = [(modell._meta.label_lower, _art(modell)) for modell in uebersetzbare_modelle()]
        self.fields["sprache"].choices = list(zielsprachen().items())
        self.fields["art"].choices = [("", "alles"), *sorted(arten, key=lambda art: art[1])]

    @property
    def gewaehlte_sprache(self) -> str:
        return self._wert("sprache") or next(iter(zielsprachen()))

    @property
    def staende(self) -> Collection[Stand]:
        return {Stand(self._wert("stand"))} if self._wert("stand") else OFFEN

    @property
    def modelle(self) -> list[type[Uebersetzbar]]:
        art = self._wert("art")
        return [modell for modell in uebersetzbare_modelle() if art in ("", modell._meta.label_lower)]

    def _wert(self, name: str) -> str:
        self.is_valid()
        return self.cleaned_data.get(name) or ""

    def funde(self) -> list[Fund]:
        return [f for f in funde(stellen(self.modelle), self.gewaehlte_sprache) if f.stand in self.staende]


@dataclass(frozen=True)
class Zeile:
    """A text in the list, with its record."""

    fund: Fund
    objekt: Uebersetzbar
    art: str
    adresse: str


def _art(modell: type[Uebersetzbar]) -> str:
    """Return the kind in words; with the record it belongs to, since places and languages are of two kinds."""
    name = str(modell._meta.verbose_name)
    if weg := modell.UEBERSETZT_BEI:
        return f"{name} ({modell._meta.get_field(weg).related_model._meta.verbose_name})"
    return name


def zeilen(funde: Sequence[Fund], sprache: str) -> list[Zeile]:
    """Return the texts of one page with their records; one query for each kind among them."""
    objekte: dict[tuple[type[Uebersetzbar], int], Uebersetzbar] = {}
    for modell in {fund.stelle.modell for fund in funde}:
        verweise = [feld.name for feld in modell._meta.concrete_fields if feld.many_to_one]
        pks = {fund.stelle.pk for fund in funde if fund.stelle.modell is modell}
        menge = modell._default_manager.select_related(*verweise).in_bulk(pks)
        objekte |= {(modell, pk): objekt for pk, objekt in menge.items()}
    paare = [(fund, objekte.get((fund.stelle.modell, fund.stelle.pk))) for fund in funde]
    return [
        Zeile(fund, objekt, _art(fund.stelle.modell), adresse_der_uebersetzungen(objekt, sprache))
        for fund, objekt in paare
        if objekt is not None
    ]


@admin.register(Uebersetzung)
class UebersetzungAdmin(Einlesen):
    """No list of rows to edit: a translation is changed on the page of its record."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Uebersetzung | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Uebersetzung | None = None) -> bool:
        """A row goes with its record, by whoever may delete that; no page deletes one alone."""
        return obj is not None

    def get_urls(self) -> list[URLPattern]:
        """Only these pages: there is no form of a single row."""
        ansicht = self.admin_site.admin_view
        return [
            path("", ansicht(self.changelist_view), name="akteure_uebersetzung_changelist"),
            path("ausgeben/<slug:sprache>/", ansicht(self.ausgeben), name="akteure_uebersetzung_ausgeben"),
            path("einlesen/<slug:sprache>/", ansicht(self.einlesen), name="akteure_uebersetzung_einlesen"),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Numbers of every language, and below what is open in one."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        filter_ = Standfilter(request.GET)
        sprache = filter_.gewaehlte_sprache
        seite = Paginator(filter_.funde(), JE_SEITE).get_page(request.GET.get("seite"))
        kontext = {
            "title": "Übersetzungsstand",
            "staende": list(Stand),
            "sprachen": _sprachen(),
            "filter": filter_,
            "sprache": sprache,
            "sprachname": zielsprachen()[sprache],
            "seite": seite,
            "zeilen": zeilen(list(seite), sprache),
            "seiten": _seiten(request, seite),
            "darf_einlesen": self.darf_einlesen(request),
        }
        return self.seite(request, "stand", kontext)

    def ausgeben(self, request: HttpRequest, sprache: str) -> HttpResponse:
        """Send the texts of one language as a file; `?nur=offene` only what families see in German."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if sprache not in zielsprachen():
            raise Http404
        inhalt = als_csv(sprache, nur_offene=request.GET.get("nur") == "offene")
        name = f"uebersetzungen-{sprache}-{timezone.localdate():%Y-%m-%d}.csv"
        kopf = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(inhalt, content_type="text/csv; charset=utf-8", headers=kopf)


def _sprachen() -> list[dict[str, Any]]:
    """Return the lines of the table of numbers."""
    gezaehlt = zahlen()
    return [
        {"code": code, "name": name, "zahlen": [(stand, gezaehlt[code][stand]) for stand in Stand]}
        for code, name in zielsprachen().items()
    ]


def _seiten(request: HttpRequest, seite: Page) -> dict[str, str]:
    """Return the addresses (queries) of the pages before and after this one."""

    def abfrage(nummer: int) -> str:
        werte = request.GET.copy()
        werte["seite"] = str(nummer)
        return f"?{werte.urlencode()}"

    return {
        "davor": abfrage(seite.previous_page_number()) if seite.has_previous() else "",
        "danach": abfrage(seite.next_page_number()) if seite.has_next() else "",
    }
