"""The Netzwerkkarte: who works with whom, as a picture, a table and a file."""

from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from akteure.fassung import uebersetze
from netzwerk.models import Gremium, Kooperation
from netzwerk.netzanfrage import NetzAnfrage
from netzwerk.planung.anordnung import gespeicherte, orte
from netzwerk.planung.netzbild import FORMEN, RUNDER_TISCH, Netzbild, im_kreis, zeichne
from netzwerk.planung.netzzeilen import MITGLIED, Gremienzeile, Zeile, als_csv, gremienzeilen, zeilen

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
GREMIUM = _("Gremium: Hier treffen sich mehrere Akteure")


class Ansicht:
    """Picture, list and table of what was chosen, each made only when the template asks: what is drawn once is kept
    (`{% cache %}`) as long as `stand` is the same."""

    def __init__(self, anfrage: NetzAnfrage) -> None:
        self.anfrage, self.netz = anfrage, anfrage.netz
        self.runden = anfrage.gezeigte
        self.orte = orte(anfrage.alles, gespeicherte(), self.runden)

    @property
    def stand(self) -> tuple:
        """All that it depends on: what was read and chosen, where each has its place, how the Übergänge are called."""
        gewaehlt = hash((tuple(kante.pk for kante in self.netz.kanten), tuple(self.runden)))
        orte = hash(frozenset(self.orte.items()))
        return self.anfrage.alles.stand, gewaehlt, orte, self.anfrage.vokabular.staende.vokabular

    @cached_property
    def bild(self) -> Netzbild:
        """Drawn on rings around one Akteur, else where each has its place."""
        akteur = self.anfrage.akteur
        if akteur is None:
            return zeichne(self.netz, self.orte, runden=self.runden)
        kreis = im_kreis(self.netz, self.orte, akteur.pk, self.anfrage.tiefe, self.runden)
        return zeichne(self.netz, kreis, akteur.pk, self.runden)

    @property
    def zeilen(self) -> list[Zeile]:
        return zeilen(self.netz, self.anfrage.uebergaenge)

    @property
    def gremienzeilen(self) -> list[Gremienzeile]:
        return gremienzeilen(self.netz, self.runden)

    @property
    def gremien(self) -> list[tuple[Gremium, str]]:
        """The Gremien of the list, each with the letter it carries in the picture."""
        buchstaben = {runde.gremium: runde.buchstabe for runde in self.runden}
        return [(gremium, buchstaben.get(gremium.pk, "")) for gremium in self.anfrage.gremien]

    @property
    def gruppen(self) -> list[tuple[str, str, str]]:
        """The shapes of the picture: name, outline, words."""
        da = {knoten.gruppe for knoten in self.netz.knoten.values()}
        gruppen = [(name, form, GRUPPEN[name]) for name, form in FORMEN.items() if name in da]
        return [*gruppen, ("gremium", RUNDER_TISCH, GREMIUM)] if self.runden else gruppen

    @property
    def arten(self) -> list[tuple[str, str]]:
        """The lines of the picture: kind, words."""
        da = {kante.art for kante in self.netz.kanten}
        arten = [(art, worte) for art, worte in Kooperation.Art.choices if art in da]
        return [*arten, ("gremium", MITGLIED)] if self.runden else arten


@require_safe
def netzwerkkarte(request: HttpRequest) -> HttpResponse:
    """The network, or a part of it, drawn and as an equal table."""
    anfrage = NetzAnfrage(request.GET)
    kontext = {"anfrage": anfrage, "ansicht": Ansicht(anfrage), "fassung": uebersetze(*anfrage.gremien)}
    return render(request, "netzwerk/netzwerkkarte.html", kontext)


@require_safe
def netzwerkkarte_csv(request: HttpRequest) -> HttpResponse:
    """The same rows as a file."""
    anfrage = NetzAnfrage(request.GET)
    kopf = {"Content-Disposition": 'attachment; filename="kooperationen.csv"'}
    inhalt = als_csv(anfrage.netz, anfrage.uebergaenge, anfrage.gezeigte)
    return HttpResponse(inhalt, content_type="text/csv; charset=utf-8", headers=kopf)
