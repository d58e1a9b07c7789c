"""Every public page asks the database a fixed number of times, however many entries there are."""

from datetime import date
from itertools import product

import pytest
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from akteure.sprachen import pfad_in
from angebote.austausch.uebernehmen import statistik_erneuern
from angebote.models import Alltagsfrage, AngebotStandort
from netzwerk.kontext import seite
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_ausnahme,
    make_begriff,
    make_fortbildung,
    make_frage,
    make_gemeinde,
    make_lebensphase,
    make_material,
    make_notruf,
    make_planungsraum,
    make_seiten,
    make_sprache,
    make_standort,
    make_termin,
    make_thema,
    make_uebergang,
    make_zeitfenster,
    make_zielgruppe,
)

pytestmark = pytest.mark.django_db

GROESSEN = (1, 20, 100)
LISTE_HOECHSTENS = 10
SEITE_HOECHSTENS = 8

HIER = {"gemeinde": "99100001"}
TREFFEND = {
    "sprache": "tr",
    "thema": "thema",
    "lebensphase": "phase",
    "zielgruppe": "gruppe",
    "uebergang": "wechsel",
    "kosten": "kostenlos",
    "zugang": "termin",
    "art": "treff",
    "format": "vor_ort",
    "barrierefrei": "stufenlos",
    "fuer": "familien",
    "alter": "12",
    "akteur": "verein",
}
FRAGEN = {
    "nichts": {},
    "ort": HIER,
    "umkreis": HIER | {"umkreis": "10"},
    "eigener umkreis": HIER | {"umkreis": "33"},
    "wo": {"wo": "Hier"},
    "plz": {"plz": "70001"},
    "plz von anderswo": {"wo": "70099"},
    "nichts gefunden": HIER | TREFFEND | {"q": "Zauberschule Drachenflug", "umkreis": "5", "kosten": "spende"},
    "planungsraum": {"planungsraum": "R1", "umkreis": "20"},
    "mehrere orte": HIER | {"plz": "70001", "planungsraum": "R1", "wo": "Hier"},
    "sprache": {"sprache": "tr"},
    "worte": {"q": "Treff eins zwei"},
    "begriffe": {"q": "Kita Nachmittag Samstag Zauberschule"},
    "alles und ein teil der worte": HIER | TREFFEND | {"q": "Treff Kita Zauberschule"},
    "alles": HIER | TREFFEND | {"q": "Treff", "umkreis": "10"},
    "alles ohne umkreis": HIER | TREFFEND | {"q": "Treff"},
    "zeit": {"wann": ["heute", "wochenende"]},
    "sensibel": {"thema": "heikel"},
    "kompakt": HIER | {"sprache": "tr", "ansicht": "kompakt"},
    "nach namen": {"sortierung": "titel"},
    "nach neuheit": {"sortierung": "neu"},
    "müll": {"thema": "gibt-es-nicht", "alter": "alt", "wo": "Atlantis", "umkreis": "5", "seite": "99"},
}


def fuelle(anzahl):
    """Make `anzahl` Angebote that meet every filter, as many near by, and as many that need no German."""
    raum = make_planungsraum(schluessel="R1")
    hier = make_gemeinde(ags=HIER["gemeinde"], name="Hier", planungsraum=raum, plz=("70001",))
    nebenan = make_gemeinde(planungsraum=raum)
    phasen = [make_lebensphase(slug="phase"), make_lebensphase()]
    akteur = make_akteur(slug="verein", name="Verein")
    alle = {
        "akteur": akteur,
        "mitwirkende": [make_akteur()],
        "lebensphasen": phasen,
        "themen": [make_thema(slug="thema")],
        "zielgruppen": [make_zielgruppe(slug="gruppe")],
        "uebergaenge": [make_uebergang(slug="wechsel", von=phasen[0], nach=phasen[1])],
        "kosten": "kostenlos",
        "zugang": "termin",
        "format_vor_ort": True,
    }
    orte = [make_standort(akteur=akteur, gemeinde=g, lat=g.lat, lon=g.lon, stufenlos="ja") for g in (hier, nebenan)]
    make_sprache("uk")
    make_thema(slug="heikel", sensibel="krise")
    make_notruf("110", "Hilfe", anlass_krise=True)
    make_begriff("Kita", deutsch=["Kindergarten"], thema=alle["themen"][0])
    for nummer in range(anzahl):
        make_fortbildung(7, 14, themen=alle["themen"], gemeinde=hier)
        make_material(thema=alle["themen"][0], sprache=make_sprache("uk"))
        make_frage()
        for ort, sprachen in (
            (orte[0], {"tr": "spricht", "uk": "material"}),
            (orte[1], {"tr": "spricht"}),
            (orte[0], {}),
        ):
            angebot = make_angebot(titel=f"Treff eins zwei {nummer}", deutsch_noetig=False, sprachen=sprachen, **alle)
            AngebotStandort.objects.create(angebot=angebot, standort=ort)
            make_zeitfenster(angebot, wochentag=timezone.localdate().weekday(), hinweis="Im Garten")
            make_ausnahme(angebot, date(2099, 1, 1), grund="Feier")
            make_termin(angebot, date(2099, 1, 2), hinweis="Teil 1")
    return angebot


