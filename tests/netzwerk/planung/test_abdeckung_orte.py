"""How near: local, near, county-wide and far are different things; and areas that are empty, tiny, huge or unknown."""

from io import StringIO

import pytest
from django.core.management import call_command

from netzwerk.planung.arten import Lueckenart, Stufe, Zustand
from netzwerk.planung.gebiete import Ebene
from tests.fabriken import (
    make_angebot,
    make_gemeinde,
    make_lebensphase,
    make_planungsraum,
    make_standort,
    make_thema,
)
from tests.leistung.bestaende import GROSSES_GEBIET

from .jetzt import abdeckung_jetzt, zelle_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def hier():
    return make_gemeinde(lat=48.6, lon=9.3)


@pytest.mark.parametrize(
    ("werte", "stufe"),
    [
        ({"einzugsgebiet": "kreisweit"}, Stufe.KREISWEIT),
        ({"format_online": True}, Stufe.KREISWEIT),
        ({"format_telefonisch": True}, Stufe.KREISWEIT),
        ({"format_zu_hause": True}, Stufe.KREISWEIT),
        ({"format_vor_ort": True}, Stufe.FERN),
        ({}, Stufe.FERN),
    ],
)
def test_what_has_no_place_is_county_wide_never_local(hier, werte, stufe):
    make_angebot(**werte)
    assert zelle_in(hier).stufe == stufe


def test_local_is_what_has_a_standort_there_or_names_the_gemeinde(hier):
    make_angebot(gemeinde=hier)
    make_angebot(einzugsgebiet="gemeinden", gemeinden=[hier])
    zelle = zelle_in(hier)
    assert (zelle.stufe, zelle.oertlich, zelle.anzahl) == (Stufe.OERTLICH, 2, 2)


@pytest.mark.parametrize(("lat", "stufe"), [(48.689, Stufe.NAH), (48.691, Stufe.FERN)])
def test_near_is_within_ten_kilometres(hier, lat, stufe):
    make_angebot(gemeinde=make_gemeinde(lat=lat, lon=9.3))
    zelle = zelle_in(hier)
    assert zelle.stufe == stufe
    assert zelle.km == pytest.approx((lat - 48.6) * 111.195, rel=0.01)


def test_near_is_the_same_planungsraum_however_far(hier):
    make_angebot(gemeinde=make_gemeinde(lat=48.9, lon=9.9, planungsraum=hier.planungsraum))
    assert zelle_in(hier).stufe == Stufe.NAH


def test_near_counts_more_than_county_wide_but_is_no_hit_of_the_list(hier):
    make_angebot(gemeinde=make_gemeinde(lat=48.62, lon=9.3))
    make_angebot(einzugsgebiet="kreisweit")
    zelle = zelle_in(hier)
    assert (zelle.stufe, zelle.nah, zelle.kreisweit, zelle.anzahl) == (Stufe.NAH, 1, 1, 1)


def test_how_far_a_hidden_standort_lies_nobody_learns(hier):
    ort = make_standort(gemeinde=make_gemeinde(lat=48.9, lon=9.3), lat=48.9, lon=9.3, adresse_verbergen=True)
    make_angebot(standorte=[ort])
    zelle = zelle_in(hier)
    assert (zelle.stufe, zelle.km) == (Stufe.FERN, None)


# --- county-wide only ---------------------------------------------------------------------------------------------------
def test_with_county_wide_angebote_only_no_cell_is_local_and_none_is_empty():
    raum = make_planungsraum()
    for _ in range(3):
        make_gemeinde(planungsraum=raum)
    phasen, themen = [make_lebensphase() for _ in range(3)], [make_thema() for _ in range(2)]
    make_angebot(einzugsgebiet="kreisweit", lebensphasen=phasen, themen=themen)
    make_angebot(format_online=True, lebensphasen=phasen, themen=themen[:1])
    abdeckung = abdeckung_jetzt()
    for ebene in Ebene:
        for gebiet, zellen in abdeckung.matrix(abdeckung.fakten.gebiete.alle(ebene), abdeckung.koepfe("thema")):
            for zelle in zellen:
                assert (zelle.oertlich, zelle.nah) == (0, 0), gebiet.name
                assert zelle.kreisweit == zelle.anzahl > 0
                assert zelle.stufe == Stufe.KREISWEIT
                assert Lueckenart.NUR_KREISWEIT in zelle.luecken
                assert Lueckenart.NICHTS not in zelle.arten


