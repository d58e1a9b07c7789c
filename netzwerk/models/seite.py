"""Pages of text: what the law asks for, and what the network is."""

from pathlib import PurePath
from typing import Any

from django.core.validators import FileExtensionValidator
from django.db import models, transaction
from django.urls import reverse

from akteure.falten import ohne_steuerzeichen
from akteure.models import Uebersetzbar
from akteure.models.uebersetzung import fingerabdruck
from netzwerk.seitentext import auszufuellende

VIDEO_ENDUNGEN = ("mp4", "webm")


class SeiteQuerySet(models.QuerySet):
    def mit_offenen_stellen(self) -> list["Seite"]:
        """Return the pages that are not finished."""
        return [seite for seite in self if seite.offene_stellen]


class Seite(Uebersetzbar):
    """A page of text at a fixed address. Its text is Markdown, see `netzwerk.seitentext`."""

    class Slug(models.TextChoices):
        UEBER = "ueber", "Über das Netzwerk"
        IMPRESSUM = "impressum", "Impressum"
        DATENSCHUTZ = "datenschutz", "Datenschutz"
        BARRIEREFREIHEIT = "barrierefreiheit", "Erklärung zur Barrierefreiheit"
        LEICHTE_SPRACHE = "leichte-sprache", "Leichte Sprache"
        GEBAERDENSPRACHE = "gebaerdensprache", "Gebärdensprache"

    UEBERSETZBAR = ("titel", "text")
    SCHLUESSEL = "slug"
    MASCHINELL = False  # what the law asks for

    slug = models.CharField("Seite", max_length=30, choices=Slug, unique=True, help_text="Die Adresse der Seite.")
    titel = models.CharField("Titel", max_length=120, help_text="Die Überschrift der Seite.")
    text = models.TextField(
        "Text",
        help_text=(
            "„## “ beginnt eine Überschrift, „- “ einen Punkt einer Liste, eine leere Zeile einen Absatz. "
            "**fett** wird fett, [Wort](/adresse/) ein Link. „[[bitte ergänzen: …]]“ merkt vor, was noch fehlt; was dort "
            "stehen soll, tragen Sie unter „Angaben“ ein. "
            "„[[Telefon]]“ und „[[E-Mail]]“ setzen ein, wie die Koordination zu erreichen ist."
        ),
    )
    angaben = models.JSONField(default=dict, blank=True, editable=False)
    """Place to be filled in → what stands there, in every language."""
    stand = models.DateField("Stand", null=True, blank=True, help_text="Steht unter dem Text. Darf leer bleiben.")
    leicht_geprueft = models.CharField(max_length=16, blank=True, editable=False)
    """Fingerprint of the text that people with learning difficulties have checked."""
    video = models.FileField(
        "Video",
        upload_to="gebaerdensprache/",
        blank=True,
        validators=[FileExtensionValidator(VIDEO_ENDUNGEN)],
        help_text="In Deutscher Gebärdensprache, als mp4 oder webm.",
    )
    untertitel = models.FileField(
        "Untertitel",
        upload_to="gebaerdensprache/",
        blank=True,
        validators=[FileExtensionValidator(["vtt"])],
        help_text="Deutsche Untertitel als vtt-Datei. Ohne sie zeigt die Seite kein Video.",
    )

    objects = SeiteQuerySet.as_manager()

    class Meta:
        verbose_name = "Seite"
        verbose_name_plural = "Seiten"
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(video="") | ~models.Q(untertitel=""),
                name="seite_video_mit_untertiteln",
                violation_error_message="Ein Video braucht Untertitel.",
            )
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse(self.slug)

    def clean(self) -> None:
        self.titel, self.text = ohne_steuerzeichen(self.titel), ohne_steuerzeichen(self.text)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; files that were replaced go once that is certain."""
        vorher = Seite.objects.filter(pk=self.pk).first() if self.pk else None
        super().save(*args, **kwargs)
        for feld in ("video", "untertitel") if vorher else ():
            alt, neu = getattr(vorher, feld), getattr(self, feld)
            if alt and alt.name != neu.name:
                transaction.on_commit(lambda datei=alt: datei.storage.delete(datei.name))

    @property
    def ist_leicht_geprueft(self) -> bool:
        """Is the text it holds, in whatever language, the one that was checked for Leichte Sprache?"""
        return self.leicht_geprueft == fingerabdruck(self.text)

    @property
    def auszufuellende(self) -> list[str]:
        """The places of the German text that somebody has to fill in, also those that are."""
        return auszufuellende(self.text)

    @property
    def offene_stellen(self) -> list[str]:
        """What is still missing: in the German text, and the video or the check that the law asks for."""
        stellen = [stelle for stelle in self.auszufuellende if not self.angaben.get(stelle)]
        if self.slug == self.Slug.GEBAERDENSPRACHE and not self.video:
            stellen.append("Video in Deutscher Gebärdensprache, mit Untertiteln")
        if self.slug == self.Slug.LEICHTE_SPRACHE and not self.ist_leicht_geprueft:
            stellen.append("Prüfung nach den Regeln der Leichten Sprache")
        return stellen

    @property
    def video_typ(self) -> str:
        return f"video/{PurePath(self.video.name).suffix[1:].lower()}"
