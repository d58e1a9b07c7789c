"""What holds for every page behind the login, as tests/test_seiten.py holds it for the public ones."""

from collections import Counter

import pytest
from django.test import Client

from akteure.konto.links import EINLADUNG
from tests.anmelden import nur_mit_passwort
from tests.dokument import lies
from tests.fabriken import make_akteur, make_angebot, make_kontakt, make_konto
from tests.test_seiten import BEDIENBARE, BLOECKE, EBENEN, ELTERN, KINDER, NUR_TEXT_DARIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def seiten():
    """{path: page} of the pages each role sees."""
    akteur = make_akteur()
    angebot = make_angebot(
        slug="treff", akteur=akteur, fachinfo="Eins.\n\nZwei.", plaetze="frei", plaetze_bis="2099-01-01"
    )
    make_kontakt(akteur=akteur, sichtbarkeit="fachkraefte", mail="fach@beispiel.example")
    fachkraft, halb, ganz = Client(), Client(), Client()
    konto, koordination = make_konto(akteur=akteur), make_konto("koordination")
    angebot.melde("voll", konto)
    fachkraft.force_login(konto)
    nur_mit_passwort(halb, koordination)
    halb.post("/konto/zweiter-faktor/einrichten/", {"beginnen": "ja"})
    ganz.force_login(make_konto("koordination"))
    link = "/".join(EINLADUNG.angaben(make_konto()))
    je_besucher = {
        Client(): ["/konto/anmelden/", "/konto/passwort-vergessen/", "/konto/passwort-vergessen/unterwegs/"],
        Client(): [f"/konto/einladung/{link}/", "/konto/einladung/MQ/x/", "/konto/passwort-gesetzt/"],
        fachkraft: [
            "/fachkraefte/",
            "/fachkraefte/?q=zauberwort",
            "/fachkraefte/angebote/treff/",
            "/fachkraefte/meine/",
        ],
        halb: ["/konto/zweiter-faktor/einrichten/", "/konto/passwort/"],
        ganz: ["/konto/", "/konto/zweiter-faktor/"],
    }
    return {pfad: lies(client.get(pfad, follow=True)) for client, pfade in je_besucher.items() for pfad in pfade}


def test_headings_start_with_one_and_skip_nothing(seiten):
    for pfad, seite in seiten.items():
        stufen = [int(h.name[1]) for h in seite.alle(*EBENEN)]
        assert stufen.count(1) == 1 and stufen[0] == 1, pfad
        assert all(neu <= alt + 1 for alt, neu in zip(stufen, stufen[1:], strict=False)), pfad


def test_every_field_has_a_label_and_every_id_exists_once(seiten):
    for pfad, seite in seiten.items():
        ids = Counter(element["id"] for element in seite if "id" in element)
        beschriftet = {label["for"] for label in seite.alle("label")}
        felder = [f for f in seite.alle("input", "select", "textarea") if f.get("type") != "hidden"]
        assert [f["name"] for f in felder if f.get("id") not in beschriftet] == [], pfad
        assert [name for name, anzahl in ids.items() if anzahl > 1] == [], pfad
        verweise = (w for e in seite for w in e.get("aria-describedby").split() + e.get("aria-labelledby").split())
        assert set(verweise) <= set(ids), pfad


def test_elements_stand_where_they_may(seiten):
    for pfad, seite in seiten.items():
        for element in seite:
            darin, name, eltern = {v.name for v in element.vorfahren}, element.name, element.eltern.name
            assert eltern in ELTERN.get(name, {eltern}) and name in KINDER.get(eltern, {name}), (pfad, name)
            assert not (name in BLOECKE and darin & NUR_TEXT_DARIN), (pfad, name)
            assert not (name in BEDIENBARE and darin & BEDIENBARE), (pfad, name)


def test_every_page_has_a_title_and_no_leftovers(seiten):
    for pfad, seite in seiten.items():
        assert seite.eines("title").text.endswith(" · Familien stärken"), pfad
        for rest in ("{{", "{%", "None", "True", "False", "&lt;"):
            assert rest not in seite.eines("body").text, pfad


def test_a_form_sends_where_it_came_from_and_so_passes_the_check_of_its_origin(seiten):
    for pfad, seite in seiten.items():
        if any(form.get("method") == "post" for form in seite.alle("form")):
            assert seite.alle("meta", name="referrer")[0]["content"] == "same-origin", pfad
