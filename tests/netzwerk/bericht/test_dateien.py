"""Reports as files: tagged PDF, workbooks that calculate nothing, nothing internal in either, a Steckbrief on two sheets."""

import re
import shutil
import subprocess
from datetime import date
from io import BytesIO
from itertools import combinations

import pypdf
import pytest
from openpyxl import load_workbook

from akteure.auftraege import Absage
from angebote.vermittlung import pdf
from netzwerk.bericht.angaben import angaben
from netzwerk.bericht.dokument import Abschnitt, Bericht, Quelle, Tabelle, Zahl
from netzwerk.bericht.druck import als_mappe, als_pdf_datei
from netzwerk.bericht.xlsx import mappe
from netzwerk.models import Indikator
from tests.angebote.vermittlung.test_pdf import elemente
from tests.fabriken import make_akteur, make_angebot, make_gemeinde, make_lebensphase, make_thema, make_uebergang
from tests.welt import Welt

from .aufbau import ALLE, GEHEIM, berichte, html, make_luecke, mit_geheimnissen, pdftext, tabelle

pytestmark = pytest.mark.django_db
mit_pango = pytest.mark.skipif(not pdf._bibliotheken_da(), reason="pango fehlt")


def gemacht(arbeit, art, abfrage=""):
    """Return the file as the queue makes it, and what it told meanwhile."""
    meldungen = []
    return arbeit({"art": art, "abfrage": abfrage}, lambda stand, text: meldungen.append((stand, text))), meldungen


def als_pdf(art, abfrage=""):
    return gemacht(als_pdf_datei, art, abfrage)[0]


def buch(inhalt):
    return load_workbook(BytesIO(inhalt))


def alle_texte(arbeitsmappe):
    return "\n".join(str(zelle) for blatt in arbeitsmappe for zeile in blatt.values for zelle in zeile)


# --- PDF ----------------------------------------------------------------------------------------------------------------
@mit_pango
@pytest.mark.parametrize("art", ALLE)
def test_it_is_a_tagged_pdf_ua_with_title_and_language(art):
    Welt(1)
    make_luecke()
    dokument = pypdf.PdfReader(BytesIO(als_pdf(art, "gemeinde=alle" if art == "steckbrief" else "")))
    wurzel = dokument.trailer["/Root"]
    assert wurzel["/MarkInfo"]["/Marked"] and wurzel["/Lang"] == "de"
    assert b"pdfuaid" in wurzel["/Metadata"].get_object().get_data()
    assert dokument.metadata.title.endswith("Familien stärken")
    alle = list(elemente(wurzel["/StructTreeRoot"]["/K"][0]))
    stufen = [e["/S"] for e in alle if e.get("/S") in ("/H1", "/H2", "/H3")]
    assert stufen[0] == "/H1" and "/H2" in stufen
    bilder = [e for e in alle if e.get("/S") == "/Figure"]
    assert all(e.get("/Alt") for e in bilder) and bool(bilder) == (art != "sachbericht")
    assert {"/Table", "/TH", "/TD"} <= {e.get("/S") for e in alle}


@mit_pango
def test_only_our_fonts_are_used():
    Welt(1)
    dokument = pypdf.PdfReader(BytesIO(als_pdf("bestand")))
    namen = {
        schrift.get_object()["/BaseFont"].partition("+")[2].removesuffix("-Semi-Bold")
        for seite in dokument.pages
        for schrift in seite["/Resources"]["/Font"].values()
    }
    assert namen <= {"Fira-Lateinisch", "Fira-Lateinisch-mehr"}


@mit_pango
def test_all_steckbriefe_are_one_pdf_with_progress():
    Welt(1)
    inhalt, meldungen = gemacht(als_pdf_datei, "steckbrief", "gemeinde=alle")
    assert len(pypdf.PdfReader(BytesIO(inhalt)).pages) == 2 * 7
    staende = [stand for stand, _text in meldungen]
    assert len(staende) > 6 and staende == sorted(staende)


