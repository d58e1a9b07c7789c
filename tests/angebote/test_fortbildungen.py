"""Fortbildungen for Fachkräfte: what stands on the page, in the feed and in the calendar, in which order, and what does not."""

import time
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.dokument import lies
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_fortbildung,
    make_gemeinde,
    make_kontakt,
    make_termin_in,
    make_thema,
    make_uebersetzung,
)

pytestmark = pytest.mark.django_db
SEITE = "/fortbildungen/"


@pytest.fixture
def armutssensibel():
    return make_thema(slug="armutssensibel", name="Armutssensibel arbeiten")


def gruppen(client, pfad=SEITE):
    """Return {group: [kennung, …]} in the order of the page."""
    seite = lies(client.get(pfad))
    return {
        gruppe["data-gruppe"]: [zeile["data-kennung"] for zeile in gruppe.alle("article")]
        for gruppe in seite.alle("section")
        if "data-gruppe" in gruppe
    }


def text(client, angebot):
    return next(e for e in lies(client.get(SEITE)).alle("article") if e["data-kennung"] == angebot.kennung).text


def test_the_next_one_comes_first_and_poverty_before_all_others(client, armutssensibel):
    spaet, frueh = make_fortbildung(20, themen=[armutssensibel]), make_fortbildung(9, 30, themen=[armutssensibel])
    weiteres = make_fortbildung(2, art="netzwerktreffen")
    ohne = make_fortbildung(themen=[armutssensibel])
    assert gruppen(client) == {
        "vorrang": [frueh.kennung, spaet.kennung],
        "weitere": [weiteres.kennung],
        "folgen": [ohne.kennung],
    }


@pytest.mark.parametrize("werte", [{"art": "kurs"}, {"fuer": "familien"}, {"status": "entwurf"}])
def test_what_is_none_is_left_out(client, werte):
    make_fortbildung(3, **werte)
    assert gruppen(client) == {}


def test_what_is_for_both_belongs_to_it(client):
    assert gruppen(client) == {} and make_fortbildung(3, fuer="beide").kennung in gruppen(client)["weitere"]


def test_a_termin_that_is_over_vanishes_and_one_that_runs_stays(client):
    angebot = make_fortbildung(-3)
    assert gruppen(client) == {"folgen": [angebot.kennung]}
    make_termin_in(angebot, -1, stunden=48)
    assert gruppen(client) == {"weitere": [angebot.kennung]}
    assert len(lies(client.get(SEITE)).alle("time")) == 1


@pytest.mark.parametrize(
    ("frei", "satz"),
    [
        (None, "Freie Plätze: wissen wir nicht – bitte anrufen"),
        (0, "ausgebucht"),
        (1, "noch 1 Platz"),
        (5, "noch 5 Plätze"),
    ],
)
def test_the_places_left_are_said_also_that_nobody_knows(client, frei, satz):
    angebot = make_fortbildung()
    make_termin_in(angebot, plaetze_frei=frei)
    assert satz in text(client, angebot)


def anmeldungen(client):
    return [a for a in lies(client.get(SEITE)).alle("a") if a["href"] == "https://dort.example/"]


def test_the_way_to_register_tells_the_other_site_nothing(client):
    make_termin_in(make_fortbildung(), anmeldung_url="https://dort.example/")
    assert [a["rel"] for a in anmeldungen(client)] == ["noopener noreferrer"]
    assert client.get(SEITE)["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("werte", "satz"),
    [
        ({"abgesagt": True}, "abgesagt"),
        ({"plaetze_frei": 0}, "ausgebucht"),
        ({"anmeldeschluss": timezone.localdate() - timedelta(days=1)}, "Anmeldung war möglich bis"),
    ],
)
def test_where_nobody_can_register_that_is_said_and_there_is_no_link(client, werte, satz):
    angebot = make_fortbildung()
    make_termin_in(angebot, anmeldung_url="https://dort.example/", **werte)
    assert satz in text(client, angebot)
    assert anmeldungen(client) == []


def test_on_the_last_day_one_can_still_register(client):
    make_termin_in(make_fortbildung(), anmeldung_url="https://dort.example/", anmeldeschluss=timezone.localdate())
    assert len(anmeldungen(client)) == 1


def test_one_that_is_called_off_does_not_push_its_angebot_forward(client):
    abgesagt, anderes = make_fortbildung(20), make_fortbildung(10)
    make_termin_in(abgesagt, 1, abgesagt=True)
    assert gruppen(client)["weitere"] == [anderes.kennung, abgesagt.kennung]


@pytest.mark.parametrize("muell", ["?seite=x", "?q=%27%22%3E%3C&thema=a&thema=b", "?" + "x" * 3000])
@pytest.mark.parametrize("pfad", ["", "material/", "selbstcheck/", "feed/", "kalender.ics"])
def test_whatever_stands_behind_the_address_changes_nothing(client, pfad, muell):
    make_fortbildung(3)
    assert client.get(SEITE + pfad + muell).status_code == 200


@pytest.mark.parametrize("pfad", ["", "material/", "selbstcheck/", "feed/", "kalender.ics"])
def test_nothing_can_be_sent_and_no_cookie_is_set(client, pfad):
    assert client.post(SEITE + pfad).status_code == 405
    assert not client.get(SEITE + pfad).cookies


