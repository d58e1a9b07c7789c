"""What pages show to somebody who may be in danger."""

from collections.abc import Collection

from django.conf import settings

from akteure.fassung import Text
from akteure.sprachen import DEUTSCH, sprache
from angebote.models import Notruf

NOTRUFE = 4
"""So many emergency numbers at most: more help nobody who is in danger."""


def sofort_hilfe(anlaesse: Collection[str]) -> dict:
    """Return what a page shows to somebody who may be in danger; without a danger nothing, and no query."""
    if not anlaesse:
        return {}
    # Words to somebody in danger stay German until a person has checked the catalogue.
    code = sprache() if sprache() in settings.GEPRUEFTE_SPRACHEN else DEUTSCH
    return {
        "notrufe": list(Notruf.objects.fuer(anlaesse)[:NOTRUFE]),
        "verlassen": settings.VERLASSEN_ADRESSE,
        "sprache": code,
        "attribute": "" if code == sprache() else Text("", code).attribute,
    }
