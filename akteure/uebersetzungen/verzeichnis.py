"""Row of a file → the German text of today it is about."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from akteure.models.uebersetzung import fingerabdruck, uebersetzbare_modelle

from .bestand import Eintrag, Stelle, eintraege

Mengen = Mapping[str, tuple["QuerySet[Any]", str]]
"""Label of a model → the records a file means, and the field that is their `schluessel` there."""


class KeineStelle(Exception):
    """A row leads to no text: which of its columns is to blame, and why."""

    def __init__(self, spalte: str, grund: str) -> None:
        super().__init__(grund)
        self.spalte = spalte
        self.grund = grund


class Verzeichnis:
    """Every record that texts can belong to, by model and key; each model is read when the first row names it."""

    def __init__(self, mengen: Mengen | None = None) -> None:
        self._modelle = {modell._meta.label_lower: modell for modell in uebersetzbare_modelle()}
        self._mengen = mengen or {}
        self._eintraege: dict[str, dict[str, Eintrag]] = {}

    def stelle(self, werte: Mapping[str, str]) -> Stelle:
        """Return the text a row is about; KeineStelle where there is none, or where it is another one by now."""
        modell, feld = self._modelle.get(werte["modell"]), werte["feld"]
        if modell is None:
            raise KeineStelle("modell", "Diese Art von Einträgen gibt es nicht.")
        if feld not in modell.UEBERSETZBAR:
            raise KeineStelle("feld", "Dieses Feld gibt es dort nicht.")
        eintrag = self._von_modell(werte["modell"]).get(werte["schluessel"])
        if eintrag is None:
            raise KeineStelle("schluessel", "Diesen Eintrag gibt es nicht.")
        heute = eintrag.texte.get(feld, "")
        if not heute or fingerabdruck(werte["deutsch"]) != fingerabdruck(heute):
            grund = (
                f"Der deutsche Text ist heute ein anderer: „{heute[:80]}“. Bitte laden Sie die Tabelle neu herunter."
            )
            raise KeineStelle("deutsch", grund)
        return eintrag.stelle(modell, feld)

    def _von_modell(self, name: str) -> dict[str, Eintrag]:
        if name not in self._eintraege:
            menge, schluessel = self._mengen.get(name) or (self._modelle[name]._default_manager.all(), "")
            self._eintraege[name] = {eintrag.schluessel: eintrag for eintrag in eintraege(menge, schluessel)}
        return self._eintraege[name]
