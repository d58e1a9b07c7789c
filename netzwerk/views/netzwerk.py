"""The Netzwerkkarte: who works with whom, as a picture, a table and a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from akteure.fassung import uebersetze
from netzwerk.models import Kooperation
from netzwerk.netzanfrage import NetzAnfrage
from netzwerk.planung.anordnung import gespeicherte, orte
from netzwerk.planung.netzbild import FORMEN, Netzbild, im_kreis, zeichne
from netzwerk.planung.netzzeilen import als_csv, zeilen

GRUPPEN = {
    "kita": _("Kita und Kindertagespflege"),
    "schule": _("Schule"),
    "familie": _("Familienzentrum und Familienbildung"),
    "beratung": _("Beratungsstelle"),
    "gesundheit": _("Gesundheit"),
    "amt": _("Amt, Kommune, Jobcenter, Polizei"),
    "verein": _("Träger, Verein, Kirche"),
}
"""Shape of the picture → what it means."""


def _bild(anfrage: NetzAnfrage) -> Netzbild:
    """Draw what was chosen: on rings around one Akteur, else where each has its place."""
    plaetze = orte(anfrage.alles, gespeicherte())
    if anfrage.akteur is None:
        return zeichne(anfrage.netz, plaetze)
    mitte = anfrage.akteur.pk
    return zeichne(anfrage.netz, im_kreis(anfrage.netz, plaetze, mitte, anfrage.tiefe), mitte)


@require_safe
def netzwerkkarte(request: HttpRequest) -> HttpResponse:
    """The network, or a part of it, drawn and as an equal table."""
    anfrage = NetzAnfrage(request.GET)
    netz, gremien = anfrage.netz, list(anfrage.gremien)
    gruppen = {knoten.gruppe for knoten in netz.knoten.values()}
    arten = {kante.art for kante in netz.kanten}
    kontext = {
        "anfrage": anfrage,
        "netz": netz,
        "bild": _bild(anfrage) if netz.kanten else None,
        "zeilen": zeilen(netz, anfrage.uebergaenge),
        "gruppen": [(name, form, GRUPPEN[name]) for name, form in FORMEN.items() if name in gruppen],
        "arten": [(art, worte) for art, worte in Kooperation.Art.choices if art in arten],
        "gremien": gremien,
        "fassung": uebersetze(*gremien),
    }
    return render(request, "netzwerk/netzwerkkarte.html", kontext)


@require_safe
def netzwerkkarte_csv(request: HttpRequest) -> HttpResponse:
    """The same rows as a file."""
    anfrage = NetzAnfrage(request.GET)
    kopf = {"Content-Disposition": 'attachment; filename="kooperationen.csv"'}
    inhalt = als_csv(anfrage.netz, anfrage.uebergaenge)
    return HttpResponse(inhalt, content_type="text/csv; charset=utf-8", headers=kopf)
