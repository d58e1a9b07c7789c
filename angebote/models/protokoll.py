"""What was searched, counted by week: nothing about who asked, when or after what."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from akteure.models import Planungsraum, Sprache

from .suche import Begriff, Schreibweise


def montag(tag: date) -> date:
    """Return the first day of the week `tag` lies in."""
    return tag - timedelta(days=tag.weekday())


class SuchprotokollQuerySet(models.QuerySet):
    """The rules of what may be seen and what must go."""

    def sichtbar(self) -> "SuchprotokollQuerySet":
        """What is told in words: our own Begriffe, and words that were searched often enough."""
        return self.exclude(text="")

    def versteckt(self) -> "SuchprotokollQuerySet":
        """Words of which only the key is known."""
        return self.filter(text="")

    def nicht_gefunden(self) -> "SuchprotokollQuerySet":
        """What led to nothing at least once, and nobody has dealt with yet."""
        return self.filter(ohne_treffer__gt=0, erledigt=False)

    def abgelaufen(self) -> "SuchprotokollQuerySet":
        """What is older than the retention period; everything, where the log is switched off."""
        if not settings.SUCHPROTOKOLL:
            return self.all()
        return self.filter(woche__lt=timezone.localdate() - timedelta(days=settings.SUCHPROTOKOLL_TAGE))


class Suchprotokoll(models.Model):
    """How often a word was searched in one week around one place. `text` is empty while the word is rare.

    The primary key is a hash of week, word and place: it makes a line unique on every database, also without a place,
    and unlike a serial number it does not tell in which order people asked.
    """

    kennung = models.CharField(
        "Kennung", primary_key=True, max_length=64, editable=False, help_text="Prüfwert aus Woche, Wort und Ort."
    )
    woche = models.DateField(
        "Woche", db_index=True, help_text="Der Montag der Woche. Tag und Uhrzeit speichern wir nicht."
    )
    schluessel = models.CharField(
        "Schlüssel", max_length=64, db_index=True, help_text="Prüfwert des Wortes. Das Wort lässt er nicht erkennen."
    )
    text = models.CharField(
        "Wort",
        max_length=120,
        blank=True,
        help_text="Name des Begriffs oder das Wort selbst. Leer, solange es selten ist.",
    )
    begriff = models.ForeignKey(
        Begriff,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Begriff",
        help_text="Was gemeint war, wenn die Suche es verstanden hat.",
    )
    planungsraum = models.ForeignKey(
        Planungsraum,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Planungsraum",
        help_text="Wo gesucht wurde. Genauer speichern wir es nicht.",
    )
    anzahl = models.PositiveIntegerField("gesucht", default=0, help_text="So oft wurde danach gesucht.")
    ohne_treffer = models.PositiveIntegerField("ohne Treffer", default=0, help_text="So oft war nichts zu finden.")
    erledigt = models.BooleanField("erledigt", default=False, help_text="Jemand hat sich darum gekümmert.")

    objects = SuchprotokollQuerySet.as_manager()

    class Meta:
        verbose_name = "gesuchtes Wort"
        verbose_name_plural = "Suchprotokoll"
        ordering = ["-woche", "-ohne_treffer", "-anzahl", "kennung"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ohne_treffer__lte=models.F("anzahl")), name="suchprotokoll_hoechstens_anzahl"
            )
        ]

    def __str__(self) -> str:
        return self.text or "seltenes Wort"

    @transaction.atomic
    def zur_schreibweise(self, begriff: Begriff, sprache: Sprache) -> Schreibweise:
        """Let the word lead to `begriff` from now on; it is dealt with. What is there already stays as it is."""
        neu = Schreibweise(begriff=begriff, sprache=sprache, text=self.text, richtung=Schreibweise.Richtung.EINGABE)
        neu.ableiten()
        schreibweise, _angelegt = Schreibweise.objects.get_or_create(
            begriff=begriff,
            sprache=sprache,
            gefaltet=neu.gefaltet,
            defaults={"text": neu.text, "richtung": neu.richtung},
        )
        self.erledigen()
        return schreibweise

    def erledigen(self) -> None:
        """Take the word off the list of what was not found, in all weeks and places."""
        self.desselben_wortes().update(erledigt=True)

    def desselben_wortes(self) -> SuchprotokollQuerySet:
        """All lines of the word."""
        return Suchprotokoll.objects.filter(schluessel=self.schluessel)
