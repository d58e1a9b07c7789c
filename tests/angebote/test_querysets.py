"""What the filter means, compared with plain Python over random small worlds (tests/welt.py)."""

import pytest
from django.http import QueryDict

from angebote.filter import AngebotFilter
from angebote.models import Angebot
from tests.welt import Welt

pytestmark = pytest.mark.django_db

FRAGEN = 25


def gefiltert(paare):
    daten = QueryDict(mutable=True)
    for name, wert in paare:
        daten.appendlist(name, wert)
    return AngebotFilter(daten, Angebot.objects.oeffentlich())


@pytest.mark.parametrize("seed", range(4))
def test_hits_groups_and_order_mean_what_the_product_says(seed):
    welt = Welt(seed)
    for paare in (welt.frage() for _ in range(FRAGEN)):
        auswahl = gefiltert(paare)
        assert [a.kennung for a in auswahl.sortiert] == welt.reihenfolge(paare), paare
        assert auswahl.anzahl == len(welt.treffer(paare)), paare
        for gruppe, gemeint in (
            (auswahl.gruppe_naehe, welt.naehe(paare)),
            (auswahl.gruppe_ohne_deutsch, welt.ohne_deutsch(paare)),
        ):
            gezeigt = [] if gruppe is None else [a.kennung for a in gruppe]
            assert sorted(gezeigt) == sorted(gemeint), paare
            assert not set(gezeigt) & welt.treffer(paare), paare
