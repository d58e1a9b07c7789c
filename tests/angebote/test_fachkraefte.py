"""The pages for Fachkräfte: one line that finds, and what families do not see."""

import pytest
from django.utils import timezone

from tests.dokument import lies
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_kontakt,
    make_konto,
    make_planungsraum,
    make_sprache,
    make_standort,
    make_zeitfenster,
)

pytestmark = pytest.mark.django_db
LISTE = "/fachkraefte/"
ZEILE = "4 Jahre, Arabisch, kostenlos, ohne Anmeldung, Raum Nürtingen, nachmittags"


@pytest.fixture
def fachkraft(client):
    client.force_login(make_konto())
    return client


@pytest.fixture
def welt():
    """Nürtingen with a neighbour in its Planungsraum, a place elsewhere, and Angebote that fit or fall short in one thing."""
    raum = make_planungsraum(name="VVG der Stadt Nürtingen", schluessel="5005")
    mitte, nachbar = (make_gemeinde(name=name, planungsraum=raum) for name in ("Nürtingen", "Oberboihingen"))
    fern = make_gemeinde(name="Esslingen am Neckar")
    make_sprache("ar", name="Arabisch")
    passend = {
        "kosten": "kostenlos",
        "zugang": "ohne_anmeldung",
        "alter_von": 36,
        "alter_bis": 72,
        "sprachen": {"ar": "spricht"},
        "gemeinde": mitte,
        "in_ferien": True,
        "an_feiertagen": True,
    }
    werte = {
        "Passt": {},
        "Passt nebenan": {"gemeinde": nachbar},
        "Zu weit": {"gemeinde": fern},
        "Zu jung": {"alter_von": 0, "alter_bis": 24},
        "Kostet": {"kosten": "beitrag"},
        "Mit Anmeldung": {"zugang": "mit_anmeldung"},
        "Nur Türkisch": {"sprachen": {"tr": "spricht"}},
    }
    for titel, anders in werte.items():
        make_zeitfenster(make_angebot(titel=titel, **passend | anders), 1, "14:00", "16:00")
    make_zeitfenster(make_angebot(titel="Nur vormittags", **passend), 1, "09:00", "11:00")


def treffer(client, zeile):
    """Return the titles of the hits proper, without the groups below."""
    seite = lies(client.get(LISTE, {"q": zeile}))
    haupt = next(s for s in seite.alle("section") if s.get("aria-labelledby") == "treffer-titel")
    return {a.text for a in haupt.alle("h3")}


# --- the line -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "zeile",
    [
        ZEILE,
        "Nachmittags, Raum Nürtingen, ohne Anmeldung, kostenlos, Arabisch, 4 Jahre",
        "arabisch kostenlos 4 jahre nachmittags ohne anmeldung im raum nürtingen",
        "kostenlos; arabisch / 4 Jahre – ohne Anmeldung, nachmittags (Raum Nürtingen)",
        "vier Jahre, Arabisch, umsonst, ohne Anmeldung, am Nachmittag, Raum Nuertingen",
    ],
)
def test_one_line_in_any_order_finds_what_fits_in_the_planungsraum(fachkraft, welt, zeile):
    assert treffer(fachkraft, zeile) == {"Passt", "Passt nebenan"}


@pytest.mark.parametrize("adresse", [LISTE, "/angebote/"])
def test_each_part_of_the_line_becomes_a_filter(fachkraft, welt, adresse):
    auswahl = fachkraft.get(adresse, {"q": ZEILE}).context["auswahl"]
    gewaehlt = {name: list(werte) for name, werte in auswahl.gewaehlt.items() if werte}
    assert gewaehlt == {
        "sprache": ["ar"],
        "kosten": ["kostenlos"],
        "zugang": ["ohne_anmeldung"],
        "wann": ["nachmittags"],
    }
    assert auswahl.alter == 48
    assert {ort.planungsraum.schluessel for ort in auswahl.ortswahl.gemeinden} == {"5005"}
    assert {ort.name for ort in auswahl.ortswahl.gemeinden} == {"Nürtingen", "Oberboihingen"}
    assert auswahl.q == "" and {angebot.titel for angebot in auswahl.qs} == {"Passt", "Passt nebenan"}


def test_what_was_understood_stands_below_and_can_be_taken_out(fachkraft, welt):
    seite = lies(fachkraft.get(LISTE, {"q": ZEILE}))
    chips = list(seite.alle("a", class_="chip"))
    assert {chip.text.removesuffix(" entfernen") for chip in chips} == {
        *("Nürtingen, Oberboihingen (VVG der Stadt Nürtingen)", "4 Jahre", "Arabisch", "kostenlos"),
        *("ohne Anmeldung", "nachmittags"),
    }
    assert all(chip["href"].startswith("/fachkraefte/?") for chip in chips)
    ohne_kosten = next(chip["href"] for chip in chips if "kostenlos" in chip.text)
    assert "Kostet" in {a.text for a in lies(fachkraft.get(ohne_kosten)).alle("h3")}


