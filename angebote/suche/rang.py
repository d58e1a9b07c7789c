"""The order of hits, with all its weights: title before Begriff before Thema before Akteur before any other text.

The points of all parts of a search line are added up, so a hit that meets more parts stands before one that meets fewer.
Before these points comes only the place (a list with a place shows two groups), after them the mode of the language,
distance, audience, freshness, local before county-wide: see `AngebotQuerySet.nach_passung`.
"""

from collections.abc import Iterable
from enum import IntEnum

GETROFFEN = 10
"""For each part that is met at all: more than any place of it can make up for."""


class Stelle(IntEnum):
    """Where a part is met; its best place counts, in points."""

    TEXT = 0
    """Anywhere else: a mere word in the text, what an Akteur says of itself, the place."""
    WORT = 1
    """The very word that was typed, in the text."""
    AKTEUR = 2
    """The name of the Akteur."""
    THEMA = 4
    """The vocabulary: a Thema of the Begriff, or a row of that name."""
    BEGRIFF = 5
    """A Schreibweise of the Begriff in the text."""
    IM_TITEL = 7
    """Part of a longer word in the title."""
    TITEL = 8
    """A Schreibweise of the Begriff in the title."""
    GENAU = 9
    """The very word that was typed, in the title."""


def punkte(stellen: Iterable[int | None]) -> int:
    """Return the points of a hit from the place of each part; None where a part is not met."""
    return sum(GETROFFEN + stelle for stelle in stellen if stelle is not None)
