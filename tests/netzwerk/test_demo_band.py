"""The demo band: on every page while demo entries exist and the setting wants it; it costs next to nothing."""

from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.dokument import lies
from tests.fabriken import make_akteur, make_angebot, make_gemeinde, make_seiten

pytestmark = pytest.mark.django_db

SATZ = "Das ist eine Vorschau. Alle Angebote sind erfunden."


@pytest.fixture(autouse=True)
def mit_hinweis(settings):
    settings.DEMO_HINWEIS = True
    cache.clear()
    yield
    cache.clear()


def make_demo(**werte):
    return make_angebot(quelle="demo", akteur=make_akteur(quelle="demo"), gemeinde=make_gemeinde(), **werte)


def band(client, pfad="/barrierefreiheit/melden/danke/"):
    return SATZ in lies(client.get(pfad)).text


def test_the_band_stands_on_every_page(client):
    make_seiten()
    angebot = make_demo()
    pfade = ["/", "/angebote/", "/angebote/karte/", "/akteure/", "/ueber/", "/fehlt/", angebot.get_absolute_url()]
    assert [pfad for pfad in pfade if not band(client, pfad)] == []


def test_without_demo_entries_there_is_no_band(client):
    make_angebot()
    assert not band(client)


def test_the_band_goes_with_the_demo_entries(client):
    make_demo()
    assert band(client)
    call_command("entferne_demo", "--ja", stdout=StringIO())
    cache.clear()
    assert not band(client)


def test_without_the_setting_there_is_no_band_and_no_query(client, settings, django_assert_num_queries):
    settings.DEMO_HINWEIS = False
    make_demo()
    with django_assert_num_queries(0):
        assert not band(client)


@pytest.mark.parametrize("mit_demo", [True, False])
def test_the_band_asks_once_a_minute(client, mit_demo):
    if mit_demo:
        make_demo()
    with CaptureQueriesContext(connection) as gefangen:
        for _ in range(3):
            client.get("/barrierefreiheit/melden/danke/")
    assert len(gefangen) == 1


@pytest.mark.parametrize(
    ("pfad", "daten"), [("/angebote/", {}), ("/angebote/", {"ansicht": "kompakt"}), ("/angebote/karte/", {})]
)
@pytest.mark.parametrize("demo", [True, False])
def test_a_demo_entry_is_marked_wherever_it_is_listed(client, pfad, daten, demo):
    make_demo() if demo else make_angebot()
    eintrag = lies(client.get(pfad, daten)).eines("article", data_kennung=True)
    assert bool(eintrag.alle(class_="beispiel")) == demo


def test_a_demo_entry_and_its_akteur_are_marked_on_their_pages(client):
    angebot = make_demo()
    for eintrag in (angebot, angebot.akteur):
        assert lies(client.get(eintrag.get_absolute_url())).eines("article").alle(class_="beispiel")
