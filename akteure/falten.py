"""Fold text, so that search and sorting are the same on every database.

Sorting and searching fold differently: a sorted list must keep "Bär" and "Bar" apart, a search must not.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer
from django.utils.html import strip_tags

_SONDERZEICHEN = {"ß": "ss", "ı": "i", "ł": "l", "đ": "d"}
_UMLAUTE = str.maketrans(_SONDERZEICHEN | {"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "ø": "oe", "œ": "oe"})
_KEIN_WORT = re.compile(r"[^\w]+", re.UNICODE)

_SUCHZEICHEN = str.maketrans(
    _SONDERZEICHEN
    | {"æ": "a", "ø": "o", "œ": "o", "ς": "σ", "_": " "}
    | {"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ٱ": "ا", "ـ": ""}
)
_UMSCHRIFT = re.compile(r"(?<=[ao])e|(?<=(?<![aeoq])u)e|(?<=s)s")
"""The e of ae, oe, ue and the second s: what people leave out or write out. Never in "Steuer", "Frauen", "bequem"."""
_APOSTROPH = re.compile(r"(?<=[\u0400-\u04ff])['’ʼ](?=[\u0400-\u04ff])")
_UNSICHTBAR = frozenset({"Cf", "Mn", "Mc", "Me"})
"""Kinds of characters nobody sees or types the same way: zero-width and bidi marks, accents, harakat."""
_MEHRZAHL_S = re.compile(r"(?<=\w{2}[aoy])s$")
"""Kitas, Omas, Babys: the one plural the stemmer leaves alone."""
VERWECHSELBAR = frozenset({"hört"})
"""Words that fold onto another one people search ("Hort") and say nothing themselves: the word tables leave them out."""
TEILGRENZE = " / "
"""Stands between the parts of a search column: no phrase reaches across it."""


_STEUERZEICHEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, and the marks that turn the direction of everything behind them; line breaks and tabs stay."""


_ADRESSE = re.compile(r"<(?:mailto:)?(https?://[^\s<>]+|[^\s<>@/:]+@[^\s<>@]+)>", re.IGNORECASE)
"""An address as Markdown takes it for a link: in angle brackets, like a tag."""


def reiner_text(text: str) -> str:
    """Return `text` without HTML tags and control characters, with plain line breaks: what somebody typed or pasted.
    Addresses in angle brackets stay, without these."""
    return ohne_steuerzeichen(strip_tags(ohne_klammern(text)))


def ohne_klammern(text: str) -> str:
    """Return `text` with plain addresses: "<https://a.example>" looks like a tag and is none."""
    return _ADRESSE.sub(r"\1", text)


def ohne_steuerzeichen(text: str) -> str:
    """Return `text` without control characters, with plain line breaks; what looks like HTML stays."""
    return _STEUERZEICHEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def falten(text: str) -> str:
    """Return `text` in lower case, umlauts written out, accents removed, everything but letters and digits as one space."""
    text = unicodedata.normalize("NFKC", text.replace("\x00", " ")).lower().translate(_UMLAUTE)
    ohne_akzente = "".join(z for z in unicodedata.normalize("NFKD", text) if not unicodedata.combining(z))
    return _KEIN_WORT.sub(" ", ohne_akzente.replace("_", " ")).strip()


def suchform(text: str) -> str:
    """Return `text` as the search compares it: ä, ae and a are one letter, and so is what else people write differently.

    Equal are ä/ae/a, ö/oe/o, ü/ue/u, ß/ss/s, letters with and without accent, ı/i, ё/е, and the forms of one Arabic letter.
    """
    zerlegt = unicodedata.normalize("NFKD", _APOSTROPH.sub("", text)).lower()
    sichtbar = "".join(z for z in zerlegt if unicodedata.category(z) not in _UNSICHTBAR)
    ziffern = "".join(str(unicodedata.decimal(z)) if z.isdecimal() else z for z in sichtbar.translate(_SUCHZEICHEN))
    return _UMSCHRIFT.sub("", _KEIN_WORT.sub(" ", ziffern).strip())


def stamm(text: str) -> str:
    """Return the search form of the German stem of every word: "Hebammen suchen" and "Hebamme suche" are one."""
    return " ".join(filter(None, (_wortstamm(wort) for wort in _ganze_woerter(text))))


def woerter(text: str) -> list[str]:
    """Return the words of `text` in their search form, each once, in their order."""
    return list(dict.fromkeys(suchform(text).split()))


def wortformen(text: str) -> list[tuple[str, str]]:
    """Return every word of `text` in order, also repeated ones: its search form, and that of its stem."""
    return [(form, stamm_) for _wort, form, stamm_ in geschriebene_woerter(text)]


def geschriebene_woerter(text: str) -> list[tuple[str, str, str]]:
    """Return every word of `text` in order, also repeated ones: in lower case, its search form, and that of its stem."""
    return [(wort, form, _wortstamm(wort)) for wort in _ganze_woerter(text) if (form := suchform(wort))]


def suchtext(teile: Iterable[str]) -> str:
    """Return what a search column stores: the words of all `teile` in their search form, then their stems.

    Words and phrases stay whole and in order, with a space on either side: " kita " finds the word, "kita" also its part.
    """
    ganze = [teil for teil in teile if teil]
    formen = dict.fromkeys(form(teil) for form in (suchform, stamm) for teil in ganze)
    formen.pop("", None)
    return f" {TEILGRENZE.join(formen)} " if formen else ""


def _ganze_woerter(text: str) -> list[str]:
    """Return the words of `text` in lower case, as `suchform` separates them, but with their umlauts: the stemmer needs them."""
    sichtbar = "".join(z for z in _APOSTROPH.sub("", text) if unicodedata.category(z) != "Cf")
    zusammen = unicodedata.normalize("NFKC", sichtbar.replace("_", " ")).lower()
    return "".join(z if z.isalnum() or unicodedata.category(z)[0] == "M" else " " for z in zusammen).split()


@lru_cache(maxsize=20_000)
def _wortstamm(wort: str) -> str:
    """Return the stem of one word in lower case; only what is written in Latin letters has one."""
    form = suchform(wort)
    if not form.isascii():
        return form
    return suchform(snowballstemmer.stemmer("german").stemWord(_MEHRZAHL_S.sub("", wort))) or form
