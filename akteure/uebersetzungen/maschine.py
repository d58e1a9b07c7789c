"""Translate by machine what is missing or outdated. The result is unchecked; what may not go out, stays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from akteure.models.uebersetzung import Uebersetzbar, uebersetzbare_modelle

from .bestand import Fund, Stelle, offene
from .schreiben import Neufassung, schreibe
from .uebersetzer import Uebersetzer

PAKET = 25
"""So many texts go out at once."""


@dataclass
class Bilanz:
    """How many texts were translated, and how many came back longer than their field."""

    neu: int = 0
    zu_lang: int = 0


def erlaubte(sprache: str) -> list[Fund]:
    """Return all that is missing or outdated in `sprache` and may be translated by machine: public, and not sensitive."""
    heikel = {modell: _heikle(modell) for modell in uebersetzbare_modelle()}
    return [fund for fund in offene(sprache) if fund.stelle.pk not in heikel[fund.stelle.modell]]


def _heikle(modell: type[Uebersetzbar]) -> set[int]:
    """Return the pks of the records that speak of violence, crisis or suicide."""
    heikle = modell.heikle()
    menge = modell._default_manager.none() if heikle is None else modell._default_manager.filter(pk__in=heikle)
    return set(menge.values_list("pk", flat=True))


def uebersetze(funde: Iterable[Fund], sprache: str, dienst: Uebersetzer) -> Bilanz:
    """Have the texts translated and store the results, package by package: what is done stays if the next one fails."""
    bilanz = Bilanz()
    for stellen in _pakete([fund.stelle for fund in funde]):
        texte = dienst.uebersetze([stelle.deutsch for stelle in stellen], sprache)
        rein = [(stelle, stelle.rein(text)) for stelle, text in zip(stellen, texte, strict=True)]
        neu = [Neufassung(stelle, text) for stelle, text in rein if text]
        passend = [n for n in neu if len(n.text) <= (n.stelle.hoechstens or len(n.text))]
        bilanz.neu += schreibe(passend, sprache)
        bilanz.zu_lang += len(neu) - len(passend)
    return bilanz


def _pakete(stellen: Sequence[Stelle]) -> Iterator[Sequence[Stelle]]:
    for anfang in range(0, len(stellen), PAKET):
        yield stellen[anfang : anfang + PAKET]
