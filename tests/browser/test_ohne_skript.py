"""Everything a family needs works where no script runs."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HANDY_KLEIN, Bild, SeitenMacher
from tests.browser.seiten import SEITEN

pytestmark = pytest.mark.usefixtures("landkreis")


def anzahl(seite: Page) -> int:
    return int(seite.locator("[data-anzahl]").get_attribute("data-anzahl"))


def test_suchen_filtern_entfernen(ohne_skript: Page) -> None:
    ohne_skript.goto("/")
    ohne_skript.get_by_label("Wo", exact=True).fill("Nürtingen")
    ohne_skript.locator("#suche-sprache").select_option("tr")
    ohne_skript.get_by_role("button", name="Angebote finden").click()
    expect(ohne_skript.locator("h1")).to_contain_text("in Nürtingen")
    vorher = anzahl(ohne_skript)

    wahl = ohne_skript.locator("[data-facette='kosten'][data-wert='kostenlos']")
    treffer = int(wahl.get_attribute("data-treffer"))
    wahl.get_by_role("checkbox").check()
    ohne_skript.get_by_role("button", name="Filter anwenden").click()
    expect(ohne_skript).to_have_url(re.compile("kosten=kostenlos"))
    assert anzahl(ohne_skript) == treffer

    ohne_skript.get_by_role("link", name="kostenlos entfernen").click()
    assert anzahl(ohne_skript) == vorher
    ohne_skript.get_by_role("link", name="alle löschen").click()
    assert anzahl(ohne_skript) > vorher


def test_filter_am_handy(neue_seite: SeitenMacher) -> None:
    seite = neue_seite(**HANDY_KLEIN, java_script_enabled=False)
    seite.goto(SEITEN["liste"])
    expect(seite.locator("[data-facette='kosten']").first).to_be_hidden()
    seite.locator(".filterblatt > summary").click()
    wahl = seite.locator("[data-facette='kosten'][data-wert='kostenlos']")
    treffer = int(wahl.get_attribute("data-treffer"))
    wahl.click()
    seite.get_by_role("button", name="Filter anwenden").click()
    expect(seite).to_have_url(re.compile("kosten=kostenlos"))
    assert anzahl(seite) == treffer


def test_menue_am_handy(neue_seite: SeitenMacher) -> None:
    seite = neue_seite(**HANDY_KLEIN, java_script_enabled=False)
    seite.goto("/")
    seite.locator(".menue.nur-schmal > summary").click()
    seite.get_by_role("navigation", name="Menü").get_by_role("link", name="Angebote").click()
    expect(seite).to_have_url(re.compile("/angebote/$"))


def test_blaettern(ohne_skript: Page) -> None:
    ohne_skript.goto(SEITEN["liste"])
    erste = ohne_skript.locator("article[data-kennung]").first.get_attribute("data-kennung")
    ohne_skript.get_by_role("navigation", name="Seiten").get_by_role("link", name="Seite 2").click()
    expect(ohne_skript).to_have_url(re.compile("seite=2"))
    assert ohne_skript.locator("article[data-kennung]").first.get_attribute("data-kennung") != erste


def test_lebensphase_waehlen_und_sortieren(ohne_skript: Page) -> None:
    ohne_skript.goto(SEITEN["liste"])
    ring = ohne_skript.locator("[data-facette='lebensphase'][data-wert='kita']")
    treffer = int(ring.get_attribute("data-treffer"))
    ring.click()
    assert anzahl(ohne_skript) == treffer
    ohne_skript.get_by_label("Sortieren").select_option("titel")
    ohne_skript.get_by_role("button", name="Filter anwenden").click()
    expect(ohne_skript).to_have_url(re.compile("sortierung=titel"))
    assert anzahl(ohne_skript) == treffer


def test_karte_sagt_was_fehlt_und_zeigt_die_liste(ohne_skript: Page, bild: Bild) -> None:
    ohne_skript.goto(SEITEN["karte"])
    expect(ohne_skript.locator("noscript p")).to_be_visible()
    expect(ohne_skript.locator("#karte")).to_be_hidden()
    expect(ohne_skript.locator("article[data-kennung]").first).to_be_in_viewport()
    bild(ohne_skript, "karte-ohne-skript")
    ohne_skript.get_by_role("navigation", name="Seiten").get_by_role("link", name="Seite 2").click()
    expect(ohne_skript).to_have_url(re.compile("/angebote/karte/.*seite=2"))


def test_angebot_und_anruf(ohne_skript: Page) -> None:
    ohne_skript.goto(SEITEN["detail-voll"])
    expect(ohne_skript.locator(".gross .antwort")).to_have_count(5)
    expect(ohne_skript.locator("aside.kontakt a[href^='tel:+49']").first).to_be_in_viewport()
