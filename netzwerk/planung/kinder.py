"""How many children live in an area, where that is known – and what is missing where it is not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from netzwerk.models import Indikator

from .gebiete import Gebiet, Ort


@dataclass(frozen=True)
class Kinderzahl:
    """Children under 18 in an area on one day; `anzahl` is None where it is not known of every Gemeinde in it."""

    anzahl: int | None = None
    stand: date | None = None
    quellen: tuple[str, ...] = ()
    fehlend: tuple[str, ...] = ()
    """Gemeinden of which there is no number of that day."""
    geheim: tuple[str, ...] = ()
    """Gemeinden whose number is not published."""

    @property
    def grund(self) -> str:
        """Why there is no number, in words; "" where there is one."""
        teile = [
            f"{was}: {', '.join(namen[:5])}{f' und {len(namen) - 5} weitere' if len(namen) > 5 else ''}"
            for was, namen in (("nicht bekannt", self.fehlend), ("geheim", self.geheim))
            if namen
        ]
        return "; ".join(teile)


@dataclass(frozen=True)
class _Tag:
    """What is known of one Gemeinde on one day."""

    anzahl: int | None
    quellen: frozenset[str]


Tage = Mapping[str, Mapping[date, _Tag]]
"""AGS → day → what is known of it."""


def kinder(gebiete: Iterable[Gebiet]) -> dict[Gebiet, Kinderzahl]:
    """Return how many children live in each area: all its Gemeinden on the newest day on which all are known, never a sum
    over different days. One query."""
    tage = _lesen()
    return {gebiet: _zahl(gebiet.orte, tage) for gebiet in gebiete}


def je_tausend(anzahl: int, kinderzahl: int | None) -> Decimal | None:
    """Return how many for 1,000 children, with one place; None where their number is not known or 0."""
    if not kinderzahl or kinderzahl < 0:
        return None
    return (Decimal(anzahl) * 1000 / Decimal(kinderzahl)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _lesen() -> Tage:
    """Return what is known: the number of all under 18, else the sum of the age groups if every one of them is there."""
    zeilen: dict[tuple[str, date], dict[str, tuple[int | None, str]]] = defaultdict(dict)
    spalten = ("gemeinde__ags", "stand", "art", "wert", "quelle")
    for ags, stand, art, wert, quelle in Indikator.objects.fuer_kinder().order_by().values_list(*spalten):
        zeilen[ags, stand][art] = wert, quelle
    tage: dict[str, dict[date, _Tag]] = defaultdict(dict)
    for (ags, stand), je_art in zeilen.items():
        tag = _tag(je_art)
        if tag:
            tage[ags][stand] = tag
    return tage


def _tag(je_art: Mapping[str, tuple[int | None, str]]) -> _Tag | None:
    """Return what one day says; None: nothing of use, for an age group is missing."""
    gesamt = je_art.get(Indikator.Art.KINDER_U18)
    gruppen = [je_art[art] for art in Indikator.ALTERSGRUPPEN if art in je_art]
    vollstaendig = len(gruppen) == len(Indikator.ALTERSGRUPPEN)
    summe = [wert for wert, _quelle in gruppen if wert is not None]
    if (gesamt is None or gesamt[0] is None) and vollstaendig and len(summe) == len(gruppen):
        return _Tag(sum(summe), frozenset(quelle for _wert, quelle in gruppen))
    if gesamt is not None:
        return _Tag(gesamt[0], frozenset({gesamt[1]}))
    return _Tag(None, frozenset(quelle for _wert, quelle in gruppen)) if vollstaendig else None


def _zahl(orte: Iterable[Ort], tage: Tage) -> Kinderzahl:
    orte = list(orte)
    je_ort = [tage.get(ort.ags, {}) for ort in orte]
    staende = sorted({stand for eines in je_ort for stand in eines}, reverse=True)
    if not orte or not staende:
        return Kinderzahl(fehlend=tuple(ort.name for ort in orte))
    ganze = (stand for stand in staende if all(stand in eines and eines[stand].anzahl is not None for eines in je_ort))
    stand = next(ganze, None)
    if stand is None:
        return _ohne(orte, je_ort, staende[0])
    gezaehlt = [eines[stand] for eines in je_ort]
    quellen = frozenset().union(*(tag.quellen for tag in gezaehlt))
    return Kinderzahl(sum(tag.anzahl or 0 for tag in gezaehlt), stand, tuple(sorted(quellen)))


def _ohne(orte: list[Ort], je_ort: list[Mapping[date, _Tag]], stand: date) -> Kinderzahl:
    """Return what is missing on the newest day of which anything is known."""
    paare = list(zip(orte, je_ort, strict=True))
    return Kinderzahl(
        stand=stand,
        fehlend=tuple(ort.name for ort, eines in paare if stand not in eines),
        geheim=tuple(ort.name for ort, eines in paare if stand in eines and eines[stand].anzahl is None),
    )
