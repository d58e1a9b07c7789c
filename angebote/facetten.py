"""The facets of the list: which values there are, what each one means, how many Angebote it leads to.

A facet narrows by OR within itself and by AND with the others. The count of a value is the total of the list that this
value alone of its facet, with everything else as it is, leads to.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.db import connection
from django.db.models import CharField, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from akteure.models import Standort
from angebote.models import Angebot, AngebotSprache, AngebotStandort
from angebote.vokabular import Vokabular

ZAEHLSPALTEN = 9
"""Counts in one row of the united counting query: as many as the longest list of conditions."""


@dataclass(frozen=True)
class Wahl:
    """One choice of a facet as a page shows it."""

    wert: str
    name: str
    treffer: int
    gewaehlt: bool
    ebene: int = 0


def zaehle_gruppen(facette: str, menge: QuerySet, wert, angebot: str = "pk") -> QuerySet:
    """Return rows (facette, wert, count, 0, …), one per value; `angebot` names what is counted once."""
    return _zeilen(facette, menge, Cast(wert, CharField()), [Count(angebot, distinct=angebot != "pk")])


def zaehle_bedingungen(
    facette: str, menge: QuerySet, bedingungen: dict[str, Q | None], angebot: str = "pk"
) -> QuerySet:
    """Return one row (facette, "a,b", 3, 5, 0, …): how many of `menge` meet each condition (None: all)."""
    werte = Value(",".join(bedingungen), output_field=CharField())
    anzahlen = [Count(angebot, filter=bedingung, distinct=angebot != "pk") for bedingung in bedingungen.values()]
    return _zeilen(facette, menge, werte, anzahlen)


def _zeilen(facette: str, menge: QuerySet, werte, anzahlen: list[Count]) -> QuerySet:
    namen = [f"n{nummer}" for nummer in range(ZAEHLSPALTEN)]
    nullen = [Value(0, output_field=IntegerField())] * (ZAEHLSPALTEN - len(anzahlen))
    gruppen = (
        menge.order_by()
        .annotate(facette=Value(facette, output_field=CharField()), werte=werte)
        .values("facette", "werte")
    )
    return gruppen.annotate(**dict(zip(namen, [*anzahlen, *nullen], strict=True))).values_list(
        "facette", "werte", *namen
    )


class Zaehlung:
    """All counts of a page as one query. A set of Angebote that is counted over a dozen times is built and run once: it
    stands in front of the query under a number, text and parameters are Django's own. (Measured for a place among 1,869
    Angebote on SQLite: 90 ms for the page, against 180 ms with the set repeated in every count.)
    """

    def __init__(self) -> None:
        self._mengen: list[QuerySet] = []
        self._teile: list[tuple[str, tuple]] = []

    def menge(self, angebote: QuerySet) -> int:
        """Take a set of Angebote and return its number, to be counted over any number of times."""
        nummer = len(self._mengen)
        self._mengen.append(angebote.order_by().annotate(nummer=Value(nummer)).values("pk", "nummer"))
        return nummer

    def bedingungen(self, facette: str, angebote: QuerySet | int, bedingungen: dict[str, Q | None]) -> None:
        """Count how many Angebote of a set meet each condition."""
        menge = _nummerierte(angebote) if isinstance(angebote, int) else angebote
        self._teile.append(zaehle_bedingungen(facette, menge, bedingungen).query.sql_with_params())

    def facette(self, parameter: str, nummer: int) -> None:
        """Count every value of a facet over a set."""
        self._teile += _texte(parameter, nummer)

    def ergebnis(self) -> dict[tuple[str, str], int]:
        """Run all queries and return (facette, value) → count; what nobody has is 0."""
        mengen, werte = self._mengen[0].union(*self._mengen[1:], all=True).query.sql_with_params()
        anfragen = " UNION ALL ".join(text for text, _werte in self._teile)
        werte += tuple(wert for _text, werte in self._teile for wert in werte)
        ergebnis: dict[tuple[str, str], int] = defaultdict(int)
        with connection.cursor() as cursor:
            cursor.execute(f"WITH menge AS ({mengen}) {anfragen}", werte)
            for facette, namen, *zahlen in cursor:
                ergebnis |= {(facette, name): zahl for name, zahl in zip(namen.split(","), zahlen, strict=False)}
        return ergebnis


def _nummerierte(nummer: int) -> QuerySet:
    return Angebot.objects.filter(pk__in=RawSQL("SELECT pk FROM menge WHERE nummer = %s", (nummer,)))


@cache
def _texte(parameter: str, nummer: int) -> list[tuple[str, tuple]]:
    """Return text and parameters of a facet's counts: the same for every page, and half of its work to build."""
    return [anfrage.query.sql_with_params() for anfrage in FACETTEN[parameter].zaehlungen(_nummerierte(nummer))]


