"""axe-core over every public page, light and dark, on a phone and on a desktop: no rule switched off, no finding left."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.alles import WURZEL
from tests.browser.conftest import DESKTOP, HANDY_KLEIN, Bild, SeitenMacher
from tests.browser.seiten import SEITEN, oeffne, oeffne_popup

AXE = WURZEL / "node_modules" / "axe-core" / "axe.min.js"
GERAETE = {"handy": HANDY_KLEIN, "desktop": DESKTOP}

pytestmark = pytest.mark.usefixtures("landkreis")


@pytest.fixture(scope="session")
def axe() -> str:
    assert AXE.exists(), f"{Path(AXE).relative_to(WURZEL)} fehlt: npm ci --include=dev"
    return AXE.read_text(encoding="utf-8")


def befunde(seite: Page, axe: str) -> list[str]:
    """Return a line per finding of axe in the present state of the page."""
    if not seite.evaluate("typeof axe === 'object'"):
        seite.evaluate(axe)
    ergebnis = seite.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{fund['id']} ({fund['impact']}): {knoten['html'][:160]} – {knoten['failureSummary']}"
        for fund in ergebnis["violations"]
        for knoten in fund["nodes"]
    ]


def pruefe_hell_und_dunkel(seite: Page, axe: str) -> None:
    funde = [f"hell: {fund}" for fund in befunde(seite, axe)]
    seite.emulate_media(color_scheme="dark")
    funde += [f"dunkel: {fund}" for fund in befunde(seite, axe)]
    assert not funde, "\n".join(funde)


@pytest.mark.parametrize("geraet", GERAETE)
@pytest.mark.parametrize("name", SEITEN)
def test_seite(neue_seite: SeitenMacher, axe: str, bild: Bild, name: str, geraet: str) -> None:
    seite = neue_seite(**GERAETE[geraet], reduced_motion="reduce")
    oeffne(seite, SEITEN[name])
    bild(seite, f"{name}-{geraet}")
    pruefe_hell_und_dunkel(seite, axe)
    bild(seite, f"{name}-{geraet}-dunkel")


def oeffne_alle_facetten(seite: Page) -> None:
    for facette in seite.locator(".facette > summary").all():
        if facette.locator("..").get_attribute("open") is None:
            facette.click()


def test_offenes_menue(handy_klein: Page, axe: str, bild: Bild) -> None:
    oeffne(handy_klein, SEITEN["start"])
    handy_klein.locator(".menue > summary").click()
    bild(handy_klein, "menue-offen")
    pruefe_hell_und_dunkel(handy_klein, axe)


@pytest.mark.parametrize("geraet", GERAETE)
def test_in_meiner_naehe(neue_seite: SeitenMacher, axe: str, bild: Bild, geraet: str) -> None:
    hier = {"geolocation": {"latitude": 48.6275, "longitude": 9.3419}, "permissions": ["geolocation"]}
    seite = neue_seite(**GERAETE[geraet], **hier, reduced_motion="reduce")
    oeffne(seite, SEITEN["liste"])
    seite.get_by_role("button", name="In meiner Nähe").click()
    seite.get_by_role("link", name="in meiner Nähe entfernen").wait_for()
    bild(seite, f"naehe-{geraet}")
    pruefe_hell_und_dunkel(seite, axe)


def test_offene_filter(handy_klein: Page, axe: str, bild: Bild) -> None:
    oeffne(handy_klein, SEITEN["liste-gefiltert"])
    handy_klein.locator(".filterblatt > summary").click()
    oeffne_alle_facetten(handy_klein)
    bild(handy_klein, "filter-offen")
    pruefe_hell_und_dunkel(handy_klein, axe)


def test_offene_facetten(seite: Page, axe: str, bild: Bild) -> None:
    oeffne(seite, SEITEN["liste-gefiltert"])
    oeffne_alle_facetten(seite)
    bild(seite, "facetten-offen")
    pruefe_hell_und_dunkel(seite, axe)


@pytest.mark.parametrize("geraet", GERAETE)
def test_karte_mit_offenem_popup(neue_seite: SeitenMacher, axe: str, bild: Bild, geraet: str) -> None:
    seite = neue_seite(**GERAETE[geraet], reduced_motion="reduce")
    oeffne(seite, SEITEN["karte"])
    oeffne_popup(seite)
    bild(seite, f"popup-{geraet}")
    pruefe_hell_und_dunkel(seite, axe)


def test_offene_kartenfilter(handy_klein: Page, axe: str, bild: Bild) -> None:
    oeffne(handy_klein, SEITEN["karte"])
    handy_klein.locator(".kartenfilter > summary").click()
    bild(handy_klein, "kartenfilter-offen")
    pruefe_hell_und_dunkel(handy_klein, axe)
