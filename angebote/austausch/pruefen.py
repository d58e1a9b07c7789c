"""Rows → checked rows and findings. Reads every cell, then what must fit together. Writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from akteure.models import Gemeinde

from .befunde import Befund, Befundart, fehlerzeilen
from .lesen import Tabelle, Zeile
from .spalten import NACH_FELD
from .spaltenarten import Zellfehler
from .woerter import Ortsfund, Woerter, plz_von

T = TypeVar("T")
ADRESSE = ("strasse", "hausnummer", "plz", "ort")


class Fortschritt(Protocol):
    """Gives the items on, and may show how far it is; `was` says what is being done."""

    def __call__(self, dinge: Iterable[T], was: str) -> Iterable[T]: ...


def ohne_anzeige(dinge: Iterable[T], was: str) -> Iterable[T]:
    """A Fortschritt that shows nothing."""
    return dinge


@dataclass
class Eintrag:
    """A checked row: the values by `feld`; an empty cell says nothing and has no value."""

    zeile: int
    werte: dict[str, Any] = field(default_factory=dict)

    @property
    def schluessel(self) -> tuple[str, str]:
        """What identifies it in its source."""
        return self.werte["quelle"], self.werte["externe_id"]

    @property
    def hat_ort(self) -> bool:
        return any(self.werte.get(feld) is not None for feld in (*ADRESSE, "gemeinde", "lat"))


def pruefen(
    tabelle: Tabelle, woerter: Woerter, fortschritt: Fortschritt = ohne_anzeige
) -> tuple[list[Eintrag], list[Befund]]:
    """Return the rows that can be taken, and all findings of all rows."""
    pruefer = _Pruefer(tabelle, woerter)
    eintraege = [pruefer.pruefe(zeile) for zeile in fortschritt(tabelle.zeilen, "Prüfen")]
    fehlerhaft = fehlerzeilen(pruefer.befunde)
    return [eintrag for eintrag in eintraege if eintrag.zeile not in fehlerhaft], pruefer.befunde


class _Pruefer:
    def __init__(self, tabelle: Tabelle, woerter: Woerter) -> None:
        self.spalten = tabelle.spalten
        self.woerter = woerter
        self.befunde: list[Befund] = []
        self.gesehen: dict[tuple[str, str], int] = {}

    def pruefe(self, zeile: Zeile) -> Eintrag:
        eintrag = Eintrag(zeile.nummer)
        unlesbar: set[str] = set()
        for spalte in self.spalten:
            text = zeile.zellen[spalte.feld]
            if not text:
                if spalte.pflicht:
                    self._melde(Befundart.PFLICHT, f"„{spalte.name}“ fehlt.", zeile, spalte.feld)
                continue
            try:
                eintrag.werte[spalte.feld] = spalte.lesen(text, self.woerter)
            except Zellfehler as fehler:
                unlesbar.add(spalte.feld)
                for wert, grund in fehler.maengel:
                    self._melde(fehler.art, grund, zeile, spalte.feld, wert)
        self._pruefe_schluessel(zeile, eintrag)
        self._pruefe_alter(zeile, eintrag)
        self._pruefe_gemeinde(zeile, eintrag)
        if not unlesbar & {"lat", "lon"}:
            self._pruefe_punkt(zeile, eintrag)
        return eintrag

    def _melde(self, art: Befundart, grund: str, zeile: Zeile, feld: str, wert: str | None = None) -> None:
        text = zeile.zellen.get(feld, "") if wert is None else wert
        self.befunde.append(Befund(art, grund, zeile.nummer, NACH_FELD[feld].name, text))

    def _pruefe_schluessel(self, zeile: Zeile, eintrag: Eintrag) -> None:
        if {"quelle", "externe_id"} <= eintrag.werte.keys():
            erste = self.gesehen.setdefault(eintrag.schluessel, zeile.nummer)
            if erste != zeile.nummer:
                self._melde(Befundart.DOPPELT, f"Diese Nummer steht schon in Zeile {erste}.", zeile, "externe_id")

    def _pruefe_alter(self, zeile: Zeile, eintrag: Eintrag) -> None:
        von, bis = eintrag.werte.get("alter_von"), eintrag.werte.get("alter_bis")
        if von is not None and bis is not None and von > bis:
            self._melde(Befundart.ALTER, f"„Alter von“ ist {von}, „Alter bis“ ist {bis}.", zeile, "alter_von")

    def _pruefe_gemeinde(self, zeile: Zeile, eintrag: Eintrag) -> None:
        """Find the Gemeinde by AGS, else by Ort (the rule stands at Gebiet)."""
        ags, ort = eintrag.werte.pop("ags", None), eintrag.werte.get("ort")
        if ags:
            gemeinde = self.woerter.gebiet.nach_ags.get(ags)
            if gemeinde is None:
                grund = "Eine Gemeinde mit diesem AGS gibt es im Gebiet nicht. Der Standort bleibt ohne Gemeinde."
                self._melde(Befundart.ORT_UNBEKANNT, grund, zeile, "ags")
        elif ort:
            gemeinde = self._gemeinde_zu_ort(ort, zeile, eintrag)
        else:
            return
        if gemeinde:
            eintrag.werte["gemeinde"] = gemeinde
            eintrag.werte.setdefault("ort", gemeinde.name)

    def _gemeinde_zu_ort(self, ort: str, zeile: Zeile, eintrag: Eintrag) -> Gemeinde | None:
        plz = eintrag.werte.get("plz", "")
        fund = self.woerter.gebiet.finden(ort, plz)
        if fund.mehrdeutig:
            self._melde(Befundart.ORT_MEHRDEUTIG, _grund_mehrdeutig(fund, plz), zeile, "ort")
        elif not fund.genau:
            self._melde(Befundart.ORT_UNBEKANNT, _grund_unbekannt(fund), zeile, "ort")
        return fund.gemeinde

    def _pruefe_punkt(self, zeile: Zeile, eintrag: Eintrag) -> None:
        lat, lon = eintrag.werte.get("lat"), eintrag.werte.get("lon")
        if (lat is None) != (lon is None):
            eintrag.werte.pop("lat", None)
            eintrag.werte.pop("lon", None)
            grund = "Eine von zwei Koordinaten fehlt. Der Standort bleibt ohne Punkt."
            self._melde(Befundart.KOORDINATE_HALB, grund, zeile, "lon" if lat is None else "lat")
        elif lat is None or lon is None:
            if eintrag.hat_ort:
                self._melde(Befundart.KOORDINATEN_FEHLEN, "Der Eintrag steht nicht auf der Karte.", zeile, "lat")
        elif lat == 0 and lon == 0:
            self._melde(
                Befundart.KOORDINATE, "0/0 ist kein Ort. Bitte leer lassen, was nicht bekannt ist.", zeile, "lat"
            )
        elif not self.woerter.gebiet.enthaelt(lat, lon):
            grund = "Der Punkt liegt außerhalb des Gebiets. Sind Breite und Länge vertauscht?"
            self._melde(Befundart.AUSSERHALB, grund, zeile, "lat", f"{lat}, {lon}")


def _mit_ags(gemeinde: Gemeinde) -> str:
    plz = ", ".join(plz_von(gemeinde)) or "nicht bekannt"
    return f"„{gemeinde.name}“ (PLZ {plz}, AGS {gemeinde.ags})"


def _grund_mehrdeutig(fund: Ortsfund, plz: str) -> str:
    was = "Diesen Ortsteil" if fund.ortsteil else "Diesen Namen"
    passend = [gemeinde for gemeinde in fund.mehrdeutig if plz in plz_von(gemeinde)]
    wohl = f" Nach der PLZ wohl AGS {passend[0].ags}." if len(passend) == 1 else ""
    return (
        f"{was} gibt es mehrmals: {', '.join(_mit_ags(gemeinde) for gemeinde in fund.mehrdeutig)}.{wohl}"
        " Bitte den AGS in „Gemeinde (AGS)“ eintragen. Bis dahin bleibt der Standort ohne Gemeinde."
    )


def _grund_unbekannt(fund: Ortsfund) -> str:
    if fund.gemeinde:
        was = "Das ist ein Ortsteil" if fund.ortsteil else "Genau so heißt keine Gemeinde"
        return f"{was}. Zugeordnet zu {_mit_ags(fund.gemeinde)}."
    if fund.aehnlich:
        aehnlich = " oder ".join(_mit_ags(gemeinde) for gemeinde in fund.aehnlich)
        return f"So heißt keine Gemeinde. Der Standort bleibt ohne Gemeinde. Meinten Sie {aehnlich}?"
    return "So heißt keine Gemeinde. Der Standort bleibt ohne Gemeinde; außerhalb des Gebiets ist das richtig."
