"""The list without script: form, chips, pages, order and views are plain links and fields that keep each other."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.http import QueryDict

from tests.dokument import abgeschickt, anzahl, kennungen, lies
from tests.fabriken import make_angebot, make_gemeinde, make_planungsraum, make_sprache, make_standort, make_thema
from tests.welt import EIGENER_UMKREIS, Welt

pytestmark = pytest.mark.django_db

PFADE = ("/angebote/", "/angebote/karte/")


def hole(client, adresse):
    teile = urlsplit(adresse)
    return lies(client.get(teile.path, QUERY_STRING=teile.query))


def formular(seite):
    return next(form for form in seite.alle("form") if form.alle("input", name="q"))


def parameter(adresse, ohne=("seite",)):
    return sorted((name, wert) for name, wert in parse_qsl(urlsplit(adresse).query) if name not in ohne)


def ziel(seite, text):
    """Return the address of the only link with that text."""
    (verweis,) = [a for a in seite.alle("a") if a.text == text]
    return verweis["href"]


@pytest.mark.parametrize("pfad", PFADE)
def test_the_form_sends_every_active_filter_again(client, pfad):
    welt = Welt(11, angebote=25)
    fragen = [welt.frage() for _ in range(8)]
    ort = ("gemeinde", welt.orte_mit_mitte()[0])
    fragen += [[ort, ("umkreis", str(EIGENER_UMKREIS))], [("sprache", "tr"), ("sprache", "ar")]]
    for paare in fragen:
        seite = lies(client.get(pfad, QueryDict(urlencode(paare))))
        form = formular(seite)
        assert form["method"] == "get"
        erneut = hole(client, f"{form['action']}?{urlencode(abgeschickt(form))}")
        assert anzahl(erneut) == anzahl(seite), paare
        assert kennungen(erneut) == kennungen(seite), paare


def test_every_field_of_the_form_has_a_submit_button(client):
    assert lies(client.get("/angebote/")).alle("button", type="submit")


def chips(seite):
    listen = [liste for liste in seite.alle("ul") if liste.get("class") == "chips" and "aria-label" in liste]
    return [a for liste in listen for a in liste.alle("a", class_="chip")]


@pytest.mark.parametrize("pfad", PFADE)
def test_each_chip_takes_out_its_filter_and_no_other(client, pfad):
    thema, gemeinde = make_thema(), make_gemeinde()
    make_sprache("tr")
    paare = [
        ("q", "Eltern"),
        ("gemeinde", gemeinde.ags),
        ("alter", "0"),
        ("thema", thema.slug),
        ("sprache", "tr"),
        ("kosten", "kostenlos"),
        ("kosten", "spende"),
        ("sortierung", "neu"),
    ]
    gezeigt = chips(lies(client.get(pfad, QueryDict(urlencode(paare)))))
    entfernt = [set(paare) - set(parameter(chip["href"])) for chip in gezeigt]
    assert all(urlsplit(chip["href"]).path == pfad for chip in gezeigt)
    assert sorted(entfernt, key=str) == sorted(({paar} for paar in paare[:-1]), key=str)


def test_a_place_goes_with_its_radius(client):
    gemeinde = make_gemeinde(name="Nürtingen")
    (chip,) = chips(lies(client.get("/angebote/", {"gemeinde": gemeinde.ags, "umkreis": "10"})))
    assert chip.text == "Nürtingen + 10 km entfernen"
    assert chip["href"] == "/angebote/"


def test_of_several_places_each_goes_alone(client):
    raum = make_planungsraum(schluessel="R1", name="Oben")
    abfrage = [("gemeinde", make_gemeinde(name="Nürtingen").ags), ("planungsraum", raum.schluessel), ("umkreis", "10")]
    make_gemeinde(planungsraum=raum)
    gezeigt = chips(lies(client.get("/angebote/", QueryDict(urlencode(abfrage)))))
    assert [chip.text for chip in gezeigt] == ["Nürtingen entfernen", "Oben entfernen", "bis 10 km entfernen"]
    assert [parameter(chip["href"]) for chip in gezeigt] == [
        sorted(paar for paar in abfrage if paar != entfernt) for entfernt in abfrage
    ]


def test_unknown_costs_and_unknown_registration_have_different_chips(client):
    gezeigt = chips(lies(client.get("/angebote/", {"kosten": "unbekannt", "zugang": "unbekannt"})))
    assert [chip.text for chip in gezeigt] == [
        "Kosten: nicht bekannt entfernen",
        "Anmeldung: nicht bekannt entfernen",
    ]


@pytest.mark.parametrize("ansicht", ["", "kompakt"])
def test_pages_show_every_hit_once_and_keep_filters_order_and_view(client, ansicht):
    make_angebot(kosten="spende")
    erwartet = [make_angebot(kosten="kostenlos", titel=f"Treff {n:02}").kennung for n in range(45)]
    abfrage = {"kosten": "kostenlos", "sortierung": "titel"} | ({"ansicht": ansicht} if ansicht else {})
    seite, gezeigt = lies(client.get("/angebote/", abfrage)), []
    for nummer in (1, 2, 3):
        verweis = next(a for a in seite.eines("nav", aria_label="Seiten").alle("a") if a.text == f"Seite {nummer}")
        assert parameter(verweis["href"]) == sorted(abfrage.items())
        seite = hole(client, verweis["href"])
        gezeigt += kennungen(seite)
    assert gezeigt == erwartet


def test_the_views_keep_the_filters_and_switch_back(client):
    abfrage = {"kosten": "kostenlos", "sortierung": "neu"}
    seite = lies(client.get("/angebote/", abfrage))
    for text, pfad, dazu in (
        ("Liste", "/angebote/", {}),
        ("Kompakt", "/angebote/", {"ansicht": "kompakt"}),
        ("Karte", "/angebote/karte/", {}),
    ):
        schalter = next(a for a in seite.eines("nav", aria_label="Ansicht").alle("a") if a.text == text)
        assert urlsplit(schalter["href"]).path == pfad
        assert parameter(schalter["href"]) == sorted((abfrage | dazu).items())
        seite = hole(client, schalter["href"])


def test_the_compact_view_stays_when_a_filter_is_sent_or_taken_out(client):
    seite = lies(client.get("/angebote/", {"ansicht": "kompakt", "kosten": "kostenlos"}))
    assert ("ansicht", "kompakt") in abgeschickt(formular(seite))
    assert parameter(chips(seite)[0]["href"]) == [("ansicht", "kompakt")]


def test_a_ring_of_the_chain_keeps_the_other_filters_and_switches_off_again(client):
    welt = Welt(12, angebote=3)
    phase = welt.vokabeln["lebensphase"][0].slug
    ring = lies(client.get("/angebote/", {"kosten": "kostenlos"})).eines(data_facette="lebensphase", data_wert=phase)
    assert parameter(ring["href"]) == [("kosten", "kostenlos"), ("lebensphase", phase)]
    an = hole(client, ring["href"]).eines(data_facette="lebensphase", data_wert=phase)
    assert an["aria-current"] == "true"
    assert parameter(an["href"]) == [("kosten", "kostenlos")]


def test_htmx_gets_only_the_part_that_changes(client):
    make_angebot()
    ganz, teil = client.get("/angebote/"), client.get("/angebote/", headers={"HX-Request": "true"})
    assert "HX-Request" in ganz.headers["Vary"]
    assert not lies(teil).alle("html")
    assert anzahl(lies(teil)) == anzahl(lies(ganz)) == 1


def test_offers_in_the_place_stand_before_those_for_the_whole_county(client):
    gemeinde = make_gemeinde(name="Nürtingen")
    ueberall = make_angebot(einzugsgebiet="kreisweit", titel="A")
    dort = make_angebot(gemeinde=gemeinde, titel="B")
    seite = lies(client.get("/angebote/", {"wo": "nürtingen"}))
    assert kennungen(seite) == [dort.kennung, ueberall.kennung]
    assert [h.text for h in seite.alle("h3")] == [
        "In Nürtingen",
        "Für Sie da: im ganzen Kreis, bei Ihnen zu Hause oder online",
    ]


def test_near_offers_are_a_group_of_their_own_and_no_hits(client):
    raum = make_planungsraum()
    gemeinde, nachbar = (make_gemeinde(planungsraum=raum) for _ in range(2))
    nah = make_angebot(gemeinde=nachbar)
    seite = lies(client.get("/angebote/", {"gemeinde": gemeinde.ags}))
    gruppe = seite.eines(data_anzahl_gruppe=True)
    assert (anzahl(seite), gruppe["data-anzahl-gruppe"], gruppe["data-gruppe"]) == (0, "1", "naehe")
    assert kennungen(gruppe) == [nah.kennung]


def test_the_groups_stand_on_the_first_page_only(client):
    make_sprache("tr")
    make_angebot(deutsch_noetig=False)
    for _ in range(21):
        make_angebot(sprachen={"tr": "spricht"})
    assert lies(client.get("/angebote/", {"sprache": "tr"})).alle(data_anzahl_gruppe=True)
    assert not lies(client.get("/angebote/", {"sprache": "tr", "seite": "2"})).alle(data_anzahl_gruppe=True)


def test_the_link_to_all_near_offers_needs_a_known_centre(client):
    raum = make_planungsraum()
    gemeinde, nachbar = make_gemeinde(planungsraum=raum, lat=None, lon=None), make_gemeinde(planungsraum=raum)
    for _ in range(6):
        make_angebot(gemeinde=nachbar)
    gruppe = lies(client.get("/angebote/", {"gemeinde": gemeinde.ags})).eines(data_anzahl_gruppe="6")
    assert not [a for a in gruppe.alle("a") if "umkreis" in a["href"]]


def test_a_language_is_labelled_with_the_way_it_is_served(client):
    make_angebot(sprachen={"tr": "dolmetschen"})
    zeile = lies(client.get("/angebote/")).eines("article")
    assert "Sprache tr (jemand übersetzt)" in zeile.text


def test_languages_rank_spoken_before_interpreted_before_written(client):
    erwartet = [make_angebot(sprachen={"tr": modus}).kennung for modus in ("material", "dolmetschen", "spricht")][::-1]
    assert kennungen(lies(client.get("/angebote/", {"sprache": "tr"}))) == erwartet


def test_the_radius_says_how_many_could_not_be_placed(client):
    gemeinde = make_gemeinde()
    make_angebot(gemeinde=gemeinde)
    make_angebot(standorte=[make_standort(gemeinde=gemeinde)])
    make_angebot(standorte=[make_standort(gemeinde=gemeinde, lat=48.6, lon=9.3, adresse_verbergen=True)])
    seite = lies(client.get("/angebote/", {"gemeinde": gemeinde.ags, "umkreis": "5"}))
    assert anzahl(seite) == 1
    assert "2 weitere Angebote konnten wir nicht auf der Karte einordnen." in seite.text


def test_nothing_found_says_what_to_leave_out_and_whom_to_call(client, settings):
    make_angebot()
    leer = lies(client.get("/angebote/", {"q": "Zauberschule"})).eines("div", class_="leer")
    assert ("ohne „Zauberschule“1 Angebot", "/angebote/") in [(a.text, a["href"]) for a in leer.alle("a")]
    assert settings.GEBIET["koordination"]["telefon"] in leer.text
