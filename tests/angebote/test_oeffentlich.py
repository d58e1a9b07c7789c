"""Public means public: what is not for everybody stands on no page, in no form of an address, in no search."""

import json
from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from akteure.models import Akteur, Kontakt
from angebote.models import Angebot
from tests.dokument import lies
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_kontakt,
    make_planungsraum,
    make_seiten,
    make_sprache,
    make_standort,
)

pytestmark = pytest.mark.django_db

STATUS = Angebot.Status.values
TAGE = {"offen": None, "gestern": -1, "heute": 0, "morgen": 1}


def tag(name):
    return None if TAGE[name] is None else timezone.localdate() + timedelta(days=TAGE[name])


def sichtbar_auf(client, angebot):
    """Return the names of the pages that show `angebot` by its title."""
    antworten = {
        "liste": client.get("/angebote/"),
        "kompakt": client.get("/angebote/", {"ansicht": "kompakt"}),
        "suche": client.get("/angebote/", {"q": angebot.titel}, headers={"HX-Request": "true"}),
        "karte": client.get("/angebote/karte/"),
        "detail": client.get(f"/angebote/{angebot.slug}/"),
        "kurz": client.get(f"/a/{angebot.kennung}", follow=True),
        "frueher": client.get("/angebote/frueher/", follow=True),
        "akteur": client.get(f"/akteure/{angebot.akteur.slug}/"),
        "start": client.get("/"),
    }
    return {
        name
        for name, response in antworten.items()
        if response.status_code == 200
        and f'href="/angebote/{angebot.slug}/"' in response.content.decode()
        or response.status_code == 200
        and name in ("detail", "kurz", "frueher")
    }


ALLE = {"liste", "kompakt", "suche", "karte", "detail", "kurz", "frueher", "akteur", "start"}


def mit_frueherem_slug(**werte):
    angebot = make_angebot(slug="frueher", gemeinde=make_gemeinde(), **werte)
    angebot.slug = "heute"
    angebot.save()
    return angebot


@pytest.mark.parametrize(("status", "akteurstatus"), list(product(STATUS, Akteur.Status.values)))
def test_only_published_angebote_of_active_akteure_are_public(client, status, akteurstatus):
    angebot = mit_frueherem_slug(status=status, akteur=make_akteur(status=akteurstatus))
    erwartet = ALLE if (status, akteurstatus) == ("veroeffentlicht", "aktiv") else set()
    assert sichtbar_auf(client, angebot) == erwartet


@pytest.mark.parametrize(
    ("von", "bis"),
    [(von, bis) for von, bis in product(TAGE, TAGE) if None in (tag(von), tag(bis)) or tag(von) <= tag(bis)],
)
def test_what_is_over_is_not_public_what_has_not_begun_is(client, von, bis):
    angebot = mit_frueherem_slug(gueltig_von=tag(von), gueltig_bis=tag(bis))
    assert sichtbar_auf(client, angebot) == (set() if bis == "gestern" else ALLE)


def test_a_coming_angebot_says_when_it_begins(client):
    angebot = make_angebot(gueltig_von=timezone.localdate() + timedelta(days=40))
    assert "Beginnt am" in lies(client.get(angebot.get_absolute_url())).eines("main").text


# --- hidden address -----------------------------------------------------------------------------------------------------
MARKE = "Geheimwort"
GEHEIME_LAGE = {"lat": 48.71357, "lon": 9.27531}


@pytest.fixture
def versteckt():
    """An Angebot at a hidden Standort whose every field holds a mark, and a visible one of the same Akteur."""
    akteur, gemeinde = make_akteur(), make_gemeinde(name="Köngen", lat=48.71, lon=9.27)
    standort = make_standort(
        akteur=akteur,
        gemeinde=gemeinde,
        name=f"Haus {MARKE}",
        strasse=f"{MARKE}straße",
        hausnummer="7531x",
        plz="75319",
        ort=f"{MARKE}dorf",
        anfahrt=f"Hinter {MARKE}",
        adresse_verbergen=True,
        stufenlos="ja",
        aufzug="teilweise",
        **GEHEIME_LAGE,
    )
    angebot = make_angebot(akteur=akteur, standorte=[standort], titel="Zuflucht")
    angebot.orte.update(hinweis=f"Klingel {MARKE}")
    return angebot


