"""What is known of every Gemeinde, each number with its date and source."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import number_format

from akteure.models import Gemeinde
from netzwerk.models import Indikator

MITGELIEFERT = "mit den Gemeinden geladen"
"""Where a number stands that came with the Gemeinden, not as an Indikator."""
Herkunft = tuple[str, date | None]
"""(source, date)"""


@dataclass(frozen=True)
class Zahl:
    """One cell: a number, "geheim", or nothing known."""

    text: str
    herkunft: Herkunft | None = None
    nummer: int | None = None
    """Of its source below the table; None where the head of the column says it."""

    @property
    def bekannt(self) -> bool:
        return self.herkunft is not None


@dataclass
class Spalte:
    art: Indikator.Art
    nummer: int | None
    """Of the source of the whole column."""


@dataclass
class Uebersicht:
    spalten: list[Spalte] = field(default_factory=list)
    zeilen: list[tuple[Gemeinde, list[Zahl]]] = field(default_factory=list)
    quellen: list[Herkunft] = field(default_factory=list)
    ohne: list[str] = field(default_factory=list)
    """What is known of no Gemeinde at all."""


def uebersicht(gemeinden: Sequence[Gemeinde]) -> Uebersicht:
    """Return the newest number of each kind for these Gemeinden; two queries."""
    zahlen = _zahlen(gemeinden)
    bekannte = set(Indikator.objects.order_by().values_list("art", flat=True).distinct())
    if any(gemeinde.einwohner is not None for gemeinde in gemeinden):
        bekannte.add(str(Indikator.Art.EINWOHNER))
    arten = [art for art in Indikator.Art if art in bekannte]
    nummern: dict[Herkunft, int] = {}
    spalten = [Spalte(art, _gemeinsame(art, zahlen, nummern)) for art in arten]
    zeilen = [
        (gemeinde, [_zahl(zahlen.get((gemeinde.pk, spalte.art)), spalte, nummern) for spalte in spalten])
        for gemeinde in gemeinden
    ]
    ohne = [art.label for art in Indikator.Art if art not in bekannte]
    return Uebersicht(spalten, zeilen, list(nummern), ohne)


def _zahlen(gemeinden: Sequence[Gemeinde]) -> dict[tuple[int, str], tuple[str, Herkunft]]:
    """Return (Gemeinde, Art) → (text, where it is from): what came with the Gemeinden where nothing newer is known."""
    zahlen = {
        (eine.pk, str(Indikator.Art.EINWOHNER)): (
            number_format(eine.einwohner, force_grouping=True),
            (MITGELIEFERT, eine.einwohner_stand),
        )
        for eine in gemeinden
        if eine.einwohner is not None
    }
    for eine in Indikator.objects.neueste().filter(gemeinde__in=gemeinden).order_by("art", "-stand", "quelle"):
        schluessel = (eine.gemeinde_id, eine.art)
        mitgeliefert = zahlen.get(schluessel)
        if mitgeliefert is None or (mitgeliefert[1][1] or date.min) <= eine.stand:
            zahlen[schluessel] = eine.zahl, (eine.quelle, eine.stand)
    return zahlen


def _gemeinsame(
    art: str, zahlen: Mapping[tuple[int, str], tuple[str, Herkunft]], nummern: dict[Herkunft, int]
) -> int | None:
    """Return the number of the one source of a column, None where it has several; numbers all of them."""
    je_herkunft: dict[Herkunft, int] = defaultdict(int)
    for (_gemeinde, eine), (_text, herkunft) in zahlen.items():
        if eine == art:
            je_herkunft[herkunft] += 1
    for herkunft in je_herkunft:
        nummern.setdefault(herkunft, len(nummern) + 1)
    return nummern[next(iter(je_herkunft))] if len(je_herkunft) == 1 else None


def _zahl(gefunden: tuple[str, Herkunft] | None, spalte: Spalte, nummern: Mapping[Herkunft, int]) -> Zahl:
    if gefunden is None:
        return Zahl("nicht bekannt")
    text, herkunft = gefunden
    return Zahl(text, herkunft, None if spalte.nummer else nummern[herkunft])
