"""The state of everything lists count: one value that every write to one of their tables changes."""

from django.db import models


class Bestandsstand(models.Model):
    """Written by the database alone (angebote/ausloeser.py): so no way to write an Angebot can be forgotten."""

    zufall = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "Stand der Angebote"
        verbose_name_plural = "Stände der Angebote"

    def __str__(self) -> str:
        return str(self.zufall)
