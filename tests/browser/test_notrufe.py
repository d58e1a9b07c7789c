"""Somebody in danger: the numbers are there at once, and the page is left in one step."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HANDY_KLEIN, SeitenMacher
from tests.browser.seiten import DETAIL_VERSTECKT, SEITEN, oeffne
from tests.fabriken import make_begriff

HEIKEL = SEITEN["liste-sofort"]
NEUTRAL = "Angebote · Familien stärken"
HARMLOS = re.compile("/ueber/$")


@pytest.fixture(autouse=True)
def welt(landkreis: None, live_server, settings) -> None:
    """A page of our own to leave to: no test talks to other hosts. One word that says danger."""
    settings.VERLASSEN_ADRESSE = f"{live_server.url}/ueber/"
    make_begriff("Drangsal", sensibel="gewalt")


def kasten(seite: Page):
    return seite.get_by_role("region", name="Sofort Hilfe")


def unterkante(seite: Page, auswahl: str) -> float:
    rahmen = seite.locator(auswahl).last.bounding_box()
    return rahmen["y"] + rahmen["height"]


@pytest.mark.parametrize("adresse", [HEIKEL, SEITEN["karte-sofort"], DETAIL_VERSTECKT])
def test_zweimal_esc_verlaesst_und_zurueck_fuehrt_nicht_wieder_her(seite: Page, adresse: str) -> None:
    oeffne(seite, "/akteure/")
    oeffne(seite, adresse)
    expect(seite).to_have_title(NEUTRAL)
    seite.keyboard.press("Escape")
    seite.keyboard.press("Escape")
    expect(seite).to_have_url(HARMLOS)
    seite.go_back()
    expect(seite).to_have_url(re.compile("/akteure/$"))


def test_einmal_esc_verlaesst_nicht(seite: Page) -> None:
    oeffne(seite, HEIKEL)
    seite.keyboard.press("Escape")
    seite.wait_for_timeout(1700)
    seite.keyboard.press("Escape")
    seite.wait_for_timeout(300)
    expect(kasten(seite)).to_be_visible()


def test_auf_anderen_seiten_tut_esc_nichts(seite: Page) -> None:
    oeffne(seite, SEITEN["liste"])
    seite.keyboard.press("Escape")
    seite.keyboard.press("Escape")
    seite.wait_for_timeout(300)
    expect(seite).to_have_url(re.compile("/angebote/$"))
    expect(seite.locator("body")).to_be_visible()


def test_der_verweis_ersetzt_die_seite(seite: Page) -> None:
    oeffne(seite, "/akteure/")
    oeffne(seite, HEIKEL)
    seite.get_by_role("link", name="Seite schnell verlassen").click()
    expect(seite).to_have_url(HARMLOS)
    seite.go_back()
    expect(seite).to_have_url(re.compile("/akteure/$"))


def test_nummern_und_ausgang_mit_der_tastatur(seite: Page) -> None:
    oeffne(seite, HEIKEL)
    erste = kasten(seite).get_by_role("link").first
    expect(erste).to_have_attribute("href", "tel:110")
    erste.focus()
    for _weitere in range(4):
        seite.keyboard.press("Tab")
    expect(seite.get_by_role("link", name="Seite schnell verlassen")).to_be_focused()
    seite.keyboard.press("Enter")
    expect(seite).to_have_url(HARMLOS)


def test_die_suche_an_ort_und_stelle_zeigt_und_sagt_es(seite: Page) -> None:
    oeffne(seite, SEITEN["liste"])
    feld = seite.get_by_label("Was", exact=True)
    feld.fill("Drangsal")
    feld.press("Enter")
    expect(kasten(seite)).to_be_visible()
    expect(seite).to_have_title(NEUTRAL)
    expect(seite.get_by_role("status")).to_contain_text("Ganz oben stehen Nummern für sofortige Hilfe.")
    assert seite.evaluate("sessionStorage.length + localStorage.length") == 0

    seite.get_by_role("link", name="„Drangsal“ entfernen").click()
    expect(kasten(seite)).to_have_count(0)
    expect(seite).not_to_have_title(NEUTRAL)


@pytest.mark.parametrize("adresse", [HEIKEL, DETAIL_VERSTECKT])
def test_am_handy_ist_der_ausgang_immer_da_und_verdeckt_nichts(handy_klein: Page, adresse: str) -> None:
    oeffne(handy_klein, adresse)
    ausgang = handy_klein.get_by_role("link", name="Seite schnell verlassen")
    hoehen = kasten(handy_klein).locator("li").evaluate_all("alle => alle.map(li => li.offsetHeight)")
    assert min(hoehen) >= 44
    for stelle in ("0", "document.body.scrollHeight"):
        handy_klein.evaluate(f"scrollTo(0, {stelle})")
        expect(ausgang).to_be_in_viewport(ratio=1)
    oben = handy_klein.locator(".verlassen").bounding_box()["y"]
    assert unterkante(handy_klein, ".fuss") <= oben + 1


def test_am_handy_liegen_anrufen_und_ausgang_nicht_aufeinander(handy_klein: Page) -> None:
    oeffne(handy_klein, DETAIL_VERSTECKT)
    assert unterkante(handy_klein, ".rufleiste") <= handy_klein.locator(".verlassen").bounding_box()["y"] + 1


def test_ohne_skript_ist_der_ausgang_ein_verweis(neue_seite: SeitenMacher) -> None:
    seite = neue_seite(java_script_enabled=False)
    seite.goto(HEIKEL)
    expect(kasten(seite)).to_be_visible()
    expect(seite.get_by_text("oder zweimal die Taste")).to_be_hidden()
    seite.get_by_role("link", name="Seite schnell verlassen").click()
    expect(seite).to_have_url(HARMLOS)


def test_am_handy_ohne_tastatur_steht_nichts_von_esc(neue_seite: SeitenMacher) -> None:
    seite = neue_seite(**HANDY_KLEIN)
    oeffne(seite, HEIKEL)
    expect(seite.get_by_text("oder zweimal die Taste")).to_be_hidden()


def test_auf_papier_stehen_die_nummern_ohne_den_ausgang(seite: Page) -> None:
    oeffne(seite, HEIKEL)
    seite.emulate_media(media="print")
    expect(kasten(seite)).to_be_visible()
    expect(seite.locator(".verlassen")).to_be_hidden()
