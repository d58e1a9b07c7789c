"""Make a database ready in one go: tables, area, vocabulary, Schulferien, words of the search, pages of text."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Gleicht die Datenbank an und lädt Gebiet (aus GEBIET_ORDNER), Vokabular, Schulferien, Begriffe der Suche und Seiten. Darf beliebig oft laufen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="in eine leere Datenbank auch die Demo-Einträge laden")

    def handle(self, *args: Any, **options: Any) -> None:
        self._rufe("migrate", interactive=False, verbosity=0)
        self._lade_gebiet()
        self._rufe("lade_vokabular", settings.BASE_DIR / "fixtures" / "vokabular.json")
        self._rufe("lade_schulferien", settings.BASE_DIR / "fixtures" / "schulferien.json")
        self._rufe("lade_begriffe", settings.BASE_DIR / "fixtures" / "begriffe.json")
        self._rufe("lade_seiten", settings.BASE_DIR / "fixtures" / "seiten")
        self._lade_uebersetzungen()
        if options["demo"]:
            self._lade_demo()

    def _rufe(self, befehl: str, *args: Any, **optionen: Any) -> None:
        call_command(befehl, *map(str, args), stdout=self.stdout, **optionen)

    def _lade_gebiet(self) -> None:
        """Load Gemeinden, and boundaries, Ortsteile and Kurzformen where the area has them."""
        ordner = settings.GEBIET_ORDNER
        grenzen = ordner / "grenzen.geojson"
        self._rufe("lade_gebiet", ordner / "gemeinden.csv", grenzen=grenzen if grenzen.exists() else None)
        for name in ("ortsteile", "kurzformen"):
            if (ordner / f"{name}.csv").exists():
                self._rufe(f"lade_{name}", ordner / f"{name}.csv")

    def _lade_uebersetzungen(self) -> None:
        """Add the translations of the vocabulary, where some ship."""
        ordner = settings.BASE_DIR / "fixtures" / "uebersetzungen"
        if any(ordner.glob("*.csv")):
            self._rufe("lade_uebersetzungen", ordner)

    def _lade_demo(self) -> None:
        if settings.GEBIET_ORDNER == settings.BASE_DIR / "fixtures" / "gebiet":
            self._rufe("lade_demo", wenn_leer=True)
            self._rufe("lade_demo_netzwerk")
        else:
            self.stdout.write("Die Demo-Einträge gehören zum mitgelieferten Gebiet und wurden nicht geladen.")
