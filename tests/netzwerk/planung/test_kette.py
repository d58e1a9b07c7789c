"""The Präventionskette: every number opens its list, states are told by form and word, and nothing typed breaks it."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from angebote.models import Angebot
from netzwerk.planung.fakten import gedaechtnis
from tests.dokument import lies
from tests.fabriken import (
    make_angebot,
    make_gemeinde,
    make_lebensphase,
    make_planungsraum,
    make_standort,
    make_thema,
    make_uebergang,
)

pytestmark = pytest.mark.django_db

WEG = "/praeventionskette/"
GEBIETE = {"Kreis": {}, "Planungsraum": {"planungsraum": "5003"}, "Gemeinde": {"gemeinde": "08116005"}}
EINFACH = {
    "kosten": "kostenlos",
    "zugang": "ohne_anmeldung",
    "deutsch_noetig": False,
    "format_vor_ort": True,
    "format_zu_hause": True,
}
"""What makes an Angebot easy for everybody; `barrierefrei` comes with the Standort."""


@pytest.fixture(autouse=True)
def _ohne_gedaechtnis():
    gedaechtnis.vergessen()


def geholt(client, **abfrage):
    antwort = client.get(WEG, abfrage)
    assert antwort.status_code == 200
    return lies(antwort)


def station(seite, phase):
    return seite.eines("li", data_phase=phase.slug)


def stellen(seite):
    """Return the cells of the table: state → number of them."""
    return [zelle["data-zustand"] for zelle in seite.alle("td", data_zustand=True)]


def zeichen(element):
    """Return the names of the signs below."""
    hrefs = [use["href"] for use in element.alle("use")]
    return {href.partition("#d-")[2] for href in hrefs if "#d-" in href}


def make_bestaetigt(**werte):
    """Return an Angebot whose entries somebody has confirmed just now."""
    angebot = make_angebot(**werte)
    angebot.bestaetigen()
    return angebot
    return angebot


@pytest.fixture
def welt():
    """Two Lebensphasen, four Themen, one Übergang, one Gemeinde."""
    phasen = [
        make_lebensphase(slug=s, name=n, reihenfolge=r) for r, s, n in ((1, "klein", "Klein"), (2, "gross", "Groß"))
    ]
    themen = [make_thema(slug=f"t{n}", name=f"Thema {n}") for n in range(4)]
    wechsel = make_uebergang(slug="wechsel", name="Klein wird groß", von=phasen[0], nach=phasen[1])
    ort = make_gemeinde(ags="99100001", name="Hierstadt", planungsraum=make_planungsraum(schluessel="R1"))
    return phasen, themen, wechsel, ort


# --- numbers ----------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """{area: (page, {address of a list: (total, near)})} of the demo entries."""
    gebiet = settings.BASE_DIR / "fixtures" / "gebiet"
    with django_db_blocker.unblock(), transaction.atomic():
        stumm = StringIO()
        call_command("lade_gebiet", str(gebiet / "gemeinden.csv"), stdout=stumm)
        call_command("lade_vokabular", str(settings.BASE_DIR / "fixtures" / "vokabular.json"), stdout=stumm)
        call_command("lade_demo", stdout=stumm)
        gedaechtnis.vergessen()
        seiten = {name: geholt(Client(), **abfrage) for name, abfrage in GEBIETE.items()}
        ziele = {a["href"].partition("#")[0] for seite in seiten.values() for a in _zahlen(seite)}
        listen = {ziel: _gezaehlt(lies(Client().get(ziel))) for ziel in sorted(ziele)}
        transaction.set_rollback(True)
    return seiten, listen


def _zahlen(seite):
    return [*seite.alle("a", data_zahl=True), *seite.alle("a", data_zahl_nah=True)]


def _gezaehlt(liste):
    nahe = [int(gruppe["data-anzahl-gruppe"]) for gruppe in liste.alle(data_gruppe="naehe")]
    return int(liste.eines("h1")["data-anzahl"]), sum(nahe)


@pytest.mark.parametrize("name", GEBIETE)
def test_every_number_opens_the_list_that_holds_as_many(demo, name):
    seiten, listen = demo
    falsche = []
    for a in _zahlen(seiten[name]):
        alle, nahe = listen[a["href"].partition("#")[0]]
        gezeigt, gezaehlt = (a["data-zahl"], alle) if "data-zahl" in a else (a["data-zahl-nah"], nahe)
        if int(gezeigt) != gezaehlt or gezeigt not in a.text:
            falsche.append((a.text, a["href"], gezeigt, gezaehlt))
    assert falsche == []


@pytest.mark.parametrize("name", GEBIETE)
def test_the_demo_shows_all_of_the_chain(demo, name):
    seite = demo[0][name]
    assert len(seite.alle("li", data_phase=True)) == 6
    assert len(seite.alle("svg", class_=True)) > 0
    assert len(stellen(seite)) == 60
    assert len(_zahlen(seite)) > 200
    assert {"gut", "teilweise", "luecke"} <= set(stellen(seite))


def test_local_near_and_county_wide_add_up(demo):
    """The large number is what is local and what is county-wide; what lies near comes on top."""
    for seite in demo[0].values():
        for ring in seite.alle("li", data_phase=True):
            gesamt, *teile = [int(a["data-zahl"]) for a in ring.alle("a", data_zahl=True)]
            assert gesamt == sum(teile)


def test_a_table_on_a_desk_and_lists_on_a_phone_say_the_same(demo):
    seite = demo[0]["Gemeinde"]
    tafel = [(a["href"], a.text) for td in seite.alle("td") for a in td.alle("a")]
    listen = [(a["href"], a.text) for d in seite.alle("details") for li in d.alle("li") for a in li.alle("a")]
    tafel_hrefs, listen_hrefs = sorted(tafel), sorted(zeile for zeile in listen if "thema=" in zeile[0])
    assert tafel_hrefs == listen_hrefs


# --- states -----------------------------------------------------------------------------------------------------------
def test_each_state_has_a_sign_of_its_own_and_a_word(client, welt):
    phasen, themen, _wechsel, ort = welt
    haus = make_standort(gemeinde=ort, lat=ort.lat, lon=ort.lon, stufenlos="ja")
    einfach = EINFACH | {"lebensphasen": phasen[:1], "standorte": [haus]}
    make_bestaetigt(themen=themen[:1], **einfach)
    make_bestaetigt(themen=themen[1:2], **einfach | {"kosten": "beitrag"})
    make_angebot(themen=themen[2:3], **einfach)
    seite = geholt(client, gemeinde=ort.ags)
    zellen = [zeile.alle("td")[0] for zeile in seite.eines("tbody").alle("tr")]
    assert [zelle["data-zustand"] for zelle in zellen] == ["gut", "teilweise", "unklar", "luecke"]
    assert [zeichen(zelle) for zelle in zellen] == [{"gut"}, {"teilweise"}, {"unklar"}, {"luecke"}]
    for zelle, wort in zip(zellen, ("gut da", "teilweise", "wissen wir nicht genau", "Lücke"), strict=True):
        assert wort in zelle.text
    assert "nur gegen Geld" in zellen[1].text


def test_a_gap_is_gone_once_an_angebot_closes_it(client, welt):
    phasen, themen, wechsel, ort = welt
    make_bestaetigt(lebensphasen=phasen[1:], themen=themen[1:2], gemeinde=ort)
    vorher = geholt(client, gemeinde=ort.ags)
    assert station(vorher, phasen[0])["data-zustand"] == "luecke"
    assert vorher.alle("li", data_uebergang="wechsel", data_zustand="luecke")
    for thema in themen:
        make_bestaetigt(lebensphasen=phasen[:1], themen=[thema], uebergaenge=[wechsel], gemeinde=ort)
    nachher = geholt(client, gemeinde=ort.ags)
    assert station(nachher, phasen[0])["data-zustand"] == "gut"
    assert not nachher.alle("li", data_uebergang="wechsel", data_zustand="luecke")


def test_what_is_county_wide_only_is_no_full_cover(client, welt):
    phasen, themen, _wechsel, ort = welt
    for thema in themen:
        make_bestaetigt(lebensphasen=phasen, themen=[thema], einzugsgebiet="kreisweit", **EINFACH)
    seite = geholt(client, gemeinde=ort.ags)
    assert station(seite, phasen[0])["data-zustand"] == "teilweise"
    assert set(stellen(seite)) == {"teilweise"}
    assert "4 kreisweit" in station(seite, phasen[0]).text
    assert "vor Ort" not in station(seite, phasen[0]).text


def test_what_lies_near_stands_apart_and_does_not_count(client, welt):
    phasen, themen, _wechsel, ort = welt
    nebenan = make_gemeinde(planungsraum=ort.planungsraum)
    make_bestaetigt(lebensphasen=phasen, themen=themen, gemeinde=nebenan)
    ring = station(geholt(client, gemeinde=ort.ags), phasen[0])
    assert ring.alle("a", data_zahl=True)[0]["data-zahl"] == "0"
    assert ring.eines("a", data_zahl_nah=True)["data-zahl-nah"] == "1"


def test_the_rules_name_the_numbers_that_hold(client, welt):
    regeln = geholt(client).eines("section", aria_labelledby="so-zaehlen-wir").text
    assert "Zu mindestens 4 von 4 Themen gibt es etwas, zu mindestens 2 davon vor Ort oder in der Nähe" in regeln
    assert "Seit 12 Monaten" in regeln


# --- who asks, and for what --------------------------------------------------------------------------------------------
def test_it_asks_twice_while_nothing_changes_however_many_there_are(client, welt):
    phasen, themen, _wechsel, ort = welt
    zahlen = []
    for anzahl in (1, 19):
        for _ in range(anzahl):
            make_angebot(lebensphasen=phasen, themen=themen, gemeinde=ort)
        for abfrage in ({}, {"planungsraum": "R1"}, {"gemeinde": ort.ags}):
            client.get(WEG, abfrage)
            with CaptureQueriesContext(connection) as gefangen:
                geholt(client, **abfrage)
            zahlen.append(len(gefangen))
    assert set(zahlen) == {2}


def test_it_stays_within_eight_queries_after_a_change(client, welt):
    geholt(client)
    make_angebot(lebensphasen=welt[0], themen=welt[1], gemeinde=welt[3])
    client.get("/angebote/")
    with CaptureQueriesContext(connection) as gefangen:
        geholt(client)
    assert len(gefangen) <= 8


def test_the_form_leads_to_a_short_address(client, welt):
    for wert, ziel in (
        ("gemeinde:99100001", f"{WEG}?gemeinde=99100001"),
        ("planungsraum:R1", f"{WEG}?planungsraum=R1"),
        ("kreis:", WEG),
    ):
        antwort = client.get(WEG, {"gebiet": wert, "gemeinde": "99100001"})
        assert (antwort.status_code, antwort.headers["Location"]) == (302, ziel)
    seite = geholt(client, gemeinde="99100001")
    assert [o["value"] for o in seite.alle("option", selected=True)] == ["gemeinde:99100001"]


def test_it_is_fresh_for_whoever_has_seen_it(client, welt):
    erste = client.get(WEG)
    assert client.get(WEG, headers={"If-None-Match": erste.headers["ETag"]}).status_code == 304
    assert "sessionid" not in erste.cookies and not erste.cookies


MUELL = ["x", "99999999", "' OR 1=1 --", "a" * 10_000, "\x00", "🙂", "‮", "<b>", "gemeinde:", "ort:1"]


@pytest.mark.parametrize("name", ["gemeinde", "planungsraum", "gebiet", "format"])
@pytest.mark.parametrize("wert", MUELL, ids=range(len(MUELL)))
def test_junk_gives_the_whole_kreis_and_a_notice(client, welt, name, wert):
    for anhang in ("", "kette.pptx"):
        assert client.get(WEG + anhang, {name: wert}).status_code == 200
        if name != "gemeinde":
            break
    seite = geholt(client, **{name: wert})
    assert seite.eines(id="pk-titel").text.startswith(settings.GEBIET["name"])
    assert bool(seite.alle(id="ignoriert")) == bool(wert.strip("\x00"))


def test_of_two_areas_one_is_shown_and_the_other_named(client, welt):
    seite = geholt(client, gemeinde="99100001", planungsraum="R1")
    assert seite.eines(id="pk-titel").text.startswith("Hierstadt")
    assert "R1" in seite.eines(id="ignoriert").text


# --- honest where there is little ----------------------------------------------------------------------------------------
def test_no_data_are_no_gap(client, welt):
    seite = geholt(client, gemeinde="99100001")
    assert "Das heißt nicht, dass etwas fehlt" in seite.eines("main").text
    assert {ring["data-zustand"] for ring in seite.alle("li", data_phase=True)} == {"unklar"}
    assert set(stellen(seite)) == {"unklar"}


def test_it_stands_without_any_vocabulary_and_without_any_gemeinde(client):
    seite = geholt(client)
    assert "Für die Tabelle fehlen noch Lebensphasen oder Themen." in seite.eines("main").text


def test_lebensphasen_without_themen_have_no_table_and_no_state(client):
    phase = make_lebensphase(slug="klein")
    make_bestaetigt(lebensphasen=[phase], gemeinde=make_gemeinde())
    seite = geholt(client)
    assert seite.alle("table") == []
    assert station(seite, phase)["data-zustand"] == "unklar"


def test_an_uebergang_over_a_lebensphase_stands_in_the_list_only(client, welt):
    dritte = make_lebensphase(slug="gar", reihenfolge=3)
    make_uebergang(slug="sprung", name="Sprung", von=welt[0][0], nach=dritte)
    seite = geholt(client)
    assert [li["class"] for li in seite.alle("li", data_uebergang="sprung")] == ["blatt"]
    assert len(seite.alle("li", data_uebergang="wechsel")) == 2


@pytest.mark.parametrize("anzahl", [1, 20])
def test_the_first_page_after_an_edit_asks_at_most_eight_times(client, welt, anzahl, django_assert_num_queries):
    for nummer in range(anzahl):
        make_angebot(gemeinde=make_gemeinde(name=f"Ort {nummer:02}"), lebensphasen=welt[0], themen=welt[1])
    geholt(client)
    Angebot.objects.update(kosten="spende")
    with django_assert_num_queries(6):
        geholt(client)


def test_1108_gemeinden_can_be_chosen_from(client, welt, django_assert_max_num_queries):
    raum = welt[3].planungsraum
    for nummer in range(1107):
        make_gemeinde(ags=f"01{nummer:06}", name=f"Dorf {nummer}", planungsraum=raum)
    geholt(client)
    with django_assert_max_num_queries(2):
        seite = geholt(client, gemeinde="01000500")
    assert len(seite.alle("option")) == 1 + 1 + 1108
    assert seite.eines(id="pk-titel").text.startswith("Dorf 500")


# --- what nobody may see ------------------------------------------------------------------------------------------------
def test_what_is_not_public_neither_counts_nor_shows(client, welt):
    phasen, themen, _wechsel, ort = welt
    passend = {"lebensphasen": phasen, "themen": themen, "gemeinde": ort}
    make_bestaetigt(titel="Offener Treff", fachinfo="Nur mit Schein X", **passend)
    for status in set(Angebot.Status.values) - {Angebot.Status.VEROEFFENTLICHT}:
        make_angebot(titel=f"Geheim {status}", status=status, **passend)
    make_angebot(titel="Nur intern", fuer=Angebot.Fuer.FACHKRAEFTE, **passend)
    antwort = client.get(WEG, {"gemeinde": ort.ags})
    assert station(lies(antwort), phasen[0]).alle("a", data_zahl=True)[0]["data-zahl"] == "1"
    for wort in ("Geheim", "Nur intern", "Schein X"):
        assert wort not in antwort.content.decode()
