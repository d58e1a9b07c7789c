"""The list in place: a choice changes hits and address, everything else stays as it was."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.seiten import SEITEN, in_sprache, oeffne

pytestmark = pytest.mark.usefixtures("landkreis")

KOSTENLOS = "[data-facette='kosten'][data-wert='kostenlos']"


def anzahl(seite: Page) -> Locator:
    return seite.locator("[data-anzahl]")


def kennungen(seite: Page) -> list[str]:
    return seite.locator("article[data-kennung]").evaluate_all("alle => alle.map(a => a.dataset.kennung)")


def warte_auf(seite: Page, treffer: str) -> None:
    expect(anzahl(seite)).to_have_attribute("data-anzahl", treffer)


@pytest.fixture
def liste(seite: Page) -> Page:
    """The list, with a mark that vanishes as soon as the whole page is loaded again."""
    oeffne(seite, SEITEN["liste"])
    seite.evaluate("window.dieselbeSeite = true")
    return seite


def test_auswahl_aendert_treffer_und_adresse_an_ort_und_stelle(liste: Page) -> None:
    treffer = liste.locator(KOSTENLOS).get_attribute("data-treffer")
    liste.locator(KOSTENLOS).get_by_role("checkbox").check()
    warte_auf(liste, treffer)
    expect(liste).to_have_url(re.compile(r"/angebote/\?kosten=kostenlos$"))
    assert liste.evaluate("window.dieselbeSeite")


def test_fokus_bleibt_auf_demselben_kaestchen(liste: Page) -> None:
    kaestchen = liste.locator(KOSTENLOS).get_by_role("checkbox")
    treffer = liste.locator(KOSTENLOS).get_attribute("data-treffer")
    kaestchen.focus()
    liste.keyboard.press("Space")
    warte_auf(liste, treffer)
    expect(kaestchen).to_be_focused()
    expect(kaestchen).to_be_checked()


def test_auf_und_zu_geklappte_gruppen_bleiben_wie_sie_sind(liste: Page) -> None:
    liste.locator("#facette-art > summary").click()
    liste.locator("#facette-zugang > summary").click()
    treffer = liste.locator(KOSTENLOS).get_attribute("data-treffer")
    liste.locator(KOSTENLOS).get_by_role("checkbox").check()
    warte_auf(liste, treffer)
    expect(liste.locator("#facette-art")).to_have_attribute("open", "")
    expect(liste.locator("#facette-zugang")).not_to_have_attribute("open", "")


def test_die_zahl_wird_angesagt_und_steht_im_titel(liste: Page) -> None:
    treffer = liste.locator(KOSTENLOS).get_attribute("data-treffer")
    expect(liste.get_by_role("status")).to_be_empty()
    liste.locator(KOSTENLOS).get_by_role("checkbox").check()
    expect(liste.get_by_role("status")).to_have_text(re.compile(f"^{treffer} Angebote "))
    expect(liste).to_have_title(re.compile(f"^{treffer} Angebote "))


@pytest.mark.parametrize("code", ["ar", "uk"])
def test_die_zahl_wird_in_der_sprache_der_seite_angesagt(seite: Page, code: str) -> None:
    oeffne(seite, in_sprache("liste", code))
    treffer = seite.locator(KOSTENLOS).get_attribute("data-treffer")
    seite.locator(KOSTENLOS).get_by_role("checkbox").check()
    expect(seite.get_by_role("status")).to_have_text(re.compile(rf"^{treffer} \S"))
    expect(seite.get_by_role("status")).to_have_text(re.sub(r"\s+", " ", seite.locator("h1").inner_text()))


def test_zurueck_vor_und_neu_laden_zeigen_dasselbe(liste: Page) -> None:
    vorher = kennungen(liste)
    treffer = liste.locator(KOSTENLOS).get_attribute("data-treffer")
    alle = anzahl(liste).get_attribute("data-anzahl")
    liste.locator(KOSTENLOS).get_by_role("checkbox").check()
    warte_auf(liste, treffer)
    gefiltert = kennungen(liste)
    liste.go_back()
    warte_auf(liste, alle)
    assert kennungen(liste) == vorher
    expect(liste.locator(KOSTENLOS).get_by_role("checkbox")).not_to_be_checked()
    liste.go_forward()
    warte_auf(liste, treffer)
    assert kennungen(liste) == gefiltert
    expect(liste.locator(KOSTENLOS).get_by_role("checkbox")).to_be_checked()
    liste.reload()
    warte_auf(liste, treffer)
    assert kennungen(liste) == gefiltert


def test_im_browser_bleibt_nichts_liegen(liste: Page) -> None:
    treffer = liste.locator(KOSTENLOS).get_attribute("data-treffer")
    liste.locator(KOSTENLOS).get_by_role("checkbox").check()
    warte_auf(liste, treffer)
    liste.go_back()
    expect(liste.locator(KOSTENLOS).get_by_role("checkbox")).not_to_be_checked()
    assert liste.evaluate("[Object.entries(sessionStorage), Object.entries(localStorage)]") == [[], []]
    assert liste.evaluate("indexedDB.databases()") == []
    assert liste.evaluate("caches.keys()") == []
    assert liste.context.cookies() == []


def test_chips_ketten_und_seiten_wirken_ohne_neu_zu_laden(liste: Page) -> None:
    alle = anzahl(liste).get_attribute("data-anzahl")
    ring = liste.locator("[data-facette='lebensphase'][data-wert='kita']")
    treffer = ring.get_attribute("data-treffer")
    ring.click()
    warte_auf(liste, treffer)
    expect(ring).to_have_attribute("aria-current", "true")
    liste.get_by_role("navigation", name="Seiten").get_by_role("link", name="Seite 2").click()
    expect(liste).to_have_url(re.compile(r"seite=2"))
    expect(liste.locator("[aria-current=page]", has_text="2")).to_be_visible()
    liste.get_by_role("list", name="Aktive Filter").get_by_role("link", name="Kita entfernen").click()
    warte_auf(liste, alle)
    assert liste.evaluate("window.dieselbeSeite")


def test_suchfeld_wirkt_mit_der_eingabetaste(liste: Page) -> None:
    liste.get_by_label("Wo", exact=True).fill("Nürtingen")
    liste.keyboard.press("Enter")
    expect(liste.locator("h1")).to_contain_text("in Nürtingen")
    expect(liste).to_have_url(re.compile(r"wo=N%C3%BCrtingen"))
    expect(liste.locator("[data-facette='umkreis']").first).to_be_visible()


def test_schnelle_auswahl_hintereinander_endet_beim_letzten(liste: Page) -> None:
    # All in one go: between two calls from here a slow machine may already have exchanged the boxes.
    liste.evaluate(
        """werte => werte.forEach(w => document.querySelector(`[data-facette='kosten'][data-wert='${w}'] input`).click())""",
        ["kostenlos", "nachweis", "spende"],
    )
    expect(liste).to_have_url(re.compile(r"kosten=kostenlos&kosten=nachweis&kosten=spende"))
    expect(liste.locator("[data-facette='kosten'] input:checked")).to_have_count(3)
