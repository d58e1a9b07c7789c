"""Wegweiser: choose, look at it, have it made as PDF, fetch it. Nothing is stored about who does."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from akteure.auftraege import ZuVielZuTun, annehmen
from akteure.models import Auftrag
from akteure.models.auftrag import ABGELAUFEN
from angebote.vermittlung.aushang import Aushang
from angebote.vermittlung.pdf import moeglich
from angebote.vermittlung.wegweiser import HOECHSTENS, Wunsch
from angebote.vermittlung.wegweiser import heft as inhalt_des_hefts

WARTEN_SEKUNDEN = 60
FERTIG_FUER_HTMX = 286
"""Tells htmx to ask no further."""


@require_safe
def wegweiser(request: HttpRequest) -> HttpResponse:
    """What is selected, in which language, in which order; from here to the booklet and to its PDF."""
    return _wahl(request, Wunsch(request.GET))


def _wahl(request: HttpRequest, wunsch: Wunsch, **mehr) -> HttpResponse:
    status = 429 if mehr.get("zu_viel_zu_tun") else 200
    kontext = {"wunsch": wunsch, "pdf": moeglich(), "hoechstens": HOECHSTENS, "aushang": Aushang.zu(wunsch)}
    return _privat(render(request, "angebote/wegweiser.html", kontext | mehr, status=status), heikel=True)


@require_safe
def heft(request: HttpRequest) -> HttpResponse:
    """The booklet as a page, to look at and to print."""
    kontext = inhalt_des_hefts(Wunsch(request.GET), request.build_absolute_uri)
    return _privat(render(request, "angebote/heft.html", kontext), heikel=kontext["heikel"])


@csrf_exempt
@require_POST
def bestellen(request: HttpRequest) -> HttpResponse:
    """Have the PDF made. Without a CSRF cookie: nobody is logged in here, and nothing is done in anybody's name."""
    wunsch = Wunsch(request.POST)
    if not moeglich() or not wunsch.anzahl:
        return redirect(wunsch.adresse())
    angaben = {"abfrage": wunsch.abfrage_mit_allem, "in": wunsch.sprache, "wurzel": _wurzel(request)}
    return _bestellt(request, "wegweiser", angaben, wunsch)


def _bestellt(request: HttpRequest, art: str, angaben: dict, wunsch: Wunsch) -> HttpResponse:
    try:
        auftrag = annehmen(art, angaben, stand=[*wunsch.auswahl.vokabular.staende.bestand, timezone.localdate()])
    except ZuVielZuTun:
        response = _wahl(request, wunsch, zu_viel_zu_tun=True)
        response.headers["Retry-After"] = str(WARTEN_SEKUNDEN)
        return response
    # The selection stays in the address, which nobody keeps: so the way back is known without a word in the database.
    return redirect(f"{reverse('angebote:auftrag', args=[auftrag.token])}?{wunsch.abfrage_mit_allem}")


@require_safe
def auftrag(request: HttpRequest, token: str) -> HttpResponse:
    """How far the PDF is."""
    gefunden = Auftrag.objects.oeffentlich().filter(token=token).first()
    gesehen = request.GET.get("gesehen", "")
    vorlagen = ("angebote/auftrag.html", "angebote/_auftrag_stand.html")
    return _privat(wie_weit(request, gefunden, *vorlagen, gesehen=gesehen), heikel=True)


def wie_weit(request: HttpRequest, gefunden: Auftrag | None, seite: str, teil: str, **mehr: str) -> HttpResponse:
    """Show how far an order is; htmx asks again and again and gets `teil`, what changes, only."""
    lage = gefunden.lage if gefunden else ABGELAUFEN
    offen = lage in (Auftrag.Status.WARTET, Auftrag.Status.LAEUFT)
    kontext = {"auftrag": gefunden, "lage": lage, "offen": offen, "abfrage": request.GET.urlencode()}
    status = 200 if gefunden else 404
    if request.htmx and not offen:
        status = FERTIG_FUER_HTMX
    return render(request, teil if request.htmx else seite, kontext | mehr, status=status)


@require_safe
def datei(request: HttpRequest, token: str) -> HttpResponse:
    """The finished PDF."""
    gefunden = get_object_or_404(Auftrag.objects.oeffentlich(), token=token)
    if gefunden.lage != Auftrag.Status.FERTIG:
        raise Http404
    response = FileResponse(gefunden.datei.open("rb"), content_type="application/pdf", filename=f"{gefunden.art}.pdf")
    return _privat(response, heikel=True)


def _wurzel(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").removesuffix("/")


def _privat(response: HttpResponse, *, heikel: bool = False) -> HttpResponse:
    """What somebody selected is for no search engine and no shared store, and what may be about a danger for none."""
    response.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, private=True, **({"no_store": True} if heikel else {}))
    return response
