"""What is held in memory is what stands in the database: after every kind of write, for every value of every facet."""

import random
from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils.translation import override

from akteure.models import Akteur, Gemeinde, Standort
from akteure.models.uebersetzung import fingerabdruck
from angebote.ausloeser import anlegen
from angebote.bestand import Bestand, gedaechtnis
from angebote.facetten import FACETTEN
from angebote.filter import AngebotFilter
from angebote.mengen import geordnet, menge_aus, stellen_aus, stellen_von
from angebote.models import Angebot, AngebotSprache, AngebotWort
from angebote.vokabular import Vokabular
from tests.fabriken import (
    make_angebot,
    make_ausnahme,
    make_gemeinde,
    make_lebensphase,
    make_schulferien,
    make_sprache,
    make_standort,
    make_termin,
    make_thema,
    make_zeitfenster,
)
from tests.welt import Welt

pytestmark = pytest.mark.django_db


def stand() -> tuple:
    return Vokabular.laden().staende.bestand


def lebensphase_dazu(angebot):
    angebot.lebensphasen.add(make_lebensphase())


def sprache_ohne_streit(angebot):
    zeile = AngebotSprache(angebot=angebot, sprache=make_sprache("tr"))
    AngebotSprache.objects.bulk_create([zeile], ignore_conflicts=True)


def unmittelbar(angebot):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE angebote_angebot SET kosten = 'spende' WHERE id = %s", [angebot.pk])


SCHREIBEN = {
    "speichern": lambda angebot: angebot.save(),
    "viele auf einmal": lambda angebot: Angebot.objects.update(kosten="spende"),
    "ohne Django": unmittelbar,
    "löschen": lambda angebot: angebot.delete(),
    "Beziehung": lambda angebot: angebot.themen.add(make_thema()),
    "neue Lebensphase": lebensphase_dazu,
    "viele neue": sprache_ohne_streit,
    "Akteur": lambda angebot: Akteur.objects.update(status="archiviert"),
    "Standort": lambda angebot: Standort.objects.update(stufenlos="ja"),
    "Zeitfenster": make_zeitfenster,
    "Ausnahme": lambda angebot: make_ausnahme(angebot, date(2026, 12, 1)),
    "Termin": lambda angebot: make_termin(angebot, date(2026, 12, 1)),
    "Schulferien": lambda angebot: make_schulferien(date(2026, 12, 1), date(2026, 12, 9)),
    "Wort": lambda angebot: AngebotWort.objects.all().delete(),
}


@pytest.mark.parametrize("art", SCHREIBEN)
def test_every_write_changes_the_state(art):
    angebot = make_angebot(titel="Treff")
    make_standort(akteur=angebot.akteur)
    vorher = stand()
    SCHREIBEN[art](angebot)
    assert stand() != vorher


def test_reading_and_what_no_list_counts_leave_the_state(client):
    make_angebot()
    vorher = stand()
    client.get("/angebote/")
    Vokabular.laden()
    assert stand() == vorher


def test_triggers_are_made_anew_where_one_is_missing():
    angebot = make_angebot()
    name = (
        "stand_bestand ON angebote_angebot"
        if connection.vendor == "postgresql"
        else "angebote_angebot_stand_bestand_UPDATE"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}")
    vorher = stand()
    anlegen()
    assert stand() != vorher
    vorher = stand()
    Angebot.objects.filter(pk=angebot.pk).update(kosten="spende")
    assert stand() != vorher


def test_a_value_holds_what_its_condition_finds():
    Welt(3, angebote=40)
    vokabular = Vokabular.laden()
    bestand = Bestand()
    in_der_datenbank = {name: facette for name, facette in FACETTEN.items() if not facette.nur_im_bestand}
    for name, facette in in_der_datenbank.items():
        for wert in facette.werte(vokabular):
            gemeint = Angebot.objects.oeffentlich().filter(facette.bedingung([wert], vokabular))
            assert set(bestand.pks_von(bestand[name, wert])) == set(gemeint.values_list("pk", flat=True)), (name, wert)


def test_an_edit_counts_with_the_next_request():
    angebot = make_angebot(kosten="kostenlos")
    for kosten in ("kostenlos", "spende"):
        Angebot.objects.filter(pk=angebot.pk).update(kosten=kosten)
        assert AngebotFilter(QueryDict(f"kosten={kosten}"), Angebot.objects.oeffentlich()).anzahl == 1


VOKABULAR = {
    "umbenannt": lambda thema: type(thema).objects.update(name="Bauch"),
    "neu": lambda thema: make_thema(name="Bauch"),
    "gelöscht": lambda thema: thema.delete(),
    "übersetzt": lambda thema: thema.uebersetzungen.create(
        sprache="tr", feld="name", text="Masal", quelle=fingerabdruck("Baden")
    ),
}


@pytest.mark.parametrize("art", VOKABULAR)
@pytest.mark.parametrize("code", ["de", "tr"])
def test_the_vocabulary_of_a_page_is_that_of_the_moment(art, code):
    """A new name of equal length too."""
    thema = make_thema(name="Baden")
    with override(code):
        assert [wort.name for wort in Vokabular.laden()["thema"]] == ["Baden"]
        VOKABULAR[art](thema)
        namen = {wort.name for wort in Vokabular.laden()["thema"]}
    masal = {"Masal"} if code == "tr" else {"Baden"}
    assert namen == {"umbenannt": {"Bauch"}, "neu": {"Baden", "Bauch"}, "gelöscht": set(), "übersetzt": masal}[art]


def test_places_of_the_search_are_those_of_the_moment():
    gemeinde = make_gemeinde(name="Altort")
    assert AngebotFilter(QueryDict("wo=Altort"), Angebot.objects.oeffentlich()).ortswahl.gemeinden == (gemeinde,)
    Gemeinde.objects.update(name="Neuort", name_sortiert="neuort")
    assert AngebotFilter(QueryDict("wo=Neuort"), Angebot.objects.oeffentlich()).ortswahl.gemeinden == (gemeinde,)


def test_where_a_visitor_is_stays_in_no_memory(client):
    angebot = make_angebot()
    ort = make_standort(akteur=angebot.akteur, gemeinde=make_gemeinde(lat=48.6, lon=9.3), lat=48.6, lon=9.3)
    angebot.orte.create(standort=ort)
    client.get("/angebote/")
    gemerkt = dict(gedaechtnis.bestand(stand())._gemerkt)
    client.get("/angebote/", headers={"Geo-Position": "48.6,9.3"})
    assert gedaechtnis.bestand(stand())._gemerkt == gemerkt


def test_bits_come_in_order():
    zufall = random.Random(1)
    pks = zufall.sample(range(1, 900), 300)
    stellen = stellen_aus(pks)
    auswahl = zufall.sample(pks, 120)
    menge = menge_aus([*auswahl, 5000, None], stellen)
    assert [pks[stelle] for stelle in stellen_von(menge)] == [pk for pk in pks if pk in auswahl]
    rang = menge_aus(zufall.sample(pks, 100), stellen)
    erwartet = sorted(stellen_von(menge), key=lambda stelle: (not rang >> stelle & 1, stelle))
    assert list(geordnet(menge, [[rang]], 0, 300)) == erwartet
    assert [list(geordnet(menge, [[rang]], von, von + 7)) for von in (0, 38, 115)] == [
        erwartet[von : von + 7] for von in (0, 38, 115)
    ]
