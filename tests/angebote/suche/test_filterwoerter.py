"""The words that are filters: each leads to a filter that exists, and means one thing only."""

import csv
import json
from collections import Counter

import pytest
from django.conf import settings

from akteure.falten import stamm, suchform
from akteure.models import Standort
from angebote.models import Angebot

FIXTURES = settings.BASE_DIR / "fixtures"
with (FIXTURES / "suche" / "filterwoerter.csv").open(encoding="utf-8", newline="") as datei:
    ZEILEN = list(csv.DictReader(datei))
VOKABULAR = json.loads((FIXTURES / "vokabular.json").read_text(encoding="utf-8"))
BEGRIFFE = json.loads((FIXTURES / "begriffe.json").read_text(encoding="utf-8"))
WERTE = {
    "kosten": set(Angebot.Kosten.values),
    "zugang": set(Angebot.Zugang.values),
    "format": set(Angebot.FORMATE),
    "fuer": set(Angebot.Fuer.values),
    "barrierefrei": set(Standort.BARRIEREFREIHEIT),
    "deutsch": {"nicht_noetig"},
    "wann": {"heute", "wochenende", "nachmittags"},
    "sprache": {sprache["code"] for sprache in VOKABULAR["sprachen"]},
    "lebensphase": {phase["slug"] for phase in VOKABULAR["lebensphasen"]},
    "alter": {str(monate) for monate in range(325)},
    "zahl": {str(zahl) for zahl in range(1, 19)},
    "jahre": {""},
    "monate": {""},
}


def je_filter(name, sprache=None):
    return {zeile["wort"] for zeile in ZEILEN if zeile["filter"] == name and sprache in (None, zeile["sprache"])}


def test_every_word_leads_to_a_filter_and_value_that_exist():
    assert not [zeile for zeile in ZEILEN if zeile["wert"] not in WERTE.get(zeile["filter"], ())]


def test_every_word_stands_there_once_however_it_is_folded():
    mehrfach = [
        wort for wort, zahl in Counter(suchform(zeile["wort"]) for zeile in ZEILEN).items() if zahl > 1 or not wort
    ]
    assert not mehrfach


def test_no_word_is_a_schreibweise_as_well_which_would_win():
    gefaltet = {
        stamm(teil["text"]) if teil["sprache"].startswith("de") else suchform(teil["text"])
        for begriff in BEGRIFFE
        for teil in begriff["schreibweisen"]
    }
    eigene = [zeile for zeile in ZEILEN if zeile["filter"] not in ("zahl", "jahre", "monate")]
    assert not [zeile["wort"] for zeile in eigene if {suchform(zeile["wort"]), stamm(zeile["wort"])} & gefaltet]


@pytest.mark.parametrize("code", ["de", "tr", "ar", "uk", "ru", "ro", "en"])
def test_every_language_of_the_site_says_free_of_charge_and_without_registration(code):
    assert je_filter("kosten", code) and je_filter("zugang", code) and je_filter("alter", code)


@pytest.mark.parametrize("code", ["de", "en", "ru", "tr", "ro"])
def test_number_words_and_units_make_an_age(code):
    zahlen = {zeile["wert"] for zeile in ZEILEN if zeile["filter"] == "zahl" and zeile["sprache"] == code}
    assert zahlen >= {str(zahl) for zahl in range(1, 11)}
    assert je_filter("jahre", code) and je_filter("monate", code)


@pytest.mark.parametrize("wort", ["Deutsch", "Rollstuhl", "Kinder", "mobil", "Hausbesuch", "Internet", "digital"])
def test_words_of_common_searches_are_no_filter(wort):
    assert suchform(wort) not in {suchform(zeile["wort"]) for zeile in ZEILEN}
