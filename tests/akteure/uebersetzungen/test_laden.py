"""The translations that ship add what is missing, renew what nobody has checked, and never take anything back."""

import io

import pytest
from django.core.management import CommandError, call_command

from akteure.models.uebersetzung import Stand, Uebersetzung
from akteure.uebersetzungen.blatt import Blatt
from akteure.uebersetzungen.schreiben import Neufassung, ergaenze
from angebote.models import Angebot, Thema
from tests.fabriken import make_angebot, make_thema

from .test_austausch import datei
from .test_bestand import fasse, stelle

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


def test_what_is_outdated_and_was_never_checked_is_renewed(lade, geld):
    fasse(geld, "name", "Para")
    Thema.objects.update(name="Geld und mehr")
    neu = GELD | {"deutsch": "Geld und mehr", "uebersetzung": "Para ve daha fazlası"}
    assert "0 neu, 0 schon da, 1 erneuert" in lade(neu)
    zeile = Uebersetzung.objects.get()
    assert (zeile.text, zeile.stand("Geld und mehr")) == ("Para ve daha fazlası", Stand.UNGEPRUEFT)


@pytest.mark.parametrize("text", ["Paralar", ""])
def test_what_a_person_checked_or_emptied_stays_also_outdated(lade, geld, text):
    fasse(geld, "name", text, geprueft=bool(text))
    Thema.objects.update(name="Geld und mehr")
    assert "1 schon da, 0 erneuert" in lade(GELD | {"deutsch": "Geld und mehr"})
    assert Uebersetzung.objects.get().text == text


def test_a_text_that_stands_twice_in_a_file_counts_once(lade, geld):
    assert "1 neu, 0 schon da" in lade(GELD, GELD)
    Thema.objects.update(name="Geld und mehr")
    assert "0 neu, 0 schon da, 1 erneuert" in lade(*[GELD | {"deutsch": "Geld und mehr"}] * 2)


def test_only_what_was_not_there_counts_as_added(geld):
    fasse(geld, "name", "Paralar")
    assert ergaenze([Neufassung(stelle(geld, "name"), "Para")], "tr") == 0
    assert ergaenze([Neufassung(stelle(geld, "name"), "Para")], "ar") == 1
    assert Uebersetzung.objects.get(sprache="tr").text == "Paralar"


def test_a_row_of_another_german_text_or_a_record_that_is_gone_is_only_counted(lade, geld):
    bilanz = lade(GELD | {"deutsch": "Gold"}, GELD | {"schluessel": "weg"})
    assert "0 neu, 0 schon da, 0 erneuert, 1 zu geändertem Deutsch, 1 zu Einträgen, die es nicht mehr gibt" in bilanz
    assert not Uebersetzung.objects.exists()


@pytest.mark.parametrize(
    ("zeile", "meldung"),
    [
        ({"feld": "slug"}, "Dieses Feld gibt es dort nicht"),
        ({"sprache": "ar"}, "andere Sprache"),
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
