"""When something is open: the pure function against a calendar that walks minute by minute, and the traps by name."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from angebote.feiertage import feiertage_um
from angebote.oeffnung import (
    Abweichung,
    Einzeltermin,
    Fenster,
    Grund,
    Kalender,
    Zeiten,
    Zustand,
    augenblick,
    auskunft,
    vorkommen,
)

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
TAG = timedelta(days=1)


def um(text: str, fold: int = 0) -> datetime:
    """Return a moment by the clock in Berlin: "2027-03-28 15:30"."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN, fold=fold)


def jeden(wochentag: int, von: str, bis: str, **mehr) -> Fenster:
    return Fenster(wochentag, time.fromisoformat(von), time.fromisoformat(bis), **mehr)


SCHULE = Kalender(((date(2020, 1, 1), date(2020, 1, 1)), (date(2035, 1, 1), date(2035, 1, 1))))
"""Every day between is known to be no Ferien."""
IMMER = {"in_ferien": True, "an_feiertagen": True}


# --- an independent calendar ----------------------------------------------------------------------------------------
class Minutenkalender:
    """Says for every minute whether it is open (True), perhaps open (None) or not, by walking the clock on the wall."""

    def __init__(self, zeiten: Zeiten, kalender: Kalender, von: date, tage: int) -> None:
        self.minuten: list[tuple[datetime, datetime]] = []
        jetzt = datetime(von.year, von.month, von.day, tzinfo=UTC) - timedelta(days=1)
        for _ in range((tage + 2) * 24 * 60):
            self.minuten.append((jetzt, jetzt.astimezone(BERLIN).replace(tzinfo=None)))
            jetzt += MINUTE
        self.sicher: set[datetime] = set()
        self.vielleicht: set[datetime] = set()
        for nummer in range(-1, tage + 1):
            self._tag(zeiten, kalender, von + nummer * TAG)
        for termin in zeiten.termine:
            if not termin.abgesagt:
                self.sicher |= {m for m, _ in self.minuten if termin.beginn <= m < termin.ende}

    def _tag(self, zeiten: Zeiten, kalender: Kalender, tag: date) -> None:
        eigene = [a for a in zeiten.abweichungen if a.von <= tag <= a.bis and a.von_zeit]
        for abweichung in eigene:
            self.sicher |= self._spanne(tag, abweichung.von_zeit, abweichung.bis_zeit)
        if eigene:
            return
        stand = self._stand(zeiten, kalender, tag)
        ziel = {"ja": self.sicher, "unklar": self.vielleicht}.get(stand)
        for fenster in zeiten.fenster:
            if ziel is not None and self._ist_dran(fenster, tag):
                ziel |= self._spanne(tag, fenster.von, fenster.bis)

    def _stand(self, zeiten: Zeiten, kalender: Kalender, tag: date) -> str:
        arten = {a.faellt_aus for a in zeiten.abweichungen if a.von <= tag <= a.bis}
        if arten:
            return "nein" if True in arten else "ja"
        gruende = []
        if tag in kalender.feiertage:
            gruende.append(zeiten.an_feiertagen)
        bekannt = kalender.ferien and kalender.ferien[0][0] <= tag <= max(bis for _, bis in kalender.ferien)
        if not bekannt:
            gruende.append(True if zeiten.in_ferien else None)
        elif any(von <= tag <= bis for von, bis in kalender.ferien):
            gruende.append(zeiten.in_ferien)
        return "nein" if False in gruende else "unklar" if None in gruende else "ja"

    @staticmethod
    def _ist_dran(fenster: Fenster, tag: date) -> bool:
        if fenster.gueltig_von and tag < fenster.gueltig_von or fenster.gueltig_bis and tag > fenster.gueltig_bis:
            return False
        if calendar.weekday(tag.year, tag.month, tag.day) != fenster.wochentag:
            return False
        woche = int(tag.strftime("%V"))
        im_monat = [
            wochen[fenster.wochentag]
            for wochen in calendar.monthcalendar(tag.year, tag.month)
            if wochen[fenster.wochentag]
        ]
        return {
            "woechentlich": True,
            "gerade_kw": woche % 2 == 0,
            "ungerade_kw": woche % 2 == 1,
            "monatlich": tag.day == im_monat[fenster.nter if fenster.nter == -1 else (fenster.nter or 1) - 1],
        }[fenster.rhythmus]

    def _spanne(self, tag: date, von: time, bis: time) -> set[datetime]:
        """Open from the first minute whose clock shows `von` or later, until the first that shows `bis` or later."""
        beginn = datetime.combine(tag, von)
        ende = datetime.combine(tag if bis > von else tag + TAG, bis)
        offen, fertig, minuten = False, False, set()
        for moment, wand in self.minuten:
            if wand < beginn - TAG:
                continue
            offen = offen or wand >= beginn
            fertig = fertig or wand >= ende
            if fertig:
                break
            if offen:
                minuten.add(moment)
        return minuten

    def oeffnet_nach(self, moment: datetime) -> datetime | None:
        return min((m for m in self.sicher if m > moment), default=None)


