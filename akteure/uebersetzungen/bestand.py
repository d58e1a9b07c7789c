"""Which German texts there are, and how far their translations are. Reads only."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Field, Q, QuerySet, TextField, Value

from akteure.falten import ohne_klammern, reiner_text
from akteure.models.uebersetzung import (
    Stand,
    Uebersetzbar,
    Uebersetzung,
    fingerabdruck,
    stand_von,
    uebersetzbare_modelle,
)
from akteure.sprachen import DEUTSCH

Ort = tuple[str, int, str]
"""Where a text stands: label of the model, pk, field."""
ZU_UEBERSETZEN = frozenset({Stand.FEHLT, Stand.VERALTET})
OFFEN = ZU_UEBERSETZEN | {Stand.WARTET}
"""What families see in German."""


def zielsprachen() -> dict[str, str]:
    """Return code → own name of the languages texts are translated into."""
    return {code: name for code, name in settings.LANGUAGES if code != DEUTSCH}


@dataclass(frozen=True)
class Stelle:
    """One German text of one record. `schluessel`: how files know the record; `heikel`: is it one of `heikle()`?"""

    modell: type[Uebersetzbar]
    pk: int
    feld: str
    deutsch: str
    schluessel: str = ""
    heikel: bool = field(default=False, compare=False)

    @property
    def ort(self) -> Ort:
        return self.modell._meta.label_lower, self.pk, self.feld

    @property
    def name(self) -> str:
        """The name of the field, for people."""
        return str(self._feld.verbose_name)

    @property
    def hoechstens(self) -> int | None:
        """How long the German text may be, and so its translation."""
        return self._feld.max_length

    @property
    def einzeilig(self) -> bool:
        return not isinstance(self._feld, TextField)

    def rein(self, text: str) -> str:
        """Return what somebody typed or sent as it may be stored: plain, and in one line where the German text is."""
        text = reiner_text(text)
        return " ".join(text.split()) if self.einzeilig else text

    def verliert(self, text: str) -> bool:
        """Does `rein` take more out of what somebody typed than blanks and the brackets around an address?"""
        return self.rein(text).split() != ohne_klammern(text).split()

    @property
    def _feld(self) -> "Field[Any, Any]":
        feld = self.modell._meta.get_field(self.feld)
        assert isinstance(feld, Field)
        return feld


@dataclass(frozen=True)
class Fund:
    """A German text, its translation into one language and how far that is."""

    stelle: Stelle
    stand: Stand
    text: str = ""


class Zeile(NamedTuple):
    """What is stored of a translation."""

    text: str
    quelle: str
    geprueft: bool


@dataclass(frozen=True)
class Eintrag:
    """A record and those of its German texts that are not empty, by field."""

    pk: int
    schluessel: str
    heikel: bool
    texte: dict[str, str]

    def stelle(self, modell: type[Uebersetzbar], feld: str) -> Stelle:
        return Stelle(modell, self.pk, feld, self.texte[feld], self.schluessel, self.heikel)


def eintraege(menge: QuerySet[Any], schluessel: str = "") -> Iterator[Eintrag]:
    """Yield the records of a queryset in the order of their pk; one query. `schluessel`: another field than the usual."""
    modell = menge.model
    felder = modell.UEBERSETZBAR
    heikle = modell.heikle()
    menge = menge.annotate(ist_heikle=Value(False) if heikle is None else Q(pk__in=heikle)).order_by("pk")
    for zeile in menge.values_list("pk", schluessel or modell.SCHLUESSEL, "ist_heikle", *felder):
        texte = {feld: text for feld, text in zip(felder, zeile[3:], strict=True) if text}
        yield Eintrag(zeile[0], str(zeile[1]), zeile[2], texte)


def stellen(modelle: Iterable[type[Uebersetzbar]] | None = None) -> Iterator[Stelle]:
    """Yield every German text the public can read, of these models or of all; one query for each."""
    for modell in uebersetzbare_modelle() if modelle is None else modelle:
        for eintrag in eintraege(modell.oeffentliche()):
            for feld in eintrag.texte:
                yield eintrag.stelle(modell, feld)


def vorhandene(menge: QuerySet[Uebersetzung]) -> dict[tuple[Ort, str], Zeile]:
    """Return (place, language) → what is stored; one query."""
    spalten = ("inhalt__app_label", "inhalt__model", "objekt_id", "feld", "sprache", "text", "quelle", "geprueft")
    return {
        ((f"{app}.{modell}", pk, feld), sprache): Zeile(text, quelle, geprueft)
        for app, modell, pk, feld, sprache, text, quelle, geprueft in menge.order_by().values_list(*spalten)
    }


def in_sprache(sprache: str) -> dict[tuple[Ort, str], Zeile]:
    """Return all that is stored in one language."""
    return vorhandene(Uebersetzung.objects.filter(sprache=sprache))


def funde(alle: Iterable[Stelle], sprache: str) -> Iterator[Fund]:
    """Yield each text with its translation into `sprache`."""
    zeilen = in_sprache(sprache)
    for stelle in alle:
        yield fund(stelle, zeilen.get((stelle.ort, sprache)))


def fund(stelle: Stelle, zeile: Zeile | None) -> Fund:
    """Return a text with what is stored of its translation."""
    if zeile is None:
        return Fund(stelle, Stand.FEHLT)
    return Fund(stelle, stand_von(*zeile, heute=fingerabdruck(stelle.deutsch), heikel=stelle.heikel), zeile.text)


def offene(sprache: str, staende: Collection[Stand] = OFFEN) -> list[Fund]:
    """Return the texts the public can read whose translation is in one of these states."""
    return [f for f in funde(stellen(), sprache) if f.stand in staende]


def zahlen() -> dict[str, Counter[Stand]]:
    """Return how many texts are how far, by language; one query for each model and one for all translations."""
    heute = {stelle.ort: (fingerabdruck(stelle.deutsch), stelle.heikel) for stelle in stellen()}
    gezaehlt = {code: Counter[Stand]() for code in zielsprachen()}
    spalten = ("inhalt__app_label", "inhalt__model", "objekt_id", "feld", "sprache", "quelle", "geprueft")
    menge = Uebersetzung.objects.filter(sprache__in=gezaehlt).exclude(text="").order_by().values_list(*spalten)
    for app, modell, pk, feld, sprache, quelle, geprueft in menge.iterator():
        if jetzt := heute.get((f"{app}.{modell}", pk, feld)):
            gezaehlt[sprache][stand_von("da", quelle, geprueft, *jetzt)] += 1
    for zaehler in gezaehlt.values():
        zaehler[Stand.FEHLT] = len(heute) - zaehler.total()
    return gezaehlt