def test_the_page_names_feed_and_calendar_in_its_own_language(client):
    for davor in ("", "/tr"):
        seite = lies(client.get(davor + SEITE))
        weitere = {link["type"]: link["href"] for link in seite.alle("link", rel="alternate") if "type" in link}
        assert weitere == {
            "application/rss+xml": f"{davor}/fortbildungen/feed/",
            "text/calendar": f"{davor}/fortbildungen/kalender.ics",
        }


# --- feed -----------------------------------------------------------------------------------------------------------
def rss(client, pfad="/fortbildungen/feed/"):
    antwort = client.get(pfad)
    assert antwort["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ET.fromstring(antwort.content)


def test_the_feed_is_rss_with_whole_addresses(client):
    angebot = make_fortbildung(3, titel="Fachtag <Genug> & „mehr“")
    wurzel = rss(client)
    kanal = wurzel.find("channel")
    assert (wurzel.tag, wurzel.get("version"), kanal.findtext("language")) == ("rss", "2.0", "de")
    assert all(kanal.findtext(name) for name in ("title", "link", "description"))
    eintrag = kanal.find("item")
    assert eintrag.findtext("title").endswith(": Fachtag <Genug> & „mehr“")
    assert eintrag.findtext("link") == f"http://testserver{angebot.get_absolute_url()}"
    assert kanal.findtext("link") == "http://testserver/fortbildungen/"
    assert eintrag.find("guid").attrib == {"isPermaLink": "false"}
    assert eintrag.findtext("pubDate")


def test_a_feed_stays_the_same_where_nothing_has_changed(client):
    """Also an empty one; only then can a reader be told that nothing is new."""
    eine = client.get("/fortbildungen/feed/")
    time.sleep(1.1)
    assert client.get("/fortbildungen/feed/", headers={"If-None-Match": eine["ETag"]}).status_code == 304


def test_the_feed_holds_each_termin_ahead_in_order_and_says_what_is_called_off(client):
    angebot = make_fortbildung(-4, 9, titel="Erstes")
    make_termin_in(angebot, 3, abgesagt=True)
    make_fortbildung(5, titel="Zweites")
    titel = [eintrag.findtext("title").partition(": ")[2] for eintrag in rss(client).iter("item")]
    assert titel == ["Erstes (abgesagt)", "Zweites", "Erstes"]


def test_the_feed_is_in_the_language_of_its_address(client):
    make_uebersetzung(make_fortbildung(3), "titel", "Eğitim günü")
    wurzel = rss(client, "/tr/fortbildungen/feed/")
    assert wurzel.find("channel").findtext("language") == "tr"
    assert "Eğitim günü" in wurzel.find(".//item").findtext("title")
    assert wurzel.find(".//item").findtext("link").startswith("http://testserver/tr/angebote/")
    assert rss(client, "/leicht/fortbildungen/feed/").find("channel").findtext("language") == "de"


@pytest.mark.parametrize("pfad", ["", "feed/", "kalender.ics"])
def test_what_is_for_logged_in_fachkraefte_only_stands_nowhere(client, pfad):
    akteur = make_akteur(mit_kontakt=False)
    make_kontakt(akteur=akteur, telefon="030 23125 777", sichtbarkeit="fachkraefte")
    make_fortbildung(3, akteur=akteur, fachinfo="Geheimer Tipp", interne_notiz="Geheime Notiz")
    inhalt = client.get(SEITE + pfad).content.decode()
    assert "Geheim" not in inhalt and "23125777" not in inhalt.replace(" ", "")


# --- calendar -------------------------------------------------------------------------------------------------------
def ereignisse(client, pfad="/fortbildungen/kalender.ics"):
    antwort = client.get(pfad)
    assert antwort["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(antwort.content).walk("VEVENT")


def test_the_calendar_holds_the_termine_ahead_with_the_same_names_for_ever(client):
    gemeinde = make_gemeinde(name="Köngen")
    angebot = make_fortbildung(-4, 3, titel="Fachtag, mit Komma; und mehr", gemeinde=gemeinde)
    make_angebot()
    (ereignis,) = ereignisse(client)
    kommender = angebot.termine.order_by("beginn").last()
    assert str(ereignis["SUMMARY"]) == "Fachtag, mit Komma; und mehr"
    assert kommender.kennung in str(ereignis["UID"])
    assert ereignis["DTSTART"].dt == kommender.beginn.replace(microsecond=0)
    assert "Köngen" in str(ereignis["LOCATION"])
    assert str(ereignis["URL"]) == f"http://testserver{angebot.get_absolute_url()}"


def test_the_calendar_says_what_is_called_off(client):
    make_termin_in(make_fortbildung(), 3, abgesagt=True)
    assert [str(ereignis["STATUS"]) for ereignis in ereignisse(client)] == ["CANCELLED"]


def test_a_hidden_address_stays_hidden(client):
    angebot = make_fortbildung(3, gemeinde=make_gemeinde(name="Köngen"))
    standort = angebot.orte.get().standort
    standort.strasse, standort.adresse_verbergen = "Geheimweg", True
    standort.save()
    for pfad in ("", "feed/", "kalender.ics"):
        assert "Geheimweg" not in client.get(SEITE + pfad).content.decode()
