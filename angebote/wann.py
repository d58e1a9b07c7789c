"""Which Angebote take place today, at the weekend, in the afternoon: sets for the memory of the list."""

from collections.abc import Callable
from datetime import date, time, timedelta
from functools import lru_cache

from angebote.oeffnung import ZONE, Kalender, Vorkommen, Zeiten, augenblick, vorkommen
from angebote.zeiten import alle_zeiten

HEUTE, WOCHENENDE, NACHMITTAGS = "heute", "wochenende", "nachmittags"
WERTE = (HEUTE, WOCHENENDE, NACHMITTAGS)
UNKLAR, MIT_ZEITEN = "zeiten_unklar", "mit_zeiten"
"""Of these Angebote nobody knows whether they belong to a value; these have times at all."""
TAG = timedelta(days=1)
NACHMITTAGE_VORAUS = 35
"""So many days ahead an afternoon counts: whatever takes place once a month does within these."""
MITTAG, ABEND = time(12), time(18)
GEMERKT = 256
"""Many Angebote have the same times: so many answers are kept while the sets are made."""
FRUEH = time(6)
"""What runs on from the day before counts for a day only if it lasts longer than this."""


def spannen(heute: date) -> dict[str, tuple[date, date]]:
    """Return the first and the last day each value is about. The weekend is the next one, on a Saturday or Sunday this."""
    samstag = heute + (5 - heute.weekday()) * TAG
    return {
        HEUTE: (heute, heute),
        WOCHENENDE: (max(samstag, heute), samstag + TAG),
        NACHMITTAGS: (heute, heute + (NACHMITTAGE_VORAUS - 1) * TAG),
    }


def gehoert_zu(wert: str, v: Vorkommen, von: date, bis: date) -> bool:
    """Does an occurrence belong to a value, on one of these days?"""
    if wert == NACHMITTAGS:
        return _am_nachmittag(v, von, bis)
    return von <= v.tag <= bis or v.tag < von and v.ende > augenblick(von, FRUEH)


def _am_nachmittag(v: Vorkommen, von: date, bis: date) -> bool:
    """Does it begin or last between 12 and 18 on a day from Monday to Friday?"""
    tag, letzter = max(v.tag, von), min(v.ende.astimezone(ZONE).date(), bis)
    while tag <= letzter:
        if tag.weekday() < 5 and v.beginn < augenblick(tag, ABEND) and v.ende > augenblick(tag, MITTAG):
            return True
        tag += TAG
    return False


def merkmale(zeiten: Zeiten, kalender: Kalender, heute: date) -> dict[str, bool | None]:
    """Return value → does it take place then: yes, no, or nobody knows."""
    if not (zeiten.fenster or zeiten.termine):
        return {}
    alle = spannen(heute)
    kommende = vorkommen(zeiten, kalender, heute, max(bis for _von, bis in alle.values()))
    antworten: dict[str, bool | None] = {}
    for wert, (von, bis) in alle.items():
        passende = {v.sicher for v in kommende if gehoert_zu(wert, v, von, bis)}
        antworten[wert] = True if True in passende else None if passende else False
    return antworten


def wann_mengen(heute: date, menge: Callable[[list[int]], int], alle: int) -> dict[tuple[str, str], int]:
    """Return the sets of all values, and for each of what nobody knows about it; one query. `menge` makes one of keys,
    `alle` holds all."""
    gefunden: dict[str, list[int]] = {wert: [] for wert in WERTE}
    unklar: dict[str, list[int]] = {wert: [] for wert in WERTE}
    bekannte: list[int] = []
    mit_zeiten: list[int] = []
    gemerkt = lru_cache(maxsize=GEMERKT)(merkmale)
    for pk, zeiten, kalender in alle_zeiten(heute):
        antworten = gemerkt(zeiten, kalender, heute)
        if antworten or zeiten.nach_vereinbarung:
            bekannte.append(pk)
        if antworten:
            mit_zeiten.append(pk)
        for wert, ja in antworten.items():
            if ja is not False:
                (gefunden if ja else unklar)[wert].append(pk)
    mengen = {("wann", wert): menge(pks) for wert, pks in gefunden.items()}
    mengen[MIT_ZEITEN, ""] = menge(mit_zeiten)
    ohne = alle & ~menge(bekannte)
    return mengen | {(UNKLAR, wert): ohne | menge(pks) for wert, pks in unklar.items()}
