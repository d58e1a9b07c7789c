"""Read files that people made. Every fault is collected with its place, value and reason; nothing is written here."""

import csv
import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

UNLESBAR = {
    "\ufffd": "Hier ist ein Zeichen verloren gegangen (�). Bitte die Datei neu aus der Quelle als UTF-8 speichern.",
    "\x00": "Hier steht ein unsichtbares Steuerzeichen (NUL). Bitte entfernen.",
}


@dataclass(frozen=True)
class Fehler:
    """One fault: where it is, what stands there, why it cannot be taken."""

    ort: str
    grund: str
    wert: str | None = None

    def __str__(self) -> str:
        wert = "" if self.wert is None else f", Wert „{self.wert[:80]}“"
        return f"{self.ort}{wert}: {self.grund}"


class Fehlerliste(list[Fehler]):
    """All faults of one run, in the order in which they were found."""

    def melde(self, ort: str, grund: str, wert: object = None) -> None:
        self.append(Fehler(ort, grund, None if wert is None else str(wert)))

    def als_text(self) -> str:
        return f"Nichts wurde geändert. {len(self)} Fehler:\n" + "\n".join(f"  {fehler}" for fehler in self)


@dataclass(frozen=True)
class Zeile:
    """One record of a table: its place in the file and its trimmed values by column."""

    ort: str
    werte: dict[str, str]

    def spalte(self, name: str) -> str:
        """Return the place of one value, for a fault."""
        return f"{self.ort}, Spalte „{name}“"


@dataclass(frozen=True)
class Tabelle:
    """What a CSV file holds."""

    name: str
    spalten: list[str]
    zeilen: list[Zeile]


def lies_text(pfad: Path, fehler: Fehlerliste) -> str:
    """Return the text of a UTF-8 file without its BOM, "" if it cannot be read."""
    try:
        return dekodiere(pfad.read_bytes(), pfad.name, fehler)
    except FileNotFoundError:
        fehler.melde(str(pfad), "Diese Datei gibt es nicht.")
    except OSError:
        fehler.melde(str(pfad), "Diese Datei lässt sich nicht öffnen.")
    return ""


def dekodiere(roh: bytes, name: str, fehler: Fehlerliste) -> str:
    """Return the bytes of a UTF-8 file as text without its BOM, "" if they are none; `name` stands in the faults."""
    try:
        return roh.decode("utf-8-sig")
    except UnicodeDecodeError as grund:
        nummer = roh.count(b"\n", 0, grund.start) + 1
        fehler.melde(f"{name}, Zeile {nummer}", "Die Datei ist nicht in UTF-8. Bitte als UTF-8 speichern.")
    return ""


def lies_tabelle(pfad: Path, fehler: Fehlerliste) -> Tabelle:
    """Return the table in the CSV file `pfad`."""
    vorher = len(fehler)
    text = lies_text(pfad, fehler)
    return zerlege_tabelle(text, pfad.name, fehler) if len(fehler) == vorher else Tabelle(pfad.name, [], [])


def zerlege_tabelle(text: str, name: str, fehler: Fehlerliste) -> Tabelle:
    """Return the table in `text`, separated by comma or semicolon; `name` stands in the faults."""
    kopf, zeilen = _zerlege_zeilen(text, name, fehler)
    spalten = [spalte.strip().lower() for spalte in kopf]
    if not any(spalten):
        fehler.melde(name, "Die Datei ist leer. In der ersten Zeile müssen die Namen der Spalten stehen.")
    for spalte in sorted({spalte for spalte in spalten if spalte and spalten.count(spalte) > 1}):
        fehler.melde(f"{name}, Zeile 1", "Diese Spalte gibt es zweimal.", spalte)
    tabelle = Tabelle(name, spalten, [])
    for nummer, werte in zeilen:
        ort = f"{name}, Zeile {nummer}"
        if len(werte) != len(spalten):
            fehler.melde(ort, f"Die Zeile hat {len(werte)} Werte, es gibt aber {len(spalten)} Spalten.")
            continue
        zeile = Zeile(ort, {spalte: wert.strip() for spalte, wert in zip(spalten, werte, strict=True)})
        _melde_unlesbares(zeile, fehler)
        tabelle.zeilen.append(zeile)
    return tabelle


