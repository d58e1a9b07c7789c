"""Gremium: a round in which several Akteure meet."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from akteure.falten import falten
from akteure.models import Akteur, Planungsraum, Uebersetzbar
from angebote.models import Lebensphase


class GremiumQuerySet(models.QuerySet):
    def oeffentlich(self) -> Self:
        """Return what the public may see; of its members only those that are public themselves."""
        return self.filter(oeffentlich=True)

    def fuer_seite(self) -> Self:
        """Return them with their public members in order."""
        mitglieder = Akteur.objects.oeffentlich().order_by("name_sortiert", "pk").only("name", "slug")
        return self.prefetch_related(models.Prefetch("mitglieder", mitglieder))

    def fuer_lebensphasen(self, slugs: list[str]) -> Self:
        """Return those for one of these Lebensphasen, and those that name none."""
        verknuepft = Gremium.lebensphasen.through.objects.filter(gremium=OuterRef("pk"))
        return self.filter(~Exists(verknuepft) | Exists(verknuepft.filter(lebensphase__slug__in=slugs)))

    def in_planungsraeumen(self, schluessel: list[str]) -> Self:
        """Return those of one of these Planungsräume, and those of the whole Kreis."""
        return self.filter(Q(planungsraum__isnull=True) | Q(planungsraum__schluessel__in=schluessel))


class Gremium(Uebersetzbar):
    """A round in which several Akteure meet: a Runder Tisch, an Arbeitskreis."""

    UEBERSETZBAR = ("beschreibung",)

    name = models.CharField("Name", max_length=160, unique=True, help_text="Zum Beispiel „Runder Tisch Frühe Hilfen“.")
    name_sortiert = models.CharField(max_length=200, editable=False, db_index=True)
    beschreibung = models.TextField("Beschreibung", blank=True, help_text="Worum es geht, in ein, zwei kurzen Sätzen.")
    mitglieder = models.ManyToManyField(
        Akteur, blank=True, related_name="gremien", verbose_name="Mitglieder", help_text="Wer sich dort trifft."
    )
    planungsraum = models.ForeignKey(
        Planungsraum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="gremien",
        verbose_name="Planungsraum",
        help_text="Leer: für den ganzen Kreis.",
    )
    lebensphasen = models.ManyToManyField(
        Lebensphase,
        blank=True,
        related_name="gremien",
        verbose_name="Lebensphasen",
        help_text="Leer: für alle.",
    )
    oeffentlich = models.BooleanField(
        "Öffentlich zeigen", default=False, help_text="Nur, wenn das Gremium damit einverstanden ist."
    )
    quelle = models.CharField("Quelle", max_length=120, blank=True, editable=False)

    objects = GremiumQuerySet.as_manager()

    class Meta:
        verbose_name = "Gremium"
        verbose_name_plural = "Gremien"
        ordering = ["name_sortiert", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_sortiert = falten(self.name)
        super().save(*args, **kwargs)

    @classmethod
    def oeffentliche(cls) -> models.QuerySet:
        return cls.objects.oeffentlich()
