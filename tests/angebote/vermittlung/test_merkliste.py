"""Merkliste: the address holds it; what is hidden is not told; nothing that stands there breaks a page or gets into a log."""

import io
import logging

import pytest
from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from angebote.vermittlung.merkliste import HOECHSTENS, Merkliste
from netzwerk.protokoll import OhneAnfragedaten, Zeile
from tests.dokument import lies
from tests.fabriken import make_akteur, make_angebot, make_gemeinde, make_notruf, make_sprache, make_thema

pytestmark = pytest.mark.django_db

SEITE = "/merkliste/"


def merkliste(client, *kennungen, **weitere):
    return client.get(SEITE, {"a": ",".join(kennungen)} | weitere)


def gezeigte(antwort):
    return [artikel["data-kennung"] for artikel in lies(antwort).alle("article", data_kennung=True)]


def kennungen(anzahl):
    """Return well-formed Kennungen, all different."""
    return [f"{zahl:06}".translate(str.maketrans("01", "ab")) for zahl in range(anzahl)]


def test_the_address_gives_order_and_each_only_once(client):
    eins, zwei = make_angebot(), make_angebot()
    antwort = merkliste(client, zwei.kennung, eins.kennung.upper(), zwei.kennung)
    assert gezeigte(antwort) == [zwei.kennung, eins.kennung]
    assert lies(antwort).eines("h1")["data-anzahl"] == "2"


def test_several_parameters_are_one_list():
    assert Merkliste.aus(QueryDict("a=abc234&a=def567,,")).kennungen == ("abc234", "def567")


@pytest.mark.parametrize("status", ["entwurf", "pausiert", "beendet", "archiviert", "geloescht"])
def test_what_is_not_public_is_said_and_not_shown(client, status):
    da, weg = make_angebot(), make_angebot(titel="Geheimer Treff", status=status)
    antwort = merkliste(client, da.kennung, weg.kennung)
    assert gezeigte(antwort) == [da.kennung]
    seite = lies(antwort)
    assert "gibt es nicht mehr oder es macht Pause" in seite.eines("p", id="merkliste-weg").text
    assert "Geheimer" not in antwort.content.decode()


def test_an_archived_akteur_takes_its_angebot_off(client):
    angebot = make_angebot(akteur=make_akteur(status="archiviert"))
    assert lies(merkliste(client, angebot.kennung)).alle("p", id="merkliste-weg")


def test_an_angebot_that_is_over_is_said(client):
    angebot = make_angebot(gueltig_bis="2020-01-01")
    assert lies(merkliste(client, angebot.kennung)).alle("p", id="merkliste-weg")


def test_what_nobody_knows_is_named(client):
    text = lies(merkliste(client, "zzzzzz", "<b>")).eines("p", id="merkliste-unbekannt").text
    assert "„zzzzzz“" in text and "„<b>“" in text


def test_of_many_unknown_ones_the_first_are_named(client):
    text = lies(merkliste(client, *(f"x{zahl}" for zahl in range(9)))).eines("p", id="merkliste-unbekannt").text
    assert "„x4“" in text and "„x5“" not in text and "und 4 weitere Werte" in text


def test_of_500_the_first_are_shown_and_the_rest_is_counted(client):
    angebote = [make_angebot(kennung=kennung) for kennung in kennungen(HOECHSTENS + 2)]
    antwort = merkliste(client, *kennungen(500))
    assert gezeigte(antwort) == [angebot.kennung for angebot in angebote[:HOECHSTENS]]
    assert "470 Angebote weggelassen" in lies(antwort).eines("p", id="merkliste-weitere").text


@pytest.mark.parametrize(
    "wert", ["'", "\x00", "%", "🧸" * 40, ",,,", "a" * 10_000, "שלום", "abc23\n4", "../../etc/passwd", "{{ 7 }}"]
)
@pytest.mark.parametrize("seite", ["", "handzettel/"])
def test_junk_is_a_page_with_a_notice(client, wert, seite):
    antwort = client.get(SEITE + seite, {"a": wert, "in": wert, "format": wert})
    assert antwort.status_code == 200
    assert "500" not in lies(antwort).eines("head").eines("title").text


