"""Every count on a page equals the total of the list it leads to."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from angebote.filter import AngebotFilter
from angebote.models import Angebot
from tests.dokument import anzahl, lies
from tests.fabriken import make_angebot, make_thema
from tests.welt import Welt

pytestmark = pytest.mark.django_db

FRAGEN = 5
STICHPROBE = 3


def gezaehlt(paare):
    """Return how many Angebote the list of these pairs holds, counted plainly."""
    return AngebotFilter(QueryDict(urlencode(paare)), Angebot.objects.oeffentlich()).qs.count()


def wahlen(seite):
    """Return {(facet, value): count} as the page says."""
    return {(w["data-facette"], w["data-wert"]): int(w["data-treffer"]) for w in seite.alle(data_facette=True)}


def ziele(paare, facette, wert):
    """Yield the addresses the choice leads to: its value alone in its facet; simply added where nothing is chosen."""
    ohne = [(name, anderer) for name, anderer in paare if name != facette]
    yield [*ohne, (facette, wert)] if wert else ohne
    if ohne == paare and wert:
        yield [*paare, (facette, wert)]


@pytest.mark.parametrize("seed", [1, 2])
def test_every_count_is_the_total_of_the_list_it_leads_to(client, seed):
    welt = Welt(seed, angebote=30)
    for paare in ([], *(welt.frage() for _ in range(FRAGEN))):
        gesagt = wahlen(lies(client.get("/angebote/", QueryDict(urlencode(paare)))))
        for (facette, wert), zahl in gesagt.items():
            for ziel in ziele(paare, facette, wert):
                assert gezaehlt(ziel) == zahl, (paare, facette, wert)
        for (facette, wert), zahl in welt.zufall.sample(sorted(gesagt.items()), STICHPROBE):
            ziel = next(ziele(paare, facette, wert))
            assert anzahl(lies(client.get("/angebote/", QueryDict(urlencode(ziel))))) == zahl, (paare, facette, wert)


def test_map_and_list_say_the_same_counts(client):
    welt = Welt(4, angebote=30)
    for daten in (QueryDict(urlencode(welt.frage())) for _ in range(FRAGEN)):
        liste, karte = (lies(client.get(pfad, daten)) for pfad in ("/angebote/", "/angebote/karte/"))
        assert anzahl(karte) == anzahl(liste)
        ohne_kette = {wahl: zahl for wahl, zahl in wahlen(liste).items() if wahl[0] != "lebensphase"}
        assert {wahl: zahl for wahl, zahl in wahlen(karte).items() if wahl[0] != "lebensphase"} == ohne_kette


def test_every_facet_is_on_the_page(client):
    welt = Welt(3)
    gezeigt = {
        facette for facette, _wert in wahlen(lies(client.get("/angebote/", {"gemeinde": welt.orte_mit_mitte()[0]})))
    }
    assert gezeigt == {*welt.moegliche(), "umkreis"}


def test_start_page_counts_lead_to_their_lists(client):
    Welt(4)
    gesagt = wahlen(lies(client.get("/")))
    assert {facette for facette, _wert in gesagt} == {"lebensphase", "sprache"}
    assert {paar: gezaehlt([paar]) for paar in gesagt} == gesagt


def test_a_chosen_value_without_hits_stays_on_the_page(client):
    make_angebot(kosten="kostenlos")
    gesagt = wahlen(lies(client.get("/angebote/", {"kosten": "spende"})))
    assert gesagt["kosten", "spende"] == 0


def test_values_nobody_has_are_left_out(client):
    make_angebot(kosten="kostenlos")
    assert [wert for facette, wert in wahlen(lies(client.get("/angebote/"))) if facette == "kosten"] == ["kostenlos"]


def test_an_oberthema_counts_an_angebot_of_two_of_its_unterthemen_once(client):
    ober = make_thema()
    make_angebot(themen=[make_thema(ueber=ober), make_thema(ueber=ober)])
    assert wahlen(lies(client.get("/angebote/")))["thema", ober.slug] == 1


def test_unterthemen_open_below_a_chosen_oberthema(client):
    ober = make_thema()
    unter = make_thema(ueber=ober)
    make_angebot(themen=[unter])
    assert ("thema", unter.slug) not in wahlen(lies(client.get("/angebote/")))
    assert ("thema", unter.slug) in wahlen(lies(client.get("/angebote/", {"thema": ober.slug})))
    assert ("thema", ober.slug) in wahlen(lies(client.get("/angebote/", {"thema": unter.slug})))
