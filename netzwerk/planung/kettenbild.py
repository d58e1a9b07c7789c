"""The Präventionskette of one area as it is shown: the same stations, Übergänge and numbers for page, PDF and slides."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from angebote.vokabular import Wort

from .abdeckung import GEDECKT_GUT, GEDECKT_TEILWEISE, VOR_ORT_GUT, Abdeckung, Station, Zelle
from .arten import Lueckenart, Zustand
from .fakten import VERALTET_TAGE
from .gebiete import Ebene, Gebiet

AUS_DER_ZAHL = (Lueckenart.NICHTS, Lueckenart.NUR_KREISWEIT)
"""Kinds of gap that the numbers beside them tell already."""


@dataclass(frozen=True)
class Feld:
    """A cell with the words it stands under."""

    zelle: Zelle
    phase: Wort
    thema: Wort

    @property
    def grund(self) -> Lueckenart | None:
        """What weighs most of what is missing; None where the numbers tell it."""
        return next((art for art in self.zelle.luecken if art not in AUS_DER_ZAHL), None)

    @property
    def offen(self) -> Lueckenart | None:
        """What we do not know, where nothing else is said."""
        return None if self.grund else next(iter(self.zelle.datenluecken), None)


@dataclass(frozen=True)
class Uebergangsfeld(Feld):
    """An Übergang (`thema` is its word) from one Lebensphase to another."""

    nach: Wort

    @property
    def wort(self) -> Wort:
        return self.thema


@dataclass(frozen=True)
class Glied:
    """A ring of the chain, what stands below it, and the Übergang to the next ring. There are six at most: each Lebensphase
    has a paper of its own, and `nummer` is that of its drawing in static/svg/kette.svg."""

    nummer: int
    station: Station
    felder: tuple[Feld, ...]
    weiter: Uebergangsfeld | None
    letztes: bool


class Kettenbild:
    """Rings, Übergänge and the table of an area."""

    def __init__(self, abdeckung: Abdeckung, gebiet: Gebiet) -> None:
        self.gebiet = gebiet
        self.stand = abdeckung.fakten.heute
        self.stationen, zellen = abdeckung.kette(gebiet)
        self.themen = [kopf.wort for kopf in abdeckung.koepfe("thema")]
        self.uebergaenge = list(_uebergaenge(abdeckung, self.stationen, zellen))

    @property
    def ist_kreis(self) -> bool:
        return self.gebiet.ebene == Ebene.KREIS

    @cached_property
    def leer(self) -> bool:
        """Do we know nothing at all? No data are no gap."""
        return all(station.gesamt.stufe == "unbekannt" for station in self.stationen)

    @cached_property
    def glieder(self) -> list[Glied]:
        weiter = {(feld.phase.pk, feld.nach.pk): feld for feld in self.uebergaenge}
        glieder = []
        for nummer, station in enumerate(self.stationen, 1):
            naechste = self.stationen[nummer].phase.pk if nummer < len(self.stationen) else 0
            felder = tuple(Feld(station.themen[thema.wert], station.phase, thema) for thema in self.themen)
            uebergang = weiter.get((station.phase.pk, naechste))
            glieder.append(Glied(nummer, station, felder, uebergang, not naechste))
        return glieder

    @property
    def zeilen(self) -> Iterator[tuple[Wort, list[Feld]]]:
        """Yield each Thema with its fields, one for each Lebensphase."""
        for stelle, thema in enumerate(self.themen):
            yield thema, [glied.felder[stelle] for glied in self.glieder]

    @property
    def zustaende(self) -> list[Zustand]:
        return list(Zustand)

    @property
    def regeln(self) -> dict[str, int]:
        """The numbers behind the words, as people say them."""
        alle = len(self.themen)
        return {
            "alle": alle,
            "gut": _mindestens(GEDECKT_GUT, alle),
            "nah": _mindestens(VOR_ORT_GUT, alle),
            "teilweise": _mindestens(GEDECKT_TEILWEISE, alle),
            "monate": VERALTET_TAGE * 12 // 365,
        }


def _mindestens(anteil: float, alle: int) -> int:
    """Return the smallest whole number that is not below the share."""
    return next(zahl for zahl in range(alle + 1) if zahl >= anteil * alle)


def _uebergaenge(abdeckung: Abdeckung, stationen: list[Station], zellen: list[Zelle]) -> Iterator[Uebergangsfeld]:
    phasen = {station.phase.wert: station.phase for station in stationen}
    wege = {slug: weg for weg, slug in abdeckung.fakten.uebergaenge.items()}
    for kopf, zelle in zip(abdeckung.koepfe("uebergang"), zellen, strict=True):
        von, nach = wege[kopf.wort.wert]
        yield Uebergangsfeld(zelle, phasen[von], kopf.wort, phasen[nach])
