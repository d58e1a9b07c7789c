"""Facts about Gemeinden that are no Angebote, each with its day and its source: population, and Indikatoren."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from akteure.models import Gemeinde

AMTLICH = "amtliche Zahl"
NICHT_HINTERLEGT = "noch nicht hinterlegt"


@dataclass(frozen=True)
class Angabe:
    """One fact; `wert` None: not known, a text such as "geheim": it may not be told."""

    name: str
    wert: int | float | str | None
    stand: date | None
    quelle: str


def angaben(pks: Iterable[int]) -> dict[int, list[Angabe]]:
    """Return Gemeinde → facts; one query, however many."""
    gefunden: dict[int, list[Angabe]] = defaultdict(list)
    spalten = ("pk", "einwohner", "einwohner_stand")
    for pk, einwohner, stand in Gemeinde.objects.filter(pk__in=list(pks)).values_list(*spalten):
        gefunden[pk].append(Angabe("Einwohner", einwohner, stand, AMTLICH if einwohner is not None else ""))
    return gefunden
