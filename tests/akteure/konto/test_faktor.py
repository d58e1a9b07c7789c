"""The second factor of the Koordination."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from akteure.models import Benutzer
from tests.anmelden import nur_mit_passwort
from tests.dokument import lies
from tests.fabriken import make_konto

pytestmark = pytest.mark.django_db
PASSWORT = "wolke-sieben-und-acht"
FAKTOR = "/konto/zweiter-faktor/"
EINRICHTEN = "/konto/zweiter-faktor/einrichten/"


def code_von(geraet, versatz=0):
    return f"{totp(geraet.bin_key, geraet.step, geraet.t0, geraet.digits, geraet.drift + versatz):06}"


@pytest.fixture
def konto():
    return make_konto("koordination", PASSWORT)


@pytest.fixture
def halb(client, konto):
    """Somebody of the Koordination who has given the password only."""
    nur_mit_passwort(client, konto)
    return client


@pytest.fixture
def eingerichtet(halb, konto):
    """The same, with an app set up at an earlier login; the code of that time is used."""
    halb.post(EINRICHTEN, {"beginnen": "ja"})
    antwort = halb.post(EINRICHTEN, {"code": code_von(TOTPDevice.objects.get())})
    codes = [code.text for code in lies(antwort).eines("ul", class_="ersatzcodes blatt").alle("code")]
    halb.logout()
    nur_mit_passwort(halb, konto)
    return codes


def test_the_first_login_leads_through_the_password_to_setting_up_and_on(client, konto):
    antwort = client.post("/konto/anmelden/", {"username": konto.username, "password": PASSWORT, "next": "/admin/"})
    antwort = client.get(antwort["Location"], follow=True)
    assert antwort.redirect_chain[-1][0] == f"{EINRICHTEN}?next=%2Fadmin%2F"
    antwort = client.post(EINRICHTEN, {"beginnen": "ja", "next": "/admin/"}, follow=True)
    seite = lies(antwort)
    geraet = TOTPDevice.objects.get()
    assert seite.eines("img", class_="qr")["src"].startswith("data:image/svg+xml")
    geheim = re.sub(r"\s", "", seite.eines("code", class_="geheimnis").text)
    assert f"secret={geheim}" in geraet.config_url
    antwort = client.post(EINRICHTEN, {"code": code_von(geraet), "next": "/admin/"})
    assert len(lies(antwort).eines("ul", class_="ersatzcodes blatt").alle("li")) == 8
    assert client.get("/admin/").status_code == 200


def test_looking_makes_no_secret(halb):
    halb.get(EINRICHTEN)
    assert not TOTPDevice.objects.exists()


def test_a_wrong_code_sets_nothing_up(halb):
    halb.post(EINRICHTEN, {"beginnen": "ja"})
    antwort = halb.post(EINRICHTEN, {"code": "000000"})
    assert "Dieser Code gilt nicht" in antwort.content.decode()
    assert not TOTPDevice.objects.get().confirmed
    assert halb.get("/admin/").status_code == 302


@pytest.mark.parametrize("code", ["", " ", "12345", "abc", "🙂" * 9, "1' OR 1=1", "٠١٢٣٤٥", "9" * 20])
def test_nonsense_is_no_code(halb, eingerichtet, code):
    assert halb.post(FAKTOR, {"code": code}).status_code == 200
    assert halb.get("/admin/").status_code == 302


def test_the_code_of_the_app_opens_the_admin_once(halb, eingerichtet, client_woanders, konto):
    code = code_von(TOTPDevice.objects.get(), versatz=1)
    antwort = halb.post(FAKTOR, {"code": f"{code[:3]} {code[3:]}", "next": "/admin/akteure/akteur/"})
    assert antwort["Location"] == "/admin/akteure/akteur/"
    assert halb.get("/admin/").status_code == 200
    nur_mit_passwort(client_woanders, konto)
    client_woanders.post(FAKTOR, {"code": code})
    assert client_woanders.get("/admin/").status_code == 302


def test_a_code_of_the_list_opens_the_admin_once(halb, eingerichtet, client_woanders, konto):
    assert halb.post(FAKTOR, {"code": eingerichtet[0].upper()}).status_code == 302
    assert halb.get("/admin/").status_code == 200
    nur_mit_passwort(client_woanders, konto)
    client_woanders.post(FAKTOR, {"code": eingerichtet[0]})
    assert client_woanders.get("/admin/").status_code == 302
    assert StaticToken.objects.count() == 7


def test_after_a_wrong_code_even_the_right_one_has_to_wait(halb, eingerichtet):
    halb.post(FAKTOR, {"code": "000000"})
    assert halb.post(FAKTOR, {"code": code_von(TOTPDevice.objects.get(), versatz=1)}).status_code == 200
    TOTPDevice.objects.update(throttling_failure_timestamp="2026-01-01T00:00:00Z")
    assert halb.post(FAKTOR, {"code": code_von(TOTPDevice.objects.get(), versatz=1)}).status_code == 302


def test_setting_up_again_is_no_way_around(halb, eingerichtet):
    for daten in ({"beginnen": "ja"}, {"code": "000000"}):
        assert halb.post(EINRICHTEN, daten)["Location"].startswith(FAKTOR)
    assert halb.post(f"{FAKTOR}ersatzcodes/")["Location"].startswith(FAKTOR)
    assert TOTPDevice.objects.count() == 1 and StaticToken.objects.count() == 8


def test_a_new_list_of_codes_makes_the_old_one_worthless(halb, eingerichtet):
    halb.post(FAKTOR, {"code": eingerichtet[0]})
    neue = lies(halb.post(f"{FAKTOR}ersatzcodes/")).eines("ul", class_="ersatzcodes blatt").alle("li")
    assert len(neue) == 8 and not set(eingerichtet) & {code.text for code in neue}
    assert not StaticToken.objects.filter(token__in=eingerichtet).exists()


def test_somebody_else_resets_a_lost_one_and_it_is_gone_at_once(halb, eingerichtet, konto, admin_client, admin_user):
    halb.post(FAKTOR, {"code": eingerichtet[0]})
    liste = "/admin/akteure/benutzer/"
    auswahl = {"action": "zweiten_faktor_zuruecksetzen", "_selected_action": [konto.pk, admin_user.pk]}
    antwort = admin_client.post(liste, auswahl, follow=True).content.decode()
    assert "richtet den zweiten Faktor beim nächsten Anmelden neu ein" in antwort
    assert "Den eigenen setzt jemand anderes zurück" in antwort
    assert not TOTPDevice.objects.filter(user=konto).exists() and not StaticToken.objects.exists()
    assert halb.get("/admin/", follow=True).redirect_chain[-1][0].startswith(EINRICHTEN)
    assert admin_client.get("/admin/").status_code == 200


def test_the_command_resets_it_as_well(halb, eingerichtet, konto, capsys):
    call_command("zweiter_faktor_zuruecksetzen", konto.username)
    assert "ist vergessen" in capsys.readouterr().out
    for name, grund in (("niemand", "gibt es nicht"), (konto.username, "hat keinen")):
        with pytest.raises(CommandError, match=grund):
            call_command("zweiter_faktor_zuruecksetzen", name)


def test_it_can_be_switched_off(halb, settings):
    settings.ZWEITER_FAKTOR = False
    assert halb.get("/admin/").status_code == 200


def test_nobody_else_has_one(client):
    client.force_login(make_konto())
    assert {client.get(pfad).status_code for pfad in (FAKTOR, EINRICHTEN)} == {404}


def test_the_secret_stands_nowhere_in_the_admin(admin_client):
    assert admin_client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert "TOTP" not in admin_client.get("/admin/").content.decode()


def test_the_field_for_a_code_is_filled_in_by_the_device(halb, eingerichtet):
    feld = lies(halb.get(FAKTOR)).eines("input", id="id_code")
    assert (feld["autocomplete"], "maxlength" in feld) == ("one-time-code", True)


def test_the_first_account_of_the_koordination_sets_one_up_too(client, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(f"{PASSWORT}\n"))
    call_command("erste_koordination", benutzer="eins", mail="eins@beispiel.example", passwort_von_stdin=True)
    client.post("/konto/anmelden/", {"username": "eins", "password": PASSWORT})
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith(EINRICHTEN)
    assert Benutzer.objects.get().is_superuser
