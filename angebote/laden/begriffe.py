"""The Begriffe that ship: check the file, then bring what is new in it since it was last loaded, and nothing else.

What the coordinator has changed or deleted stays so; what the file has learnt arrives, and what it has dropped goes,
unless a person has ticked it. An `Auslieferung` keeps, for every Begriff, what the file said the last time. Where there
is none for a Begriff that exists, nobody knows what was shipped: its fields stay, and the words it lacks are added once.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from akteure.lesen import Fehlerliste
from akteure.models import Sprache
from angebote.models import Auslieferung, Begriff, Lebensphase, Schreibweise, Thema

FELDER = {"name", "slug", "thema", "lebensphase", "art", "sensibel", "ausschluss", "schreibweisen"}
TEXTE = ("name", "slug", "thema", "lebensphase", "art", "sensibel")
TEILE = {"text", "sprache", "richtung", "geprueft"}
Zeilen = dict[str, dict[str, Any]]
"""Rows a Begriff may point to: kind → slug or code → row."""


@dataclass
class Bilanz:
    """How many Begriffe are new or were there, how many Schreibweisen came or went, and references that are gone."""

    begriffe: int = 0
    da: int = 0
    schreibweisen: int = 0
    zurueckgezogen: int = 0
    unbekannt: set[str] = field(default_factory=set)


# --- checking -------------------------------------------------------------------------------------------------------
def pruefe_begriffe(daten: object, name: str, fehler: Fehlerliste) -> list[dict[str, Any]]:
    """Return the entries of the file. What it returns is only good if no fault was added."""
    if not isinstance(daten, list) or not all(isinstance(eintrag, dict) for eintrag in daten):
        fehler.melde(name, "Ganz außen muss eine Liste von Begriffen stehen.")
        return []
    for eintrag in daten:
        _pruefe_begriff(eintrag, f"{name}, Begriff „{eintrag.get('name', '')}“", fehler)
    for feld in ("name", "slug"):
        werte = [str(eintrag.get(feld)) for eintrag in daten]
        for wert in sorted({wert for wert in werte if werte.count(wert) > 1}):
            fehler.melde(f"{name}, Feld „{feld}“", "Das darf nur einmal vorkommen.", wert)
    return daten


def _pruefe_begriff(eintrag: dict[str, Any], ort: str, fehler: Fehlerliste) -> None:
    for feld in sorted(eintrag.keys() - FELDER):
        fehler.melde(ort, "Dieses Feld ist nicht bekannt.", feld)
    if any(not isinstance(eintrag.get(feld) or "", str) for feld in TEXTE):
        fehler.melde(ort, "Name, Kurzwort, Thema, Lebensphase, Art und „sensibel“ müssen Text sein.")
        return
    ausschluss, teile = eintrag.get("ausschluss", []), eintrag.get("schreibweisen", [])
    if not isinstance(ausschluss, list) or not all(isinstance(wort, str) for wort in ausschluss):
        fehler.melde(ort, "„ausschluss“ muss eine Liste von Texten sein.")
        return
    try:
        _begriff(eintrag).clean_fields(exclude=["thema", "lebensphase"])
    except ValidationError as gruende:
        for feld, meldungen in gruende.message_dict.items():
            fehler.melde(f"{ort}, Feld „{feld}“", " ".join(meldungen), eintrag.get(feld, ""))
    if not isinstance(teile, list) or not all(isinstance(teil, dict) for teil in teile):
        fehler.melde(ort, "„schreibweisen“ muss eine Liste von Einträgen sein.")
        return
    for teil in teile:
        _pruefe_schreibweise(teil, ort, fehler)


def _pruefe_schreibweise(teil: dict[str, Any], ort: str, fehler: Fehlerliste) -> None:
    ort = f"{ort}, Schreibweise „{teil.get('text', '')}“"
    for feld in sorted(teil.keys() - TEILE):
        fehler.melde(ort, "Dieses Feld ist nicht bekannt.", feld)
    if not isinstance(teil.get("sprache"), str):
        fehler.melde(ort, "Hier fehlt die Sprache.")
    if not isinstance(teil.get("text"), str):
        fehler.melde(ort, "Hier fehlt der Text.")
        return
    werte = {name: wert for name, wert in teil.items() if name in TEILE and name != "sprache"}
    schreibweise = Schreibweise(**werte)
    try:
        schreibweise.clean_fields(exclude=["begriff", "sprache", "gefaltet"])
        schreibweise.clean()
    except ValidationError as gruende:
        fehler.melde(ort, " ".join(gruende.messages))


# --- writing --------------------------------------------------------------------------------------------------------
@transaction.atomic
def ergaenze_begriffe(eintraege: list[dict[str, Any]]) -> Bilanz:
    """Bring every Begriff from what the file last said to what it says now: all or nothing."""
    bilanz, zeilen = Bilanz(), _zeilen()
    staende = dict(Auslieferung.objects.values_list("slug", "stand"))
    da = {b.name: b for b in Begriff.objects.select_related("thema", "lebensphase")}
    da |= {b.slug: b for b in da.values()}
    geliefert = []
    for eintrag in eintraege:
        neu = _lieferbar(eintrag, zeilen, bilanz)
        alt, begriff = staende.get(neu["slug"]), da.get(neu["slug"]) or da.get(neu["name"])
        bilanz.da += begriff is not None
        geloescht = begriff is None and alt is not None
        if alt == neu or geloescht:
            continue
        if begriff is None:
            begriff = _neuer_begriff(neu, zeilen)
            bilanz.begriffe += 1
        _uebertrage(begriff, alt or neu | {"ausschluss": [], "schreibweisen": []}, neu, zeilen, bilanz)
        geliefert.append(Auslieferung(slug=neu["slug"], stand=neu))
    Auslieferung.objects.bulk_create(geliefert, update_conflicts=True, unique_fields=["slug"], update_fields=["stand"])
    return bilanz


def _zeilen() -> Zeilen:
    return {
        "thema": {thema.slug: thema for thema in Thema.objects.all()},
        "lebensphase": {phase.slug: phase for phase in Lebensphase.objects.all()},
        "sprache": {sprache.code: sprache for sprache in Sprache.objects.all()},
    }


def _lieferbar(eintrag: dict[str, Any], zeilen: Zeilen, bilanz: Bilanz) -> dict[str, Any]:
    """Return the entry without references to rows the coordinator has taken out: they may come back one day."""

    def gibt_es(art: str, schluessel: str) -> bool:
        if schluessel and schluessel not in zeilen[art]:
            bilanz.unbekannt.add(schluessel)
        return schluessel in zeilen[art]

    texte = {feld: eintrag.get(feld) or "" for feld in TEXTE}
    verweise = {art: texte[art] if gibt_es(art, texte[art]) else "" for art in ("thema", "lebensphase")}
    teile = [teil for teil in eintrag.get("schreibweisen", []) if gibt_es("sprache", teil["sprache"])]
    return texte | verweise | {"ausschluss": eintrag.get("ausschluss", []), "schreibweisen": teile}


def _begriff(eintrag: dict[str, Any]) -> Begriff:
    return Begriff(**{feld: eintrag.get(feld) or "" for feld in ("name", "slug", "art", "sensibel")})


def _neuer_begriff(neu: dict[str, Any], zeilen: Zeilen) -> Begriff:
    begriff = _begriff(neu)
    begriff.thema = zeilen["thema"].get(neu["thema"])
    begriff.lebensphase = zeilen["lebensphase"].get(neu["lebensphase"])
    begriff.save()
    return begriff


def _uebertrage(begriff: Begriff, alt: dict[str, Any], neu: dict[str, Any], zeilen: Zeilen, bilanz: Bilanz) -> None:
    """Take over what is different between two states of the file, where the Begriff still says what the first one said."""
    jetzt = {
        "thema": begriff.thema.slug if begriff.thema else "",
        "lebensphase": begriff.lebensphase.slug if begriff.lebensphase else "",
        "art": begriff.art,
        "sensibel": begriff.sensibel,
    }
    for feld, wert in jetzt.items():
        if wert == alt[feld] != neu[feld]:
            setattr(begriff, feld, zeilen[feld].get(neu[feld]) if feld in zeilen else neu[feld])
    weg, dazu = set(alt["ausschluss"]) - set(neu["ausschluss"]), set(neu["ausschluss"]) - set(alt["ausschluss"])
    bleiben = [wort for wort in begriff.ausschlusswoerter if wort not in weg]
    neue = [wort for wort in neu["ausschluss"] if wort in dazu and wort not in bleiben]
    begriff.ausschluss = "\n".join(bleiben + neue)
    begriff.save()
    _uebertrage_schreibweisen(
        begriff, _schreibweisen(begriff, alt, zeilen), _schreibweisen(begriff, neu, zeilen), bilanz
    )


def _schreibweisen(begriff: Begriff, stand: dict[str, Any], zeilen: Zeilen) -> dict[tuple[str, str], Schreibweise]:
    """Return the Schreibweisen of a state by language and folded text; what folds to the same is the same."""
    gesamt: dict[tuple[str, str], Schreibweise] = {}
    for teil in stand["schreibweisen"]:
        if sprache := zeilen["sprache"].get(teil["sprache"]):
            schreibweise = Schreibweise(begriff=begriff, **(teil | {"sprache": sprache}))
            schreibweise.ableiten()
            gesamt.setdefault((sprache.code, schreibweise.gefaltet), schreibweise)
    return gesamt


def _uebertrage_schreibweisen(
    begriff: Begriff,
    alt: dict[tuple[str, str], Schreibweise],
    neu: dict[tuple[str, str], Schreibweise],
    bilanz: Bilanz,
) -> None:
    """Let words go, turn and come; a ticked one stays as it is."""
    vorhanden = {(s.sprache.code, s.gefaltet): s for s in begriff.schreibweisen.select_related("sprache")}
    offen = {schluessel: s for schluessel, s in vorhanden.items() if schluessel in alt and not s.geprueft}
    weg = [s.pk for schluessel, s in offen.items() if schluessel not in neu]
    gedreht = [k for k in offen if k in neu and alt[k].richtung != neu[k].richtung]
    for schluessel in gedreht:
        offen[schluessel].richtung = neu[schluessel].richtung
    dazu = [s for schluessel, s in neu.items() if schluessel not in alt and schluessel not in vorhanden]
    Schreibweise.objects.filter(pk__in=weg).delete()
    Schreibweise.objects.bulk_update([offen[schluessel] for schluessel in gedreht], ["richtung"])
    Schreibweise.objects.bulk_create(dazu)
    bilanz.schreibweisen += len(dazu)
    bilanz.zurueckgezogen += len(weg)
