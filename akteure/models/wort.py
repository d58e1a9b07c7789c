"""The words of our own entries: every word once, and where it stands. The search looks them up instead of reading texts."""

from django.db import models

HOECHSTENS_ZEICHEN = 60


class Wort(models.Model):
    """A word in its search form (`akteure.falten.suchform`), with the search form of its German stem, and as somebody wrote it."""

    text = models.CharField(max_length=HOECHSTENS_ZEICHEN, unique=True)
    stamm = models.CharField(max_length=HOECHSTENS_ZEICHEN)
    geschrieben = models.CharField(max_length=HOECHSTENS_ZEICHEN)

    class Meta:
        verbose_name = "Wort"
        verbose_name_plural = "Wörter"

    def __str__(self) -> str:
        return self.text


class Wortstelle(models.Model):
    """Base: a word stands in the texts of a record; `vorne` in its name or title."""

    wort = models.ForeignKey(Wort, models.CASCADE, related_name="+", db_index=False)
    vorne = models.BooleanField(default=False)

    class Meta:
        abstract = True


class MitWoertern(models.Model):
    """Base of records the search finds by their words. Each folds its own texts; nothing of another record goes in."""

    suchtext = models.TextField(editable=False, blank=True)

    class Meta:
        abstract = True

    def suchteile(self) -> tuple[list[str], list[str]]:
        """Return what the public may know: name and title first, then all other texts."""
        raise NotImplementedError


def _einmal(von: str) -> list[models.UniqueConstraint]:
    """Return the rule "each word once per record"; its index is the one the search uses, with all it needs in it."""
    return [models.UniqueConstraint(fields=["wort", von, "vorne"], name=f"{von}_wort_einmal")]


class AkteurWort(Wortstelle):
    akteur = models.ForeignKey("akteure.Akteur", models.CASCADE, related_name="wortstellen")

    class Meta:
        constraints = _einmal("akteur")

    def __str__(self) -> str:
        return f"{self.wort} ({self.akteur})"


class StandortWort(Wortstelle):
    standort = models.ForeignKey("akteure.Standort", models.CASCADE, related_name="wortstellen")

    class Meta:
        constraints = _einmal("standort")

    def __str__(self) -> str:
        return f"{self.wort} ({self.standort})"
