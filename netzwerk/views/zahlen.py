"""Indikatoren: what is known of every Gemeinde, and how numbers come in."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from akteure.konto.verwaltung import nur_koordination
from akteure.models import Gemeinde
from netzwerk.forms_zahlen import ZahlenForm
from netzwerk.models import Indikator
from netzwerk.planung.indikatoren import vorlage as vorlagen
from netzwerk.planung.indikatoren.einlesen import Ergebnis, pruefe_datei, pruefe_inhalt
from netzwerk.planung.indikatoren.uebernehmen import uebernimm
from netzwerk.planung.indikatoren.uebersicht import uebersicht
from netzwerk.planung.mappe import ART

JE_SEITE = 100
VORLAGEN = {
    "csv": (vorlagen.als_csv, "text/csv; charset=utf-8"),
    "xlsx": (vorlagen.als_xlsx, ART),
}


@require_http_methods(["GET", "HEAD", "POST"])
@nur_koordination
def zahlen(request: HttpRequest) -> HttpResponse:
    """Show what is known; check a table and show what it would change; take it over when the button says so."""
    if "inhalt" in request.POST:
        return _uebernimm(request)
    form = ZahlenForm(request.POST or None, request.FILES or None)
    ergebnis = None
    if request.method == "POST" and form.is_valid():
        datei = form.cleaned_data["datei"]
        ergebnis = pruefe_datei(datei.read(), datei.name, form.vorgabe())
    return _seite(request, {"form": form, "ergebnis": ergebnis})


def _uebernimm(request: HttpRequest) -> HttpResponse:
    try:
        ergebnis = pruefe_inhalt(request.POST["inhalt"])
    except signing.BadSignature:
        messages.error(request, "Das ist zu lange her. Bitte wählen Sie die Datei noch einmal.")
        return redirect("planung:zahlen")
    if ergebnis.fehler:
        return _seite(request, {"form": ZahlenForm(), "ergebnis": ergebnis})
    anzahl = uebernimm(ergebnis.plan)
    _protokolliere(request, ergebnis)
    messages.success(request, f"Übernommen: {'1 Zahl' if anzahl == 1 else f'{anzahl} Zahlen'}.")
    return redirect("planung:zahlen")


def _protokolliere(request: HttpRequest, ergebnis: Ergebnis) -> None:
    """Leave a trace: which file, how many."""
    plan = ergebnis.plan
    LogEntry.objects.create(
        user_id=request.user.pk,
        content_type=ContentType.objects.get_for_model(Indikator),
        object_repr=f"Tabelle: {ergebnis.name}"[:200],
        action_flag=CHANGE,
        change_message=f"Eingelesen: {len(plan.neu)} neu, {len(plan.geaendert)} geändert – {ergebnis.name}",
    )


def _seite(request: HttpRequest, kontext: dict[str, Any]) -> HttpResponse:
    gemeinden = Gemeinde.objects.order_by("name_sortiert", "ags")
    blatt = Paginator(gemeinden, JE_SEITE).get_page(request.GET.get("seite"))
    kontext |= {"blatt": blatt, "bekannt": uebersicht(list(blatt))}
    return render(request, "netzwerk/planung/zahlen.html", kontext)


@require_safe
@nur_koordination
def vorlage(request: HttpRequest, endung: str) -> HttpResponse:
    """Return the empty table to fill in."""
    if endung not in VORLAGEN:
        raise Http404
    machen, art = VORLAGEN[endung]
    kopf = {"Content-Disposition": f'attachment; filename="indikatoren-vorlage.{endung}"'}
    return HttpResponse(machen(), content_type=art, headers=kopf)
