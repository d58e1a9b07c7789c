"""Which words of a German text shame somebody or sound like an office. A hint for who writes it, never a rule.

Whole words only: „arm* Familie*“ finds "arme Familien", never "Armband" or "warm". Words of one expression may be apart by a
space or a hyphen. `static/js/wortwahl.js` finds the same while somebody types: it gets the patterns from here.
"""

import re
from collections.abc import Iterable

from akteure.models import Wortwahl

ENDUNGEN = ("e", "en", "em", "er", "ern", "es", "n", "s", "ens", "in", "innen")
"""What German hangs on a word without making it another one; „*“ is any of them, or nothing."""


def muster(ausdruck: str) -> str:
    """Return what an expression is as a pattern, the same for Python and for scripts; its edges are not in it."""
    eine_endung = f"(?:{'|'.join(sorted(ENDUNGEN, key=len, reverse=True))})?"
    formen = (r"[\s-]+".join(form.replace("*", eine_endung).split()) for form in ausdruck.split(","))
    return f"(?:{'|'.join(filter(None, formen))})"


def hinweise(text: str, zeilen: Iterable[Wortwahl]) -> list[str]:
    """Return a sentence for each row whose words stand in `text`, with the words as they stand there."""
    gefunden = ((zeile, re.search(rf"(?<!\w){muster(zeile.ausdruck)}(?!\w)", text, re.IGNORECASE)) for zeile in zeilen)
    return [satz(fund[0], zeile.besser, zeile.warum) for zeile, fund in gefunden if fund]


def satz(fund: str, besser: str, warum: str) -> str:
    """Return the hint in words."""
    return f"Statt „{' '.join(fund.split())}“ vielleicht „{besser}“. {warum}".strip()
