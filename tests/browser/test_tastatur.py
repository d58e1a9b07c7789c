"""Keyboard only: everything is reached, in a sensible order, always in sight, and nothing holds the focus."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HANDY_KLEIN, SeitenMacher
from tests.browser.seiten import BEIDE_RICHTUNGEN, SEITEN, in_sprache, oeffne

pytestmark = pytest.mark.usefixtures("landkreis")

# What the focused element looks like: where it is, what lies on top of it, and what shows that it has the focus.
STATION = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const k = e.getBoundingClientRect();
  const umriss = (knoten, pseudo) => {
    const s = getComputedStyle(knoten, pseudo);
    return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 && (!pseudo || s.content !== "none");
  };
  const strich = (s) => s.stroke !== "none" && parseFloat(s.strokeWidth) >= 3;
  const x = Math.min(Math.max(k.left + k.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(k.top + k.height / 2, 0), innerHeight - 1);
  const oben = document.elementFromPoint(x, y);
  const eigen = (o) => o && (o === e || e.contains(o) || o.contains(e) || o.closest("label")?.contains(e));
  return {
    name: `${e.tagName.toLowerCase()}.${e.getAttribute("class") ?? ""} ${e.id} „${(e.innerText || e.value || "").trim().slice(0, 40)}“`,
    sichtbar: umriss(e) || umriss(e, "::after") || (e instanceof SVGElement && strich(getComputedStyle(e))),
    imBild: k.width > 0 && k.bottom > 0 && k.top < innerHeight && k.right > 0 && k.left < innerWidth,
    frei: Boolean(eigen(oben)),
    tabindex: e.tabIndex,
  };
}"""


def rundgang(seite: Page, hoechstens: int = 200) -> list[dict]:
    """Press Tab until the focus leaves the page; return every station."""
    stationen = []
    for _schritt in range(hoechstens):
        seite.keyboard.press("Tab")
        station = seite.evaluate(STATION)
        if station is None:
            return stationen
        stationen.append(station)
    raise AssertionError(f"Nach {hoechstens} Schritten ist der Fokus noch auf der Seite: {stationen[-1]}")


@pytest.mark.parametrize("code", BEIDE_RICHTUNGEN)
@pytest.mark.parametrize("name", ["start", "liste-gefiltert", "karte", "detail-voll", "akteure", "akteur", "fehlt"])
def test_fokus_ist_immer_zu_sehen_und_nie_verdeckt(neue_seite: SeitenMacher, name: str, code: str) -> None:
    seite = neue_seite(viewport={"width": 1280, "height": 700}, reduced_motion="reduce")
    oeffne(seite, in_sprache(name, code))
    stationen = rundgang(seite)
    assert stationen[0]["name"].startswith("a.sprung")
    assert len(stationen) > 10
    fehler = [s for s in stationen if not (s["sichtbar"] and s["imBild"] and s["frei"]) or s["tabindex"] > 0]
    assert not fehler, "\n".join(map(str, fehler))


@pytest.mark.parametrize("code", BEIDE_RICHTUNGEN)
@pytest.mark.parametrize("name", ["detail-voll", "detail-knapp", "detail-versteckt", "liste-gefiltert"])
def test_fokus_am_handy_nie_unter_der_rufleiste(neue_seite: SeitenMacher, name: str, code: str) -> None:
    seite = neue_seite(**HANDY_KLEIN, reduced_motion="reduce")
    oeffne(seite, in_sprache(name, code))
    fehler = [s for s in rundgang(seite) if not (s["sichtbar"] and s["imBild"] and s["frei"])]
    assert not fehler, "\n".join(map(str, fehler))


@pytest.mark.parametrize("aufgeklappt", [".menue", ".filterblatt, .facette"])
def test_fokus_am_handy_nie_unter_menue_oder_filterknopf(handy_klein: Page, aufgeklappt: str) -> None:
    oeffne(handy_klein, SEITEN["liste-gefiltert"])
    handy_klein.locator(aufgeklappt).evaluate_all("alle => alle.forEach((d) => { d.open = true; })")
    fehler = [s for s in rundgang(handy_klein) if not (s["sichtbar"] and s["imBild"] and s["frei"])]
    assert not fehler, "\n".join(map(str, fehler))


@pytest.mark.parametrize("code", BEIDE_RICHTUNGEN)
def test_sprung_zum_inhalt(seite: Page, code: str) -> None:
    oeffne(seite, in_sprache("detail-voll", code))
    seite.keyboard.press("Tab")
    expect(seite.locator(".sprung")).to_be_focused()
    expect(seite.locator(".sprung")).to_be_in_viewport(ratio=1)
    seite.keyboard.press("Enter")
    seite.keyboard.press("Tab")
    expect(seite.locator(".brot a")).to_be_focused()


