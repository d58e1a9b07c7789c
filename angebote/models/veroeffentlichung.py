"""The life of an entry: its status, changed by verbs only, and its three dates."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone


class Veroeffentlichung(models.Model):
    """Base of Angebot: from draft to public to archived, with the dates saved, content changed, last confirmed.

    What has to be there before it can be public says `fehlt_noch()` of the record itself.
    """

    class Status(models.TextChoices):
        ENTWURF = "entwurf", "Entwurf"
        PRUEFUNG = "pruefung", "in Prüfung"
        VEROEFFENTLICHT = "veroeffentlicht", "veröffentlicht"
        PAUSIERT = "pausiert", "pausiert"
        BEENDET = "beendet", "beendet"
        ARCHIVIERT = "archiviert", "archiviert"
        GELOESCHT = "geloescht", "gelöscht"

    status = models.CharField("Status", max_length=16, choices=Status, default=Status.ENTWURF, editable=False)
    erstellt_am = models.DateTimeField("Angelegt am", auto_now_add=True)
    gespeichert_am = models.DateTimeField("Gespeichert am", auto_now=True)
    inhalt_geaendert_am = models.DateTimeField("Inhalt geändert am", default=timezone.now, editable=False)
    bestaetigt_am = models.DateTimeField("Zuletzt bestätigt am", null=True, blank=True, editable=False)
    geloescht_am = models.DateTimeField("Gelöscht am", null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def veroeffentlichen(self, *, ohne_kontakt: bool = False, vorgesehen: Collection[str] | None = None) -> None:
        """Make it public; ValidationError naming everything that is still missing. For the parameters see `fehlt_noch`.

        A record that is not saved yet only gets the status; who made it saves it (an import does that in bulk).
        """
        if fehlt := self.fehlt_noch(ohne_kontakt=ohne_kontakt, vorgesehen=vorgesehen):
            raise ValidationError([f"Es fehlt noch: {wort}." for wort in fehlt])
        if self._state.adding:
            self.status = self.Status.VEROEFFENTLICHT
        else:
            self._setze_status(self.Status.VEROEFFENTLICHT)

    def zur_pruefung_geben(self) -> None:
        """Hand it to the Koordination."""
        self._setze_status(self.Status.PRUEFUNG)

    def zurueckziehen(self) -> None:
        """Back to a draft."""
        self._setze_status(self.Status.ENTWURF)

    def pausieren(self) -> None:
        """Take it out of the public pages for a while."""
        self._setze_status(self.Status.PAUSIERT)

    def beenden(self) -> None:
        """It no longer takes place."""
        self._setze_status(self.Status.BEENDET)

    def archivieren(self) -> None:
        """Put it away; it can come back as a draft."""
        self._setze_status(self.Status.ARCHIVIERT)

    def loeschen(self) -> None:
        """Mark as deleted; a later purge removes it for good."""
        self.geloescht_am = timezone.now()
        self._setze_status(self.Status.GELOESCHT)

    def wiederherstellen(self) -> None:
        """Bring an archived or deleted one back as a draft."""
        self.geloescht_am = None
        self._setze_status(self.Status.ENTWURF)

    def bestaetigen(self) -> None:
        """Somebody said: it is still true."""
        self.bestaetigt_am = timezone.now()
        self.save(update_fields=["bestaetigt_am", "gespeichert_am"])

    def inhalt_geaendert(self) -> None:
        """What people read has changed (not only been saved)."""
        self.inhalt_geaendert_am = timezone.now()
        self.save(update_fields=["inhalt_geaendert_am", "gespeichert_am"])

    def _setze_status(self, status: str) -> None:
        self.status = status
        self.save(update_fields=["status", "geloescht_am", "gespeichert_am"])
