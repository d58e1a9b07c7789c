"""The Netzwerkkarte as people use it: on a phone, with the keyboard, without script, on paper, for planners."""

import subprocess

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from netzwerk.models import Kooperation
from tests.browser.seiten import oeffne

pytestmark = pytest.mark.usefixtures("landkreis")


def ueberlauf(seite: Page) -> int:
    return seite.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_from_the_footer_to_one_akteur_and_its_page(ohne_skript: Page) -> None:
    oeffne(ohne_skript, "/akteure/")
    ohne_skript.get_by_role("link", name="Netzwerkkarte").click()
    ohne_skript.locator("#netz-akteur").select_option(label="Familienhaus Lindenwinkel")
    ohne_skript.get_by_role("button", name="Netz zeigen").click()
    expect(ohne_skript.locator(".knoten-mitte")).to_have_count(1)
    assert ohne_skript.locator("svg a.knoten").count() == ohne_skript.locator(".netz-liste > li").count()
    ohne_skript.locator("svg a[aria-label*='Kinderhaus Wolkenschaf']").click()
    expect(ohne_skript.get_by_role("heading", level=1)).to_have_text("Kinderhaus Wolkenschaf")
    expect(ohne_skript.get_by_role("heading", name="Arbeitet zusammen mit")).to_be_visible()


