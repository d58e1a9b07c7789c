"""Languages people speak (not the languages of the user interface, which are a setting)."""

from django.db import models

from akteure.querysets import ReihenfolgeQuerySet

from .uebersetzung import Uebersetzbar


class Sprache(Uebersetzbar):
    """A language by its BCP 47 code."""

    UEBERSETZBAR = ("name",)
    SCHLUESSEL = "code"

    class Richtung(models.TextChoices):
        LTR = "ltr", "von links nach rechts"
        RTL = "rtl", "von rechts nach links"

    code = models.CharField(
        "Code", max_length=20, unique=True, help_text="Kürzel nach BCP 47, zum Beispiel „tr“ oder „ar“."
    )
    name = models.CharField("Name", max_length=80, unique=True, help_text="So heißt die Sprache auf Deutsch.")
    eigenname = models.CharField(
        "Eigenname", max_length=80, help_text="So nennen Menschen ihre Sprache selbst, zum Beispiel „Türkçe“."
    )
    richtung = models.CharField(
        "Schreibrichtung",
        max_length=3,
        choices=Richtung,
        default=Richtung.LTR,
        help_text="Arabisch, Farsi und Paschtu laufen von rechts nach links.",
    )
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100, help_text="Kleine Zahlen stehen oben.")

    objects = ReihenfolgeQuerySet.as_manager()

    class Meta:
        verbose_name = "Sprache"
        verbose_name_plural = "Sprachen"
        ordering = ["reihenfolge", "name"]

    def __str__(self) -> str:
        return self.name
