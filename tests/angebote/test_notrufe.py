"""Emergency numbers: the right ones first, on pages that stay in no store and say nothing in their title."""

import json
import os
import subprocess
import sys
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from angebote.models import Begriff, Notruf, Thema
from angebote.models.vokabular import Anlass
from tests.dokument import lies
from tests.fabriken import make_angebot, make_begriff, make_gemeinde, make_notruf, make_thema

pytestmark = pytest.mark.django_db

HEIKEL = {"q": "Gewalt"}
NEUTRAL = "Angebote · Familien stärken"
SEITEN = ("/angebote/", "/angebote/karte/")


@pytest.fixture
def notrufe():
    make_begriff("Gewalt", sensibel="gewalt")
    make_begriff("Suizid", sensibel="suizid")
    make_begriff("Hebamme")
    make_notruf("110", "Polizei", anlass_gewalt=True, erreichbar="Tag und Nacht", reihenfolge=1)
    make_notruf("116 016", "Hilfetelefon", anlass_gewalt=True, anlass_krise=True, reihenfolge=2)
    make_notruf("0800 111 0111", "Telefonseelsorge", anlass_suizid=True, reihenfolge=3)


def kasten(antwort):
    """Return the box with the numbers, None where there is none."""
    return next(iter(lies(antwort).alle("section", data_sofort=True)), None)


def nummern(antwort):
    return [verweis["href"] for verweis in kasten(antwort).alle("a") if verweis["href"].startswith("tel:")]


# --- which numbers --------------------------------------------------------------------------------------------------
def test_the_dangers_of_begriffe_themen_and_notrufe_are_the_same():
    felder = {name.removeprefix("anlass_") for name in vars(Notruf) if name.startswith("anlass_")}
    assert dict(Begriff.Sensibel.choices) == dict(Anlass.choices)
    assert set(Anlass.values) == felder


@pytest.mark.parametrize(
    ("anlaesse", "erwartet"),
    [
        ({"gewalt"}, ["Polizei", "Hilfetelefon"]),
        ({"krise"}, ["Hilfetelefon"]),
        ({"gewalt", "suizid"}, ["Polizei", "Hilfetelefon", "Telefonseelsorge"]),
        ({"kinderschutz"}, []),
        ({"gibt-es-nicht"}, []),
        (set(), []),
    ],
)
def test_numbers_for_a_danger_come_best_first(notrufe, anlaesse, erwartet):
    assert [notruf.name for notruf in Notruf.objects.fuer(anlaesse)] == erwartet


@pytest.mark.parametrize(
    ("anlass", "erwartet"),
    [
        ("gewalt", ["110", "116 016", "0800 22 55 530", "0800 123 9900"]),
        ("kinderschutz", ["110", "116 111", "0800 111 0550", "0800 22 55 530"]),
        ("suizid", ["112", "0800 111 0111", "116 111", "116 117"]),
        ("krise", ["112", "0800 111 0111", "0800 111 0550", "0800 40 40 020"]),
    ],
)
def test_the_numbers_that_ship_are_right_for_every_danger(anlass, erwartet):
    call_command("lade_vokabular", str(settings.BASE_DIR / "fixtures" / "vokabular.json"), stdout=StringIO())
    assert [notruf.nummer for notruf in Notruf.objects.fuer({anlass})[:4]] == erwartet


def test_every_number_that_ships_says_where_it_comes_from_and_when_it_was_checked():
    daten = json.loads((settings.BASE_DIR / "fixtures" / "vokabular.json").read_text(encoding="utf-8"))
    assert len(daten["notrufe"]) == 12
    assert all(notruf["quelle"] and notruf["stand"] and notruf["beschreibung"] for notruf in daten["notrufe"])


def test_what_an_installation_had_before_learns_its_dangers():
    seelsorge, eigene = make_notruf("0800 111 0111", "Telefonseelsorge"), make_notruf("030 23125 001", "Eigene")
    schutz, geld = make_thema(slug="gewaltschutz"), make_thema(slug="geld")
    import_module("angebote.migrations.0006_anlass").was_schon_da_ist(apps, None)
    for zeile in (seelsorge, eigene, schutz, geld):
        zeile.refresh_from_db()
    assert seelsorge.anlaesse == ["Krise", "Suizid"]
    assert eigene.anlaesse == []
    assert (schutz.sensibel, geld.sensibel) == ("gewalt", "")


