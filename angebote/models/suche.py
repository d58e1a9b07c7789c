"""What people search for (Begriff) and how they write it, in any language (Schreibweise)."""

from django.core.exceptions import ValidationError
from django.db import models

from akteure.falten import stamm, suchform
from akteure.models import Sprache

from .angebot import Angebot
from .vokabular import Anlass, Lebensphase, Thema


class Begriff(models.Model):
    """A concept people search: Hebamme, Tafel, PEKiP. Each of its Schreibweisen finds what carries another one."""

    Sensibel = Anlass
    """In which danger somebody may be who searches this."""

    name = models.CharField("Begriff", max_length=120, unique=True, help_text="So, wie er in der Suche stehen soll.")
    slug = models.SlugField(
        "Kurzwort", max_length=120, unique=True, help_text="Bleibt, auch wenn sich der Name ändert."
    )
    thema = models.ForeignKey(
        Thema,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="begriffe",
        verbose_name="Thema",
        help_text="Alle Angebote mit diesem Thema werden mit gefunden. Leer lassen, wenn das Thema weiter ist.",
    )
    lebensphase = models.ForeignKey(
        Lebensphase,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="begriffe",
        verbose_name="Lebensphase",
        help_text="Nur wenn der Begriff zu einer einzigen gehört.",
    )
    art = models.CharField("Art", max_length=20, choices=Angebot.Art, blank=True, help_text="Darf leer bleiben.")
    sensibel = models.CharField(
        "Sensibel",
        max_length=20,
        choices=Sensibel,
        blank=True,
        help_text="Bei diesen Begriffen zeigt die Suche zuerst die richtigen Notrufe. Sonst leer lassen.",
    )
    ausschluss = models.TextField(
        "Nicht gemeint",
        blank=True,
        help_text="Ein Wort je Zeile. Angebote mit diesem Wort werden nicht gefunden, "
        "zum Beispiel „Senioren“ bei Tagespflege.",
    )
    geaendert_am = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        verbose_name = "Begriff"
        verbose_name_plural = "Begriffe"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def ausschlusswoerter(self) -> list[str]:
        """The misleading words or phrases, one string each."""
        return [zeile.strip() for zeile in self.ausschluss.splitlines() if zeile.strip()]


class Schreibweise(models.Model):
    """One way to write a Begriff: a synonym, an abbreviation, a word of another language."""

    class Richtung(models.TextChoices):
        BEIDE = "beide", "gesucht und in Angeboten"
        EINGABE = "eingabe", "nur gesucht"

    begriff = models.ForeignKey(
        Begriff,
        models.CASCADE,
        related_name="schreibweisen",
        verbose_name="Begriff",
        help_text="Was damit gemeint ist.",
    )
    sprache = models.ForeignKey(
        Sprache,
        models.PROTECT,
        related_name="schreibweisen",
        verbose_name="Sprache",
        help_text="In welcher Sprache man so schreibt.",
    )
    text = models.CharField("Schreibweise", max_length=120, help_text="Groß oder klein, mit oder ohne Akzente: egal.")
    gefaltet = models.CharField(max_length=160, editable=False, db_index=True)
    richtung = models.CharField(
        "gilt",
        max_length=10,
        choices=Richtung,
        default=Richtung.BEIDE,
        help_text="„Nur gesucht“: Das Wort führt zum Begriff, zählt im Text eines Angebots aber nicht.",
    )
    geprueft = models.BooleanField(
        "geprüft", default=False, help_text="Eine Person, die die Sprache spricht, hat es bestätigt."
    )
    geaendert_am = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        verbose_name = "Schreibweise"
        verbose_name_plural = "Schreibweisen"
        ordering = ["begriff", "sprache", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["begriff", "sprache", "gefaltet"],
                name="schreibweise_einmal",
                violation_error_message="Diese Schreibweise gibt es bei diesem Begriff schon.",
            )
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if not suchform(self.text):
            raise ValidationError({"text": "Hier steht kein Wort, nach dem man suchen kann."})
        if self.begriff_id and self.sprache_id:
            self.ableiten()
            gleiche = Schreibweise.objects.filter(
                begriff=self.begriff_id, sprache=self.sprache_id, gefaltet=self.gefaltet
            )
            if andere := gleiche.exclude(pk=self.pk).first():
                raise ValidationError({"text": f"Das gibt es bei diesem Begriff schon: „{andere}“."})

    def save(self, *args, **kwargs) -> None:
        """Save; folds the text."""
        self.ableiten()
        super().save(*args, **kwargs)

    def ableiten(self) -> None:
        """Fold the text, a German one to its stems. Who writes in bulk calls it before."""
        self.gefaltet = (stamm(self.text) if self.ist_deutsch else suchform(self.text))[:160]

    @property
    def ist_deutsch(self) -> bool:
        return self.sprache_id is not None and self.sprache.code.partition("-")[0] == "de"


class Auslieferung(models.Model):
    """What the shipped file said about a Begriff when it was last loaded: only what is different since then arrives."""

    slug = models.SlugField("Kurzwort", max_length=120, unique=True, help_text="Das Kurzwort des Begriffs.")
    stand = models.JSONField("Stand", help_text="Der Eintrag, wie er zuletzt in der mitgelieferten Datei stand.")

    class Meta:
        verbose_name = "Auslieferung"
        verbose_name_plural = "Auslieferungen"
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug
