"""Suggestions while typing: what is found, in which order, what never is, and what it costs."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from akteure.models import Kurzform, Ortsteil
from angebote.suche.vorschlag import HOECHSTENS, gedaechtnis
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_begriff,
    make_gemeinde,
    make_schreibweise,
    make_standort,
    make_thema,
)

pytestmark = pytest.mark.django_db
ADRESSE = "/angebote/vorschlaege/"


@pytest.fixture(autouse=True)
def _sofort(monkeypatch):
    """Nothing is known from another test, and every change counts at once."""
    gedaechtnis.vergessen()
    monkeypatch.setattr("angebote.suche.vorschlag.FRISCH_SEKUNDEN", 0)


@pytest.fixture
def frage(client):
    """Return a function that asks for suggestions and returns them."""

    def fragen(q: str, **daten: str) -> list[dict]:
        response = client.get(ADRESSE, {"q": q} | daten)
        assert response.status_code == 200
        return response.json()["vorschlaege"]

    return fragen


def texte(vorschlaege):
    return [vorschlag["text"] for vorschlag in vorschlaege]


# --- what is found --------------------------------------------------------------------------------------------------
def test_a_begriff_is_found_by_its_beginning_and_fills_the_field(frage):
    make_begriff("Hebamme")
    assert frage("heb") == [
        {
            "art": "begriff",
            "gruppe": "Suchwörter",
            "text": "Hebamme",
            "textsprache": "",
            "zusatz": "",
            "sprache": "",
            "q": "Hebamme",
            "adresse": "/angebote/?q=Hebamme",
        }
    ]


def test_a_begriff_is_found_in_any_language_and_says_why(frage):
    make_schreibweise(make_begriff("Kita"), "anaokulu", "tr")
    (vorschlag,) = frage("ana")
    assert (vorschlag["text"], vorschlag["zusatz"], vorschlag["sprache"]) == ("Kita", "anaokulu", "tr")


def test_the_name_itself_needs_no_reason(frage):
    make_begriff("Kita", deutsch=["Kitaplatz"])
    (vorschlag,) = frage("kit")
    assert vorschlag["zusatz"] == ""


@pytest.mark.parametrize("getippt", ["LOGOP", "logopä", "logopae", "logopa", "  Logo", "logopädie"])
def test_case_umlauts_and_blanks_do_not_matter(frage, getippt):
    make_begriff("Logopädie")
    assert texte(frage(getippt)) == ["Logopädie"]


@pytest.mark.parametrize("getippt", ["روض", "رَوض", "روضه"])
def test_arabic_is_found_with_and_without_its_marks(frage, getippt):
    make_schreibweise(make_begriff("Kita"), "روضة", "ar")
    assert texte(frage(getippt)) == ["Kita"]


def test_a_word_within_a_name_is_found(frage):
    make_begriff("Bildung und Teilhabe")
    assert texte(frage("teilh")) == ["Bildung und Teilhabe"]


def test_the_middle_of_a_word_is_not(frage):
    make_begriff("Hebamme")
    assert frage("bamme") == []


def test_a_thema_leads_to_its_filter(frage):
    make_thema(name="Lernhilfe", slug="lernen")
    (vorschlag,) = frage("lern")
    assert (vorschlag["art"], vorschlag["adresse"]) == ("thema", "/angebote/?thema=lernen")


def test_a_thema_called_like_a_begriff_is_not_said_twice(frage):
    make_thema(name="Ausbildung")
    make_begriff("Ausbildung")
    assert [vorschlag["art"] for vorschlag in frage("ausb")] == ["begriff"]


def test_an_akteur_leads_to_its_page_also_by_its_other_names(frage):
    make_akteur(name="Beratungsstelle Kompassnadel", slug="kompass", weitere_namen="EB Nord, Kompassnadel")
    (vorschlag,) = frage("kompass")
    assert vorschlag["adresse"] == "/akteure/kompass/"
    assert frage("eb n")[0]["zusatz"] == "EB Nord"


def test_places_lead_to_the_list_of_their_gemeinde(frage):
    ostfildern = make_gemeinde(name="Ostfildern", ags="99100001", plz=("73760",))
    Ortsteil.objects.create(name="Nellingen", gemeinde=ostfildern)
    Kurzform.objects.create(text="Scharnhauser Park", gemeinde=ostfildern)
    gezeigt = ("text", "zusatz", "q", "adresse")
    gefunden = {q: [tuple(v[name] for name in gezeigt) for v in frage(q)] for q in ("ost", "nell", "737", "scharn")}
    gemeinde = "/angebote/?gemeinde=99100001"
    assert gefunden == {
        "ost": [("Ostfildern", "", "Ostfildern", gemeinde)],
        "nell": [("Nellingen", "Ostfildern", "Nellingen", gemeinde)],
        "737": [("73760", "Ostfildern", "73760", "/angebote/?plz=73760")],
        "scharn": [("Ostfildern", "Scharnhauser Park", "Ostfildern", gemeinde)],
    }


def test_an_ortsteil_of_two_gemeinden_fills_in_the_gemeinde(frage):
    for name in ("Esslingen", "Aichelberg"):
        Ortsteil.objects.create(name="Zell", gemeinde=make_gemeinde(name=name))
    assert {(v["zusatz"], v["q"]) for v in frage("zell")} == {("Esslingen", "Esslingen"), ("Aichelberg", "Aichelberg")}


def test_where_only_places_are_asked_for_only_places_come(frage):
    make_begriff("Esstisch")
    make_gemeinde(name="Esslingen")
    assert texte(frage("ess", feld="wo")) == ["Esslingen"]


# --- the order ------------------------------------------------------------------------------------------------------
def test_what_begins_so_goes_before_what_has_such_a_word(frage):
    make_begriff("Bildung und Arbeit")
    make_begriff("Arbeitssuche")
    assert texte(frage("arbeit")) == ["Arbeitssuche", "Bildung und Arbeit"]


def test_a_name_goes_before_a_schreibweise(frage):
    make_begriff("Bücherei", deutsch=["Kindi"])
    make_begriff("Kinderturnen")
    assert texte(frage("kind")) == ["Kinderturnen", "Bücherei"]


def test_the_kind_of_the_word_that_was_typed_in_full_comes_first(frage):
    make_begriff("Altbausanierung")
    make_gemeinde(name="Altba")
    assert [vorschlag["art"] for vorschlag in frage("altba")] == ["ort", "begriff"]


def test_at_most_eight_and_every_kind_has_its_share(frage):
    for nummer in range(9):
        make_begriff(f"Spielkreis {nummer}")
        make_akteur(name=f"Spielverein {nummer}")
    make_gemeinde(name="Spielberg")
    make_thema(name="Spielen")
    arten = [vorschlag["art"] for vorschlag in frage("spiel")]
    assert len(arten) == HOECHSTENS
    assert set(arten) == {"begriff", "thema", "ort", "akteur"}
    assert arten == sorted(arten, key=arten.index)


def test_the_number_is_told_in_words(client):
    make_begriff("Hebamme")
    assert client.get(ADRESSE, {"q": "heb"}).json()["meldung"] == "1 Vorschlag"
    make_begriff("Hebebühne")
    assert client.get(ADRESSE, {"q": "heb"}).json()["meldung"] == "2 Vorschläge"
    assert client.get(ADRESSE, {"q": "xyz"}).json()["meldung"] == ""


# --- what is never suggested ----------------------------------------------------------------------------------------
def test_nothing_of_angebote_archived_akteure_and_hidden_addresses(frage):
    akteur = make_akteur(name="Haus am Weg")
    make_standort(akteur=akteur, name="Zuflucht", strasse="Geheimweg 1", ort="Geheimstadt", adresse_verbergen=True)
    make_angebot(titel="Geheimer Treff", akteur=akteur)
    make_angebot(titel="Geheimer Entwurf", akteur=akteur, status="entwurf")
    make_akteur(name="Geheimbund").archivieren()
    assert frage("geheim") == []


@pytest.mark.parametrize("getippt", ["fr", "fra", "frau", "frauen"])
def test_a_sensitive_begriff_is_not_suggested_to_who_begins_another_word(frage, getippt):
    make_begriff("Frauenhaus", sensibel="gewalt")
    assert frage(getippt) == []


def test_a_sensitive_begriff_is_suggested_by_its_neutral_name_only(frage):
    begriff = make_begriff("Krisendienst", deutsch=["Suizid", "ich will sterben"], sensibel="suizid")
    make_schreibweise(begriff, "intihar", "tr")
    for getippt in ("krisendi", "suiz", "ich will sterben", "intiha"):
        (vorschlag,) = frage(getippt)
        assert (vorschlag["art"], vorschlag["text"], vorschlag["zusatz"]) == ("hilfe", "Krisendienst", "")


@pytest.mark.parametrize("getippt", ["ich", "ich will", "ich will sterb", "sterben"])
def test_a_sentence_of_a_sensitive_begriff_counts_only_as_a_whole(frage, getippt):
    make_begriff("Krisendienst", deutsch=["ich will sterben"], sensibel="suizid")
    assert frage(getippt) == []


def test_a_short_word_of_a_sensitive_begriff_counts_as_a_whole(frage):
    make_schreibweise(make_begriff("Gewalt", sensibel="gewalt"), "عنف", "ar")
    assert frage("عن") == []
    assert texte(frage("عنف")) == ["Gewalt"]


def test_what_a_sensitive_begriff_is_called_shows_nowhere_else(frage):
    make_begriff("Überlastung", deutsch=["nicht mehr"], sensibel="krise")
    make_begriff("Familienhelferin", deutsch=["nicht mehr", "nicht allein"])
    assert [(v["text"], v["zusatz"]) for v in frage("nicht")] == [("Familienhelferin", "nicht allein")]


def test_a_sensitive_thema_is_suggested_as_late(frage):
    make_thema(name="Schutz vor Gewalt", sensibel="gewalt")
    assert frage("schutz") == []
    assert texte(frage("gewa")) == ["Schutz vor Gewalt"]


def test_a_sentence_is_suggested_once_half_of_it_is_typed(frage):
    make_begriff("Schreiambulanz", deutsch=["Baby schreit die ganze Nacht"])
    assert frage("baby") == []
    assert texte(frage("Baby schreit die")) == ["Schreiambulanz"]


# --- changes --------------------------------------------------------------------------------------------------------
def test_what_changes_counts(frage):
    begriff = make_begriff("Hebamme")
    assert texte(frage("heb")) == ["Hebamme"]
    schreibweise = make_schreibweise(begriff, "ebe", "tr")
    assert texte(frage("ebe")) == ["Hebamme"]
    schreibweise.delete()
    assert frage("ebe") == []
    akteur = make_akteur(name="Ebereschenhaus")
    assert texte(frage("ebe")) == ["Ebereschenhaus"]
    akteur.archivieren()
    assert frage("ebe") == []
    begriff.name = "Hebimme"
    begriff.save()
    assert texte(frage("hebi")) == ["Hebimme"]


# --- the request ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "q",
    ["", "h", "ß", "\x00", "\x00\x00", "🙂", "🙂🙂", "''", '"%_', "\\", "..", "\u200b\u200b", "heb" * 4000, " " * 9],
)
def test_bad_input_gets_an_empty_list(frage, q):
    make_begriff("Hebamme")
    assert frage(q) == []


@given(st.text(max_size=60))
@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_text_gets_an_answer(client, q):
    assert client.get(ADRESSE, {"q": q, "feld": q}).status_code == 200


def test_without_parameters_there_is_nothing_to_suggest(client):
    assert client.get(ADRESSE).json() == {"vorschlaege": [], "meldung": ""}


def test_what_was_typed_is_kept_nowhere_and_not_said_again(client):
    response = client.get(ADRESSE, {"q": "zauberschule"})
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert b"zauber" not in response.content


def test_nothing_can_be_sent(client):
    assert client.post(ADRESSE, {"q": "heb"}).status_code == 405


def test_one_query_while_nothing_changes_and_none_for_one_letter(client, django_assert_num_queries):
    for nummer in range(5):
        make_begriff(f"Hebamme {nummer}")
    client.get(ADRESSE, {"q": "heb"})
    with django_assert_num_queries(1):
        client.get(ADRESSE, {"q": "heb"})
    with django_assert_num_queries(0):
        client.get(ADRESSE, {"q": "h"})


def test_within_a_second_nobody_asks_again_whether_anything_has_changed(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("angebote.suche.vorschlag.FRISCH_SEKUNDEN", 60)
    make_begriff("Hebamme")
    client.get(ADRESSE, {"q": "heb"})
    with django_assert_num_queries(0):
        client.get(ADRESSE, {"q": "heba"})


def test_no_angebot_takes_the_address(client):
    assert make_angebot(titel="Vorschläge").slug == "vorschlaege-2"
