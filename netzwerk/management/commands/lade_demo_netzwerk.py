"""Load the demo Kooperationen and Gremien that ship, between the demo Akteure."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from akteure.lesen import Fehlerliste, lies_json
from akteure.models import Akteur
from angebote.laden.demo_uebernehmen import DEMO
from angebote.models import Lebensphase, Uebergang
from netzwerk.models import Gremium, Kooperation

DATEI = settings.BASE_DIR / "fixtures" / "demo" / "netzwerk" / "kooperationen.json"
SCHON_BESTAETIGT = {"von": ("bestaetigt_von",), "beide": ("bestaetigt_von", "bestaetigt_mit")}


class Command(BaseCommand):
    help = "Lädt erfundene Kooperationen und Gremien der Demo-Akteure. „entferne_demo“ nimmt sie wieder heraus."

    def handle(self, *args: Any, **options: Any) -> None:
        if not Akteur.objects.filter(quelle=DEMO).exists():
            self.stdout.write("Es gibt keine Demo-Akteure. Demo-Kooperationen wurden nicht geladen.")
        elif Kooperation.objects.filter(quelle=DEMO).exists() or Gremium.objects.filter(quelle=DEMO).exists():
            self.stdout.write("Die Demo-Kooperationen sind schon da. Nichts wurde geändert.")
        else:
            self._lade(DATEI)
            call_command("ordne_netzwerk_an", stdout=self.stdout)

    @transaction.atomic
    def _lade(self, pfad: Path) -> None:
        fehler = Fehlerliste()
        inhalt = lies_json(pfad, fehler)
        if fehler:
            raise CommandError(fehler.als_text())
        try:
            for zeile in inhalt["kooperationen"]:
                _kooperation(zeile).save()
            for zeile in inhalt["gremien"]:
                _schreibe_gremium(zeile)
        except (ObjectDoesNotExist, ValidationError, KeyError) as grund:
            raise CommandError(f"{pfad.name}: {zeile}: {grund}") from None
        self.stdout.write(
            f"{len(inhalt['kooperationen'])} Demo-Kooperationen und {len(inhalt['gremien'])} Demo-Gremien geladen."
        )


def _akteur(slug: str) -> Akteur:
    return Akteur.objects.get(quelle=DEMO, slug=slug)


def _vor(tage: int | None) -> date | None:
    return None if tage is None else timezone.localdate() - timedelta(days=tage)


def _kooperation(zeile: dict[str, Any]) -> Kooperation:
    """Return a checked one; days are counted from today."""
    uebergang = Uebergang.objects.get(slug=zeile["uebergang"]) if "uebergang" in zeile else None
    kooperation = Kooperation(
        von=_akteur(zeile["von"]),
        mit=_akteur(zeile["mit"]),
        art=zeile["art"],
        richtung=zeile["richtung"],
        uebergang=uebergang,
        seit=_vor(zeile.get("seit_vor_tagen")),
        bis=_vor(zeile.get("bis_vor_tagen")),
        personen=zeile.get("personen"),
        oeffentlich=zeile["oeffentlich"],
        notiz=zeile.get("notiz", ""),
        quelle=DEMO,
    )
    for feld in SCHON_BESTAETIGT[zeile["bestaetigt"]]:
        setattr(kooperation, feld, timezone.localdate())
    kooperation.full_clean()
    return kooperation


def _schreibe_gremium(zeile: dict[str, Any]) -> None:
    gremium = Gremium(
        name=zeile["name"], beschreibung=zeile["beschreibung"], oeffentlich=zeile["oeffentlich"], quelle=DEMO
    )
    gremium.full_clean()
    gremium.save()
    gremium.mitglieder.set([_akteur(slug) for slug in zeile["mitglieder"]])
    gremium.lebensphasen.set([Lebensphase.objects.get(slug=slug) for slug in zeile["lebensphasen"]])
