"""The public pages as visitors meet them, over the demo entries: name → address."""

from urllib.parse import urlencode

from django.conf import settings
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from akteure.sprachen import pfad_in
from angebote.models import Angebot

DETAIL_VOLL = "/angebote/willkommen-in-der-kita/"
DETAIL_KNAPP = "/angebote/familiennachmittag-in-der-dorfstube/"
DETAIL_VERSTECKT = "/angebote/beratung-bei-gewalt-in-der-familie/"


GEMERKT = "abc234,def567"
GEMERKT_SENSIBEL = "ghj789,abc234"
KENNUNGEN = {DETAIL_VOLL: "abc234", DETAIL_KNAPP: "def567", DETAIL_VERSTECKT: "ghj789"}
"""The demo gives its Angebote other Kennungen each time; these have the same in every test."""


def benenne_kennungen() -> None:
    for adresse, kennung in KENNUNGEN.items():
        Angebot.objects.filter(slug=adresse.split("/")[2]).update(kennung=kennung)


def _adresse(pfad: str, **parameter: str) -> str:
    return f"{pfad}?{urlencode(parameter, doseq=True)}"


SEITEN = {
    "start": "/",
    "liste": "/angebote/",
    "liste-gefiltert": _adresse("/angebote/", wo="Nürtingen", sprache="tr", kosten="kostenlos"),
    "liste-kompakt": _adresse("/angebote/", ansicht="kompakt"),
    "liste-leer": _adresse("/angebote/", q="Zauberschule", wo="Nürtingen"),
    "liste-ignoriert": _adresse("/angebote/", thema="gibt-es-nicht", alter="alt"),
    "liste-zeit": _adresse("/angebote/", wann=["heute", "wochenende"]),
    "liste-sofort": _adresse("/angebote/", thema="gewaltschutz"),
    "karte": "/angebote/karte/",
    "karte-sofort": _adresse("/angebote/karte/", thema="gewaltschutz"),
    "detail-voll": DETAIL_VOLL,
    "detail-knapp": DETAIL_KNAPP,
    "detail-versteckt": DETAIL_VERSTECKT,
    "merkliste": _adresse("/merkliste/", a=GEMERKT),
    "merkliste-leer": "/merkliste/",
    "merkliste-sofort": _adresse("/merkliste/", a=GEMERKT_SENSIBEL),
    "handzettel": _adresse("/merkliste/handzettel/", a=GEMERKT, **{"in": "tr"}),
    "handzettel-ar": _adresse("/merkliste/handzettel/", a=GEMERKT, **{"in": "ar"}),
    "handzettel-sofort": _adresse("/merkliste/handzettel/", a=GEMERKT_SENSIBEL, **{"in": "uk"}),
    "detail-zeiten": "/angebote/kleidung-und-spielzeug-fuer-kleines-geld/",
    "detail-termine": "/angebote/vaeter-samstag-an-der-werkbank/",
    "wegweiser": _adresse("/wegweiser/", wo="Nürtingen", kosten="kostenlos", **{"in": "tr"}),
    "heft": _adresse("/wegweiser/heft/", wo="Nürtingen", lebensphase="kita", thema="sprache", **{"in": "ar"}),
    "heft-sofort": _adresse("/wegweiser/heft/", thema="gewaltschutz", **{"in": "uk"}),
    "pdf-abgelaufen": "/wegweiser/auftrag/gibt-es-nicht/",
    "aushang": _adresse("/wegweiser/aushang/", gemeinde="08116049"),
    "aushang-wahl": "/wegweiser/aushang/",
    "kette": _adresse("/praeventionskette/", gemeinde="08116005"),
    "kette-kreis": "/praeventionskette/",
    "kette-ignoriert": _adresse("/praeventionskette/", gemeinde="gibt-es-nicht", planungsraum="auch nicht"),
    "akteure": "/akteure/",
    "akteur": "/akteure/familienhaus-lindenwinkel/",
    "netzwerkkarte": "/netzwerk/",
    "netzwerk-um-einen": _adresse("/netzwerk/", akteur="familienhaus-lindenwinkel", tiefe="2"),
    "netzwerk-leer": _adresse("/netzwerk/", akteur="schutzraum-seerose"),
    "fortbildungen": "/fortbildungen/",
    "material": "/fortbildungen/material/",
    "selbstcheck": "/fortbildungen/selbstcheck/",
    "ueber": "/ueber/",
    "barrierefreiheit": "/barrierefreiheit/",
    "leichte-sprache": "/leichte-sprache/",
    "gebaerdensprache": "/gebaerdensprache/",
    "barriere-melden": "/barrierefreiheit/melden/",
    "fehlt": "/diese-seite-gibt-es-nicht/",
}


CODES = [code for code, _name in settings.LANGUAGES]
BEIDE_RICHTUNGEN = ["de", "ar"]
WICHTIGE = ["start", "liste-gefiltert", "detail-voll", "karte", "akteure"]
"""The pages that are looked at in every language where looking at all of them would take too long."""


def in_sprache(name: str, code: str) -> str:
    """Return the address of a page in a language of the site."""
    return pfad_in(SEITEN[name], code)


def oeffne(seite: Page, adresse: str, status: int | None = None) -> None:
    """Open `adresse` and wait until fonts, and the map where there is one, are drawn."""
    antwort = seite.goto(adresse)
    erwartet = status or (404 if adresse.endswith((SEITEN["fehlt"], SEITEN["pdf-abgelaufen"])) else 200)
    assert antwort.status == erwartet, f"{adresse}: {antwort.status}"
    if seite.locator("[data-karte]").count() and seite.evaluate("matchMedia('(scripting: enabled)').matches"):
        seite.locator("[data-karte][data-fertig]").wait_for()
    seite.evaluate("document.fonts.ready.then(() => true)")


def oeffne_popup(seite: Page) -> None:
    """Press the first pin until its popup stands there: on a busy machine the map may still move under the first press."""
    popup = seite.locator(".leaflet-popup a[href*='/angebote/']")
    for _versuch in range(3):
        seite.locator(".nadel").first.click()
        try:
            popup.wait_for(timeout=5_000)
        except PlaywrightTimeoutError:
            continue
        return
    popup.wait_for()
