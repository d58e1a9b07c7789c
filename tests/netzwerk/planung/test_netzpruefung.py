"""Where the network is thin: no link, one person, Kita and Schule without an agreement."""

import pytest

from netzwerk.planung.netzpruefung import Netzpruefung
from tests.dokument import lies
from tests.fabriken import (
    make_akteur,
    make_gemeinde,
    make_kooperation,
    make_lebensphase,
    make_standort,
    make_uebergang,
)

pytestmark = pytest.mark.django_db


def make_ort_mit_kita_und_schule():
    gemeinde = make_gemeinde(name="Hier")
    kita, schule = (make_akteur(typ=typ, name=name) for typ, name in (("kita", "Kita Hier"), ("schule", "Schule Hier")))
    for akteur in (kita, schule):
        make_standort(akteur=akteur, gemeinde=gemeinde)
    return kita, schule


def uebergang(slug="kita-grundschule"):
    return make_uebergang(slug=slug, von=make_lebensphase(), nach=make_lebensphase())


def namen(bruecken):
    return [{bruecke.eine.von.name, bruecke.eine.mit.name} for bruecke in bruecken]


def test_without_a_link_is_who_has_no_confirmed_one():
    allein = make_akteur(name="Allein")
    make_akteur(status="archiviert")
    make_kooperation(oeffentlich=False)
    halb = make_kooperation(bestaetigt="von")
    assert set(Netzpruefung().ohne) == {allein, halb.von, halb.mit}


def test_bridges_are_sorted_by_how_many_people_carry_them():
    a, b, c, d, e = (make_akteur(name=name) for name in "ABCDE")
    for von, mit, personen in ((a, b, 3), (b, c, 3), (c, a, 1), (c, d, 1), (d, e, None)):
        make_kooperation(von=von, mit=mit, personen=personen, oeffentlich=False)
    pruefung = Netzpruefung()
    assert namen(pruefung.an_einer_person) == [{"C", "D"}]
    assert pruefung.an_einer_person[0].dahinter == 2
    assert namen(pruefung.unbekannt) == [{"D", "E"}]
    assert [{kante.von.name, kante.mit.name} for kante in pruefung.weitere_an_einer_person] == [{"C", "A"}]


def test_kita_and_schule_of_one_gemeinde_without_an_agreement_are_found():
    wechsel = uebergang()
    kita, schule = make_ort_mit_kita_und_schule()
    fremde = make_akteur(typ="schule")
    make_standort(akteur=fremde, gemeinde=make_gemeinde())
    make_kooperation(von=kita, mit=schule)  # about something else
    (paar,) = Netzpruefung().nachbarn
    assert (paar.gemeinde, paar.kita, paar.schule, paar.angefragt) == ("Hier", "Kita Hier", "Schule Hier", False)
    kooperation = make_kooperation(von=schule, mit=kita, uebergang=wechsel, art="uebergang", bestaetigt="mit")
    assert [paar.angefragt for paar in Netzpruefung().nachbarn] == [True]
    kooperation.bestaetigen_von()
    assert Netzpruefung().nachbarn == []


def test_two_standorte_in_one_gemeinde_are_one_pair():
    uebergang()
    kita, _schule = make_ort_mit_kita_und_schule()
    make_standort(akteur=kita, gemeinde=kita.standorte.get().gemeinde)
    assert len(Netzpruefung().nachbarn) == 1


def test_an_area_without_that_uebergang_is_told_that_nobody_can_say(admin_client):
    make_ort_mit_kita_und_schule()
    assert "lässt sich deshalb nicht prüfen" in admin_client.get("/planung/netzwerk/").content.decode()


def test_without_any_data_the_page_draws_no_gap(admin_client):
    seite = lies(admin_client.get("/planung/netzwerk/"))
    assert "Noch ist keine Kooperation von beiden Akteuren bestätigt" in seite.eines("main").text
    assert not seite.alle("table")


def test_unknown_is_shown_as_unknown(admin_client):
    make_kooperation(personen=None)
    zeile = lies(admin_client.get("/planung/netzwerk/")).eines("table", data_liste="unbekannt").alle("tr")[1]
    assert "wissen wir nicht" in zeile.text


@pytest.mark.parametrize("anzahl", [1, 20])
def test_the_page_asks_the_same_number_of_questions_at_every_size(anzahl, admin_client, django_assert_max_num_queries):
    uebergang()
    for _nummer in range(anzahl):
        make_ort_mit_kita_und_schule()
        make_kooperation(personen=1)
    admin_client.get("/planung/netzwerk/")
    with django_assert_max_num_queries(12):
        admin_client.get("/planung/netzwerk/")
