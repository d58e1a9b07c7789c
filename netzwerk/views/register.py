"""The gap register: the list, one Luecke, its steps."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from akteure.konto.verwaltung import nur_koordination
from angebote.filter import AngebotFilter
from angebote.models import Angebot
from netzwerk.forms_planung import SCHRITTE, SchrittForm
from netzwerk.models import Luecke
from netzwerk.models.schritte import Status
from netzwerk.planung.abdeckung import Abdeckung, Zelle
from netzwerk.planung.arten import Lueckenart
from netzwerk.planung.ausgabe import register_mappe
from netzwerk.planung.jetzt import abdeckung_jetzt
from netzwerk.planung.loesung import gedeckt, schliesst
from netzwerk.planung.register import JE_SEITE, SORTIERUNGEN, RegisterAnfrage, zelle_von
from netzwerk.views.datei import als_datei

VORSCHLAEGE, FUNDE = 8, 12


@require_safe
@nur_koordination
def register(request: HttpRequest) -> HttpResponse:
    """All Luecken somebody looks at, with counts for each Stand."""
    gebiete = abdeckung_jetzt().fakten.gebiete
    anfrage = RegisterAnfrage(request.GET, gebiete)
    seite = anfrage.seite(Paginator(anfrage.treffer, JE_SEITE))
    kontext = {
        "anfrage": anfrage,
        "seite": seite,
        "abfrage": anfrage.adresse(),
        "arten": Lueckenart.choices,
        "raeume": gebiete.alle("planungsraum"),
        "gemeinden": gebiete.alle("gemeinde"),
        "sortierungen": SORTIERUNGEN.items(),
        "zurueck": anfrage.adresse(seite=str(seite.number - 1)) if seite.has_previous() else "",
        "weiter": anfrage.adresse(seite=str(seite.number + 1)) if seite.has_next() else "",
    }
    return render(request, "netzwerk/planung/register.html", kontext)


@require_safe
@nur_koordination
def register_xlsx(request: HttpRequest) -> HttpResponse:
    """The same choice as a workbook, with the history of each."""
    anfrage = RegisterAnfrage(request.GET, abdeckung_jetzt().fakten.gebiete)
    return als_datei(register_mappe(anfrage.treffer, request.build_absolute_uri), "register.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@nur_koordination
def luecke(request: HttpRequest, pk: int) -> HttpResponse:
    """One Luecke with its evidence then and now, its history, and the steps that may follow."""
    eine = get_object_or_404(Luecke.objects.fuer_liste(), pk=pk)
    nach, form = request.POST.get("schritt", ""), None
    if request.method == "POST" and nach in SCHRITTE:
        form = SCHRITTE[nach](request.POST, auto_id=f"{nach}_%s")
        if "suchen" not in request.POST and form.ausfuehren(eine, request.user, _zahl(request.POST.get("stand"))):
            messages.success(request, f"Eingetragen: {eine.get_status_display()}.")
            return redirect(eine)
        eine = get_object_or_404(Luecke.objects.fuer_liste(), pk=pk)
    elif request.method == "POST":
        messages.warning(request, "Das haben wir nicht verstanden. Bitte wählen Sie einen der Schritte.")
    return render(request, "netzwerk/planung/luecke.html", _kontext(request, eine, nach, form))


def _zahl(wert: str | None) -> int:
    return int(wert) if wert and wert.isascii() and wert.isdecimal() and len(wert) < 18 else 0


def _kontext(request: HttpRequest, eine: Luecke, nach: str, form: SchrittForm | None) -> dict[str, Any]:
    """Return what the page shows; a step that was refused stands first, with all that was typed."""
    abdeckung = abdeckung_jetzt()
    zelle = zelle_von(eine, abdeckung)
    suche = request.POST.get("suche", "")[:200] if "suchen" in request.POST else ""
    return {
        "luecke": eine,
        "stand": eine.stand,
        "verlauf": eine.verlauf.select_related("von"),
        "zelle": zelle,
        "gedeckt": zelle is not None and gedeckt(zelle, eine.art),
        "jetzt": abdeckung.fakten.heute,
        "verknuepft": eine.angebote_mit_lage(),
        "schritte": _schritte(eine, nach, form),
        "suche": suche,
        "kandidaten": _kandidaten(eine, zelle, abdeckung, request.POST, suche),
    }


@dataclass
class Schritt:
    """One step as the page offers it."""

    nach: str
    form: SchrittForm
    offen: bool = False

    @property
    def mit_angeboten(self) -> bool:
        return self.nach == Status.GESCHLOSSEN


def _schritte(eine: Luecke, nach: str, form: SchrittForm | None) -> list[Schritt]:
    schritte = [Schritt(s, SCHRITTE[s](auto_id=f"{s}_%s")) for s in eine.folgende if form is None or s != nach]
    return ([Schritt(nach, form, offen=True)] if form else []) + schritte


@dataclass
class Kandidat:
    """An Angebot that could close the Luecke."""

    angebot: Angebot
    gewaehlt: bool
    warum: str


def _kandidaten(
    eine: Luecke, zelle: Zelle | None, abdeckung: Abdeckung, daten: QueryDict, suche: str
) -> list[Kandidat]:
    """Return the Angebote to choose from: chosen, linked, found, proposed."""
    if Status.GESCHLOSSEN not in eine.folgende:
        return []
    gewaehlt = dict.fromkeys([_zahl(wert) for wert in daten.getlist("angebote")[:50]], "Ihre Wahl")
    verknuepft = dict.fromkeys(eine.angebote.values_list("pk", flat=True), "schon verknüpft")
    gefunden = dict.fromkeys(_gefunden(suche), "gefunden") if suche.strip() else {}
    menge = schliesst(zelle, eine.art, abdeckung.fakten) if zelle else 0
    vorschlag = dict.fromkeys(abdeckung.fakten.mengen.pks_von(menge)[:VORSCHLAEGE], "passt dazu")
    warum = vorschlag | gefunden | verknuepft | gewaehlt
    angebote = Angebot.objects.oeffentlich().select_related("akteur").in_bulk(list(warum))
    return [Kandidat(angebote[pk], pk in gewaehlt, grund) for pk, grund in warum.items() if pk in angebote]


def _gefunden(suche: str) -> list[int]:
    """Return what the list finds for this line."""
    adresse = QueryDict(mutable=True)
    adresse["q"] = suche
    return [angebot.pk for angebot in AngebotFilter(adresse, Angebot.objects.oeffentlich()).sortiert[:FUNDE]]
