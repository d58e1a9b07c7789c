"""The report for people: counts first, then the findings, twenty of each kind."""

import pytest
from django.conf import settings

from angebote.austausch.befunde import Befundart
from angebote.austausch.bericht import ausgang, bericht
from angebote.austausch.spalten import SPALTEN
from angebote.models import Angebot

from .conftest import ZEILE, zeile

pytestmark = pytest.mark.django_db


def test_counts_per_kind_come_first_and_every_finding_has_line_column_value_and_reason(importiere):
    text = bericht(importiere(zeile(Titel=""), zeile(Externe_ID="2", Ort="Nirgendwo")))
    anfang, _leer, einzeln = text.partition("\nPflichtangabe fehlt:\n")
    assert "2 Zeilen, 1 Akteur (UTF-8, Trennzeichen „;“)" in anfang
    assert "Fehlerhafte Zeilen:\n  1  Pflichtangabe fehlt" in anfang
    assert "Hinweise (sie halten nichts auf):\n  1  Ort ist keine Gemeinde des Gebiets" in anfang
    assert "  Zeile 2, Spalte „Titel“, leer: „Titel“ fehlt.\n" in einzeln
    assert "  Zeile 3, Spalte „Ort“, Wert „Nirgendwo“: So heißt keine Gemeinde." in einzeln


def test_twenty_findings_of_a_kind_are_shown_unless_all_are_wanted(importiere):
    ergebnis = importiere(*(zeile(Externe_ID=str(nummer), Ort="Nirgendwo") for nummer in range(25)))
    assert bericht(ergebnis).count("Wert „Nirgendwo“") == 20
    assert "… und 5 weitere (alle mit --alle)" in bericht(ergebnis)
    assert bericht(ergebnis, alle=True).count("Wert „Nirgendwo“") == 25


def test_long_values_are_cut(importiere):
    text = bericht(importiere(zeile(Titel="x" * 500)))
    assert f"Wert „{'x' * 79}…“: 500 Zeichen, höchstens 160 passen." in text


def test_the_first_import_says_what_came(importiere):
    text = ausgang(importiere(ZEILE, zeile(Externe_ID="2", Themen="")))
    assert "2 Einträge neu, davon 1 veröffentlicht und 1 Entwurf" in text
    assert "Akteure: 1 neu, 0 geändert" in text


def test_the_same_file_again_says_that_there_is_nothing_to_do(importiere):
    importiere(ZEILE, zeile(Externe_ID="2"))
    assert ausgang(importiere(ZEILE, zeile(Externe_ID="2"))) == "Nichts zu tun: alle 2 Einträge sind unverändert."


def test_an_archived_entry_is_named_although_there_is_nothing_to_do(importiere):
    importiere(ZEILE)
    Angebot.objects.get().archivieren()
    ergebnis = importiere(ZEILE)
    assert "Nichts zu tun" in ausgang(ergebnis)
    assert "1 Eintrag archiviert oder gelöscht: bleibt so" in ausgang(ergebnis)
    assert "bei uns archiviert und bleibt, wie er ist" in bericht(ergebnis)


def test_a_stopped_import_says_how_to_go_on(importiere):
    text = ausgang(importiere(zeile(Titel=""), zeile(Externe_ID="2")))
    assert text.startswith("Nichts übernommen: 1 Zeile ist fehlerhaft.")
    assert "1 Zeile mit --ohne-fehlerzeilen" in text


def test_a_dry_run_says_that_it_is_one(importiere):
    text = ausgang(importiere(ZEILE, probe=True))
    assert text.startswith("Das würde sich ändern:")
    assert text.endswith("Das war ein Probelauf. Es wurde nichts gespeichert.")


def test_the_handbook_explains_every_column_and_every_kind_of_finding():
    handbuch = (settings.BASE_DIR / "docs" / "import.md").read_text(encoding="utf-8")
    assert [spalte.name for spalte in SPALTEN if spalte.name not in handbuch] == []
    assert [art.titel for art in Befundart if f"| {art.titel} |" not in handbuch] == []
