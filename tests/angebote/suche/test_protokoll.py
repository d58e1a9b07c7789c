"""The search log: what is kept, what never, for how long – and that it costs a visitor nothing."""

import logging
import threading
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from akteure.models import Planungsraum
from angebote.models import Suchprotokoll
from angebote.models.protokoll import montag
from angebote.suche import protokoll
from tests.fabriken import make_angebot, make_begriff, make_gemeinde

pytestmark = pytest.mark.django_db


class Stillstehend(threading.Timer):
    """A clock that never strikes: the tests say when to write."""

    def start(self) -> None:
        pass


@pytest.fixture(autouse=True)
def eingeschaltet(settings, monkeypatch):
    settings.SUCHPROTOKOLL = True
    monkeypatch.setattr(protokoll.threading, "Timer", Stillstehend)
    protokoll.puffer.leere()
    protokoll._raeume_auf.cache_clear()
    yield
    protokoll.puffer.leere()


def frage(text: str, mal: int = 1, **daten: str) -> None:
    """Ask `mal` times, each written at once."""
    for _ in range(mal):
        assert Client().get("/angebote/", {"q": text} | daten).status_code == 200
        protokoll.schreibe()


def wartend(text: str) -> dict[protokoll.Frage, protokoll.Stand]:
    """Ask once and return what waits to be written."""
    Client().get("/angebote/", {"q": text})
    return protokoll.puffer.leere()


def ganze_tabelle() -> str:
    """Return everything the log holds, as text."""
    return repr(list(Suchprotokoll.objects.values_list())).casefold()


# --- rare words -----------------------------------------------------------------------------------------------------
def test_a_word_asked_twice_stands_nowhere_in_clear():
    frage("Zauberschule", mal=2)
    assert Suchprotokoll.objects.get().anzahl == 2
    assert "zauber" not in ganze_tabelle()


def test_from_the_third_time_on_it_is_told():
    frage("Zauberschule", mal=3)
    zeile = Suchprotokoll.objects.get()
    assert (zeile.text, zeile.anzahl, zeile.ohne_treffer, zeile.begriff) == ("Zauberschule", 3, 3, None)


def test_the_same_word_in_another_form_counts_together():
    for text in ("Zauberschulen", "ZAUBERSCHULE", "zauberschule?"):
        frage(text)
    assert Suchprotokoll.objects.get().anzahl == 3


def test_uses_in_other_weeks_and_places_count_too():
    orte = [make_gemeinde(), make_gemeinde()]
    for ort in orte:
        frage("Zauberschule", gemeinde=ort.ags)
    vorige = montag(timezone.localdate()) - timedelta(days=7)
    Suchprotokoll.objects.filter(planungsraum=orte[0].planungsraum).update(woche=vorige)
    assert not Suchprotokoll.objects.sichtbar().exists()
    frage("Zauberschule")
    assert list(Suchprotokoll.objects.values_list("text", "anzahl")) == [("Zauberschule", 1)] * 3


def test_three_uses_before_the_first_writing_are_enough():
    for _ in range(3):
        Client().get("/angebote/", {"q": "Zauberschule"})
    protokoll.schreibe()
    assert Suchprotokoll.objects.get().text == "Zauberschule"


def test_the_key_depends_on_the_secret_of_the_site(settings):
    frage("Zauberschule")
    settings.SECRET_KEY = "ein-anderer"
    frage("Zauberschule")
    assert Suchprotokoll.objects.values("schluessel").distinct().count() == 2


def test_a_word_that_was_ticked_off_stays_so_wherever_it_is_asked_next():
    frage("Zauberschule", mal=3)
    Suchprotokoll.objects.get().erledigen()
    frage("Zauberschulen", gemeinde=make_gemeinde().ags)
    assert list(Suchprotokoll.objects.values_list("text", "erledigt")) == [("Zauberschule", True)] * 2


def test_a_line_shortened_by_what_was_understood_of_it_is_not_asked_again(client):
    davor = {"HX-Request": "true", "HX-Current-URL": "http://testserver/angebote/?q=Zauberschule+in+Dorf"}
    client.get("/angebote/", {"q": "Zauberschule"}, headers=davor)
    assert not protokoll.puffer.leere()


