"""File → table. Checks that it is one of ours, and no values."""

from pathlib import Path

from akteure.lesen import Fehlerliste, Tabelle, dekodiere, lies_text, pruefe_spalten, zerlege_tabelle

from .format import KOPF


def lies_roh(roh: bytes, name: str, fehler: Fehlerliste) -> Tabelle:
    """Return the table in the bytes of a file that somebody sent."""
    vorher = len(fehler)
    text = dekodiere(roh, name, fehler)
    return _tabelle(text, name, fehler) if len(fehler) == vorher else Tabelle(name, [], [])


def lies_datei(pfad: Path, fehler: Fehlerliste) -> Tabelle:
    """Return the table in a file of the server."""
    vorher = len(fehler)
    text = lies_text(pfad, fehler)
    return _tabelle(text, pfad.name, fehler) if len(fehler) == vorher else Tabelle(pfad.name, [], [])


def _tabelle(text: str, name: str, fehler: Fehlerliste) -> Tabelle:
    """Return the rows; none where the header is not ours, so that one fault does not become a thousand."""
    tabelle = zerlege_tabelle(text, name, fehler)
    vorher = len(fehler)
    pruefe_spalten(tabelle, set(KOPF), set(), fehler)
    return tabelle if len(fehler) == vorher else Tabelle(name, [], [])
