"""The guard itself: it sees what it is there for."""

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import Waechter


@pytest.fixture
def bewacht(browser: Browser) -> tuple[Page, Waechter]:
    """A guarded page on a site that exists only in this test."""
    kontext = browser.new_context()
    waechter = Waechter("http://seite.example")
    waechter.bewache(kontext)
    yield kontext.new_page(), waechter
    kontext.close()


@pytest.mark.parametrize(
    ("inhalt", "koepfe", "befund"),
    [
        ("<script>console.error('kaputt')</script>", {}, "kaputt"),
        ("<script>throw new Error('geplatzt')</script>", {}, "geplatzt"),
        ("<p style='color: red'>", {"Content-Security-Policy": "style-src 'self'"}, "Content Security Policy"),
        ("<img src='http://fremd.example/bild.png'>", {}, "fremd.example"),
        ("<img src='/fehlt.png'>", {}, "fehlt.png"),
        ("<p>", {"Set-Cookie": "spur=1"}, "spur"),
    ],
)
def test_waechter_sieht(bewacht: tuple[Page, Waechter], inhalt: str, koepfe: dict[str, str], befund: str) -> None:
    seite, waechter = bewacht

    def antworte(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=f"<!doctype html>{inhalt}", headers={"Content-Type": "text/html"} | koepfe)
        else:
            route.fulfill(status=404)

    seite.route("**/*", antworte)
    seite.goto("http://seite.example/")
    with pytest.raises(AssertionError, match=befund):
        waechter.pruefe(seite.context)
