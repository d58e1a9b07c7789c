"""Folding: what people write differently is one for the search; sorting keeps letters apart that belong apart."""

import unicodedata
from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from akteure.falten import falten, stamm, suchform, suchtext, woerter
from akteure.models import Akteur, Standort
from angebote.models import Angebot
from tests.fabriken import make_angebot, make_gemeinde, make_standort


@pytest.mark.parametrize(
    "gleich",
    [
        ["Logopädie", "LOGOPÄDIE", "logopaedie", "logopadie", "Logopa\u0308die"],
        ["Mütter", "Muetter", "mutter"],
        ["Fördern", "foerdern", "FORDERN"],
        ["Straße", "STRASSE", "strase", "STRAẞE"],
        ["grădiniță", "gradinita", "GRĂDINIŢĂ"],
        ["moașă", "moasa"],
        ["İstanbul", "ISTANBUL", "ıstanbul"],
        ["çocuk bakıcısı", "cocuk bakicisi"],
        ["żłobek", "zlobek"],
        ["ёлка", "елка"],
        ["сім'я", "сім’я", "сімя"],
        ["أطفال", "اطفال", "إطفال", "أَطْفَال", "أطـــفال"],
        ["روضة", "روضه"],
        ["مستشفى", "مستشفي"],
        ["٧٣٧٢٨", "73728"],
        ["Fit™", "FITtm"],
        ["Kita\u200b", "Ki\u00adta", "\u202eKita\u202c", "\ufeffKITA"],
        ["κέντρος", "ΚΕΝΤΡΟΣ"],
    ],
)
def test_spellings_of_one_word_are_one(gleich):
    assert {suchform(wort) for wort in gleich} == {suchform(gleich[0])}


@pytest.mark.parametrize("wort", ["steuer", "frauen", "feuer", "bequem", "bauer"])
def test_an_e_after_u_that_is_no_umlaut_stays(wort):
    assert suchform(wort) == wort


def test_the_ukrainian_i_stays():
    assert suchform("діти") != suchform("дети")


@pytest.mark.parametrize(
    "gleich",
    [["Hebamme", "Hebammen"], ["anmelden", "Anmeldung"], ["Familienpate", "Familienpaten"], ["Kita", "Kitas"]],
)
def test_forms_of_one_word_have_one_stem(gleich):
    assert {stamm(wort) for wort in gleich} == {stamm(gleich[0])}


@pytest.mark.parametrize("wort", ["Mütter", "Muetter", "Großväter", "Grossvaeter"])
def test_the_stem_does_not_ask_how_an_umlaut_is_written(wort):
    assert stamm(wort) in ("mutt", "grosvat")


def test_a_search_column_keeps_whole_words_phrases_and_stems():
    text = suchtext(["Starke Eltern", "", "Hebammen-Treff"])
    assert " starke eltern " in text and " hebammen treff " in text and " hebamm " in text
    assert "eltern hebammen" not in text
    assert suchtext(["", "!"]) == ""


@pytest.mark.parametrize(
    ("text", "gefaltet"), [("Größe", "groesse"), ("Fit™", "fittm"), ("ﬁnden", "finden"), ("a\x00b", "a b")]
)
def test_signs_and_umlauts_become_plain_letters(text, gefaltet):
    assert falten(text) == gefaltet
    assert suchform(text) == gefaltet.replace("oe", "o").replace("ss", "s")


def test_sorting_keeps_its_own_folding():
    assert (falten("Bär"), falten("Straße")) == ("baer", "strasse")


@given(st.text())
def test_any_text_folds_to_plain_words_and_folding_again_finds_them_the_same(text):
    form = suchform(text)
    assert form == " ".join(form.split())
    assert not any(unicodedata.category(z) in ("Cf", "Mn", "Cc") for z in form)
    assert woerter(text) == list(dict.fromkeys(form.split()))
    assert stamm(text) == " ".join(stamm(text).split())


@pytest.mark.django_db
def test_the_migrations_write_what_saving_writes():
    offen = make_standort(gemeinde=make_gemeinde(name="Nürtingen"), strasse="Mühlweg", plz="72622")
    verborgen = make_standort(gemeinde=make_gemeinde(name="Köngen"), strasse="Geheimweg", adresse_verbergen=True)
    make_angebot(titel="Mütter-Café", akteur=offen.akteur, zeiten="dienstags")
    make_angebot(akteur=verborgen.akteur)
    modelle = {Akteur: ["suchtext"], Standort: ["suchtext"], Angebot: ["suchtext", "titel_suche"]}

    def stand():
        return [list(modell.objects.order_by("pk").values_list(*spalten)) for modell, spalten in modelle.items()]

    vorher = stand()
    for modell, spalten in modelle.items():
        modell.objects.update(**dict.fromkeys(spalten, "alt"))
    for app in ("akteure", "angebote"):
        import_module(f"{app}.migrations.0003_suchform").forwards(apps, None)
    assert stand() == vorher
