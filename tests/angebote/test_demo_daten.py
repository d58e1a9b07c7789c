"""The demo entries that ship: enough, varied, invented through and through, and with all the awkward cases."""

import json
import re
from collections import Counter
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from akteure.falten import stamm, suchtext
from akteure.models import Akteur
from angebote.models import Angebot, Lotsenstelle

FIXTURES = settings.BASE_DIR / "fixtures"


def lies(pfad):
    return json.loads((FIXTURES / pfad).read_text(encoding="utf-8"))


DATEIEN = [lies(pfad) for pfad in sorted((FIXTURES / "demo").glob("*.json"))]
VOKABULAR = lies("vokabular.json")
AKTEURE = [akteur for datei in DATEIEN for akteur in datei["akteure"]]
ANGEBOTE = [angebot for datei in DATEIEN for angebot in datei["angebote"]]
LOTSENSTELLEN = [stelle for datei in DATEIEN for stelle in datei.get("lotsenstellen", [])]
OEFFENTLICH = [angebot for angebot in ANGEBOTE if angebot["status"] == "veroeffentlicht"]
STANDORTE = {
    f"{akteur['schluessel']}/{standort['schluessel']}": standort
    for akteur in AKTEURE
    for standort in akteur["standorte"]
}
GRENZEN = {eintrag["properties"]["ags"]: eintrag["geometry"] for eintrag in lies("gebiet/grenzen.geojson")["features"]}

# Ranges the Bundesnetzagentur keeps free for films and books: prefix, then three digits.
ERFUNDENE_NUMMERN = re.compile(r"(03023125|06990009|04066969|02214710|08999998|017604069)\d{3}")
# The one public helpline a demo Angebot stands for: whoever presses "Anrufen" there must reach somebody.
NOTRUFNUMMERN = {"116 111", "0800 111 0550"}


def alle_texte(wert):
    """Yield every text in `wert`, however deep."""
    if isinstance(wert, str):
        yield wert
    elif isinstance(wert, dict):
        for teil in wert.values():
            yield from alle_texte(teil)
    elif isinstance(wert, list):
        for teil in wert:
            yield from alle_texte(teil)


def umschliesst(ring, lon, lat):
    """Is the point inside? Count how often a line to the east crosses the ring."""
    innen = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            innen = not innen
    return innen


def liegt_in(geometrie, lon, lat):
    flaechen = geometrie["coordinates"] if geometrie["type"] == "MultiPolygon" else [geometrie["coordinates"]]
    return any(
        umschliesst(aussen, lon, lat) and not any(umschliesst(loch, lon, lat) for loch in loecher)
        for aussen, *loecher in flaechen
    )


# --- how much -------------------------------------------------------------------------------------------------------


def test_there_are_enough():
    assert len(ANGEBOTE) >= 240
    assert len(AKTEURE) >= 78
    assert len({angebot["akteur"] for angebot in ANGEBOTE}) >= 78


@pytest.mark.parametrize("liste", ["lebensphasen", "uebergaenge", "zielgruppen"])
def test_every_row_of_the_vocabulary_occurs(liste):
    benutzt = {slug for angebot in OEFFENTLICH for slug in angebot[liste]}
    assert {zeile["slug"] for zeile in VOKABULAR[liste]} <= benutzt


def test_every_top_thema_occurs():
    benutzt = {slug for angebot in OEFFENTLICH for slug in angebot["themen"]}
    for thema in VOKABULAR["themen"]:
        assert benutzt & {thema["slug"], *(unter["slug"] for unter in thema["unter"])}, thema["name"]


def test_every_way_in_every_format_cost_and_mode_occurs():
    assert {angebot["zugang"] for angebot in OEFFENTLICH} == set(Angebot.Zugang.values)
    assert {wert for angebot in OEFFENTLICH for wert in angebot["formate"]} == set(Angebot.FORMATE)
    assert {angebot["kosten"] for angebot in OEFFENTLICH} == set(Angebot.Kosten.values)
    assert {angebot["art"] for angebot in OEFFENTLICH} == set(Angebot.Art.values)
    assert {s["modus"] for angebot in OEFFENTLICH for s in angebot["sprachen"]} == {
        "spricht",
        "dolmetschen",
        "material",
    }


