"""The translations that ship: add those that are missing, and renew those that are outdated and that nobody has checked.

A row counts only while the German text is still the one it was made from. All arrive unchecked. What a person has checked,
changed or emptied stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from akteure.lesen import Fehlerliste
from akteure.lesen import Zeile as Dateizeile
from akteure.models.uebersetzung import Stand

from .bestand import Ort, Stelle, Zeile, fund, in_sprache, zielsprachen
from .format import urspruenglich
from .lesen import lies_datei
from .schreiben import Neufassung, ergaenze, schreibe
from .verzeichnis import KeineStelle, Mengen, Verzeichnis


@dataclass
class Bilanz:
    """What became of the rows."""

    neu: int = 0
    da: int = 0
    erneuert: int = 0
    """Took the place of one that was outdated and unchecked."""
    anders: int = 0
    """Their German text is another one today."""
    unbekannt: int = 0
    """Their record is gone."""

    def __str__(self) -> str:
        return (
            f"Übersetzungen: {self.neu} neu, {self.da} schon da, {self.erneuert} erneuert, "
            f"{self.anders} zu geändertem Deutsch, {self.unbekannt} zu Einträgen, die es nicht mehr gibt"
        )


def lade(pfade: Iterable[Path], fehler: Fehlerliste, mengen: Mengen | None = None) -> Bilanz:
    """Take over what is missing or outdated of the files `<code>.csv`; nothing is written if any of them has a fault."""
    verzeichnis, bilanz = Verzeichnis(mengen), Bilanz()
    dateien = [_Datei(pfad, verzeichnis, bilanz, fehler) for pfad in pfade]
    for datei in dateien:
        datei.lies()
    for datei in dateien if not fehler else ():
        bilanz.neu += ergaenze(datei.neue.values(), datei.sprache)
        bilanz.erneuert += schreibe(datei.bessere.values(), datei.sprache)
    return bilanz


class _Datei:
    """One file, and what it brings: each text once."""

    def __init__(self, pfad: Path, verzeichnis: Verzeichnis, bilanz: Bilanz, fehler: Fehlerliste) -> None:
        self.pfad = pfad
        self.sprache = pfad.stem
        self.neue: dict[Ort, Neufassung] = {}
        self.bessere: dict[Ort, Neufassung] = {}
        self._verzeichnis = verzeichnis
        self._bilanz = bilanz
        self._fehler = fehler

    def lies(self) -> None:
        if self.sprache not in zielsprachen():
            self._fehler.melde(self.pfad.name, "Eine Sprache dieses Namens gibt es nicht.", self.sprache)
            return
        tabelle, vorhanden = lies_datei(self.pfad, self._fehler), in_sprache(self.sprache)
        for zeile in tabelle.zeilen:
            werte = {spalte: urspruenglich(wert) for spalte, wert in zeile.werte.items()}
            stelle = self._stelle(zeile, werte)
            if stelle is not None and (text := stelle.rein(werte["uebersetzung"])):
                self._nimm(zeile, Neufassung(stelle, text), vorhanden.get((stelle.ort, self.sprache)))

    def _stelle(self, zeile: Dateizeile, werte: dict[str, str]) -> Stelle | None:
        if werte["sprache"] != self.sprache:
            self._fehler.melde(zeile.spalte("sprache"), "Die Datei ist für eine andere Sprache.", werte["sprache"])
            return None
        try:
            return self._verzeichnis.stelle(werte)
        except KeineStelle as keine:
            if keine.spalte == "schluessel":
                self._bilanz.unbekannt += 1
            elif keine.spalte == "deutsch":
                self._bilanz.anders += 1
            else:
                self._fehler.melde(zeile.spalte(keine.spalte), keine.grund, werte[keine.spalte])
            return None

    def _nimm(self, zeile: Dateizeile, neu: Neufassung, da: Zeile | None) -> None:
        """Note where the row goes: nowhere if what is there is of today, or was checked or emptied by a person."""
        stelle, text = neu.stelle, neu.text
        if da and (da.geprueft or fund(stelle, da).stand is not Stand.VERALTET):
            self._bilanz.da += 1
        elif stelle.hoechstens and len(text) > stelle.hoechstens:
            grund = f"Der Text hat {len(text)} Zeichen, Platz ist für {stelle.hoechstens}."
            self._fehler.melde(zeile.spalte("uebersetzung"), grund, text)
        else:
            (self.bessere if da else self.neue)[stelle.ort] = neu
