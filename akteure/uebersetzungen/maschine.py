"""Translate by machine what is missing or outdated. The result is unchecked; what may not go out, stays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .bestand import ZU_UEBERSETZEN, Fund, Stelle, offene
from .festes import was_fehlt
from .schreiben import Neufassung, schreibe
from .uebersetzer import Uebersetzer

PAKET = 25
"""So many texts go out at once."""


@dataclass
class Bilanz:
    """How many texts were translated, and how many came back longer than their field or without a mark or link."""

    neu: int = 0
    zu_lang: int = 0
    beschaedigt: int = 0

    def __str__(self) -> str:
        teile = [f"Übersetzt, noch ungeprüft: {self.neu}."]
        if self.zu_lang:
            teile.append(f"Zu lang für ihr Feld: {self.zu_lang}.")
        if self.beschaedigt:
            teile.append(f"Klammern oder Links verloren: {self.beschaedigt}.")
        return " ".join(teile)


def erlaubte(sprache: str) -> list[Fund]:
    """Return all that is missing or outdated in `sprache` and may be translated by machine: public, of a kind that may,
    and not sensitive."""
    alle = offene(sprache, ZU_UEBERSETZEN)
    return [fund for fund in alle if fund.stelle.modell.MASCHINELL and not fund.stelle.heikel]


def uebersetze(funde: Iterable[Fund], sprache: str, dienst: Uebersetzer) -> Bilanz:
    """Have the texts translated and store the results, package by package: what is done stays if the next one fails."""
    bilanz = Bilanz()
    for stellen in _pakete([fund.stelle for fund in funde]):
        texte = dienst.uebersetze([stelle.deutsch for stelle in stellen], sprache)
        rein = [(stelle, stelle.rein(text)) for stelle, text in zip(stellen, texte, strict=True)]
        neu = [Neufassung(stelle, text) for stelle, text in rein if text]
        heile = [n for n in neu if not was_fehlt(n.stelle.deutsch, n.text)]
        passend = [n for n in heile if len(n.text) <= (n.stelle.hoechstens or len(n.text))]
        bilanz.neu += schreibe(passend, sprache)
        bilanz.beschaedigt += len(neu) - len(heile)
        bilanz.zu_lang += len(heile) - len(passend)
    return bilanz


def _pakete(stellen: Sequence[Stelle]) -> Iterator[Sequence[Stelle]]:
    for anfang in range(0, len(stellen), PAKET):
        yield stellen[anfang : anfang + PAKET]
