"""The words that ship: what must hold for all of them, and what must never show an emergency number."""

import json
from collections import defaultdict
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from akteure.falten import stamm, suchform
from angebote.suche.buch import gedaechtnis
from angebote.suche.deuten import deuten
from tests.fabriken import make_sprache

DATEI = settings.BASE_DIR / "fixtures" / "begriffe.json"
BEGRIFFE = json.loads(DATEI.read_text(encoding="utf-8"))
ALLTAGSWOERTER = (
    "als am an auch auf aus baby bei beim bin das den der die doch du ein eine er es für gruppe haben hat ich ihr im in is "
    "ist kann kein kind kinder kurs mal mein meine mir mit muss nach nah nähe nicht noch not nur oder sein sich sie so "
    "still treff über um und uns vom von vor was wer wie will wir wo zu zum zur the to not for"
)
KEINE_GEFAHR = (
    "baby hat nicht geschlafen",
    "sahne schlagen",
    "angst vor der schule",
    "mein sohn sitzt nur herum",
    "was muss ich mitbringen",
    "wo kann ich mit den kindern hin",
    "wohin mit dem kind wenn ich weg muss",
    "kind schläft nicht mehr durch",
    "am ende des monats kein geld",
    "schlagzeug lernen",
    "feuerwehr kinder",
    "baby mit blauen augen",
    "mein kind schlägt andere kinder",
    "hilfe bei anträgen dringend",
    "gewaltfreie kommunikation",
    "leben mit baby",
    "kind allein zu hause nach der schule",
    "angst vater zu werden",
    "mein sohn wird immer aggressiver",
    "mein kind will immer bei mir schlafen",
    "bin immer müde leben mit kind",
    "er stärkt mich",
    "fertig machen für die schule",
)
GETRENNT_HARMLOS = (
    "mein kind will immer schlafen",
    "leben mit baby immer müde",
    "als vater habe ich angst",
    "angst vater zu werden",
    "mein baby weint viel seit der geburt",
    "väter fassen mit an",
    "vom lärm belästigt",
)
GEFAHR = (
    "ich will für immer schlafen",
    "ich bin so müde vom leben",
    "ich habe angst vor meinem vater",
    "meine frau hat nach der geburt nur geweint",
    "mein opa fasst mich an",
    "mein mann wird immer aggressiver",
    "er schlägt mich vor den Kindern",
    "ich bin total am ende mit den nerven",
)

DOCH = {"stillberatung": {"still"}, "volkshochschule": {"kur", "kurs"}, "mutter-kind-kur": {"kur"}}
"""Words that fold to an everyday word and are still what people type: Stillen, Kurs, Kur."""


def faltet(teil):
    return stamm(teil["text"]) if teil["sprache"].startswith("de") else suchform(teil["text"])


def ids(begriffe):
    return [begriff["slug"] for begriff in begriffe]


@pytest.mark.parametrize("begriff", BEGRIFFE, ids=ids(BEGRIFFE))
def test_a_misleading_word_never_rules_out_the_begriff_itself(begriff):
    """A word of the same stem rules out only as it is written, and only beside a word that counts in a text as well."""
    eigene = {form for teil in begriff["schreibweisen"] for form in (suchform(teil["text"]), faltet(teil))}
    gueltig = {faltet(teil) for teil in begriff["schreibweisen"] if teil["richtung"] == "beide"}
    for wort in begriff["ausschluss"]:
        assert suchform(wort) not in eigene, wort
        assert stamm(wort) not in eigene or stamm(wort) in gueltig, wort


@pytest.mark.parametrize("begriff", BEGRIFFE, ids=ids(BEGRIFFE))
def test_nothing_is_said_twice(begriff):
    gefaltet = [(teil["sprache"], faltet(teil)) for teil in begriff["schreibweisen"]]
    assert len(gefaltet) == len(set(gefaltet))
    assert len({suchform(wort) for wort in begriff["ausschluss"]}) == len(begriff["ausschluss"])


@pytest.mark.parametrize("begriff", BEGRIFFE, ids=ids(BEGRIFFE))
def test_no_schreibweise_is_a_word_of_everyday_sentences(begriff):
    alltag = {form(wort) for wort in ALLTAGSWOERTER.split() for form in (suchform, stamm)}
    assert not [
        teil["text"] for teil in begriff["schreibweisen"] if faltet(teil) in alltag - DOCH.get(begriff["slug"], set())
    ]


@pytest.mark.parametrize("satz", KEINE_GEFAHR)
def test_an_innocent_line_holds_no_words_of_danger(satz):
    zeilen = [f" {form(satz)} " for form in (suchform, stamm)]
    gefahr = [
        teil["text"]
        for begriff in BEGRIFFE
        if begriff["sensibel"]
        for teil in begriff["schreibweisen"]
        if any(f" {faltet(teil)} " in zeile for zeile in zeilen)
    ]
    assert not gefahr


@pytest.mark.parametrize("slug", ["gewalt", "kinderschutz", "krisendienst", "ueberlastung"])
def test_people_in_danger_are_understood_in_every_language_of_the_site_and_more(slug):
    begriff = next(begriff for begriff in BEGRIFFE if begriff["slug"] == slug)
    assert begriff["sensibel"]
    je_sprache = [teil["sprache"] for teil in begriff["schreibweisen"]]
    for code in ("de", "en", "tr", "ar", "uk", "ru", "ro"):
        assert je_sprache.count(code) >= 5, code
    assert {"hr", "it", "pl", "sq", "el", "fr"} <= set(je_sprache)


@pytest.mark.parametrize("begriff", BEGRIFFE, ids=ids(BEGRIFFE))
def test_every_begriff_is_known_in_the_languages_of_the_site_and_well_known_in_german(begriff):
    je_sprache = [teil["sprache"] for teil in begriff["schreibweisen"]]
    assert je_sprache.count("de") >= 8
    assert {"en", "tr", "ar", "uk", "ru", "ro"} <= set(je_sprache)


def test_nothing_ships_as_checked():
    """The words of other languages are own knowledge: a person who speaks the language ticks them."""
    assert not [teil for begriff in BEGRIFFE for teil in begriff["schreibweisen"] if teil.get("geprueft")]


@pytest.mark.django_db
def test_words_that_stand_apart_make_no_danger_of_an_innocent_line_and_miss_none():
    for code in sorted({teil["sprache"] for begriff in BEGRIFFE for teil in begriff["schreibweisen"]}):
        make_sprache(code)
    call_command("lade_begriffe", DATEI, stdout=StringIO())
    buch = gedaechtnis.buch(("Datei",))
    anlaesse = {satz: deuten(satz, buch, defaultdict(list)).anlaesse for satz in (*GETRENNT_HARMLOS, *GEFAHR)}
    assert not [satz for satz in GETRENNT_HARMLOS if anlaesse[satz]]
    assert not [satz for satz in GEFAHR if not anlaesse[satz]]
