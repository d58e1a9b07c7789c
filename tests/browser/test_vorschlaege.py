"""Suggestions while typing: by keyboard, by finger, read aloud, from right to left, and gone where no script runs."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from angebote.suche.vorschlag import gedaechtnis
from tests.browser.conftest import DESKTOP, HANDY_KLEIN, Bild, SeitenMacher
from tests.browser.seiten import SEITEN, oeffne
from tests.browser.test_umbruch import RAGT_HINAUS, VIERHUNDERT_PROZENT
from tests.fabriken import make_akteur, make_begriff, make_schreibweise, make_thema

LANG = "Kinderbetreuungskostenübernahmebescheinigung der Wirtschaftlichen Jugendhilfe"


@pytest.fixture(autouse=True)
def begriffe(landkreis: None) -> None:
    """A few words beside those of the Landkreis; among them a very long one."""
    make_schreibweise(make_begriff("Kita", deutsch=["Zwergenstube"]), "حضانة", "ar")
    for name in ("Zwergentreff", "Zwergenturnen", f"Zwergen-{LANG}"):
        make_begriff(name)
    make_thema(name="Zwergenkunde", slug="zwergenkunde")
    make_akteur(name="Zwergenhaus", slug="zwergenhaus")
    gedaechtnis.vergessen()


def was(seite: Page) -> Locator:
    return seite.get_by_role("combobox", name="Was")


def wo(seite: Page) -> Locator:
    return seite.get_by_role("combobox", name="Wo", exact=True)


def wahlen(seite: Page) -> Locator:
    return seite.get_by_role("listbox").get_by_role("option")


def tippe(seite: Page, feld: Locator, text: str, anzahl: int) -> None:
    """Type into a field and wait until so many suggestions stand there."""
    feld.click()
    seite.keyboard.type(text)
    expect(wahlen(seite)).to_have_count(anzahl)


def aktiv(seite: Page, feld: Locator) -> str:
    """Return the words of the suggestion that is read as chosen, or ""."""
    gewaehlt = seite.locator("[role=option][aria-selected=true]")
    if not gewaehlt.count():
        assert feld.get_attribute("aria-activedescendant") is None
        return ""
    assert feld.get_attribute("aria-activedescendant") == gewaehlt.get_attribute("id")
    return gewaehlt.inner_text()


@pytest.fixture
def start(seite: Page) -> Page:
    oeffne(seite, SEITEN["start"])
    return seite


@pytest.fixture
def liste(seite: Page) -> Page:
    """The list, with a mark that vanishes as soon as the whole page is loaded again."""
    oeffne(seite, SEITEN["liste"])
    seite.evaluate("window.dieselbeSeite = true")
    return seite


# --- by keyboard ----------------------------------------------------------------------------------------------------
def test_mit_den_pfeilen_waehlen_und_suchen(start: Page) -> None:
    expect(was(start)).to_have_attribute("aria-expanded", "false")
    tippe(start, was(start), "zwerg", 6)
    expect(was(start)).to_have_attribute("aria-expanded", "true")
    expect(start.get_by_role("listbox", name="Vorschläge")).to_have_id(was(start).get_attribute("aria-controls"))
    expect(start.get_by_role("group", name="Suchwörter").get_by_role("option")).to_have_count(4)
    assert aktiv(start, was(start)) == ""
    start.keyboard.press("ArrowDown")
    assert aktiv(start, was(start)) == "Zwergentreff"
    start.keyboard.press("ArrowUp")
    assert aktiv(start, was(start)) == "Zwergenhaus"
    start.keyboard.press("ArrowDown")
    expect(was(start)).to_be_focused()
    start.keyboard.press("Enter")
    expect(start).to_have_url(re.compile(r"/angebote/\?q=Zwergentreff"))


def test_ohne_wahl_sucht_die_eingabetaste_was_dasteht(start: Page) -> None:
    tippe(start, was(start), "zwerg", 6)
    start.keyboard.press("Enter")
    expect(start).to_have_url(re.compile(r"/angebote/\?q=zwerg(&|$)"))


def test_schreibmarke_und_weitertippen_heben_die_wahl_auf(start: Page) -> None:
    tippe(start, was(start), "zwerg", 6)
    for taste, stelle in (("Home", 0), ("End", 5), ("ArrowLeft", 4)):
        start.keyboard.press("ArrowDown")
        start.keyboard.press(taste)
        assert aktiv(start, was(start)) == ""
        assert was(start).evaluate("f => f.selectionStart") == stelle
    start.keyboard.press("End")
    start.keyboard.type("ent")
    expect(wahlen(start)).to_have_count(2)
    assert aktiv(start, was(start)) == ""


def test_escape_schliesst_und_laesst_stehen_was_getippt_ist(start: Page) -> None:
    tippe(start, was(start), "zwerg", 6)
    start.keyboard.press("Escape")
    expect(start.get_by_role("listbox")).to_have_count(0)
    expect(was(start)).to_have_attribute("aria-expanded", "false")
    expect(was(start)).to_have_value("zwerg")
    start.keyboard.press("ArrowDown")
    expect(wahlen(start)).to_have_count(6)
    assert aktiv(start, was(start)) == "Zwergentreff"


def test_tabulator_geht_weiter_und_waehlt_nichts(start: Page) -> None:
    tippe(start, was(start), "zwerg", 6)
    start.keyboard.press("ArrowDown")
    start.keyboard.press("Tab")
    expect(wo(start)).to_be_focused()
    expect(start.get_by_role("listbox")).to_have_count(0)
    expect(was(start)).to_have_value("zwerg")


def test_die_anzahl_wird_leise_angesagt(start: Page) -> None:
    ansage = start.locator("main > p[aria-live=polite]")
    expect(ansage).to_be_empty()
    tippe(start, was(start), "zwerg", 6)
    expect(ansage).to_have_text("6 Vorschläge")
    start.keyboard.press("Escape")
    expect(ansage).to_be_empty()


def test_was_niemand_kennt_oeffnet_nichts(start: Page) -> None:
    with start.expect_response("**/angebote/vorschlaege/**"):
        was(start).press_sequentially("xqxqxq")
    expect(start.get_by_role("listbox")).to_have_count(0)
    expect(was(start)).to_have_attribute("aria-expanded", "false")


# --- where it leads -------------------------------------------------------------------------------------------------
def test_ein_thema_nimmt_ort_und_sprache_mit(start: Page) -> None:
    wo(start).fill("Nürtingen")
    start.locator("#suche-sprache").select_option("tr")
    tippe(start, was(start), "zwergenk", 1)
    start.keyboard.press("ArrowDown")
    start.keyboard.press("Enter")
    expect(start).to_have_url(re.compile(r"/angebote/\?wo=N%C3%BCrtingen&sprache=tr&thema=zwergenkunde$"))


def test_ein_ort_tritt_an_die_stelle_des_ortes(start: Page) -> None:
    wo(start).fill("Nürtingen")
    tippe(start, was(start), "Altbach", 1)
    wahlen(start).click()
    expect(start).to_have_url(re.compile(r"/angebote/\?gemeinde=08116004$"))


def test_ein_akteur_hat_seine_seite(start: Page) -> None:
    tippe(start, was(start), "zwergenh", 1)
    wahlen(start).click()
    expect(start).to_have_url(re.compile("/akteure/zwergenhaus/$"))


def test_wo_kennt_nur_orte_und_fuellt_nur_das_feld(start: Page) -> None:
    tippe(start, wo(start), "altba", 1)
    start.keyboard.press("ArrowDown")
    start.keyboard.press("Enter")
    expect(wo(start)).to_have_value("Altbach")
    expect(wo(start)).to_be_focused()
    assert start.url.endswith("/")
    start.keyboard.press("Enter")
    expect(start).to_have_url(re.compile("wo=Altbach"))


# --- in the list that changes in place ------------------------------------------------------------------------------
def test_in_der_liste_wirkt_der_ort_sofort(liste: Page) -> None:
    tippe(liste, wo(liste), "altba", 1)
    wahlen(liste).click()
    expect(liste.locator("h1")).to_contain_text("in Altbach")
    expect(wo(liste)).to_have_value("Altbach")
    assert liste.evaluate("window.dieselbeSeite")


def test_nach_dem_tausch_bleiben_fokus_und_vorschlaege(liste: Page) -> None:
    tippe(liste, was(liste), "zwerg", 6)
    liste.keyboard.press("ArrowDown")
    liste.keyboard.press("Enter")
    expect(liste).to_have_url(re.compile("q=Zwergentreff"))
    expect(was(liste)).to_be_focused()
    expect(was(liste)).to_have_value("Zwergentreff")
    liste.keyboard.press("Control+A")
    liste.keyboard.type("zwergent")
    expect(wahlen(liste)).to_have_count(2)
    assert liste.evaluate("window.dieselbeSeite")


def test_eine_wahl_fragt_die_liste_nur_einmal(liste: Page) -> None:
    gefragt: list[str] = []
    liste.on("request", lambda anfrage: gefragt.append(anfrage.url))
    tippe(liste, was(liste), "zwergent", 2)
    wahlen(liste).first.click()
    expect(liste).to_have_url(re.compile("q=Zwergentreff"))
    liste.wait_for_load_state("networkidle")
    assert [url for url in gefragt if "/angebote/?" in url] == [liste.url]


def test_was_waehrend_des_ladens_getippt_wird_geht_nicht_verloren(liste: Page) -> None:
    gehalten: list[Route] = []
    liste.route(re.compile(r"/angebote/\?q="), lambda anfrage: gehalten.append(anfrage))
    was(liste).fill("zwerg")
    with liste.expect_request(re.compile(r"/angebote/\?q=zwerg")):
        liste.keyboard.press("Tab")
    wo(liste).press_sequentially("altba")
    liste.keyboard.press("ArrowLeft")
    gehalten[0].continue_()
    expect(liste).to_have_url(re.compile("q=zwerg"))
    expect(wo(liste)).to_be_focused()
    expect(wo(liste)).to_have_value("altba")
    assert wo(liste).evaluate("f => f.selectionStart") == 4
    expect(wahlen(liste)).to_have_count(1)


def test_im_browser_bleibt_nichts_liegen(liste: Page) -> None:
    tippe(liste, was(liste), "zwerg", 6)
    assert liste.evaluate("[Object.entries(sessionStorage), Object.entries(localStorage)]") == [[], []]
    assert liste.evaluate("caches.keys()") == []
    assert liste.context.cookies() == []


# --- on every device ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("richtung", ["ltr", "rtl"])
@pytest.mark.parametrize("geraet", [HANDY_KLEIN, VIERHUNDERT_PROZENT, DESKTOP], ids=["handy", "400", "desktop"])
def test_nichts_ragt_hinaus(neue_seite: SeitenMacher, bild: Bild, geraet: dict, richtung: str) -> None:
    seite = neue_seite(**geraet)
    oeffne(seite, SEITEN["start"])
    seite.evaluate("richtung => { document.documentElement.dir = richtung; }", richtung)
    tippe(seite, was(seite), "zwerg", 6)
    bild(seite, f"vorschlaege-{richtung}-{geraet['viewport']['width']}")
    assert seite.evaluate(RAGT_HINAUS) == []


def test_jeder_vorschlag_ist_ein_ziel_fuer_finger(handy_klein: Page) -> None:
    oeffne(handy_klein, SEITEN["liste"])
    tippe(handy_klein, was(handy_klein), "zwerg", 6)
    hoehen = wahlen(handy_klein).evaluate_all("alle => alle.map((e) => e.getBoundingClientRect().height)")
    assert min(hoehen) >= 43.5
    wahlen(handy_klein).first.tap()
    expect(handy_klein).to_have_url(re.compile("q=Zwergentreff"))


def test_die_gefundene_schreibweise_steht_in_ihrer_sprache_dabei(start: Page) -> None:
    tippe(start, was(start), "حضا", 1)
    expect(wahlen(start)).to_have_text("Kita حضانة")
    expect(wahlen(start).locator("[lang=ar]")).to_have_css("direction", "rtl")


def test_ohne_skript_ist_es_ein_gewoehnliches_feld(ohne_skript: Page) -> None:
    ohne_skript.goto(SEITEN["start"])
    expect(ohne_skript.get_by_role("searchbox", name="Was")).to_be_visible()
    expect(ohne_skript.locator("[role=combobox], [role=listbox]")).to_have_count(0)
