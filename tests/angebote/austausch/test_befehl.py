"""`manage.py importiere`: options, exit by CommandError, no traceback for any file."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from angebote.management.commands import importiere as befehl
from angebote.models import Angebot, Importlauf

from .conftest import ZEILE, als_csv, zeile

pytestmark = pytest.mark.django_db


def test_a_good_file_is_taken_over(aheim, datei, capsys):
    call_command("importiere", datei(ZEILE))
    assert "1 Eintrag neu, davon 1 veröffentlicht" in capsys.readouterr().out
    assert Angebot.objects.count() == 1


def test_a_windows_file_with_sep_line_and_decimal_commas_is_taken_over(aheim, datei):
    text = "sep=;\r\n" + als_csv(zeile(Titel="Kita Größe", Breite="48,61", Länge="9,31"))
    call_command("importiere", datei(text, kodierung="cp1252"), verbosity=0)
    angebot = Angebot.objects.get()
    assert (angebot.titel, angebot.standorte.get().lat) == ("Kita Größe", 48.61)


def test_options_reach_the_import(aheim, datei):
    pfad = datei(ZEILE, zeile(Externe_ID="2", Titel=""))
    call_command("importiere", pfad, probe=True, ohne_fehlerzeilen=True, verbosity=0)
    assert not Angebot.objects.exists()
    call_command("importiere", pfad, ohne_fehlerzeilen=True, als_entwurf=True, verbosity=0)
    assert Angebot.objects.get().status == "entwurf"


def test_a_row_fault_ends_with_an_error_after_the_report(aheim, datei, capsys):
    with pytest.raises(CommandError, match="Nichts übernommen: 1 Zeile ist fehlerhaft"):
        call_command("importiere", datei(zeile(Titel="")))
    assert "Zeile 2, Spalte „Titel“" in capsys.readouterr().out


@pytest.mark.parametrize(
    "inhalt", [b"", b"\x00\x01\x02\x03" * 99, b"PK\x03\x04" + bytes(99), "a;b\n1;2\n".encode("utf-16")]
)
def test_a_broken_file_is_an_error_for_people_and_writes_nothing(inhalt, aheim, datei, capsys):
    with pytest.raises(CommandError, match="Nichts übernommen"):
        call_command("importiere", datei(inhalt))
    assert "So kann die Datei nicht übernommen werden" in capsys.readouterr().out
    assert not Angebot.objects.exists() and not Importlauf.objects.exists()


def test_a_folder_and_a_missing_file_are_errors_for_people(aheim, tmp_path):
    for pfad in (tmp_path, tmp_path / "fehlt.csv"):
        with pytest.raises(CommandError, match="Nichts übernommen"):
            call_command("importiere", pfad)


def test_a_refusal_of_the_database_is_an_error_for_people(aheim, datei, monkeypatch):
    def verweigert(*args, **kwargs):
        raise IntegrityError("doppelt")

    monkeypatch.setattr(befehl, "importieren", verweigert)
    with pytest.raises(CommandError, match="nichts wurde geändert"):
        call_command("importiere", datei(ZEILE))


def test_the_progress_bar_is_for_terminals_only(aheim, datei, capsys):
    call_command("importiere", datei(ZEILE))
    assert capsys.readouterr().err == ""


def test_the_progress_bar_passes_everything_on(monkeypatch):
    monkeypatch.setattr(befehl.sys.stderr, "isatty", lambda: True, raising=False)
    assert list(befehl._balken(1)([1, 2, 3], "Prüfen")) == [1, 2, 3]
    assert befehl._balken(0) is befehl.ohne_anzeige
