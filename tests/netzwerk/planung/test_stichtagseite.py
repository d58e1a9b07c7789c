"""The page of Stichtage: keep today by POST only, compare by address, and be honest about what cannot be compared."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from akteure.models import Gemeinde
from angebote.models import Angebot
from netzwerk.models import Stichtag
from netzwerk.planung.stichtage import aufnehmen
from tests.fabriken import make_angebot, make_gemeinde, make_konto, make_lebensphase, make_thema

pytestmark = pytest.mark.django_db

SEITE = "/planung/stichtage/"
GESTERN = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def koordination(client):
    client.force_login(make_konto("koordination"))
    return client


def text(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def gestern(stichtag=None):
    """Date back what was kept today."""
    Stichtag.objects.filter(pk=(stichtag or aufnehmen()).pk).update(tag=GESTERN)


def test_without_any_day_the_page_says_how_to_begin(koordination):
    assert "Noch kein Tag ist festgehalten" in text(koordination.get(SEITE))


def test_looking_keeps_nothing_and_the_button_keeps_today(koordination):
    make_angebot()
    koordination.get(SEITE, {"notiz": "x"})
    assert not Stichtag.objects.exists()
    response = koordination.post(SEITE, {"notiz": "Bericht"}, follow=True)
    assert "ist festgehalten" in text(response)
    assert list(Stichtag.objects.fuer_liste().values_list("tag", "notiz", "angebote")) == [
        (timezone.localdate(), "Bericht", 1)
    ]


def test_a_note_too_long_is_named_and_nothing_is_kept(koordination):
    assert "noch nicht festgehalten" in text(koordination.post(SEITE, {"notiz": "x" * 161}))
    assert not Stichtag.objects.exists()


def test_two_days_are_compared(koordination):
    gemeinde, phase, thema = make_gemeinde(name="Altdorf"), make_lebensphase(name="Kita"), make_thema(name="Geld")
    make_angebot(titel="Anderswo")
    gestern()
    make_angebot(
        titel="Neues Angebot",
        einzugsgebiet="gemeinden",
        gemeinden=[gemeinde],
        lebensphasen=[phase],
        themen=[thema],
    )
    antwort = text(koordination.get(SEITE, {"von": GESTERN.isoformat()}))
    assert 'data-zahl="dazu"><b>1</b>' in antwort
    assert 'data-zahl="geschlossen"><b>1</b>' in antwort
    assert 'data-zahl="geoeffnet"><b>0</b>' in antwort
    assert "Neues Angebot" in antwort
    assert "<b>Kita · Geld</b>: kein Angebot" in antwort


def test_what_a_kept_angebot_was_called_is_shown_as_text_and_never_as_markup(koordination):
    angebot = make_angebot(titel="<script>alert(1)</script>")
    gestern()
    angebot.delete()
    antwort = text(koordination.get(SEITE, {"von": GESTERN.isoformat()}))
    assert "&lt;script&gt;alert(1)" in antwort
    assert "<script>alert" not in antwort


def test_a_day_without_data_is_said_and_draws_no_gap(koordination):
    make_gemeinde()
    make_lebensphase()
    make_thema()
    gestern()
    make_angebot()
    antwort = text(koordination.get(SEITE, {"von": GESTERN.isoformat()}))
    assert "kein Angebot für Familien festgehalten" in antwort
    assert "Neue Lücken" not in antwort


def test_a_thema_and_a_gemeinde_that_are_new_are_named(koordination):
    make_angebot()
    make_gemeinde(name="Altdorf")
    make_lebensphase()
    gestern()
    make_thema(name="Wohnen")
    make_gemeinde(name="Neudorf")
    Gemeinde.objects.get(name="Altdorf").delete()
    antwort = text(koordination.get(SEITE, {"von": GESTERN.isoformat()}))
    assert "Gab es damals noch nicht und zählt darum nicht mit: Neudorf, Wohnen." in antwort
    assert "Gibt es nicht mehr und zählt darum nicht mit: Altdorf." in antwort
    assert 'data-zahl="geoeffnet"><b>0</b>' in antwort


@pytest.mark.parametrize(
    ("abfrage", "satz"),
    [
        ({"von": "gestern"}, "kein Tag"),
        ({"von": "2020-01-01"}, "Für den 01.01.2020 ist kein Stand festgehalten."),
        ({"von": "0000-00-00", "bis": "🦆"}, "kein Tag"),
        ({"von": GESTERN.isoformat(), "bis": GESTERN.isoformat()}, "zweimal derselbe Tag"),
        ({"von": GESTERN.isoformat(), "ebene": "mond"}, "Diese Einteilung gibt es nicht."),
        ({"von": "1" * 10_000}, "kein Tag"),
        ({"von": timezone.localdate().isoformat(), "bis": GESTERN.isoformat()}, "Wir haben sie getauscht."),
    ],
)
def test_junk_in_the_address_is_named(koordination, abfrage, satz):
    make_angebot()
    gestern()
    aufnehmen()
    assert satz in text(koordination.get(SEITE, abfrage))


def test_a_day_nobody_can_read_is_named(koordination):
    make_angebot()
    Stichtag.objects.create(tag=GESTERN, stand={"fassung": 99})
    assert "kann dieses Programm nicht lesen" in text(koordination.get(SEITE, {"von": GESTERN.isoformat()}))
    assert "keine Daten" in text(koordination.get(SEITE))


def test_the_whole_kreis_is_one_area(koordination):
    make_angebot(gemeinde=make_gemeinde())
    gestern()
    Angebot.objects.update(gueltig_bis=date(2020, 1, 1))
    make_angebot()
    antwort = text(koordination.get(SEITE, {"von": GESTERN.isoformat(), "ebene": "kreis"}))
    assert '<option value="kreis" selected>' in antwort


@pytest.mark.parametrize("anzahl", [1, 20])
def test_the_page_asks_the_same_however_many_there_are(koordination, anzahl, django_assert_num_queries):
    phase = make_lebensphase()
    for nummer in range(anzahl):
        make_angebot(gemeinde=make_gemeinde(), lebensphasen=[phase], themen=[make_thema()])
        Stichtag.objects.create(tag=GESTERN - timedelta(days=nummer + 1), stand={})
    gestern()
    koordination.get(SEITE)
    with django_assert_num_queries(7):
        koordination.get(SEITE, {"von": GESTERN.isoformat()})
