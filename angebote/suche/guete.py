"""How good the search is: every query of a list is asked as a visitor would, and its first hits are judged."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from akteure.falten import stamm, suchform
from angebote.filter import AngebotFilter
from angebote.models import Angebot, Begriff
from angebote.suche import treffer
from angebote.suche.deuten import bedeutung_von
from angebote.vokabular import Vokabular

ERSTE, WEITERE = 3, 10


@dataclass(frozen=True)
class Urteil:
    """One query: what was expected, at which place it stands (None: not among the first ten), and what stood first."""

    anfrage: str
    erwartet: str
    prueft: str
    platz: int | None
    zuerst: tuple[str, ...]


@dataclass(frozen=True)
class Bilanz:
    """All queries of a list."""

    urteile: list[Urteil]

    @property
    def unter_den_ersten(self) -> float:
        return self._anteil(ERSTE)

    @property
    def unter_den_weiteren(self) -> float:
        return self._anteil(WEITERE)

    @property
    def mittlerer_kehrwert(self) -> float:
        return sum(1 / urteil.platz for urteil in self.urteile if urteil.platz) / max(len(self.urteile), 1)

    @property
    def verfehlt(self) -> list[Urteil]:
        return [urteil for urteil in self.urteile if not urteil.platz or urteil.platz > ERSTE]

    def _anteil(self, bis: int) -> float:
        return sum(1 for urteil in self.urteile if urteil.platz and urteil.platz <= bis) / max(len(self.urteile), 1)


def beurteilen(zeilen: Iterator[dict[str, str]]) -> Bilanz:
    """Return how each query fares."""
    return Bilanz([_beurteilt(zeile["anfrage"], zeile["erwarteter_term"], zeile["prueft"]) for zeile in zeilen])


def _beurteilt(anfrage: str, erwartet: str, prueft: str) -> Urteil:
    daten = QueryDict(mutable=True)
    daten["q"] = anfrage
    auswahl = AngebotFilter(daten, Angebot.objects.oeffentlich())
    erste = list(auswahl.sortiert[:WEITERE])
    art, was = _erwartung(erwartet)
    if art == "Ort":
        platz = 1 if _ort_verstanden(auswahl, was) else None
    elif art == "nicht":
        platz = None if _platz(erste, was) else 1
    else:
        platz = _platz(erste, was)
    return Urteil(anfrage, erwartet, prueft, platz, tuple(angebot.titel for angebot in erste[:ERSTE]))


def _erwartung(erwartet: str) -> tuple[str, str]:
    """Return "(Ort) Wernau (Neckar)" as ("Ort", "Wernau (Neckar)"), and what has no such beginning as ("", all of it)."""
    if not erwartet.startswith("("):
        return "", erwartet
    art, _klammer, was = erwartet[1:].partition(")")
    return art, was.strip()


def _ort_verstanden(auswahl: AngebotFilter, name: str) -> bool:
    """Was a place understood, and is it `name` (where one is given)?"""
    namen = [suchform(gemeinde.name) for gemeinde in auswahl.ortswahl.gemeinden]
    return suchform(name) in namen if name else bool(namen)


def _platz(erste: list[Angebot], was: str) -> int | None:
    """Return the place of the first hit that has the title `was`, or that carries the Begriff `was`."""
    gut = _mit_begriff(erste, was)
    for platz, angebot in enumerate(erste, 1):
        if angebot.pk in gut or suchform(angebot.titel) == suchform(was):
            return platz
    return None


def _mit_begriff(erste: list[Angebot], was: str) -> set[int]:
    """Return the keys of those whose own text carries a two-way Schreibweise of the Begriff, or its Thema."""
    begriff = Begriff.objects.filter(name=was).first()
    if begriff is None:
        schreibweise = Begriff.objects.filter(schreibweisen__gefaltet__in=[stamm(was), suchform(was)])
        begriff = schreibweise.order_by("name").first()
    if begriff is None or not begriff.schreibweisen.exists():
        return set()
    bedeutung = bedeutung_von(list(begriff.schreibweisen.select_related("begriff", "sprache")), Vokabular.laden())
    bedingung = treffer.traegt(bedeutung)
    return set(Angebot.objects.filter(bedingung, pk__in=[a.pk for a in erste]).values_list("pk", flat=True))