class Facette(ABC):
    """Base of all facets. `parameter` is its name in addresses."""

    def __init__(self, parameter: str, name: str) -> None:
        self.parameter = parameter
        self.name = name

    @abstractmethod
    def werte(self, vokabular: Vokabular) -> dict[str, str]:
        """Return value → label in the order of the page."""

    @abstractmethod
    def bedingung(self, werte: list[str], vokabular: Vokabular) -> Q:
        """Return what `werte` mean: OR between them."""

    @abstractmethod
    def zaehlungen(self, basis: QuerySet) -> Iterator[QuerySet]:
        """Yield the counting queries of all values over `basis`, for a `Zaehlung`."""

    def ebenen(self, gewaehlt: list[str], vokabular: Vokabular) -> dict[str, int]:
        """Return value → how far it is set in, -1 where it is not shown; a value left out stands at 0."""
        return {}


class SpaltenFacette(Facette):
    """A fixed choice in a column of Angebot."""

    def __init__(self, parameter: str, name: str, choices) -> None:
        super().__init__(parameter, name)
        self.choices = dict(choices.choices)

    def werte(self, vokabular: Vokabular) -> dict[str, str]:
        return self.choices

    def bedingung(self, werte: list[str], vokabular: Vokabular) -> Q:
        return Q(**{f"{self.parameter}__in": werte})

    def zaehlungen(self, basis: QuerySet) -> Iterator[QuerySet]:
        yield zaehle_gruppen(self.parameter, basis, self.parameter)


class BeziehungsFacette(Facette):
    """Rows of the vocabulary that Angebote point to: `durch` by way of `spalte`; `wert` is their word in addresses."""

    def __init__(self, parameter: str, name: str, durch, spalte: str, wert: str = "slug") -> None:
        super().__init__(parameter, name)
        self.durch = durch
        self.spalte = spalte
        self.wert = wert

    def werte(self, vokabular: Vokabular) -> dict[str, str]:
        return {wort.wert: wort.name for wort in vokabular[self.parameter]}

    def bedingung(self, werte: list[str], vokabular: Vokabular) -> Q:
        pks = vokabular.pks(self.parameter, werte)
        return Q(Exists(self.durch.objects.filter(angebot=OuterRef("pk"), **{f"{self.spalte}__in": pks})))

    def zaehlungen(self, basis: QuerySet) -> Iterator[QuerySet]:
        yield zaehle_gruppen(self.parameter, self._paare(basis), f"{self.spalte}__{self.wert}", "angebot_id")

    def _paare(self, basis: QuerySet) -> QuerySet:
        return self.durch.objects.filter(angebot__in=basis.order_by().values("pk"))


