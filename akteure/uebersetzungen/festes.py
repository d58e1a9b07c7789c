"""What a translation keeps as it is in German: places to be filled in, `[[…]]`, and where links lead."""

import re

_MARKE = re.compile(r"\[\[([^\[\]]+)\]\]")
_ZIEL = re.compile(r"\]\(\s*<?([^\s<>)]+)")


def was_fehlt(deutsch: str, text: str) -> str:
    """Return what is wrong with the marks and links of a translation as a sentence, "" if they are those of the German."""
    for art, finde in (("In Klammern", _marken), ("Als Ziel eines Links", _ziele)):
        soll, ist = finde(deutsch), finde(text)
        if soll - ist:
            return f"{art} fehlt „{min(soll - ist)}“, genau so wie im deutschen Text."
        if ist - soll:
            return f"{art} steht „{min(ist - soll)}“; im deutschen Text gibt es das nicht."
    return ""


def _marken(text: str) -> set[str]:
    return {f"[[{' '.join(inhalt.split())}]]" for inhalt in _MARKE.findall(text)}


def _ziele(text: str) -> set[str]:
    return set(_ZIEL.findall(text))
