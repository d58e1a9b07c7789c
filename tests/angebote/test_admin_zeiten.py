"""Times in the admin: what is impossible is refused with a sentence, what is odd is asked about."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from angebote.models import Angebot, Ausnahme, Schulferien, Termin, Zeitfenster
from tests.angebote.formulare import gespeichert, meldungen, seite, vollstaendig
from tests.fabriken import make_angebot, make_schulferien, make_termin, make_zeitfenster

pytestmark = pytest.mark.django_db


def fenster(nummer: int = 0, **werte) -> dict:
    zeile = {"wochentag": 1, "von": "15:00", "bis": "17:00", "rhythmus": "woechentlich"} | werte
    return {f"zeitfenster-{nummer}-{name}": wert for name, wert in zeile.items()}


def sende(admin_client, angebot: Angebot, **werte):
    return admin_client.post(seite(angebot), gespeichert(angebot, **werte))


def fehler(antwort) -> str:
    assert antwort.status_code == 200
    return antwort.content.decode()


def test_a_slot_is_saved_and_changes_the_content(admin_client):
    angebot = vollstaendig()
    vorher = angebot.inhalt_geaendert_am
    sende(admin_client, angebot, **{"zeitfenster-TOTAL_FORMS": 1} | fenster(bis="01:00"))
    assert str(Zeitfenster.objects.get()) == "Dienstag 15:00–01:00"
    angebot.refresh_from_db()
    assert angebot.inhalt_geaendert_am > vorher


def test_a_termin_is_named_by_the_clock_of_the_place():
    make_termin(make_angebot(), date(2026, 12, 5), "10:00", "14:00")
    assert str(Termin.objects.get()) == "05.12.2026 10:00"


def test_empty_rows_are_nothing(admin_client):
    angebot = vollstaendig()
    leer = {"zeitfenster-TOTAL_FORMS": 2, "ausnahmen-TOTAL_FORMS": 1}
    leer |= {f"zeitfenster-{nummer}-rhythmus": "woechentlich" for nummer in range(2)}
    leer |= {"ausnahmen-0-art": "faellt_aus", "termine-TOTAL_FORMS": 1}
    assert sende(admin_client, angebot, **leer).status_code == 302
    assert not Zeitfenster.objects.exists()


@pytest.mark.parametrize(
    ("werte", "satz"),
    [
        ({"bis": "15:00"}, "So dauert es gar nicht"),
        ({"gueltig_von": "02.01.2027", "gueltig_bis": "01.01.2027"}, "„gilt bis“ liegt vor „gilt ab“"),
        ({"rhythmus": "monatlich"}, "gehört genau zu „einmal im Monat“"),
        ({"nter": 2}, "gehört genau zu „einmal im Monat“"),
        ({"wochentag": 7}, "7"),
        ({"von": "25:00"}, "Uhrzeit"),
    ],
)
def test_an_impossible_slot_is_refused_with_a_sentence(admin_client, werte, satz):
    antwort = sende(admin_client, vollstaendig(), **{"zeitfenster-TOTAL_FORMS": 1} | fenster(**werte))
    assert satz in fehler(antwort)
    assert not Zeitfenster.objects.exists()


def test_slots_that_overlap_are_kept_and_asked_about(admin_client):
    angebot = vollstaendig()
    zwei = fenster() | fenster(1, von="16:00", bis="18:00")
    antwort = sende(admin_client, angebot, **{"zeitfenster-TOTAL_FORMS": 2} | zwei)
    assert "überschneiden sich" in meldungen(antwort)
    assert angebot.zeitfenster.count() == 2


def test_slots_in_odd_and_even_weeks_do_not_overlap(admin_client):
    zwei = fenster(rhythmus="gerade_kw") | fenster(1, rhythmus="ungerade_kw")
    antwort = sende(admin_client, vollstaendig(), **{"zeitfenster-TOTAL_FORMS": 2} | zwei)
    assert "überschneiden" not in meldungen(antwort)


def ausnahme(**werte) -> dict:
    zeile = {"art": "faellt_aus", "von": "24.12.2026"} | werte
    return {"ausnahmen-TOTAL_FORMS": 1} | {f"ausnahmen-0-{name}": wert for name, wert in zeile.items()}


def test_an_exception_of_one_day_needs_one_date(admin_client):
    sende(admin_client, vollstaendig(), **ausnahme())
    assert Ausnahme.objects.get().bis == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("werte", "satz"),
    [
        ({"bis": "23.12.2026"}, "Der letzte Tag liegt vor dem ersten"),
        ({"von_zeit": "09:00", "bis_zeit": "10:00"}, "Andere Zeiten gehören zu „findet statt“"),
        ({"art": "findet_statt", "von_zeit": "09:00"}, "Andere Zeiten gehören zu „findet statt“"),
        ({"art": "findet_statt", "von_zeit": "09:00", "bis_zeit": "09:00"}, "nicht zweimal dieselbe"),
        ({"von": "29.02.2027"}, "Datum"),
    ],
)
def test_an_impossible_exception_is_refused_with_a_sentence(admin_client, werte, satz):
    assert satz in fehler(sende(admin_client, vollstaendig(), **ausnahme(**werte)))
    assert not Ausnahme.objects.exists()


def termin(beginn: str, ende: str, **werte) -> dict:
    zeile = {"beginn": beginn, "ende": ende} | werte
    return {"termine-TOTAL_FORMS": 1} | {f"termine-0-{name}": wert for name, wert in zeile.items()}


def test_a_date_is_saved_with_a_kennung_of_its_own(admin_client):
    angebot = vollstaendig()
    sende(admin_client, angebot, **termin("2028-02-29T09:00", "2028-02-29T16:00", plaetze_frei="0"))
    eins = Termin.objects.get()
    assert (eins.plaetze_frei, len(eins.kennung)) == (0, 32)
    assert make_termin(angebot, date(2028, 3, 1)).kennung != eins.kennung


@pytest.mark.parametrize(
    ("werte", "satz"),
    [
        (termin("2027-02-01T09:00", "2027-02-01T09:00"), "Das Ende liegt nicht nach dem Beginn"),
        (termin("2027-03-28T02:30", "2027-03-28T04:00"), "02:30"),
        (termin("2027-02-01T09:00", "2027-02-01T10:00", plaetze_frei="-1"), "0"),
        (termin("2027-02-01T09:00", "2027-02-01T10:00", anmeldeschluss="02.02.2027"), "Da ist der Termin schon vorbei"),
    ],
)
def test_an_impossible_date_is_refused_with_a_sentence(admin_client, werte, satz):
    assert satz in fehler(sende(admin_client, vollstaendig(), **werte))
    assert not Termin.objects.exists()


def test_the_form_asks_the_same_however_many_times_there_are(admin_client):
    angebot = vollstaendig()
    zahlen = []
    for _ in range(2):
        make_zeitfenster(angebot, 2)
        make_termin(angebot, date(2027, 1, 1))
        with CaptureQueriesContext(connection) as gefangen:
            admin_client.get(seite(angebot))
        zahlen.append(len(gefangen))
    assert zahlen[0] == zahlen[1]


def test_every_field_has_a_word_of_help():
    ohne = [
        f"{modell.__name__}.{feld.name}"
        for modell in (Zeitfenster, Ausnahme, Termin, Schulferien)
        for feld in modell._meta.concrete_fields
        if feld.editable and not feld.primary_key and not feld.is_relation and not feld.help_text
    ]
    assert not ohne


def test_schulferien_are_rows_to_edit(admin_client):
    ferien = make_schulferien(date(2026, 12, 23), date(2027, 1, 9))
    werte = {"name": "Ferien", "von": "24.12.2026", "bis": "09.01.2027", "quelle": "Amtsblatt"}
    admin_client.post(f"/admin/angebote/schulferien/{ferien.pk}/change/", werte)
    ferien.refresh_from_db()
    assert (ferien.von, ferien.quelle) == (date(2026, 12, 24), "Amtsblatt")
