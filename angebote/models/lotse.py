"""Lotsenstelle: who guides a family in person where the search found nothing."""

from typing import Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When

from akteure.models import Gemeinde, Planungsraum, Uebersetzbar
from akteure.ort import Ortswahl
from akteure.telefon import telefon_lesbar, telefon_waehlbar

HOECHSTENS = 2
"""Who is stuck needs a number, not a list."""


class LotsenstelleQuerySet(models.QuerySet):
    def fuer(self, ort: Ortswahl) -> Self:
        """Return the best few: who names one of the Gemeinden, then one of their Planungsräume, then who is there for all."""
        gemeinden = self.model.gemeinden.through.objects.filter(lotsenstelle=OuterRef("pk"))
        raeume = self.model.planungsraeume.through.objects.filter(lotsenstelle=OuterRef("pk"))
        naehe = Case(
            When(Exists(gemeinden.filter(gemeinde__in=ort.pks)), then=1),
            When(Exists(raeume.filter(planungsraum__in=ort.planungsraeume)), then=2),
            When(~Exists(gemeinden) & ~Exists(raeume), then=3),
        )
        passende = self.annotate(naehe=naehe).filter(naehe__isnull=False)
        return passende.order_by("naehe", "reihenfolge", "pk")[:HOECHSTENS]


class Lotsenstelle(Uebersetzbar):
    """A place that guides families in person; without Planungsräume and Gemeinden it is there for the whole area."""

    UEBERSETZBAR = ("satz", "sprechzeit", "sprachen")
    SCHLUESSEL = "name"

    name = models.CharField("Name", max_length=120, unique=True, help_text="So, wie die Stelle sich nennt.")
    satz = models.CharField(
        "Was sie tut",
        max_length=200,
        help_text="Ein Satz, zum Beispiel „Wir suchen mit Ihnen und gehen mit Ihnen hin.“",
    )
    telefon = models.CharField(
        "Telefon", max_length=40, blank=True, help_text="Mit Vorwahl. Telefon oder E-Mail: eines genügt."
    )
    mail = models.EmailField("E-Mail", blank=True, help_text="Lieber eine gemeinsame Adresse als die einer Person.")
    web = models.URLField("Website", blank=True, help_text="Mit https:// am Anfang. Darf leer bleiben.")
    sprechzeit = models.CharField("Sprechzeit", max_length=120, blank=True, help_text="Zum Beispiel „Mo–Do, 9–12 Uhr“.")
    sprachen = models.CharField(
        "Sprachen",
        max_length=120,
        blank=True,
        help_text="Zum Beispiel „Deutsch, Türkisch, Arabisch“. Darf leer bleiben.",
    )
    planungsraeume = models.ManyToManyField(
        Planungsraum,
        blank=True,
        related_name="lotsenstellen",
        verbose_name="Planungsräume",
        help_text="Für welche Planungsräume sie da ist. Hier und bei den Gemeinden leer: für das ganze Gebiet.",
    )
    gemeinden = models.ManyToManyField(
        Gemeinde,
        blank=True,
        related_name="lotsenstellen",
        verbose_name="Gemeinden",
        help_text="Für welche einzelnen Gemeinden sie da ist. Dort steht sie zuerst.",
    )
    stand = models.DateField("Geprüft am", help_text="Wann Sie zuletzt nachgefragt haben, ob alles stimmt.")
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100, help_text="Kleine Zahlen stehen oben.")
    quelle = models.CharField("Quelle", max_length=120, blank=True, editable=False)

    objects = LotsenstelleQuerySet.as_manager()

    class Meta:
        verbose_name = "Lotsenstelle"
        verbose_name_plural = "Lotsenstellen"
        ordering = ["reihenfolge", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(telefon="") | ~Q(mail=""),
                name="lotsenstelle_hat_einen_weg",
                violation_error_message="Bitte eine Telefonnummer oder eine E-Mail-Adresse angeben.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.telefon:
            self.telefon = telefon_lesbar(self.telefon)

    @property
    def telefon_link(self) -> str:
        """The number in the form a `tel:` link needs."""
        return telefon_waehlbar(self.telefon)

    @property
    def ist_demo(self) -> bool:
        return self.quelle == "demo"
