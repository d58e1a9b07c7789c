"""What every page knows, without a query for an anonymous visitor."""

from django.conf import settings
from django.http import HttpRequest


def seite(request: HttpRequest) -> dict:
    """Return the area's texts."""
    return {"gebiet": settings.GEBIET}
