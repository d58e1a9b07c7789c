"""File → rows. Finds out encoding and delimiter, checks the header, keeps the number of every line. Checks no values."""

import codecs
import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from akteure.falten import falten

from .befunde import Befund, Befundart, Stufe, von_stufe
from .spalten import SPALTEN
from .spaltenarten import Spalte

TRENNZEICHEN = (";", ",")
ERSATZZEICHEN = "\ufffd"
SIGNATUREN = {
    b"PK\x03\x04": "Das ist eine Excel-, LibreOffice- oder ZIP-Datei. Bitte dort als CSV (UTF-8) speichern.",
    b"\xd0\xcf\x11\xe0": "Das ist eine Excel-Datei. Bitte dort als CSV (UTF-8) speichern.",
    b"%PDF": "Das ist eine PDF-Datei. Gebraucht wird eine CSV-Datei.",
    b"{": "Das ist eine JSON-Datei. Gebraucht wird eine CSV-Datei.",
    b"[": "Das ist eine JSON-Datei. Gebraucht wird eine CSV-Datei.",
    b"<": "Das ist eine Webseite oder XML-Datei. Gebraucht wird eine CSV-Datei.",
    b"\xff\xfe": "Die Datei ist in UTF-16 gespeichert. Bitte als CSV (UTF-8) speichern.",
    b"\xfe\xff": "Die Datei ist in UTF-16 gespeichert. Bitte als CSV (UTF-8) speichern.",
}
STEUERBYTES = bytes(zahl for zahl in range(32) if chr(zahl) not in "\t\n\r\f")
DOPPELT_KODIERT = re.compile("Ã[¤¶¼Ÿ„–œ©¨\x84\x96\x9c\x9f]|â€[“”™œž¦\x9d]")
"""What umlauts, dashes and quotation marks become when UTF-8 is taken for Windows-1252."""
ERLAUBT_UNSICHTBAR = "\u200c\u200d\u200e\u200f"
"""Joiners and direction marks: Persian, Arabic and emoji need them."""


@dataclass(frozen=True)
class Zeile:
    """One record: the number of its first line in the file, and its cleaned cells by the `feld` of the column."""

    nummer: int
    zellen: dict[str, str]


@dataclass
class Tabelle:
    """What a file holds, and what is wrong with it."""

    name: str
    pruefsumme: str = ""
    kodierung: str = ""
    trenner: str = ""
    spalten: list[Spalte] = field(default_factory=list)
    zeilen: list[Zeile] = field(default_factory=list)
    anzahl: int = 0
    """Records in the file, with those that have the wrong number of cells."""
    befunde: list[Befund] = field(default_factory=list)

    @property
    def brauchbar(self) -> bool:
        """Whether nothing is wrong with the file as a whole."""
        return not von_stufe(self.befunde, Stufe.DATEI)

    def melde(self, art: Befundart, grund: str, zeile: int | None = None, spalte: str = "", wert: str = "") -> None:
        self.befunde.append(Befund(art, grund, zeile, spalte, wert))


def lesen(pfad: Path) -> Tabelle:
    """Return the table in the file; what is wrong stands in its `befunde`, nothing is raised."""
    tabelle = Tabelle(pfad.name)
    if not pfad.exists():
        tabelle.melde(Befundart.NICHT_LESBAR, f"Die Datei „{pfad}“ gibt es nicht.")
    elif not pfad.is_file():
        tabelle.melde(Befundart.NICHT_LESBAR, f"„{pfad}“ ist keine Datei, sondern zum Beispiel ein Ordner.")
    else:
        try:
            return lesen_roh(pfad.read_bytes(), pfad.name)
        except OSError as fehler:
            tabelle.melde(Befundart.NICHT_LESBAR, f"Die Datei lässt sich nicht öffnen ({fehler.strerror}).")
    return tabelle


