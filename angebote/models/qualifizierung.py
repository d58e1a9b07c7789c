"""What Fachkräfte learn with, besides Fortbildungen: the shelf of Material, and the questions of the self-check."""

from pathlib import PurePath
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy

from akteure.models import Sprache, Uebersetzbar
from akteure.querysets import ReihenfolgeQuerySet

from .vokabular import Thema

ENDUNGEN = ("pdf", "docx", "odt", "pptx", "odp")
"""What people print or fill in. None of these kinds holds a script that runs by itself."""
ORDNER = "material/"
"""Below MEDIA_ROOT."""
CC = "https://creativecommons.org/"


class Lizenz(models.TextChoices):
    """Who may do what with a Material. The names of the licences are the same in every language."""

    CC0 = "cc0", "CC0 1.0"
    BY = "cc-by", "CC BY 4.0"
    BY_SA = "cc-by-sa", "CC BY-SA 4.0"
    BY_NC = "cc-by-nc", "CC BY-NC 4.0"
    BY_NC_SA = "cc-by-nc-sa", "CC BY-NC-SA 4.0"
    BY_ND = "cc-by-nd", "CC BY-ND 4.0"
    BY_NC_ND = "cc-by-nc-nd", "CC BY-NC-ND 4.0"
    AMTLICH = "amtlich", gettext_lazy("amtlicher Text, frei von Rechten")
    EIGEN = "eigen", gettext_lazy("vom Netzwerk selbst, frei zum Weitergeben")
    RECHTE = "rechte", gettext_lazy("alle Rechte beim Urheber – nur Link")


LIZENZTEXTE = {Lizenz.CC0: f"{CC}publicdomain/zero/1.0/deed.de"} | {
    lizenz: f"{CC}licenses/{lizenz.value.removeprefix('cc-')}/4.0/deed.de"
    for lizenz in (Lizenz.BY, Lizenz.BY_SA, Lizenz.BY_NC, Lizenz.BY_NC_SA, Lizenz.BY_ND, Lizenz.BY_NC_ND)
}
"""Where a licence explains itself in German."""


class MaterialQuerySet(ReihenfolgeQuerySet):
    def sichtbar(self) -> Self:
        """Return what stands on the shelf."""
        return self.filter(sichtbar=True)

    def fuer_regal(self) -> Self:
        """Return it with its Thema and its language, in the order of the coordinator."""
        return self.select_related("thema", "sprache").order_by("reihenfolge", "titel", "pk")


