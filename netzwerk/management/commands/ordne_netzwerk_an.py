"""Work out where the picture of the network puts each Akteur and Gremium, if the network has changed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from netzwerk.models import Anordnung, Gremium, Kooperation
from netzwerk.planung.anordnen import anordnen
from netzwerk.planung.anordnung import gespeicherte, merkmal
from netzwerk.planung.netz import Netz, Paar
from netzwerk.planung.runden import runden, verbindungen


class Command(BaseCommand):
    help = "Ordnet die Netzwerkkarte neu an, wenn sich etwas geändert hat. Läuft nach jeder Änderung und jede Nacht von selbst."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--neu", action="store_true", help="alles neu, auch was schon einen Platz hat")

    def handle(self, *args: Any, **options: Any) -> None:
        bisher = {} if options["neu"] else gespeicherte()
        if options["neu"]:
            Anordnung.objects.all().delete()
        paare = _paare()
        while not Anordnung.objects.filter(merkmal=merkmal(paare)).exists():
            self._speichere(merkmal(paare), anordnen(paare, bisher))
            bisher = gespeicherte()
            paare = _paare()  # somebody may have changed it meanwhile
        akteure = sum(pk > 0 for pk in bisher)
        self.stdout.write(
            f"Die Netzwerkkarte ist angeordnet: {akteure} Akteure und {len(bisher) - akteure} Gremien haben ihren Platz."
        )

    @transaction.atomic
    def _speichere(self, wert: str, orte: dict[int, tuple[float, float]]) -> None:
        """Keep the new places, and only them."""
        neue, _angelegt = Anordnung.objects.update_or_create(merkmal=wert, defaults={"orte": orte})
        Anordnung.objects.exclude(pk=neue.pk).delete()


def _paare() -> list[Paar]:
    """Return who works with whom, and who meets in which Gremium, as far as the public sees it."""
    netz = Netz.von(Kooperation.objects.oeffentlich())
    return verbindungen(netz, runden(Gremium.objects.oeffentlich().fuer_seite(), netz))
