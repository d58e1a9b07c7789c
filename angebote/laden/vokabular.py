"""The vocabulary that ships: check the file, then create the rows that are missing. What is there stays as it is."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from akteure.lesen import Fehlerliste
from akteure.models import Sprache, Wortwahl
from angebote.models import (
    Alltagsfrage,
    Ermaessigung,
    Frage,
    Lebensphase,
    Material,
    Notruf,
    Thema,
    Uebergang,
    Zielgruppe,
)

SCHRITT = 10
UNTER = "unter"
Zeilen = dict[type[models.Model], dict[str, models.Model]]
"""Rows by model and by their key in the file."""
LISTEN: dict[str, tuple[type[models.Model], str]] = {
    "sprachen": (Sprache, "code"),
    "lebensphasen": (Lebensphase, "slug"),
    "uebergaenge": (Uebergang, "slug"),
    "themen": (Thema, "slug"),
    "zielgruppen": (Zielgruppe, "slug"),
    "ermaessigungen": (Ermaessigung, "slug"),
    "alltagsfragen": (Alltagsfrage, "frage"),
    "notrufe": (Notruf, "name"),
    "materialien": (Material, "slug"),
    "fragen": (Frage, "slug"),
    "wortwahl": (Wortwahl, "ausdruck"),
}
"""List in the file → model and the column by which a row is known. What refers comes after what it refers to."""


@dataclass(frozen=True)
class Eintrag:
    """One row of the file: its values, and its references as the key of the other row."""

    schluessel: str
    werte: dict[str, object]
    verweise: dict[str, str]


@dataclass
class Bilanz:
    """How many rows are new and how many were there; rows that could not be added because a name is taken."""

    neu: Counter[str] = field(default_factory=Counter)
    da: Counter[str] = field(default_factory=Counter)
    vergeben: list[str] = field(default_factory=list)


# --- checking -------------------------------------------------------------------------------------------------------
def pruefe_vokabular(daten: object, name: str, fehler: Fehlerliste) -> dict[str, list[Eintrag]]:
    """Return the entries of each list in the order of the file. What it returns is only good if no fault was added."""
    if not isinstance(daten, dict):
        fehler.melde(name, "Ganz außen muss ein Objekt mit Listen stehen.")
        return {}
    for liste in sorted(daten.keys() - LISTEN.keys()):
        fehler.melde(name, "Diese Liste ist nicht bekannt.", liste)
    eintraege: dict[str, list[Eintrag]] = {}
    for liste, (modell, schluessel) in LISTEN.items():
        ort = f"{name}, {liste}"
        rohe = _eingereiht(daten.get(liste, []), ort, fehler, mit_unterthemen=modell is Thema)
        eintraege[liste] = [_pruefe_eintrag(modell, schluessel, roh, ort, fehler) for roh in rohe]
        _melde_doppelte(modell, eintraege[liste], ort, fehler)
    for liste in LISTEN:
        _melde_lose_verweise(liste, eintraege, f"{name}, {liste}", fehler)
    return eintraege


def _eingereiht(liste: object, ort: str, fehler: Fehlerliste, *, mit_unterthemen: bool) -> list[dict[str, Any]]:
    """Return the rows with their `reihenfolge`; Unterthemen follow their parent and count within it."""
    if not isinstance(liste, list) or not all(isinstance(roh, dict) for roh in liste):
        fehler.melde(ort, "Hier muss eine Liste von Einträgen stehen.")
        return []
    zeilen = []
    for nummer, roh in enumerate(liste, 1):
        for name in sorted(roh.keys() & {"reihenfolge", "ueber"}):
            fehler.melde(
                f"{ort}, Eintrag {nummer}", "Das ergibt sich aus der Stelle in der Datei. Bitte weglassen.", name
            )
        zeilen.append({name: wert for name, wert in roh.items() if name != UNTER or not mit_unterthemen})
        zeilen[-1]["reihenfolge"] = nummer * SCHRITT
        if mit_unterthemen:
            unter = _eingereiht(roh.get(UNTER, []), f"{ort}, {roh.get('slug')}", fehler, mit_unterthemen=False)
            zeilen += [thema | {"ueber": roh.get("slug")} for thema in unter]
    return zeilen


def _pruefe_eintrag(
    modell: type[models.Model], schluessel: str, roh: dict[str, Any], ort: str, fehler: Fehlerliste
) -> Eintrag:
    """Return the entry; every value is checked by the rules of its field."""
    felder = {feld.name: feld for feld in modell._meta.concrete_fields if not feld.primary_key}
    ort = f"{ort} „{roh.get(schluessel, '')}“"
    for name in sorted(roh.keys() - felder.keys()):
        fehler.melde(ort, "Dieses Feld ist nicht bekannt.", name)
    verweise = {name: str(roh.get(name)) for name, feld in felder.items() if feld.is_relation and roh.get(name)}
    werte = {name: roh[name] for name, feld in felder.items() if name in roh and not feld.is_relation}
    for name, feld in felder.items():
        if feld.is_relation and not feld.null and name not in verweise:
            fehler.melde(f"{ort}, Feld „{name}“", "Hier muss etwas stehen.")
    try:
        modell(**werte).clean_fields(exclude=[name for name, feld in felder.items() if feld.is_relation])
    except ValidationError as gruende:
        for name, meldungen in gruende.message_dict.items():
            fehler.melde(f"{ort}, Feld „{name}“", " ".join(meldungen), roh.get(name, ""))
    return Eintrag(str(roh.get(schluessel, "")), werte, verweise)


def _melde_doppelte(modell: type[models.Model], eintraege: list[Eintrag], ort: str, fehler: Fehlerliste) -> None:
    for namen in _eindeutig(modell):
        alle = [{**eintrag.werte, **eintrag.verweise} for eintrag in eintraege]
        zaehler = Counter(tuple(werte[name] for name in namen) for werte in alle if werte.keys() >= set(namen))
        for wert, anzahl in zaehler.items():
            if anzahl > 1:
                fehler.melde(
                    f"{ort}, Feld „{', '.join(namen)}“", "Das darf nur einmal vorkommen.", ", ".join(map(str, wert))
                )


def _melde_lose_verweise(liste: str, eintraege: dict[str, list[Eintrag]], ort: str, fehler: Fehlerliste) -> None:
    bekannt = {LISTEN[name][0]: {ziel.schluessel for ziel in ziele} for name, ziele in eintraege.items()}
    for eintrag in eintraege[liste]:
        for name, wert in eintrag.verweise.items():
            if wert not in bekannt[_ziel(LISTEN[liste][0], name)]:
                fehler.melde(f"{ort} „{eintrag.schluessel}“, Feld „{name}“", "Diesen Eintrag gibt es nicht.", wert)


def _ziel(modell: type[models.Model], name: str) -> type[models.Model]:
    """Return the model that a field of another one refers to."""
    ziel = modell._meta.get_field(name).related_model
    assert isinstance(ziel, type)  # only "self" is a word, and Django has resolved it
    return ziel


def _eindeutig(modell: type[models.Model]) -> list[tuple[str, ...]]:
    """Return the names of fields, or groups of fields, that no two rows may share."""
    einzeln = [(feld.name,) for feld in modell._meta.concrete_fields if feld.unique and not feld.primary_key]
    return einzeln + [tuple(regel.fields) for regel in modell._meta.total_unique_constraints]


# --- writing --------------------------------------------------------------------------------------------------------
@transaction.atomic
def ergaenze_vokabular(eintraege: dict[str, list[Eintrag]]) -> Bilanz:
    """Create the rows that are missing: all or nothing. A row that is there is never touched."""
    bilanz = Bilanz()
    zeilen: Zeilen = {modell: {} for modell, _schluessel in LISTEN.values()}
    for liste in LISTEN:
        _ergaenze(liste, eintraege.get(liste, []), zeilen, bilanz)
    return bilanz


def _ergaenze(liste: str, eintraege: list[Eintrag], zeilen: Zeilen, bilanz: Bilanz) -> None:
    """Note the row of every entry by its key in the file; what an entry refers to is there already."""
    modell, schluessel = LISTEN[liste]
    vorhanden = list(modell._default_manager.all())
    for eintrag in eintraege:
        verweise = {name: zeilen[_ziel(modell, name)][wert] for name, wert in eintrag.verweise.items()}
        neu = modell(**eintrag.werte, **verweise)
        if isinstance(neu, Thema) and neu.ueber and neu.ueber.ueber:
            neu.ueber = neu.ueber.ueber  # the coordinator moved the parent: there are only two levels
        alte = _finde(vorhanden, neu, schluessel)
        zeilen[modell][eintrag.schluessel] = alte or neu
        if alte is None:
            neu.save()
            vorhanden.append(neu)
            bilanz.neu[liste] += 1
            continue
        bilanz.da[liste] += 1
        if getattr(alte, schluessel) != eintrag.schluessel:
            bilanz.vergeben.append(f"{liste} „{eintrag.schluessel}“ (dafür gibt es „{getattr(alte, schluessel)}“)")


def _finde(vorhanden: list[models.Model], neu: models.Model, schluessel: str) -> models.Model | None:
    """Return the row that is already there: the one with the same key, else one that shares what must be unique."""
    for namen in [(schluessel,), *_eindeutig(type(neu))]:
        for zeile in vorhanden:
            if all(getattr(zeile, name) == getattr(neu, name) for name in namen):
                return zeile
    return None
