"""Remove the demo entries before real ones go public."""

from argparse import ArgumentParser
from typing import Any

from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError

from angebote.laden.demo_entfernen import bestand, entferne


class Command(BaseCommand):
    help = "Löscht alle Demo-Einträge. Echte Einträge bleiben."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--ja", action="store_true", help="nicht nachfragen")

    def handle(self, *args: Any, **options: Any) -> None:
        demo = bestand()
        akteure = [akteur.name for akteur in demo.akteure]
        angebote, stellen = demo.angebote.count(), demo.lotsenstellen.count()
        zahlen = f"{angebote} Demo-Angebote, {stellen} Demo-Lotsenstellen und {len(akteure)} Demo-Akteure"
        if demo:
            self.stdout.write(f"{zahlen}: {', '.join(akteure)}")
            if not options["ja"]:
                self._frage()
            bleiben = [akteur.name for akteur in demo.bleiben]
            entferne(demo)
            cache.delete("demo_vorhanden")
            self.stdout.write(f"Entfernt: {zahlen}.")
        else:
            bleiben = [akteur.name for akteur in demo.bleiben]
            self.stdout.write("Es gibt keine Demo-Einträge, die entfernt werden können.")
        if bleiben:
            grund = "an ihnen hängt ein echtes Angebot, ein echter Akteur oder ein Konto"
            self.stdout.write(self.style.WARNING(f"Diese Demo-Akteure bleiben, {grund}: {', '.join(bleiben)}"))

    def _frage(self) -> None:
        try:
            antwort = input("Alle löschen? Das lässt sich nicht rückgängig machen. [ja/nein] ")
        except EOFError:
            raise CommandError("Niemand kann antworten. Bitte mit --ja aufrufen.") from None
        if antwort.strip().lower() not in ("ja", "j"):
            raise CommandError("Abgebrochen. Nichts wurde gelöscht.")
