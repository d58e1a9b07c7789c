"""Luecke (the register), Ansicht (a saved view of the matrix), Stichtag (what was covered on one day)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from akteure.models import Gemeinde, Planungsraum, Sprache
from angebote.models import Angebot, Lebensphase, Thema, Uebergang, Zielgruppe
from netzwerk.planung.arten import Lueckenart

BEDINGUNGEN = ("lebensphase", "uebergang", "thema", "zielgruppe", "sprache")
"""What a cell can be about besides its place: facets of the list, and columns of Luecke."""


class LueckeQuerySet(models.QuerySet):
    def offen(self) -> Self:
        """Return what is neither closed nor decided, and what was closed by Angebote of which none is public any more."""
        return self.exclude(pk__in=self.erledigt().values("pk"))

    def erledigt(self) -> Self:
        """Return what is closed and still so, and what is deliberately no need."""
        kein_bedarf = models.Q(status=Luecke.Status.KEIN_BEDARF)
        return self.filter(kein_bedarf | (models.Q(status=Luecke.Status.GESCHLOSSEN) & ~self._wieder_offen()))

    def wieder_offen(self) -> Self:
        """Return what was closed by Angebote of which none is public any more."""
        return self.filter(self._wieder_offen(), status=Luecke.Status.GESCHLOSSEN)

    @staticmethod
    def _wieder_offen() -> models.Q:
        verknuepft = Luecke.angebote.through.objects.filter(luecke=models.OuterRef("pk"))
        oeffentlich = verknuepft.filter(angebot__in=Angebot.objects.oeffentlich().order_by().values("pk"))
        return models.Q(models.Exists(verknuepft)) & ~models.Q(models.Exists(oeffentlich))

    def fuer_liste(self) -> Self:
        """Return them with place and conditions, the newest first."""
        return self.select_related("gemeinde", "planungsraum", *BEDINGUNGEN).order_by("-erkannt_am", "-pk")


class Luecke(models.Model):
    """One gap that somebody decided to look at: where, for what, of which kind, and what became of it."""

    class Status(models.TextChoices):
        ERKANNT = "erkannt", "erkannt"
        GEPRUEFT = "geprueft", "geprüft"
        GEPLANT = "geplant", "Maßnahme geplant"
        GESCHLOSSEN = "geschlossen", "geschlossen"
        KEIN_BEDARF = "kein_bedarf", "bewusst kein Bedarf"

    gemeinde = models.ForeignKey(
        Gemeinde,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="luecken",
        verbose_name="Gemeinde",
        help_text="Leer: ein Planungsraum oder der ganze Kreis.",
    )
    planungsraum = models.ForeignKey(
        Planungsraum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="luecken",
        verbose_name="Planungsraum",
        help_text="Nur, wenn keine Gemeinde gewählt ist.",
    )
    lebensphase = models.ForeignKey(
        Lebensphase, models.PROTECT, null=True, blank=True, related_name="luecken", verbose_name="Lebensphase"
    )
    uebergang = models.ForeignKey(
        Uebergang, models.PROTECT, null=True, blank=True, related_name="luecken", verbose_name="Übergang"
    )
    thema = models.ForeignKey(
        Thema, models.PROTECT, null=True, blank=True, related_name="luecken", verbose_name="Thema"
    )
    zielgruppe = models.ForeignKey(
        Zielgruppe, models.PROTECT, null=True, blank=True, related_name="luecken", verbose_name="Zielgruppe"
    )
    sprache = models.ForeignKey(
        Sprache, models.PROTECT, null=True, blank=True, related_name="luecken", verbose_name="Sprache"
    )
    art = models.CharField("Art der Lücke", max_length=20, choices=Lueckenart, help_text="Was genau fehlt.")
    status = models.CharField("Status", max_length=12, choices=Status, default=Status.ERKANNT, editable=False)
    belege = models.TextField(
        "Belege", blank=True, help_text="Woran man die Lücke erkennt: Zahlen, Rückmeldungen, Gespräche."
    )
    entscheidung = models.TextField("Entscheidung", blank=True, help_text="Was beschlossen wurde, und warum.")
    zustaendig = models.CharField(
        "Zuständig", max_length=160, blank=True, help_text="Amt, Akteur oder Gremium. Bitte keine Namen von Personen."
    )
    bis = models.DateField("Bis wann", null=True, blank=True, help_text="Bis dahin soll etwas geschehen sein.")
    angebote = models.ManyToManyField(
        Angebot,
        blank=True,
        related_name="luecken",
        verbose_name="Angebote dazu",
        help_text="Was die Lücke schließt. Endet das letzte davon, ist die Lücke von selbst wieder offen.",
    )
    merkmal = models.CharField(max_length=200, unique=True, editable=False)
    erkannt_am = models.DateField("Erkannt am", default=timezone.localdate, editable=False)

    objects = LueckeQuerySet.as_manager()

    class Meta:
        verbose_name = "Lücke"
        verbose_name_plural = "Lücken"
        ordering = ["-erkannt_am", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(gemeinde__isnull=True) | models.Q(planungsraum__isnull=True),
                name="luecke_ein_ort",
                violation_error_message="Bitte eine Gemeinde oder einen Planungsraum wählen, nicht beides.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.wo}: {self.worum}"

    @property
    def wo(self) -> str:
        """The place in words."""
        return str(self.gemeinde or self.planungsraum or settings.GEBIET["name"])

    @property
    def worum(self) -> str:
        """Conditions and kind in words."""
        worte = [str(getattr(self, name)) for name in BEDINGUNGEN if getattr(self, f"{name}_id")]
        return " · ".join([*worte, str(self.get_art_display())])


class Lueckeneintrag(models.Model):
    """One step in the history of a Luecke; only ever added."""

    luecke = models.ForeignKey(Luecke, models.CASCADE, related_name="verlauf", verbose_name="Lücke")
    status = models.CharField("Status", max_length=12, choices=Luecke.Status)
    notiz = models.TextField("Notiz", blank=True)
    am = models.DateTimeField("Am", default=timezone.now)
    von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="Eingetragen von"
    )

    class Meta:
        verbose_name = "Schritt"
        verbose_name_plural = "Verlauf"
        ordering = ["am", "pk"]

    def __str__(self) -> str:
        return f"{self.get_status_display()} am {timezone.localtime(self.am):%d.%m.%Y}"


class Ansicht(models.Model):
    """A view of the gap matrix somebody keeps: a name and its query string."""

    name = models.CharField("Name", max_length=80, unique=True, help_text="Zum Beispiel „Kita nach Gemeinden“.")
    abfrage = models.CharField("Auswahl", max_length=400, help_text="Was in der Adresse hinter dem „?“ steht.")

    class Meta:
        verbose_name = "gemerkte Ansicht"
        verbose_name_plural = "gemerkte Ansichten"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class StichtagQuerySet(models.QuerySet):
    def fuer_liste(self) -> Self:
        """Return them without what they keep, with the number of Angebote (`angebote`; None: nothing was kept)."""
        return self.defer("stand").annotate(angebote=models.F("stand__anzahl")).order_by("-tag")


class Stichtag(models.Model):
    """What was public, and how everything was covered, on one day; never changed once the day is over."""

    tag = models.DateField("Stichtag", unique=True, default=timezone.localdate)
    notiz = models.CharField("Anlass", max_length=160, blank=True, help_text="Zum Beispiel „Bericht 2026“.")
    stand = models.JSONField("Stand", default=dict, editable=False)
    """Made and read by netzwerk/planung/stichtage.py."""

    objects = StichtagQuerySet.as_manager()

    class Meta:
        verbose_name = "Stichtag"
        verbose_name_plural = "Stichtage"
        ordering = ["-tag"]

    def __str__(self) -> str:
        return f"{self.tag:%d.%m.%Y}"