class ThemaFacette(BeziehungsFacette):
    """Two levels: an Oberthema counts every Angebot of its Unterthemen once, and shows them when it is chosen."""

    def zaehlungen(self, basis: QuerySet) -> Iterator[QuerySet]:
        paare = self._paare(basis)
        ober = Coalesce("thema__ueber__slug", "thema__slug")
        yield zaehle_gruppen(self.parameter, paare.filter(thema__ueber__isnull=False), "thema__slug", "angebot_id")
        yield zaehle_gruppen(self.parameter, paare, ober, "angebot_id")

    def ebenen(self, gewaehlt: list[str], vokabular: Vokabular) -> dict[str, int]:
        gewaehlte = [wort for wort in vokabular["thema"] if wort.wert in gewaehlt]
        offen = {wort.pk for wort in gewaehlte} | {wort.ueber for wort in gewaehlte}
        return {wort.wert: 1 if wort.ueber in offen else -1 for wort in vokabular["thema"] if wort.ueber}


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

    def zaehlungen(self, basis: QuerySet) -> Iterator[QuerySet]:
        einzelne: dict[str, Q | None] = {wert: bedingung for wert, (_name, bedingung) in self.bedingungen.items()}
        yield zaehle_bedingungen(self.parameter, basis, einzelne)


class StandortFacette(Facette):
    """Facts on the Standorte of an Angebot that are a clear yes; of a hidden one the public knows the Gemeinde only."""

    FELDER = Standort.BARRIEREFREIHEIT

    def werte(self, vokabular: Vokabular) -> dict[str, str]:
        return {feld: str(Standort._meta.get_field(feld).verbose_name) for feld in self.FELDER}

    def bedingung(self, werte: list[str], vokabular: Vokabular) -> Q:
        ja = self._ja(werte)
        return Q(Exists(AngebotStandort.objects.filter(ja, angebot=OuterRef("pk"))))

    def zaehlungen(self, basis: QuerySet) -> Iterator[QuerySet]:
        orte = AngebotStandort.objects.filter(angebot__in=basis.order_by().values("pk"))
        einzelne: dict[str, Q | None] = {feld: self._ja([feld]) for feld in self.FELDER}
        yield zaehle_bedingungen(self.parameter, orte, einzelne, "angebot_id")

    @staticmethod
    def _ja(felder: list[str]) -> Q:
        gesamt = Q()
        for feld in felder:
            gesamt |= Q(**{f"standort__{feld}": "ja"})
        return gesamt & Q(standort__adresse_verbergen=False)


FACETTEN: dict[str, Facette] = {
    facette.parameter: facette
    for facette in (
        BeziehungsFacette("lebensphase", _("Lebensphase"), Angebot.lebensphasen.through, "lebensphase"),
        BeziehungsFacette("sprache", _("Sprache"), AngebotSprache, "sprache", wert="code"),
        BedingungsFacette(
            "deutsch", _("Deutsch"), {"nicht_noetig": (_("kein Deutsch nötig"), Q(deutsch_noetig=False))}
        ),
        SpaltenFacette("kosten", _("Kosten"), Angebot.Kosten),
        SpaltenFacette("zugang", _("Anmeldung"), Angebot.Zugang),
        BedingungsFacette(
            "format",
            _("Wo es stattfindet"),
            {wert: (name, Q(**{f"format_{wert}": True})) for wert, name in Angebot.FORMATE.items()},
        ),
        ThemaFacette("thema", _("Thema"), Angebot.themen.through, "thema"),
        SpaltenFacette("art", _("Art"), Angebot.Art),
        BeziehungsFacette("zielgruppe", _("Besonders für"), Angebot.zielgruppen.through, "zielgruppe"),
        BeziehungsFacette("uebergang", _("Übergang"), Angebot.uebergaenge.through, "uebergang"),
        StandortFacette("barrierefrei", _("Barrierefrei")),
        BedingungsFacette(
            "fuer",
            _("Gedacht für"),
            {
                "familien": (_("Familien"), Q(fuer__in=["familien", "beide"])),
                "fachkraefte": (_("Fachkräfte"), Q(fuer__in=["fachkraefte", "beide"])),
            },
        ),
    )
}
"""Every facet by its parameter, in the order of the page."""
