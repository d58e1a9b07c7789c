"""Gap matrix and gap register in a real browser: from the cell to "wieder offen"; axe on every page; keyboard, phone, paper."""

import pytest
from playwright.sync_api import Page, expect

from akteure.models import Gemeinde
from angebote.models import Angebot, Lebensphase, Thema
from netzwerk.models import Luecke
from netzwerk.planung.jetzt import abdeckung_jetzt
from tests.browser.conftest import DESKTOP, HANDY, Bild, SeitenMacher
from tests.browser.test_axe import AXE, befunde
from tests.browser.test_fachkraefte import anmelden
from tests.fabriken import make_angebot, make_konto

pytestmark = pytest.mark.usefixtures("landkreis")
LUECKEN, REGISTER = "/planung/luecken/", "/planung/register/"
NUERTINGEN = "08116049"


def leeres_feld(gemeinde: str = NUERTINGEN) -> tuple[str, str]:
    """Return Lebensphase and Thema for which the demo has nothing in a Gemeinde."""
    abdeckung = abdeckung_jetzt()
    gebiet = abdeckung.fakten.gebiete.eines(gemeinde=gemeinde)
    return next(
        (phase.wort.wert, thema.wort.wert)
        for phase in abdeckung.koepfe("lebensphase")
        for thema in abdeckung.koepfe("thema")
        if "nichts" in abdeckung.zelle(gebiet, (phase.bedingung, thema.bedingung)).arten
    )


def angebot_dafuer(phase: str, thema: str, titel: str) -> Angebot:
    return make_angebot(
        titel=titel,
        gemeinde=Gemeinde.objects.get(ags=NUERTINGEN),
        lebensphasen=[Lebensphase.objects.get(slug=phase)],
        themen=[Thema.objects.get(slug=thema)],
        kosten="kostenlos",
    )


@pytest.fixture
def koordination(seite: Page, live_server, client) -> Page:
    return anmelden(seite, live_server, client, make_konto("koordination", first_name="Kim", last_name="Koord"))


def test_von_der_zelle_bis_wieder_offen(koordination: Page, bild: Bild) -> None:
    phase, thema = leeres_feld()
    ansicht = f"{LUECKEN}?zeilen=lebensphase&spalten=thema&gemeinde={NUERTINGEN}"
    koordination.goto(ansicht)
    zelle = koordination.locator(f"#f-{NUERTINGEN}-{phase}-{thema}")
    expect(zelle).to_contain_text("nichts da")
    zelle.get_by_role("button", name="+ Register").click()
    expect(koordination.locator(".meldungen")).to_contain_text("Im Register: Nürtingen")
    expect(zelle).to_be_in_viewport()
    zelle.get_by_role("link", name="Register: erkannt").click()
    expect(koordination.locator("h1")).to_contain_text("Nürtingen")

    koordination.get_by_text("Als geprüft eintragen").click()
    koordination.get_by_label("Was spricht dafür").fill("Drei Kitas fragen danach.")
    koordination.get_by_role("button", name="Geprüft", exact=True).click()
    expect(koordination.locator("[data-lage]")).to_have_text("geprüft")

    koordination.get_by_text("Maßnahme planen").click()
    koordination.get_by_role("button", name="Maßnahme eintragen").click()
    expect(koordination.locator(".fehlerliste li")).to_have_count(3)
    koordination.get_by_label("Was ist geplant?").fill("Ein Treff in der Stadtmitte")
    koordination.get_by_label("Wer ist zuständig?").fill("Amt für Familie")
    koordination.get_by_label("Bis wann?").fill("2099-03-31")
    koordination.get_by_role("button", name="Maßnahme eintragen").click()
    expect(koordination.locator("[data-lage]")).to_have_text("Maßnahme geplant")

    angebot = angebot_dafuer(phase, thema, "Neuer Treff am Neckar")
    koordination.reload()
    expect(koordination.locator("[data-gedeckt]")).to_be_visible()
    koordination.locator("summary", has_text="Lücke schließen").click()
    koordination.get_by_label("Neuer Treff am Neckar").check()
    bild(koordination, "luecke-schliessen")
    koordination.get_by_role("button", name="Lücke schließen").click()
    expect(koordination.locator("[data-lage]")).to_have_text("geschlossen")
    koordination.goto(ansicht)
    expect(zelle).not_to_contain_text("nichts da")
    expect(zelle).to_contain_text("Register: geschlossen")

    angebot.beenden()
    koordination.goto(ansicht)
    expect(zelle).to_contain_text("nichts da")
    zelle.get_by_role("link", name="Register: wieder offen").click()
    expect(koordination.locator("[data-lage]")).to_have_text("wieder offen")
    koordination.goto(f"{REGISTER}?status=wieder_offen")
    expect(koordination.locator("h1")).to_have_attribute("data-anzahl", "1")
    bild(koordination, "register-wieder-offen")


