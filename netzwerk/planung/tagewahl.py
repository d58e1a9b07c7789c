"""Which two days somebody wants to compare: read from the address, and what is wrong with it in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from netzwerk.models import Stichtag

from .abdeckung import Abdeckung
from .gebiete import Ebene
from .jetzt import abdeckung_jetzt
from .stand import StandUnlesbar
from .stichtage import abdeckung_am
from .vergleich import Vergleich, vergleiche

VIELE_GEMEINDEN = 200
"""From so many on, Planungsräume are compared unless somebody asks for Gemeinden."""


@dataclass
class Tagewahl:
    """Two days in their order (`bis` None: today, as it is now), and for which areas."""

    von: date | None = None
    bis: date | None = None
    ebene: str = ""
    maengel: list[str] = field(default_factory=list)

    @classmethod
    def aus(cls, abfrage: Mapping[str, str]) -> "Tagewahl":
        """Read `?von=&bis=&ebene=`; what cannot be read is named and left out."""
        wahl = cls(ebene=abfrage.get("ebene", ""))
        if wahl.ebene not in ("", *Ebene.values):
            wahl.maengel.append("Diese Einteilung gibt es nicht.")
            wahl.ebene = ""
        wahl.von, wahl.bis = wahl._tag(abfrage.get("von", "")), wahl._tag(abfrage.get("bis", ""))
        if wahl.bis and wahl.von and wahl.bis < wahl.von:
            wahl.von, wahl.bis = wahl.bis, wahl.von
            wahl.maengel.append("Der erste Tag lag hinter dem zweiten. Wir haben sie getauscht.")
        if wahl.von and wahl.von == wahl.bis:
            wahl.maengel.append("Das ist zweimal derselbe Tag. Bitte wählen Sie zwei verschiedene.")
            wahl.von = None
        return wahl

    def _tag(self, text: str) -> date | None:
        if not text:
            return None
        try:
            return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007
        except ValueError:
            self.maengel.append("Eines der beiden Daten ist kein Tag.")
            return None

    def vergleich(self) -> Vergleich | None:
        """Return what changed, or None with the reason among `maengel`."""
        if self.von is None:
            return None
        alt, neu = self._abdeckung(self.von), self._abdeckung(self.bis)
        if alt is None or neu is None:
            return None
        viele = len(neu.fakten.gebiete.orte) > VIELE_GEMEINDEN
        self.ebene = self.ebene or str(Ebene.PLANUNGSRAUM if viele else Ebene.GEMEINDE)
        return vergleiche(alt, neu, neu.fakten.gebiete.alle(self.ebene))

    def _abdeckung(self, tag: date | None) -> Abdeckung | None:
        if tag is None:
            return abdeckung_jetzt()
        stichtag = Stichtag.objects.filter(tag=tag).first()
        if stichtag is None:
            self.maengel.append(f"Für den {tag:%d.%m.%Y} ist kein Stand festgehalten.")
            return None
        try:
            return abdeckung_am(stichtag)
        except StandUnlesbar as grund:
            self.maengel.append(f"{tag:%d.%m.%Y}: {grund}")
            return None

    @property
    def bis_name(self) -> str:
        return f"{self.bis:%d.%m.%Y}" if self.bis else f"heute, {timezone.localdate():%d.%m.%Y}"
