"""Invitation and forgotten password: links in mails, and what they never tell."""

import re
import threading
from contextlib import nullcontext
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.utils import timezone

from akteure.konto import post
from akteure.konto.links import EINLADUNG, NEUES_PASSWORT
from akteure.models import Benutzer
from netzwerk.protokoll import ohne_personenbezug
from tests.fabriken import make_akteur, make_konto

pytestmark = pytest.mark.django_db
PASSWORT = "wolke-sieben-und-acht"
NEU = "/admin/akteure/benutzer/add/"
VERGESSEN = "/konto/passwort-vergessen/"


@pytest.fixture
def sofort(monkeypatch):
    """What is done beside the answer is done before it: a test in a transaction of its own has only one connection."""
    monkeypatch.setattr(post, "nebenher", lambda arbeit, *angaben: arbeit(*angaben))


def link_in(text):
    return urlsplit(re.search(r"https?://\S+", text)[0]).path


def adresse(name, link, konto):
    return f"/konto/{name}/{'/'.join(link.angaben(konto))}/"


def setze(client, pfad, passwort=PASSWORT):
    """Follow a link and send the form behind it."""
    seite = client.get(pfad, follow=True)
    return client.post(seite.request["PATH_INFO"], {"new_password1": passwort, "new_password2": passwort})


# --- invitation -----------------------------------------------------------------------------------------------------
def wirklich(execute):
    """For a test that commits: nothing has to be done in its place."""
    return nullcontext()


def lade_ein(admin_client, fange_ab, **werte):
    daten = {"email": "Neu@Beispiel.example", "first_name": "Kim", "last_name": "", "rolle": "fachkraft", "akteur": ""}
    with fange_ab(execute=True):
        return admin_client.post(NEU, daten | werte, follow=True)


@pytest.mark.django_db(transaction=True)
def test_the_coordination_invites_and_the_person_chooses_the_password(admin_client, client):
    antwort = lade_ein(admin_client, wirklich)
    assert "ist unterwegs" in antwort.content.decode()
    konto = Benutzer.objects.get(username="neu@beispiel.example")
    assert not konto.has_usable_password() and not konto.is_staff
    assert mail.outbox[0].to == [konto.email] and "Guten Tag Kim" in mail.outbox[0].body
    assert setze(client, link_in(mail.outbox[0].body)).status_code == 302
    anmeldung = {"username": "NEU@beispiel.example", "password": PASSWORT}
    assert client.post("/konto/anmelden/", anmeldung)["Location"] == "/fachkraefte/"


def test_no_password_of_somebody_else_stands_in_the_form(admin_client):
    assert 'type="password"' not in admin_client.get(NEU).content.decode()


def test_whoever_is_invited_to_the_koordination_works_in_the_admin(admin_client, django_capture_on_commit_callbacks):
    lade_ein(admin_client, django_capture_on_commit_callbacks, rolle="koordination")
    assert Benutzer.objects.get(rolle="koordination", username="neu@beispiel.example").is_superuser


@pytest.mark.parametrize(
    ("werte", "grund"),
    [
        ({"email": ""}, "Dieses Feld ist zwingend erforderlich"),
        ({"email": "da@beispiel.example"}, "gibt es schon"),
        ({"email": "DA@Beispiel.example"}, "gibt es schon"),
        ({"rolle": "redaktion"}, "Für wen arbeitet die Person?"),
    ],
)
def test_what_cannot_be_is_said_and_nobody_gets_a_mail(admin_client, django_capture_on_commit_callbacks, werte, grund):
    make_konto(username="da@beispiel.example")
    assert grund in lade_ein(admin_client, django_capture_on_commit_callbacks, **werte).content.decode()
    assert mail.outbox == []


def test_a_redaktion_belongs_to_its_akteur(admin_client, django_capture_on_commit_callbacks):
    akteur = make_akteur()
    lade_ein(admin_client, django_capture_on_commit_callbacks, rolle="redaktion", akteur=akteur.pk)
    assert Benutzer.objects.get(rolle="redaktion").akteur == akteur


