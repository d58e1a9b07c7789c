"""Translations in a real browser: side by side and the state list, without obstacles, on phone and desktop, in light and dark."""

import pytest
from playwright.sync_api import Page, expect

from akteure.models import Benutzer, Uebersetzung, Wortwahl
from angebote.models import Angebot
from tests.akteure.uebersetzungen.test_austausch import datei
from tests.akteure.uebersetzungen.test_bestand import fasse
from tests.alles import WURZEL
from tests.browser.test_admin_minimal import tab_bis
from tests.fabriken import make_angebot, make_gemeinde, make_standort, make_thema

STAND = "/admin/akteure/uebersetzung/"
BREITEN = {"desktop": 1280, "handy": 390}


@pytest.fixture
def anmelden(client, live_server):
    """Return a function that logs the coordinator in on a page."""

    def anmelden(seite: Page) -> Page:
        client.force_login(Benutzer.objects.create(username="koordination", is_staff=True, is_superuser=True))
        sitzung = client.cookies["sessionid"].value
        seite.context.add_cookies([{"name": "sessionid", "value": sitzung, "url": live_server.url}])
        return seite

    return anmelden


@pytest.fixture
def angebot(transactional_db) -> Angebot:
    """An Angebot with a text in every state in Arabic."""
    ort = make_standort(
        name="Haus der Familie", strasse="Beispielweg", hausnummer="3", gemeinde=make_gemeinde(name="Musterstadt")
    )
    angebot = make_angebot(
        titel="Sprechstunde im Elterncafé",
        kurzbeschreibung="Kommen Sie mit Ihren Fragen. Wir hören zu und helfen weiter, auch bei Briefen vom Amt.",
        beschreibung="Sie brauchen keinen Termin.\n\nKinder dürfen mit und können spielen.",
        zeiten="dienstags 15–17 Uhr",
        standorte=[ort],
        themen=[make_thema(name="Beratung")],
    )
    angebot.orte.update(hinweis="Eingang im Hof")
    fasse(angebot, "titel", "ساعة استشارة في مقهى الوالدين", "ar", geprueft=True)
    fasse(angebot, "kurzbeschreibung", "تعالوا مع أسئلتكم. نحن نستمع ونساعد.", "ar")
    fasse(angebot, "zeiten", "أيام الثلاثاء 15:00–17:00", "ar", geprueft=True)
    fasse(angebot, "titel", "Anne-baba kafesinde danışma", "tr")
    Angebot.objects.update(zeiten="mittwochs 15–17 Uhr")
    return Angebot.objects.get()


def blatt(angebot: Angebot, sprache: str = "ar") -> str:
    return f"/admin/angebote/angebot/{angebot.pk}/uebersetzungen/{sprache}/"


