"""Aushang of a Gemeinde: poster and cards; and the short address that stands on them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from akteure.auftraege import ZuVielZuTun, annehmen
from akteure.falten import falten
from akteure.models import Gemeinde
from angebote.vermittlung.aushang import Aushang, inhalt
from angebote.vermittlung.pdf import moeglich


@require_safe
def aushang(request: HttpRequest) -> HttpResponse:
    """Poster and cards of a Gemeinde, to look at and to print; without one, all to choose from."""
    return _seite(request, Aushang.aus(request.GET))


def _seite(request: HttpRequest, gewaehlt: Aushang | None, **mehr) -> HttpResponse:
    if gewaehlt is None:
        return render(request, "angebote/aushang_wahl.html", {"gemeinden": Gemeinde.objects.all()})
    kontext = inhalt(gewaehlt, request.build_absolute_uri) | {"pdf": moeglich()} | mehr
    return render(request, "angebote/aushang.html", kontext, status=429 if mehr else 200)


@csrf_exempt
@require_POST
def bestellen(request: HttpRequest) -> HttpResponse:
    """Have the PDF made. Without a CSRF cookie: nobody is logged in here, and nothing is done in anybody's name."""
    gewaehlt = Aushang.aus(request.POST)
    if gewaehlt is None or not moeglich():
        return redirect(gewaehlt.adresse if gewaehlt else "angebote:aushang")
    angaben = {"abfrage": gewaehlt.abfrage, "wurzel": request.build_absolute_uri("/").removesuffix("/")}
    try:
        auftrag = annehmen("aushang", angaben, stand=timezone.localdate())
    except ZuVielZuTun:
        return _seite(request, gewaehlt, zu_viel_zu_tun=True)
    return redirect(f"{reverse('angebote:auftrag', args=[auftrag.token])}?{gewaehlt.abfrage}")


@require_safe
def kurzort(request: HttpRequest, ort: str) -> HttpResponse:
    """The short address on poster and cards: /in/nuertingen leads to the list of that Gemeinde."""
    gefunden = Gemeinde.objects.filter(name_sortiert=falten(ort.replace("-", " ")))
    ags = [("gemeinde", gemeinde.ags) for gemeinde in gefunden]
    if not ags:
        raise Http404
    return redirect(f"{reverse('angebote:liste')}?{urlencode(ags)}")
