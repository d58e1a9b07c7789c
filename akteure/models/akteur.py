"""Akteur (who offers), its Standorte and Kontakte."""

import uuid
from collections.abc import Container

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.text import slugify

from akteure.falten import falten, suchtext
from akteure.querysets import AkteurQuerySet, KontaktQuerySet, StandortQuerySet
from akteure.telefon import telefon_lesbar, telefon_waehlbar

from .gebiet import Gemeinde, grad, nur_ziffern, punkt_regeln


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
    """Return a slug for `text` that no other record of `modell` has."""
    andere = modell._default_manager.filter(slug__startswith=slug_basis(text)).exclude(pk=eigene_pk)
    return naechster_slug(text, {*andere.values_list("slug", flat=True), *gesperrt})


class Akteur(models.Model):
    """Who makes offers: a Träger, a Verein, a Kita, an office …"""

    class Typ(models.TextChoices):
        """After § 3 (2) KKG."""

        OEFFENTLICH = "oeffentlich", "öffentlicher Träger"
        FREI = "frei", "freier Träger"
        KOMMUNE = "kommune", "Kommune"
        KITA = "kita", "Kita"
        TAGESPFLEGE = "tagespflege", "Kindertagespflege"
        SCHULE = "schule", "Schule"
        FAMILIENZENTRUM = "familienzentrum", "Familienzentrum"
        BILDUNGSSTAETTE = "bildungsstaette", "Familienbildungsstätte"
        BERATUNGSSTELLE = "beratungsstelle", "Beratungsstelle"
        GESUNDHEIT = "gesundheit", "Gesundheit"
        JOBCENTER = "jobcenter", "Jobcenter oder Kammer"
        VEREIN = "verein", "Verein oder Ehrenamt"
        KIRCHE = "kirche", "Kirche oder Religionsgemeinschaft"
        POLIZEI_JUSTIZ = "polizei_justiz", "Polizei oder Justiz"
        SONSTIGE = "sonstige", "Sonstige"

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
    website = models.URLField("Website", blank=True, help_text="Mit https:// am Anfang.")
    status = models.CharField("Status", max_length=12, choices=Status, default=Status.AKTIV, editable=False)
    quelle = models.CharField("Quelle", max_length=120, blank=True, editable=False)
    suchtext = models.TextField(editable=False, blank=True)
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
        if frueher and frueher != self.slug:
            AkteurSlug.objects.update_or_create(slug=frueher, defaults={"akteur": self})

    def get_absolute_url(self) -> str:
        return reverse("akteure:detail", args=[self.slug])

    def ableiten(self) -> None:
        """Fold name and search text. `save()` does it; who writes in bulk calls it first."""
        self.name_sortiert = falten(self.name)
        self.suchtext = suchtext([self.name, self.weitere_namen, self.get_typ_display(), self.beschreibung])

    def kontakte_oeffentlich(self) -> list["Kontakt"]:
        """Return its public Kontakte; uses what was prefetched."""
        return [kontakt for kontakt in self.kontakte.all() if kontakt.sichtbarkeit == Kontakt.Sichtbarkeit.OEFFENTLICH]

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


class Stufe(models.TextChoices):
    """How far something is given; unknown is a value of its own."""

    JA = "ja", "ja"
    TEILWEISE = "teilweise", "teilweise"
    NEIN = "nein", "nein"
    UNBEKANNT = "unbekannt", "nicht bekannt"


def stufe(name: str, hilfe: str = "") -> models.CharField:
    """Return a field for one fact on Barrierefreiheit."""
    return models.CharField(name, max_length=10, choices=Stufe, default=Stufe.UNBEKANNT, help_text=hilfe)


