"""What depends on the day: at the last day it still holds, on the next one it does not."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from netzwerk.planung.fakten import VERALTET_TAGE, in_monaten
from tests.fabriken import make_angebot, make_gemeinde

from .jetzt import arten_in

pytestmark = pytest.mark.django_db

EIN_TAG = timedelta(1)


@pytest.fixture
def hier():
    return make_gemeinde()


@pytest.fixture
def heute():
    return timezone.localdate()


def test_half_a_year_ends_on_the_same_day_of_the_month(hier, heute):
    bald = in_monaten(heute, 6)
    angebot = make_angebot(gemeinde=hier, gueltig_bis=bald)
    assert "endet_bald" in arten_in(hier)
    type(angebot).objects.update(gueltig_bis=bald + EIN_TAG)
    assert "endet_bald" not in arten_in(hier)


def test_what_ended_yesterday_is_gone_what_ends_today_is_there(hier, heute):
    make_angebot(einzugsgebiet="kreisweit")
    angebot = make_angebot(gemeinde=hier, gueltig_bis=heute)
    assert "nur_kreisweit" not in arten_in(hier)
    type(angebot).objects.filter(pk=angebot.pk).update(gueltig_bis=heute - EIN_TAG)
    assert "nur_kreisweit" in arten_in(hier)


def test_full_holds_until_the_day_it_is_said_for(hier, heute):
    angebot = make_angebot(gemeinde=hier, plaetze="voll", plaetze_bis=heute)
    assert "voll" in arten_in(hier)
    type(angebot).objects.update(plaetze_bis=heute - EIN_TAG)
    assert "voll" not in arten_in(hier)


def test_a_confirmation_holds_for_a_year_of_whole_days(hier, heute):
    erster_moment = timezone.make_aware(datetime.combine(heute - timedelta(VERALTET_TAGE), time.min))
    angebot = make_angebot(gemeinde=hier, bestaetigt_am=erster_moment)
    assert "unbestaetigt" not in arten_in(hier)
    type(angebot).objects.update(bestaetigt_am=erster_moment - timedelta(seconds=1))
    assert "unbestaetigt" in arten_in(hier)


@pytest.mark.parametrize(
    ("tag", "erwartet"),
    [
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2026, 6, 30), date(2026, 12, 30)),
        (date(2026, 7, 1), date(2027, 1, 1)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_months_later_is_a_day_of_the_calendar(tag, erwartet):
    assert in_monaten(tag, 6) == erwartet
