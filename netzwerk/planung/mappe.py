"""Workbooks (XLSX): real numbers, real dates, a head that stays in sight, and nothing a spreadsheet could calculate with by
mistake. Every text stands there as it was written: that it is a text is said beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from akteure.falten import ohne_steuerzeichen
from akteure.uebersetzungen.format import ist_formel

ART = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOECHSTENS_ZEICHEN = 32_000
"""What fits into a cell."""
BREITE = 14
FARBEN = {"kopf": "F4E6D2", "nichts": "BFBFBF", "fern": "D0D0D0", "kreisweit": "E6E6E6", "nah": "F5F5F5"}
"""Greys, so that paper says the same; a word stands in the cell anyway."""
FORMATE: dict[type, str] = {date: "dd.mm.yyyy", float: "#,##0.0", int: "#,##0"}

Wert = str | int | float | date | None


@dataclass(frozen=True)
class Feld:
    """A cell with more than its value: a link, a fill of FARBEN, bold."""

    wert: Wert
    link: str = ""
    farbe: str = ""
    fett: bool = False


class Mappe:
    """Writes sheets row by row: nothing is held twice in memory."""

    def __init__(self) -> None:
        # heavy and rarely needed: a web worker that never makes a workbook does not carry it
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill
        from openpyxl.utils import get_column_letter

        self._zelle, self._buchstabe = WriteOnlyCell, get_column_letter
        self._fett, self._link = Font(bold=True), Font(underline="single")
        self._oben = Alignment(vertical="top", wrap_text=True)
        self._farben = {name: PatternFill("solid", start_color=farbe) for name, farbe in FARBEN.items()}
        self._mappe = Workbook(write_only=True)

    def blatt(self, name: str, breiten: Sequence[int] = (), fest: str = "", quer: bool = True) -> None:
        """Begin a sheet; `fest`: the first cell that rolls, such as "B4"."""
        self._blatt, self._zeile = self._mappe.create_sheet(name), 0
        for nummer, breite in enumerate(breiten, start=1):
            self._blatt.column_dimensions[self._buchstabe(nummer)].width = breite
        if fest:
            self._blatt.freeze_panes = fest
            self._blatt.print_title_rows = f"1:{int(''.join(filter(str.isdigit, fest))) - 1}"
        self._blatt.page_setup.orientation = "landscape" if quer else "portrait"
        self._blatt.page_setup.paperSize = 9  # A4
        self._blatt.page_setup.fitToHeight = 0
        self._blatt.sheet_properties.pageSetUpPr.fitToPage = True

    def kopf(self, *worte: str) -> None:
        self.zeile(*(Feld(wort, farbe="kopf", fett=True) for wort in worte))

    def zeile(self, *werte: Wert | Feld) -> None:
        """Add a row."""
        self._zeile += 1
        self._blatt.append([self._gefuellt(spalte, wert) for spalte, wert in enumerate(werte, start=1)])

    def zeilen(self, zeilen: Iterable[Sequence[Wert | Feld]]) -> None:
        for eine in zeilen:
            self.zeile(*eine)

    def _gefuellt(self, spalte: int, wert: Wert | Feld) -> Any:
        feld = wert if isinstance(wert, Feld) else Feld(wert)
        inhalt = ohne_steuerzeichen(feld.wert)[:HOECHSTENS_ZEICHEN] if isinstance(feld.wert, str) else feld.wert
        zelle = self._zelle(self._blatt, value=inhalt)
        zelle.alignment = self._oben
        if isinstance(inhalt, str):  # openpyxl would make a formula of what begins with "="
            zelle.data_type, zelle.quotePrefix = "s", ist_formel(inhalt)
        if type(inhalt) in FORMATE:
            zelle.number_format = FORMATE[type(inhalt)]
        if feld.fett:
            zelle.font = self._fett
        if feld.farbe in self._farben:
            zelle.fill = self._farben[feld.farbe]
        if feld.link and feld.wert is not None:  # openpyxl would write the address into an empty one
            zelle.hyperlink, zelle.font = feld.link, self._link
            zelle.hyperlink.ref = f"{self._buchstabe(spalte)}{self._zeile}"
        return zelle

    def bytes(self) -> bytes:
        datei = BytesIO()
        self._mappe.save(datei)
        return datei.getvalue()
