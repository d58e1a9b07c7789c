"""Work off the queue of orders. The site starts it by itself; a timetable may start it too."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from akteure.auftraege import NACHRANG, abarbeiten


class Command(BaseCommand):
    help = (
        "Arbeitet alle wartenden Aufträge ab (große PDF-Dateien) und endet, wenn keiner mehr wartet. Läuft auf dieser "
        "Maschine schon ein solcher Prozess, endet der Befehl sofort."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        os.nice(NACHRANG)
        # What is kept about an order is German, the page that shows it translates.
        with override(settings.LANGUAGE_CODE):
            anzahl = abarbeiten()
        self.stdout.write(f"Aufträge erledigt: {anzahl}.")
