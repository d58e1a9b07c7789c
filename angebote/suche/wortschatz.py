"""The words of our own entries in memory: exact, by stem, as part of a compound, and nearest to a misspelt one."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .woerterbuch import STOPPWOERTER

KURZ = 3
"""Words of up to so many letters count only as whole words."""
LANG = 7
"""From so many letters on a word may hold two mistakes; shorter ones one."""
REST_HINTEN, REST_VORN, TEIL_LANG = 5, 5, 5
"""An unknown remainder is accepted behind a part from so many letters on; in front of it, where the part is long as well."""
GEMERKT = 2_000
"""So many answers are kept; what people type has no end."""
FUGEN = ("", "s", "n", "en", "er", "e", "es")
"""What stands between the parts of a German compound."""
ENDUNGEN = frozenset({"", "e", "n", "s", "en", "er", "es", "em", "in", "innen"})


class Wortschatz:
    """All words of our entries at one moment."""

    def __init__(self) -> None:
        self.bis = 0
        self.pks: dict[str, int] = {}
        self.geschrieben: dict[str, str] = {}
        """Words that are written otherwise than they are compared."""
        self.staemme: dict[str, list[int]] = defaultdict(list)
        self._teile: dict[str, frozenset[int]] = {}

    def mit(self, zeilen: Iterable[tuple[int, str, str, str]]) -> Self:
        """Return this one with rows (pk, word, stem, as it is written); other threads go on reading the old one."""
        neu = type(self)()
        neu.bis, neu.pks, neu.geschrieben = self.bis, self.pks.copy(), self.geschrieben.copy()
        neu.staemme |= {stamm: pks.copy() for stamm, pks in self.staemme.items()}
        for pk, text, stamm, geschrieben in zeilen:
            if geschrieben != text:
                neu.geschrieben[text] = geschrieben
            neu.bis = max(neu.bis, pk)
            neu.pks[text] = pk
            neu.staemme[text if stamm == text else stamm].append(pk)
        return neu

    @cached_property
    def sortiert(self) -> list[str]:
        return sorted(self.pks)

    def kennt(self, wort: str) -> bool:
        return wort in self.pks or wort in self.staemme

    def gleich(self, form: str, stamm: str) -> frozenset[int]:
        """Return the word written so, and (unless it is a short one) all words with this stem."""
        genau = {self.pks[form]} if form in self.pks else set()
        gebeugt = len(form) > KURZ and stamm not in STOPPWOERTER
        return frozenset(genau.union(self.staemme.get(stamm, ()) if gebeugt else ()))

    def mit_stamm(self, stamm: str) -> frozenset[int]:
        """Return the words with this stem, or that are written so."""
        genau = {self.pks[stamm]} if stamm in self.pks else set()
        return frozenset(genau.union(self.staemme.get(stamm, ())))

    def beginnend(self, anfang: str) -> frozenset[int]:
        """Return the words that begin so."""
        stelle, gefunden = bisect_left(self.sortiert, anfang), []
        while stelle < len(self.sortiert) and self.sortiert[stelle].startswith(anfang):
            gefunden.append(self.pks[self.sortiert[stelle]])
            stelle += 1
        return frozenset(gefunden)

    def mit_teil(self, form: str, stamm: str) -> frozenset[int]:
        """Return the compounds of which a word is a part: "betreuung" finds "ferienbetreuung", "halt" not "unterhalt"."""
        if len(stamm) <= KURZ:
            return frozenset()
        if (bekannt := self._teile.get(form)) is not None:
            return bekannt
        if len(self._teile) >= GEMERKT:
            self._teile = {}
        gefunden = (pk for wort, pk in self.pks.items() if stamm in wort and self._ist_teil(form, stamm, wort))
        self._teile[form] = ergebnis = frozenset(gefunden)
        return ergebnis

    def _ist_teil(self, form: str, stamm: str, wort: str) -> bool:
        stelle = wort.find(stamm)
        vorn, hinten = wort[:stelle], wort[stelle + len(stamm) :]
        if not vorn and wort.startswith(form) and len(wort) - len(form) >= REST_HINTEN:
            return True
        return self._vorn_gut(vorn, stamm) and (hinten in ENDUNGEN or self._hinten_gut(hinten))

    def _vorn_gut(self, vorn: str, stamm: str) -> bool:
        if not vorn:
            return True
        bekannt = any(self.kennt(vorn.removesuffix(fuge)) for fuge in FUGEN if len(vorn) - len(fuge) >= KURZ)
        lang = len(stamm) >= TEIL_LANG and len(vorn) >= REST_VORN
        return bekannt or lang or (len(stamm) >= LANG and len(vorn) >= KURZ)

    def _hinten_gut(self, hinten: str) -> bool:
        return any(self.kennt(rest) for fuge in FUGEN if len(rest := hinten.removeprefix(fuge)) > KURZ)


def zerlegt(wort: str, bekannt: frozenset[str]) -> list[str]:
    """Return the parts of an unknown compound, as few as possible and all of them known, or []."""
    beste: list[list[str] | None] = [[], *([None] * len(wort))]
    for ende in range(KURZ, len(wort) + 1):
        for anfang in range(ende - KURZ + 1):
            bisher = beste[anfang]
            if bisher is None or (anfang and not bisher):
                continue
            teil = _teilwort(wort[anfang:ende], bekannt, am_ende=ende == len(wort))
            alt = beste[ende]
            if teil and (alt is None or len(bisher) + 1 < len(alt)):
                beste[ende] = [*bisher, teil]
    teile = beste[-1] or []
    return teile if len(teile) > 1 and max(map(len, teile)) > KURZ else []


def _teilwort(stueck: str, bekannt: frozenset[str], *, am_ende: bool) -> str:
    """Return the known word a piece stands for: itself, or without what joins or inflects it."""
    enden = ENDUNGEN if am_ende else FUGEN
    formen = (stueck.removesuffix(ende) for ende in sorted(enden, key=len))
    return next((form for form in formen if len(form) >= KURZ and form in bekannt), "")


def fehler_erlaubt(wort: str) -> int:
    """Return how many mistakes a word may hold: none in very short ones, one in short, two in long ones."""
    if len(wort) <= KURZ or not wort.isalpha():
        return 0
    return 1 if len(wort) < LANG else 2


def aehnliche(wort: str, ziele: list[str], hoechstens: int) -> Iterator[tuple[int, str]]:
    """Yield (number of mistakes, target) of everything within `hoechstens` mistakes; a swap of neighbours is one.

    In words of four letters only swaps and doubled letters count: too many real words are near each other.
    """
    treffer = process.extract(wort, ziele, scorer=OSA.distance, score_cutoff=hoechstens, limit=20)
    for ziel, abstand, _stelle in treffer:
        gleicher_anfang = ziel[:1] == wort[:1]
        if len(wort) == KURZ + 1 and set(wort) != set(ziel):
            continue
        if abstand <= fehler_erlaubt(ziel) and (gleicher_anfang or (abstand == 1 and len(wort) >= LANG)):
            yield abstand, ziel