def lesen_roh(roh: bytes, name: str) -> Tabelle:
    """Return the table in the bytes of a file."""
    tabelle = Tabelle(name, pruefsumme=hashlib.sha256(roh).hexdigest())
    text = _dekodiere(roh, tabelle)
    if text is None:
        return tabelle
    text, versatz = _ohne_sep_zeile(text, tabelle)
    saetze = _saetze(text, versatz, tabelle)
    kopf = next(saetze, None)
    if kopf is None:
        if tabelle.brauchbar:
            tabelle.melde(Befundart.KEIN_KOPF, "Die Datei ist leer. In der ersten Zeile stehen die Namen der Spalten.")
        return tabelle
    namen = [saeubern(zelle)[0] for zelle in kopf[1]]
    stellen = _deute_kopf(kopf[0], namen, tabelle)
    for nummer, zellen in saetze:
        _lies_zeile(nummer, zellen, list(zip(namen, stellen, strict=True)), tabelle)
    if tabelle.brauchbar and not tabelle.anzahl:
        tabelle.melde(Befundart.NICHT_LESBAR, "Unter der Kopfzeile steht keine einzige Zeile.")
    return tabelle


def _dekodiere(roh: bytes, tabelle: Tabelle) -> str | None:
    """Return the text: UTF-8, else Windows-1252. None, with a finding, if it is no text."""
    beginn = roh[:100].removeprefix(codecs.BOM_UTF8).lstrip()
    for anfang, grund in SIGNATUREN.items():
        if beginn.startswith(anfang):
            tabelle.melde(Befundart.NICHT_LESBAR, grund)
            return None
    if len(roh) - len(roh.translate(None, STEUERBYTES)) > len(roh) / 100 + 1:
        tabelle.melde(Befundart.NICHT_LESBAR, "Das ist keine Textdatei. Gebraucht wird eine CSV-Datei.")
        return None
    try:
        tabelle.kodierung = "UTF-8"
        return roh.decode("utf-8-sig")
    except UnicodeDecodeError:
        tabelle.kodierung = "Windows-1252"
    try:
        return roh.decode("cp1252")
    except UnicodeDecodeError as fehler:
        zeile = roh.count(b"\n", 0, fehler.start) + 1
        grund = "Die Datei ist weder in UTF-8 noch in Windows-1252 gespeichert. Bitte als CSV (UTF-8) speichern."
        tabelle.melde(Befundart.KODIERUNG, grund, zeile, wert=f"Byte 0x{roh[fehler.start]:02X}")
        return None


def _ohne_sep_zeile(text: str, tabelle: Tabelle) -> tuple[str, int]:
    """Return the text without Excel's first line "sep=;" and the number of lines taken away; sets the delimiter."""
    if treffer := re.match(r"sep=(.)[^\S\r\n]*(\r\n|\r|\n|\Z)", text, re.IGNORECASE):
        tabelle.trenner = treffer[1] if treffer[1] in TRENNZEICHEN else ""
        text, versatz = text[treffer.end() :], 1
    else:
        versatz = 0
    tabelle.trenner = tabelle.trenner or max(TRENNZEICHEN, key=lambda zeichen: _guete(text, zeichen))
    return text, versatz


def _guete(text: str, trenner: str) -> tuple[int, int]:
    """Return how well `trenner` explains the header: known columns, then columns at all."""
    try:
        kopf = next((zellen for zellen in csv.reader(io.StringIO(text, newline=""), delimiter=trenner) if zellen), [])
    except csv.Error:
        kopf = []
    return sum(falten(zelle) in SPALTE_ZU_NAME for zelle in kopf), len(kopf)


SPALTE_ZU_NAME = {falten(spalte.name): spalte for spalte in SPALTEN}


