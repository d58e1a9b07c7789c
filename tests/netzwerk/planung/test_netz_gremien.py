"""Gremien in the picture as numbers: letters, places, threads, names."""

from netzwerk.planung.anordnen import anordnen
from netzwerk.planung.anordnung import merkmal, orte
from netzwerk.planung.netzbild import FORMEN, RUNDER_TISCH, _kaesten, im_kreis, zeichne
from netzwerk.planung.runden import Runde, _buchstabe, verbindungen

from .test_netz import netz_aus, ueberschneidungen, zufall


def runden_aus(netz, gruppen):
    """Return a Runde for each group of Akteure."""
    return [
        Runde(nummer, f"Runder Tisch {nummer}", _buchstabe(nummer - 1), tuple(netz.knoten[pk] for pk in gruppe))
        for nummer, gruppe in enumerate(gruppen, 1)
    ]


def grosse_runden(netz):
    pks = list(netz.knoten)
    return runden_aus(netz, [pks[n::9] for n in range(6)])


def test_letters_go_on_after_z():
    assert [_buchstabe(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_its_shape_is_that_of_no_akteur():
    assert RUNDER_TISCH not in FORMEN.values()


def test_the_network_is_known_by_who_meets_too():
    netz = netz_aus([(1, 2), (2, 3)])
    ohne, eine, andere = (
        merkmal(verbindungen(netz, runden_aus(netz, gruppen))) for gruppen in ([], [(1, 2)], [(1, 3)])
    )
    assert len({ohne, eine, andere}) == 3


def test_a_gremium_gets_a_place_of_its_own_and_akteure_keep_about_theirs():
    netz = netz_aus(zufall(40, 60))
    vorher = anordnen(netz.paare, {})
    runden = grosse_runden(netz)
    nachher = anordnen(verbindungen(netz, runden), vorher)
    assert set(nachher) - set(vorher) == {runde.pk for runde in runden}
    assert max(abs(nachher[pk][0] - x) + abs(nachher[pk][1] - y) for pk, (x, y) in vorher.items()) < 60
    assert nachher == anordnen(list(reversed(verbindungen(netz, runden))), vorher)


def test_without_a_place_yet_it_stands_free_near_its_members_and_moves_nobody():
    netz = netz_aus([(1, 2), (2, 3)])
    bekannt = {1: (0.0, 0.0), 2: (300.0, 0.0), 3: (600.0, 0.0)}
    plaetze = orte(netz, bekannt, runden_aus(netz, [(1, 2)]))
    assert {pk: plaetze[pk] for pk in bekannt} == bekannt
    assert plaetze[-1] == (150.0, 0.0)


def test_no_name_and_no_table_lies_on_another():
    netz = netz_aus(zufall(60, 70))
    runden = grosse_runden(netz)
    bild = zeichne(netz, anordnen(verbindungen(netz, runden), {}), runden=runden)
    alle = [*bild.zeichen, *bild.gremien]
    formen = [next(_kaesten(zeichen)) for zeichen in alle]
    namen = [(a + 1, b + 1, c - 1, d - 1) for zeichen in alle for a, b, c, d in list(_kaesten(zeichen))[1:]]
    assert all(zeichen.zeilen for zeichen in bild.gremien)
    assert ueberschneidungen(namen) == []
    assert [name for name in namen for form in formen if ueberschneidungen([name, form])] == []
    assert (bild.linien[0][0], bild.linien[0][1].count("M")) == ("gremium", sum(len(r.mitglieder) for r in runden))


def test_around_one_its_gremien_stand_on_the_first_ring():
    netz = netz_aus([(0, n) for n in range(1, 9)] + [(1, 20), (2, 21)])
    runden = runden_aus(netz, [(0, 1, 2), (0, 5), (0, 20)])
    kreis = im_kreis(netz, orte(netz, {}, runden), 0, 2, runden)
    assert set(kreis) == {*netz.knoten, -1, -2, -3}
    weite = [(x / 1.25) ** 2 + (y / 0.8) ** 2 for pk, (x, y) in kreis.items() if pk in {1, 5, 8, -1, -2, -3}]
    assert max(weite) - min(weite) < 1
    assert ueberschneidungen([(x - 24, y - 24, x + 24, y + 24) for x, y in kreis.values()]) == []
