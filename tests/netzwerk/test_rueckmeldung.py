"""Barriere melden: the form, what it stores, and what becomes of it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from akteure.models import Benutzer
from netzwerk.models import Rueckmeldung
from tests.dokument import lies
from tests.fabriken import make_angebot, make_rueckmeldung

pytestmark = pytest.mark.django_db

FORMULAR = "/barrierefreiheit/melden/"
LISTE = "/admin/netzwerk/rueckmeldung/"


@pytest.fixture
def koordination(client):
    client.force_login(Benutzer.objects.create(username="k", is_staff=True, is_superuser=True))
    return client


def sende(client, **daten):
    return client.post(FORMULAR, {"text": "Der Knopf geht nicht.", "seite": "", "mail": "", "betreff": ""} | daten)


def feld(seite, name):
    (gefunden,) = [e for e in seite.alle("input", "textarea") if e.get("name") == name]
    return gefunden


# --- sending --------------------------------------------------------------------------------------------------------
def test_a_message_is_stored_and_thanked_for(client):
    response = sende(client, seite="/angebote/", mail="a@b.example")
    assert (response.status_code, response["Location"]) == (302, f"{FORMULAR}danke/")
    rueckmeldung = Rueckmeldung.objects.get()
    assert (rueckmeldung.art, rueckmeldung.text) == ("barriere", "Der Knopf geht nicht.")
    assert (rueckmeldung.seite, rueckmeldung.mail) == ("/angebote/", "a@b.example")
    assert "Ihre Meldung ist da" in lies(client.get(response["Location"])).text


def test_thanks_are_said_in_the_language_of_the_form(client):
    assert client.post(f"/tr{FORMULAR}", {"text": "x"})["Location"] == f"/tr{FORMULAR}danke/"


@pytest.mark.parametrize(
    ("daten", "name"),
    [
        ({"text": ""}, "text"),
        ({"text": " \u202e\x07 "}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"text": "x\x00"}, "text"),
        ({"seite": "/" + "x" * 300}, "seite"),
        ({"mail": "quatsch"}, "mail"),
        ({"mail": f"{'a' * 250}@b.example"}, "mail"),
    ],
)
def test_what_is_wrong_stands_on_top_and_leads_to_its_field(client, daten, name):
    seite = lies(sende(client, **daten))
    kasten = seite.eines("div", autofocus=True)
    assert [a["href"] for a in kasten.alle("a")] == [f"#id_{name}"]
    falsch = feld(seite, name)
    assert falsch["aria-invalid"] == "true" and f"id_{name}_error" in falsch["aria-describedby"].split()
    assert seite.eines(id=f"id_{name}_error").text.startswith(kasten.eines("a").text)
    assert seite.eines("title").text.startswith("Fehler:")
    assert not Rueckmeldung.objects.exists()


def test_what_was_typed_stays(client):
    seite = lies(sende(client, text="<b>Mein</b> Text", seite="/angebote/", mail="quatsch"))
    assert feld(seite, "text").text == "<b>Mein</b> Text"
    assert (feld(seite, "seite")["value"], feld(seite, "mail")["value"]) == ("/angebote/", "quatsch")


def test_only_the_path_of_an_address_is_kept(client):
    sende(client, seite="https://familien.example/tr/angebote/?q=Gewalt&wo=Hier#x")
    assert Rueckmeldung.objects.get().seite == "/tr/angebote/"


def test_marks_that_turn_the_direction_are_taken_out_and_html_stays_text(client):
    sende(client, text="Der <button> \u202egeht\u2066 nicht.\r\nمساعدة")
    assert Rueckmeldung.objects.get().text == "Der <button> geht nicht.\nمساعدة"


def test_the_trap_is_not_seen_and_tells_people_how_to_get_out(client):
    falle = feld(lies(client.get(FORMULAR)), "betreff")
    assert falle["tabindex"] == "-1" and any(v.get("aria-hidden") == "true" for v in falle.vorfahren)
    seite = lies(sende(client, betreff="Kaufen Sie"))
    assert not Rueckmeldung.objects.exists()
    assert "noch einmal" in seite.eines("div", autofocus=True).text
    assert (feld(seite, "betreff").get("value"), feld(seite, "text").text) == ("", "Der Knopf geht nicht.")


def test_many_messages_within_an_hour_are_too_many(client):
    jetzt = [make_rueckmeldung() for _ in range(Rueckmeldung.HOECHSTENS_JE_STUNDE)]
    assert "sehr viele Meldungen" in lies(sende(client)).text
    assert Rueckmeldung.objects.count() == len(jetzt)
    Rueckmeldung.objects.filter(pk=jetzt[0].pk).update(erstellt_am=timezone.now() - timedelta(hours=2))
    assert sende(client).status_code == 302


def test_nothing_is_stored_but_what_was_written():
    felder = {f.name for f in Rueckmeldung._meta.get_fields()}
    felder.remove("suchtext")  # message and address once more, folded
    assert felder == {"id", "art", "text", "seite", "mail", "notiz", "erstellt_am", "erledigt_am"}


# --- the page of the form -------------------------------------------------------------------------------------------
def test_looking_at_the_form_stores_nothing_and_asks_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(f"{FORMULAR}?seite=/angebote/&text=x")
    assert not Rueckmeldung.objects.exists()


def test_the_cookie_ends_with_the_browser_and_is_set_nowhere_else(client):
    keks = client.get(FORMULAR).cookies
    assert list(keks) == ["csrftoken"] and not keks["csrftoken"]["max-age"] and not keks["csrftoken"]["expires"]
    assert not Client().get(f"{FORMULAR}danke/").cookies


def test_a_form_from_elsewhere_is_refused_in_plain_words():
    response = Client(enforce_csrf_checks=True).post(FORMULAR, {"text": "x"})
    assert response.status_code == 403
    assert "Das Formular wurde nicht abgeschickt." in lies(response).text
    assert not Rueckmeldung.objects.exists()


def test_the_form_of_a_browser_is_taken():
    client = Client(enforce_csrf_checks=True)
    form = lies(client.get(FORMULAR)).eines("form")
    marke = feld(form, "csrfmiddlewaretoken")["value"]
    assert client.post(form["action"], {"text": "x", "csrfmiddlewaretoken": marke}).status_code == 302


@pytest.mark.parametrize(
    ("seite", "steht_da"),
    [
        ("/angebote/", "/angebote/"),
        ("/angebote/treff/", "/angebote/treff/"),
        ("/ar/karte-gibt-es-nicht", ""),
        ("/tr/", "/tr/"),
        ("//fremd.example/", ""),
        ("/\\fremd.example", ""),
        ("https://fremd.example/angebote/", ""),
        ("javascript:alert(1)", ""),
        ("/angebote/?q=Gewalt", ""),
        ('"><script>', ""),
        ("[", ""),
        ("//[", ""),
        ("/gibt-es-nicht/", ""),
        ("", ""),
    ],
)
def test_the_page_is_filled_in_only_if_it_is_ours(client, seite, steht_da):
    make_angebot(slug="treff")
    assert feld(lies(client.get(FORMULAR, {"seite": seite})), "seite").get("value") == steht_da


def test_the_form_says_how_long_it_is_kept(client, settings):
    settings.RUECKMELDUNG_TAGE = 99
    assert "Nach 99 Tagen löschen wir alles." in lies(client.get(FORMULAR)).text


# --- the admin ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("wort", ["überfüllt", "UEBERFUELLT", "Überfüllte Seite", "frau.oez@b.example"])
def test_a_message_is_found_however_umlauts_are_written(koordination, wort):
    make_rueckmeldung(text="Eine überfüllte Seite", mail="Frau.Öz@b.example"), make_rueckmeldung()
    liste = koordination.get(LISTE, {"q": wort}).context["cl"].queryset
    assert [rueckmeldung.text for rueckmeldung in liste] == ["Eine überfüllte Seite"]


def test_what_is_open_comes_first_the_oldest_on_top(koordination):
    alt, neu, erledigt = (make_rueckmeldung(text=text) for text in ("alt", "neu", "erledigt"))
    for tage, meldung in ((3, alt), (1, neu), (9, erledigt)):
        Rueckmeldung.objects.filter(pk=meldung.pk).update(erstellt_am=timezone.now() - timedelta(days=tage))
    erledigt.erledigen()
    zeilen = lies(koordination.get(LISTE)).eines("table", id="result_list").eines("tbody").alle("th")
    assert [zeile.text for zeile in zeilen] == ["alt", "neu", "erledigt"]


@pytest.mark.parametrize("anzahl", [1, 20])
def test_the_list_asks_the_same_for_one_and_for_twenty(koordination, django_assert_num_queries, anzahl):
    for _ in range(anzahl):
        make_rueckmeldung()
    with django_assert_num_queries(6):
        koordination.get(LISTE)


def test_the_index_counts_what_is_open(koordination):
    make_rueckmeldung().erledigen()
    make_rueckmeldung()
    assert "Offene Rückmeldungen (1)" in lies(koordination.get("/admin/")).text


def test_the_verb_ticks_it_off_and_what_was_written_cannot_be_changed(koordination):
    meldung = make_rueckmeldung(text="So war es.", seite="/akteure/")
    daten = {"notiz": "Behoben.", "text": "anders", "mail": "x@y.example", "_verb": "erledigen"}
    koordination.post(f"{LISTE}{meldung.pk}/change/", daten)
    meldung.refresh_from_db()
    assert (meldung.text, meldung.mail, meldung.notiz, meldung.status) == ("So war es.", "", "Behoben.", "erledigt")


@pytest.mark.parametrize(("seite", "link"), [("/akteure/", True), ("javascript:alert(1)", False)])
def test_the_admin_shows_text_as_text_and_links_only_to_us(koordination, seite, link):
    meldung = make_rueckmeldung(text="<script>alert(1)</script>\nzwei", seite=seite)
    dokument = lies(koordination.get(f"{LISTE}{meldung.pk}/change/"))
    assert "<script>alert(1)</script>zwei" in dokument.eines("div", dir="auto").text
    assert bool([a for a in dokument.alle("a") if a["href"] == seite]) is link


# --- deleting -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("tage", "bleibt"), [(364, True), (366, False)])
def test_what_is_older_than_its_period_is_deleted_open_or_not(tage, bleibt):
    for meldung in (make_rueckmeldung(), make_rueckmeldung(erledigt_am=timezone.now())):
        Rueckmeldung.objects.filter(pk=meldung.pk).update(erstellt_am=timezone.now() - timedelta(days=tage))
    ausgabe = StringIO()
    call_command("raeume_auf", stdout=ausgabe)
    assert Rueckmeldung.objects.count() == (2 if bleibt else 0)
    assert f"Rückmeldungen: {0 if bleibt else 2} gelöscht (älter als 365 Tage)." in ausgabe.getvalue()
