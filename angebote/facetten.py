"""The facets of the list: which values there are, what each one means, how many Angebote it leads to.

A facet narrows by OR within itself and by AND with the others. The count of a value is the total of the list that this
value alone of its facet, with everything else as it is, leads to.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from akteure.models import Standort
from angebote.mengen import gesammelt
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


class Facette(ABC):
    """Base of all facets. `parameter` is its name in addresses."""

    nur_im_bestand = False
    """Does only the `Bestand` know which Angebote a value means?"""

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
    def sammlungen(self) -> Iterator[QuerySet]:
        """Yield rows (parameter, value, primary keys): which Angebote each value alone leads to. Also those that are not
        public: the `Bestand` leaves them out."""

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

    def sammlungen(self) -> Iterator[QuerySet]:
        yield gesammelt(self.parameter, Angebot.objects.all(), self.parameter)


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

    def sammlungen(self) -> Iterator[QuerySet]:
        yield gesammelt(self.parameter, self.durch.objects.all(), f"{self.spalte}__{self.wert}", "angebot_id")


class ThemaFacette(BeziehungsFacette):
    """Two levels: an Oberthema counts every Angebot of its Unterthemen once, and shows them when it is chosen."""

    def sammlungen(self) -> Iterator[QuerySet]:
        paare = self.durch.objects.all()
        ober = Coalesce("thema__ueber__slug", "thema__slug")
        yield gesammelt(self.parameter, paare.filter(thema__ueber__isnull=False), "thema__slug", "angebot_id")
        yield gesammelt(self.parameter, paare, ober, "angebot_id")

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

    def sammlungen(self) -> Iterator[QuerySet]:
        for wert, (_name, bedingung) in self.bedingungen.items():
            yield gesammelt(self.parameter, Angebot.objects.filter(bedingung), Value(wert))


class WannFacette(Facette):
    """When it takes place. No column says so: the `Bestand` works it out, new each day (angebote/wann.py)."""

    nur_im_bestand = True
    NAMEN = {"heute": _("heute"), "wochenende": _("am Wochenende"), "nachmittags": _("nachmittags")}

    def werte(self, vokabular: Vokabular) -> dict[str, str]:
        return self.NAMEN

    def bedingung(self, werte: list[str], vokabular: Vokabular) -> Q:
        raise NotImplementedError("times are not worked out in the database")

    def sammlungen(self) -> Iterator[QuerySet]:
        yield from ()


class StandortFacette(Facette):
    """Facts on the Standorte of an Angebot that are a clear yes; of a hidden one the public knows the Gemeinde only."""

    FELDER = Standort.BARRIEREFREIHEIT

    def werte(self, vokabular: Vokabular) -> dict[str, str]:
        return {feld: str(Standort._meta.get_field(feld).verbose_name) for feld in self.FELDER}

    def bedingung(self, werte: list[str], vokabular: Vokabular) -> Q:
        ja = self._ja(werte)
        return Q(Exists(AngebotStandort.objects.filter(ja, angebot=OuterRef("pk"))))

    def sammlungen(self) -> Iterator[QuerySet]:
        for feld in self.FELDER:
            yield gesammelt(self.parameter, AngebotStandort.objects.filter(self._ja([feld])), Value(feld), "angebot_id")

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
        WannFacette("wann", _("Wann")),
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
