"""What somebody wants to see of the network, read from the address."""

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from akteure.forms import Anfrage
from akteure.models import Akteur, Planungsraum
from angebote.vokabular import Vokabular, Wort
from netzwerk.models import Gremium, Kooperation
from netzwerk.models.gremium import GremiumQuerySet
from netzwerk.planung.netz import Knoten, Netz
from netzwerk.planung.runden import MINDESTENS, Runde, runden

OHNE = "ohne"
TIEFEN = {"1": _("nur direkte Partner"), "2": _("auch deren Partner")}


@dataclass(frozen=True)
class Feld:
    """One choice of the form."""

    name: str
    beschriftung: str
    alle: str
    wert: str
    auswahl: list[tuple[str, str]]
    deutsch: bool = False
    """Are these names, which nobody translates?"""


class NetzAnfrage(Anfrage):
    """Which part of the public network: around an Akteur, of a Lebensphase, in a Planungsraum, of one kind."""

    NAMEN = {
        "akteur": _("Akteur"),
        "tiefe": _("Wie weit"),
        "art": _("Art"),
        "lebensphase": _("Lebensphase"),
        "planungsraum": _("Planungsraum"),
        "gremien": _("Gremien"),
    }

    def __init__(self, roh: QueryDict) -> None:
        """Read the public network and what the address chooses of it: four queries, five with a choice that only the database
        can answer."""
        super().__init__(roh)
        self.vokabular = Vokabular.laden()
        self.alles = Netz.von(Kooperation.objects.oeffentlich())
        self.raeume = list(Planungsraum.objects.values_list("schluessel", "name"))
        self.art = self.eines_aus("art", Kooperation.Art.values)
        self.lebensphase = self.eines_aus("lebensphase", {wort.wert for wort in self.vokabular["lebensphase"]})
        self.planungsraum = self.eines_aus("planungsraum", {schluessel for schluessel, _name in self.raeume})
        self.ohne_gremien = bool(self.eines_aus("gremien", (OHNE,)))
        self.tiefe = int(self.eines_aus("tiefe", TIEFEN) or 1)
        self.akteur = self._akteur(self.eines("akteur"))

    def _akteur(self, slug: str) -> Knoten | None:
        """Return the Akteur of that slug, also one that works with nobody as far as we know."""
        if not slug:
            return None
        for knoten in self.alles.knoten.values():
            if knoten.slug == slug:
                return knoten
        spalten = ("pk", "name", "slug", "typ", "name_sortiert")
        zeile = Akteur.objects.oeffentlich().filter(slug=slug).values_list(*spalten).first()
        if zeile is None:
            self.ignoriere("akteur", slug)
            return None
        return Knoten(*zeile)

    @property
    def gefiltert(self) -> bool:
        return bool(self.art or self.lebensphase or self.planungsraum or self.akteur)

    @cached_property
    def netz(self) -> Netz:
        """The chosen part."""
        netz = self.alles
        if self.lebensphase or self.planungsraum:
            gewaehlte = Kooperation.objects.oeffentlich()
            if self.lebensphase:
                gewaehlte = gewaehlte.fuer_lebensphasen([self.lebensphase])
            if self.planungsraum:
                gewaehlte = gewaehlte.in_planungsraeumen([self.planungsraum])
            netz = netz.nur(gewaehlte.order_by().values_list("pk", flat=True))
        if self.art:
            netz = netz.nur(kante.pk for kante in netz.kanten if kante.art == self.art)
        if self.akteur:
            netz = netz.umgebung(self.akteur.pk, self.tiefe) if self.akteur.pk in netz.knoten else Netz([])
        return netz

    @cached_property
    def gremien(self) -> GremiumQuerySet:
        """The public Gremien that belong to the choice."""
        gremien = Gremium.objects.oeffentlich().fuer_seite()
        if self.lebensphase:
            gremien = gremien.fuer_lebensphasen([self.lebensphase])
        if self.planungsraum:
            gremien = gremien.in_planungsraeumen([self.planungsraum])
        return gremien.filter(mitglieder=self.akteur.pk) if self.akteur else gremien

    @cached_property
    def runden(self) -> list[Runde]:
        """Those of the Gremien that the chosen part links; around an Akteur all of its own."""
        return runden(self.gremien, self.netz, 1 if self.akteur else MINDESTENS)

    @property
    def gezeigte(self) -> list[Runde]:
        """Those of them that somebody wants to see in the picture."""
        return [] if self.ohne_gremien else self.runden

    @cached_property
    def uebergaenge(self) -> dict[str, Wort]:
        return {wort.wert: wort for wort in self.vokabular["uebergang"]}

    @property
    def felder(self) -> list[Feld]:
        """The choices of the form, in their order."""
        akteure = {knoten.slug: knoten.name for knoten in self.alles.knoten.values()}
        if self.akteur:
            akteure.setdefault(self.akteur.slug, self.akteur.name)
        phasen = [(wort.wert, wort.name) for wort in self.vokabular["lebensphase"]]
        felder = [
            Feld(
                "akteur",
                self.NAMEN["akteur"],
                _("alle Akteure"),
                self.akteur.slug if self.akteur else "",
                [*akteure.items()],
                deutsch=True,
            ),
            Feld("lebensphase", self.NAMEN["lebensphase"], _("alle Lebensphasen"), self.lebensphase, phasen),
            Feld("planungsraum", self.NAMEN["planungsraum"], _("ganzes Gebiet"), self.planungsraum, self.raeume, True),
            Feld("art", self.NAMEN["art"], _("alle Arten"), self.art, Kooperation.Art.choices),
        ]
        if self.akteur:
            felder.insert(1, Feld("tiefe", self.NAMEN["tiefe"], "", str(self.tiefe), [*TIEFEN.items()]))
        return felder

    @property
    def adresse(self) -> str:
        """The query string of what was understood."""
        return self._adresse(self.ohne_gremien)

    @property
    def adresse_gremien(self) -> str:
        """The same with Gremien where they are left out now, and without them where they are shown."""
        return self._adresse(not self.ohne_gremien)

    def _adresse(self, ohne_gremien: bool) -> str:
        frage = QueryDict(mutable=True)
        werte = {"akteur": self.akteur.slug if self.akteur else "", "lebensphase": self.lebensphase}
        werte |= {"planungsraum": self.planungsraum, "art": self.art, "tiefe": "2" if self.tiefe == 2 else ""}
        werte["gremien"] = OHNE if ohne_gremien else ""
        frage.update({name: wert for name, wert in werte.items() if wert})
        return frage.urlencode()
