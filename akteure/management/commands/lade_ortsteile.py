"""Load Ortsteile: names people use for places inside a Gemeinde."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akteure.gebiet.ortsteile import pruefe_ortsteile
from akteure.gebiet.uebernehmen import uebernimm_ortsteile
from akteure.lesen import Fehlerliste, lies_tabelle
from akteure.models import Gemeinde


class Command(BaseCommand):
    help = "Lädt die Ortsteile. Vorher muss das Gebiet geladen sein."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("csv", type=Path, help="Datei mit den Ortsteilen (CSV, UTF-8)")

    def handle(self, *args: Any, **options: Any) -> None:
        fehler = Fehlerliste()
        namen = dict(Gemeinde.objects.values_list("ags", "name"))
        ortsteile = pruefe_ortsteile(lies_tabelle(options["csv"], fehler), namen, fehler)
        if fehler:
            raise CommandError(fehler.als_text())
        bilanz = uebernimm_ortsteile(ortsteile)
        self.stdout.write(bilanz.zeile("Ortsteil", "Ortsteile"))
        if bilanz.uebrig:
            was = f"Ortsteile, die nicht in der Datei stehen und bleiben ({len(bilanz.uebrig)})"
            self.stdout.write(self.style.WARNING(f"{was}: {', '.join(bilanz.uebrig)}"))
