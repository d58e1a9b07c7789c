"""Reports as the Koordination meets them: chosen, looked at, made as a file; axe over every page, phone and desktop."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from akteure.models import Gemeinde
from angebote.models import Lebensphase, Thema
from angebote.vermittlung.pdf import moeglich
from netzwerk.models import Luecke
from netzwerk.planung.stichtage import aufnehmen
from tests.browser.conftest import DESKTOP, HANDY_KLEIN, Bild, SeitenMacher
from tests.browser.test_axe import AXE, befunde
from tests.browser.test_suchprotokoll import anmelden

pytestmark = pytest.mark.usefixtures("landkreis")
SEITEN = {
    "uebersicht": "/planung/berichte/",
    "bestand": "/planung/berichte/bestand/",
    "luecken": "/planung/berichte/luecken/",
    "steckbrief": "/planung/berichte/steckbrief/?gemeinde=08116049",
    "steckbriefe": "/planung/berichte/steckbrief/?gemeinde=alle",
    "sachbericht": "/planung/berichte/sachbericht/?von=2026-01-01&bis=2026-06-30",
    "abgelaufen": "/planung/berichte/bestand/auftrag/gibt-es-nicht/",
}


@pytest.fixture(autouse=True)
def _register(landkreis, settings, tmp_path: Path) -> None:
    settings.AUFTRAG_ORDNER = tmp_path / "auftraege"
    phase, thema = Lebensphase.objects.get(slug="kita"), Thema.objects.get(slug="bildung")
    for nummer, status in enumerate(Luecke.Status):
        Luecke.objects.create(
            gemeinde=Gemeinde.objects.all()[nummer],
            lebensphase=phase,
            thema=thema,
            art="nur_fern",
            status=status,
            entscheidung="Die Runde Frühe Hilfen spricht zwei Träger an und berichtet im Herbst.",
            zustaendig="Kreisjugendamt",
            bis=date(2026, 12, 31) if nummer % 2 else date(2026, 1, 31),
            merkmal=f"luecke-{nummer}",
        )


@pytest.mark.parametrize("name", SEITEN)
def test_axe_und_kein_ueberlauf(neue_seite: SeitenMacher, live_server, client, bild: Bild, name: str) -> None:
    aufnehmen(notiz="Bericht")
    funde = []
    for geraet, optionen in {"handy": HANDY_KLEIN, "desktop": DESKTOP}.items():
        seite = neue_seite(**optionen)
        anmelden(seite, live_server, client)
        seite.goto(SEITEN[name])
        seite.evaluate("document.fonts.ready.then(() => true)")
        breite = seite.evaluate("document.documentElement.scrollWidth")
        assert breite <= optionen["viewport"]["width"], f"{name}: {breite}"
        funde += befunde(seite, AXE.read_text(encoding="utf-8"), geraet, bild, f"bericht-{name}")
    assert funde == []


@pytest.mark.skipif(not moeglich(), reason="pango fehlt")
def test_vom_bericht_zur_datei(seite: Page, live_server, client) -> None:
    anmelden(seite, live_server, client)
    seite.goto(SEITEN["uebersicht"])
    seite.get_by_label("Gemeinde", exact=True).select_option(label="Nürtingen")
    seite.get_by_role("button", name="Gemeinde-Steckbrief ansehen").click()
    expect(seite.locator("h1")).to_have_text("Steckbrief Nürtingen")
    seite.get_by_role("button", name="PDF machen").click()
    expect(seite.locator("[data-lage='wartet']")).to_be_visible()
    call_command("arbeite_auftraege")
    expect(seite.locator("[data-lage='fertig']")).to_be_visible()
    antwort = seite.request.get(seite.get_by_role("link", name="Datei öffnen").get_attribute("href"))
    assert antwort.body().startswith(b"%PDF")
    seite.get_by_role("link", name="Zurück zum Bericht").click()
    expect(seite.locator("h1")).to_have_text("Steckbrief Nürtingen")


def test_ohne_skript_zu_den_tabellen(ohne_skript: Page, live_server, client) -> None:
    anmelden(ohne_skript, live_server, client)
    ohne_skript.goto(SEITEN["luecken"])
    ohne_skript.get_by_role("button", name="Tabellen").click()
    call_command("arbeite_auftraege")
    ohne_skript.get_by_role("link", name="Stand ansehen").click()
    adresse = ohne_skript.get_by_role("link", name="Datei öffnen").get_attribute("href")
    assert ohne_skript.request.get(adresse).body().startswith(b"PK")


def test_eine_zahl_oeffnet_die_liste_mit_derselben_zahl(seite: Page, live_server, client) -> None:
    anmelden(seite, live_server, client)
    seite.goto(SEITEN["bestand"])
    zahl = seite.get_by_role("row", name="Kita", exact=False).get_by_role("link").first
    text = zahl.inner_text()
    zahl.click()
    expect(seite.locator("[data-anzahl]").first).to_have_attribute("data-anzahl", text)
