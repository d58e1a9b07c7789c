"""Load the area: Planungsräume, Gemeinden with their PLZ, and boundaries."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akteure.gebiet.gemeinden import pruefe_gemeinden
from akteure.gebiet.grenzen import Geometrie, ordne_zu, pruefe_grenzen
from akteure.gebiet.uebernehmen import Bilanz, uebernimm_gebiet
from akteure.lesen import Fehlerliste, lies_json, lies_tabelle


class Command(BaseCommand):
    help = "Lädt das Gebiet: Planungsräume, Gemeinden mit PLZ und Einwohnern, auf Wunsch die Grenzen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("csv", type=Path, help="Datei mit den Gemeinden (CSV, UTF-8)")
        parser.add_argument("--grenzen", type=Path, help="Datei mit den Grenzen (GeoJSON, properties.ags)")

    def handle(self, *args: Any, **options: Any) -> None:
        fehler = Fehlerliste()
        gemeinden = pruefe_gemeinden(lies_tabelle(options["csv"], fehler), fehler)
        alle_grenzen = self._lies_grenzen(options["grenzen"], fehler)
        grenzen: dict[str, Geometrie] = {}
        if options["grenzen"] and not fehler:
            grenzen = ordne_zu(alle_grenzen, gemeinden, options["grenzen"].name, fehler)
        if fehler:
            raise CommandError(fehler.als_text())
        bilanz = uebernimm_gebiet(gemeinden, grenzen)
        self.stdout.write(bilanz.gemeinden.zeile("Gemeinde", "Gemeinden"))
        self.stdout.write(bilanz.planungsraeume.zeile("Planungsraum", "Planungsräume"))
        self._nenne_uebrige("Gemeinden", bilanz.gemeinden)
        self._nenne_uebrige("Planungsräume", bilanz.planungsraeume)
        if options["grenzen"]:
            self.stdout.write(bilanz.grenzen.zeile("Grenze", "Grenzen"))
            self._nenne("Ohne Grenze", [zeile.name for zeile in gemeinden if zeile.ags not in grenzen])
            self._nenne("Grenzen zu unbekannten AGS, nicht geladen", sorted(alle_grenzen.keys() - grenzen.keys()))

    def _lies_grenzen(self, pfad: Path | None, fehler: Fehlerliste) -> dict[str, Geometrie]:
        if pfad is None:
            return {}
        vorher = len(fehler)
        daten = lies_json(pfad, fehler)
        return pruefe_grenzen(daten, pfad.name, fehler) if len(fehler) == vorher else {}

    def _nenne_uebrige(self, was: str, bilanz: Bilanz) -> None:
        self._nenne(f"{was}, die nicht mehr in der Datei stehen und bleiben", bilanz.uebrig)

    def _nenne(self, was: str, namen: list[str]) -> None:
        if namen:
            self.stdout.write(self.style.WARNING(f"{was} ({len(namen)}): {', '.join(namen)}"))