@pytest.mark.parametrize(
    "text",
    [
        "0176 04069123",
        "maria 2014",
        "030 23 125",
        "maria@familie.example",
        "maria＠familie",
        "vater von maria hat arbeit verloren",
        "x" * 61,
        "٠١٧٦٠٤٠٦٩",
    ],
)
def test_what_may_be_about_a_person_is_counted_but_never_told(text):
    frage(text, mal=4)
    assert not Suchprotokoll.objects.sichtbar().exists()
    assert text.split()[0].casefold() not in ganze_tabelle()


@pytest.mark.parametrize("text", ["", "   ", "!!!", "🙂", "\u200b\u202e", "% _ \\", "'; --", "ا" * 500, "a" * 10_000])
def test_any_text_is_taken(text):
    frage(text, mal=3)
    assert all(len(zeile.text) <= 60 for zeile in Suchprotokoll.objects.all())


# --- our own words --------------------------------------------------------------------------------------------------
def test_of_a_begriff_its_name_is_kept_at_once_not_what_was_typed():
    begriff = make_begriff("Hebamme", deutsch=["Wehfrau"])
    make_angebot(titel="Hebamme im Dorf")
    frage("wehfrauen")
    zeile = Suchprotokoll.objects.get()
    assert (zeile.text, zeile.begriff, zeile.anzahl, zeile.ohne_treffer) == ("Hebamme", begriff, 1, 0)
    assert "wehfrau" not in ganze_tabelle()


def test_the_words_around_a_begriff_are_kept_apart():
    make_begriff("Hebamme")
    frage("suche Zauber, eine Hebamme und Drachen für Feen", mal=3)
    texte = set(Suchprotokoll.objects.values_list("text", flat=True))
    assert texte == {"Hebamme", "Zauber", "Drachen für Feen"}


def test_of_partial_hits_only_the_unknown_word_counts_as_not_found():
    make_begriff("Hebamme")
    make_angebot(titel="Hebamme im Dorf")
    frage("Hebamme Zauber")
    assert dict(Suchprotokoll.objects.values_list("begriff__name", "ohne_treffer")) == {"Hebamme": 0, None: 1}


def test_a_begriff_deleted_in_between_spoils_nothing(client):
    begriff = make_begriff("Hebamme")
    client.get("/angebote/", {"q": "Hebamme Zauber"})
    begriff.delete()
    protokoll.schreibe()
    assert Suchprotokoll.objects.get().begriff is None


def test_of_a_line_about_a_danger_only_the_begriff_is_kept_without_a_place():
    make_begriff("Gewalt", deutsch=["schlägt"], sensibel="gewalt")
    frage("Onkel Gustav schlägt", mal=4, gemeinde=make_gemeinde().ags)
    zeile = Suchprotokoll.objects.get()
    assert (zeile.text, zeile.planungsraum, zeile.anzahl) == ("Gewalt", None, 4)


# --- place and time -------------------------------------------------------------------------------------------------
def test_the_place_is_the_planungsraum_and_only_where_it_is_one():
    eine, andere = make_gemeinde(), make_gemeinde()
    for ags in (eine.ags, [eine.ags, andere.ags], ""):
        frage("Zauberschule", gemeinde=ags)
    assert dict(Suchprotokoll.objects.values_list("planungsraum", "anzahl")) == {eine.planungsraum_id: 1, None: 2}


def test_where_somebody_is_counts_no_planungsraum():
    make_gemeinde(lat=48.6, lon=9.3)
    Client().get("/angebote/", {"q": "Zauberschule"}, headers={"Geo-Position": "48.6,9.296"})
    assert [frage.raum for frage in protokoll.puffer.leere()] == [None]


def test_nothing_tells_the_day_the_hour_or_the_order():
    felder = {feld.name for feld in Suchprotokoll._meta.get_fields()}
    assert felder == {
        *("kennung", "woche", "schluessel", "text", "begriff", "planungsraum", "anzahl", "ohne_treffer", "erledigt")
    }
    frage("Zauberschule")
    zeile = Suchprotokoll.objects.get()
    assert zeile.woche.weekday() == 0 and len(zeile.pk) == 64