class Standort(models.Model):
    """A place of an Akteur. A hidden address shows its Gemeinde only and has no point for the public."""

    class Genauigkeit(models.TextChoices):
        ADRESSE = "adresse", "genaue Adresse"
        STRASSE = "strasse", "Straße"
        ORT = "ort", "nur der Ort"
        UNBEKANNT = "unbekannt", "nicht bekannt"

    BARRIEREFREIHEIT = (
        "stufenlos",
        "aufzug",
        "rollstuhl_wc",
        "parkplatz",
        "kinderwagen",
        "wickelplatz",
        "induktionsschleife",
        "leitsystem",
        "ruhiger_raum",
    )

    akteur = models.ForeignKey(
        Akteur,
        models.CASCADE,
        related_name="standorte",
        verbose_name="Akteur",
        help_text="Wem der Ort gehört oder wer dort arbeitet.",
    )
    name = models.CharField(
        "Name des Ortes", max_length=160, blank=True, help_text="Zum Beispiel „Haus der Familie, Saal 2“."
    )
    strasse = models.CharField("Straße", max_length=120, blank=True, help_text="Ohne Hausnummer.")
    hausnummer = models.CharField("Hausnummer", max_length=20, blank=True, help_text="Auch „12a“.")
    plz = models.CharField("PLZ", max_length=5, blank=True, validators=[nur_ziffern], help_text="Fünf Ziffern.")
    ort = models.CharField("Ort", max_length=120, blank=True, help_text="Leer lassen: Name der Gemeinde.")
    gemeinde = models.ForeignKey(
        Gemeinde,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="standorte",
        verbose_name="Gemeinde",
        help_text="Leer lassen, wenn der Ort außerhalb des Gebiets liegt.",
    )
    lat = grad("Breite", 90, help_text="Zum Beispiel 48,6258. Leer lassen, wenn nicht bekannt.")
    lon = grad("Länge", 180, help_text="Zum Beispiel 9,3433.")
    genauigkeit = models.CharField(
        "Genauigkeit",
        max_length=10,
        choices=Genauigkeit,
        default=Genauigkeit.UNBEKANNT,
        help_text="Wie genau der Punkt sitzt.",
    )
    koordinaten_quelle = models.CharField(
        "Woher stammt der Punkt?", max_length=120, blank=True, help_text="Zum Beispiel „Karte“ oder „Import“."
    )
    adresse_verbergen = models.BooleanField(
        "Adresse verbergen",
        default=False,
        help_text="Öffentlich steht dann nur die Gemeinde. Schutzhäuser tragen bitte gar keine Adresse ein.",
    )
    stufenlos = stufe("stufenlos", "Kommt man ohne Stufe hinein?")
    aufzug = stufe("Aufzug", "Groß genug für einen Kinderwagen oder Rollstuhl?")
    rollstuhl_wc = stufe("Rollstuhl-WC", "Gibt es eine Toilette für Menschen im Rollstuhl?")
    parkplatz = stufe("Parkplatz", "Gibt es einen Parkplatz für Menschen mit Behinderung?")
    kinderwagen = stufe("Kinderwagen", "Ist Platz für einen Kinderwagen?")
    wickelplatz = stufe("Wickelplatz", "Kann man ein Baby wickeln?")
    induktionsschleife = stufe("Induktionsschleife", "Hilfe für Menschen mit Hörgerät.")
    leitsystem = stufe("Leitsystem", "Hilfe für blinde Menschen.")
    ruhiger_raum = stufe("ruhiger Raum", "Kann man sich zurückziehen, zum Beispiel zum Stillen?")
    anfahrt = models.TextField("So kommen Sie hin", blank=True, help_text="Haltestelle, Eingang, Stockwerk.")
    suchtext = models.TextField(editable=False, blank=True)

    objects = StandortQuerySet.as_manager()

    class Meta:
        verbose_name = "Standort"
        verbose_name_plural = "Standorte"
        ordering = ["akteur", "pk"]
        constraints = punkt_regeln("standort")

    def __str__(self) -> str:
        return (
            ", ".join(teil for teil in (self.name, self.strasse_hausnummer, self.plz_ort) if teil)
            or "Standort ohne Adresse"
        )

    def clean(self) -> None:
        self.ort = self.ort or (self.gemeinde.name if self.gemeinde else "")

    def save(self, *args, **kwargs) -> None:
        """Save; folds the search text."""
        self.ableiten()
        super().save(*args, **kwargs)

    def ableiten(self) -> None:
        """Fold only what the public may know into the search text. Who writes in bulk calls it before."""
        ort = [self.gemeinde.name if self.gemeinde_id else ""]
        if not self.adresse_verbergen:
            ort += [self.name, self.strasse, self.plz, self.ort]
        self.suchtext = suchtext(ort)

    @property
    def strasse_hausnummer(self) -> str:
        return f"{self.strasse} {self.hausnummer}".strip()

    @property
    def plz_ort(self) -> str:
        return f"{self.plz} {self.ort}".strip()

    @property
    def oeffentlicher_ort(self) -> str:
        """The place in one word: the Gemeinde, else the Ort; of a hidden Standort never more than the Gemeinde."""
        if self.gemeinde_id:
            return self.gemeinde.name
        return "" if self.adresse_verbergen else self.ort

    @property
    def barrieren(self) -> list[dict[str, str]]:
        """Name and state of every fact on Barrierefreiheit that is known, and of "stufenlos" in any case."""
        alle = [
            {"name": str(self._meta.get_field(feld).verbose_name), "stand": getattr(self, feld), "feld": feld}
            for feld in self.BARRIEREFREIHEIT
        ]
        return [b for b in alle if b["stand"] != Stufe.UNBEKANNT or b["feld"] == "stufenlos"]

    @property
    def punkt(self) -> tuple[float, float] | None:
        """(lat, lon) for the public, or None if unknown or hidden."""
        if self.adresse_verbergen or self.lat is None or self.lon is None:
            return None
        return self.lat, self.lon


class Kontakt(models.Model):
    """Somebody to call or write to. Referenced, never copied into texts."""

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

    def clean(self) -> None:
        if self.telefon:
            self.telefon = telefon_lesbar(self.telefon)

    @property
    def telefon_link(self) -> str:
        """The number in the form a `tel:` link needs."""
        return telefon_waehlbar(self.telefon)
