"""The words a file may use: vocabulary, languages and the names of the area, all loaded once."""

import difflib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Self, TypeVar

from django.db import models

from akteure.falten import falten
from akteure.models import Gemeinde, Ortsteil, Sprache
from akteure.ort import KM_JE_GRAD
from angebote.models import Lebensphase, Thema, Zielgruppe

Zeile = TypeVar("Zeile", bound=models.Model)

RAND_KM = 10
"""How far a point may lie outside the box of the centres: no Gemeinde reaches much further from its own centre."""
FUELLWOERTER = {"und", "oder"}


@lru_cache(maxsize=8192)
def wortschluessel(text: str) -> str:
    """Return the folded words of `text` without "und" and "oder": "Gruppe/Kurs" is "Gruppe oder Kurs"."""
    return " ".join(wort for wort in falten(text).split() if wort not in FUELLWOERTER)


@lru_cache(maxsize=8192)
def namensschluessel(text: str) -> str:
    """Return what makes a name the same name as written: all but case and blanks."""
    return " ".join(text.split()).casefold()


class Wortliste(Generic[Zeile]):
    """Rows found by any of their names, folded. An earlier kind of name wins over a later one."""

    def __init__(self, zeilen: Iterable[Zeile], *namen: str) -> None:
        self.zeilen = list(zeilen)
        self.namen = [str(getattr(zeile, namen[0])) for zeile in self.zeilen]
        self._gefunden: dict[str, Zeile] = {}
        for name in namen:
            for zeile in self.zeilen:
                self._gefunden.setdefault(wortschluessel(str(getattr(zeile, name))), zeile)

    def finden(self, text: str) -> Zeile | None:
        """Return the row `text` names, None if there is none."""
        return self._gefunden.get(wortschluessel(text))


def vorschlag(text: str, namen: Sequence[str]) -> str:
    """Return a sentence on what could have been meant: the nearest word, else the whole list."""
    gefaltet = {wortschluessel(name): name for name in namen}
    if nah := difflib.get_close_matches(wortschluessel(text), list(gefaltet), n=1, cutoff=0.75):
        return f"Meinten Sie „{gefaltet[nah[0]]}“?"
    return f"Möglich sind: {', '.join(namen)}."


@dataclass(frozen=True)
class Ortsfund:
    """What the name of a place means in the area: at most one Gemeinde, and who else could be meant."""

    gemeinde: Gemeinde | None = None
    genau: bool = False
    mehrdeutig: tuple[Gemeinde, ...] = ()
    aehnlich: tuple[Gemeinde, ...] = ()
    ortsteil: bool = False


