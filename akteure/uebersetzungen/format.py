"""The format in which translators get and give back texts: one row for each text and language."""

import re

KOPF = ("modell", "schluessel", "feld", "sprache", "deutsch", "uebersetzung", "geprueft")
"""The columns. `deutsch` is the text the translation is made from, `schluessel` how the record is known."""
JA = frozenset({"ja", "x", "1"})
_FORMEL = re.compile(r"'*[=+\-@\t\r]")
_ENTSCHAERFT = re.compile(r"'+[=+\-@\t\r]")


def ist_formel(zelle: str) -> bool:
    """Would a spreadsheet calculate with this cell?"""
    return bool(_FORMEL.match(zelle)) and not zelle.startswith("'")


def entschaerft(text: str) -> str:
    """Return `text` for a cell: an apostrophe in front keeps a spreadsheet from taking it for a formula."""
    return f"'{text}" if _FORMEL.match(text) else text


def urspruenglich(zelle: str) -> str:
    """Return the text of a cell: the opposite of `entschaerft`."""
    return zelle[1:] if _ENTSCHAERFT.match(zelle) else zelle
