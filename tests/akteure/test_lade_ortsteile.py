"""`lade_ortsteile`: the same manners as `lade_gebiet`."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from akteure.gebiet.ortsteile import pruefe_ortsteile
from akteure.lesen import Fehlerliste, zerlege_tabelle
from akteure.models import Ortsteil
from tests.fabriken import make_gemeinde

KOPF = "ortsteil,gemeinde,ags\n"
GEMEINDEN = {"99000001": "Altbach", "99000002": "Öd am See"}


def pruefe(text, gemeinden=GEMEINDEN):
    fehler = Fehlerliste()
    return pruefe_ortsteile(zerlege_tabelle(text, "o.csv", fehler), gemeinden, fehler), fehler


def lade(datei):
    ausgabe = StringIO()
    call_command("lade_ortsteile", datei, stdout=ausgabe, no_color=True)
    return ausgabe.getvalue()


@pytest.mark.parametrize(
    ("zeile", "ort", "grund"),
    [
        ("Mühle,Altbach,99000003", "Spalte „ags“", "gibt es im Gebiet nicht"),
        ("Mühle,Altbach,9900001", "Spalte „ags“", "8 Ziffern"),
        ("Mühle,Ödheim,99000001", "Spalte „gemeinde“", "Der AGS 99000001 gehört zu Altbach."),
        (",Altbach,99000001", "Spalte „ortsteil“", "Hier muss etwas stehen."),
        ("M�hle,Altbach,99000001", "Spalte „ortsteil“", "verloren gegangen"),
        ("Aich,Altbach,99000001", "Spalte „ortsteil“", "schon in o.csv, Zeile 2"),
    ],
)
def test_a_broken_line_is_reported_with_line_and_column(zeile, ort, grund):
    daten, fehler = pruefe(f"{KOPF}Aich,Altbach,99000001\n{zeile}\n")
    assert daten == []
    assert [eintrag.ort for eintrag in fehler] == [f"o.csv, Zeile 3, {ort}"]
    assert grund in fehler[0].grund


def test_the_same_name_in_two_gemeinden_is_fine():
    daten, fehler = pruefe(f"{KOPF}Berg,Altbach,99000001\nBerg,Öd am See,99000002\n")
    assert not fehler
    assert len(daten) == 2


def test_without_gemeinden_it_says_what_to_do_first():
    assert "zuerst das Gebiet laden" in pruefe(f"{KOPF}Berg,Altbach,99000001\n", {})[1].als_text()


def test_a_missing_column_and_an_empty_table_are_faults():
    bericht = pruefe("ortsteil,ags\n")[1].als_text()
    assert "„gemeinde“ fehlt" in bericht
    assert "kein Ortsteil" in bericht


@pytest.mark.django_db
def test_ortsteile_are_written_folded_and_the_second_run_changes_nothing(tmp_path):
    make_gemeinde(ags="99000001", name="Altbach")
    datei = tmp_path / "o.csv"
    datei.write_text(f"{KOPF}Obermühle,Altbach,99000001\n", encoding="utf-8")
    assert "1 Ortsteil: 1 neu, 0 geändert, 0 unverändert" in lade(datei)
    assert Ortsteil.objects.get().name_gefaltet == "obermuehle"
    assert "1 Ortsteil: 0 neu, 0 geändert, 1 unverändert" in lade(datei)


@pytest.mark.django_db
def test_an_ortsteil_that_is_not_in_the_file_stays_and_is_named(tmp_path):
    Ortsteil.objects.create(name="Heimlich", gemeinde=make_gemeinde(ags="99000001", name="Altbach"))
    datei = tmp_path / "o.csv"
    datei.write_text(f"{KOPF}Mühle,Altbach,99000001\n", encoding="utf-8")
    assert "nicht in der Datei stehen und bleiben (1): Heimlich (Altbach)" in lade(datei)
    assert Ortsteil.objects.count() == 2


@pytest.mark.django_db
def test_with_one_fault_nothing_is_written(tmp_path):
    make_gemeinde(ags="99000001", name="Altbach")
    datei = tmp_path / "o.csv"
    datei.write_text(f"{KOPF}Mühle,Altbach,99000001\nTal,Altbach,99000009\n", encoding="utf-8")
    with pytest.raises(CommandError, match="1 Fehler"):
        lade(datei)
    assert not Ortsteil.objects.exists()


@pytest.mark.django_db
def test_the_ortsteile_that_ship_belong_to_the_gemeinden_that_ship():
    ordner = settings.BASE_DIR / "fixtures" / "gebiet"
    call_command("lade_gebiet", ordner / "gemeinden.csv", stdout=StringIO())
    assert " 0 geändert, 0 unverändert" in lade(ordner / "ortsteile.csv")
