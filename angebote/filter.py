"""The one filter of list, map, planning, API and export: addresses in, queryset out. Whatever it cannot use it names."""

from collections import defaultdict
from collections.abc import Collection
from functools import cached_property
from typing import Any

import django_filters
from django.core.validators import EMPTY_VALUES
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from akteure.abfragen import zahlenmenge
from akteure.ort import Ortswahl, Punkt
from angebote.anfrage import UMKREISE, AngebotAnfrage
from angebote.bestand import Bestand, Folge, gedaechtnis
from angebote.facetten import FACETTEN, Wahl
from angebote.mengen import Menge, vereint
from angebote.models import Angebot, AngebotSprache
from angebote.querysets import RINGE_KM, erreicht, im_gebiet, im_ort, im_radius, im_ring, in_der_naehe
from angebote.suche.treffer import Trefferliste, suchen
from angebote.vokabular import Wort
from angebote.wann import MIT_ZEITEN, UNKLAR


class AngebotFilter(AngebotAnfrage, django_filters.FilterSet):
    """Applies what an address asks for: `qs` are the hits proper within `queryset`. The pages for everybody show the
    public ones in their order, with groups and counts: these are worked out in memory, over the `Bestand`."""

    class Meta:
        model = Angebot
        fields: list[str] = []

    q = django_filters.Filter(method="filter_q")
    ort = django_filters.Filter(method="filter_ort")
    reichweite = django_filters.Filter(method="filter_reichweite")
    alter = django_filters.Filter(method="filter_alter")
    akteur = django_filters.Filter(method="filter_akteur")

    def __init__(self, roh: QueryDict, queryset: QuerySet, position: Punkt | None = None) -> None:
        AngebotAnfrage.__init__(self, roh, position)
        self.treffer = suchen(self.deutung, self.buch, self.bestand) if self.deutung else Trefferliste()
        gesucht = self.treffer if self.deutung else None
        gelesen = {"q": gesucht, "ort": self.ortswahl or None, "alter": self.alter, "akteur": self.akteur}
        gelesen["reichweite"] = self.reichweite or None
        django_filters.FilterSet.__init__(self, gelesen | self.gewaehlt, queryset)

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        facetten = {name: django_filters.Filter(name, method="filter_facette") for name in FACETTEN}
        return super().get_filters() | facetten

    # --- filters ----------------------------------------------------------------------------------------------------
    def filter_q(self, queryset: QuerySet, name: str, treffer: Trefferliste) -> QuerySet:
        return queryset.filter(pk__in=zahlenmenge(self.bestand.pks_von(treffer.menge)))

    @property
    def teilweise(self) -> bool:
        """Are these hits for a part only of what was typed?"""
        return self.treffer.teilweise

    def filter_ort(self, queryset: QuerySet, name: str, ort: Ortswahl) -> QuerySet:
        return queryset.im_umkreis(ort, self.umkreis) if self.umkreis else queryset.erreicht(ort)

    def filter_reichweite(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        hier = im_ort(self.ortswahl) if self.ortswahl else im_gebiet()
        return queryset.filter(hier if wert == "oertlich" else ~hier)

    def filter_alter(self, queryset: QuerySet, name: str, monate: int) -> QuerySet:
        return queryset.fuer_alter(monate)

    def filter_akteur(self, queryset: QuerySet, name: str, akteur: Wort) -> QuerySet:
        mitwirkend = Angebot.mitwirkende.through.objects.filter(angebot=OuterRef("pk"), akteur=akteur.pk)
        return queryset.filter(Q(akteur=akteur.pk) | Exists(mitwirkend))

    def filter_facette(self, queryset: QuerySet, name: str, werte: list[str]) -> QuerySet:
        if FACETTEN[name].nur_im_bestand:
            return queryset.filter(pk__in=zahlenmenge(self.bestand.pks_von(self._mengen[name])))
        return queryset.filter(FACETTEN[name].bedingung(werte, self.vokabular))

    # --- sets -------------------------------------------------------------------------------------------------------
    @cached_property
    def bestand(self) -> Bestand:
        """All that is public."""
        return gedaechtnis.bestand(self.vokabular.staende.bestand)

    @cached_property
    def gefunden(self) -> Menge:
        """The hits proper."""
        return self.nur(self.data.keys())

    def ohne(self, ausser: str) -> Menge:
        """Return what would be found without one of the filters; how far something reaches is asked of a place only."""
        return self.nur(self.data.keys() - ({"ort", "reichweite"} if ausser == "ort" else {ausser}))

    def nur(self, namen: Collection[str]) -> Menge:
        """Return what would be found with these filters only."""
        menge = self.bestand.alle
        for name, wert in self.data.items():
            if name in namen and wert not in EMPTY_VALUES:
                menge &= self._mengen[name]
        return menge

    @cached_property
    def _mengen(self) -> dict[str, Menge]:
        """What each active filter alone finds."""
        aktive = {name: wert for name, wert in self.data.items() if wert not in EMPTY_VALUES}
        return {name: self._menge(name, wert) for name, wert in aktive.items()}

    def _menge(self, name: str, wert: Any) -> Menge:
        if name in FACETTEN:
            return vereint(self.bestand[name, eines] for eines in wert)
        if name == "q":
            return self.treffer.menge
        if name == "ort":
            return self._um_den_ort[str(self.umkreis or 0)]
        if name == "reichweite":
            return self._hier if wert == "oertlich" else self.bestand.alle & ~self._hier
        frage = (name, wert.pk if name == "akteur" else wert)
        return self.bestand.antworten(frage, lambda: {name: self._alle_mit(name, wert)})[name]

    def _alle_mit(self, name: str, wert: Any) -> QuerySet:
        return self.filters[name].filter(Angebot.objects.all(), wert)

    @property
    def _hier(self) -> Menge:
        """What is made for the place, without one for any place of the area."""
        if self.ortswahl:
            return self._um_den_ort["hier"]
        return self.bestand.antworten(("im Gebiet",), lambda: {"hier": Angebot.objects.filter(im_gebiet())})["hier"]

    @cached_property
    def _um_den_ort(self) -> dict[str, Menge]:
        """What lies how near: "hier" in the place, "0" reaches it, "5" … within the radius, "naehe", "ring 2" …"""
        if not self.ortswahl:
            return {}
        frage = None if self.ortswahl.punkt else ("ort", *self.ortswahl.pks, self.umkreis)
        return self.bestand.antworten(frage, self._ortsbedingungen)

    def _ortsbedingungen(self) -> dict[str, QuerySet]:
        bedingungen = {
            "hier": im_ort(self.ortswahl),
            "naehe": in_der_naehe(self.ortswahl),
            "0": erreicht(self.ortswahl),
        }
        bedingungen |= {str(km): im_radius(self.ortswahl, km) for km in self.umkreise}
        bedingungen |= {f"ring {km}": im_ring(self.ortswahl, km) for km in RINGE_KM if self.ortswahl.punkte}
        return {name: Angebot.objects.filter(bedingung) for name, bedingung in bedingungen.items()}

    # --- results ----------------------------------------------------------------------------------------------------
    @property
    def sortiert(self) -> QuerySet | Folge:
        """The hits proper in the chosen order."""
        if self.sortierung:
            menge = Angebot.objects.filter(pk__in=zahlenmenge(self.bestand.pks_von(self.gefunden)))
            return menge.nach_titel() if self.sortierung == "titel" else menge.nach_neuigkeit()
        return self._nach_passung(self.gefunden)

    @cached_property
    def gruppe_naehe(self) -> Folge | None:
        """Angebote near the place that do not reach it; None where no place, or a radius or a reach, is asked for."""
        if not self.ortswahl or self.umkreis or self.reichweite:
            return None
        return self._nach_passung(self.ohne("ort") & self._um_den_ort["naehe"])

    @cached_property
    def gruppe_ohne_deutsch(self) -> Folge | None:
        """Angebote in none of the chosen languages for which no German is needed; None where no language is chosen."""
        if not self.gewaehlt["sprache"] or self.gewaehlt["deutsch"]:
            return None
        ohne_deutsch = self.bestand["deutsch", "nicht_noetig"] & ~self._mengen["sprache"]
        return self._nach_passung(self.ohne("sprache") & ohne_deutsch)

    def _nach_passung(self, menge: Menge) -> Folge:
        """Return a set in the order of `AngebotQuerySet.nach_passung`."""
        fachkraefte = self.bestand["fuer", "fachkraefte"] & ~self.bestand["fuer", "familien"]
        ringe = [self._um_den_ort.get(f"ring {km}", 0) for km in RINGE_KM]
        raenge = [self.treffer.stufen, self._nach_sprache(), [~fachkraefte], ringe]
        return Folge(self.bestand, menge, raenge, self._um_den_ort.get("hier", 0))

    def _nach_sprache(self) -> list[Menge]:
        """Spoken in one of the chosen languages before interpreted before all others."""
        arten = (AngebotSprache.Modus.SPRICHT, AngebotSprache.Modus.DOLMETSCHEN)
        codes = self.gewaehlt["sprache"]
        return [vereint(self.bestand["modus", f"{code} {art}"] for code in codes) for art in arten]

    # --- counts -----------------------------------------------------------------------------------------------------
    @cached_property
    def zahlen(self) -> dict[tuple[str, str], int]:
        """All counts of the page: ("", "gesamt"), groups, radius, and every (facet, value)."""
        zahlen: dict[tuple[str, str], int] = defaultdict(int)
        zahlen["", "gesamt"] = self.gefunden.bit_count()
        zahlen["", "ohne_punkt"] = (self.gefunden & self.bestand.ohne_punkt).bit_count()
        if self.ortswahl:
            zahlen |= self._ortszahlen()
        if self.gruppe_ohne_deutsch is not None:
            zahlen["", "ohne_deutsch"] = len(self.gruppe_ohne_deutsch)
        for name in FACETTEN:
            zahlen |= self.bestand.zaehle(name, self.ohne(name) if self.gewaehlt[name] else self.gefunden)
        return zahlen

    def _ortszahlen(self) -> dict[tuple[str, str], int]:
        """Around the place: near it, in each radius, and what the chosen radius could not place."""
        ueberall, orte = self.nur(self.data.keys() - {"ort"}), dict(self._um_den_ort)
        if self.umkreis:
            orte["ohne_punkt"] = orte["0"] & self.bestand.ohne_punkt & ~orte[str(self.umkreis)]
        return {("ort", name): (ueberall & menge).bit_count() for name, menge in orte.items()}

    @property
    def umkreise(self) -> list[int]:
        """The radii to choose from, also the chosen one; none around a place whose centre is unknown."""
        return sorted({*UMKREISE, self.umkreis} - {None}) if self.ortswahl.punkte else []

    @property
    def anzahl(self) -> int:
        return self.zahlen["", "gesamt"]

    @property
    def ohne_punkt_anzahl(self) -> int:
        """Hits without a point the public may see."""
        return self.zahlen["", "ohne_punkt"]

    @property
    def nicht_eingeordnet(self) -> int:
        """With a radius: Angebote that reach the place, but of which nobody knows whether they lie within."""
        return self.zahlen["ort", "ohne_punkt"] if self.umkreis else 0

    @property
    def mit_zeiten(self) -> Folge:
        """The hits proper of which times are known, best first."""
        return self._nach_passung(self.gefunden & self.bestand[MIT_ZEITEN, ""])

    @property
    def zeiten_unklar(self) -> int:
        """Asked for a time: Angebote that are no hits, but of which nobody knows whether they take place then."""
        unklar = vereint(self.bestand[UNKLAR, wert] for wert in self.gewaehlt["wann"])
        return (self.ohne("wann") & unklar & ~self.gefunden).bit_count()

    def wahlen(self, name: str) -> list[Wahl]:
        """Return the choices of a facet that lead somewhere or are chosen; Unterthemen only below a chosen Oberthema."""
        facette, gewaehlt = FACETTEN[name], self.gewaehlt[name]
        ebenen = facette.ebenen(gewaehlt, self.vokabular)
        alle = (
            Wahl(wert, text, self.zahlen[name, wert], wert in gewaehlt, ebenen.get(wert, 0))
            for wert, text in facette.werte(self.vokabular).items()
        )
        return [wahl for wahl in alle if wahl.ebene >= 0 and (wahl.treffer or wahl.gewaehlt)]
