"""The network in memory: neighbours, surroundings, bridges, places, picture."""

import random
import subprocess
import sys

import networkx
import pytest
from django.conf import settings
from django.core.management import call_command

from netzwerk.models import Anordnung, Kooperation
from netzwerk.planung.anordnen import anordnen
from netzwerk.planung.anordnung import gespeicherte, merkmal, orte
from netzwerk.planung.netz import Kante, Knoten, Netz
from netzwerk.planung.netzbild import HALB, _kaesten, im_kreis, zeichne
from tests.fabriken import make_akteur, make_kooperation

TYPEN = ("kita", "schule", "verein", "kommune", "gesundheit", "beratungsstelle", "familienzentrum")


def netz_aus(paare, personen=None, **werte):
    """Return a net over numbers; `personen`: pair → how many people carry it."""
    knoten = {
        pk: Knoten(pk, f"Akteur {pk:03}", f"akteur-{pk}", TYPEN[pk % len(TYPEN)], f"akteur {pk:03}")
        for paar in paare
        for pk in paar
    }
    return Netz(
        Kante(
            nummer,
            knoten[von],
            knoten[mit],
            werte.get("art", "austausch"),
            werte.get("richtung", "beide"),
            None,
            None,
            (personen or {}).get((von, mit)),
        )
        for nummer, (von, mit) in enumerate(paare)
    )


def zufall(knoten, kanten, saat=1):
    """Return so many different pairs."""
    wuerfel = random.Random(saat)
    paare = set()
    while len(paare) < kanten:
        paare.add(tuple(sorted(wuerfel.sample(range(knoten), 2))))
    return sorted(paare)


@pytest.mark.parametrize(("knoten", "kanten"), [(6, 5), (12, 12), (30, 32), (80, 90), (300, 330)])
@pytest.mark.parametrize("saat", range(6))
def test_bridges_are_those_of_networkx_and_cut_off_as_many(knoten, kanten, saat):
    paare = zufall(knoten, kanten, saat)
    graph = networkx.Graph(paare)
    erwartet = {}
    for einer, anderer in networkx.bridges(graph):
        ohne = graph.copy()
        ohne.remove_edge(einer, anderer)
        teile = [len(networkx.node_connected_component(ohne, pk)) for pk in (einer, anderer)]
        erwartet[min(einer, anderer), max(einer, anderer)] = min(teile)
    gefunden = {bruecke.eine.paar: bruecke.dahinter for bruecke in netz_aus(paare).bruecken()}
    assert gefunden == erwartet


def test_a_long_chain_needs_no_recursion():
    assert len(netz_aus([(n, n + 1) for n in range(3000)]).bruecken()) == 3000


def test_two_kooperationen_of_one_pair_are_one_bridge_with_the_people_of_both():
    kante = netz_aus([(1, 2)], {(1, 2): 1}).kanten[0]
    doppelt = Netz([kante, Kante(9, kante.mit, kante.von, "angebot", "beide", None, None, 2)])
    (bruecke,) = doppelt.bruecken()
    assert (len(bruecke.kanten), bruecke.personen) == (2, 3)


def test_how_many_people_is_unknown_where_it_is_of_one_of_them():
    kante = netz_aus([(1, 2)], {(1, 2): 1}).kanten[0]
    (bruecke,) = Netz([kante, Kante(9, kante.von, kante.mit, "angebot", "beide", None, None, None)]).bruecken()
    assert bruecke.personen is None


def test_around_one_are_its_partners_and_what_links_them():
    netz = netz_aus([(1, 2), (1, 3), (2, 3), (3, 4), (4, 5)])
    assert netz.ringe(1, 2) == [[1], [2, 3], [4]]
    assert [kante.paar for kante in netz.umgebung(1, 1).kanten] == [(1, 2), (1, 3), (2, 3)]
    assert set(netz.umgebung(1, 2).knoten) == {1, 2, 3, 4}


# --- places -------------------------------------------------------------------------------------------------------------
def test_the_same_network_always_gets_the_same_places():
    paare = zufall(40, 60)
    assert anordnen(paare, {}) == anordnen(reversed(paare), {})


def test_nobody_stands_on_another():
    for knoten, kanten, breit, hoch in ((25, 30, 130, 56), (300, 1000, 60, 36)):
        plaetze = list(anordnen(zufall(knoten, kanten), {}).values())
        enge = [
            (a, b)
            for n, a in enumerate(plaetze)
            for b in plaetze[n + 1 :]
            if abs(a[0] - b[0]) < breit * 0.6 and abs(a[1] - b[1]) < hoch * 0.6
        ]
        assert enge == []


def test_who_stays_keeps_about_its_place():
    paare = zufall(40, 60)
    vorher = anordnen(paare, {})
    nachher = anordnen([*paare, (1, 500), (500, 501), (2, 501)], vorher)
    assert set(nachher) == {*vorher, 500, 501}
    assert max(abs(nachher[pk][0] - x) + abs(nachher[pk][1] - y) for pk, (x, y) in vorher.items()) < 60


def test_with_mostly_new_akteure_everything_gets_a_new_place():
    vorher = anordnen([(1, 2)], {})
    assert anordnen([(1, 2), (2, 3), (3, 4), (4, 5)], vorher) == anordnen([(1, 2), (2, 3), (3, 4), (4, 5)], {})


def test_no_network_has_no_places():
    assert anordnen([], {1: (0, 0)}) == {}


