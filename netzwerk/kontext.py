"""What every page knows, without a query for an anonymous visitor."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from angebote.models import Angebot

DEMO_GILT_SEKUNDEN = 10


def seite(request: HttpRequest) -> dict:
    """Return the area's texts and whether the demo band is shown."""
    return {"gebiet": settings.GEBIET, "demo_hinweis": settings.DEMO_HINWEIS and _demo_vorhanden()}


def _demo_vorhanden() -> bool:
    """Return whether demo entries exist; asked at most every ten seconds, and never where DEMO_HINWEIS is off."""
    vorhanden = cache.get("demo_vorhanden")
    if vorhanden is None:
        vorhanden = Angebot.objects.filter(quelle="demo").exists()
        cache.set("demo_vorhanden", vorhanden, DEMO_GILT_SEKUNDEN)
    return vorhanden
