"""Luecke (the register), Ansicht (a saved view of the matrix), Stichtag (what was covered on one day)."""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from akteure.models import Gemeinde, Planungsraum, Sprache
from angebote.models import Angebot, Lebensphase, Thema, Uebergang, Zielgruppe
from angebote.querysets import ist_oeffentlich
from netzwerk.planung.arten import Lueckenart

from .schritte import BEDINGUNGEN, SCHLUESSEL, Lueckenschritte, Status


class LueckeQuerySet(models.QuerySet):
    def offen(self) -> Self:
        """Return what is neither closed nor decided, and what was closed by Angebote of which none is public any more."""
        return self.exclude(pk__in=self.erledigt().values("pk"))

    def erledigt(self) -> Self:
        """Return what is closed and still so, and what is deliberately no need."""
        geschlossen = models.Q(status=Status.GESCHLOSSEN) & ~self._wieder_offen()
        return self.filter(models.Q(status=Status.KEIN_BEDARF) | geschlossen)

    def wieder_offen(self) -> Self:
        """Return what was closed by Angebote of which none is public any more."""
        return self.filter(self._wieder_offen())

    @staticmethod
    def _wieder_offen() -> models.Q:
        verknuepft = Luecke.angebote.through.objects.filter(luecke=models.OuterRef("pk"))
        oeffentlich = verknuepft.filter(angebot__in=Angebot.objects.oeffentlich().order_by().values("pk"))
        geschlossen = models.Q(status=Status.GESCHLOSSEN, durch_angebote=True)
        return geschlossen & ~models.Q(models.Exists(oeffentlich))

    def mit_lage(self) -> Self:
        """Return them with `ist_wieder_offen`."""
        return self.annotate(
            ist_wieder_offen=models.Case(
                models.When(self._wieder_offen(), then=True), default=False, output_field=models.BooleanField()
            )
        )

    def mit_stand(self, stand: str) -> Self:
        """Return those that are "offen", "erledigt", "wieder_offen" or of a status, and still so."""
        if stand in ("offen", "erledigt", "wieder_offen"):
            return getattr(self, stand)()
        return self.filter(status=stand).exclude(self._wieder_offen())

    def zahlen(self) -> dict[str, int]:
        """Return how many of them are of each Stand (see `mit_stand`); "" counts all. One query."""
        zahlen = dict.fromkeys(("", "offen", "erledigt", "wieder_offen", *Status.values), 0)
        gruppen = self.mit_lage().order_by().values_list("status", "ist_wieder_offen")
        for status, wieder_offen, anzahl in gruppen.annotate(anzahl=models.Count("pk")):
            erledigt = status in (Status.GESCHLOSSEN, Status.KEIN_BEDARF) and not wieder_offen
            for stand in ("", "erledigt" if erledigt else "offen", "wieder_offen" if wieder_offen else status):
                zahlen[stand] += anzahl
        return zahlen

    def sortiert(self, nach: str) -> Self:
        """Return them by date ("bis"), by place ("ort"), else the newest first."""
        ort = Coalesce("gemeinde__name_sortiert", "planungsraum__name_sortiert", models.Value(""))
        folgen = {"bis": [models.F("bis").asc(nulls_last=True)], "ort": [ort.asc()]}
        return self.order_by(*folgen.get(nach, []), "-erkannt_am", "-pk")

    def in_planungsraum(self, schluessel: str) -> Self:
        """Return those of a Planungsraum and of its Gemeinden."""
        im_raum = models.Q(gemeinde__planungsraum__schluessel=schluessel)
        return self.filter(models.Q(planungsraum__schluessel=schluessel) | im_raum)

    def zu_zellen(self, ebene: str, bedingungen: Iterable[str]) -> Self:
        """Return those of one level of place that are about exactly these conditions."""
        wo = {"gemeinde__isnull": ebene != "gemeinde", "planungsraum__isnull": ebene != "planungsraum"}
        gesetzt = set(bedingungen)
        return self.filter(**wo, **{f"{name}__isnull": name not in gesetzt for name in BEDINGUNGEN})

    def fuer_liste(self) -> Self:
        """Return them with place, conditions and whether they are open again, the newest first."""
        mit_allem = self.mit_lage().select_related("gemeinde__planungsraum", "planungsraum", *BEDINGUNGEN)
        return mit_allem.order_by("-erkannt_am", "-pk")


class Luecke(Lueckenschritte):
    """One gap that somebody decided to look at: where, for what, of which kind, and what became of it."""

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

    def get_absolute_url(self) -> str:
        return reverse("planung:luecke", args=[self.pk])

    def angebote_mit_lage(self) -> models.QuerySet:
        """Return the linked Angebote with `sichtbar`: is it public?"""
        sichtbar = models.Case(
            models.When(ist_oeffentlich(), then=True), default=False, output_field=models.BooleanField()
        )
        return self.angebote.select_related("akteur").annotate(sichtbar=sichtbar)

    @property
    def lage(self) -> str:
        """The status in words; "wieder offen" where `mit_lage()` found so."""
        return "wieder offen" if getattr(self, "ist_wieder_offen", False) else str(self.get_status_display())

    @property
    def ueberfaellig(self) -> bool:
        """Has the day of the Maßnahme passed?"""
        return self.status == Status.GEPLANT and self.bis is not None and self.bis < timezone.localdate()

    @property
    def wo(self) -> str:
        """The place in words."""
        return str(self.gemeinde or self.planungsraum or settings.GEBIET["name"])

    @property
    def worum(self) -> str:
        """Conditions and kind in words."""
        return " · ".join(wort for wort in (self.wofuer, str(self.get_art_display())) if wort)

    @property
    def wofuer(self) -> str:
        """The conditions in words; "" where there are none."""
        return " · ".join(str(getattr(self, name)) for name in BEDINGUNGEN if getattr(self, f"{name}_id"))

    @property
    def bedingungen(self) -> tuple[tuple[str, str], ...]:
        """The conditions of its cell."""
        gesetzt = (name for name in BEDINGUNGEN if getattr(self, f"{name}_id"))
        return tuple((name, str(getattr(getattr(self, name), SCHLUESSEL[name]))) for name in gesetzt)


class Lueckeneintrag(models.Model):
    """One step in the history of a Luecke; only ever added."""

    luecke = models.ForeignKey(Luecke, models.CASCADE, related_name="verlauf", verbose_name="Lücke")
    status = models.CharField("Status", max_length=12, choices=Status)
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What is written stays."""
        if not self._state.adding:
            raise TypeError("a Lueckeneintrag is only ever added")
        super().save(*args, **kwargs)


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
