"""The languages of the user interface and their addresses. One more is a line in settings.LANGUAGES and a catalogue."""

from functools import cache

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi, override

DEUTSCH = settings.LANGUAGE_CODE


def sprache() -> str:
    """Return the code of the page's language; German where none is active (commands, migrations)."""
    return get_language() or DEUTSCH


def ist_deutsch() -> bool:
    """Is this page in ordinary German, the language in which everything is written first?"""
    return sprache() == DEUTSCH


def praefix(code: str) -> str:
    """Return what the addresses of a language begin with: "" for German, "tr/", "leicht/"."""
    return "" if code == DEUTSCH else f"{settings.SPRACH_ADRESSEN.get(code, code)}/"


@cache
def richtung(code: str) -> str:
    """Return "ltr" or "rtl"."""
    with override(code):
        return "rtl" if get_language_bidi() else "ltr"


def sprache_des_pfads(pfad: str) -> str:
    """Return the code of the language an address is in."""
    anfang = f"{pfad.removeprefix('/').partition('/')[0]}/"
    return next((code for code, _name in settings.LANGUAGES if code != DEUTSCH and praefix(code) == anfang), DEUTSCH)


def pfad_in(pfad: str, code: str) -> str:
    """Return the address of the same page in another language."""
    return f"/{praefix(code)}{pfad[1:].removeprefix(praefix(sprache_des_pfads(pfad)))}"
