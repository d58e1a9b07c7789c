"""Angebot: what is offered, to whom, when, where, at what cost, in which languages."""

import secrets
from collections.abc import Callable, Collection

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy

from akteure.falten import falten, suchtext
from akteure.models import Akteur, Gemeinde, Kontakt, Sprache, Standort, Uebersetzbar
from akteure.models.akteur import freier_slug
from akteure.models.wort import MitWoertern
from akteure.woerter import eintragen
from angebote.querysets import AngebotQuerySet

from .platz import Meldbar
from .saetze import AngebotSaetze
from .veroeffentlichung import Veroeffentlichung
from .vokabular import Ermaessigung, Lebensphase, Thema, Uebergang, Zielgruppe

KENNUNG_ZEICHEN = "23456789abcdefghjkmnpqrstuvwxyz"
"""Letters and digits nobody confuses on paper (no 0/o, 1/i/l)."""
GESPERRTE_SLUGS = ("karte", "vorschlaege")
"""Words that are addresses of their own below /angebote/."""


def neue_kennung() -> str:
    """Return six random characters for printed links; the database holds them unique."""
    return "".join(secrets.choice(KENNUNG_ZEICHEN) for _ in range(6))


def ja_nein(name: str, hilfe: str = "") -> models.BooleanField:
    """Return a field with three values: yes, no, unknown."""
    return models.BooleanField(name, null=True, blank=True, default=None, help_text=hilfe)


