"""The way of a Fachkraft, from the invitation to "war voll", in a real browser and with a real mail server; axe on every
page behind the login, on a phone and on a desktop, light and dark."""

import re

import pytest
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect

from akteure.konto.links import EINLADUNG
from angebote.models import Angebot
from tests.anmelden import nur_mit_passwort
from tests.browser.conftest import DESKTOP, HANDY, Bild, SeitenMacher
from tests.browser.test_axe import AXE, befunde
from tests.fabriken import make_akteur, make_kontakt, make_konto

pytestmark = pytest.mark.usefixtures("landkreis")
PASSWORT = "wolke-sieben-und-acht"
DETAIL = "willkommen-in-der-kita"


def anmelden(seite: Page, live_server, client, konto) -> Page:
    client.force_login(konto)
    sitzung = client.cookies["sessionid"].value
    seite.context.add_cookies([{"name": "sessionid", "value": sitzung, "url": live_server.url}])
    return seite


@pytest.fixture
def angebot() -> Angebot:
    """An Angebot of the demo with all that only Fachkräfte see."""
    angebot = Angebot.objects.get(slug=DETAIL)
    Angebot.objects.filter(pk=angebot.pk).update(
        fachinfo="Bitte erst anrufen.\n\nDie Gruppe ist klein.", plaetze="wenige", plaetze_bis="2099-12-24"
    )
    make_kontakt(
        akteur=angebot.akteur,
        sichtbarkeit="fachkraefte",
        zustaendigkeit="Vermittlung",
        telefon="030 23125 661",
        mail="vermittlung@beispiel.example",
        erreichbar="Mo–Fr, 8–12 Uhr",
    )
    return angebot


def test_von_der_einladung_bis_war_voll(neue_seite: SeitenMacher, live_server, client, postamt, angebot) -> None:
    koordination = anmelden(neue_seite(), live_server, client, make_konto("koordination", username="koordination"))
    koordination.goto("/admin/akteure/benutzer/add/")
    koordination.get_by_label("E-Mail-Adresse:").fill("kita@beispiel.example")
    koordination.get_by_role("button", name="Speichern", exact=True).click()
    expect(koordination.locator(".messagelist")).to_contain_text("ist unterwegs")

    fachkraft = neue_seite(**HANDY)
    link = re.search(r"https?://\S+", postamt.naechste().get_content())[0]
    fachkraft.goto(link)
    assert link.rsplit("/", 2)[1] not in fachkraft.url
    fachkraft.get_by_label("Neues Passwort", exact=True).fill(PASSWORT)
    fachkraft.get_by_label("Neues Passwort bestätigen").fill(PASSWORT)
    fachkraft.get_by_role("button", name="Passwort speichern").click()
    fachkraft.get_by_role("main").get_by_role("link", name="Zum Anmelden").click()
    fachkraft.get_by_label("E-Mail-Adresse oder Name").fill("kita@beispiel.example")
    fachkraft.get_by_label("Passwort", exact=True).fill(PASSWORT)
    fachkraft.get_by_role("button", name="Anmelden").click()

    fachkraft.get_by_label("Was braucht die Familie?").fill(f"4 Jahre, Raum Nürtingen, {angebot.titel}")
    fachkraft.get_by_role("button", name="Angebote finden").click()
    fachkraft.locator(f"article[data-kennung='{angebot.kennung}'] h3 a").click()
    expect(fachkraft.locator(".fachinfo")).to_contain_text("030 23125 661")
    fachkraft.get_by_role("button", name="War voll").click()
    expect(fachkraft.locator(".meldungen")).to_contain_text("Danke. Gemeldet")
    expect(fachkraft.locator("[data-platzmeldung='voll']")).to_contain_text("von einer Fachkraft")
    fachkraft.get_by_role("button", name="Abmelden").click()
    fachkraft.goto(f"/fachkraefte/angebote/{DETAIL}/")
    expect(fachkraft.get_by_role("heading", name="Anmelden")).to_be_visible()

    koordination.goto("/admin/angebote/platzmeldung/")
    expect(koordination.locator("#result_list")).to_contain_text("kita@beispiel.example")


