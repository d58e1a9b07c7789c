"""The page of numbers: what is known with its source, what is not as such; a table is checked, shown and taken over."""

import re
import subprocess
import sys
from datetime import date
from io import BytesIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from netzwerk.models import Indikator
from netzwerk.planung.indikatoren import einlesen
from tests.fabriken import make_gemeinde, make_konto

pytestmark = pytest.mark.django_db

SEITE = "/planung/zahlen/"
STAND = date(2024, 12, 31)


@pytest.fixture
def koordination(client):
    client.force_login(make_konto("koordination"))
    return client


@pytest.fixture
def altbach():
    return make_gemeinde(ags="08116004", name="Altbach", einwohner=6047, einwohner_stand=STAND)


def text(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def pruefe(client, inhalt, **felder):
    roh = inhalt if isinstance(inhalt, bytes) else inhalt.encode()
    datei = SimpleUploadedFile("zahlen.csv", roh)
    return client.post(SEITE, {"datei": datei, "stand": "2024-12-31", "quelle": "Amt A"} | felder)


def uebernimm(client, response):
    inhalt = re.search(r'name="inhalt" value="([^"]+)"', response.content.decode())[1]
    return client.post(SEITE, {"inhalt": inhalt}, follow=True)


def zeile(response, ags):
    """Return the cells of a Gemeinde in words."""
    roh = re.search(rf'<tr data-ags="{ags}">(.*?)</tr>', response.content.decode(), re.DOTALL)[1]
    return [" ".join(re.sub("<[^>]+>", "", zelle).split()) for zelle in re.findall(r"<td.*?</td>", roh, re.DOTALL)]


def test_what_came_with_the_gemeinden_is_shown_with_its_date_and_nothing_is_invented(koordination, altbach):
    seite = koordination.get(SEITE)
    assert zeile(seite, "08116004") == ["6.047"]
    assert "mit den Gemeinden geladen, Stand 31.12.2024" in text(seite)
    assert "Noch von keiner Gemeinde bekannt:</b> Geburten im Jahr, Kinder 0–2 Jahre" in text(seite)


def test_without_any_number_or_gemeinde_the_page_says_so(koordination):
    assert "Noch keine Gemeinden" in text(koordination.get(SEITE))
    make_gemeinde()
    assert "Noch keine Zahl ist bekannt" in text(koordination.get(SEITE))


def test_secret_and_unknown_are_words_and_zero_is_a_number(koordination, altbach):
    for name, werte in {"Altbach": {"wert": 0}, "Altdorf": {"geheim": True}}.items():
        gemeinde = altbach if name == "Altbach" else make_gemeinde(ags="08116005", name=name)
        Indikator.objects.create(gemeinde=gemeinde, art="geburten", stand=STAND, quelle="Amt A", **werte)
    make_gemeinde(ags="08116006")
    seite = koordination.get(SEITE)
    assert [zeile(seite, f"0811600{n}")[1] for n in (4, 5, 6)] == ["0", "geheim", "nicht bekannt"]


def test_a_newer_number_goes_before_what_came_with_the_gemeinde(koordination, altbach):
    Indikator.objects.create(gemeinde=altbach, art="einwohner", wert=9, stand=date(2020, 1, 2), quelle="Amt alt")
    assert zeile(koordination.get(SEITE), "08116004") == ["6.047"]
    Indikator.objects.create(gemeinde=altbach, art="einwohner", wert=7000, stand=date(2025, 1, 2), quelle="Amt neu")
    assert zeile(koordination.get(SEITE), "08116004") == ["7.000"]


def test_each_number_names_its_own_source_where_a_column_has_several(koordination, altbach):
    zweite = make_gemeinde(ags="08116005")
    for gemeinde, quelle in ((altbach, "Amt A"), (zweite, "Amt B")):
        Indikator.objects.create(gemeinde=gemeinde, art="geburten", wert=5, stand=STAND, quelle=quelle)
    seite = koordination.get(SEITE)
    assert [zeile(seite, ags)[1] for ags in ("08116004", "08116005")] == ["5 2", "5 3"]


def test_a_table_is_checked_shown_and_taken_over(koordination, altbach):
    geprueft = pruefe(koordination, "AGS;Kinder unter 18\n08116004;1.024\n")
    assert 'data-zahl="neu"><b>1</b>' in text(geprueft)
    assert not Indikator.objects.exists()
    assert "Übernommen: 1 Zahl." in text(uebernimm(koordination, geprueft))
    eine = Indikator.objects.get()
    assert (eine.gemeinde, eine.wert, eine.stand, eine.quelle) == (altbach, 1024, STAND, "Amt A")
    assert LogEntry.objects.get().change_message == "Eingelesen: 1 neu, 0 geändert – zahlen.csv"


def test_taking_over_twice_is_harmless(koordination, altbach):
    geprueft = pruefe(koordination, "AGS;Kinder unter 18\n08116004;1.024\n")
    uebernimm(koordination, geprueft)
    assert "Übernommen: 0 Zahlen." in text(uebernimm(koordination, geprueft))
    assert Indikator.objects.count() == 1


def test_every_fault_is_shown_and_nothing_can_be_taken_over(koordination, altbach):
    seite = text(pruefe(koordination, "AGS;Kinder unter 18\n08116004;-3\n99999999;1\n"))
    assert "In der Datei sind 2 Fehler." in seite
    assert "Zeile 2, Spalte „kinder unter 18“" in seite
    assert 'name="inhalt"' not in seite


def test_what_has_changed_in_the_meantime_is_checked_once_more(koordination, altbach):
    geprueft = pruefe(koordination, "AGS;Kinder unter 18\n08116004;1.024\n")
    Indikator.objects.create(gemeinde=altbach, art="kinder_u18", wert=5, stand=STAND, quelle="Amt B")
    assert "Zwei Quellen für einen Tag" in text(uebernimm(koordination, geprueft))
    assert Indikator.objects.get().wert == 5


def test_another_source_is_taken_only_where_it_is_ticked(koordination, altbach):
    Indikator.objects.create(gemeinde=altbach, art="kinder_u18", wert=5, stand=STAND, quelle="Amt B")
    text_ = "AGS;Kinder unter 18\n08116004;6\n"
    assert "Zwei Quellen" in text(pruefe(koordination, text_))
    geprueft = pruefe(koordination, text_, ersetzen="on")
    assert "statt Amt B" in text(geprueft)
    uebernimm(koordination, geprueft)
    assert Indikator.objects.values_list("wert", "quelle").get() == (6, "Amt A")


@pytest.mark.parametrize("inhalt", ["", "unsinn", "a:b:c"])
def test_content_that_is_not_ours_is_refused(koordination, inhalt):
    assert "Das ist zu lange her" in text(koordination.post(SEITE, {"inhalt": inhalt}, follow=True))


def test_the_button_holds_for_an_hour(koordination, altbach, monkeypatch):
    geprueft = pruefe(koordination, "AGS;Kinder unter 18\n08116004;6\n")
    monkeypatch.setattr(einlesen, "STUNDE", -1)
    assert "Das ist zu lange her" in text(uebernimm(koordination, geprueft))


@pytest.mark.parametrize(
    ("felder", "satz"),
    [
        ({"datei": ""}, "Bitte wählen Sie eine Datei."),
        ({"stand": "gestern"}, "Bitte ein Datum wie 31.12.2024."),
        ({"stand": "2999-01-01"}, "Dieser Tag liegt in der Zukunft."),
        ({"quelle": "x" * 201}, "höchstens 200 Zeichen"),
        ({"stand": "", "quelle": ""}, "Wann galten die Zahlen?"),
    ],
)
def test_what_is_wrong_with_the_form_is_named(koordination, altbach, felder, satz):
    assert satz in text(pruefe(koordination, "AGS;Geburten\n08116004;6\n", **felder))


def test_a_file_too_large_is_refused(koordination, altbach):
    assert "größer als 4 MB" in text(pruefe(koordination, b"A" * 4_000_001))


def test_names_in_a_file_are_text_and_never_markup(koordination, altbach):
    seite = text(pruefe(koordination, "AGS;Geburten\n<b>x</b>;<script>1</script>\n"))
    assert "<script>1" not in seite
    assert "&lt;script&gt;1" in seite


@pytest.mark.parametrize("endung", ["csv", "xlsx"])
def test_the_template_comes_as_a_file(koordination, altbach, endung):
    antwort = koordination.get(f"{SEITE}vorlage.{endung}")
    assert antwort["Content-Disposition"] == f'attachment; filename="indikatoren-vorlage.{endung}"'
    if endung == "csv":
        assert antwort.content.decode("utf-8-sig").splitlines()[1].startswith("08116004;Altbach;;")
    else:
        assert load_workbook(BytesIO(antwort.content)).active["A2"].value == "08116004"


def test_there_is_no_other_template(koordination):
    assert koordination.get(f"{SEITE}vorlage.exe").status_code == 404


@pytest.mark.parametrize("seite", ["0", "99", "x", "-1"])
def test_a_page_that_does_not_exist_is_another_one(koordination, altbach, seite):
    assert koordination.get(SEITE, {"seite": seite}).status_code == 200


@pytest.mark.parametrize("anzahl", [1, 20])
def test_the_page_asks_the_same_however_many_gemeinden_there_are(koordination, anzahl, django_assert_num_queries):
    for _nummer in range(anzahl):
        Indikator.objects.create(gemeinde=make_gemeinde(), art="geburten", wert=5, stand=STAND, quelle="Amt A")
    with django_assert_num_queries(7):
        koordination.get(SEITE)


def test_a_worker_stays_small_until_somebody_brings_a_spreadsheet():
    frage = "import django; django.setup(); import netzwerk.urls, netzwerk.views.zahlen, sys; print('openpyxl' in sys.modules)"
    lauf = subprocess.run([sys.executable, "-c", frage], capture_output=True, text=True, check=True)
    assert lauf.stdout.strip() == "False"
