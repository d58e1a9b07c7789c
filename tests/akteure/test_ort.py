"""Find the place people mean, and what lies around it."""

from random import Random

import pytest

from akteure.models import Ortsteil
from akteure.models.gebiet import Grenze
from akteure.ort import abstaende, ort_um, ort_waehlen, position_lesen
from tests.fabriken import make_gemeinde, make_planungsraum, make_standort
from tests.welt import km

pytestmark = pytest.mark.django_db


@pytest.fixture
def gegend():
    """Three Gemeinden in two Planungsräumen, sharing a PLZ, with an Ortsteil each of two."""
    unten = make_planungsraum(schluessel="R1", name="Unteres Tal")
    esslingen = make_gemeinde(name="Esslingen am Neckar", planungsraum=unten, plz=("73728", "73732"))
    altbach = make_gemeinde(name="Altbach", planungsraum=unten, plz=("73776", "73732"))
    noertingen = make_gemeinde(name="Nürtingen", plz=("72622",))
    for gemeinde, name in ((esslingen, "Zell"), (noertingen, "Zizishausen"), (noertingen, "Berg"), (altbach, "Berg")):
        Ortsteil.objects.create(name=name, gemeinde=gemeinde)
    return {"E": esslingen, "A": altbach, "N": noertingen}


@pytest.mark.parametrize(
    ("wo", "gemeint", "name"),
    [
        ("Nürtingen", "N", "Nürtingen"),
        ("  nuertingen ", "N", "Nürtingen"),
        ("NÜRTINGEN!", "N", "Nürtingen"),
        ("Esslingen", "E", "Esslingen am Neckar"),
        ("esslingen am neckar", "E", "Esslingen am Neckar"),
        ("73728", "E", "Esslingen am Neckar (73728)"),
        ("73732", "AE", "Altbach, Esslingen am Neckar (73732)"),
        ("73732 Altbach", "A", "Altbach (73732 Altbach)"),
        ("73732 Hinterdorf", "AE", "Altbach, Esslingen am Neckar (73732 Hinterdorf)"),
        ("Zell", "E", "Esslingen am Neckar (Zell)"),
        ("Berg", "AN", "Altbach, Nürtingen (Berg)"),
        ("Unteres Tal", "AE", "Altbach, Esslingen am Neckar (Unteres Tal)"),
    ],
)
def test_a_typed_place_is_found_however_people_write_it(gegend, wo, gemeint, name):
    wahl = ort_waehlen(wo=wo)
    assert [gemeinde.pk for gemeinde in wahl.gemeinden] == [gegend[kurz].pk for kurz in gemeint]
    assert (wahl.name, wahl.unbekannt) == (name, ())


@pytest.mark.parametrize("wo", ["Atlantis", "7372", "737281", "Ess", "%", "_", "''", "ess%", "Z_ll", "!", "\u202e"])
def test_what_is_no_place_of_the_area_is_named(gegend, wo):
    wahl = ort_waehlen(wo=wo)
    assert not wahl
    assert wahl.unbekannt == (("wo", wo),)


def test_a_full_name_beats_a_beginning_and_an_ortsteil(gegend):
    genau = make_gemeinde(name="Zell")
    make_gemeinde(name="Zell unter Aichelberg")
    assert ort_waehlen(wo="Zell").gemeinden == (genau,)


def test_several_places_are_their_union_each_with_its_name(gegend):
    wahl = ort_waehlen(wo="Zizishausen", ags=[gegend["A"].ags], plz=["73728"], planungsraum=["R1"])
    assert set(wahl.gemeinden) == set(gegend.values())
    assert list(wahl.namen.values()) == [
        "Nürtingen (Zizishausen)",
        "Altbach",
        "Esslingen am Neckar (73728)",
        "Unteres Tal",
    ]
    assert wahl.name == "3 Gemeinden"


def test_of_several_values_only_the_unknown_are_named(gegend):
    wahl = ort_waehlen(ags=[gegend["A"].ags, "1"], plz=["72622", "2"], planungsraum=["R1", "3"])
    assert wahl.unbekannt == (("gemeinde", "1"), ("plz", "2"), ("planungsraum", "3"))


def test_many_gemeinden_of_one_name_are_counted(gegend):
    for _ in range(4):
        Ortsteil.objects.create(name="Hof", gemeinde=make_gemeinde())
    assert ort_waehlen(wo="Hof").name == "Hof (4 Gemeinden)"


def test_asking_for_nothing_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not ort_waehlen()
    with django_assert_num_queries(0):
        assert not ort_waehlen(wo="!!!")


@pytest.mark.parametrize("seed", range(3))
def test_distances_are_those_on_the_sphere_to_the_nearest_centre(seed):
    zufall = Random(seed)
    lat, lon = 47.3 + zufall.random() * 7.7, 6 + zufall.random() * 9
    mitten = [(lat, lon), (lat + zufall.random(), lon + zufall.random())]
    punkte = [(lat + zufall.uniform(-2, 2), lon + zufall.uniform(-2, 2)) for _ in range(60)]
    nahe = {}
    for lat, lon in punkte:
        abstand = min(km((lat, lon), mitte) for mitte in mitten)
        pk = make_standort(lat=lat, lon=lon).pk
        if abstand < 100:
            nahe[pk] = pytest.approx(abstand, rel=0.005)
    gemessen = abstaende(mitten, 100)
    assert nahe
    assert {pk: gemessen[pk] for pk in nahe} == nahe
    assert all(abstand > 99.5 for pk, abstand in gemessen.items() if pk not in nahe)