def test_at_least_twelve_languages_are_spoken():
    gesprochen = {s["code"] for angebot in OEFFENTLICH for s in angebot["sprachen"] if s["modus"] == "spricht"}
    assert len(gesprochen - {"de", "de-simple", "gsg"}) >= 12


def test_most_gemeinden_have_a_standort():
    gemeinden = {STANDORTE[ort["standort"]]["gemeinde"] for angebot in OEFFENTLICH for ort in angebot["standorte"]}
    assert len(gemeinden & GRENZEN.keys()) > 0.8 * len(GRENZEN)


# An Angebot fits, but says it in words of its own, or it is paused.
ANDERS_GESAGT = {
    "Anerkennung ausländischer Abschlüsse",
    "Computerkurs",
    "Geschwisterkinder",
    "Mehrsprachigkeit",
    "Nachbarschaftshilfe",
    "Umzugshilfe",
}


def test_every_begriff_has_an_angebot():
    texte = [suchtext([a["titel"], a["kurzbeschreibung"], a["beschreibung"]]) for a in OEFFENTLICH]
    ueber = {unter["slug"]: thema["slug"] for thema in VOKABULAR["themen"] for unter in thema["unter"]}
    themen = {
        slug for angebot in OEFFENTLICH for thema in angebot["themen"] for slug in (thema, ueber.get(thema, thema))
    }
    ohne = set()
    for begriff in lies("begriffe.json"):
        worte = [s["text"] for s in begriff["schreibweisen"] if s["sprache"] == "de" and s["richtung"] == "beide"]
        gesagt = any(f" {stamm(wort)} " in text for wort in [begriff["name"], *worte] for text in texte)
        if not gesagt and begriff["thema"] not in themen:
            ohne.add(begriff["name"])
    assert ohne <= ANDERS_GESAGT


def test_no_title_and_no_text_stands_there_twice():
    for feld in ("titel", "kurzbeschreibung", "beschreibung"):
        texte = Counter(angebot[feld] for angebot in ANGEBOTE if angebot[feld])
        assert [text for text, anzahl in texte.items() if anzahl > 1] == []


# --- the awkward ones -----------------------------------------------------------------------------------------------
AUSGEFALLEN = {
    "mobile, at changing places": lambda a: "mobil" in a["formate"] and len(a["standorte"]) >= 2,
    "online only": lambda a: a["formate"] == ["online"] and not a["standorte"],
    "county-wide": lambda a: a["einzugsgebiet"] == "kreisweit",
    "only in some Gemeinden": lambda a: a["einzugsgebiet"] == "gemeinden" and len(a["gemeinden"]) >= 2,
    "hidden address": lambda a: any(STANDORTE[ort["standort"]]["adresse_verbergen"] for ort in a["standorte"]),
    "outside the area": lambda a: any(STANDORTE[ort["standort"]]["gemeinde"] is None for ort in a["standorte"]),
    "a place without a point": lambda a: any(STANDORTE[ort["standort"]]["lat"] is None for ort in a["standorte"]),
    "three joint Träger": lambda a: len(a["mitwirkende"]) >= 2,
    "ends next month": lambda a: a["gueltig_bis_tage"] is not None and 20 <= a["gueltig_bis_tage"] <= 60,
    "begins later": lambda a: (a["gueltig_ab_tage"] or 0) > 0,
    "waiting list": lambda a: a["plaetze"] == "warteliste",
    "full": lambda a: a["plaetze"] == "voll",
    "with a notice": lambda a: bool(a["hinweis"]),
    "never confirmed": lambda a: a["bestaetigt_vor_tagen"] is None,
    "several Standorte": lambda a: len(a["standorte"]) >= 3,
    "for Fachkräfte": lambda a: a["fuer"] == "fachkraefte",
    "shelter without any address": lambda a: "gewaltschutz" in a["themen"] and not a["standorte"],
    "everything unknown": lambda a: (
        {a["zugang"], a["kosten"], a["plaetze"]} == {"unbekannt"}
        and {a["anonym_moeglich"], a["deutsch_noetig"], a["kinderbetreuung"], a["geschwister_willkommen"]} == {None}
        and not a["sprachen"]
    ),
}