def test_ein_neues_angebot_laesst_die_luecke_verschwinden(koordination: Page) -> None:
    phase, thema = leeres_feld()
    ansicht = f"{LUECKEN}?zeilen=gemeinde&spalten=thema&lebensphase={phase}&art=nichts"
    angebot = angebot_dafuer(phase, thema, "Neuer Treff")
    angebot.pausieren()
    koordination.goto(ansicht)
    zelle = koordination.locator(f"#f-{NUERTINGEN}-{phase}-{thema}")
    expect(zelle).to_contain_text("nichts da")
    vorher = int(koordination.locator("[data-art=nichts]").inner_text())
    angebot.veroeffentlichen(ohne_kontakt=True)
    koordination.reload()
    expect(zelle).not_to_contain_text("nichts da")
    expect(zelle).to_have_attribute("data-anzahl", "1")
    assert int(koordination.locator("[data-art=nichts]").inner_text()) < vorher
    zelle.locator("a.zahl").click()
    expect(koordination.locator("h1[data-anzahl]")).to_have_attribute("data-anzahl", "1")


def test_ohne_skript(neue_seite: SeitenMacher, live_server, client) -> None:
    seite = anmelden(neue_seite(java_script_enabled=False), live_server, client, make_konto("koordination"))
    seite.goto(LUECKEN)
    seite.get_by_label("Zeilen").select_option("lebensphase")
    seite.locator("summary", has_text="Enger fassen").click()
    seite.get_by_label("Art der Lücke").select_option("nur_kreisweit")
    seite.get_by_role("button", name="Zeigen").click()
    seite.get_by_role("button", name="+ Register").first.click()
    seite.get_by_role("link", name="Register: erkannt").first.click()
    seite.locator("summary", has_text="Bewusst kein Bedarf").click()
    seite.get_by_label("Warum wird dort nichts gebraucht?").fill("Das reicht so.")
    seite.get_by_role("button", name="Kein Bedarf").click()
    expect(seite.locator("[data-lage]")).to_have_text("bewusst kein Bedarf")


def test_mit_der_tastatur_rollt_die_tabelle_und_der_kopf_bleibt(koordination: Page) -> None:
    koordination.goto(f"{LUECKEN}?zeilen=gemeinde&spalten=thema")
    rolle = koordination.get_by_role("region", name="Gemeinden und Themen")
    rolle.focus()
    for _ in range(6):
        koordination.keyboard.press("PageDown")
    koordination.keyboard.press("ArrowRight")
    expect(koordination.locator(".matrix tbody tr").first).not_to_be_in_viewport()
    kopf = koordination.locator(".matrix thead th").first
    oben = koordination.evaluate("document.querySelector('.matrixrolle').getBoundingClientRect().top")
    assert abs(kopf.bounding_box()["y"] - oben) < 60
    koordination.keyboard.press("Tab")
    assert koordination.evaluate("document.activeElement.closest('.matrix') !== null")


def test_auf_papier_passt_die_tabelle_auf_ein_blatt_breite(koordination: Page, bild: Bild) -> None:
    koordination.goto(f"{LUECKEN}?zeilen=gemeinde&spalten=thema")
    koordination.emulate_media(media="print")
    koordination.set_viewport_size({"width": 1512, "height": 1000})  # A3 landscape without its margins
    assert koordination.evaluate("document.documentElement.scrollWidth") <= 1512
    expect(koordination.get_by_role("button", name="Zeigen")).to_be_hidden()
    expect(koordination.locator(".matrix tbody tr").last).to_be_visible()
    assert koordination.evaluate("getComputedStyle(document.querySelector('.matrixrolle')).overflowX") == "visible"
    bild(koordination, "druck-luecken")


