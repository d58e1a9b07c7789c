"""Numbers and Stichtage, as the Koordination works with them: a table comes in, a day is kept, a gap closes."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from netzwerk.models import Indikator, Stichtag
from tests.browser.conftest import DESKTOP, HANDY, Bild, SeitenMacher
from tests.browser.test_axe import AXE
from tests.fabriken import make_angebot, make_gemeinde, make_konto, make_lebensphase, make_thema

TABELLE = "AGS;Name;Kinder unter 18;Geburten im Jahr\n08116004;Altbach;1.024;–\n8116005;Altdorf;.;/\n"
KAPUTT = "AGS;Kinder unter 18\n08116004;-3\n99999999;1\n"
KLEIN = {"viewport": {"width": 320, "height": 700}}


@pytest.fixture
def kreis(transactional_db) -> dict:
    """Two Gemeinden, one Lebensphase and Thema, and one Angebot that reaches neither."""
    gemeinden = [make_gemeinde(ags=f"0811600{n}", name=name) for n, name in ((4, "Altbach"), (5, "Altdorf"))]
    make_angebot(titel="Anderswo")
    return {
        "gemeinden": gemeinden,
        "lebensphasen": [make_lebensphase(name="Kita")],
        "themen": [make_thema(name="Geld")],
    }


def anmelden(seite: Page, live_server, client) -> None:
    client.force_login(make_konto("koordination"))
    sitzung = client.cookies["sessionid"].value
    seite.context.add_cookies([{"name": "sessionid", "value": sitzung, "url": live_server.url}])


def waehle(seite: Page, text: str, quelle: str = "Amt A") -> None:
    """Choose a file, fill in the form, and let it be checked."""
    seite.goto("/planung/zahlen/")
    seite.locator("input[type=file]").set_input_files(
        files=[{"name": "zahlen.csv", "mimeType": "text/csv", "buffer": text.encode()}]
    )
    seite.locator("[name=stand]").fill("2024-12-31")
    seite.locator("[name=quelle]").fill(quelle)
    seite.get_by_role("button", name="Prüfen").click()


def festgehalten_gestern() -> None:
    Stichtag.objects.update(tag=timezone.localdate() - timedelta(days=1))


def schliesse(kreis: dict) -> None:
    """Make the Angebot that Altbach lacked."""
    make_angebot(
        titel="Rat zu Geld",
        einzugsgebiet="gemeinden",
        gemeinden=kreis["gemeinden"][:1],
        lebensphasen=kreis["lebensphasen"],
        themen=kreis["themen"],
    )


def test_eine_tabelle_kommt_herein(seite: Page, live_server, client, kreis) -> None:
    anmelden(seite, live_server, client)
    waehle(seite, KAPUTT)
    expect(seite.locator("#fehler-titel")).to_contain_text("sind 2 Fehler")
    expect(seite.get_by_role("group", name="Nichts wurde geändert")).to_be_focused()
    waehle(seite, TABELLE)
    expect(seite.locator("[data-zahl=neu] b")).to_have_text("3")
    expect(seite.get_by_text("1 Strich gilt als 0")).to_be_visible()
    seite.get_by_role("button", name="Alles übernehmen").click()
    expect(seite.get_by_role("status")).to_contain_text("Übernommen: 3 Zahlen.")
    expect(seite.locator("[data-ags='08116005'] td")).to_have_text(["nicht bekannt", "geheim"])
    assert Indikator.objects.filter(geheim=True).count() == 1


def test_die_vorlage_kommt_als_datei(seite: Page, live_server, client, kreis) -> None:
    anmelden(seite, live_server, client)
    seite.goto("/planung/zahlen/")
    for name, anfang in (("CSV", b"\xef\xbb\xbfAGS"), ("Excel (XLSX)", b"PK")):
        with seite.expect_download() as laden:
            seite.get_by_role("link", name=name).click()
        assert Path(laden.value.path()).read_bytes().startswith(anfang)


def test_eine_luecke_schliesst_sich(neue_seite: SeitenMacher, live_server, client, kreis) -> None:
    """Without script."""
    seite = neue_seite(java_script_enabled=False)
    anmelden(seite, live_server, client)
    seite.goto("/planung/stichtage/")
    seite.get_by_label("Anlass").fill("Bericht")
    seite.get_by_role("button", name="Heutigen Stand festhalten").click()
    expect(seite.get_by_role("status")).to_contain_text("ist festgehalten")
    festgehalten_gestern()
    schliesse(kreis)
    seite.goto("/planung/stichtage/")
    seite.get_by_role("button", name="Vergleichen").click()
    expect(seite.locator("[data-zahl=dazu] b")).to_have_text("1")
    expect(seite.get_by_role("region", name="Geschlossene Lücken")).to_contain_text("Kita · Geld: kein Angebot Altbach")
    expect(seite.locator("[data-zahl=geoeffnet] b")).to_have_text("0")
    seite.get_by_role("link", name="Rat zu Geld").click()
    expect(seite.get_by_role("heading", level=1)).to_contain_text("Rat zu Geld")


@pytest.mark.parametrize("farben", ["light", "dark"])
@pytest.mark.parametrize("geraet", [DESKTOP, HANDY, KLEIN], ids=["desktop", "handy", "320"])
def test_axe_und_kein_querlauf(
    neue_seite: SeitenMacher, live_server, client, kreis, bild: Bild, geraet: dict, farben: str
) -> None:
    seite = neue_seite(**geraet, color_scheme=farben)
    anmelden(seite, live_server, client)
    seite.goto("/planung/stichtage/")
    seite.get_by_role("button", name="Heutigen Stand festhalten").click()
    seite.get_by_role("status").wait_for()
    festgehalten_gestern()
    schliesse(kreis)
    schritte = {
        "stichtage": lambda: seite.goto("/planung/stichtage/"),
        "vergleich": lambda: seite.get_by_role("button", name="Vergleichen").click(),
        "fehler": lambda: waehle(seite, KAPUTT),
        "plan": lambda: waehle(seite, TABELLE),
        "zahlen": lambda: seite.get_by_role("button", name="Alles übernehmen").click(),
    }
    for name, schritt in schritte.items():
        schritt()
        seite.wait_for_load_state("networkidle")
        bild(seite, f"planung-{name}-{geraet['viewport']['width']}-{farben}")
        seite.evaluate(AXE.read_text(encoding="utf-8"))
        ergebnis = seite.evaluate("axe.run(document, { preload: false, resultTypes: ['violations'] })")
        funde = {fund["id"]: [knoten["html"] for knoten in fund["nodes"]] for fund in ergebnis["violations"]}
        assert funde == {}, name
        assert seite.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
