"""The translations that ship add only what is missing, and never take anything back."""

import io

import pytest
from django.core.management import CommandError, call_command

from akteure.models.uebersetzung import Uebersetzung
from akteure.uebersetzungen.blatt import Blatt
from angebote.models import Angebot, Thema
from tests.fabriken import make_angebot, make_thema

from .test_austausch import datei
from .test_bestand import fasse

pytestmark = pytest.mark.django_db
GELD = {"modell": "angebote.thema", "schluessel": "geld", "feld": "name", "deutsch": "Geld", "uebersetzung": "Para"}


@pytest.fixture
def lade(tmp_path):
    def lade(*zeilen, sprache="tr") -> str:
        (tmp_path / f"{sprache}.csv").write_text(datei(*zeilen), encoding="utf-8")
        ausgabe = io.StringIO()
        call_command("lade_uebersetzungen", str(tmp_path), stdout=ausgabe)
        return ausgabe.getvalue()

    return lade


@pytest.fixture
def geld(db) -> Thema:
    return make_thema(name="Geld", slug="geld")


def test_what_is_missing_comes_unchecked_whatever_the_file_says(lade, geld):
    assert "1 neu, 0 schon da" in lade(GELD | {"geprueft": "ja"})
    assert [(z.text, z.geprueft, z.stand("Geld").value) for z in Uebersetzung.objects.all()] == [
        ("Para", False, "ungeprueft")
    ]


def test_a_second_run_changes_nothing(lade, geld):
    lade(GELD)
    assert "0 neu, 1 schon da" in lade(GELD | {"uebersetzung": "Akçe"})
    assert Uebersetzung.objects.get().text == "Para"


def test_what_a_person_emptied_stays_empty(lade, geld):
    lade(GELD)
    Blatt(geld, "tr").fassen({fund.stelle: ("", False) for fund in Blatt(geld, "tr").funde})
    assert "0 neu, 1 schon da" in lade(GELD)
    assert Uebersetzung.objects.get().text == ""


def test_what_a_person_wrote_or_what_is_outdated_stays(lade, geld):
    fasse(geld, "name", "Paralar", geprueft=True)
    Thema.objects.update(name="Geld und mehr")
    assert "1 schon da" in lade(GELD | {"deutsch": "Geld und mehr"})
    assert Uebersetzung.objects.get().text == "Paralar"


def test_a_row_of_another_german_text_or_a_record_that_is_gone_is_only_counted(lade, geld):
    bilanz = lade(GELD | {"deutsch": "Gold"}, GELD | {"schluessel": "weg"})
    assert "0 neu, 0 schon da, 1 zu geändertem Deutsch, 1 zu Einträgen, die es nicht mehr gibt" in bilanz
    assert not Uebersetzung.objects.exists()


@pytest.mark.parametrize(
    ("zeile", "meldung"),
    [
        ({"feld": "slug"}, "Modell, Feld oder Sprache"),
        ({"sprache": "ar"}, "Sprache"),
        ({"uebersetzung": "a" * 121}, "121"),
    ],
)
def test_a_file_with_a_fault_loads_nothing(lade, geld, zeile, meldung):
    with pytest.raises(CommandError, match=meldung):
        lade(GELD, GELD | zeile)
    assert not Uebersetzung.objects.exists()


def test_a_file_of_no_language_and_an_empty_folder_are_refused(lade, geld, tmp_path):
    with pytest.raises(CommandError, match="liegt keine Datei"):
        call_command("lade_uebersetzungen", str(tmp_path))
    with pytest.raises(CommandError, match="xx"):
        lade(GELD, sprache="xx")


def test_demo_rows_know_their_angebot_by_its_key_in_the_demo(tmp_path, settings):
    ordner = tmp_path / "fixtures" / "demo" / "uebersetzungen"
    ordner.mkdir(parents=True)
    (ordner / "tr.csv").write_text(datei({"schluessel": "treff"}), encoding="utf-8")
    settings.BASE_DIR = tmp_path
    make_angebot(titel="Treff", quelle="amt", externe_id="treff")
    ausgabe = io.StringIO()
    call_command("lade_demo", wenn_leer=True, stdout=ausgabe)
    assert "Übersetzungen" not in ausgabe.getvalue() and not Uebersetzung.objects.exists()
    demo = make_angebot(titel="Treff", quelle="demo", externe_id="treff")
    call_command("lade_demo", wenn_leer=True, stdout=ausgabe)
    assert "1 neu" in ausgabe.getvalue()
    assert Uebersetzung.objects.get().objekt == demo
    Angebot.objects.all().delete()
    assert not Uebersetzung.objects.exists()
