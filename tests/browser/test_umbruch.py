"""Narrow, enlarged, widely spaced, from right to left: everything stays readable and can be hit."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import HANDY_KLEIN, Bild, SeitenMacher
from tests.browser.seiten import BEIDE_RICHTUNGEN, CODES, SEITEN, WICHTIGE, in_sprache, oeffne

pytestmark = pytest.mark.usefixtures("landkreis")

# A desktop of 1280 × 1024 at 400 %, as WCAG 1.4.10 has it.
VIERHUNDERT_PROZENT = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}

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

# Words that break where no hyphen is, and words that leave the box they belong to.
WORTE = """() => {
  const kaesten = ".kern-btn, .chip, .antwort, .umschalt a, .nav a, summary, .angebot, .blatt, .feld, .fragen a, .glied";
  const gang = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const funde = new Set();
  for (let text; (text = gang.nextNode());) {
    const e = text.parentElement;
    const versteckt = e.closest(".vh, .karte, script, option, [aria-hidden=true]") || getComputedStyle(e).clipPath !== "none";
    if (versteckt || !e.checkVisibility()) continue;
    const stelle = document.createRange();
    for (const { 0: wort, index } of text.data.matchAll(/[\\p{L}\\p{N}]{2,}/gu)) {
      stelle.setStart(text, index);
      stelle.setEnd(text, index + wort.length);
      if (new Set([...stelle.getClientRects()].map(({ top }) => Math.round(top))).size > 1) funde.add(`${wort} bricht in .${e.closest("[class]").className}`);
    }
    stelle.selectNodeContents(text);
    const [innen, aussen] = [stelle.getBoundingClientRect(), e.closest(kaesten)?.getBoundingClientRect()];
    if (aussen && innen.width > 1 && (innen.left < aussen.left - 1 || innen.right > aussen.right + 1)) funde.add(`${text.data.trim()} ragt aus .${e.closest("[class]").className}`);
  }
  return [...funde];
}"""

# Words of the head and of the switches that lie on each other.
UEBERLAPPT = """() => {
  const flaechen = [...document.querySelectorAll(".kopf :is(.marke, summary, .nav a), .umschalt a, .filterblatt > summary")].filter((e) => e.checkVisibility()).map((e) => {
    const sichtbar = [...e.querySelectorAll("*"), e].filter((k) => !k.closest(".vh, .nur-wort")).flatMap((k) => [...k.childNodes].filter((t) => t.nodeType === 3 && t.data.trim()));
    const kaesten = sichtbar.map((t) => { const r = document.createRange(); r.selectNodeContents(t); return r.getBoundingClientRect(); });
    return { wer: e.textContent.trim().replace(/\\s+/g, " "), l: Math.min(...kaesten.map((k) => k.left)), r: Math.max(...kaesten.map((k) => k.right)), o: Math.min(...kaesten.map((k) => k.top)), u: Math.max(...kaesten.map((k) => k.bottom)) };
  });
  return flaechen.flatMap((a, i) => flaechen.slice(i + 1).filter((b) => a.l < b.r - 1 && b.l < a.r - 1 && a.o < b.u - 1 && b.o < a.u - 1).map((b) => `${a.wer} / ${b.wer}`));
}"""

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
    funde = []
    for code in CODES if name in WICHTIGE else BEIDE_RICHTUNGEN:
        oeffne(seite, in_sprache(name, code))
        alles_aufklappen(seite)
        bild(seite, f"400-prozent-{name}-{code}")
        funde += [f"{code}: {fund}" for fund in seite.evaluate(RAGT_HINAUS)]
    assert not funde, "\n".join(funde)


@pytest.mark.parametrize("breite", [360, 1280])
@pytest.mark.parametrize("name", WICHTIGE)
def test_worte_jeder_sprache_bleiben_ganz_und_in_ihrem_kasten(neue_seite: SeitenMacher, name: str, breite: int) -> None:
    seite = neue_seite(viewport={"width": breite, "height": 800}, reduced_motion="reduce")
    funde = []
    for code in CODES:
        oeffne(seite, in_sprache(name, code))
        for suche in (WORTE, UEBERLAPPT, RAGT_HINAUS):
            funde += [f"{code}: {fund}" for fund in seite.evaluate(suche)]
    assert not funde, "\n".join(funde)


def test_menue_passt_auch_auf_320_pixel(neue_seite: SeitenMacher) -> None:
    seite = neue_seite(**VIERHUNDERT_PROZENT)
    oeffne(seite, SEITEN["start"])
    seite.locator(".menue.nur-schmal > summary").click()
    letzter = seite.locator(".menue.nur-schmal nav a").last
    letzter.scroll_into_view_if_needed()
    expect(letzter).to_be_in_viewport(ratio=1)
    assert seite.evaluate(RAGT_HINAUS) == []


@pytest.mark.parametrize("breite", [360, 1280])
@pytest.mark.parametrize("code", BEIDE_RICHTUNGEN)
@pytest.mark.parametrize("name", ["start", "liste-gefiltert", "liste-kompakt", "detail-voll", "karte", "akteure"])
def test_weiter_satz_verliert_nichts(neue_seite: SeitenMacher, bild: Bild, name: str, code: str, breite: int) -> None:
    seite = neue_seite(viewport={"width": breite, "height": 800})
    oeffne(seite, in_sprache(name, code))
    alles_aufklappen(seite)
    seite.evaluate(
        "css => { const blatt = new CSSStyleSheet(); blatt.replaceSync(css); document.adoptedStyleSheets = [blatt]; }",
        WEITER_SATZ,
    )
    bild(seite, f"weiter-satz-{name}-{code}-{breite}")
    assert seite.evaluate(RAGT_HINAUS) == []
    assert seite.evaluate(ABGESCHNITTEN) == []


@pytest.mark.parametrize("breite", [360, 1280])
@pytest.mark.parametrize(
    "name", ["start", "liste-gefiltert", "liste-leer", "karte", "detail-voll", "akteure", "akteur"]
)
def test_ziele_sind_gross_genug(neue_seite: SeitenMacher, name: str, breite: int) -> None:
    seite = neue_seite(**HANDY_KLEIN | {"viewport": {"width": breite, "height": 740}}, reduced_motion="reduce")
    for code in BEIDE_RICHTUNGEN:
        oeffne(seite, in_sprache(name, code))
        alles_aufklappen(seite)
        assert seite.evaluate(ZU_KLEIN, [ALLE_ZIELE, 24]) == []
        wichtige = WICHTIGE_ZIELE if breite < 992 else WICHTIGE_ZIELE.replace(".wahl input, ", "")
        assert seite.evaluate(ZU_KLEIN, [wichtige, 43.5]) == []


@pytest.mark.parametrize("breite", [360, 1280])
@pytest.mark.parametrize("name", ["start", "liste-gefiltert", "liste-leer", "karte", "detail-voll", "akteur", "ueber"])
def test_von_rechts_nach_links(neue_seite: SeitenMacher, bild: Bild, name: str, breite: int) -> None:
    seite = neue_seite(viewport={"width": breite, "height": 800}, reduced_motion="reduce")
    oeffne(seite, in_sprache(name, "ar"))
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


def mitten(teile: Locator) -> list[float]:
    """Return where the visible ones of some elements have their middle, from left to right."""
    return teile.evaluate_all(
        "alle => alle.map((e) => e.getBoundingClientRect()).filter((k) => k.width).map((k) => k.left + k.width / 2)"
    )


@pytest.mark.parametrize("breite", [360, 1280])
def test_auf_arabisch_ist_alles_gespiegelt(neue_seite: SeitenMacher, breite: int) -> None:
    seite = neue_seite(viewport={"width": breite, "height": 800}, reduced_motion="reduce")
    oeffne(seite, in_sprache("start", "ar"))
    pfeile = seite.locator(".i-richtung:visible").evaluate_all("alle => alle.map((e) => getComputedStyle(e).transform)")
    assert set(pfeile) == {"matrix(-1, 0, 0, 1, 0, 0)"}
    assert mitten(seite.locator(".kopf .marke"))[0] > breite / 2
    oeffne(seite, in_sprache("liste-gefiltert", "ar"))
    kette = mitten(seite.locator(".kette .glied"))
    assert kette == sorted(kette, reverse=True)
    umschalter = mitten(seite.locator(".umschalt a"))
    assert umschalter == sorted(umschalter, reverse=True)
    assert seite.locator(".treffer h4").first.evaluate("e => getComputedStyle(e).direction") == "rtl"


# What somebody with colours of their own must still see: a line around what is chosen, a shape for every state.
@pytest.mark.parametrize("code", BEIDE_RICHTUNGEN)
def test_fremde_farben_lassen_zustaende_sehen(kontrast: Page, bild: Bild, code: str) -> None:
    oeffne(kontrast, in_sprache("liste-gefiltert", code))
    bild(kontrast, f"kontrast-liste-{code}")
    for gewaehlt in (".umschalt [aria-current]", ".nav [aria-current]"):
        assert kontrast.locator(gewaehlt).evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    knopf = kontrast.locator(".suche button[type=submit]")
    assert knopf.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1
    wahl = kontrast.locator(".wahl input:checked").first
    assert wahl.evaluate("e => getComputedStyle(e).appearance") == "auto"
    for stand, rand in (("j", 3), ("n", 1)):
        zeichen = kontrast.locator(f".antwort-{stand} .zeichen").first
        assert zeichen.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") == rand
    assert kontrast.locator(".antwort-u .zeichen").first.evaluate("e => getComputedStyle(e).outlineStyle") == "dashed"
    kontrast.locator(".kette a").first.click()
    ring = kontrast.locator(".kette [aria-current] .wort b")
    ring.wait_for()
    assert ring.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


@pytest.mark.parametrize("code", BEIDE_RICHTUNGEN)
@pytest.mark.parametrize("name", WICHTIGE)
def test_fremde_farben_lassen_zeichen_und_schrift_sehen(kontrast: Page, bild: Bild, name: str, code: str) -> None:
    oeffne(kontrast, in_sprache(name, code))
    bild(kontrast, f"kontrast-{name}-{code}")
    grund = kontrast.evaluate("getComputedStyle(document.body).backgroundColor")
    unsichtbare = kontrast.evaluate(
        """grund => [...document.querySelectorAll("main *, .kopf *")].filter((e) => {
          const s = getComputedStyle(e);
          const farbe = e.matches("svg.i") ? s.stroke : s.color;
          return e.checkVisibility() && !e.closest(".vh, .karte") && (e.matches("svg.i") || e.textContent.trim()) && farbe === grund && s.backgroundColor === "rgba(0, 0, 0, 0)";
        }).map((e) => e.outerHTML.slice(0, 120))""",
        grund,
    )
    assert unsichtbare == []


def test_wer_ruhe_will_sieht_keine_bewegung(ruhig: Page) -> None:
    for name in WICHTIGE:
        oeffne(ruhig, SEITEN[name])
        bewegte = ruhig.evaluate(
            """() => [...document.querySelectorAll("*")].filter((e) => {
              const s = getComputedStyle(e);
              return parseFloat(s.transitionDuration) || s.animationName !== "none" || s.scrollBehavior === "smooth";
            }).map((e) => e.outerHTML.slice(0, 120))"""
        )
        assert bewegte == [], name
        assert ruhig.evaluate("document.getAnimations().length") == 0