class Material(Uebersetzbar):
    """A link or a file for Fachkräfte, with where it comes from and what one may do with it."""

    UEBERSETZBAR = ("titel", "beschreibung")
    SCHLUESSEL = "slug"

    class Art(models.TextChoices):
        LINK = "link", "Link"
        DATEI = "datei", "Datei"

    titel = models.CharField("Titel", max_length=160, help_text="Wie es heißt.")
    slug = models.SlugField(
        "Kurzwort", max_length=60, unique=True, help_text="Bleibt. Daran erkennen es Dateien wieder."
    )
    beschreibung = models.TextField(
        "Wozu es gut ist", blank=True, max_length=600, help_text="Ein oder zwei Sätze: Was steht darin, wem hilft es?"
    )
    art = models.CharField(
        "Art", max_length=8, choices=Art, default=Art.LINK, help_text="Link oder Datei, eines von beiden."
    )
    url = models.URLField("Adresse", max_length=400, blank=True, help_text="Nur bei „Link“. Mit https:// am Anfang.")
    datei = models.FileField(
        "Datei",
        upload_to=ORDNER,
        blank=True,
        validators=[FileExtensionValidator(ENDUNGEN)],
        help_text=f"Nur bei „Datei“: {', '.join(ENDUNGEN)}.",
    )
    quelle = models.CharField(
        "Quelle", max_length=200, help_text="Wer hat es gemacht? Zum Beispiel der Verlag oder das Amt."
    )
    lizenz = models.CharField(
        "Lizenz",
        max_length=16,
        choices=Lizenz,
        help_text="Eine Datei darf hier nur stehen, wenn man sie weitergeben darf. Im Zweifel: ein Link.",
    )
    stand = models.DateField("Stand", null=True, blank=True, help_text="Von wann es ist. Leer: steht dort nicht.")
    sprache = models.ForeignKey(
        Sprache,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="materialien",
        verbose_name="Sprache",
        help_text="In welcher Sprache es geschrieben ist.",
    )
    thema = models.ForeignKey(
        Thema,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="materialien",
        verbose_name="Thema",
        help_text="Darunter steht es im Regal. Leer: unter „Sonstiges“.",
    )
    sichtbar = models.BooleanField("sichtbar", default=True, help_text="Ohne Haken steht es nicht im Regal.")
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100, help_text="Kleine Zahlen stehen oben.")

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = "Material"
        verbose_name_plural = "Materialien"
        ordering = ["reihenfolge", "titel"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(art="link", datei="") & ~models.Q(url="")
                | models.Q(art="datei", url="") & ~models.Q(datei=""),
                name="material_link_oder_datei",
                violation_error_message="Bitte entweder eine Adresse oder eine Datei, passend zur Art.",
            ),
            models.CheckConstraint(
                condition=models.Q(art="link") | ~models.Q(lizenz="rechte"),
                name="material_datei_darf_weitergegeben_werden",
                violation_error_message="Diese Datei darf man nicht weitergeben. Bitte setzen Sie nur einen Link.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @classmethod
    def oeffentliche(cls) -> models.QuerySet:
        return cls.objects.sichtbar()

    def clean(self) -> None:
        if self.url and not self.url.startswith(("https://", "http://")):
            raise ValidationError({"url": "Bitte eine Adresse mit https:// am Anfang."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a file that was replaced goes once that is certain."""
        vorher = Material.objects.filter(pk=self.pk).first() if self.pk else None
        super().save(*args, **kwargs)
        if vorher and vorher.datei and vorher.datei.name != self.datei.name:
            _entferne(vorher.datei)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete it, and its file once that is certain."""
        ergebnis = super().delete(*args, **kwargs)
        if self.datei:
            _entferne(self.datei)
        return ergebnis

    @property
    def ziel(self) -> str:
        """Where it lies."""
        return self.url if self.art == self.Art.LINK else self.datei.url

    @property
    def groesse(self) -> int | None:
        """Of a file: its bytes; None where it is missing."""
        try:
            return self.datei.size
        except (OSError, ValueError):
            return None

    @property
    def endung(self) -> str:
        """Of a file: "PDF"; "" of a link."""
        return PurePath(self.datei.name).suffix[1:].upper() if self.datei else ""

    @property
    def lizenztext(self) -> str:
        """Where the licence explains itself, "" where it needs no words."""
        return LIZENZTEXTE.get(self.lizenz, "")


def _entferne(datei: models.fields.files.FieldFile) -> None:
    transaction.on_commit(lambda: datei.storage.delete(datei.name))


class FrageQuerySet(ReihenfolgeQuerySet):
    def aktiv(self) -> Self:
        """Return the questions that are asked, in the order of the coordinator."""
        return self.filter(aktiv=True).order_by("reihenfolge", "pk")


class Frage(Uebersetzbar):
    """One question of the self-check „armutssensibel arbeiten“. Answers are never stored, nor do they reach us."""

    UEBERSETZBAR = ("text", "tipp")
    SCHLUESSEL = "slug"

    class Bereich(models.TextChoices):
        """In the order of the page."""

        GELD = "geld", gettext_lazy("Geld im Alltag")
        SPRACHE = "sprache", gettext_lazy("Briefe und Formulare")
        ZUGANG = "zugang", gettext_lazy("Zeiten und Wege")
        HALTUNG = "haltung", gettext_lazy("Im Team")

    text = models.CharField(
        "Satz", max_length=200, help_text="Ein Satz, dem man zustimmen kann: „Ausflüge kosten bei uns nichts.“"
    )
    slug = models.SlugField("Kurzwort", max_length=60, unique=True, help_text="Bleibt, auch wenn der Satz sich ändert.")
    tipp = models.TextField("Tipp", max_length=600, help_text="Womit man morgen anfangen kann. Zwei, drei Sätze.")
    bereich = models.CharField(
        "Bereich", max_length=12, choices=Bereich, help_text="Unter welcher Überschrift er steht."
    )
    aktiv = models.BooleanField("aktiv", default=True, help_text="Ohne Haken steht der Satz nicht im Selbstcheck.")
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100, help_text="Kleine Zahlen stehen oben.")

    objects = FrageQuerySet.as_manager()

    class Meta:
        verbose_name = "Frage des Selbstchecks"
        verbose_name_plural = "Fragen des Selbstchecks"
        ordering = ["reihenfolge", "text"]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def oeffentliche(cls) -> models.QuerySet:
        return cls.objects.aktiv()
