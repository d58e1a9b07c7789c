"""The Begriffe that ship: check the file, then create those that are missing. A Begriff that is there stays as it is.

Schreibweisen come only with a new Begriff: one that the coordinator has deleted must not come back with the next start.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from akteure.lesen import Fehlerliste
from akteure.models import Sprache
from angebote.models import Begriff, Lebensphase, Schreibweise, Thema

FELDER = {"name", "slug", "thema", "lebensphase", "art", "sensibel", "ausschluss", "schreibweisen"}
TEXTE = ("name", "slug", "thema", "lebensphase", "art", "sensibel")
TEILE = {"text", "sprache", "richtung", "geprueft"}


@dataclass
class Bilanz:
    """How many Begriffe and Schreibweisen are new, how many Begriffe were there, and references that are gone."""

    begriffe: int = 0
    schreibweisen: int = 0
    da: int = 0
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
    """Create the Begriffe that are missing, with their Schreibweisen: all or nothing."""
    bilanz = Bilanz()
    themen = {thema.slug: thema for thema in Thema.objects.all()}
    phasen = {phase.slug: phase for phase in Lebensphase.objects.all()}
    sprachen = {sprache.code: sprache for sprache in Sprache.objects.all()}
    vergeben = {wert for paar in Begriff.objects.values_list("slug", "name") for wert in paar}
    for eintrag in eintraege:
        if vergeben & {eintrag["slug"], eintrag["name"]}:
            bilanz.da += 1
            continue
        begriff = _begriff(eintrag)
        begriff.thema = _verwiesen(themen, eintrag.get("thema"), bilanz)
        begriff.lebensphase = _verwiesen(phasen, eintrag.get("lebensphase"), bilanz)
        begriff.save()
        neue = _schreibweisen(begriff, eintrag.get("schreibweisen", []), sprachen, bilanz)
        Schreibweise.objects.bulk_create(neue)
        bilanz.begriffe += 1
        bilanz.schreibweisen += len(neue)
    return bilanz


def _begriff(eintrag: dict[str, Any]) -> Begriff:
    return Begriff(
        name=eintrag.get("name", ""),
        slug=eintrag.get("slug", ""),
        art=eintrag.get("art") or "",
        sensibel=eintrag.get("sensibel") or "",
        ausschluss="\n".join(eintrag.get("ausschluss", [])),
    )


def _verwiesen(zeilen: dict[str, Any], schluessel: str | None, bilanz: Bilanz) -> Any:
    """Return the row, None where the coordinator has taken it out."""
    if schluessel and schluessel not in zeilen:
        bilanz.unbekannt.add(schluessel)
    return zeilen.get(schluessel or "")


def _schreibweisen(
    begriff: Begriff, teile: list[dict[str, Any]], sprachen: dict[str, Any], bilanz: Bilanz
) -> list[Schreibweise]:
    """Return the Schreibweisen of a new Begriff, each once per language; what folds to the same is the same."""
    neue: dict[tuple[str, str], Schreibweise] = {}
    for teil in teile:
        if (sprache := _verwiesen(sprachen, teil["sprache"], bilanz)) is None:
            continue
        werte = {name: wert for name, wert in teil.items() if name != "sprache"}
        schreibweise = Schreibweise(begriff=begriff, sprache=sprache, **werte)
        schreibweise.ableiten()
        neue.setdefault((sprache.code, schreibweise.gefaltet), schreibweise)
    return list(neue.values())
