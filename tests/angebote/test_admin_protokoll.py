"""Gesucht, nicht gefunden: what the coordinator sees of the log, and what one click does."""

from datetime import date

import pytest

from akteure.models import Benutzer
from angebote.models import Begriff, Schreibweise, Suchprotokoll
from tests.fabriken import make_angebot, make_begriff, make_planungsraum, make_schreibweise, make_sprache

pytestmark = pytest.mark.django_db

LISTE = "/admin/angebote/suchprotokoll/"
DIESE, VORIGE = date(2026, 9, 28), date(2026, 9, 21)


def make_zeile(text="", woche=DIESE, anzahl=3, ohne_treffer=3, **werte) -> Suchprotokoll:
    kennung = f"k{Suchprotokoll.objects.count()}"
    werte.setdefault("schluessel", text or kennung)
    return Suchprotokoll.objects.create(
        kennung=kennung, text=text, woche=woche, anzahl=anzahl, ohne_treffer=ohne_treffer, **werte
    )


def inhalt(client, **daten) -> str:
    """Return the words of the list, without the frame around it."""
    seite = client.get(LISTE, daten)
    assert seite.status_code == 200
    return seite.content.decode().split('id="content-main"')[1]


def test_the_weeks_stand_newest_first_and_in_them_what_was_missed_most(admin_client):
    make_zeile("Seifenkiste", VORIGE, anzahl=9, ohne_treffer=9)
    make_zeile("Drachen", ohne_treffer=2)
    make_zeile("Zauberschule", ohne_treffer=3)
    seite = inhalt(admin_client)
    stellen = [
        seite.index(w) for w in ('2026-09-28">Woche', "Zauberschule", "Drachen", '2026-09-21">Woche', "Seifenkiste")
    ]
    assert stellen == sorted(stellen)


def test_a_word_stands_once_a_week_with_its_places(admin_client):
    for name, anzahl in (("Kirchheim", 1), ("Nürtingen", 4)):
        make_zeile("Zauberschule", anzahl=anzahl, ohne_treffer=1, planungsraum=make_planungsraum(name=name))
    make_zeile("Zauberschule", anzahl=2, ohne_treffer=0)
    seite = inhalt(admin_client, zeige="alles")
    assert seite.count("<bdi>Zauberschule</bdi>") == 1
    assert ">7</td>" in seite and "Nürtingen 4, ohne Ort 2, Kirchheim 1" in seite


def test_rare_words_are_only_a_number(admin_client):
    for nummer in range(2):
        make_zeile(anzahl=1, ohne_treffer=1, schluessel=f"geheim{nummer}")
    make_zeile(anzahl=1, ohne_treffer=1, schluessel="geheim1", planungsraum=make_planungsraum())
    seite = inhalt(admin_client)
    assert "2 seltene Wörter, die wir aus Datenschutz nicht zeigen" in seite
    assert "geheim" not in seite


def test_what_was_found_or_is_done_is_shown_only_on_demand(admin_client):
    make_zeile("Töpfern", ohne_treffer=0)
    make_zeile("Drachen", erledigt=True)
    begriff = make_begriff("Hebamme")
    make_zeile("Hebamme", begriff=begriff)
    offen, alles = inhalt(admin_client), inhalt(admin_client, zeige="alles")
    assert "Töpfern" not in offen and "Drachen" not in offen and "ein Angebot fehlt" in offen
    assert "Töpfern" in alles and "Drachen" in alles and "erledigt" in alles


def test_a_week_and_a_planungsraum_can_be_chosen(admin_client):
    hier = make_planungsraum(schluessel="R1")
    make_zeile("Zauberschule", planungsraum=hier)
    make_zeile("Drachen")
    make_zeile("Seifenkiste", VORIGE)
    assert "Drachen" not in inhalt(admin_client, planungsraum="R1")
    nur_vorige = inhalt(admin_client, woche=VORIGE.isoformat())
    assert "Seifenkiste" in nur_vorige and "Drachen" not in nur_vorige


@pytest.mark.parametrize("daten", [{"woche": "gestern"}, {"planungsraum": "x"}, {"zeige": "'"}, {"seite": "9"}])
def test_what_is_no_choice_changes_nothing(admin_client, daten):
    make_zeile("Zauberschule")
    assert "Zauberschule" in inhalt(admin_client, **daten)


def test_the_list_asks_as_often_for_many_words_as_for_one(admin_client, django_assert_max_num_queries):
    for nummer in range(20):
        make_zeile(f"Wort {nummer}", planungsraum=make_planungsraum(), begriff=make_begriff())
    with django_assert_max_num_queries(8):
        inhalt(admin_client)


def test_the_desk_leads_there_and_an_empty_log_says_so(admin_client, settings):
    assert f'href="{LISTE}"' in admin_client.get("/admin/").content.decode()
    assert "Noch ist nichts da" in inhalt(admin_client)
    settings.SUCHPROTOKOLL = False
    assert "ausgeschaltet" in inhalt(admin_client)


def test_nothing_can_be_added_or_changed(admin_client):
    zeile = make_zeile("Zauberschule")
    assert admin_client.get(f"{LISTE}add/").status_code == 403
    assert admin_client.post(f"{LISTE}{zeile.pk}/change/", {"text": "anderes"}).status_code == 403
    zeile.refresh_from_db()
    assert zeile.text == "Zauberschule"


# --- one click ------------------------------------------------------------------------------------------------------
@pytest.fixture
def deutsch():
    return make_sprache("de")


def adresse(zeile: Suchprotokoll, anfrage: str = "") -> str:
    return f"{LISTE}{zeile.pk}/schreibweise/{anfrage}"


