"""Nothing found: every way out leads where it says, to as many Angebote as it says."""

from random import Random

import pytest
from django.http import QueryDict

from angebote.filter import AngebotFilter
from angebote.leer import HOECHSTENS, auswege
from angebote.models import Angebot
from tests.dokument import anzahl, lies
from tests.fabriken import make_angebot, make_gemeinde, make_lebensphase, make_lotsenstelle, make_standort, make_thema
from tests.welt import Welt

pytestmark = pytest.mark.django_db

POSITION = (48.6, 9.296)


def frage(adresse, position=None):
    return AngebotFilter(QueryDict(adresse), Angebot.objects.oeffentlich(), position)


def wege(adresse, position=None):
    return [(weg.text, weg.anzahl) for weg in auswege(frage(adresse, position))]


def test_every_filter_can_be_left_out_those_with_most_first():
    thema, phase, ort = make_thema(slug="t", name="Geld"), make_lebensphase(slug="p", name="Kita"), make_gemeinde()
    for _ in range(2):
        make_angebot(themen=[thema], lebensphasen=[phase], gemeinde=make_gemeinde(lat=49))
    make_angebot(themen=[thema], gemeinde=ort)
    make_angebot(gemeinde=ort, einzugsgebiet="kreisweit")
    assert wege(f"thema=t&lebensphase=p&gemeinde={ort.ags}") == [
        ("im ganzen Kreis", 2),
        ("ohne „Kita“", 1),
        (f"nur in {ort.name}", 2),
    ]


def test_of_several_values_of_one_filter_all_go_together():
    make_angebot(zugang="termin")
    assert wege("kosten=kostenlos&kosten=beitrag&zugang=termin") == [("ohne „kostenlos, Beitrag“", 1)]


def test_age_and_akteur_can_be_left_out():
    akteur = make_angebot(alter_von=120).akteur
    for _ in range(2):
        make_angebot(alter_bis=24)
    assert wege(f"alter=12&akteur={akteur.slug}") == [(f"ohne „{akteur.name}“", 2), ("ohne „1 Jahr“", 1)]
    assert {anzahl for _text, anzahl in wege(f"alter=0&akteur={akteur.slug}")} == {2, 1}


def test_what_was_typed_is_the_last_to_go():
    thema = make_thema(slug="t", name="Geld")
    for _ in range(3):
        make_angebot(themen=[thema])
    make_angebot(titel="Zauberschule")
    assert wege("q=Zauberschule&thema=t") == [("ohne „Geld“", 1), ("ohne „Zauberschule“", 3)]


def test_one_of_several_words_can_be_left_out():
    hier = make_gemeinde(name="Hier")
    make_angebot(titel="Zauberschule Drachenflug", gemeinde=make_gemeinde(lat=49))
    make_angebot(titel="Zauberschule", gemeinde=hier)
    assert wege("q=Zauberschule Drachenflug&wo=Hier") == [
        ("im ganzen Kreis", 1),
        ("ohne „Drachenflug“", 1),
        ("ohne „Zauberschule Drachenflug“", 1),
    ]


def test_where_one_filter_less_does_not_help_the_words_alone_do():
    hier = make_gemeinde(name="Hier")
    make_angebot(titel="Zauberschule", gemeinde=hier)
    make_angebot(titel="Zauberschule", gemeinde=make_gemeinde(lat=49))
    assert wege("q=Zauberschule&wo=Hier&kosten=kostenlos&art=kurs&ansicht=kompakt") == [
        ("nur „Zauberschule“", 2),
        ("nur „Zauberschule“ in Hier", 1),
    ]
    alle = auswege(frage("q=Zauberschule&kosten=kostenlos&art=kurs&ansicht=kompakt", POSITION))
    assert [(weg.text, weg.adresse, weg.ohne_position) for weg in alle] == [
        ("nur „Zauberschule“", "q=Zauberschule&ansicht=kompakt", True),
        ("nur „Zauberschule“ in Ihrer Nähe", "q=Zauberschule&ansicht=kompakt", False),
    ]
    assert wege("wo=Hier&kosten=kostenlos&art=kurs") == [("nur in Hier", 1)]


