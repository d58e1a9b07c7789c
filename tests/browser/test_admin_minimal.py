"""The coordinator at work in a real browser: the publishable minimum, with the mouse, by keyboard, with a new Akteur."""

import re

import pytest
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect

from akteure.models import Benutzer, Grenze, Standort
from angebote.models import Angebot
from tests.alles import WURZEL
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_lebensphase,
    make_lotsenstelle,
    make_planungsraum,
    make_standort,
    make_thema,
)

NEU = "/admin/angebote/angebot/add/"
PASSWORT = "wolke-sieben-und-acht"


@pytest.fixture
def koordination(seite: Page, live_server, client) -> Page:
    """A page on which the coordinator is logged in."""
    client.force_login(Benutzer.objects.create(username="koordination", is_staff=True, is_superuser=True))
    sitzung = client.cookies["sessionid"].value
    seite.context.add_cookies([{"name": "sessionid", "value": sitzung, "url": live_server.url}])
    return seite


@pytest.fixture
def vokabular() -> None:
    make_lebensphase(name="Kleinkind")
    make_thema(name="Betreuung")


class Eingaben:
    """Fills in a form and counts: a field chosen or filled is one input, a button pressed is one input."""

    def __init__(self, seite: Page) -> None:
        self.seite = seite
        self.anzahl = 0

    def text(self, name: str, wert: str) -> None:
        self.seite.get_by_label(name, exact=True).fill(wert)
        self.anzahl += 1

    def wahl(self, name: str, wert: str) -> None:
        self.seite.get_by_label(name, exact=True).select_option(label=wert)
        self.anzahl += 1

    def kreuz(self, name: str) -> None:
        kreuz, kreis = (self.seite.get_by_role(rolle, name=name, exact=True) for rolle in ("checkbox", "radio"))
        kreuz.or_(kreis).check()
        self.anzahl += 1

    def knopf(self, name: str) -> None:
        self.seite.get_by_role("button", name=name, exact=True).click()
        self.anzahl += 1

    def suche(self, feld: str, wort: str) -> None:
        """Choose from an autocomplete: open, type, Enter."""
        self.seite.locator(f".field-{feld} .select2-selection").first.click()
        with self.seite.expect_response(re.compile(r"/autocomplete/\?term=\w")):
            self.seite.locator(".select2-search__field").last.fill(wort)
        self.seite.locator(".select2-results__option--highlighted", has_text=wort).wait_for()
        self.seite.keyboard.press("Enter")
        self.anzahl += 1


def test_anmelden_mit_zweitem_faktor_und_abmelden(seite):
    Benutzer.objects.create_superuser("koordination", password=PASSWORT)
    seite.goto("/admin/")
    seite.get_by_label("E-Mail-Adresse oder Name").fill("koordination")
    seite.get_by_label("Passwort").fill(PASSWORT)
    seite.get_by_role("button", name="Anmelden").click()
    seite.get_by_role("button", name="Einrichten beginnen").click()
    expect(seite.locator("img.qr")).to_be_visible()
    geraet = TOTPDevice.objects.get()
    seite.get_by_label("Code aus der App").fill(f"{totp(geraet.bin_key):06}")
    seite.get_by_role("button", name="Fertig einrichten").click()
    expect(seite.locator(".ersatzcodes li")).to_have_count(8)
    seite.get_by_role("link", name="Ich habe die Codes, weiter").click()
    expect(seite).to_have_title(re.compile("Schreibtisch"))
    seite.get_by_role("button", name="Abmelden").click()
    expect(seite.locator("#content")).to_contain_text("Vielen Dank")


def auf_der_liste(seite: Page, titel: str) -> None:
    seite.goto("/angebote/")
    expect(seite.locator("article[data-kennung]").filter(has_text=titel)).to_have_count(1)


def test_minimum_in_hoechstens_zehn_eingaben(koordination, vokabular):
    make_akteur(name="Haus der Familie")
    koordination.goto(NEU)
    eingaben = Eingaben(koordination)
    eingaben.suche("akteur", "Haus der Familie")
    eingaben.text("Titel:", "Krabbelgruppe am Montag")
    eingaben.text("In einem Satz:", "Singen und spielen mit Babys.")
    eingaben.wahl("Art:", "Gruppe oder Kurs")
    eingaben.kreuz("Kleinkind")
    eingaben.kreuz("Betreuung")
    eingaben.kreuz("im ganzen Kreis")
    eingaben.knopf("Speichern und veröffentlichen")
    expect(koordination.locator(".messagelist .success")).to_contain_text("veröffentlicht")
    assert eingaben.anzahl <= 10
    auf_der_liste(koordination, "Krabbelgruppe am Montag")