UMSTELLUNGEN = [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2028, 2, 29), date(2026, 12, 31)]
ZEITEN = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
NAHE_TAGE = st.builds(lambda tag, plus: tag + plus * TAG, st.sampled_from(UMSTELLUNGEN), st.integers(-3, 3))


@st.composite
def fenster_an(draw, tag: date) -> Fenster:
    von = draw(ZEITEN)
    bis = draw(ZEITEN.filter(lambda zeit: zeit != von))
    rhythmus = draw(st.sampled_from(["woechentlich", "woechentlich", "gerade_kw", "ungerade_kw", "monatlich"]))
    nter = draw(st.sampled_from([1, 2, 3, 4, -1])) if rhythmus == "monatlich" else None
    grenze = st.none() | st.builds(lambda plus: tag + plus * TAG, st.integers(-4, 4))
    return Fenster(draw(st.integers(0, 6)), von, bis, rhythmus, nter, draw(grenze), draw(grenze))


@st.composite
def lagen(draw) -> tuple[Zeiten, Kalender, date]:
    tag = draw(NAHE_TAGE)
    tage = st.builds(lambda plus: tag + plus * TAG, st.integers(-2, 4))

    @st.composite
    def abweichungen(draw):
        von, laenge = draw(tage), draw(st.integers(0, 3))
        aus = draw(st.booleans())
        zeiten = draw(st.tuples(ZEITEN, ZEITEN).filter(lambda paar: paar[0] != paar[1]))
        eigene = zeiten if not aus and draw(st.booleans()) else (None, None)
        return Abweichung(von, von + laenge * TAG, aus, *eigene)

    @st.composite
    def termine(draw):
        beginn = datetime.combine(draw(tage), draw(ZEITEN), UTC)
        return Einzeltermin(beginn, beginn + draw(st.integers(1, 200)) * 15 * MINUTE, draw(st.booleans()))

    dreiwertig = st.sampled_from([True, False, None])
    zeiten = Zeiten(
        tuple(draw(st.lists(fenster_an(tag), max_size=4))),
        tuple(draw(st.lists(abweichungen(), max_size=2))),
        tuple(draw(st.lists(termine(), max_size=2))),
        draw(st.booleans()),
        draw(dreiwertig),
        draw(dreiwertig),
    )
    ferien = sorted((von, von + draw(st.integers(0, 3)) * TAG) for von in draw(st.lists(tage, max_size=2)))
    bekannt = SCHULE.ferien if draw(st.booleans()) else ()
    rand = sorted([*ferien, *bekannt])
    return zeiten, Kalender(tuple(rand), dict.fromkeys(draw(st.lists(tage, max_size=2)), "frei")), tag


