"""Forms of the ground layer. Always GET; nothing typed can break the page."""

from django.db.models import QuerySet
from django.http import QueryDict

from .falten import woerter

HOECHSTENS_WOERTER = 6


class AkteurSuche:
    """The one search line of the directory: name or place."""

    def __init__(self, daten: QueryDict) -> None:
        self.q = " ".join(daten.get("q", "").replace("\x00", " ").split())[:200]

    def treffer(self, akteure: QuerySet) -> QuerySet:
        """Return the Akteure in which every word stands."""
        for wort in woerter(self.q)[:HOECHSTENS_WOERTER]:
            akteure = akteure.mit_wort(wort)
        return akteure