def test_the_next_words_add_to_what_was_understood(fachkraft, welt):
    seite = lies(fachkraft.get(LISTE, {"q": "Arabisch, Raum Nürtingen"}))
    felder = [(f["name"], f["value"]) for f in seite.eines("form", role="search").alle("input", type="hidden")]
    assert ("sprache", "ar") in felder and seite.eines("input", id="fach-suche").get("value") == ""
    weiter = fachkraft.get(LISTE, [*felder, ("q", "kostenlos, ohne Anmeldung, 4 Jahre, nachmittags")])
    assert lies(weiter).eines("h1")["data-anzahl"] == "2"


@pytest.mark.parametrize("wort", ["zauberwort", "Zähneputztraining sternschnuppenweise"])
def test_a_word_nobody_knows_does_no_harm_and_is_named(fachkraft, welt, wort):
    antwort = fachkraft.get(LISTE, {"q": f"{ZEILE}, {wort}"})
    assert treffer(fachkraft, f"{ZEILE}, {wort}") == {"Passt", "Passt nebenan"}
    assert wort.split()[0] in lies(antwort).eines("p", **{"data-unbekannt": True}).text


def test_a_word_nobody_knows_alone_finds_nothing_and_says_so(fachkraft, welt):
    seite = lies(fachkraft.get(LISTE, {"q": "zauberwort"}))
    assert seite.eines("h1")["data-anzahl"] == "0" and not seite.alle("p", **{"data-unbekannt": True})


@pytest.mark.parametrize(
    "abfrage",
    [
        "q=' | %26 ! : * ( ) \\ %25",
        "q=🙂‏ــ",
        "q=" + "wort " * 2000,
        "alter=alt&sprache=xx&thema=nein&seite=-1",
        "q=%00&wo=%00",
        "q=Raum",
        "q=Raum Raum Raum",
        "wo=Raum Atlantis",
        "umkreis=9999999&position=x",
    ],
)
def test_nonsense_is_answered_with_a_page(fachkraft, welt, abfrage):
    assert fachkraft.get(f"{LISTE}?{abfrage}").status_code == 200


# --- places ---------------------------------------------------------------------------------------------------------
def test_the_field_for_places_knows_a_raum_too(client, welt):
    assert lies(client.get("/angebote/", {"wo": "Raum Nürtingen", "sprache": "ar"})).eines("h1")["data-anzahl"] == "6"


def test_a_raum_called_like_its_gemeinde_is_more_than_the_gemeinde(fachkraft):
    raum = make_planungsraum(name="Wernau", schluessel="R1")
    orte = [make_gemeinde(name=name, planungsraum=raum) for name in ("Wernau", "Freitagshof")]
    for ort in orte:
        make_angebot(titel=f"In {ort.name}", gemeinde=ort)
    assert treffer(fachkraft, "Raum Wernau") == {"In Wernau", "In Freitagshof"}
    assert treffer(fachkraft, "Wernau") == {"In Wernau"}


# --- what a line shows ----------------------------------------------------------------------------------------------
def test_a_line_shows_capacity_with_its_date_the_last_word_and_contacts(fachkraft):
    angebot = make_angebot(titel="Treff", plaetze="wenige", plaetze_bis="2099-12-24")
    for sichtbarkeit in ("fachkraefte", "fachkraefte", "intern"):
        make_kontakt(akteur=angebot.akteur, sichtbarkeit=sichtbarkeit)
    angebot.melde("nimmt_auf", make_konto())
    zeile = lies(fachkraft.get(LISTE)).eines("article")
    heute = timezone.localdate()
    assert zeile["data-kennung"] == angebot.kennung
    assert "wenige Plätze (Angabe gilt bis 24. Dezember)" in zeile.text
    assert f"nimmt wieder auf, gemeldet am {heute.day}." in zeile.text
    assert "2 Kontakte für Fachkräfte" in zeile.text


def handzettel_von(seite, angebot) -> list:
    return list(seite.alle("a", href=f"/merkliste/handzettel/?a={angebot.kennung}"))


@pytest.mark.parametrize("adresse", [LISTE, "/fachkraefte/angebote/treff/", "/angebote/treff/"])
def test_from_every_page_it_is_one_step_to_merkliste_and_handzettel(fachkraft, adresse):
    angebot = make_angebot(slug="treff", titel="Treff")
    seite = lies(fachkraft.get(adresse))
    merken = seite.eines("a", **{"data-merken": angebot.kennung})
    assert merken["href"] == f"/merkliste/?a={angebot.kennung}" and merken.text == "Merken: Treff"
    assert [link.text for link in handzettel_von(seite, angebot)] == ["Handzettel: Treff"]


