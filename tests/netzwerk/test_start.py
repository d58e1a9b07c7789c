"""The start page: one search line, the chain, everyday questions, what is new."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from angebote.models import Alltagsfrage, Notruf
from tests.dokument import abgeschickt, kennungen, lies
from tests.fabriken import make_angebot, make_gemeinde, make_lebensphase, make_sprache

pytestmark = pytest.mark.django_db


def test_the_search_line_leads_to_the_list(client):
    gemeinde = make_gemeinde(name="Köngen")
    angebot = make_angebot(gemeinde=gemeinde, sprachen={"tr": "spricht"}, titel="Krabbelgruppe")
    make_angebot(gemeinde=gemeinde, titel="Krabbelgruppe zwei")
    form = lies(client.get("/")).eines("form")
    felder = dict(abgeschickt(form)) | {"q": "krabbel", "wo": "Köngen", "sprache": "tr"}
    assert (form["action"], form["method"], set(felder)) == ("/angebote/", "get", {"q", "wo", "sprache"})
    assert kennungen(lies(client.get(f"{form['action']}?{urlencode(felder)}"))) == [angebot.kennung]


def test_an_empty_search_line_shows_everything_and_complains_about_nothing(client):
    make_angebot()
    form = lies(client.get("/")).eines("form")
    seite = lies(client.get(f"/angebote/?{urlencode(abgeschickt(form))}"))
    assert seite.eines(data_anzahl="1")
    assert not seite.alle(id="ignoriert")


def test_only_languages_somebody_serves_are_offered_in_the_order_of_people(client):
    for code, name in (("x-u", "Übersetzt"), ("x-z", "Zulu"), ("x-a", "Ägyptisch"), ("x-b", "Baskisch")):
        make_sprache(code, name=name)
        make_angebot(sprachen={code: "spricht"})
    make_sprache("x-n", name="Niemandisch")
    optionen = lies(client.get("/")).eines("select").alle("option")
    assert [option["value"] for option in optionen] == ["", "x-a", "x-b", "x-u", "x-z"]


def test_everyday_questions_lead_to_their_filter(client):
    Alltagsfrage.objects.create(
        frage="Das Geld reicht nicht", parameter="thema=geld&kosten=kostenlos", zeichen="kosten"
    )
    (verweis,) = [a for a in lies(client.get("/")).alle("a") if "Das Geld reicht nicht" in a.text]
    assert verweis["href"] == "/angebote/?thema=geld&kosten=kostenlos"


def test_the_chain_leads_from_ring_to_ring(client):
    phasen = [make_lebensphase().slug for _ in range(3)]
    for liste in lies(client.get("/")).alle("ol"):
        assert [a["href"] for a in liste.alle("a")] == [f"/angebote/?lebensphase={slug}" for slug in phasen]


def test_the_newest_stand_under_new(client):
    jetzt = timezone.now()
    angebote = [make_angebot(inhalt_geaendert_am=jetzt - timedelta(days=tage)) for tage in (5, 1, 9, 2)]
    neue = lies(client.get("/")).eines("ul", class_="neue").alle("a")
    assert [a["href"] for a in neue] == [angebote[n].get_absolute_url() for n in (1, 3, 0)]


@pytest.mark.parametrize(
    ("frei", "satz"),
    [(0, "0 von 3 Angeboten kosten"), (1, "1 von 3 Angeboten kostet"), (2, "2 von 3 Angeboten kosten")],
)
def test_free_offers_are_counted_with_those_free_with_a_proof(client, frei, satz):
    for nummer in range(3):
        make_angebot(kosten=["kostenlos", "nachweis"][nummer % 2] if nummer < frei else "unbekannt")
    assert satz in lies(client.get("/")).text


def test_emergency_numbers_can_be_dialled(client):
    werte = {"quelle": "Bund", "stand": date(2026, 1, 1)}
    Notruf.objects.create(name="Eltern", kurz="Eltern reden", nummer="0800 111 0 550", auf_start=True, **werte)
    Notruf.objects.create(name="Polizei", kurz="Polizei", nummer="110", auf_start=True, **werte)
    Notruf.objects.create(name="Versteckt", kurz="Nicht hier", nummer="115", **werte)
    verweise = {a.text: a["href"] for a in lies(client.get("/")).eines("p", class_="nummern").alle("a")}
    assert verweise == {"0800 111 0 550 Eltern reden": "tel:+498001110550", "110 Polizei": "tel:110"}


def test_an_empty_database_still_shows_the_page(client):
    assert client.get("/").status_code == 200
