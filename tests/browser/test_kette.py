"""The Präventionskette in a browser: narrow, wide, from right to left, without script, by keyboard, on paper."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from akteure.sprachen import pfad_in
from tests.browser.conftest import HANDY, Bild, SeitenMacher
from tests.browser.seiten import CODES, SEITEN, in_sprache, oeffne
from tests.browser.test_umbruch import (
    ABGESCHNITTEN,
    ALLE_ZIELE,
    RAGT_HINAUS,
    UEBERLAPPT,
    WORTE,
    ZU_KLEIN,
    alles_aufklappen,
    mitten,
)

pytestmark = pytest.mark.usefixtures("landkreis")

PHASEN = 6
# Rings that hang in each other: the edges of neighbours overlap.
INEINANDER = """() => {
  const kaesten = [...document.querySelectorAll(".kettenbild .ring")].map((e) => e.getBoundingClientRect());
  return kaesten.slice(1).map((k, i) => Math.min(k.bottom, kaesten[i].bottom) > Math.max(k.top, kaesten[i].top) && Math.min(k.right, kaesten[i].right) > Math.max(k.left, kaesten[i].left));
}"""


@pytest.mark.parametrize("breite", [320, 390, 1000, 1280])
def test_in_jeder_sprache_passt_alles(neue_seite: SeitenMacher, bild: Bild, breite: int) -> None:
    seite = neue_seite(viewport={"width": breite, "height": 800}, reduced_motion="reduce")
    funde = []
    for code in CODES:
        oeffne(seite, in_sprache("kette", code))
        alles_aufklappen(seite)
        bild(seite, f"kette-{code}-{breite}")
        for suche in (RAGT_HINAUS, UEBERLAPPT, ABGESCHNITTEN, *([WORTE] if breite != 320 else [])):
            funde += [f"{code}: {fund}" for fund in seite.evaluate(suche)]
        funde += [f"{code}: {fund}" for fund in seite.evaluate(ZU_KLEIN, [ALLE_ZIELE, 24])]
    assert not funde, "\n".join(funde)


def test_am_schreibtisch_laeuft_die_kette_mit_der_schrift(seite: Page) -> None:
    for code, rueckwaerts in (("de", False), ("ar", True)):
        oeffne(seite, in_sprache("kette", code))
        ringe = mitten(seite.locator(".kettenbild .ring"))
        assert ringe == sorted(ringe, reverse=rueckwaerts) and len(ringe) == PHASEN
        assert all(seite.evaluate(INEINANDER))
        expect(seite.locator(".pk-tafel")).to_be_visible()
        expect(seite.locator(".pk-schmal")).to_be_hidden()


@pytest.mark.parametrize("code", ["de", "ar"])
def test_auf_dem_handy_haengt_die_kette_und_die_tafel_wird_zur_liste(handy: Page, code: str) -> None:
    oeffne(handy, in_sprache("kette", code))
    oben = handy.locator(".kettenbild .ring").evaluate_all("alle => alle.map((e) => e.getBoundingClientRect().top)")
    assert oben == sorted(oben) and len(set(oben)) == PHASEN
    if code == "de":
        assert all(handy.evaluate(INEINANDER))
    expect(handy.locator(".pk-tafel")).to_be_hidden()
    handy.locator(".pk-schmal summary").first.click()
    expect(handy.locator(".pk-schmal details").first.locator("li")).to_have_count(10)


def test_ohne_skript_und_nur_mit_tasten_kommt_man_zu_seinem_ort_und_zur_liste(ohne_skript: Page) -> None:
    oeffne(ohne_skript, SEITEN["kette-kreis"])
    ohne_skript.locator("select[name=gebiet]").focus()
    ohne_skript.keyboard.type("GVV Neckartenz")
    ohne_skript.keyboard.press("Tab")
    ohne_skript.keyboard.press("Enter")
    ohne_skript.wait_for_url("**/praeventionskette/?planungsraum=5003")
    zahl = ohne_skript.locator(".kettenbild a[data-zahl]").first
    anzahl = zahl.get_attribute("data-zahl")
    zahl.focus()
    ohne_skript.keyboard.press("Enter")
    ohne_skript.wait_for_url("**/angebote/?**")
    assert ohne_skript.locator("h1").get_attribute("data-anzahl") == anzahl


def test_von_der_startseite_und_aus_dem_kopf_fuehrt_ein_weg_hierher(seite: Page) -> None:
    oeffne(seite, SEITEN["start"])
    seite.locator("main a[href='/praeventionskette/']").click()
    expect(seite.locator(".nav [aria-current=page]")).to_have_text("Präventionskette")


@pytest.mark.parametrize("form", ["A4", "A3"])
@pytest.mark.parametrize("code", ["de", "ar", "ru"])
def test_auf_papier_wird_nichts_abgeschnitten(seite: Page, tmp_path: Path, form: str, code: str) -> None:
    oeffne(seite, in_sprache("kette", code))
    datei = tmp_path / "kette.pdf"
    seite.pdf(path=datei, format=form, landscape=True)
    angaben = subprocess.run(["pdfinfo", datei], capture_output=True, text=True, check=True).stdout
    assert int(re.search(r"Pages:\s+(\d+)", angaben)[1]) <= 4
    worte = subprocess.run(["pdftotext", "-bbox", datei, "-"], capture_output=True, text=True, check=True).stdout
    breite = float(re.search(r'<page width="([\d.]+)"', worte)[1])
    kanten = [tuple(map(float, k)) for k in re.findall(r'xMin="([-\d.]+)"[^>]* xMax="([-\d.]+)"', worte)]
    assert [k for k in kanten if k[0] < 0 or k[1] > breite] == []
    # Every number of the table is on paper, though the page on a desk may roll.
    zahlen = seite.locator(".pk-tafel a[data-zahl] b").all_inner_texts()
    gedruckt = re.findall(r">(\d+)</word>", worte)
    assert all(gedruckt.count(zahl) >= zahlen.count(zahl) for zahl in set(zahlen))


def test_zustaende_unterscheiden_sich_ohne_farbe(neue_seite: SeitenMacher) -> None:
    """In forced colours and in grey the four signs are four drawings."""
    seite = neue_seite(forced_colors="active", **HANDY)
    oeffne(seite, pfad_in(SEITEN["kette"], "de"))
    formen = seite.locator(".pk-legende .deckung use").evaluate_all(
        "alle => alle.map((e) => e.getAttribute('href').split('#')[1])"
    )
    assert formen == ["d-gut", "d-teilweise", "d-luecke", "d-unklar"]
    bilder = [seite.locator(".pk-legende .deckung").nth(n).screenshot() for n in range(4)]
    assert len(set(bilder)) == 4