# --- the Steckbrief -----------------------------------------------------------------------------------------------------
@pytest.fixture(
    params=["Sehr langer Name mit vielen Wörtern und einem Donaudampfschifffahrtsgesellschaftskapitän ", "kurz "]
)
def volles_dorf(request):
    """A Gemeinde with very many Angebote, long names everywhere, more words and facts than fit."""
    lang = request.param
    ort = make_gemeinde(name=(lang * 2)[:120])
    ort.planungsraum.name = (lang * 2)[:120]
    ort.planungsraum.save()
    fern = make_gemeinde(name="Fern", lat=48.9, lon=9.9)
    phasen = [make_lebensphase(name=f"{nummer} {lang}"[:110]) for nummer in range(6)]
    themen = [make_thema(name=f"{nummer} {lang}"[:110]) for nummer in range(11)]
    for nummer, (von, nach) in enumerate(list(combinations(phasen, 2))[:9]):
        make_uebergang(name=f"{nummer} {lang}"[:110], von=von, nach=nach)
    make_angebot(titel="Weit weg", gemeinde=fern, lebensphasen=phasen, themen=themen)
    for nummer in range(60):
        akteur = make_akteur(name=f"{nummer} {lang * 2}"[:200])
        make_angebot(
            titel=f"{nummer} {lang * 2}"[:160], akteur=akteur, gemeinde=ort, lebensphasen=phasen[:2], themen=themen[:2]
        )
    for nummer, art in enumerate(Indikator.Art):
        quelle = f"Quelle {nummer} {lang * 3}"[:190]
        Indikator.objects.create(gemeinde=ort, art=art, wert=1234567, stand="2024-12-31", quelle=quelle)
    return ort


