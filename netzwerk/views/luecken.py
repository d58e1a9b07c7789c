"""The gap matrix: one view of it, what goes to the register, saved views."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from akteure.konto.verwaltung import nur_koordination
from netzwerk.forms_planung import AnsichtForm
from netzwerk.models import Ansicht, Luecke
from netzwerk.planung.arten import Lueckenart
from netzwerk.planung.ausgabe import matrix_mappe
from netzwerk.planung.auswahl import EINZAHL, GEBIETE, WORTE, Matrixauswahl, Zellenwunsch
from netzwerk.planung.gebiete import Gebiet
from netzwerk.planung.jetzt import abdeckung_jetzt
from netzwerk.planung.kinder import kinder
from netzwerk.planung.matrix import Matrix, anker_von
from netzwerk.views.datei import als_datei

JE_SEITE = 60
HOECHSTENS = 2000
"""Characters of an address that a form brings back."""


@require_safe
@nur_koordination
def luecken(request: HttpRequest) -> HttpResponse:
    """The matrix that the address asks for."""
    return render(request, "netzwerk/planung/luecken.html", _kontext(request.GET))


def _kontext(roh: QueryDict, form: AnsichtForm | None = None) -> dict[str, Any]:
    auswahl = Matrixauswahl(roh, abdeckung_jetzt())
    seite = auswahl.seite(Paginator(auswahl.gebietszeilen if auswahl.nach_gebieten else [], JE_SEITE))
    matrix = _matrix(auswahl, list(seite.object_list))
    abfrage = auswahl.adresse()
    return {
        "auswahl": auswahl,
        "matrix": matrix,
        "seite": seite,
        "zurueck": auswahl.adresse(seite=str(seite.number - 1)) if seite.has_previous() else "",
        "weiter": auswahl.adresse(seite=str(seite.number + 1)) if seite.has_next() else "",
        "diese": auswahl.adresse(seite=str(seite.number) if seite.number > 1 else ""),
        "abfrage": abfrage,
        "stand": auswahl.abdeckung.fakten.heute,
        "wahlen": _wahlen(auswahl),
        "ansichten": Ansicht.objects.all(),
        "form": form or AnsichtForm(),
    }


def _matrix(auswahl: Matrixauswahl, gebiete: Sequence[Gebiet]) -> Matrix:
    """Return its cells, with these areas as rows where rows are areas."""
    bewohnte = gebiete if auswahl.nach_gebieten else [auswahl.gebiet]
    return Matrix(auswahl, gebiete, {gebiet: zahl.anzahl for gebiet, zahl in kinder(bewohnte).items()})


def _wahlen(auswahl: Matrixauswahl) -> dict[str, Any]:
    """Return what the form offers."""
    gebiete = auswahl.gebiete
    fest = dict(auswahl.dazu)
    return {
        "zeilen": [*GEBIETE.items(), *WORTE.items()],
        "spalten": [(wert, name) for wert, name in WORTE.items() if wert != auswahl.zeilen],
        "raeume": gebiete.alle("planungsraum"),
        "gemeinden": gebiete.alle("gemeinde"),
        "worte": [
            {"name": name, "wort": EINZAHL[name], "werte": auswahl.woerter(name), "gewaehlt": fest.get(name, "")}
            for name in WORTE
            if name not in (auswahl.zeilen, auswahl.spalten)
        ],
        "arten": Lueckenart.choices,
        "enger": sum(bool(eines.ohne) for eines in auswahl.nur),
    }


def _zurueck(abfrage: str, anker: str = "") -> str:
    """Return the address of a view of the matrix, of what is known in `abfrage` only."""
    roh = QueryDict(abfrage[:HOECHSTENS])
    auswahl = Matrixauswahl(roh, abdeckung_jetzt())
    seite = str(auswahl.zahl("seite", 2, 999) or "")
    return f"{reverse('planung:luecken')}?{auswahl.adresse(seite=seite)}{anker}"


@require_safe
@nur_koordination
def luecken_xlsx(request: HttpRequest) -> HttpResponse:
    """The same view as a workbook, with all of its rows."""
    auswahl = Matrixauswahl(request.GET, abdeckung_jetzt())
    return als_datei(matrix_mappe(_matrix(auswahl, auswahl.gebietszeilen), request.build_absolute_uri), "luecken.xlsx")


@require_POST
@nur_koordination
def aufnehmen(request: HttpRequest) -> HttpResponse:
    """Put one kind of gap of one cell into the register; twice is once."""
    wunsch = Zellenwunsch(QueryDict(request.POST.get("zelle", "")[:HOECHSTENS]), abdeckung_jetzt())
    zelle = wunsch.zelle
    if zelle is None:
        messages.warning(request, "Dieses Feld kennen wir nicht. Bitte wählen Sie es in der Tabelle noch einmal.")
    else:
        try:
            luecke, neu = Luecke.erkennen(zelle, wunsch.art, von=request.user)
        except ValidationError as fehler:
            messages.warning(request, " ".join(fehler.messages))
        else:
            messages.success(request, f"{'Im Register' if neu else 'Schon im Register'}: {luecke}.")
    return redirect(_zurueck(request.POST.get("zurueck", ""), f"#{anker_von(zelle)}" if zelle else ""))


@require_POST
@nur_koordination
def ansicht_merken(request: HttpRequest) -> HttpResponse:
    """Keep a view under a name; only what is known of its address."""
    roh = QueryDict(request.POST.get("abfrage", "")[:HOECHSTENS])
    form = AnsichtForm(request.POST)
    form.instance.abfrage = Matrixauswahl(roh, abdeckung_jetzt()).adresse()
    if form.is_valid():
        ansicht = form.save()
        messages.success(request, f"Gemerkt: „{ansicht}“.")
        return redirect(f"{reverse('planung:luecken')}?{ansicht.abfrage}")
    return render(request, "netzwerk/planung/luecken.html", _kontext(roh, form))


@require_POST
@nur_koordination
def ansicht_loeschen(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a saved view."""
    ansicht = get_object_or_404(Ansicht, pk=pk)
    ansicht.delete()
    messages.success(request, f"Gelöscht: „{ansicht}“. Lücken und Angebote bleiben, wie sie sind.")
    return redirect("planung:luecken")
