"""Sets of Angebote as bits of one whole number: to narrow is "&", to count is `bit_count`, whatever their number."""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

from django.db.models import Aggregate, CharField, Expression, QuerySet, TextField, Value
from django.db.models.functions import Cast

Menge = int
"""Bit i is the i-th Angebot of a `Bestand`."""


class Sammlung(Aggregate):
    """Primary keys as one text: a row for each set, not for each of its members."""

    function = "JSON_GROUP_ARRAY"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **kwargs):
        return self.as_sql(compiler, connection, function="JSON_AGG", template="(%(function)s(%(expressions)s))::text")


def gesammelt(art: str | Expression, zeilen: QuerySet, wert, angebot: str = "pk") -> QuerySet:
    """Return rows (art, wert, primary keys): which Angebote belong to each value; `angebot` names their column, or another
    one of which all are wanted."""
    name = Value(art, output_field=CharField()) if isinstance(art, str) else art
    gruppen = zeilen.order_by().annotate(art_=name, wert_=Cast(wert, CharField()))
    return gruppen.values("art_", "wert_").annotate(pks_=Sammlung(angebot)).values_list("art_", "wert_", "pks_")


def lies(sammlungen: list[QuerySet]) -> Iterator[tuple[str, str, list[Any]]]:
    """Yield (art, wert, primary keys) of all of them; one query."""
    for art, wert, pks in sammlungen[0].union(*sammlungen[1:], all=True) if sammlungen else ():
        yield art, wert, json.loads(pks)


def stellen_aus(pks: Sequence[int]) -> array:
    """Return primary key → place, -1 where it has none: a tenth of what a dict would take."""
    stellen = array("i", [-1]) * (max(pks, default=0) + 1)
    for stelle, pk in enumerate(pks):
        stellen[pk] = stelle
    return stellen


def menge_aus(pks: Iterable[int | None], stellen: array) -> Menge:
    """Return the set of those `pks` that have a place."""
    bits, bekannt = bytearray(len(stellen) // 8 + 1), len(stellen)
    for pk in pks:
        if pk is not None and pk < bekannt and (stelle := stellen[pk]) >= 0:
            bits[stelle >> 3] |= 1 << (stelle & 7)
    return int.from_bytes(bits, "little")


def vereint(mengen: Iterable[Menge]) -> Menge:
    """Return what is in any of them."""
    return reduce(or_, mengen, 0)


def stellen_von(menge: Menge) -> Iterator[int]:
    """Yield the places of a set, lowest first."""
    text = bin(menge)[:1:-1]
    stelle = text.find("1")
    while stelle >= 0:
        yield stelle
        stelle = text.find("1", stelle + 1)


def geordnet(menge: Menge, raenge: list[list[Menge]], von: int, bis: int) -> Iterator[int]:
    """Yield the places `von` to `bis` of a set in its order: by the first list of `raenge` (best first, then all others),
    within that by the next one, at last by place."""
    for teil in _teile(menge, raenge):
        anzahl = teil.bit_count()
        if von < anzahl:
            yield from islice(stellen_von(teil), max(von, 0), max(bis, 0))
        von, bis = von - anzahl, bis - anzahl
        if bis <= 0:
            return


def _teile(menge: Menge, raenge: list[list[Menge]]) -> Iterator[Menge]:
    """Yield the parts of a set that are equal in every rank, best first."""
    if not menge or not raenge:
        yield from [menge] if menge else []
        return
    for rang in raenge[0]:
        yield from _teile(menge & rang, raenge[1:])
        menge &= ~rang
    yield from _teile(menge, raenge[1:])
