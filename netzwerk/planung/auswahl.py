"""What an address of the gap matrix asks for: rows, columns, place, conditions, one kind of gap."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from django.http import QueryDict
from django.utils.http import urlencode

from akteure.forms import Anfrage
from angebote.vokabular import Wort

from .abdeckung import Abdeckung, Bedingung, Kopf, Zelle
from .arten import Lueckenart
from .fakten import FACHSEITE
from .gebiete import Ebene, Gebiet

GEBIETE: dict[str, str] = {
    Ebene.KREIS: "ganzer Kreis",
    Ebene.PLANUNGSRAUM: "Planungsräume",
    Ebene.GEMEINDE: "Gemeinden",
}
WORTE = {
    "lebensphase": "Lebensphasen",
    "uebergang": "Übergänge",
    "thema": "Themen",
    "zielgruppe": "Zielgruppen",
    "sprache": "Sprachen",
}
EINZAHL = {
    "lebensphase": "Lebensphase",
    "uebergang": "Übergang",
    "thema": "Thema",
    "zielgruppe": "Zielgruppe",
    "sprache": "Sprache",
}
ORTE = {"planungsraum": "Planungsraum", "gemeinde": "Gemeinde"}


class Nur(NamedTuple):
    """Something that holds for all cells; `ohne`: the query string without it, "" where it cannot be left out."""

    art: str
    name: str
    ohne: str = ""


class Bedingt(Anfrage):
    """Base: reads a place and conditions, and says what it left out."""

    NAMEN = Anfrage.NAMEN | EINZAHL | ORTE | {"zeilen": "Zeilen", "spalten": "Spalten", "art": "Art der Lücke"}

    def __init__(self, roh: QueryDict, abdeckung: Abdeckung) -> None:
        super().__init__(roh)
        self.abdeckung = abdeckung
        self.gebiete = abdeckung.fakten.gebiete

    def woerter(self, name: str) -> list[Wort]:
        """Return the words of one kind that are about families, Unterthemen too."""
        return [wort for wort in self.abdeckung.vokabular[name] if (name, wort.wert) not in FACHSEITE]

    def wort(self, name: str) -> str:
        """Return one of them, or ""."""
        return self.eines_aus(name, {wort.wert for wort in self.woerter(name)})

    def ort(self, name: str) -> str:
        """Return the key of a Planungsraum or an AGS, or ""."""
        return self.eines_aus(name, {gebiet.schluessel for gebiet in self.gebiete.alle(name)})


class Zellenwunsch(Bedingt):
    """One cell and one kind of gap, as the button of the matrix names them."""

    def __init__(self, roh: QueryDict, abdeckung: Abdeckung) -> None:
        super().__init__(roh, abdeckung)
        orte = {name: self.ort(name) for name in ORTE}
        self.bedingungen = tuple((name, wert) for name in WORTE if (wert := self.wort(name)))
        self.art = self.eines_aus("art", Lueckenart.values)
        self.gebiet = self.gebiete.eines(**orte)
        if orte["gemeinde"]:
            self.ignoriere("planungsraum", orte["planungsraum"])

    @property
    def zelle(self) -> Zelle | None:
        """Return the cell; None where something was not understood, for then it would be another one."""
        if self.ignoriert or not (self.art and self.gebiet and self.gebiet.orte and self.bedingungen):
            return None
        return self.abdeckung.zelle(self.gebiet, self.bedingungen)


class Matrixauswahl(Bedingt):
    """A view of the matrix. Rows are areas or words; columns are words of another kind."""

    def __init__(self, roh: QueryDict, abdeckung: Abdeckung) -> None:
        super().__init__(roh, abdeckung)
        self.zeilen = self.eines_aus("zeilen", {**GEBIETE, **WORTE}) or str(Ebene.GEMEINDE)
        self.spalten = self.eines_aus("spalten", WORTE)
        if self.spalten == self.zeilen:
            self.ignoriere("spalten", self.spalten)
        if self.spalten in ("", self.zeilen):
            self.spalten = next(name for name in WORTE if name != self.zeilen)
        self.dazu = self._bedingungen()
        self.art = self.eines_aus("art", Lueckenart.values)
        self.planungsraum, self.gemeinde = self._ort()

    def _bedingungen(self) -> tuple[Bedingung, ...]:
        """Return what holds for all cells; what rows or columns show anyway is left out, and said so."""
        gefunden = [(name, wert) for name in WORTE if (wert := self.wort(name))]
        for name, wert in gefunden:
            if name in (self.zeilen, self.spalten):
                self.ignoriere(name, wert)
        return tuple((name, wert) for name, wert in gefunden if name not in (self.zeilen, self.spalten))

    def _ort(self) -> tuple[str, str]:
        """Return Planungsraum and Gemeinde as far as they narrow these rows; a Gemeinde says more than its Planungsraum."""
        raum, gemeinde = self.ort("planungsraum"), self.ort("gemeinde")
        if gemeinde and self.zeilen in (Ebene.KREIS, Ebene.PLANUNGSRAUM):
            self.ignoriere("gemeinde", gemeinde)
            gemeinde = ""
        if raum and (gemeinde or self.zeilen == Ebene.KREIS):
            self.ignoriere("planungsraum", raum)
            raum = ""
        return raum, gemeinde

    # --- axes -------------------------------------------------------------------------------------------------------
    @property
    def nach_gebieten(self) -> bool:
        return self.zeilen in GEBIETE

    @cached_property
    def gebiet(self) -> Gebiet:
        """The area of all cells where rows are words; the one that narrows them where rows are areas."""
        return self.gebiete.eines(gemeinde=self.gemeinde, planungsraum=self.planungsraum) or self.gebiete.kreis

    @property
    def gebietszeilen(self) -> Sequence[Gebiet]:
        """The areas that are rows."""
        if self.zeilen == Ebene.KREIS:
            return [self.gebiete.kreis] if self.gebiete.orte else []
        alle, drin = self.gebiete.alle(self.zeilen), {ort.ags for ort in self.gebiet.orte}
        return [gebiet for gebiet in alle if all(ort.ags in drin for ort in gebiet.orte)]

    @property
    def koepfe(self) -> list[Kopf]:
        return self.abdeckung.koepfe(self.spalten)

    @property
    def wortzeilen(self) -> list[Kopf]:
        return [] if self.nach_gebieten else self.abdeckung.koepfe(self.zeilen)

    # --- in words, as address ---------------------------------------------------------------------------------------
    @property
    def titel(self) -> str:
        zeilen = {**GEBIETE, **WORTE}
        return f"{zeilen[self.zeilen][0].upper()}{zeilen[self.zeilen][1:]} und {WORTE[self.spalten]}"

    @property
    def nur(self) -> list[Nur]:
        """What holds for all cells, in words, each with the address without it."""
        namen = {(name, wort.wert): wort.name for name in WORTE for wort in self.abdeckung.vokabular[name]}
        worte = [Nur(EINZAHL[name], namen[name, wert], self.adresse(**{name: ""})) for name, wert in self.dazu]
        if self.planungsraum or self.gemeinde:
            worte.insert(0, Nur("Ort", self.gebiet.name, self.adresse(planungsraum="", gemeinde="")))
        elif not self.nach_gebieten:
            worte.insert(0, Nur("Ort", self.gebiet.name))
        art = [Nur("Art der Lücke", str(Lueckenart(self.art).label), self.adresse(art=""))] if self.art else []
        return worte + art

    @property
    def parameter(self) -> dict[str, str]:
        """The address in its cleaned, short form."""
        werte = {"zeilen": self.zeilen, "spalten": self.spalten, "planungsraum": self.planungsraum}
        werte |= {"gemeinde": self.gemeinde, **dict(self.dazu), "art": self.art}
        return {name: wert for name, wert in werte.items() if wert}

    def adresse(self, **neu: str) -> str:
        """Return the query string with `neu` set; "" takes a parameter out."""
        return urlencode({name: wert for name, wert in (self.parameter | neu).items() if wert})
