"""The state of everything processes keep in memory: one value per part that every write to one of its tables changes."""

from django.db import models


class Bestandsstand(models.Model):
    """Written by the database alone (angebote/ausloeser.py): so no way to write an Angebot can be forgotten."""

    class Bereich(models.TextChoices):
        BESTAND = "bestand", "was Listen zählen"
        VOKABULAR = "vokabular", "Vokabular und Übersetzungen"
        SUCHE = "suche", "was die Suche auswendig weiß"

    bereich = models.CharField("Bereich", max_length=12, choices=Bereich, default=Bereich.BESTAND)
    zufall = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "Stand der Angebote"
        verbose_name_plural = "Stände der Angebote"

    def __str__(self) -> str:
        return f"{self.get_bereich_display()}: {self.zufall}"