# --- awkward areas ------------------------------------------------------------------------------------------------------
def test_without_any_data_nothing_is_a_gap(hier):
    make_lebensphase()
    make_thema()
    abdeckung = abdeckung_jetzt()
    stationen, uebergaenge = abdeckung.kette(abdeckung.fakten.gebiete.kreis)
    for zelle in (zelle_in(hier), stationen[0].gesamt, *stationen[0].themen.values(), *uebergaenge):
        assert (zelle.stufe, zelle.arten, zelle.zustand) == (Stufe.UNBEKANNT, (), Zustand.UNKLAR)
    assert stationen[0].zustand == Zustand.UNKLAR


def test_what_only_fachkraefte_can_use_is_no_data_about_families(hier):
    make_angebot(gemeinde=hier, fuer="fachkraefte")
    assert zelle_in(hier).stufe == Stufe.UNBEKANNT


def test_without_any_gemeinde_and_vocabulary_there_is_still_a_chain():
    abdeckung = abdeckung_jetzt()
    assert abdeckung.kette(abdeckung.fakten.gebiete.kreis) == ([], [])
    assert abdeckung.zelle(abdeckung.fakten.gebiete.kreis).stufe == Stufe.UNBEKANNT


def test_one_gemeinde_is_an_area_too(hier):
    make_angebot(gemeinde=hier)
    abdeckung = abdeckung_jetzt()
    for ebene in Ebene:
        (gebiet,) = abdeckung.fakten.gebiete.alle(ebene)
        assert abdeckung.zelle(gebiet).oertlich == 1


def test_a_gemeinde_without_coordinates_knows_its_planungsraum_but_no_kilometres(hier):
    ohne = make_gemeinde(lat=None, lon=None)
    make_angebot(gemeinde=hier)
    assert (zelle_in(ohne).stufe, zelle_in(ohne).km) == (Stufe.FERN, None)
    make_angebot(gemeinde=make_gemeinde(lat=48.9, lon=9.3, planungsraum=ohne.planungsraum))
    assert (zelle_in(ohne).stufe, zelle_in(ohne).km) == (Stufe.NAH, None)


@pytest.mark.parametrize("frage", [{"gemeinde": "99999999"}, {"planungsraum": "gibt-es-nicht"}])
def test_of_an_unknown_key_there_is_no_area(hier, frage):
    assert abdeckung_jetzt().fakten.gebiete.eines(**frage) is None


@pytest.mark.skipif(not GROSSES_GEBIET.exists(), reason=f"needs {GROSSES_GEBIET.name}")
def test_a_whole_bundesland_of_1108_gemeinden(django_assert_num_queries):
    call_command("lade_gebiet", str(GROSSES_GEBIET), stdout=StringIO())
    themen = [make_thema() for _ in range(2)]
    make_angebot(einzugsgebiet="kreisweit", themen=themen[:1])
    abdeckung = abdeckung_jetzt()
    with django_assert_num_queries(0):
        gebiete = abdeckung.fakten.gebiete.alle(Ebene.GEMEINDE)
        zeilen = abdeckung.matrix(gebiete, abdeckung.koepfe("thema"))
    assert len(zeilen) == 1108
    stufen = {tuple(zelle.stufe for zelle in zellen) for _gebiet, zellen in zeilen}
    assert stufen == {(Stufe.KREISWEIT, Stufe.NICHTS)}