def abfragen(client, pfad, daten=None, **kopf):
    """Return how often a page asks the database."""
    with CaptureQueriesContext(connection) as gefangen:
        response = client.get(pfad, daten, **kopf)
    assert response.status_code == 200, pfad
    return len(gefangen)


def alle_fragen(angebot):
    """Yield (page, name of the question, path, parameters) of everything that is measured."""
    for pfad in ("/angebote/", "/angebote/karte/"):
        for name, daten in FRAGEN.items():
            yield pfad, name, pfad, daten
    yield "/akteure/", "worte", "/akteure/", {"q": "Verein Hier"}
    for pfad in (
        "/",
        "/ueber/",
        "/barrierefreiheit/",
        "/barrierefreiheit/melden/",
        "/fortbildungen/",
        "/fortbildungen/material/",
        "/fortbildungen/selbstcheck/",
        "/fortbildungen/kalender.ics",
        "/fortbildungen/feed/",
        "/praeventionskette/",
        "/akteure/",
        "/gebiet/grenzen.json",
    ):
        yield pfad, "", pfad, {}
    yield "/praeventionskette/", "gemeinde", "/praeventionskette/", HIER
    yield "/praeventionskette/", "planungsraum", "/praeventionskette/", {"planungsraum": "R1"}
    yield "angebot", "", angebot.get_absolute_url(), {}
    yield "kalender", "", f"{angebot.get_absolute_url()}kalender.ics", {}
    yield "kalender", "zeit", "/angebote/kalender.ics", {"thema": "thema"}
    yield "akteur", "", angebot.akteur.get_absolute_url(), {}


@pytest.fixture(scope="module")
def gezaehlt(django_db_setup, django_db_blocker):
    """{(page, question, language): {size: number of queries}} over worlds of growing size."""
    ergebnis = {}
    with django_db_blocker.unblock(), override_settings(DEMO_HINWEIS=False):
        for groesse in GROESSEN:
            with transaction.atomic():
                angebot = fuelle(groesse)
                make_seiten()
                statistik_erneuern()
                Alltagsfrage.objects.create(frage="Was nun?", parameter="thema=thema", zeichen="frage")
                for code in ("de", "ar"):  # from here on the search knows its words by heart
                    abfragen(Client(), pfad_in("/angebote/", code), {"q": "Treff"})
                for (seite_, name, pfad, daten), code in product(alle_fragen(angebot), ("de", "ar")):
                    zahlen = ergebnis.setdefault((seite_, name, code), {})
                    zahlen[groesse] = abfragen(Client(), pfad_in(pfad, code), daten)
                transaction.set_rollback(True)
    return ergebnis


def test_the_number_of_queries_does_not_grow(gezaehlt):
    assert {frage: zahlen for frage, zahlen in gezaehlt.items() if len(set(zahlen.values())) > 1} == {}


def test_a_language_adds_one_query_at_most(gezaehlt):
    mehr = {
        frage: max(zahlen.values()) - max(gezaehlt[(*frage[:2], "de")].values()) for frage, zahlen in gezaehlt.items()
    }
    assert {frage: zahl for frage, zahl in mehr.items() if zahl > 1} == {}


def test_list_and_map_stay_within_ten_queries(gezaehlt):
    deutsche = {frage: zahlen for frage, zahlen in gezaehlt.items() if frage[2] == "de"}
    zuviel = {f: z for f, z in deutsche.items() if "/angebote/" in f[0] and max(z.values()) > LISTE_HOECHSTENS}
    assert zuviel == {}


def test_the_other_public_pages_stay_within_eight_queries(gezaehlt):
    deutsche = {frage: zahlen for frage, zahlen in gezaehlt.items() if frage[2] == "de"}
    zuviel = {f: z for f, z in deutsche.items() if "/angebote/" not in f[0] and max(z.values()) > SEITE_HOECHSTENS}
    assert zuviel == {}


def test_suggestions_ask_at_most_once_while_nothing_changes(client, django_assert_max_num_queries):
    fuelle(1)
    client.get("/angebote/vorschlaege/", {"q": "verein"})
    with django_assert_max_num_queries(1):
        client.get("/angebote/vorschlaege/", {"q": "kita"})


def test_the_own_position_asks_only_for_boundaries_beside_what_a_place_asks(client):
    fuelle(1)
    abfragen(client, "/angebote/", {"q": "Treff"})
    hier = abfragen(client, "/angebote/", headers={"Geo-Position": "48.6,9.296"})
    assert hier == abfragen(client, "/angebote/", HIER) + 1


def test_htmx_asks_no_more_than_the_whole_page(client):
    fuelle(1)
    abfragen(client, "/angebote/", HIER | {"q": "Treff"})
    assert abfragen(client, "/angebote/", HIER, headers={"HX-Request": "true"}) == abfragen(client, "/angebote/", HIER)


def test_the_page_around_everything_asks_nothing(django_assert_num_queries):
    request = RequestFactory().get("/")
    with django_assert_num_queries(0):
        render_to_string("base.html", seite(request), request)


def test_a_missing_page_asks_only_for_what_is_missing(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        client.get("/angebote/gibt-es-nicht/")
    with django_assert_max_num_queries(0):
        client.get("/gibt-es-nicht/")
