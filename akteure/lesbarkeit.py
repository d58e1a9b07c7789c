"""How hard a German text is to read. A hint for who writes it, never a rule: a long name may have to be.

The measure is LIX (Carl-Hugo Björnsson: Läsbarhet, Stockholm 1968; for German: Lesbarkeit durch Lix, Stockholm 1968):
words per sentence + 100 × long words / words, a word being long from seven letters on. Up to 40 is easy, from 50 on hard.
It needs no list of words and no hyphenation, so `static/js/lesbarkeit.js` counts the same while somebody types.
"""

import re
from dataclasses import dataclass, field

LANG_AB = 7
SEHR_LANG_AB = 17
SCHWER_AB = 50
SATZ_HOECHSTENS = 15
"""Words; Leichte Sprache asks for eight, a page of an office has twenty."""
MINDESTENS = 8
"""Of fewer words LIX says nothing."""
_SATZENDE = re.compile(r"[.!?:;…]+(?:\s|$)|\n+")
_WORT = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
"""With its hyphens: „Eltern-Kind-Gruppe“ is three short words to a reader, see `_laenge`."""


@dataclass(frozen=True)
class Lesbarkeit:
    """What a text is like."""

    lix: int
    laengster_satz: int
    sehr_lange: list[str] = field(default_factory=list)

    @property
    def hinweise(self) -> list[str]:
        """What would make it easier, in the order of importance; [] for a text that is easy."""
        hinweise = []
        if self.laengster_satz > SATZ_HOECHSTENS:
            hinweise.append(f"Ein Satz hat {self.laengster_satz} Wörter. Zwei kurze liest man leichter.")
        if self.sehr_lange:
            woerter = ", ".join(f"„{wort}“" for wort in self.sehr_lange[:3])
            hinweise.append(f"Lange Wörter: {woerter}. Gibt es ein kürzeres?")
        if self.lix >= SCHWER_AB and not hinweise:
            hinweise.append("Viele Wörter sind lang. Kürzere liest man leichter.")
        return hinweise


def lesbarkeit(text: str) -> Lesbarkeit:
    """Return what `text` is like."""
    saetze = [woerter for satz in _SATZENDE.split(text) if (woerter := _WORT.findall(satz))]
    alle = [wort for woerter in saetze for wort in woerter]
    if not alle:
        return Lesbarkeit(0, 0)
    lange = sum(_laenge(wort) >= LANG_AB for wort in alle)
    lix = round(len(alle) / len(saetze) + 100 * lange / len(alle)) if len(alle) >= MINDESTENS else 0
    sehr_lange = dict.fromkeys(wort for wort in alle if _laenge(wort) >= SEHR_LANG_AB)
    return Lesbarkeit(lix, max(map(len, saetze)), list(sehr_lange))


def _laenge(wort: str) -> int:
    """Return the letters of the longest part of a word."""
    return max(map(len, wort.split("-")))
