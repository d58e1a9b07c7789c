"""What an address of the list asks for: the query string read, and written again with something more or less."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akteure.forms import Anfrage
from akteure.ort import REICHWEITE_KM, Bekannt, Ortswahl, Punkt, ort_um, ort_waehlen
from angebote.facetten import FACETTEN
from angebote.models.saetze import alter_in_worten
from angebote.suche.buch import Suchbuch, gedaechtnis
from angebote.suche.deuten import Deutung, deuten
from angebote.vermittlung.merkliste import PARAMETER, Merkliste
from angebote.vokabular import Vokabular, Wort

UMKREISE = (5, 10, 20)
ALTER = (-9, 27 * 12)
SORTIERUNGEN = {
    "": gettext_lazy("was am besten passt"),
    "neu": gettext_lazy("was neu ist"),
    "titel": gettext_lazy("nach Namen"),
}
REICHWEITEN = {
    "oertlich": gettext_lazy("vor Ort"),
    "kreisweit": gettext_lazy("für den ganzen Kreis oder online"),
}
"""Of what reaches the place: made for it, or for everybody."""
ANSICHTEN = ("", "liste", "kompakt")
ORTE = {
    "wo": gettext_lazy("Ort"),
    "gemeinde": gettext_lazy("Gemeinde"),
    "plz": gettext_lazy("PLZ"),
    "planungsraum": gettext_lazy("Planungsraum"),
}
EINZELNE = ("alter",)
"""Parameters with one value."""
SICHTBARE_FELDER = {*FACETTEN, "q", "wo", "umkreis", "sortierung"} - {"lebensphase"}
"""What the form shows a field for."""


@dataclass(frozen=True)
class Aktiv:
    """An active filter: its label and the query string of the same page without it."""

    name: str
    ohne: str
    art: str = ""
    """ "position" where it is the visitor's position, which stands in no address."""


