"""Reading the address: anything may stand in it; what cannot be used is named, the rest applies."""

from urllib.parse import quote

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akteure.models import Gemeinde
from angebote.anfrage import AngebotAnfrage
from angebote.filter import AngebotFilter
from angebote.models import Angebot
from tests.dokument import anzahl, kennungen, lies
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_lebensphase,
    make_planungsraum,
    make_sprache,
)

pytestmark = pytest.mark.django_db

PFADE = ("/angebote/", "/angebote/karte/")
PARAMETER = (*AngebotAnfrage.NAMEN,)
"""Every parameter of list and map."""
MUELL = {
    "unbekannt": "gibt-es-nicht",
    "operatoren": quote("' | & ! : * ( ) \\ %"),
    "emoji": quote("🦆👩‍👧"),
    "nul": "%00%00a%00",
    "surrogat": "%ED%A0%80%ED%B0%80",
    "halbes UTF-8": "%C3%28%FF",
    "rechts nach links": quote("\u202eمرحبا\u202c שלום"),
    "riesige Zahl": "9" * 400,
    "negativ": "-1",
    "Nachkomma": "3.5",
    "10 kB": "x" * 10_000,
    "Markup": quote("<script>alert(1)</script>\"'"),
    "Vorlage": quote("{{ settings.SECRET_KEY }}{% debug %}"),
    "Liste": "a,b;c",
}


def frage(client, pfad, abfrage):
    return client.get(pfad, QUERY_STRING=abfrage)


@pytest.fixture
def eines():
    """One free Angebot, and one that is not."""
    make_angebot(kosten="beitrag")
    return make_angebot(kosten="kostenlos")


@pytest.mark.parametrize("art", MUELL)
@pytest.mark.parametrize("pfad", PFADE)
def test_junk_is_left_out_and_named_and_the_rest_applies(client, eines, pfad, art):
    namen = [n for n in PARAMETER if n not in ("q", "kosten") and (n, art) != ("alter", "negativ")]
    response = frage(client, pfad, "&".join(["kosten=kostenlos", *(f"{name}={MUELL[art]}" for name in namen)]))
    assert response.status_code == 200
    seite = lies(response)
    genannt = {name.text for name in seite.eines(id="ignoriert").alle("b")}
    assert genannt == {AngebotAnfrage.NAMEN[name] for name in namen}
    assert kennungen(seite) == [eines.kennung]


@pytest.mark.parametrize("art", MUELL)
@pytest.mark.parametrize("pfad", [*PFADE, "/akteure/"])
def test_any_search_words_are_answered(client, pfad, art):
    response = frage(client, pfad, f"q={MUELL[art]}")
    assert response.status_code == 200
    assert lies(response).alle(data_anzahl=True)


@pytest.mark.parametrize("art", ["operatoren", "emoji"])
def test_search_text_without_a_word_is_named(client, eines, art):
    seite = lies(frage(client, "/angebote/", f"kosten=kostenlos&q={MUELL[art]}"))
    assert "Was" in seite.eines(id="ignoriert").text
    assert anzahl(seite) == 1


@pytest.mark.parametrize("name", ["q", "wo", "gemeinde", "umkreis", "alter", "thema", "seite"])
def test_a_parameter_repeated_a_thousand_times_counts_once(client, eines, name):
    response = frage(client, "/angebote/", "&".join(["kosten=kostenlos", *[f"{name}=gibt-es-nicht"] * 999]))
    assert response.status_code == 200
    hinweis = lies(response).eines(id="ignoriert").text if name != "q" else "Was"
    assert str(AngebotAnfrage.NAMEN[name]) in hinweis
    assert hinweis.count("gibt-es-nicht") <= 1


def test_of_many_values_the_first_apply_and_the_others_are_counted(client):
    wort = "kostenlos"
    seite = lies(frage(client, "/angebote/", "&".join(f"kosten={n}" for n in [wort, *range(60)])))
    assert seite.alle("input", name="kosten", value=wort, checked=True)
    assert "und 57 weitere Werte" in seite.eines(id="ignoriert").text


def test_an_address_of_a_hundred_kilobytes_is_answered(client, eines):
    assert frage(client, "/angebote/", f"kosten=kostenlos&q={'a%20' * 30_000}").status_code == 200


