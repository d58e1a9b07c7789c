"""Barriere melden: errors are found at once, by eye, by ear and by key; the admin shows what is still missing."""

import re

import pytest
from playwright.sync_api import Page, expect

from netzwerk.models import Rueckmeldung
from tests.browser.conftest import DESKTOP, FORMULAR, HANDY_KLEIN, Bild, SeitenMacher
from tests.browser.seiten import oeffne
from tests.browser.test_axe import AXE, befunde
from tests.browser.test_suchprotokoll import anmelden
from tests.browser.test_umbruch import ALLE_ZIELE, RAGT_HINAUS, WICHTIGE_ZIELE, ZU_KLEIN
from tests.fabriken import make_rueckmeldung, make_seiten

VIERHUNDERT_PROZENT = {"viewport": {"width": 320, "height": 256}}


@pytest.fixture
def seiten(transactional_db) -> None:
    make_seiten()


def sende_falsches(seite: Page) -> None:
    oeffne(seite, FORMULAR)
    seite.get_by_label("Ihre E-Mail-Adresse").fill("quatsch")
    seite.get_by_role("button", name="Meldung abschicken").click()
    seite.locator(".hinweis-fehler").wait_for()


@pytest.mark.parametrize("geraet", [HANDY_KLEIN, DESKTOP], ids=["handy", "desktop"])
def test_fehler_axe_umbruch_und_ziele(neue_seite: SeitenMacher, bild: Bild, geraet: dict) -> None:
    seite = neue_seite(**geraet, reduced_motion="reduce")
    sende_falsches(seite)
    breite = geraet["viewport"]["width"]
    assert seite.evaluate(RAGT_HINAUS) == []
    assert seite.evaluate(ZU_KLEIN, [ALLE_ZIELE, 24]) == []
    assert seite.evaluate(ZU_KLEIN, [f"{WICHTIGE_ZIELE}, .formular :is(input, textarea)", 43.5]) == []
    assert befunde(seite, AXE.read_text(encoding="utf-8"), str(breite), bild, "barriere-fehler") == []


def test_fehler_bei_vierhundert_prozent(neue_seite: SeitenMacher) -> None:
    seite = neue_seite(**VIERHUNDERT_PROZENT)
    sende_falsches(seite)
    assert seite.evaluate(RAGT_HINAUS) == []


def test_der_fokus_steht_auf_den_fehlern_und_kommt_von_dort_ins_feld(seite: Page, seiten) -> None:
    sende_falsches(seite)
    expect(seite.locator(".hinweis-fehler")).to_be_focused()
    expect(seite).to_have_title(re.compile("^Fehler:"))
    seite.keyboard.press("Tab")
    seite.keyboard.press("Enter")
    feld = seite.get_by_label("Was hat nicht geklappt?")
    expect(feld).to_be_focused()
    feld.press_sequentially("Die Karte.")
    expect(seite.get_by_label("Ihre E-Mail-Adresse")).to_have_value("quatsch")
    seite.get_by_label("Ihre E-Mail-Adresse").fill("")
    seite.keyboard.press("Enter")
    expect(seite.locator("h1")).to_have_text("Danke. Ihre Meldung ist da.")
    assert Rueckmeldung.objects.get().text == "Die Karte."


def test_die_falle_liegt_nicht_auf_dem_weg(seite: Page, seiten) -> None:
    oeffne(seite, FORMULAR)
    seite.get_by_label("Ihre E-Mail-Adresse").focus()
    seite.keyboard.press("Tab")
    expect(seite.get_by_role("link", name="Mehr zum Datenschutz")).to_be_focused()


def test_ohne_skript_vom_fuss_der_seite_bis_zum_dank(ohne_skript: Page, seiten) -> None:
    ohne_skript.goto("/datenschutz/")
    ohne_skript.get_by_role("contentinfo").get_by_role("link", name="Barriere melden").click()
    expect(ohne_skript.get_by_label("Auf welcher Seite?")).to_have_value("/datenschutz/")
    ohne_skript.get_by_role("button", name="Meldung abschicken").click()
    expect(ohne_skript.locator(".hinweis-fehler a")).to_have_text(["Bitte schreiben Sie, was nicht geklappt hat."])
    ohne_skript.get_by_label("Was hat nicht geklappt?").fill("Zu klein.")
    ohne_skript.get_by_role("button", name="Meldung abschicken").click()
    expect(ohne_skript.locator("h1")).to_have_text("Danke. Ihre Meldung ist da.")
    assert Rueckmeldung.objects.get().seite == "/datenschutz/"


@pytest.mark.parametrize("geraet", [HANDY_KLEIN, DESKTOP], ids=["handy", "desktop"])
def test_verwaltung(neue_seite: SeitenMacher, live_server, client, seiten, bild: Bild, geraet: dict) -> None:
    make_rueckmeldung(text="Die Karte.", seite="/akteure/")
    seite = neue_seite(**geraet)
    anmelden(seite, live_server, client)
    wege = {
        "schreibtisch": [],
        "seite": ["Impressum"],
        "rueckmeldungen": ["Offene Rückmeldungen (1)"],
        "rueckmeldung": ["Offene Rückmeldungen (1)", "Die Karte."],
    }
    for name, links in wege.items():
        seite.goto("/admin/")
        for link in links:
            seite.get_by_role("main").get_by_role("link", name=link).first.click()
        bild(seite, f"verwaltung-{name}-{geraet['viewport']['width']}")
        seite.wait_for_load_state("networkidle")
        seite.evaluate(AXE.read_text(encoding="utf-8"))
        ergebnis = seite.evaluate("axe.run(document, { preload: false, resultTypes: ['violations'] })")
        assert [(fund["id"], [k["html"] for k in fund["nodes"]]) for fund in ergebnis["violations"]] == [], name
        assert seite.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
