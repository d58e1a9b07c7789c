"""Triggers: whoever writes what a list counts, by whatever way, also changes `Bestandsstand` in the same transaction.

They are made anew after every `migrate`, because Django copies a table to alter it on SQLite, and triggers stay behind.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections

POSTGRES_NEU = """
INSERT INTO {stand} (zufall) VALUES (1 + floor(random() * 4294967295)::bigint);
DELETE FROM {stand} WHERE id IN (SELECT id FROM {stand} ORDER BY id DESC OFFSET 50 FOR UPDATE SKIP LOCKED);
"""
"""A new row for each statement: writers that waited for one row could wait for each other in a ring. The oldest rows
go where nobody else holds them."""
POSTGRES_FUNKTION = """
CREATE OR REPLACE FUNCTION angebote_bestand_neu() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {neu} RETURN NULL; END $$
"""
POSTGRES_JE_TABELLE = """
CREATE TRIGGER bestand_neu AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {tabelle}
FOR EACH STATEMENT EXECUTE FUNCTION angebote_bestand_neu()
"""
SQLITE_NEU = """
INSERT INTO {stand} (id, zufall) SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM {stand});
UPDATE {stand} SET zufall = 1 + abs(random() % 4294967295);
"""
"""One row: there is only one writer. An UPDATE, for "INSERT OR IGNORE" outside would also ignore a REPLACE in here."""
SQLITE_JE_TABELLE = """
CREATE TRIGGER IF NOT EXISTS {tabelle}_bestand_{art} AFTER {art} ON {tabelle} BEGIN {neu} END
"""


def tabellen() -> list[str]:
    """Return the tables on which it depends which Angebote are public, what they meet, in which order they stand, when
    they take place, and by which words they are found."""
    angebot = apps.get_model("angebote", "Angebot")
    namen = ("themen", "lebensphasen", "uebergaenge", "zielgruppen", "ermaessigungen", "gemeinden")
    beziehungen = [getattr(angebot, name) for name in (*namen, "mitwirkende", "sprachen", "standorte")]
    zeiten = [angebot._meta.get_field(name).related_model for name in ("zeitfenster", "ausnahmen", "termine")]
    modelle = [angebot, *(beziehung.rel.model for beziehung in beziehungen), *zeiten]
    modelle.append(apps.get_model("angebote", "Schulferien"))
    worte = [m.wortstellen.rel.related_model for m in modelle if hasattr(m, "wortstellen")]
    modelle = dict.fromkeys([*modelle, *(beziehung.through for beziehung in beziehungen), *worte])
    return [modell._meta.db_table for modell in modelle]


def anlegen(using: str = "default", **_kwargs: Any) -> None:
    """Make every trigger that is missing, and let every process read anew: a migration may have come around them."""
    verbindung = connections[using]
    stand, vorhanden = (
        apps.get_model("angebote", "Bestandsstand")._meta.db_table,
        verbindung.introspection.table_names(),
    )
    if stand not in vorhanden:
        return
    auf_postgres = verbindung.vendor == "postgresql"
    neu = (POSTGRES_NEU if auf_postgres else SQLITE_NEU).format(stand=stand)
    da = [tabelle for tabelle in tabellen() if tabelle in vorhanden]
    with verbindung.cursor() as cursor:
        for sql in _auf_postgres(cursor, neu, da) if auf_postgres else _auf_sqlite(neu, da):
            cursor.execute(sql)
        for sql in filter(str.strip, neu.split(";")):
            cursor.execute(sql)


def _auf_postgres(cursor: Any, neu: str, tabellen: list[str]) -> Iterator[str]:
    cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'bestand_neu'")
    fertig = {tabelle for (tabelle,) in cursor.fetchall()}
    yield POSTGRES_FUNKTION.format(neu=neu)
    for tabelle in tabellen:
        if tabelle not in fertig:
            yield POSTGRES_JE_TABELLE.format(tabelle=tabelle)


def _auf_sqlite(neu: str, tabellen: list[str]) -> Iterator[str]:
    for tabelle in tabellen:
        for art in ("INSERT", "UPDATE", "DELETE"):
            yield SQLITE_JE_TABELLE.format(tabelle=tabelle, art=art, neu=neu)
