"""Fold text, so that search and sorting are the same on every database."""

import re
import unicodedata
from collections.abc import Iterable

_UMLAUTE = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "ı": "i", "ł": "l", "đ": "d"}
)
_KEIN_WORT = re.compile(r"[^\w]+", re.UNICODE)


def falten(text: str) -> str:
    """Return `text` in lower case, umlauts written out, accents removed, everything but letters and digits as one space."""
    text = unicodedata.normalize("NFKC", text.replace("\x00", " ")).lower().translate(_UMLAUTE)
    ohne_akzente = "".join(z for z in unicodedata.normalize("NFKD", text) if not unicodedata.combining(z))
    return _KEIN_WORT.sub(" ", ohne_akzente.replace("_", " ")).strip()


def woerter(text: str) -> list[str]:
    """Return the folded words of `text`, each once, in their order."""
    return list(dict.fromkeys(falten(text).split()))


def suchtext(teile: Iterable[str]) -> str:
    """Return the folded words of all `teile`, each once: what a search column stores."""
    return " ".join(dict.fromkeys(wort for teil in teile for wort in falten(teil or "").split()))
