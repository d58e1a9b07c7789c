"""Addresses of this site, as a visitor or a link brings them."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import override

from akteure.sprachen import sprache_des_pfads

INTERNE = ("/admin/", "/konto/", "/fachkraefte/", "/planung/")
"""What the addresses of pages begin with that need a login: German only, never stored, the same for nobody else."""


def ist_intern(pfad: str) -> bool:
    """Does this path belong to the pages behind the login?"""
    return pfad.startswith(INTERNE)


def nur_weg(adresse: str) -> str:
    """Return the path of an address, without host and without what was searched; what is no address stays as it is."""
    if not adresse.startswith(("/", "http://", "https://")):
        return adresse
    try:
        return urlsplit(adresse).path
    except ValueError:
        return ""


def ist_eigene(adresse: str) -> bool:
    """Is this the path of a page of this site?"""
    if not adresse.startswith("/") or adresse.startswith(("//", "/\\")) or nur_weg(adresse) != adresse:
        return False
    with override(sprache_des_pfads(adresse)):
        try:
            resolve(adresse)
        except Resolver404:
            return False
    return True
