"""Load the Begriffe of the search, which the coordinator edits afterwards."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akteure.lesen import Fehlerliste, lies_json
from angebote.laden.begriffe import ergaenze_begriffe, pruefe_begriffe


class Command(BaseCommand):
    help = (
        "Ergänzt die Begriffe der Suche und ihre Schreibweisen um das, was seit dem letzten Laden neu in der Datei steht. "
        "Was die Koordination geändert oder gelöscht hat, bleibt so."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("json", type=Path, help="Datei mit den Begriffen (JSON)")

    def handle(self, *args: Any, **options: Any) -> None:
        fehler = Fehlerliste()
        daten = lies_json(options["json"], fehler)
        eintraege = pruefe_begriffe(daten, options["json"].name, fehler) if not fehler else []
        if fehler:
            raise CommandError(fehler.als_text())
        bilanz = ergaenze_begriffe(eintraege)
        self.stdout.write(
            f"Begriffe: {bilanz.begriffe} neu, {bilanz.da} schon da; "
            f"Schreibweisen: {bilanz.schreibweisen} neu, {bilanz.zurueckgezogen} zurückgezogen"
        )
        if bilanz.unbekannt:
            text = f"Diese Themen, Lebensphasen oder Sprachen gibt es hier nicht: {', '.join(sorted(bilanz.unbekannt))}"
            self.stdout.write(self.style.WARNING(text))
