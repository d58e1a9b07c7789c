"""The map: the same hits as a list beside it, and a sentence about those without a point."""

import json

import pytest

from akteure.models import Grenze
from tests.dokument import anzahl, kennungen, lies
from tests.fabriken import make_angebot, make_gemeinde, make_standort

pytestmark = pytest.mark.django_db


def daten(seite, name):
    return json.loads(seite.eines("script", id=name, type="application/json").text)


def test_map_and_list_show_the_same_hits_in_the_same_order(client):
    for nummer in range(25):
        make_angebot(gemeinde=make_gemeinde(), titel=f"Treff {nummer:02}")
    liste, karte = (lies(client.get(pfad)) for pfad in ("/angebote/", "/angebote/karte/"))
    assert anzahl(karte) == anzahl(liste) == 25
    assert kennungen(karte) == kennungen(liste)


def test_every_hit_with_a_point_is_on_the_map_not_only_those_of_the_page(client):
    gemeinde = make_gemeinde()
    erwartet = {make_angebot(gemeinde=gemeinde).slug for _ in range(25)}
    assert {punkt[0] for punkt in daten(lies(client.get("/angebote/karte/")), "karte-punkte")} == erwartet


def test_an_angebot_stands_at_each_of_its_places(client):
    make_angebot(standorte=[make_standort(lat=48.5, lon=9.1), make_standort(lat=48.6, lon=9.2)])
    punkte = daten(lies(client.get("/angebote/karte/")), "karte-punkte")
    assert [punkt[2:4] for punkt in punkte] == [[48.5, 9.1], [48.6, 9.2]]


@pytest.mark.parametrize(
    ("ohne", "satz"),
    [
        (0, "Alle diese Angebote haben einen Punkt auf der Karte."),
        (1, "1 Angebot hat keinen Punkt auf der Karte"),
        (2, "2 Angebote haben keinen Punkt auf der Karte"),
    ],
)
def test_a_sentence_says_how_many_have_no_point(client, ohne, satz):
    make_angebot(gemeinde=make_gemeinde())
    for _ in range(ohne):
        make_angebot(format_online=True)
    hinweis = lies(client.get("/angebote/karte/")).eines(data_ohne_punkt=True)
    assert hinweis["data-ohne-punkt"] == str(ohne)
    assert hinweis.text.startswith(satz)


def test_inside_a_radius_hits_without_a_point_and_offers_of_unknown_place_are_two_sentences(client):
    gemeinde = make_gemeinde()
    for _ in range(3):
        make_angebot(format_online=True)
    make_angebot(gemeinde=gemeinde)
    for _ in range(2):
        make_angebot(standorte=[make_standort(gemeinde=gemeinde)])
    seite = lies(client.get("/angebote/karte/", {"gemeinde": gemeinde.ags, "umkreis": "5"}))
    assert anzahl(seite) == 4
    assert seite.eines(data_ohne_punkt=True)["data-ohne-punkt"] == "3"
    assert "2 weitere Angebote konnten wir nicht auf der Karte einordnen." in seite.text


def test_a_map_without_hits_says_nothing_about_points(client):
    assert lies(client.get("/angebote/karte/")).eines(data_ohne_punkt="0").text == ""


def test_without_an_own_layer_no_tile_server_is_named(client):
    assert daten(lies(client.get("/angebote/karte/")), "karte-kacheln") == []


def test_the_chosen_gemeinden_are_marked(client):
    gemeinde = make_gemeinde()
    seite = lies(client.get("/angebote/karte/", {"gemeinde": gemeinde.ags}))
    assert daten(seite, "karte-gewaehlt") == [gemeinde.ags]


def test_the_boundaries_come_with_name_centre_and_population(client, django_assert_num_queries):
    gemeinde = make_gemeinde(name="Köngen", lat=48.68, lon=9.36, einwohner=9_901)
    flaeche = {"type": "Polygon", "coordinates": [[[9, 48], [9, 49], [10, 49], [9, 48]]]}
    Grenze.objects.create(gemeinde=gemeinde, geometrie=flaeche)
    ohne = make_gemeinde(name="Ohnegrenze", lat=None, lon=None)
    with django_assert_num_queries(1):
        response = client.get("/gebiet/grenzen.json")
    assert response.json()["gemeinden"] == [
        [gemeinde.ags, "Köngen", 48.68, 9.36, flaeche, 9901],
        [ohne.ags, "Ohnegrenze", None, None, None, None],
    ]


def test_titles_in_the_data_of_the_map_cannot_end_their_script(client):
    make_angebot(titel="</script><b>", gemeinde=make_gemeinde())
    assert daten(lies(client.get("/angebote/karte/")), "karte-punkte")[0][1] == "</script><b>"