def alle_seiten(client, angebot):
    make_seiten()
    pfade = [
        "/",
        "/angebote/",
        "/angebote/?ansicht=kompakt",
        "/angebote/karte/",
        f"/angebote/{angebot.slug}/",
        "/akteure/",
        f"/akteure/{angebot.akteur.slug}/",
        "/gebiet/grenzen.json",
        "/ueber/",
    ]
    return {pfad: client.get(pfad).content.decode() for pfad in pfade}


def test_nothing_of_a_hidden_address_but_the_gemeinde_stands_on_any_page(client, versteckt):
    geheim = (MARKE.lower(), "7531", "48.7135", "48,7135", "9.2753", "9,2753", "stufenlos", "aufzug")
    gefunden = {
        (pfad, wort)
        for pfad, inhalt in alle_seiten(client, versteckt).items()
        for wort in geheim
        if wort in inhalt.lower()
    }
    assert gefunden == set()
    assert "Köngen" in lies(client.get(versteckt.get_absolute_url())).eines("article").text


@pytest.mark.parametrize("feld", ["name", "strasse", "plz", "ort", "anfahrt", "hausnummer"])
def test_search_does_not_find_a_hidden_address(client, versteckt, feld):
    wort = getattr(versteckt.standorte.get(), feld)
    for pfad, menge in (("/angebote/", "article"), ("/akteure/", "li")):
        seite = lies(client.get(pfad, {"q": wort}))
        assert seite.eines(data_anzahl=True)["data-anzahl"] == "0", (pfad, menge)


def test_search_finds_the_gemeinde_of_a_hidden_address(client, versteckt):
    assert lies(client.get("/angebote/", {"q": "Köngen"})).eines(data_anzahl=True)["data-anzahl"] == "1"


def test_hiding_an_address_takes_it_out_of_the_search_at_once(client):
    standort = make_standort(strasse="Sonnenweg")
    make_angebot(standorte=[standort])
    assert lies(client.get("/angebote/", {"q": "Sonnenweg"})).eines(data_anzahl=True)["data-anzahl"] == "1"
    standort.adresse_verbergen = True
    standort.save()
    assert lies(client.get("/angebote/", {"q": "Sonnenweg"})).eines(data_anzahl=True)["data-anzahl"] == "0"


def test_a_hidden_standort_takes_part_in_no_radius_and_no_near_group(client, versteckt):
    nachbar = make_gemeinde(**GEHEIME_LAGE)
    seite = lies(client.get("/angebote/", {"gemeinde": nachbar.ags}))
    assert not seite.alle("article")
    seite = lies(client.get("/angebote/", {"gemeinde": nachbar.ags, "umkreis": "5"}))
    assert not seite.alle("article")


def test_a_hidden_standort_counts_for_its_gemeinde_and_planungsraum(client):
    raum = make_planungsraum()
    dort, daneben = make_gemeinde(planungsraum=raum), make_gemeinde(planungsraum=raum, lat=54.0, lon=9.0)
    standort = make_standort(gemeinde=dort, adresse_verbergen=True)
    angebot = make_angebot(standorte=[standort])
    assert lies(client.get("/angebote/", {"gemeinde": dort.ags})).eines("article")["data-kennung"] == angebot.kennung
    gruppe = lies(client.get("/angebote/", {"gemeinde": daneben.ags})).eines(data_anzahl_gruppe=True)
    assert gruppe["data-gruppe"] == "naehe"


def test_facts_on_a_hidden_standort_are_no_filter(client, versteckt):
    seite = lies(client.get("/angebote/", {"barrierefrei": "stufenlos"}))
    assert seite.eines(data_anzahl=True)["data-anzahl"] == "0"


def test_a_hidden_standort_without_gemeinde_shows_no_place(client):
    angebot = make_angebot(standorte=[make_standort(ort="Geheimdorf", plz="75319", adresse_verbergen=True)])
    inhalt = client.get(angebot.get_absolute_url()).content.decode()
    assert "Geheimdorf" not in inhalt
    assert "Ort bitte erfragen" in inhalt


