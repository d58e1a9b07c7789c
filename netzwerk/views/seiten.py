"""Pages of text."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from akteure.fassung import uebersetze
from netzwerk.adressen import INTERNE
from netzwerk.models import Seite

VORLAGEN = {
    Seite.Slug.BARRIEREFREIHEIT: "netzwerk/barrierefreiheit.html",
    Seite.Slug.LEICHTE_SPRACHE: "netzwerk/leichte_sprache.html",
    Seite.Slug.GEBAERDENSPRACHE: "netzwerk/gebaerdensprache.html",
}
"""Pages that show more than their text."""


@require_safe
def seite(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of text in the language of its address."""
    gesucht = get_object_or_404(Seite, slug=slug)
    kontext = {"seite": gesucht, "fassung": uebersetze(gesucht)}
    return render(request, VORLAGEN.get(slug, "netzwerk/seite.html"), kontext)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read everything public; endless filter combinations are not worth their while."""
    verboten = (*INTERNE, "/angebote/?", "/*/angebote/?", "/wegweiser/", "/*/wegweiser/")
    zeilen = ["User-agent: *", *(f"Disallow: {weg}" for weg in verboten)]
    return HttpResponse("\n".join(zeilen) + "\n", content_type="text/plain")