@pytest.mark.parametrize("adresse", [LISTE, "/fachkraefte/angebote/treff/", "/angebote/treff/"])
def test_what_is_for_fachkraefte_has_no_sheet_for_a_family(fachkraft, adresse):
    angebot = make_angebot(slug="treff", fuer="fachkraefte")
    seite = lies(fachkraft.get(adresse))
    assert seite.eines("a", **{"data-merken": angebot.kennung}) and not handzettel_von(seite, angebot)


@pytest.mark.parametrize("anzahl", [1, 20])
def test_the_list_asks_the_same_for_one_and_for_twenty(fachkraft, django_assert_num_queries, anzahl):
    konto = make_konto(akteur=make_akteur())
    for _nummer in range(anzahl):
        angebot = make_angebot(standorte=[make_standort(gemeinde=make_gemeinde())], sprachen={"tr": "spricht"})
        make_kontakt(akteur=angebot.akteur, sichtbarkeit="fachkraefte")
        angebot.melde("voll", konto)
    fachkraft.get(LISTE)
    with django_assert_num_queries(11):
        fachkraft.get(LISTE)


# --- detail ---------------------------------------------------------------------------------------------------------
def test_the_detail_shows_what_everybody_sees_and_the_part_for_fachkraefte(fachkraft):
    angebot = make_angebot(slug="treff", titel="Treff", beschreibung="Wir singen.", fachinfo="Erst anrufen.\n\nKlein.")
    make_kontakt(
        akteur=angebot.akteur, sichtbarkeit="fachkraefte", zustaendigkeit="Vermittlung", mail="fach@beispiel.example"
    )
    seite = lies(fachkraft.get("/fachkraefte/angebote/treff/"))
    teil = next(s for s in seite.alle("section") if s.get("aria-labelledby") == "fachinfo-titel")
    assert "Wir singen." in seite.eines("main").text and "Erst anrufen." in teil.text
    assert "Vermittlung" in teil.text and teil.alle("a", href="mailto:fach@beispiel.example")
    assert seite.alle("a", href="/angebote/treff/")


def test_contacts_of_the_angebot_go_before_those_of_its_akteur(fachkraft):
    angebot = make_angebot(slug="treff")
    make_kontakt(akteur=angebot.akteur, sichtbarkeit="fachkraefte", zustaendigkeit="Vermittlung")
    seite = "/fachkraefte/angebote/treff/"
    assert "Vermittlung" in fachkraft.get(seite).content.decode()
    angebot.kontakte.add(make_kontakt(akteur=angebot.akteur, sichtbarkeit="fachkraefte", zustaendigkeit="Gruppe"))
    text = lies(fachkraft.get(seite)).eines("main").text
    assert "Gruppe" in text and "Vermittlung" not in text


def test_what_is_not_public_has_no_detail_here_either(fachkraft):
    make_angebot(slug="entwurf", status="entwurf")
    for slug in ("entwurf", "gibt-es-nicht"):
        assert fachkraft.get(f"/fachkraefte/angebote/{slug}/").status_code == 404


def test_a_former_address_leads_on_behind_the_login(fachkraft):
    angebot = make_angebot(slug="alt")
    angebot.slug = "neu"
    angebot.save()
    assert fachkraft.get("/fachkraefte/angebote/alt/")["Location"] == "/fachkraefte/angebote/neu/"


def test_the_detail_asks_the_same_whatever_was_said(fachkraft, django_assert_num_queries):
    angebot = make_angebot(slug="treff")
    for _nummer in range(20):
        angebot.melde("voll", make_konto(akteur=make_akteur()))
    fachkraft.get("/fachkraefte/angebote/treff/")
    with django_assert_num_queries(11):
        fachkraft.get("/fachkraefte/angebote/treff/")


def test_every_page_says_who_is_logged_in_and_how_to_leave(client):
    make_angebot(slug="treff")
    client.force_login(make_konto(first_name="Kim", last_name="Beispiel", akteur=make_akteur()))
    for pfad in (LISTE, "/fachkraefte/meine/", "/fachkraefte/angebote/treff/", "/konto/"):
        leiste = lies(client.get(pfad)).eines("section", class_="kontoleiste nicht-drucken")
        assert "Angemeldet: Kim Beispiel" in leiste.text
        assert leiste.eines("form")["action"] == "/konto/abmelden/"


def test_the_public_foot_leads_here_in_every_language(client):
    for pfad in ("/", "/tr/", "/ar/"):
        assert lies(client.get(pfad)).eines("footer").alle("a", href="/fachkraefte/")
