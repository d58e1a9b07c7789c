"""Queries whose SQL is built once: for a page of many kinds of rows, building it takes longer than running it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL


@dataclass(frozen=True)
class Platz:
    """Stands in a query for a value that comes later."""

    name: str


def platz(name: str) -> RawSQL:
    """Return the expression for one value that comes later."""
    return RawSQL("%s", [Platz(name)])


def zahlenmenge(zahlen: Iterable[int] | Platz) -> RawSQL:
    """Return any number of whole numbers for `__in`, as one parameter: the text of the query stays as long as it is."""
    wert = zahlen if isinstance(zahlen, Platz) else zahlenwert(zahlen)
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [wert])
    return RawSQL("SELECT value FROM json_each(%s)", [wert])


def zahlenwert(zahlen: Iterable[int]) -> list[int] | str:
    """Return what the database takes for many numbers."""
    return list(zahlen) if connection.vendor == "postgresql" else json.dumps(list(zahlen))


class Vorbereitet:
    """A query of this process, built the first time it is asked. `bauen` returns it with `platz` for what changes from
    one time to the next: everything else, also a day of today, stays as it was then."""

    def __init__(self, bauen: Callable[[], QuerySet]) -> None:
        self._bauen = bauen
        self._sql: tuple[str, tuple] | None = None

    def zeilen(self, **werte: Any) -> list[tuple]:
        """Return the rows as the database gives them (SQLite: 0 and 1 for no and yes); one query."""
        if self._sql is None:
            self._sql = self._bauen().query.sql_with_params()
        sql, parameter = self._sql
        with connection.cursor() as cursor:
            cursor.execute(sql, [werte[p.name] if isinstance(p, Platz) else p for p in parameter])
            return cursor.fetchall()
