"""`lade_schulferien`: adds what is missing, with its source; what the Koordination changed stays."""

import json
from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from angebote.feiertage import feiertage_um
from angebote.models import Schulferien

pytestmark = pytest.mark.django_db

DATEI = settings.BASE_DIR / "fixtures" / "schulferien.json"
ZEILEN = json.loads(DATEI.read_text(encoding="utf-8"))


def lade(datei=DATEI) -> str:
    ausgabe = StringIO()
    call_command("lade_schulferien", datei, stdout=ausgabe)
    return ausgabe.getvalue()


def test_loaded_twice_changes_nothing():
    assert f"{len(ZEILEN)} neu" in lade()
    assert f"0 neu, {len(ZEILEN)} schon da" in lade()


def test_what_was_edited_stays():
    lade()
    Schulferien.objects.filter(von="2027-07-29").update(name="Lange Ferien", bis="2027-09-10")
    lade()
    assert Schulferien.objects.get(von="2027-07-29").name == "Lange Ferien"
    assert Schulferien.objects.count() == len(ZEILEN)


def test_every_row_names_its_source_and_none_overlaps_another():
    lade()
    zeilen = list(Schulferien.objects.order_by("von"))
    assert all(zeile.quelle for zeile in zeilen)
    assert all(frueher.bis < spaeter.von for frueher, spaeter in zip(zeilen, zeilen[1:], strict=False))


def test_between_first_and_last_row_no_ferien_are_missing():
    """What is not in a row counts as school: in each school year all five stand there."""
    fuenf = {"Herbstferien", "Weihnachtsferien", "Osterferien", "Pfingstferien", "Sommerferien"}
    jahre: dict[int, set[str]] = {}
    for zeile in ZEILEN:
        von = date.fromisoformat(zeile["von"])
        jahre.setdefault(von.year - (von.month < 9), set()).add(zeile["name"])
    assert {jahr: fuenf - namen for jahr, namen in jahre.items() if fuenf - namen} == {}


def test_whitsun_and_easter_lie_around_their_feiertage():
    for zeile in ZEILEN:
        tage = [tag for tag, name in feiertage_um(date.fromisoformat(zeile["von"])).items() if name == "Ostermontag"]
        if zeile["name"] == "Osterferien":
            assert any(abs((date.fromisoformat(zeile["von"]) - tag).days) < 9 for tag in tage)


@pytest.mark.parametrize(
    ("inhalt", "grund"),
    [
        ({}, "eine Liste"),
        ([{"name": "Ferien"}], "Feld „von“"),
        ([{"name": "F", "von": "2027-02-02", "bis": "2027-02-01", "quelle": "x"}], "vor dem ersten"),
        ([{"name": "F", "von": "2027-02-30", "bis": "2027-03-01", "quelle": "x"}], "Feld „von“"),
        ([{"name": "F", "von": "2027-02-01", "bis": "2027-02-02", "quelle": "", "land": "BW"}], "nicht bekannt"),
    ],
)
def test_a_wrong_file_changes_nothing(tmp_path, inhalt, grund):
    datei = tmp_path / "ferien.json"
    datei.write_text(json.dumps(inhalt), encoding="utf-8")
    with pytest.raises(CommandError, match=grund):
        lade(datei)
    assert not Schulferien.objects.exists()
