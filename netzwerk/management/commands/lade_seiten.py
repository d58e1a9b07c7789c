"""Load the pages of text that are still missing."""

import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from netzwerk.models import Seite

RAND = "+++\n"


class Command(BaseCommand):
    help = "Lädt die Seiten (Impressum, Datenschutz …), die noch fehlen. Was da ist, bleibt, wie es ist."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ordner", type=Path, help="je Seite eine Datei <adresse>.md")

    def handle(self, *args: Any, ordner: Path, **options: Any) -> None:
        vorhanden = set(Seite.objects.values_list("slug", flat=True))
        neue = [lies(datei) for datei in sorted(ordner.glob("*.md")) if datei.stem not in vorhanden]
        with transaction.atomic():
            for seite in neue:
                seite.full_clean()
                seite.save()
        self.stdout.write(f"Seiten: {len(neue)} neu, {len(vorhanden)} bleiben, wie sie sind.")


def lies(datei: Path) -> Seite:
    """Return the page of a file: a head in TOML between two lines of +++, then its text."""
    leer, kopf, text = (datei.read_text(encoding="utf-8").split(RAND, 2) + ["", ""])[:3]
    if leer or not text or datei.stem not in Seite.Slug.values:
        raise CommandError(f"{datei.name}: keine Seite mit Kopf zwischen zwei Zeilen +++ und bekannter Adresse.")
    angaben = tomllib.loads(kopf)
    return Seite(slug=datei.stem, titel=angaben["titel"], stand=angaben.get("stand"), text=text)
