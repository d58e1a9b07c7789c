"""The invented entries of the bench: as many as asked for, the same every time, and found by the search."""

import json

import pytest

from akteure.models import Standort
from angebote.models import Angebot
from tests.fabriken import make_angebot, make_begriff, make_gemeinde, make_standort, make_thema
from tests.leistung.erzeugen import Erzeugung, main

pytestmark = pytest.mark.django_db


@pytest.fixture
def vorlage() -> Angebot:
    gemeinde = make_gemeinde(plz=("73207",), lat=48.67, lon=9.37, einwohner=100)
    make_begriff("Hebamme")
    angebot = make_angebot(themen=[make_thema()], beschreibung="Wir hören zu. Sie fragen. Wir helfen gern.")
    standort = make_standort(akteur=angebot.akteur, gemeinde=gemeinde, lat=48.67, lon=9.37)
    angebot.orte.create(standort=standort)
    return angebot


def test_so_viele_oeffentliche_angebote_wie_verlangt(vorlage, capsys):
    main(12)
    assert Angebot.objects.oeffentlich().count() == 12 + 1
    assert json.loads(capsys.readouterr().out)["zeilen"]["angebote.Angebot"] == 12 + 1


def test_die_angaben_sind_die_der_vorlage(vorlage):
    main(6)
    for angebot in Angebot.objects.all():
        assert angebot.kosten == vorlage.kosten
        assert list(angebot.themen.all()) == list(vorlage.themen.all())
        assert angebot.orte.count() == 1
    assert not Standort.objects.filter(lat=None).exists()


def test_jedes_mal_dieselben(vorlage):
    erster, zweiter = Erzeugung(), Erzeugung()
    assert [erster.erfinder.hausname() for _ in range(9)] == [zweiter.erfinder.hausname() for _ in range(9)]
    assert erster.erfinder.titel(vorlage, "Wendlingen", "Haus Linde") == zweiter.erfinder.titel(
        vorlage, "Wendlingen", "Haus Linde"
    )


def test_die_suche_kennt_ihre_woerter(vorlage):
    main(3)
    for angebot in Angebot.objects.all():
        assert angebot.wortstellen.filter(vorne=True).exists()
        assert angebot.akteur.wortstellen.exists()
