"""Login: who may try how often, where it leads, and what of it is kept."""

import pytest
from axes.models import AccessAttempt, AccessLog
from django.conf import settings as einstellungen
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.utils import timezone

from akteure.konto.sperre import adresse
from tests.dokument import lies
from tests.fabriken import make_akteur, make_konto

pytestmark = pytest.mark.django_db
PASSWORT = "wolke-sieben-und-acht"
ANMELDEN = "/konto/anmelden/"


def versuche(client, konto, passwort="falsch", **kopf):
    return client.post(ANMELDEN, {"username": getattr(konto, "username", konto), "password": passwort}, **kopf)


@pytest.mark.parametrize(
    ("rolle", "ziel"), [("fachkraft", "/fachkraefte/"), ("redaktion", "/fachkraefte/"), ("koordination", "/admin/")]
)
def test_everybody_is_led_to_the_own_work(client, rolle, ziel):
    assert versuche(client, make_konto(rolle, PASSWORT), PASSWORT)["Location"] == ziel


def test_the_way_goes_on_where_it_was_interrupted_but_never_elsewhere(client):
    konto = make_konto(passwort=PASSWORT)
    assert client.get("/fachkraefte/?q=4+Jahre")["Location"] == "/konto/anmelden/?next=/fachkraefte/%3Fq%3D4%2BJahre"
    for ziel, wohin in (("/fachkraefte/?q=4", "/fachkraefte/?q=4"), ("https://boese.example/", "/fachkraefte/")):
        daten = {"username": konto.username, "password": PASSWORT, "next": ziel}
        assert Client().post(ANMELDEN, daten)["Location"] == wohin


def test_the_answer_does_not_say_which_accounts_there_are(client):
    konto, still = make_konto(passwort=PASSWORT), make_konto(passwort=PASSWORT, is_active=False)
    namen = (konto.username, still.username, make_konto().username, "niemand@beispiel.example")
    antworten = [lies(versuche(client, name)).eines("main") for name in namen]
    texte = {seite.text for seite in antworten}
    assert len(texte) == 1 and "Name oder Passwort stimmt nicht" in texte.pop()


def test_a_deactivated_account_is_logged_out_at_once(client):
    konto = make_konto(passwort=PASSWORT)
    versuche(client, konto, PASSWORT)
    assert client.get("/fachkraefte/").status_code == 200
    konto.is_active = False
    konto.save()
    assert client.get("/fachkraefte/").status_code == 302


# --- too often ------------------------------------------------------------------------------------------------------
def test_after_five_wrong_passwords_this_account_waits_at_this_address(client):
    konto, andere = make_konto(passwort=PASSWORT), make_konto(passwort=PASSWORT)
    stand = [versuche(client, konto).status_code for _mal in range(5)]
    assert stand == [200, 200, 200, 200, 429]
    antwort = versuche(client, konto, PASSWORT)
    assert antwort.status_code == 429 and antwort["Retry-After"] == "1800"
    assert "Bitte warten Sie 30 Minuten" in antwort.content.decode()
    assert versuche(client, andere, PASSWORT).status_code == 302
    assert versuche(Client(), konto, PASSWORT, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_an_account_that_does_not_exist_waits_just_the_same(client):
    assert [versuche(client, "niemand@beispiel.example").status_code for _mal in range(5)] == [200] * 4 + [429]


def test_the_wait_ends(client):
    konto = make_konto(passwort=PASSWORT)
    for _mal in range(5):
        versuche(client, konto)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timezone.timedelta(minutes=31))
    assert versuche(client, konto, PASSWORT).status_code == 302


def test_the_coordination_can_end_it(client, admin_client):
    konto = make_konto(passwort=PASSWORT)
    for _mal in range(5):
        versuche(client, konto)
    admin_client.post("/admin/akteure/benutzer/", {"action": "sperre_aufheben", "_selected_action": [konto.pk]})
    assert versuche(client, konto, PASSWORT).status_code == 302


def test_the_login_of_the_admin_is_this_one(client):
    antwort = client.get("/admin/", follow=True)
    assert antwort.redirect_chain[-1][0] == "/konto/anmelden/?next=%2Fadmin%2F"
    konto = make_konto("koordination", PASSWORT)
    for _mal in range(4):
        client.post("/admin/login/", {"username": konto.username, "password": "falsch"}, follow=True)
    assert not AccessAttempt.objects.exists()


def test_whoever_is_not_of_the_koordination_learns_it_kindly(client):
    client.force_login(make_konto())
    antwort = client.get("/admin/", follow=True)
    assert antwort.status_code == 403 and "Hier arbeitet die Koordination" in antwort.content.decode()


