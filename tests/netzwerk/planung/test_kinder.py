"""How many children live in an area: one day for all its Gemeinden, or no number and what is missing."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akteure.models import Gemeinde
from netzwerk.models import Indikator
from netzwerk.planung.gebiete import Ebene, Gebiete
from netzwerk.planung.kinder import je_tausend, kinder
from tests.fabriken import make_gemeinde, make_planungsraum

ALT, NEU = date(2023, 12, 31), date(2024, 12, 31)
GRUPPEN = Indikator.ALTERSGRUPPEN


@pytest.fixture
def zwei(db):
    raum = make_planungsraum()
    return [make_gemeinde(name=name, planungsraum=raum) for name in ("Altbach", "Altdorf")]


def zahl(gemeinde, wert, stand=NEU, art="kinder_u18", quelle="Amt A"):
    Indikator.objects.create(gemeinde=gemeinde, art=art, wert=wert, geheim=wert is None, stand=stand, quelle=quelle)


def im_kreis():
    gebiete = Gebiete("Kreis", Gemeinde.objects.select_related("planungsraum").order_by("name_sortiert"))
    return kinder([gebiete.kreis])[gebiete.kreis]


def test_the_sum_of_all_gemeinden_on_one_day(zwei):
    zahl(zwei[0], 100)
    zahl(zwei[1], 50, quelle="Amt B")
    ergebnis = im_kreis()
    assert (ergebnis.anzahl, ergebnis.stand, ergebnis.quellen, ergebnis.grund) == (150, NEU, ("Amt A", "Amt B"), "")


def test_two_days_are_never_added_up(zwei):
    zahl(zwei[0], 100, NEU)
    zahl(zwei[1], 50, ALT)
    assert im_kreis().anzahl is None
    assert im_kreis().grund == "nicht bekannt: Altdorf"


def test_an_older_day_that_is_whole_goes_before_a_newer_one_that_is_not(zwei):
    for gemeinde in zwei:
        zahl(gemeinde, 10, ALT)
    zahl(zwei[0], 100, NEU)
    assert (im_kreis().anzahl, im_kreis().stand) == (20, ALT)


def test_a_secret_number_is_not_zero(zwei):
    zahl(zwei[0], 100)
    zahl(zwei[1], None)
    ergebnis = im_kreis()
    assert (ergebnis.anzahl, ergebnis.geheim, ergebnis.fehlend) == (None, ("Altdorf",), ())
    assert ergebnis.grund == "geheim: Altdorf"


def test_none_known_at_all_names_all(zwei):
    ergebnis = im_kreis()
    assert (ergebnis.anzahl, ergebnis.stand, ergebnis.fehlend) == (None, None, ("Altbach", "Altdorf"))


def test_no_children_is_a_number(zwei):
    for gemeinde in zwei:
        zahl(gemeinde, 0)
    assert im_kreis().anzahl == 0


def test_the_age_groups_add_up_where_all_are_there(zwei):
    zahl(zwei[0], 100)
    for art in GRUPPEN:
        zahl(zwei[1], 7, art=art)
    assert im_kreis().anzahl == 135


@pytest.mark.parametrize("letzte", ["fehlt", None])
def test_age_groups_with_a_hole_are_no_number(zwei, letzte):
    zahl(zwei[0], 100)
    for art in GRUPPEN[:-1]:
        zahl(zwei[1], 7, art=art)
    if letzte is None:
        zahl(zwei[1], None, art=GRUPPEN[-1])
    assert im_kreis().anzahl is None
    assert im_kreis().grund == ("nicht bekannt: Altdorf" if letzte else "geheim: Altdorf")


def test_other_numbers_do_not_count(zwei):
    zahl(zwei[0], 5000, art="einwohner")
    zahl(zwei[0], 12, art="geburten")
    assert im_kreis().fehlend == ("Altbach", "Altdorf")


def test_many_missing_are_named_in_short(db):
    for nummer in range(8):
        make_gemeinde(name=f"Ort {nummer}")
    assert im_kreis().grund == "nicht bekannt: Ort 0, Ort 1, Ort 2, Ort 3, Ort 4 und 3 weitere"


def test_an_area_of_a_kept_day_finds_its_children_by_ags(zwei):
    """Rows may have been made anew since that day."""
    damals = Gebiete("Kreis", Gemeinde.objects.select_related("planungsraum")).kreis
    for gemeinde in zwei:
        ags, raum = gemeinde.ags, gemeinde.planungsraum
        gemeinde.delete()
        zahl(make_gemeinde(ags=ags, planungsraum=raum), 5)
    assert kinder([damals])[damals].anzahl == 10


def test_no_gemeinde_at_all_is_no_number(db):
    assert im_kreis().anzahl is None


@pytest.mark.parametrize("anzahl", [1, 20])
def test_all_areas_are_one_query(db, anzahl, django_assert_num_queries):
    for _nummer in range(anzahl):
        zahl(make_gemeinde(), 10)
    gebiete = Gebiete("Kreis", Gemeinde.objects.select_related("planungsraum"))
    alle = [gebiet for ebene in Ebene for gebiet in gebiete.alle(ebene)]
    with django_assert_num_queries(1):
        ergebnis = kinder(alle)
    assert ergebnis[gebiete.kreis].anzahl == anzahl * 10


@pytest.mark.parametrize(
    ("anzahl", "kinderzahl", "ergebnis"),
    [(5, 1000, "5.0"), (1, 3, "333.3"), (0, 7, "0.0"), (1, 8000, "0.1"), (3, 2000, "1.5")],
)
def test_so_many_for_a_thousand(anzahl, kinderzahl, ergebnis):
    assert je_tausend(anzahl, kinderzahl) == Decimal(ergebnis)


@given(st.integers(0, 10**6), st.none() | st.integers(-5, 10**6))
def test_never_a_division_by_zero(anzahl, kinderzahl):
    ergebnis = je_tausend(anzahl, kinderzahl)
    assert (ergebnis is None) == (kinderzahl is None or kinderzahl <= 0)
