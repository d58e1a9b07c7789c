"""The pages for Fachkräfte in a real browser: above all that no answer of the self-check leaves it or stays in it."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Bild, SeitenMacher
from tests.browser.seiten import SEITEN, oeffne
from tests.browser.test_spuren import LAGER

pytestmark = pytest.mark.usefixtures("landkreis")

ANGEHAKT = "document.querySelectorAll('input:checked').length"


def antworte(seite: Page, *werte: str) -> None:
    """Answer the first questions."""
    for nummer, wert in enumerate(werte):
        seite.locator("[data-frage]").nth(nummer).locator(f"input[value={wert}]").check()


def satz(seite: Page, nummer: int) -> str:
    return seite.locator("[data-frage] legend").nth(nummer).inner_text()


def test_keine_antwort_verlaesst_den_browser_und_keine_bleibt(seite: Page) -> None:
    oeffne(seite, SEITEN["selbstcheck"])
    seite.wait_for_load_state("networkidle")
    anfragen: list[Request] = []
    seite.on("request", lambda anfrage: anfragen.append(anfrage))
    adresse, vorher = seite.url, seite.evaluate(LAGER)
    antworte(seite, "gut", "teilweise", "nein", "unbekannt")
    seite.keyboard.press("Enter")
    seite.locator("[data-frage] summary").first.click()
    seite.get_by_role("button", name="Alle Antworten löschen").click()
    antworte(seite, "nein", "nein")
    expect(seite.locator("[data-ergebnis]")).to_be_visible()
    seite.wait_for_timeout(500)
    assert [anfrage.url for anfrage in anfragen] == []
    assert (seite.url, seite.evaluate(LAGER), seite.context.cookies()) == (adresse, vorher, [])
    assert seite.evaluate("history.state") is None

    seite.reload()
    assert seite.evaluate(ANGEHAKT) == 0
    expect(seite.locator("[data-ergebnis]")).to_be_hidden()


def test_auch_auf_dem_rueckweg_sind_die_antworten_weg(seite: Page) -> None:
    oeffne(seite, SEITEN["selbstcheck"])
    antworte(seite, "gut", "nein")
    oeffne(seite, SEITEN["material"])
    seite.go_back()
    expect(seite.locator("[data-frage]").first).to_be_visible()
    assert seite.evaluate(ANGEHAKT) == 0
    expect(seite.locator("[data-ergebnis]")).to_be_hidden()


def test_das_ergebnis_sagt_was_gut_laeuft_und_womit_man_anfaengt(seite: Page, bild: Bild) -> None:
    oeffne(seite, SEITEN["selbstcheck"])
    antworte(seite, "gut", "teilweise", "nein", "unbekannt")
    expect(seite.locator("[data-stand]")).to_have_text("Beantwortet: 4 / 15")
    expect(seite.locator("[data-liste=gut] li")).to_have_text([satz(seite, 0)])
    anfang = seite.locator("[data-liste=nein] li")
    expect(anfang).to_contain_text([satz(seite, 2), satz(seite, 1)])  # what is not there at all comes first
    expect(anfang.first.locator("p")).to_have_text(
        seite.locator("[data-frage]").nth(2).locator("details p").text_content()
    )
    expect(seite.locator("[data-liste=unbekannt] li")).to_have_text([satz(seite, 3)])
    bild(seite, "selbstcheck-ergebnis")
    seite.get_by_role("button", name="Alle Antworten löschen").click()
    expect(seite.locator("[data-ergebnis]")).to_be_hidden()
    expect(seite.locator("input").first).to_be_focused()


def test_auf_papier_stehen_antworten_und_tipps(seite: Page, bild: Bild) -> None:
    oeffne(seite, SEITEN["selbstcheck"])
    antworte(seite, "nein")
    seite.evaluate("dispatchEvent(new Event('beforeprint'))")
    seite.emulate_media(media="print")
    expect(seite.locator("[data-frage] details p").last).to_be_visible()
    expect(seite.locator("[data-liste=nein]")).to_be_visible()
    expect(seite.get_by_role("button", name="Drucken")).to_be_hidden()
    bild(seite, "druck-selbstcheck")
    seite.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(seite.locator("[data-frage] details p").last).to_be_hidden()


def test_ohne_skript_sind_saetze_und_tipps_da(neue_seite: SeitenMacher) -> None:
    seite = neue_seite(java_script_enabled=False)
    seite.goto(SEITEN["selbstcheck"])
    antworte(seite, "gut", "nein")
    seite.locator("[data-frage] summary").first.click()
    expect(seite.locator("[data-frage] details p").first).to_be_visible()
    expect(seite.locator("[data-ergebnis]")).to_be_hidden()
    seite.keyboard.press("Enter")
    assert seite.url.endswith(SEITEN["selbstcheck"])


def test_vom_fuss_jeder_seite_zu_den_fortbildungen(handy_klein: Page) -> None:
    handy_klein.goto(SEITEN["start"])
    handy_klein.locator("footer").get_by_role("link", name="Fortbildungen für Fachkräfte").click()
    expect(handy_klein.locator("h1")).to_have_text("Fortbildungen für Fachkräfte")
    handy_klein.get_by_role("link", name="Selbstcheck").click()
    expect(handy_klein.locator("[aria-current=page]").last).to_have_text("Selbstcheck")


def test_von_einem_angebot_zum_naechsten(seite: Page) -> None:
    oeffne(seite, SEITEN["detail-voll"])
    danach = seite.locator("[data-weg=danach]")
    versprochen = danach.locator("[data-treffer]").first.get_attribute("data-treffer")
    danach.locator("[data-treffer]").first.click()
    expect(seite.locator("[data-anzahl]")).to_have_attribute("data-anzahl", versprochen)
