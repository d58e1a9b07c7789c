"""A real file of 1,870 rows, where it lies beside the project; it is never part of it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from akteure.models import Akteur
from angebote.austausch.befunde import Befundart, anzahl_je_art
from angebote.austausch.bericht import ausgang
from angebote.austausch.lesen import lesen
from angebote.austausch.uebernehmen import importieren
from angebote.models import Angebot

ORDNER = Path(settings.BASE_DIR).parent / "shared" / "daten" / "real"
DATEI, GEBIET = ORDNER / "kitas_schleswig_holstein_vorlage.csv", ORDNER / "gebiet_schleswig_holstein.csv"
BEKANNT = {
    Befundart.ALTER: 1,
    Befundart.ORT_UNBEKANNT: 33,
    Befundart.ORT_MEHRDEUTIG: 56,
    Befundart.KOORDINATE_HALB: 1,
    Befundart.KOORDINATEN_FEHLEN: 111,
}


@pytest.mark.django_db
@pytest.mark.skipif(not (DATEI.exists() and GEBIET.exists()), reason=f"{DATEI.name} liegt nicht neben dem Projekt")
def test_the_real_file_is_reported_and_taken_over_as_known(capsys):
    call_command("lade_gebiet", GEBIET)
    call_command("lade_vokabular", settings.BASE_DIR / "fixtures" / "vokabular.json")
    tabelle = lesen(DATEI)

    gestoppt = importieren(tabelle)
    zahlen = anzahl_je_art(gestoppt.befunde)
    assert (tabelle.anzahl, gestoppt.gestoppt, Angebot.objects.count()) == (1870, True, 0)
    assert {art: zahlen[art] for art in BEKANNT} == BEKANNT

    importieren(tabelle, ohne_fehlerzeilen=True)
    assert (Angebot.objects.oeffentlich().count(), Akteur.objects.count()) == (1869, 774)

    nochmal = importieren(lesen(DATEI), ohne_fehlerzeilen=True)
    assert ausgang(nochmal).startswith("Nichts zu tun: alle 1.869 Einträge sind unverändert.")