# --- not for everybody --------------------------------------------------------------------------------------------------
def test_what_is_for_professionals_or_internal_stands_on_no_page(client):
    akteur = make_akteur(mit_kontakt=False)
    for nummer, sichtbarkeit in enumerate(["fachkraefte", "intern"]):
        werte = {"telefon": f"030 23125 90{nummer}", "mail": f"{MARKE}{nummer}@example.org".lower()}
        make_kontakt(akteur=akteur, sichtbarkeit=sichtbarkeit, zustaendigkeit=f"{MARKE} {nummer}", **werte)
    angebot = make_angebot(
        akteur=akteur,
        kontakte=Kontakt.objects.all(),
        fachinfo=f"Fachlich: {MARKE}",
        interne_notiz=f"Intern: {MARKE}",
        quelle=f"{MARKE}.csv",
        externe_id=MARKE,
    )
    seiten = alle_seiten(client, angebot)
    assert [pfad for pfad, inhalt in seiten.items() if MARKE.lower() in inhalt.lower()] == []
    assert [pfad for pfad, inhalt in seiten.items() if "23125 90" in inhalt or "2312590" in inhalt] == []
    assert 'data-anzahl="0"' in client.get("/angebote/", {"q": MARKE}).content.decode()


def test_an_archived_akteur_is_named_nowhere(client):
    archiviert = make_akteur(name=f"{MARKE} e. V.")
    kind = make_akteur(uebergeordnet=archiviert)
    angebot = make_angebot(akteur=kind, mitwirkende=[archiviert])
    archiviert.archivieren()
    assert [pfad for pfad, inhalt in alle_seiten(client, angebot).items() if MARKE in inhalt] == []
    assert client.get(archiviert.get_absolute_url()).status_code == 404


def test_the_map_data_hold_public_points_only(client, versteckt):
    sichtbar = make_angebot(gemeinde=make_gemeinde(lat=48.5, lon=9.5))
    make_angebot(standorte=[make_standort()])
    punkte = json.loads(lies(client.get("/angebote/karte/")).eines("script", id="karte-punkte").text)
    assert punkte == [[sichtbar.slug, sichtbar.titel, 48.5, 9.5, ""]]


# --- addresses ----------------------------------------------------------------------------------------------------------
def test_former_slugs_redirect_for_good(client):
    angebot, akteur = make_angebot(slug="alt"), make_akteur(slug="alt")
    for eintrag, pfad in ((angebot, "/angebote/alt/"), (akteur, "/akteure/alt/")):
        eintrag.slug = "mitte"
        eintrag.save()
        eintrag.slug = "neu"
        eintrag.save()
        response = client.get(pfad)
        assert (response.status_code, response["Location"]) == (301, eintrag.get_absolute_url())


def test_a_slug_taken_back_answers_itself(client):
    angebot = make_angebot(slug="alt")
    for slug in ("neu", "alt"):
        angebot.slug = slug
        angebot.save()
    assert client.get("/angebote/alt/").status_code == 200
    assert client.get("/angebote/neu/").status_code == 301


def test_the_short_address_leads_to_the_page_in_any_case(client):
    angebot = make_angebot()
    for kennung in (angebot.kennung, angebot.kennung.upper()):
        response = client.get(f"/a/{kennung}")
        assert (response.status_code, response["Location"]) == (302, angebot.get_absolute_url())


def test_no_angebot_takes_the_address_of_the_map():
    assert make_angebot(titel="Karte").slug == "karte-2"


@pytest.mark.parametrize(
    "pfad",
    [
        "/angebote/gibt-es-nicht/",
        "/akteure/gibt-es-nicht/",
        "/a/zzzzzz",
        "/gibt/es/nicht",
        "/angebote/%00/",
        "/angebote/🦆/",
    ],
)
def test_an_unknown_address_is_a_404_with_the_search_on_it(client, pfad):
    make_sprache()
    response = client.get(pfad)
    assert response.status_code == 404
    assert lies(response).eines("form", role="search").alle("input", name="q")
