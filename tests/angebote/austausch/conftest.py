"""The words and the area the files of these tests refer to, and a builder for the files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from akteure.models import Gemeinde
from angebote.austausch.lesen import lesen
from angebote.austausch.uebernehmen import Ergebnis, importieren
from tests.fabriken import make_gemeinde, make_lebensphase, make_sprache, make_thema, make_zielgruppe

ZEILE = {
    "Externe ID": "1",
    "Titel": "Kita Sonne",
    "Kurzbeschreibung": "Kinder spielen und lernen zusammen.",
    "Art": "Betreuung",
    "Akteur": "Verein Sonne",
    "Akteurstyp": "Kita",
    "Straße": "Dorfstraße",
    "Hausnummer": "3",
    "PLZ": "73999",
    "Ort": "Aheim",
    "Breite": "48.61",
    "Länge": "9.31",
    "Lebensphasen": "Kita 3–6",
    "Themen": "Betreuung",
    "Telefon": "030 23125 002",
    "Quelle": "Testportal",
}
"""A row that can be taken without any finding."""


def als_csv(*zeilen: dict[str, str], trenner: str = ";") -> str:
    """Return rows as text; the header has the columns of all rows."""
    kopf = list(dict.fromkeys(spalte for zeile in zeilen for spalte in zeile))
    saetze = [kopf, *([zeile.get(spalte, "") for spalte in kopf] for zeile in zeilen)]
    return "".join(trenner.join(_zelle(wert, trenner) for wert in satz) + "\r\n" for satz in saetze)


def _zelle(wert: str, trenner: str) -> str:
    return '"' + wert.replace('"', '""') + '"' if any(z in wert for z in ('"', "\n", trenner)) else wert


def zeile(**werte: str) -> dict[str, str]:
    """Return ZEILE with other values; `Externe_ID` is the column "Externe ID"."""
    return ZEILE | {spalte.replace("_", " "): wert for spalte, wert in werte.items()}


@pytest.fixture
def aheim(db) -> Gemeinde:
    """An area of two Gemeinden, the first named Aheim, and a vocabulary."""
    make_gemeinde(name="Bedorf", ags="99000002", lat=48.8, lon=9.6, plz=("73998",))
    make_lebensphase(name="Kindergarten", slug="kita", kurzname="Kita 3–6", reihenfolge=1)
    make_lebensphase(name="Grundschule", slug="grundschule", kurzname="Grundschule 6–10", reihenfolge=2)
    make_thema(name="Betreuung", slug="betreuung")
    make_thema(name="Bildung & Lernen", slug="bildung")
    make_zielgruppe(name="alle Familien", slug="alle-familien")
    make_sprache("de", name="Deutsch")
    make_sprache("tr", name="Türkisch", eigenname="Türkçe")
    return make_gemeinde(name="Aheim", ags="99000001", lat=48.6, lon=9.3, plz=("73999",))


@pytest.fixture
def datei(tmp_path) -> Callable[..., Path]:
    """Write a file from rows, text or bytes; return its path."""

    def schreibe(*inhalt: dict[str, str] | str | bytes, kodierung: str = "utf-8") -> Path:
        pfad = tmp_path / "angebote.csv"
        erster = inhalt[0]
        if isinstance(erster, bytes):
            pfad.write_bytes(erster)
        else:
            text = erster if isinstance(erster, str) else als_csv(*inhalt)
            pfad.write_bytes(text.encode(kodierung))
        return pfad

    return schreibe


@pytest.fixture
def importiere(aheim, datei) -> Callable[..., Ergebnis]:
    """Import rows; options as of `importieren`."""

    def _importiere(*zeilen: dict[str, str], **optionen: bool) -> Ergebnis:
        return importieren(lesen(datei(*zeilen)), **optionen)

    return _importiere
