"""Rows the coordinator edits: Lebensphasen, Übergänge, Themen, Zielgruppen and what the start page shows."""

from collections.abc import Container
from functools import reduce
from operator import or_
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import QueryDict

from akteure.models import Uebersetzbar
from akteure.querysets import ReihenfolgeQuerySet
from akteure.telefon import telefon_waehlbar


class Zeichen(models.TextChoices):
    """Icons of static/svg/zeichen.svg that a row may carry."""

    KIND = "kind", "Kind"
    KOSTEN = "kosten", "Geld"
    RUHE = "ruhe", "Gespräch"
    SPRACHE = "sprache", "Sprache"
    DEUTSCH = "deutsch", "Deutsch"
    PERSONEN = "personen", "Personen"
    KALENDER = "kalender", "Kalender"
    HAUS = "haus", "Haus"
    FRAGE = "frage", "Frage"
    STIFT = "stift", "Stift"
    WICKELN = "wickeln", "Baby"
    GEBURT = "geburt", "Kinderwagen"
    KLEINKIND = "kleinkind", "Bauklötze"
    KITA = "kita", "Drachen"
    GRUNDSCHULE = "grundschule", "Ranzen"
    WEITERFUEHREND = "weiterfuehrend", "Buch"
    BERUF = "beruf", "Werkzeug"


class Anlass(models.TextChoices):
    """In which danger somebody may be."""

    KRISE = "krise", "Krise"
    SUIZID = "suizid", "Suizid"
    GEWALT = "gewalt", "Gewalt"
    KINDERSCHUTZ = "kinderschutz", "Kind in Gefahr"


class Vokabel(Uebersetzbar):
    """A named, ordered row with a short stable value for addresses."""

    UEBERSETZBAR = ("name",)
    SCHLUESSEL = "slug"

    name = models.CharField("Name", max_length=120, unique=True, help_text="So steht es auf den öffentlichen Seiten.")
    slug = models.SlugField(
        "Kurzwort in Adressen",
        max_length=60,
        unique=True,
        help_text="Bleibt, auch wenn sich der Name ändert: Links und QR-Codes zeigen darauf.",
    )
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100, help_text="Kleine Zahlen stehen oben.")

    objects = ReihenfolgeQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["reihenfolge", "name"]

    def __str__(self) -> str:
        return self.name

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        """Delete; ProtectedError while anything still uses the row."""
        return type(self).objects.filter(pk=self.pk).delete()


class Lebensphase(Vokabel):
    """A station in a child's life, with its age in months (negative: before birth)."""

    UEBERSETZBAR = ("name", "kurzname", "alter_text")

    class Papier(models.TextChoices):
        """The six papers of the chain; a paper only ever means its Lebensphase."""

        QUITTE = "quitte", "Quitte (gelb)"
        APRICOT = "apricot", "Apricot"
        ROSE = "rose", "Rose"
        FLIEDER = "flieder", "Flieder"
        HIMMEL = "himmel", "Himmel (blau)"
        SALBEI = "salbei", "Salbei (grün)"

    kurzname = models.CharField(
        "Kurzer Name", max_length=60, unique=True, help_text="Mit Alter, zum Beispiel „Kita 3–6“."
    )
    alter_von = models.SmallIntegerField("Alter von (Monate)", help_text="Vor der Geburt: negative Zahl.")
    alter_bis = models.SmallIntegerField("Alter bis (Monate)", help_text="Hier beginnt die nächste Lebensphase.")
    alter_text = models.CharField("Alter in Worten", max_length=40, help_text="Zum Beispiel „3–6 Jahre“.")
    alter_kurz = models.CharField("Alter ganz kurz", max_length=12, help_text="Zum Beispiel „3–6“.")
    papier = models.CharField(
        "Papier",
        max_length=10,
        choices=Papier,
        unique=True,
        help_text="Farbe des Rings. Jede gehört nur einer Lebensphase.",
    )
    zeichen = models.CharField("Zeichen", max_length=20, choices=Zeichen, help_text="Bild im Ring.")

    class Meta(Vokabel.Meta):
        verbose_name = "Lebensphase"
        verbose_name_plural = "Lebensphasen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(alter_von__lt=models.F("alter_bis")), name="lebensphase_alter_von_vor_bis"
            )
        ]


class Uebergang(Vokabel):
    """A link of the chain between two neighbouring Lebensphasen."""

    von = models.ForeignKey(
        Lebensphase,
        models.PROTECT,
        related_name="uebergaenge_danach",
        verbose_name="von",
        help_text="Woher das Kind kommt.",
    )
    nach = models.ForeignKey(
        Lebensphase, models.PROTECT, related_name="uebergaenge_davor", verbose_name="nach", help_text="Wohin es geht."
    )

    class Meta(Vokabel.Meta):
        verbose_name = "Übergang"
        verbose_name_plural = "Übergänge"
        constraints = [
            models.UniqueConstraint(fields=["von", "nach"], name="uebergang_einmal"),
            models.CheckConstraint(condition=~models.Q(von=models.F("nach")), name="uebergang_zwischen_zweien"),
        ]


