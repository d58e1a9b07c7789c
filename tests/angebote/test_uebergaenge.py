"""How it goes on from an Angebot: what comes after and before in the same place, and who shapes the way there."""

import pytest

from tests.dokument import lies
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_lebensphase,
    make_notruf,
    make_planungsraum,
    make_thema,
    make_uebergang,
    make_uebersetzung,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def phasen():
    return [make_lebensphase() for _ in range(4)]


@pytest.fixture
def hier():
    return make_gemeinde(name="Hier", planungsraum=make_planungsraum())


def seiten_von(client, angebot, pfad=""):
    """Return {"danach"/"davor": sheet} of the page of an Angebot."""
    seite = lies(client.get(pfad + angebot.get_absolute_url()))
    return {blatt["data-weg"]: blatt for blatt in seite.alle("div") if "data-weg" in blatt}


def kennungen(blatt):
    return [zeile["data-kennung"] for zeile in blatt.alle("li") if "data-kennung" in zeile]


def verweise(blatt):
    """Return {address: count it promises} of the links to lists."""
    return {a["href"]: int(a["data-treffer"]) for a in blatt.alle("a") if "data-treffer" in a}


def test_after_comes_the_next_phase_and_before_the_one_before(client, phasen, hier):
    vorher, jetzt, nachher, spaeter = [make_angebot(lebensphasen=[phase], gemeinde=hier) for phase in phasen]
    seiten = seiten_von(client, jetzt)
    assert {name: kennungen(blatt) for name, blatt in seiten.items()} == {
        "danach": [nachher.kennung],
        "davor": [vorher.kennung],
    }


def test_of_several_phases_the_last_leads_on_and_the_first_back(client, phasen, hier):
    erstes, letztes = [make_angebot(lebensphasen=[phasen[n]], gemeinde=hier) for n in (0, 3)]
    seiten = seiten_von(client, make_angebot(lebensphasen=phasen[1:3], gemeinde=hier))
    assert (kennungen(seiten["davor"]), kennungen(seiten["danach"])) == ([erstes.kennung], [letztes.kennung])


def test_for_every_age_nothing_comes_after_or_before(client, phasen, hier):
    make_angebot(lebensphasen=phasen[1:2], gemeinde=hier)
    assert seiten_von(client, make_angebot(lebensphasen=phasen, gemeinde=hier)) == {}


def test_what_is_for_fachkraefte_has_no_way_on_and_is_none(client, phasen, hier):
    fuer_familien = make_angebot(lebensphasen=phasen[:1], gemeinde=hier)
    fuer_fachkraefte = make_angebot(lebensphasen=phasen[1:2], gemeinde=hier, fuer="fachkraefte")
    assert seiten_von(client, fuer_familien) == {}
    assert seiten_von(client, fuer_fachkraefte) == {}


def test_another_place_is_left_out(client, phasen, hier):
    make_angebot(lebensphasen=phasen[1:2], gemeinde=make_gemeinde())
    assert seiten_von(client, make_angebot(lebensphasen=phasen[:1], gemeinde=hier)) == {}


def test_where_it_is_for_the_whole_area_no_place_is_left_out(client, phasen, hier):
    anderswo = make_angebot(lebensphasen=phasen[1:2], gemeinde=make_gemeinde())
    kreisweit = make_angebot(lebensphasen=phasen[:1], gemeinde=hier, einzugsgebiet="kreisweit")
    assert kennungen(seiten_von(client, kreisweit)["danach"]) == [anderswo.kennung]


def test_the_named_gemeinden_count_more_than_the_standort(client, phasen, hier):
    dort = make_gemeinde()
    ziel = make_angebot(lebensphasen=phasen[1:2], gemeinde=dort)
    angebot = make_angebot(lebensphasen=phasen[:1], gemeinde=hier, einzugsgebiet="gemeinden", gemeinden=[dort])
    assert kennungen(seiten_von(client, angebot)["danach"]) == [ziel.kennung]


def test_made_for_the_place_comes_first_then_the_same_thema_then_the_same_oberthema(client, phasen, hier):
    oben = make_thema()
    eigenes, geschwister = make_thema(ueber=oben), make_thema(ueber=oben)
    danach = {"lebensphasen": phasen[1:2]}
    fremd = make_angebot(titel="A", gemeinde=hier, **danach)
    kreisweit = make_angebot(titel="B", einzugsgebiet="kreisweit", themen=[eigenes], **danach)
    verwandt = make_angebot(titel="C", gemeinde=hier, themen=[geschwister], **danach)
    gleich = make_angebot(titel="D", gemeinde=hier, themen=[eigenes], **danach)
    angebot = make_angebot(lebensphasen=phasen[:1], gemeinde=hier, themen=[eigenes])
    assert kennungen(seiten_von(client, angebot)["danach"]) == [e.kennung for e in (gleich, verwandt, fremd)]
    fremd.loeschen()
    assert kennungen(seiten_von(client, angebot)["danach"])[2] == kreisweit.kennung


