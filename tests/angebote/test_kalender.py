"""Calendar files: read back, they say what `oeffnung` says, and nothing that is not public."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from dateutil.rrule import rrulestr
from django.utils import timezone

from akteure.sprachen import pfad_in
from angebote.kalender import TAGE_VORAUS
from angebote.models import Angebot, Zeitfenster
from angebote.oeffnung import ZONE, vorkommen
from angebote.zeiten import zeiten_von
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_ausnahme,
    make_gemeinde,
    make_kontakt,
    make_schulferien,
    make_standort,
    make_termin,
    make_thema,
    make_uebersetzung,
    make_zeitfenster,
)

pytestmark = pytest.mark.django_db

TAG = timedelta(days=1)
HEUTE = date(2026, 12, 1)
ADRESSE = "/angebote/{}/kalender.ics"


@pytest.fixture(autouse=True)
def _heute(monkeypatch):
    jetzt = timezone.make_aware(datetime.combine(HEUTE, time(10)))
    monkeypatch.setattr(timezone, "now", lambda: jetzt)


def lies(antwort) -> icalendar.Calendar:
    assert antwort.status_code == 200
    assert antwort["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(antwort.content)


def ereignisse(antwort) -> list[icalendar.Event]:
    return list(lies(antwort).walk("VEVENT"))


def ausgerollt(ereignis: icalendar.Event) -> list[tuple[datetime, datetime]]:
    """Return every time of an event as a calendar works it out, by the clock on the wall."""
    beginn, dauer = ereignis.start, ereignis.end.astimezone(UTC) - ereignis.start.astimezone(UTC)
    if "RRULE" not in ereignis:
        return [(beginn.astimezone(UTC), ereignis.end.astimezone(UTC))]
    ohne = ereignis.get("EXDATE", [])
    ohne = {d.dt for teil in (ohne if isinstance(ohne, list) else [ohne]) for d in teil.dts}
    regel = rrulestr(ereignis["RRULE"].to_ical().decode(), dtstart=beginn)
    return [(t.astimezone(UTC), t.astimezone(UTC) + dauer) for t in regel if t not in ohne]


def gemeint(angebot: Angebot) -> list[tuple[datetime, datetime]]:
    angaben, kalender = zeiten_von([angebot.pk], HEUTE)
    alle = vorkommen(angaben[angebot.pk].zeiten, kalender, HEUTE, HEUTE + TAGE_VORAUS * TAG)
    return sorted((v.beginn, v.ende) for v in alle)


FENSTER = {
    "jede Woche": [{"wochentag": 1}],
    "nachts, wenn die Uhr umgestellt wird": [{"wochentag": 6, "von": "02:00", "bis": "04:00"}],
    "über Mitternacht": [{"wochentag": 5, "von": "20:00", "bis": "03:30"}],
    "zweiter Mittwoch": [{"wochentag": 2, "rhythmus": "monatlich", "nter": 2}],
    "letzter Freitag": [{"wochentag": 4, "rhythmus": "monatlich", "nter": -1}],
    "ungerade Wochen": [{"wochentag": 2, "rhythmus": "ungerade_kw"}],
    "nur eine Zeit lang": [{"wochentag": 3, "gueltig_von": date(2026, 12, 15), "gueltig_bis": date(2027, 2, 1)}],
    "dieselbe Zeit nach einer Pause": [
        {"wochentag": 3, "gueltig_bis": date(2027, 1, 1)},
        {"wochentag": 3, "gueltig_von": date(2027, 3, 1)},
    ],
    "zwei, die sich überschneiden": [{"wochentag": 0}, {"wochentag": 0, "von": "16:00", "bis": "18:00"}],
    "zweimal dasselbe": [{"wochentag": 0}, {"wochentag": 0}],
}


@pytest.mark.parametrize("in_ferien", [True, False, None])
@pytest.mark.parametrize("name", FENSTER)
def test_read_back_it_says_what_the_times_say(client, name, in_ferien):
    make_schulferien(HEUTE - TAG, HEUTE - TAG)
    make_schulferien(date(2026, 12, 23), date(2027, 1, 9))
    make_schulferien(date(2027, 4, 1), date(2027, 4, 3))
    angebot = make_angebot(in_ferien=in_ferien, an_feiertagen=False)
    for werte in FENSTER[name]:
        make_zeitfenster(angebot, **werte)
    make_ausnahme(angebot, HEUTE + 7 * TAG, HEUTE + 9 * TAG)
    make_ausnahme(
        angebot, date(2026, 12, 28), art="findet_statt", von_zeit=time(9), bis_zeit=time(11), grund="Ferienprogramm"
    )
    make_termin(angebot, HEUTE + 30 * TAG)
    gefunden = ereignisse(client.get(ADRESSE.format(angebot.slug)))
    assert len({str(e["UID"]) for e in gefunden}) == len(gefunden)
    assert sorted({paar for e in gefunden for paar in ausgerollt(e)}) == sorted(set(gemeint(angebot)))


def test_every_week_is_one_series_and_what_falls_out_is_taken_from_it(client):
    angebot = make_angebot(in_ferien=True, an_feiertagen=True)
    make_zeitfenster(angebot)
    make_ausnahme(angebot, HEUTE + 7 * TAG)
    (ereignis,) = ereignisse(client.get(ADRESSE.format(angebot.slug)))
    assert ereignis["RRULE"]["FREQ"] == ["WEEKLY"]
    assert [d.dt.date() for d in ereignis["EXDATE"].dts] == [HEUTE + 7 * TAG]


def test_what_nobody_is_sure_of_says_so(client):
    angebot = make_angebot(titel="Treff", in_ferien=None, an_feiertagen=True)
    make_schulferien(HEUTE, HEUTE + 300 * TAG)
    make_zeitfenster(angebot)
    erstes = ereignisse(client.get(ADRESSE.format(angebot.slug)))[0]
    assert (erstes["STATUS"], str(erstes["SUMMARY"])) == ("TENTATIVE", "Treff (bitte vorher anrufen)")


def test_a_termin_that_was_called_off_stays_and_says_so(client):
    termin = make_termin(make_angebot(), HEUTE + 3 * TAG, abgesagt=True)
    (ereignis,) = ereignisse(client.get(ADRESSE.format(termin.angebot.slug)))
    assert ereignis["STATUS"] == "CANCELLED"


def test_it_brings_the_time_zone_and_changes_only_with_the_day(client):
    angebot = make_termin(make_angebot(), HEUTE + 3 * TAG).angebot
    eins, zwei = (client.get(ADRESSE.format(angebot.slug)) for _ in range(2))
    assert eins.content == zwei.content
    assert [str(zone["TZID"]) for zone in lies(eins).walk("VTIMEZONE")] == [ZONE.key]
    gleich = client.get(ADRESSE.format(angebot.slug), headers={"If-None-Match": eins["ETag"]})
    assert gleich.status_code == 304


def test_nothing_that_is_not_public_is_in_it(client):
    akteur = make_akteur(mit_kontakt=False)
    make_kontakt(akteur=akteur, telefon="030 23125 099", sichtbarkeit="fachkraefte")
    ort = make_standort(
        akteur=akteur,
        gemeinde=make_gemeinde(name="Musterstadt"),
        strasse="Geheimweg",
        name="Schutzhaus",
        plz="70001",
        adresse_verbergen=True,
    )
    angebot = make_angebot(akteur=akteur, standorte=[ort], fachinfo="Nur Profis", interne_notiz="Intern")
    make_zeitfenster(angebot)
    for adresse in (ADRESSE.format(angebot.slug), "/angebote/kalender.ics"):
        text = client.get(adresse).content.decode()
        assert "Musterstadt" in text
        assert not [w for w in ("Geheimweg", "Schutzhaus", "70001", "23125", "Profis", "Intern") if w in text]


@pytest.mark.parametrize("werte", [{"status": "entwurf"}, {"status": "pausiert"}, {"gueltig_bis": HEUTE - TAG}])
def test_what_is_not_public_has_none(client, werte):
    angebot = make_zeitfenster(make_angebot(**werte)).angebot
    assert client.get(ADRESSE.format(angebot.slug)).status_code == 404
    assert not ereignisse(client.get("/angebote/kalender.ics"))


def test_where_somebody_may_be_in_danger_no_calendar_tells(client):
    angebot = make_zeitfenster(make_angebot(themen=[make_thema(sensibel="gewalt")])).angebot
    assert client.get(ADRESSE.format(angebot.slug)).status_code == 404
    assert not ereignisse(client.get("/angebote/kalender.ics"))
    assert "kalender.ics" not in client.get(angebot.get_absolute_url()).content.decode()


def test_a_filter_leads_to_the_same_angebote(client):
    for kosten in ("kostenlos", "spende"):
        make_zeitfenster(make_angebot(titel=kosten, kosten=kosten, in_ferien=True, an_feiertagen=True))
    make_angebot(titel="ohne Zeiten", kosten="kostenlos")
    gefunden = ereignisse(client.get("/angebote/kalender.ics", {"kosten": "kostenlos"}))
    assert {str(e["SUMMARY"]) for e in gefunden} == {"kostenlos"}
    seite = client.get("/angebote/", {"kosten": "kostenlos"}).content.decode()
    assert "/angebote/kalender.ics?kosten=kostenlos" in seite


def test_it_is_in_the_language_of_its_address(client):
    angebot = make_angebot(titel="Treff")
    make_zeitfenster(angebot)
    make_uebersetzung(angebot, "titel", "Buluşma", "tr")
    antwort = client.get(pfad_in(ADRESSE.format(angebot.slug), "tr"))
    assert "Buluşma" in {str(e["SUMMARY"]).split(" (")[0] for e in ereignisse(antwort)}


@pytest.mark.parametrize("abfrage", ["wann=gestern", "seite=99&umkreis=x", "q=%00%F0%9F%99%82", "thema=' OR 1=1"])
def test_junk_is_no_error(client, abfrage):
    assert client.get(f"/angebote/kalender.ics?{abfrage}").status_code == 200


def test_a_title_cannot_break_out_of_its_line(client):
    angebot = make_angebot(titel="Treff;BEGIN:VEVENT,\\n x")
    Zeitfenster.objects.create(angebot=angebot, wochentag=1, von=time(9), bis=time(10), hinweis="a\r\nEND:VCALENDAR")
    gefunden = ereignisse(client.get(ADRESSE.format(angebot.slug)))
    assert {str(e["SUMMARY"]).split(" (")[0] for e in gefunden} == {"Treff;BEGIN:VEVENT,\\n x"}