@settings(max_examples=80, deadline=None)
@given(lagen(), st.lists(st.integers(0, 4 * 24 * 60 - 1), min_size=6, max_size=6))
def test_every_answer_is_that_of_a_calendar_that_walks_minute_by_minute(lage, stellen):
    zeiten, kalender, tag = lage
    minuten = Minutenkalender(zeiten, kalender, tag, 8)
    for stelle in stellen:
        jetzt = datetime(tag.year, tag.month, tag.day, tzinfo=UTC) + stelle * MINUTE
        antwort = auskunft(zeiten, kalender, jetzt)
        assert (antwort.zustand in (Zustand.OFFEN, Zustand.SCHLIESST_BALD)) == (jetzt in minuten.sicher)
        if jetzt in minuten.sicher:
            schluss = jetzt
            while schluss in minuten.sicher:
                schluss += MINUTE
            if schluss < minuten.minuten[-1][0]:
                assert antwort.bis == schluss
                assert (antwort.zustand == Zustand.SCHLIESST_BALD) == (schluss - jetzt <= 30 * MINUTE)
            continue
        if jetzt in minuten.vielleicht:
            assert antwort.zustand == Zustand.UNBEKANNT
        naechste = minuten.oeffnet_nach(jetzt)
        if naechste and naechste < minuten.minuten[-1][0] - TAG:
            assert antwort.wann == naechste
            assert antwort.ungewiss == any(jetzt <= m < naechste for m in minuten.vielleicht)
            offen = (
                (Zustand.UNBEKANNT, Zustand.GESCHLOSSEN) if antwort.ungewiss else (Zustand.OEFFNET, Zustand.GESCHLOSSEN)
            )
            assert antwort.zustand in offen
        elif antwort.wann:
            assert antwort.wann > minuten.minuten[-1][0] - 2 * TAG


@settings(max_examples=50, deadline=None)
@given(lagen())
def test_the_occurrences_cover_the_same_minutes(lage):
    zeiten, kalender, tag = lage
    minuten = Minutenkalender(zeiten, kalender, tag, 5)
    gefunden = vorkommen(zeiten, kalender, tag, tag + 3 * TAG)
    for v in gefunden:
        menge = minuten.sicher if v.sicher else minuten.vielleicht
        assert v.beginn < v.ende
        ende = min(v.ende, minuten.minuten[-1][0])
        assert all(
            v.beginn + n * MINUTE in menge
            for n in range(int((ende - v.beginn) / MINUTE))
            if v.beginn >= minuten.minuten[0][0]
        )
    von, bis = augenblick(tag + TAG, time.min), augenblick(tag + 2 * TAG, time.min)
    for menge, sicher in ((minuten.sicher, True), (minuten.vielleicht, False)):
        mittags = {m for m in menge if von <= m < bis}
        assert all(any(v.beginn <= m < v.ende for v in gefunden if v.sicher == sicher) for m in mittags)


@settings(max_examples=40, deadline=None)
@given(lagen())
def test_by_appointment_changes_nothing_but_what_is_not_known(lage):
    zeiten, kalender, tag = lage
    ohne, mit = (
        auskunft(
            Zeiten(
                *(getattr(zeiten, f) for f in ("fenster", "abweichungen", "termine")),
                ja,
                zeiten.in_ferien,
                zeiten.an_feiertagen,
            ),
            kalender,
            um(f"{tag} 12:00"),
        )
        for ja in (False, True)
    )
    assert mit.nach_vereinbarung and not ohne.nach_vereinbarung
    assert (mit.bis, mit.wann, mit.grund) == (ohne.bis, ohne.wann, ohne.grund)
    assert mit.zustand == ohne.zustand or (ohne.zustand, mit.zustand) == (
        Zustand.UNBEKANNT,
        Zustand.NACH_VEREINBARUNG,
    )


@pytest.mark.parametrize(
    ("rhythmus", "nter"),
    [("woechentlich", None), ("gerade_kw", None), ("ungerade_kw", None), *(("monatlich", n) for n in (1, 2, 3, 4, -1))],
)
def test_every_rhythm_falls_on_the_days_of_the_calendar(rhythmus, nter):
    for wochentag in range(7):
        fenster = jeden(wochentag, "09:00", "10:00", rhythmus=rhythmus, nter=nter)
        tage = [date(2026, 1, 1) + nummer * TAG for nummer in range(3 * 366)]
        assert [fenster.faellt_auf(tag) for tag in tage] == [Minutenkalender._ist_dran(fenster, tag) for tag in tage]


