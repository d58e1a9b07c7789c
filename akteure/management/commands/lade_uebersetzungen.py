"""Load the translations that ship: what is missing, and nothing else."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akteure.lesen import Fehlerliste
from akteure.uebersetzungen.laden import lade


class Command(BaseCommand):
    help = (
        "Ergänzt Übersetzungen aus einem Ordner mit je einer Datei <sprache>.csv. Was da ist, bleibt, wie es ist; "
        "Zeilen zu inzwischen geändertem Deutsch werden übergangen. Alles kommt als ungeprüft an."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ordner", type=Path, help="Ordner mit den Dateien, zum Beispiel tr.csv und ar.csv")

    def handle(self, *args: Any, **options: Any) -> None:
        pfade = sorted(options["ordner"].glob("*.csv"))
        if not pfade:
            raise CommandError(f"In {options['ordner']} liegt keine Datei <sprache>.csv.")
        fehler = Fehlerliste()
        bilanz = lade(pfade, fehler)
        if fehler:
            raise CommandError(fehler.als_text())
        self.stdout.write(str(bilanz))
