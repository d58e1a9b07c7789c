"""Count the queries of the search, and let PostgreSQL explain them, in a process of its own; prints JSON."""

import json
import re
import sys
from collections.abc import Container
from pathlib import Path

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from angebote.bestand import gedaechtnis
from angebote.suche import buch
from angebote.vokabular import Vokabular

INDEX = re.compile(r"(?:Index (?:Only )?Scan (?:Backward )?using|Bitmap Index Scan on) (\S+)")
GANZ = re.compile(r"Seq Scan on (\S+)")
DAUER = re.compile(r"Execution Time: ([\d.]+) ms")
WOERTER = "_wort_einmal"
"""How the names of the indexes on the words end: they are named, others counted."""
ARTEN = {"angebote_angebotwort": "Suche", "JSON_AGG": "Bestand"}
"""What stands in the SQL of a query → what it is called."""


def abfragen_von(pfad: str) -> list[str | None]:
    """Return the SQL of one request with an empty cache (None for a prepared query of PostgreSQL, which Django does not show);
    nothing where there is no such page."""
    cache.clear()
    with CaptureQueriesContext(connection) as abfragen:
        antwort = Client(SERVER_NAME="127.0.0.1").get(pfad, secure=True)
    return [abfrage["sql"] for abfrage in abfragen] if antwort.status_code == 200 else []


def erklaert(sql: str) -> str:
    """Return what PostgreSQL did for a query."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}")
        return "\n".join(zeile for (zeile,) in cursor.fetchall())


def kurz(art: str, plan: str) -> str:
    """Return one line: how long, by which indexes, which tables were read from end to end."""
    dauer, indexe, ganz = float(DAUER.search(plan)[1]), set(INDEX.findall(plan)), sorted(set(GANZ.findall(plan)))
    woerter = sorted(name for name in indexe if name.endswith(WOERTER))
    andere = f"{len(indexe) - len(woerter)} andere"
    return f"{art} {dauer:.0f} ms · Index: {', '.join([*woerter, andere])} · ganz gelesen: {', '.join(ganz) or '–'}"


def schreibe_plaene(pfad: str, datei: Path) -> list[str]:
    """Write all plans of a page to `datei`; return a line for each query that looks for Angebote. Nothing is known by
    heart: these are the queries of the first visitor after an edit."""
    gedaechtnis.vergessen()
    sqls = [sql for sql in abfragen_von(pfad) if sql and sql.startswith(("SELECT", "WITH", "("))]
    plaene = [(sql, erklaert(sql)) for sql in sqls]
    datei.write_text("\n\n".join(f"{sql};\n\n{plan}" for sql, plan in plaene), encoding="utf-8")
    arten = [next((art for teil, art in ARTEN.items() if teil in sql), "") for sql in sqls]
    return [kurz(art, plan) for art, (_sql, plan) in zip(arten, plaene, strict=True) if art]


def nach_aenderung(pfad: str) -> int:
    """Return how many queries the first visitor after an edit of an Angebot needs."""
    gedaechtnis.vergessen()
    return len(abfragen_von(pfad))


def main(pfade: dict[str, list[str]], erklaeren: Container[str], ordner: str) -> None:
    buch.gedaechtnis.buch(Vokabular.laden().staende.suche)  # known before the first visitor comes (gunicorn.conf.py)
    gezaehlt = {name: max(map(nach_aenderung, liste)) for name, liste in pfade.items()}
    zeilen: list[str] = []
    if connection.vendor == "postgresql":
        Path(ordner).mkdir(parents=True, exist_ok=True)
        for nummer, (name, liste) in enumerate(pfade.items()):
            plaene = schreibe_plaene(liste[0], Path(ordner) / f"{nummer}.txt")
            zeilen += [f"{name}: {zeile}" for zeile in plaene if name in erklaeren]
    json.dump({"abfragen": gezaehlt, "plaene": zeilen}, sys.stdout)
