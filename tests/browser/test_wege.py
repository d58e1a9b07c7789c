"""The ways people take through the site, and how many taps and fields each costs."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from angebote.models import Angebot
from tests.browser.conftest import Bild

pytestmark = pytest.mark.usefixtures("landkreis")


class Weg:
    """Counts what a person does: a tap, a field filled, a choice made."""

    def __init__(self, seite: Page) -> None:
        self.seite = seite
        self.griffe = 0

    def tippe(self, ziel: Locator) -> None:
        ziel.click()
        self.griffe += 1

    def schreibe(self, ziel: Locator, text: str) -> None:
        ziel.fill(text)
        self.griffe += 1

    def waehle(self, ziel: Locator, wert: str) -> None:
        ziel.select_option(wert)
        self.griffe += 1


def waehlbar(telefon: str) -> re.Pattern[str]:
    """Return a pattern for the tel: address of a German number as it is written."""
    return re.compile("^tel:\\+49" + re.sub(r"\D", "", telefon).removeprefix("0") + "$")


def test_familie_findet_mit_drei_griffen_jemanden_zum_anrufen(handy_klein: Page, bild: Bild) -> None:
    weg = Weg(handy_klein)
    handy_klein.goto("/")
    weg.tippe(handy_klein.get_by_role("link", name="Mein Baby weint viel. Was kann ich tun?"))
    erstes = handy_klein.locator("article[data-kennung]").first
    expect(erstes).to_be_in_viewport()
    bild(handy_klein, "familie-liste")
    kennung = erstes.get_attribute("data-kennung")
    weg.tippe(erstes.locator("h3 a, h4 a"))
    anrufen = handy_klein.get_by_role("link", name="Anrufen", exact=True)
    expect(anrufen).to_be_in_viewport(ratio=1)
    telefon = Angebot.objects.get(kennung=kennung).kontakte_oeffentlich()[0].telefon
    expect(anrufen).to_have_attribute("href", waehlbar(telefon))
    bild(handy_klein, "familie-detail")
    assert weg.griffe + 1 == 3  # the third is the call itself


def test_familie_engt_die_liste_am_handy_ein(handy_klein: Page, bild: Bild) -> None:
    weg = Weg(handy_klein)
    handy_klein.goto("/")
    weg.tippe(handy_klein.get_by_role("link", name="Wir sind neu hier und kennen niemanden."))
    weg.tippe(handy_klein.locator(".filterblatt > summary"))
    frei = handy_klein.locator("[data-facette='zugang'][data-wert='ohne_anmeldung']")
    treffer = frei.get_attribute("data-treffer")
    weg.tippe(frei)
    expect(handy_klein.locator("[data-anzahl]")).to_have_attribute("data-anzahl", treffer)
    bild(handy_klein, "familie-filter")
    weg.tippe(handy_klein.get_by_role("button", name="Filter anwenden"))
    erstes = handy_klein.locator("article[data-kennung]").first
    expect(erstes).to_be_in_viewport()
    expect(erstes).to_contain_text("einfach kommen")
    weg.tippe(erstes.get_by_role("link"))
    expect(handy_klein.get_by_role("link", name="Anrufen", exact=True)).to_be_in_viewport(ratio=1)
    assert weg.griffe <= 5


def test_fachkraft_findet_und_gibt_weiter(seite: Page, bild: Bild) -> None:
    weg = Weg(seite)
    seite.goto("/")
    weg.schreibe(seite.get_by_label("Wo", exact=True), "Nürtingen")
    weg.waehle(seite.locator("#suche-sprache"), "tr")
    weg.tippe(seite.get_by_role("button", name="Angebote finden"))
    weg.tippe(seite.locator("[data-facette='lebensphase'][data-wert='kita']"))
    expect(seite.get_by_role("list", name="Aktive Filter").locator(".chip")).to_have_count(3)
    weg.tippe(seite.get_by_role("navigation", name="Ansicht").get_by_role("link", name="Kompakt"))
    expect(seite.locator(".eng")).to_be_visible()
    kein_deutsch = seite.locator("[data-facette='deutsch'][data-wert='nicht_noetig']")
    treffer = kein_deutsch.get_attribute("data-treffer")
    weg.tippe(kein_deutsch)
    expect(seite.locator("[data-anzahl]")).to_have_attribute("data-anzahl", treffer)
    expect(seite.locator(".eng")).to_be_visible()
    expect(seite).to_have_url(re.compile("ansicht=kompakt"))
    bild(seite, "fachkraft-kompakt")
    erstes = seite.locator("article[data-kennung]").first
    titel = erstes.locator("h3 a, h4 a").inner_text()
    weg.tippe(erstes.locator("h3 a, h4 a"))
    expect(seite.locator("h1")).to_have_text(titel)
    kurz = seite.locator(".kennung bdi").inner_text()
    assert weg.griffe <= 7
    assert len(kurz.removeprefix("http://")) <= 40
    seite.goto(kurz)
    expect(seite.locator("h1")).to_have_text(titel)


def test_akteur_findet_die_eigene_seite_und_die_eigenen_angebote(seite: Page, bild: Bild) -> None:
    weg = Weg(seite)
    seite.goto("/")
    weg.tippe(seite.get_by_role("navigation", name="Menü").get_by_role("link", name="Akteure"))
    weg.schreibe(seite.get_by_label("Name oder Ort"), "lindenwinkel")
    weg.tippe(seite.get_by_role("button", name="Akteure finden"))
    weg.tippe(seite.get_by_role("link", name="Familienhaus Lindenwinkel"))
    expect(seite.locator("h1")).to_have_text("Familienhaus Lindenwinkel")
    angebote = Angebot.objects.oeffentlich().filter(akteur__slug="familienhaus-lindenwinkel")
    assert set(angebote.values_list("kennung", flat=True)) == set(
        seite.locator("[data-kennung]").evaluate_all("alle => alle.map(a => a.dataset.kennung)")
    )
    bild(seite, "akteur")
    erstes = seite.locator("[data-kennung] a").first
    titel = erstes.inner_text()
    weg.tippe(erstes)
    expect(seite.locator("h1")).to_have_text(titel)
    expect(seite.locator("aside.kontakt")).to_contain_text("Familienhaus Lindenwinkel")
    assert weg.griffe <= 5


def test_menue_am_handy_fuehrt_ueberall_hin(handy_klein: Page) -> None:
    for name, adresse in (("Karte", "/angebote/karte/"), ("Akteure", "/akteure/"), ("Über das Netzwerk", "/ueber/")):
        handy_klein.goto("/")
        handy_klein.locator(".menue.nur-schmal > summary").click()
        handy_klein.get_by_role("navigation", name="Menü").get_by_role("link", name=name).click()
        expect(handy_klein).to_have_url(re.compile(f"{adresse}$"))
