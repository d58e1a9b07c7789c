"""The directory of Akteure and the page of one."""

from urllib.parse import parse_qsl, quote, urlsplit

import pytest

from tests.dokument import lies
from tests.fabriken import make_akteur, make_angebot, make_gemeinde, make_standort

pytestmark = pytest.mark.django_db


def namen(seite):
    return [a.text for a in seite.eines("ul", class_="verzeichnis").alle("a")]


def test_akteure_stand_by_name_umlauts_where_people_look_for_them(client):
    for name in ("Zebra", "Öffner", "apfel", "Ofen", "Ärzte", "Straße", "Strand"):
        make_akteur(name=name)
    assert namen(lies(client.get("/akteure/"))) == ["Ärzte", "apfel", "Öffner", "Ofen", "Strand", "Straße", "Zebra"]


@pytest.mark.parametrize("q", ["oeffner", "ÖFFNER", "Öff", "öffner köngen", "Köngen", "abk"])
def test_an_akteur_is_found_by_name_further_name_and_place(client, q):
    akteur = make_akteur(name="Öffner e. V.", weitere_namen="ABK")
    make_standort(akteur=akteur, gemeinde=make_gemeinde(name="Köngen"))
    make_akteur(name="Anders")
    assert namen(lies(client.get("/akteure/", {"q": q}))) == ["Öffner e. V."]


def test_pages_keep_the_search(client):
    for nummer in range(55):
        make_akteur(name=f"Verein & Co {nummer:02}")
    seite = lies(client.get("/akteure/", {"q": "Verein &"}))
    assert seite.eines(data_anzahl="55")
    (weiter,) = seite.eines("nav", aria_label="Seiten").alle("a")
    assert parse_qsl(urlsplit(weiter["href"]).query) == [("q", "Verein &"), ("seite", "2")]
    assert len(namen(lies(client.get("/akteure/", {"q": "Verein &", "seite": "2"})))) == 5


@pytest.mark.parametrize(
    ("parameter", "name"),
    [
        ("q=" + quote("' | & ! : * ( ) \\ %"), "Name oder Ort"),
        ("q=" + quote("🦆"), "Name oder Ort"),
        ("seite=zwei", "Seite"),
        ("seite=-1", "Seite"),
        ("seite=99", "Seite"),
        ("seite=" + "9" * 5000, "Seite"),
        ("seite=%00", ""),
        ("seite=%ED%A0%80", "Seite"),
        ("&".join(["seite=x"] * 1000), "Seite"),
    ],
)
def test_what_cannot_be_used_is_named_and_all_akteure_are_shown(client, parameter, name):
    make_akteur()
    response = client.get("/akteure/", QUERY_STRING=parameter)
    assert response.status_code == 200
    seite = lies(response)
    assert seite.eines(data_anzahl="1")
    assert [b.text for hinweis in seite.alle(id="ignoriert") for b in hinweis.alle("b")] == ([name] if name else [])


def test_nobody_found_offers_the_way_back(client):
    make_akteur()
    seite = lies(client.get("/akteure/", {"q": "Zauberschule"}))
    assert seite.eines(data_anzahl="0")
    assert seite.eines("div", class_="leer").alle("a", href="/akteure/")


def test_the_page_lists_its_angebote_by_title(client):
    akteur = make_akteur()
    for titel in ("Zeit", "Übung", "Abend"):
        make_angebot(akteur=akteur, titel=titel)
    make_angebot()
    zeilen = lies(client.get(akteur.get_absolute_url())).eines("ul", class_="verzeichnis").alle("li")
    assert [zeile.alle("a")[0].text for zeile in zeilen] == ["Abend", "Übung", "Zeit"]


def test_the_page_of_an_akteur_without_angebote_says_so(client):
    assert "Zurzeit gibt es hier kein Angebot." in lies(client.get(make_akteur().get_absolute_url())).text


def test_the_page_names_the_traeger_above(client):
    oben = make_akteur(name="Der Träger")
    seite = lies(client.get(make_akteur(uebergeordnet=oben).get_absolute_url()))
    assert seite.alle("a", href=oben.get_absolute_url())
