"""Public pages of the Akteure, and the boundaries of the area."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .fassung import Fassung, uebersetze
from .forms import AkteurSuche
from .models import Akteur, AkteurSlug, Gemeinde

JE_SEITE = 50


@require_safe
def verzeichnis(request: HttpRequest) -> HttpResponse:
    """The directory of Akteure, by name or place."""
    suche = AkteurSuche(request.GET)
    seite = suche.seite(Paginator(suche.treffer(Akteur.objects.oeffentlich().fuer_verzeichnis()), JE_SEITE))
    return render(request, "akteure/akteur_liste.html", {"suche": suche, "seite": seite})


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one Akteur with its public Angebote; a former slug redirects."""
    akteur = Akteur.objects.oeffentlich().fuer_seite().filter(slug=slug).first()
    if akteur is None:
        frueher = get_object_or_404(
            AkteurSlug.objects.select_related("akteur"), slug=slug, akteur__in=Akteur.objects.oeffentlich()
        )
        return redirect(frueher.akteur, permanent=True)
    angebote = list(akteur.angebote.oeffentlich().fuer_verzeichnis())
    orte = [standort for standort in akteur.standorte.all() if not standort.adresse_verbergen]
    eigene = [akteur, *orte, *akteur.kontakte_oeffentlich()]
    uebersetze(*eigene, *angebote)
    fassung = uebersetze(*eigene) + Fassung.von(angebote, ("titel", "zeiten"))
    return render(request, "akteure/akteur_detail.html", {"akteur": akteur, "angebote": angebote, "fassung": fassung})


@require_safe
@cache_control(public=True, max_age=3600)
def grenzen(request: HttpRequest) -> HttpResponse:
    """Gemeinden with boundary and centre for the map: {"gemeinden": [[ags, name, lat, lon, geometry or null], …]}."""
    zeilen = Gemeinde.objects.values_list("ags", "name", "lat", "lon", "grenze__geometrie", "einwohner")
    return JsonResponse({"gemeinden": [list(zeile) for zeile in zeilen]})
