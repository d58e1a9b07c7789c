"""The form of one page of translations: a text field and a tick for every German text."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from akteure.fassung import EINFACH
from akteure.models import Uebersetzbar
from akteure.models.uebersetzung import Stand, fingerabdruck
from akteure.sprachen import richtung
from akteure.uebersetzungen.bestand import Fund, Stelle
from akteure.uebersetzungen.blatt import Blatt
from akteure.uebersetzungen.festes import was_fehlt

KURZ = 80
"""A German text up to this length gets a field of one line, if its own field has one line."""


@dataclass(frozen=True)
class Feldpaar:
    """A German text beside the fields of its translation."""

    fund: Fund
    text: BoundField
    geprueft: BoundField
    quelle: BoundField
    gilt_weiter: BoundField | None
    """Only where the translation is outdated."""


@dataclass(frozen=True)
class Feldgruppe:
    """The texts of one record; `titel` is "" for the record of the page itself."""

    objekt: Uebersetzbar
    titel: str
    paare: list[Feldpaar]


class Uebersetzungsformular(forms.Form):
    """Fields `<model>-<pk>-<field>` with the translation, and `…-geprueft`, `…-quelle`, `…-gilt` beside it."""

    def __init__(self, blatt: Blatt, sprachname: str, daten: Any = None) -> None:
        super().__init__(daten)
        self.blatt = blatt
        self.sprachname = sprachname
        for fund in blatt.funde:
            self._felder(fund)

    def _felder(self, fund: Fund) -> None:
        stelle, name = fund.stelle, self._name(fund.stelle)
        self.fields[name] = forms.CharField(
            label=f"{stelle.name} auf {self.sprachname}",
            required=False,
            max_length=stelle.hoechstens,
            initial=fund.text,
            widget=self._eingabe(stelle),
        )
        self.fields[f"{name}-geprueft"] = forms.BooleanField(
            label="geprüft", required=False, initial=fund.stand is Stand.GEPRUEFT
        )
        self.fields[f"{name}-quelle"] = forms.CharField(
            required=False, initial=fingerabdruck(stelle.deutsch), widget=forms.HiddenInput
        )
        if fund.stand is Stand.VERALTET:
            self.fields[f"{name}-gilt"] = forms.BooleanField(label="gilt weiter", required=False)

    def _eingabe(self, stelle: Stelle) -> forms.Widget:
        merkmale = {"lang": self.blatt.sprache, "dir": richtung(self.blatt.sprache)}
        if stelle.einzeilig and len(stelle.deutsch) <= KURZ:
            return forms.TextInput(merkmale)
        zeilen = max(2, sum(len(zeile) // 60 + 1 for zeile in stelle.deutsch.splitlines()))
        return forms.Textarea(merkmale | {"rows": min(zeilen, 14)})

    def _name(self, stelle: Stelle) -> str:
        return f"{stelle.modell._meta.model_name}-{stelle.pk}-{stelle.feld}"

    def clean(self) -> None:
        """Nobody may confirm a German text they have not seen, or lose its marks and links."""
        self.data = self.data.copy()
        for fund in self.blatt.funde:
            name, heute = self._name(fund.stelle), fingerabdruck(fund.stelle.deutsch)
            if name in self.data and self.data.get(f"{name}-quelle") != heute:
                self.data[f"{name}-quelle"] = heute
                grund = "Der deutsche Text wurde inzwischen geändert. Bitte vergleichen und noch einmal speichern."
                self.add_error(name, grund)
            elif self._beruehrt(fund) and (grund := was_fehlt(fund.stelle.deutsch, self._text(fund.stelle))):
                self.add_error(name, grund)

    def _text(self, stelle: Stelle) -> str:
        return stelle.rein(self.cleaned_data.get(self._name(stelle), ""))

    def _beruehrt(self, fund: Fund) -> bool:
        """Did somebody type a text here, or say that the one there is good?"""
        name, text = self._name(fund.stelle), self._text(fund.stelle)
        haken = self.cleaned_data.get(f"{name}-geprueft") and fund.stand is not Stand.GEPRUEFT
        gut = haken or self.cleaned_data.get(f"{name}-gilt")
        return bool(text and (text != fund.text or gut))

    def eingaben(self) -> dict[Stelle, tuple[str, bool]]:
        """Return what was typed for each text that was sent: what was not on the page is not emptied."""
        namen = {fund.stelle: self._name(fund.stelle) for fund in self.blatt.funde}
        daten = self.cleaned_data
        return {stelle: (daten[n], daten[f"{n}-geprueft"]) for stelle, n in namen.items() if n in self.data}

    def gueltige(self) -> list[Stelle]:
        """Return the texts whose outdated translation somebody says still holds."""
        return [f.stelle for f in self.blatt.funde if self.cleaned_data.get(f"{self._name(f.stelle)}-gilt")]

    def gruppen(self) -> list[Feldgruppe]:
        return [
            Feldgruppe(
                gruppe.objekt,
                "" if gruppe.objekt is self.blatt.objekt else f"{gruppe.objekt._meta.verbose_name}: {gruppe.objekt}",
                [self._paar(fund) for fund in gruppe.funde],
            )
            for gruppe in self.blatt.gruppen
        ]

    def _paar(self, fund: Fund) -> Feldpaar:
        name = self._name(fund.stelle)
        gilt = self[f"{name}-gilt"] if f"{name}-gilt" in self.fields else None
        return Feldpaar(fund, self[name], self[f"{name}-geprueft"], self[f"{name}-quelle"], gilt)

    @property
    def haken_heisst(self) -> str:
        """What the tick "geprüft" says."""
        if self.blatt.sprache == EINFACH:
            return "geprüft nach den Regeln für Leichte Sprache. Nur geprüfte Texte nennen wir „Leichte Sprache“."
        return "geprüft von jemandem, der beide Sprachen gut kann"
