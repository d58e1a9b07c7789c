"""The network for planners: where it is thin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akteure.konto.verwaltung import nur_koordination
from netzwerk.planung.netzpruefung import Netzpruefung


@require_safe
@nur_koordination
def netzwerk(request: HttpRequest) -> HttpResponse:
    """Akteure without a link, links that hang on one person, Kitas and Schulen without an agreement."""
    return render(request, "netzwerk/planung/netzwerk.html", {"pruefung": Netzpruefung()})