def seiten_der_planung() -> dict[str, str]:
    """Return name → address, with a Luecke in each Stand."""
    abdeckung = abdeckung_jetzt()
    gebiet = abdeckung.fakten.gebiete.eines(gemeinde=NUERTINGEN)
    luecken = [
        Luecke.erkennen(zelle, zelle.arten[0])[0]
        for phase in abdeckung.koepfe("lebensphase")
        for thema in abdeckung.koepfe("thema")
        if (zelle := abdeckung.zelle(gebiet, (phase.bedingung, thema.bedingung))).arten
    ][:5]
    luecken[1].pruefen("Drei Kitas fragen danach.")
    luecken[2].kein_bedarf("Das reicht so.")
    angebot = make_angebot()
    luecken[3].schliessen([angebot])
    angebot.beenden()
    return {
        "luecken": LUECKEN,
        "luecken-nuertingen": f"{LUECKEN}?zeilen=lebensphase&spalten=thema&gemeinde={NUERTINGEN}&quatsch=1&art=x",
        "luecken-art": f"{LUECKEN}?zeilen=planungsraum&spalten=zielgruppe&art=nichts",
        "register": REGISTER,
        "register-leer": f"{REGISTER}?art=voll&status=geplant",
        "luecke-erkannt": luecken[0].get_absolute_url(),
        "luecke-geprueft": luecken[1].get_absolute_url(),
        "luecke-kein-bedarf": luecken[2].get_absolute_url(),
        "luecke-wieder-offen": luecken[3].get_absolute_url(),
    }


@pytest.mark.parametrize("geraet", [HANDY, DESKTOP], ids=["handy", "desktop"])
def test_axe_und_kein_querlauf(neue_seite: SeitenMacher, live_server, client, bild: Bild, geraet: dict) -> None:
    seite, funde, axe = neue_seite(**geraet, reduced_motion="reduce"), [], AXE.read_text(encoding="utf-8")
    anmelden(seite, live_server, client, make_konto("koordination"))
    name_des_geraets = "handy" if geraet is HANDY else "desktop"
    for name, adresse in seiten_der_planung().items():
        assert seite.goto(adresse).status == 200
        seite.evaluate("document.querySelectorAll('details').forEach((eines) => { eines.open = true; })")
        if seite.evaluate("document.documentElement.scrollWidth > innerWidth"):
            funde.append(f"{name}: läuft quer")
        funde += [f"{name}: {fund}" for fund in befunde(seite, axe, name_des_geraets, bild, f"planung-{name}")]
    assert not funde, "\n".join(funde)


def test_eine_luecke_steht_ueberall_und_verschwindet_ueberall(koordination: Page, bild: Bild) -> None:
    phase, thema = leeres_feld()
    worte = [modell.objects.get(slug=slug).name for modell, slug in ((Lebensphase, phase), (Thema, thema))]
    matrix = f"{LUECKEN}?zeilen=lebensphase&spalten=thema&gemeinde={NUERTINGEN}"
    koordination.goto(matrix)
    zelle = koordination.locator(f"#f-{NUERTINGEN}-{phase}-{thema}")
    zelle.get_by_role("button", name="+ Register").click()
    adresse = zelle.get_by_role("link", name="Register: erkannt").get_attribute("href")
    spalten = [kopf.wort.wert for kopf in abdeckung_jetzt().koepfe("lebensphase")]

    def fehlt() -> dict[str, bool]:
        """Where does the gap stand now?"""
        gefunden = {}
        koordination.goto(matrix)
        gefunden["Matrix"] = "nichts da" in zelle.inner_text()
        koordination.goto(f"/praeventionskette/?gemeinde={NUERTINGEN}")
        feld = koordination.locator("table.pk-tafel tr", has_text=worte[1]).locator("td").nth(spalten.index(phase))
        gefunden["Kette"] = feld.get_attribute("data-zustand") == "luecke"
        koordination.goto(adresse)
        gefunden["Register"] = koordination.locator("[data-lage]").inner_text() != "geschlossen"
        koordination.goto(f"/planung/berichte/steckbrief/?gemeinde={NUERTINGEN}")
        gefunden["Steckbrief"] = _genannt(koordination, *worte)
        koordination.goto("/planung/berichte/luecken/")
        zeile = koordination.locator("tr", has_text="Nürtingen").filter(has_text=worte[1]).last
        gefunden["Lückenbericht"] = "geschlossen" not in zeile.inner_text()
        return gefunden

    assert set(fehlt().values()) == {True}
    bild(koordination, "luecke-im-bericht")
    angebot_dafuer(phase, thema, "Neuer Treff am Neckar")
    koordination.goto(adresse)
    koordination.locator("summary", has_text="Lücke schließen").click()
    koordination.get_by_label("Neuer Treff am Neckar").check()
    koordination.get_by_role("button", name="Lücke schließen").click()
    assert set(fehlt().values()) == {False}


def _genannt(seite: Page, phase: str, thema: str) -> bool:
    """Does the Steckbrief name a Thema that no Angebot for this Lebensphase is about?"""
    zeilen = seite.locator("main li, main p").filter(has_text=f"{phase} – ").all_inner_texts()
    return any(f"{thema} (kein Angebot)" in zeile for zeile in zeilen)