def test_minimum_mit_standort_des_akteurs(koordination, vokabular):
    make_standort(name="Anderes Haus")
    standort = make_standort(
        akteur=make_akteur(name="Haus der Familie"), name="Saal 2", gemeinde=make_gemeinde(name="Musterstadt")
    )
    koordination.goto(NEU)
    eingaben = Eingaben(koordination)
    eingaben.suche("akteur", "Haus der Familie")
    eingaben.text("Titel:", "Spielkreis")
    eingaben.text("In einem Satz:", "Spielen im Saal.")
    eingaben.wahl("Art:", "offener Treff")
    eingaben.kreuz("Kleinkind")
    eingaben.kreuz("Betreuung")
    koordination.locator("#orte-0 .select2-selection").click()
    wahl = koordination.locator(".select2-results__option[aria-selected]")
    expect(wahl).to_have_text([str(standort)])
    wahl.click()
    eingaben.anzahl += 1
    eingaben.knopf("Speichern und veröffentlichen")
    expect(koordination.locator(".messagelist .success")).to_contain_text("veröffentlicht")
    assert eingaben.anzahl <= 10
    auf_der_liste(koordination, "Spielkreis")


def test_minimum_mit_neuem_akteur_aus_dem_popup(koordination, vokabular):
    koordination.goto(NEU)
    eingaben = Eingaben(koordination)
    with koordination.expect_popup() as popup:
        koordination.locator("#add_id_akteur").click()
    popup.value.locator("#id_name").fill("Verein Sonnenblick")
    popup.value.get_by_role("textbox", name="Telefon:").fill("030 23125 001")
    with popup.value.expect_event("close"):
        popup.value.get_by_role("button", name="Speichern").click()
    expect(koordination.locator(".field-akteur .select2-selection__rendered")).to_contain_text("Verein Sonnenblick")
    eingaben.text("Titel:", "Elterncafé")
    eingaben.text("In einem Satz:", "Kaffee und Gespräch.")
    eingaben.wahl("Art:", "offener Treff")
    eingaben.kreuz("Kleinkind")
    eingaben.kreuz("Betreuung")
    eingaben.kreuz("online")
    eingaben.knopf("Speichern und veröffentlichen")
    expect(koordination.locator(".messagelist .success")).to_contain_text("veröffentlicht")
    assert Angebot.objects.oeffentlich().get().akteur.name == "Verein Sonnenblick"


def tab_bis(seite: Page, feld: str) -> None:
    """Press Tab until the element known as `feld` has the focus."""
    merkmale = "(e => [e.name, e.value, e.getAttribute('aria-label')])(document.activeElement)"
    for _schritt in range(120):
        seite.keyboard.press("Tab")
        if feld in seite.evaluate(merkmale):
            return
    raise AssertionError(f"{feld} ist mit der Tabulatortaste nicht zu erreichen.")


def test_minimum_nur_mit_der_tastatur(koordination, vokabular):
    make_akteur(name="Haus der Familie")
    koordination.goto(NEU)
    tasten = koordination.keyboard
    expect(koordination.locator(".field-akteur .select2-selection")).to_be_focused()  # without a key: the first field
    tasten.press("Enter")
    expect(koordination.locator(".select2-container--open .select2-search__field")).to_be_focused()
    with koordination.expect_response(re.compile(r"/autocomplete/\?term=\w")):
        tasten.type("Haus")
    koordination.locator(".select2-results__option--highlighted", has_text="Haus der Familie").wait_for()
    tasten.press("Enter")
    for feld, wert in (("titel", "Vorlesen"), ("kurzbeschreibung", "Geschichten für alle.")):
        tab_bis(koordination, feld)
        tasten.type(wert)
    tab_bis(koordination, "art")
    tasten.type("Gruppe")
    for feld in ("lebensphasen", "themen"):
        tab_bis(koordination, feld)
        tasten.press("Space")
    tab_bis(koordination, "einzugsgebiet")
    tasten.press("ArrowDown")
    tab_bis(koordination, "veroeffentlichen")
    tasten.press("Enter")
    expect(koordination.locator(".messagelist .success")).to_contain_text("veröffentlicht")
    auf_der_liste(koordination, "Vorlesen")


def test_was_fehlt_steht_da_und_nichts_geht_verloren(koordination, vokabular):
    make_akteur(name="Haus der Familie", mit_kontakt=False)
    koordination.goto(NEU)
    eingaben = Eingaben(koordination)
    eingaben.suche("akteur", "Haus der Familie")
    eingaben.text("Titel:", "Halb fertig")
    eingaben.knopf("Speichern und veröffentlichen")
    expect(koordination.locator(".messagelist .warning li")).to_have_count(6)
    expect(koordination.get_by_label("Titel:", exact=True)).to_have_value("Halb fertig")


