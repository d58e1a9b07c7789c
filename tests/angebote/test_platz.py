""" "War voll" and "nimmt wieder auf": who may say it, how long it counts, who sees it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from angebote.models import Angebot, Platzmeldung
from tests.dokument import lies
from tests.fabriken import make_akteur, make_angebot, make_konto

pytestmark = pytest.mark.django_db


def platz(angebot):
    return f"/fachkraefte/angebote/{angebot.slug}/platz/"


def zeile(client, angebot):
    return lies(client.get(f"/fachkraefte/angebote/{angebot.slug}/")).alle("p", **{"data-platzmeldung": True})


# --- the rule -------------------------------------------------------------------------------------------------------
def test_the_same_within_a_minute_is_said_once():
    angebot, konto = make_angebot(), make_konto()
    erste = angebot.melde("voll", konto)
    assert angebot.melde("voll", konto) == erste
    assert angebot.melde("nimmt_auf", konto) != erste
    assert angebot.melde("voll", make_konto()) != erste
    Platzmeldung.objects.update(am=timezone.now() - timedelta(minutes=2))
    assert angebot.melde("voll", konto) != erste
    assert Platzmeldung.objects.count() == 4


def test_the_newest_that_is_valid_counts():
    angebot, anderes, konto = make_angebot(), make_angebot(), make_konto()
    angebot.melde("voll", konto)
    neu = angebot.melde("nimmt_auf", konto)
    alt = anderes.melde("voll", konto)
    Platzmeldung.objects.filter(pk=alt.pk).update(am=timezone.now() - timedelta(days=14, minutes=1))
    assert Platzmeldung.objects.neueste([angebot, anderes, make_angebot()]) == {angebot.pk: neu}


@pytest.mark.parametrize(
    ("alter", "gilt"), [(timedelta(days=13, hours=23), True), (timedelta(days=14, hours=1), False)]
)
def test_it_expires_by_itself_after_fourteen_days(client, alter, gilt):
    angebot = make_angebot()
    meldung = angebot.melde("voll", make_konto())
    Platzmeldung.objects.update(am=timezone.now() - alter)
    meldung.refresh_from_db()
    client.force_login(make_konto())
    assert meldung.ist_gueltig is gilt
    assert bool(zeile(client, angebot)) is gilt


def test_whoever_has_said_it_may_be_erased_what_was_said_stays(client):
    angebot, konto = make_angebot(), make_konto(first_name="Kim")
    meldung = angebot.melde("voll", konto)
    konto.delete()
    meldung.refresh_from_db()
    assert (meldung.von, meldung.von_wem) == (None, "von einer Fachkraft")
    client.force_login(make_konto())
    assert "von einer Fachkraft" in zeile(client, angebot)[0].text


@pytest.mark.parametrize(
    ("rolle", "akteur", "satz"),
    [
        ("fachkraft", "", "von einer Fachkraft"),
        ("fachkraft", "Kita am Bach", "von einer Fachkraft (Kita am Bach)"),
        ("redaktion", "Haus am Bach", "vom Akteur selbst"),
        ("koordination", "", "von der Koordination"),
    ],
)
def test_others_read_the_task_and_the_akteur_never_the_person(client, rolle, akteur, satz):
    konto = make_konto(rolle, akteur=make_akteur(name=akteur) if akteur else None, first_name="Kim", last_name="Geheim")
    angebot = make_angebot()
    Platzmeldung.objects.create(angebot=angebot, art="voll", von=konto, rolle=rolle, am="2099-11-12T12:00:00Z")
    client.force_login(make_konto())
    assert zeile(client, angebot)[0].text == f"war voll, gemeldet am 12. November {satz}"
    assert "Geheim" not in client.get("/fachkraefte/").content.decode()


def test_the_capacity_everybody_sees_stays_what_it_is(client):
    angebot = make_angebot(plaetze="frei", plaetze_bis=timezone.localdate())
    davor = client.get(angebot.get_absolute_url()).content
    angebot.melde("voll", make_konto())
    assert client.get(angebot.get_absolute_url()).content == davor
    angebot.refresh_from_db()
    assert angebot.plaetze_aktuell == "Plätze frei"


# --- the buttons ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("rolle", "status"), [("fachkraft", 302), ("koordination", 302), ("redaktion", 404)])
def test_a_redaktion_says_nothing_about_the_angebote_of_others(client, rolle, status):
    angebot = make_angebot()
    client.force_login(make_konto(rolle, akteur=make_akteur()))
    assert client.post(platz(angebot), {"art": "voll"}).status_code == status
    assert Platzmeldung.objects.exists() is (status == 302)
    knoepfe = lies(client.get(f"/fachkraefte/angebote/{angebot.slug}/")).alle("button", name="art")
    assert len(knoepfe) == (2 if status == 302 else 0)


def test_an_akteur_that_only_takes_part_is_another_one(client):
    akteur = make_akteur()
    angebot = make_angebot(mitwirkende=[akteur])
    client.force_login(make_konto("redaktion", akteur=akteur))
    assert client.post(platz(angebot), {"art": "voll"}).status_code == 404


@pytest.mark.parametrize("status", ["entwurf", "pausiert", "archiviert"])
def test_nobody_says_anything_about_what_is_not_public(client, status):
    angebot = make_angebot(status=status)
    client.force_login(make_konto())
    assert client.post(platz(angebot), {"art": "voll"}).status_code == 404


@pytest.mark.parametrize("art", ["", "leer", "voll' --", "🙂", "voll\x00"])
def test_what_is_neither_is_said_kindly_and_not_stored(client, art):
    angebot = make_angebot()
    client.force_login(make_konto())
    antwort = client.post(platz(angebot), {"art": art}, follow=True)
    assert "Das haben wir nicht verstanden" in antwort.content.decode()
    assert not Platzmeldung.objects.exists()


def test_looking_says_nothing(client):
    angebot = make_angebot()
    client.force_login(make_konto())
    for methode in (client.get, client.head):
        assert methode(platz(angebot), {"art": "voll"})["Location"] == f"/fachkraefte/angebote/{angebot.slug}/"
    assert not Platzmeldung.objects.exists()


def test_an_akteur_has_its_own_list_with_the_buttons(client):
    akteur = make_akteur(name="Haus am Bach")
    angebot = make_angebot(akteur=akteur, titel="Treff")
    make_angebot(akteur=akteur, status="entwurf")
    make_angebot()
    client.force_login(make_konto("redaktion", akteur=akteur))
    seite = lies(client.get("/fachkraefte/meine/"))
    assert [a["data-kennung"] for a in seite.alle("article")] == [angebot.kennung]
    antwort = client.post(platz(angebot), {"art": "nimmt_auf", "zurueck": "meine"}, follow=True)
    assert antwort.redirect_chain == [("/fachkraefte/meine/", 302)]
    assert "Gemeldet für „Treff“: nimmt wieder auf" in antwort.content.decode()


@pytest.mark.parametrize(
    ("mit_akteur", "satz"), [(True, "ist zurzeit kein Angebot öffentlich"), (False, "gehört zu keinem Akteur")]
)
def test_an_empty_list_says_why(client, mit_akteur, satz):
    client.force_login(make_konto(akteur=make_akteur() if mit_akteur else None))
    assert satz in client.get("/fachkraefte/meine/").content.decode()


@pytest.mark.parametrize("anzahl", [1, 20])
def test_the_own_list_asks_the_same_for_one_and_for_twenty(client, django_assert_num_queries, anzahl):
    akteur = make_akteur()
    konto = make_konto("redaktion", akteur=akteur)
    for _nummer in range(anzahl):
        make_angebot(akteur=akteur).melde("voll", konto)
    client.force_login(konto)
    client.get("/fachkraefte/meine/")
    with django_assert_num_queries(5):
        client.get("/fachkraefte/meine/")


# --- the Koordination -----------------------------------------------------------------------------------------------
def test_the_coordinator_sees_who_said_it(admin_client):
    konto = make_konto()
    angebot = make_angebot(titel="Treff")
    angebot.melde("voll", konto)
    for seite in ("/admin/angebote/platzmeldung/", f"/admin/angebote/angebot/{angebot.pk}/change/"):
        assert konto.username in admin_client.get(seite).content.decode()


def test_the_coordinator_filters_and_searches_and_deletes_but_changes_nothing(admin_client):
    liste, konto = "/admin/angebote/platzmeldung/", make_konto()
    alt = make_angebot(titel="Übergang").melde("voll", konto)
    make_angebot(titel="Treff").melde("nimmt_auf", konto)
    Platzmeldung.objects.filter(pk=alt.pk).update(am=timezone.now() - timedelta(days=20))
    for abfrage in ("gueltig=ja", "art=nimmt_auf", "q=treff"):
        gefunden = admin_client.get(f"{liste}?{abfrage}").context["cl"].result_list
        assert [m.angebot.titel for m in gefunden] == ["Treff"]
    assert admin_client.post(f"{liste}{alt.pk}/change/", {"art": "nimmt_auf"}).status_code == 403
    admin_client.post(f"{liste}{alt.pk}/delete/", {"post": "yes"})
    assert Platzmeldung.objects.count() == 1


@pytest.mark.parametrize("anzahl", [1, 20])
def test_the_list_of_the_admin_asks_the_same_for_one_and_for_twenty(admin_client, django_assert_num_queries, anzahl):
    for _nummer in range(anzahl):
        make_angebot().melde("voll", make_konto())
    with django_assert_num_queries(6):
        admin_client.get("/admin/angebote/platzmeldung/")


def test_after_half_a_year_it_is_deleted(capsys):
    alt, neu = (make_angebot().melde("voll", make_konto()) for _mal in range(2))
    Platzmeldung.objects.filter(pk=alt.pk).update(am=timezone.now() - timedelta(days=181))
    call_command("raeume_auf")
    assert list(Platzmeldung.objects.all()) == [neu]
    assert "Platzmeldungen: 1 gelöscht (älter als 180 Tage)" in capsys.readouterr().out


def test_the_search_does_not_know_of_it():
    angebot = make_angebot()
    stand = Angebot.objects.get(pk=angebot.pk).gespeichert_am
    angebot.melde("voll", make_konto())
    assert Angebot.objects.get(pk=angebot.pk).gespeichert_am == stand