def test_only_who_has_all_rights_invites_to_the_koordination(client, django_capture_on_commit_callbacks):
    konto = make_konto(is_staff=True)
    konto.user_permissions.set(Permission.objects.filter(content_type__model="benutzer"))
    client.force_login(konto)
    lade_ein(client, django_capture_on_commit_callbacks, rolle="koordination")
    assert not Benutzer.objects.filter(rolle="koordination").exists()


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_away_leaves_the_account_and_says_so(admin_client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    antwort = lade_ein(admin_client, wirklich)
    assert antwort.status_code == 200 and "ging nicht hinaus" in antwort.content.decode()
    assert Benutzer.objects.filter(username="neu@beispiel.example").exists()


def test_an_invitation_can_be_sent_again_but_not_to_whom_has_a_password(admin_client):
    offen, fertig = make_konto(), make_konto(passwort=PASSWORT)
    daten = {"action": "noch_einmal_einladen", "_selected_action": [offen.pk, fertig.pk]}
    antwort = admin_client.post("/admin/akteure/benutzer/", daten, follow=True)
    assert [m.to for m in mail.outbox] == [[offen.email]]
    assert "hat schon ein Passwort" in antwort.content.decode()


# --- links ----------------------------------------------------------------------------------------------------------
def test_looking_at_a_link_twice_changes_nothing_and_the_token_leaves_the_address(client):
    konto = make_konto()
    pfad = adresse("einladung", EINLADUNG, konto)
    for _mal in range(2):
        seite = client.get(pfad, follow=True)
        assert seite.status_code == 200 and seite.request["PATH_INFO"].endswith("/setzen/")
    client.head(pfad)
    konto.refresh_from_db()
    assert not konto.has_usable_password()


def test_a_link_is_good_once(client):
    konto = make_konto()
    pfad = adresse("einladung", EINLADUNG, konto)
    setze(client, pfad)
    antwort = client.get(pfad)
    assert antwort.status_code == 410 and "gilt nicht mehr" in antwort.content.decode()


@pytest.mark.parametrize(
    ("name", "link", "gerade_noch"),
    [
        ("einladung", EINLADUNG, timedelta(days=14)),
        ("neues-passwort", NEUES_PASSWORT, timedelta(hours=2)),
    ],
)
def test_a_link_expires(client, monkeypatch, name, link, gerade_noch):
    konto = make_konto()
    pfad, jetzt = adresse(name, link, konto), link._now()
    monkeypatch.setattr(link, "_now", lambda: jetzt + gerade_noch - timedelta(minutes=1))
    assert client.get(pfad, follow=True).status_code == 200
    monkeypatch.setattr(link, "_now", lambda: jetzt + gerade_noch + timedelta(minutes=1))
    assert client.get(pfad, follow=True).status_code == 410


def test_a_link_for_one_thing_is_none_for_another(client):
    konto = make_konto()
    assert client.get(adresse("neues-passwort", EINLADUNG, konto)).status_code == 410
    client.get(adresse("einladung", EINLADUNG, konto))
    andere = adresse("neues-passwort", EINLADUNG, konto).rsplit("/", 2)[0] + "/setzen/"
    assert client.post(andere, {"new_password1": PASSWORT, "new_password2": PASSWORT}).status_code == 410


def test_a_deactivated_account_has_no_link(client):
    konto = make_konto(is_active=False)
    for name, link in (("einladung", EINLADUNG), ("neues-passwort", NEUES_PASSWORT)):
        assert client.get(adresse(name, link, konto)).status_code == 410


@pytest.mark.parametrize("ende", ["MQ/x/", "%00/x/", "MQ/setzen/", "99999999999999999999/ab-cd/", "é/ü/"])
def test_an_invented_link_is_answered_kindly(client, ende):
    assert client.get(f"/konto/einladung/{ende}").status_code == 410


def test_a_weak_password_is_refused_with_a_reason(client):
    antwort = setze(client, adresse("einladung", EINLADUNG, make_konto()), "passwort")
    assert antwort.status_code == 200 and "zu kurz" in antwort.content.decode()


# --- forgotten password ---------------------------------------------------------------------------------------------
def test_known_and_unknown_addresses_get_the_same_answer(client, sofort):
    konto, still, neu = make_konto(passwort=PASSWORT), make_konto(passwort=PASSWORT, is_active=False), make_konto()
    antworten = []
    for adresse_ in (konto.email, konto.email.upper(), still.email, neu.email, "niemand@beispiel.example"):
        erste = client.post(VERGESSEN, {"email": adresse_})
        danach = client.get(erste["Location"])
        antworten.append((erste.status_code, erste["Location"], erste.content, danach.content))
    assert len(set(antworten)) == 1
    assert [m.to for m in mail.outbox] == [[konto.email], [konto.email], [neu.email]]


def test_the_answer_does_not_wait_for_the_work(client, monkeypatch):
    """The work begins in a thread of its own, before anybody has looked whether there is such an account."""
    losgelassen, begonnen = threading.Event(), threading.Event()

    def arbeit(_mail, _wurzel):
        begonnen.set()
        losgelassen.wait(10)

    monkeypatch.setattr(post, "schicke_neues_passwort", arbeit)
    assert client.post(VERGESSEN, {"email": "egal@beispiel.example"}).status_code == 302
    assert begonnen.wait(10) and not losgelassen.is_set()
    losgelassen.set()


@pytest.mark.django_db(transaction=True)
def test_the_mail_goes_over_a_real_server_and_its_link_sets_a_new_password(client, postamt):
    konto = make_konto(passwort="altes-passwort-von-gestern", first_name="Änne")
    client.post(VERGESSEN, {"email": konto.email})
    brief = postamt.naechste()
    text = brief.get_content()
    assert (brief["To"], brief["From"]) == (konto.email, "koordination@familien-staerken.example")
    assert "Guten Tag Änne" in text and "für Ihr Konto" in text
    assert setze(client, link_in(text)).status_code == 302
    assert client.post("/konto/anmelden/", {"username": konto.username, "password": PASSWORT}).status_code == 302
    assert postamt.post.empty()


def test_whoever_asks_too_often_waits_whether_the_account_exists_or_not(client, sofort):
    konto = make_konto(passwort=PASSWORT)
    for _mal in range(5):
        assert client.post(VERGESSEN, {"email": konto.email}).status_code == 302
    bekannt, unbekannt = (client.post(VERGESSEN, {"email": m}) for m in (konto.email, "niemand@beispiel.example"))
    assert (bekannt.status_code, bekannt.content) == (429, unbekannt.content)
    assert len(mail.outbox) == 5
    andere = client.post(VERGESSEN, {"email": konto.email}, REMOTE_ADDR="203.0.113.9")
    assert andere.status_code == 302


def test_a_new_password_ends_every_other_session_and_the_wait(client, client_woanders, sofort):
    konto = make_konto(passwort="altes-passwort-von-gestern")
    client_woanders.force_login(konto)
    for _mal in range(5):
        client.post("/konto/anmelden/", {"username": konto.username, "password": "falsch"})
    client.post(VERGESSEN, {"email": konto.email})
    setze(client, link_in(mail.outbox[0].body))
    assert client_woanders.get("/fachkraefte/").status_code == 302
    assert client.post("/konto/anmelden/", {"username": konto.username, "password": PASSWORT}).status_code == 302


def test_links_stand_in_no_log():
    for name, link in (("einladung", EINLADUNG), ("neues-passwort", NEUES_PASSWORT)):
        konto = Benutzer(pk=7, password="x", last_login=timezone.now())
        zeile = ohne_personenbezug(f"GET {adresse(name, link, konto)} 302")
        assert zeile == f"GET /konto/{name}/…/ 302"
