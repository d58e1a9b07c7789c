"""The name of a place → Gemeinde: nobody is placed in the wrong Gemeinde, and every doubt is reported."""

import pytest

from akteure.models import Gemeinde, Ortsteil
from angebote.austausch.woerter import Gebiet, Woerter
from tests.fabriken import make_gemeinde

pytestmark = pytest.mark.django_db


def gebiet() -> Gebiet:
    return Woerter.laden().gebiet


@pytest.mark.parametrize("text", ["Aheim", " aheim ", "AHEIM"])
def test_a_gemeinde_is_found_whatever_the_case(text, aheim):
    fund = gebiet().finden(text)
    assert (fund.gemeinde, fund.genau) == (aheim, True)


def test_a_name_that_differs_in_signs_only_is_taken_but_is_no_exact_name(db):
    lauenau = make_gemeinde(name="Lauenau/ Elbe")
    fund = gebiet().finden("Lauenau (Elbe)")
    assert (fund.gemeinde, fund.genau) == (lauenau, False)


def test_several_gemeinden_of_one_name_are_ambiguous_even_if_the_plz_fits_one(db):
    einer, anderer = make_gemeinde(name="Neudorf", plz=("11111",)), make_gemeinde(name="Neudorf", plz=("22222",))
    fund = gebiet().finden("Neudorf", "11111")
    assert (fund.gemeinde, set(fund.mehrdeutig)) == (None, {einer, anderer})


def test_an_ortsteil_belongs_to_its_gemeinde(aheim):
    Ortsteil.objects.create(name="Oberaheim", gemeinde=aheim)
    fund = gebiet().finden("Oberaheim")
    assert (fund.gemeinde, fund.genau, fund.ortsteil) == (aheim, False, True)


def test_an_ortsteil_of_two_gemeinden_is_ambiguous(aheim):
    for gemeinde in Gemeinde.objects.all():
        Ortsteil.objects.create(name="Siedlung", gemeinde=gemeinde)
    assert len(gebiet().finden("Siedlung").mehrdeutig) == 2


def test_an_unknown_place_comes_with_gemeinden_that_begin_like_it(db):
    kellen = make_gemeinde(name="Kellendorf (See)")
    make_gemeinde(name="Wald bei Kellendorf")
    fund = gebiet().finden("Kellendorf")
    assert (fund.gemeinde, fund.aehnlich) == (None, (kellen,))


def test_the_box_of_the_area_is_ten_kilometres_wider_than_its_centres(aheim):
    orte = gebiet()
    assert orte.enthaelt(48.52, 9.3)
    assert not orte.enthaelt(48.50, 9.3)
    assert orte.enthaelt(48.6, 9.17)
    assert not orte.enthaelt(48.6, 9.15)
    assert not orte.enthaelt(9.3, 48.6)
