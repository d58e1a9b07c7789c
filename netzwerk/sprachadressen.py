"""Addresses in every language: `path(…)` below `sprachadressen()` stands under "/", "/tr/", "/leicht/" …"""

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import LocalePrefixPattern

from akteure.sprachen import praefix, sprache


class SprachPraefix(LocalePrefixPattern):
    """Django's prefix of a language, with addresses that people can read (settings.SPRACH_ADRESSEN)."""

    @property
    def language_prefix(self) -> str:
        return praefix(sprache())


def sprachadressen(*adressen: URLPattern | URLResolver) -> list[URLResolver]:
    """Return the addresses below the prefix of the language that is active."""
    return [URLResolver(SprachPraefix(), list(adressen))]
