"""The translations that ship: add those that are missing. What is there stays, and so does what a person has changed.

A row counts only while the German text is still the one it was made from. All arrive unchecked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from akteure.lesen import Fehlerliste
from akteure.lesen import Zeile as Dateizeile
from akteure.models.uebersetzung import fingerabdruck, uebersetzbare_modelle

from .bestand import Eintrag, Stelle, eintraege, in_sprache, zielsprachen
from .format import urspruenglich
from .lesen import lies_datei
from .schreiben import Neufassung, schreibe

Mengen = Mapping[str, tuple["QuerySet[Any]", str]]
"""Label of a model → the records the file means, and the field that is their `schluessel` there."""


@dataclass
class Bilanz:
    """What became of the rows."""

    neu: int = 0
    da: int = 0
    anders: int = 0
    """Their German text is another one today."""
    unbekannt: int = 0
    """Their record is gone."""

    def __str__(self) -> str:
        return (
            f"Übersetzungen: {self.neu} neu, {self.da} schon da, {self.anders} zu geändertem Deutsch, "
            f"{self.unbekannt} zu Einträgen, die es nicht mehr gibt"
        )


def lade(pfade: Iterable[Path], fehler: Fehlerliste, mengen: Mengen | None = None) -> Bilanz:
    """Add what is missing of the files `<code>.csv`; nothing is written if a fault was found in any of them."""
    lader = _Lader(mengen or {}, fehler)
    neue = {pfad.stem: list(lader.neufassungen(pfad)) for pfad in pfade}
    if not fehler:
        for sprache, neufassungen in neue.items():
            lader.bilanz.neu += schreibe(neufassungen, sprache, nur_fehlende=True)
    return lader.bilanz


class _Lader:
    def __init__(self, mengen: Mengen, fehler: Fehlerliste) -> None:
        self.bilanz = Bilanz()
        self._fehler = fehler
        self._modelle = {modell._meta.label_lower: modell for modell in uebersetzbare_modelle()}
        self._mengen = mengen
        self._eintraege: dict[str, dict[str, Eintrag]] = {}

    def neufassungen(self, pfad: Path) -> Iterator[Neufassung]:
        """Yield what is new in one file."""
        if pfad.stem not in zielsprachen():
            self._fehler.melde(pfad.name, "Eine Sprache dieses Namens gibt es nicht.", pfad.stem)
            return
        tabelle, vorhanden = lies_datei(pfad, self._fehler), in_sprache(pfad.stem)
        for zeile in tabelle.zeilen:
            stelle = self._stelle(zeile, pfad.stem)
            text = stelle.rein(urspruenglich(zeile.werte["uebersetzung"])) if stelle else ""
            if stelle is None or not text:
                continue
            if (stelle.ort, pfad.stem) in vorhanden:
                self.bilanz.da += 1
            elif stelle.hoechstens and len(text) > stelle.hoechstens:
                grund = f"Der Text hat {len(text)} Zeichen, Platz ist für {stelle.hoechstens}."
                self._fehler.melde(zeile.spalte("uebersetzung"), grund, text)
            else:
                yield Neufassung(stelle, text)

    def _stelle(self, zeile: Dateizeile, sprache: str) -> Stelle | None:
        werte = zeile.werte
        modell = self._modelle.get(werte["modell"])
        if modell is None or werte["feld"] not in modell.UEBERSETZBAR or werte["sprache"] != sprache:
            wert = f"{werte['modell']}, {werte['feld']}, {werte['sprache']}"
            self._fehler.melde(zeile.ort, "Modell, Feld oder Sprache gibt es hier nicht.", wert)
            return None
        eintrag = self._von_modell(werte["modell"]).get(urspruenglich(werte["schluessel"]))
        if eintrag is None:
            self.bilanz.unbekannt += 1
            return None
        heute = eintrag.texte.get(werte["feld"], "")
        if fingerabdruck(heute) != fingerabdruck(urspruenglich(werte["deutsch"])):
            self.bilanz.anders += 1
            return None
        return Stelle(modell, eintrag.pk, werte["feld"], heute, eintrag.schluessel)

    def _von_modell(self, name: str) -> dict[str, Eintrag]:
        if name not in self._eintraege:
            menge, schluessel = self._mengen.get(name) or (self._modelle[name]._default_manager.all(), "")
            self._eintraege[name] = {eintrag.schluessel: eintrag for eintrag in eintraege(menge, schluessel)}
        return self._eintraege[name]
