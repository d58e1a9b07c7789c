"""Where a visitor is, how far things are, and a PLZ of elsewhere: what the list makes of it."""

import pytest

from tests.dokument import anzahl, kennungen, lies
from tests.fabriken import make_angebot, make_gemeinde, make_standort

pytestmark = pytest.mark.django_db

HIER = {"Geo-Position": "48.6,9.296"}


@pytest.fixture
def hier():
    return make_gemeinde(name="Hier", lat=48.6, lon=9.3)


def hole(client, adresse="/angebote/", daten=None, position=HIER):
    return lies(client.get(adresse, daten or {}, headers=position))


def entfernungen(seite):
    return [
        (zeile.alle("span", class_="entfernung") or [None])[0] and zeile.eines("span", class_="entfernung").text
        for zeile in seite.alle("article")
    ]


def test_a_position_asks_for_the_gemeinde_around_it(client, hier):
    dort = make_angebot(gemeinde=hier)
    make_angebot(gemeinden=[make_gemeinde(lat=48.9)], einzugsgebiet="gemeinden")
    seite = hole(client)
    assert kennungen(seite) == [dort.kennung]
    assert "in Ihrer Nähe" in seite.eines("h1").text
    (chip,) = [a for a in seite.alle("a", class_="chip") if "data-position" in a]
    assert (chip.text, chip["href"]) == ("in meiner Nähe entfernen", "/angebote/")


def test_a_radius_counts_from_the_position_not_from_the_centre(client, hier):
    nah = make_angebot(standorte=[make_standort(lat=48.64, lon=9.296)])
    make_angebot(gemeinde=hier)
    assert kennungen(hole(client, daten={"umkreis": "1"}, position={"Geo-Position": "48.64,9.296"})) == [nah.kennung]


def test_a_place_in_the_address_counts_more_than_the_position(client, hier):
    make_angebot(gemeinde=hier)
    dort = make_angebot(gemeinde=make_gemeinde(name="Drüben", lat=48.9))
    seite = hole(client, daten={"wo": "Drüben"})
    assert kennungen(seite)[0] == dort.kennung
    assert not [a for a in seite.alle("a") if "data-position" in a]


def test_the_position_is_written_nowhere(client, hier):
    make_angebot(gemeinde=hier)
    text = client.get("/angebote/", headers=HIER).content.decode()
    assert "48.6" not in text
    assert "9.29" not in text


def test_an_answer_to_a_position_stays_in_no_store(client, hier):
    mit, ohne = client.get("/angebote/", headers=HIER), client.get("/angebote/")
    assert "no-store" in mit["Cache-Control"]
    assert "no-store" not in ohne.get("Cache-Control", "")
    assert all("Geo-Position" in response["Vary"] for response in (mit, ohne))


@pytest.mark.parametrize("fern", ["52.52,13.4", "0,0", "-90,-180"])
def test_far_from_the_area_the_list_says_so_and_shows_all(client, hier, settings, fern):
    make_angebot(gemeinde=hier)
    seite = hole(client, position={"Geo-Position": fern})
    assert f"Sie sind gerade nicht {settings.GEBIET['im']}." in seite.eines("p", id="ausserhalb").text
    assert anzahl(seite) == 1
    assert not seite.alle("a", class_="chip")


@pytest.mark.parametrize("unfug", ["", "x", "48.6", "99,999", "nan,nan", "48.6,9.3" * 500, "' OR 1=1"])
def test_what_is_no_position_is_as_if_none_were_given(client, hier, unfug):
    make_angebot(gemeinde=hier)
    seite = hole(client, position={"Geo-Position": unfug})
    assert anzahl(seite) == 1
    assert not seite.alle("p", id="ausserhalb")


def test_a_hit_with_a_point_says_how_far_it_is(client, hier):
    weit, nah = make_standort(lat=48.8, lon=9.3), make_standort(lat=48.62, lon=9.3)
    make_angebot(standorte=[weit, nah], einzugsgebiet="kreisweit")
    assert entfernungen(hole(client, daten={"wo": "Hier"}, position={})) == ["2 km entfernt"]
    assert entfernungen(hole(client)) == ["etwa 2 km entfernt"]
    assert entfernungen(hole(client, position={})) == [None]


def test_hiding_an_address_takes_its_distance_and_its_point_away(client, hier):
    standort = make_standort(gemeinde=hier, lat=48.62, lon=9.3)
    angebot = make_angebot(standorte=[standort])

    def gezeigt():
        liste = entfernungen(hole(client)) + entfernungen(hole(client, daten={"wo": "Hier"}, position={}))
        karte = client.get("/angebote/karte/").content.decode()
        return liste, "48.62" in karte, anzahl(hole(client, daten={"umkreis": "5"}))

    assert gezeigt() == (["etwa 2 km entfernt", "2 km entfernt"], True, 1)
    standort.adresse_verbergen = True
    standort.save()
    assert gezeigt() == ([None, None], False, 0)
    assert kennungen(hole(client)) == [angebot.kennung]


@pytest.mark.parametrize("daten", [{"wo": "73278"}, {"plz": "73278"}, {"wo": "73278 Schlierbach"}])
def test_a_plz_of_elsewhere_leads_to_what_needs_no_way(client, hier, settings, daten):
    ueberall = make_angebot(einzugsgebiet="kreisweit")
    online = make_angebot(format_online=True)
    telefon = make_angebot(format_telefonisch=True)
    make_angebot(gemeinde=hier)
    make_angebot(format_zu_hause=True)
    make_angebot(einzugsgebiet="gemeinden", gemeinden=[hier], format_online=True)
    seite = hole(client, daten=daten, position={})
    assert set(kennungen(seite)) == {ueberall.kennung, online.kennung, telefon.kennung}
    assert f"Die PLZ 73278 liegt nicht {settings.GEBIET['im']}." in seite.eines("p", id="auswaerts").text
    assert "für die PLZ 73278" in seite.eines("h1").text
    assert ("PLZ 73278 entfernen", "/angebote/") in [(a.text, a["href"]) for a in seite.alle("a", class_="chip")]
    assert not seite.alle(id="ignoriert")
    assert anzahl(hole(client, "/angebote/karte/", daten, {})) == 3


def test_a_plz_of_elsewhere_where_nothing_is_for_all(client, hier):
    make_angebot(gemeinde=hier)
    seite = hole(client, daten={"wo": "73278"}, position={})
    assert anzahl(seite) == 0
    assert seite.alle("p", id="auswaerts")


def test_a_place_here_and_a_plz_of_elsewhere_go_together(client, hier):
    make_angebot(gemeinde=hier)
    make_angebot(format_online=True)
    make_angebot(gemeinde=make_gemeinde(lat=48.9))
    assert anzahl(hole(client, daten={"wo": "Hier", "plz": "73278"}, position={})) == 2
