"""What the filter means, compared with plain Python over random small worlds (tests/welt.py)."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from angebote.filter import AngebotFilter
from angebote.models import Angebot
from tests.fabriken import make_angebot
from tests.welt import Welt

pytestmark = pytest.mark.django_db

FRAGEN = 25
HEUTE = timezone.now()
JAHR = timedelta(days=365)


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


def test_titles_stand_where_people_look_for_them():
    titel = ["Ofen", "Öl 10", "apfel", "Zug", "Ärzte", "Straße", "Strand", "Öl 9", "a b", "ab"]
    for wort in titel:
        make_angebot(titel=wort)
    sortiert = [angebot.titel for angebot in Angebot.objects.nach_titel()]
    assert sortiert == ["a b", "ab", "Ärzte", "apfel", "Öl 10", "Öl 9", "Ofen", "Strand", "Straße", "Zug"]


def test_equal_titles_keep_the_order_in_which_they_were_made():
    erwartet = [make_angebot(titel="Treff").pk for _ in range(5)]
    assert [angebot.pk for angebot in Angebot.objects.nach_titel()] == erwartet


def test_never_confirmed_stands_after_confirmed_long_ago():
    nie, lange, neulich = make_angebot(), make_angebot(bestaetigt_am=HEUTE - JAHR), make_angebot(bestaetigt_am=HEUTE)
    assert list(gefiltert([]).sortiert) == [neulich, lange, nie]


def test_what_is_new_comes_first_and_a_confirmation_is_no_news():
    alt, neu = make_angebot(inhalt_geaendert_am=HEUTE - JAHR), make_angebot(inhalt_geaendert_am=HEUTE)
    alt.bestaetigen()
    assert list(Angebot.objects.nach_neuigkeit()) == [neu, alt]


def test_a_language_counts_in_its_best_way():
    beste = make_angebot(sprachen={"tr": "material", "ar": "spricht"})
    andere = make_angebot(sprachen={"tr": "dolmetschen"}, bestaetigt_am=HEUTE)
    assert list(gefiltert([("sprache", "tr"), ("sprache", "ar")]).sortiert) == [beste, andere]


@pytest.mark.parametrize(
    ("von", "bis", "passend"),
    [(None, None, {-9, 0, 36, 324}), (12, None, {36, 324}), (None, 36, {-9, 0, 36}), (0, 0, {0}), (-9, -1, {-9})],
)
def test_open_ends_of_an_age_match(von, bis, passend):
    make_angebot(alter_von=von, alter_bis=bis)
    assert {monate for monate in (-9, 0, 36, 324) if gefiltert([("alter", str(monate))]).anzahl} == passend
