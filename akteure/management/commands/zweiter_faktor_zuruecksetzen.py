"""For the day the only phone is lost, and the list of codes with it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akteure.models import Benutzer


class Command(BaseCommand):
    help = "Vergisst App und Ersatzcodes eines Kontos. Beim nächsten Anmelden richtet die Person beides neu ein."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="Name zum Anmelden")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        konto = Benutzer.objects.filter(username=name).first()
        if konto is None:
            raise CommandError(f"Ein Konto „{name}“ gibt es nicht.")
        if not konto.zweiten_faktor_zuruecksetzen():
            raise CommandError(f"Das Konto „{name}“ hat keinen zweiten Faktor.")
        self.stdout.write(f"Der zweite Faktor von „{name}“ ist vergessen. Das Passwort bleibt.")
