"""Load the vocabulary: languages, Lebensphasen, Themen and what else the coordinator edits afterwards."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akteure.lesen import Fehlerliste, lies_json
from angebote.laden.vokabular import LISTEN, ergaenze_vokabular, pruefe_vokabular


class Command(BaseCommand):
    help = "Ergänzt das Vokabular. Was schon da ist, bleibt, wie es ist."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("json", type=Path, help="Datei mit dem Vokabular (JSON)")

    def handle(self, *args: Any, **options: Any) -> None:
        fehler = Fehlerliste()
        daten = lies_json(options["json"], fehler)
        eintraege = pruefe_vokabular(daten, options["json"].name, fehler) if not fehler else {}
        if fehler:
            raise CommandError(fehler.als_text())
        bilanz = ergaenze_vokabular(eintraege)
        for liste, (modell, _schluessel) in LISTEN.items():
            name = modell._meta.verbose_name_plural
            self.stdout.write(f"{name}: {bilanz.neu[liste]} neu, {bilanz.da[liste]} schon da")
        if bilanz.vergeben:
            text = f"Nicht angelegt, weil es Gleiches schon gibt: {'; '.join(bilanz.vergeben)}"
            self.stdout.write(self.style.WARNING(text))
