"""From a filter to a PDF in Arabic, as a Fachkraft goes; also without a script. What is ordered is worked off beside the site."""

from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from akteure.models import Auftrag
from angebote.vermittlung.pdf import moeglich
from tests.browser.conftest import Bild, SeitenMacher
from tests.browser.seiten import SEITEN, oeffne

pytestmark = [
    pytest.mark.usefixtures("landkreis"),
    pytest.mark.skipif(not moeglich(), reason="pango fehlt"),
]


@pytest.fixture(autouse=True)
def _ordner(settings, tmp_path: Path) -> None:
    settings.AUFTRAG_ORDNER = tmp_path / "auftraege"


def bis_zum_auftrag(seite: Page) -> None:
    oeffne(seite, "/angebote/?wo=Wendlingen&kosten=kostenlos&thema=sprache")
    seite.get_by_role("link", name="Als Heft drucken").click()
    expect(seite.locator("#auswahl-titel")).to_contain_text("in Wendlingen")
    seite.get_by_label("العربية").check()
    seite.get_by_role("button", name="PDF machen").click()
    expect(seite.locator("[data-lage='wartet']")).to_be_visible()


def geholt(seite: Page) -> bytes:
    adresse = seite.get_by_role("link", name="PDF öffnen").get_attribute("href")
    antwort = seite.request.get(adresse)
    assert antwort.headers["content-type"] == "application/pdf"
    return antwort.body()


def test_vom_filter_zum_arabischen_pdf(seite: Page, bild: Bild) -> None:
    bis_zum_auftrag(seite)
    Auftrag.objects.get().melden(40, "Wir setzen die Seiten.")
    expect(seite.locator("label[for=auftrag-balken]")).to_have_text("Wir setzen die Seiten.")
    expect(seite.locator("#auftrag-meldung")).to_have_text("Wir setzen die Seiten.")  # what is read aloud
    bild(seite, "auftrag")
    call_command("arbeite_auftraege")
    expect(seite.locator("[data-lage='fertig']")).to_be_visible()
    expect(seite.locator("#auftrag-meldung")).to_have_text("Ihr PDF ist fertig.")
    assert geholt(seite).startswith(b"%PDF")
    seite.get_by_role("link", name="Zurück zur Auswahl").click()
    expect(seite.get_by_label("العربية")).to_be_checked()


def test_ohne_skript(ohne_skript: Page) -> None:
    bis_zum_auftrag(ohne_skript)
    call_command("arbeite_auftraege")
    ohne_skript.get_by_role("link", name="Stand ansehen").click()
    assert geholt(ohne_skript).startswith(b"%PDF")


@pytest.mark.parametrize("name", ["wegweiser", "heft", "aushang"])
@pytest.mark.parametrize("code", ["", "/ar"])
def test_nichts_ragt_hinaus(neue_seite: SeitenMacher, name: str, code: str) -> None:
    schmal = neue_seite(viewport={"width": 320, "height": 700})
    oeffne(schmal, f"{code}{SEITEN[name]}")
    assert schmal.evaluate("document.documentElement.scrollWidth") <= 320


def test_das_heft_auf_papier(seite: Page, bild: Bild) -> None:
    oeffne(seite, SEITEN["heft"])
    seite.emulate_media(media="print")
    for weg in (".kopf nav", ".fuss", ".brot"):
        for teil in seite.locator(weg).all():
            expect(teil).to_be_hidden()
    expect(seite.locator(".eintrag").first).to_be_visible()
    bild(seite, "druck-heft")


def test_plakat_und_karten_sind_zwei_blaetter(seite: Page) -> None:
    oeffne(seite, SEITEN["aushang"])
    pdf = seite.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page/") == 2
