"""Facts about Gemeinden that are no Angebote, each with its day and its source: population, and Indikatoren."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from akteure.models import Gemeinde
from netzwerk.models.indikator import Indikator

AMTLICH = "Gemeindeverzeichnis dieser Plattform, amtliche Zahl"
GEHEIM = "geheim"
ARTEN = [str(name) for _art, name in Indikator.Art.choices]
"""Names of all facts in their order."""


@dataclass(frozen=True)
class Angabe:
    """One fact; `wert` None: not known, GEHEIM: it exists, but may not be told."""

    name: str
    wert: int | float | str | None
    stand: date | None
    quelle: str


def angaben(pks: Iterable[int], tag: date) -> dict[int, list[Angabe]]:
    """Return Gemeinde → the newest facts of that day, in their order; two queries, however many."""
    pks = list(pks)
    gefunden: dict[int, dict[str, Angabe]] = defaultdict(dict)
    for pk, einwohner, stand in Gemeinde.objects.filter(pk__in=pks).values_list("pk", "einwohner", "einwohner_stand"):
        quelle = AMTLICH if einwohner is not None else ""
        gefunden[pk][Indikator.Art.EINWOHNER] = Angabe("Einwohner", einwohner, stand, quelle)
    zeilen = Indikator.objects.filter(gemeinde__in=pks, stand__lte=tag).order_by("stand")
    for pk, art, wert, geheim, stand, quelle in zeilen.values_list(
        *("gemeinde", "art", "wert", "geheim", "stand", "quelle")
    ):
        bisher = gefunden[pk].get(art)
        if bisher is None or bisher.stand is None or bisher.stand <= stand:
            gefunden[pk][art] = Angabe(str(Indikator.Art(art).label), GEHEIM if geheim else wert, stand, quelle)
    return {pk: [alle[art] for art in Indikator.Art if art in alle] for pk, alle in gefunden.items()}
