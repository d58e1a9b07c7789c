"""Uebersetzung: one text of one record in one more language, with what its German source was at that time."""

import hashlib
from typing import ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models

from akteure.falten import reiner_text


def fingerabdruck(deutsch: str) -> str:
    """Return what tells two German sources apart: 16 hex digits of SHA-256 over the words with single spaces."""
    return hashlib.sha256(" ".join(deutsch.split()).encode()).hexdigest()[:16]


class Stand(models.TextChoices):
    """How far a translation is. Computed from the source as it is now, never stored."""

    FEHLT = "fehlt", "fehlt"
    VERALTET = "veraltet", "veraltet"
    WARTET = "wartet", "wartet auf Prüfung"
    UNGEPRUEFT = "ungeprueft", "maschinell, ungeprüft"
    GEPRUEFT = "geprueft", "geprüft"


def stand_von(text: str, quelle: str, geprueft: bool, heute: str, heikel: bool = False) -> Stand:
    """Return how far a translation is, given the fingerprint of the German text of today. Of a sensitive one families see
    nothing before it is checked."""
    if not text:
        return Stand.FEHLT
    if quelle != heute:
        return Stand.VERALTET
    if geprueft:
        return Stand.GEPRUEFT
    return Stand.WARTET if heikel else Stand.UNGEPRUEFT


class Uebersetzung(models.Model):
    """One text in one language. `quelle` is the fingerprint of the German text it was made from."""

    inhalt = models.ForeignKey(ContentType, models.CASCADE, verbose_name="Art")
    objekt_id = models.PositiveBigIntegerField("Eintrag")
    objekt = GenericForeignKey("inhalt", "objekt_id")
    sprache = models.CharField("Sprache", max_length=20, help_text="Eine der Sprachen der Seiten.")
    feld = models.CharField("Feld", max_length=40)
    text = models.TextField("Übersetzung")
    quelle = models.CharField("Quelle", max_length=16, editable=False)
    geprueft = models.BooleanField(
        "geprüft", default=False, help_text="Eine Person, die beide Sprachen gut kann, hat es gelesen und bestätigt."
    )
    geaendert_am = models.DateTimeField("Geändert am", auto_now=True)

    class Meta:
        verbose_name = "Übersetzung"
        verbose_name_plural = "Übersetzungen"
        ordering = ["inhalt", "objekt_id", "sprache", "feld"]
        constraints = [
            models.UniqueConstraint(
                fields=["inhalt", "objekt_id", "sprache", "feld"],
                name="uebersetzung_einmal",
                violation_error_message="Dieser Text ist in dieser Sprache schon übersetzt.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.feld} ({dict(settings.LANGUAGES).get(self.sprache, self.sprache)})"

    def stand(self, deutsch: str) -> Stand:
        """Return how far it is, given the German text of today."""
        return stand_von(self.text, self.quelle, self.geprueft, fingerabdruck(deutsch))

    def fassen(self, deutsch: str, text: str, *, geprueft: bool) -> None:
        """Take a text as the translation of `deutsch`; it is cleaned (`reiner_text`), not saved."""
        self.text, self.quelle, self.geprueft = reiner_text(text), fingerabdruck(deutsch), geprueft


class Uebersetzbar(models.Model):
    """A record with texts that can be translated. Names, addresses and numbers never are."""

    UEBERSETZBAR: ClassVar[tuple[str, ...]] = ()
    """Its fields for people."""
    SCHLUESSEL: ClassVar[str] = "pk"
    """The field by which files know a record."""
    UEBERSETZT_BEI: ClassVar[str] = ""
    """The relation to the record whose texts are translated on one page with its own, or ""."""

    MASCHINELL: ClassVar[bool] = True
    """May a machine translate them?"""

    uebersetzungen = GenericRelation(Uebersetzung, object_id_field="objekt_id", content_type_field="inhalt")
    fassung = None
    """Set by `akteure.fassung.uebersetze`: the record now holds texts of another language, for showing only."""

    class Meta:
        abstract = True

    @classmethod
    def heikle(cls) -> models.QuerySet | None:
        """Return the records that speak of violence, crisis or suicide (pk only), or None where a model has none.
        The public sees a translation of those only once a person has checked it."""
        return None

    @classmethod
    def oeffentliche(cls) -> models.QuerySet:
        """Return the records whose texts the public can read: theirs are the translations that are missed."""
        return cls._default_manager.all()

    def save(self, *args, **kwargs) -> None:
        """Save; never a record whose texts were turned into another language."""
        if self.fassung is not None:
            raise RuntimeError(f"{self._meta.label} {self.pk}: shown in another language, not to be saved")
        super().save(*args, **kwargs)

    @property
    def ist_heikel(self) -> bool:
        heikle = self.heikle()
        return heikle is not None and type(self)._default_manager.filter(pk=self.pk).filter(pk__in=heikle).exists()

    def deutsche_texte(self) -> dict[str, str]:
        """Return field → German text of all that has one and was fetched."""
        return {feld: text for feld in self.UEBERSETZBAR if (text := self.__dict__.get(feld))}

    def uebersetzung_gilt_weiter(self, feld: str, sprache: str) -> int:
        """Stamp a translation with the German text of today: what changed there makes no difference. Return how many were
        outdated, 0 or 1. Where it is about violence, crisis or suicide, a person has to check it again."""
        quelle = fingerabdruck(getattr(self, feld))
        werte: dict[str, str | bool] = {"quelle": quelle}
        if self.ist_heikel:
            werte["geprueft"] = False
        return (
            self.uebersetzungen.filter(feld=feld, sprache=sprache)
            .exclude(text="")
            .exclude(quelle=quelle)
            .update(**werte)
        )


def uebersetzbare_modelle() -> list[type[Uebersetzbar]]:
    """Return every model with translatable texts, in the order of their labels."""
    modelle = [m for m in apps.get_models() if issubclass(m, Uebersetzbar) and m.UEBERSETZBAR]
    return sorted(modelle, key=lambda modell: modell._meta.label_lower)
