"""Measure the search on a list of queries: hit among the first 3 and 10, mean reciprocal rank, misses."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akteure.lesen import Fehlerliste, lies_tabelle, pruefe_spalten
from angebote.suche.guete import beurteilen

SPALTEN = {"anfrage", "erwarteter_term", "prueft"}


class Command(BaseCommand):
    help = (
        "Misst die Suche mit einer Liste von Anfragen (anfrage, erwarteter_term, prueft). Erwartet wird ein Begriff, "
        "„(Titel) X“, „(Ort)“ oder „(Ort) X“ für einen verstandenen Ort, „(nicht) X“ für etwas, das nicht kommen darf."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("csv", type=Path, help="Datei mit den Anfragen (CSV)")

    def handle(self, *args: Any, **options: Any) -> None:
        fehler = Fehlerliste()
        tabelle = lies_tabelle(options["csv"], fehler)
        pruefe_spalten(tabelle, SPALTEN, set(), fehler)
        if fehler:
            raise CommandError(fehler.als_text())
        bilanz = beurteilen(zeile.werte for zeile in tabelle.zeilen)
        for urteil in bilanz.verfehlt:
            stelle = f"Platz {urteil.platz}" if urteil.platz else "nicht dabei"
            zuerst = " · ".join(urteil.zuerst) or "nichts gefunden"
            self.stdout.write(f"✗ {urteil.anfrage} → {urteil.erwartet} ({urteil.prueft}): {stelle}; zuerst: {zuerst}")
        self.stdout.write(
            f"{len(bilanz.urteile)} Anfragen: {bilanz.unter_den_ersten:.1%} unter den ersten 3, "
            f"{bilanz.unter_den_weiteren:.1%} unter den ersten 10, "
            f"mittlerer Kehrwert des Platzes {bilanz.mittlerer_kehrwert:.3f}"
        )
