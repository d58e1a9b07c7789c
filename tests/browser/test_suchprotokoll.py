"""Gesucht, nicht gefunden: the coordinator makes a word a Schreibweise with one click."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from akteure.models import Benutzer
from angebote.models import Schreibweise, Suchprotokoll
from tests.browser.conftest import DESKTOP, HANDY_KLEIN, Bild, SeitenMacher
from tests.browser.test_axe import AXE
from tests.fabriken import make_angebot, make_begriff, make_planungsraum, make_sprache

LISTE = "/admin/angebote/suchprotokoll/"


@pytest.fixture
def protokoll(transactional_db) -> None:
    """Two weeks with an unknown word, a known one, one from right to left, and rare ones."""
    hebamme, raum = make_begriff("Hebamme"), make_planungsraum(name="Nürtingen")
    make_sprache("de")
    make_angebot(titel="Hebamme im Dorf")
    for woche in (date(2026, 9, 28), date(2026, 9, 21)):
        for wort, begriff in (("Wehfrau", None), ("Hebamme", hebamme), ("مساعدة", None), ("", None)):
            Suchprotokoll.objects.create(
                kennung=f"{woche:%m%d}{wort}".encode().hex(),
                schluessel=wort or "selten",
                text=wort,
                begriff=begriff,
                woche=woche,
                planungsraum=raum,
                anzahl=4,
                ohne_treffer=4,
            )


def anmelden(seite: Page, live_server, client) -> None:
    konto, _neu = Benutzer.objects.get_or_create(username="koordination", is_staff=True, is_superuser=True)
    client.force_login(konto)
    sitzung = client.cookies["sessionid"].value
    seite.context.add_cookies([{"name": "sessionid", "value": sitzung, "url": live_server.url}])


def test_ein_klick_zur_schreibweise(seite: Page, live_server, client, protokoll) -> None:
    anmelden(seite, live_server, client)
    seite.goto("/admin/")
    seite.get_by_role("link", name="Gesucht, nicht gefunden").click()
    seite.get_by_role("link", name="Zur Schreibweise machen Wehfrau").first.click()
    seite.locator(".field-begriff .select2-selection").click()
    seite.locator(".select2-search__field").fill("hebam")
    seite.locator(".select2-results__option--highlighted", has_text="Hebamme").wait_for()
    seite.keyboard.press("Enter")
    seite.get_by_role("button", name="Schreibweise anlegen").click()
    expect(seite.locator(".messagelist .success")).to_contain_text("„Wehfrau“ führt jetzt zu „Hebamme“")
    expect(seite.get_by_role("link", name="Zur Schreibweise machen Wehfrau")).to_have_count(0)
    assert Schreibweise.objects.get(text="Wehfrau").begriff.name == "Hebamme"
    seite.goto("/angebote/?q=Wehfrau")
    expect(seite.locator("article[data-kennung]")).to_have_count(1)


@pytest.mark.parametrize("farben", ["light", "dark"])
@pytest.mark.parametrize("geraet", [DESKTOP, HANDY_KLEIN], ids=["desktop", "handy"])
def test_axe_und_kein_querlauf(
    neue_seite: SeitenMacher, live_server, client, protokoll, bild: Bild, geraet: dict, farben: str
) -> None:
    """ "list" is select2's own: its button to clear stands in its <ul>."""
    seite = neue_seite(**geraet, color_scheme=farben)
    anmelden(seite, live_server, client)
    wort = Suchprotokoll.objects.filter(text="Wehfrau").first()
    adressen = {"liste": LISTE, "alles": f"{LISTE}?zeige=alles", "form": f"{LISTE}{wort.pk}/schreibweise/"}
    for name, adresse in adressen.items():
        seite.goto(adresse)
        bild(seite, f"protokoll-{name}-{geraet['viewport']['width']}-{farben}")
        seite.wait_for_load_state("networkidle")
        seite.evaluate(AXE.read_text(encoding="utf-8"))
        ergebnis = seite.evaluate("axe.run(document, { preload: false, resultTypes: ['violations'] })")
        funde = {fund["id"]: [knoten["html"] for knoten in fund["nodes"]] for fund in ergebnis["violations"]}
        assert funde.keys() <= {"list"}, (name, funde)
        assert seite.evaluate("document.documentElement.scrollWidth <= innerWidth")
