"""Every kind of gap: the smallest stock that shows it, and what closes it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from netzwerk.planung.arten import DATENLUECKEN, Lueckenart, Zustand
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_lebensphase,
    make_standort,
    make_thema,
    make_uebergang,
)

from .jetzt import abdeckung_jetzt, arten_in, zelle_in

pytestmark = pytest.mark.django_db

GUT: dict[str, Any] = {
    "kosten": "kostenlos",
    "zugang": "ohne_anmeldung",
    "format_vor_ort": True,
    "format_mobil": True,
    "deutsch_noetig": False,
}
"""With a confirmation and a Standort without steps: nothing is missing."""


@pytest.fixture
def hier():
    return make_gemeinde(lat=48.6, lon=9.3)


def make_gutes(gemeinde, *, stufenlos="ja", verborgen=False, **werte):
    """Return an Angebot in a Gemeinde that is easy for everybody, but for `werte`."""
    ort = make_standort(gemeinde=gemeinde, stufenlos=stufenlos, adresse_verbergen=verborgen)
    return make_angebot(**GUT | {"standorte": [ort], "bestaetigt_am": timezone.now()} | werte)


def test_an_angebot_that_is_easy_for_everybody_leaves_no_gap(hier):
    make_gutes(hier)
    zelle = zelle_in(hier)
    assert (zelle.arten, zelle.zustand) == ((), Zustand.GUT)


@pytest.mark.parametrize(
    ("werte", "art"),
    [
        ({"kosten": "beitrag"}, "nur_kosten"),
        ({"kosten": "einkommen"}, "nur_kosten"),
        ({"kosten": "unbekannt"}, "kosten_unbekannt"),
        ({"deutsch_noetig": True}, "nur_deutsch"),
        ({"deutsch_noetig": None, "sprachen": {"de": "spricht"}}, "nur_deutsch"),
        ({"deutsch_noetig": None, "sprachen": {"de-simple": "spricht"}}, "nur_deutsch"),
        ({"deutsch_noetig": None, "sprachen": {"tr": "material"}}, "nur_deutsch"),
        ({"deutsch_noetig": None}, "deutsch_unbekannt"),
        ({"format_mobil": False}, "nur_komm"),
        ({"format_mobil": False, "format_vor_ort": False}, "format_unbekannt"),
        ({"zugang": "vermittlung"}, "nur_vermittlung"),
        ({"zugang": "unbekannt"}, "zugang_unbekannt"),
        ({"stufenlos": "nein"}, "nicht_barrierefrei"),
        ({"stufenlos": "teilweise"}, "nicht_barrierefrei"),
        ({"stufenlos": "unbekannt"}, "barriere_unbekannt"),
        ({"verborgen": True}, "barriere_unbekannt"),
        ({"bestaetigt_am": None}, "unbestaetigt"),
        ({"plaetze": "voll", "plaetze_bis": timezone.localdate() + timedelta(5)}, "voll"),
        ({"plaetze": "warteliste", "plaetze_bis": timezone.localdate() + timedelta(5)}, "voll"),
        ({"gueltig_bis": timezone.localdate() + timedelta(30)}, "endet_bald"),
    ],
)
def test_what_all_lack_is_one_gap_and_one_good_angebot_closes_it(hier, werte, art):
    for _ in range(2):
        make_gutes(hier, **werte)
    assert arten_in(hier) == {art}
    make_gutes(hier)
    assert arten_in(hier) == set()


@pytest.mark.parametrize(
    "werte",
    [
        {"kosten": "nachweis"},
        {"kosten": "spende"},
        {"deutsch_noetig": True, "sprachen": {"tr": "spricht"}},
        {"deutsch_noetig": None, "sprachen": {"tr": "dolmetschen"}},
        {"format_mobil": False, "format_einrichtung": True},
        {"zugang": "mit_anmeldung"},
        {"zugang": "termin"},
        {"stufenlos": "nein", "format_zu_hause": True},
        {"verborgen": True, "format_online": True},
        {"plaetze": "wenige", "plaetze_bis": timezone.localdate() + timedelta(5)},
        {"plaetze": "voll", "plaetze_bis": None},
    ],
)
def test_what_is_easy_in_another_way_is_no_gap(hier, werte):
    if werte.get("plaetze_bis", ...) is None:
        werte = werte | {"plaetze_bis": timezone.localdate() - timedelta(1)}
    make_gutes(hier, **werte)
    assert arten_in(hier) == set()


def test_nothing_is_closed_by_one_in_the_gemeinde(hier):
    thema, anderes = make_thema(), make_thema()
    make_gutes(hier, themen=[anderes])
    assert arten_in(hier, ("thema", thema.slug)) == {"nichts"}
    make_gutes(hier, themen=[thema])
    assert arten_in(hier, ("thema", thema.slug)) == set()


def test_only_far_says_how_far_and_is_closed_by_one_near(hier):
    make_gutes(make_gemeinde(), standorte=[make_standort(gemeinde=make_gemeinde(), lat=48.9, lon=9.3, stufenlos="ja")])
    zelle = zelle_in(hier)
    assert (zelle.luecken, round(zelle.km)) == ((Lueckenart.NUR_FERN,), 33)
    make_angebot(**GUT, bestaetigt_am=timezone.now(), standorte=[make_standort(lat=48.65, lon=9.3, stufenlos="ja")])
    assert arten_in(hier) == set()


def test_only_county_wide_is_closed_by_one_near(hier):
    make_gutes(None, einzugsgebiet="kreisweit")
    assert arten_in(hier) == {"nur_kreisweit"}
    make_angebot(**GUT, bestaetigt_am=timezone.now(), standorte=[make_standort(lat=48.65, lon=9.3, stufenlos="ja")])
    assert arten_in(hier) == set()


def test_far_away_angebote_say_nothing_about_costs_here(hier):
    make_gutes(make_gemeinde(lat=48.9, lon=9.3), kosten="beitrag")
    assert arten_in(hier) == {"nur_fern"}


def test_three_alike_in_one_gemeinde_are_doubled_two_are_not(hier):
    phase, thema = make_lebensphase(), make_thema()
    unter = make_thema(ueber=thema)
    for eines in (thema, unter):
        make_gutes(hier, lebensphasen=[phase], themen=[eines])
    assert arten_in(hier) == set()
    make_gutes(hier, lebensphasen=[phase], themen=[thema], art="kurs")
    make_gutes(make_gemeinde(planungsraum=hier.planungsraum), lebensphasen=[phase], themen=[thema])
    assert arten_in(hier) == set()
    make_gutes(hier, lebensphasen=[phase], themen=[thema])
    zelle = zelle_in(hier)
    assert zelle.arten == (Lueckenart.DOPPELT,)
    assert (zelle.doppelt, zelle.luecken, zelle.zustand) == (True, (), Zustand.GUT)
    assert arten_in(hier, ("lebensphase", make_lebensphase().slug)) == {"nichts"}


# --- Übergänge ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def wechsel():
    return make_uebergang(von=make_lebensphase(), nach=make_lebensphase())


def test_an_uebergang_needs_two_akteure_one_on_each_side(hier, wechsel):
    frage, einer = ("uebergang", wechsel.slug), make_akteur()
    make_gutes(hier, uebergaenge=[wechsel], lebensphasen=[wechsel.von, wechsel.nach], akteur=einer)
    assert arten_in(hier, frage) == {"uebergang"}
    make_gutes(hier, uebergaenge=[wechsel], lebensphasen=[wechsel.nach])
    assert arten_in(hier, frage) == set()


def test_two_akteure_who_make_it_together_are_on_both_sides(hier, wechsel):
    beide = [wechsel.von, wechsel.nach]
    make_gutes(hier, uebergaenge=[wechsel], lebensphasen=beide, mitwirkende=[make_akteur()])
    assert arten_in(hier, ("uebergang", wechsel.slug)) == set()


def test_an_agreement_of_a_kita_and_a_school_there_closes_it(hier, wechsel):
    frage, (kita, schule, andere) = ("uebergang", wechsel.slug), (make_akteur() for _ in range(3))
    make_gutes(hier, lebensphasen=[wechsel.von], akteur=kita)
    make_gutes(hier, lebensphasen=[wechsel.von], akteur=andere)
    make_gutes(hier, lebensphasen=[wechsel.nach], akteur=schule)
    assert arten_in(hier, frage) == {"nichts", "uebergang"}
    for paar in ((kita.pk, schule.pk), (schule.pk, kita.pk)):
        assert arten_in(hier, frage, kooperationen={wechsel.slug: [paar]}) == {"nichts"}
    unter_sich = {wechsel.slug: [(kita.pk, andere.pk)]}
    assert arten_in(hier, frage, kooperationen=unter_sich) == {"nichts", "uebergang"}
    assert arten_in(hier, frage, kooperationen={"anderer": [(kita.pk, schule.pk)]}) == {"nichts", "uebergang"}


# --- what we do not know ------------------------------------------------------------------------------------------------
def test_a_gap_in_what_we_know_is_no_gap_in_what_exists(hier):
    make_angebot(gemeinde=hier, format_vor_ort=True, format_mobil=True)
    zelle = zelle_in(hier)
    assert zelle.luecken == ()
    assert {*zelle.datenluecken} == DATENLUECKEN - {Lueckenart.FORMAT_UNBEKANNT}
    assert zelle.zustand == Zustand.UNKLAR


def test_one_of_which_we_do_not_know_may_be_what_is_missing(hier):
    make_gutes(hier, kosten="beitrag")
    assert arten_in(hier) == {"nur_kosten"}
    make_gutes(hier, kosten="unbekannt")
    assert arten_in(hier) == {"kosten_unbekannt"}


def test_kinds_stand_in_the_order_of_their_weight(hier):
    make_angebot(einzugsgebiet="kreisweit", kosten="beitrag", format_vor_ort=True, zugang="vermittlung")
    reihenfolge = list(Lueckenart)
    stellen = [reihenfolge.index(art) for art in zelle_in(hier).arten]
    assert len(stellen) > 4
    assert stellen == sorted(stellen)


# --- in one word --------------------------------------------------------------------------------------------------------
def test_a_station_is_judged_by_the_share_of_its_themen(hier):
    phase, themen = make_lebensphase(), [make_thema() for _ in range(5)]

    def zustand():
        abdeckung = abdeckung_jetzt()
        (station,) = abdeckung.kette(abdeckung.fakten.gebiete.eines(gemeinde=hier.ags))[0]
        return station.zustand, station.gedeckt, station.vor_ort

    make_gutes(hier, lebensphasen=[phase], themen=themen[:2])
    assert zustand() == (Zustand.LUECKE, 2, 2)
    make_gutes(None, lebensphasen=[phase], themen=themen[2:4], einzugsgebiet="kreisweit")
    assert zustand() == (Zustand.TEILWEISE, 4, 2)
    make_gutes(hier, lebensphasen=[phase], themen=themen[2:3])
    assert zustand() == (Zustand.GUT, 4, 3)
