"""Headers of every public page: conditional and compressed, without cookies, without a word to third parties."""

import gzip
import re
from urllib.parse import urlsplit

import pytest

from tests.dokument import lies
from tests.fabriken import make_angebot, make_gemeinde, make_lebensphase, make_seiten, make_sprache

pytestmark = pytest.mark.django_db

SEITEN = {
    "start": "/",
    "liste": "/angebote/",
    "gefiltert": "/angebote/?wo=Hier&umkreis=10&sprache=tr&q=Treff",
    "kompakt": "/angebote/?ansicht=kompakt",
    "karte": "/angebote/karte/",
    "angebot": "/angebote/treff/",
    "akteure": "/akteure/",
    "akteur": "/akteure/verein/",
    "ueber": "/ueber/",
    "barrierefreiheit": "/barrierefreiheit/",
    "leichte sprache": "/leichte-sprache/",
    "gebaerdensprache": "/gebaerdensprache/",
    "danke": "/barrierefreiheit/melden/danke/",
    "grenzen": "/gebiet/grenzen.json",
}
HTML = [name for name in SEITEN if name != "grenzen"]
LADENDE = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "use": "href",
    "form": "action",
    "source": "src",
}


@pytest.fixture(autouse=True)
def eintraege():
    make_seiten()
    make_lebensphase()
    make_sprache("tr")
    angebot = make_angebot(slug="treff", titel="Treff", gemeinde=make_gemeinde(name="Hier"), sprachen={"tr": "spricht"})
    angebot.akteur.slug = "verein"
    angebot.akteur.save()


@pytest.mark.parametrize("name", SEITEN)
def test_a_page_that_has_not_changed_is_not_sent_again(client, name):
    erste, zweite = client.get(SEITEN[name]), client.get(SEITEN[name])
    assert erste.headers["ETag"] == zweite.headers["ETag"]
    wieder = client.get(SEITEN[name], headers={"If-None-Match": erste.headers["ETag"]})
    assert (wieder.status_code, wieder.content) == (304, b"")


@pytest.mark.parametrize("name", SEITEN)
def test_a_compressed_page_that_has_not_changed_is_not_sent_again(client, name):
    erste = client.get(SEITEN[name], headers={"Accept-Encoding": "gzip"})
    kopf = {"Accept-Encoding": "gzip", "If-None-Match": erste.headers["ETag"]}
    assert client.get(SEITEN[name], headers=kopf).status_code == 304


def test_a_changed_page_is_sent_again(client):
    erste = client.get("/angebote/")
    make_angebot()
    assert client.get("/angebote/", headers={"If-None-Match": erste.headers["ETag"]}).status_code == 200


def test_the_part_for_htmx_is_another_answer_than_the_page(client):
    ganz = client.get("/angebote/")
    teil = client.get("/angebote/", headers={"HX-Request": "true", "If-None-Match": ganz.headers["ETag"]})
    assert teil.status_code == 200


@pytest.mark.parametrize("name", HTML)
def test_html_is_compressed(client, name):
    glatt, gepackt = (client.get(SEITEN[name], headers={"Accept-Encoding": k}) for k in ("identity", "gzip"))
    assert gepackt.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(gepackt.content) == glatt.content
    assert "Accept-Encoding" in gepackt.headers["Vary"]


@pytest.mark.parametrize("name", [*SEITEN, "fehlt"])
def test_nobody_who_looks_gets_a_cookie_or_a_session(client, name):
    response = client.get(SEITEN.get(name, "/fehlt/"))
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("name", [*SEITEN, "fehlt"])
def test_every_answer_carries_the_headers_of_safety(client, name):
    kopf = client.get(SEITEN.get(name, "/fehlt/")).headers
    assert kopf["Referrer-Policy"] == "no-referrer"
    assert kopf["X-Content-Type-Options"] == "nosniff"
    assert kopf["X-Frame-Options"] == "DENY"
    assert kopf["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in kopf["Permissions-Policy"]
    csp = dict(teil.strip().split(" ", 1) for teil in kopf["Content-Security-Policy"].split(";"))
    assert csp["default-src"] == "'none'"
    assert csp["frame-ancestors"] == "'none'"
    assert csp["base-uri"] == "'none'"
    assert not re.search(r"unsafe-|\*|https?:", kopf["Content-Security-Policy"])


@pytest.mark.parametrize("name", HTML)
def test_a_page_loads_nothing_from_elsewhere(client, name):
    geladen = [
        element[LADENDE[element.name]]
        for element in lies(client.get(SEITEN[name])).alle(*LADENDE)
        if LADENDE[element.name] in element and element.get("rel") != "alternate"
    ]
    assert geladen
    assert [adresse for adresse in geladen if urlsplit(adresse).netloc] == []


@pytest.mark.parametrize("name", HTML)
def test_no_script_and_no_style_stands_in_a_page(client, name):
    seite = lies(client.get(SEITEN[name]))
    assert not seite.alle("style")
    assert not [element for element in seite if any(a == "style" or a.startswith("on") for a in element.attribute)]
    ohne_quelle = [script for script in seite.alle("script") if "src" not in script]
    assert all(script["type"] == "application/json" for script in ohne_quelle)


@pytest.mark.parametrize("name", SEITEN)
def test_looking_changes_nothing_and_only_looking_is_allowed(client, name):
    kopf = client.head(SEITEN[name])
    assert (kopf.status_code, kopf.content) == (200, b"")
    for methode in (client.post, client.put, client.delete, client.patch):
        assert methode(SEITEN[name]).status_code == 405
