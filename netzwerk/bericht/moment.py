"""What a report is made of: the coverage of one day, and every number that more than one report needs from it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from angebote.mengen import Menge, stellen_von
from netzwerk.planung.abdeckung import Abdeckung, Bedingung, Station, Zelle
from netzwerk.planung.arten import Lueckenart
from netzwerk.planung.fakten import Eintrag
from netzwerk.planung.gebiete import Ebene, Gebiet

from .dokument import Zahl


@dataclass(frozen=True)
class Feldzelle:
    """A cell of the field Lebensphase × Thema of one area, with the words of its conditions."""

    phase: str
    thema: str
    zelle: Zelle


@dataclass
class Moment:
    """Coverage of one day; `ist_stichtag`: of a day that was kept, not of today."""

    abdeckung: Abdeckung
    tag: date
    ist_stichtag: bool = False

    def __post_init__(self) -> None:
        self._ketten: dict[Gebiet, tuple[list[Station], list[Zelle]]] = {}

    @property
    def hinweise(self) -> tuple[str, ...]:
        """What holds for every report of this day."""
        if not self.abdeckung.fakten.familien:
            return (
                "Es gibt zu diesem Tag noch keine öffentlichen Angebote für Familien. Alle Zahlen sind deshalb leer.",
            )
        if self.ist_stichtag:
            return (
                f"Zahlen zu Angeboten gelten für den Stichtag {self.tag:%d.%m.%Y}. Was er nicht festhält, hat ein eigenes Datum.",
            )
        return ()

    @property
    def kreis(self) -> Gebiet:
        return self.abdeckung.fakten.gebiete.kreis

    def gebiete(self, ebene: Ebene) -> Sequence[Gebiet]:
        return self.abdeckung.fakten.gebiete.alle(ebene)

    @cached_property
    def eintraege(self) -> dict[int, Eintrag]:
        """Angebot → what it is called; one query, none for a Stichtag."""
        return self.abdeckung.fakten.eintraege()

    def kette(self, gebiet: Gebiet) -> tuple[list[Station], list[Zelle]]:
        """Return Lebensphasen and Übergänge of an area; worked out once."""
        if gebiet not in self._ketten:
            self._ketten[gebiet] = self.abdeckung.kette(gebiet)
        return self._ketten[gebiet]

    def feld(self, gebiet: Gebiet) -> list[Feldzelle]:
        """Return every cell Lebensphase × Thema of an area."""
        namen = {kopf.wort.wert: kopf.wort.name for kopf in self.abdeckung.koepfe("thema")}
        return [
            Feldzelle(station.phase.name, namen[slug], zelle)
            for station in self.kette(gebiet)[0]
            for slug, zelle in station.themen.items()
        ]

    def zahl(self, gebiet: Gebiet, *bedingungen: Bedingung) -> Zahl:
        """Return how many reach an area: the total of the list behind it."""
        zelle = self.abdeckung.zelle(gebiet, bedingungen)
        return self.zu(zelle.anzahl, zelle)

    def zu(self, wert: int, zelle: Zelle) -> Zahl:
        """Return a number of a cell with its list; of another day there is no list."""
        return Zahl(wert, "" if self.ist_stichtag else zelle.adresse)

    def namen(self, menge: Menge) -> list[Eintrag]:
        """Return what these Angebote are called, in the order of the list."""
        pks = self.abdeckung.fakten.pks
        return [self.eintraege[pk] for stelle in stellen_von(menge) if (pk := pks[stelle]) in self.eintraege]


def arten_gezaehlt(zellen: Iterable[Zelle]) -> Counter[Lueckenart]:
    """Return how many cells have each kind of gap."""
    return Counter(art for zelle in zellen for art in zelle.arten)
