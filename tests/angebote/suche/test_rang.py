"""The order of hits, a rule each: what decides when everything before it is equal."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from angebote.filter import AngebotFilter
from angebote.models import Angebot
from angebote.suche.rang import GETROFFEN, Stelle, punkte
from tests.fabriken import make_akteur, make_angebot, make_begriff, make_gemeinde, make_standort

pytestmark = pytest.mark.django_db


def reihenfolge(**frage):
    daten = QueryDict(mutable=True)
    daten.update(frage)
    return [angebot.titel for angebot in AngebotFilter(daten, Angebot.objects.oeffentlich()).sortiert]


def vor(tage):
    return timezone.now() - timedelta(days=tage)


def test_every_place_has_its_points_and_one_more_part_outweighs_them_all():
    assert sorted(Stelle) == [
        Stelle.TEXT,
        Stelle.WORT,
        Stelle.AKTEUR,
        Stelle.THEMA,
        Stelle.BEGRIFF,
        Stelle.IM_TITEL,
        Stelle.TITEL,
        Stelle.GENAU,
    ]
    assert punkte([Stelle.TEXT, Stelle.TEXT]) > punkte([Stelle.GENAU, None]) == GETROFFEN + Stelle.GENAU


def test_the_very_word_before_another_schreibweise_before_a_part_of_a_longer_word():
    make_begriff("Kita", deutsch=["Kindergarten"])
    make_angebot(titel="A Waldkindergarten am Bach")
    make_angebot(titel="B Kita am Bach")
    make_angebot(titel="C Kindergarten am Bach")
    assert reihenfolge(q="kindergarten") == ["C Kindergarten am Bach", "B Kita am Bach", "A Waldkindergarten am Bach"]


def test_nearer_before_farther_where_a_place_is_known():
    hier = make_gemeinde(name="Hier", lat=48.70, lon=9.40)
    for titel, lat in (("A weit", 48.95), ("B nah", 48.73), ("C unbekannt", None)):
        ort = make_standort(gemeinde=make_gemeinde(), lat=lat, lon=lat and 9.40)
        make_angebot(titel=titel, standorte=[ort], einzugsgebiet="kreisweit", bestaetigt_am=None)
    assert reihenfolge(wo=hier.name) == ["B nah", "A weit", "C unbekannt"]
    assert reihenfolge() == ["A weit", "B nah", "C unbekannt"]


def test_a_hidden_address_is_never_near():
    hier = make_gemeinde(name="Hier", lat=48.70, lon=9.40)
    for titel, verbergen in (("A verborgen", True), ("B weiter weg", False)):
        ort = make_standort(
            gemeinde=make_gemeinde(), lat=48.71 if verbergen else 48.80, lon=9.40, adresse_verbergen=verbergen
        )
        make_angebot(titel=titel, standorte=[ort], einzugsgebiet="kreisweit", bestaetigt_am=None)
    assert reihenfolge(wo=hier.name) == ["B weiter weg", "A verborgen"]


def test_confirmed_lately_before_stale_before_never():
    for titel, wann in (("A nie", None), ("B alt", vor(900)), ("C im Jahr", vor(300)), ("D frisch", vor(20))):
        make_angebot(titel=titel, bestaetigt_am=wann)
    assert reihenfolge() == ["D frisch", "C im Jahr", "B alt", "A nie"]


def test_local_before_county_wide_when_both_are_fresh():
    make_angebot(titel="A im ganzen Kreis", einzugsgebiet="kreisweit", bestaetigt_am=vor(1))
    make_angebot(titel="B im Ort", gemeinde=make_gemeinde(), einzugsgebiet="", bestaetigt_am=vor(30))
    assert reihenfolge() == ["B im Ort", "A im ganzen Kreis"]


def test_spoken_before_interpreted_before_written():
    for titel, modus in (("A geschrieben", "material"), ("B übersetzt", "dolmetschen"), ("C gesprochen", "spricht")):
        make_angebot(titel=titel, sprachen={"tr": modus})
    assert reihenfolge(sprache="tr") == ["C gesprochen", "B übersetzt", "A geschrieben"]


def test_what_is_found_comes_before_freshness():
    make_angebot(titel="Chor", akteur=make_akteur(name="Verein für Turnen"), bestaetigt_am=vor(1))
    make_angebot(titel="Turnen", bestaetigt_am=None)
    assert reihenfolge(q="turnen") == ["Turnen", "Chor"]
