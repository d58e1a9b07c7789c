"""Triggers: whoever writes what a list counts, by whatever way, also changes `Bestandsstand` in the same transaction.

They are made anew after every `migrate`, because Django copies a table to alter it on SQLite, and triggers stay behind.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections

POSTGRES_NEU = """
INSERT INTO {stand} (bereich, zufall) VALUES ({bereich}, 1 + floor(random() * 4294967295)::bigint);
DELETE FROM {stand} WHERE id IN (
    SELECT id FROM {stand} WHERE bereich = {bereich} ORDER BY id DESC OFFSET 20 FOR UPDATE SKIP LOCKED
);
"""
"""A new row for each statement: writers that waited for one row could wait for each other in a ring. The oldest rows
go where nobody else holds them."""
POSTGRES_FUNKTION = """
CREATE OR REPLACE FUNCTION angebote_stand_neu() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {neu} RETURN NULL; END $$
"""
POSTGRES_JE_TABELLE = """
CREATE TRIGGER stand_{bereich} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {tabelle}
FOR EACH STATEMENT EXECUTE FUNCTION angebote_stand_neu('{bereich}')
"""
SQLITE_NEU = """
INSERT INTO {stand} (bereich, zufall) SELECT {bereich}, 0 WHERE NOT EXISTS (SELECT 1 FROM {stand} WHERE bereich = {bereich});
UPDATE {stand} SET zufall = 1 + abs(random() % 4294967295) WHERE bereich = {bereich};
"""
"""One row: there is only one writer. An UPDATE, for "INSERT OR IGNORE" outside would also ignore a REPLACE in here."""
SQLITE_JE_TABELLE = """
CREATE TRIGGER IF NOT EXISTS {tabelle}_stand_{bereich}_{art} AFTER {art} ON {tabelle} BEGIN {neu} END
"""
SUCHE = (
    *("angebote.Begriff", "angebote.Schreibweise", "akteure.Postleitzahl", "akteure.Ortsteil", "akteure.Kurzform"),
    *("akteure.Gemeinde", "akteure.Planungsraum"),
)
VOKABULAR = (
    *("angebote.Lebensphase", "angebote.Uebergang", "angebote.Thema", "angebote.Zielgruppe", "angebote.Ermaessigung"),
    *("akteure.Sprache", "akteure.Uebersetzung"),
)


def tabellen() -> dict[str, list[str]]:
    """Return part → the tables it depends on. What lists count: which Angebote are public, what they meet, in which order
    they stand, when they take place, and by which words they are found."""
    angebot = apps.get_model("angebote", "Angebot")
    namen = ("themen", "lebensphasen", "uebergaenge", "zielgruppen", "ermaessigungen", "gemeinden")
    beziehungen = [getattr(angebot, name) for name in (*namen, "mitwirkende", "sprachen", "standorte")]
    zeiten = [angebot._meta.get_field(name).related_model for name in ("zeitfenster", "ausnahmen", "termine")]
    modelle = [angebot, *(beziehung.rel.model for beziehung in beziehungen), *zeiten]
    modelle.append(apps.get_model("angebote", "Schulferien"))
    worte = [m.wortstellen.rel.related_model for m in modelle if hasattr(m, "wortstellen")]
    bereiche = {
        "bestand": [*modelle, *(beziehung.through for beziehung in beziehungen), *worte],
        "suche": [*map(apps.get_model, SUCHE), apps.get_model("akteure", "Postleitzahl").gemeinden.through],
        "vokabular": [*map(apps.get_model, VOKABULAR)],
    }
    return {name: list(dict.fromkeys(m._meta.db_table for m in alle)) for name, alle in bereiche.items()}


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
    neu = POSTGRES_NEU if auf_postgres else SQLITE_NEU
    da = [(name, tabelle) for name, alle in tabellen().items() for tabelle in alle if tabelle in vorhanden]
    with verbindung.cursor() as cursor:
        for sql in _auf_postgres(cursor, stand, da) if auf_postgres else _auf_sqlite(stand, da):
            cursor.execute(sql)
        for bereich in tabellen():
            for sql in filter(str.strip, neu.format(stand=stand, bereich=f"'{bereich}'").split(";")):
                cursor.execute(sql)


def _auf_postgres(cursor: Any, stand: str, da: list[tuple[str, str]]) -> Iterator[str]:
    cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'stand!_%' ESCAPE '!'")
    fertig = set(cursor.fetchall())
    yield POSTGRES_FUNKTION.format(neu=POSTGRES_NEU.format(stand=stand, bereich="TG_ARGV[0]"))
    for bereich, tabelle in da:
        if (tabelle, f"stand_{bereich}") not in fertig:
            yield POSTGRES_JE_TABELLE.format(tabelle=tabelle, bereich=bereich)


def _auf_sqlite(stand: str, da: list[tuple[str, str]]) -> Iterator[str]:
    for bereich, tabelle in da:
        neu = SQLITE_NEU.format(stand=stand, bereich=f"'{bereich}'")
        for art in ("INSERT", "UPDATE", "DELETE"):
            yield SQLITE_JE_TABELLE.format(tabelle=tabelle, bereich=bereich, art=art, neu=neu)
