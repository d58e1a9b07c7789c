"""Which report an address asks for: its kind, the day, the Gemeinde, the time. What is not understood is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date

from netzwerk.models import Stichtag
from netzwerk.planung.gebiete import Ebene, Gebiet
from netzwerk.planung.jetzt import abdeckung_jetzt
from netzwerk.planung.stand import StandUnlesbar
from netzwerk.planung.stichtage import abdeckung_am

from .bestand import bestandsbericht
from .dokument import Bericht
from .luecken import lueckenbericht
from .moment import Moment
from .sachbericht import Zeitraum, sachbericht
from .steckbrief import steckbriefe

ALLE = "alle"
"""Value of `gemeinde` for a Steckbrief of each of them."""


PDF_HOECHSTENS = 80
"""So many Steckbriefe make one PDF: more would take longer than an order may (akteure/models/auftrag.py)."""
JAHRE = (2000, 2100)
"""Days outside of these years are slips of the pen."""


@dataclass(frozen=True)
class Berichtsart:
    """A kind of report, as the overview shows it."""

    art: str
    name: str
    satz: str


BERICHTE = {
    art.art: art
    for art in (
        Berichtsart(
            "bestand",
            "Bestandsbericht",
            "Was es gibt: nach Lebensphase, Thema, Kosten, Sprache und Ort. Für den Jugendhilfeausschuss.",
        ),
        Berichtsart(
            "luecken",
            "Lückenbericht",
            "Was fehlt, wo es fehlt, was wir nicht wissen. Mit dem Register der Lücken.",
        ),
        Berichtsart(
            "steckbrief",
            "Gemeinde-Steckbrief",
            "Zwei Seiten je Gemeinde: Zahlen, Kette, Lücken, Angebote vor Ort. Einzeln oder für alle.",
        ),
        Berichtsart(
            "sachbericht",
            "Sachbericht",
            "Für die Landesförderung: Ziele, was geschah, Zahlen. Mit Stellen, die Sie selbst ausfüllen.",
        ),
    )
}


class Wunsch:
    """What is asked for. `unklar` names what was not understood; in its place stands what is usual."""

    def __init__(self, art: str, roh: QueryDict) -> None:
        self.art = BERICHTE[art]
        self.unklar: list[str] = []
        self._roh = roh
        self.stichtag = self._stichtag("stichtag")
        self.anfang = self._stichtag("anfang") if art == "sachbericht" else None
        self.heute = timezone.localdate()
        self.von, self.bis = self._zeitraum()

    # --- read -------------------------------------------------------------------------------------------------------
    def _tag(self, name: str) -> date | None:
        wert = self._roh.get(name, "")
        try:
            tag = parse_date(wert)
        except ValueError:
            tag = None
        if tag and not JAHRE[0] <= tag.year <= JAHRE[1]:
            tag = None
        if wert and tag is None:
            self.unklar.append(f"„{wert[:20]}“ ist kein Tag, zu dem wir etwas wissen können.")
        return tag

    def _stichtag(self, name: str) -> Stichtag | None:
        tag = self._tag(name)
        gefunden = Stichtag.objects.filter(tag=tag).first() if tag else None
        if tag and gefunden is None:
            self.unklar.append(f"Für den {tag:%d.%m.%Y} gibt es keinen Stichtag.")
        return gefunden

    def _zeitraum(self) -> tuple[date, date]:
        """Return the time of a Sachbericht; usually this year up to now."""
        if self.art.art != "sachbericht":
            return self.heute, self.heute
        bis = self._tag("bis") or (self.stichtag.tag if self.stichtag else self.heute)
        von = self._tag("von") or (self.anfang.tag if self.anfang else date(bis.year, 1, 1))
        if von > bis:
            self.unklar.append("Der Zeitraum endet, bevor er beginnt. Wir haben beide Tage getauscht.")
        return min(von, bis), max(von, bis)

    def _moment(self, stichtag: Stichtag | None) -> Moment:
        """Return what is known of a day; of today where a Stichtag cannot be read, which is said."""
        if stichtag is not None:
            try:
                return Moment(abdeckung_am(stichtag), stichtag.tag, ist_stichtag=True)
            except StandUnlesbar:
                self.unklar.append(
                    f"Der Stichtag {stichtag.tag:%d.%m.%Y} lässt sich nicht lesen. Sie sehen den Stand von heute."
                )
        return Moment(abdeckung_jetzt(), self.heute)

    @cached_property
    def moment(self) -> Moment:
        return self._moment(self.stichtag)

    @cached_property
    def gebiete(self) -> Sequence[Gebiet]:
        """The Gemeinden of a Steckbrief; none where none is chosen."""
        wert = self._roh.get("gemeinde", "")
        alle = self.moment.gebiete(Ebene.GEMEINDE)
        if self.art.art != "steckbrief" or not wert:
            return []
        if wert == ALLE:
            return alle
        gefunden = [gebiet for gebiet in alle if gebiet.schluessel == wert]
        if not gefunden:
            self.unklar.append(f"Die Gemeinde „{wert[:20]}“ kennen wir nicht.")
        return gefunden

    @property
    def auswahl(self) -> Sequence[Gebiet]:
        """The Gemeinden there is a Steckbrief of."""
        return self.moment.gebiete(Ebene.GEMEINDE) if self.art.art == "steckbrief" else []

    # --- addresses --------------------------------------------------------------------------------------------------
    @property
    def parameter(self) -> list[tuple[str, str]]:
        """(name, value), for a form and for the address."""
        tage: dict[str, Any] = {
            "stichtag": self.stichtag.tag if self.stichtag else None,
            "anfang": self.anfang.tag if self.anfang else None,
        }
        if self.art.art == "sachbericht":
            tage |= {"von": self.von, "bis": self.bis}
        paare = [(name, tag.isoformat()) for name, tag in tage.items() if tag]
        if self.gebiete:
            paare.append(("gemeinde", self.gebiete[0].schluessel if len(self.gebiete) == 1 else ALLE))
        return paare

    @property
    def abfrage(self) -> str:
        return urlencode(self.parameter)

    @property
    def vollstaendig(self) -> bool:
        """Is enough known to make it?"""
        return self.art.art != "steckbrief" or bool(self.gebiete)

    @property
    def zu_viele_fuer_pdf(self) -> bool:
        return len(self.gebiete) > PDF_HOECHSTENS

    # --- what it becomes --------------------------------------------------------------------------------------------
    def berichte(self) -> list[Bericht]:
        """Return the report, of Steckbriefe one for each Gemeinde."""
        match self.art.art:
            case "bestand":
                return [bestandsbericht(self.moment)]
            case "luecken":
                return [lueckenbericht(self.moment)]
            case "steckbrief":
                return steckbriefe(self.moment, self.gebiete)
        return [sachbericht(self.moment, Zeitraum(self.von, self.bis, self._frueher()))]

    def _frueher(self) -> Moment | None:
        """Return what was known at the beginning of a Sachbericht, if that is a day before the one it ends with."""
        if self.anfang is None:
            return None
        if self.anfang.tag >= self.moment.tag:
            self.unklar.append("Der Stichtag am Anfang liegt nicht vor dem am Ende. Wir vergleichen nicht.")
            return None
        frueher = self._moment(self.anfang)
        return frueher if frueher.ist_stichtag else None
