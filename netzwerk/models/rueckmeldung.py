"""What visitors report. Nothing about them is stored but what they write themselves, and that for a stated time."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from akteure.falten import suchtext


class RueckmeldungQuerySet(models.QuerySet):
    def offen(self) -> "RueckmeldungQuerySet":
        """What nobody has dealt with yet."""
        return self.filter(erledigt_am__isnull=True)

    def abgelaufen(self) -> "RueckmeldungQuerySet":
        """What is older than the retention period, dealt with or not."""
        return self.filter(erstellt_am__lt=timezone.now() - timedelta(days=settings.RUECKMELDUNG_TAGE))

    def der_letzten_stunde(self) -> "RueckmeldungQuerySet":
        return self.filter(erstellt_am__gt=timezone.now() - timedelta(hours=1))


class Rueckmeldung(models.Model):
    """A message of a visitor. `erledigen` is the only thing that happens to it before it is deleted."""

    class Art(models.TextChoices):
        BARRIERE = "barriere", "Barriere"

    class Status(models.TextChoices):
        OFFEN = "offen", "offen"
        ERLEDIGT = "erledigt", "erledigt"

    HOECHSTENS_JE_STUNDE = 30
    """More are not taken: whoever sends that many is no family. Counted over all, because we know nobody."""

    art = models.CharField(
        "Art", max_length=20, choices=Art, default=Art.BARRIERE, editable=False, help_text="Worum es geht."
    )
    text = models.TextField("Nachricht", max_length=4000, help_text="So, wie sie jemand geschrieben hat.")
    seite = models.CharField("Seite", max_length=300, blank=True, help_text="Wo es war: nur der Weg, keine Suchwörter.")
    mail = models.EmailField("E-Mail", blank=True, help_text="Nur, wenn jemand eine Antwort möchte.")
    notiz = models.TextField("Was wir getan haben", blank=True, help_text="Sieht nur die Koordination.")
    erstellt_am = models.DateTimeField("Eingegangen", auto_now_add=True, help_text="Wann sie ankam.")
    erledigt_am = models.DateTimeField(
        "Erledigt", null=True, blank=True, editable=False, help_text="Wann sich jemand gekümmert hat."
    )

    suchtext = models.TextField(editable=False)

    objects = RueckmeldungQuerySet.as_manager()

    class Meta:
        verbose_name = "Rückmeldung"
        verbose_name_plural = "Rückmeldungen"
        # what is open, the oldest first; then what is dealt with, the newest first
        ordering = [models.F("erledigt_am").desc(nulls_first=True), "erstellt_am", "pk"]

    def __str__(self) -> str:
        return f"{self.get_art_display()} vom {timezone.localtime(self.erstellt_am):%d.%m.%Y}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; folds the search text: message and address."""
        self.suchtext = suchtext([self.text, self.mail])
        super().save(*args, **kwargs)

    @property
    def status(self) -> str:
        return self.Status.ERLEDIGT if self.erledigt_am else self.Status.OFFEN

    def get_status_display(self) -> str:
        return self.Status(self.status).label

    def erledigen(self) -> None:
        self.erledigt_am = timezone.now()
        self.save(update_fields=["erledigt_am"])

    def wieder_oeffnen(self) -> None:
        self.erledigt_am = None
        self.save(update_fields=["erledigt_am"])
