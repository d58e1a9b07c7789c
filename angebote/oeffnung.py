"""When something is open: one pure function over plain values. No query, no clock, no settings.

Everybody means the clock on the wall in Berlin. A time of the day is the first moment at which that clock shows it or a
later one: so the hour that is left out in spring takes nothing but itself, and the hour that comes twice in autumn counts
as long as it lasts. All moments that come back are in UTC: two with the same zone would be compared by their clock.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
TAG = timedelta(days=1)
WOCHE = timedelta(days=7)
BALD = timedelta(minutes=30)
"""What closes within this time closes soon."""
VORSCHAU_TAGE = 92
"""So far ahead the next opening is looked for: the longest Ferien and a month."""


class Zustand(Enum):
    OFFEN = "offen"
    SCHLIESST_BALD = "schliesst_bald"
    OEFFNET = "oeffnet"
    GESCHLOSSEN = "geschlossen"
    NACH_VEREINBARUNG = "nach_vereinbarung"
    UNBEKANNT = "unbekannt"


class Grund(Enum):
    """Why a regular time does not take place, or why nobody knows."""

    AUSNAHME = "ausnahme"
    ANDERE_ZEIT = "andere_zeit"
    FEIERTAG = "feiertag"
    FERIEN = "ferien"
    FERIEN_UNBEKANNT = "ferien_unbekannt"


@dataclass(frozen=True)
class Fenster:
    """A regular time. `wochentag` 0 is Monday; `bis` earlier than `von` is past midnight."""

    wochentag: int
    von: time
    bis: time
    rhythmus: str = "woechentlich"
    nter: int | None = None
    gueltig_von: date | None = None
    gueltig_bis: date | None = None

    def faellt_auf(self, tag: date) -> bool:
        """Does it begin on that day, by weekday, rhythm and validity?"""
        if tag.weekday() != self.wochentag or not _gilt(self.gueltig_von, self.gueltig_bis, tag):
            return False
        if self.rhythmus in ("gerade_kw", "ungerade_kw"):
            return tag.isocalendar().week % 2 == (self.rhythmus == "ungerade_kw")
        if self.rhythmus == "monatlich":
            return (tag + WOCHE).month != tag.month if self.nter == -1 else (tag.day + 6) // 7 == self.nter
        return True


@dataclass(frozen=True)
class Abweichung:
    """Days that are different: `faellt_aus`, or it takes place in spite of all, with times of its own or the usual ones."""

    von: date
    bis: date
    faellt_aus: bool = True
    von_zeit: time | None = None
    bis_zeit: time | None = None
    grund: str = ""


@dataclass(frozen=True)
class Einzeltermin:
    """One date; `kennung` tells it from others."""

    beginn: datetime
    ende: datetime
    abgesagt: bool = False
    kennung: str = ""


@dataclass(frozen=True)
class Kalender:
    """The Schulferien that are known (first and last day each), and the Feiertage."""

    ferien: tuple[tuple[date, date], ...] = ()
    feiertage: Mapping[date, str] = field(default_factory=dict, hash=False)

    @cached_property
    def _bekannt(self) -> tuple[date, date]:
        """From the first to the last row; between two of them is school."""
        return min((von for von, _ in self.ferien), default=date.max), max(
            (b for _, b in self.ferien), default=date.min
        )

    def sind_ferien(self, tag: date) -> bool | None:
        """Return None for days of which nobody knows."""
        if not self._bekannt[0] <= tag <= self._bekannt[1]:
            return None
        return any(von <= tag <= bis for von, bis in self.ferien)


@dataclass(frozen=True)
class Zeiten:
    """All that is known about when an Angebot takes place. `in_ferien` and `an_feiertagen`: None is unknown."""

    fenster: tuple[Fenster, ...] = ()
    abweichungen: tuple[Abweichung, ...] = ()
    termine: tuple[Einzeltermin, ...] = ()
    nach_vereinbarung: bool = False
    in_ferien: bool | None = None
    an_feiertagen: bool | None = None
    gueltig_von: date | None = None
    gueltig_bis: date | None = None


@dataclass(frozen=True)
class Vorkommen:
    """One time it takes place; not `sicher` where nobody knows whether it does, because of `grund`."""

    beginn: datetime
    ende: datetime
    aus: Fenster | Abweichung | Einzeltermin
    sicher: bool = True
    grund: Grund | None = None

    @property
    def tag(self) -> date:
        return self.beginn.astimezone(ZONE).date()


@dataclass(frozen=True)
class Auskunft:
    """The answer: `bis` when it closes, `wann` it opens next (never uncertain), `grund` why it is closed or unknown."""

    zustand: Zustand
    bis: datetime | None = None
    wann: datetime | None = None
    grund: Grund | None = None
    grund_text: str = ""
    termin: bool = False
    """Is that a single date?"""
    ungewiss: bool = False
    """May it open before `wann`?"""
    nach_vereinbarung: bool = False
    """By appointment as well."""


def auskunft(zeiten: Zeiten, kalender: Kalender, jetzt: datetime) -> Auskunft:
    """Return whether it is open at the moment `jetzt`, until when, or when next."""
    jetzt = jetzt.astimezone(UTC)
    heute = jetzt.astimezone(ZONE).date()
    kommende = [v for v in vorkommen(zeiten, kalender, heute - TAG, heute + VORSCHAU_TAGE * TAG) if v.ende > jetzt]
    sichere = zusammengelegt(v for v in kommende if v.sicher)
    unsichere = [v for v in kommende if not v.sicher]
    auch = {"nach_vereinbarung": zeiten.nach_vereinbarung}
    if sichere and sichere[0].beginn <= jetzt:
        offen = sichere[0]
        zustand = Zustand.SCHLIESST_BALD if offen.ende - jetzt <= BALD else Zustand.OFFEN
        return Auskunft(zustand, bis=offen.ende, termin=_ist_termin(offen), **auch)
    naechste = sichere[0] if sichere else None
    ungewiss = next((v for v in unsichere if naechste is None or v.beginn < naechste.beginn), None)
    grund, text = ausfall(zeiten, kalender, heute)
    wie = {"wann": naechste and naechste.beginn, "termin": naechste is not None and _ist_termin(naechste), **auch}
    heute_noch = [v for v in (naechste, ungewiss) if v and v.tag <= heute]
    if grund and not heute_noch:
        return Auskunft(Zustand.GESCHLOSSEN, grund=grund, grund_text=text, ungewiss=ungewiss is not None, **wie)
    if ungewiss:
        return Auskunft(Zustand.UNBEKANNT, grund=ungewiss.grund, ungewiss=True, **wie)
    return Auskunft(Zustand.OEFFNET if naechste else _ohne_naechstes(zeiten, heute), **wie)


def _ohne_naechstes(zeiten: Zeiten, heute: date) -> Zustand:
    """Nothing ahead: closed is only what has regular times that do not take place, or begin later; all else is unknown."""
    if any(not _vorbei(zeiten, fenster, heute) for fenster in zeiten.fenster):
        return Zustand.GESCHLOSSEN
    return Zustand.NACH_VEREINBARUNG if zeiten.nach_vereinbarung else Zustand.UNBEKANNT


def _vorbei(zeiten: Zeiten, fenster: Fenster, heute: date) -> bool:
    return any(bis is not None and bis < heute for bis in (fenster.gueltig_bis, zeiten.gueltig_bis))


def _ist_termin(v: Vorkommen) -> bool:
    return isinstance(v.aus, Einzeltermin)


# --- occurrences ----------------------------------------------------------------------------------------------------
def vorkommen(zeiten: Zeiten, kalender: Kalender, von: date, bis: date) -> list[Vorkommen]:
    """Return all that begins on one of these days, and the Termine that still run on the first of them, in order."""
    alle = [
        *_regelmaessige(zeiten, kalender, von, bis),
        *_mit_anderer_zeit(zeiten, von, bis),
        *_termine(zeiten, von, bis),
    ]
    return sorted(alle, key=lambda v: (v.beginn, v.ende))


def _regelmaessige(zeiten: Zeiten, kalender: Kalender, von: date, bis: date) -> Iterator[Vorkommen]:
    for fenster in zeiten.fenster:
        tag = von + ((fenster.wochentag - von.weekday()) % 7) * TAG
        while tag <= bis:
            if fenster.faellt_auf(tag) and _gilt(zeiten.gueltig_von, zeiten.gueltig_bis, tag):
                statt, grund, _text = lage(zeiten, kalender, tag)
                if statt is not False:
                    yield from _dauer(tag, fenster.von, fenster.bis, fenster, statt is True, grund)
            tag += WOCHE


def _mit_anderer_zeit(zeiten: Zeiten, von: date, bis: date) -> Iterator[Vorkommen]:
    for abweichung in zeiten.abweichungen:
        if abweichung.von_zeit is None or abweichung.bis_zeit is None:
            continue
        tag = max(abweichung.von, von)
        while tag <= min(abweichung.bis, bis):
            yield from _dauer(tag, abweichung.von_zeit, abweichung.bis_zeit, abweichung, True, None)
            tag += TAG


def _termine(zeiten: Zeiten, von: date, bis: date) -> Iterator[Vorkommen]:
    anfang, schluss = augenblick(von, time.min), augenblick(bis + TAG, time.min)
    for termin in zeiten.termine:
        beginn, ende = termin.beginn.astimezone(UTC), termin.ende.astimezone(UTC)
        if not termin.abgesagt and beginn < schluss and ende > anfang:
            yield Vorkommen(beginn, ende, termin)


def _dauer(
    tag: date, von: time, bis: time, aus: Fenster | Abweichung, sicher: bool, grund: Grund | None
) -> Iterator[Vorkommen]:
    """Yield it, unless the hour that is left out in spring swallows it whole."""
    beginn, ende = augenblick(tag, von), augenblick(tag + TAG if bis <= von else tag, bis)
    if beginn < ende:
        yield Vorkommen(beginn, ende, aus, sicher, grund)


def zusammengelegt(alle: Iterable[Vorkommen]) -> list[Vorkommen]:
    """Return them in order, those that overlap or touch as one."""
    fertig: list[Vorkommen] = []
    for v in sorted(alle, key=lambda v: (v.beginn, v.ende)):
        if fertig and v.beginn <= fertig[-1].ende:
            letzte = fertig[-1]
            fertig[-1] = Vorkommen(letzte.beginn, max(letzte.ende, v.ende), letzte.aus, letzte.sicher, letzte.grund)
        else:
            fertig.append(v)
    return fertig


def ueberschneidung(fenster: Iterable[Fenster], heute: date) -> date | None:
    """Return the first day of the coming months on which two regular times overlap."""
    zeiten = Zeiten(tuple(fenster), in_ferien=True, an_feiertagen=True)
    alle = vorkommen(zeiten, Kalender(), heute, heute + VORSCHAU_TAGE * TAG)
    return next((spaeter.tag for frueher, spaeter in pairwise(alle) if spaeter.beginn < frueher.ende), None)


# --- one day --------------------------------------------------------------------------------------------------------
def lage(zeiten: Zeiten, kalender: Kalender, tag: date) -> tuple[bool | None, Grund | None, str]:
    """Return whether the regular times that begin on a day take place, and why not or why nobody knows."""
    heutige = [a for a in zeiten.abweichungen if a.von <= tag <= a.bis]
    if any(a.von_zeit for a in heutige):
        return False, Grund.ANDERE_ZEIT, ""
    if absage := next((a for a in heutige if a.faellt_aus), None):
        return False, Grund.AUSNAHME, absage.grund
    if heutige:
        return True, None, ""
    offen: list[Grund] = []
    for trifft_zu, gilt, grund in (
        (tag in kalender.feiertage, zeiten.an_feiertagen, Grund.FEIERTAG),
        (kalender.sind_ferien(tag), zeiten.in_ferien, Grund.FERIEN),
    ):
        if trifft_zu is False or gilt:
            continue
        if trifft_zu and gilt is False:
            return False, grund, ""
        offen.append(grund if trifft_zu else Grund.FERIEN_UNBEKANNT)
    return (None, offen[0], "") if offen else (True, None, "")


def ausfall(zeiten: Zeiten, kalender: Kalender, tag: date) -> tuple[Grund | None, str]:
    """Return why regular times of a day do not take place; None where there are none, or where they do."""
    uebliche = [f for f in zeiten.fenster if f.faellt_auf(tag) and _gilt(zeiten.gueltig_von, zeiten.gueltig_bis, tag)]
    statt, grund, text = lage(zeiten, kalender, tag)
    return (grund, text) if uebliche and statt is False and grund != Grund.ANDERE_ZEIT else (None, "")


def augenblick(tag: date, uhrzeit: time) -> datetime:
    """Return the first moment at which the clock in Berlin shows this time of the day or a later one."""
    an_der_wand = datetime.combine(tag, uhrzeit)
    while (moment := an_der_wand.replace(tzinfo=ZONE).astimezone(UTC)).astimezone(ZONE).replace(
        tzinfo=None
    ) != an_der_wand:
        an_der_wand = an_der_wand.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return moment


def _gilt(von: date | None, bis: date | None, tag: date) -> bool:
    return (von is None or von <= tag) and (bis is None or tag <= bis)
