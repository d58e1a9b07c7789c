"""Indikator: a number about the people of a Gemeinde on one day, with its source. None is invented, and none is guessed."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.formats import number_format

from akteure.models import Gemeinde


class IndikatorQuerySet(models.QuerySet):
    def neueste(self) -> Self:
        """Return of every Gemeinde and Art the one with the newest date."""
        juengere = self.model.objects.filter(
            gemeinde=models.OuterRef("gemeinde"), art=models.OuterRef("art"), stand__gt=models.OuterRef("stand")
        )
        return self.filter(~models.Exists(juengere))

    def fuer_kinder(self) -> Self:
        """Return what says how many children live somewhere."""
        return self.filter(art__in=[Indikator.Art.KINDER_U18, *Indikator.ALTERSGRUPPEN])


class Indikator(models.Model):
    """One number. A number that exists but is not published is `geheim`, and never 0; one that nobody has told us has no row.

    For one Gemeinde, Art and date there is one number: what another source says of the same day takes its place or stays
    out, and a person decides which (docs/entscheidungen/0014-indikatoren.md).
    """

    class Art(models.TextChoices):
        """The age groups are those of the official tables by Gemeinde ("Altersgruppen (17)" of the Regionalstatistik), which
        end where Lebensphasen end: under 3 (Schwangerschaft & Geburt, Kleinkind), 3–5 (Kita), 6–9 (Grundschule), 10–14 and
        15–17 (Weiterführende Schule, Ausbildung & Beruf)."""

        EINWOHNER = "einwohner", "Einwohner"
        GEBURTEN = "geburten", "Geburten im Jahr"
        KINDER_0_2 = "kinder_0_2", "Kinder 0–2 Jahre"
        KINDER_3_5 = "kinder_3_5", "Kinder 3–5 Jahre"
        KINDER_6_9 = "kinder_6_9", "Kinder 6–9 Jahre"
        KINDER_10_14 = "kinder_10_14", "Kinder 10–14 Jahre"
        KINDER_15_17 = "kinder_15_17", "Jugendliche 15–17 Jahre"
        KINDER_U18 = "kinder_u18", "Kinder unter 18"
        ALLEINERZIEHENDE = "alleinerziehende", "Haushalte von Alleinerziehenden"
        SGB2_KINDER = "sgb2_kinder", "Kinder unter 18 in Bedarfsgemeinschaften (SGB II)"
        SGB2_BG = "sgb2_bg", "Bedarfsgemeinschaften mit Kindern (SGB II)"

    ALTERSGRUPPEN = (Art.KINDER_0_2, Art.KINDER_3_5, Art.KINDER_6_9, Art.KINDER_10_14, Art.KINDER_15_17)
    """Together they are all under 18."""

    gemeinde = models.ForeignKey(Gemeinde, models.CASCADE, related_name="indikatoren", verbose_name="Gemeinde")
    art = models.CharField("Was gezählt wird", max_length=20, choices=Art)
    wert = models.PositiveIntegerField(
        "Zahl", null=True, blank=True, help_text="Ganze Zahl. Leer nur, wenn sie geheim ist."
    )
    geheim = models.BooleanField(
        "geheim",
        default=False,
        help_text="Es gibt die Zahl, aber das Amt veröffentlicht sie nicht. Das ist etwas anderes als 0.",
    )
    stand = models.DateField(
        "Stand", help_text="An welchem Tag die Zahl galt; bei Zahlen eines Jahres dessen letzter Tag."
    )
    quelle = models.CharField("Quelle", max_length=200, help_text="Amt und Tabelle, wie sie zitiert werden sollen.")
    eingelesen_am = models.DateTimeField("Eingetragen am", default=timezone.now, editable=False)

    objects = IndikatorQuerySet.as_manager()

    class Meta:
        verbose_name = "Indikator"
        verbose_name_plural = "Indikatoren"
        ordering = ["gemeinde__name_sortiert", "art", "-stand"]
        constraints = [
            models.UniqueConstraint(
                fields=["gemeinde", "art", "stand"],
                name="indikator_einmal_je_tag",
                violation_error_message="Für diese Gemeinde und diesen Tag gibt es die Zahl schon. Bitte ändern Sie jene.",
            ),
            models.CheckConstraint(
                condition=models.Q(wert__isnull=False, geheim=False) | models.Q(wert__isnull=True, geheim=True),
                name="indikator_zahl_oder_geheim",
                violation_error_message="Bitte eine Zahl eintragen oder „geheim“ ankreuzen, nicht beides.",
            ),
            models.CheckConstraint(condition=~models.Q(quelle=""), name="indikator_mit_quelle"),
        ]

    def __str__(self) -> str:
        return f"{self.gemeinde}, {self.get_art_display()}, {self.stand:%d.%m.%Y}: {self.zahl}"

    @property
    def zahl(self) -> str:
        """The number in words."""
        return "geheim" if self.geheim else number_format(self.wert, force_grouping=True)
