"""Auftrag: work that takes longer than a visitor's request may, done by a process of its own (akteure/auftraege.py)."""

import secrets
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage
from django.db import models
from django.utils import timezone

GEDULD = timedelta(minutes=3)
"""Nothing takes longer: who has not finished by then has died on the way."""
FRISCH = timedelta(minutes=10)
"""So long the same order gets what was made before."""
AUFBEWAHRT = timedelta(hours=24)
"""So long a finished file waits to be fetched."""
VERSUCHE = 2
"""A process may die without any fault of the order (an update, an empty disk); twice is no accident."""
ABGELAUFEN = "abgelaufen"


def neuer_token() -> str:
    """Return what nobody can guess: who does not know it does not find the Auftrag."""
    return secrets.token_urlsafe(24)


def ablage() -> Storage:
    """Return where finished files lie: in no folder that any address serves, readable by the site alone."""
    return FileSystemStorage(settings.AUFTRAG_ORDNER, file_permissions_mode=0o600, directory_permissions_mode=0o700)


class AuftragQuerySet(models.QuerySet):
    def oeffentlich(self) -> Self:
        """Return what whoever knows its token may fetch."""
        return self.exclude(art__in=settings.AUFTRAGSARTEN_INTERN)

    def intern(self) -> Self:
        """Return what only the Koordination may fetch."""
        return self.filter(art__in=settings.AUFTRAGSARTEN_INTERN)

    def offen(self) -> Self:
        """Return what is not done yet."""
        return self.filter(status__in=(Auftrag.Status.WARTET, Auftrag.Status.LAEUFT))

    def wartend(self) -> Self:
        """Return what nobody has begun, the oldest first."""
        return self.filter(status=Auftrag.Status.WARTET).order_by("pk")

    def verwaist(self) -> Self:
        """Return what was begun so long ago that its process must have died."""
        return self.filter(status=Auftrag.Status.LAEUFT, begonnen_am__lt=timezone.now() - GEDULD)

    def gleich(self, merkmal: str) -> Self:
        """Return the same order, still open or finished a moment ago, the newest first."""
        eben = models.Q(status=Auftrag.Status.FERTIG, beendet_am__gt=timezone.now() - FRISCH)
        offen = models.Q(status__in=(Auftrag.Status.WARTET, Auftrag.Status.LAEUFT))
        return self.filter(eben | offen, merkmal=merkmal).order_by("-pk")

    def abgelaufen(self) -> Self:
        """Return what nobody needs any more."""
        return self.filter(erstellt_am__lt=timezone.now() - AUFBEWAHRT)

    def aufraeumen(self) -> int:
        """Delete them with their files; return how many."""
        return len([auftrag.delete() for auftrag in self])

    def naechster(self) -> "Auftrag | None":
        """Take the oldest one that waits, so that nobody else can: the UPDATE finds it waiting only once."""
        for pk in self.wartend().values_list("pk", flat=True):
            begonnen = {"status": Auftrag.Status.LAEUFT, "begonnen_am": timezone.now()}
            versuche = models.F("versuche") + 1
            if self.filter(pk=pk, status=Auftrag.Status.WARTET).update(**begonnen, versuche=versuche):
                return self.get(pk=pk)
        return None


class Auftrag(models.Model):
    """One order. It says what to make, never for whom: what was chosen is forgotten once the file is there."""

    class Status(models.TextChoices):
        WARTET = "wartet", "wartet"
        LAEUFT = "laeuft", "läuft"
        FERTIG = "fertig", "fertig"
        GESCHEITERT = "gescheitert", "gescheitert"

    token = models.CharField(max_length=40, unique=True, default=neuer_token, editable=False)
    art = models.CharField("Art", max_length=30)
    angaben = models.JSONField("Angaben", default=dict)
    merkmal = models.CharField("Woran man denselben Auftrag erkennt", max_length=64, db_index=True)
    status = models.CharField("Status", max_length=12, choices=Status, default=Status.WARTET)
    stand = models.PositiveSmallIntegerField("Stand in Prozent", default=0)
    schritt = models.CharField("Was gerade geschieht", max_length=120, blank=True)
    fehler = models.CharField("Was nicht ging", max_length=200, blank=True)
    versuche = models.PositiveSmallIntegerField("Versuche", default=0)
    erstellt_am = models.DateTimeField("Erstellt", auto_now_add=True)
    begonnen_am = models.DateTimeField("Begonnen", null=True, blank=True)
    beendet_am = models.DateTimeField("Beendet", null=True, blank=True)
    datei = models.FileField("Datei", storage=ablage, blank=True)

    objects = AuftragQuerySet.as_manager()

    class Meta:
        verbose_name = "Auftrag"
        verbose_name_plural = "Aufträge"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(stand__lte=100), name="auftrag_stand_prozent"),
            models.UniqueConstraint(
                fields=["merkmal"],
                condition=models.Q(status__in=("wartet", "laeuft")),
                name="auftrag_offen_einmal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.art} ({self.get_status_display()})"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete it with its file."""
        if self.datei:
            self.datei.delete(save=False)
        return super().delete(*args, **kwargs)

    @property
    def lage(self) -> str:
        """What is true for who waits: the status, "abgelaufen" where the file is gone, "gescheitert" also where the
        process has died and nobody has noticed yet."""
        jetzt = timezone.now()
        if self.erstellt_am < jetzt - AUFBEWAHRT:
            return ABGELAUFEN
        if self.status == self.Status.FERTIG and not self.datei.storage.exists(self.datei.name):
            return ABGELAUFEN
        if self.status == self.Status.LAEUFT and self.begonnen_am and self.begonnen_am < jetzt - GEDULD:
            return self.Status.GESCHEITERT
        return self.status

    @property
    def davor(self) -> int:
        """How many orders wait before this one."""
        return Auftrag.objects.wartend().filter(pk__lt=self.pk).count()

    def melden(self, stand: int, schritt: str) -> None:
        """Say how far it is, for who waits; `schritt` is a German text of the catalogues."""
        self.stand, self.schritt = min(max(stand, 0), 99), schritt
        self.save(update_fields=["stand", "schritt"])

    def abschliessen(self, inhalt: bytes, endung: str) -> None:
        """Keep the file and forget what was chosen."""
        self.datei.save(f"{self.token}{endung}", ContentFile(inhalt), save=False)
        self._beenden(self.Status.FERTIG, stand=100)

    def scheitern(self, fehler: str) -> None:
        """Give up; `fehler` is a German text of the catalogues, for who waits."""
        self._beenden(self.Status.GESCHEITERT, fehler=fehler)

    def zuruecklegen(self) -> None:
        """Let it wait once more."""
        self.status, self.begonnen_am, self.stand, self.schritt = self.Status.WARTET, None, 0, ""
        self.save(update_fields=["status", "begonnen_am", "stand", "schritt"])

    def _beenden(self, status: str, *, stand: int = 0, fehler: str = "") -> None:
        self.status, self.stand, self.schritt, self.fehler = status, stand, "", fehler
        self.angaben, self.beendet_am = {}, timezone.now()
        self.save()
