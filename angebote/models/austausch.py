"""Records of what came in by file."""

from django.db import models


class Importlauf(models.Model):
    """One import: which file, when, with what result. The file itself is not kept."""

    datei = models.CharField("Datei", max_length=200)
    pruefsumme = models.CharField("Prüfsumme (SHA-256)", max_length=64)
    begonnen_am = models.DateTimeField("Begonnen", auto_now_add=True)
    zeilen = models.PositiveIntegerField("Zeilen", default=0)
    neu = models.PositiveIntegerField("Neu", default=0)
    geaendert = models.PositiveIntegerField("Geändert", default=0)
    unveraendert = models.PositiveIntegerField("Unverändert", default=0)
    fehler = models.PositiveIntegerField("Fehlerhafte Zeilen", default=0)
    warnungen = models.PositiveIntegerField("Warnungen", default=0)

    class Meta:
        verbose_name = "Importlauf"
        verbose_name_plural = "Importläufe"
        ordering = ["-begonnen_am"]

    def __str__(self) -> str:
        return f"{self.datei} ({self.begonnen_am:%d.%m.%Y})"
