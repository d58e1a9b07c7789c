"""What belongs to one Angebot: former addresses, its words, its places, its languages."""

from django.db import models
from django.utils.translation import gettext_lazy

from akteure.models import Sprache, Standort, Uebersetzbar
from akteure.models.wort import Wortstelle

from .angebot import Angebot


class AngebotSlug(models.Model):
    """A former address of an Angebot's page; it redirects."""

    slug = models.SlugField(max_length=120, unique=True)
    angebot = models.ForeignKey(Angebot, models.CASCADE, related_name="fruehere_slugs")

    class Meta:
        verbose_name = "frühere Adresse"
        verbose_name_plural = "frühere Adressen"

    def __str__(self) -> str:
        return self.slug


class AngebotWort(Wortstelle):
    """A word stands in the texts of an Angebot."""

    angebot = models.ForeignKey(Angebot, models.CASCADE, related_name="wortstellen")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wort", "angebot", "vorne"], name="angebot_wort_einmal")]

    def __str__(self) -> str:
        return f"{self.wort} ({self.angebot})"


class AngebotStandort(Uebersetzbar):
    """Where an Angebot takes place, with a hint of its own."""

    UEBERSETZBAR = ("hinweis",)
    UEBERSETZT_BEI = "angebot"

    angebot = models.ForeignKey(Angebot, models.CASCADE, related_name="orte")
    standort = models.ForeignKey(
        Standort,
        models.PROTECT,
        related_name="orte",
        verbose_name="Standort",
        help_text="Ohne Suchwort erscheinen die Standorte des gewählten Akteurs.",
    )
    hinweis = models.CharField(
        "Hinweis", max_length=160, blank=True, help_text="Zum Beispiel „Eingang im Hof“ oder „nur montags“."
    )

    class Meta:
        verbose_name = "Standort"
        verbose_name_plural = "Standorte"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["angebot", "standort"], name="angebot_standort_einmal")]

    def __str__(self) -> str:
        return str(self.standort)

    @classmethod
    def heikle(cls) -> models.QuerySet:
        return cls.objects.filter(angebot__in=Angebot.heikle()).values("pk")

    @classmethod
    def oeffentliche(cls) -> models.QuerySet:
        return cls.objects.filter(angebot__in=Angebot.oeffentliche(), standort__adresse_verbergen=False)


class AngebotSprache(Uebersetzbar):
    """A language of an Angebot and how it is served."""

    UEBERSETZBAR = ("hinweis",)
    UEBERSETZT_BEI = "angebot"

    class Modus(models.TextChoices):
        """In the order in which they are ranked."""

        SPRICHT = "spricht", gettext_lazy("eine Fachkraft spricht das")
        DOLMETSCHEN = "dolmetschen", gettext_lazy("jemand übersetzt")
        MATERIAL = "material", gettext_lazy("nur Material")

    angebot = models.ForeignKey(Angebot, models.CASCADE, related_name="sprachangaben")
    sprache = models.ForeignKey(
        Sprache,
        models.PROTECT,
        related_name="sprachangaben",
        verbose_name="Sprache",
        help_text="Deutsch brauchen Sie nicht einzutragen.",
    )
    modus = models.CharField(
        "Wie", max_length=12, choices=Modus, default=Modus.SPRICHT, help_text="Nur zusagen, was sicher da ist."
    )
    hinweis = models.CharField("Hinweis", max_length=120, blank=True, help_text="Zum Beispiel „dienstags“.")

    class Meta:
        verbose_name = "Sprache"
        verbose_name_plural = "Sprachen"
        ordering = ["sprache__reihenfolge", "pk"]
        constraints = [models.UniqueConstraint(fields=["angebot", "sprache"], name="angebot_sprache_einmal")]

    def __str__(self) -> str:
        return f"{self.sprache} ({self.modus_name})"

    @property
    def modus_name(self) -> str:
        """The label of the mode; a page shows many, and Django's own way to it copies all choices each time."""
        return str(self.Modus(self.modus).label)

    @classmethod
    def heikle(cls) -> models.QuerySet:
        return cls.objects.filter(angebot__in=Angebot.heikle()).values("pk")

    @classmethod
    def oeffentliche(cls) -> models.QuerySet:
        return cls.objects.filter(angebot__in=Angebot.oeffentliche())
