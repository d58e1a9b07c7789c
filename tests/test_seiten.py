"""What holds for every public page: headings, landmarks, labels, names, nesting."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import Client

from akteure.models import Grenze
from tests.dokument import lies
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_ausnahme,
    make_fortbildung,
    make_frage,
    make_gemeinde,
    make_gremium,
    make_kooperation,
    make_lebensphase,
    make_material,
    make_planungsraum,
    make_seiten,
    make_sprache,
    make_standort,
    make_termin,
    make_termin_in,
    make_thema,
    make_uebergang,
    make_zeitfenster,
)

pytestmark = pytest.mark.django_db

VIELE = ",".join(f"{zahl:06}".translate(str.maketrans("01", "ab")) for zahl in range(100, 140))
"""More Kennungen than a Merkliste shows."""

SEITEN = {
    "start": "/",
    "liste": "/angebote/",
    "liste gefiltert": "/angebote/?gemeinde=99100001&sprache=tr&sprache=ar&thema=oben&thema=unten&sortierung=neu",
    "liste mit gruppen": "/angebote/?gemeinde=99100001&sprache=tr",
    "liste mit umkreis": "/angebote/?gemeinde=99100001&umkreis=33&q=Treff",
    "liste seite zwei": "/angebote/?seite=2",
    "liste kompakt": "/angebote/?ansicht=kompakt",
    "liste nach zeit": "/angebote/?wann=heute&wann=nachmittags",
    "liste leer": "/angebote/?q=Zauberschule&wo=Atlantis&alter=alt&kosten=beitrag",
    "karte": "/angebote/karte/",
    "karte gefiltert": "/angebote/karte/?gemeinde=99100001&umkreis=10&sprache=tr",
    "karte leer": "/angebote/karte/?q=Zauberschule",
    "angebot voll": "/angebote/voll/",
    "angebot knapp": "/angebote/knapp/",
    "angebot versteckt": "/angebote/versteckt/",
    "merkliste": "/merkliste/?a=abc234,def567",
    "merkliste leer": "/merkliste/",
    "merkliste mit lücken": f"/merkliste/?a=abc234,zzzzzz,pause2,%3Cb%3E,{VIELE}",
    "liste mit merkliste": "/angebote/?a=abc234",
    "handzettel": "/merkliste/handzettel/?a=abc234,def567&in=ar",
    "handzettel deutsch": "/merkliste/handzettel/?a=abc234&in=klingonisch&format=karte",
    "handzettel leer": "/merkliste/handzettel/",
    "wegweiser": "/wegweiser/?gemeinde=99100001&in=tr",
    "wegweiser leer": "/wegweiser/?q=Zauberschule&in=klingonisch&alter=alt",
    "heft": "/wegweiser/heft/?gemeinde=99100001&in=ar",
    "heft nach themen": "/wegweiser/heft/?in=de&nach=thema",
    "heft leer": "/wegweiser/heft/?q=Zauberschule",
    "pdf abgelaufen": "/wegweiser/auftrag/gibt-es-nicht/",
    "aushang": "/wegweiser/aushang/?gemeinde=99100001",
    "aushang wahl": "/wegweiser/aushang/",
    "kette": "/praeventionskette/?gemeinde=99100001",
    "kette kreis": "/praeventionskette/",
    "kette müll": "/praeventionskette/?gemeinde=x&planungsraum=%00&format=%3Cb%3E",
    "akteure": "/akteure/",
    "akteure leer": "/akteure/?q=Zauberschule&seite=x",
    "akteur": "/akteure/verein/",
    "akteur ohne alles": "/akteure/leer/",
    "netzwerkkarte": "/netzwerk/",
    "netzwerk um einen": "/netzwerk/?akteur=verein&tiefe=2&art=klingonisch",
    "netzwerk um einen ohne": "/netzwerk/?akteur=leer",
    "netzwerk ohne treffer": "/netzwerk/?art=verbund&planungsraum=x",
    "fortbildungen": "/fortbildungen/",
    "material": "/fortbildungen/material/",
    "selbstcheck": "/fortbildungen/selbstcheck/",
    "ueber": "/ueber/",
    "impressum": "/impressum/",
    "datenschutz": "/datenschutz/",
    "barrierefreiheit": "/barrierefreiheit/",
    "leichte sprache": "/leichte-sprache/",
    "gebaerdensprache": "/gebaerdensprache/",
    "barriere melden": "/barrierefreiheit/melden/?seite=/angebote/",
    "barriere danke": "/barrierefreiheit/melden/danke/",
    "fehlt": "/gibt-es-nicht/",
}
GLEICHER_TITEL = [
    {"liste", "liste seite zwei", "liste kompakt", "liste mit merkliste", "liste nach zeit"},
    {"akteure", "akteure leer"},
    {"netzwerkkarte", "netzwerk ohne treffer"},
    {"kette kreis", "kette müll"},
    {"wegweiser", "wegweiser leer"},
    {"heft", "heft nach themen", "heft leer"},
    {"merkliste", "merkliste leer", "merkliste mit lücken"},
    {"handzettel", "handzettel deutsch", "handzettel leer"},
]
"""Pages that may share a title: the same list in another form."""

EBENEN = ("h1", "h2", "h3", "h4", "h5", "h6")
BEDIENBARE = {"a", "button", "input", "select", "textarea", "summary"}
BLOECKE = {
    *("address", "article", "aside", "details", "div", "dl", "fieldset", "figure", "footer", "form", "header", "hr"),
    *("main", "nav", "ol", "p", "pre", "section", "table", "ul", *EBENEN),
}
NUR_TEXT_DARIN = {"p", "span", "b", "small", "label", "a", "button", "bdi", *EBENEN}
"""Elements in which we allow no block (an <a> could hold one; ours do not)."""
KINDER = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "select": {"option", "optgroup"},
    "svg": {"use", "path", "g", "title", "circle", "rect", "line", "a"},
}
ELTERN = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "option": {"select", "optgroup"},
    "summary": {"details"},
    "legend": {"fieldset"},
    "figcaption": {"figure"},
}


@pytest.fixture(scope="module")
def seiten(django_db_setup, django_db_blocker):
    """{name: page} of all public pages over one small but complete world."""
    with django_db_blocker.unblock(), transaction.atomic():
        fuelle()
        gelesen = {name: lies(Client().get(adresse)) for name, adresse in SEITEN.items()}
        transaction.set_rollback(True)
    return gelesen


def fuelle():
    make_seiten()
    raum = make_planungsraum()
    hier = make_gemeinde(ags="99100001", name="Hier", planungsraum=raum)
    nebenan = make_gemeinde(planungsraum=raum)
    Grenze.objects.create(
        gemeinde=hier, geometrie={"type": "Polygon", "coordinates": [[[9, 48], [9, 49], [10, 49], [9, 48]]]}
    )
    phasen = [make_lebensphase() for _ in range(6)]
    oben = make_thema(slug="oben")
    unten = make_thema(slug="unten", ueber=oben)
    for code, richtung in (("tr", "ltr"), ("ar", "rtl")):
        make_sprache(code, eigenname=f"Eigen {code}", richtung=richtung)
    verein = make_akteur(
        slug="verein",
        beschreibung="Wir sind da.\n\nFür alle.",
        uebergeordnet=make_akteur(),
        website="https://verein.example",
    )
    make_akteur(slug="leer", mit_kontakt=False)
    orte = [
        make_standort(
            akteur=verein,
            gemeinde=hier,
            lat=48.6,
            lon=9.3,
            name="Haus",
            strasse="Weg",
            plz="73257",
            ort="Hier",
            anfahrt="Bus 1\nTür 2",
            stufenlos="ja",
            aufzug="nein",
            parkplatz="teilweise",
        ),
        make_standort(akteur=verein, gemeinde=nebenan, lat=48.6, lon=9.3),
    ]
    voll = make_angebot(
        slug="voll",
        kennung="abc234",
        titel="Treff voll",
        akteur=verein,
        mitwirkende=[make_akteur()],
        lebensphasen=phasen[:2],
        themen=[unten],
        uebergaenge=[make_uebergang(von=phasen[0], nach=phasen[1])],
        standorte=orte,
        sprachen={"tr": "spricht", "ar": "material"},
        einzugsgebiet="gemeinden",
        gemeinden=[hier, nebenan],
        erste_schritte="Rufen Sie an.\nKommen Sie.\nBleiben Sie.",
        voraussetzungen="Keine.",
        unterlagen="Pass",
        beschreibung="Eins.\n\nZwei.",
        zeiten="dienstags",
        kosten="beitrag",
        betrag=6,
        kosten_text="im Monat",
        anonym_moeglich=True,
        links="https://eins.example\nhttps://zwei.example",
        hinweis="Heute zu.",
        gueltig_bis="2099-12-31",
        quelle="demo",
        alter_von=0,
        alter_bis=12,
    )
    fortbildung = make_fortbildung(
        -3, 7, 9, gemeinde=hier, themen=[make_thema(slug="armutssensibel", ueber=oben)], zeiten="zwei Tage"
    )
    make_termin_in(fortbildung, 10, stunden=30, plaetze_frei=0, hinweis="Teil 3", anmeldung_url="https://dort.example/")
    make_termin_in(fortbildung, 11, abgesagt=True)
    make_fortbildung(5, kosten="beitrag", betrag=20, quelle="demo")
    make_fortbildung(zeiten="nach Absprache")
    make_material(thema=unten, beschreibung="Gut zu lesen.", stand="2026-01-31", lizenz="rechte")
    make_material(sprache=make_sprache("tr"))
    partner = make_kooperation(von=verein, art="uebergang", seit=date(2020, 1, 1), richtung="eine").mit
    make_kooperation(von=partner, mit=verein)
    make_kooperation(von=partner)
    make_gremium(mitglieder=[verein, partner], beschreibung="Wir treffen uns.\n\nOft.")
    for bereich in ("geld", "haltung"):
        make_frage(bereich=bereich)
    make_angebot(kennung="pause2", status="pausiert")
    make_angebot(slug="knapp", kennung="def567", akteur=make_akteur(mit_kontakt=False))
    make_zeitfenster(voll, rhythmus="monatlich", nter=2, hinweis="Im Garten", gueltig_bis=date(2099, 1, 1))
    make_ausnahme(voll, date(2098, 1, 1), date(2098, 1, 5), grund="Umbau")
    make_termin(voll, date(2098, 2, 1), plaetze_frei=3, anmeldung_url="https://verein.example", hinweis="Fest")
    make_termin(voll, date(2098, 2, 2), abgesagt=True)
    make_angebot(slug="versteckt", standorte=[make_standort(gemeinde=hier, adresse_verbergen=True)])
    for _ in range(7):
        make_angebot(standorte=[orte[1]], titel="Treff nebenan", lebensphasen=phasen[2:])
        make_angebot(gemeinde=hier, deutsch_noetig=False, titel="Treff hier")
        make_angebot(einzugsgebiet="kreisweit", sprachen={"tr": "dolmetschen"}, titel="Treff überall")


def jede(seiten, finde):
    """Return {page: findings} of the pages where `finde` finds something."""
    befunde = {name: list(finde(seite)) for name, seite in seiten.items()}
    return {name: befund for name, befund in befunde.items() if befund}


def test_every_page_has_one_main_heading(seiten):
    assert {name: len(seite.alle("h1")) for name, seite in seiten.items()} == dict.fromkeys(SEITEN, 1)


def test_no_level_of_headings_is_skipped(seiten):
    def spruenge(seite):
        stufe = 0
        for heading in seite.alle(*EBENEN):
            neue = int(heading.name[1])
            if neue > stufe + 1:
                yield heading.text
            stufe = neue

    assert jede(seiten, spruenge) == {}


def test_no_heading_is_empty(seiten):
    assert jede(seiten, lambda seite: (h.name for h in seite.alle(*EBENEN) if not h.text)) == {}


def test_every_page_says_its_language_and_direction(seiten):
    assert {(s.eines("html")["lang"], s.eines("html")["dir"]) for s in seiten.values()} == {("de", "ltr")}


def test_every_page_has_a_title_of_its_own(seiten):
    titel = {name: seite.eines("head").eines("title").text for name, seite in seiten.items()}
    assert all(text.endswith(" · Familien stärken") for text in titel.values())
    for gleiche in GLEICHER_TITEL:
        for name in sorted(gleiche)[1:]:
            titel.pop(name)
    assert [text for text, anzahl in Counter(titel.values()).items() if anzahl > 1] == []


def test_every_page_has_a_description(seiten):
    assert all(seite.eines("meta", name="description")["content"] for seite in seiten.values())


def test_every_page_has_its_landmarks_and_a_way_to_the_main_one(seiten):
    for seite in seiten.values():
        haupt = seite.eines("main")
        assert len(seite.eines("body").alle("header", class_="kopf")) == 1
        assert len(seite.eines("body").alle("footer", class_="fuss")) == 1
        assert seite.alle("a")[0]["href"] == f"#{haupt['id']}"


def test_landmarks_of_one_kind_are_told_apart_by_name(seiten):
    def namenlose(seite):
        for element in seite.alle("nav", "aside"):
            if "aria-label" not in element and "aria-labelledby" not in element:
                yield element.name

    assert jede(seiten, namenlose) == {}


def test_what_a_page_points_to_is_there(seiten):
    def fehlende(seite):
        ids = {element["id"] for element in seite if "id" in element}
        for element in seite:
            for attribut in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
                yield from (ziel for ziel in element.get(attribut).split() if ziel not in ids)
            if element.get("href").startswith("#") and element.name == "a":
                yield from {element["href"][1:]} - ids

    assert jede(seiten, fehlende) == {}


def test_every_id_exists_once(seiten):
    def doppelte(seite):
        zahlen = Counter(element["id"] for element in seite if "id" in element)
        return [name for name, anzahl in zahlen.items() if anzahl > 1 or not name or " " in name]

    assert jede(seiten, doppelte) == {}


def test_every_field_has_a_label(seiten):
    def namenlose(seite):
        beschriftet = {label["for"] for label in seite.alle("label") if "for" in label}
        for feld in seite.alle("input", "select", "textarea"):
            umschlossen = any(v.name == "label" and v.text for v in feld.vorfahren)
            if feld.get("type") != "hidden" and not (
                umschlossen or feld.get("id") in beschriftet or "aria-label" in feld
            ):
                yield feld["name"]

    assert jede(seiten, namenlose) == {}


def test_every_link_and_button_has_a_name(seiten):
    def namenlose(seite):
        for element in seite.alle("a", "button", "summary"):
            if not element.text and "aria-label" not in element:
                yield element.get("href") or element.name

    assert jede(seiten, namenlose) == {}


def test_every_link_leads_somewhere(seiten):
    assert jede(seiten, lambda seite: (a.text for a in seite.alle("a") if a.get("href", "#") in ("", "#"))) == {}


def test_pictures_are_hidden_from_reading_aloud_or_have_a_name(seiten):
    def stumme(seite):
        yield from (img.get("src") for img in seite.alle("img") if "alt" not in img)
        for svg in seite.alle("svg"):
            rolle = "group" if svg.alle("a") else "img"
            if svg.get("aria-hidden") != "true" and not (svg.get("role") == rolle and "aria-label" in svg):
                yield svg.attribute
            if svg.get("focusable") != "false":
                yield svg.attribute

    assert jede(seiten, stumme) == {}


def test_every_icon_exists(seiten):
    """A <use> shows nothing, and says nothing, where its symbol is missing."""

    def fehlende(seite):
        for use in seite.alle("use"):
            datei, _, name = use["href"].removeprefix("/static/").partition("#")
            if f'id="{name}"' not in Path(finders.find(datei)).read_text(encoding="utf-8"):
                yield use["href"]

    assert jede(seiten, fehlende) == {}


def test_elements_stand_where_they_may(seiten):
    def falsche(seite):
        for element in seite:
            darin = {vorfahr.name for vorfahr in element.vorfahren}
            name, eltern = element.name, element.eltern.name
            if (
                eltern not in ELTERN.get(name, {eltern})
                or name not in KINDER.get(eltern, {name})
                or (name in BLOECKE and darin & NUR_TEXT_DARIN)
                or (name in BEDIENBARE and darin & BEDIENBARE)
                or (name in ("form", "label") and name in darin)
            ):
                yield f"<{name}> in <{eltern}>"

    assert jede(seiten, falsche) == {}


def test_text_stands_in_no_place_meant_for_elements(seiten):
    def verirrte(seite):
        for element in seite.alle("ul", "ol", "dl", "select"):
            yield from (kind for kind in element.kinder if isinstance(kind, str) and kind.strip())

    assert jede(seiten, verirrte) == {}


def test_chosen_pages_and_views_are_marked_once_per_menu(seiten):
    def mehrfache(seite):
        for nav in seite.alle("nav"):
            if sum("aria-current" in a for a in nav.alle("a")) > 1 and nav.get("aria-label") != "Lebensphase":
                yield nav.get("aria-label")

    assert jede(seiten, mehrfache) == {}


def test_no_untranslated_marks_and_no_leftovers_stand_in_a_page(seiten):
    def reste(seite):
        text = seite.eines("body").text
        yield from (wort for wort in ("{{", "{%", "None", "True", "False", "SLUG ", "&amp;", "&lt;") if wort in text)

    assert jede(seiten, reste) == {}
