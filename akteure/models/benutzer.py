"""Accounts. Families never have one."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django_otp import devices_for_user


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

    @classmethod
    def mit_mail(cls, mail: str) -> models.QuerySet:
        """The accounts that are in use under this mail address, however it is written."""
        return cls.objects.filter(email__iexact=mail, is_active=True).exclude(email="")

    def vorbereiten(self) -> None:
        """Make a new account ready to be invited: it logs in by its mail address and has no password yet.

        Whoever belongs to the Koordination works in the admin, and may do everything there.
        """
        self.username = self.email.lower()
        self.set_unusable_password()
        if self.rolle == self.Rolle.KOORDINATION:
            self.is_staff = self.is_superuser = True

    def zweiten_faktor_zuruecksetzen(self) -> int:
        """Forget app and list of codes (a lost phone): the next login sets up new ones. Return how many were forgotten."""
        geraete = list(devices_for_user(self, confirmed=None))
        for geraet in geraete:
            geraet.delete()
        return len(geraete)
