"""Reports: choose one, look at it, have it made as PDF or workbook, fetch it. For the Koordination only."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from akteure.auftraege import ZuVielZuTun, annehmen
from akteure.konto.verwaltung import nur_koordination
from akteure.models import Auftrag, Gemeinde
from angebote.vermittlung.pdf import moeglich
from angebote.views.wegweiser import WARTEN_SEKUNDEN, wie_weit
from netzwerk.bericht.wunsch import ALLE, BERICHTE, Wunsch
from netzwerk.models import Stichtag
from netzwerk.planung.mappe import ART

DATEIARTEN = {
    "pdf": ("bericht_pdf", "application/pdf"),
    "xlsx": ("bericht_xlsx", ART),
}
"""Ending → kind of order, and what the file is."""


@nur_koordination
@require_safe
def berichte(request: HttpRequest) -> HttpResponse:
    """All kinds of report, each with what can be chosen."""
    kontext = {
        "arten": BERICHTE.values(),
        "stichtage": Stichtag.objects.values_list("tag", "notiz"),
        "gemeinden": Gemeinde.objects.values_list("ags", "name"),
        "alle": ALLE,
        "jahresbeginn": timezone.localdate().replace(month=1, day=1),
        "heute": timezone.localdate(),
    }
    return render(request, "netzwerk/bericht/uebersicht.html", kontext)


@nur_koordination
@require_safe
def bericht(request: HttpRequest, art: str) -> HttpResponse:
    """One report as a page."""
    return _seite(request, _wunsch(art, request.GET))


def _wunsch(art: str, roh: QueryDict) -> Wunsch:
    if art not in BERICHTE:
        raise Http404
    return Wunsch(art, roh)


def _seite(request: HttpRequest, wunsch: Wunsch, status: int = 200) -> HttpResponse:
    einer = len(wunsch.gebiete) < 2 and wunsch.vollstaendig
    kontext = {
        "wunsch": wunsch,
        "berichte": wunsch.berichte() if einer else [],
        "pdf": moeglich(),
        "voll": status == 429,
    }
    return render(request, "netzwerk/bericht/seite.html", kontext, status=status)


@nur_koordination
@require_POST
def bestellen(request: HttpRequest, art: str) -> HttpResponse:
    """Have the file made. What a report says may change with every entry: only who presses twice at once gets the same."""
    wunsch = _wunsch(art, request.POST)
    auftragsart, _typ = DATEIARTEN.get(request.POST.get("datei", ""), ("", ""))
    kein_pdf = auftragsart == "bericht_pdf" and (wunsch.zu_viele_fuer_pdf or not moeglich())
    if not auftragsart or not wunsch.vollstaendig or kein_pdf:
        return redirect(f"{reverse('planung:bericht', args=[art])}?{wunsch.abfrage}")
    angaben = {"art": art, "abfrage": wunsch.abfrage}
    try:
        auftrag = annehmen(auftragsart, angaben, stand=timezone.now().isoformat(timespec="seconds"))
    except ZuVielZuTun:
        response = _seite(request, wunsch, status=429)
        response.headers["Retry-After"] = str(WARTEN_SEKUNDEN)
        return response
    return redirect(f"{reverse('planung:bericht_auftrag', args=[art, auftrag.token])}?{wunsch.abfrage}")


@nur_koordination
@require_safe
def bericht_auftrag(request: HttpRequest, art: str, token: str) -> HttpResponse:
    """How far the file is."""
    gefunden = Auftrag.objects.intern().filter(token=token).first() if art in BERICHTE else None
    return wie_weit(request, gefunden, "netzwerk/bericht/auftrag.html", "netzwerk/bericht/_auftrag.html", art=art)


@nur_koordination
@require_safe
def bericht_datei(request: HttpRequest, art: str, token: str) -> HttpResponse:
    """The finished file."""
    gefunden = get_object_or_404(Auftrag.objects.intern(), token=token)
    if gefunden.lage != Auftrag.Status.FERTIG or art not in BERICHTE:
        raise Http404
    endung, typ = next((ende, typ) for ende, (name, typ) in DATEIARTEN.items() if name == gefunden.art)
    name = f"{BERICHTE[art].art}-{timezone.localdate(gefunden.beendet_am):%Y-%m-%d}.{endung}"
    return FileResponse(gefunden.datei.open("rb"), content_type=typ, filename=name, as_attachment=endung == "xlsx")
