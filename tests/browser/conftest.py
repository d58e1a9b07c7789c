"""Real browser, real server: every page that a test opens is watched until the test ends."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from netzwerk.adressen import ist_intern
from tests.alles import WURZEL, chromium
from tests.browser.seiten import benenne_kennungen

ORDNER = Path(__file__).parent
SCHALTER = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
GEDULD = 20_000
FORMULAR = "/barrierefreiheit/melden/"

DESKTOP = {"viewport": {"width": 1280, "height": 900}}
HANDY_KLEIN = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
HANDY = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

SeitenMacher = Callable[..., Page]
Bild = Callable[[Page, str], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder opens a browser, whether its author thought of the marker or not."""
    for item in items:
        if item.path.is_relative_to(ORDNER):
            item.add_marker(pytest.mark.browser)


@dataclass
class Waechter:
    """Writes down what no page of ours may do: errors, broken CSP, words with other hosts, cookies for lookers."""

    url: str
    befunde: list[str] = field(default_factory=list)
    verwaltung: bool = False
    formular: bool = False

    def bewache(self, kontext: BrowserContext) -> None:
        kontext.on("request", self._anfrage)
        kontext.on("response", lambda antwort: self._antwort(antwort.request, antwort.status))
        kontext.on("requestfailed", self._abbruch)
        kontext.on("console", self._konsole)
        kontext.on("weberror", lambda fehler: self.befunde.append(f"Fehler im Skript: {fehler.error}"))

    def _anfrage(self, anfrage: Request) -> None:
        teile = urlsplit(anfrage.url)
        if teile.scheme not in ("data", "blob") and not anfrage.url.startswith(f"{self.url}/"):
            self.befunde.append(f"Anfrage an einen anderen Ort: {anfrage.url}")
        self.verwaltung = self.verwaltung or ist_intern(teile.path)
        self.formular = self.formular or teile.path.endswith(FORMULAR)

    def _antwort(self, anfrage: Request, status: int) -> None:
        # A test that asks for a missing page expects its 404; a page that asks for a missing file does not.
        if status >= 400 and not anfrage.is_navigation_request():
            self.befunde.append(f"Antwort {status}: {anfrage.url}")

    def _abbruch(self, anfrage: Request) -> None:
        # Leaving a page aborts what is still under way.
        if anfrage.failure != "net::ERR_ABORTED":
            self.befunde.append(f"Anfrage gescheitert ({anfrage.failure}): {anfrage.url}")

    def _konsole(self, meldung: ConsoleMessage) -> None:
        # Broken CSP is reported here too. Failed requests are reported above, with more detail; that a newer choice
        # takes the place of one still under way is how the list works, htmx tells it as an error nevertheless.
        bekannt = ("Failed to load resource", "htmx:sendAbort", "htmx:afterRequest")
        if meldung.type in ("error", "warning") and not meldung.text.startswith(bekannt):
            self.befunde.append(f"Konsole: {meldung.text}")

    def pruefe(self, kontext: BrowserContext) -> None:
        """Fail with everything found; cookies are in order only where somebody opened a page behind the login, or the one form."""
        erlaubt = {"csrftoken"} if self.formular else set()
        kekse = [f"Cookie: {keks['name']}" for keks in kontext.cookies() if keks["name"] not in erlaubt]
        kekse = [] if self.verwaltung else kekse
        assert not self.befunde + kekse, "\n".join(self.befunde + kekse)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole session."""
    pfad = chromium()
    if not pfad:
        pytest.skip("kein Chromium gefunden; Pfad mit CHROMIUM")
    expect.set_options(timeout=GEDULD)
    # Playwright's loop runs in this thread, next to the plain queries of the tests.
    with pytest.MonkeyPatch.context() as umgebung, sync_playwright() as playwright:
        umgebung.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        offen = playwright.chromium.launch(executable_path=pfad, args=SCHALTER)
        yield offen
        offen.close()


def bewachter_kontext(browser: Browser, url: str, **optionen) -> tuple[Waechter, BrowserContext]:
    vorgabe = {"base_url": url, "locale": "de-DE", "timezone_id": "Europe/Berlin"} | DESKTOP
    kontext = browser.new_context(**vorgabe | optionen)
    kontext.set_default_timeout(GEDULD)
    waechter = Waechter(url)
    waechter.bewache(kontext)
    return waechter, kontext


@pytest.fixture
def neue_seite(browser: Browser, live_server) -> Iterator[SeitenMacher]:
    """Return a function that opens a page in a new context: `neue_seite(**HANDY, color_scheme="dark")`."""
    offene: list[tuple[Waechter, BrowserContext]] = []

    def oeffnen(**optionen) -> Page:
        waechter, kontext = bewachter_kontext(browser, live_server.url, **optionen)
        offene.append((waechter, kontext))
        return kontext.new_page()

    yield oeffnen
    try:
        for waechter, kontext in offene:
            waechter.pruefe(kontext)
    finally:
        for _waechter, kontext in offene:
            kontext.close()


@pytest.fixture
def seite(neue_seite: SeitenMacher) -> Page:
    """A desktop of 1280 × 900."""
    return neue_seite()


@pytest.fixture
def handy(neue_seite: SeitenMacher) -> Page:
    """A phone of 390 × 844."""
    return neue_seite(**HANDY)


@pytest.fixture
def handy_klein(neue_seite: SeitenMacher) -> Page:
    """An old phone of 360 × 740."""
    return neue_seite(**HANDY_KLEIN)


@pytest.fixture
def ohne_skript(neue_seite: SeitenMacher) -> Page:
    return neue_seite(java_script_enabled=False)


@pytest.fixture
def dunkel(neue_seite: SeitenMacher) -> Page:
    return neue_seite(color_scheme="dark")


@pytest.fixture
def ruhig(neue_seite: SeitenMacher) -> Page:
    """Somebody who asked the machine for less motion."""
    return neue_seite(reduced_motion="reduce")


@pytest.fixture
def kontrast(neue_seite: SeitenMacher) -> Page:
    """Somebody who gives every page colours of their own."""
    return neue_seite(forced_colors="active")


@pytest.fixture(scope="session")
def bild() -> Bild:
    """Return a function that keeps a picture of a page in the folder BILDER, or does nothing where none is named."""
    ordner = os.environ.get("BILDER")

    def aufnehmen(seite: Page, name: str) -> None:
        if ordner:
            # Without the caret option a style attribute is left on every field, which our CSP then rightly reports.
            seite.screenshot(path=Path(ordner) / f"{name}.png", full_page=True, caret="initial")

    return aufnehmen


@pytest.fixture(scope="session")
def abbild() -> Iterator[sqlite3.Connection]:
    """A copy of the loaded test database, filled by the first test that needs it."""
    with closing(sqlite3.connect(":memory:")) as kopie:
        yield kopie


def _laden() -> None:
    daten = WURZEL / "fixtures"
    gebiet = daten / "gebiet"
    befehle: list[tuple] = [
        ("lade_gebiet", gebiet / "gemeinden.csv", "--grenzen", gebiet / "grenzen.geojson"),
        ("lade_ortsteile", gebiet / "ortsteile.csv"),
        ("lade_vokabular", daten / "vokabular.json"),
        ("lade_seiten", daten / "seiten"),
        ("lade_demo",),
        ("lade_demo_netzwerk",),
    ]
    with Path(os.devnull).open("w") as stumm:
        for name, *angaben in befehle:
            call_command(name, *map(str, angaben), stdout=stumm)
    benenne_kennungen()


@pytest.fixture
def landkreis(transactional_db, live_server, abbild: sqlite3.Connection, settings) -> None:
    """The Landkreis Esslingen as `make start` shows it: area, vocabulary, demo entries and their band."""
    settings.DEMO_HINWEIS = True
    if connection.vendor != "sqlite":
        _laden()
    elif abbild.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        abbild.backup(connection.connection)
    else:
        _laden()
        connection.connection.backup(abbild)
    ContentType.objects.clear_cache()
    cache.clear()
