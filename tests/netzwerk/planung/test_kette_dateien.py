"""The Präventionskette as PDF and as slides: read with independent programs, in both directions, and honest where there is none."""

import re
import shutil
import subprocess
import sys
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pypdf
import pytest
from django.conf import settings
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches

from angebote.models import Angebot
from angebote.vermittlung import pdf
from netzwerk.planung import folien_inhalt
from netzwerk.planung.fakten import gedaechtnis
from tests.dokument import lies
from tests.fabriken import (
    make_angebot,
    make_gemeinde,
    make_lebensphase,
    make_planungsraum,
    make_standort,
    make_thema,
    make_uebergang,
    make_uebersetzung,
)

pytestmark = pytest.mark.django_db

PDF, PPTX = "/praeventionskette/kette.pdf", "/praeventionskette/kette.pptx"
mit_pango = pytest.mark.skipif(not pdf._bibliotheken_da(), reason="pango fehlt")
mit_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) fehlt")
MARKEN = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u200e\u200f"))
"""What pdftotext writes to say which way a word runs."""
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(autouse=True)
def _ohne_gedaechtnis():
    gedaechtnis.vergessen()


@pytest.fixture
def welt():
    """Two Lebensphasen with an Übergang, two Themen, one Angebot in Hierstadt, much that nobody may see."""
    phasen = [
        make_lebensphase(slug=s, name=n, reihenfolge=r) for r, s, n in ((1, "klein", "Klein"), (2, "gross", "Groß"))
    ]
    themen = [make_thema(slug=f"t{n}", name=f"Thema {n}", reihenfolge=n) for n in range(2)]
    wechsel = make_uebergang(slug="wechsel", name="Klein wird groß", von=phasen[0], nach=phasen[1])
    ort = make_gemeinde(ags="99100001", name="Hierstadt", planungsraum=make_planungsraum(schluessel="R1"))
    passend = {"lebensphasen": phasen[:1], "themen": themen[:1], "uebergaenge": [wechsel]}
    haus = make_standort(gemeinde=ort, adresse_verbergen=True, strasse="Geheimgasse", ort="Hierstadt")
    make_angebot(
        titel="Offener Treff", fachinfo="Nur mit Schein X", interne_notiz="Notiz Y", standorte=[haus], **passend
    )
    make_angebot(titel="Noch im Entwurf", status=Angebot.Status.ENTWURF, gemeinde=ort, **passend)
    for vokabel, feld, text in ((phasen[0], "name", "صغير"), (phasen[1], "name", "كبير")):
        make_uebersetzung(vokabel, feld, text, "ar", geprueft=True)
    return phasen, themen


GEHEIM = ("Geheimgasse", "Schein X", "Notiz Y", "Entwurf", "Offener Treff")


def geholt(client, adresse=PPTX, **abfrage):
    antwort = client.get(adresse, {"gemeinde": "99100001"} | abfrage)
    assert antwort.status_code == 200, antwort.content[:300]
    return antwort.content


def folien(inhalt):
    return Presentation(BytesIO(inhalt)).slides


def texte(folie):
    return [form.text_frame.text for form in folie.shapes if form.has_text_frame and form.text_frame.text]


def als_text(inhalt, tmp_path, name="kette.pdf"):
    datei = tmp_path / name
    datei.write_bytes(inhalt)
    return subprocess.run(["pdftotext", "-layout", datei, "-"], capture_output=True, text=True, check=True).stdout


# --- PDF --------------------------------------------------------------------------------------------------------------
@mit_pango
@pytest.mark.parametrize(("form", "breite", "hoehe"), [("", 297, 210), ("a4", 297, 210), ("a3", 420, 297)])
def test_the_pdf_is_landscape_and_tagged(client, welt, form, breite, hoehe):
    dokument = pypdf.PdfReader(BytesIO(geholt(client, PDF, format=form)))
    masse = [
        (round(float(s.mediabox.width) * 25.4 / 72), round(float(s.mediabox.height) * 25.4 / 72))
        for s in dokument.pages
    ]
    assert set(masse) == {(breite, hoehe)}
    wurzel = dokument.trailer["/Root"]
    assert wurzel["/MarkInfo"]["/Marked"] and wurzel["/Lang"] == "de"
    assert dokument.metadata.title == "Präventionskette: Hierstadt · Familien stärken"
    assert b"pdfuaid" in wurzel["/Metadata"].get_object().get_data()


