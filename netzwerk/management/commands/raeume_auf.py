"""Delete what is kept for a stated time only, and let the Netzwerkkarte follow what began or ended. Meant for every night."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from akteure.konto.sperre import abgelaufene_versuche
from akteure.models import Auftrag
from angebote.models import Platzmeldung, Suchprotokoll
from netzwerk.models import Rueckmeldung


class Command(BaseCommand):
    help = (
        "Löscht, was nur eine bestimmte Zeit gespeichert bleiben darf: Zeilen des Suchprotokolls, die älter sind als "
        "SUCHPROTOKOLL_TAGE – und alle, wenn es mit SUCHPROTOKOLL=0 ausgeschaltet ist – und Rückmeldungen, die älter "
        "sind als RUECKMELDUNG_TAGE. Dazu Platzmeldungen nach PLATZMELDUNG_AUFBEWAHREN_TAGE, Fehlversuche beim Anmelden "
        "nach einem Tag, abgelaufene Sitzungen und fertige Hefte und Berichte nach 24 Stunden. Danach wird die Netzwerkkarte neu "
        "angeordnet, wenn sich dort etwas geändert hat."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        geloescht, _je_modell = Suchprotokoll.objects.abgelaufen().delete()
        grund = f"älter als {settings.SUCHPROTOKOLL_TAGE} Tage" if settings.SUCHPROTOKOLL else "es ist ausgeschaltet"
        self.stdout.write(f"Suchprotokoll: {geloescht} Zeilen gelöscht ({grund}).")
        geloescht, _je_modell = Rueckmeldung.objects.abgelaufen().delete()
        self.stdout.write(f"Rückmeldungen: {geloescht} gelöscht (älter als {settings.RUECKMELDUNG_TAGE} Tage).")
        geloescht, _je_modell = Platzmeldung.objects.abgelaufen().delete()
        tage = settings.PLATZMELDUNG_AUFBEWAHREN_TAGE
        self.stdout.write(f"Platzmeldungen: {geloescht} gelöscht (älter als {tage} Tage).")
        geloescht, _je_modell = abgelaufene_versuche().delete()
        self.stdout.write(f"Fehlversuche beim Anmelden: {geloescht} gelöscht (älter als ein Tag).")
        self.stdout.write(f"Aufträge: {Auftrag.objects.abgelaufen().aufraeumen()} gelöscht (älter als 24 Stunden).")
        call_command("clearsessions")
        call_command("ordne_netzwerk_an", stdout=self.stdout)
