"""Accounts. Families never have one."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Benutzer(AbstractUser):
    """A person who works with the system: Koordination, Redaktion of an Akteur, or Fachkraft."""

    class Rolle(models.TextChoices):
        KOORDINATION = "koordination", "Koordination"
        REDAKTION = "redaktion", "Redaktion eines Akteurs"
        FACHKRAFT = "fachkraft", "Fachkraft"

    rolle = models.CharField(
        "Rolle", max_length=20, choices=Rolle, default=Rolle.FACHKRAFT, help_text="Was diese Person im System tut."
    )
    akteur = models.ForeignKey(
        "akteure.Akteur",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="benutzer",
        verbose_name="Akteur",
        help_text="Für wen die Person arbeitet. Nötig bei „Redaktion eines Akteurs“.",
    )

    class Meta:
        verbose_name = "Konto"
        verbose_name_plural = "Konten"
