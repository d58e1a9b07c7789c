"""The workbooks: the numbers of the page, as numbers; nothing to calculate with by mistake; LibreOffice reads the same."""

import csv
import shutil
import subprocess
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from netzwerk.models import Luecke
from netzwerk.planung.jetzt import abdeckung_jetzt
from netzwerk.planung.mappe import Mappe
from tests.dokument import lies
from tests.fabriken import make_angebot, make_gemeinde, make_konto, make_lebensphase, make_planungsraum

from .waehlen import waehle

pytestmark = pytest.mark.django_db
SEITE = "/planung/luecken/"


@pytest.fixture
def koordination(client):
    client.force_login(make_konto("koordination"))
    return client


@pytest.fixture
def welt():
    """Names that a spreadsheet would calculate with, and Angebote for one of two phases."""
    phasen = [make_lebensphase(slug="kita", name="Kita"), make_lebensphase(slug="schule", name="=Schule")]
    raum = make_planungsraum(schluessel="5005")
    orte = [make_gemeinde(name=name, planungsraum=raum) for name in ("+Aichtal", "Nürtingen")]
    for ort, anzahl in zip(orte, (1, 3), strict=True):
        for _ in range(anzahl):
            make_angebot(gemeinde=ort, lebensphasen=phasen[:1])
    make_angebot(einzugsgebiet="kreisweit", lebensphasen=phasen[:1])
    return orte


def mappe(client, adresse, **abfrage):
    response = client.get(adresse, abfrage)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename=")
    return response.content


def werte(inhalt, blatt):
    return [[zelle.value for zelle in zeile] for zeile in load_workbook(BytesIO(inhalt))[blatt].iter_rows()]


def test_the_numbers_are_those_of_the_page(koordination, welt):
    dokument = lies(koordination.get(SEITE))
    gezeigt = [
        [int(td["data-anzahl"]) for td in waehle(zeile, "td[data-anzahl]")]
        for zeile in waehle(dokument, ".matrix tbody tr")
    ]
    zeilen = werte(mappe(koordination, f"{SEITE}luecken.xlsx"), "Lücken")
    assert [zeile[1:] for zeile in zeilen[3:]] == gezeigt == [[2, 0], [4, 0]]
    felder = werte(mappe(koordination, f"{SEITE}luecken.xlsx"), "Felder")
    assert [zeile[2:6] for zeile in felder[1:]] == [[2, 1, 1, 3], [0, 0, 0, 0], [4, 3, 1, 1], [0, 0, 0, 0]]


def test_every_number_leads_to_its_list(koordination, welt):
    blatt = load_workbook(BytesIO(mappe(koordination, f"{SEITE}luecken.xlsx")))["Lücken"]
    links = {
        zelle.coordinate: zelle.hyperlink.target for zeile in blatt.iter_rows() for zelle in zeile if zelle.hyperlink
    }
    assert links["B4"] == f"http://testserver/angebote/?gemeinde={welt[0].ags}&lebensphase=kita&fuer=familien"
    assert links["A2"] == "http://testserver/planung/luecken/?zeilen=gemeinde&spalten=lebensphase"
    assert blatt.freeze_panes == "B4"


def test_texts_are_texts(koordination, welt):
    blatt = load_workbook(BytesIO(mappe(koordination, f"{SEITE}luecken.xlsx")))["Lücken"]
    assert (blatt["A4"].value, blatt["C3"].value) == ("+Aichtal", "=Schule")
    assert "f" not in {zelle.data_type for zeile in blatt.iter_rows() for zelle in zeile}


def blatt_mit(*zeilen):
    eine = Mappe()
    eine.blatt("Blatt")
    eine.zeilen(zeilen)
    return eine.bytes()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "#N/A", "a\x07b", "x" * 40_000])
def test_no_text_breaks_a_workbook_or_becomes_a_formula(text):
    blatt = load_workbook(BytesIO(blatt_mit([text, 1, 1.5, None, date(2026, 1, 2)])))["Blatt"]
    assert blatt["A1"].data_type == "s"
    assert blatt["A1"].value == text.strip().replace("\x07", "")[:32_000]
    assert [zelle.value for zelle in blatt[1]][1:4] == [1, 1.5, None]
    assert blatt["E1"].is_date


