"""Import Angebote from a file in our CSV format."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from rich.console import Console
from rich.progress import track

from angebote.austausch.bericht import ausgang, bericht
from angebote.austausch.lesen import lesen
from angebote.austausch.pruefen import Fortschritt, T, ohne_anzeige
from angebote.austausch.uebernehmen import importieren


class Command(BaseCommand):
    help = "Liest Angebote aus einer CSV-Datei ein. Das Format steht in docs/import.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("datei", type=Path, help="CSV-Datei: „;“ oder „,“, UTF-8 oder Windows-1252")
        parser.add_argument("--probe", action="store_true", help="nur prüfen, nichts speichern")
        parser.add_argument(
            "--ohne-fehlerzeilen", action="store_true", help="fehlerhafte Zeilen weglassen, die übrigen übernehmen"
        )
        parser.add_argument("--als-entwurf", action="store_true", help="neue Einträge nicht gleich veröffentlichen")
        parser.add_argument("--alle", action="store_true", help="jeden Befund zeigen, nicht nur die ersten 20 je Art")

    def handle(self, *args, **options) -> None:
        try:
            ergebnis = importieren(
                lesen(options["datei"]),
                probe=options["probe"],
                ohne_fehlerzeilen=options["ohne_fehlerzeilen"],
                als_entwurf=options["als_entwurf"],
                fortschritt=_balken(options["verbosity"]),
            )
        except DatabaseError as fehler:
            raise CommandError(
                f"Die Datenbank hat den Import abgelehnt, nichts wurde geändert ({fehler}). Vielleicht hat gleichzeitig "
                "jemand dieselben Einträge geändert: Bitte noch einmal starten."
            ) from fehler
        self.stdout.write(bericht(ergebnis, alle=options["alle"]))
        self.stdout.write("")
        if ergebnis.gestoppt:
            raise CommandError(ausgang(ergebnis))
        self.stdout.write(ausgang(ergebnis))


def _balken(verbosity: int) -> Fortschritt:
    """Return a progress bar for people at a terminal, else one that shows nothing."""
    if verbosity == 0 or not sys.stderr.isatty():
        return ohne_anzeige
    konsole = Console(stderr=True)

    def zeige(dinge: Iterable[T], was: str) -> Iterable[T]:
        alle = list(dinge)
        return track(alle, description=was, console=konsole, transient=True) if alle else alle

    return zeige
