"""Reports as a workbook: a sheet for each table, and one in front that says what it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from netzwerk.planung.mappe import Feld, Mappe

from .dokument import UNBEKANNT, Absatz, Bericht, Lage, Quelle, Tabelle, Wert, Zahl

VERBOTEN = re.compile(r"[\[\]:*?/\\']")
BLATT_HOECHSTENS = 31
BREITE_HOECHSTENS = 70


@dataclass(frozen=True)
class Blatt:
    """A sheet: the tables of that name, from several reports under each other with the report in front."""

    name: str
    spalten: tuple[str, ...]
    zeilen: list[tuple[Wert, ...]]


def mappe(berichte: Sequence[Bericht]) -> bytes:
    """Return the workbook of one report, or of several of one kind."""
    buch = Mappe()
    _ueber(buch, berichte)
    vergeben: set[str] = {"über den bericht"}
    for blatt in _blaetter(berichte):
        buch.blatt(_name(blatt.name, vergeben), _breiten(blatt), fest="A2")
        buch.kopf(*blatt.spalten)
        buch.zeilen([_roh(wert) for wert in zeile] for zeile in blatt.zeilen)
    return buch.bytes()


def _blaetter(berichte: Sequence[Bericht]) -> Iterable[Blatt]:
    mehrere = len(berichte) > 1
    blaetter: dict[str, Blatt] = {}
    for bericht in berichte:
        for tabelle in bericht.tabellen:
            davor = ("Gemeinde",) if mehrere else ()
            blatt = blaetter.setdefault(tabelle.blatt, Blatt(tabelle.blatt, (*davor, *tabelle.spalten), []))
            wessen = (bericht.gemeinde,) if mehrere else ()
            blatt.zeilen.extend((*wessen, *zeile) for zeile in _zeilen(tabelle))
    return blaetter.values()


def _zeilen(tabelle: Tabelle) -> Iterable[tuple[Wert, ...]]:
    return tabelle.zeilen or [(tabelle.leer,)]


def _ueber(buch: Mappe, berichte: Sequence[Bericht]) -> None:
    """Say on the first sheet what it is, of when, and how it is meant."""
    erster = berichte[0]
    titel = erster.titel if len(berichte) == 1 else f"{len(berichte)} Steckbriefe"
    buch.blatt("Über den Bericht", [110], quer=False)
    buch.zeile(Feld(titel, fett=True))
    buch.zeile(erster.untertitel if len(berichte) == 1 else "")
    buch.zeile(f"Stand {erster.stand:%d.%m.%Y}")
    buch.zeilen([hinweis] for hinweis in erster.hinweise)
    if len(berichte) == 1:
        for abschnitt in erster.abschnitte:
            saetze = [teil.text for teil in abschnitt.teile if isinstance(teil, Absatz)]
            buch.zeilen([f"{abschnitt.titel}: {satz}"] for satz in saetze)


def _breiten(blatt: Blatt) -> list[int]:
    """Return for each column as much as its longest text needs."""
    spalten = zip_longest(blatt.spalten, *blatt.zeilen, fillvalue="")
    return [min(max(len(str(_roh(wert))) for wert in spalte) + 3, BREITE_HOECHSTENS) for spalte in spalten]


def _name(name: str, vergeben: set[str]) -> str:
    """Return a name for a sheet that Excel takes and no other sheet has."""
    basis = VERBOTEN.sub(" ", name)[:BLATT_HOECHSTENS].strip() or "Blatt"
    frei, nummer = basis, 2
    while frei.lower() in vergeben:
        zusatz = f" {nummer}"
        frei, nummer = basis[: BLATT_HOECHSTENS - len(zusatz)] + zusatz, nummer + 1
    vergeben.add(frei.lower())
    return frei


def _roh(wert: Wert) -> str | int | float | date:
    if isinstance(wert, Zahl):
        return wert.wert
    if isinstance(wert, Lage):
        return str(wert)
    if isinstance(wert, Quelle):
        return wert.text
    return UNBEKANNT if wert is None else wert
