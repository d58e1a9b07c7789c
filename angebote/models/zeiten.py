"""When an Angebot takes place: regular Zeitfenster, Ausnahmen from them, single Termine; and the Schulferien."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone

from akteure.models import Uebersetzbar
from angebote.querysets import TerminQuerySet

from .angebot import Angebot


def neue_terminkennung() -> str:
    """Return what calendars know a Termin by, for ever."""
    return uuid.uuid4().hex


class AmAngebot(Uebersetzbar):
    """What belongs to one Angebot and is public with it."""

    UEBERSETZT_BEI = "angebot"

    class Meta:
        abstract = True

    @classmethod
    def heikle(cls) -> models.QuerySet:
        return cls._default_manager.filter(angebot__in=Angebot.heikle()).values("pk")

    @classmethod
    def oeffentliche(cls) -> models.QuerySet:
        return cls._default_manager.filter(angebot__in=Angebot.oeffentliche())


class Zeitfenster(AmAngebot):
    """A regular time: on one weekday, from – to, every week or less often. To earlier than from: past midnight."""

    UEBERSETZBAR = ("hinweis",)

    class Wochentag(models.IntegerChoices):
        MONTAG = 0, "Montag"
        DIENSTAG = 1, "Dienstag"
        MITTWOCH = 2, "Mittwoch"
        DONNERSTAG = 3, "Donnerstag"
        FREITAG = 4, "Freitag"
        SAMSTAG = 5, "Samstag"
        SONNTAG = 6, "Sonntag"

    class Rhythmus(models.TextChoices):
        WOECHENTLICH = "woechentlich", "jede Woche"
        GERADE_KW = "gerade_kw", "in geraden Kalenderwochen"
        UNGERADE_KW = "ungerade_kw", "in ungeraden Kalenderwochen"
        MONATLICH = "monatlich", "einmal im Monat"

    class Nter(models.IntegerChoices):
        ERSTER = 1, "am ersten"
        ZWEITER = 2, "am zweiten"
        DRITTER = 3, "am dritten"
        VIERTER = 4, "am vierten"
        LETZTER = -1, "am letzten"

    angebot = models.ForeignKey(Angebot, models.CASCADE, related_name="zeitfenster")
    wochentag = models.SmallIntegerField("Wochentag", choices=Wochentag, help_text="An welchem Tag beginnt es?")
    von = models.TimeField("von", help_text="Zum Beispiel 15:00.")
    bis = models.TimeField("bis", help_text="Früher als „von“ heißt: nach Mitternacht.")
    rhythmus = models.CharField(
        "Wie oft",
        max_length=12,
        choices=Rhythmus,
        default=Rhythmus.WOECHENTLICH,
        help_text="Kalenderwochen zählen nach dem Kalender (ISO).",
    )
    nter = models.SmallIntegerField(
        "im Monat", choices=Nter, null=True, blank=True, help_text="Nur bei „einmal im Monat“: am wievielten?"
    )
    gueltig_von = models.DateField("gilt ab", null=True, blank=True, help_text="Leer: schon immer.")
    gueltig_bis = models.DateField("gilt bis", null=True, blank=True, help_text="Leer: bis auf Weiteres.")
    hinweis = models.CharField(
        "Hinweis", max_length=120, blank=True, help_text="Zum Beispiel „nur für Väter“ oder „im Garten“."
    )

    class Meta:
        verbose_name = "Zeitfenster"
        verbose_name_plural = "Zeitfenster"
        ordering = ["wochentag", "von", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wochentag__gte=0, wochentag__lte=6), name="zeitfenster_wochentag"
            ),
            models.CheckConstraint(
                condition=~models.Q(von=models.F("bis")),
                name="zeitfenster_von_ungleich_bis",
                violation_error_message="„von“ und „bis“ sind gleich: So dauert es gar nicht.",
            ),
            models.CheckConstraint(
                condition=models.Q(gueltig_von__isnull=True)
                | models.Q(gueltig_bis__isnull=True)
                | models.Q(gueltig_von__lte=models.F("gueltig_bis")),
                name="zeitfenster_gueltig_von_bis",
                violation_error_message="„gilt bis“ liegt vor „gilt ab“.",
            ),
            models.CheckConstraint(
                condition=models.Q(rhythmus="monatlich", nter__isnull=False)
                | (~models.Q(rhythmus="monatlich") & models.Q(nter__isnull=True)),
                name="zeitfenster_nter_nur_monatlich",
                violation_error_message="„im Monat“ gehört genau zu „einmal im Monat“.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_wochentag_display()} {self.von:%H:%M}–{self.bis:%H:%M}"


class Ausnahme(AmAngebot):
    """Days on which the Zeitfenster do not hold, or hold in spite of Ferien and Feiertag, or other times do. Termine
    stay as they are: each can be called off itself."""

    UEBERSETZBAR = ("grund",)

    class Art(models.TextChoices):
        FAELLT_AUS = "faellt_aus", "fällt aus"
        FINDET_STATT = "findet_statt", "findet statt"

    angebot = models.ForeignKey(Angebot, models.CASCADE, related_name="ausnahmen")
    art = models.CharField(
        "Was ist anders",
        max_length=12,
        choices=Art,
        default=Art.FAELLT_AUS,
        help_text="„findet statt“: auch wenn Ferien oder Feiertag sind.",
    )
    von = models.DateField("erster Tag", help_text="Ab welchem Tag ist es anders?")
    bis = models.DateField("letzter Tag", help_text="Nur ein Tag? Dann leer lassen.")
    von_zeit = models.TimeField(
        "andere Zeit von", null=True, blank=True, help_text="Nur bei „findet statt“: An diesen Tagen gilt nur das."
    )
    bis_zeit = models.TimeField("andere Zeit bis", null=True, blank=True, help_text="Gehört zu „andere Zeit von“.")
    grund = models.CharField(
        "Grund", max_length=120, blank=True, help_text="Lesen auch Familien. Zum Beispiel „Betriebsausflug“."
    )

    class Meta:
        verbose_name = "Ausnahme"
        verbose_name_plural = "Ausnahmen"
        ordering = ["von", "bis", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(von__lte=models.F("bis")),
                name="ausnahme_von_bis",
                violation_error_message="Der letzte Tag liegt vor dem ersten.",
            ),
            models.CheckConstraint(
                condition=models.Q(von_zeit__isnull=True, bis_zeit__isnull=True)
                | (
                    models.Q(von_zeit__isnull=False, bis_zeit__isnull=False, art="findet_statt")
                    & ~models.Q(von_zeit=models.F("bis_zeit"))
                ),
                name="ausnahme_zeiten",
                violation_error_message="Andere Zeiten gehören zu „findet statt“: beide, und nicht zweimal dieselbe.",
            ),
        ]

    def __str__(self) -> str:
        tage = f"{self.von:%d.%m.%Y}" if self.von == self.bis else f"{self.von:%d.%m.%Y}–{self.bis:%d.%m.%Y}"
        return f"{tage}: {self.get_art_display()}"


class Termin(AmAngebot):
    """One date of a course or an event. It holds whatever the Ferien are; it can be called off."""

    UEBERSETZBAR = ("hinweis",)

    angebot = models.ForeignKey(Angebot, models.CASCADE, related_name="termine")
    kennung = models.CharField("Kennung", max_length=32, unique=True, default=neue_terminkennung, editable=False)
    beginn = models.DateTimeField("Beginn", db_index=True, help_text="Tag und Uhrzeit.")
    ende = models.DateTimeField("Ende", help_text="Tag und Uhrzeit. Darf ein späterer Tag sein.")
    hinweis = models.CharField("Hinweis", max_length=160, blank=True, help_text="Zum Beispiel „Teil 1 von 3“.")
    plaetze_frei = models.PositiveSmallIntegerField(
        "Freie Plätze",
        null=True,
        blank=True,
        validators=[MaxValueValidator(9999)],
        help_text="Leer: wissen wir nicht. 0: voll.",
    )
    anmeldung_url = models.URLField("Anmeldung im Internet", blank=True, help_text="Leer: bei den Kontakten.")
    anmeldeschluss = models.DateField("Anmelden bis", null=True, blank=True, help_text="Leer: nicht festgelegt.")
    abgesagt = models.BooleanField("abgesagt", default=False, help_text="Bleibt sichtbar, steht aber als abgesagt da.")

    objects = TerminQuerySet.as_manager()

    class Meta:
        verbose_name = "Termin"
        verbose_name_plural = "Termine"
        ordering = ["beginn", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(beginn__lt=models.F("ende")),
                name="termin_beginn_vor_ende",
                violation_error_message="Das Ende liegt nicht nach dem Beginn.",
            )
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.beginn):%d.%m.%Y %H:%M}"

    def clean(self) -> None:
        if self.anmeldeschluss and self.ende and self.anmeldeschluss > self.ende.date():
            raise ValidationError({"anmeldeschluss": "Da ist der Termin schon vorbei."})


class Schulferien(models.Model):
    """Days without school in Baden-Württemberg. Of days after the last row nobody knows whether they are Ferien."""

    name = models.CharField("Name", max_length=60, help_text="Zum Beispiel „Sommerferien“.")
    von = models.DateField("erster Ferientag", help_text="Der erste Tag ohne Schule, nicht der letzte Schultag.")
    bis = models.DateField("letzter Ferientag", help_text="Am Tag danach ist wieder Schule oder Wochenende.")
    quelle = models.CharField("Quelle", max_length=300, help_text="Woher die Angabe kommt.")
    quelle_stand = models.DateField("Stand der Quelle", null=True, blank=True, help_text="Leer: steht dort nicht.")

    class Meta:
        verbose_name = "Schulferien"
        verbose_name_plural = "Schulferien"
        ordering = ["von", "bis"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(von__lte=models.F("bis")),
                name="schulferien_von_bis",
                violation_error_message="Der letzte Ferientag liegt vor dem ersten.",
            ),
            models.UniqueConstraint(
                fields=["name", "von"],
                name="schulferien_einmal",
                violation_error_message="Diese Ferien stehen schon hier.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.von:%d.%m.%Y}–{self.bis:%d.%m.%Y}"
