"""Narrow, enlarged, widely spaced, from right to left: everything stays readable and can be hit."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HANDY_KLEIN, Bild, SeitenMacher
from tests.browser.seiten import SEITEN, oeffne

pytestmark = pytest.mark.usefixtures("landkreis")

# A desktop of 1280 × 1024 at 400 %, as WCAG 1.4.10 has it.
VIERHUNDERT_PROZENT = {"viewport": {"width": 320, "height": 256}}

# WCAG 1.4.12: what a reader may set without losing anything.
WEITER_SATZ = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""

# Elements in sight whose right or left edge lies outside of the window; what is cut off on purpose does not count.
RAGT_HINAUS = """() => {
  const weit = document.documentElement.scrollWidth > innerWidth ? ["Seite " + document.documentElement.scrollWidth] : [];
  for (const e of document.querySelectorAll("body *")) {
    const k = e.getBoundingClientRect();
    if (k.width < 2 || k.height < 2 || e.closest(".vh, .karte, .sprung, svg") || getComputedStyle(e).visibility === "hidden") continue;
    if (k.right > innerWidth + 1 || k.left < -1) weit.push(`${e.tagName}.${e.className} ${Math.round(k.left)}–${Math.round(k.right)}`);
  }
  return weit;
}"""

# Elements that cut off text of their own.
ABGESCHNITTEN = """() => [...document.querySelectorAll("body *")].filter((e) => {
  const s = getComputedStyle(e);
  if (s.clipPath !== "none" || !e.checkVisibility() || e.closest(".vh, .karte, svg") || e.matches("input, select, option")) return false;
  const breit = /hidden|clip/.test(s.overflowX) && e.scrollWidth > e.clientWidth + 1;
  const hoch = /hidden|clip/.test(s.overflowY) && e.scrollHeight > e.clientHeight + 1;
  return e.clientWidth > 0 && s.display !== "inline" && (breit || hoch);
}).map((e) => `${e.tagName}.${e.className}`)"""

# Links and controls smaller than `mindestens`. A label counts as its field, a sheet as the link that covers it; links
# inside a sentence do not count.
ZU_KLEIN = """([auswahl, mindestens]) => [...document.querySelectorAll(auswahl)].filter((e) => {
  const ziel = e.closest("label") ?? (getComputedStyle(e, "::after").position === "absolute" ? e.offsetParent : e);
  const k = ziel.getBoundingClientRect();
  const imSatz = getComputedStyle(e).display === "inline" && e.parentElement.textContent.trim() !== e.textContent.trim();
  return k.width > 0 && !e.closest(".vh, .sprung") && !imSatz && (k.height < mindestens || k.width < Math.min(mindestens, 24));
}).map((e) => `${e.tagName}.${e.className} „${(e.innerText || e.value || "").trim().slice(0, 30)}“ ${e.getBoundingClientRect().width} × ${e.getBoundingClientRect().height}`)"""

ALLE_ZIELE = "a[href], button, input:not([type=hidden]), select, summary, [role=button]"
WICHTIGE_ZIELE = (
    ".kern-btn, .suche :is(input, select), summary, .nav a, .menue a, .chip, .umschalt, .seiten a, .fragen a, .kette a, "
    ".wahl input, .sort select, .fuss a, .brot a, .nummern a, .haufen, .nadel, .leaflet-bar a"
)


def alles_aufklappen(seite: Page) -> None:
    seite.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = !d.matches('.menue'); })")


@pytest.mark.parametrize("name", SEITEN)
def test_vierhundert_prozent_ohne_waagrechtes_schieben(neue_seite: SeitenMacher, bild: Bild, name: str) -> None:
    seite = neue_seite(**VIERHUNDERT_PROZENT, reduced_motion="reduce")
    oeffne(seite, SEITEN[name])
    alles_aufklappen(seite)
    bild(seite, f"400-prozent-{name}")
    assert seite.evaluate(RAGT_HINAUS) == []


def test_menue_passt_auch_auf_320_pixel(neue_seite: SeitenMacher) -> None:
    seite = neue_seite(**VIERHUNDERT_PROZENT)
    oeffne(seite, SEITEN["start"])
    seite.locator(".menue > summary").click()
    letzter = seite.locator(".menue nav a").last
    letzter.scroll_into_view_if_needed()
    expect(letzter).to_be_in_viewport(ratio=1)
    assert seite.evaluate(RAGT_HINAUS) == []


@pytest.mark.parametrize("breite", [360, 1280])
@pytest.mark.parametrize("name", ["start", "liste-gefiltert", "liste-kompakt", "detail-voll", "akteure"])
def test_weiter_satz_verliert_nichts(neue_seite: SeitenMacher, bild: Bild, name: str, breite: int) -> None:
    seite = neue_seite(viewport={"width": breite, "height": 800})
    oeffne(seite, SEITEN[name])
    alles_aufklappen(seite)
    seite.evaluate(
        "css => { const blatt = new CSSStyleSheet(); blatt.replaceSync(css); document.adoptedStyleSheets = [blatt]; }",
        WEITER_SATZ,
    )
    bild(seite, f"weiter-satz-{name}-{breite}")
    assert seite.evaluate(RAGT_HINAUS) == []
    assert seite.evaluate(ABGESCHNITTEN) == []


@pytest.mark.parametrize("breite", [360, 1280])
@pytest.mark.parametrize(
    "name", ["start", "liste-gefiltert", "liste-leer", "karte", "detail-voll", "akteure", "akteur"]
)
def test_ziele_sind_gross_genug(neue_seite: SeitenMacher, name: str, breite: int) -> None:
    seite = neue_seite(**HANDY_KLEIN | {"viewport": {"width": breite, "height": 740}}, reduced_motion="reduce")
    oeffne(seite, SEITEN[name])
    alles_aufklappen(seite)
    assert seite.evaluate(ZU_KLEIN, [ALLE_ZIELE, 24]) == []
    wichtige = WICHTIGE_ZIELE if breite < 992 else WICHTIGE_ZIELE.replace(".wahl input, ", "")
    assert seite.evaluate(ZU_KLEIN, [wichtige, 43.5]) == []


@pytest.mark.parametrize("breite", [360, 1280])
@pytest.mark.parametrize("name", ["start", "liste-gefiltert", "liste-leer", "karte", "detail-voll", "akteur", "ueber"])
def test_von_rechts_nach_links(neue_seite: SeitenMacher, bild: Bild, name: str, breite: int) -> None:
    seite = neue_seite(viewport={"width": breite, "height": 800}, reduced_motion="reduce")
    oeffne(seite, SEITEN[name])
    seite.evaluate("document.documentElement.dir = 'rtl'")
    bild(seite, f"rtl-{name}-{breite}")
    assert seite.evaluate(RAGT_HINAUS) == []
    # The innermost element around the digits of every number that can be called.
    richtungen = seite.evaluate(
        """() => [...document.querySelectorAll("a[href^='tel:']")].filter((a) => /\\d/.test(a.textContent)).map((a) => {
          const innen = [...a.querySelectorAll("*")].findLast((e) => /^[\\d\\s+]+$/.test(e.textContent.trim())) ?? a;
          return [a.textContent.trim(), getComputedStyle(innen).direction];
        })"""
    )
    assert [text for text, richtung in richtungen if richtung != "ltr"] == []


def test_fremde_farben_lassen_zustaende_sehen(kontrast: Page, bild: Bild) -> None:
    oeffne(kontrast, SEITEN["liste-gefiltert"])
    bild(kontrast, "kontrast-liste")
    aktuell = kontrast.locator(".umschalt [aria-current]")
    assert aktuell.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    knopf = kontrast.get_by_role("button", name="Angebote finden")
    assert knopf.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1
    gewaehlt = kontrast.locator(".wahl input:checked").first
    assert gewaehlt.evaluate("e => getComputedStyle(e).appearance") == "auto"
