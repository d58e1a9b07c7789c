"""How pages are sent that may be about a danger."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control


def antwort(request: HttpRequest, vorlage: str, kontext: dict, **weitere) -> HttpResponse:
    """Render; what somebody in danger looks at stays in no store of the browser."""
    response = render(request, vorlage, kontext, **weitere)
    if kontext["sofort"]:
        patch_cache_control(response, no_store=True)
    return response