# --- list and map ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("pfad", SEITEN)
def test_a_sensitive_search_shows_the_numbers_above_the_hits(client, notrufe, pfad):
    make_angebot(titel="Hilfe bei Gewalt")
    antwort = client.get(pfad, HEIKEL)
    assert nummern(antwort) == ["tel:110", "tel:116016"]
    assert "Tag und Nacht" in kasten(antwort).text
    text = antwort.content.decode()
    assert text.index("data-sofort") < text.index("<article")


@pytest.mark.parametrize("pfad", SEITEN)
def test_also_where_nothing_is_found(client, notrufe, pfad):
    antwort = client.get(pfad, HEIKEL)
    assert lies(antwort).eines(data_anzahl=True)["data-anzahl"] == "0"
    assert nummern(antwort) == ["tel:110", "tel:116016"]


@pytest.mark.parametrize("frage", ["Gewalt", "  GEWALT! ", "Hilfe bei Gewalt, bitte", "Hebamme Gewalt", "Ge\u00adwalt"])
def test_the_danger_is_heard_between_other_words(client, notrufe, frage):
    assert nummern(client.get("/angebote/", {"q": frage})) == ["tel:110", "tel:116016"]


def test_htmx_gets_the_numbers_too_and_stores_nothing(client, notrufe):
    antwort = client.get("/angebote/", HEIKEL, headers={"HX-Request": "true"})
    assert nummern(antwort) == ["tel:110", "tel:116016"]
    assert antwort["Cache-Control"] == "no-store"


@pytest.mark.parametrize("pfad", SEITEN)
def test_a_sensitive_page_is_stored_nowhere_and_has_a_neutral_title(client, notrufe, pfad):
    antwort = client.get(pfad, HEIKEL)
    assert antwort["Cache-Control"] == "no-store"
    assert "ETag" not in antwort.headers
    assert lies(antwort).eines("title").text == NEUTRAL


def test_at_most_four_numbers_are_shown(client, notrufe):
    for nummer in range(5):
        make_notruf(f"030 23125 00{nummer}", f"Weitere {nummer}", anlass_gewalt=True)
    assert len(nummern(client.get("/angebote/", HEIKEL))) == 4


def test_without_any_number_the_page_stays_safe(client, notrufe):
    Notruf.objects.all().delete()
    antwort = client.get("/angebote/", HEIKEL)
    assert nummern(antwort) == []
    assert antwort["Cache-Control"] == "no-store"
    assert lies(antwort).eines("a", data_verlassen=True)


@pytest.mark.parametrize("pfad", SEITEN)
@pytest.mark.parametrize(
    "daten", [{}, {"q": "Hebamme"}, {"q": "Gestalt"}, {"thema": "geld"}, {"thema": "gibt-es-nicht"}]
)
def test_every_other_page_is_as_it_was(client, notrufe, pfad, daten):
    make_thema(slug="geld")
    antwort = client.get(pfad, daten)
    assert kasten(antwort) is None
    assert "Cache-Control" not in antwort.headers
    assert antwort["ETag"]
    assert lies(antwort).eines("title").text != NEUTRAL


@pytest.mark.parametrize("pfad", SEITEN)
def test_a_sensitive_thema_shows_them_its_unterthema_does_not_inherit(client, notrufe, pfad):
    schutz = make_thema(slug="schutz", sensibel="gewalt")
    make_thema(slug="recht", ueber=schutz)
    antwort = client.get(pfad, {"thema": "schutz"})
    assert nummern(antwort) == ["tel:110", "tel:116016"]
    assert (antwort["Cache-Control"], lies(antwort).eines("title").text) == ("no-store", NEUTRAL)
    assert kasten(client.get(pfad, {"thema": "recht"})) is None


def test_search_and_thema_add_up(client, notrufe):
    make_thema(slug="seele", sensibel="suizid")
    antwort = client.get("/angebote/", HEIKEL | {"thema": "seele"})
    assert nummern(antwort) == ["tel:110", "tel:116016", "tel:+498001110111"]


