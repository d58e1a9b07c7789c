"""The gap matrix as it is shown: each cell with its counts, its kinds of gap and its entries in the register."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.http import urlencode

from netzwerk.models import Luecke
from netzwerk.models.schritte import stelle_von

from .abdeckung import Abdeckung, Kopf, Zelle
from .arten import Lueckenart, Stufe
from .auswahl import WORTE, Matrixauswahl
from .gebiete import Gebiet
from .kinder import je_tausend

KURZ: Mapping[str, str] = {
    Lueckenart.NICHTS: "nichts da",
    Lueckenart.NUR_FERN: "nur weit weg",
    Lueckenart.NUR_KREISWEIT: "nur kreisweit",
    Lueckenart.UEBERGANG: "niemand zuständig",
    Lueckenart.VOLL: "kein Platz",
    Lueckenart.NUR_KOSTEN: "kostet",
    Lueckenart.NUR_DEUTSCH: "nur Deutsch",
    Lueckenart.NUR_KOMM: "nur hingehen",
    Lueckenart.NUR_VERMITTLUNG: "nur vermittelt",
    Lueckenart.NICHT_BARRIEREFREI: "nur mit Stufen",
    Lueckenart.ENDET_BALD: "endet bald",
    Lueckenart.DOPPELT: "doppelt",
    Lueckenart.UNBESTAETIGT: "noch da?",
    Lueckenart.KOSTEN_UNBEKANNT: "Kosten?",
    Lueckenart.DEUTSCH_UNBEKANNT: "Sprachen?",
    Lueckenart.FORMAT_UNBEKANNT: "Format?",
    Lueckenart.ZUGANG_UNBEKANNT: "Anmeldung?",
    Lueckenart.BARRIERE_UNBEKANNT: "Stufen?",
}
"""What stands in a cell; what ends with "?" is a gap in what we know."""
SIGNALE: Mapping[str, str] = {
    Stufe.OERTLICH.value: "●",
    Stufe.NAH.value: "◐",
    Stufe.KREISWEIT.value: "○",
    Stufe.FERN.value: "◇",
    Stufe.NICHTS.value: "✕",
    Stufe.UNBEKANNT.value: "?",
}


def anker_von(zelle: Zelle) -> str:
    """Return the id of a cell in the page."""
    return "-".join(["f", zelle.gebiet.schluessel or "kreis", *(wert for _name, wert in zelle.bedingungen)])


def _klasse(art: Lueckenart) -> str:
    """Return how a kind of gap looks: in what exists, in what we know, or too much."""
    return "daten" if art.ist_datenluecke else "doppelt" if art.ist_ueberhang else "fehlt"


def _worte() -> dict[Lueckenart, dict[str, str]]:
    """Return every kind of gap as the page shows it. Made anew each time: words of the vocabulary follow the language."""
    return {
        art: {"wert": art.value, "kurz": KURZ[art], "wort": str(art.label), "klasse": _klasse(art)}
        for art in Lueckenart
    }


@dataclass(frozen=True, slots=True)
class Eintrag:
    """A Luecke of the register, as a cell shows it."""

    pk: int
    lage: str
    art: str


@dataclass(frozen=True, slots=True)
class Feld:
    """One cell, as the page shows it: all texts are ready, for there are hundreds of them. `arten` are the kinds shown, `neu`
    is the one its button records ("" for none), `auftrag` what the button sends."""

    zelle: Zelle
    arten: Sequence[Mapping[str, str]]
    eintraege: Sequence[Eintrag]
    neu: str
    auftrag: str
    stufe: str
    wort: str
    """What a screen reader says after the number."""
    unklar: bool
    adresse: str
    anzahl: str
    nah: str
    davon: str
    je_tausend: Decimal | None

    @property
    def anker(self) -> str:
        return anker_von(self.zelle)

    @property
    def klasse(self) -> str:
        return f"s-{self.stufe} unklar" if self.unklar else f"s-{self.stufe}"

    @property
    def zeichen(self) -> str:
        return SIGNALE[self.stufe]


def davon(zelle: Zelle, je_tausend: Decimal | None = None) -> str:
    """Return where they are, in words: local, county-wide and near are three things."""
    worte = [f"{zelle.oertlich} vor Ort", f"{zelle.kreisweit} kreisweit"] if zelle.anzahl else []
    worte += [f"{zelle.nah} nah"] if zelle.nah else []
    worte += [f"ab {zelle.km:.0f} km"] if zelle.km and zelle.km >= 1 else []
    worte += [f"{je_tausend:.1f} je 1.000 Kinder".replace(".", ",", 1)] if je_tausend is not None else []
    return ", ".join(worte)


@dataclass(frozen=True)
class Zeile:
    name: str
    adresse: str
    """The query string of the list of the whole row."""
    felder: Sequence[Feld]


class Matrix:
    """All cells of one page of a view. `kinder`: children in an area, where known."""

    def __init__(
        self,
        auswahl: Matrixauswahl,
        gebiete: Sequence[Gebiet] | None = None,
        kinder: Mapping[Gebiet, int | None] | None = None,
    ) -> None:
        """`gebiete`: the rows of this page, where rows are areas (all, if not said); one query."""
        self.auswahl, self.koepfe = auswahl, auswahl.koepfe
        self.abdeckung: Abdeckung = auswahl.abdeckung
        self.kinder = kinder or {}
        self._pks = {(name, wort.wert): wort.pk for name in WORTE for wort in self.abdeckung.vokabular[name]}
        self._worte, self._stufen = _worte(), {stufe: str(stufe.label) for stufe in Stufe}
        self._register = self._eintraege()
        alle = auswahl.gebietszeilen if gebiete is None else gebiete
        self.zeilen = self._nach_gebieten(alle) if auswahl.nach_gebieten else self._nach_worten(auswahl.wortzeilen)

    def _nach_gebieten(self, gebiete: Sequence[Gebiet]) -> list[Zeile]:
        dazu = self.auswahl.dazu
        return [
            Zeile(gebiet.name, gebiet.adresse(*dazu), [self._feld(zelle) for zelle in zellen])
            for gebiet, zellen in self.abdeckung.matrix(gebiete, self.koepfe, dazu)
        ]

    def _nach_worten(self, worte: Iterable[Kopf]) -> list[Zeile]:
        gebiet, zeilen = self.auswahl.gebiet, []
        for kopf in worte if gebiet.orte else ():
            dazu = (*self.auswahl.dazu, kopf.bedingung)
            [(_gebiet, zellen)] = self.abdeckung.matrix([gebiet], self.koepfe, dazu)
            zeilen.append(Zeile(kopf.wort.name, gebiet.adresse(*dazu), [self._feld(zelle) for zelle in zellen]))
        return zeilen

    def _eintraege(self) -> dict[str, list[Eintrag]]:
        """Return cell → its entries of the register, for all cells of this shape."""
        auswahl, eintraege = self.auswahl, defaultdict(list)
        namen = {name for name, _wert in auswahl.dazu} | {auswahl.spalten}
        namen |= set() if auswahl.nach_gebieten else {auswahl.zeilen}
        ebene = auswahl.zeilen if auswahl.nach_gebieten else auswahl.gebiet.ebene
        for luecke in Luecke.objects.zu_zellen(ebene, namen).mit_lage().order_by("pk").defer("belege", "entscheidung"):
            if not auswahl.art or luecke.art == auswahl.art:
                stelle = luecke.merkmal.rpartition("|")[0]
                eintraege[stelle].append(Eintrag(luecke.pk, luecke.lage, luecke.art))
        return eintraege

    def _feld(self, zelle: Zelle) -> Feld:
        nur = self.auswahl.art
        arten = [art for art in zelle.arten if not nur or art == nur]
        eintraege = self._register.get(stelle_von(zelle, self._pks), []) if self._register else []
        bekannt = {eintrag.art for eintrag in eintraege}
        neu = next((art for art in arten if art not in bekannt), None)
        wert = je_tausend(zelle.anzahl, self.kinder.get(zelle.gebiet))
        auftrag = [*zelle.gebiet.abfrage, *zelle.bedingungen, ("art", neu.value)] if neu else []
        return Feld(
            zelle=zelle,
            arten=[self._worte[art] for art in arten],
            eintraege=eintraege,
            neu=self._worte[neu]["wort"] if neu else "",
            auftrag=urlencode(auftrag),
            stufe=zelle.stufe.value,
            wort=self._stufen[zelle.stufe],
            unklar=zelle.stufe == Stufe.UNBEKANNT or Lueckenart.UNBESTAETIGT in zelle.arten,
            adresse=zelle.adresse,
            anzahl=str(zelle.anzahl),
            nah=str(zelle.nah),
            davon=davon(zelle, wert),
            je_tausend=wert,
        )

    @property
    def kinder_bekannt(self) -> bool:
        """Is it known of any area how many children live there?"""
        return any(self.kinder.values())

    # --- summary ----------------------------------------------------------------------------------------------------
    @cached_property
    def felder(self) -> list[Feld]:
        return [feld for zeile in self.zeilen for feld in zeile.felder]

    @cached_property
    def anzahl_felder(self) -> int:
        return len(self.felder)

    @cached_property
    def anzahl_je_art(self) -> Counter[Lueckenart]:
        """How many cells have each kind of gap."""
        return Counter(art for feld in self.felder for art in feld.zelle.arten)

    @cached_property
    def arten(self) -> list[dict[str, object]]:
        """Every kind of gap with the number of cells that have it, and the address that shows it alone (or all again)."""
        zahlen, nur = self.anzahl_je_art, self.auswahl.art
        return [
            {**self._worte[art], "anzahl": zahlen[art], "gewaehlt": art == nur, "adresse": self._adresse(art)}
            for art in Lueckenart
        ]

    @property
    def vorhandene(self) -> list[dict[str, object]]:
        return [art for art in self.arten if art["anzahl"] or art["gewaehlt"]]

    @property
    def nicht_vorhandene(self) -> list[dict[str, object]]:
        return [art for art in self.arten if not (art["anzahl"] or art["gewaehlt"])]

    def _adresse(self, art: Lueckenart) -> str:
        return self.auswahl.adresse(art="" if art == self.auswahl.art else str(art))

    @property
    def stufen(self) -> list[dict[str, object]]:
        """How many cells are how well in reach."""
        zahlen = Counter(feld.stufe for feld in self.felder)
        return [
            {"stufe": str(stufe), "wort": stufe.label, "zeichen": SIGNALE[stufe], "anzahl": zahlen[stufe]}
            for stufe in Stufe
            if stufe != Stufe.UNBEKANNT or zahlen[stufe]
        ]

    @property
    def unklare(self) -> int:
        """Cells of which nothing has been confirmed for long."""
        return sum(feld.unklar for feld in self.felder)

    @property
    def ohne_luecke(self) -> int:
        """Cells without any gap."""
        return sum(not feld.zelle.arten for feld in self.felder)

    @property
    def ohne_daten(self) -> bool:
        """Is there no Angebot for families at all? Then nothing here is a gap."""
        return not self.abdeckung.fakten.familien