def test_the_keyboard_reaches_every_akteur_of_the_picture(seite: Page) -> None:
    oeffne(seite, "/netzwerk/?akteur=grundschule-lerchenhang")
    seite.get_by_role("link", name="Tabelle herunterladen").focus()
    erreicht = []
    for _knoten in range(seite.locator("svg a.knoten").count()):
        seite.keyboard.press("Tab")
        erreicht.append(seite.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert erreicht == [a.get_attribute("aria-label") for a in seite.locator("svg a.knoten").all()]
    breite = "getComputedStyle(document.activeElement.querySelector('path')).strokeWidth"
    assert seite.evaluate(breite) == "6px"


@pytest.mark.parametrize("adresse", ["/netzwerk/", "/ar/netzwerk/", "/ru/netzwerk/?akteur=kinderhaus-wolkenschaf"])
@pytest.mark.parametrize("breite", [320, 390])
def test_on_a_phone_only_the_picture_rolls(neue_seite, adresse: str, breite: int) -> None:
    handy = neue_seite(viewport={"width": breite, "height": 700}, is_mobile=True, has_touch=True)
    oeffne(handy, adresse)
    assert ueberlauf(handy) == 0
    assert handy.locator(".netz-flaeche").evaluate("e => e.scrollWidth > e.clientWidth")
    zeile = handy.locator(".netz-tabelle tbody tr").first.bounding_box()
    assert zeile["x"] >= 0 and zeile["x"] + zeile["width"] <= breite


def test_names_are_where_they_were_measured(seite: Page) -> None:
    """The server guesses how wide a name is; no browser may draw it over another one."""
    oeffne(seite, "/netzwerk/")
    kaesten = seite.evaluate(
        "[...document.querySelectorAll('.netz .name')].map(e => e.getBoundingClientRect().toJSON())"
    )
    assert len(kaesten) > 20
    stoesse = [
        (a, b)
        for n, a in enumerate(kaesten)
        for b in kaesten[n + 1 :]
        if a["left"] < b["right"] - 1
        and b["left"] < a["right"] - 1
        and a["top"] < b["bottom"] - 6
        and b["top"] < a["bottom"] - 6
    ]
    assert stoesse == []


@pytest.mark.parametrize(("blatt", "breite"), [("A4", 842), ("A3", 1191)])
def test_the_picture_with_its_legend_is_whole_on_the_first_sheet(
    seite: Page, tmp_path, blatt: str, breite: int
) -> None:
    oeffne(seite, "/netzwerk/")
    pfad = tmp_path / "netz.pdf"
    seite.pdf(path=pfad, format=blatt, landscape=True)
    erste = PdfReader(pfad).pages[0]
    assert round(float(erste.mediabox.width)) == pytest.approx(breite, abs=1)
    text = subprocess.run(["pdftotext", "-l", "1", pfad, "-"], capture_output=True, check=True, text=True).stdout
    for wort in (
        "Wer arbeitet zusammen?",
        "Lindenwinkel",
        "Goldammer",
        "Klarwasser",
        "Frühe",
        "Übergangsvereinbarung",
        "Mitglied in einem Gremium",
        "Ein Pfeil",
    ):
        assert wort in text


def test_kinds_differ_without_colour(seite: Page) -> None:
    oeffne(seite, "/netzwerk/")
    stil = "e => { const s = getComputedStyle(e); return s.strokeDasharray + s.strokeWidth }"
    striche = {
        art: seite.locator(f"svg[role] .linie-{art}").evaluate(stil)
        for art in ("uebergang", "angebot", "vermittlung", "austausch", "verbund", "gremium")
    }
    assert len(set(striche.values())) == len(striche)


def test_what_is_confirmed_appears_and_what_is_ended_goes(seite: Page) -> None:
    kooperation = Kooperation.objects.get(von__slug="grundschule-am-wiesenpfad")
    oeffne(seite, "/netzwerk/")
    expect(seite.locator("svg a[aria-label*='Wiesenpfad']")).to_have_count(0)
    kooperation.bestaetigen_mit()
    oeffne(seite, "/netzwerk/")
    expect(seite.locator("svg a[aria-label*='Wiesenpfad']")).to_have_count(1)
    kooperation.beenden()
    oeffne(seite, "/netzwerk/")
    expect(seite.locator("svg a[aria-label*='Wiesenpfad']")).to_have_count(0)


def test_a_gremium_leads_to_its_place_below_and_can_be_left_out(ohne_skript: Page) -> None:
    oeffne(ohne_skript, "/netzwerk/")
    expect(ohne_skript.locator("svg a.gremium")).to_have_count(2)
    ohne_skript.get_by_role("link", name="Runder Tisch Frühe Hilfen").first.click()
    ziel = ohne_skript.locator(".gremien > li:target")
    expect(ziel.get_by_role("heading")).to_contain_text("Runder Tisch Frühe Hilfen")
    expect(ziel).to_be_in_viewport()
    ohne_skript.get_by_role("link", name="Gremien ausblenden").click()
    expect(ohne_skript.locator("svg a.gremium")).to_have_count(0)
    ohne_skript.locator("#netz-akteur").select_option(label="Familienhaus Lindenwinkel")
    ohne_skript.get_by_role("button", name="Netz zeigen").click()
    expect(ohne_skript.locator("svg a.gremium")).to_have_count(0)
    ohne_skript.get_by_role("link", name="Gremien zeigen").click()
    expect(ohne_skript.locator("svg a.gremium")).to_have_count(1)
    expect(ohne_skript.locator(".knoten-mitte")).to_have_count(1)


def test_the_keyboard_reaches_every_gremium_of_the_picture(seite: Page) -> None:
    oeffne(seite, "/netzwerk/")
    seite.locator("svg a.knoten").last.focus()
    for gremium in seite.locator("svg a.gremium").all():
        seite.keyboard.press("Tab")
        expect(gremium).to_be_focused()
        assert gremium.locator("path").evaluate("e => getComputedStyle(e).strokeWidth") == "6px"


def test_every_gremium_stands_free_with_its_name(seite: Page) -> None:
    """Its shape touches neither a shape of an Akteur nor a name, and each name in the picture is drawn."""
    oeffne(seite, "/netzwerk/")
    kasten = "e => e.map(a => a.getBoundingClientRect().toJSON())"
    tische = seite.locator("svg a.gremium path").evaluate_all(kasten)
    andere = seite.locator("svg a.knoten path, svg[role] .name").evaluate_all(kasten)
    stoesse = [
        (a, b)
        for a in tische
        for b in andere
        if a["left"] < b["right"]
        and b["left"] < a["right"]
        and a["top"] < b["bottom"] - 4
        and b["top"] < a["bottom"] - 4
    ]
    assert len(tische) == 2 and stoesse == []
