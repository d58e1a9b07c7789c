"""The map: draws what the list says, leads where it points, asks nobody else."""

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from akteure.models import Gemeinde
from tests.browser.conftest import SeitenMacher
from tests.browser.seiten import SEITEN, oeffne, oeffne_popup

pytestmark = pytest.mark.usefixtures("landkreis")

# Pixels of a picture with nothing on it.
LEERES_BILD = b"<svg xmlns='http://www.w3.org/2000/svg' width='256' height='256'/>"


@pytest.fixture
def karte(ruhig: Page) -> Page:
    oeffne(ruhig, SEITEN["karte"])
    return ruhig


def punkte(seite: Page) -> list[list]:
    return json.loads(seite.locator("#karte-punkte").text_content())


def gezeichnete(seite: Page) -> int:
    """Return how many points are drawn: the numbers on the clusters and the single pins."""
    haufen = seite.locator(".haufen").all_inner_texts()
    return sum(map(int, haufen)) + seite.locator(".nadel").count()


def test_jeder_punkt_ist_gezeichnet(karte: Page) -> None:
    assert gezeichnete(karte) == len(punkte(karte)) > 50


def test_jede_gemeinde_hat_ihre_grenze(karte: Page) -> None:
    assert karte.locator("path.gemeinde").count() == Gemeinde.objects.filter(grenze__isnull=False).count() == 44


def test_karte_und_liste_haben_dieselben_treffer(karte: Page) -> None:
    gesamt = int(karte.locator("[data-anzahl]").get_attribute("data-anzahl"))
    ohne_punkt = int(karte.locator("[data-ohne-punkt]").get_attribute("data-ohne-punkt"))
    assert len({punkt[0] for punkt in punkte(karte)}) + ohne_punkt == gesamt
    expect(karte.locator("#ohne-punkt")).to_contain_text(f"{ohne_punkt} Angebote haben keinen Punkt")
    karte.get_by_role("navigation", name="Ansicht").get_by_role("link", name="Liste").click()
    expect(karte.locator("[data-anzahl]")).to_have_attribute("data-anzahl", str(gesamt))


def test_karte_nimmt_den_filter_mit(ruhig: Page) -> None:
    oeffne(ruhig, SEITEN["liste-gefiltert"])
    gesamt = ruhig.locator("[data-anzahl]").get_attribute("data-anzahl")
    ruhig.get_by_role("navigation", name="Ansicht").get_by_role("link", name="Karte").click()
    expect(ruhig.locator("[data-karte][data-fertig]")).to_be_visible()
    expect(ruhig.locator("[data-anzahl]")).to_have_attribute("data-anzahl", gesamt)
    expect(ruhig.locator("path.gemeinde.gewaehlt")).to_have_count(1)
    assert gezeichnete(ruhig) == len(punkte(ruhig))


@pytest.mark.parametrize("bewegung", ["reduce", "no-preference"])
def test_haufen_fuehrt_naeher_heran(neue_seite: SeitenMacher, bewegung: str) -> None:
    seite = neue_seite(reduced_motion=bewegung)
    oeffne(seite, SEITEN["karte"])
    haufen = seite.get_by_role("button", name="Angebote bei Nürtingen")
    name = haufen.get_attribute("aria-label")
    haufen.click()
    expect(seite.get_by_role("button", name=name)).to_have_count(0)


def test_nadel_zeigt_ein_popup_das_zum_angebot_fuehrt(karte: Page) -> None:
    nadel = karte.locator(".nadel").first
    titel = nadel.get_attribute("aria-label")
    oeffne_popup(karte)
    verweis = karte.locator(".leaflet-popup a[href^='/angebote/']")
    expect(verweis).to_have_text(titel)
    verweis.click()
    expect(karte.locator("h1")).to_have_text(titel)


def test_klick_auf_eine_gemeinde_zeigt_nur_deren_angebote(karte: Page) -> None:
    flaechen = karte.locator("path.gemeinde")
    # A spot of the map on which neither a cluster nor a pin stands.
    frei = karte.evaluate(
        """() => {
          for (const flaeche of document.querySelectorAll("path.gemeinde")) {
            const k = flaeche.getBoundingClientRect();
            for (let x = 0.3; x < 0.8; x += 0.1) for (let y = 0.3; y < 0.8; y += 0.1) {
              const [px, py] = [k.left + k.width * x, k.top + k.height * y];
              if (document.elementFromPoint(px, py) === flaeche) return [px, py];
            }
          }
        }"""
    )
    karte.mouse.move(*frei)
    hinweis = karte.locator(".leaflet-tooltip")
    expect(hinweis).to_have_text(re.compile("^Angebote in .+ zeigen$"))
    name = hinweis.inner_text().removeprefix("Angebote in ").removesuffix(" zeigen")
    assert flaechen.count() == 44
    karte.mouse.click(*frei)
    expect(karte).to_have_url(re.compile(rf"gemeinde={Gemeinde.objects.get(name=name).ags}"))
    expect(karte.locator("[data-karte][data-fertig]")).to_be_visible()
    expect(karte.locator("h1")).to_contain_text(f"in {name}")
    expect(karte.locator("path.gemeinde.gewaehlt")).to_have_count(1)


def test_zoomknoepfe(karte: Page) -> None:
    vorher = karte.locator(".haufen").count()
    karte.get_by_role("button", name="Näher heran", exact=True).click()
    expect(karte.locator(".haufen")).not_to_have_count(vorher)
    karte.get_by_role("button", name="Weiter weg", exact=True).click()
    expect(karte.locator(".haufen")).to_have_count(vorher)


def test_quelle_der_grenzen_ist_zu_lesen(karte: Page, settings) -> None:
    quelle = karte.locator(".leaflet-control-attribution")
    expect(quelle).to_be_visible()
    expect(quelle).to_have_text(settings.GEBIET["grenzen_quelle"])


def test_ohne_einstellung_keine_kachel(karte: Page) -> None:
    assert json.loads(karte.locator("#karte-kacheln").text_content()) == []
    assert karte.locator(".leaflet-tile").count() == 0


def test_mit_einstellung_kommt_die_karte_von_dort(ruhig: Page, live_server, settings) -> None:
    kacheln = ("Karte", f"{live_server.url}/kacheln/{{z}}/{{x}}/{{y}}.png", {"attribution": "© Amt für Karten"})
    settings.LEAFLET_CONFIG = settings.LEAFLET_CONFIG | {"TILES": [kacheln]}
    gefragt: list[str] = []

    def antworte(route: Route) -> None:
        gefragt.append(route.request.url)
        route.fulfill(body=LEERES_BILD, content_type="image/svg+xml")

    ruhig.route("**/kacheln/**", antworte)
    oeffne(ruhig, SEITEN["karte"])
    expect(ruhig.locator(".leaflet-tile-loaded").first).to_be_attached()
    assert all(re.search(r"/kacheln/\d+/\d+/\d+\.png$", adresse) for adresse in gefragt)
    expect(ruhig.locator(".leaflet-control-attribution")).to_contain_text("© Amt für Karten")
    expect(ruhig.locator(".leaflet-control-attribution")).to_contain_text(settings.GEBIET["grenzen_quelle"])


def test_karte_ohne_treffer_zeigt_den_kreis(ruhig: Page) -> None:
    oeffne(ruhig, "/angebote/karte/?q=Zauberschule")
    assert ruhig.locator("path.gemeinde").count() == 44
    assert gezeichnete(ruhig) == 0
    expect(ruhig.get_by_text("Dazu haben wir noch kein Angebot.")).to_be_visible()