def test_a_word_becomes_a_schreibweise_and_finds_what_the_begriff_finds(admin_client, client, deutsch):
    begriff = make_begriff("Hebamme")
    make_angebot(titel="Hebamme im Dorf")
    woche, vorige = make_zeile("Wehfrau"), make_zeile("Wehfrau", VORIGE)
    suche = {"q": "Wehfrau"}
    assert b'data-anzahl="0"' in client.get("/angebote/", suche).content
    antwort = admin_client.post(
        adresse(woche, "?zeige=alles"), {"begriff": begriff.pk, "sprache": deutsch.pk}, follow=True
    )
    assert antwort.redirect_chain == [(f"{LISTE}?zeige=alles", 302)]
    assert "„Wehfrau“ führt jetzt zu „Hebamme“" in antwort.content.decode()
    schreibweise = begriff.schreibweisen.get(text="Wehfrau")
    assert (schreibweise.richtung, schreibweise.sprache) == (Schreibweise.Richtung.EINGABE, deutsch)
    vorige.refresh_from_db()
    assert vorige.erledigt and "Wehfrau" not in inhalt(admin_client)
    assert b'data-anzahl="1"' in client.get("/angebote/", suche).content


def test_a_new_begriff_is_made_with_its_own_name_as_schreibweise(admin_client, deutsch):
    admin_client.post(adresse(make_zeile("zauberschule")), {"neuer_begriff": "Zaubern", "sprache": deutsch.pk})
    begriff = Begriff.objects.get()
    assert (begriff.name, begriff.slug) == ("Zaubern", "zaubern")
    assert dict(begriff.schreibweisen.values_list("text", "richtung")) == {
        "Zaubern": "beide",
        "zauberschule": "eingabe",
    }


def test_a_new_begriff_may_be_called_like_the_word(admin_client, deutsch):
    make_begriff("Anderes", slug="zaubern")
    admin_client.post(adresse(make_zeile("zaubern")), {"neuer_begriff": "Zaubern", "sprache": deutsch.pk})
    begriff = Begriff.objects.get(name="Zaubern")
    assert (begriff.slug, begriff.schreibweisen.get().text) == ("zaubern-2", "Zaubern")


def test_a_schreibweise_that_is_there_already_stays_as_it_is(admin_client, deutsch):
    begriff = make_begriff("Hebamme")
    make_schreibweise(begriff, "Wehfrauen", geprueft=True)
    zeile = make_zeile("Wehfrau")
    admin_client.post(adresse(zeile), {"begriff": begriff.pk, "sprache": deutsch.pk})
    assert begriff.schreibweisen.get(gefaltet="wehfrau").geprueft
    zeile.refresh_from_db()
    assert zeile.erledigt


@pytest.mark.parametrize(
    ("daten", "grund"),
    [
        ({}, "Bitte wählen Sie einen Begriff"),
        ({"begriff": "da", "neuer_begriff": "Neu"}, "Bitte wählen Sie einen Begriff"),
        ({"neuer_begriff": "Hebamme"}, "Diesen Begriff gibt es schon"),
        ({"neuer_begriff": "!?"}, "Hier steht kein Wort"),
        ({"begriff": "99999"}, "errorlist"),
        ({"neuer_begriff": "Neu", "sprache": ""}, "errorlist"),
    ],
)
def test_an_unclear_answer_changes_nothing_and_says_why(admin_client, deutsch, daten, grund):
    begriff = make_begriff("Hebamme")
    daten = {"sprache": deutsch.pk} | daten
    if daten.get("begriff") == "da":
        daten["begriff"] = begriff.pk
    antwort = admin_client.post(adresse(make_zeile("Wehfrau")), daten)
    assert grund in antwort.content.decode()
    assert Begriff.objects.count() == Schreibweise.objects.count() == 1
    assert Suchprotokoll.objects.nicht_gefunden().exists()


def test_a_word_can_be_ticked_off_without_more(admin_client, deutsch):
    zeile = make_zeile("asdf")
    admin_client.post(adresse(zeile), {"_erledigt": "ja"})
    assert not Schreibweise.objects.exists() and not Suchprotokoll.objects.nicht_gefunden().exists()


def test_german_is_chosen_to_begin_with(admin_client, deutsch):
    make_sprache("tr")
    seite = admin_client.get(adresse(make_zeile("Wehfrau"))).content.decode()
    assert f'<option value="{deutsch.pk}" selected>' in seite


def test_a_rare_word_or_a_begriff_has_no_such_page(admin_client):
    for zeile in (make_zeile(), make_zeile("Hebamme", begriff=make_begriff("Hebamme"))):
        assert admin_client.get(adresse(zeile)).status_code == 404


def test_a_look_changes_nothing(admin_client, deutsch):
    zeile = make_zeile("Wehfrau")
    admin_client.get(adresse(zeile), {"begriff": make_begriff().pk, "sprache": deutsch.pk, "_erledigt": "ja"})
    assert Schreibweise.objects.count() == 1 and Suchprotokoll.objects.nicht_gefunden().exists()


def test_who_may_not_change_schreibweisen_may_not_do_it(client):
    konto = Benutzer.objects.create(username="gast", is_staff=True, rolle="koordination")
    client.force_login(konto)
    assert client.post(adresse(make_zeile("Wehfrau")), {"_erledigt": "ja"}).status_code == 403
    assert client.get(LISTE).status_code == 403


def test_a_word_is_deleted_out_of_all_weeks(admin_client):
    zeile = make_zeile("Gustav")
    make_zeile("Gustav", VORIGE)
    make_zeile("Drachen")
    admin_client.post(f"{LISTE}{zeile.pk}/delete/", {"post": "yes"})
    assert Suchprotokoll.objects.get().text == "Drachen"
