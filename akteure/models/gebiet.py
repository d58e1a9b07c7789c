"""The area: Planungsräume, Gemeinden with their boundaries, Postleitzahlen, Ortsteile, Kurzformen. All of it is data."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

from akteure.falten import falten, suchform

nur_ziffern = RegexValidator(r"^\d+$", "Bitte nur Ziffern.")


def grad(name: str, grenze: int, **optionen) -> models.FloatField:
    """Return a nullable field for degrees between -`grenze` and +`grenze` (WGS 84)."""
    pruefer = [MinValueValidator(-grenze), MaxValueValidator(grenze)]
    return models.FloatField(name, null=True, blank=True, validators=pruefer, **optionen)


def punkt_regeln(praefix: str) -> list[models.CheckConstraint]:
    """Return the constraints of a point: both degrees or none, valid degrees, never 0/0."""
    beide = models.Q(lat__isnull=False, lon__isnull=False) | models.Q(lat__isnull=True, lon__isnull=True)
    gueltig = models.Q(lat__isnull=True) | models.Q(lat__range=(-90, 90), lon__range=(-180, 180))
    return [
        models.CheckConstraint(
            condition=beide,
            name=f"{praefix}_punkt_ganz",
            violation_error_message="Bitte Breite und Länge angeben – oder beides leer lassen.",
        ),
        models.CheckConstraint(
            condition=gueltig,
            name=f"{praefix}_punkt_gueltig",
            violation_error_message="Breite oder Länge liegt außerhalb der Erde.",
        ),
        models.CheckConstraint(
            condition=~models.Q(lat=0, lon=0),
            name=f"{praefix}_punkt_nicht_null",
            violation_error_message="0/0 ist kein Ort. Bitte leer lassen, wenn der Punkt nicht bekannt ist.",
        ),
    ]


class Planungsraum(models.Model):
    """An official Verwaltungsraum: one Gemeinde or several that plan together."""

    schluessel = models.CharField(
        "Schlüssel", max_length=20, unique=True, help_text="Amtlicher Schlüssel des Verwaltungsraums."
    )
    name = models.CharField("Name", max_length=120, help_text="So, wie er im Kreis genannt wird.")
    name_sortiert = models.CharField(max_length=160, editable=False, db_index=True)

    class Meta:
        verbose_name = "Planungsraum"
        verbose_name_plural = "Planungsräume"
        ordering = ["name_sortiert", "schluessel"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.name_sortiert = falten(self.name)
        super().save(*args, **kwargs)


class Postleitzahl(models.Model):
    """A PLZ; one may cover several Gemeinden, a Gemeinde may have several."""

    plz = models.CharField("PLZ", max_length=5, unique=True, validators=[nur_ziffern], help_text="Fünf Ziffern.")

    class Meta:
        verbose_name = "Postleitzahl"
        verbose_name_plural = "Postleitzahlen"
        ordering = ["plz"]

    def __str__(self) -> str:
        return self.plz


class Gemeinde(models.Model):
    """A Gemeinde with its official key (AGS), its centre and its population on a stated day."""

    ags = models.CharField(
        "AGS", max_length=8, unique=True, validators=[nur_ziffern], help_text="Amtlicher Gemeindeschlüssel, 8 Ziffern."
    )
    ars = models.CharField(
        "ARS", max_length=12, blank=True, validators=[nur_ziffern], help_text="Amtlicher Regionalschlüssel, 12 Ziffern."
    )
    name = models.CharField("Name", max_length=120, help_text="Amtlicher Name ohne Zusatz.")
    name_sortiert = models.CharField(max_length=160, editable=False, db_index=True)
    typ = models.CharField("Art der Gemeinde", max_length=60, blank=True, help_text="Zum Beispiel „Stadt“.")
    planungsraum = models.ForeignKey(
        Planungsraum,
        models.PROTECT,
        related_name="gemeinden",
        verbose_name="Planungsraum",
        help_text="Mit wem die Gemeinde zusammen plant.",
    )
    postleitzahlen = models.ManyToManyField(
        Postleitzahl,
        related_name="gemeinden",
        blank=True,
        verbose_name="Postleitzahlen",
        help_text="Alle, die in der Gemeinde gelten.",
    )
    lat = grad("Breite", 90, help_text="Mitte der Gemeinde, zum Beispiel 48,6258.")
    lon = grad("Länge", 180, help_text="Zum Beispiel 9,3433.")
    einwohner = models.PositiveIntegerField("Einwohner", null=True, blank=True, help_text="Amtliche Zahl.")
    einwohner_stand = models.DateField(
        "Einwohner, Stand", null=True, blank=True, help_text="An welchem Tag die Zahl galt."
    )
    flaeche_km2 = models.DecimalField(
        "Fläche in km²", max_digits=8, decimal_places=2, null=True, blank=True, help_text="Darf leer bleiben."
    )

    class Meta:
        verbose_name = "Gemeinde"
        verbose_name_plural = "Gemeinden"
        ordering = ["name_sortiert", "ags"]
        constraints = punkt_regeln("gemeinde")

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.name_sortiert = falten(self.name)
        super().save(*args, **kwargs)


class Grenze(models.Model):
    """The simplified boundary of a Gemeinde as a GeoJSON geometry: apart, so that no list ever loads it by accident."""

    gemeinde = models.OneToOneField(Gemeinde, models.CASCADE, related_name="grenze", verbose_name="Gemeinde")
    geometrie = models.JSONField("Geometrie (GeoJSON)")

    class Meta:
        verbose_name = "Grenze"
        verbose_name_plural = "Grenzen"

    def __str__(self) -> str:
        return f"Grenze von {self.gemeinde}"


class Ortsteil(models.Model):
    """A name people use for a place inside a Gemeinde; the same name may exist in several."""

    name = models.CharField(
        "Name", max_length=120, help_text="So, wie die Menschen dort sagen. Die Suche findet damit die Gemeinde."
    )
    name_gefaltet = models.CharField(max_length=160, editable=False, db_index=True)
    gemeinde = models.ForeignKey(
        Gemeinde,
        models.CASCADE,
        related_name="ortsteile",
        verbose_name="Gemeinde",
        help_text="Zu welcher Gemeinde der Ortsteil gehört.",
    )

    class Meta:
        verbose_name = "Ortsteil"
        verbose_name_plural = "Ortsteile"
        ordering = ["name_gefaltet", "gemeinde"]
        constraints = [models.UniqueConstraint(fields=["name", "gemeinde"], name="ortsteil_einmal_je_gemeinde")]

    def __str__(self) -> str:
        return f"{self.name} ({self.gemeinde})"

    def save(self, *args, **kwargs) -> None:
        self.name_gefaltet = falten(self.name)
        super().save(*args, **kwargs)


class Kurzform(models.Model):
    """A short or everyday form people type for a place: "L.E.", "Kirchheim/Teck", "LK Esslingen"."""

    text = models.CharField(
        "Kurzform", max_length=120, help_text="So, wie Menschen den Ort tippen. Groß oder klein, ä oder ae: egal."
    )
    gefaltet = models.CharField(max_length=160, unique=True, editable=False)
    gemeinde = models.ForeignKey(
        Gemeinde,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="kurzformen",
        verbose_name="Gemeinde",
        help_text="Welche Gemeinde gemeint ist. Beides leer: das ganze Gebiet.",
    )
    planungsraum = models.ForeignKey(
        Planungsraum,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="kurzformen",
        verbose_name="Planungsraum",
        help_text="Nur wenn mehrere Gemeinden zusammen gemeint sind.",
    )

    class Meta:
        verbose_name = "Kurzform"
        verbose_name_plural = "Kurzformen"
        ordering = ["gefaltet"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(gemeinde__isnull=True) | models.Q(planungsraum__isnull=True),
                name="kurzform_ein_ziel",
                violation_error_message="Bitte eine Gemeinde oder einen Planungsraum wählen, nicht beides.",
            )
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """The folded text is no field of the form: that it is unique must be asked here."""
        self.ableiten()
        if not self.gefaltet:
            raise ValidationError({"text": "Hier steht kein Wort, nach dem man suchen kann."})
        if andere := Kurzform.objects.exclude(pk=self.pk).filter(gefaltet=self.gefaltet).first():
            raise ValidationError({"text": f"Das gibt es schon: „{andere}“."})

    def save(self, *args, **kwargs) -> None:
        """Save; folds the text."""
        self.ableiten()
        super().save(*args, **kwargs)

    def ableiten(self) -> None:
        """Fold the text. Who writes in bulk calls it before."""
        self.gefaltet = suchform(self.text)[:160]

    @property
    def ziel(self) -> Gemeinde | Planungsraum | None:
        """The place meant; None: the whole area."""
        return self.gemeinde or self.planungsraum