class AngebotAnfrage(Anfrage):
    """The filters an address asks for, as values, as words and as addresses."""

    NAMEN = (
        Anfrage.NAMEN
        | ORTE
        | {"q": gettext_lazy("Was"), "umkreis": gettext_lazy("Umkreis"), "alter": gettext_lazy("Alter")}
        | {"akteur": gettext_lazy("Akteur"), "sortierung": gettext_lazy("Sortierung")}
        | {"ansicht": gettext_lazy("Ansicht"), "reichweite": gettext_lazy("Einzugsgebiet")}
        | {name: facette.name for name, facette in FACETTEN.items()}
    )

    def __init__(self, roh: QueryDict, position: Punkt | None = None) -> None:
        super().__init__(roh)
        self.position = position
        self.merkliste = Merkliste.aus(roh)
        self.slug_des_akteurs = self.eines("akteur")
        self.vokabular = Vokabular.laden(akteur=self.slug_des_akteurs)
        self.deutung = self._deutung()
        self.q = self.deutung.rest
        self.wo = self._wo()
        self.ortswahl = self._ortswahl()
        self.umkreis = self._umkreis()
        self.reichweite = self.eines_aus("reichweite", REICHWEITEN)
        self.alter = self.zahl("alter", *ALTER)
        self.akteur = self._akteur()
        self.gewaehlt = {name: self._bekannte(name) for name in FACETTEN}
        self.sortierung = self.eines_aus("sortierung", SORTIERUNGEN)
        self.kompakt = self.eines_aus("ansicht", ANSICHTEN) == "kompakt"

    @cached_property
    def buch(self) -> Suchbuch:
        """What the search knows by heart; asks the database only where something has changed."""
        return gedaechtnis.buch(self.vokabular.staende.suche)

    # --- reading ----------------------------------------------------------------------------------------------------
    def _deutung(self) -> Deutung:
        """Return what the search line means. Places and filters in it count from here on as if the address named them."""
        self.getippt = self.eines("q")
        deutung = deuten(self.getippt, self.buch, self.vokabular) if self.getippt else Deutung()
        self.ignoriere("q", *deutung.weggelassen)
        if not (deutung.filter or deutung.orte):
            return deutung
        self.roh = self.roh.copy()
        for ort in deutung.orte:
            if not ort.parameter:
                continue
            # A Planungsraum called like one of its Gemeinden is named by its key: the name alone means the Gemeinde.
            belegt = self.roh.get("wo") or ort.parameter == "plz" or self.buch.ort(ort.name) != ort
            self.roh.appendlist(*((ort.parameter, ort.wert) if belegt else ("wo", ort.name)))
        for name, wert in deutung.filter:
            if name not in EINZELNE or not self.roh.get(name):
                self.roh.appendlist(name, wert)
        return deutung

    def _wo(self) -> str:
        """Return the place that was typed, by its name if we know it."""
        wo = self.eines("wo")
        ort = self.buch.ort(wo) if wo else None
        return ort.name if ort else wo

    def _ortswahl(self) -> Ortswahl:
        """Return the union of the places asked for, else where the visitor is; `self.orte` keeps the values that are one."""
        listen = {name: self.werte(name) for name in ("plz", "planungsraum")}
        ortswahl = ort_waehlen(wo=self.wo, ags=self.werte("gemeinde"), **listen, unter=self._gemeinden)
        self.ignoriert += ortswahl.unbekannt
        self.orte = {name: [wert for art, wert in ortswahl.namen if art == name] for name in ORTE}
        return ort_um(self.position) if self.position and not ortswahl else ortswahl

    @property
    def _gemeinden(self) -> Sequence[Bekannt]:
        """The Gemeinden; not asked for where no place is."""
        return self.buch.gemeinden if self.wo or any(self.werte(name) for name in ORTE) else ()

    @property
    def ausserhalb(self) -> bool:
        """Is the visitor too far from the area for any place of it?"""
        return self.position is not None and not self.ortswahl

    def _umkreis(self) -> int | None:
        """Return the radius in km; it needs a place whose centre is known."""
        umkreis = self.zahl("umkreis", 1, REICHWEITE_KM)
        if umkreis is None or self.ortswahl.punkte:
            return umkreis
        self.ignoriere("umkreis", f"{umkreis} km")
        return None

    def _akteur(self) -> Wort | None:
        akteur = next(iter(self.vokabular["akteur"]), None)
        if akteur is None:
            self.ignoriere("akteur", self.slug_des_akteurs)
        return akteur

    def _bekannte(self, name: str) -> list[str]:
        werte, bekannt = self.werte(name), FACETTEN[name].werte(self.vokabular)
        self.ignoriere(name, *(wert for wert in werte if wert not in bekannt))
        return [wert for wert in werte if wert in bekannt]

    # --- as addresses -----------------------------------------------------------------------------------------------
    @cached_property
    def parameter(self) -> QueryDict:
        """The address in its cleaned, short form: only what was understood."""
        einzelne = {
            "q": self.q or None,
            "umkreis": self.umkreis,
            "reichweite": self.reichweite or None,
            "alter": self.alter,
            "akteur": self.akteur and self.akteur.wert,
            "sortierung": self.sortierung or None,
            "ansicht": "kompakt" if self.kompakt else None,
            PARAMETER: self.merkliste.wert or None,
        }
        listen = {name: [str(wert)] for name, wert in einzelne.items() if wert is not None}
        daten = QueryDict(mutable=True)
        for name, werte in (listen | self.orte | self.gewaehlt).items():
            if werte:
                daten.setlist(name, werte)
        return daten

    def adresse(self, *, ohne: dict[str, str] | None = None, **neu: str | int | None) -> str:
        """Return the query string with the values in `ohne` taken out and `neu` set (None: parameter left out)."""
        daten = self.parameter.copy()
        listen = {name: [w for w in daten.getlist(name) if w != wert] for name, wert in (ohne or {}).items()}
        listen |= {name: [] if wert is None else [str(wert)] for name, wert in neu.items()}
        for name, werte in listen.items():
            if werte:
                daten.setlist(name, werte)
            else:
                daten.pop(name, None)
        return daten.urlencode()

    @property
    def adresse_liste(self) -> str:
        """The query string of the list (and of the map)."""
        return self.adresse(ansicht=None)

    @property
    def adresse_kompakt(self) -> str:
        """The query string of the compact list."""
        return self.adresse(ansicht="kompakt")

    @property
    def adresse_woertlich(self) -> str:
        """The query string of a search for what was typed, letter by letter; nothing of it is a place or a filter."""
        verstanden = dict.fromkeys((*ORTE, "umkreis") if self.deutung.orte else ())
        verstanden |= dict.fromkeys(name for name, _wert in self.deutung.filter)
        return self.adresse(**verstanden | {"q": f'"{self.getippt}"'})

    @property
    def adresse_ohne_ort(self) -> str:
        """The query string without any place."""
        return self.adresse(**dict.fromkeys((*ORTE, "umkreis", "reichweite")))

    @property
    def versteckte(self) -> list[tuple[str, str]]:
        """(name, value) of what the form has no visible field for; its select shows one Sprache only."""
        rest = [
            (name, wert) for name, werte in self.parameter.lists() if name not in SICHTBARE_FELDER for wert in werte
        ]
        return rest + [("sprache", wert) for wert in self.gewaehlt["sprache"][1:]]

    # --- in words ---------------------------------------------------------------------------------------------------
    @property
    def ort_name(self) -> str:
        """The place in words, with its radius."""
        return f"{self.ortswahl.name} + {self.umkreis} km" if self.umkreis else self.ortswahl.name

    @property
    def wo_satz(self) -> str:
        """ "in Nürtingen", or "" where no place is asked for. Where somebody is stays out of the title of the page."""
        if self.ortswahl.punkt and self.umkreis:
            return _("in Ihrer Nähe, bis %(km)s km") % {"km": self.umkreis}
        if self.ortswahl.punkt:
            return _("in Ihrer Nähe")
        satz = _("in %(ort)s") if self.ortswahl.gemeinden else _("für die %(ort)s")
        return satz % {"ort": self.ort_name} if self.ortswahl else ""

    @property
    def aktive(self) -> list[Aktiv]:
        """The active filters in words, each with the address without it."""
        liste = [Aktiv(_("„%(was)s“") % {"was": self.q}, self.adresse(q=None))] if self.q else []
        liste += self._aktive_orte()
        if self.reichweite:
            liste.append(Aktiv(str(REICHWEITEN[self.reichweite]), self.adresse(reichweite=None)))
        if self.alter is not None:
            liste.append(Aktiv(alter_in_worten(self.alter), self.adresse(alter=None)))
        if self.akteur:
            liste.append(Aktiv(self.akteur.name, self.adresse(akteur=None)))
        for name, werte in self.gewaehlt.items():
            namen = FACETTEN[name].werte(self.vokabular)
            for wert in werte:
                wort = f"{FACETTEN[name].name}: {namen[wert]}" if wert == "unbekannt" else namen[wert]
                liste.append(Aktiv(wort, self.adresse(ohne={name: wert})))
        return liste

    def _aktive_orte(self) -> list[Aktiv]:
        """One place goes with its radius; of several each goes alone."""
        if self.ortswahl.punkt:
            nah = _("in meiner Nähe, bis %(km)s km") if self.umkreis else _("in meiner Nähe")
            return [Aktiv(nah % {"km": self.umkreis}, self.adresse_ohne_ort, "position")]
        if len(self.ortswahl.namen) == 1:
            return [Aktiv(self.ort_name, self.adresse_ohne_ort)]
        orte = [Aktiv(name, self.adresse(ohne={art: wert})) for (art, wert), name in self.ortswahl.namen.items()]
        bis = _("bis %(km)s km") % {"km": self.umkreis}
        return orte + ([Aktiv(bis, self.adresse(umkreis=None))] if self.umkreis else [])
