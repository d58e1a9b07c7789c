"""Kontakt: somebody to call or write to."""

from django.db import models

from akteure.querysets import KontaktQuerySet
from akteure.telefon import telefon_lesbar, telefon_waehlbar

from .akteur import Akteur
from .uebersetzung import Uebersetzbar


class Kontakt(Uebersetzbar):
    """Somebody to call or write to. Referenced, never copied into texts."""

    UEBERSETZBAR = ("zustaendigkeit", "erreichbar")
    UEBERSETZT_BEI = "akteur"

    class Sichtbarkeit(models.TextChoices):
        OEFFENTLICH = "oeffentlich", "alle"
        FACHKRAEFTE = "fachkraefte", "nur Fachkräfte"
        INTERN = "intern", "nur Koordination"

    akteur = models.ForeignKey(
        Akteur, models.CASCADE, related_name="kontakte", verbose_name="Akteur", help_text="Zu wem der Kontakt gehört."
    )
    zustaendigkeit = models.CharField(
        "Zuständig für", max_length=120, blank=True, help_text="Zum Beispiel „Anmeldung“."
    )
    name = models.CharField("Name", max_length=120, blank=True, help_text="Nur mit Einwilligung der Person.")
    einwilligung_am = models.DateField(
        "Einwilligung vom", null=True, blank=True, help_text="Wann die Person der Veröffentlichung zugestimmt hat."
    )
    telefon = models.CharField(
        "Telefon", max_length=40, blank=True, help_text="Mit Vorwahl. Telefon oder E-Mail: eines genügt."
    )
    mail = models.EmailField("E-Mail", blank=True, help_text="Lieber eine gemeinsame Adresse als die einer Person.")
    erreichbar = models.CharField("Erreichbar", max_length=120, blank=True, help_text="Zum Beispiel „Mo–Do, 9–12 Uhr“.")
    sichtbarkeit = models.CharField(
        "Sichtbar für",
        max_length=12,
        choices=Sichtbarkeit,
        default=Sichtbarkeit.OEFFENTLICH,
        help_text="„alle“: steht auf der öffentlichen Seite.",
    )
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100, help_text="Kleine Zahlen stehen oben.")

    objects = KontaktQuerySet.as_manager()

    class Meta:
        verbose_name = "Kontakt"
        verbose_name_plural = "Kontakte"
        ordering = ["reihenfolge", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(telefon="") | ~models.Q(mail=""),
                name="kontakt_hat_einen_weg",
                violation_error_message="Bitte eine Telefonnummer oder eine E-Mail-Adresse angeben.",
            ),
            models.CheckConstraint(
                condition=models.Q(name="") | models.Q(einwilligung_am__isnull=False),
                name="kontakt_name_mit_einwilligung",
                violation_error_message="Ein Name braucht das Datum der Einwilligung.",
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(teil for teil in (self.zustaendigkeit, self.telefon, self.mail) if teil)

    @classmethod
    def heikle(cls) -> models.QuerySet:
        return cls.objects.filter(akteur__in=Akteur.heikle()).values("pk")

    @classmethod
    def oeffentliche(cls) -> models.QuerySet:
        return cls.objects.oeffentlich().filter(akteur__in=Akteur.oeffentliche())

    def clean(self) -> None:
        if self.telefon:
            self.telefon = telefon_lesbar(self.telefon)

    @property
    def telefon_link(self) -> str:
        """The number in the form a `tel:` link needs."""
        return telefon_waehlbar(self.telefon)
