"""Kooperation (two Akteure who work together), Anordnung (where the picture puts them)."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from akteure.models import Akteur, Gemeinde, Standort
from akteure.querysets import AkteurQuerySet
from angebote.models import Angebot, Uebergang


class KooperationQuerySet(models.QuerySet):
    def aktuell(self) -> Self:
        """Return what has begun and has not ended; without a date both hold."""
        heute = timezone.localdate()
        begonnen = Q(seit__isnull=True) | Q(seit__lte=heute)
        return self.filter(begonnen, Q(bis__isnull=True) | Q(bis__gte=heute))

    def beendet(self) -> Self:
        """Return what is over."""
        return self.filter(bis__lt=timezone.localdate())

    def unbestaetigt(self) -> Self:
        """Return what is not over and lacks a confirmation."""
        fehlt = Q(bestaetigt_von__isnull=True) | Q(bestaetigt_mit__isnull=True)
        return self.exclude(bis__lt=timezone.localdate()).filter(fehlt)

    def vereinbart(self) -> Self:
        """Return what holds today and both Akteure, who are both active, have confirmed; also what the public does not see."""
        aktive = Akteur.objects.oeffentlich().order_by().values("pk")
        beide = Q(bestaetigt_von__isnull=False, bestaetigt_mit__isnull=False)
        return self.aktuell().filter(beide, von__in=aktive, mit__in=aktive)

    def oeffentlich(self) -> Self:
        """Return what the public may see: agreed, and both have said yes to showing it."""
        return self.vereinbart().filter(oeffentlich=True)

    def von_akteur(self, akteur: Akteur) -> Self:
        """Return those in which an Akteur takes part."""
        return self.filter(Q(von=akteur) | Q(mit=akteur))

    def unverbundene(self) -> AkteurQuerySet:
        """Return the public Akteure that have none of these."""
        verbundene = self.order_by().values("von").union(self.order_by().values("mit"))
        return Akteur.objects.oeffentlich().exclude(pk__in=verbundene)

    def je_uebergang(self) -> dict[str, list[tuple[int, int]]]:
        """Return for each Übergang (slug) the pairs of Akteure that have agreed on it."""
        paare = defaultdict(list)
        zeilen = self.vereinbart().filter(uebergang__isnull=False).order_by("pk")
        for slug, von, mit in zeilen.values_list("uebergang__slug", "von_id", "mit_id"):
            paare[slug].append((von, mit))
        return dict(paare)

    def fuer_lebensphasen(self, slugs: list[str]) -> Self:
        """Return what leads into or out of one of these Lebensphasen, and where both Akteure have an Angebot for one."""
        uebergang = Q(uebergang__von__slug__in=slugs) | Q(uebergang__nach__slug__in=slugs)
        return self.filter(uebergang | (self._bietet("von", slugs) & self._bietet("mit", slugs)))

    @staticmethod
    def _bietet(seite: str, slugs: list[str]) -> Q:
        angebote = Angebot.objects.oeffentlich().order_by().filter(akteur=OuterRef(seite))
        von_phase = Angebot.lebensphasen.through.objects.filter(lebensphase__slug__in=slugs)
        return Q(Exists(angebote.filter(pk__in=von_phase.values("angebot"))))

    def in_planungsraeumen(self, schluessel: list[str]) -> Self:
        """Return where one of the Akteure has a Standort in one of these Planungsräume."""
        gemeinden = Gemeinde.objects.order_by().filter(planungsraum__schluessel__in=schluessel)
        dort = Standort.objects.filter(gemeinde__in=gemeinden.values("pk"))
        return self.filter(Exists(dort.filter(akteur=OuterRef("von"))) | Exists(dort.filter(akteur=OuterRef("mit"))))


class Kooperation(models.Model):
    """Two Akteure who work together. It counts once both have confirmed it; the Koordination records that for them."""

    class Art(models.TextChoices):
        UEBERGANG = "uebergang", _("Übergangsvereinbarung")
        ANGEBOT = "angebot", _("gemeinsames Angebot")
        VERMITTLUNG = "vermittlung", _("Vermittlung von Familien")
        AUSTAUSCH = "austausch", _("regelmäßiger Austausch")
        VERBUND = "verbund", _("gemeinsamer Träger oder Verbund")
        SONSTIGE = "sonstige", _("andere Zusammenarbeit")

    class Richtung(models.TextChoices):
        BEIDE = "beide", _("in beide Richtungen")
        EINE = "eine", _("in eine Richtung")

    class Status(models.TextChoices):
        OFFEN = "offen", "noch nicht bestätigt"
        VON = "von", "vom ersten Akteur bestätigt"
        MIT = "mit", "vom zweiten Akteur bestätigt"
        VEREINBART = "vereinbart", "von beiden bestätigt"
        BEENDET = "beendet", "beendet"

    INHALT = ("von_id", "mit_id", "art", "richtung", "uebergang_id")
    """What an Akteur confirms: another content needs to be confirmed anew."""

    von = models.ForeignKey(
        Akteur,
        models.CASCADE,
        related_name="kooperationen_von",
        verbose_name="Akteur",
        help_text="Wer zusammenarbeitet.",
    )
    mit = models.ForeignKey(
        Akteur,
        models.CASCADE,
        related_name="kooperationen_mit",
        verbose_name="mit",
        help_text="Mit wem. Die Reihenfolge zählt nur bei „in eine Richtung“.",
    )
    art = models.CharField("Art", max_length=12, choices=Art, help_text="Was die beiden verbindet.")
    richtung = models.CharField(
        "Richtung",
        max_length=6,
        choices=Richtung,
        default=Richtung.BEIDE,
        help_text="„In eine Richtung“: vom ersten zum zweiten Akteur, zum Beispiel beim Vermitteln.",
    )
    uebergang = models.ForeignKey(
        Uebergang,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="kooperationen",
        verbose_name="Übergang",
        help_text="Nur, wenn es um einen Übergang geht.",
    )
    seit = models.DateField("Seit", null=True, blank=True, help_text="Leer: Wir wissen es nicht.")
    bis = models.DateField("Bis", null=True, blank=True, help_text="Letzter Tag. Leer: ohne Ende.")
    personen = models.PositiveSmallIntegerField(
        "Personen",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Wie viele Menschen die Zusammenarbeit tragen. Leer: Wir wissen es nicht. Sieht nur die Koordination.",
    )
    bestaetigt_von = models.DateField("Vom ersten Akteur bestätigt am", null=True, blank=True, editable=False)
    bestaetigt_mit = models.DateField("Vom zweiten Akteur bestätigt am", null=True, blank=True, editable=False)
    oeffentlich = models.BooleanField(
        "Öffentlich zeigen",
        default=False,
        help_text="Nur, wenn beide Akteure damit einverstanden sind. Gezeigt wird sie, sobald beide sie bestätigt haben.",
    )
    notiz = models.TextField(
        "Notiz", blank=True, help_text="Sieht nur die Koordination. Bitte keine Namen von Personen."
    )
    quelle = models.CharField("Quelle", max_length=120, blank=True, editable=False)

    objects = KooperationQuerySet.as_manager()

    class Meta:
        verbose_name = "Kooperation"
        verbose_name_plural = "Kooperationen"
        ordering = ["von__name_sortiert", "mit__name_sortiert", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(von=models.F("mit")),
                name="kooperation_zwischen_zweien",
                violation_error_message="Bitte zwei verschiedene Akteure wählen.",
            ),
            models.CheckConstraint(
                condition=Q(seit__isnull=True) | Q(bis__isnull=True) | Q(seit__lte=models.F("bis")),
                name="kooperation_seit_vor_bis",
                violation_error_message="„Bis“ liegt vor „Seit“.",
            ),
        ]

    def __str__(self) -> str:
        pfeil = "→" if self.richtung == self.Richtung.EINE else "↔"
        return f"{self.von} {pfeil} {self.mit}"

    def clean(self) -> None:
        paar = Q(von=self.von_id, mit=self.mit_id) | Q(von=self.mit_id, mit=self.von_id)
        gleiche = Kooperation.objects.aktuell().filter(paar, art=self.art, uebergang=self.uebergang_id)
        if self.status != self.Status.BEENDET and gleiche.exclude(pk=self.pk).exists():
            raise ValidationError("Diese Kooperation gibt es schon.")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; what somebody confirmed and is another now is no longer confirmed."""
        vorher = Kooperation.objects.filter(pk=self.pk).values(*self.INHALT).first() if self.pk else None
        if vorher and any(getattr(self, name) != wert for name, wert in vorher.items()):
            self.bestaetigt_von = self.bestaetigt_mit = None
        super().save(*args, **kwargs)

    @property
    def status(self) -> str:
        if self.bis and self.bis < timezone.localdate():
            return self.Status.BEENDET
        if self.bestaetigt_von and self.bestaetigt_mit:
            return self.Status.VEREINBART
        if self.bestaetigt_von:
            return self.Status.VON
        return self.Status.MIT if self.bestaetigt_mit else self.Status.OFFEN

    def get_status_display(self) -> str:
        return self.Status(self.status).label

    def bestaetigen_von(self, am: date | None = None) -> None:
        """Record that the first Akteur has said that it is so."""
        self.bestaetigt_von = am or timezone.localdate()
        self.save(update_fields=["bestaetigt_von"])

    def bestaetigen_mit(self, am: date | None = None) -> None:
        """Record that the second Akteur has said that it is so."""
        self.bestaetigt_mit = am or timezone.localdate()
        self.save(update_fields=["bestaetigt_mit"])

    def zuruecknehmen(self) -> None:
        """Take both confirmations back."""
        self.bestaetigt_von = self.bestaetigt_mit = None
        self.save(update_fields=["bestaetigt_von", "bestaetigt_mit"])

    def beenden(self) -> None:
        """End it: yesterday was its last day."""
        self.bis = timezone.localdate() - timedelta(days=1)
        self.seit = min(self.seit, self.bis) if self.seit else None
        self.save(update_fields=["seit", "bis"])

    def wieder_aufnehmen(self) -> None:
        """Let an ended one go on; both have to confirm it again."""
        self.bis = self.bestaetigt_von = self.bestaetigt_mit = None
        self.full_clean()
        self.save(update_fields=["bis", "bestaetigt_von", "bestaetigt_mit"])


class Anordnung(models.Model):
    """Where the picture puts each Akteur and each Gremium. Derived: the process behind `ordne_netzwerk_an` makes it, and only the newest stays."""

    merkmal = models.CharField(max_length=64, unique=True)
    """What the public network was known by then (netzwerk/planung/anordnung.py)."""
    orte = models.JSONField(default=dict)
    """Primary key of an Akteur, as text → [x, y]; that of a Gremium has a minus before it."""
    erstellt_am = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "Anordnung"
        verbose_name_plural = "Anordnungen"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.merkmal[:8]
