"""Check demo entries: known fields, right kinds of values, references that lead somewhere. No database here.

Rules the models know (lengths, addresses, what publishing needs) are left to them: see demo_uebernehmen.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from akteure.lesen import Fehlerliste
from angebote.laden.demo_format import (
    AKTEUR_PFLICHT,
    ANGEBOT_PFLICHT,
    LOTSENSTELLE_PFLICHT,
    Bekannt,
    Regel,
    felder_der_lotsenstelle,
    felder_des_akteurs,
    felder_des_angebots,
    was_stimmt_nicht,
)
from angebote.models import Angebot


@dataclass(frozen=True)
class Eintrag:
    """One Akteur, Angebot or Lotsenstelle of a file: where it stands and what it says."""

    ort: str
    werte: dict[str, Any]

    @property
    def schluessel(self) -> str:
        return str(self.werte["schluessel"])

    def feld(self, name: str) -> str:
        """Return the place of one value, for a fault."""
        return f"{self.ort}, „{name}“"


@dataclass(frozen=True)
class Demodaten:
    """All entries of all files."""

    akteure: list[Eintrag] = field(default_factory=list)
    angebote: list[Eintrag] = field(default_factory=list)
    lotsenstellen: list[Eintrag] = field(default_factory=list)

    @property
    def alle(self) -> list[Eintrag]:
        return [*self.akteure, *self.angebote, *self.lotsenstellen]

    def verweise(self, liste: str) -> set[str]:
        """Return `<akteur>/<schluessel>` of all "kontakte" or "standorte"."""
        return {
            f"{akteur.schluessel}/{teil['schluessel']}"
            for akteur in self.akteure
            for teil in akteur.werte.get(liste, [])
        }


def pruefe_demo(dateien: Mapping[str, object], bekannt: Bekannt, fehler: Fehlerliste) -> Demodaten:
    """Return the entries of all files (name → content). What it returns is only good if no fault was added."""
    demo = Demodaten()
    if leer := [name for name, schluessel in bekannt.items() if not schluessel]:
        grund = "Bitte zuerst Gebiet und Vokabular laden: manage.py lade_gebiet, manage.py lade_vokabular"
        fehler.melde("Datenbank", f"Hier fehlen noch: {', '.join(leer)}. {grund}")
        return demo
    for datei, inhalt in dateien.items():
        if not isinstance(inhalt, dict) or inhalt.keys() - {"lotsenstellen"} != {"akteure", "angebote"}:
            grund = "Ganz außen müssen zwei Listen stehen, „akteure“ und „angebote“; dazu darf „lotsenstellen“ kommen."
            fehler.melde(datei, grund)
            continue
        demo.akteure.extend(
            _geprueft(inhalt["akteure"], f"{datei}, Akteur", felder_des_akteurs(bekannt), AKTEUR_PFLICHT, fehler)
        )
        demo.angebote.extend(
            _geprueft(inhalt["angebote"], f"{datei}, Angebot", felder_des_angebots(bekannt), ANGEBOT_PFLICHT, fehler)
        )
        stellen, felder = inhalt.get("lotsenstellen", []), felder_der_lotsenstelle(bekannt)
        demo.lotsenstellen.extend(_geprueft(stellen, f"{datei}, Lotsenstelle", felder, LOTSENSTELLE_PFLICHT, fehler))
    if not fehler:
        _melde_doppelte(demo, fehler)
        _pruefe_akteure(demo, fehler)
        _pruefe_angebote(demo, fehler)
    return demo


def _geprueft(
    liste: object, ort: str, felder: dict[str, Regel], pflicht: set[str], fehler: Fehlerliste
) -> list[Eintrag]:
    if not isinstance(liste, list):
        fehler.melde(ort, "Hier muss eine Liste stehen.")
        return []
    eintraege = []
    for nummer, roh in enumerate(liste, 1):
        werte = roh if isinstance(roh, dict) else {}
        eintrag = Eintrag(f"{ort} „{werte.get('schluessel') or nummer}“", werte)
        for name, grund in was_stimmt_nicht(roh, felder, pflicht):
            fehler.melde(eintrag.feld(name) if name else eintrag.ort, grund, werte.get(name))
        eintraege.append(eintrag)
    return eintraege


def _melde_doppelte(demo: Demodaten, fehler: Fehlerliste) -> None:
    for eintraege in (demo.akteure, demo.angebote, demo.lotsenstellen):
        erste: dict[str, Eintrag] = {}
        for eintrag in eintraege:
            if erste.setdefault(eintrag.schluessel, eintrag) is not eintrag:
                fehler.melde(
                    eintrag.feld("schluessel"), f"Diesen Schlüssel hat schon: {erste[eintrag.schluessel].ort}."
                )


def _pruefe_akteure(demo: Demodaten, fehler: Fehlerliste) -> None:
    schluessel = {akteur.schluessel for akteur in demo.akteure}
    for akteur in demo.akteure:
        ueber = akteur.werte.get("uebergeordnet")
        if ueber is not None and (ueber not in schluessel or ueber == akteur.schluessel):
            fehler.melde(akteur.feld("uebergeordnet"), "Diesen anderen Akteur gibt es nicht.", ueber)
        for liste in ("kontakte", "standorte"):
            namen = [teil["schluessel"] for teil in akteur.werte.get(liste, [])]
            for doppelt in sorted({name for name in namen if namen.count(name) > 1}):
                fehler.melde(akteur.feld(liste), "Diesen Schlüssel gibt es zweimal.", doppelt)


def _pruefe_angebote(demo: Demodaten, fehler: Fehlerliste) -> None:
    akteure = {akteur.schluessel for akteur in demo.akteure}
    standorte, kontakte = demo.verweise("standorte"), demo.verweise("kontakte")
    for angebot in demo.angebote:
        werte = angebot.werte
        orte = [ort["standort"] for ort in werte.get("standorte", [])]
        codes = [sprache["code"] for sprache in werte.get("sprachen", [])]
        _melde_fremde(angebot, "akteur", [werte["akteur"]], akteure, fehler)
        _melde_fremde(angebot, "mitwirkende", werte.get("mitwirkende", []), akteure - {werte["akteur"]}, fehler)
        _melde_fremde(angebot, "kontakte", werte.get("kontakte", []), kontakte, fehler)
        _melde_fremde(angebot, "standorte", orte, standorte, fehler)
        for name, liste in (("standorte", orte), ("sprachen", codes)):
            if len(set(liste)) < len(liste):
                fehler.melde(angebot.feld(name), "Hier steht etwas doppelt.", ", ".join(liste))
        if (werte.get("einzugsgebiet") == Angebot.Einzugsgebiet.GEMEINDEN) != bool(werte.get("gemeinden")):
            fehler.melde(angebot.feld("gemeinden"), "Gemeinden gehören genau zum Einzugsgebiet „gemeinden“.")
        if (werte.get("plaetze", "unbekannt") != "unbekannt") != (werte.get("plaetze_tage") is not None):
            fehler.melde(angebot.feld("plaetze_tage"), "Das gehört genau zu einer Angabe in „plaetze“.")


def _melde_fremde(eintrag: Eintrag, name: str, verweise: list[str], bekannt: set[str], fehler: Fehlerliste) -> None:
    for verweis in verweise:
        if verweis not in bekannt:
            fehler.melde(eintrag.feld(name), "Das gibt es in den Dateien nicht, oder es passt hier nicht.", verweis)