@mit_pango
def test_the_pdf_says_what_the_page_says(client, welt, tmp_path):
    text = " ".join(als_text(geholt(client, PDF), tmp_path).split())
    for worte in (
        "Präventionskette: Hierstadt",
        "Klein wird groß",
        "1 von 2 Themen",
        "1 vor Ort",
        "So zählen wir",
        "Stand",
    ):
        assert worte in text
    links = [
        anmerkung.get_object()["/A"]["/URI"]
        for seite in pypdf.PdfReader(BytesIO(geholt(client, PDF))).pages
        for anmerkung in seite.get("/Annots", [])
    ]
    assert any("gemeinde=99100001&lebensphase=klein&thema=t0" in link for link in links)


@mit_pango
def test_the_pdf_runs_from_right_to_left_in_arabic(client, welt, tmp_path):
    inhalt = geholt(client, f"/ar{PDF}")
    assert pypdf.PdfReader(BytesIO(inhalt)).trailer["/Root"]["/Lang"] == "ar"
    datei = tmp_path / "ar.pdf"
    datei.write_bytes(inhalt)
    orte = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", datei, "-"], capture_output=True, text=True, check=True
    ).stdout
    worte = {
        wort.translate(MARKEN)[::-1]: float(x) for x, wort in re.findall(r'xMin="([\d.]+)"[^>]*>([^<]+)</word>', orte)
    }
    assert worte["صغير"] > worte["كبير"]


def test_without_pdf_the_page_says_so_and_can_be_printed(client, welt, settings):
    settings.PDF = False
    antwort = client.get(PDF, {"gemeinde": "99100001"})
    assert antwort.status_code == 503
    seite = lies(antwort)
    assert seite.alle(id="kein-pdf") and seite.alle("li", data_phase="klein")
    assert not [a for a in seite.eines("main").alle("a") if "kette.pdf" in a["href"]]


# --- slides -----------------------------------------------------------------------------------------------------------
def test_the_slides_are_wide_native_and_full(client, welt):
    bild, tafel = folien(geholt(client))
    assert (bild.part.package.presentation_part.presentation.slide_width, bild.shapes.title.text) == (
        Inches(13.333),
        "Präventionskette: Hierstadt",
    )
    ringe = [form for form in bild.shapes if form.shape_type == 1 and form.auto_shape_type == MSO_SHAPE.DONUT]
    boegen = [form for form in bild.shapes if form.shape_type == 1 and form.auto_shape_type == MSO_SHAPE.ARC]
    assert [ring.name for ring in ringe] == ["Klein", "Groß"]
    assert [bogen.name for bogen in boegen] == ["Klein wird groß"]
    assert not [form for form in bild.shapes if form.shape_type == 13], "pictures cannot be edited"
    assert any("1 Angebot" in text and "1 von 2 Themen" in text for text in texte(bild))
    tabelle = next(form.table for form in tafel.shapes if form.has_table)
    assert [[zelle.text_frame.paragraphs[0].text for zelle in reihe.cells] for reihe in tabelle.rows] == [
        ["Thema", "Klein (1 Jahr)", "Groß (1 Jahr)"],
        ["Thema 0", "? 1 · wissen wir nicht genau", "! 0 · Lücke"],
        ["Thema 1", "! 0 · Lücke", "! 0 · Lücke"],
    ]


def test_every_shape_has_words_for_who_cannot_see_it(client, welt):
    bild, _tafel = folien(geholt(client))
    ohne = [form.name for form in bild.shapes if form.shape_type == 1 and not form._element.nvSpPr.cNvPr.get("descr")]
    assert ohne == []
    ring = next(form for form in bild.shapes if form.name == "Klein" and form.shape_type == 1)
    assert "1 Angebot" in ring._element.nvSpPr.cNvPr.get("descr")