def test_a_radius_can_be_widened_or_left_out():
    hier = make_gemeinde(name="Hier", lat=48.6, lon=9.3)
    make_angebot(standorte=[make_standort(lat=48.66, lon=9.3)], einzugsgebiet="gemeinden", gemeinden=[hier])
    make_angebot(einzugsgebiet="kreisweit")
    assert wege("wo=Hier&umkreis=5") == [("im ganzen Kreis", 2), ("alles für Hier", 2), ("bis 10 km", 1)]
    assert wege("umkreis=5", POSITION) == [("im ganzen Kreis", 2), ("alles für Hier", 2), ("bis 10 km", 1)]


def test_near_a_place_without_anything_a_radius_is_offered():
    hier = make_gemeinde(name="Hier", lat=48.6, lon=9.3)
    make_angebot(gemeinde=make_gemeinde(lat=48.66, lon=9.3))
    assert ("bis 10 km", 1) in wege(f"gemeinde={hier.ags}")


def test_where_nothing_helps_nothing_is_offered():
    assert wege("q=Zauberschule&kosten=kostenlos&alter=3") == []
    assert wege("") == []


def test_no_more_ways_than_somebody_reads():
    for kosten in ("kostenlos", "nachweis"):
        make_angebot(titel="Treff", kosten=kosten, zugang="termin", art="kurs", format_online=True, fuer="familien")
    alle = "q=Treff&kosten=beitrag&zugang=vermittlung&art=betreuung&format=mobil&fuer=fachkraefte&alter=3"
    assert len(wege(alle)) <= HOECHSTENS


@pytest.mark.parametrize("seed", range(6))
def test_every_way_leads_to_as_many_angebote_as_it_says(client, seed):
    welt, zufall = Welt(seed, angebote=25), Random(seed)
    leere = 0
    for _ in range(25):
        paare = dict(welt.frage() + welt.frage())
        if zufall.random() < 0.3:
            paare["q"] = "Zauberschule"
        seite = lies(client.get("/angebote/", paare))
        if anzahl(seite):
            continue
        leere += 1
        for weg in seite.alle("a", data_ausweg=True):
            ziel = lies(client.get(weg["href"]))
            assert anzahl(ziel) == int(weg["data-ausweg"]) > 0, (paare, weg["href"])
    assert leere


@pytest.mark.parametrize("pfad", ["/angebote/", "/angebote/karte/"])
def test_list_and_map_offer_the_ways_and_a_person(client, pfad):
    make_angebot()
    make_lotsenstelle(telefon="030 23125 017")
    leer = lies(client.get(pfad, {"q": "Zauberschule"})).eines("div", class_="leer")
    assert [(a["href"], a["data-ausweg"]) for a in leer.alle("a", data_ausweg=True)] == [(pfad, "1")]
    assert "030 23125 017" in leer.text


def test_a_way_out_of_the_own_position_takes_it_back(client):
    make_gemeinde(lat=48.6, lon=9.3)
    make_angebot(gemeinde=make_gemeinde(lat=49))
    seite = lies(client.get("/angebote/", headers={"Geo-Position": "48.6,9.296"}))
    assert [a["href"] for a in seite.alle("a", data_ausweg=True) if "data-ohne-position" in a] == ["/angebote/"]


@pytest.mark.parametrize(
    "adresse", ["q=Zauberschule+Drachenflug&wo=Hier&alter=3&kosten=kostenlos&umkreis=5", "q=Zauberschule", "wo=73278"]
)
def test_an_empty_list_asks_no_more_than_ten_times(client, django_assert_max_num_queries, adresse):
    make_gemeinde(name="Hier")
    make_angebot(titel="Zauberschule Drachenflug", status="entwurf")
    client.get("/angebote/", QueryDict(adresse).dict())
    with django_assert_max_num_queries(10):
        assert anzahl(lies(client.get("/angebote/", QueryDict(adresse).dict()))) == 0
