"""axe-core over every public page in every language, on a phone and on a desktop, light and dark, also with everything
open that opens: no rule switched off, no finding left.

One test per page and language; a failure names device and colours. All tests share a page per device, because opening
contexts and loading stylesheets and fonts again would cost more than axe does.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from angebote.suche.vorschlag import gedaechtnis
from tests.alles import WURZEL
from tests.browser.conftest import DESKTOP, HANDY_KLEIN, Bild, SeitenMacher, Waechter, bewachter_kontext
from tests.browser.seiten import BEIDE_RICHTUNGEN, CODES, SEITEN, in_sprache, oeffne, oeffne_popup
from tests.fabriken import make_begriff

AXE = WURZEL / "node_modules" / "axe-core" / "axe.min.js"
GERAETE = {"handy": HANDY_KLEIN, "desktop": DESKTOP}

# Every rule that axe has not retired itself, also those it leaves out by default: targets, AAA, experimental ones. A target
# that a sticky bar happens to cover is looked at once more in the middle of the window.
LAUF = """async () => {
  const regeln = axe.getRules().filter(({ tags }) => !tags.includes("deprecated"));
  const rules = Object.fromEntries(regeln.map(({ ruleId }) => [ruleId, { enabled: true }]));
  const { violations } = await axe.run(document, { resultTypes: ["violations"], rules });
  const funde = violations.flatMap(({ id, impact, nodes }) => nodes.map((knoten) => ({ id, impact, ...knoten })));
  const freigestellt = async ({ id, target }) => {
    if (id !== "target-size") return false;
    document.querySelector(target[0]).scrollIntoView({ block: "center" });
    const { violations } = await axe.run(document, { runOnly: [id] });
    scrollTo(0, 0);
    return !violations.some(({ nodes }) => nodes.some((knoten) => knoten.target[0] === target[0]));
  };
  const bleibende = [];
  for (const fund of funde) if (!await freigestellt(fund)) bleibende.push(fund);
  return bleibende.map(({ id, impact, html, failureSummary }) => `${id} (${impact}): ${html.slice(0, 160)} – ${failureSummary}`);
}"""

pytestmark = pytest.mark.usefixtures("landkreis")


@dataclass
class Geraet:
    """A page that stays open from test to test, and who watches it."""

    waechter: Waechter
    kontext: BrowserContext
    seite: Page


@pytest.fixture(scope="session")
def axe() -> str:
    assert AXE.exists(), f"{AXE.relative_to(WURZEL)} fehlt: npm ci --include=dev"
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def geraete(browser: Browser, live_server) -> Iterator[dict[str, Geraet]]:
    """A phone and a desktop."""
    offene = {}
    for name, optionen in GERAETE.items():
        waechter, kontext = bewachter_kontext(browser, live_server.url, **optionen, reduced_motion="reduce")
        offene[name] = Geraet(waechter, kontext, kontext.new_page())
    yield offene
    for geraet in offene.values():
        geraet.kontext.close()


def befunde(seite: Page, axe: str, geraet: str, bild: Bild, name: str) -> list[str]:
    """Return a line per finding in the present state of the page, in light and in dark colours."""
    funde = []
    seite.evaluate(axe)
    for farben, schema in (("hell", "light"), ("dunkel", "dark")):
        seite.emulate_media(color_scheme=schema)
        bild(seite, f"{name}-{geraet}-{farben}")
        funde += [f"{geraet}, {farben}: {fund}" for fund in seite.evaluate(LAUF)]
    return funde


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", SEITEN)
def test_seite(geraete: dict[str, Geraet], axe: str, bild: Bild, name: str, code: str) -> None:
    funde = []
    for wo, geraet in geraete.items():
        geraet.waechter.befunde.clear()
        geraet.kontext.clear_cookies()
        geraet.seite.emulate_media(color_scheme="light")
        oeffne(geraet.seite, in_sprache(name, code))
        funde += befunde(geraet.seite, axe, wo, bild, f"{name}-{code}")
        geraet.waechter.pruefe(geraet.kontext)
    assert not funde, "\n".join(funde)


# --- with everything open that opens ----------------------------------------------------------------------------------
def oeffne_sprachwahl(seite: Page) -> None:
    seite.locator(".sprachwahl > summary").click()
    seite.locator("[data-sprachwahl]").last.wait_for()


def oeffne_menue(seite: Page) -> None:
    seite.locator(".menue.nur-schmal > summary").click()


def oeffne_filter(seite: Page) -> None:
    seite.locator(".filterblatt > summary").click()
    oeffne_facetten(seite)


def oeffne_facetten(seite: Page) -> None:
    for facette in seite.locator(".facette > summary").all():
        if facette.locator("..").get_attribute("open") is None:
            facette.click()


def oeffne_vorschlaege(seite: Page) -> None:
    seite.locator("#suche-was").click()
    seite.keyboard.type("zwerg")
    seite.get_by_role("option").nth(2).wait_for()
    seite.keyboard.press("ArrowDown")


def oeffne_kartenfilter(seite: Page) -> None:
    seite.locator(".kartenfilter > summary").click()


def in_der_naehe(seite: Page) -> None:
    seite.context.grant_permissions(["geolocation"])
    seite.context.set_geolocation({"latitude": 48.6275, "longitude": 9.3419})
    seite.locator("[data-naehe]").click()
    seite.locator(".chip[data-position]").wait_for()


def naehe_unbekannt(seite: Page) -> None:
    seite.context.clear_permissions()
    seite.locator("[data-naehe]").click()
    seite.locator("[data-naehe-meldung]").wait_for()


def waehle_einen_filter(seite: Page) -> None:
    """A choice takes place: what is announced and what is exchanged stands in the page."""
    seite.locator("[data-facette='kosten'][data-wert='kostenlos'] input").check()
    seite.locator(".chip").wait_for()


def beantworte(seite: Page) -> None:
    """One of each kind of answer: all of the result stands in the page."""
    for nummer, wert in enumerate(("gut", "teilweise", "nein", "unbekannt")):
        seite.locator("[data-frage]").nth(nummer).locator(f"input[value={wert}]").check()
    seite.locator("[data-frage] summary").first.click()
    seite.locator("[data-liste=unbekannt] li").wait_for()


def bestelle_ein_pdf(seite: Page) -> None:
    """The page that waits; nobody works the queue off meanwhile."""
    seite.locator("button[formaction]").click()
    seite.locator("[data-lage]").wait_for()


@dataclass
class Zustand:
    seite: str
    tue: Callable[[Page], None]
    geraete: tuple[str, ...] = ("handy", "desktop")


ZUSTAENDE = {
    "sprachwahl": Zustand("start", oeffne_sprachwahl),
    "menue": Zustand("start", oeffne_menue, ("handy",)),
    "filter": Zustand("liste-gefiltert", oeffne_filter, ("handy",)),
    "facetten": Zustand("liste-gefiltert", oeffne_facetten, ("desktop",)),
    "gewaehlt": Zustand("liste", waehle_einen_filter, ("desktop",)),
    "vorschlaege-start": Zustand("start", oeffne_vorschlaege),
    "vorschlaege-liste": Zustand("liste", oeffne_vorschlaege),
    "popup": Zustand("karte", oeffne_popup),
    "kartenfilter": Zustand("karte", oeffne_kartenfilter, ("handy",)),
    "selbstcheck-ergebnis": Zustand("selbstcheck", beantworte),
    "naehe": Zustand("liste", in_der_naehe),
    "auftrag": Zustand("wegweiser", bestelle_ein_pdf),
    "naehe-unbekannt": Zustand("liste", naehe_unbekannt, ("handy",)),
}


@pytest.mark.parametrize("code", BEIDE_RICHTUNGEN)
@pytest.mark.parametrize("name", ZUSTAENDE)
def test_offen(neue_seite: SeitenMacher, axe: str, bild: Bild, name: str, code: str) -> None:
    for wort in ("Zwergentreff", "Zwergenturnen", "Zwergenstube"):
        make_begriff(wort)
    gedaechtnis.vergessen()
    zustand = ZUSTAENDE[name]
    funde = []
    for wo in zustand.geraete:
        seite = neue_seite(**GERAETE[wo], reduced_motion="reduce")
        oeffne(seite, in_sprache(zustand.seite, code))
        zustand.tue(seite)
        funde += befunde(seite, axe, wo, bild, f"{name}-{code}")
        for feld in seite.locator("[data-vorschlaege]:visible").all():
            feld.fill("")  # or closing the page would still ask for what stands there
    assert not funde, "\n".join(funde)
