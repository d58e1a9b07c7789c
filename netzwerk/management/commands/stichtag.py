"""Keep what is public today, to compare other days with it. Meant for cron, on the first day of a month."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from netzwerk.planung.stichtage import aufnehmen


class Command(BaseCommand):
    help = (
        "Hält den heutigen Stand aller öffentlichen Angebote fest. Zwei solche Stichtage lassen sich unter "
        "/planung/stichtage/ vergleichen. Läuft der Befehl zweimal am selben Tag, gilt der letzte Stand."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--notiz", default="", help="Anlass, zum Beispiel „Bericht 2026“ (bis 160 Zeichen)")

    def handle(self, *args: Any, notiz: str, **options: Any) -> None:
        stichtag = aufnehmen(notiz=notiz[:160])
        anzahl = stichtag.stand["anzahl"]
        self.stdout.write(f"{stichtag}: {anzahl} {'Angebot' if anzahl == 1 else 'Angebote'} festgehalten.")