# --- the traps by name ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("jetzt", "zustand", "wort"),
    [
        ("2026-12-01 14:00", Zustand.OEFFNET, "2026-12-01 15:00"),
        ("2026-12-01 15:00", Zustand.OFFEN, "2026-12-01 17:00"),
        ("2026-12-01 16:29", Zustand.OFFEN, "2026-12-01 17:00"),
        ("2026-12-01 16:30", Zustand.SCHLIESST_BALD, "2026-12-01 17:00"),
        ("2026-12-01 17:00", Zustand.OEFFNET, "2026-12-08 15:00"),
    ],
)
def test_a_weekly_slot(jetzt, zustand, wort):
    antwort = auskunft(Zeiten((jeden(1, "15:00", "17:00"),), **IMMER), SCHULE, um(jetzt))
    assert (antwort.zustand, antwort.bis or antwort.wann) == (zustand, um(wort).astimezone(UTC))


def test_nothing_known_is_unknown_never_closed():
    assert auskunft(Zeiten(), SCHULE, um("2026-12-01 15:00")).zustand == Zustand.UNBEKANNT


def test_an_expired_slot_says_nothing_about_today():
    zeiten = Zeiten((jeden(1, "15:00", "17:00", gueltig_bis=date(2026, 7, 31)),), **IMMER)
    assert auskunft(zeiten, SCHULE, um("2026-12-01 15:00")).zustand == Zustand.UNBEKANNT


def test_only_by_appointment():
    assert auskunft(Zeiten(nach_vereinbarung=True), SCHULE, um("2026-12-01 15:00")).zustand == Zustand.NACH_VEREINBARUNG


def test_slots_that_overlap_or_touch_are_one():
    fenster = (jeden(1, "09:00", "12:00"), jeden(1, "11:00", "13:00"), jeden(1, "13:00", "14:00"))
    antwort = auskunft(Zeiten(fenster, **IMMER), SCHULE, um("2026-12-01 10:00"))
    assert antwort.bis == um("2026-12-01 14:00").astimezone(UTC)


def test_past_midnight_belongs_to_the_day_it_began():
    zeiten = Zeiten((jeden(4, "20:00", "02:00"),), **IMMER)
    assert auskunft(zeiten, SCHULE, um("2026-12-05 01:00")).zustand == Zustand.OFFEN
    assert auskunft(zeiten, SCHULE, um("2026-12-04 01:00")).zustand == Zustand.OEFFNET


def test_the_night_in_spring_without_the_hour_from_two_to_three():
    (v,) = vorkommen(Zeiten((jeden(6, "02:00", "04:00"),), **IMMER), SCHULE, date(2027, 3, 28), date(2027, 3, 28))
    assert (v.beginn, v.ende) == (datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 3, 28, 2, tzinfo=UTC))
    assert not vorkommen(Zeiten((jeden(6, "02:15", "02:45"),), **IMMER), SCHULE, date(2027, 3, 28), date(2027, 3, 28))


def test_the_night_in_autumn_with_that_hour_twice():
    (v,) = vorkommen(Zeiten((jeden(6, "02:00", "04:00"),), **IMMER), SCHULE, date(2026, 10, 25), date(2026, 10, 25))
    assert v.ende - v.beginn == timedelta(hours=3)


def test_the_29th_of_february():
    letzter = Zeiten((jeden(1, "10:00", "11:00", rhythmus="monatlich", nter=-1),), **IMMER)
    gefunden = vorkommen(letzter, SCHULE, date(2028, 2, 1), date(2028, 3, 31))
    assert [v.tag for v in gefunden] == [date(2028, 2, 29), date(2028, 3, 28)]


def test_week_53_and_the_week_after_it_are_both_odd():
    zeiten = Zeiten((jeden(2, "10:00", "11:00", rhythmus="ungerade_kw"),), **IMMER)
    gefunden = vorkommen(zeiten, SCHULE, date(2026, 12, 21), date(2027, 1, 17))
    assert [v.tag for v in gefunden] == [date(2026, 12, 30), date(2027, 1, 6)]


FERIEN = Kalender(
    ((date(2026, 12, 23), date(2027, 1, 9)), (date(2027, 3, 30), date(2027, 4, 3))), feiertage_um(date(2026, 12, 1))
)