@pytest.mark.parametrize(("tag", "erster"), [(date(2026, 9, 28), 28), (date(2026, 10, 4), 28), (date(2026, 10, 5), 5)])
def test_a_week_begins_on_monday(tag, erster):
    assert montag(tag).day == erster


# --- what a request costs -------------------------------------------------------------------------------------------
@pytest.fixture
def nuertingen():
    ort = make_gemeinde(name="Nürtingen")
    make_angebot(titel="Töpfern für Kinder", gemeinde=ort)
    return ort


def test_the_list_lets_its_line_wait_and_writes_nothing(client, nuertingen):
    client.get("/angebote/", {"q": "Zauberschule", "wo": "Nürtingen"})
    assert not Suchprotokoll.objects.exists()
    protokoll.schreibe()
    zeile = Suchprotokoll.objects.get()
    assert (zeile.planungsraum, zeile.anzahl, zeile.ohne_treffer) == (nuertingen.planungsraum, 1, 1)


def test_a_request_asks_the_database_no_more_with_the_log_than_without(client, nuertingen, settings):
    client.get("/angebote/", {"q": "Töpfern"})  # what the search knows by heart is read once
    zahlen = []
    for settings.SUCHPROTOKOLL in (True, False):
        with CaptureQueriesContext(connection) as gefangen:
            client.get("/angebote/", {"q": "Töpfern"})
        zahlen.append(len(gefangen))
    assert zahlen[0] == zahlen[1] > 0


@pytest.mark.parametrize(
    ("daten", "kopf"),
    [
        ({}, {}),
        ({"wo": "Nürtingen"}, {}),
        ({"q": "Töpfern", "seite": "2"}, {}),
        (
            {"q": "töpfern", "sprache": "tr"},
            {"HX-Current-URL": "http://testserver/angebote/?q=T%C3%B6pfern&wo=#treffer"},
        ),
    ],
)
def test_without_words_on_a_later_page_or_with_the_same_words_as_before_nothing_is_counted(
    client, nuertingen, daten, kopf
):
    client.get("/angebote/", daten, headers={"HX-Request": "true"} | kopf if kopf else {})
    assert not protokoll.puffer.leere()


@pytest.mark.parametrize("davor", ["http://testserver/angebote/?q=Kita", "http://[", "?q=%ff&&=&q", ""])
def test_new_words_typed_into_the_list_are_counted(client, nuertingen, davor):
    client.get("/angebote/", {"q": "Töpfern"}, headers={"HX-Request": "true", "HX-Current-URL": davor})
    assert len(protokoll.puffer.leere()) == 1


def test_the_map_counts_nothing(client, nuertingen):
    client.get("/angebote/karte/", {"q": "Töpfern"})
    assert not protokoll.puffer.leere()


def test_switched_off_nothing_waits_and_nothing_is_written(client, nuertingen, settings):
    client.get("/angebote/", {"q": "Drachen"})
    settings.SUCHPROTOKOLL = False
    protokoll.schreibe()
    client.get("/angebote/", {"q": "Zauberschule"})
    assert not protokoll.puffer.leere() and not Suchprotokoll.objects.exists()


def test_only_so_many_questions_wait(client, monkeypatch):
    monkeypatch.setattr(protokoll, "HOECHSTENS_WARTEND", 2)
    for text in ("Zauber", "Drachen", "Feen", "Drachen"):
        client.get("/angebote/", {"q": text})
    assert sorted(stand.anzahl for stand in protokoll.puffer.leere().values()) == [1, 2]


def test_a_database_that_fails_breaks_no_page_and_quotes_nobody(client, nuertingen, monkeypatch, caplog):
    def gestoert(*_teile):
        raise DatabaseError("voll")

    client.get("/angebote/", {"q": "Zauberschule"})
    monkeypatch.setattr(protokoll, "_schreiben", gestoert)
    with caplog.at_level(logging.ERROR):
        protokoll.schreibe()
    assert "1 Zeilen" in caplog.text and "auberschule" not in caplog.text
    assert client.get("/angebote/", {"q": "Zauberschule"}).status_code == 200


