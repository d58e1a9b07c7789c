"""The Netzwerkkarte: who works with whom, as a picture, a table and a file."""

from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from akteure.fassung import uebersetze
from netzwerk.models import Kooperation
from netzwerk.netzanfrage import NetzAnfrage
from netzwerk.planung.anordnung import gespeicherte, orte
from netzwerk.planung.netzbild import FORMEN, Netzbild, im_kreis, zeichne
from netzwerk.planung.netzzeilen import Zeile, als_csv, zeilen

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


class Ansicht:
    """Picture, list and table of what was chosen, each made only when the template asks: what is drawn once is kept
    (`{% cache %}`) as long as `stand` is the same."""

    def __init__(self, anfrage: NetzAnfrage) -> None:
        self.anfrage, self.netz = anfrage, anfrage.netz
        self.orte = orte(anfrage.alles, gespeicherte())

    @property
    def stand(self) -> tuple:
        """All that it depends on: what was read and chosen, where each has its place, how the Übergänge are called."""
        gewaehlt, orte = hash(tuple(kante.pk for kante in self.netz.kanten)), hash(frozenset(self.orte.items()))
        return self.anfrage.alles.stand, gewaehlt, orte, self.anfrage.vokabular.staende.vokabular

    @cached_property
    def bild(self) -> Netzbild:
        """Drawn on rings around one Akteur, else where each has its place."""
        akteur = self.anfrage.akteur
        if akteur is None:
            return zeichne(self.netz, self.orte)
        return zeichne(self.netz, im_kreis(self.netz, self.orte, akteur.pk, self.anfrage.tiefe), akteur.pk)

    @property
    def zeilen(self) -> list[Zeile]:
        return zeilen(self.netz, self.anfrage.uebergaenge)

    @property
    def gruppen(self) -> list[tuple[str, str, str]]:
        """The shapes of the picture: name, outline, words."""
        da = {knoten.gruppe for knoten in self.netz.knoten.values()}
        return [(name, form, GRUPPEN[name]) for name, form in FORMEN.items() if name in da]

    @property
    def arten(self) -> list[tuple[str, str]]:
        """The lines of the picture: kind, words."""
        da = {kante.art for kante in self.netz.kanten}
        return [(art, worte) for art, worte in Kooperation.Art.choices if art in da]


@require_safe
def netzwerkkarte(request: HttpRequest) -> HttpResponse:
    """The network, or a part of it, drawn and as an equal table."""
    anfrage = NetzAnfrage(request.GET)
    gremien = list(anfrage.gremien)
    kontext = {"anfrage": anfrage, "ansicht": Ansicht(anfrage), "gremien": gremien, "fassung": uebersetze(*gremien)}
    return render(request, "netzwerk/netzwerkkarte.html", kontext)


@require_safe
def netzwerkkarte_csv(request: HttpRequest) -> HttpResponse:
    """The same rows as a file."""
    anfrage = NetzAnfrage(request.GET)
    kopf = {"Content-Disposition": 'attachment; filename="kooperationen.csv"'}
    inhalt = als_csv(anfrage.netz, anfrage.uebergaenge)
    return HttpResponse(inhalt, content_type="text/csv; charset=utf-8", headers=kopf)
