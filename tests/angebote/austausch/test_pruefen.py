"""Rows → checked rows and findings: everything at once, nothing written."""

import pytest

from angebote.austausch.befunde import Befundart
from angebote.austausch.lesen import lesen
from angebote.austausch.pruefen import pruefen
from angebote.austausch.woerter import Woerter
from angebote.models import Angebot
from tests.fabriken import make_gemeinde

from .conftest import ZEILE, zeile

pytestmark = pytest.mark.django_db


@pytest.fixture
def pruefe(aheim, datei):
    """Check rows; return the rows to take and the findings."""
    return lambda *zeilen: pruefen(lesen(datei(*zeilen)), Woerter.laden())


def kurz(befunde) -> list[tuple]:
    return [(befund.art, befund.zeile, befund.spalte, befund.wert) for befund in befunde]


def test_a_good_row_has_no_findings(pruefe, aheim):
    eintraege, befunde = pruefe(ZEILE)
    assert befunde == []
    assert eintraege[0].werte["gemeinde"] == aheim


def test_all_faults_of_all_rows_are_reported_with_line_column_and_value(pruefe):
    eintraege, befunde = pruefe(
        zeile(Titel="", Art="Zauberei"), zeile(Externe_ID="2"), zeile(Externe_ID="3", Breite="95")
    )
    assert [eintrag.zeile for eintrag in eintraege] == [3]
    assert kurz(befunde) == [
        (Befundart.PFLICHT, 2, "Titel", ""),
        (Befundart.WORT, 2, "Art", "Zauberei"),
        (Befundart.KOORDINATE, 4, "Breite", "95"),
    ]


@pytest.mark.parametrize("spalte", ["Externe ID", "Titel", "Art", "Akteur", "Quelle"])
def test_a_row_without_a_required_value_is_a_row_fault(spalte, pruefe):
    eintraege, befunde = pruefe(ZEILE | {spalte: ""})
    assert (eintraege, kurz(befunde)) == ([], [(Befundart.PFLICHT, 2, spalte, "")])


def test_age_from_above_to_is_a_row_fault(pruefe):
    _eintraege, befunde = pruefe(ZEILE | {"Alter von (Monate)": "36", "Alter bis (Monate)": "0"})
    assert kurz(befunde) == [(Befundart.ALTER, 2, "Alter von (Monate)", "36")]


def test_the_second_row_with_an_external_id_is_a_fault_that_names_the_first(pruefe):
    eintraege, befunde = pruefe(ZEILE, zeile(Titel="Kita Mond"))
    assert kurz(befunde) == [(Befundart.DOPPELT, 3, "Externe ID", "1")]
    assert "Zeile 2" in befunde[0].grund
    assert len(eintraege) == 1


def test_the_same_external_id_of_two_sources_is_no_duplicate(pruefe):
    assert pruefe(ZEILE, zeile(Quelle="Anderes Portal"))[1] == []


def test_the_point_zero_zero_is_a_row_fault(pruefe):
    assert kurz(pruefe(zeile(Breite="0", Länge="0,0"))[1]) == [(Befundart.KOORDINATE, 2, "Breite", "0")]


@pytest.mark.parametrize(("leer", "genannt"), [("Breite", "Länge"), ("Länge", "Breite")])
def test_half_a_coordinate_is_dropped_with_a_warning(leer, genannt, pruefe):
    eintraege, befunde = pruefe(ZEILE | {leer: ""})
    assert kurz(befunde) == [(Befundart.KOORDINATE_HALB, 2, genannt, ZEILE[genannt])]
    assert not eintraege[0].werte.keys() & {"lat", "lon"}


def test_missing_coordinates_are_a_warning(pruefe):
    assert kurz(pruefe(zeile(Breite="", Länge=""))[1]) == [(Befundart.KOORDINATEN_FEHLEN, 2, "Breite", "")]


def test_a_row_without_any_place_misses_no_coordinates(pruefe):
    ohne_ort = zeile(Straße="", Hausnummer="", PLZ="", Ort="", Breite="", Länge="", Format="online")
    assert pruefe(ohne_ort)[1] == []


def test_a_point_outside_the_area_is_a_warning(pruefe):
    eintraege, befunde = pruefe(zeile(Breite="53,1"))
    assert kurz(befunde) == [(Befundart.AUSSERHALB, 2, "Breite", "53.1, 9.31")]
    assert eintraege[0].werte["lat"] == 53.1


def test_an_ort_that_is_no_gemeinde_is_a_warning(pruefe):
    eintraege, befunde = pruefe(zeile(Ort="Nirgendwo"))
    assert kurz(befunde) == [(Befundart.ORT_UNBEKANNT, 2, "Ort", "Nirgendwo")]
    assert "gemeinde" not in eintraege[0].werte


def test_an_ambiguous_ort_is_a_warning_that_names_the_likely_ags(pruefe):
    make_gemeinde(name="Aheim", ags="99000009", plz=("70000",))
    eintraege, befunde = pruefe(ZEILE)
    assert kurz(befunde) == [(Befundart.ORT_MEHRDEUTIG, 2, "Ort", "Aheim")]
    assert "Nach der PLZ wohl AGS 99000001." in befunde[0].grund
    assert "gemeinde" not in eintraege[0].werte


def test_the_ags_decides_and_gives_the_ort(pruefe, aheim):
    make_gemeinde(name="Aheim", ags="99000009")
    eintraege, befunde = pruefe(ZEILE | {"Ort": "", "Gemeinde (AGS)": "99000001"})
    assert befunde == []
    assert (eintraege[0].werte["gemeinde"], eintraege[0].werte["ort"]) == (aheim, "Aheim")


def test_an_ags_outside_the_area_is_a_warning(pruefe):
    assert kurz(pruefe(ZEILE | {"Gemeinde (AGS)": "11000000"})[1]) == [
        (Befundart.ORT_UNBEKANNT, 2, "Gemeinde (AGS)", "11000000")
    ]


def test_checking_writes_nothing(pruefe):
    pruefe(ZEILE)
    assert not Angebot.objects.exists()
