"""Stichtage: what was public on one day is kept, so that later days can be compared with it."""

from datetime import date

from django.utils import timezone, translation

from netzwerk.models import Stichtag

from . import stand
from .abdeckung import Abdeckung
from .jetzt import abdeckung_jetzt
from .vergleich import Vergleich, Wechsel, vergleiche

__all__ = ["NurHeute", "Vergleich", "Wechsel", "abdeckung_am", "aufnehmen", "vergleiche"]


class NurHeute(ValueError):
    """Nobody can know what was public on another day."""


def abdeckung_am(stichtag: Stichtag) -> Abdeckung:
    """Return the cells of that day, worked out by the rules of today; raises `stand.StandUnlesbar`."""
    return stand.lesen(stichtag.stand, stichtag.tag)


def aufnehmen(tag: date | None = None, notiz: str = "") -> Stichtag:
    """Keep what is public now, under today's date. The last one of a day counts: it takes the place of an earlier one of
    the same day, whose note stays where no new one is given."""
    heute = timezone.localdate()
    if tag not in (None, heute):
        raise NurHeute("Festhalten lässt sich nur der heutige Stand. Was an einem anderen Tag war, weiß niemand.")
    with translation.override("de"):
        werte = {"stand": stand.schreiben(abdeckung_jetzt())} | ({"notiz": notiz} if notiz else {})
    return Stichtag.objects.update_or_create(tag=heute, defaults=werte)[0]
