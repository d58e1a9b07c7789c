"""The whole vocabulary of the filter in one query: values of addresses, labels and order."""

from dataclasses import dataclass
from typing import Self

from django.db.models import CharField, IntegerField, Value
from django.db.models.functions import Cast

from akteure.models import Sprache
from angebote.models import Lebensphase, Thema, Uebergang, Zielgruppe


@dataclass(frozen=True)
class Wort:
    """One row of the vocabulary: `wert` stands in addresses, `name` is for people."""

    pk: int
    wert: str
    name: str
    ueber: int | None
    zeichen: str


class Vokabular:
    """Rows by facet, in the order of the coordinator."""

    MODELLE = {"lebensphase": Lebensphase, "uebergang": Uebergang, "thema": Thema, "zielgruppe": Zielgruppe}

    def __init__(self, woerter: dict[str, list[Wort]]) -> None:
        self.woerter = woerter

    @classmethod
    def laden(cls) -> Self:
        """Return the vocabulary of this moment; one query."""
        teile = [cls._zeilen(art, modell) for art, modell in cls.MODELLE.items()]
        teile.append(cls._zeilen("sprache", Sprache, wert="code"))
        woerter: dict[str, list[Wort]] = {art: [] for art in (*cls.MODELLE, "sprache")}
        for art, pk, wert, name, ueber, zeichen, _reihenfolge in sorted(
            teile[0].union(*teile[1:], all=True), key=lambda z: (z[6], z[3])
        ):
            woerter[art].append(Wort(pk, wert, name, ueber or None, zeichen))
        return cls(woerter)

    @staticmethod
    def _zeilen(art: str, modell, wert: str = "slug"):
        leer, null = Value("", output_field=CharField()), Value(0, output_field=IntegerField())
        felder = {feld.name for feld in modell._meta.get_fields()}
        return (
            modell.objects.order_by()
            .annotate(
                art=Value(art, output_field=CharField()),
                wort_wert=Cast(wert, CharField()),
                wort_name=Cast("name", CharField()),
                wort_ueber=Cast("ueber_id", IntegerField()) if "ueber" in felder else null,
                wort_zeichen=Cast("zeichen", CharField()) if "zeichen" in felder else leer,
            )
            .values_list("art", "pk", "wort_wert", "wort_name", "wort_ueber", "wort_zeichen", "reihenfolge")
        )

    def __getitem__(self, art: str) -> list[Wort]:
        return self.woerter[art]

    def pks(self, art: str, werte: list[str]) -> list[int]:
        """Return the primary keys of `werte`; a Thema brings its Unterthemen."""
        eigene = {wort.pk for wort in self.woerter[art] if wort.wert in werte}
        return [wort.pk for wort in self.woerter[art] if wort.pk in eigene or wort.ueber in eigene]
