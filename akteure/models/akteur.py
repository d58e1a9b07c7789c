"""Akteur: who offers."""

import uuid
from collections.abc import Container

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from akteure.falten import falten, suchtext
from akteure.querysets import AkteurQuerySet
from akteure.woerter import eintragen

from .uebersetzung import Uebersetzbar
from .wort import MitWoertern


def slug_basis(text: str) -> str:
    """Return the slug `text` would have if it were the only one."""
    return slugify(falten(text))[:110] or "eintrag"


def naechster_slug(text: str, vergeben: Container[str]) -> str:
    """Return a slug for `text` that is not in `vergeben`, counting up where it is taken."""
    basis = slug_basis(text)
    slug, nummer = basis, 2
    while slug in vergeben:
        slug, nummer = f"{basis}-{nummer}", nummer + 1
    return slug


def freier_slug(modell: type[models.Model], text: str, eigene_pk: int | None, gesperrt: tuple[str, ...] = ()) -> str:
    """Return a slug for `text` that no other record of `modell` has or ever had, counting up where it is taken."""
    basis = slug_basis(text)
    frueher = modell._meta.get_field("fruehere_slugs")
    jetzige = modell._default_manager.filter(slug__startswith=basis).exclude(pk=eigene_pk)
    fruehere = frueher.related_model._default_manager.filter(slug__startswith=basis).exclude(
        **{frueher.field.name: eigene_pk}
    )
    vergeben = {*jetzige.values_list("slug", flat=True), *fruehere.values_list("slug", flat=True), *gesperrt}
    return naechster_slug(text, vergeben)