def test_around_a_place_lie_only_points_the_public_may_see():
    mitte = {"lat": 48.6, "lon": 9.3}
    wahl = ort_waehlen(ags=[make_gemeinde(**mitte).ags])
    sichtbar = make_standort(**mitte)
    make_standort(**mitte, adresse_verbergen=True)
    make_standort()
    assert wahl.standorte_bis(1) == [sichtbar.pk]


def test_around_a_place_without_a_centre_lies_nothing(django_assert_num_queries):
    make_standort(lat=48.6, lon=9.3)
    wahl = ort_waehlen(ags=[make_gemeinde(lat=None, lon=None).ags])
    with django_assert_num_queries(0):
        assert wahl.standorte_bis(100) == []


@pytest.mark.parametrize("frage", [{"wo": "73278"}, {"wo": " 73278 Schlierbach"}, {"plz": ["73278"]}])
def test_a_plz_of_elsewhere_is_said_to_be_one(gegend, frage):
    wahl = ort_waehlen(**frage)
    assert wahl
    assert (wahl.gemeinden, wahl.auswaerts, wahl.unbekannt, wahl.name) == ((), ("73278",), (), "PLZ 73278")


def test_places_here_and_elsewhere_go_together(gegend):
    wahl = ort_waehlen(wo="Altbach", plz=["73278", "72661", "73728"])
    assert set(wahl.gemeinden) == {gegend["A"], gegend["E"]}
    assert wahl.auswaerts == ("73278", "72661")


@pytest.mark.parametrize(
    ("text", "punkt"),
    [
        ("48.74,9.31", (48.74, 9.31)),
        ("48.7412345,9.3161", (48.74, 9.31)),
        ("-33.456,-70.65", (-33.46, -70.644)),
        ("0,0", (0, 0)),
        ("90,180", (90, 179.998)),
    ],
)
def test_a_position_is_known_on_the_grid_only(text, punkt):
    assert position_lesen(text) == punkt


@pytest.mark.parametrize(
    "text", ["", "48.74", "48.74;9.31", "91,9", "48,181", "nan,inf", "1e3,9", "٤٨,٩", "48.74,9.31\n"]
)
def test_what_is_no_position_is_none(text):
    assert position_lesen(text) is None


def quadrat(lat, lon, halb=0.05):
    ring = [[lon - halb, lat - halb], [lon + halb, lat - halb], [lon + halb, lat + halb], [lon - halb, lat + halb]]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def test_a_position_belongs_to_the_gemeinde_around_it_not_to_the_nearest_centre(django_assert_num_queries):
    gross = make_gemeinde(name="Groß", lat=48.5, lon=9.3)
    Grenze.objects.create(gemeinde=gross, geometrie=quadrat(48.55, 9.3, 0.08))
    make_gemeinde(name="Klein", lat=48.62, lon=9.33)
    with django_assert_num_queries(1):
        wahl = ort_um((48.61, 9.31))
        assert (wahl.gemeinden, wahl.name, wahl.punkte) == ((gross,), "Groß", [(48.61, 9.31)])
        assert wahl.planungsraeume == {gross.planungsraum_id}


def test_outside_all_boundaries_the_nearest_centre_counts_and_far_away_none():
    make_gemeinde(lat=48.5, lon=9.3)
    nah = make_gemeinde(lat=48.6, lon=9.3)
    make_gemeinde(lat=None, lon=None)
    assert ort_um((48.65, 9.3)).gemeinden == (nah,)
    for fern in ((48.75, 9.3), (0.0, 0.0), (90.0, 0.0), (-48.6, -179.998)):
        assert not ort_um(fern)


def test_from_a_position_distances_count_from_there():
    make_gemeinde(lat=48.6, lon=9.3)
    hier = make_standort(lat=48.65, lon=9.3)
    wahl = ort_um((48.65, 9.3))
    assert wahl.abstand(hier.pk) == 0
    assert ort_waehlen(ags=[wahl.gemeinden[0].ags]).abstand(hier.pk) == pytest.approx(5.56, abs=0.01)


def test_a_hidden_or_unknown_point_has_no_distance():
    gemeinde = make_gemeinde()
    wahl = ort_waehlen(ags=[gemeinde.ags])
    sichtbar = make_standort(lat=48.62, lon=9.3)
    versteckt = make_standort(lat=48.6, lon=9.3, adresse_verbergen=True)
    ohne = make_standort(gemeinde=gemeinde)
    assert [wahl.abstand(ort.pk) for ort in (versteckt, ohne)] == [None, None]
    assert wahl.naechster([versteckt.pk, ohne.pk, sichtbar.pk]) == pytest.approx(2.22, abs=0.01)
    assert wahl.naechster([versteckt.pk]) is None


@pytest.mark.parametrize(
    ("lat", "vom_ort", "von_hier"),
    [
        (48.6, "unter 1 km", "unter 1 km"),
        (48.6085, "unter 1 km", "unter 1 km"),
        (48.62, "2 km", "etwa 2 km"),
        (48.735, "15 km", "etwa 15 km"),
        (49.6, "", ""),
    ],
)
def test_a_distance_is_said_in_whole_kilometres(lat, vom_ort, von_hier):
    standort = make_standort(lat=lat, lon=9.3).pk
    gemeinde = make_gemeinde(lat=48.6, lon=9.3)
    assert ort_waehlen(ags=[gemeinde.ags]).entfernung([standort]) == vom_ort
    assert ort_um((48.6, 9.3)).entfernung([standort]) == von_hier


def test_from_several_places_at_once_there_is_no_one_distance():
    standort = make_standort(lat=48.62, lon=9.3)
    wahl = ort_waehlen(ags=[make_gemeinde().ags, make_gemeinde(lat=48.7).ags])
    assert wahl.abstand(standort.pk) is not None
    assert wahl.naechster([standort.pk]) is None
