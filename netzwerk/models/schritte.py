"""The life of a Luecke: recorded from a cell, then step by step; each step is a verb and leaves an entry in its history."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from akteure.models import Benutzer
from angebote.models import Angebot
from netzwerk.planung.abdeckung import Bedingung, Zelle
from netzwerk.planung.arten import Lueckenart
from netzwerk.planung.gebiete import Ebene

BEDINGUNGEN = ("lebensphase", "uebergang", "thema", "zielgruppe", "sprache")
"""What a cell can be about besides its place: facets of the list, and columns of Luecke."""
SCHLUESSEL = dict.fromkeys(BEDINGUNGEN, "slug") | {"sprache": "code"}
"""How each is known in addresses."""
VERALTET = (
    "Inzwischen hat jemand anderes an dieser Lücke weitergearbeitet. Unten steht der neue Stand. "
    "Bitte prüfen Sie, ob Ihr Schritt noch passt, und senden Sie ihn dann noch einmal."
)


class Status(models.TextChoices):
    ERKANNT = "erkannt", "erkannt"
    GEPRUEFT = "geprueft", "geprüft"
    GEPLANT = "geplant", "Maßnahme geplant"
    GESCHLOSSEN = "geschlossen", "geschlossen"
    KEIN_BEDARF = "kein_bedarf", "bewusst kein Bedarf"


FOLGT: Mapping[str, tuple[str, ...]] = {
    Status.ERKANNT: (Status.GEPRUEFT, Status.GESCHLOSSEN, Status.KEIN_BEDARF),
    Status.GEPRUEFT: (Status.GEPLANT, Status.GESCHLOSSEN, Status.KEIN_BEDARF),
    Status.GEPLANT: (Status.GEPLANT, Status.GESCHLOSSEN, Status.KEIN_BEDARF),
    Status.GESCHLOSSEN: (Status.ERKANNT,),
    Status.KEIN_BEDARF: (Status.ERKANNT,),
}
"""Status → what may follow. Planned again: another Maßnahme, another day. To "erkannt" leads `wieder_aufnehmen`."""


def stelle_von(zelle: Zelle, pks: Mapping[Bedingung, int]) -> str:
    """Return what a cell is known by: place and conditions, always in one order; `pks` of the words, which keep them when
    they are renamed."""
    gebiet, namen = zelle.gebiet, dict(zelle.bedingungen)
    ort = gebiet.orte[0].pk if gebiet.ebene == Ebene.GEMEINDE else gebiet.orte[0].planungsraum if gebiet.orte else 0
    wo = str(gebiet.ebene) if gebiet.ebene == Ebene.KREIS else f"{gebiet.ebene}:{ort}"
    return "|".join([wo, *(f"{name}:{pks[name, namen[name]]}" for name in BEDINGUNGEN if name in namen)])


def merkmal_von(zelle: Zelle, art: str, pks: Mapping[Bedingung, int]) -> str:
    """Return what a Luecke is known by: its cell, and its kind."""
    return f"{stelle_von(zelle, pks)}|{art}"


def zahlen_in_worten(zelle: Zelle) -> str:
    """Return the counts of a cell in words: the evidence of a Luecke."""
    kreis = "im ganzen Kreis oder online"
    orte = f"Vor Ort {zelle.oertlich}, in der Nähe {zelle.nah}, {kreis} {zelle.kreisweit}, weiter weg {zelle.fern}."
    weit = zelle.km is not None and zelle.km >= 1
    return f"{orte} Das nächste ist etwa {zelle.km:.0f} km entfernt." if weit else orte


class Lueckenschritte(models.Model):
    """Base of Luecke: its status, changed by verbs only. Every verb takes `von`, who does it, and `stand`, the `stand` this
    person saw: where somebody else was quicker the step is refused."""

    Status = Status
    FOLGT = FOLGT

    status = models.CharField("Status", max_length=12, choices=Status, default=Status.ERKANNT, editable=False)
    durch_angebote = models.BooleanField(default=False, editable=False)
    """Closed by Angebote: open again once none of them is public any more, also where they were deleted for good."""

    class Meta:
        abstract = True

    @classmethod
    def erkennen(cls, zelle: Zelle, art: str, *, von: Benutzer | None = None) -> tuple[Self, bool]:
        """Record one kind of gap of a cell; return the Luecke, and whether it is new. Twice is once."""
        if art not in zelle.arten:
            raise ValidationError("Diese Lücke gibt es dort zurzeit nicht. Vielleicht wurde sie eben geschlossen.")
        tag, gebiet = timezone.localdate(), zelle.gebiet
        belege = f"{zahlen_in_worten(zelle)} (Stand {tag:%d.%m.%Y})"
        werte: dict[str, Any] = {"art": art, "belege": belege, "erkannt_am": tag}
        pks: dict[Bedingung, int] = {}
        if gebiet.ebene == Ebene.GEMEINDE:
            werte["gemeinde_id"] = gebiet.orte[0].pk
        elif gebiet.ebene == Ebene.PLANUNGSRAUM:
            werte["planungsraum_id"] = gebiet.orte[0].planungsraum
        for name, wert in zelle.bedingungen:
            modell: Any = cls._meta.get_field(name).related_model
            werte[name] = modell._default_manager.get(**{SCHLUESSEL[name]: wert})
            pks[name, wert] = werte[name].pk
        with transaction.atomic():
            luecke, neu = cls._default_manager.get_or_create(merkmal=merkmal_von(zelle, art, pks), defaults=werte)
            if neu:
                luecke.verlauf.create(status=luecke.status, notiz=belege, von=von)
        return luecke, neu

    # --- steps ------------------------------------------------------------------------------------------------------
    def pruefen(self, notiz: str = "", *, von: Benutzer | None = None, stand: int | None = None) -> None:
        """Somebody looked: it is a gap. What speaks for it goes to the evidence."""
        belege = f"{self.belege}\n{notiz}".strip() if notiz else self.belege
        self._schritt(Status.GEPRUEFT, notiz, von, stand, belege=belege)

    def planen(
        self, entscheidung: str, zustaendig: str, bis: date, *, von: Benutzer | None = None, stand: int | None = None
    ) -> None:
        """It is decided what to do, who does it, and until when."""
        if not (entscheidung and zustaendig and bis):
            raise ValidationError("Bitte sagen Sie, was geplant ist, wer zuständig ist und bis wann.")
        notiz = f"{entscheidung}\nZuständig: {zustaendig}, bis {bis:%d.%m.%Y}"
        self._schritt(Status.GEPLANT, notiz, von, stand, entscheidung=entscheidung, zustaendig=zustaendig, bis=bis)

    def schliessen(
        self,
        angebote: Iterable[Angebot] = (),
        notiz: str = "",
        *,
        von: Benutzer | None = None,
        stand: int | None = None,
    ) -> None:
        """It is closed by these public Angebote, or by what `notiz` says."""
        gewaehlt = list(angebote)
        if not gewaehlt and not notiz:
            raise ValidationError(
                "Bitte wählen Sie ein Angebot, oder schreiben Sie, wodurch die Lücke geschlossen ist."
            )
        oeffentlich = Angebot.objects.oeffentlich().filter(pk__in=[angebot.pk for angebot in gewaehlt])
        if oeffentlich.count() < len(gewaehlt):
            raise ValidationError("Nur ein veröffentlichtes Angebot kann eine Lücke schließen.")
        titel = "; ".join(f"„{angebot}“" for angebot in gewaehlt)
        text = "\n".join(zeile for zeile in (titel and f"Durch {titel}.", notiz) if zeile)
        with transaction.atomic():
            self._schritt(Status.GESCHLOSSEN, text, von, stand, durch_angebote=bool(gewaehlt))
            self.angebote.set(gewaehlt)

    def kein_bedarf(self, begruendung: str, *, von: Benutzer | None = None, stand: int | None = None) -> None:
        """It is decided on purpose that nothing is needed."""
        if not begruendung:
            raise ValidationError("Bitte schreiben Sie, warum dort nichts gebraucht wird.")
        self._schritt(Status.KEIN_BEDARF, begruendung, von, stand, entscheidung=begruendung)

    def wieder_aufnehmen(self, notiz: str = "", *, von: Benutzer | None = None, stand: int | None = None) -> None:
        """What was closed or decided is looked at anew."""
        self._schritt(Status.ERKANNT, notiz, von, stand, durch_angebote=False)

    def _schritt(self, nach: str, notiz: str, von: Benutzer | None, stand: int | None, **felder: Any) -> None:
        with transaction.atomic():
            jetzt = type(self)._default_manager.select_for_update().get(pk=self.pk)  # two who step wait for each other
            if stand is not None and stand != jetzt.stand:
                raise ValidationError(VERALTET, code="veraltet")
            if nach not in FOLGT[jetzt.status]:
                raise ValidationError(
                    "Von „%(von)s“ geht es nicht zu „%(nach)s“.",
                    params={"von": jetzt.get_status_display(), "nach": Status(nach).label},
                )
            for name, wert in (felder | {"status": nach}).items():
                setattr(self, name, wert)
            self.save(update_fields=[*felder, "status"])
            self.verlauf.create(status=nach, notiz=notiz, von=von)

    @property
    def stand(self) -> int:
        """The last entry of the history: who saw this one saw all of it."""
        return self.verlauf.order_by("-pk").values_list("pk", flat=True).first() or 0

    @property
    def folgende(self) -> tuple[str, ...]:
        """What may follow now."""
        return FOLGT[self.status]

    @property
    def art_wort(self) -> Lueckenart:
        return Lueckenart(self.art)
