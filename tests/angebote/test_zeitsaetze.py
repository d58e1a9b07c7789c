"""What a page says of the times: sentences of the moment, regular times, exceptions, dates; in the language of the page."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from akteure.sprachen import pfad_in
from angebote.models import Angebot
from angebote.oeffnung import Auskunft, Grund, Zustand
from angebote.zeitsaetze import satz
from tests.dokument import lies
from tests.fabriken import (
    make_angebot,
    make_ausnahme,
    make_schulferien,
    make_termin,
    make_thema,
    make_uebersetzung,
    make_zeitfenster,
)

TAG = timedelta(days=1)
HEUTE = date(2026, 12, 1)


def um(stunde: int, minute: int = 0, tage: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(HEUTE + tage * TAG, time(stunde, minute)))


JETZT = um(10)


@pytest.mark.parametrize(
    ("antwort", "worte"),
    [
        (Auskunft(Zustand.OFFEN, bis=um(17)), "heute geöffnet bis 17 Uhr"),
        (Auskunft(Zustand.OFFEN, bis=um(1, 30, 1)), "heute geöffnet bis 1.30 Uhr"),
        (Auskunft(Zustand.OFFEN, bis=um(17), termin=True), "läuft gerade, bis 17 Uhr"),
        (Auskunft(Zustand.OFFEN, bis=um(16, 0, 3), termin=True), "läuft gerade, bis Freitag, 16 Uhr"),
        (Auskunft(Zustand.SCHLIESST_BALD, bis=um(10, 15)), "schließt bald (um 10.15 Uhr)"),
        (Auskunft(Zustand.OEFFNET, wann=um(15)), "öffnet heute um 15 Uhr"),
        (Auskunft(Zustand.OEFFNET, wann=um(9, 0, 1)), "öffnet morgen um 9 Uhr"),
        (Auskunft(Zustand.OEFFNET, wann=um(15, 0, 6)), "öffnet am Montag um 15 Uhr"),
        (Auskunft(Zustand.OEFFNET, wann=um(15, 0, 7)), "öffnet am 8. Dezember um 15 Uhr"),
        (Auskunft(Zustand.OEFFNET, wann=um(15, 0, 31)), "öffnet am 1. Januar 2027 um 15 Uhr"),
        (Auskunft(Zustand.OEFFNET, wann=um(9, 0, 1), termin=True), "nächster Termin: morgen, 9 Uhr"),
        (Auskunft(Zustand.GESCHLOSSEN, grund=Grund.FEIERTAG), "heute geschlossen – Feiertag"),
        (Auskunft(Zustand.GESCHLOSSEN, grund=Grund.FERIEN), "heute geschlossen – Schulferien"),
        (Auskunft(Zustand.GESCHLOSSEN, grund=Grund.AUSNAHME), "fällt heute aus"),
        (Auskunft(Zustand.GESCHLOSSEN), "zurzeit geschlossen"),
        (Auskunft(Zustand.NACH_VEREINBARUNG), "nach Vereinbarung"),
        (Auskunft(Zustand.UNBEKANNT, grund=Grund.FEIERTAG), "an Feiertagen vielleicht anders – bitte anrufen"),
        (Auskunft(Zustand.UNBEKANNT, grund=Grund.FERIEN), "in den Schulferien vielleicht anders – bitte anrufen"),
    ],
)
def test_the_moment_in_words(antwort, worte):
    assert satz(antwort, JETZT).wort == worte


def test_what_nobody_knows_says_nothing_of_its_own():
    assert satz(Auskunft(Zustand.UNBEKANNT), JETZT) is None


@pytest.mark.parametrize(
    ("code", "worte"),
    [
        ("en", "open today until 5 p.m."),
        ("tr", "bugün açık, kapanış: 17:00"),
        ("ru", "сегодня открыто до 17:00"),
        ("de-simple", "heute offen bis 17 Uhr"),
    ],
)
def test_in_other_languages_the_clock_is_theirs(code, worte):
    with override(code):
        assert satz(Auskunft(Zustand.OFFEN, bis=um(17)), JETZT).wort == worte


def test_closed_says_when_it_opens_again():
    antwort = satz(Auskunft(Zustand.GESCHLOSSEN, grund=Grund.FEIERTAG, wann=um(9, 0, 1)), JETZT)
    assert (antwort.wort, antwort.mehr) == ("heute geschlossen – Feiertag", "öffnet morgen um 9 Uhr")


# --- the page -------------------------------------------------------------------------------------------------------
@pytest.fixture
def jetzt(monkeypatch, db):
    monkeypatch.setattr(timezone, "now", lambda: JETZT)


def wann(client, angebot: Angebot, code: str = "de") -> str:
    """Return what the page says about when, as text."""
    seite = lies(client.get(pfad_in(angebot.get_absolute_url(), code)))
    (block,) = [e for e in seite.alle("div") if "wann" in e.get("class").split()]
    return " ".join(block.text.split())


@pytest.mark.usefixtures("jetzt")
def test_without_true_times_the_plain_line_stands_there(client):
    assert "dienstags um drei" in wann(client, make_angebot(zeiten="dienstags um drei"))
    assert "Zeiten: wissen wir nicht – bitte anrufen" in wann(client, make_angebot())


@pytest.mark.usefixtures("jetzt")
def test_regular_times_with_what_there_is_to_know(client):
    angebot = make_angebot(zeiten="dienstags um drei", in_ferien=False, an_feiertagen=True, nach_vereinbarung=True)
    make_zeitfenster(angebot, 1, "15:00", "17:30", hinweis="Im Garten")
    make_zeitfenster(angebot, 3, "09:00", "11:00", rhythmus="monatlich", nter=2)
    make_zeitfenster(angebot, 4, "09:00", "11:00", gueltig_bis=HEUTE - TAG)
    make_schulferien(HEUTE - TAG, HEUTE - TAG), make_schulferien(HEUTE + 90 * TAG, HEUTE + 90 * TAG)
    text = wann(client, angebot)
    assert "öffnet heute um 15 Uhr" in text
    assert "Dienstag 15–17.30 Uhr" in text
    assert all(wort in text for wort in ("Im Garten", "Donnerstag 9–11 Uhr", "nur der 2. im Monat"))
    assert all(w in text for w in ("nicht in den Schulferien", "auch an Feiertagen", "außerdem nach Vereinbarung"))
    assert "Freitag" not in text
    assert "dienstags um drei" not in text


@pytest.mark.usefixtures("jetzt")
def test_exceptions_ahead_and_dates(client):
    angebot = make_angebot(in_ferien=True, an_feiertagen=True)
    make_zeitfenster(angebot)
    make_ausnahme(angebot, HEUTE + TAG, HEUTE + 2 * TAG, grund="Umbau")
    make_ausnahme(angebot, HEUTE - 9 * TAG, grund="Längst vorbei")
    make_termin(angebot, HEUTE + 3 * TAG, hinweis="Fest", plaetze_frei=0, anmeldeschluss=HEUTE + TAG)
    make_termin(angebot, HEUTE + 4 * TAG, abgesagt=True)
    text = wann(client, angebot)
    assert "02.12.2026 – 03.12.2026 fällt aus Umbau" in text.replace("fällt ausUmbau", "fällt aus Umbau")
    assert "Längst vorbei" not in text
    assert "Freitag, 4. Dezember 15–17 Uhr" in text
    assert all(wort in text for wort in ("Fest", "voll", "anmelden bis 2. Dezember", "abgesagt"))


@pytest.mark.usefixtures("jetzt")
def test_hints_are_in_the_language_of_the_page(client):
    angebot = make_angebot(in_ferien=True, an_feiertagen=True)
    fenster = make_zeitfenster(angebot, hinweis="Im Garten")
    make_uebersetzung(fenster, "hinweis", "Bahçede", "tr")
    assert "Bahçede" in wann(client, angebot, "tr")


@pytest.mark.usefixtures("jetzt")
def test_a_calendar_is_offered_where_there_is_something_to_put_in(client):
    angebot = make_angebot()
    assert "In meinen Kalender" not in wann(client, angebot)
    make_termin(angebot, HEUTE + 3 * TAG)
    assert "In meinen Kalender" in wann(client, angebot)
    angebot.themen.add(make_thema(sensibel="gewalt"))
    assert "In meinen Kalender" not in wann(client, angebot)
