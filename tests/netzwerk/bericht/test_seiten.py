"""The pages of the reports: who may see them, what an address may say, how many queries they need, how a file is fetched."""

import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from akteure.auftraege import HOECHSTENS_WARTEND, annehmen
from akteure.models import Auftrag
from angebote.vermittlung import pdf
from netzwerk.bericht.wunsch import BERICHTE
from tests.alles import WURZEL
from tests.dokument import lies
from tests.fabriken import make_angebot, make_gemeinde, make_konto

from .aufbau import ALLE, kette, make_luecke

pytestmark = pytest.mark.django_db
BASIS = "/planung/berichte/"
UNFUG = ["'", "<script>", "2026-13-45", "0001-01-01", "9999-99-99", "\x00", "a" * 3000, "١٢٣", "-1"]


@pytest.fixture(autouse=True)
def _ordner(settings, tmp_path):
    settings.AUFTRAG_ORDNER = tmp_path / "auftraege"


@pytest.fixture
def koordination(client):
    client.force_login(make_konto("koordination"))
    return client


def bestellt(client, art="bestand", **daten):
    antwort = client.post(f"{BASIS}{art}/bestellen/", {"datei": "xlsx"} | daten)
    assert antwort.status_code == 302, antwort.content[:300]
    return antwort.headers["Location"].partition("?")[0]


# --- pages --------------------------------------------------------------------------------------------------------------
def test_the_overview_leads_to_every_report(koordination):
    ort = make_gemeinde(name="Altdorf")
    seite = lies(koordination.get(BASIS))
    assert [form["action"] for form in seite.alle("form", method="get")] == [f"{BASIS}{art}/" for art in BERICHTE]
    assert [o["value"] for o in seite.eines("select", id="wahl-gemeinde").alle("option")] == ["alle", ort.ags]
    assert "Noch ist kein Stichtag festgehalten" in seite.text


def test_a_page_holds_the_tables_and_says_of_when_it_is(koordination):
    make_angebot(gemeinde=make_gemeinde(name="Altdorf"))
    for art in ALLE:
        seite = lies(koordination.get(f"{BASIS}{art}/?gemeinde=alle"))
        assert len(seite.alle("h1")) == 1
    assert seite.alle("table") and "Stand " in seite.text


def test_of_all_gemeinden_the_page_leads_to_each(koordination):
    orte = [make_gemeinde(name=name) for name in ("Altdorf", "Beuren")]
    seite = lies(koordination.get(f"{BASIS}steckbrief/?gemeinde=alle"))
    ziele = [a["href"] for a in seite.eines("ul", class_="bericht-gemeinden").alle("a")]
    assert ziele == [f"{BASIS}steckbrief/?gemeinde={ort.ags}" for ort in orte]
    assert ("gemeinde", "alle") in [(f["name"], f["value"]) for f in seite.alle("input", type="hidden")]


def test_an_unknown_report_does_not_exist(koordination):
    assert koordination.get(f"{BASIS}wetter/").status_code == 404
    assert koordination.post(f"{BASIS}wetter/bestellen/").status_code == 404


@pytest.mark.parametrize("wert", UNFUG)
def test_nonsense_is_named_and_does_no_harm(koordination, wert):
    make_angebot(gemeinde=make_gemeinde())
    felder = dict.fromkeys(("stichtag", "anfang", "von", "bis", "gemeinde"), wert)
    for art in ALLE:
        antwort = koordination.get(f"{BASIS}{art}/", felder)
        assert antwort.status_code == 200
        assert "<script>alert" not in antwort.content.decode()
        assert wert == "" or lies(antwort).alle("p", class_="hinweis hinweis-warn") or art == "sachbericht"


def test_a_time_that_ends_before_it_begins_is_turned(koordination):
    seite = lies(koordination.get(f"{BASIS}sachbericht/?von=2026-05-01&bis=2026-01-01"))
    assert "01.01.2026 bis 01.05.2026" in seite.text and "getauscht" in seite.text


@pytest.mark.parametrize("art", ALLE)
def test_more_angebote_need_no_more_queries(koordination, art):
    phasen, themen, _wechsel = kette()
    ort = make_gemeinde()
    zahlen = []
    koordination.get(f"{BASIS}{art}/?gemeinde={ort.ags}")  # from now on the process knows the vocabulary
    for anzahl in (1, 19):
        for _nummer in range(anzahl):
            make_luecke(gemeinde=ort)
            make_angebot(gemeinde=ort, lebensphasen=phasen, themen=themen)
        with CaptureQueriesContext(connection) as abfragen:
            koordination.get(f"{BASIS}{art}/?gemeinde={ort.ags}")
        zahlen.append(len(abfragen))
    assert zahlen[0] == zahlen[1]


