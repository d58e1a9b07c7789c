"""The one filter of list, map, planning, API and export: addresses in, queryset out. Whatever it cannot use it names."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from akteure.falten import woerter
from akteure.models import Akteur
from akteure.ort import Ortswahl, ort_waehlen
from angebote.facetten import FACETTEN, Wahl, verdichtet, zaehle_bedingungen, zusammen
from angebote.models import Angebot
from angebote.models.angebot import alter_in_worten
from angebote.querysets import erreicht, im_radius, in_der_naehe, ohne_punkt
from angebote.vokabular import Vokabular

HOECHSTENS_WOERTER = 8
HOECHSTENS_ZEICHEN = 200
HOECHSTENS_WERTE = 50
UMKREISE = (5, 10, 20)
UMKREIS_HOECHSTENS = 100
ALTER = (-9, 27 * 12)
SORTIERUNGEN = {"": "was am besten passt", "neu": "was neu ist", "titel": "nach Namen"}
ORTSPARAMETER = ("wo", "gemeinde", "plz", "planungsraum")


@dataclass(frozen=True)
class Aktiv:
    """An active filter: its label and the query string of the same page without it."""

    name: str
    ohne: str


def _sauber(wert: str) -> str:
    return " ".join(wert.replace("\x00", " ").split())[:HOECHSTENS_ZEICHEN]


def _ganzzahl(wert: str, von: int, bis: int) -> int | None:
    ziffern = wert[1:] if wert.startswith("-") else wert
    return (
        int(wert)
        if ziffern.isascii() and ziffern.isdecimal() and len(ziffern) < 6 and von <= int(wert) <= bis
        else None
    )


class AngebotFilter(django_filters.FilterSet):
    """Reads the query string of an address; unusable parts are dropped and listed in `ignoriert`."""

    class Meta:
        model = Angebot
        fields: list[str] = []

    q = django_filters.CharFilter(method="filter_q")
    ort = django_filters.CharFilter(method="filter_ort")
    akteur = django_filters.CharFilter(method="filter_akteur")
    alter = django_filters.NumberFilter(method="filter_alter")

    def __init__(self, data: QueryDict, queryset: QuerySet, vokabular: Vokabular | None = None) -> None:
        self.vokabular = vokabular or Vokabular.laden()
        self.roh = data
        self.ignoriert: list[tuple[str, str]] = []
        self.gewaehlt = {name: self._bekannte(name) for name in FACETTEN}
        self.begriffe = self._begriffe()
        super().__init__(self._gereinigt(), queryset)

    # --- reading the address ----------------------------------------------------------------------------------------
    def _eines(self, name: str) -> str:
        return _sauber(self.roh.get(name, ""))

    def _bekannte(self, name: str) -> list[str]:
        werte = list(dict.fromkeys(_sauber(wert) for wert in self.roh.getlist(name)[:HOECHSTENS_WERTE]))
        bekannt = FACETTEN[name].werte(self.vokabular)
        self.ignoriert += [(name, wert) for wert in werte if wert and wert not in bekannt]
        return [wert for wert in werte if wert in bekannt]

    def _begriffe(self) -> list[str]:
        alle = woerter(self._eines("q"))
        if self._eines("q") and not alle:
            self.ignoriert.append(("q", self._eines("q")))
        return alle[:HOECHSTENS_WOERTER]

    def _zahl(self, name: str, von: int, bis: int) -> int | None:
        wert = self._eines(name)
        zahl = _ganzzahl(wert, von, bis)
        if wert and zahl is None:
            self.ignoriert.append((name, wert))
        return zahl

    def _gereinigt(self) -> dict[str, str]:
        self.alter = self._zahl("alter", *ALTER)
        self.umkreis = self._zahl("umkreis", 1, UMKREIS_HOECHSTENS)
        if self.umkreis and not self.ortswahl.punkte:
            self.ignoriert.append(("umkreis", f"{self.umkreis} km"))
            self.umkreis = None
        self.akteur = self._akteur()
        self.sortierung = self._eines("sortierung")
        if self.sortierung not in SORTIERUNGEN:
            self.ignoriert.append(("sortierung", self.sortierung))
            self.sortierung = ""
        gesetzt = {"q": self.begriffe, "ort": self.ortswahl, "akteur": self.akteur, "alter": self.alter is not None}
        return {name: str(self.alter) if name == "alter" else "1" for name, wert in gesetzt.items() if wert}

    @cached_property
    def ortswahl(self) -> Ortswahl:
        """The place asked for, or an empty Ortswahl."""
        listen = {
            name: [_sauber(w) for w in self.roh.getlist(name)[:HOECHSTENS_WERTE] if _sauber(w)]
            for name in ORTSPARAMETER[1:]
        }
        wahl = ort_waehlen(
            wo=self._eines("wo"), ags=listen["gemeinde"], plz=listen["plz"], planungsraum=listen["planungsraum"]
        )
        self.ignoriert += wahl.unbekannt
        return wahl

    def _akteur(self) -> Akteur | None:
        slug = self._eines("akteur")
        akteur = Akteur.objects.oeffentlich().filter(slug=slug).first() if slug else None
        if slug and akteur is None:
            self.ignoriert.append(("akteur", slug))
        return akteur

    # --- filters ----------------------------------------------------------------------------------------------------
    def filter_q(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.mit_woertern(self.begriffe)

    def filter_ort(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(self._ort_bedingung())

    def filter_alter(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.fuer_alter(self.alter)

    def filter_akteur(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        mitwirkend = Angebot.mitwirkende.through.objects.filter(angebot=OuterRef("pk"), akteur=self.akteur)
        return queryset.filter(Q(akteur=self.akteur) | Exists(mitwirkend))

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return self._mit_facetten(super().filter_queryset(queryset))

    def _ort_bedingung(self) -> Q:
        return im_radius(self.ortswahl, self.umkreis) if self.umkreis else erreicht(self.ortswahl)

    def _mit_facetten(self, queryset: QuerySet, ausser: str = "") -> QuerySet:
        for name, werte in self.gewaehlt.items():
            if werte and name != ausser:
                queryset = queryset.filter(FACETTEN[name].bedingung(werte, self.vokabular))
        return queryset

    def _ohne_ort(self) -> QuerySet:
        queryset = self.queryset
        for name, methode in (("q", self.filter_q), ("akteur", self.filter_akteur), ("alter", self.filter_alter)):
            if name in self.data:
                queryset = methode(queryset, name, "")
        return self._mit_facetten(queryset)

    # --- results ----------------------------------------------------------------------------------------------------
    @property
    def sortiert(self) -> QuerySet:
        """The hits proper in the chosen order."""
        if self.sortierung == "titel":
            return self.qs.nach_titel()
        if self.sortierung == "neu":
            return self.qs.nach_neuigkeit()
        return self.qs.nach_passung(self.ortswahl, self.gewaehlt["sprache"], self.begriffe)

    @cached_property
    def gruppe_naehe(self) -> QuerySet | None:
        """Angebote near the place that do not reach it; None where no place (or a radius) is asked for."""
        if not self.ortswahl or self.umkreis:
            return None
        return self._ohne_ort().filter(in_der_naehe(self.ortswahl)).nach_passung(self.ortswahl, [], self.begriffe)

    @cached_property
    def gruppe_ohne_deutsch(self) -> QuerySet | None:
        """Angebote in none of the chosen languages for which no German is needed; None where no language is chosen."""
        if not self.gewaehlt["sprache"] or self.gewaehlt["deutsch"]:
            return None
        basis = self._basis_fuer("sprache")
        andere = basis.exclude(FACETTEN["sprache"].bedingung(self.gewaehlt["sprache"], self.vokabular))
        return andere.filter(deutsch_noetig=False).nach_passung(self.ortswahl, [], self.begriffe)

    def _basis_fuer(self, facette: str) -> QuerySet:
        """Everything but the choice of `facette` itself."""
        return self._mit_facetten(super().filter_queryset(self.queryset), ausser=facette)

    @cached_property
    def zahlen(self) -> dict[tuple[str, str], int]:
        """All counts of the page in one query: ("", "gesamt"), groups, radius, and every (facet, value)."""
        treffer = verdichtet(self.qs)
        anfragen = [zaehle_bedingungen("", treffer, {"gesamt": None, "ohne_punkt": ohne_punkt()})]
        if self.ortswahl:
            anfragen.append(zaehle_bedingungen("ort", self._ohne_ort(), self._ortsbedingungen()))
        if self.gruppe_ohne_deutsch is not None:
            anfragen.append(zaehle_bedingungen("", self.gruppe_ohne_deutsch, {"ohne_deutsch": None}))
        for name, facette in FACETTEN.items():
            anfragen += facette.zaehlungen(verdichtet(self._basis_fuer(name)) if self.gewaehlt[name] else treffer)
        return zusammen(anfragen)

    def _ortsbedingungen(self) -> dict[str, Q | None]:
        """What is counted around the place: near it, in each radius, and what the chosen radius could not place."""
        bedingungen: dict[str, Q | None] = {"naehe": in_der_naehe(self.ortswahl), "0": erreicht(self.ortswahl)}
        if self.ortswahl.punkte:
            bedingungen |= {str(km): im_radius(self.ortswahl, km) for km in UMKREISE}
        if self.umkreis:
            nicht_dabei = ~im_radius(self.ortswahl, self.umkreis)
            bedingungen["ohne_punkt"] = erreicht(self.ortswahl) & ohne_punkt() & nicht_dabei
        return bedingungen

    @property
    def anzahl(self) -> int:
        return self.zahlen["", "gesamt"]

    def wahlen(self, name: str) -> list[Wahl]:
        """Return the choices of a facet that lead somewhere or are chosen; Unterthemen only below a chosen Oberthema."""
        facette, gewaehlt = FACETTEN[name], self.gewaehlt[name]
        if name not in self.vokabular.woerter:
            schluessel: Callable[[str], str] = str
        else:
            pks = {wort.wert: str(wort.pk) for wort in self.vokabular[name]}
            schluessel = pks.__getitem__
        ebenen = self._ebenen(name)
        alle = (
            Wahl(wert, text, self.zahlen[name, schluessel(wert)], wert in gewaehlt, ebenen.get(wert, 0))
            for wert, text in facette.werte(self.vokabular).items()
        )
        return [wahl for wahl in alle if wahl.ebene >= 0 and (wahl.treffer or wahl.gewaehlt)]

    def _ebenen(self, name: str) -> dict[str, int]:
        """Level of each Thema: 0 top, 1 below a chosen one (or chosen itself), -1 not shown."""
        if name != "thema":
            return {}
        zeilen = {wort.pk: wort for wort in self.vokabular["thema"]}
        offen = {wort.pk for wort in zeilen.values() if wort.wert in self.gewaehlt["thema"]}
        offen |= {zeilen[pk].ueber for pk in offen if zeilen[pk].ueber}
        return {wort.wert: 0 if wort.ueber is None else (1 if wort.ueber in offen else -1) for wort in zeilen.values()}

    # --- addresses --------------------------------------------------------------------------------------------------
    @cached_property
    def parameter(self) -> QueryDict:
        """The address in its cleaned, short form: only what was understood."""
        daten = QueryDict(mutable=True)
        if self.begriffe:
            daten["q"] = self._eines("q")
        for name in ORTSPARAMETER:
            unbekannt = {wert for art, wert in self.ortswahl.unbekannt if art == name}
            werte = [_sauber(w) for w in self.roh.getlist(name)[:HOECHSTENS_WERTE]]
            daten.setlist(name, [wert for wert in dict.fromkeys(werte) if wert and wert not in unbekannt])
        einzelne = {
            "umkreis": self.umkreis,
            "alter": self.alter,
            "akteur": self.akteur and self.akteur.slug,
            "sortierung": self.sortierung,
        }
        daten.update({name: str(wert) for name, wert in einzelne.items() if wert or wert == 0})
        for name, werte in self.gewaehlt.items():
            daten.setlist(name, werte)
        for name in [name for name, werte in daten.lists() if not werte]:
            del daten[name]
        return daten

    def adresse(self, *, ohne: dict[str, str] | None = None, **neu: str | int | None) -> str:
        """Return the query string with the values in `ohne` taken out and `neu` set (None: parameter left out)."""
        daten = self.parameter.copy()
        for name, wert in (ohne or {}).items():
            daten.setlist(name, [w for w in daten.getlist(name) if w != wert])
        for name, wert in neu.items():
            daten.setlist(name, [] if wert is None else [str(wert)])
        for name in [name for name, werte in daten.lists() if not werte]:
            del daten[name]
        return daten.urlencode()

    @property
    def adresse_kompakt(self) -> str:
        """The query string of the compact list."""
        return self.adresse(ansicht="kompakt")

    @property
    def adresse_ohne_ort(self) -> str:
        """The query string without any place."""
        return self.adresse(**dict.fromkeys((*ORTSPARAMETER, "umkreis")))

    @property
    def versteckte(self) -> list[tuple[str, str]]:
        """(name, value) of what the form has no visible field for."""
        sichtbar = {*FACETTEN, "q", "wo", "umkreis", "sortierung"} - {"lebensphase"}
        rest = [(name, wert) for name, werte in self.parameter.lists() if name not in sichtbar for wert in werte]
        return rest + [("sprache", wert) for wert in self.gewaehlt["sprache"][1:]]

    @property
    def q_text(self) -> str:
        """The words as typed."""
        return self._eines("q")

    @property
    def wo_text(self) -> str:
        """The place as typed."""
        return self._eines("wo")

    @property
    def wo_satz(self) -> str:
        """ "in Nürtingen", or "" where no place is asked for."""
        return f"in {self.ort_name}" if self.ortswahl else ""

    @property
    def ohne_punkt_anzahl(self) -> int:
        """With a radius: Angebote that reach the place but could not be placed. Else: hits without a visible point."""
        return self.zahlen["ort" if self.umkreis else "", "ohne_punkt"]

    @property
    def aktive(self) -> list[Aktiv]:
        """The active filters in words, each with the address without it."""
        liste = []
        if self.begriffe:
            liste.append(Aktiv(f"„{self._eines('q')}“", self.adresse(q=None)))
        if self.ortswahl:
            liste.append(Aktiv(self.ort_name, self.adresse_ohne_ort))
        if self.alter is not None:
            liste.append(Aktiv(alter_in_worten(self.alter), self.adresse(alter=None)))
        if self.akteur:
            liste.append(Aktiv(self.akteur.name, self.adresse(akteur=None)))
        for name, werte in self.gewaehlt.items():
            namen = FACETTEN[name].werte(self.vokabular)
            praefix = "Anmeldung: " if name == "zugang" and "unbekannt" in werte else ""
            liste += [Aktiv(praefix + namen[wert], self.adresse(ohne={name: wert})) for wert in werte]
        return liste

    @property
    def ort_name(self) -> str:
        """The place in words, with its radius."""
        return f"{self.ortswahl.name} + {self.umkreis} km" if self.umkreis else self.ortswahl.name
