"""What a report is made of: plain data, from which one template makes the page and the PDF, and xlsx.py the workbook."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from django.utils.formats import date_format, number_format

from netzwerk.planung.arten import Zustand

from .diagramm import BESTAND, BREIT, MANGEL, Zeichenart, balken

UNBEKANNT = "nicht bekannt"
KURZ = 14
"""So many rows of a table are not torn apart."""


@dataclass(frozen=True)
class Zahl:
    """A number, and the query string of the list it counts ("" where there is none)."""

    wert: int
    adresse: str = ""


@dataclass(frozen=True)
class Lage:
    """How well something is covered: a shape and a word, never colour alone."""

    zustand: Zustand

    def __str__(self) -> str:
        return str(self.zustand.label)


@dataclass(frozen=True)
class Quelle:
    """Where a number comes from: a footnote on paper, in full in a workbook."""

    nummer: int
    text: str


Wert = str | int | float | date | Zahl | Lage | Quelle | None
"""What stands in a cell; None is unknown."""


@dataclass(frozen=True)
class Feld:
    """A cell as people read it."""

    text: str
    adresse: str = ""
    ist_zahl: bool = False
    unbekannt: bool = False
    form: str = ""
    """Class of the shape before the word."""

    @classmethod
    def zu(cls, wert: Wert) -> "Feld":
        match wert:
            case None:
                return cls(UNBEKANNT, unbekannt=True)
            case Zahl():
                return cls(number_format(wert.wert, force_grouping=True), wert.adresse, ist_zahl=True)
            case Lage():
                return cls(str(wert), form=f"lage-{wert.zustand.value}")
            case Quelle():
                return cls(f"({wert.nummer})")
            case date():
                return cls(date_format(wert, "d.m.Y"))
            case float():
                return cls(number_format(wert, 1, force_grouping=True), ist_zahl=True)
            case int():
                return cls(number_format(wert, force_grouping=True), ist_zahl=True)
        return cls(wert)


@dataclass(frozen=True)
class Absatz:
    """A paragraph; `hinweis`: how something is meant, or what is not known."""

    vorlage: ClassVar[str] = "netzwerk/bericht/_absatz.html"
    text: str
    hinweis: bool = False


@dataclass(frozen=True)
class Liste:
    """Points; `weitere`: how many more there are, in words."""

    vorlage: ClassVar[str] = "netzwerk/bericht/_liste.html"
    punkte: tuple[str, ...]
    weitere: str = ""


@dataclass(frozen=True)
class Freitext:
    """A place that the Koordination fills in herself."""

    vorlage: ClassVar[str] = "netzwerk/bericht/_freitext.html"
    frage: str
    zeilen: int = 4

    @property
    def leere_zeilen(self) -> range:
        return range(self.zeilen)


@dataclass(frozen=True)
class Tabelle:
    """A table; the first cell of a row names it. `blatt` is the name of its sheet in a workbook, `leer` what is said where
    there is no row."""

    vorlage: ClassVar[str] = "netzwerk/bericht/_tabelle.html"
    titel: str
    spalten: tuple[str, ...]
    zeilen: tuple[tuple[Wert, ...], ...]
    blatt: str
    leer: str = "Dazu gibt es keine Angaben."

    @property
    def ist_kurz(self) -> bool:
        """Does it fit on one sheet, whatever else stands there?"""
        return len(self.zeilen) <= KURZ

    @property
    def koepfe(self) -> list[tuple[str, bool]]:
        """(name, are there numbers in it?) of every column."""
        return [
            (name, any(isinstance(zeile[stelle], Zahl | int | float) for zeile in self.zeilen))
            for stelle, name in enumerate(self.spalten)
        ]

    @property
    def felder(self) -> Iterator[list[Feld]]:
        return ([Feld.zu(wert) for wert in zeile] for zeile in self.zeilen)


@dataclass(frozen=True)
class Diagramm:
    """Bars; one for each row, in parts of different pattern. The same numbers always stand in a table beside it."""

    vorlage: ClassVar[str] = "netzwerk/bericht/_diagramm.html"
    titel: str
    beschreibung: str
    teile: tuple[str, ...]
    zeilen: tuple[tuple[str, tuple[int, ...]], ...]
    kennung: str
    """Unique on the page."""
    breite: int = BREIT
    mangel: bool = False
    """Does it show what is missing?"""

    @property
    def leer(self) -> bool:
        return not any(sum(werte) for _name, werte in self.zeilen)

    @property
    def svg(self) -> str:
        art = Zeichenart(self.kennung, self.breite, MANGEL if self.mangel else BESTAND)
        return balken(art, self.titel, self.beschreibung, self.teile, self.zeilen)


Baustein = Absatz | Liste | Freitext | Tabelle | Diagramm


@dataclass(frozen=True)
class Abschnitt:
    titel: str
    teile: tuple[Baustein, ...]

    @property
    def nebeneinander(self) -> bool:
        """Is there a drawing, and a table narrow enough to stand beside it?"""
        tabellen = [teil for teil in self.teile if isinstance(teil, Tabelle)]
        bilder = [teil for teil in self.teile if isinstance(teil, Diagramm)]
        return len(bilder) == len(tabellen) == 1 and len(tabellen[0].spalten) == 2


@dataclass(frozen=True)
class Bericht:
    """A report. `seiten`: its Abschnitte; where there is more than one group, each fills a sheet of its own."""

    art: str
    titel: str
    stand: date
    seiten: tuple[tuple[Abschnitt, ...], ...]
    untertitel: str = ""
    gemeinde: str = ""
    """The Gemeinde it is about, in full; "" for the whole area."""
    hinweise: tuple[str, ...] = field(default=())
    """What holds for the whole report: that it is of a Stichtag, what that one does not know."""

    @property
    def abschnitte(self) -> Iterator[Abschnitt]:
        return (abschnitt for seite in self.seiten for abschnitt in seite)

    @property
    def tabellen(self) -> Iterator[Tabelle]:
        for abschnitt in self.abschnitte:
            yield from (teil for teil in abschnitt.teile if isinstance(teil, Tabelle))

    @property
    def auf_blaettern(self) -> bool:
        return len(self.seiten) > 1