@pytest.mark.django_db
def test_places_are_worked_out_anew_only_when_the_network_changes():
    kooperation = make_kooperation()
    make_kooperation(bestaetigt="von")
    call_command("ordne_netzwerk_an")
    erste = Anordnung.objects.get()
    assert set(gespeicherte()) == {kooperation.von_id, kooperation.mit_id}
    call_command("ordne_netzwerk_an")
    assert Anordnung.objects.get() == erste
    make_kooperation(von=kooperation.von)
    call_command("ordne_netzwerk_an")
    neue = Anordnung.objects.get()
    assert (neue.merkmal != erste.merkmal, len(neue.orte)) == (True, 3)


def test_the_network_is_known_by_who_works_with_whom():
    assert merkmal([(1, 2), (2, 3)]) == merkmal([(2, 3), (1, 2), (1, 2)])
    assert merkmal([(1, 2)]) != merkmal([(1, 3)])


def test_who_has_no_place_yet_stands_free_near_its_partners():
    netz = netz_aus([(1, 2), (2, 3), (3, 4), (8, 9)])
    plaetze = orte(netz, {1: (0.0, 0.0), 2: (300.0, 0.0)})
    assert (plaetze[1], plaetze[2]) == ((0.0, 0.0), (300.0, 0.0))
    assert abs(plaetze[3][0] - 300) < 100
    assert len(set(plaetze.values())) == 6


def test_without_any_place_all_get_one_of_their_own():
    assert len(set(orte(netz_aus(zufall(60, 90)), {}).values())) == len(netz_aus(zufall(60, 90)).knoten)


@pytest.mark.django_db(transaction=True)
def test_a_page_loads_neither_networkx_nor_numpy():
    """A web worker has no room for them."""
    frage = (
        "import django, sys; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns; "
        "import netzwerk.views.netzwerk, netzwerk.views.planung_netzwerk; "
        "print([name for name in ('networkx', 'numpy') if name in sys.modules])"
    )
    umgebung = {"DJANGO_SETTINGS_MODULE": "netzwerk.settings", "PATH": ""}
    antwort = subprocess.run([sys.executable, "-c", frage], cwd=settings.BASE_DIR, env=umgebung, capture_output=True)
    assert antwort.stdout.decode().strip() == "[]", antwort.stderr.decode()


# --- picture ------------------------------------------------------------------------------------------------------------
def ueberschneidungen(kaesten):
    return [
        (a, b)
        for n, a in enumerate(kaesten)
        for b in kaesten[n + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


def test_no_name_lies_on_a_shape_or_another_name():
    netz = netz_aus(zufall(80, 100))
    bild = zeichne(netz, anordnen(netz.paare, {}))
    formen = [next(_kaesten(zeichen)) for zeichen in bild.zeichen]
    namen = [kasten for zeichen in bild.zeichen for kasten in list(_kaesten(zeichen))[1:]]
    assert len(namen) > len(formen) / 2
    kleiner = [(a + 1, b + 1, c - 1, d - 1) for a, b, c, d in namen]
    assert ueberschneidungen(kleiner) == []
    assert [name for name in kleiner for form in formen if ueberschneidungen([name, form])] == []


def test_everything_lies_on_the_sheet():
    netz = netz_aus(zufall(30, 40))
    bild = zeichne(netz, anordnen(netz.paare, {}))
    for links, oben, rechts, unten in (kasten for zeichen in bild.zeichen for kasten in _kaesten(zeichen)):
        assert bild.links <= links and rechts <= bild.links + bild.breite
        assert bild.oben <= oben and unten <= bild.oben + bild.hoehe


def test_an_arrow_ends_at_the_edge_of_the_shape_it_points_to():
    netz = netz_aus([(1, 2)], richtung="eine")
    ((art, weg),) = zeichne(netz, {1: (0, 0), 2: (300, 0)}).pfeile
    assert (art, weg) == ("austausch", f"M{300 - HALB:.1f} 0.0L261.0 -7.0L265.0 0.0L261.0 7.0Z")


def test_several_lines_between_two_lie_side_by_side():
    kante = netz_aus([(1, 2)]).kanten[0]
    bild = zeichne(
        Netz([kante, Kante(9, kante.mit, kante.von, "austausch", "beide", None, None, None)]), {1: (0, 0), 2: (300, 0)}
    )
    ((_art, weg),) = bild.linien
    assert weg.count("Q") == 2
    assert len(set(weg.split("Q")[1:])) == 2 and {teil.split()[1] for teil in weg.split("Q")[1:]} == {"-34", "34"}


def test_around_one_the_partners_stand_on_rings_without_touching():
    paare = [(0, n) for n in range(1, 25)] + [(n, n + 100) for n in range(1, 25)]
    netz = netz_aus(paare)
    kreis = im_kreis(netz, orte(netz, {}), 0, 2)
    assert kreis[0] == (0.0, 0.0) and set(kreis) == set(netz.knoten)
    kaesten = [(x - 15, y - 15, x + 15, y + 15) for x, y in kreis.values()]
    assert ueberschneidungen(kaesten) == []


@pytest.mark.django_db
def test_reading_it_takes_one_query(django_assert_num_queries):
    for _nummer in range(5):
        make_kooperation(von=make_akteur())
    with django_assert_num_queries(1):
        assert len(Netz.von(Kooperation.objects.oeffentlich()).knoten) == 10
