"""Standort: a place of an Akteur, with its facts on Barrierefreiheit."""

from django.db import models
from django.utils.translation import gettext_lazy

from akteure.falten import suchtext
from akteure.querysets import StandortQuerySet
from akteure.woerter import eintragen

from .akteur import Akteur
from .gebiet import Gemeinde, grad, nur_ziffern, punkt_regeln
from .uebersetzung import Uebersetzbar
from .wort import MitWoertern


class Stufe(models.TextChoices):
    """How far something is given; unknown is a value of its own."""

    JA = "ja", "ja"
    TEILWEISE = "teilweise", "teilweise"
    NEIN = "nein", "nein"
    UNBEKANNT = "unbekannt", "nicht bekannt"


def stufe(name: str, hilfe: str = "") -> models.CharField:
    """Return a field for one fact on Barrierefreiheit."""
    return models.CharField(name, max_length=10, choices=Stufe, default=Stufe.UNBEKANNT, help_text=hilfe)


class Standort(MitWoertern, Uebersetzbar):
    """A place of an Akteur. A hidden address shows its Gemeinde only and has no point for the public."""

    UEBERSETZBAR = ("anfahrt",)
    UEBERSETZT_BEI = "akteur"

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
    stufenlos = stufe(gettext_lazy("stufenlos"), "Kommt man ohne Stufe hinein?")
    aufzug = stufe(gettext_lazy("Aufzug"), "Groß genug für einen Kinderwagen oder Rollstuhl?")
    rollstuhl_wc = stufe(gettext_lazy("Rollstuhl-WC"), "Gibt es eine Toilette für Menschen im Rollstuhl?")
    parkplatz = stufe(gettext_lazy("Parkplatz"), "Gibt es einen Parkplatz für Menschen mit Behinderung?")
    kinderwagen = stufe(gettext_lazy("Kinderwagen"), "Ist Platz für einen Kinderwagen?")
    wickelplatz = stufe(gettext_lazy("Wickelplatz"), "Kann man ein Baby wickeln?")
    induktionsschleife = stufe(gettext_lazy("Induktionsschleife"), "Hilfe für Menschen mit Hörgerät.")
    leitsystem = stufe(gettext_lazy("Leitsystem"), "Hilfe für blinde Menschen.")
    ruhiger_raum = stufe(gettext_lazy("ruhiger Raum"), "Kann man sich zurückziehen, zum Beispiel zum Stillen?")
    anfahrt = models.TextField("So kommen Sie hin", blank=True, help_text="Haltestelle, Eingang, Stockwerk.")

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

    @classmethod
    def heikle(cls) -> models.QuerySet:
        return cls.objects.filter(akteur__in=Akteur.heikle()).values("pk")

    @classmethod
    def oeffentliche(cls) -> models.QuerySet:
        """Never a hidden address: nobody may read how to get there."""
        return cls.objects.filter(adresse_verbergen=False, akteur__in=Akteur.oeffentliche())

    def clean(self) -> None:
        self.ort = self.ort or (self.gemeinde.name if self.gemeinde else "")

    def save(self, *args, **kwargs) -> None:
        """Save; folds the search text."""
        self.ableiten()
        super().save(*args, **kwargs)
        eintragen([self])

    def ableiten(self) -> None:
        """Fold only what the public may know into the search text. Who writes in bulk calls it before."""
        vorne, sonst = self.suchteile()
        self.suchtext = suchtext([*vorne, *sonst])

    def suchteile(self) -> tuple[list[str], list[str]]:
        gemeinde = self.gemeinde.name if self.gemeinde_id else ""
        return [], [gemeinde] if self.adresse_verbergen else [gemeinde, self.name, self.strasse, self.plz, self.ort]

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