def test_each_entry_can_be_moved_and_taken_off_by_its_address(client):
    eins, zwei, drei = (make_angebot().kennung for _ in range(3))
    zeilen = lies(merkliste(client, eins, zwei, drei)).eines("ol").alle("li", id=True)
    adressen = [
        [a["href"].partition("#")[0] for a in zeile.eines("div", class_="merk-tun").alle("a")] for zeile in zeilen
    ]
    assert adressen == [
        [f"/merkliste/?a={zwei},{eins},{drei}", f"/merkliste/?a={zwei},{drei}"],
        [f"/merkliste/?a={zwei},{eins},{drei}", f"/merkliste/?a={eins},{drei},{zwei}", f"/merkliste/?a={eins},{drei}"],
        [f"/merkliste/?a={eins},{drei},{zwei}", f"/merkliste/?a={eins},{zwei}"],
    ]


def test_without_script_the_list_travels_with_the_address(client):
    erstes, zweites = make_angebot(slug="eins"), make_angebot(slug="zwei")
    liste = lies(client.get("/angebote/", {"a": erstes.kennung}))
    assert liste.alle("div", id="ignoriert") == []
    karte = next(artikel for artikel in liste.alle("article") if artikel["data-kennung"] == zweites.kennung)
    assert karte.eines("a", data_merken=True)["href"] == f"/merkliste/?a={erstes.kennung},{zweites.kennung}"
    assert f"a={erstes.kennung}" in karte.alle("a")[0]["href"]
    assert liste.eines("input", name="a")["value"] == erstes.kennung
    detail = lies(client.get("/angebote/zwei/", {"a": erstes.kennung}))
    assert detail.eines("a", data_merken=True)["href"] == f"/merkliste/?a={erstes.kennung},{zweites.kennung}"


@pytest.mark.parametrize("adresse", ["/angebote/", "/angebote/karte/", "/akteure/verein/", "/angebote/treff/"])
def test_every_card_can_be_kept(client, adresse):
    angebot = make_angebot(slug="treff", akteur=make_akteur(slug="verein"))
    knoepfe = lies(client.get(adresse)).alle("a", data_merken=True)
    assert [(knopf["href"], knopf.text) for knopf in knoepfe] == [
        (f"/merkliste/?a={angebot.kennung}", f"Merken: {angebot.titel}")
    ]


def test_search_engines_and_shared_stores_stay_out(client):
    antwort = merkliste(client, make_angebot().kennung)
    assert antwort.headers["X-Robots-Tag"] == "noindex"
    assert antwort.headers["Cache-Control"] == "private"
    assert not antwort.cookies


@pytest.mark.parametrize("pfad", ["", "handzettel/"])
def test_a_sensitive_angebot_makes_the_page_careful(client, pfad):
    make_notruf("110", "Polizei", anlass_gewalt=True)
    angebot = make_angebot(titel="Hilfe bei Gewalt", themen=[make_thema(sensibel="gewalt")])
    antwort = client.get(SEITE + pfad, {"a": angebot.kennung})
    seite = lies(antwort)
    assert "no-store" in antwort.headers["Cache-Control"]
    assert seite.eines("head").eines("title").text == "Angebote · Familien stärken"
    assert seite.alle("a", data_verlassen=True) and "110" in seite.text


def test_nothing_of_the_list_gets_into_a_log(client):
    ausgabe = io.StringIO()
    handler = logging.StreamHandler(ausgabe)
    handler.addFilter(OhneAnfragedaten())
    handler.setFormatter(Zeile("%(message)s"))
    logging.getLogger("django").addHandler(handler)
    try:
        merkliste(client, "zzzzzz")
        client.get("/merkliste/gibt-es-nicht/", {"a": "zzzzzz"})
        logging.getLogger("django.server").info('"GET /merkliste/?a=zzzzzz HTTP/1.1" 200 5')
    finally:
        logging.getLogger("django").removeHandler(handler)
    assert "/merkliste/" in ausgabe.getvalue()
    assert "zzzzzz" not in ausgabe.getvalue()
    assert "%(q)s" not in (settings.BASE_DIR / "gunicorn.conf.py").read_text()


@pytest.mark.parametrize("praefix", ["", "/tr"])
def test_queries_do_not_grow(client, praefix):
    ort, thema = make_gemeinde(), make_thema(sensibel="gewalt")
    make_notruf("110", "Polizei", anlass_gewalt=True)
    make_sprache("tr")
    alle = [make_angebot(gemeinde=ort, themen=[thema], sprachen={"tr": "spricht"}).kennung for _ in range(20)]
    anzahlen = []
    for menge in (alle[:1], alle):
        with CaptureQueriesContext(
            connection,
        ) as abfragen:
            client.get(f"{praefix}{SEITE}", {"a": ",".join(menge)})
        anzahlen.append(len(abfragen))
    assert anzahlen[0] == anzahlen[1] <= 5


def test_an_empty_list_asks_for_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert "noch nichts" in lies(client.get(SEITE)).text