@pytest.mark.parametrize("fall", AUSGEFALLEN)
def test_the_awkward_case_is_public(fall):
    assert any(AUSGEFALLEN[fall](angebot) for angebot in OEFFENTLICH)


def test_there_are_lotsenstellen_for_all_for_a_planungsraum_and_for_a_gemeinde():
    orte = [(bool(stelle["planungsraeume"]), bool(stelle["gemeinden"])) for stelle in LOTSENSTELLEN]
    assert {(False, False), (True, False), (False, True)} <= set(orte)


def test_one_is_paused():
    assert any(angebot["status"] == "pausiert" for angebot in ANGEBOTE)


# --- invented -------------------------------------------------------------------------------------------------------


def test_every_phone_number_is_from_a_range_kept_for_fiction():
    kontakte = [kontakt for akteur in AKTEURE for kontakt in akteur["kontakte"]] + LOTSENSTELLEN
    nummern = [kontakt["telefon"] for kontakt in kontakte if kontakt.get("telefon") not in (None, "", *NOTRUFNUMMERN)]
    assert [nummer for nummer in nummern if not ERFUNDENE_NUMMERN.fullmatch(re.sub(r"\D", "", nummer))] == []


def test_no_two_kontakte_have_the_same_phone_number():
    nummern = Counter(k["telefon"] for akteur in AKTEURE for k in akteur["kontakte"] if k.get("telefon"))
    assert [nummer for nummer, anzahl in nummern.items() if anzahl > 1] == []


def test_no_phone_number_stands_in_a_text():
    ohne_kontakte = [{**akteur, "kontakte": [], "standorte": []} for akteur in AKTEURE]
    ohne_kontakte += [{**angebot, "gemeinden": []} for angebot in ANGEBOTE]
    ohne_kontakte += [{**stelle, "telefon": "", "gemeinden": []} for stelle in LOTSENSTELLEN]
    assert [text for text in alle_texte(ohne_kontakte) if re.search(r"(\+49|\b0)[\d /-]{5,}\d", text)] == []


def test_every_mail_and_web_address_is_an_example():
    namen = [
        name.rstrip(".")
        for text in alle_texte([AKTEURE, ANGEBOTE, LOTSENSTELLEN])
        for name in re.findall(r"(?:@|https?://|www\.)([\w.-]+)", text)
    ]
    assert namen
    assert [name for name in namen if not name.endswith((".example", "example.org"))] == []


def test_no_kontakt_names_a_person():
    assert [kontakt for akteur in AKTEURE for kontakt in akteur["kontakte"] if "name" in kontakt] == []
    anreden = re.compile(r"\b(Frau|Herrn?|Dr\.) [A-ZÄÖÜ][a-zäöüß]+")
    assert [text for text in alle_texte([AKTEURE, ANGEBOTE, LOTSENSTELLEN]) if anreden.search(text)] == []


def test_no_word_puts_families_down():
    woerter = re.compile(
        r"\b(arme[nrs]?|bedürftig\w*|sozial schwach\w*|brennpunkt\w*|bildungsfern\w*)\b", re.IGNORECASE
    )
    assert [text for text in alle_texte([AKTEURE, ANGEBOTE, LOTSENSTELLEN]) if woerter.search(text)] == []


def test_every_point_lies_in_its_gemeinde_and_no_two_are_the_same():
    mit_punkt = {name: ort for name, ort in STANDORTE.items() if ort["lat"] is not None}
    daneben = [
        name
        for name, ort in mit_punkt.items()
        if ort["gemeinde"] and not liegt_in(GRENZEN[ort["gemeinde"]], ort["lon"], ort["lat"])
    ]
    assert daneben == []
    assert len({(ort["lat"], ort["lon"]) for ort in mit_punkt.values()}) == len(mit_punkt)


