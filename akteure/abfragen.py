"""Queries whose SQL is built once: for a page of many kinds of rows, building it takes longer than running it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
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


def zahlenwert(zahlen: Iterable[int]) -> str:
    """Return what the database takes for many numbers."""
    gewaehlt = ",".join(map(str, zahlen))
    return f"{{{gewaehlt}}}" if connection.vendor == "postgresql" else f"[{gewaehlt}]"


class Vorbereitet:
    """A query of this process, built the first time it is asked. `bauen` returns it with `platz` for what changes from
    one time to the next: everything else, also a day of today, stays as it was then.

    PostgreSQL keeps its plan in each connection (docs/entscheidungen/0007-sprachen.md)."""

    def __init__(self, bauen: Callable[[], QuerySet]) -> None:
        self._bauen = bauen
        self._sql: tuple[str, list] | None = None

    def zeilen(self, **werte: Any) -> list[tuple]:
        """Return the rows as the database gives them (SQLite: 0 and 1 for no and yes); one query."""
        with _cursor() as cursor:
            if self._sql is None:
                self._sql = _nur_plaetze(*self._bauen().query.sql_with_params())
            sql, parameter = self._sql
            cursor.execute(sql, [werte[p.name] if isinstance(p, Platz) else p for p in parameter])
            return cursor.fetchall()


def _nur_plaetze(sql: str, parameter: tuple) -> tuple[str, list]:
    """Return the query with all but the places written into it: PostgreSQL could not tell the type of each."""
    if connection.vendor != "postgresql":
        return sql, list(parameter)
    plaetze = [p for p in parameter if isinstance(p, Platz)]
    texte = ["%s" if p in plaetze else connection.ops.compose_sql("%s", [p]).replace("%", "%%") for p in parameter]
    return sql.replace("%%", "%%%%") % tuple(texte), plaetze


def _cursor() -> CursorWrapper:
    """Return a cursor that, on PostgreSQL, has a query prepared once it was asked `prepare_threshold` times (OPTIONS in
    the settings); Django's own writes the values into it and never does."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.ensure_connection()
    cursor = connection.Database.Cursor(connection.connection)
    return connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)
