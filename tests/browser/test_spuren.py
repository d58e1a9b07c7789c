"""Somebody looks at every page in every language: no cookie, nothing stored, no word to another host."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.seiten import CODES, SEITEN, in_sprache, oeffne

pytestmark = pytest.mark.usefixtures("landkreis")

LAGER = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await indexedDB.databases()).map(({ name }) => name),
  ...await caches.keys(), ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
]"""


def test_kein_cookie_kein_speicher_keine_fremden(seite: Page, live_server) -> None:
    fremde, gespeichert = set(), []
    eigener = urlsplit(live_server.url).netloc
    seite.on("request", lambda anfrage: fremde.add(urlsplit(anfrage.url).netloc))
    for code in CODES:
        for name in SEITEN:
            oeffne(seite, in_sprache(name, code))
            # A form that can be sent needs its token, from who opens it and from nobody else.
            erlaubt = {"csrftoken"} if seite.locator("[name=csrfmiddlewaretoken]").count() else set()
            kekse = {keks["name"] for keks in seite.context.cookies()} - erlaubt
            gespeichert += [f"{name}, {code}: {was}" for was in [*kekse, *seite.evaluate(LAGER)]]
            seite.context.clear_cookies()
    assert fremde - {""} == {eigener}
    assert gespeichert == []