class Angebot(MitWoertern, Veroeffentlichung, Meldbar, AngebotSaetze, Uebersetzbar):
    """One offer for families or Fachkräfte. `Angebot.objects.oeffentlich()` is what the public sees."""

    UEBERSETZBAR = (
        "titel",
        "kurzbeschreibung",
        "beschreibung",
        "zeiten",
        "erste_schritte",
        "voraussetzungen",
        "unterlagen",
        "kosten_text",
        "hinweis",
    )
    SCHLUESSEL = "kennung"

    class Art(models.TextChoices):
        BERATUNG = "beratung", gettext_lazy("Beratung")
        TREFF = "treff", gettext_lazy("offener Treff")
        KURS = "kurs", gettext_lazy("Gruppe oder Kurs")
        BEGLEITUNG = "begleitung", gettext_lazy("Begleitung oder Patenschaft")
        HAUSBESUCH = "hausbesuch", gettext_lazy("Hausbesuch")
        BETREUUNG = "betreuung", gettext_lazy("Betreuung")
        HILFE = "hilfe", gettext_lazy("Geld- oder Sachhilfe")
        FREIZEIT = "freizeit", gettext_lazy("Freizeit oder Ferien")
        LOTSE = "lotse", gettext_lazy("Lotsendienst")
        FORTBILDUNG = "fortbildung", gettext_lazy("Fortbildung oder Fachtag")
        NETZWERKTREFFEN = "netzwerktreffen", gettext_lazy("Netzwerktreffen")

    class Fuer(models.TextChoices):
        FAMILIEN = "familien", gettext_lazy("Familien")
        FACHKRAEFTE = "fachkraefte", gettext_lazy("Fachkräfte")
        BEIDE = "beide", gettext_lazy("Familien und Fachkräfte")

    class Zugang(models.TextChoices):
        OHNE_ANMELDUNG = "ohne_anmeldung", gettext_lazy("ohne Anmeldung")
        MIT_ANMELDUNG = "mit_anmeldung", gettext_lazy("mit Anmeldung")
        TERMIN = "termin", gettext_lazy("Termin")
        VERMITTLUNG = "vermittlung", gettext_lazy("nur über Vermittlung")
        UNBEKANNT = "unbekannt", gettext_lazy("nicht bekannt")

    class Kosten(models.TextChoices):
        KOSTENLOS = "kostenlos", gettext_lazy("kostenlos")
        NACHWEIS = "nachweis", gettext_lazy("kostenlos mit Nachweis")
        BEITRAG = "beitrag", gettext_lazy("Beitrag")
        EINKOMMEN = "einkommen", gettext_lazy("nach Einkommen")
        SPENDE = "spende", gettext_lazy("Spende")
        UNBEKANNT = "unbekannt", gettext_lazy("nicht bekannt")

    class Einzugsgebiet(models.TextChoices):
        NICHT_ANGEGEBEN = "", "nicht angegeben"
        KREISWEIT = "kreisweit", "im ganzen Kreis"
        GEMEINDEN = "gemeinden", "in diesen Gemeinden"

    class Plaetze(models.TextChoices):
        UNBEKANNT = "unbekannt", gettext_lazy("nicht bekannt")
        FREI = "frei", gettext_lazy("Plätze frei")
        WENIGE = "wenige", gettext_lazy("wenige Plätze")
        WARTELISTE = "warteliste", gettext_lazy("Warteliste")
        VOLL = "voll", gettext_lazy("voll")

    FORMATE = {
        "vor_ort": gettext_lazy("vor Ort"),
        "zu_hause": gettext_lazy("zu Hause"),
        "mobil": gettext_lazy("mobil"),
        "einrichtung": gettext_lazy("in Kita oder Schule"),
        "telefonisch": gettext_lazy("telefonisch"),
        "online": gettext_lazy("online"),
    }
    """Value in addresses and files → label; each is a yes/no column `format_<value>`."""
    NICHT_ORTSGEBUNDEN = ("zu_hause", "telefonisch", "online")

    kennung = models.CharField("Kennung", max_length=6, unique=True, default=neue_kennung, editable=False)
    titel = models.CharField("Titel", max_length=160, help_text="Kurz und so, wie Sie es am Telefon sagen würden.")
    slug = models.SlugField(
        "Adresse der Seite", max_length=120, unique=True, blank=True, help_text="Leer lassen: entsteht aus dem Titel."
    )
    kurzbeschreibung = models.CharField(
        "In einem Satz", max_length=300, help_text="Was passiert dort? Höchstens 300 Zeichen, einfache Worte."
    )
    beschreibung = models.TextField(
        "Mehr dazu", blank=True, help_text="Alles, was Familien noch wissen möchten. Leere Zeile = neuer Absatz."
    )
    art = models.CharField("Art", max_length=20, choices=Art, help_text="Was ist es vor allem?")
    fuer = models.CharField(
        "Für wen",
        max_length=12,
        choices=Fuer,
        default=Fuer.FAMILIEN,
        help_text="„Fachkräfte“: steht nicht bei den Angeboten für Familien.",
    )
    akteur = models.ForeignKey(
        Akteur, models.PROTECT, related_name="angebote", verbose_name="Akteur", help_text="Wer macht das Angebot?"
    )
    mitwirkende = models.ManyToManyField(
        Akteur,
        blank=True,
        related_name="mitwirkungen",
        verbose_name="gemeinsam mit",
        help_text="Wer das Angebot mitträgt. Der Akteur selbst steht schon oben.",
    )
    themen = models.ManyToManyField(
        Thema,
        blank=True,
        related_name="angebote",
        verbose_name="Themen",
        help_text="Eines oder mehrere. Passt nichts Genaues, nehmen Sie das fett gedruckte Oberthema.",
    )
    lebensphasen = models.ManyToManyField(
        Lebensphase,
        blank=True,
        related_name="angebote",
        verbose_name="Lebensphasen",
        help_text="Eine oder mehrere: In welchem Alter ist das Kind?",
    )
    uebergaenge = models.ManyToManyField(
        Uebergang,
        blank=True,
        related_name="angebote",
        verbose_name="Übergänge",
        help_text="Nur, wenn das Angebot gerade beim Wechsel hilft.",
    )
    zielgruppen = models.ManyToManyField(
        Zielgruppe,
        blank=True,
        related_name="angebote",
        verbose_name="Zielgruppen",
        help_text="Nur, wenn es besonders für diese Familien gedacht ist.",
    )
    alter_von = models.SmallIntegerField(
        "Alter von (Monate)",
        null=True,
        blank=True,
        validators=[MinValueValidator(-9)],
        help_text="3 Jahre = 36 Monate. Leer: nach unten offen.",
    )
    alter_bis = models.SmallIntegerField(
        "Alter bis (Monate)", null=True, blank=True, help_text="Leer: nach oben offen."
    )

    zugang = models.CharField(
        "Anmeldung",
        max_length=16,
        choices=Zugang,
        default=Zugang.UNBEKANNT,
        help_text="Wie kommt man hin? „nicht bekannt“ zeigt Familien „wissen wir nicht – bitte anrufen“.",
    )
    erste_schritte = models.TextField(
        "Erste Schritte",
        blank=True,
        help_text="Ein Schritt je Zeile, höchstens fünf. Zum Beispiel „Rufen Sie vormittags an.“",
    )
    voraussetzungen = models.TextField(
        "Voraussetzungen", blank=True, help_text="Was muss man mitbringen oder erfüllen? Leer: nichts Besonderes."
    )
    unterlagen = models.TextField(
        "Bitte mitbringen", blank=True, help_text="Papiere und Dinge, zum Beispiel „Ausweis, U-Heft“."
    )
    zeiten = models.CharField(
        "Zeiten",
        max_length=200,
        blank=True,
        help_text="Eine einfache Zeile: „dienstags 15–17 Uhr, nicht in den Ferien“.",
    )
    nach_vereinbarung = models.BooleanField(
        "nach Vereinbarung",
        default=False,
        help_text="Termine macht man miteinander aus. Feste Zeiten darf es daneben auch geben.",
    )
    in_ferien = ja_nein(
        "In den Schulferien", "Gelten die Zeiten auch in den Schulferien? „unbekannt“ heißt: Familien sollen anrufen."
    )
    an_feiertagen = ja_nein(
        "An Feiertagen", "Gelten die Zeiten auch an Feiertagen? „unbekannt“ heißt: Familien sollen anrufen."
    )
    anonym_moeglich = ja_nein("Ohne Namen möglich", "„Ja“, wenn niemand seinen Namen sagen muss.")
    deutsch_noetig = ja_nein("Deutsch nötig", "„Nein“, wenn man auch ohne Deutsch gut mitmachen kann.")
    kinderbetreuung = ja_nein(
        "Kinder werden betreut", "„Ja“, wenn jemand auf die Kinder achtet, während die Eltern teilnehmen."
    )
    geschwister_willkommen = ja_nein("Kinder dürfen mit", "„Ja“, wenn man Kinder und Geschwister mitbringen darf.")
    kosten = models.CharField(
        "Kosten",
        max_length=12,
        choices=Kosten,
        default=Kosten.UNBEKANNT,
        help_text="Nicht sicher? „nicht bekannt“ stehen lassen: Familien lesen „wissen wir nicht – bitte anrufen“.",
    )
    betrag = models.DecimalField(
        "Betrag in Euro",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Nur, wenn es einen festen Betrag gibt.",
    )
    kosten_text = models.CharField(
        "Kosten in Worten", max_length=200, blank=True, help_text="Zum Beispiel „6 € im Monat, Geschwister frei“."
    )
    ermaessigungen = models.ManyToManyField(
        Ermaessigung, blank=True, related_name="angebote", verbose_name="Ermäßigungen", help_text="Was den Preis senkt."
    )
    sprachen = models.ManyToManyField(Sprache, through="AngebotSprache", blank=True, verbose_name="Sprachen")

    standorte = models.ManyToManyField(Standort, through="AngebotStandort", blank=True, verbose_name="Standorte")
    einzugsgebiet = models.CharField(
        "Einzugsgebiet",
        max_length=10,
        choices=Einzugsgebiet,
        blank=True,
        default="",
        help_text="Für Familien aus welchen Gemeinden?",
    )
    gemeinden = models.ManyToManyField(
        Gemeinde,
        blank=True,
        related_name="angebote",
        verbose_name="Gemeinden",
        help_text="Nur bei „in diesen Gemeinden“.",
    )
    format_vor_ort = models.BooleanField("vor Ort", default=False, help_text="Man geht hin.")
    format_zu_hause = models.BooleanField(
        "zu Hause bei der Familie", default=False, help_text="Jemand kommt zur Familie."
    )
    format_mobil = models.BooleanField(
        "mobil, wechselnde Orte", default=False, help_text="Das Angebot fährt zu den Familien."
    )
    format_einrichtung = models.BooleanField(
        "in Kita oder Schule", default=False, help_text="Dort, wo die Kinder schon sind."
    )
    format_telefonisch = models.BooleanField("telefonisch", default=False, help_text="Man ruft an.")
    format_online = models.BooleanField("online", default=False, help_text="Im Internet.")
    kontakte = models.ManyToManyField(
        Kontakt,
        blank=True,
        related_name="angebote",
        verbose_name="Kontakte",
        help_text="Leer: Es gelten die Kontakte des Akteurs.",
    )
    links = models.TextField("Links", blank=True, help_text="Eine Adresse je Zeile, zum Beispiel https://…")

    plaetze = models.CharField(
        "Plätze", max_length=12, choices=Plaetze, default=Plaetze.UNBEKANNT, help_text="Nur, wenn Sie es gerade wissen."
    )
    plaetze_bis = models.DateField(
        "gilt bis", null=True, blank=True, help_text="Danach steht dort wieder „nicht bekannt“."
    )
    hinweis = models.CharField(
        "Aktueller Hinweis", max_length=300, blank=True, help_text="Zum Beispiel „Am 3. Mai fällt der Treff aus.“"
    )
    hinweis_bis = models.DateField(
        "Hinweis zeigen bis", null=True, blank=True, help_text="Danach verschwindet er von selbst. Leer: bleibt stehen."
    )
    gueltig_von = models.DateField("Beginnt am", null=True, blank=True, help_text="Vorher steht das Datum dabei.")
    gueltig_bis = models.DateField(
        "Endet am", null=True, blank=True, help_text="Danach ist das Angebot nicht mehr öffentlich."
    )
    fachinfo = models.TextField(
        "Nur für Fachkräfte", blank=True, help_text="Was beim Vermitteln hilft. Familien sehen es nicht."
    )
    quelle = models.CharField(
        "Quelle",
        max_length=120,
        blank=True,
        help_text="Woher der Eintrag kommt. Leer: selbst eingetragen. „demo“: erfundenes Beispiel.",
    )
    externe_id = models.CharField(
        "Nummer in der Quelle",
        max_length=120,
        blank=True,
        help_text="Daran erkennt der nächste Import den Eintrag wieder. Bitte nicht ändern.",
    )
    interne_notiz = models.TextField("Interne Notiz", blank=True, help_text="Sieht nur die Koordination.")

    titel_suche = models.TextField(editable=False, blank=True)
    titel_sortiert = models.CharField(max_length=220, editable=False, db_index=True)

    objects = AngebotQuerySet.as_manager()

    class Meta:
        verbose_name = "Angebot"
        verbose_name_plural = "Angebote"
        ordering = ["titel_sortiert", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(alter_von__isnull=True)
                | models.Q(alter_bis__isnull=True)
                | models.Q(alter_von__lte=models.F("alter_bis")),
                name="angebot_alter_von_bis",
                violation_error_message="„Alter von“ ist größer als „Alter bis“.",
            ),
            models.CheckConstraint(
                condition=~models.Q(kosten="kostenlos") | models.Q(betrag__isnull=True),
                name="angebot_kostenlos_ohne_betrag",
                violation_error_message="Kostenlos und ein Betrag: Das passt nicht zusammen.",
            ),
            models.CheckConstraint(
                condition=models.Q(betrag__isnull=True) | models.Q(betrag__gte=0), name="angebot_betrag_nicht_negativ"
            ),
            models.CheckConstraint(
                condition=models.Q(gueltig_von__isnull=True)
                | models.Q(gueltig_bis__isnull=True)
                | models.Q(gueltig_von__lte=models.F("gueltig_bis")),
                name="angebot_gueltig_von_bis",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.UniqueConstraint(
                fields=["quelle", "externe_id"],
                condition=~models.Q(externe_id=""),
                name="angebot_quelle_externe_id",
                violation_error_message="Diese Nummer gibt es in dieser Quelle schon.",
            ),
            models.CheckConstraint(
                condition=~models.Q(slug="karte"),
                name="angebot_slug_nicht_karte",
                violation_error_message="„karte“ ist schon vergeben.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @classmethod
    def heikle(cls) -> models.QuerySet:
        return cls.themen.through.objects.exclude(thema__sensibel="").values("angebot")

    @classmethod
    def oeffentliche(cls) -> models.QuerySet:
        return cls.objects.oeffentlich()

    def clean(self) -> None:
        if len(self.schritte) > 5:
            raise ValidationError({"erste_schritte": "Bitte höchstens fünf Schritte."})
        if self.plaetze != self.Plaetze.UNBEKANNT and not self.plaetze_bis:
            raise ValidationError({"plaetze_bis": "Bis wann gilt die Angabe zu den Plätzen?"})

    def save(self, *args, **kwargs) -> None:
        """Save; folds title and search text, finds a free slug and keeps a former one."""
        self.ableiten()
        self.slug = self.slug or freier_slug(Angebot, self.titel, self.pk, gesperrt=GESPERRTE_SLUGS)
        frueher = Angebot.objects.filter(pk=self.pk).values_list("slug", flat=True).first() if self.pk else None
        super().save(*args, **kwargs)
        if {"titel", "suchtext"}.issubset(kwargs.get("update_fields") or {"titel", "suchtext"}):
            eintragen([self])
        if frueher and frueher != self.slug:
            self.fruehere_slugs.model.objects.update_or_create(slug=frueher, defaults={"angebot": self})

    def get_absolute_url(self) -> str:
        return reverse("angebote:detail", args=[self.slug])

    def ableiten(self) -> None:
        """Fold title and search text. `save()` does it; who writes in bulk calls it first."""
        self.titel_sortiert = falten(self.titel)
        vorne, sonst = self.suchteile()
        self.titel_suche = suchtext(vorne)
        self.suchtext = suchtext([*vorne, *sonst])

    def suchteile(self) -> tuple[list[str], list[str]]:
        """Of a name like "Gruppe oder Kurs" nobody knows which half is true: it is no word of this Angebot."""
        art = self.get_art_display()
        eindeutig = "" if " oder " in art else art
        return [self.titel], [self.kurzbeschreibung, self.beschreibung, eindeutig, self.zeiten]

    @property
    def formate(self) -> list[str]:
        """The values of FORMATE that are given."""
        return [wert for wert in self.FORMATE if getattr(self, f"format_{wert}")]

    def kontakte_oeffentlich(self) -> list[Kontakt]:
        """Public Kontakte of its own, else those of its Akteur, else []. Uses what was prefetched."""
        eigene = [
            kontakt for kontakt in self.kontakte.all() if kontakt.sichtbarkeit == Kontakt.Sichtbarkeit.OEFFENTLICH
        ]
        return eigene or self.akteur.kontakte_oeffentlich()

    def kontakte_fachkraefte(self) -> list[Kontakt]:
        """Kontakte for Fachkräfte of its own, else those of its Akteur, else []. Uses what was prefetched."""
        eigene = [
            kontakt for kontakt in self.kontakte.all() if kontakt.sichtbarkeit == Kontakt.Sichtbarkeit.FACHKRAEFTE
        ]
        return eigene or self.akteur.kontakte_fachkraefte()

    def fehlt_noch(self, *, ohne_kontakt: bool = False, vorgesehen: Collection[str] | None = None) -> list[str]:
        """Return what is missing before it can be published, as words for people; [] if nothing is.

        `ohne_kontakt`: a missing contact is no obstacle (an import; the page then names the Koordination).
        `vorgesehen`: the relations that will hold something once it is saved, for a record that is not saved yet;
        without it the database is asked.
        """

        def hat(beziehung: str) -> bool:
            return getattr(self, beziehung).exists() if vorgesehen is None else beziehung in vorgesehen

        bedingungen = {
            "Titel": bool(self.titel),
            "ein Satz, was dort passiert": bool(self.kurzbeschreibung),
            "Art": bool(self.art),
            "mindestens eine Lebensphase": hat("lebensphasen"),
            "mindestens ein Thema": hat("themen"),
            "wo es stattfindet: ein Standort, ein Einzugsgebiet oder „zu Hause“, „telefonisch“, „online“": (
                self._hat_ort(hat)
            ),
            "jemand zum Anrufen oder Schreiben (eigener Kontakt oder Kontakt des Akteurs)": (
                ohne_kontakt or bool(self.kontakte_oeffentlich())
            ),
        }
        return [wort for wort, erfuellt in bedingungen.items() if not erfuellt]

    def _hat_ort(self, hat: Callable[[str], bool]) -> bool:
        ueberall = any(getattr(self, f"format_{wert}") for wert in self.NICHT_ORTSGEBUNDEN)
        kreisweit = self.einzugsgebiet == self.Einzugsgebiet.KREISWEIT
        return ueberall or kreisweit or hat("standorte") or (self.einzugsgebiet == "gemeinden" and hat("gemeinden"))