# --- loaded ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_all_of_it_loads_marked_as_demo_and_can_be_taken_out_again():
    still = {"stdout": StringIO()}
    call_command("lade_gebiet", FIXTURES / "gebiet" / "gemeinden.csv", **still)
    call_command("lade_vokabular", FIXTURES / "vokabular.json", **still)
    call_command("lade_demo", **still)
    assert Angebot.objects.filter(quelle="demo").exclude(externe_id="").count() == len(ANGEBOTE)
    assert Akteur.objects.filter(quelle="demo").count() == len(AKTEURE)
    assert Lotsenstelle.objects.filter(quelle="demo").count() == len(LOTSENSTELLEN)
    assert all(angebot.ist_demo for angebot in Angebot.objects.all())
    assert [angebot for angebot in Angebot.objects.oeffentlich() if not angebot.kontakte_oeffentlich()] == []
    call_command("lade_demo", **still)
    assert Angebot.objects.count() == len(ANGEBOTE)
    call_command("entferne_demo", ja=True, **still)
    for modell in (Angebot, Akteur, Lotsenstelle):
        assert not modell.objects.exists()


# --- times ----------------------------------------------------------------------------------------------------------
TAGE = ("mo", "di", "mi", "do", "fr", "sa", "so")
WERKTAGS, TAEGLICH = TAGE[:5], TAGE


def genannte_tage(zeile):
    """Return the days of the week a plain line names, also as "montags bis freitags" or "Mo–Fr"."""
    tag = r"\b(mo|di|mi|do|fr|sa|so)(?:n?tags?|enstags?|ttwochs?|nnerstags?|eitags?|mstags?|nntags?)?\b"
    zeile = zeile.lower()
    genannt = set(re.findall(tag, zeile))
    for von, bis in re.findall(f"{tag} ?(?:bis|–) ?{tag}", zeile):
        genannt |= set(TAGE[TAGE.index(von) : TAGE.index(bis) + 1])
    return genannt | set(WERKTAGS if "werktags" in zeile else ()) | set(TAEGLICH if "täglich" in zeile else ())


def uhrzeit(text):
    """Return a time as the plain lines write it: "9", "9.30"."""
    stunde, minute = text.split(":")
    return f"{int(stunde)}.{minute}" if minute != "00" else str(int(stunde))


MIT_ZEITEN = [angebot for angebot in ANGEBOTE if angebot.get("zeitfenster")]


def test_a_good_part_has_true_times():
    assert 60 <= len(MIT_ZEITEN) <= 100
    assert len([angebot for angebot in ANGEBOTE if angebot.get("nach_vereinbarung")]) > 20
    assert len([angebot for angebot in ANGEBOTE if angebot.get("termine")]) > 10
    assert {angebot.get("in_ferien") for angebot in MIT_ZEITEN} == {True, False, None}


@pytest.mark.parametrize("angebot", MIT_ZEITEN, ids=lambda angebot: angebot["schluessel"])
def test_true_times_say_what_the_plain_line_says(angebot):
    zeile = angebot["zeiten"]
    assert {tag for teil in angebot["zeitfenster"] for tag in teil["tage"]} == genannte_tage(zeile)
    zeiten = {uhrzeit(teil[name]) for teil in angebot["zeitfenster"] for name in ("von", "bis")}
    assert zeiten == set(re.findall(r"\d+(?:\.\d\d)?", zeile))
    assert ("nicht in den" in zeile or "in der Schulzeit" in zeile) == (angebot["in_ferien"] is False)


@pytest.mark.parametrize(
    "angebot", [a for a in ANGEBOTE if a.get("termine")], ids=lambda angebot: angebot["schluessel"]
)
def test_dates_fall_on_a_day_the_plain_line_names(angebot):
    genannt = genannte_tage(angebot["zeiten"])
    assert not genannt or {termin["wochentag"] for termin in angebot["termine"]} <= genannt