def _zerlege_zeilen(text: str, name: str, fehler: Fehlerliste) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header and the other lines that are not blank, each with its number in the file."""
    erste = text.partition("\n")[0]
    trenner = ";" if erste.count(";") > erste.count(",") else ","
    leser = csv.reader(StringIO(text, newline=""), delimiter=trenner, strict=True)
    zeilen, naechste = [], 1
    try:
        for werte in leser:
            if any(wert.strip() for wert in werte):
                zeilen.append((naechste, werte))
            naechste = leser.line_num + 1
    except csv.Error:
        fehler.melde(
            f"{name}, Zeile {naechste}", "Hier stimmen die Anführungszeichen nicht, oder der Wert ist zu lang."
        )
    return (zeilen[0][1], zeilen[1:]) if zeilen else ([], [])


def _melde_unlesbares(zeile: Zeile, fehler: Fehlerliste) -> None:
    for spalte, wert in zeile.werte.items():
        for zeichen, grund in UNLESBAR.items():
            if zeichen in wert:
                fehler.melde(zeile.spalte(spalte), grund, wert)


def pruefe_spalten(tabelle: Tabelle, noetig: set[str], moeglich: set[str], fehler: Fehlerliste) -> None:
    """Report columns that are missing and columns nobody knows."""
    if not tabelle.spalten:
        return
    ort = f"{tabelle.name}, Zeile 1"
    for spalte in sorted(noetig - set(tabelle.spalten)):
        fehler.melde(ort, f"Die Spalte „{spalte}“ fehlt.")
    for spalte in tabelle.spalten:
        if spalte not in noetig | moeglich:
            fehler.melde(ort, "Diese Spalte ist nicht bekannt.", spalte)


def lies_json(pfad: Path, fehler: Fehlerliste) -> object:
    """Return what the JSON file `pfad` holds, None if it cannot be read."""
    vorher = len(fehler)
    text = lies_text(pfad, fehler)
    if len(fehler) > vorher:
        return None
    _melde_unlesbares_json(text, pfad.name, fehler)
    try:
        return json.loads(text, parse_constant=_keine_zahl, object_pairs_hook=_jeder_name_einmal)
    except json.JSONDecodeError as grund:
        fehler.melde(f"{pfad.name}, Zeile {grund.lineno}, Zeichen {grund.colno}", "Das ist kein gültiges JSON.")
    except RecursionError:
        fehler.melde(pfad.name, "Das ist kein gültiges JSON: zu tief verschachtelt.")
    except ValueError as grund:
        fehler.melde(pfad.name, f"Das ist kein gültiges JSON: {grund}.")
    return None


def _melde_unlesbares_json(text: str, name: str, fehler: Fehlerliste) -> None:
    for nummer, zeile in enumerate(text.splitlines(), 1):
        for zeichen, grund in UNLESBAR.items():
            if zeichen in zeile or f"\\u{ord(zeichen):04x}" in zeile.lower():
                fehler.melde(f"{name}, Zeile {nummer}", grund, zeile.strip())


def _keine_zahl(wort: str) -> None:
    raise ValueError(f"{wort} ist keine Zahl")


def _jeder_name_einmal(paare: list[tuple[str, object]]) -> dict[str, object]:
    objekt = dict(paare)
    if len(objekt) < len(paare):
        namen = [name for name, _wert in paare]
        doppelt = next(name for name in namen if namen.count(name) > 1)
        raise ValueError(f"„{doppelt}“ steht zweimal im selben Eintrag")
    return objekt
