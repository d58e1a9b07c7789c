"""One page of texts: all of a record and of what is translated together with it, in one language."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from akteure.models.uebersetzung import (
    Stand,
    Uebersetzbar,
    Uebersetzung,
    fingerabdruck,
    uebersetzbare_modelle,
)

from .bestand import ZU_UEBERSETZEN, Fund, Ort, Stelle, fund, vorhandene, zielsprachen
from .festes import was_fehlt
from .schreiben import Neufassung, schreibe


class Textwechsel(NamedTuple):
    """A save that changed a German text: where, and the fingerprints of the text before and after it."""

    ort: Ort
    davor: str
    danach: str


Eingabe = tuple[str, bool]
"""What somebody has typed for a text, and whether the tick "geprüft" is set."""


@dataclass(frozen=True)
class Gruppe:
    """The texts of one record."""

    objekt: Uebersetzbar
    funde: list[Fund]


def zugehoerige(objekt: Uebersetzbar) -> Iterator[Uebersetzbar]:
    """Yield the records whose texts are translated on the page of `objekt`; one query for each kind."""
    for modell in uebersetzbare_modelle():
        if (weg := modell.UEBERSETZT_BEI) and modell._meta.get_field(weg).related_model is type(objekt):
            verweise = [feld.name for feld in modell._meta.concrete_fields if feld.many_to_one]
            yield from modell._default_manager.filter(**{weg: objekt.pk}).select_related(*verweise).order_by("pk")


class Blatt:
    """All texts of a page; three queries and two for each kind of record that belongs to it."""

    def __init__(self, objekt: Uebersetzbar, sprache: str) -> None:
        self.objekt = objekt
        self.sprache = sprache
        self.objekte = [objekt, *zugehoerige(objekt)]
        self._heikle = {modell: self._pks(modell, modell.heikle()) for modell in {type(o) for o in self.objekte}}
        self._vorhanden = vorhandene(Uebersetzung.objects.filter(self._bedingung()))
        self.gruppen = [gruppe for objekt in self.objekte if (gruppe := self._gruppe(objekt)).funde]

    def _pks(self, modell: type[Uebersetzbar], von: QuerySet[Any] | None) -> set[int]:
        """Return which records of the page are among `von`."""
        pks = [objekt.pk for objekt in self.objekte if type(objekt) is modell]
        menge = modell._default_manager.filter(pk__in=pks)
        return set() if von is None else set(menge.filter(pk__in=von).values_list("pk", flat=True))

    def _bedingung(self) -> Q:
        bedingung = Q()
        for modell in {type(objekt) for objekt in self.objekte}:
            pks = [objekt.pk for objekt in self.objekte if type(objekt) is modell]
            app, name = modell._meta.app_label, modell._meta.model_name
            bedingung |= Q(inhalt__app_label=app, inhalt__model=name, objekt_id__in=pks)
        return bedingung

    def _gruppe(self, objekt: Uebersetzbar) -> Gruppe:
        heikel = objekt.pk in self._heikle[type(objekt)]
        stellen = (
            Stelle(type(objekt), objekt.pk, feld, text, heikel=heikel) for feld, text in objekt.deutsche_texte().items()
        )
        return Gruppe(objekt, [self._fund(stelle, self.sprache) for stelle in stellen])

    def _fund(self, stelle: Stelle, sprache: str) -> Fund:
        return fund(stelle, self._vorhanden.get((stelle.ort, sprache)))

    @property
    def funde(self) -> list[Fund]:
        return [f for gruppe in self.gruppen for f in gruppe.funde]

    def zahlen(self) -> dict[str, Counter[Stand]]:
        """Return how many texts of the page are how far, by language."""
        return {code: Counter(self._fund(f.stelle, code).stand for f in self.funde) for code in zielsprachen()}

    @transaction.atomic
    def fassen(self, eingaben: Mapping[Stelle, Eingabe]) -> list[Stelle]:
        """Store what was typed and return what is different now. What nobody touched stays as it is, also outdated.

        An emptied text stays as an empty row: so the one that ships does not come back with the next update."""
        neu = []
        for f in self.funde:
            text, geprueft = eingaben.get(f.stelle, (f.text, f.stand is Stand.GEPRUEFT))
            text = f.stelle.rein(text)
            geprueft = geprueft and bool(text)
            if (text, geprueft) != (f.text, f.stand is Stand.GEPRUEFT):
                neu.append(Neufassung(f.stelle, text, geprueft))
        schreibe(neu, self.sprache)
        return [neufassung.stelle for neufassung in neu]

    def gerade_veraltete(self, wechsel: Iterable[Textwechsel]) -> list[tuple[Stelle, str]]:
        """Return text and language of each translation that was good until one of these changes and has seen no other."""
        texte = {einer.ort: einer for einer in wechsel}
        return [
            (stelle, code)
            for stelle in (f.stelle for f in self.funde if f.stelle.ort in texte)
            for code in zielsprachen()
            if texte[stelle.ort].danach == fingerabdruck(stelle.deutsch)
            and (zeile := self._vorhanden.get((stelle.ort, code)))
            and zeile.text
            and zeile.quelle == texte[stelle.ort].davor
        ]

    def bestaetigbare(self, wechsel: Iterable[Textwechsel]) -> list[tuple[Stelle, str]]:
        """Return those of them that have the marks and links of the German text of today."""
        alle = self.gerade_veraltete(wechsel)
        return [(s, code) for s, code in alle if not was_fehlt(s.deutsch, self._vorhanden[s.ort, code].text)]

    @transaction.atomic
    def gelten_weiter(self, welche: Iterable[tuple[Stelle, str]]) -> int:
        """Stamp outdated translations, each a text and a language, with the German text of today; return how many."""
        objekte = {(type(objekt), objekt.pk): objekt for objekt in self.objekte}
        return sum(objekte[s.modell, s.pk].uebersetzung_gilt_weiter(s.feld, sprache) for s, sprache in welche)

    def offene_oeffentliche(self) -> list[Fund]:
        """Return what is missing or outdated and stands in a record the public sees: no other text may leave the server."""
        modelle = {f.stelle.modell for f in self.funde}
        oeffentlich = {modell: self._pks(modell, modell.oeffentliche()) for modell in modelle}
        return [f for f in self.funde if f.stand in ZU_UEBERSETZEN and f.stelle.pk in oeffentlich[f.stelle.modell]]
