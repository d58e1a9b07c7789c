"""The page of one Angebot: five answers, where and when, whom to call; unknown is said, not guessed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from angebote.models import Ermaessigung
from tests.dokument import lies
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_kontakt,
    make_lebensphase,
    make_sprache,
    make_standort,
    make_uebergang,
)

pytestmark = pytest.mark.django_db


def seite_von(client, angebot):
    return lies(client.get(angebot.get_absolute_url()))


def kontakt_von(client, angebot):
    return seite_von(client, angebot).eines("aside", class_="kontakt")


def test_the_five_answers_stand_on_top(client):
    seite = seite_von(client, make_angebot(kosten="kostenlos"))
    antworten = seite.eines("section", aria_label="Das Wichtigste").alle("li")
    assert [
        "Kostenlos" in antworten[0].text,
        "Wissen wir nicht – bitte anrufen" in antworten[1].text,
        len(antworten),
    ] == [
        True,
        True,
        5,
    ]


def test_own_contacts_stand_before_those_of_the_akteur(client):
    akteur = make_akteur()
    eigener = make_kontakt(akteur=akteur, telefon="030 23125 222")
    kontakt = kontakt_von(client, make_angebot(akteur=akteur, kontakte=[eigener]))
    assert [a["href"] for a in kontakt.alle("a") if a["href"].startswith("tel:")] == ["tel:+493023125222"]


def test_without_own_contacts_those_of_the_akteur_are_shown(client):
    assert "030 23125 001" in kontakt_von(client, make_angebot()).text


@pytest.mark.parametrize("sichtbarkeit", [None, "fachkraefte", "intern"])
def test_without_any_public_contact_the_phone_of_the_koordination_is_shown(client, settings, sichtbarkeit):
    akteur = make_akteur(mit_kontakt=False)
    if sichtbarkeit:
        make_kontakt(akteur=akteur, sichtbarkeit=sichtbarkeit)
    kontakt = kontakt_von(client, make_angebot(akteur=akteur))
    assert settings.GEBIET["koordination"]["telefon"] in kontakt.text
    assert settings.GEBIET["koordination"]["stelle"] in kontakt.text


def test_an_akteur_without_a_contact_shows_the_koordination_too(client, settings):
    akteur = make_akteur(mit_kontakt=False)
    kontakt = lies(client.get(akteur.get_absolute_url())).eines("aside", class_="kontakt")
    assert settings.GEBIET["koordination"]["telefon"] in kontakt.text


def test_a_contact_with_mail_only_has_no_call_bar(client):
    akteur = make_akteur(mit_kontakt=False)
    make_kontakt(akteur=akteur, telefon="", mail="info@example.org")
    seite = seite_von(client, make_angebot(akteur=akteur))
    assert not seite.alle("div", class_="rufleiste nur-schmal")
    assert seite.alle("a", href="mailto:info@example.org")


def test_joint_akteure_are_named_with_links(client):
    mit = make_akteur(name="Die Mitmacher")
    assert kontakt_von(client, make_angebot(mitwirkende=[mit])).alle("a", href=mit.get_absolute_url())


def test_unknown_times_and_places_are_said(client):
    text = seite_von(client, make_angebot()).eines("main").text
    assert "Zeiten: wissen wir nicht – bitte anrufen" in text
    assert "Ort bitte erfragen" in text


def test_every_standort_is_shown_with_its_hint(client):
    gemeinde = make_gemeinde(name="Köngen")
    standorte = [make_standort(strasse=f"Weg {n}", gemeinde=gemeinde, plz="73257", ort="Köngen") for n in (1, 2)]
    angebot = make_angebot(standorte=standorte)
    angebot.orte.update(hinweis="Eingang im Hof")
    text = seite_von(client, angebot).eines("article").text
    assert "Weg 1, 73257 Köngen Eingang im Hof" in text
    assert "Weg 2, 73257 Köngen Eingang im Hof" in text


def test_the_area_it_is_for_is_named(client):
    gemeinden = [make_gemeinde(name=name) for name in ("Ötlingen", "Altbach", "Zell")]
    text = seite_von(client, make_angebot(einzugsgebiet="gemeinden", gemeinden=gemeinden)).text
    assert "Für Familien aus: Altbach, Ötlingen, Zell" in text


def test_a_language_says_its_own_name_and_how_it_is_served(client):
    make_sprache("ar", name="Arabisch", eigenname="العربية", richtung="rtl")
    seite = seite_von(client, make_angebot(sprachen={"ar": "material"}))
    eigen = seite.eines("span", lang="ar")
    assert (eigen["dir"], eigen.text) == ("rtl", "العربية")
    assert "nur Material" in eigen.eltern.eltern.text


@pytest.mark.parametrize(("bis", "steht_da"), [(None, True), (0, True), (-1, False)])
def test_a_notice_ends_on_its_day(client, bis, steht_da):
    ende = None if bis is None else timezone.localdate() + timedelta(days=bis)
    angebot = make_angebot(hinweis="Am 3. Mai fällt der Treff aus.", hinweis_bis=ende)
    assert ("fällt der Treff aus" in seite_von(client, angebot).text) == steht_da


@pytest.mark.parametrize(("bis", "steht_da"), [(0, True), (-1, False)])
def test_the_capacity_expires_by_itself(client, bis, steht_da):
    angebot = make_angebot(plaetze="warteliste", plaetze_bis=timezone.localdate() + timedelta(days=bis))
    assert ("Warteliste" in seite_von(client, angebot).text) == steht_da
    assert ("Warteliste" in lies(client.get("/angebote/")).eines("article").text) == steht_da


def test_the_last_confirmation_is_shown_with_its_day(client):
    angebot = make_angebot(bestaetigt_am=timezone.make_aware(timezone.datetime(2026, 3, 9)))
    assert "Bestätigt am 9. März 2026." in seite_von(client, angebot).text


def test_never_confirmed_is_said(client):
    assert "Noch nicht bestätigt." in seite_von(client, make_angebot()).text


def test_an_end_is_announced(client):
    angebot = make_angebot(gueltig_bis=date(2099, 7, 31))
    assert "bis zum 31. Juli 2099" in seite_von(client, angebot).text


def test_only_web_addresses_become_links(client):
    angebot = make_angebot(links="https://eins.example\njavascript:alert(1)\n  http://zwei.example  \nkein Link")
    verweise = {a["href"] for a in seite_von(client, angebot).alle("a")}
    assert {"https://eins.example", "http://zwei.example"} <= verweise
    assert not [verweis for verweis in verweise if verweis.startswith("javascript")]


def test_texts_are_escaped(client):
    boese = "<script>alert(1)</script>"
    werte = dict.fromkeys(
        ["titel", "kurzbeschreibung", "beschreibung", "zeiten", "voraussetzungen", "unterlagen", "erste_schritte"],
        boese,
    )
    angebot = make_angebot(**werte, hinweis=boese, kosten_text=boese)
    for pfad in (angebot.get_absolute_url(), "/angebote/", "/angebote/karte/", "/", angebot.akteur.get_absolute_url()):
        assert boese not in client.get(pfad).content.decode(), pfad


def test_vocabulary_leads_on_to_the_list(client):
    phasen = [make_lebensphase(), make_lebensphase()]
    uebergang = make_uebergang(von=phasen[0], nach=phasen[1])
    seite = seite_von(client, make_angebot(lebensphasen=phasen[:1], uebergaenge=[uebergang]))
    assert seite.alle("a", href=f"/angebote/?lebensphase={phasen[0].slug}")
    assert seite.alle("a", href=f"/angebote/?uebergang={uebergang.slug}")


def test_help_with_costs_is_named(client):
    angebot = make_angebot(kosten="beitrag")
    angebot.ermaessigungen.add(Ermaessigung.objects.create(name="Landesfamilienpass", slug="pass"))
    assert "Landesfamilienpass" in seite_von(client, angebot).text


def test_the_short_address_for_paper_is_whole(client):
    angebot = make_angebot()
    assert f"http://testserver/a/{angebot.kennung}" in seite_von(client, angebot).text
