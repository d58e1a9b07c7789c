""" "In meiner Nähe" in a real browser: rounded on the device, sent as a header of the list only, gone with the page."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import SeitenMacher
from tests.browser.seiten import SEITEN, oeffne

pytestmark = pytest.mark.usefixtures("landkreis")

NUERTINGEN = {"latitude": 48.62753, "longitude": 9.34187}
GERUNDET = "48.63,9.338"
BERLIN = {"latitude": 52.52, "longitude": 13.405}
SPUREN = re.compile(r"48[.,]6|9[.,]3[34]|52[.,]5")
LAGER = """async () => JSON.stringify([
  Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, history.state, document.title,
  location.href, document.referrer, await indexedDB.databases(), await caches.keys(),
])"""


@pytest.fixture
def anfragen() -> list[Request]:
    return []


@pytest.fixture
def oeffnen(neue_seite: SeitenMacher, anfragen: list[Request]):
    """Return a function that opens a page of somebody at `ort`, who allows to be asked unless `ort` is None."""

    def auf(name: str, ort: dict | None = NUERTINGEN, **optionen) -> Page:
        erlaubt = {"geolocation": ort, "permissions": ["geolocation"]} if ort else {}
        seite = neue_seite(**erlaubt, **optionen)
        seite.on("request", lambda anfrage: anfragen.append(anfrage))
        oeffne(seite, SEITEN[name])
        return seite

    return auf


def knopf(seite: Page):
    return seite.get_by_role("button", name="In meiner Nähe")


def chip(seite: Page):
    return seite.get_by_role("link", name="in meiner Nähe entfernen")


def positionen(anfragen: list[Request]) -> list[str]:
    return [a.headers["geo-position"] for a in anfragen if "geo-position" in a.headers]


def test_die_liste_ordnet_sich_um_die_gerundete_position(oeffnen, anfragen) -> None:
    seite = oeffnen("liste")
    knopf(seite).click()
    expect(chip(seite)).to_be_visible()
    expect(seite.locator("h1")).to_contain_text("in Ihrer Nähe")
    expect(seite.locator(".entfernung").first).to_be_visible()
    assert positionen(anfragen) == [GERUNDET]


def test_die_position_steht_nirgends(oeffnen, anfragen) -> None:
    seite = oeffnen("liste")
    knopf(seite).click()
    expect(chip(seite)).to_be_visible()
    seite.locator("[data-facette='umkreis'][data-wert='10'] input").check()
    expect(seite).to_have_url(re.compile(r"\?umkreis=10$"))
    expect(seite.locator("h1")).to_contain_text("in Ihrer Nähe, bis 10 km")
    seite.locator("article a").first.click()
    seite.wait_for_url("**/angebote/*/")
    for anfrage in anfragen:
        koepfe = {name: wert for name, wert in anfrage.all_headers().items() if name != "geo-position"}
        assert not SPUREN.search(anfrage.url + str(koepfe))
    assert not SPUREN.search(seite.evaluate(LAGER))
    assert set(positionen(anfragen)) == {GERUNDET}


def test_filter_chips_seiten_und_ansicht_behalten_sie(oeffnen, anfragen) -> None:
    seite = oeffnen("liste")
    knopf(seite).click()
    expect(chip(seite)).to_be_visible()
    seite.locator("[data-facette='kosten'][data-wert='kostenlos'] input").check()
    expect(seite.get_by_role("link", name="kostenlos entfernen")).to_be_visible()
    seite.get_by_role("link", name="kostenlos entfernen").click()
    expect(seite.get_by_role("link", name="kostenlos entfernen")).to_have_count(0)
    seite.get_by_role("link", name="Seite 2").click()
    expect(seite).to_have_url(re.compile("seite=2"))
    seite.get_by_role("link", name="Kompakt").click()
    expect(seite).to_have_url(re.compile("ansicht=kompakt"))
    expect(chip(seite)).to_be_visible()
    assert positionen(anfragen) == [GERUNDET] * 5


def test_der_chip_nimmt_sie_weg(oeffnen, anfragen) -> None:
    seite = oeffnen("liste")
    knopf(seite).click()
    chip(seite).click()
    expect(chip(seite)).to_have_count(0)
    seite.locator("[data-facette='kosten'][data-wert='kostenlos'] input").check()
    expect(seite).to_have_url(re.compile("kosten=kostenlos"))
    assert positionen(anfragen) == [GERUNDET]


def test_ein_getippter_ort_loest_sie_ab_und_umgekehrt(oeffnen, anfragen) -> None:
    seite = oeffnen("liste-gefiltert")
    knopf(seite).click()
    expect(chip(seite)).to_be_visible()
    expect(seite).not_to_have_url(re.compile("wo="))
    seite.get_by_label("Wo", exact=True).fill("Esslingen")
    seite.keyboard.press("Enter")
    expect(seite.locator("h1")).to_contain_text("in Esslingen")
    expect(chip(seite)).to_have_count(0)
    seite.get_by_role("link", name=re.compile("Esslingen.* entfernen")).click()
    expect(seite.locator("h1")).not_to_contain_text("Esslingen am")
    assert positionen(anfragen) == [GERUNDET]


def test_nach_dem_neuladen_ist_sie_weg(oeffnen, anfragen) -> None:
    seite = oeffnen("liste")
    knopf(seite).click()
    expect(chip(seite)).to_be_visible()
    seite.reload()
    expect(seite.locator("h1")).not_to_contain_text("in Ihrer Nähe")
    expect(chip(seite)).to_have_count(0)
    assert positionen(anfragen) == [GERUNDET]


def test_von_der_startseite_fragt_erst_die_liste(oeffnen, anfragen) -> None:
    seite = oeffnen("start")
    seite.get_by_label("Was").fill("Beratung")
    knopf(seite).click()
    expect(chip(seite)).to_be_visible()
    expect(seite).to_have_url(re.compile(r"/angebote/\?q=Beratung$"))
    assert positionen(anfragen) == [GERUNDET]


def test_mit_der_tastatur_bleibt_der_fokus_auf_dem_knopf(oeffnen) -> None:
    seite = oeffnen("liste")
    knopf(seite).focus()
    seite.keyboard.press("Enter")
    expect(chip(seite)).to_be_visible()
    expect(knopf(seite)).to_be_focused()


def test_wer_nein_sagt_erfaehrt_was_stattdessen_geht(oeffnen, anfragen) -> None:
    seite = oeffnen("liste", ort=None)
    knopf(seite).click()
    expect(seite.locator(".naehe-meldung")).to_contain_text("Ihr Gerät sagt uns nicht, wo Sie sind.")
    expect(seite.locator("#meldung")).to_contain_text("Ihr Gerät sagt uns nicht, wo Sie sind.")
    assert positionen(anfragen) == []


def test_wer_weit_weg_ist_erfaehrt_es_und_sieht_alles(oeffnen, anfragen) -> None:
    seite = oeffnen("liste", ort=BERLIN)
    alle = seite.locator("[data-anzahl]").get_attribute("data-anzahl")
    knopf(seite).click()
    expect(seite.locator("#ausserhalb")).to_contain_text("Sie sind gerade nicht")
    expect(seite.locator("[data-anzahl]")).to_have_attribute("data-anzahl", alle)
    seite.locator("[data-facette='kosten'][data-wert='kostenlos'] input").check()
    expect(seite).to_have_url(re.compile("kosten=kostenlos"))
    assert len(positionen(anfragen)) == 1


def test_ohne_skript_gibt_es_den_knopf_nicht(ohne_skript: Page) -> None:
    oeffne(ohne_skript, SEITEN["start"])
    expect(knopf(ohne_skript)).to_have_count(0)
