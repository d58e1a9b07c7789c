"""The translation service: a real server of LibreTranslate's shape on loopback, and what never goes to it."""

import io
import json
import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from akteure.models import Akteur, Kontakt, Standort, Uebersetzung
from akteure.uebersetzungen import maschine
from akteure.uebersetzungen import uebersetzer as modul
from akteure.uebersetzungen.uebersetzer import LibreTranslate, UebersetzerFehler, uebersetzer
from angebote.models import Angebot
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_kontakt,
    make_notruf,
    make_seite,
    make_standort,
    make_thema,
)

from .test_bestand import fasse

KLASSE = "akteure.uebersetzungen.uebersetzer.LibreTranslate"


class Dienst(ThreadingHTTPServer):
    """Answers every text in capitals; `antwort` and `status` put something else in its place, `warten` makes it slow."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Behandlung)
        self.fragen: list[dict] = []
        self.antwort: bytes | None = None
        self.status = 200
        self.warten = 0.0

    def handle_error(self, *args) -> None:
        """Keep quiet: who asked did not wait for the answer."""

    @property
    def texte(self) -> set[str]:
        return {text for frage in self.fragen for text in frage["q"]}


class Behandlung(BaseHTTPRequestHandler):
    server: Dienst

    def do_POST(self) -> None:
        frage = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.fragen.append(frage | {"pfad": self.path})
        time.sleep(self.server.warten)
        gut = json.dumps({"translatedText": [text.upper() for text in frage["q"]]}).encode()
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(gut if self.server.antwort is None else self.server.antwort)

    def log_message(self, *args) -> None:
        """Keep quiet."""


@pytest.fixture
def dienst(settings):
    server = Dienst()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    settings.UEBERSETZER = KLASSE
    settings.UEBERSETZER_URL = f"http://127.0.0.1:{server.server_port}/"
    settings.UEBERSETZER_SCHLUESSEL = "geheim"
    yield server
    server.shutdown()
    server.server_close()


# --- the back end ---------------------------------------------------------------------------------------------------
def test_it_is_off_by_default(settings):
    assert settings.UEBERSETZER == "" and uebersetzer() is None


def test_without_an_address_it_says_what_is_missing(settings):
    settings.UEBERSETZER, settings.UEBERSETZER_URL = KLASSE, "file:///etc/passwd"
    with pytest.raises(ImproperlyConfigured, match="UEBERSETZER_URL"):
        uebersetzer()


def test_the_site_does_not_start_without_the_address_of_its_service(settings):
    lauf = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=os.environ | {"UEBERSETZER": KLASSE, "UEBERSETZER_URL": ""},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert lauf.returncode and "UEBERSETZER_URL" in lauf.stderr


def test_another_service_needs_no_address(settings):
    lauf = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=os.environ | {"UEBERSETZER": "types.SimpleNamespace", "UEBERSETZER_URL": ""},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert lauf.returncode == 0, lauf.stderr


def test_it_asks_the_way_libretranslate_wants_it(dienst):
    assert uebersetzer().uebersetze(["Guten Tag", "Tschüss"], "tr") == ["GUTEN TAG", "TSCHÜSS"]
    assert dienst.fragen == [
        {
            "q": ["Guten Tag", "Tschüss"],
            "source": "de",
            "target": "tr",
            "format": "text",
            "api_key": "geheim",
            "pfad": "/translate",
        }
    ]


def test_without_a_key_none_is_sent(dienst, settings):
    settings.UEBERSETZER_SCHLUESSEL = ""
    LibreTranslate().uebersetze(["Tag"], "tr")
    assert "api_key" not in dienst.fragen[0]


@pytest.mark.parametrize(
    ("status", "satz"),
    [
        (403, "lehnt uns ab"),
        (429, "zu viel auf einmal"),
        (400, "diese Sprache"),
        (500, "meldet einen Fehler \\(500\\)"),
    ],
)
def test_errors_of_the_service_are_told_in_german(dienst, status, satz):
    dienst.status = status
    with pytest.raises(UebersetzerFehler, match=satz):
        LibreTranslate().uebersetze(["Tag"], "tr")


@pytest.mark.parametrize(
    "antwort",
    [b"<html>", b"", b"[]", b"{}", b'{"translatedText": "TAG"}', b'{"translatedText": []}', b'{"translatedText": [1]}'],
)
def test_a_wrong_answer_is_no_translation(dienst, antwort):
    dienst.antwort = antwort
    with pytest.raises(UebersetzerFehler, match="nicht verstehen"):
        LibreTranslate().uebersetze(["Tag"], "tr")


def test_it_does_not_wait_for_ever(dienst, monkeypatch):
    monkeypatch.setattr(modul, "SEKUNDEN", 0.2)
    dienst.warten = 1
    with pytest.raises(UebersetzerFehler, match="nicht geantwortet"):
        LibreTranslate().uebersetze(["Tag"], "tr")


def test_nobody_there(dienst, settings):
    settings.UEBERSETZER_URL = "http://127.0.0.1:1"
    with pytest.raises(UebersetzerFehler, match="nicht zu erreichen"):
        LibreTranslate().uebersetze(["Tag"], "tr")


# --- the command ----------------------------------------------------------------------------------------------------
def befehl(sprache: str = "tr") -> str:
    ausgabe = io.StringIO()
    call_command("uebersetze_maschinell", sprache=sprache, stdout=ausgabe)
    return ausgabe.getvalue()


@pytest.mark.django_db
def test_what_is_missing_or_outdated_is_translated_and_unchecked(dienst):
    angebot = make_angebot(titel="treff", kurzbeschreibung="für alle", zeiten="heute")
    fasse(angebot, "titel", "Buluşma", geprueft=True), fasse(angebot, "zeiten", "dün", geprueft=True)
    Angebot.objects.update(zeiten="morgen")
    assert befehl().startswith("Übersetzt, noch ungeprüft: 2.")
    assert {z.feld: (z.text, z.geprueft) for z in Uebersetzung.objects.all()} == {
        "titel": ("Buluşma", True),
        "kurzbeschreibung": ("FÜR ALLE", False),
        "zeiten": ("MORGEN", False),
    }


@pytest.mark.django_db
def test_sensitive_and_hidden_texts_never_leave_the_server(dienst):
    heikel = make_angebot(
        titel="gewaltig", themen=[make_thema(name="thema", sensibel="gewalt")], gemeinde=make_gemeinde()
    )
    heikel.orte.update(hinweis="tür links")
    Akteur.objects.update(beschreibung="wir schützen sie")
    Kontakt.objects.update(zustaendigkeit="frauenhaus"), Standort.objects.update(anfahrt="bus 1")
    haus = make_akteur(beschreibung="ein schutzhaus", sensibel=True, mit_kontakt=False)
    make_kontakt(akteur=haus, zustaendigkeit="aufnahme"), make_standort(akteur=haus, anfahrt="mit dem taxi")
    make_angebot(titel="entwurf", status=Angebot.Status.ENTWURF)
    make_notruf("110", "polizei")
    make_angebot(titel="da", kurzbeschreibung="ja")
    befehl()
    assert dienst.texte == {"thema", "da", "ja"}


@pytest.mark.django_db
def test_pages_the_law_asks_for_never_leave_the_server(dienst):
    make_seite("impressum", text="wir")
    befehl()
    assert dienst.fragen == []


@pytest.mark.django_db
def test_a_result_that_lost_a_mark_or_a_link_is_not_taken_over(dienst):
    make_angebot(titel="treff [[Ort]]", kurzbeschreibung="[wir](/ueber/)", zeiten="[HIER](/UEBER/) [[ORT]]")
    assert befehl().startswith("Übersetzt, noch ungeprüft: 1. Klammern oder Links verloren: 2.")
    assert Uebersetzung.objects.get().feld == "zeiten"


@pytest.mark.django_db
def test_what_is_too_long_is_not_stored_and_what_is_done_stays(dienst, monkeypatch):
    monkeypatch.setattr(maschine, "PAKET", 1)
    make_angebot(titel="ß" * 100, kurzbeschreibung="ok")
    assert "ungeprüft: 1. Zu lang für ihr Feld: 1." in befehl()
    dienst.status = 500
    Angebot.objects.update(kurzbeschreibung="neu")
    with pytest.raises(CommandError, match="meldet einen Fehler .* gespeichert"):
        befehl()
    assert Uebersetzung.objects.get().text == "OK"


@pytest.mark.django_db
def test_the_command_refuses_what_it_cannot_do(dienst, settings):
    with pytest.raises(CommandError, match="de-simple"):
        befehl("de-simple")
    settings.UEBERSETZER = ""
    with pytest.raises(CommandError, match="nicht eingeschaltet"):
        befehl()
    assert dienst.fragen == []
