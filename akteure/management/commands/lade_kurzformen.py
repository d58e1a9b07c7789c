"""Load Kurzformen: short and everyday forms people type for a place."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akteure.gebiet.kurzformen import ergaenze_kurzformen, lade_ziele, pruefe_kurzformen
from akteure.lesen import Fehlerliste, lies_tabelle


class Command(BaseCommand):
    help = "Lädt Kurzformen von Orten („L.E.“). Vorher müssen das Gebiet und seine Ortsteile geladen sein."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("csv", type=Path, help="Datei mit den Kurzformen (CSV, UTF-8)")

    def handle(self, *args: Any, **options: Any) -> None:
        fehler = Fehlerliste()
        kurzformen = pruefe_kurzformen(lies_tabelle(options["csv"], fehler), lade_ziele(), fehler)
        if fehler:
            raise CommandError(fehler.als_text())
        bilanz = ergaenze_kurzformen(kurzformen)
        self.stdout.write(bilanz.zeile("Kurzform", "Kurzformen"))
        if bilanz.uebrig:
            was = f"Kurzformen, die anders oder gar nicht in der Datei stehen und bleiben ({len(bilanz.uebrig)})"
            self.stdout.write(self.style.WARNING(f"{was}: {', '.join(bilanz.uebrig)}"))
