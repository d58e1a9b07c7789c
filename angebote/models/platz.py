"""Platzmeldung: what somebody heard just now, "war voll" or "nimmt wieder auf". It expires by itself."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from akteure.models import Benutzer

GERADE = timedelta(minutes=1)
"""The same, said twice within this time by one account, is said once: somebody tapped twice."""


class PlatzmeldungQuerySet(models.QuerySet):
    def gueltig(self) -> Self:
        """Return those that are still worth something."""
        return self.filter(am__gte=timezone.now() - timedelta(days=settings.PLATZMELDUNG_TAGE))

    def abgelaufen(self) -> Self:
        """Return those nobody needs any more."""
        return self.filter(am__lt=timezone.now() - timedelta(days=settings.PLATZMELDUNG_AUFBEWAHREN_TAGE))

    def gerade(self, art: str, benutzer: Benutzer) -> Self:
        """Return what this account said this very minute."""
        return self.filter(art=art, von=benutzer, am__gte=timezone.now() - GERADE)

    def mit_wem(self) -> Self:
        """Return them with account and its Akteur, the newest first."""
        return self.select_related("von__akteur").order_by("-am", "-pk")

    def neueste(self, angebote: Iterable[models.Model]) -> dict[int, "Platzmeldung"]:
        """Return Angebot → its newest valid one, for all of `angebote` in one query."""
        alle = self.gueltig().mit_wem().filter(angebot__in=[angebot.pk for angebot in angebote])
        return {meldung.angebot_id: meldung for meldung in reversed(list(alle))}


class Platzmeldung(models.Model):
    """Who said when that there was no place, or that there are places again. Seen by Fachkräfte only."""

    class Art(models.TextChoices):
        VOLL = "voll", "war voll"
        NIMMT_AUF = "nimmt_auf", "nimmt wieder auf"

    angebot = models.ForeignKey(
        "angebote.Angebot", models.CASCADE, related_name="platzmeldungen", verbose_name="Angebot"
    )
    art = models.CharField("Meldung", max_length=10, choices=Art)
    am = models.DateTimeField("Gemeldet am", default=timezone.now, db_index=True)
    von = models.ForeignKey(
        Benutzer,
        models.SET_NULL,
        null=True,
        related_name="platzmeldungen",
        verbose_name="Gemeldet von",
        help_text="Leer: Das Konto gibt es nicht mehr.",
    )
    rolle = models.CharField("Als", max_length=20, choices=Benutzer.Rolle)

    objects = PlatzmeldungQuerySet.as_manager()

    class Meta:
        verbose_name = "Platzmeldung"
        verbose_name_plural = "Platzmeldungen"
        ordering = ["-am", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_art_display()} ({timezone.localtime(self.am):%d.%m.%Y})"

    @property
    def gilt_bis(self) -> Any:
        """When it expires."""
        return self.am + timedelta(days=settings.PLATZMELDUNG_TAGE)

    @property
    def ist_gueltig(self) -> bool:
        return self.gilt_bis >= timezone.now()

    @property
    def von_wem(self) -> str:
        """Who said it, for other Fachkräfte: the task and the Akteur, never the person."""
        wer = {
            Benutzer.Rolle.KOORDINATION: "von der Koordination",
            Benutzer.Rolle.REDAKTION: "vom Akteur selbst",
            Benutzer.Rolle.FACHKRAFT: "von einer Fachkraft",
        }[self.rolle]
        akteur = self.von.akteur if self.von and self.rolle == Benutzer.Rolle.FACHKRAFT else None
        return f"{wer} ({akteur})" if akteur else wer


class Meldbar(models.Model):
    """Base of Angebot: what can be said about its places."""

    class Meta:
        abstract = True

    def melde(self, art: str, benutzer: Benutzer) -> Platzmeldung:
        """Write down what `benutzer` heard; said twice within a minute it is written once."""
        with transaction.atomic():
            type(self)._default_manager.select_for_update().filter(pk=self.pk).first()  # two taps wait for each other
            gerade = self.platzmeldungen.gerade(art, benutzer).first()
            return gerade or self.platzmeldungen.create(art=art, von=benutzer, rolle=benutzer.rolle)
