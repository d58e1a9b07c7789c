"""The facets of the list: which values there are, what each one means, how many Angebote it leads to.

A facet narrows by OR within itself and by AND with the others. The count of a value is the total of the list that this
value alone of its facet, with everything else as it is, leads to.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from akteure.models import Standort
from angebote.models import Angebot, AngebotSprache, AngebotStandort
from angebote.vokabular import Vokabular


@dataclass(frozen=True)
class Wahl:
    """One choice of a facet as a page shows it."""

    wert: str
    name: str
    treffer: int
    gewaehlt: bool
    ebene: int = 0


class Facette:
    """Base of all facets. `parameter` is its name in addresses."""

    def __init__(self, parameter: str, name: str) -> None:
        self.parameter = parameter
        self.name = name

    def werte(self, vokabular: Vokabular) -> dict[str, str]:
        """Return value → label in the order of the page."""
        raise NotImplementedError

    def bedingung(self, werte: list[str], vokabular: Vokabular) -> Q:
        """Return what `werte` mean: OR between them."""
        raise NotImplementedError

    def zaehlungen(self, basis: QuerySet, vokabular: Vokabular) -> Iterator[QuerySet]:
        """Yield querysets of rows (parameter, value, count) over `basis`, to be united."""
        raise NotImplementedError

    def _zeilen(self, menge: QuerySet, wert, angebot: str = "pk") -> QuerySet:
        kopf = {"facette": Value(self.parameter, output_field=CharField()), "wert": Cast(wert, CharField())}
        gruppen = menge.order_by().annotate(**kopf).values("facette", "wert")
        return gruppen.annotate(n=Count(angebot, distinct=angebot != "pk")).values_list("facette", "wert", "n")


class SpaltenFacette(Facette):
    """A fixed choice in a column of Angebot."""

    def __init__(self, parameter: str, name: str, choices) -> None:
        super().__init__(parameter, name)
        self.choices = dict(choices.choices)

    def werte(self, vokabular: Vokabular) -> dict[str, str]:
        return self.choices

    def bedingung(self, werte: list[str], vokabular: Vokabular) -> Q:
        return Q(**{f"{self.parameter}__in": werte})

    def zaehlungen(self, basis: QuerySet, vokabular: Vokabular) -> Iterator[QuerySet]:
        yield self._zeilen(basis, self.parameter)


class BeziehungsFacette(Facette):
    """Rows of the vocabulary that Angebote point to through `durch`."""

    def __init__(self, parameter: str, name: str, durch, spalte: str) -> None:
        super().__init__(parameter, name)
        self.durch = durch
        self.spalte = spalte

    def werte(self, vokabular: Vokabular) -> dict[str, str]:
        return {wort.wert: wort.name for wort in vokabular[self.parameter]}

    def bedingung(self, werte: list[str], vokabular: Vokabular) -> Q:
        pks = vokabular.pks(self.parameter, werte)
        return Q(Exists(self.durch.objects.filter(angebot=OuterRef("pk"), **{f"{self.spalte}__in": pks})))

    def zaehlungen(self, basis: QuerySet, vokabular: Vokabular) -> Iterator[QuerySet]:
        yield self._zeilen(self._paare(basis), self.spalte, "angebot_id")

    def _paare(self, basis: QuerySet) -> QuerySet:
        return self.durch.objects.filter(angebot__in=basis.order_by().values("pk"))


class ThemaFacette(BeziehungsFacette):
    """Two levels: an Oberthema counts every Angebot of its Unterthemen once."""

    def zaehlungen(self, basis: QuerySet, vokabular: Vokabular) -> Iterator[QuerySet]:
        unterthemen = self._paare(basis).filter(thema__ueber__isnull=False)
        yield self._zeilen(unterthemen, self.spalte, "angebot_id")
        yield self._zeilen(self._paare(basis), Coalesce("thema__ueber_id", "thema_id"), "angebot_id")


class BedingungsFacette(Facette):
    """Named conditions, one per value."""

    def __init__(self, parameter: str, name: str, bedingungen: dict[str, tuple[str, Q]]) -> None:
        super().__init__(parameter, name)
        self.bedingungen = bedingungen

    def werte(self, vokabular: Vokabular) -> dict[str, str]:
        return {wert: name for wert, (name, _bedingung) in self.bedingungen.items()}

    def bedingung(self, werte: list[str], vokabular: Vokabular) -> Q:
        gesamt = Q()
        for wert in werte:
            gesamt |= self.bedingungen[wert][1]
        return gesamt

    def zaehlungen(self, basis: QuerySet, vokabular: Vokabular) -> Iterator[QuerySet]:
        for wert, (_name, bedingung) in self.bedingungen.items():
            yield self._zeilen(basis.filter(bedingung), Value(wert))


def _barriere(feld: str) -> Q:
    return Q(Exists(AngebotStandort.objects.filter(angebot=OuterRef("pk"), **{f"standort__{feld}": "ja"})))


FACETTEN: dict[str, Facette] = {
    facette.parameter: facette
    for facette in (
        BeziehungsFacette("lebensphase", "Lebensphase", Angebot.lebensphasen.through, "lebensphase_id"),
        BeziehungsFacette("sprache", "Sprache", AngebotSprache, "sprache_id"),
        BedingungsFacette("deutsch", "Deutsch", {"nicht_noetig": ("kein Deutsch nötig", Q(deutsch_noetig=False))}),
        SpaltenFacette("kosten", "Kosten", Angebot.Kosten),
        SpaltenFacette("zugang", "Anmeldung", Angebot.Zugang),
        BedingungsFacette(
            "format",
            "Wo es stattfindet",
            {wert: (name, Q(**{f"format_{wert}": True})) for wert, name in Angebot.FORMATE.items()},
        ),
        ThemaFacette("thema", "Thema", Angebot.themen.through, "thema_id"),
        SpaltenFacette("art", "Art", Angebot.Art),
        BeziehungsFacette("zielgruppe", "Besonders für", Angebot.zielgruppen.through, "zielgruppe_id"),
        BeziehungsFacette("uebergang", "Übergang", Angebot.uebergaenge.through, "uebergang_id"),
        BedingungsFacette(
            "barrierefrei",
            "Barrierefrei",
            {
                feld: (str(Standort._meta.get_field(feld).verbose_name), _barriere(feld))
                for feld in Standort.BARRIEREFREIHEIT
            },
        ),
        BedingungsFacette(
            "fuer",
            "Gedacht für",
            {
                "familien": ("Familien", Q(fuer__in=["familien", "beide"])),
                "fachkraefte": ("Fachkräfte", Q(fuer__in=["fachkraefte", "beide"])),
            },
        ),
    )
}
"""Every facet by its parameter, in the order of the page."""
