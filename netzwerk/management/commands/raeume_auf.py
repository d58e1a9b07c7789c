"""Delete what is kept for a stated time only. Meant for every night."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from akteure.models import Auftrag
from angebote.models import Suchprotokoll
from netzwerk.models import Rueckmeldung


class Command(BaseCommand):
    help = (
        "Löscht, was nur eine bestimmte Zeit gespeichert bleiben darf: Zeilen des Suchprotokolls, die älter sind als "
        "SUCHPROTOKOLL_TAGE – und alle, wenn es mit SUCHPROTOKOLL=0 ausgeschaltet ist – und Rückmeldungen, die älter "
        "sind als RUECKMELDUNG_TAGE, und fertige Hefte und Berichte nach 24 Stunden."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        geloescht, _je_modell = Suchprotokoll.objects.abgelaufen().delete()
        grund = f"älter als {settings.SUCHPROTOKOLL_TAGE} Tage" if settings.SUCHPROTOKOLL else "es ist ausgeschaltet"
        self.stdout.write(f"Suchprotokoll: {geloescht} Zeilen gelöscht ({grund}).")
        geloescht, _je_modell = Rueckmeldung.objects.abgelaufen().delete()
        self.stdout.write(f"Rückmeldungen: {geloescht} gelöscht (älter als {settings.RUECKMELDUNG_TAGE} Tage).")
        self.stdout.write(f"Aufträge: {Auftrag.objects.abgelaufen().aufraeumen()} gelöscht (älter als 24 Stunden).")
