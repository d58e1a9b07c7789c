"""Have all that is missing or outdated in one language translated by the service of the settings."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akteure.uebersetzungen.bestand import zielsprachen
from akteure.uebersetzungen.maschine import erlaubte, uebersetze
from akteure.uebersetzungen.uebersetzer import UebersetzerFehler, uebersetzer


class Command(BaseCommand):
    help = (
        "Übersetzt maschinell, was in einer Sprache fehlt oder veraltet ist: nur öffentliche Texte, nie solche zu Gewalt, "
        "Krise oder Suizid und nie die Seiten (Impressum …). Die Texte gehen an den Dienst aus UEBERSETZER; die Ergebnisse sind ungeprüft."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sprache", required=True, choices=list(zielsprachen()), help="in welche Sprache")

    def handle(self, *args: Any, **options: Any) -> None:
        sprache, dienst = options["sprache"], uebersetzer()
        if dienst is None:
            raise CommandError("Maschinelles Übersetzen ist nicht eingeschaltet (UEBERSETZER).")
        if not dienst.kann(sprache):
            raise CommandError(f"In die Sprache „{sprache}“ übersetzt dieser Dienst nicht.")
        try:
            bilanz = uebersetze(erlaubte(sprache), sprache, dienst)
        except UebersetzerFehler as fehler:
            raise CommandError(f"{fehler} Was bis dahin übersetzt war, ist gespeichert.") from fehler
        self.stdout.write(str(bilanz))
