"""The format of demo entries: which fields there are and what each may hold. No database here."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from akteure.models import Akteur, Kontakt, Standort
from akteure.models.standort import Stufe
from angebote.models import Angebot, AngebotSprache, Zeitfenster

Regel = Callable[[object], str]
"""Returns why a value cannot be taken, "" if it can."""
Bekannt = Mapping[str, Collection[str]]
"""The keys that exist: lebensphasen, themen, …, sprachen by code, gemeinden by AGS, planungsraeume by Schlüssel."""
ZEHN_JAHRE = 3650


# --- kinds of values ------------------------------------------------------------------------------------------------
def text(wert: object) -> str:
    return "" if isinstance(wert, str) else "Hier muss Text stehen."


def kurzwort(wert: object) -> str:
    richtig = isinstance(wert, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", wert)
    return "" if richtig else "Nur Kleinbuchstaben ohne Umlaute, Ziffern und Bindestriche."


def ganze_zahl(wert: object) -> str:
    return "" if wert is None or type(wert) is int else "Hier muss eine ganze Zahl stehen oder nichts."


def tage(von: int) -> Regel:
    """Return a rule for days from the day of loading, at least `von`."""

    def pruefe(wert: object) -> str:
        richtig = wert is None or (type(wert) is int and von <= wert <= ZEHN_JAHRE)
        return "" if richtig else f"Hier müssen Tage stehen, {von} bis {ZEHN_JAHRE}, oder nichts."

    return pruefe


def grad(wert: object) -> str:
    return "" if wert is None or type(wert) in (int, float) else "Hier muss eine Zahl in Grad stehen oder nichts."


def ja_nein(wert: object) -> str:
    return "" if isinstance(wert, bool) else "Hier muss true oder false stehen."


def ja_nein_unbekannt(wert: object) -> str:
    return "" if wert is None else ja_nein(wert)


def geld(wert: object) -> str:
    richtig = wert is None or (isinstance(wert, str) and re.fullmatch(r"[0-9]+\.[0-9]{2}", wert))
    return "" if richtig else "Hier muss ein Betrag wie „6.00“ als Text stehen oder nichts."


def eins_aus(erlaubt: Collection[str], *, leer: bool = False) -> Regel:
    def pruefe(wert: object) -> str:
        if (leer and wert is None) or (isinstance(wert, str) and wert in erlaubt):
            return ""
        return "Diesen Wert gibt es nicht."

    return pruefe


def liste_aus(erlaubt: Collection[str] | None = None) -> Regel:
    """Return a rule for a list of texts, each once and each one of `erlaubt` if that is given."""

    def pruefe(wert: object) -> str:
        if not isinstance(wert, list) or not all(isinstance(teil, str) for teil in wert):
            return "Hier muss eine Liste von Texten stehen."
        if len(set(wert)) < len(wert):
            return "Hier steht etwas doppelt."
        fremd = [teil for teil in wert if erlaubt is not None and teil not in erlaubt]
        return f"Das gibt es nicht: {', '.join(fremd)}." if fremd else ""

    return pruefe


def liste_von(felder: dict[str, Regel], pflicht: set[str]) -> Regel:
    """Return a rule for a list of objects."""

    def pruefe(wert: object) -> str:
        if not isinstance(wert, list):
            return "Hier muss eine Liste stehen."
        gruende = [
            f"{nummer}. Eintrag, „{name}“: {grund}"
            for nummer, teil in enumerate(wert, 1)
            for name, grund in was_stimmt_nicht(teil, felder, pflicht)
        ]
        return " ".join(gruende)

    return pruefe


def uhrzeit(wert: object) -> str:
    richtig = isinstance(wert, str) and re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", wert)
    return "" if richtig else "Hier muss eine Uhrzeit wie „09:30“ stehen."


# --- the format -----------------------------------------------------------------------------------------------------
KONTAKT: dict[str, Regel] = {
    "schluessel": kurzwort,
    "zustaendigkeit": text,
    "telefon": text,
    "mail": text,
    "erreichbar": text,
    "sichtbarkeit": eins_aus(Kontakt.Sichtbarkeit.values),
}
AKTEUR_PFLICHT = {"schluessel", "name", "typ"}
ANGEBOT_PFLICHT = {"schluessel", "akteur", "titel", "kurzbeschreibung", "art", "zugang", "formate", "kosten", "status"}
LOTSENSTELLE_PFLICHT = {"schluessel", "name", "satz"}
WOCHENTAGE = ("mo", "di", "mi", "do", "fr", "sa", "so")
ZEITFENSTER: dict[str, Regel] = {
    "tage": liste_aus(WOCHENTAGE),
    "von": uhrzeit,
    "bis": uhrzeit,
    "rhythmus": eins_aus(Zeitfenster.Rhythmus.values),
    "nter": ganze_zahl,
    "hinweis": text,
}
"""The same time on some days of the week."""
TERMIN: dict[str, Regel] = {
    "in_tagen": tage(-ZEHN_JAHRE),
    "wochentag": eins_aus(WOCHENTAGE),
    "von": uhrzeit,
    "bis": uhrzeit,
    "hinweis": text,
    "plaetze_frei": ganze_zahl,
    "anmeldung_url": text,
    "anmeldeschluss_vorher": tage(0),
    "abgesagt": ja_nein,
}
"""A date counted in days from the day of loading; with "wochentag" the first such day from then on. The last day to
register is counted in days before it."""
STATUS = set(Angebot.Status.values) - {Angebot.Status.GELOESCHT}


def felder_des_akteurs(bekannt: Bekannt) -> dict[str, Regel]:
    """Return what an Akteur may say, with its Kontakte and Standorte."""
    texte = ("name", "strasse", "hausnummer", "plz", "ort", "anfahrt")
    standort = {
        "schluessel": kurzwort,
        **dict.fromkeys(texte, text),
        "gemeinde": eins_aus(bekannt["gemeinden"], leer=True),
        "lat": grad,
        "lon": grad,
        "genauigkeit": eins_aus(Standort.Genauigkeit.values),
        "adresse_verbergen": ja_nein,
        **dict.fromkeys(Standort.BARRIEREFREIHEIT, eins_aus(Stufe.values)),
    }
    return {
        "schluessel": kurzwort,
        **dict.fromkeys(("name", "weitere_namen", "beschreibung", "website"), text),
        "typ": eins_aus(Akteur.Typ.values),
        "uebergeordnet": kurzwort,
        "kontakte": liste_von(KONTAKT, {"schluessel"}),
        "standorte": liste_von(standort, {"schluessel", "gemeinde"}),
    }


def felder_des_angebots(bekannt: Bekannt) -> dict[str, Regel]:
    """Return what an Angebot may say."""
    texte = ["titel", "kurzbeschreibung", "beschreibung", "voraussetzungen", "unterlagen", "zeiten", "kosten_text"]
    texte += ["links", "hinweis", "fachinfo", "interne_notiz"]
    listen = ("themen", "lebensphasen", "uebergaenge", "zielgruppen", "ermaessigungen", "gemeinden")
    dreiwertig = ["anonym_moeglich", "deutsch_noetig", "kinderbetreuung", "geschwister_willkommen"]
    dreiwertig += ["in_ferien", "an_feiertagen"]
    sprache = {"code": eins_aus(bekannt["sprachen"]), "modus": eins_aus(AngebotSprache.Modus.values), "hinweis": text}
    return {
        "schluessel": kurzwort,
        "akteur": kurzwort,
        "mitwirkende": liste_aus(),
        **dict.fromkeys(texte, text),
        **{name: liste_aus(bekannt[name]) for name in listen},
        **dict.fromkeys(dreiwertig, ja_nein_unbekannt),
        **dict.fromkeys(("plaetze_tage", "hinweis_tage", "bestaetigt_vor_tagen"), tage(0)),
        **dict.fromkeys(("gueltig_ab_tage", "gueltig_bis_tage"), tage(-ZEHN_JAHRE)),
        "nach_vereinbarung": ja_nein,
        "zeitfenster": liste_von(ZEITFENSTER, {"tage", "von", "bis"}),
        "termine": liste_von(TERMIN, {"in_tagen", "von", "bis"}),
        "alter_von": ganze_zahl,
        "alter_bis": ganze_zahl,
        "art": eins_aus(Angebot.Art.values),
        "fuer": eins_aus(Angebot.Fuer.values),
        "zugang": eins_aus(Angebot.Zugang.values),
        "formate": liste_aus(Angebot.FORMATE),
        "erste_schritte": liste_aus(),
        "kosten": eins_aus(Angebot.Kosten.values),
        "betrag": geld,
        "sprachen": liste_von(sprache, {"code", "modus"}),
        "standorte": liste_von({"standort": text, "hinweis": text}, {"standort"}),
        "einzugsgebiet": eins_aus(Angebot.Einzugsgebiet.values),
        "kontakte": liste_aus(),
        "plaetze": eins_aus(Angebot.Plaetze.values),
        "status": eins_aus(STATUS),
    }


def felder_der_lotsenstelle(bekannt: Bekannt) -> dict[str, Regel]:
    """Return what a Lotsenstelle may say."""
    return {
        "schluessel": kurzwort,
        **dict.fromkeys(("name", "satz", "telefon", "mail", "web", "sprechzeit", "sprachen"), text),
        **{name: liste_aus(bekannt[name]) for name in ("planungsraeume", "gemeinden")},
        "geprueft_vor_tagen": tage(0),
    }


# --- one entry ------------------------------------------------------------------------------------------------------
def was_stimmt_nicht(eintrag: object, felder: dict[str, Regel], pflicht: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the name of every field that is wrong, with the reason."""
    if not isinstance(eintrag, dict):
        yield "", "Hier muss ein Objekt stehen."
        return
    for name in sorted(pflicht - eintrag.keys()):
        yield name, "Das fehlt."
    for name, wert in eintrag.items():
        if name not in felder:
            yield name, "Dieses Feld ist nicht bekannt."
        elif grund := felder[name](wert):
            yield name, grund
