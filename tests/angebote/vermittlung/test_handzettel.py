"""Handzettel: German and one more language side by side, all that a family needs, in few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from angebote.models import Angebot
from angebote.vermittlung.blatt import blaetter
from tests.dokument import lies
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_kontakt,
    make_notruf,
    make_sprache,
    make_standort,
    make_thema,
    make_uebersetzung,
)

pytestmark = pytest.mark.django_db

SEITE = "/merkliste/handzettel/"


def zettel(client, *angebote, praefix="", **weitere):
    kennungen = ",".join(angebot.kennung for angebot in angebote)
    return lies(client.get(f"{praefix}{SEITE}", {"a": kennungen, "in": "tr"} | weitere))


def paare(seite):
    """Return every line of a sheet as (German, other language)."""
    zeilen = seite.eines("article").alle("div", class_="zettel-paar")
    return [tuple(kind.text for kind in zeile.kinder if not isinstance(kind, str)) for zeile in zeilen]


def volles_angebot(**werte):
    ort = make_standort(
        gemeinde=make_gemeinde(name="Altdorf"),
        strasse="Weg",
        hausnummer="1",
        plz="72655",
        ort="Altdorf",
        anfahrt="Bus 1, Haltestelle Rathaus",
        stufenlos="ja",
    )
    vorgabe = {
        "titel": "Frühstück", "kurzbeschreibung": "Wir essen zusammen.", "kosten": "kostenlos",
        "zugang": "ohne_anmeldung", "zeiten": "dienstags 9 Uhr", "erste_schritte": "Kommen Sie.", "unterlagen": "Hausschuhe",
        "standorte": [ort], "akteur": make_akteur(name="Verein Sonne", mit_kontakt=False),
    }  # fmt: skip
    angebot = make_angebot(**vorgabe | werte)
    make_kontakt(akteur=angebot.akteur, telefon="030 23125 007", zustaendigkeit="Anmeldung")
    return angebot


def test_both_languages_stand_side_by_side(client):
    angebot = volles_angebot()
    for feld, text in {
        "titel": "Kahvaltı",
        "zeiten": "salı 9.00",
        "unterlagen": "Terlik",
        "erste_schritte": "Gelin.",
    }.items():
        make_uebersetzung(angebot, feld, text)
    seite = zettel(client, angebot)
    titel = seite.eines("article").eines("h2").alle("span")
    assert [(span["lang"], span.text) for span in titel] == [("de", "Frühstück"), ("tr", "Kahvaltı")]
    text = " | ".join(" / ".join(paar) for paar in paare(seite))
    for deutsch, tuerkisch in [
        ("Kosten: kostenlos", "Ücret: ücretsiz"),
        ("Kommen Sie.", "Gelin."),
        ("dienstags 9 Uhr", "salı 9.00"),
        ("Hausschuhe", "Terlik"),
    ]:
        assert deutsch in text and tuerkisch in text, text


def test_all_a_family_needs_is_there(client):
    text = zettel(client, volles_angebot()).eines("article").text
    for was in ("Bus 1, Haltestelle Rathaus", "stufenlos: ja", "Weg 1, 72655 Altdorf", "030 23125 007", "Verein Sonne"):
        assert was in text
    assert "Ich spreche Türkisch und nur wenig Deutsch." in text


def test_the_code_leads_to_the_page_in_the_language_of_the_family(client):
    angebot = volles_angebot()
    fuss = zettel(client, angebot).eines("footer", class_="zettel-fuss")
    assert fuss.eines("svg", role="img").eines("title").text
    assert f"http://testserver/tr/a/{angebot.kennung}" in fuss.text
    assert client.get(f"/tr/a/{angebot.kennung}").headers["Location"] == f"/tr{angebot.get_absolute_url()}"


def test_what_is_missing_is_german_and_said_once(client):
    seite = zettel(client, volles_angebot(), volles_angebot(), **{"in": "ar"})
    assert [p["data-fassung"] for p in seite.alle("p", data_fassung=True)] == ["fehlt"]
    titel = seite.alle("article")[0].eines("h2").eines("span", lang="ar")
    assert titel.eines("span", lang="de", dir="ltr").text == "Frühstück"


def test_what_a_machine_wrote_says_so(client):
    angebot = make_angebot(akteur=make_akteur(mit_kontakt=False))
    for feld in ("titel", "kurzbeschreibung"):
        make_uebersetzung(angebot, feld, "Türkçe")
    seite = zettel(client, angebot)
    assert [p["data-fassung"] for p in seite.alle("p", data_fassung=True)] == ["ungeprueft"]


@pytest.mark.parametrize("geprueft", [True, False])
def test_a_crisis_text_shows_only_when_a_person_checked_it(client, geprueft):
    angebot = make_angebot(themen=[make_thema(sensibel="krise")])
    make_uebersetzung(angebot, "titel", "Kriz yardımı", geprueft=geprueft)
    assert ("Kriz yardımı" in zettel(client, angebot).text) is geprueft


def test_in_a_danger_numbers_come_first_and_no_sentence_is_put_into_a_mouth(client):
    make_notruf("110", "Polizei", anlass_gewalt=True)
    text = zettel(client, volles_angebot(themen=[make_thema(sensibel="gewalt")])).eines("main").text
    assert text.index("110") < text.index("Frühstück")
    assert "Guten Tag" not in text


def test_a_hidden_address_is_on_no_sheet(client):
    ort = make_standort(
        gemeinde=make_gemeinde(name="Altdorf"),
        adresse_verbergen=True,
        strasse="Geheimweg",
        anfahrt="Hinterhof",
        name="Haus Süd",
    )
    angebot = make_angebot(standorte=[ort])
    for adresse in (SEITE, "/merkliste/handzettel.pdf", "/merkliste/"):
        inhalt = client.get(adresse, {"a": angebot.kennung, "in": "tr"}).content.decode(errors="replace")
        for geheim in ("Geheimweg", "Hinterhof", "Haus Süd"):
            assert geheim not in inhalt
    assert "Altdorf" in zettel(client, angebot).text


def test_only_public_contacts_stand_there(client):
    angebot = volles_angebot()
    make_kontakt(akteur=angebot.akteur, telefon="030 23125 099", sichtbarkeit="fachkraefte")
    assert "030 23125 099" not in zettel(client, angebot).text


def test_own_contacts_go_before_those_of_the_akteur(client):
    angebot = volles_angebot()
    angebot.kontakte.add(make_kontakt(akteur=angebot.akteur, telefon="030 23125 042"))
    text = zettel(client, angebot).text
    assert "030 23125 042" in text and "030 23125 007" not in text


def test_contacts_are_those_of_the_page():
    """One query instead of two per Akteur, the same answer."""
    geteilt = volles_angebot()
    eigener = make_kontakt(akteur=geteilt.akteur, telefon="030 23125 042")
    alle = [
        geteilt,
        make_angebot(akteur=geteilt.akteur, kontakte=[eigener]),
        make_angebot(akteur=make_akteur(mit_kontakt=False)),
    ]
    blatt = blaetter(Angebot.objects.fuer_blatt().order_by("pk"), "de", lambda pfad: pfad)
    assert [[k.telefon for k in eines.deutsch.kontakte] for eines in blatt] == [
        [k.telefon for k in angebot.kontakte_oeffentlich()] for angebot in alle
    ]


def test_without_a_contact_the_koordination_is_named(client, settings):
    angebot = make_angebot(akteur=make_akteur(mit_kontakt=False))
    assert settings.GEBIET["koordination"]["telefon"] in zettel(client, angebot).eines("article").text


def test_german_alone_is_one_column(client):
    seite = zettel(client, volles_angebot(), **{"in": "de"})
    assert {len(paar) for paar in paare(seite)} == {1}


def test_without_a_language_it_is_that_of_the_page(client):
    angebot = volles_angebot()
    seite = lies(client.get(f"/uk{SEITE}", {"a": angebot.kennung}))
    assert seite.eines("article").eines("h2").alle("span", lang="uk")


def test_an_unknown_language_is_named(client):
    seite = zettel(client, volles_angebot(), **{"in": "klingonisch"})
    assert "klingonisch" in seite.eines("p", id="sprache-unklar").text


def test_what_is_not_public_is_said(client):
    da, weg = volles_angebot(), make_angebot(titel="Weg damit", status="pausiert")
    seite = zettel(client, da, weg)
    assert seite.alle("p", id="merkliste-weg") and "Weg damit" not in seite.text


def test_it_has_a_date(client):
    assert "Tarih: " in zettel(client, volles_angebot()).eines("footer", class_="zettel-fuss").text


@pytest.mark.parametrize("praefix", ["", "/ar"])
@pytest.mark.parametrize("code", ["de", "tr"])
def test_at_most_six_queries_however_many(client, praefix, code):
    make_notruf("110", "Polizei", anlass_gewalt=True)
    make_sprache("tr")
    thema = make_thema(sensibel="gewalt")
    alle = [volles_angebot(themen=[thema], sprachen={"tr": "spricht"}).kennung for _ in range(20)]
    anzahlen = []
    for menge in (alle[:1], alle):
        with CaptureQueriesContext(connection) as abfragen:
            client.get(f"{praefix}{SEITE}", {"a": ",".join(menge), "in": code})
        anzahlen.append(len(abfragen))
    assert anzahlen[0] == anzahlen[1] <= 6