def seiten_des_kontos(angebot: Angebot, rolle: str) -> dict[str, tuple[str, int]]:
    """Return name → (address, status) of the pages a role sees."""
    if rolle == "niemand":
        link = "/".join(EINLADUNG.angaben(make_konto()))
        return {
            "anmelden": ("/konto/anmelden/", 200),
            "vergessen": ("/konto/passwort-vergessen/", 200),
            "unterwegs": ("/konto/passwort-vergessen/unterwegs/", 200),
            "einladung": (f"/konto/einladung/{link}/", 200),
            "abgelaufen": ("/konto/einladung/MQ/x/", 410),
            "gesetzt": ("/konto/passwort-gesetzt/", 200),
        }
    if rolle == "koordination":
        return {"faktor": ("/konto/zweiter-faktor/", 200), "konto-koordination": ("/konto/", 200)}
    return {
        "liste": ("/fachkraefte/?q=Arabisch, Raum Nürtingen, zauberwort", 200),
        "liste-leer": ("/fachkraefte/?q=zauberwort", 200),
        "detail": (f"/fachkraefte/angebote/{DETAIL}/", 200),
        "meine": ("/fachkraefte/meine/", 200),
        "konto": ("/konto/", 200),
        "passwort": ("/konto/passwort/", 200),
        "keine-koordination": ("/admin/login/", 403),
    }


@pytest.mark.parametrize("rolle", ["niemand", "fachkraft", "koordination"])
@pytest.mark.parametrize("geraet", [HANDY, DESKTOP], ids=["handy", "desktop"])
def test_axe_und_kein_querlauf(
    neue_seite: SeitenMacher, live_server, client, angebot, bild: Bild, rolle: str, geraet: dict
) -> None:
    seite, funde, axe = neue_seite(**geraet, reduced_motion="reduce"), [], AXE.read_text(encoding="utf-8")
    if rolle != "niemand":
        konto = make_konto(rolle, akteur=angebot.akteur if rolle == "fachkraft" else None)
        angebot.melde("voll", konto)
        angebot.melde("nimmt_auf", make_konto("redaktion", akteur=make_akteur()))
        anmelden(seite, live_server, client, konto)
    name_des_geraets = "handy" if geraet is HANDY else "desktop"
    for name, (adresse, status) in seiten_des_kontos(angebot, rolle).items():
        assert seite.goto(adresse).status == status
        if seite.evaluate("document.documentElement.scrollWidth > innerWidth"):
            funde.append(f"{name}: läuft quer")
        funde += [f"{name}: {fund}" for fund in befunde(seite, axe, name_des_geraets, bild, f"fach-{name}")]
    assert not funde, "\n".join(funde)


@pytest.mark.parametrize("geraet", [HANDY, DESKTOP], ids=["handy", "desktop"])
def test_axe_beim_einrichten(neue_seite: SeitenMacher, live_server, client, bild: Bild, geraet: dict) -> None:
    """The codes are shown once: this walks the whole way, first to a form with a mistake."""
    seite, axe = neue_seite(**geraet, reduced_motion="reduce"), AXE.read_text(encoding="utf-8")
    nur_mit_passwort(client, make_konto("koordination", username="koordination"))
    sitzung = client.cookies["sessionid"].value
    seite.context.add_cookies([{"name": "sessionid", "value": sitzung, "url": live_server.url}])
    seite.goto("/konto/zweiter-faktor/einrichten/")
    seite.get_by_role("button", name="Einrichten beginnen").click()
    seite.get_by_role("button", name="Fertig einrichten").click()
    expect(seite.locator(".fehlerliste a")).to_have_text("Bitte tragen Sie den Code ein.")
    wo = "handy" if geraet is HANDY else "desktop"
    funde = befunde(seite, axe, wo, bild, "fach-einrichten")
    seite.get_by_label("Code aus der App").fill(f"{totp(TOTPDevice.objects.get().bin_key):06}")
    seite.get_by_role("button", name="Fertig einrichten").click()
    expect(seite.locator(".ersatzcodes li")).to_have_count(StaticToken.objects.count())
    funde += befunde(seite, axe, wo, bild, "fach-ersatzcodes")
    assert not funde, "\n".join(funde)


def test_ohne_skript_mit_der_tastatur(neue_seite: SeitenMacher, live_server, client, angebot) -> None:
    seite = anmelden(neue_seite(java_script_enabled=False), live_server, client, make_konto())
    seite.goto(f"/fachkraefte/angebote/{DETAIL}/")
    seite.get_by_role("button", name="Nimmt wieder auf").focus()
    seite.keyboard.press("Enter")
    expect(seite.locator("[data-platzmeldung='nimmt_auf']")).to_be_visible()