@pytest.mark.parametrize("pfad", SEITEN)
def test_they_cost_one_query(client, notrufe, pfad):
    make_thema(slug="schutz", sensibel="gewalt"), make_thema(slug="geld")
    make_angebot(gemeinde=make_gemeinde())
    client.get(pfad)  # from here on the public Angebote are known by heart
    gezaehlt = {}
    for thema in ("geld", "schutz"):
        with CaptureQueriesContext(connection) as abfragen:
            client.get(pfad, {"thema": thema})
        gezaehlt[thema] = len(abfragen)
    assert gezaehlt["schutz"] == gezaehlt["geld"] + 1 <= 10


# --- the page of an Angebot -----------------------------------------------------------------------------------------
def test_an_angebot_with_a_sensitive_thema_shows_them_briefly(client, notrufe):
    angebot = make_angebot(titel="Zuflucht", themen=[make_thema(), make_thema(sensibel="gewalt")])
    antwort = client.get(angebot.get_absolute_url())
    assert nummern(antwort) == ["tel:110", "tel:116016"]
    assert "Tag und Nacht" not in kasten(antwort).text
    assert (antwort["Cache-Control"], lies(antwort).eines("title").text) == ("no-store", NEUTRAL)
    assert lies(antwort).eines("h1").text == "Zuflucht"


def test_any_other_angebot_does_not(client, notrufe):
    angebot = make_angebot(titel="Krabbelgruppe", themen=[make_thema()])
    antwort = client.get(angebot.get_absolute_url())
    assert kasten(antwort) is None
    assert antwort["ETag"]
    assert "Krabbelgruppe" in lies(antwort).eines("title").text


# --- leaving --------------------------------------------------------------------------------------------------------
def test_the_way_out_is_a_plain_link_that_tells_nobody_where_one_was(client, notrufe, settings):
    settings.VERLASSEN_ADRESSE = "https://wetter.example/"
    verweis = lies(client.get("/angebote/", HEIKEL)).eines("a", data_verlassen=True)
    assert (verweis["href"], verweis["rel"]) == ("https://wetter.example/", "noreferrer")


@pytest.mark.parametrize("adresse", ["javascript:alert(1)", "http://wetter.example/", "/ueber/", ""])
def test_only_an_address_with_https_leads_away(adresse):
    lauf = subprocess.run(
        [sys.executable, "-c", "import netzwerk.settings"],
        env=os.environ | {"VERLASSEN_ADRESSE": adresse},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert lauf.returncode == 1
    assert "Bitte eine Adresse mit https:// angeben." in lauf.stderr


# --- the coordinator ------------------------------------------------------------------------------------------------
def test_the_coordinator_ticks_for_which_dangers_a_number_is_right(admin_client):
    notruf = make_notruf("030 23125 002", "Notdienst")
    daten = {"name": "Notdienst", "kurz": "Notdienst", "nummer": "030 23125 002", "quelle": "Kreis"}
    daten |= {"stand": "01.11.2026", "reihenfolge": "5", "anlass_krise": "on", "anlass_kinderschutz": "on"}
    antwort = admin_client.post(f"/admin/angebote/notruf/{notruf.pk}/change/", daten)
    assert antwort.status_code == 302
    notruf.refresh_from_db()
    assert notruf.anlaesse == ["Krise", "Kind in Gefahr"]
    assert "Krise, Kind in Gefahr" in admin_client.get("/admin/angebote/notruf/").content.decode()


def test_the_coordinator_makes_a_thema_sensitive(admin_client):
    thema = make_thema(slug="schutz", name="Schutz")
    daten = {"name": "Schutz", "reihenfolge": "10", "zeichen": "", "sensibel": "gewalt"}
    admin_client.post(f"/admin/angebote/thema/{thema.pk}/change/", daten)
    assert Thema.objects.get(slug="schutz").sensibel == "gewalt"
    admin_client.post(f"/admin/angebote/thema/{thema.pk}/change/", daten | {"sensibel": "laut"})
    assert Thema.objects.get(slug="schutz").sensibel == "gewalt"