def test_a_place_of_a_thousand_gemeinden_is_answered(client):
    raum = make_planungsraum(schluessel="R1")
    Gemeinde.objects.bulk_create(
        Gemeinde(ags=f"{n:08}", name=f"Ort {n}", planungsraum=raum, lat=48 + n / 1000, lon=9) for n in range(1100)
    )
    make_angebot(gemeinde=Gemeinde.objects.first())
    assert anzahl(lies(client.get("/angebote/", {"planungsraum": "R1", "umkreis": "5"}))) == 1


def test_search_words_beyond_the_limit_are_named(client):
    make_angebot(titel="eins zwei drei vier fünf sechs sieben acht")
    seite = lies(client.get("/angebote/", {"q": "eins zwei drei vier fünf sechs sieben acht neun"}))
    assert anzahl(seite) == 1
    assert "„neun“" in seite.eines(id="ignoriert").text


def test_of_a_single_value_given_twice_the_last_applies_and_the_other_is_named():
    anfrage = AngebotAnfrage(QueryDict("alter=12&alter=36"))
    assert (anfrage.alter, anfrage.ignoriert) == (36, [("alter", "12")])


def test_empty_parameters_are_no_filters(client, eines):
    seite = lies(frage(client, "/angebote/", "&".join(f"{name}=" for name in PARAMETER)))
    assert not seite.alle(id="ignoriert")
    assert anzahl(seite) == 2


def test_unknown_parameters_do_nothing(client, eines):
    seite = lies(client.get("/angebote/", {"utm_source": "x", "fbclid": "y"}))
    assert not seite.alle(id="ignoriert")


@pytest.mark.parametrize("seite", ["0", "-1", "2", "99999999", "zwei"])
def test_a_page_that_does_not_exist_is_the_first(client, eines, seite):
    gezeigt = lies(client.get("/angebote/", {"seite": seite}))
    assert len(kennungen(gezeigt)) == 2
    assert "Seite" in gezeigt.eines(id="ignoriert").text


def test_a_radius_without_a_place_is_named(client, eines):
    assert "„10 km“" in lies(client.get("/angebote/", {"umkreis": "10"})).eines(id="ignoriert").text


def test_an_akteur_that_is_not_public_is_unknown(client):
    akteur = make_akteur()
    akteur.archivieren()
    assert "Akteur" in lies(client.get("/angebote/", {"akteur": akteur.slug})).eines(id="ignoriert").text


def test_text_from_the_address_is_escaped(client):
    inhalt = frage(client, "/angebote/", f"q={MUELL['Markup']}&thema={MUELL['Markup']}").content.decode()
    assert "<script>alert" not in inhalt
    assert "&lt;script&gt;alert" in inhalt


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paare=st.lists(st.tuples(st.sampled_from(PARAMETER), st.text(max_size=30)), max_size=6))
def test_any_text_in_any_parameter_is_answered(client, paare):
    daten = QueryDict(mutable=True)
    for name, wert in paare:
        daten.appendlist(name, wert)
    auswahl = AngebotFilter(QueryDict(daten.urlencode()), Angebot.objects.oeffentlich())
    assert auswahl.anzahl == auswahl.qs.count()
    assert not AngebotFilter(QueryDict(auswahl.adresse()), Angebot.objects.oeffentlich()).ignoriert


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(abfrage=st.binary(max_size=80))
def test_any_bytes_as_query_string_are_answered(client, abfrage):
    assert frage(client, "/angebote/", quote(abfrage, safe="=&+%")).status_code == 200


def test_the_cleaned_address_means_the_same():
    gemeinde, phase, akteur = make_gemeinde(), make_lebensphase(), make_akteur()
    make_sprache("tr")
    abfrage = (
        f"q=  Eltern   Café &wo={quote(gemeinde.name)}&umkreis=15&lebensphase={phase.slug}&lebensphase=quatsch"
        f"&alter=0&akteur={akteur.slug}&sprache=tr&sortierung=neu&ansicht=kompakt&seite=3"
    )
    adresse = AngebotAnfrage(QueryDict(abfrage)).adresse()
    assert dict(QueryDict(adresse).lists()) == {
        "q": ["Eltern Café"],
        "wo": [gemeinde.name],
        "umkreis": ["15"],
        "lebensphase": [phase.slug],
        "alter": ["0"],
        "akteur": [akteur.slug],
        "sprache": ["tr"],
        "sortierung": ["neu"],
        "ansicht": ["kompakt"],
    }
