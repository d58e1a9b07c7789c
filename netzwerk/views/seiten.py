"""Pages of text."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def ueber(request: HttpRequest) -> HttpResponse:
    """What the network is and what it does."""
    return render(request, "netzwerk/ueber.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read everything public; endless filter combinations are not worth their while."""
    return HttpResponse("User-agent: *\nDisallow: /admin/\nDisallow: /angebote/?\nDisallow: /*/angebote/?\n", content_type="text/plain")
