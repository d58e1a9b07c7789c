"""Aushang: poster and cards of one Gemeinde. What their QR codes hold is compared module by module with what they shall hold."""

import re
from io import BytesIO
from urllib.parse import urlsplit

import pypdf
import pytest
import segno
from django.core.management import call_command

from angebote.vermittlung.aushang import KARTEN
from angebote.vermittlung.qr import RAND
from tests.angebote.vermittlung.test_wegweiser import mit_pango
from tests.dokument import lies
from tests.fabriken import make_gemeinde

pytestmark = pytest.mark.django_db

ADRESSE = "/wegweiser/aushang/"


@pytest.fixture(autouse=True)
def _ordner(settings, tmp_path):
    settings.AUFTRAG_ORDNER = tmp_path / "auftraege"


def aushang(client, **daten):
    return lies(client.get(ADRESSE, daten))


def module(pfad):
    """Return the dark modules that the path of a QR code draws: "M2 2.5h7m1 0h2 …" is lines one module thick."""
    dunkel, x, y = set(), 0.0, 0.0
    for befehl, werte in re.findall(r"([MmhH])([-\d. ]+)", pfad):
        zahlen = [float(zahl) for zahl in re.findall(r"-?[\d.]+", werte)]
        if befehl == "M":
            x, y = zahlen
        elif befehl == "m":
            x, y = x + zahlen[0], y + zahlen[1]
        else:
            dunkel |= {(int(x) + n - RAND, int(y) - RAND) for n in range(int(zahlen[0]))}
            x += zahlen[0]
    return dunkel


def gemeint(adresse):
    matrix = segno.make(adresse, error="m", micro=False).matrix
    return {(x, y) for y, zeile in enumerate(matrix) for x, wert in enumerate(zeile) if wert}


def test_every_qr_code_holds_the_address_that_stands_beside_it(client):
    gemeinde = make_gemeinde(name="Nürtingen")
    seite = aushang(client, gemeinde=gemeinde.ags)
    plakat = seite.eines("section", class_="plakat plakat-a4")
    gezeichnet = [module(plakat.eines("div", class_="plakat-code").eines("path")["d"])]
    adressen = [plakat.eines("p", class_="plakat-adresse").text]
    for karte in seite.alle("li", class_="visitenkarte"):
        gezeichnet.append(module(karte.eines("path")["d"]))
        adressen.append(karte.eines("p", class_="visitenkarte-adresse").text)
    assert adressen[0] == "testserver/in/nuertingen" and len(adressen) == KARTEN + 1
    assert gezeichnet == [gemeint(f"http://{adresse}") for adresse in adressen]


def test_the_short_address_leads_to_the_list_of_the_gemeinde(client):
    gemeinde = make_gemeinde(name="Leinfelden-Echterdingen")
    for adresse, ziel in (
        ("/in/leinfelden-echterdingen", "/angebote/"),
        ("/tr/in/Leinfelden-Echterdingen", "/tr/angebote/"),
    ):
        antwort = client.get(adresse)
        assert (antwort.status_code, antwort.headers["Location"]) == (302, f"{ziel}?gemeinde={gemeinde.ags}")
    assert client.get("/in/atlantis").status_code == 404


def test_a_line_stands_there_for_every_language(client):
    seite = aushang(client, gemeinde=make_gemeinde(name="Altdorf").ags)
    zeilen = seite.eines("ul", class_="plakat-sprachen").alle("li")
    assert [z["lang"] for z in zeilen] == ["de-simple", "en", "tr", "ar", "uk", "ru", "ro"]
    assert {z["dir"] for z in zeilen if z["lang"] == "ar"} == {"rtl"}
    assert all("Altdorf" in z.text for z in zeilen)


def test_one_language_alone_leads_to_its_own_pages(client):
    seite = aushang(client, gemeinde=make_gemeinde(name="Altdorf").ags, **{"in": "tr"})
    assert seite.eines("p", class_="plakat-adresse").text == "testserver/tr/in/altdorf"
    assert {p.text for p in seite.alle("p", class_="visitenkarte-adresse")} == {"testserver/tr/in/altdorf"}


@pytest.mark.parametrize("ags", ["", "99999999", "x", "²", "<b>"])
def test_without_a_gemeinde_all_stand_there_to_choose_from(client, ags):
    make_gemeinde(name="Altdorf", ags="99100001")
    seite = aushang(client, gemeinde=ags)
    assert [a.text for a in seite.eines("ul", class_="verzeichnis").alle("a")] == ["Altdorf"]


def test_the_wegweiser_of_a_gemeinde_leads_here(client):
    ags = make_gemeinde(name="Altdorf").ags
    links = [a["href"] for a in lies(client.get("/wegweiser/", {"gemeinde": ags})).alle("a")]
    assert f"{ADRESSE}?gemeinde={ags}&groesse=a4" in links


def test_nothing_on_it_shames(client):
    text = aushang(client, gemeinde=make_gemeinde().ags).eines("main").text.lower()
    assert not re.search(r"\barm\b|armut|bedürftig|brennpunkt", text)


@mit_pango
@pytest.mark.parametrize(("groesse", "mass", "code_mm"), [("a4", (210, 297), 90), ("a3", (297, 420), 140)])
def test_the_pdf_has_its_size_and_a_code_to_read_from_two_metres(client, groesse, mass, code_mm):
    gemeinde = make_gemeinde(name="Nürtingen")
    adresse = client.post(f"{ADRESSE}bestellen/", {"gemeinde": gemeinde.ags, "groesse": groesse}).headers["Location"]
    call_command("arbeite_auftraege")
    antwort = client.get(f"{urlsplit(adresse).path}datei.pdf")
    dokument = pypdf.PdfReader(BytesIO(b"".join(antwort.streaming_content)))
    seiten = [tuple(round(float(wert) / 72 * 25.4) for wert in seite.mediabox[2:]) for seite in dokument.pages]
    assert seiten == [mass, (210, 297)]
    bild = next(e for e in _elemente(dokument) if e.get("/S") == "/Figure" and e.get("/Alt"))
    links, unten, rechts, oben = (float(wert) / 72 * 25.4 for wert in bild["/A"]["/BBox"])
    assert min(rechts - links, oben - unten) >= code_mm


def _elemente(dokument):
    from tests.angebote.vermittlung.test_pdf import elemente

    return elemente(dokument.trailer["/Root"]["/StructTreeRoot"]["/K"][0])


def test_a_post_without_a_gemeinde_orders_nothing(client):
    assert client.post(f"{ADRESSE}bestellen/", {"gemeinde": "x"}).headers["Location"] == ADRESSE
