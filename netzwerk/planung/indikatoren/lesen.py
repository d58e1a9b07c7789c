"""File → table: CSV in UTF-8 or Windows-1252, or the first sheet of an XLSX. Checks no values."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from akteure.lesen import Fehlerliste, Tabelle, Zeile, zerlege_tabelle
from angebote.austausch.lesen import SIGNATUREN

ZIP = b"PK\x03\x04"
ENTPACKT_HOECHSTENS = 60_000_000
ZEILEN_HOECHSTENS, SPALTEN_HOECHSTENS = 20_000, 60
_SEP = re.compile(r"sep=.\s*(\r\n|\r|\n|\Z)", re.IGNORECASE)


def lies(roh: bytes, name: str, fehler: Fehlerliste) -> Tabelle:
    """Return the table in the bytes of a file; what is wrong with it stands in `fehler`."""
    if roh.startswith(ZIP):
        return _lies_xlsx(roh, name, fehler)
    for anfang, grund in SIGNATUREN.items():
        if roh.removeprefix(b"\xef\xbb\xbf").lstrip()[:8].startswith(anfang):
            fehler.melde(name, grund.replace("eine CSV-Datei", "eine CSV- oder XLSX-Datei"))
            return Tabelle(name, [], [])
    try:
        text = roh.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = roh.decode("cp1252", errors="replace")
    tabelle = zerlege_tabelle(_SEP.sub("", text, count=1) if text[:4].lower() == "sep=" else text, name, fehler)
    return tabelle if _ist_nicht_zu_gross(len(tabelle.zeilen), len(tabelle.spalten), name, fehler) else _leer(name)


def _leer(name: str) -> Tabelle:
    return Tabelle(name, [], [])


def _ist_nicht_zu_gross(zeilen: int, spalten: int, name: str, fehler: Fehlerliste) -> bool:
    if zeilen <= ZEILEN_HOECHSTENS and spalten <= SPALTEN_HOECHSTENS:
        return True
    fehler.melde(name, f"Das ist zu viel: höchstens {ZEILEN_HOECHSTENS} Zeilen und {SPALTEN_HOECHSTENS} Spalten.")
    return False


def _lies_xlsx(roh: bytes, name: str, fehler: Fehlerliste) -> Tabelle:
    """Return the first sheet that has something on it."""
    # Heavy, and seldom needed: a web worker stays small until somebody brings such a file.
    from openpyxl import load_workbook

    try:
        with ZipFile(BytesIO(roh)) as archiv:
            if sum(eintrag.file_size for eintrag in archiv.infolist()) > ENTPACKT_HOECHSTENS:
                fehler.melde(name, "Die Datei ist entpackt viel zu groß. Bitte nur das Blatt mit den Zahlen speichern.")
                return _leer(name)
        mappe = load_workbook(BytesIO(roh), read_only=True, data_only=True, keep_links=False)
        for blatt in mappe.worksheets:
            zeilen = list(_zeilen(blatt.iter_rows(max_col=SPALTEN_HOECHSTENS + 1, values_only=True)))
            if zeilen:
                return _tabelle(zeilen, name, fehler)
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError) as grund:
        # A broken file breaks openpyxl in many ways; a fault of XML is a SyntaxError.
        fehler.melde(name, f"Diese Datei lässt sich nicht als XLSX lesen ({type(grund).__name__}).")
        return _leer(name)
    fehler.melde(name, "Die Datei ist leer. In der ersten Zeile müssen die Namen der Spalten stehen.")
    return _leer(name)


def _zeilen(reihen: Iterable[tuple[object, ...]]) -> Iterator[tuple[int, list[str]]]:
    """Yield (number in the sheet, cells) of every row that is not blank; one more than allowed."""
    gelesen = 0
    for nummer, werte in enumerate(reihen, 1):
        zellen = [_text(wert) for wert in werte]
        if any(zellen):
            yield nummer, zellen
            gelesen += 1
        if gelesen > ZEILEN_HOECHSTENS + 1:
            return


def _text(wert: object) -> str:
    """Return a cell as somebody would have typed it in German."""
    if wert is None:
        return ""
    if isinstance(wert, float):
        return str(int(wert)) if wert.is_integer() else repr(wert).replace(".", ",")
    if isinstance(wert, datetime | date):
        return f"{wert:%Y-%m-%d}"
    return str(wert).strip()


def _tabelle(zeilen: list[tuple[int, list[str]]], name: str, fehler: Fehlerliste) -> Tabelle:
    (kopfzeile, kopf), rest = zeilen[0], zeilen[1:]
    breite = max((stelle for _n, zellen in zeilen for stelle, zelle in enumerate(zellen, 1) if zelle), default=0)
    if not _ist_nicht_zu_gross(len(rest), breite, name, fehler):
        return _leer(name)
    spalten = [spalte.lower() for spalte in kopf[:breite]]
    for spalte in sorted({spalte for spalte in spalten if spalte and spalten.count(spalte) > 1}):
        fehler.melde(f"{name}, Zeile {kopfzeile}", "Diese Spalte gibt es zweimal.", spalte)
    return Tabelle(
        name,
        spalten,
        [Zeile(f"{name}, Zeile {nummer}", dict(zip(spalten, zellen[:breite], strict=True))) for nummer, zellen in rest],
    )
