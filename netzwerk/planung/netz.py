"""Who works with whom, as a small graph in memory. Pure Python on purpose: networkx takes 27 MB of memory, which a web worker
does not have to spare for finding neighbours and bridges."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

from django.urls import reverse

from akteure.models import Akteur
from netzwerk.models.kooperation import Kooperation, KooperationQuerySet

GRUPPEN: Mapping[str, tuple[str, ...]] = {
    "kita": ("kita", "tagespflege"),
    "schule": ("schule",),
    "familie": ("familienzentrum", "bildungsstaette"),
    "beratung": ("beratungsstelle",),
    "gesundheit": ("gesundheit",),
    "amt": ("oeffentlich", "kommune", "jobcenter", "polizei_justiz"),
    "verein": ("frei", "verein", "kirche", "sonstige"),
}
"""Shape of the picture → the Akteurstypen it stands for."""
GRUPPE_VON = {typ: gruppe for gruppe, typen in GRUPPEN.items() for typ in typen}
SPALTEN = ("pk", "art", "richtung", "uebergang__slug", "seit", "personen")
AKTEUR = ("id", "name", "slug", "typ", "name_sortiert")

Paar = tuple[int, int]
"""Two Akteure, the lower key first."""


@dataclass(frozen=True)
class Knoten:
    """One Akteur."""

    pk: int
    name: str
    slug: str
    typ: str
    sortiert: str

    @property
    def gruppe(self) -> str:
        return GRUPPE_VON.get(self.typ, "verein")

    @cached_property
    def art(self) -> str:
        return str(Akteur.Typ(self.typ).label)

    @cached_property
    def adresse(self) -> str:
        return reverse("akteure:detail", args=[self.slug])


@dataclass(frozen=True)
class Kante:
    """One Kooperation. `personen` is for planners only."""

    pk: int
    von: Knoten
    mit: Knoten
    art: str
    richtung: str
    uebergang: str | None
    seit: date | None
    personen: int | None

    @property
    def paar(self) -> Paar:
        return (self.von.pk, self.mit.pk) if self.von.pk < self.mit.pk else (self.mit.pk, self.von.pk)

    @property
    def gerichtet(self) -> bool:
        return self.richtung == Kooperation.Richtung.EINE


@dataclass(frozen=True)
class Bruecke:
    """Two Akteure without whose link the network falls apart: behind it hang `dahinter` Akteure."""

    kanten: tuple[Kante, ...]
    dahinter: int

    @property
    def eine(self) -> Kante:
        return self.kanten[0]

    @property
    def personen(self) -> int | None:
        """How many people carry it; None where we do not know it of one of its Kooperationen."""
        zahlen = [kante.personen for kante in self.kanten]
        return None if None in zahlen else sum(zahl for zahl in zahlen if zahl)


class Netz:
    """Akteure and their Kooperationen, each list in the order of names."""

    def __init__(self, kanten: Iterable[Kante]) -> None:
        self.kanten = sorted(kanten, key=lambda k: (k.von.sortiert, k.mit.sortiert, k.pk))
        alle = {knoten.pk: knoten for kante in self.kanten for knoten in (kante.von, kante.mit)}
        self.knoten = {knoten.pk: knoten for knoten in sorted(alle.values(), key=lambda k: (k.sortiert, k.pk))}
        self.stand = 0
        """Equal, in one process, as long as all that was read is the same."""

    @classmethod
    def von(cls, kooperationen: KooperationQuerySet) -> Self:
        """Read it; one query."""
        spalten = [f"{seite}__{spalte}" for seite in ("von", "mit") for spalte in AKTEUR]
        knoten: dict[int, Knoten] = {}
        kanten = []
        zeilen = list(kooperationen.order_by("pk").values_list(*SPALTEN, *spalten))
        for zeile in zeilen:
            (pk, art, richtung, uebergang, seit, personen), von, mit = zeile[:6], zeile[6:11], zeile[11:]
            einer, anderer = (knoten.setdefault(ende[0], Knoten(*ende)) for ende in (von, mit))
            kanten.append(Kante(pk, einer, anderer, art, richtung, uebergang, seit, personen))
        netz = cls(kanten)
        netz.stand = hash(tuple(zeilen))
        return netz

    @cached_property
    def paare(self) -> dict[Paar, list[Kante]]:
        """The Kooperationen between each two Akteure."""
        paare = defaultdict(list)
        for kante in self.kanten:
            paare[kante.paar].append(kante)
        return dict(paare)

    @cached_property
    def nachbarn(self) -> dict[int, list[int]]:
        """Akteur → those it works with, each once, in the order of names."""
        nachbarn: dict[int, set[int]] = {pk: set() for pk in self.knoten}
        for einer, anderer in self.paare:
            nachbarn[einer].add(anderer)
            nachbarn[anderer].add(einer)
        stelle = {pk: nummer for nummer, pk in enumerate(self.knoten)}
        return {pk: sorted(menge, key=stelle.__getitem__) for pk, menge in nachbarn.items()}

    @cached_property
    def grad(self) -> dict[int, int]:
        """Akteur → with how many others it works."""
        return {pk: len(nachbarn) for pk, nachbarn in self.nachbarn.items()}

    def nur(self, pks: Iterable[int]) -> "Netz":
        """Return the net of some Kooperationen only."""
        gewaehlt = set(pks)
        return Netz(kante for kante in self.kanten if kante.pk in gewaehlt)

    def ringe(self, mitte: int, tiefe: int) -> list[list[int]]:
        """Return the Akteure around one: itself, those it works with, those these work with …"""
        gesehen, ringe = {mitte}, [[mitte]]
        for _ring in range(tiefe):
            naechste = dict.fromkeys(n for pk in ringe[-1] for n in self.nachbarn[pk] if n not in gesehen)
            gesehen |= set(naechste)
            ringe.append(list(naechste))
        return [ring for ring in ringe if ring]

    def umgebung(self, mitte: int, tiefe: int) -> "Netz":
        """Return the Akteure around one, with all that links them."""
        nahe = {pk for ring in self.ringe(mitte, tiefe) for pk in ring}
        return Netz(kante for kante in self.kanten if kante.von.pk in nahe and kante.mit.pk in nahe)

    def bruecken(self) -> list[Bruecke]:
        """Return the links without which the network falls apart, those first behind which most hangs.

        Tarjan's search in depth, without recursion: `frueheste` is the earliest Akteur that one or those after it reach
        without the link by which the search came.
        """
        nummer: dict[int, int] = {}
        gefunden = []
        for start in self.knoten:
            if start not in nummer:
                teil, bruecken = self._durchsuche(start, nummer)
                gefunden += [(paar, min(groesse, teil - groesse)) for paar, groesse in bruecken]
        alle = [Bruecke(tuple(self.paare[paar]), dahinter) for paar, dahinter in gefunden]
        return sorted(alle, key=lambda b: (-b.dahinter, b.eine.von.sortiert, b.eine.mit.sortiert))

    def _durchsuche(self, start: int, nummer: dict[int, int]) -> tuple[int, list[tuple[Paar, int]]]:
        """Search all that hangs together with `start`; return how many these are, and the bridges with how many come after."""
        nummer[start] = len(nummer)
        frueheste, groesse = {start: nummer[start]}, {start: 1}
        weg: list[tuple[int, int | None, Iterator[int]]] = [(start, None, iter(self.nachbarn[start]))]
        bruecken: list[tuple[Paar, int]] = []
        while weg:
            pk, davor, uebrige = weg[-1]
            naechster = next(uebrige, None)
            if naechster is not None and naechster not in nummer:
                nummer[naechster] = frueheste[naechster] = len(nummer)
                groesse[naechster] = 1
                weg.append((naechster, pk, iter(self.nachbarn[naechster])))
            elif naechster is not None and naechster != davor:
                frueheste[pk] = min(frueheste[pk], nummer[naechster])
            elif naechster is None:
                weg.pop()
                if davor is not None:
                    groesse[davor] += groesse[pk]
                    frueheste[davor] = min(frueheste[davor], frueheste[pk])
                    if frueheste[pk] > nummer[davor]:
                        bruecken.append(((min(pk, davor), max(pk, davor)), groesse[pk]))
        return groesse[start], bruecken
