"""Coverage: which Angebote for families reach an area, how near they are, and what is missing. Pure functions over `Fakten`;
nothing here asks the database.

A cell is an area and conditions, such as (("lebensphase", "kita"), ("thema", "geld")). Its counts are those of the list:
`anzahl` is the total of `adresse`, `nah` the group "in der Nähe" below it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from angebote.mengen import Menge, vereint
from angebote.vokabular import Vokabular, Wort

from .arten import Lueckenart, Stufe, Zustand
from .fakten import DOPPELT_AB, FACHSEITE, Fakten
from .gebiete import Ebene, Gebiet

Bedingung = tuple[str, str]
"""(parameter of the list, value)"""
OHNE_ALTERNATIVE: Mapping[str, tuple[Lueckenart, Lueckenart]] = {
    "kosten": (Lueckenart.NUR_KOSTEN, Lueckenart.KOSTEN_UNBEKANNT),
    "deutsch": (Lueckenart.NUR_DEUTSCH, Lueckenart.DEUTSCH_UNBEKANNT),
    "komm": (Lueckenart.NUR_KOMM, Lueckenart.FORMAT_UNBEKANNT),
    "vermittlung": (Lueckenart.NUR_VERMITTLUNG, Lueckenart.ZUGANG_UNBEKANNT),
    "barriere": (Lueckenart.NICHT_BARRIEREFREI, Lueckenart.BARRIERE_UNBEKANNT),
}
"""What makes it easy → (gap where no Angebot has it, gap where nobody knows whether one has it)."""
GEDECKT_GUT, GEDECKT_TEILWEISE, VOR_ORT_GUT = 0.8, 0.5, 0.5
"""A Lebensphase is well covered from this share of its Themen on, if this share of them is covered near by; below the
second one it is a gap."""


@dataclass(frozen=True)
class Zelle:
    """One area under some conditions. The sets hold what meets them: `hier` made for the area, `nah` near it, `weit`
    county-wide or without a place, `fern` elsewhere."""

    gebiet: Gebiet
    bedingungen: tuple[Bedingung, ...]
    hier: Menge
    nahe: Menge
    weit: Menge
    ferne: Menge
    stufe: Stufe
    arten: tuple[Lueckenart, ...] = ()
    """Every kind of gap, what weighs most first."""
    km: float | None = None
    """How far the nearest is where none reaches the area; None where nobody knows."""

    @property
    def oertlich(self) -> int:
        return self.hier.bit_count()

    @property
    def nah(self) -> int:
        return self.nahe.bit_count()

    @property
    def kreisweit(self) -> int:
        return self.weit.bit_count()

    @property
    def fern(self) -> int:
        return self.ferne.bit_count()

    @property
    def anzahl(self) -> int:
        """How many reach the area: the total of the list at `adresse`."""
        return self.oertlich + self.kreisweit

    @property
    def adresse(self) -> str:
        """The query string of the list behind the number."""
        return self.gebiet.adresse(*self.bedingungen)

    @property
    def adresse_oertlich(self) -> str:
        """The query string of the list of those made for the area."""
        return self.gebiet.adresse(*self.bedingungen, ("reichweite", "oertlich"))

    @property
    def adresse_kreisweit(self) -> str:
        """The query string of the list of those that reach the area without being made for it."""
        return self.gebiet.adresse(*self.bedingungen, ("reichweite", "kreisweit"))

    @cached_property
    def luecken(self) -> tuple[Lueckenart, ...]:
        """Gaps in what exists."""
        return tuple(art for art in self.arten if not art.ist_datenluecke and not art.ist_ueberhang)

    @cached_property
    def datenluecken(self) -> tuple[Lueckenart, ...]:
        """Gaps in what we know."""
        return tuple(art for art in self.arten if art.ist_datenluecke)

    @property
    def doppelt(self) -> bool:
        return Lueckenart.DOPPELT in self.arten

    @property
    def zustand(self) -> Zustand:
        """In one word: a gap where nothing is in reach; partly where it is not local or not for everybody; unclear where
        nobody has confirmed any of it for long, or there are no data at all."""
        if self.stufe == Stufe.UNBEKANNT or Lueckenart.UNBESTAETIGT in self.arten:
            return Zustand.UNKLAR
        if self.stufe in (Stufe.FERN, Stufe.NICHTS):
            return Zustand.LUECKE
        return Zustand.GUT if self.stufe == Stufe.OERTLICH and not self.luecken else Zustand.TEILWEISE


@dataclass(frozen=True)
class Kopf:
    """A row or a column that is no area: one word of the vocabulary."""

    parameter: str
    wort: Wort

    @property
    def bedingung(self) -> Bedingung:
        return self.parameter, self.wort.wert


@dataclass(frozen=True)
class Station:
    """One Lebensphase in an area: everything for it, and each Thema."""

    phase: Wort
    gesamt: Zelle
    themen: Mapping[str, Zelle] = field(default_factory=dict)
    """Slug of an Oberthema → its cell, in the order of the vocabulary."""

    @property
    def gedeckt(self) -> int:
        """Themen for which something reaches the area or lies near."""
        return sum(zelle.stufe in (Stufe.OERTLICH, Stufe.NAH, Stufe.KREISWEIT) for zelle in self.themen.values())

    @property
    def vor_ort(self) -> int:
        """Themen for which something is local or near."""
        return sum(zelle.stufe in (Stufe.OERTLICH, Stufe.NAH) for zelle in self.themen.values())

    @property
    def zustand(self) -> Zustand:
        """In one word, by the shares GEDECKT_GUT, GEDECKT_TEILWEISE and VOR_ORT_GUT; unclear where most Themen are."""
        alle = len(self.themen)
        unklar = sum(zelle.zustand == Zustand.UNKLAR for zelle in self.themen.values())
        if not alle or unklar * 2 > alle:
            return Zustand.UNKLAR
        if self.gedeckt < GEDECKT_TEILWEISE * alle:
            return Zustand.LUECKE
        gut = self.gedeckt >= GEDECKT_GUT * alle and self.vor_ort >= VOR_ORT_GUT * alle
        return Zustand.GUT if gut else Zustand.TEILWEISE


class Abdeckung:
    """Cells of one moment. `kooperationen`: for each Übergang the pairs of Akteure that have agreed on it, both having said
    so."""

    def __init__(
        self, fakten: Fakten, vokabular: Vokabular, kooperationen: Mapping[str, Iterable[tuple[int, int]]] | None = None
    ) -> None:
        self.fakten, self.vokabular = fakten, vokabular
        self.kooperationen = kooperationen or {}
        self._hier: dict[Gebiet, tuple[Menge, Menge, Menge, Menge]] = {}

    # --- axes -------------------------------------------------------------------------------------------------------
    def koepfe(self, parameter: str) -> list[Kopf]:
        """Return the words of one kind in their order: Oberthemen only, and nothing that is for Fachkräfte."""
        woerter = [wort for wort in self.vokabular[parameter] if wort.ueber is None]
        return [Kopf(parameter, wort) for wort in woerter if (parameter, wort.wert) not in FACHSEITE]

    def matrix(
        self, gebiete: Sequence[Gebiet], koepfe: Sequence[Kopf], dazu: tuple[Bedingung, ...] = ()
    ) -> list[tuple[Gebiet, list[Zelle]]]:
        """Return a row for each area with a cell for each word; `dazu` holds for all of them."""
        return [(gebiet, [self.zelle(gebiet, (*dazu, kopf.bedingung)) for kopf in koepfe]) for gebiet in gebiete]

    def kette(self, gebiet: Gebiet) -> tuple[list[Station], list[Zelle]]:
        """Return every Lebensphase and every Übergang of an area."""
        stationen = [self._station(gebiet, kopf) for kopf in self.koepfe("lebensphase")]
        return stationen, [self.zelle(gebiet, (kopf.bedingung,)) for kopf in self.koepfe("uebergang")]

    def _station(self, gebiet: Gebiet, kopf: Kopf) -> Station:
        themen = {
            thema.wort.wert: self.zelle(gebiet, (kopf.bedingung, thema.bedingung)) for thema in self.koepfe("thema")
        }
        return Station(kopf.wort, self.zelle(gebiet, (kopf.bedingung,)), themen)

    # --- cells ------------------------------------------------------------------------------------------------------
    def zelle(self, gebiet: Gebiet, bedingungen: tuple[Bedingung, ...] = (), *, mit_km: bool = True) -> Zelle:
        """Return the cell of an area under conditions that all hold; without `mit_km` nothing is measured."""
        passend = self.fakten.familien
        for bedingung in bedingungen:
            passend &= self.fakten.mengen[bedingung]
        hier, nahe, weit, ferne = (menge & passend for menge in self._wo(gebiet))
        stufe = self._stufe(hier, nahe, weit, ferne)
        km = None if not mit_km or hier or weit or stufe == Stufe.UNBEKANNT else self.fakten.km(gebiet, nahe or ferne)
        arten = tuple(self._arten(gebiet, bedingungen, stufe, hier, hier | nahe | weit))
        return Zelle(gebiet, bedingungen, hier, nahe, weit, ferne, stufe, arten, km)

    def _wo(self, gebiet: Gebiet) -> tuple[Menge, Menge, Menge, Menge]:
        """Return what is made for the area, near it, county-wide, elsewhere; for the Kreis all that is not made for one of
        its Gemeinden is county-wide."""
        if gebiet not in self._hier:
            fakten = self.fakten
            hier = vereint(fakten.im_ort.get(ort.pk, 0) for ort in gebiet.orte)
            weit = (fakten.alle if gebiet.ebene == Ebene.KREIS else fakten.kreisweit) & ~hier
            nahe = fakten.nah(gebiet) & ~hier & ~weit
            self._hier[gebiet] = (hier, nahe, weit, fakten.alle & ~hier & ~nahe & ~weit)
        return self._hier[gebiet]

    def _stufe(self, hier: Menge, nahe: Menge, weit: Menge, ferne: Menge) -> Stufe:
        if not self.fakten.familien:
            return Stufe.UNBEKANNT
        stufen = ((hier, Stufe.OERTLICH), (nahe, Stufe.NAH), (weit, Stufe.KREISWEIT), (ferne, Stufe.FERN))
        return next((stufe for menge, stufe in stufen if menge), Stufe.NICHTS)

    def _arten(
        self, gebiet: Gebiet, bedingungen: tuple[Bedingung, ...], stufe: Stufe, hier: Menge, da: Menge
    ) -> list[Lueckenart]:
        """Return the kinds of gap in their order; `da` is what families can use: what reaches them or lies near."""
        if stufe == Stufe.UNBEKANNT:
            return []
        nach_stufe = {Stufe.NICHTS: Lueckenart.NICHTS, Stufe.FERN: Lueckenart.NUR_FERN}
        nach_stufe[Stufe.KREISWEIT] = Lueckenart.NUR_KREISWEIT
        arten = {nach_stufe[stufe]} if stufe in nach_stufe else set()
        if da:
            arten |= self._am_angebot(da)
        if any(not self._verbunden(gebiet, slug, da) for art, slug in bedingungen if art == "uebergang"):
            arten.add(Lueckenart.UEBERGANG)
        if any(
            (gruppe & hier).bit_count() >= DOPPELT_AB
            for ort in gebiet.orte
            for gruppe in self.fakten.doppelte.get(ort.pk, ())
        ):
            arten.add(Lueckenart.DOPPELT)
        return [art for art in Lueckenart if art in arten]

    def _am_angebot(self, da: Menge) -> set[Lueckenart]:
        """Return what is missing at all of these Angebote."""
        fakten, arten = self.fakten, set()
        for name, (luecke, datenluecke) in OHNE_ALTERNATIVE.items():
            leicht, unbekannt = fakten.merkmale[name]
            if not da & leicht:
                arten.add(datenluecke if da & unbekannt else luecke)
        if not da & ~fakten.endet:
            arten.add(Lueckenart.ENDET_BALD)
        if not da & ~fakten.voll:
            arten.add(Lueckenart.VOLL)
        if not da & fakten.frisch:
            arten.add(Lueckenart.UNBESTAETIGT)
        return arten

    def _verbunden(self, gebiet: Gebiet, slug: str, da: Menge) -> bool:
        """Are there two Akteure, one on each side of an Übergang, who make an Angebot for it there, or have agreed on it?"""
        seiten = next((seiten for seiten, wechsel in self.fakten.uebergaenge.items() if wechsel == slug), None)
        if seiten is None:
            return True
        davor, danach = self._auf_beiden_seiten(seiten, da)
        if davor and danach and len(davor | danach) > 1:
            return True
        hier, nahe, weit, _ferne = self._wo(gebiet)
        davor, danach = self._auf_beiden_seiten(seiten, hier | nahe | weit)
        paare = self.kooperationen.get(slug, ())
        return any((a in davor and b in danach) or (b in davor and a in danach) for a, b in paare)

    def _auf_beiden_seiten(self, seiten: tuple[str, str], menge: Menge) -> tuple[set[int], set[int]]:
        """Return who makes one of these Angebote for the Lebensphase before a change, and who for the one after."""
        davor, danach = (self.fakten.akteure(menge & self.fakten.mengen["lebensphase", phase]) for phase in seiten)
        return davor, danach