def test_the_page_loads_nothing_heavy():
    """Of the libraries for files only what a drawing needs: a web worker stays small."""
    frage = (
        "import django, sys; django.setup(); import netzwerk.urls, netzwerk.bericht.druck; "
        "print([m for m in ('openpyxl', 'weasyprint', 'pygal', 'numpy', 'lxml') if m in sys.modules])"
    )
    umgebung = {"DJANGO_SETTINGS_MODULE": "netzwerk.settings", "PATH": "/usr/bin:/bin"}
    lauf = subprocess.run([sys.executable, "-c", frage], cwd=WURZEL, env=umgebung, capture_output=True, text=True)
    assert lauf.stdout.strip() == "[]", lauf.stderr


# --- files --------------------------------------------------------------------------------------------------------------
def test_from_the_order_to_the_file(koordination):
    make_angebot()
    weg = bestellt(koordination)
    assert "Ihr Bericht wartet" in lies(koordination.get(weg)).text
    call_command("arbeite_auftraege")
    assert lies(koordination.get(weg)).eines("div", id="auftrag-stand")["data-lage"] == "fertig"
    antwort = koordination.get(f"{weg}datei/")
    assert (
        antwort.headers["Content-Disposition"] == f'attachment; filename="bestand-{timezone.localdate():%Y-%m-%d}.xlsx"'
    )
    assert b"".join(antwort.streaming_content).startswith(b"PK")


@pytest.mark.skipif(not pdf._bibliotheken_da(), reason="pango fehlt")
def test_a_pdf_of_one_gemeinde(koordination):
    make_angebot()
    ort = make_gemeinde()
    weg = bestellt(koordination, "steckbrief", gemeinde=ort.ags, datei="pdf")
    call_command("arbeite_auftraege")
    antwort = koordination.get(f"{weg}datei/")
    assert antwort.headers["Content-Type"] == "application/pdf"
    assert b"".join(antwort.streaming_content).startswith(b"%PDF")


def test_nobody_else_gets_the_file_by_any_address(koordination, client):
    weg = bestellt(koordination)
    call_command("arbeite_auftraege")
    token = Auftrag.objects.get().token
    koordination.logout()
    for adresse in (weg, f"{weg}datei/"):
        assert client.get(adresse).status_code == 302
    for adresse in (f"/wegweiser/auftrag/{token}/", f"/wegweiser/auftrag/{token}/datei.pdf"):
        assert client.get(adresse).status_code == 404
    client.force_login(make_konto("fachkraft"))
    for adresse in (weg, f"{weg}datei/"):
        assert client.get(adresse).status_code == 403


def test_the_files_of_the_public_are_not_served_here(koordination):
    auftrag = annehmen("wegweiser", {"abfrage": "", "in": "de", "wurzel": ""})
    assert koordination.get(f"{BASIS}bestand/auftrag/{auftrag.token}/").status_code == 404


def test_every_order_looks_at_the_data_anew(koordination, monkeypatch):
    erste = bestellt(koordination)
    call_command("arbeite_auftraege")
    monkeypatch.setattr(
        "netzwerk.views.berichte.timezone.now", lambda: Auftrag.objects.get().beendet_am.replace(year=2099)
    )
    assert bestellt(koordination) != erste


def test_a_full_queue_asks_to_wait(koordination):
    make_angebot()
    for nummer in range(HOECHSTENS_WARTEND):
        annehmen("bericht_xlsx", {"art": "bestand", "abfrage": str(nummer)})
    antwort = koordination.post(f"{BASIS}bestand/bestellen/", {"datei": "xlsx"})
    assert antwort.status_code == 429 and "viele Dateien" in lies(antwort).text


def test_an_order_of_nothing_leads_back(koordination):
    assert koordination.post(f"{BASIS}bestand/bestellen/", {"datei": "exe"}).headers["Location"] == f"{BASIS}bestand/?"
    koordination.post(f"{BASIS}steckbrief/bestellen/", {"datei": "xlsx"})
    assert not Auftrag.objects.exists()


def test_more_steckbriefe_than_one_pdf_holds_are_not_ordered(koordination, monkeypatch):
    monkeypatch.setattr("netzwerk.bericht.wunsch.PDF_HOECHSTENS", 1)
    make_gemeinde(), make_gemeinde()
    assert "2 Steckbriefe sind zu viele" in lies(koordination.get(f"{BASIS}steckbrief/?gemeinde=alle")).text
    koordination.post(f"{BASIS}steckbrief/bestellen/", {"datei": "pdf", "gemeinde": "alle"})
    assert not Auftrag.objects.exists()
    assert bestellt(koordination, "steckbrief", gemeinde="alle")


def test_looking_changes_nothing(koordination):
    make_angebot()
    assert koordination.get(f"{BASIS}bestand/bestellen/").status_code == 405
    koordination.get(f"{BASIS}bestand/")
    assert not Auftrag.objects.exists()


def test_pages_are_kept_out_of_every_store(koordination):
    assert koordination.get(f"{BASIS}bestand/").headers["Cache-Control"] == "private, no-store"
