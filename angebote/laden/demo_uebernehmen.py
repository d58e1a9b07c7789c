"""Write checked demo entries. The models' own rules are asked for every row; the caller rolls back if one fails."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from akteure.lesen import Fehlerliste
from akteure.models import Akteur, Gemeinde, Kontakt, Planungsraum, Sprache, Standort
from angebote.laden.demo_format import WOCHENTAGE
from angebote.laden.demo_pruefen import Demodaten, Eintrag
from angebote.models import (
    Angebot,
    AngebotSprache,
    AngebotStandort,
    Ermaessigung,
    Lebensphase,
    Lotsenstelle,
    Termin,
    Thema,
    Uebergang,
    Zeitfenster,
    Zielgruppe,
)

DEMO = "demo"
"""`quelle` of every demo Akteur, Angebot and Lotsenstelle, `koordinaten_quelle` of every demo Standort."""
Vokabeln = dict[str, dict[str, Any]]
"""Rows an entry may name, by kind and by key."""
TAG = datetime.timedelta(days=1)

VOKABELN: dict[str, tuple[type[models.Model], str]] = {
    "lebensphasen": (Lebensphase, "slug"),
    "uebergaenge": (Uebergang, "slug"),
    "themen": (Thema, "slug"),
    "zielgruppen": (Zielgruppe, "slug"),
    "ermaessigungen": (Ermaessigung, "slug"),
    "sprachen": (Sprache, "code"),
    "gemeinden": (Gemeinde, "ags"),
    "planungsraeume": (Planungsraum, "schluessel"),
}
LISTEN = ("themen", "lebensphasen", "uebergaenge", "zielgruppen", "ermaessigungen", "gemeinden")
"""Relations of an Angebot to rows that are there already."""
SPALTEN = {feld.name for feld in Angebot._meta.concrete_fields if not feld.is_relation} - {"status", "erste_schritte"}
"""Columns of an Angebot that take what stands in the file as it is."""
NUR_EIGENE_FELDER = {
    "exclude": {"angebot", "standort", "sprache"},
    "validate_unique": False,
    "validate_constraints": False,
}
"""For a row between two records that were checked: no query needed."""
VERBEN: dict[str, Callable[[Angebot], None]] = {
    Angebot.Status.ENTWURF: Angebot.zurueckziehen,
    Angebot.Status.PRUEFUNG: Angebot.zur_pruefung_geben,
    Angebot.Status.VEROEFFENTLICHT: Angebot.veroeffentlichen,
    Angebot.Status.PAUSIERT: Angebot.pausieren,
    Angebot.Status.BEENDET: Angebot.beenden,
    Angebot.Status.ARCHIVIERT: Angebot.archivieren,
}


@dataclass
class Verzeichnis:
    """What entries refer to, by the key in the file."""

    vokabeln: Vokabeln
    akteure: dict[str, Akteur] = field(default_factory=dict)
    kontakte: dict[str, Kontakt] = field(default_factory=dict)
    standorte: dict[str, Standort] = field(default_factory=dict)


def lade_vokabeln() -> Vokabeln:
    """Return the rows entries may name, by kind and key."""
    return {
        name: {getattr(zeile, schluessel): zeile for zeile in modell._default_manager.all()}
        for name, (modell, schluessel) in VOKABELN.items()
    }


def schon_da(demo: Demodaten) -> list[Eintrag]:
    """Return the entries that are loaded already: an Angebot is known by its key, the others by their name."""
    angebote = set(Angebot.objects.filter(quelle=DEMO).values_list("externe_id", flat=True))
    da = [eintrag for eintrag in demo.angebote if eintrag.schluessel in angebote]
    for modell, eintraege in ((Akteur, demo.akteure), (Lotsenstelle, demo.lotsenstellen)):
        namen = set(modell._default_manager.filter(quelle=DEMO).values_list("name", flat=True))
        da += [eintrag for eintrag in eintraege if eintrag.werte["name"] in namen]
    return da


def uebernimm_demo(demo: Demodaten, vokabeln: Vokabeln, jetzt: datetime.datetime, fehler: Fehlerliste) -> None:
    """Write everything; `jetzt` is what days count from. If a fault was added, the caller must roll back."""
    verzeichnis = Verzeichnis(vokabeln)
    for eintrag in demo.akteure:
        _schreibe_akteur(eintrag, verzeichnis, fehler)
    if fehler:
        return
    _verbinde_mit_traegern(demo, verzeichnis, fehler)
    for eintrag in demo.angebote:
        _schreibe_angebot(eintrag, verzeichnis, jetzt, fehler)
    for eintrag in demo.lotsenstellen:
        _schreibe_lotsenstelle(eintrag, verzeichnis, jetzt, fehler)


# --- Akteure --------------------------------------------------------------------------------------------------------
def _schreibe_akteur(eintrag: Eintrag, verzeichnis: Verzeichnis, fehler: Fehlerliste) -> None:
    werte = eintrag.werte
    akteur = Akteur(quelle=DEMO)
    _setze(akteur, werte, ("name", "weitere_namen", "typ", "beschreibung", "website"))
    if not _speichere(akteur, eintrag.ort, fehler):
        return
    verzeichnis.akteure[eintrag.schluessel] = akteur
    for nummer, teil in enumerate(werte.get("kontakte", []), 1):
        kontakt = Kontakt(akteur=akteur, reihenfolge=nummer * 10)
        _setze(kontakt, teil, ("zustaendigkeit", "telefon", "mail", "erreichbar", "sichtbarkeit"))
        _speichere(kontakt, f"{eintrag.ort}, Kontakt „{teil['schluessel']}“", fehler)
        verzeichnis.kontakte[f"{eintrag.schluessel}/{teil['schluessel']}"] = kontakt
    for teil in werte.get("standorte", []):
        standort = Standort(akteur=akteur, koordinaten_quelle=DEMO)
        standort.gemeinde = verzeichnis.vokabeln["gemeinden"].get(teil["gemeinde"])
        _setze(standort, teil, teil.keys() - {"schluessel", "gemeinde"})
        _speichere(standort, f"{eintrag.ort}, Standort „{teil['schluessel']}“", fehler)
        verzeichnis.standorte[f"{eintrag.schluessel}/{teil['schluessel']}"] = standort


def _verbinde_mit_traegern(demo: Demodaten, verzeichnis: Verzeichnis, fehler: Fehlerliste) -> None:
    for eintrag in demo.akteure:
        if ueber := eintrag.werte.get("uebergeordnet"):
            akteur = verzeichnis.akteure[eintrag.schluessel]
            akteur.uebergeordnet = verzeichnis.akteure[ueber]
            _speichere(akteur, eintrag.feld("uebergeordnet"), fehler)


# --- Angebote -------------------------------------------------------------------------------------------------------
def angebotswerte(werte: dict[str, Any], jetzt: datetime.datetime) -> dict[str, Any]:
    """Return the values of the columns of an Angebot; days become dates counted from `jetzt`."""

    def in_tagen(name: str) -> datetime.date | None:
        return None if werte.get(name) is None else jetzt.date() + werte[name] * TAG

    bestaetigt = werte.get("bestaetigt_vor_tagen")
    return {
        **{name: wert for name, wert in werte.items() if name in SPALTEN},
        **{f"format_{wert}": True for wert in werte["formate"]},
        "erste_schritte": "\n".join(werte.get("erste_schritte", [])),
        "plaetze_bis": in_tagen("plaetze_tage"),
        "hinweis_bis": in_tagen("hinweis_tage"),
        "gueltig_von": in_tagen("gueltig_ab_tage"),
        "gueltig_bis": in_tagen("gueltig_bis_tage"),
        "bestaetigt_am": None if bestaetigt is None else jetzt - bestaetigt * TAG,
        "quelle": DEMO,
        "externe_id": werte["schluessel"],
    }


def _schreibe_angebot(
    eintrag: Eintrag, verzeichnis: Verzeichnis, jetzt: datetime.datetime, fehler: Fehlerliste
) -> None:
    werte = eintrag.werte
    angebot = Angebot(akteur=verzeichnis.akteure[werte["akteur"]], **angebotswerte(werte, jetzt))
    if not _speichere(angebot, eintrag.ort, fehler):
        return
    for name in LISTEN:
        getattr(angebot, name).add(*(verzeichnis.vokabeln[name][wert] for wert in werte.get(name, [])))
    angebot.mitwirkende.add(*(verzeichnis.akteure[wert] for wert in werte.get("mitwirkende", [])))
    angebot.kontakte.add(*(verzeichnis.kontakte[wert] for wert in werte.get("kontakte", [])))
    for teil in werte.get("standorte", []):
        ort = AngebotStandort(angebot=angebot, standort=verzeichnis.standorte[teil["standort"]])
        _setze(ort, teil, ("hinweis",))
        _speichere(ort, f"{eintrag.ort}, Standort „{teil['standort']}“", fehler, **NUR_EIGENE_FELDER)
    for teil in werte.get("sprachen", []):
        sprache = AngebotSprache(angebot=angebot, sprache=verzeichnis.vokabeln["sprachen"][teil["code"]])
        _setze(sprache, teil, ("modus", "hinweis"))
        _speichere(sprache, f"{eintrag.ort}, Sprache „{teil['code']}“", fehler, **NUR_EIGENE_FELDER)
    for zeile in _zeiten(angebot, werte, timezone.localdate(jetzt)):
        _speichere(zeile, f"{eintrag.ort}, {zeile._meta.verbose_name} „{zeile}“", fehler, exclude={"angebot"})
    try:
        VERBEN[werte["status"]](angebot)
    except ValidationError as gruende:
        fehler.melde(eintrag.ort, " ".join(gruende.messages))


def _zeiten(angebot: Angebot, werte: dict[str, Any], heute: datetime.date) -> Iterator[Zeitfenster | Termin]:
    """Yield its regular times, and its dates counted from today."""
    for teil in werte.get("zeitfenster", []):
        von, bis = (datetime.time.fromisoformat(teil[name]) for name in ("von", "bis"))
        for tag in teil["tage"]:
            zeile = Zeitfenster(angebot=angebot, wochentag=WOCHENTAGE.index(tag), von=von, bis=bis)
            _setze(zeile, teil, ("rhythmus", "nter", "hinweis"))
            yield zeile
    for teil in werte.get("termine", []):
        tag = heute + teil["in_tagen"] * TAG
        if "wochentag" in teil:
            tag += (WOCHENTAGE.index(teil["wochentag"]) - tag.weekday()) % 7 * TAG
        beginn, ende = (
            timezone.make_aware(datetime.datetime.combine(tag, datetime.time.fromisoformat(teil[name])))
            for name in ("von", "bis")
        )
        termin = Termin(angebot=angebot, beginn=beginn, ende=ende)
        _setze(termin, teil, ("hinweis", "plaetze_frei", "anmeldung_url", "abgesagt"))
        if teil.get("anmeldeschluss_vorher") is not None:
            termin.anmeldeschluss = tag - teil["anmeldeschluss_vorher"] * TAG
        yield termin


# --- Lotsenstellen --------------------------------------------------------------------------------------------------
def _schreibe_lotsenstelle(
    eintrag: Eintrag, verzeichnis: Verzeichnis, jetzt: datetime.datetime, fehler: Fehlerliste
) -> None:
    werte = eintrag.werte
    stelle = Lotsenstelle(quelle=DEMO, stand=jetzt.date() - (werte.get("geprueft_vor_tagen") or 0) * TAG)
    _setze(stelle, werte, ("name", "satz", "telefon", "mail", "web", "sprechzeit", "sprachen"))
    if _speichere(stelle, eintrag.ort, fehler):
        for name in ("planungsraeume", "gemeinden"):
            getattr(stelle, name).add(*(verzeichnis.vokabeln[name][wert] for wert in werte.get(name, [])))


# --- all of them ----------------------------------------------------------------------------------------------------
def _setze(zeile: models.Model, werte: dict[str, Any], namen: Iterable[str]) -> None:
    for name in namen:
        if name in werte:
            setattr(zeile, name, werte[name])


def _speichere(zeile: models.Model, ort: str, fehler: Fehlerliste, **umfang: Any) -> bool:
    """Save `zeile` if its own rules allow it, else report each reason. `umfang` goes to `full_clean`."""
    try:
        zeile.full_clean(**umfang)
    except ValidationError as gruende:
        for name, meldungen in gruende.message_dict.items():
            feld = "" if name == "__all__" else f", „{name}“"
            fehler.melde(f"{ort}{feld}", " ".join(meldungen), getattr(zeile, name, None) if feld else None)
        return False
    zeile.save()
    return True
