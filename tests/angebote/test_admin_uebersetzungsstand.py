"""Übersetzungsstand: numbers and list, and the way out and in by file."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akteure.models import Benutzer, Uebersetzung
from akteure.uebersetzungen.blatt import Blatt
from tests.akteure.uebersetzungen.test_austausch import datei
from tests.akteure.uebersetzungen.test_bestand import fasse
from tests.fabriken import make_angebot, make_gemeinde, make_thema

from .test_admin_uebersetzung import STAND, inhalt, meldungen, seite

pytestmark = pytest.mark.django_db


# --- Übersetzungsstand ----------------------------------------------------------------------------------------------
def test_numbers_and_list_lead_to_the_page_of_the_record(admin_client):
    angebot = make_angebot(titel="Treff", gemeinde=make_gemeinde())
    angebot.orte.update(hinweis="im Hof")
    fasse(angebot, "titel", "Bir")
    text = inhalt(admin_client.get(STAND, {"sprache": "tr"}))
    assert f'href="{seite(angebot)}"' in text and "im Hof" in text
    assert text.count('<th scope="row"><a') == 2
    text = inhalt(admin_client.get(STAND, {"sprache": "tr", "stand": "ungeprueft"}))
    assert text.count('<th scope="row"><a') == 1
    assert "Keine Texte in diesem Stand." in inhalt(
        admin_client.get(STAND, {"sprache": "tr", "art": "angebote.notruf"})
    )
    assert admin_client.get(STAND, {"sprache": "xx", "stand": "?", "art": "?", "seite": "999"}).status_code == 200


def test_the_list_has_pages_and_a_fixed_number_of_queries(admin_client):
    def abfragen() -> int:
        with CaptureQueriesContext(connection) as gezaehlt:
            admin_client.get(STAND, {"sprache": "tr", "art": "angebote.angebot"})
        return len(gezaehlt)

    make_angebot()
    abfragen(), (erste := abfragen())
    for _nummer in range(29):
        make_angebot()
    assert abfragen() == erste
    text = inhalt(admin_client.get(STAND, {"sprache": "tr", "art": "angebote.angebot", "seite": "2"}))
    assert "51–60 von 60" in text and "?sprache=tr&amp;art=angebote.angebot&amp;seite=1" in text


def test_the_desk_leads_to_it(admin_client):
    assert f'<a href="{STAND}">Übersetzungsstand</a>' in admin_client.get("/admin/").content.decode()


@pytest.mark.parametrize(("rechte", "fuehrt"), [((), False), (("view_uebersetzung",), True)])
def test_the_desk_leads_there_only_whom_the_page_lets_in(client, rechte, fuehrt):
    konto = Benutzer.objects.create(username="r", is_staff=True)
    konto.user_permissions.set(Permission.objects.filter(codename__in=rechte))
    client.force_login(konto)
    assert (f'href="{STAND}">Übersetzungsstand' in client.get("/admin/").content.decode()) is fuehrt


def test_a_translation_that_waits_is_listed_and_open_in_the_tab(admin_client):
    angebot = make_angebot(titel="Hilfe", themen=[make_thema(sensibel="suizid")])
    for fund in Blatt(angebot, "tr").funde:
        fasse(angebot, fund.stelle.feld, "Yardım")
    text = inhalt(admin_client.get(STAND, {"sprache": "tr", "art": "angebote.angebot"}))
    assert text.count('<th scope="row"><a') == 2 and "wartet auf Prüfung" in text
    blatt = inhalt(admin_client.get(seite(angebot)))
    assert re.search(r'aria-current="page"><bdi lang="tr">Türkçe</bdi> <span class="reiter-offen">2 offen', blatt)
    assert "Hier geht es um Hilfe in Not." in blatt


# --- out and in -----------------------------------------------------------------------------------------------------
def test_the_file_goes_out_under_a_name_that_says_what_it_is(admin_client):
    make_angebot(titel="Treff")
    antwort = admin_client.get(f"{STAND}ausgeben/tr/?nur=offene")
    assert re.fullmatch(r'attachment; filename="uebersetzungen-tr-[\d-]{10}\.csv"', antwort["Content-Disposition"])
    assert antwort.content.startswith(b"\xef\xbb\xbfmodell;") and "Treff" in antwort.content.decode()
    assert admin_client.get(f"{STAND}ausgeben/de/").status_code == 404


def lade_hoch(client, text: str | bytes, name: str = "tr.csv"):
    roh = text if isinstance(text, bytes) else text.encode()
    return client.post(f"{STAND}einlesen/tr/", {"datei": SimpleUploadedFile(name, roh)})


def test_a_file_is_shown_before_it_is_taken_over(admin_client):
    make_angebot(titel="Treff", kennung="abc234")
    antwort = lade_hoch(admin_client, datei({"uebersetzung": "<b>Buluşma</b>"}))
    text = inhalt(antwort)
    assert "1 neu, 0 geändert" in text and "Buluşma" in text and "HTML oder unsichtbare Zeichen" in text
    assert not Uebersetzung.objects.exists()
    antwort = admin_client.post(f"{STAND}einlesen/tr/", {"inhalt": antwort.context["inhalt"]}, follow=True)
    assert "Übernommen: 1 Übersetzung." in meldungen(antwort)
    assert Uebersetzung.objects.get().text == "Buluşma"
    spur = LogEntry.objects.get()
    assert spur.get_change_message() == "Eingelesen (tr): 1 neu, 0 geändert – tr.csv"
    assert (spur.content_type.model, spur.user.username) == ("uebersetzung", "admin")
    assert admin_client.get("/admin/").status_code == 200


def test_for_easy_language_the_page_says_what_the_tick_means(admin_client):
    assert "Menschen mit Lernschwierigkeiten" in inhalt(admin_client.get(f"{STAND}einlesen/de-simple/"))
    assert "Menschen mit Lernschwierigkeiten" not in inhalt(admin_client.get(f"{STAND}einlesen/tr/"))


def test_faults_are_shown_and_nothing_can_be_taken_over(admin_client):
    make_angebot(titel="Treff", kennung="abc234")
    antwort = lade_hoch(admin_client, datei({}, {"schluessel": "weg"}))
    text = inhalt(antwort)
    assert "Fehler in der Datei: 1." in text and "tr.csv, Zeile 3" in text and "inhalt" not in antwort.context
    assert 'name="inhalt"' not in text and not Uebersetzung.objects.exists()


def test_what_changed_between_check_and_button_stops_everything(admin_client):
    angebot = make_angebot(titel="Treff", kennung="abc234")
    antwort = lade_hoch(admin_client, datei())
    angebot.titel = "Anders"
    angebot.save()
    antwort = admin_client.post(f"{STAND}einlesen/tr/", {"inhalt": antwort.context["inhalt"]})
    assert "heute ein anderer" in inhalt(antwort) and not Uebersetzung.objects.exists()


@pytest.mark.parametrize("daten", [{"inhalt": "gefälscht"}, {}, {"datei": ""}])
def test_what_is_no_file_of_ours_is_refused_kindly(admin_client, daten):
    assert admin_client.post(f"{STAND}einlesen/tr/", daten).status_code == 200
    assert "Die Datei ist nicht in UTF-8" in inhalt(lade_hoch(admin_client, "Büro".encode("latin-1")))
