"""Load the demo entries that ship, or those of other files in the same format."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from akteure.lesen import Fehlerliste, lies_json
from akteure.models import Akteur
from akteure.uebersetzungen.laden import lade
from angebote.laden.demo_pruefen import pruefe_demo
from angebote.laden.demo_uebernehmen import DEMO, lade_vokabeln, schon_da, uebernimm_demo
from angebote.models import Angebot


class Command(BaseCommand):
    help = "Lädt erfundene Einträge zum Ausprobieren. „entferne_demo“ nimmt sie wieder heraus."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("json", type=Path, nargs="*", help="Dateien; ohne Angabe alle aus fixtures/demo")
        parser.add_argument("--wenn-leer", action="store_true", help="nur, wenn es noch keine Einträge gibt")

    def handle(self, *args: Any, **options: Any) -> None:
        ordner = settings.BASE_DIR / "fixtures" / "demo"
        pfade = options["json"] or sorted(ordner.glob("*.json"))
        if options["wenn_leer"] and (Angebot.objects.exists() or Akteur.objects.exists()):
            self.stdout.write("Es gibt schon Einträge. Die Demo-Einträge wurden nicht geladen.")
        elif not pfade:
            raise CommandError("In fixtures/demo liegt keine Datei.")
        else:
            self._lade(pfade)
        if not options["json"]:
            self._lade_uebersetzungen(ordner / "uebersetzungen")

    @transaction.atomic
    def _lade(self, pfade: list[Path]) -> None:
        fehler = Fehlerliste()
        vokabeln = lade_vokabeln()
        inhalte = {pfad.name: lies_json(pfad, fehler) for pfad in pfade}
        self._halte_an(fehler)
        demo = pruefe_demo(inhalte, vokabeln, fehler)
        self._halte_an(fehler)
        da = schon_da(demo)
        alle = len(demo.alle)
        if da and len(da) == alle:
            self.stdout.write(f"Alle {alle} Demo-Einträge sind schon da. Nichts wurde geändert.")
            return
        if da:
            liste = "\n".join(f"  {eintrag.ort}" for eintrag in da)
            rat = "Bitte zuerst die alten entfernen: manage.py entferne_demo"
            raise CommandError(f"{rat}\n{len(da)} von {alle} Demo-Einträgen sind schon da:\n{liste}")
        uebernimm_demo(demo, vokabeln, timezone.localtime(), fehler)
        self._halte_an(fehler)
        cache.delete("demo_vorhanden")
        self.stdout.write(
            f"{len(demo.akteure)} Demo-Akteure und {len(demo.angebote)} Demo-Angebote geladen, "
            f"dazu {len(demo.lotsenstellen)} Demo-Lotsenstellen."
        )

    def _lade_uebersetzungen(self, ordner: Path) -> None:
        """Add the translations of those demo entries that are there: a file knows them by their key."""
        fehler, angebote = Fehlerliste(), Angebot.objects.filter(quelle=DEMO)
        pfade = sorted(ordner.glob("*.csv")) if angebote.exists() else []
        if pfade:
            bilanz = lade(pfade, fehler, {"angebote.angebot": (angebote, "externe_id")})
            self._halte_an(fehler)
            self.stdout.write(str(bilanz))

    def _halte_an(self, fehler: Fehlerliste) -> None:
        """Stop, and roll back what was written, if there is a fault."""
        if fehler:
            raise CommandError(fehler.als_text())
