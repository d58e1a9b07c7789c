"""The one table of the bench, and the limits it is held against."""

import time
from dataclasses import dataclass, field

from rich import box
from rich.console import Console
from rich.table import Table

from tests.leistung.last import KUNDEN, Messung

BREITE = 160
SPALTEN = (
    "ms p50",
    "p95",
    "× Datei",
    "× fest",
    "× Liste",
    "× 1/10",
    "ms CPU",
    "1/s allein",
    f"1/s zu {KUNDEN}",
    "Bytes",
)


@dataclass
class Tabelle:
    """Rows as they come in; `verletzt` names every limit that does not hold, `plaene` what PostgreSQL did."""

    zeilen: Table = field(default_factory=lambda: Table(box=box.SIMPLE_HEAD, pad_edge=False))
    verletzt: list[str] = field(default_factory=list)
    plaene: list[str] = field(default_factory=list)
    beginn: float = field(default_factory=time.monotonic)
    name: str = ""

    def __post_init__(self) -> None:
        self.zeilen.add_column("", max_width=64)
        for name in ("Abfragen 1/100/hier", *SPALTEN):
            self.zeilen.add_column(name, justify="right", no_wrap=True)

    def abschnitt(self, name: str, fehlt: str = "") -> None:
        """Begin a database with its entries; `fehlt` says why nothing was measured."""
        self.name = name
        self.zeilen.add_section()
        self.zeilen.add_row(f"[bold]{name}[/]")
        if fehlt:
            self.zeile(f"nicht gemessen: {fehlt}")

    def messung(self, name: str, messung: Messung, abfragen: str = "") -> None:
        """Add a measured row."""
        self.zeile(
            name,
            abfragen,
            *(deutsch(wert, 1) for wert in (messung.p50, messung.p95, messung.zu_statisch, messung.zu_fest)),
            "",
            "",
            "" if messung.rechenzeit is None else deutsch(messung.rechenzeit, 1),
            deutsch(messung.allein),
            "" if messung.zusammen is None else deutsch(messung.zusammen),
            deutsch(messung.gesendet),
        )

    def zeile(self, name: str, *werte: str) -> None:
        """Add a row of texts."""
        self.zeilen.add_row(f"  {name}", *werte)

    def davon(self, name: str, gesendet: int) -> None:
        """Add a row that lists a part of the bytes above it."""
        self.zeile(f"  davon {name}", *[""] * len(SPALTEN), deutsch(gesendet))

    def gescheitert(self, name: str, grund: str) -> None:
        """Add a row that could not be measured."""
        self.zeile(name, "gescheitert")
        self.verletzt.append(f"{self.name}, {name}: gescheitert ({grund})")

    def grenze(self, was: str, wert: float, hoechstens: float, stellen: int = 0) -> None:
        """Note a limit that does not hold."""
        if wert > hoechstens:
            zahlen = f"{deutsch(wert, stellen)} statt höchstens {deutsch(hoechstens, stellen)}"
            self.verletzt.append(f"{self.name}, {was}: {zahlen}")

    def zeigen(self, fertig: bool) -> None:
        """Print the table, also an unfinished one, the plans, and every limit that does not hold."""
        konsole = Console(width=BREITE, highlight=False)
        konsole.print(self.zeilen)
        for zeile in self.plaene:
            konsole.print(f"Plan: {zeile}")
        for zeile in self.verletzt:
            konsole.print(f"Grenze überschritten: {zeile}")
        urteil = "Alle Grenzen eingehalten. " if fertig and not self.verletzt else ""
        konsole.print(f"{urteil}Gemessen in {time.monotonic() - self.beginn:.0f} s.")


def deutsch(zahl: float, stellen: int = 0) -> str:
    """Return the number as Germans write it: 11.208 or 0,5."""
    return f"{zahl:,.{stellen}f}".translate(str.maketrans(",.", ".,"))