# --- what is kept ---------------------------------------------------------------------------------------------------
def test_no_password_and_no_name_stands_in_rows_or_logs(client, caplog):
    konto = make_konto(passwort=PASSWORT)
    with caplog.at_level("DEBUG"):
        for _mal in range(6):
            versuche(client, konto, "mein-geheimes-wort", REMOTE_ADDR="203.0.113.7")
        versuche(Client(), konto, PASSWORT, REMOTE_ADDR="203.0.113.8")
    zeile = AccessAttempt.objects.get()
    assert "geheimes" not in f"{zeile.post_data}{zeile.get_data}" and konto.username not in zeile.post_data
    assert "geheimes" not in caplog.text and konto.username not in caplog.text and "203.0.113" not in caplog.text
    assert not AccessLog.objects.exists()


def test_what_was_counted_is_deleted_after_a_day(client, capsys):
    versuche(client, "niemand@beispiel.example")
    call_command("raeume_auf")
    assert AccessAttempt.objects.count() == 1
    AccessAttempt.objects.update(attempt_time=timezone.now() - timezone.timedelta(hours=25))
    call_command("raeume_auf")
    assert AccessAttempt.objects.count() == 0
    assert "Fehlversuche beim Anmelden: 1 gelöscht" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("proxy", "kopf", "verbindung", "erwartet"),
    [
        (False, "203.0.113.1", "203.0.113.9", "203.0.113.9"),
        (True, "203.0.113.1", "127.0.0.1", "203.0.113.1"),
        (True, "198.51.100.1, 203.0.113.1", "127.0.0.1", "203.0.113.1"),
        (True, "198.51.100.1, ", "127.0.0.1", "127.0.0.1"),
        (True, "", "127.0.0.1", "127.0.0.1"),
        (True, "2001:db8::7", "127.0.0.1", "2001:db8::7"),
        (True, "unsinn", "", None),
    ],
)
def test_behind_a_proxy_the_address_is_the_one_the_proxy_wrote(settings, proxy, kopf, verbindung, erwartet):
    settings.HINTER_PROXY = proxy
    assert adresse(RequestFactory().get("/", HTTP_X_FORWARDED_FOR=kopf, REMOTE_ADDR=verbindung)) == erwartet


# --- the pages ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("pfad", "felder"),
    [
        (ANMELDEN, {"username": "username", "password": "current-password"}),
        ("/konto/passwort-vergessen/", {"email": "email"}),
        (
            "/konto/passwort/",
            {"old_password": "current-password", "new_password1": "new-password", "new_password2": "new-password"},
        ),
    ],
)
def test_fields_say_to_a_password_manager_what_belongs_into_them(client, pfad, felder):
    if pfad == "/konto/passwort/":
        client.force_login(make_konto(passwort=PASSWORT))
    seite = lies(client.get(pfad))
    assert {f["name"]: f["autocomplete"] for f in seite.alle("input") if f.get("name") in felder} == felder
    assert not [f for f in seite.alle("input") if "onpaste" in f or f.get("autocomplete") == "off"]


def test_what_is_wrong_stands_on_top_with_a_link_to_its_field(client):
    seite = lies(client.post(ANMELDEN, {"username": "", "password": ""}))
    assert [a["href"] for a in seite.eines("ul", class_="fehlerliste").alle("a")] == ["#id_username", "#id_password"]
    assert seite.eines("title").text.startswith("Fehler:")


def test_a_session_lasts_twelve_hours_and_ends_with_a_press(client):
    versuche(client, make_konto(passwort=PASSWORT), PASSWORT)
    assert client.cookies["sessionid"]["max-age"] == 12 * 60 * 60 == einstellungen.SESSION_COOKIE_AGE
    assert client.get("/konto/abmelden/").status_code == 405
    assert client.get("/fachkraefte/").status_code == 200
    client.post("/konto/abmelden/")
    assert client.get("/fachkraefte/").status_code == 302


def test_changing_the_password_logs_out_everywhere_else(client, client_woanders):
    konto = make_konto(passwort=PASSWORT)
    for einer in (client, client_woanders):
        versuche(einer, konto, PASSWORT)
    neu = "nebel-neun-und-zehn"
    daten = {"old_password": PASSWORT, "new_password1": neu, "new_password2": neu}
    assert client.post("/konto/passwort/", daten)["Location"] == "/konto/"
    assert "Ihr Passwort ist geändert" in client.get("/konto/").content.decode()
    assert client_woanders.get("/konto/").status_code == 302


def test_the_own_account_says_what_is_known(client):
    client.force_login(make_konto("redaktion", akteur=make_akteur(name="Haus am Bach")))
    assert "Redaktion eines Akteurs · Haus am Bach" in lies(client.get("/konto/")).eines("main").text


def test_pages_behind_the_login_exist_in_german_only(client):
    assert client.get("/tr/konto/anmelden/").status_code == 404
    assert client.get("/tr/fachkraefte/").status_code == 404
    assert 'hreflang="tr"' not in client.get(ANMELDEN).content.decode()


def test_a_cookie_comes_with_the_form_and_not_before(client):
    assert not client.get("/fachkraefte/").cookies
    assert set(client.get(ANMELDEN).cookies) == {"csrftoken"}