class Akteur(MitWoertern, Uebersetzbar):
    """Who makes offers: a Träger, a Verein, a Kita, an office …"""

    UEBERSETZBAR = ("beschreibung",)
    SCHLUESSEL = "slug"

    class Typ(models.TextChoices):
        """After § 3 (2) KKG."""

        OEFFENTLICH = "oeffentlich", gettext_lazy("öffentlicher Träger")
        FREI = "frei", gettext_lazy("freier Träger")
        KOMMUNE = "kommune", gettext_lazy("Kommune")
        KITA = "kita", gettext_lazy("Kita")
        TAGESPFLEGE = "tagespflege", gettext_lazy("Kindertagespflege")
        SCHULE = "schule", gettext_lazy("Schule")
        FAMILIENZENTRUM = "familienzentrum", gettext_lazy("Familienzentrum")
        BILDUNGSSTAETTE = "bildungsstaette", gettext_lazy("Familienbildungsstätte")
        BERATUNGSSTELLE = "beratungsstelle", gettext_lazy("Beratungsstelle")
        GESUNDHEIT = "gesundheit", gettext_lazy("Gesundheit")
        JOBCENTER = "jobcenter", gettext_lazy("Jobcenter oder Kammer")
        VEREIN = "verein", gettext_lazy("Verein oder Ehrenamt")
        KIRCHE = "kirche", gettext_lazy("Kirche oder Religionsgemeinschaft")
        POLIZEI_JUSTIZ = "polizei_justiz", gettext_lazy("Polizei oder Justiz")
        SONSTIGE = "sonstige", gettext_lazy("Sonstige")

    class Status(models.TextChoices):
        AKTIV = "aktiv", "aktiv"
        ARCHIVIERT = "archiviert", "archiviert"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("Name", max_length=200, help_text="So, wie Familien ihn kennen.")
    name_sortiert = models.CharField(max_length=260, editable=False, db_index=True)
    slug = models.SlugField(
        "Adresse der Seite", max_length=120, unique=True, blank=True, help_text="Leer lassen: entsteht aus dem Namen."
    )
    weitere_namen = models.CharField(
        "Weitere Namen", max_length=300, blank=True, help_text="Abkürzungen und frühere Namen. Die Suche findet sie."
    )
    typ = models.CharField(
        "Art des Akteurs", max_length=20, choices=Typ, default=Typ.SONSTIGE, help_text="Was beschreibt ihn am besten?"
    )
    uebergeordnet = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="untergeordnete",
        verbose_name="Träger",
        help_text="Wer darüber steht. Darf leer bleiben.",
    )
    beschreibung = models.TextField(
        "Beschreibung", blank=True, help_text="Wer sind Sie, was ist Ihnen wichtig? Drei kurze Sätze genügen."
    )
    sensibel = models.BooleanField(
        "Es geht um Gewalt, Krise oder Suizid",
        default=False,
        help_text="Übersetzungen sehen Familien dann erst, wenn ein Mensch sie geprüft hat. Bei Akteuren mit Angeboten zu "
        "solchen Themen gilt das von selbst.",
    )
    website = models.URLField("Website", blank=True, help_text="Mit https:// am Anfang.")
    status = models.CharField("Status", max_length=12, choices=Status, default=Status.AKTIV, editable=False)
    quelle = models.CharField("Quelle", max_length=120, blank=True, editable=False)
    gespeichert_am = models.DateTimeField("Gespeichert am", auto_now=True)

    objects = AkteurQuerySet.as_manager()

    class Meta:
        verbose_name = "Akteur"
        verbose_name_plural = "Akteure"
        ordering = ["name_sortiert", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(uebergeordnet=models.F("pk")), name="akteur_nicht_eigener_traeger"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def heikle(cls) -> models.QuerySet:
        """Those ticked, and those with an Angebot that is: which these are the layer above knows."""
        angebote = cls._meta.get_field("angebote").related_model
        anbietende = angebote._default_manager.filter(pk__in=angebote.heikle()).values("akteur")
        return cls.objects.filter(models.Q(sensibel=True) | models.Q(pk__in=anbietende)).values("pk")

    @classmethod
    def oeffentliche(cls) -> models.QuerySet:
        return cls.objects.oeffentlich()

    def clean(self) -> None:
        ahne = self.uebergeordnet
        while ahne is not None:
            if ahne.pk == self.pk and self.pk is not None:
                raise ValidationError({"uebergeordnet": "Ein Akteur kann nicht über sich selbst stehen."})
            ahne = ahne.uebergeordnet

    def save(self, *args, **kwargs) -> None:
        """Save; folds name and search text, finds a free slug and keeps a former one."""
        self.ableiten()
        self.slug = self.slug or freier_slug(Akteur, self.name, self.pk)
        frueher = Akteur.objects.filter(pk=self.pk).values_list("slug", flat=True).first() if self.pk else None
        super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            eintragen([self])
        if frueher and frueher != self.slug:
            AkteurSlug.objects.update_or_create(slug=frueher, defaults={"akteur": self})

    def get_absolute_url(self) -> str:
        return reverse("akteure:detail", args=[self.slug])

    def ableiten(self) -> None:
        """Fold name and search text. `save()` does it; who writes in bulk calls it first."""
        self.name_sortiert = falten(self.name)
        vorne, sonst = self.suchteile()
        self.suchtext = suchtext([*vorne, *sonst])

    def suchteile(self) -> tuple[list[str], list[str]]:
        return [self.name, self.weitere_namen], [self.get_typ_display(), self.beschreibung]

    def kontakte_oeffentlich(self) -> list[models.Model]:
        """Return its public Kontakte; uses what was prefetched."""
        return [kontakt for kontakt in self.kontakte.all() if kontakt.sichtbarkeit == "oeffentlich"]

    def kontakte_fachkraefte(self) -> list[models.Model]:
        """Return its Kontakte for Fachkräfte; uses what was prefetched."""
        return [kontakt for kontakt in self.kontakte.all() if kontakt.sichtbarkeit == "fachkraefte"]

    def archivieren(self) -> None:
        """Take the Akteur (and with it all its Angebote) out of the public pages."""
        self.status = self.Status.ARCHIVIERT
        self.save(update_fields=["status", "gespeichert_am"])

    def wiederherstellen(self) -> None:
        """Bring an archived Akteur back."""
        self.status = self.Status.AKTIV
        self.save(update_fields=["status", "gespeichert_am"])


class AkteurSlug(models.Model):
    """A former address of an Akteur's page; it redirects."""

    slug = models.SlugField(max_length=120, unique=True)
    akteur = models.ForeignKey(Akteur, models.CASCADE, related_name="fruehere_slugs")

    class Meta:
        verbose_name = "frühere Adresse"
        verbose_name_plural = "frühere Adressen"

    def __str__(self) -> str:
        return self.slug
