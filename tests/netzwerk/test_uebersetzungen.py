"""The translations that ship fit what they belong to: every row finds its record and its German text."""

import csv
import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from akteure.models import Uebersetzung
from akteure.uebersetzungen.festes import was_fehlt
from netzwerk.management.commands.einrichten import Command

FIXTURES = settings.BASE_DIR / "fixtures"
VOKABULAR = FIXTURES / "uebersetzungen"


def rufe(befehl: str, *args: Path, **optionen) -> str:
    ausgabe = io.StringIO()
    call_command(befehl, *map(str, args), stdout=ausgabe, **optionen)
    return ausgabe.getvalue()


@pytest.mark.django_db
def test_every_shipped_row_is_loaded_once_and_unchecked():
    rufe("lade_gebiet", settings.GEBIET_ORDNER / "gemeinden.csv")
    rufe("lade_vokabular", FIXTURES / "vokabular.json")
    rufe("lade_seiten", FIXTURES / "seiten")
    for ausgabe in (rufe("lade_uebersetzungen", VOKABULAR), rufe("lade_demo")):
        assert ", 0 zu geändertem Deutsch, 0 zu Einträgen, die es nicht mehr gibt" in ausgabe
    zahl = Uebersetzung.objects.count()
    assert zahl and not Uebersetzung.objects.filter(geprueft=True).exists()
    for ausgabe in (rufe("lade_uebersetzungen", VOKABULAR), rufe("lade_demo", wenn_leer=True)):
        assert "Übersetzungen: 0 neu, " in ausgabe
    assert Uebersetzung.objects.count() == zahl


@pytest.mark.parametrize("ordner", [VOKABULAR, FIXTURES / "demo" / "uebersetzungen"])
def test_every_shipped_row_has_the_marks_and_links_of_its_german_text(ordner):
    zeilen = [
        (datei.name, zeile["deutsch"], zeile["uebersetzung"])
        for datei in sorted(ordner.glob("*.csv"))
        for zeile in csv.DictReader(io.StringIO(datei.read_text(encoding="utf-8-sig")), delimiter=";")
    ]
    assert zeilen
    assert [(name, grund) for name, deutsch, text in zeilen if text and (grund := was_fehlt(deutsch, text))] == []


@pytest.mark.parametrize("da", [True, False])
def test_einrichten_loads_those_of_the_vocabulary_where_there_are_some(settings, tmp_path, monkeypatch, da):
    settings.BASE_DIR = tmp_path
    ordner = tmp_path / "fixtures" / "uebersetzungen"
    if da:
        ordner.mkdir(parents=True)
        (ordner / "tr.csv").touch()
    gerufen = []
    monkeypatch.setattr(Command, "_rufe", lambda self, *args: gerufen.append(args))
    Command()._lade_uebersetzungen()
    assert gerufen == ([("lade_uebersetzungen", ordner)] if da else [])