def _saetze(text: str, versatz: int, tabelle: Tabelle) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of the first line, cells) of every record that is not blank."""
    leser = csv.reader(io.StringIO(text, newline=""), delimiter=tabelle.trenner, strict=True)
    naechste = versatz + 1
    try:
        for zellen in leser:
            if any(zelle.strip() for zelle in zellen):
                yield naechste, zellen
            naechste = versatz + leser.line_num + 1
    except csv.Error:
        grund = (
            'In dem Datensatz, der hier beginnt, geht ein Anführungszeichen (") nicht auf. Ab hier ist nichts lesbar.'
        )
        tabelle.melde(Befundart.ANFUEHRUNG, grund, naechste)


def _deute_kopf(nummer: int, namen: list[str], tabelle: Tabelle) -> list[Spalte | None]:
    """Return the column at each place (None: no use for it); reports what is unknown, missing or twice."""
    stellen = [SPALTE_ZU_NAME.get(falten(name)) for name in namen]
    if not any(stellen):
        grund = "In der ersten Zeile steht keine Spalte, die wir kennen. Dort müssen die Namen der Spalten stehen."
        tabelle.melde(Befundart.KEIN_KOPF, grund, nummer, wert=tabelle.trenner.join(namen))
        return stellen
    for name, spalte in zip(namen, stellen, strict=True):
        if name and spalte is None:
            tabelle.melde(Befundart.SPALTE_UNBEKANNT, "Unser Format kennt sie nicht.", nummer, name, name)
        if spalte and spalte in tabelle.spalten:
            tabelle.melde(Befundart.SPALTE_DOPPELT, "Diese Spalte steht zweimal im Kopf.", nummer, name, name)
        elif spalte:
            tabelle.spalten.append(spalte)
    for spalte in SPALTEN:
        if spalte.pflicht and spalte not in tabelle.spalten:
            tabelle.melde(Befundart.SPALTE_FEHLT, "Ohne diese Spalte geht es nicht.", nummer, spalte.name)
    return stellen


def _lies_zeile(nummer: int, zellen: list[str], kopf: list[tuple[str, Spalte | None]], tabelle: Tabelle) -> None:
    """Add the record to the table; reports cells nobody can read."""
    tabelle.anzahl += 1
    if len(zellen) < len(kopf) or any(zelle.strip() for zelle in zellen[len(kopf) :]):
        grund = f"Die Zeile hat {len(zellen)} Zellen, der Kopf aber {len(kopf)}. Vielleicht fehlen Anführungszeichen."
        tabelle.melde(Befundart.ZELLENZAHL, grund, nummer, wert=saeubern(tabelle.trenner.join(zellen))[0])
        return
    zeile = Zeile(nummer, {})
    for (name, spalte), roh in zip(kopf, zellen, strict=False):
        text, unsichtbar = saeubern(roh)
        if ERSATZZEICHEN in text:
            grund = "Hier sind Zeichen zerstört (�). Bitte die Datei neu aus der Quelle speichern, als UTF-8."
            tabelle.melde(Befundart.ZEICHEN_VERLOREN, grund, nummer, name, text)
        elif DOPPELT_KODIERT.search(text):
            grund = "Umlaute sind falsch umgewandelt. Bitte die Datei neu aus der Quelle speichern, als UTF-8."
            tabelle.melde(Befundart.KODIERUNG, grund, nummer, name, text)
        if unsichtbar:
            grund = f"Entfernt: {', '.join(unsichtbar)}."
            tabelle.melde(Befundart.STEUERZEICHEN, grund, nummer, name, text)
        if spalte:
            zeile.zellen[spalte.feld] = text
        elif text and not name:
            grund = "Hier steht etwas, aber die Spalte hat im Kopf keinen Namen."
            tabelle.melde(Befundart.SPALTE_UNBEKANNT, grund, nummer, wert=text)
    tabelle.zeilen.append(zeile)


def saeubern(roh: str) -> tuple[str, list[str]]:
    """Return the text without invisible characters, blanks collapsed, and the names of what was removed."""
    if roh.isprintable():
        return " ".join(roh.split()), []
    unsichtbar = {
        zeichen
        for zeichen in roh
        if unicodedata.category(zeichen) in ("Cc", "Cf", "Cs", "Co")
        and not zeichen.isspace()
        and zeichen not in ERLAUBT_UNSICHTBAR
    }
    for zeichen in unsichtbar:
        roh = roh.replace(zeichen, "")
    return " ".join(roh.split()), sorted(f"U+{ord(zeichen):04X}" for zeichen in unsichtbar)