def test_numbers_on_slides_open_their_list(client, welt):
    adressen = {
        lauf.hyperlink.address
        for folie in folien(geholt(client))
        for form in folie.shapes
        for rahmen in (
            [form.text_frame]
            if form.has_text_frame
            else [z.text_frame for z in form.table.iter_cells()]
            if form.has_table
            else []
        )
        for absatz in rahmen.paragraphs
        for lauf in absatz.runs
        if lauf.hyperlink.address
    }
    assert "http://testserver/angebote/?gemeinde=99100001&lebensphase=klein&fuer=familien" in adressen
    assert "http://testserver/angebote/?gemeinde=99100001&lebensphase=gross&thema=t1&fuer=familien" in adressen


def test_slides_name_source_and_day(client, welt):
    for folie in folien(geholt(client)):
        assert any(
            "Quelle: Familien stärken, http://testserver/praeventionskette/" in text and "Stand" in text
            for text in texte(folie)
        )


def test_slides_run_from_right_to_left_in_arabic(client, welt):
    bild, tafel = folien(geholt(client, f"/ar{PPTX}"))
    lage = {
        form.name: form.left for form in bild.shapes if form.shape_type == 1 and form.auto_shape_type == MSO_SHAPE.DONUT
    }
    assert lage["صغير"] > lage["كبير"]
    absaetze = [p for form in bild.shapes if form.has_text_frame for p in form.text_frame.paragraphs if p.text]
    von_rechts = [p for p in absaetze if (p._p.pPr is not None and p._p.pPr.get("rtl") == "1")]
    assert len(von_rechts) > len(absaetze) / 2
    assert {lauf.get("lang") for lauf in bild._element.iter(f"{A}rPr")} == {"ar-SA"}
    assert next(form.table for form in tafel.shapes if form.has_table)._tbl.tblPr.get("rtl") == "1"


def test_slides_stand_without_any_data(client):
    bild = folien(client.get(PPTX).content)[0]
    assert bild.shapes.title.text == f"Präventionskette: {settings.GEBIET['name']}"


@mit_office
@pytest.mark.parametrize(("vor", "worte"), [("", "Klein wird groß"), ("/ar", "سلسلة الوقاية")])
def test_libreoffice_opens_the_slides(client, welt, tmp_path, vor, worte):
    datei = tmp_path / "kette.pptx"
    datei.write_bytes(geholt(client, f"{vor}{PPTX}"))
    befehl = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/office",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
    ]
    subprocess.run([*befehl, tmp_path, datei], check=True, capture_output=True, timeout=180)
    dokument = pypdf.PdfReader(tmp_path / "kette.pdf")
    assert len(dokument.pages) == 2
    text = subprocess.run(["pdftotext", tmp_path / "kette.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "Hierstadt" in text
    assert worte in " ".join(text.split())


def test_where_no_slides_can_be_made_the_page_says_so(client, welt, monkeypatch):
    monkeypatch.setattr(folien_inhalt, "SEKUNDEN", 0.001)
    antwort = client.get(PPTX)
    assert antwort.status_code == 503
    assert lies(antwort).alle(id="keine-folien")


def test_the_web_process_keeps_the_libraries_of_slides_out():
    code = "import django; django.setup(); import netzwerk.urls, sys; sys.exit('pptx' in sys.modules or 'weasyprint' in sys.modules)"
    umgebung = {
        "DJANGO_SETTINGS_MODULE": "netzwerk.settings",
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    assert subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=umgebung).returncode == 0


# --- what nobody may see ------------------------------------------------------------------------------------------------
@mit_pango
def test_nothing_hidden_stands_in_any_file(client, welt, tmp_path):
    with ZipFile(BytesIO(geholt(client))) as archiv:
        inhalte = [archiv.read(name).decode(errors="ignore") for name in archiv.namelist()]
        for name in archiv.namelist():
            if name.endswith(".xml"):
                ElementTree.fromstring(archiv.read(name))  # noqa: S314 - made by ourselves
    inhalte.append(als_text(geholt(client, PDF), tmp_path))
    inhalte.append(client.get("/praeventionskette/", {"gemeinde": "99100001"}).content.decode())
    assert [wort for wort in GEHEIM for inhalt in inhalte if wort in inhalt] == []