def test_the_clock_starts_with_the_first_question_and_stops_with_the_writing(client):
    client.get("/angebote/", {"q": "Zauber"})
    uhr = protokoll.puffer._uhr
    client.get("/angebote/", {"q": "Drachen"})
    assert protokoll.puffer._uhr is uhr and uhr.daemon and uhr.interval == protokoll.SEKUNDEN
    protokoll.schreibe()
    assert protokoll.puffer._uhr is None and uhr.finished.is_set()


# --- several workers ------------------------------------------------------------------------------------------------
def test_two_workers_add_up():
    erster, zweiter = wartend("Zauberschule"), wartend("Zauberschule")
    protokoll._schreiben(erster)
    protokoll._schreiben(zweiter)
    assert Suchprotokoll.objects.get().anzahl == 2


@pytest.mark.django_db(transaction=True)
def test_workers_that_write_at_the_same_time_lose_nothing():
    texte = [f"zauber{nummer}" for nummer in range(20)]
    stapel = [{frage: stand for text in texte for frage, stand in wartend(text).items()} for _ in range(4)]
    fehler = []

    def arbeite(teil):
        try:
            protokoll._schreiben(teil)
        except Exception as grund:
            fehler.append(grund)
        finally:
            connection.close()

    arbeiter = [threading.Thread(target=arbeite, args=(teil,)) for teil in stapel]
    for einer in arbeiter:
        einer.start()
        if connection.vendor == "sqlite":
            einer.join(30)  # several connections to one database in memory do not wait for each other, they fail
    for einer in arbeiter:
        einer.join(30)
    assert not fehler
    assert set(Suchprotokoll.objects.values_list("anzahl", flat=True)) == {len(stapel)}


# --- deleting -------------------------------------------------------------------------------------------------------
def alte_zeile(tage: int) -> Suchprotokoll:
    frage(f"seit {tage}")
    zeile = Suchprotokoll.objects.latest("woche")
    woche = timezone.localdate() - timedelta(days=tage)
    Suchprotokoll.objects.filter(pk=zeile.pk).update(woche=woche)
    return zeile


def aufraeumen() -> str:
    ausgabe = StringIO()
    call_command("raeume_auf", stdout=ausgabe)
    return ausgabe.getvalue()


def test_what_is_older_than_180_days_is_deleted():
    alt, jung = alte_zeile(181), alte_zeile(180)
    assert "1 Zeilen gelöscht" in aufraeumen()
    assert list(Suchprotokoll.objects.values_list("pk", flat=True)) == [jung.pk] != [alt.pk]


def test_the_period_is_a_setting(settings):
    alte_zeile(20)
    settings.SUCHPROTOKOLL_TAGE = 19
    aufraeumen()
    assert not Suchprotokoll.objects.exists()


def test_switched_off_cleaning_up_takes_everything(settings):
    frage("Zauberschule")
    settings.SUCHPROTOKOLL = False
    aufraeumen()
    assert not Suchprotokoll.objects.exists()


def test_the_writing_cleans_up_once_a_day():
    alt = alte_zeile(181)
    protokoll._raeume_auf.cache_clear()
    frage("Neues")
    assert not Suchprotokoll.objects.filter(pk=alt.pk).exists()
    alt = alte_zeile(181)
    frage("Neues")
    assert Suchprotokoll.objects.filter(pk=alt.pk).exists()


def test_a_deleted_planungsraum_or_begriff_leaves_the_counts():
    begriff, ort = make_begriff("Hebamme"), make_gemeinde()
    frage("Hebamme", gemeinde=ort.ags)
    begriff.delete()
    ort.delete()
    Planungsraum.objects.all().delete()
    zeile = Suchprotokoll.objects.get()
    assert (zeile.text, zeile.begriff, zeile.planungsraum) == ("Hebamme", None, None)
