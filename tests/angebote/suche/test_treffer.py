"""What is found: by words, by Begriffe in any language, by Themen; all parts, else the best part of them."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from angebote.filter import AngebotFilter
from angebote.models import Angebot, Schreibweise
from tests.dokument import anzahl, kennungen, lies
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_begriff,
    make_gemeinde,
    make_schreibweise,
    make_thema,
    make_zielgruppe,
)

pytestmark = pytest.mark.django_db


def suche(text, **mehr):
    daten = QueryDict(mutable=True)
    daten.update({"q": text} | mehr)
    return AngebotFilter(daten, Angebot.objects.oeffentlich())


def gefunden(text, **mehr):
    """Return the titles of the hits, best first."""
    return [angebot.titel for angebot in suche(text, **mehr).sortiert]


# --- words ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "titel"),
    [
        ("logopaedie", "Praxis für Logopädie"),
        ("LOGOPÄDIE", "Praxis für Logopädie"),
        ("hebamme", "Treffen mit Hebammen"),
        ("hebammen", "Fragen an die Hebamme"),
        ("anmelden", "Anmeldung zur Krippe"),
        ("gruppe", "Krabbelgruppe"),
        ("gruppen", "Krabbelgruppe"),
        ("krabbel", "Krabbelgruppe"),
        ("eltern starke", "Starke Eltern"),
        ("vater", "Treff für Väter"),
    ],
)
def test_a_word_is_found_however_it_is_written_bent_or_joined(text, titel):
    make_angebot(titel=titel)
    make_angebot(titel="Etwas ganz anderes")
    assert gefunden(text) == [titel]


def test_a_short_word_is_found_only_whole():
    make_angebot(titel="Arm in Arm")
    make_angebot(titel="Warme Suppe")
    assert gefunden("arm") == ["Arm in Arm"]


def test_a_short_stem_is_found_only_at_the_beginning_of_a_word():
    make_angebot(titel="Väter kochen")
    make_angebot(titel="Privates Turnen")
    assert gefunden("Väter") == ["Väter kochen"]


def test_words_may_stand_with_the_akteur_at_the_place_or_in_the_vocabulary():
    make_angebot(titel="A", akteur=make_akteur(name="Blaues Haus"))
    make_angebot(titel="B", mitwirkende=[make_akteur(name="Haus Blau")])
    make_angebot(titel="C", gemeinde=make_gemeinde(name="Blauhausen"))
    make_angebot(titel="D", zielgruppen=[make_zielgruppe(name="Blaue Leute")])
    make_angebot(titel="E")
    assert set(gefunden("blau")) == {"A", "B", "C", "D"}


def test_every_word_must_be_met():
    make_angebot(titel="Kochen für Väter")
    make_angebot(titel="Kochen")
    assert gefunden("väter kochen") == ["Kochen für Väter"]


# --- Begriffe -------------------------------------------------------------------------------------------------------
@pytest.fixture
def kita():
    begriff = make_begriff("Kita", deutsch=["Kindergarten", "Haus der Kinder"])
    make_schreibweise(begriff, "anaokulu", "tr")
    make_schreibweise(begriff, "Kindi", richtung="eingabe")
    return begriff


@pytest.mark.parametrize("text", ["kita", "anaokulu", "kindergarten", "Kindergärten", "kindi", "haus der kinder"])
def test_any_schreibweise_finds_what_carries_another_one(kita, text):
    make_angebot(titel="Im Kindergarten")
    make_angebot(titel="Haus der Kinder am Bach")
    make_angebot(titel="Haus am Bach der Kinder")
    assert set(gefunden(text)) == {"Im Kindergarten", "Haus der Kinder am Bach"}


def test_deleting_a_schreibweise_makes_its_hit_vanish(kita):
    make_angebot(titel="Im Kindergarten")
    assert gefunden("anaokulu") == ["Im Kindergarten"]
    Schreibweise.objects.filter(text="anaokulu").delete()
    assert gefunden("anaokulu") == []


def test_a_one_way_schreibweise_does_not_count_in_a_text(kita):
    make_angebot(titel="Der Kindi-Kiosk")
    assert gefunden("kita") == []
    assert gefunden("kindi") == ["Der Kindi-Kiosk"]


def test_the_thema_of_a_begriff_counts_with_its_unterthemen():
    ober = make_thema()
    make_begriff("Kita", thema=ober)
    make_angebot(titel="Unten", themen=[make_thema(ueber=ober)])
    make_angebot(titel="Daneben", themen=[make_thema()])
    assert gefunden("kita") == ["Unten"]


def test_what_misleads_is_excluded():
    make_begriff("Tagespflege", ausschluss=["Senioren"])
    make_angebot(titel="Tagespflege für Kinder")
    make_angebot(titel="Tagespflege für Senioren")
    assert gefunden("tagespflege") == ["Tagespflege für Kinder"]


def test_beside_a_narrow_begriff_one_that_means_nearly_everything_only_adds_points():
    make_begriff("Beratung", deutsch=["Hilfe"])
    make_begriff("Schulden")
    for nummer in range(40):
        make_angebot(titel=f"Beratung {nummer}")
    make_angebot(titel="Schulden, Briefe, Mahnungen")
    make_angebot(titel="Schulden: Beratung")
    assert gefunden("hilfe bei schulden") == ["Schulden: Beratung", "Schulden, Briefe, Mahnungen"]


def test_a_word_that_rules_itself_out_does_not_come_back_by_its_stem():
    make_begriff("Unterhalt", ausschluss=["Unterhaltung"])
    make_angebot(titel="Unterhalt für Ihr Kind")
    assert gefunden("unterhalt") == ["Unterhalt für Ihr Kind"]
    assert gefunden("unterhaltung") == []


# --- only a part ----------------------------------------------------------------------------------------------------
def test_the_best_part_is_shown_and_said(client, kita):
    beides = make_angebot(titel="Kita-Fest", beschreibung="Mit Musik.")
    make_angebot(titel="Musik und Tanz")
    einfach = make_angebot(titel="Kita")
    seite = lies(client.get("/angebote/", {"q": "kita musik drachen"}))
    assert kennungen(seite) == [beides.kennung, einfach.kennung]
    assert seite.alle(data_teilweise=True)
    assert not lies(client.get("/angebote/", {"q": "kita musik"})).alle(data_teilweise=True)


def test_a_filter_that_leaves_nothing_does_not_turn_all_into_a_part():
    make_angebot(titel="Kochen für Väter", kosten="spende")
    make_angebot(titel="Kochen", kosten="kostenlos")
    auswahl = suche("väter kochen", kosten="kostenlos")
    assert (auswahl.anzahl, auswahl.teilweise) == (0, False)
    assert auswahl.zahlen["kosten", "spende"] == 1


# --- the order ------------------------------------------------------------------------------------------------------
def test_title_before_begriff_before_thema_before_akteur_before_text():
    thema = make_thema()
    make_begriff("Hebamme", deutsch=["Geburtshelferin"], thema=thema)
    make_angebot(titel="A", akteur=make_akteur(name="Praxis der Hebammen"))
    make_angebot(titel="B", themen=[thema])
    make_angebot(titel="C", beschreibung="Eine Geburtshelferin kommt.")
    make_angebot(titel="D wie Hebamme")
    assert gefunden("hebamme") == ["D wie Hebamme", "C", "B", "A"]


def test_a_word_in_the_title_before_the_akteur_before_the_text():
    make_angebot(titel="A", beschreibung="Wir kochen.")
    make_angebot(titel="B", akteur=make_akteur(name="Kochen e. V."))
    make_angebot(titel="C: Kochen")
    assert gefunden("kochen") == ["C: Kochen", "B", "A"]


def test_points_of_several_words_add_up():
    make_angebot(titel="A Lesen", beschreibung="Und malen.")
    make_angebot(titel="B Lesen und malen")
    assert gefunden("lesen malen") == ["B Lesen und malen", "A Lesen"]


# --- anything may be typed ------------------------------------------------------------------------------------------
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300) | st.text("ab %_'\"\\*()&|!:؟ä\u200bкر", max_size=300))
def test_any_text_is_answered(client, kita, text):
    response = client.get("/angebote/", {"q": text})
    assert response.status_code == 200
    assert anzahl(lies(response)) >= 0