def verstoesse(seite: Page) -> list[tuple[str, str]]:
    seite.evaluate((WURZEL / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    ergebnis = seite.evaluate("axe.run(document, { preload: false, resultTypes: ['violations'] })")
    return [(fund["id"], knoten["html"]) for fund in ergebnis["violations"] for knoten in fund["nodes"]]


@pytest.mark.parametrize("geraet", BREITEN)
@pytest.mark.parametrize("farben", ["light", "dark"])
def test_ohne_hindernisse(neue_seite, anmelden, angebot, bild, geraet, farben):
    seite = anmelden(neue_seite(viewport={"width": BREITEN[geraet], "height": 900}, color_scheme=farben))
    seiten = {
        "blatt": blatt(angebot),
        "leicht": blatt(angebot, "de-simple"),
        "stand": f"{STAND}?sprache=ar",
        "einlesen": f"{STAND}einlesen/ar/",
    }
    for name, adresse in seiten.items():
        seite.goto(adresse)
        seite.wait_for_load_state("networkidle")
        bild(seite, f"uebersetzung-{name}-{geraet}-{farben}")
        assert verstoesse(seite) == [], adresse
        assert seite.evaluate("document.documentElement.scrollWidth") <= BREITEN[geraet], adresse
        assert seite.locator("h1").count() == 1


def test_uebersetzen_nur_mit_der_tastatur(seite, anmelden, angebot):
    anmelden(seite).goto(f"/admin/angebote/angebot/{angebot.pk}/change/")
    seite.locator(".object-tools").get_by_role("link", name="Übersetzungen").focus()
    seite.keyboard.press("Enter")
    seite.get_by_role("link", name="Türkçe").focus()
    seite.keyboard.press("Enter")
    seite.wait_for_url("**/uebersetzungen/tr/")
    tab_bis(seite, f"angebot-{angebot.pk}-zeiten")
    seite.keyboard.type("çarşamba 15.00–17.00")
    tab_bis(seite, f"angebot-{angebot.pk}-zeiten-geprueft")
    seite.keyboard.press("Space")
    seite.keyboard.press("Enter")
    expect(seite.locator(".messagelist .success")).to_contain_text("Gespeichert: 1 Text.")
    zeile = Uebersetzung.objects.get(sprache="tr", feld="zeiten")
    assert (zeile.text, zeile.geprueft) == ("çarşamba 15.00–17.00", True)


def test_enter_in_einem_feld_speichert_und_bestaetigt_nichts_anderes(seite, anmelden, angebot):
    anmelden(seite).goto(blatt(angebot))
    seite.get_by_label("Titel auf العربية").fill("استشارة")
    seite.keyboard.press("Enter")
    expect(seite.locator(".messagelist .success")).to_contain_text("Gespeichert: 1 Text.")
    expect(seite.locator(".stand-veraltet")).to_have_count(1)
    seite.get_by_label("gilt weiter").check()
    seite.get_by_role("button", name="Speichern").click()
    expect(seite.locator(".messagelist .success")).to_contain_text("Gespeichert: 1 Text.")
    expect(seite.locator(".stand-veraltet")).to_have_count(0)


def test_tabelle_einlesen_ohne_skript(ohne_skript, anmelden, bild):
    make_angebot(titel="Treff", kennung="abc234")
    seite = anmelden(ohne_skript)
    seite.goto(f"{STAND}?sprache=tr")
    seite.get_by_role("link", name="Ausgefüllte Tabelle einlesen").click()
    falsch = {"name": "tr.csv", "mimeType": "text/csv", "buffer": datei({"schluessel": "weg"}).encode()}
    seite.get_by_label("Datei").set_input_files(falsch)
    seite.get_by_role("button", name="Prüfen").click()
    expect(seite.locator(".befunde")).to_contain_text("tr.csv, Zeile 2, Spalte „schluessel“, Wert „weg“")
    bild(seite, "uebersetzung-einlesen-fehler")
    seite.get_by_label("Datei").set_input_files(falsch | {"buffer": datei().encode()})
    seite.get_by_role("button", name="Prüfen").click()
    expect(seite.locator("#content-main")).to_contain_text("1 neu, 0 geändert")
    bild(seite, "uebersetzung-einlesen-plan")
    seite.get_by_role("button", name="Alles übernehmen").click()
    expect(seite.locator(".messagelist .success")).to_contain_text("Übernommen: 1 Übersetzung.")


def test_hinweis_beim_schreiben(seite, anmelden, angebot, bild):
    anmelden(seite).goto(f"/admin/angebote/angebot/{angebot.pk}/change/")
    hinweis = seite.locator(".field-kurzbeschreibung .lesehilfe")
    expect(hinweis).to_be_empty()
    lang = "Wir beraten Sie zu allen Fragen rund um das Geld und gehen mit Ihnen auch zu dem Amt in Ihrer Stadt hin."
    seite.get_by_label("In einem Satz:").fill(lang)
    expect(hinweis).to_contain_text("Ein Satz hat 22 Wörter.")
    bild(seite, "lesehilfe")
    seite.get_by_label("In einem Satz:").fill("Wir helfen Ihnen.")
    expect(hinweis).to_be_empty()


def test_bessere_worte_beim_schreiben(seite, anmelden, angebot, bild):
    Wortwahl.objects.create(ausdruck="arm* Familie*", besser="Familien mit wenig Geld", warum="Kein Etikett.")
    anmelden(seite).goto(f"/admin/angebote/angebot/{angebot.pk}/change/")
    hinweis = seite.locator(".field-kurzbeschreibung .wortehilfe")
    expect(hinweis).to_be_empty()
    seite.get_by_label("In einem Satz:").fill(
        "Ein Armband für jedes Kind: Hilfe für armen\u00a0Familien, warm und gut."
    )
    expect(hinweis).to_have_text("Statt „armen Familien“ vielleicht „Familien mit wenig Geld“. Kein Etikett.")
    bild(seite, "wortehilfe")
    seite.get_by_label("In einem Satz:").fill("Warme Familienjacken und ein Armband.")
    expect(hinweis).to_be_empty()
