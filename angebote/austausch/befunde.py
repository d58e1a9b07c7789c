"""What an import finds: three severities, each finding with its line, column, value and reason."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Stufe(Enum):
    """How grave a finding is; the value is the heading for people."""

    DATEI = "So kann die Datei nicht übernommen werden"
    ZEILE = "Fehlerhafte Zeilen"
    WARNUNG = "Hinweise (sie halten nichts auf)"


class Befundart(Enum):
    """A kind of finding: its severity and its heading. Reports list them in this order."""

    NICHT_LESBAR = Stufe.DATEI, "Datei nicht lesbar"
    KODIERUNG = Stufe.DATEI, "Falscher Zeichensatz"
    ZEICHEN_VERLOREN = Stufe.DATEI, "Zerstörte Zeichen (�)"
    ANFUEHRUNG = Stufe.DATEI, "Anführungszeichen stimmen nicht"
    KEIN_KOPF = Stufe.DATEI, "Kopfzeile fehlt"
    SPALTE_FEHLT = Stufe.DATEI, "Pflichtspalte fehlt"
    SPALTE_UNBEKANNT = Stufe.DATEI, "Spalte nicht bekannt"
    SPALTE_DOPPELT = Stufe.DATEI, "Spalte steht doppelt"

    ZELLENZAHL = Stufe.ZEILE, "Zeile hat zu viele oder zu wenige Zellen"
    PFLICHT = Stufe.ZEILE, "Pflichtangabe fehlt"
    DOPPELT = Stufe.ZEILE, "Externe ID steht mehrmals in der Datei"
    QUELLE = Stufe.ZEILE, "Quelle nicht erlaubt"
    WORT = Stufe.ZEILE, "Wort nicht bekannt"
    ZAHL = Stufe.ZEILE, "Zahl nicht lesbar"
    DATUM = Stufe.ZEILE, "Datum nicht lesbar"
    ERREICHBARKEIT = Stufe.ZEILE, "Telefon, E-Mail oder Website nicht lesbar"
    ZU_LANG = Stufe.ZEILE, "Text zu lang"
    ALTER = Stufe.ZEILE, "„Alter von“ ist größer als „Alter bis“"
    KOORDINATE = Stufe.ZEILE, "Unmögliche Koordinaten"
    WIDERSPRUCH = Stufe.ZEILE, "Passt nicht zu dem Eintrag, den es schon gibt"

    ORT_UNBEKANNT = Stufe.WARNUNG, "Ort ist keine Gemeinde des Gebiets"
    ORT_MEHRDEUTIG = Stufe.WARNUNG, "Ort ist mehrdeutig"
    KOORDINATE_HALB = Stufe.WARNUNG, "Nur halbe Koordinaten"
    AUSSERHALB = Stufe.WARNUNG, "Punkt liegt außerhalb des Gebiets"
    KOORDINATEN_FEHLEN = Stufe.WARNUNG, "Koordinaten fehlen"
    ZWEI_PUNKTE = Stufe.WARNUNG, "Verschiedene Punkte für dieselbe Adresse"
    STEUERZEICHEN = Stufe.WARNUNG, "Unsichtbare Zeichen entfernt"
    AKTEUR_AEHNLICH = Stufe.WARNUNG, "Fast gleich geschriebene Akteure"
    AKTEUR_ARCHIVIERT = Stufe.WARNUNG, "Akteur ist archiviert"
    BLEIBT_LIEGEN = Stufe.WARNUNG, "Eintrag ist archiviert oder gelöscht"
    BLEIBT_ENTWURF = Stufe.WARNUNG, "Bleibt Entwurf"
    OHNE_KONTAKT = Stufe.WARNUNG, "Kein Kontakt angegeben"

    @property
    def stufe(self) -> Stufe:
        return self.value[0]

    @property
    def titel(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class Befund:
    """One finding. A file fault may have no line; `wert` is what stands in the cell."""

    art: Befundart
    grund: str
    zeile: int | None = None
    spalte: str = ""
    wert: str = ""


def von_stufe(befunde: Iterable[Befund], stufe: Stufe) -> list[Befund]:
    """Return the findings of one severity."""
    return [befund for befund in befunde if befund.art.stufe is stufe]


def anzahl_je_art(befunde: Iterable[Befund]) -> dict[Befundart, int]:
    """Return how many findings of each kind there are, in the order of Befundart, without the zeros."""
    zahlen = Counter(befund.art for befund in befunde)
    return {art: zahlen[art] for art in Befundart if zahlen[art]}


def fehlerzeilen(befunde: Iterable[Befund]) -> set[int]:
    """Return the numbers of the lines that cannot be taken."""
    return {befund.zeile for befund in befunde if befund.art.stufe is Stufe.ZEILE and befund.zeile is not None}
