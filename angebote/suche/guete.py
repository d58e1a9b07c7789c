"""How good the search is: every query of a list is asked as a visitor would, and its first hits are judged."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from akteure.falten import stamm, suchform
from angebote.filter import AngebotFilter
from angebote.models import Angebot
from angebote.suche.treffer import tragende

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
        platz = None if _platz(auswahl, erste, was) else 1
    else:
        platz = _platz(auswahl, erste, was)
    return Urteil(anfrage, erwartet, prueft, platz, tuple(angebot.titel for angebot in erste[:ERSTE]))


def _erwartung(erwartet: str) -> tuple[str, str]:
    """Return "(Ort) Wernau (Neckar)" as ("Ort", "Wernau (Neckar)"), and what has no such beginning as ("", all of it)."""
    if not erwartet.startswith("("):
        return "", erwartet
    art, _klammer, was = erwartet[1:].partition(")")
    return art, was.strip()


def _ort_verstanden(auswahl: AngebotFilter, name: str) -> bool:
    """Was a place understood, and is it `name` (where one is given)? The whole area, or a PLZ outside it, is one as well."""
    namen = [suchform(gemeinde.name) for gemeinde in auswahl.ortswahl.gemeinden]
    return suchform(name) in namen if name else bool(namen or auswahl.deutung.orte)


def _platz(auswahl: AngebotFilter, erste: list[Angebot], was: str) -> int | None:
    """Return the place of the first hit that has the title `was`, or that says the Begriff `was`."""
    gut = _mit_begriff(auswahl, erste, was)
    for platz, angebot in enumerate(erste, 1):
        if angebot.pk in gut or suchform(angebot.titel) == suchform(was):
            return platz
    return None


def _mit_begriff(auswahl: AngebotFilter, erste: list[Angebot], was: str) -> set[int]:
    """Return the keys of those whose own text carries a Schreibweise of the Begriff, or its Thema."""
    schreibungen = auswahl.buch.begriffe.nach_schreibung
    moegliche = [b for folge in (stamm(was), suchform(was)) for b in schreibungen.get(folge, ())]
    moegliche.sort(key=lambda bedeutung: (bedeutung.name != was, bedeutung.name))
    return tragende(moegliche[0], auswahl.buch, auswahl.bestand) if moegliche and erste else set()
