"""The filter by time: what belongs to today, the weekend, the afternoon; what nobody knows is no hit, but is said."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from akteure.sprachen import pfad_in
from angebote.filter import AngebotFilter
from angebote.models import Angebot
from tests.dokument import anzahl, lies
from tests.fabriken import (
    make_angebot,
    make_ausnahme,
    make_schulferien,
    make_termin,
    make_zeitfenster,
)

pytestmark = pytest.mark.django_db

TAG = timedelta(days=1)
DIENSTAG, SAMSTAG = date(2026, 12, 1), date(2026, 12, 5)
GILT_IMMER = {"in_ferien": True, "an_feiertagen": True}


@pytest.fixture(autouse=True)
def _dienstag(monkeypatch):
    stelle_uhr(monkeypatch, DIENSTAG)


def stelle_uhr(monkeypatch, tag: date, stunde: int = 10) -> None:
    jetzt = timezone.make_aware(datetime.combine(tag, time(stunde)))
    monkeypatch.setattr(timezone, "now", lambda: jetzt)


def treffer(abfrage: str) -> set[str]:
    auswahl = AngebotFilter(QueryDict(abfrage), Angebot.objects.oeffentlich())
    assert auswahl.gefunden.bit_count() == auswahl.qs.count()
    return {angebot.titel for angebot in auswahl.qs}


def regelmaessig(titel: str, wochentag: int, von: str, bis: str, **werte) -> Angebot:
    angebot = make_angebot(titel=titel, **GILT_IMMER)
    make_zeitfenster(angebot, wochentag, von, bis, **werte)
    return angebot


def test_today_is_what_takes_place_on_this_day():
    regelmaessig("dienstags", 1, "08:00", "09:00")
    regelmaessig("mittwochs", 2, "08:00", "09:00")
    regelmaessig("ungerade", 1, "08:00", "09:00", rhythmus="gerade_kw")
    make_termin(make_angebot(titel="Termin"), DIENSTAG)
    make_termin(make_angebot(titel="abgesagt"), DIENSTAG, abgesagt=True)
    make_termin(make_angebot(titel="gestern bis morgen"), DIENSTAG - TAG, ende=timezone.now() + TAG)
    assert treffer("wann=heute") == {"dienstags", "Termin", "gestern bis morgen"}


def test_what_ran_past_midnight_is_over():
    regelmaessig("Montagnacht", 0, "20:00", "01:00")
    assert treffer("wann=heute") == set()


def test_a_new_day_has_new_hits(monkeypatch):
    regelmaessig("dienstags", 1, "08:00", "09:00")
    assert treffer("wann=heute") == {"dienstags"}
    stelle_uhr(monkeypatch, DIENSTAG + TAG, stunde=0)
    assert treffer("wann=heute") == set()


def test_the_day_is_that_of_berlin(monkeypatch):
    regelmaessig("dienstags", 1, "08:00", "09:00")
    monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat("2026-11-30T23:30:00+00:00"))
    assert treffer("wann=heute") == {"dienstags"}


@pytest.mark.parametrize(
    ("heute", "gefunden"),
    [
        (DIENSTAG, {"samstags", "sonntags"}),
        (SAMSTAG, {"samstags", "sonntags"}),
        (SAMSTAG + TAG, {"sonntags"}),
    ],
)
def test_the_weekend_is_the_next_one_or_what_is_left_of_this(monkeypatch, heute, gefunden):
    stelle_uhr(monkeypatch, heute)
    for tag, name in enumerate(("freitags", "samstags", "sonntags"), 4):
        regelmaessig(name, tag, "10:00", "12:00")
    assert treffer("wann=wochenende") == gefunden


def test_afternoon_is_from_twelve_to_six_on_a_working_day():
    regelmaessig("bis zwölf", 0, "09:00", "12:00")
    regelmaessig("bis eins", 0, "09:00", "13:00")
    regelmaessig("ab sechs", 2, "18:00", "20:00")
    regelmaessig("ab halb sechs", 2, "17:30", "20:00")
    regelmaessig("samstags", 5, "14:00", "16:00")
    regelmaessig("einmal im Monat", 3, "14:00", "16:00", rhythmus="monatlich", nter=-1)
    assert treffer("wann=nachmittags") == {"bis eins", "ab halb sechs", "einmal im Monat"}


def test_values_of_the_facet_mean_or_and_it_meets_the_others():
    regelmaessig("dienstags", 1, "08:00", "09:00")
    regelmaessig("samstags", 5, "08:00", "09:00")
    Angebot.objects.filter(titel="samstags").update(kosten="kostenlos")
    assert treffer("wann=heute&wann=wochenende") == {"dienstags", "samstags"}
    assert treffer("wann=heute&wann=wochenende&kosten=kostenlos") == {"samstags"}


def test_ferien_and_exceptions_count():
    make_schulferien(DIENSTAG, DIENSTAG)
    make_schulferien(DIENSTAG + 60 * TAG, DIENSTAG + 70 * TAG)
    for name, in_ferien in (("immer", True), ("nur Schulzeit", False), ("wer weiß", None)):
        make_zeitfenster(make_angebot(titel=name, in_ferien=in_ferien, an_feiertagen=True))
    make_ausnahme(regelmaessig("fällt aus", 1, "15:00", "17:00"), DIENSTAG)
    assert treffer("wann=heute") == {"immer"}


def test_the_page_says_of_how_many_nobody_knows(client):
    make_schulferien(DIENSTAG, DIENSTAG + 7 * TAG)
    regelmaessig("dienstags", 1, "15:00", "17:00")
    make_zeitfenster(make_angebot(titel="in den Ferien?", an_feiertagen=True))
    make_angebot(titel="gar nichts bekannt")
    make_angebot(titel="Termine macht man aus", nach_vereinbarung=True)
    seite = lies(client.get("/angebote/", {"wann": "heute"}))
    assert anzahl(seite) == 1
    assert [e["data-zeiten-unklar"] for e in seite.alle(data_zeiten_unklar=True)] == ["2"]
    assert not lies(client.get("/angebote/")).alle(data_zeiten_unklar=True)


def test_junk_is_ignored_with_a_notice(client):
    make_angebot()
    antwort = client.get("/angebote/", {"wann": ["gestern", "heute' OR 1=1"]})
    assert antwort.status_code == 200
    assert "gestern" in antwort.content.decode()
    assert anzahl(lies(antwort)) == 1


def test_a_line_says_when_it_opens_and_the_page_too(client):
    angebot = regelmaessig("dienstags", 1, "15:00", "17:00")
    assert "öffnet heute um 15 Uhr" in client.get("/angebote/").content.decode()
    assert "öffnet heute um 15 Uhr" in client.get(angebot.get_absolute_url()).content.decode()
    for code in ("en", "ar", "de-simple"):
        assert client.get(pfad_in(angebot.get_absolute_url(), code)).status_code == 200


@pytest.mark.parametrize(
    ("q", "wert"),
    [
        ("heute", "heute"),
        ("Treff heute", "heute"),
        ("am Wochenende", "wochenende"),
        ("nachmittags Treff", "nachmittags"),
        ("bugün", "heute"),
        ("сегодня", "heute"),
        ("اليوم", "heute"),
        ("hafta sonu", "wochenende"),
        ("this weekend", "wochenende"),
        ("in weekend", "wochenende"),
    ],
)
def test_the_search_line_understands_it(q, wert):
    auswahl = AngebotFilter(QueryDict(urlencode({"q": q})), Angebot.objects.oeffentlich())
    assert auswahl.gewaehlt["wann"] == [wert]


def test_samstag_stays_a_word_of_the_search():
    auswahl = AngebotFilter(QueryDict("q=Vätertreff Samstag"), Angebot.objects.oeffentlich())
    assert auswahl.gewaehlt["wann"] == []
    assert "Samstag" in auswahl.q


def test_the_filter_asks_no_more_than_another(client):
    for nummer in range(3):
        regelmaessig(f"dienstags {nummer}", 1, "15:00", "17:00")
    Angebot.objects.update(kosten="kostenlos")
    client.get("/angebote/")
    zahlen = []
    for frage in ({"kosten": "kostenlos"}, {"wann": "heute"}):
        with CaptureQueriesContext(connection) as gefangen:
            client.get("/angebote/", frage)
        zahlen.append(len(gefangen))
    assert zahlen[1] <= zahlen[0]