class Gebiet:
    """The Gemeinden of the area by name, and the box around them.

    The rule for the name of a place, made for people who must be able to rely on "in meiner Gemeinde":

    1. Written like a Gemeinde (but for case and blanks): that Gemeinde.
    2. Several Gemeinden have this name: ambiguous, none is taken. The PLZ does not decide, because the area may know only
       one of the PLZ of a Gemeinde; the report names it as a hint, with the AGS that settles it.
    3. Not written like any, but the same after folding ("Lauenburg/Elbe" – "Lauenburg/ Elbe"), or a known Ortsteil of
       exactly one Gemeinde: that Gemeinde is taken, and the report still says that no Gemeinde is called like this.
    4. Anything else is unknown; the report asks whether a Gemeinde was meant that begins with the same word or shares
       a word and the PLZ.
    """

    def __init__(self, gemeinden: Iterable[Gemeinde], ortsteile: Iterable[Ortsteil] = ()) -> None:
        self.gemeinden = list(gemeinden)
        self.nach_ags = {gemeinde.ags: gemeinde for gemeinde in self.gemeinden}
        self._genau = _gruppiert((namensschluessel(g.name), g) for g in self.gemeinden)
        self._gefaltet = _gruppiert((falten(g.name), g) for g in self.gemeinden)
        self._ortsteile = _gruppiert((falten(o.name), self.nach_ags[o.gemeinde.ags]) for o in ortsteile)
        self._nach_wort = _gruppiert((wort, g) for g in self.gemeinden for wort in falten(g.name).split())
        self._kasten = _kasten(self.gemeinden)

    def finden(self, name: str, plz: str = "") -> Ortsfund:
        """Return what `name` means; `plz` only helps to guess what else could be meant."""
        if genau := self._genau.get(namensschluessel(name)):
            return Ortsfund(gemeinde=genau[0], genau=True) if len(genau) == 1 else Ortsfund(mehrdeutig=tuple(genau))
        for verzeichnis in (self._gefaltet, self._ortsteile):
            if treffer := verzeichnis.get(falten(name)):
                ist_ortsteil = verzeichnis is self._ortsteile
                if len(treffer) > 1:
                    return Ortsfund(mehrdeutig=tuple(treffer), ortsteil=ist_ortsteil)
                return Ortsfund(gemeinde=treffer[0], ortsteil=ist_ortsteil)
        return Ortsfund(aehnlich=tuple(self._aehnliche(name, plz)))

    def eindeutig(self, text: str) -> Gemeinde | None:
        """Return the one Gemeinde `text` means, by AGS or name; None if there is none or more than one."""
        return self.nach_ags.get(text) or self.finden(text).gemeinde

    def enthaelt(self, lat: float, lon: float) -> bool:
        """Return whether the point lies in the box around all centres, widened by RAND_KM on each side."""
        if self._kasten is None:
            return True
        sued, west, nord, ost = self._kasten
        return sued <= lat <= nord and west <= lon <= ost

    def _aehnliche(self, name: str, plz: str) -> list[Gemeinde]:
        for wort in sorted(falten(name).split(), key=len, reverse=True):
            treffer = [
                gemeinde
                for gemeinde in self._nach_wort.get(wort, [])
                if falten(gemeinde.name).startswith(wort) or plz in plz_von(gemeinde)
            ]
            if len(wort) >= 4 and 0 < len(treffer) <= 3:
                return sorted(treffer, key=lambda gemeinde: plz not in plz_von(gemeinde))
        return []


def plz_von(gemeinde: Gemeinde) -> list[str]:
    """Return the PLZ the area knows of a Gemeinde; uses what was prefetched."""
    return [eintrag.plz for eintrag in gemeinde.postleitzahlen.all()]


def _gruppiert(paare: Iterable[tuple[str, Gemeinde]]) -> dict[str, list[Gemeinde]]:
    gruppen: dict[str, list[Gemeinde]] = {}
    for schluessel, gemeinde in paare:
        gruppe = gruppen.setdefault(schluessel, [])
        if gemeinde not in gruppe:
            gruppe.append(gemeinde)
    return gruppen


def _kasten(gemeinden: Iterable[Gemeinde]) -> tuple[float, float, float, float] | None:
    punkte = [(g.lat, g.lon) for g in gemeinden if g.lat is not None and g.lon is not None]
    if not punkte:
        return None
    breiten, laengen = [lat for lat, _ in punkte], [lon for _, lon in punkte]
    rand_lat = RAND_KM / KM_JE_GRAD
    rand_lon = rand_lat / max(math.cos(math.radians(max(breiten, key=abs))), 0.01)
    return min(breiten) - rand_lat, min(laengen) - rand_lon, max(breiten) + rand_lat, max(laengen) + rand_lon


@dataclass(frozen=True)
class Woerter:
    """Everything a cell may refer to."""

    lebensphasen: Wortliste[Lebensphase]
    themen: Wortliste[Thema]
    zielgruppen: Wortliste[Zielgruppe]
    sprachen: Wortliste[Sprache]
    gebiet: Gebiet

    @classmethod
    def laden(cls) -> Self:
        """Return the words of this moment; six queries."""
        return cls(
            lebensphasen=Wortliste(Lebensphase.objects.all(), "kurzname", "name", "slug"),
            themen=Wortliste(Thema.objects.all(), "name", "slug"),
            zielgruppen=Wortliste(Zielgruppe.objects.all(), "name", "slug"),
            sprachen=Wortliste(Sprache.objects.all(), "name", "eigenname", "code"),
            gebiet=Gebiet(
                Gemeinde.objects.prefetch_related("postleitzahlen"), Ortsteil.objects.select_related("gemeinde")
            ),
        )
