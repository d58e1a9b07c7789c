"""Wortwahl: words that shame or sound like an office, and what to write instead. A hint for who writes, never a rule."""

from django.core.validators import RegexValidator
from django.db import models


class Wortwahl(models.Model):
    """One row: how it is often written, what is better, and why. For what „*“ means see `akteure.wortwahl`."""

    ausdruck = models.CharField(
        "So nicht",
        max_length=200,
        unique=True,
        validators=[RegexValidator(r"^[^\W_][\w ,*]*\Z", "Nur Buchstaben, Ziffern, Leerzeichen, Komma und *.")],
        help_text="Mehrere mit Komma. „*“ am Ende eines Wortes steht für jede Endung: „arm* Familie*“ findet auch „armen Familien“.",
    )
    besser = models.CharField("Besser", max_length=160, help_text="Was man stattdessen schreiben kann.")
    warum = models.CharField("Warum", max_length=200, blank=True, help_text="Ein freundlicher Satz. Darf leer bleiben.")
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100, help_text="Kleine Zahlen stehen oben.")

    class Meta:
        verbose_name = "Wortwahl"
        verbose_name_plural = "Wortwahl"
        ordering = ["reihenfolge", "ausdruck"]

    def __str__(self) -> str:
        return self.ausdruck