@pytest.mark.parametrize(
    ("in_ferien", "zustand", "grund"),
    [
        (True, Zustand.OFFEN, None),
        (False, Zustand.GESCHLOSSEN, Grund.FERIEN),
        (None, Zustand.UNBEKANNT, Grund.FERIEN),
    ],
)
def test_in_the_schulferien(in_ferien, zustand, grund):
    zeiten = Zeiten((jeden(1, "15:00", "17:00"),), in_ferien=in_ferien)
    antwort = auskunft(zeiten, FERIEN, um("2026-12-29 15:30"))
    assert (antwort.zustand, antwort.grund) == (zustand, grund)


@pytest.mark.parametrize(
    ("an_feiertagen", "zustand"), [(True, Zustand.OFFEN), (False, Zustand.GESCHLOSSEN), (None, Zustand.UNBEKANNT)]
)
def test_on_a_feiertag_of_the_land(an_feiertagen, zustand):
    zeiten = Zeiten((jeden(2, "15:00", "17:00"),), in_ferien=True, an_feiertagen=an_feiertagen)
    assert auskunft(zeiten, FERIEN, um("2027-01-06 15:30")).zustand == zustand


def test_of_days_behind_the_last_known_ferien_nobody_knows():
    zeiten = Zeiten((jeden(1, "15:00", "17:00"),), in_ferien=False)
    antwort = auskunft(zeiten, FERIEN, um("2027-04-06 15:30"))
    assert (antwort.zustand, antwort.grund) == (Zustand.UNBEKANNT, Grund.FERIEN_UNBEKANNT)


def test_an_exception_beats_the_ferien_and_times_of_its_own_replace_the_usual():
    doch = Abweichung(date(2026, 12, 29), date(2026, 12, 29), faellt_aus=False)
    anders = Abweichung(date(2026, 12, 29), date(2026, 12, 29), False, time(10), time(11))
    fenster = (jeden(1, "15:00", "17:00"),)
    assert auskunft(Zeiten(fenster, (doch,), in_ferien=False), FERIEN, um("2026-12-29 15:30")).zustand == Zustand.OFFEN
    zeiten = Zeiten(fenster, (anders,), in_ferien=True)
    assert [v.aus for v in vorkommen(zeiten, FERIEN, date(2026, 12, 29), date(2026, 12, 29))] == [anders]


def test_a_cancelled_day_says_why():
    krank = Abweichung(date(2026, 12, 1), date(2026, 12, 1), grund="Betriebsausflug")
    antwort = auskunft(Zeiten((jeden(1, "15:00", "17:00"),), (krank,), **IMMER), SCHULE, um("2026-12-01 12:00"))
    assert (antwort.zustand, antwort.grund_text) == (Zustand.GESCHLOSSEN, "Betriebsausflug")
    assert antwort.wann == um("2026-12-08 15:00").astimezone(UTC)


def test_closed_today_is_known_even_where_the_next_time_is_not():
    dienstags = (jeden(1, "15:00", "17:00"),)
    krank = Abweichung(date(2026, 12, 22), date(2026, 12, 22))
    antwort = auskunft(Zeiten(dienstags, (krank,), an_feiertagen=True), FERIEN, um("2026-12-22 12:00"))
    assert (antwort.zustand, antwort.ungewiss) == (Zustand.GESCHLOSSEN, True)
    assert antwort.wann == um("2027-01-12 15:00").astimezone(UTC)


def test_a_termin_that_was_called_off_does_not_count():
    absage = Einzeltermin(um("2026-12-01 15:00"), um("2026-12-01 17:00"), abgesagt=True)
    assert auskunft(Zeiten(termine=(absage,)), SCHULE, um("2026-12-01 15:30")).zustand == Zustand.UNBEKANNT


def test_a_termin_over_several_days_runs_on_each_of_them():
    freizeit = Einzeltermin(um("2026-12-01 09:00"), um("2026-12-04 16:00"))
    assert auskunft(Zeiten(termine=(freizeit,)), SCHULE, um("2026-12-03 03:00")).termin
    assert vorkommen(Zeiten(termine=(freizeit,)), SCHULE, date(2026, 12, 3), date(2026, 12, 3))


def test_the_feiertage_are_those_of_baden_wuerttemberg():
    frei = feiertage_um(date(2027, 6, 1))
    assert frei[date(2027, 1, 6)] == "Heilige Drei Könige"
    assert frei[date(2027, 5, 27)] == "Fronleichnam"
    assert date(2027, 8, 15) not in frei