@mit_pango
def test_a_full_gemeinde_fills_two_sheets_and_loses_no_line(volles_dorf, tmp_path):
    from netzwerk.planung.stichtage import aufnehmen

    tag = aufnehmen().tag.isoformat()
    inhalt = als_pdf("steckbrief", f"gemeinde={volles_dorf.ags}&stichtag={tag}")
    text = pdftext(inhalt, tmp_path)
    assert text.count("\f") == 2
    for erwartet in (
        "(11)",
        "8 weitere stehen bei den Indikatoren",
        "und 3 weitere Übergänge",
    ):
        assert erwartet in " ".join(text.replace("Und ", "und ").split()), erwartet
    rest = [int(zahl) for zahl in re.findall(r"und (\d+) weitere$", text, re.MULTILINE)]
    assert len(rest) == 3
    # What hangs over the end of a sheet is cut off; so the last line of both must lie above it.
    for seite in (1, 2):
        lage = subprocess.run(
            ["pdftotext", "-bbox", "-f", str(seite), "-l", str(seite), tmp_path / "bericht.pdf", "-"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        unten = max(float(y) for y in re.findall(r'yMax="([\d.]+)">(?!Seite|Steckbrief)', lage) if float(y) < 795)
        assert unten < (16 + 262) / 25.4 * 72, seite


@mit_pango
def test_an_empty_gemeinde_fills_two_sheets_as_well(tmp_path):
    ort = make_gemeinde(name="Leer")
    assert pdftext(als_pdf("steckbrief", f"gemeinde={ort.ags}"), tmp_path).count("\f") == 2


def test_a_masked_value_stays_masked_and_a_missing_one_is_missing():
    ort = make_gemeinde(einwohner=None)
    alt = {"gemeinde": ort, "art": "kinder_0_2", "quelle": "Amt A"}
    Indikator.objects.create(**alt, wert=17, stand="2023-12-31")
    Indikator.objects.create(**alt, geheim=True, stand="2024-12-31")
    Indikator.objects.create(gemeinde=ort, art="geburten", wert=0, stand="2024-12-31", quelle="Amt B")
    (ein,) = berichte("steckbrief", gemeinde=ort.ags)
    werte = {zeile[0]: zeile[1:] for zeile in tabelle(ein, "Zahlen").zeilen}
    assert werte == {
        "Einwohner": (None, "–", "–"),
        "Geburten im Jahr": (0, date(2024, 12, 31), Quelle(1, "Amt B")),
        "Kinder 0–2 Jahre": ("geheim", date(2024, 12, 31), Quelle(2, "Amt A")),
    }
    assert "Quellen: (1) Amt B; (2) Amt A." in html("steckbrief", gemeinde=ort.ags)
    assert "Amt A" in alle_texte(buch(mappe([ein])))
    assert "Kinder 3–5 Jahre" in next(
        t.text for t in next(ein.abschnitte).teile if "hinterlegt" in getattr(t, "text", "")
    )


def test_a_fact_counts_from_its_day_on():
    ort = make_gemeinde(einwohner=900, einwohner_stand="2022-12-31")
    for tag, wert in (("2023-12-31", 1000), ("2025-12-31", 1200)):
        Indikator.objects.create(gemeinde=ort, art="einwohner", wert=wert, stand=tag, quelle="Amt")
    einwohner = [angaben([ort.pk], date(jahr, 6, 1))[ort.pk][0].wert for jahr in (2023, 2024, 2026)]
    assert einwohner == [900, 1000, 1200]


# --- XLSX ---------------------------------------------------------------------------------------------------------------
def test_a_sheet_for_each_table_with_real_numbers():
    Welt(1)
    mappe = buch(gemacht(als_mappe, "bestand")[0])
    (ein,) = berichte("bestand")
    assert mappe.sheetnames == ["Über den Bericht", *(tabelle.blatt for tabelle in ein.tabellen)]
    gezeigt = list(mappe["Gemeinden"].values)
    assert gezeigt[0][:2] == ("Gemeinde", "vor Ort")
    assert all(isinstance(zahl, int) for zeile in gezeigt[1:] for zahl in zeile[1:])


def test_all_steckbriefe_share_their_sheets():
    Welt(1)
    mappe = buch(gemacht(als_mappe, "steckbrief", "gemeinde=alle")[0])
    namen = {zeile[0] for zeile in list(mappe["Lebensphasen"].values)[1:]}
    assert namen == {f"Ort {nummer}" for nummer in range(7)}
    assert mappe.sheetnames == ["Über den Bericht", "Zahlen", "Lebensphasen", "Übergänge"]


@pytest.mark.parametrize("boese", ["=1+1", "+49", "-1", "@SUM(A1)", "\t=1", "=cmd|'/c calc'!A1"])
def test_no_text_is_a_formula(boese):
    eine = Tabelle("T", ("Name", "Zahl", "Tag"), ((boese, Zahl(3), date(2026, 1, 2)), (None, 2.5, "x")), blatt="T")
    ein = Bericht("bestand", boese, date(2026, 1, 1), ((Abschnitt("A", (eine,)),),))
    seite = buch(mappe([ein]))["T"]
    assert (seite["A2"].data_type, seite["A2"].value.strip()) == ("s", boese.strip())
    assert (seite["B2"].value, seite["C2"].value.date(), seite["B3"].value) == (3, date(2026, 1, 2), 2.5)
    assert seite["A3"].value == "nicht bekannt"


def test_names_of_sheets_are_such_that_excel_takes_them():
    tabellen = tuple(
        Tabelle("T", ("Name",), (("x",),), blatt=blatt)
        for blatt in ("a/b:c*?[d]'", "x" * 40, "X" * 40, "", "über den Bericht")
    )
    ein = Bericht("bestand", "T", date(2026, 1, 1), ((Abschnitt("A", tabellen),),))
    namen = buch(mappe([ein])).sheetnames
    assert len({name.lower() for name in namen}) == 6 and all(len(name) <= 31 for name in namen)


def test_control_characters_do_not_break_it():
    eine = Tabelle("T", ("Name",), (("a\x0bb\x00c",),), blatt="T")
    ein = Bericht("bestand", "T", date(2026, 1, 1), ((Abschnitt("A", (eine,)),),))
    assert buch(mappe([ein]))["T"]["A2"].value == "abc"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice fehlt")
def test_libreoffice_reads_the_same_numbers(tmp_path):
    Welt(1)
    datei = tmp_path / "bericht.xlsx"
    datei.write_bytes(gemacht(als_mappe, "bestand")[0])
    befehl = ["soffice", f"-env:UserInstallation=file://{tmp_path}/konto", "--headless", "--convert-to"]
    filter_ = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run([*befehl, filter_, "--outdir", tmp_path, datei], check=True, capture_output=True, timeout=120)
    zeilen = (tmp_path / "bericht-Gemeinden.csv").read_text().splitlines()
    erwartet = list(buch(datei.read_bytes())["Gemeinden"].values)
    assert [zeile.replace('"', "").split(",") for zeile in zeilen] == [[str(w) for w in zeile] for zeile in erwartet]


# --- nothing internal ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("art", ALLE)
def test_nothing_internal_stands_in_page_or_workbook(art):
    mit_geheimnissen()
    seite, tabellen = html(art), alle_texte(buch(mappe(berichte(art))))
    for geheim in GEHEIM:
        assert geheim not in seite and geheim not in tabellen, geheim
    if art in ("steckbrief", "sachbericht"):
        assert "Frühstück" in seite and "Familienhaus" in seite


@mit_pango
@pytest.mark.parametrize("art", ["bestand", "steckbrief"])
def test_nothing_internal_stands_in_the_pdf(art, tmp_path):
    mit_geheimnissen()
    text = pdftext(als_pdf(art, "gemeinde=alle" if art == "steckbrief" else ""), tmp_path)
    assert [geheim for geheim in GEHEIM if geheim in text] == []
    assert "Altdorf" in text


def test_nothing_to_make_is_a_refusal():
    with pytest.raises(Absage):
        gemacht(als_mappe, "steckbrief", "gemeinde=99999999")
