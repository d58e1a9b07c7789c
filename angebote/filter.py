"""The one filter of list, map, planning, API and export: addresses in, queryset out. Whatever it cannot use it names."""

from collections.abc import Collection
from functools import cached_property

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from akteure.ort import Ortswahl, Punkt
from angebote.anfrage import UMKREISE, AngebotAnfrage
from angebote.facetten import FACETTEN, Wahl, Zaehlung
from angebote.models import Angebot
from angebote.querysets import erreicht, im_radius, in_der_naehe, ohne_punkt, zahlenmenge
from angebote.suche.treffer import Trefferliste, suchen
from angebote.vokabular import Wort


class AngebotFilter(AngebotAnfrage, django_filters.FilterSet):
    """Applies what an address asks for: `qs` are the hits proper; groups and counts stand beside them."""

    class Meta:
        model = Angebot
        fields: list[str] = []

    q = django_filters.Filter(method="filter_q")
    ort = django_filters.Filter(method="filter_ort")
    alter = django_filters.Filter(method="filter_alter")
    akteur = django_filters.Filter(method="filter_akteur")

    def __init__(self, roh: QueryDict, queryset: QuerySet, position: Punkt | None = None) -> None:
        AngebotAnfrage.__init__(self, roh, position)
        self.treffer = suchen(self.deutung, self.buch) if self.deutung else Trefferliste()
        gesucht = self.treffer if self.deutung else None
        gelesen = {"q": gesucht, "ort": self.ortswahl or None, "alter": self.alter, "akteur": self.akteur}
        django_filters.FilterSet.__init__(self, gelesen | self.gewaehlt, queryset)

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        facetten = {name: django_filters.Filter(name, method="filter_facette") for name in FACETTEN}
        return super().get_filters() | facetten

    # --- filters ----------------------------------------------------------------------------------------------------
    def filter_q(self, queryset: QuerySet, name: str, treffer: Trefferliste) -> QuerySet:
        return queryset.filter(pk__in=zahlenmenge(treffer.punkte))

    @property
    def teilweise(self) -> bool:
        """Are these hits for a part only of what was typed?"""
        return self.treffer.teilweise

    def filter_ort(self, queryset: QuerySet, name: str, ort: Ortswahl) -> QuerySet:
        return queryset.im_umkreis(ort, self.umkreis) if self.umkreis else queryset.erreicht(ort)

    def filter_alter(self, queryset: QuerySet, name: str, monate: int) -> QuerySet:
        return queryset.fuer_alter(monate)

    def filter_akteur(self, queryset: QuerySet, name: str, akteur: Wort) -> QuerySet:
        mitwirkend = Angebot.mitwirkende.through.objects.filter(angebot=OuterRef("pk"), akteur=akteur.pk)
        return queryset.filter(Q(akteur=akteur.pk) | Exists(mitwirkend))

    def filter_facette(self, queryset: QuerySet, name: str, werte: list[str]) -> QuerySet:
        return queryset.filter(FACETTEN[name].bedingung(werte, self.vokabular))

    def ohne(self, ausser: str) -> QuerySet:
        """Return what would be found without one of the filters."""
        return self.nur(self.data.keys() - {ausser})

    def nur(self, namen: Collection[str]) -> QuerySet:
        """Return what would be found with these filters only."""
        menge = self.queryset
        for name, wert in self.data.items():
            if name in namen:
                menge = self.filters[name].filter(menge, wert)
        return menge

    # --- results ----------------------------------------------------------------------------------------------------
    @property
    def sortiert(self) -> QuerySet:
        """The hits proper in the chosen order."""
        if self.sortierung == "titel":
            return self.qs.nach_titel()
        if self.sortierung == "neu":
            return self.qs.nach_neuigkeit()
        return self._nach_passung(self.qs)

    @cached_property
    def gruppe_naehe(self) -> QuerySet | None:
        """Angebote near the place that do not reach it; None where no place (or a radius) is asked for."""
        if not self.ortswahl or self.umkreis:
            return None
        return self._nach_passung(self.ohne("ort").in_der_naehe(self.ortswahl))

    @cached_property
    def gruppe_ohne_deutsch(self) -> QuerySet | None:
        """Angebote in none of the chosen languages for which no German is needed; None where no language is chosen."""
        if not self.gewaehlt["sprache"] or self.gewaehlt["deutsch"]:
            return None
        in_der_sprache = FACETTEN["sprache"].bedingung(self.gewaehlt["sprache"], self.vokabular)
        return self._nach_passung(self.ohne("sprache").exclude(in_der_sprache).filter(deutsch_noetig=False))

    def _nach_passung(self, menge: QuerySet) -> QuerySet:
        return menge.nach_passung(self.ortswahl, self.gewaehlt["sprache"], self.treffer.punkte)

    # --- counts -----------------------------------------------------------------------------------------------------
    @cached_property
    def zahlen(self) -> dict[tuple[str, str], int]:
        """All counts of the page in one query: ("", "gesamt"), groups, radius, and every (facet, value)."""
        zaehlung = Zaehlung()
        gefunden = zaehlung.menge(self.qs)
        zaehlung.bedingungen("", gefunden, self._gesamtbedingungen())
        if self.ortswahl:
            zaehlung.bedingungen("ort", self.ohne("ort"), self._ortsbedingungen())
        if self.gruppe_ohne_deutsch is not None:
            zaehlung.bedingungen("", self.gruppe_ohne_deutsch, {"ohne_deutsch": None})
        for name in FACETTEN:
            zaehlung.facette(name, zaehlung.menge(self.ohne(name)) if self.gewaehlt[name] else gefunden)
        return zaehlung.ergebnis()

    def _gesamtbedingungen(self) -> dict[str, Q | None]:
        """What is counted over all hits: all, and those without a point."""
        return {"gesamt": None, "ohne_punkt": ohne_punkt()}

    def _ortsbedingungen(self) -> dict[str, Q | None]:
        """What is counted around the place: near it, in each radius, and what the chosen radius could not place."""
        bedingungen: dict[str, Q | None] = {"naehe": in_der_naehe(self.ortswahl), "0": erreicht(self.ortswahl)}
        bedingungen |= {str(km): im_radius(self.ortswahl, km) for km in self.umkreise}
        if self.umkreis:
            nicht_dabei = ~im_radius(self.ortswahl, self.umkreis)
            bedingungen["ohne_punkt"] = erreicht(self.ortswahl) & ohne_punkt() & nicht_dabei
        return bedingungen

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

    def wahlen(self, name: str) -> list[Wahl]:
        """Return the choices of a facet that lead somewhere or are chosen; Unterthemen only below a chosen Oberthema."""
        facette, gewaehlt = FACETTEN[name], self.gewaehlt[name]
        ebenen = facette.ebenen(gewaehlt, self.vokabular)
        alle = (
            Wahl(wert, text, self.zahlen[name, wert], wert in gewaehlt, ebenen.get(wert, 0))
            for wert, text in facette.werte(self.vokabular).items()
        )
        return [wahl for wahl in alle if wahl.ebene >= 0 and (wahl.treffer or wahl.gewaehlt)]