def test_no_angebot_stands_on_both_sides(client, phasen, hier):
    beides = make_angebot(lebensphasen=[phasen[0], phasen[2]], gemeinde=hier)
    nur_davor = make_angebot(lebensphasen=phasen[:1], gemeinde=hier)
    seiten = seiten_von(client, make_angebot(lebensphasen=phasen[1:2], gemeinde=hier))
    assert kennungen(seiten["danach"]) == [beides.kennung]
    assert kennungen(seiten["davor"]) == [nur_davor.kennung]


def test_the_counts_are_those_of_the_lists_behind_the_links(client, phasen, hier):
    uebergang = make_uebergang(von=phasen[0], nach=phasen[1])
    for nummer in range(5):
        make_angebot(lebensphasen=phasen[1:2], gemeinde=hier, uebergaenge=[uebergang] if nummer % 2 else [])
    make_angebot(lebensphasen=phasen[1:2], gemeinde=hier, fuer="fachkraefte", uebergaenge=[uebergang])
    make_angebot(lebensphasen=phasen[1:2], gemeinde=make_gemeinde())
    blatt = seiten_von(client, make_angebot(lebensphasen=phasen[:1], gemeinde=hier))["danach"]
    gezaehlt = {
        adresse: next(int(e["data-anzahl"]) for e in lies(client.get(adresse)) if "data-anzahl" in e)
        for adresse in verweise(blatt)
    }
    assert len(kennungen(blatt)) == 3
    assert verweise(blatt) == gezaehlt
    assert sorted(gezaehlt.values()) == [3, 5]


def test_who_shapes_the_uebergang_is_named_with_a_link_once(client, phasen, hier):
    uebergang = make_uebergang(von=phasen[0], nach=phasen[1], name="In die Kita")
    runde, fremde = make_akteur(name="Runder Tisch"), make_akteur(name="Anderswo")
    for _ in range(2):
        make_angebot(akteur=runde, lebensphasen=phasen[1:2], gemeinde=hier, fuer="fachkraefte", uebergaenge=[uebergang])
    make_angebot(akteur=fremde, lebensphasen=phasen[1:2], gemeinde=make_gemeinde(), uebergaenge=[uebergang])
    make_angebot(lebensphasen=phasen[1:2], gemeinde=hier)
    blatt = seiten_von(client, make_angebot(lebensphasen=phasen[:1], gemeinde=hier))["danach"]
    assert len(blatt.alle("a", href=runde.get_absolute_url())) == 1
    assert not blatt.alle("a", href=fremde.get_absolute_url())
    assert "In die Kita: 2 Angebote" in blatt.text


def test_help_in_danger_shows_no_way_on_and_is_never_proposed(client, phasen, hier):
    make_notruf("110", "Polizei", anlass_gewalt=True)
    heikel = make_angebot(lebensphasen=phasen[1:2], gemeinde=hier, themen=[make_thema(sensibel="gewalt")])
    anderes = make_angebot(lebensphasen=phasen[1:2], gemeinde=hier)
    blatt = seiten_von(client, make_angebot(lebensphasen=phasen[:1], gemeinde=hier))["danach"]
    assert kennungen(blatt) == [anderes.kennung]
    assert 2 in verweise(blatt).values()
    assert seiten_von(client, heikel) == {}


def test_a_change_counts_on_the_next_visit(client, phasen, hier):
    angebot = make_angebot(lebensphasen=phasen[:1], gemeinde=hier)
    assert seiten_von(client, angebot) == {}
    naechstes = make_angebot(lebensphasen=phasen[1:2], gemeinde=hier)
    assert kennungen(seiten_von(client, angebot)["danach"]) == [naechstes.kennung]


def test_titles_stand_in_the_language_of_the_page(client, phasen, hier):
    naechstes = make_angebot(lebensphasen=phasen[1:2], gemeinde=hier)
    make_uebersetzung(naechstes, "titel", "Sonraki buluşma")
    blatt = seiten_von(client, make_angebot(lebensphasen=phasen[:1], gemeinde=hier), "/tr")["danach"]
    assert "Sonraki buluşma" in blatt.text