@pytest.mark.parametrize(("text", "gezeichnet"), [("=1+1", True), ("@x", True), ("+49 711", True), ("Kita", False)])
def test_what_looks_like_a_formula_is_marked_as_text_for_whoever_edits_it(text, gezeichnet):
    zelle = load_workbook(BytesIO(blatt_mit([text])))["Blatt"]["A1"]
    assert (zelle.value, bool(zelle.quotePrefix)) == (text, gezeichnet)


def test_the_sheet_says_how_it_is_counted_and_when(koordination, welt):
    zeilen = werte(mappe(koordination, f"{SEITE}luecken.xlsx"), "So zählen wir")
    assert zeilen[0][0] == f"So zählen wir. Stand {abdeckung_jetzt().fakten.heute:%d.%m.%Y}"
    felder = {zeile[0]: zeile[2] for zeile in zeilen if zeile[0]}
    assert (felder["nichts"], felder["voll"]) == (2, 0)


def test_where_nothing_is_known_cells_are_empty_and_not_0(koordination):
    make_gemeinde()
    make_lebensphase()
    zeilen = werte(mappe(koordination, f"{SEITE}luecken.xlsx"), "Lücken")
    assert zeilen[3][1] is None


@pytest.mark.parametrize("abfrage", [{"zeilen": "x"}, {"gemeinde": "1"}, {"art": "\x00"}, {"spalten": "🦄"}])
def test_junk_makes_a_workbook_too(koordination, welt, abfrage):
    assert mappe(koordination, f"{SEITE}luecken.xlsx", **abfrage)


def test_the_register_with_its_history(koordination, welt):
    abdeckung = abdeckung_jetzt()
    gebiet = abdeckung.fakten.gebiete.eines(gemeinde=welt[0].ags)
    luecke, _ = Luecke.erkennen(abdeckung.zelle(gebiet, (("lebensphase", "schule"),)), "nichts")
    luecke.kein_bedarf("=HYPERLINK(1)")
    inhalt = mappe(koordination, "/planung/register/register.xlsx")
    zeile = werte(inhalt, "Register")[2]
    assert zeile[:4] == ["+Aichtal", "=Schule", "kein Angebot", "bewusst kein Bedarf"]
    assert (zeile[5], zeile[8].date()) == ("=HYPERLINK(1)", luecke.erkannt_am)
    assert [z[2] for z in werte(inhalt, "Verlauf")[1:]] == ["erkannt", "bewusst kein Bedarf"]
    assert len(werte(mappe(koordination, "/planung/register/register.xlsx", status="geplant"), "Register")) == 2


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice fehlt")
def test_libreoffice_reads_the_same(koordination, welt, tmp_path):
    zeilen = als_csv(tmp_path, mappe(koordination, f"{SEITE}luecken.xlsx"), "pdf")
    assert [zeile[1:] for zeile in zeilen[3:]] == [["2", "0"], ["4", "0"]]
    assert (tmp_path / "mappe.pdf").stat().st_size > 5_000


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice fehlt")
def test_libreoffice_shows_texts_as_they_were_written(tmp_path):
    texte = ["=1+1", "@x", "+49 711 0", "-1", "=HYPERLINK(1)", "'=1", "#N/A", "Kita"]
    assert als_csv(tmp_path, blatt_mit(texte)) == [texte]


def als_csv(ordner, inhalt, *weitere):
    """Return the first sheet as LibreOffice shows it; make files of the `weitere` kinds beside it."""
    datei = ordner / "mappe.xlsx"
    datei.write_bytes(inhalt)
    befehl = ["soffice", f"-env:UserInstallation=file://{ordner}/profil", "--headless", "--convert-to"]
    for ziel in ("csv:Text - txt - csv (StarCalc):44,34,76", *weitere):
        subprocess.run([*befehl, ziel, "--outdir", str(ordner), str(datei)], check=True, capture_output=True)  # noqa: S603
    return list(csv.reader((ordner / "mappe.csv").read_text(encoding="utf-8").splitlines()))
