"""Delete what is kept for a stated time only. Meant for every night."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from angebote.models import Suchprotokoll


class Command(BaseCommand):
    help = (
        "Löscht, was nur eine bestimmte Zeit gespeichert bleiben darf: Zeilen des Suchprotokolls, die älter sind als "
        "SUCHPROTOKOLL_TAGE – und alle, wenn es mit SUCHPROTOKOLL=0 ausgeschaltet ist."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        geloescht, _je_modell = Suchprotokoll.objects.abgelaufen().delete()
        grund = f"älter als {settings.SUCHPROTOKOLL_TAGE} Tage" if settings.SUCHPROTOKOLL else "es ist ausgeschaltet"
        self.stdout.write(f"Suchprotokoll: {geloescht} Zeilen gelöscht ({grund}).")