class Thema(Vokabel):
    """A Handlungsfeld; two levels."""

    ueber = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="unterthemen",
        verbose_name="gehört zu",
        help_text="Leer bei einem Oberthema.",
    )
    zeichen = models.CharField(
        "Zeichen", max_length=20, choices=Zeichen, blank=True, help_text="Bild daneben. Darf leer bleiben."
    )
    sensibel = models.CharField(
        "Sensibel",
        max_length=20,
        choices=Anlass,
        blank=True,
        help_text="Bei diesem Thema stehen zuerst die richtigen Notrufe da, und die Seite lässt sich schnell verlassen. "
        "Gilt nicht für die Themen darunter. Sonst leer lassen.",
    )

    class Meta(Vokabel.Meta):
        verbose_name = "Thema"
        verbose_name_plural = "Themen"

    def clean(self) -> None:
        if self.ueber_id and (
            self.ueber_id == self.pk or self.ueber.ueber_id or (self.pk and self.unterthemen.exists())
        ):
            raise ValidationError({"ueber": "Es gibt nur zwei Ebenen: Oberthema und Thema."})


class Zielgruppe(Vokabel):
    """For whom an Angebot is meant."""

    class Meta(Vokabel.Meta):
        verbose_name = "Zielgruppe"
        verbose_name_plural = "Zielgruppen"


class Ermaessigung(Vokabel):
    """What makes an Angebot cheaper."""

    class Meta(Vokabel.Meta):
        verbose_name = "Ermäßigung"
        verbose_name_plural = "Ermäßigungen"


class Alltagsfrage(Uebersetzbar):
    """A question of everyday life on the start page that leads to a filtered list."""

    UEBERSETZBAR = ("frage",)
    SCHLUESSEL = "frage"

    frage = models.CharField("Frage", max_length=120, unique=True, help_text="So, wie Eltern sprechen.")
    parameter = models.CharField(
        "Filter", max_length=200, help_text="Was hinter „/angebote/?“ steht, zum Beispiel „thema=geld“."
    )
    zeichen = models.CharField("Zeichen", max_length=20, choices=Zeichen, help_text="Bild neben der Frage.")
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100, help_text="Kleine Zahlen stehen oben.")

    class Meta:
        verbose_name = "Alltagsfrage"
        verbose_name_plural = "Alltagsfragen"
        ordering = ["reihenfolge", "frage"]

    def __str__(self) -> str:
        return self.frage

    def clean(self) -> None:
        self.parameter = QueryDict(self.parameter.lstrip("?")).urlencode()


class NotrufQuerySet(models.QuerySet):
    """Rules of emergency numbers."""

    def fuer(self, anlaesse: Container[str]) -> Self:
        """Return those that are right in one of these dangers, best first."""
        richtige = [models.Q(**{f"anlass_{anlass}": True}) for anlass in Anlass.values if anlass in anlaesse]
        return self.filter(reduce(or_, richtige)) if richtige else self.none()


class Notruf(Uebersetzbar):
    """A public emergency number: a fact, with its source and the day it was checked."""

    UEBERSETZBAR = ("name", "kurz", "beschreibung", "erreichbar")
    SCHLUESSEL = "name"

    name = models.CharField("Name", max_length=120, unique=True, help_text="So, wie die Stelle sich nennt.")
    kurz = models.CharField("Kurzes Wort", max_length=40, help_text="Zum Beispiel „Polizei“.")
    nummer = models.CharField(
        "Nummer",
        max_length=40,
        validators=[RegexValidator(r"^[\d +]+$", "Bitte nur Ziffern, Leerzeichen und +.")],
        help_text="Eine echte, geprüfte Nummer.",
    )
    beschreibung = models.CharField("Wofür", max_length=200, blank=True, help_text="Ein kurzer Satz.")
    erreichbar = models.CharField("Erreichbar", max_length=120, blank=True, help_text="Zum Beispiel „Tag und Nacht“.")
    auf_start = models.BooleanField(
        "Auf der Startseite", default=False, help_text="Höchstens drei, sonst hilft es niemandem."
    )
    anlass_krise = models.BooleanField(
        "in einer Krise", default=False, help_text="Jemand kann nicht mehr oder braucht sofort jemanden zum Reden."
    )
    anlass_suizid = models.BooleanField(
        "bei Gedanken an Suizid", default=False, help_text="Jemand will nicht mehr leben oder sorgt sich um jemanden."
    )
    anlass_gewalt = models.BooleanField(
        "bei Gewalt", default=False, help_text="Jemand wird bedroht, geschlagen oder missbraucht."
    )
    anlass_kinderschutz = models.BooleanField(
        "wenn ein Kind in Gefahr ist",
        default=False,
        help_text="Einem Kind wird etwas getan, oder niemand sorgt für es.",
    )
    quelle = models.CharField("Quelle", max_length=200, help_text="Wo die Nummer öffentlich steht.")
    stand = models.DateField("Geprüft am", help_text="Wann Sie die Nummer zuletzt nachgesehen haben.")
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100, help_text="Kleine Zahlen stehen oben.")

    objects = NotrufQuerySet.as_manager()

    class Meta:
        verbose_name = "Notruf"
        verbose_name_plural = "Notrufe"
        ordering = ["reihenfolge", "name"]

    def __str__(self) -> str:
        return f"{self.nummer} {self.name}"

    @classmethod
    def heikle(cls) -> models.QuerySet:
        return cls.objects.values("pk")

    @property
    def telefon_link(self) -> str:
        return telefon_waehlbar(self.nummer)

    @property
    def anlaesse(self) -> list[str]:
        """For which dangers it is right, in words."""
        return [str(anlass.label) for anlass in Anlass if getattr(self, f"anlass_{anlass.value}")]