def tab_bis(seite: Page, ziel: str) -> int:
    """Press Tab until an element that matches the selector `ziel` has the focus; return how often."""
    for schritt in range(1, 150):
        seite.keyboard.press("Tab")
        if seite.evaluate("ziel => document.activeElement.matches(ziel)", ziel):
            return schritt
    raise AssertionError(f"{ziel} ist mit der Tabulatortaste nicht zu erreichen.")


def waehle_mit_pfeilen(seite: Page, wert: str) -> None:
    """Press the arrow until the select with the focus has this value."""
    for _schritt in range(40):
        if seite.evaluate("document.activeElement.value") == wert:
            return
        seite.keyboard.press("ArrowDown")
    raise AssertionError(f"{wert} steht nicht zur Wahl.")


@pytest.mark.parametrize("code", BEIDE_RICHTUNGEN)
def test_von_der_suche_bis_zum_kontakt(seite: Page, code: str) -> None:
    seite.goto(in_sprache("start", code))
    tab_bis(seite, "#suche-wo")
    seite.keyboard.type("Esslingen")
    tab_bis(seite, "#suche-sprache")
    waehle_mit_pfeilen(seite, "ar")
    tab_bis(seite, "button[type=submit]")
    seite.keyboard.press("Enter")
    expect(seite.locator("h1")).to_contain_text("Esslingen am Neckar")
    expect(seite.locator("#suche-sprache")).to_have_value("ar")
    expect(seite.locator(".chips .chip")).to_have_count(2)

    tab_bis(seite, "[data-facette='kosten'][data-wert='kostenlos'] input")
    treffer = seite.locator("[data-facette='kosten'][data-wert='kostenlos']").get_attribute("data-treffer")
    seite.keyboard.press("Space")
    expect(seite.locator("[data-anzahl]")).to_have_attribute("data-anzahl", treffer)
    tab_bis(seite, "article[data-kennung] :is(h3, h4) a")
    titel = seite.evaluate("document.activeElement.innerText")
    seite.keyboard.press("Enter")
    expect(seite.locator("h1")).to_have_text(titel)
    tab_bis(seite, "aside.kontakt a[href^='tel:']")


def test_menue_und_filterblatt_am_handy(handy_klein: Page) -> None:
    handy_klein.goto(SEITEN["liste"])
    tab_bis(handy_klein, ".menue.nur-schmal > summary")
    handy_klein.keyboard.press("Enter")
    handy_klein.keyboard.press("Tab")
    expect(handy_klein.locator(".menue.nur-schmal nav a").first).to_be_focused()
    tab_bis(handy_klein, ".filterblatt > summary")
    handy_klein.keyboard.press("Enter")
    handy_klein.keyboard.press("Tab")
    expect(handy_klein.get_by_label("Sortieren")).to_be_focused()


def test_karte_haufen_und_nadeln_haben_namen_und_gehorchen(ruhig: Page) -> None:
    oeffne(ruhig, SEITEN["karte"])
    for knopf in ruhig.locator(".haufen, .nadel, .leaflet-control-zoom a").all():
        assert knopf.get_attribute("aria-label"), knopf.evaluate("k => k.outerHTML")
        assert knopf.get_attribute("role") == "button"
    tab_bis(ruhig, ".haufen[aria-label*='bei Nürtingen']")
    name = ruhig.evaluate("document.activeElement.getAttribute('aria-label')")
    assert re.match(r"\d+ Angebote bei Nürtingen\. Drücken", name)
    ruhig.keyboard.press("Enter")
    expect(ruhig.locator(f".haufen[aria-label='{name}']")).to_have_count(0)
    for knopf in ruhig.locator(".haufen, .nadel").all():
        assert knopf.get_attribute("aria-label"), knopf.evaluate("k => k.outerHTML")


def test_popup_geht_mit_der_tastatur_auf_und_zu(ruhig: Page) -> None:
    oeffne(ruhig, SEITEN["karte"])
    tab_bis(ruhig, ".nadel")
    nadel = ruhig.evaluate("document.activeElement.title")
    ruhig.keyboard.press("Enter")
    verweis = ruhig.locator(".leaflet-popup a[href^='/angebote/']")
    expect(verweis).to_be_focused()
    ruhig.keyboard.press("Escape")
    expect(ruhig.locator(".leaflet-popup")).to_have_count(0)
    expect(ruhig.locator(f".nadel[title='{nadel}']")).to_be_focused()
    ruhig.keyboard.press("Enter")
    expect(verweis).to_be_focused()
    ruhig.keyboard.press("Enter")
    expect(ruhig.locator("h1")).to_have_text(nadel)
