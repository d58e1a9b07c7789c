"""The self-check: all its sentences and tips are there without script, and there is no way to send an answer."""

import json

import pytest
from django.conf import settings

from angebote.models import Frage
from tests.dokument import lies
from tests.fabriken import make_frage, make_uebersetzung

pytestmark = pytest.mark.django_db
SEITE = "/fortbildungen/selbstcheck/"


def haupt(client, davor=""):
    return lies(client.get(davor + SEITE)).eines("main")


def test_there_is_no_form_and_nothing_to_send(client):
    make_frage()
    seite = haupt(client)
    assert not seite.alle("form")
    assert [knopf["type"] for knopf in seite.alle("button")] == ["button", "button"]


def test_every_sentence_has_four_answers_of_its_own_none_ticked_and_a_tip(client):
    fragen = [make_frage(tipp="Erster Tipp."), make_frage(tipp="Zweiter Tipp.")]
    felder = haupt(client).alle("input")
    assert [feld["name"] for feld in felder] == [frage.slug for frage in fragen for _ in range(4)]
    assert all(feld["type"] == "radio" and "checked" not in feld for feld in felder)
    assert [tipp.eines("p").text for tipp in haupt(client).alle("details")] == ["Erster Tipp.", "Zweiter Tipp."]


def test_they_stand_by_bereich_in_the_order_of_the_koordination(client):
    make_frage(text="Team zwei.", bereich="haltung", reihenfolge=2)
    make_frage(text="Team eins.", bereich="haltung", reihenfolge=1)
    make_frage(text="Geld.", bereich="geld", reihenfolge=3)
    make_frage(text="Nicht mehr.", aktiv=False)
    seite = haupt(client)
    assert [legend.text for legend in seite.alle("legend")] == ["Geld.", "Team eins.", "Team zwei."]
    assert [h.text for h in seite.alle("h2")] == ["Geld im Alltag", "Im Team", "Ihr Ergebnis"]


def test_sentence_and_tip_stand_in_the_language_of_the_page(client):
    frage = make_frage()
    make_uebersetzung(frage, "text", "Bir cümle.")
    make_uebersetzung(frage, "tipp", "Bir öneri.")
    text = haupt(client, "/tr").text
    assert "Bir cümle." in text and "Bir öneri." in text


def test_without_sentences_the_page_says_so(client):
    assert "Hier steht zurzeit nichts." in haupt(client).text


def test_what_ships_covers_every_bereich_with_a_tip_each():
    vokabular = json.loads((settings.BASE_DIR / "fixtures" / "vokabular.json").read_text(encoding="utf-8"))
    fragen = vokabular["fragen"]
    assert 12 <= len(fragen) <= 15
    assert {frage["bereich"] for frage in fragen} == set(Frage.Bereich.values)
    assert all(frage["tipp"] for frage in fragen)