@pytest.mark.parametrize("breite", [1280, 390])
def test_alle_seiten_ohne_verstoss_und_ohne_querschieben(koordination, breite):
    angebot = make_angebot(
        gemeinde=make_gemeinde(), lebensphasen=[make_lebensphase()], themen=[make_thema()], sprachen={"tr": "spricht"}
    )
    koordination.set_viewport_size({"width": breite, "height": 900})
    standort = Standort.objects.get()
    thema = angebot.themen.get()
    stelle = make_lotsenstelle(planungsraeume=[make_planungsraum()], gemeinden=[make_gemeinde()])
    for adresse in (
        "/admin/",
        "/admin/angebote/angebot/",
        NEU,
        f"/admin/angebote/angebot/{angebot.pk}/change/",
        f"/admin/angebote/angebot/{angebot.pk}/delete/",
        f"/admin/angebote/angebot/{angebot.pk}/history/",
        f"/admin/angebote/angebot/{angebot.pk}/vorschau/",
        f"/admin/akteure/akteur/{angebot.akteur_id}/change/",
        f"/admin/akteure/standort/{standort.pk}/change/",
        "/admin/akteure/akteur/add/?_to_field=id&_popup=1",
        f"/admin/angebote/thema/{thema.pk}/delete/",
        "/admin/angebote/thema/",
        "/admin/angebote/importlauf/",
        "/admin/angebote/lotsenstelle/",
        "/admin/angebote/lotsenstelle/add/",
        f"/admin/angebote/lotsenstelle/{stelle.pk}/change/",
        "/admin/akteure/kurzform/",
        "/admin/akteure/kurzform/add/",
        "/admin/akteure/benutzer/add/",
        "/admin/password_change/",
    ):
        koordination.goto(adresse)
        koordination.evaluate("document.querySelectorAll('details').forEach((abschnitt) => { abschnitt.open = true; })")
        koordination.wait_for_load_state("networkidle")
        assert koordination.evaluate("document.documentElement.scrollWidth") <= breite, adresse
        assert koordination.locator("h1").count() == 1, adresse


@pytest.mark.parametrize("farben", ["light", "dark"])
def test_ohne_hindernisse(koordination, farben):
    """axe on what the coordinator uses daily. "list" is select2's own: its button to clear stands in its <ul>."""
    angebot = make_angebot(
        gemeinde=make_gemeinde(), lebensphasen=[make_lebensphase()], themen=[make_thema()], sprachen={"tr": "spricht"}
    )
    koordination.emulate_media(color_scheme=farben)
    skript = (WURZEL / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    for adresse in (
        "/admin/",
        "/admin/angebote/angebot/",
        f"/admin/angebote/angebot/{angebot.pk}/change/",
        f"/admin/akteure/akteur/{angebot.akteur_id}/change/",
        "/admin/angebote/thema/",
        "/admin/angebote/lotsenstelle/",
        "/admin/angebote/lotsenstelle/add/",
    ):
        koordination.goto(adresse)
        koordination.wait_for_load_state("networkidle")
        koordination.evaluate(skript)
        ergebnis = koordination.evaluate("axe.run(document, { preload: false, resultTypes: ['violations'] })")
        funde = [
            (fund["id"], knoten["html"])
            for fund in ergebnis["violations"]
            for knoten in fund["nodes"]
            if fund["id"] != "list"
        ]
        assert not funde, (adresse, funde)


def test_punkt_auf_der_karte_setzen(koordination):
    ring = [[9.0, 48.4], [9.6, 48.4], [9.6, 48.8], [9.0, 48.8], [9.0, 48.4]]
    gemeinde = make_gemeinde(name="Musterstadt", lat=48.6, lon=9.3)
    Grenze.objects.create(gemeinde=gemeinde, geometrie={"type": "Polygon", "coordinates": [ring]})
    standort = make_standort(gemeinde=gemeinde, strasse="Beispielweg")
    koordination.goto(f"/admin/akteure/standort/{standort.pk}/change/")
    karte = koordination.locator("[data-punkt]")
    karte.scroll_into_view_if_needed()
    expect(karte).to_have_attribute("data-fertig", "ja")
    karte.click()
    breite, laenge = (koordination.get_by_label(name, exact=True) for name in ("Breite:", "Länge:"))
    expect(breite).to_have_value(re.compile(r"^48,[56]\d+$"))
    expect(laenge).to_have_value(re.compile(r"^9,[23]\d+$"))
    koordination.get_by_role("button", name="Speichern", exact=True).click()
    expect(koordination.locator(".messagelist .success")).to_be_visible()
    standort.refresh_from_db()
    assert standort.punkt == pytest.approx((48.6, 9.3), abs=0.02)


def test_punkt_ohne_karte_eintippen(koordination):
    standort = make_standort()
    koordination.route("**/punkt.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    koordination.goto(f"/admin/akteure/standort/{standort.pk}/change/")
    koordination.get_by_label("Breite:", exact=True).fill("48,6258")
    koordination.get_by_label("Länge:", exact=True).fill("9,3433")
    koordination.keyboard.press("Enter")
    expect(koordination.locator(".messagelist .success")).to_be_visible()
    standort.refresh_from_db()
    assert standort.punkt == (48.6258, 9.3433)
