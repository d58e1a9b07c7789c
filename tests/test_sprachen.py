"""Every public page in every language: its address, its attributes, the way to the others, no cookie, no other influence."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from akteure.sprachen import pfad_in, praefix, sprache_des_pfads
from tests.dokument import lies
from tests.fabriken import make_angebot
from tests.test_seiten import SEITEN, fuelle

pytestmark = pytest.mark.django_db

CODES = [code for code, _name in settings.LANGUAGES]
VON_RECHTS = {"ar"}


@pytest.fixture(scope="module")
def seiten(django_db_setup, django_db_blocker):
    """{(code, name): response} of all public pages in all languages."""
    with django_db_blocker.unblock(), transaction.atomic():
        fuelle()
        alle = {
            (code, name): Client(HTTP_ACCEPT_LANGUAGE="fr").get(pfad_in(adresse, code))
            for code in CODES
            for name, adresse in SEITEN.items()
        }
        transaction.set_rollback(True)
    return alle


def test_every_page_answers_as_the_german_one_does(seiten):
    falsche = {wo: r.status_code for wo, r in seiten.items() if r.status_code != seiten["de", wo[1]].status_code}
    assert falsche == {}


def test_every_page_says_its_language_and_direction(seiten):
    for (code, _name), antwort in seiten.items():
        html = lies(antwort).eines("html")
        assert (html["lang"], html["dir"]) == (code, "rtl" if code in VON_RECHTS else "ltr")
        assert antwort.headers["Content-Language"] == code


def test_no_page_sets_a_cookie_or_depends_on_the_language_of_the_browser(seiten):
    for antwort in seiten.values():
        mit_formular = bool(lies(antwort).alle("input", name="csrfmiddlewaretoken"))
        assert list(antwort.cookies) == (["csrftoken"] if mit_formular else [])
        if mit_formular:
            continue
        assert "Accept-Language" not in antwort.headers.get("Vary", "")
        assert "Cookie" not in antwort.headers.get("Vary", "")


def test_every_page_names_itself_in_all_languages_for_search_engines(seiten):
    for (_code, name), antwort in seiten.items():
        if antwort.status_code == 404:
            continue
        andere = {e["hreflang"]: urlsplit(e["href"]) for e in lies(antwort).alle("link") if "hreflang" in e}
        pfad = urlsplit(SEITEN[name]).path
        assert {code: teile.path for code, teile in andere.items() if code != "x-default"} == {
            code: pfad_in(pfad, code) for code in CODES
        }
        assert andere["x-default"].path == pfad
        assert all(teile.netloc and not teile.query for teile in andere.values())


def test_the_choice_of_language_keeps_page_and_filter(seiten):
    for (code, name), antwort in seiten.items():
        wahl = lies(antwort).alle("a", data_sprachwahl=True)
        assert [(a["lang"], a["hreflang"]) for a in wahl] == [(c, c) for c in CODES]
        assert [a["lang"] for a in wahl if "aria-current" in a] == [code]
        teile = urlsplit(SEITEN[name])
        for a in wahl:
            ziel = urlsplit(a["href"])
            assert (ziel.path, bool(ziel.query)) == (pfad_in(teile.path, a["lang"]), bool(teile.query))


def test_every_link_of_a_page_stays_in_its_language(seiten):
    fremde = ("/static/", "/admin/", "/gebiet/")
    """A page on plain words may lead to the site in plain words."""
    for (code, _name), antwort in seiten.items():
        verweise = [a["href"] for a in lies(antwort).alle("a") if a["href"].startswith("/") and "hreflang" not in a]
        assert {sprache_des_pfads(v) for v in verweise if not v.startswith(fremde)} <= {code, "de-simple"}


@pytest.mark.parametrize("pfad", ["/xx/", "/de/", "/fr/angebote/", "/de-simple/", "/TR/angebote/", "/leicht/tr/"])
def test_an_unknown_language_is_not_found(client, pfad):
    antwort = client.get(pfad)
    assert antwort.status_code == 404
    assert lies(antwort).eines("html")["lang"] == ("de-simple" if pfad.startswith("/leicht/") else "de")


@pytest.mark.parametrize("pfad", ["/tr//evil.example/x", "/tr/foo bar%20<x>/"])
def test_a_missing_page_leads_nowhere_else(client, pfad):
    dokument = lies(client.get(pfad, SERVER_NAME="testserver"))
    assert dokument.alle("link", rel="alternate") == []
    for verweis in dokument.alle("a", data_sprachwahl=True):
        assert not urlsplit(verweis["href"]).netloc and " " not in verweis["href"]


def test_a_missing_slash_is_added_in_the_language(client):
    assert client.get("/tr/angebote").headers["Location"] == "/tr/angebote/"
    assert client.get("/tr").headers["Location"] == "/tr/"


def test_the_short_address_leads_to_the_page_in_its_language(client):
    angebot = make_angebot()
    assert client.get(f"/tr/a/{angebot.kennung}").headers["Location"] == f"/tr/angebote/{angebot.slug}/"


@pytest.mark.parametrize("code", CODES)
def test_a_path_leads_to_every_language_and_back(code):
    pfad = pfad_in("/angebote/karte/", code)
    assert pfad == f"/{praefix(code)}angebote/karte/"
    assert sprache_des_pfads(pfad) == code
    assert pfad_in(pfad, "de") == "/angebote/karte/"


def test_the_admin_is_german(client):
    assert client.get("/tr/admin/").status_code == 404
    antwort = client.get("/admin/login/")
    assert antwort.headers["Content-Language"] == "de"
    assert "hreflang" not in antwort.content.decode()
