"""The search log: what is asked waits in the worker for a moment, then is counted by week. Who asked, nobody knows.

In clear stand only our own Begriffe, and words that were asked `SICHTBAR_AB` times. Of every other word a keyed hash is
kept, which cannot be turned back: the word itself can be written only by the question that makes it frequent enough.
Of a line that is about a danger nothing is kept but the Begriff, without a place.
"""

import atexit
import logging
import threading
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from urllib.parse import parse_qsl

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F, Max, Q, Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac

from akteure.falten import stamm, suchform, woerter
from akteure.models import Planungsraum
from angebote.filter import AngebotFilter
from angebote.models import Begriff, Suchprotokoll
from angebote.models.protokoll import montag

from .deuten import Deutung
from .woerterbuch import STOPPWOERTER

SICHTBAR_AB = 3
"""Asked so many times, a word is shown."""
HOECHSTENS_ZEICHEN, HOECHSTENS_WOERTER, HOECHSTENS_ZIFFERN = 60, 4, 3
"""What is longer, or holds more digits, may be about a person: it is counted, but never shown."""
SEKUNDEN = 30
"""So long a question waits for others before all are written."""
HOECHSTENS_WARTEND = 500
"""So many different questions wait in a worker; what comes on top is not counted."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Frage:
    """What is counted: a word (by its key) or a Begriff, in one week, around one place."""

    woche: date
    schluessel: str
    begriff: int | None
    raum: int | None

    @property
    def kennung(self) -> str:
        return _pruefwert("zeile", f"{self.woche} {self.schluessel} {self.raum}")


@dataclass
class Stand:
    """How often a question came since the last writing; `text` is the word, where it may be shown one day."""

    anzahl: int = 0
    ohne_treffer: int = 0
    text: str = ""


class Puffer:
    """The questions that wait to be written. Safe between the threads of a worker; the first one starts the clock."""

    def __init__(self) -> None:
        self._schloss = threading.Lock()
        self._wartend: dict[Frage, Stand] = {}
        self._uhr: threading.Timer | None = None

    def zaehle(self, frage: Frage, ohne_treffer: bool, text: str = "") -> None:
        with self._schloss:
            if frage not in self._wartend and len(self._wartend) >= HOECHSTENS_WARTEND:
                return
            stand = self._wartend.setdefault(frage, Stand())
            stand.text = stand.text or text
            stand.anzahl += 1
            stand.ohne_treffer += ohne_treffer
            if self._uhr is None:
                self._uhr = threading.Timer(SEKUNDEN, _im_hintergrund)
                self._uhr.daemon = True
                self._uhr.start()

    def leere(self) -> dict[Frage, Stand]:
        """Return what waited, and stop the clock."""
        with self._schloss:
            wartend, self._wartend = self._wartend, {}
            if self._uhr is not None:
                self._uhr.cancel()
                self._uhr = None
        return wartend


puffer = Puffer()


# --- what is asked --------------------------------------------------------------------------------------------------
def protokolliere(auswahl: AngebotFilter, adresse_davor: str | None) -> None:
    """Count the search line of a list: on its first page, and not again when only a filter beside it changes."""
    if not settings.SUCHPROTOKOLL or not auswahl.deutung or "seite" in auswahl.roh:
        return
    davor = dict(parse_qsl((adresse_davor or "").partition("#")[0].partition("?")[2])).get("q", "")
    # Places and filters that were understood have left the line since, so it may be shorter than it was.
    if not set(woerter(auswahl.getippt)) <= set(woerter(davor)):
        # Where somebody is was not told to be counted, not even roughly.
        raeume = set() if auswahl.ortswahl.punkt else auswahl.ortswahl.planungsraeume
        merke(auswahl.getippt, auswahl.deutung, auswahl.anzahl, raeume, teilweise=auswahl.teilweise)


def merke(q: str, deutung: Deutung, treffer: int, raeume: Collection[int], *, teilweise: bool = False) -> None:
    """Let the Begriffe of a line and the words between them wait to be counted; `teilweise`: no hit met every word."""
    woche = montag(timezone.localdate())
    raum = next(iter(raeume)) if len(raeume) == 1 and not deutung.anlaesse else None
    for begriff in {bedeutung.pk for teil in deutung.begriffe for bedeutung in teil.bedeutungen}:
        puffer.zaehle(Frage(woche, _pruefwert("begriff", str(begriff)), begriff, raum), not treffer)
    for text in unverstanden(q, deutung) if not deutung.anlaesse else ():
        frage = Frage(woche, _pruefwert("wort", stamm(text)), None, raum)
        puffer.zaehle(frage, teilweise or not treffer, text if darf_gezeigt_werden(text) else "")


def unverstanden(q: str, deutung: Deutung) -> Iterator[str]:
    """Yield the runs of words as typed of which none belongs to a Begriff, without stop words at their ends."""
    unbekannt = (stelle for teil in deutung.teile if not teil.bedeutungen for stelle in teil.stellen)
    frei = {form for stelle in unbekannt for form in suchform(stelle.text).split()}

    def formen(wort: str) -> set[str]:
        return set(suchform(wort).split())

    for passt, lauf in groupby(q.split(), lambda wort: bool(formen(wort)) and formen(wort) <= frei | STOPPWOERTER):
        worte = list(lauf)
        stellen = [stelle for stelle, wort in enumerate(worte) if passt and formen(wort) & frei]
        if stellen:
            text = " ".join(worte[stellen[0] : stellen[-1] + 1])
            yield "".join(z for z in unicodedata.normalize("NFKC", text) if z.isprintable()).strip(".,;:!?\"'„“()")


def darf_gezeigt_werden(text: str) -> bool:
    """May the word be shown once it is frequent? Not what looks like a phone number, an address, a name with a story."""
    kurz = 0 < len(text) <= HOECHSTENS_ZEICHEN and len(text.split()) <= HOECHSTENS_WOERTER
    return kurz and "@" not in text and sum(zeichen.isdigit() for zeichen in text) <= HOECHSTENS_ZIFFERN


def _pruefwert(zweck: str, wert: str) -> str:
    """Return the hash of `wert` under a key that only this site has (derived from SECRET_KEY)."""
    return salted_hmac(f"angebote.suchprotokoll.{zweck}", wert, algorithm="sha256").hexdigest()


# --- writing --------------------------------------------------------------------------------------------------------
def schreibe() -> None:
    """Write what waits. Nothing that goes wrong here reaches a visitor; what could not be written is lost."""
    wartend = puffer.leere()
    if not wartend or not settings.SUCHPROTOKOLL:
        return
    try:
        _raeume_auf(timezone.localdate())
        _schreiben(wartend)
    except Exception:  # whatever it is: nobody waits for this thread, and the log must not stop for good
        log.exception("Suchprotokoll: %s Zeilen sind nicht geschrieben", len(wartend))


def _im_hintergrund() -> None:
    try:
        schreibe()
    finally:
        connection.close()


@transaction.atomic
def _schreiben(wartend: dict[Frage, Stand]) -> None:
    """Add the counts, in the order of the keys: workers that write at the same time never wait for each other in a ring."""
    begriffe = Begriff.objects.in_bulk({frage.begriff for frage in wartend} - {None})
    da = {frage: stand for frage, stand in wartend.items() if frage.begriff is None or frage.begriff in begriffe}
    geordnet = sorted(da.items(), key=lambda zeile: zeile[0].kennung)
    raeume = Planungsraum.objects.in_bulk({frage.raum for frage in wartend} - {None})
    zeilen = [
        Suchprotokoll(
            kennung=frage.kennung,
            woche=frage.woche,
            schluessel=frage.schluessel,
            text=begriffe[frage.begriff].name if frage.begriff else "",
            begriff_id=frage.begriff,
            planungsraum=raeume.get(frage.raum),
        )
        for frage, _stand in geordnet
    ]
    Suchprotokoll.objects.bulk_create(zeilen, ignore_conflicts=True)
    for frage, stand in geordnet:
        Suchprotokoll.objects.filter(pk=frage.kennung).update(
            anzahl=F("anzahl") + stand.anzahl, ohne_treffer=F("ohne_treffer") + stand.ohne_treffer
        )
    _aufdecken({frage.schluessel: stand.text for frage, stand in wartend.items() if stand.text})


def _aufdecken(texte: dict[str, str]) -> None:
    """Write the words that are no longer rare; in a later week they keep how they were written, and whether they are done."""
    haeufig = (
        Suchprotokoll.objects.filter(schluessel__in=texte)
        .values("schluessel")
        .annotate(summe=Sum("anzahl"), bisher=Max("text"), erledigte=Count("pk", filter=Q(erledigt=True)))
        .filter(summe__gte=SICHTBAR_AB)
        .order_by("schluessel")
    )
    for wort in haeufig:
        Suchprotokoll.objects.versteckt().filter(schluessel=wort["schluessel"]).update(
            text=wort["bisher"] or texte[wort["schluessel"]], erledigt=bool(wort["erledigte"])
        )


@lru_cache(maxsize=1)
def _raeume_auf(heute: date) -> None:
    """Once a day, beside the writing: delete what is older than it may be."""
    Suchprotokoll.objects.abgelaufen().delete()


atexit.register(schreibe)
