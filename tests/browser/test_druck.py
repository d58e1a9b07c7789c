"""On paper: what a family needs in hand, nothing that only works on a screen."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Bild, SeitenMacher
from tests.browser.seiten import SEITEN, oeffne

pytestmark = pytest.mark.usefixtures("landkreis")


def blaetter(seite: Page) -> int:
    """Return on how many sheets of A4 the page is printed."""
    pdf = seite.pdf(format="A4", prefer_css_page_size=True)
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page/") or pdf.count(b"/Type /Page ")


@pytest.mark.parametrize(("name", "hoechstens"), [("detail-voll", 2), ("detail-knapp", 1), ("detail-versteckt", 2)])
def test_angebot_auf_papier(seite: Page, bild: Bild, name: str, hoechstens: int) -> None:
    oeffne(seite, SEITEN[name])
    seite.emulate_media(media="print")
    expect(seite.locator("h1")).to_be_visible()
    for antwort in seite.locator(".gross .antwort").all():
        expect(antwort).to_be_visible()
    assert seite.locator(".gross .antwort").count() == 5
    for nummer in seite.locator("aside.kontakt a[href^='tel:']").all():
        expect(nummer).to_be_visible()
        expect(nummer).to_have_text(nummer.inner_text())
    expect(seite.locator(".kennung")).to_be_visible()
    for weg in ("nav", ".menue", ".fuss", ".sprung", ".rufleiste", ".brot"):
        for teil in seite.locator(weg).all():
            expect(teil).to_be_hidden()
    bild(seite, f"druck-{name}")
    assert 1 <= blaetter(seite) <= hoechstens


def test_mailadresse_steht_nur_auf_papier_in_worten(seite: Page) -> None:
    oeffne(seite, SEITEN["detail-voll"])
    adresse = seite.locator("aside.kontakt .nur-druck").first
    expect(adresse).to_be_hidden()
    seite.emulate_media(media="print")
    expect(adresse).to_be_visible()


# Elements of one hit that lie on top of each other, or a hit that is squeezed into a column.
UEBEREINANDER = """() => [...document.querySelectorAll("article[data-kennung]")].filter((treffer) => {
  const [titel, wo, antworten] = ["h3, h4", ".wo", ".antwort"].map((a) => treffer.querySelector(a).getBoundingClientRect());
  return titel.bottom > wo.top + 2 || wo.bottom > antworten.top + 2 || treffer.clientWidth < innerWidth * 0.8;
}).length"""


@pytest.mark.parametrize("breite", [703, 1009])  # A4 upright and across
def test_liste_auf_papier(neue_seite: SeitenMacher, bild: Bild, breite: int) -> None:
    seite = neue_seite(viewport={"width": breite, "height": 1000})
    oeffne(seite, SEITEN["liste-gefiltert"])
    seite.emulate_media(media="print")
    assert seite.evaluate(UEBEREINANDER) == 0
    expect(seite.locator("h1")).to_be_visible()
    expect(seite.locator("article[data-kennung]").first).to_be_visible()
    for weg in ("nav", ".suche", ".facetten", ".fuss", "button"):
        for teil in seite.locator(weg).all():
            expect(teil).to_be_hidden()
    bild(seite, f"druck-liste-{breite}")


def test_im_dunkeln_wird_hell_gedruckt(dunkel: Page) -> None:
    oeffne(dunkel, SEITEN["detail-voll"])
    dunkel.emulate_media(media="print", color_scheme="dark")
    assert dunkel.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert dunkel.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
