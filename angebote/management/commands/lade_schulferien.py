"""Load the Schulferien of Baden-Württemberg that ship; the coordinator edits them afterwards."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akteure.lesen import Fehlerliste, lies_json
from angebote.laden.schulferien import ergaenze_schulferien, pruefe_schulferien


class Command(BaseCommand):
    help = "Ergänzt die Schulferien. Was schon da ist, bleibt, wie es ist."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("json", type=Path, help="Datei mit den Schulferien (JSON)")

    def handle(self, *args: Any, **options: Any) -> None:
        fehler = Fehlerliste()
        daten = lies_json(options["json"], fehler)
        zeilen = pruefe_schulferien(daten, options["json"].name, fehler) if not fehler else []
        if fehler:
            raise CommandError(fehler.als_text())
        neu = ergaenze_schulferien(zeilen)
        self.stdout.write(f"Schulferien: {neu} neu, {len(zeilen) - neu} schon da")
