"""Reports as a workbook: a sheet for each table, numbers as numbers, no text that a spreadsheet would calculate with."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from akteure.uebersetzungen.format import ist_formel

from .dokument import UNBEKANNT, Absatz, Bericht, Lage, Quelle, Tabelle, Wert, Zahl

VERBOTEN = re.compile(r"[\[\]:*?/\\']")
KEINE_ZEICHEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
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
    # Heavy and only for this: it is the process of the queue that loads it.
    from openpyxl import Workbook

    buch = Workbook(write_only=True)
    _ueber(buch, berichte)
    vergeben: set[str] = {"über den bericht"}
    for blatt in _blaetter(berichte):
        _schreibe(buch, blatt, vergeben)
    datei = BytesIO()
    buch.save(datei)
    return datei.getvalue()


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


def _ueber(buch: Any, berichte: Sequence[Bericht]) -> None:
    """Say on the first sheet what it is, of when, and how it is meant."""
    erster = berichte[0]
    titel = erster.titel if len(berichte) == 1 else f"{len(berichte)} Steckbriefe"
    zeilen: list[tuple[Wert, ...]] = [(titel,), (erster.untertitel,) if len(berichte) == 1 else ("",)]
    zeilen.append((f"Stand {erster.stand:%d.%m.%Y}",))
    zeilen += [(hinweis,) for hinweis in erster.hinweise]
    if len(berichte) == 1:
        for abschnitt in erster.abschnitte:
            saetze = [teil.text for teil in abschnitt.teile if isinstance(teil, Absatz)]
            zeilen += [(f"{abschnitt.titel}: {satz}",) for satz in saetze]
    blatt = buch.create_sheet("Über den Bericht")
    blatt.column_dimensions["A"].width = 110
    for zeile in zeilen:
        blatt.append([_zelle(blatt, wert, fett=zeile is zeilen[0]) for wert in zeile])


def _schreibe(buch: Any, blatt: Blatt, vergeben: set[str]) -> None:
    seite = buch.create_sheet(_name(blatt.name, vergeben))
    seite.freeze_panes = "A2"
    for stelle, name in enumerate(blatt.spalten):
        laengen = [len(str(_roh(zeile[stelle]))) for zeile in blatt.zeilen if stelle < len(zeile)]
        seite.column_dimensions[chr(ord("A") + stelle)].width = min(max([len(name), *laengen]) + 3, BREITE_HOECHSTENS)
    seite.append([_zelle(seite, name, fett=True) for name in blatt.spalten])
    for zeile in blatt.zeilen:
        seite.append([_zelle(seite, wert) for wert in zeile])


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


def _zelle(seite: Any, wert: Wert, *, fett: bool = False) -> Any:
    """Return a cell; a text is a text, however it begins."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    roh = _roh(wert)
    zelle = WriteOnlyCell(seite, value=KEINE_ZEICHEN.sub(" ", roh) if isinstance(roh, str) else roh)
    if isinstance(roh, str):
        zelle.data_type = "s"
        zelle.alignment = Alignment(wrap_text=True, vertical="top")
        zelle.quotePrefix = ist_formel(roh)
    elif isinstance(roh, date):
        zelle.number_format = "dd.mm.yyyy"
    elif isinstance(roh, int | float):
        zelle.number_format = "#,##0" if isinstance(roh, int) else "#,##0.0"
    if fett:
        zelle.font = Font(bold=True)
    return zelle
