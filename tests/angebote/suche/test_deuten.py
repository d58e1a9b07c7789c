"""What a search line means: places, filters and Begriffe first, the longest phrase first, in any language; the rest are words."""

import pytest

from akteure.models import Ortsteil
from akteure.models.gebiet import Kurzform
from angebote.suche.buch import gedaechtnis
from angebote.suche.deuten import Deutung, deuten
from angebote.vokabular import Vokabular
from tests.fabriken import (
    make_angebot,
    make_begriff,
    make_gemeinde,
    make_planungsraum,
    make_schreibweise,
    make_thema,
    make_zielgruppe,
)

pytestmark = pytest.mark.django_db


def deutung(text):
    vokabular = Vokabular.laden()
    return deuten(text, gedaechtnis.buch(vokabular.staende.suche), vokabular)


def gedeutet(text):
    """Return the parts as (typed, [names of Begriffe])."""
    return [(teil.text, [b.name for b in teil.bedeutungen]) for teil in deutung(text).teile]


@pytest.mark.parametrize(
    "text", ["Kindergarten", "KINDERGÄRTEN", "kindergaerten", "anaokulu", "Anaokulu", "روضة أطفال", "روضه اطفال"]
)
def test_any_schreibweise_leads_to_its_begriff(text):
    kita = make_begriff("Kita", deutsch=["Kindergarten"])
    make_schreibweise(kita, "anaokulu", "tr")
    make_schreibweise(kita, "روضة أطفال", "ar")
    assert [namen for _text, namen in gedeutet(text)] == [["Kita"]]


def test_the_longest_phrase_wins():
    make_begriff("Kita")
    make_begriff("Platzvergabe", deutsch=["Kita-Anmeldung"])
    assert gedeutet("kita anmelden esslingen") == [("kita anmelden", ["Platzvergabe"]), ("eslingen", [])]


def test_a_word_of_two_begriffe_means_both():
    for name in ("Babysitter", "Tagesmutter"):
        make_schreibweise(make_begriff(name), "няня", "ru")
    assert gedeutet("няня") == [("няня", ["Babysitter", "Tagesmutter"])]


def test_small_words_count_only_inside_a_schreibweise_or_alone():
    make_begriff("Trennung", deutsch=["Trennung mit Kind"])
    assert gedeutet("Trennung mit Kind was tun") == [("trennung mit kind", ["Trennung"])]
    assert gedeutet("was tun") == [("was", []), ("tun", [])]


def test_without_any_begriff_every_word_stands_for_itself_once():
    assert gedeutet("Lesen lesen Malen") == [("lesen", []), ("malen", [])]


@pytest.mark.parametrize("text", ["", "!?", "\u200b", "%_\\", "👶🏽"])
def test_no_word_means_nothing(text):
    assert deutung(text) == Deutung(weggelassen=(text,) if text else ())
    assert not deutung(text)


def test_a_line_is_understood_without_asking_the_database(django_assert_num_queries):
    make_begriff("Wort", deutsch=["Kita", "Kiga"])
    vokabular = Vokabular.laden()
    buch = gedaechtnis.buch(vokabular.staende.suche)
    with django_assert_num_queries(0):
        deuten("kita wort kiga und noch viel mehr", gedaechtnis.buch(vokabular.staende.suche), vokabular)
    assert gedaechtnis.buch(Vokabular.laden().staende.suche) is buch


def test_an_edit_counts_from_the_next_request_on():
    begriff = make_begriff("Kita")
    assert gedeutet("kindi") == [("kindi", [])]
    kindi = make_schreibweise(begriff, "Kindi")
    assert gedeutet("kindi") == [("kindi", ["Kita"])]
    kindi.text = "Kiga"
    kindi.save()
    assert gedeutet("kindi kiga") == [("kindi", []), ("kiga", ["Kita"])]
    begriff.delete()
    assert gedeutet("kiga") == [("kiga", [])]


def test_a_word_that_names_a_row_of_the_vocabulary_knows_it():
    gruppe, thema = make_zielgruppe(name="Alleinerziehende"), make_thema(name="Schulden")
    teile = deutung("alleinerziehend Schulden").teile
    assert [{art: pks for art, pks in teil.vokabeln.items() if pks} for teil in teile] == [
        {"zielgruppe": (gruppe.pk,)},
        {"thema": (thema.pk,)},
    ]


def test_the_work_for_a_line_is_bounded():
    ergebnis = deutung("kita " * 2000 + " ".join(f"wort{n}" for n in range(500)))
    assert len(ergebnis.teile) <= 8
    assert ergebnis.weggelassen


# --- words that stand apart, are excluded, are quoted ---------------------------------------------------------------
def test_a_schreibweise_is_understood_when_its_words_stand_apart():
    make_begriff("Schreiambulanz", deutsch=["Baby schreit"])
    assert gedeutet("mein baby weint und schreit viel") == [
        ("baby schreit", ["Schreiambulanz"]),
        ("weint", []),
        ("viel", []),
    ]


def test_a_word_of_the_line_may_rule_a_begriff_out():
    make_begriff("Tagesmutter", deutsch=["Tagespflege"], ausschluss=["Senioren"])
    assert gedeutet("tagespflege") == [("tagespfleg", ["Tagesmutter"])] or gedeutet("tagespflege")[0][1]
    ausgeschlossen = deutung("tagespflege für senioren")
    assert ausgeschlossen.begriffe == [] and ausgeschlossen.nur_ganz


def test_quoted_words_mean_nothing_but_themselves():
    make_begriff("Kita", deutsch=["Kindergarten"])
    make_gemeinde(name="Neustadt")
    assert gedeutet('"kindergarten neustadt"') == [("kindergarten", []), ("neustadt", [])]
    assert deutung('"kindergarten" neustadt').rest == '"kindergarten"'


def test_an_abbreviation_may_have_dots():
    make_begriff("Frühförderstelle", deutsch=["SPZ"])
    assert gedeutet("S.P.Z.") == gedeutet("s p z") == [("spz", ["Frühförderstelle"])]


# --- mistakes and compounds -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "gelesen"),
    [
        ("hebame", "hebamme"),
        ("hebmame", "hebamme"),
        ("schwangerschafsberatug", "schwangerschaftsberatung"),
        ("Muserstadt", None),
    ],
)
def test_a_misspelt_word_is_read_as_the_nearest_known_one(text, gelesen):
    make_begriff("Hebamme")
    make_begriff("Schwangerschaftsberatung")
    make_gemeinde(name="Musterstadt")
    ergebnis = deutung(text)
    if gelesen:
        assert [teil.text for teil in ergebnis.teile] == [gelesen]
        assert ergebnis.verstanden[0][0] == text
    else:
        assert [ort.name for ort in ergebnis.orte] == ["Musterstadt"]


def test_words_of_our_entries_are_known_as_well():
    make_angebot(titel="Zauberschule")
    assert gedeutet("zauberschuhle") == [("zauberschul", [])] or gedeutet("zauberschuhle")[0][0] == "zauberschule"
    assert gedeutet("zauber") == [("zauber", [])]


def test_two_mistakes_in_a_short_word_are_too_many():
    make_begriff("Hort")
    assert gedeutet("hrtt") == [("hrtt", [])]


def test_a_correction_never_leads_to_a_short_word_of_danger():
    make_begriff("Gewalt", deutsch=["geschlagen"], sensibel="gewalt")
    assert deutung("gewald").anlaesse == frozenset()
    assert deutung("gewalt").anlaesse == {"gewalt"}


def test_an_unknown_compound_is_taken_apart():
    make_begriff("Kleiderbörse")
    make_angebot(titel="Kinder")
    assert [namen for _text, namen in gedeutet("Kinderkleiderbörse")] == [[], ["Kleiderbörse"]]


def test_a_phrase_may_be_written_as_one_word():
    make_begriff("Kur", deutsch=["Mutter-Kind-Kur"])
    assert [namen for _text, namen in gedeutet("mutterkindkur")] == [["Kur"]]


# --- places ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def orte():
    raum = make_planungsraum(name="Oberes Tal", schluessel="R7")
    gemeinde = make_gemeinde(name="Weiler am Bach", planungsraum=raum, plz=("70123",))
    Ortsteil.objects.create(name="Weil", gemeinde=gemeinde)
    Ortsteil.objects.create(name="Steinhof", gemeinde=gemeinde)
    Kurzform.objects.create(text="W.B.", gemeinde=gemeinde)
    Kurzform.objects.create(text="WB", gemeinde=gemeinde)
    Kurzform.objects.create(text="Kreis Muster")
    return gemeinde


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("Weiler am Bach", "Weiler am Bach", ""),
        ("hebamme in weiler", "Weiler am Bach", "hebamme"),
        ("hebamme weiler/am bach", "Weiler am Bach", "hebamme"),
        ("Hebamme aus Steinhof", "Steinhof", "Hebamme"),
        ("70123", "70123", ""),
        ("hebamme W.B.", "Weiler am Bach", "hebamme"),
        ("hebamme WB", "Weiler am Bach", "hebamme"),
        ("hebamme oberes tal", "Oberes Tal", "hebamme"),
        ("hebamme 99999", "99999", "hebamme"),
    ],
)
def test_a_place_is_taken_out_of_the_line(orte, text, name, rest):
    ergebnis = deutung(text)
    assert ([ort.name for ort in ergebnis.orte], ergebnis.rest) == ([name], rest)


@pytest.mark.parametrize("text", ["hebamme weil baby schreit", "hebamme wb"])
def test_what_is_hardly_a_place_is_none(orte, text):
    assert deutung(text).orte == ()


def test_the_whole_area_is_no_filter(orte):
    ergebnis = deutung("hebamme Kreis Muster")
    assert ([ort.parameter for ort in ergebnis.orte], ergebnis.rest) == ([""], "hebamme")


# --- filters --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "paar"),
    [
        ("kostenlos", ("kosten", "kostenlos")),
        ("online", ("format", "online")),
        ("auf Arabisch", ("sprache", "ar")),
        ("3 Jahre", ("alter", "36")),
        ("drei Jahre", ("alter", "36")),
        ("18 Monate", ("alter", "18")),
        ("3jährige", ("alter", "36")),
        ("3-jährige", ("alter", "36")),
    ],
)
def test_a_filter_is_taken_out_of_the_line(text, paar):
    assert (deutung(f"turnen {text}").filter, deutung(f"turnen {text}").rest) == ((paar,), "turnen")


@pytest.mark.parametrize("text", ["99 Jahre", "400 Monate", "jahre"])
def test_no_age_no_filter(text):
    assert deutung(text).filter == ()


# --- verbs ----------------------------------------------------------------------------------------------------------
def test_a_verb_taken_apart_is_one_word():
    make_begriff("Kita-Anmeldung")
    assert [namen for _text, namen in gedeutet("wie melde ich mein kind in der kita an")][0] == ["Kita-Anmeldung"]


def test_a_word_of_a_phrase_alone_leads_to_its_begriff():
    begriff = make_begriff("Schwangerschaftsberatung")
    make_schreibweise(begriff, "pregnancy counselling", "en")
    assert gedeutet("pregnancy") == [("pregnancy", [])]
    make_schreibweise(begriff, "advice pregnancy", "en")
    assert gedeutet("pregnancy") == [("pregnancy", ["Schwangerschaftsberatung"])]


def test_what_is_written_apart_and_unknown_is_one_word():
    make_begriff("Lebensmittelausgabe")
    make_begriff("Aufgabe")
    assert [namen for _text, namen in gedeutet("lebensmittel ausgabe")] == [["Lebensmittelausgabe"]]


def test_words_people_put_in_without_meaning_them_do_not_hide_a_phrase():
    make_begriff("Überlastung", deutsch=["ich kann nicht mehr"], sensibel="krise")
    assert deutung("ich kann echt gar nicht mehr").anlaesse == {"krise"}


@pytest.mark.parametrize(
    ("text", "monate", "rest"),
    [
        ("1,5 Jahre", "18", ""),
        ("1 1/2 jahre", "18", ""),
        ("1½ Jahre", "18", ""),
        ("turnen 3 bis 6 Jahre alt", "72", "turnen"),
    ],
)
def test_halves_and_spans_of_ages(text, monate, rest):
    assert (deutung(text).filter, deutung(text).rest) == ((("alter", monate),), rest)


def test_a_danger_takes_no_filter_from_the_words():
    make_begriff("Gewalt", deutsch=["zu Hause bedroht"], sensibel="gewalt")
    assert deutung("zu hause bedroht online").filter == ()


def test_a_word_of_four_letters_is_not_bent_into_another_one():
    make_begriff("Kurs")
    assert gedeutet("kuss") == [("kus", [])] or gedeutet("kuss")[0][1] == []


def test_words_of_foreign_phrases_are_nobodys_mistake():
    make_schreibweise(make_begriff("Schreiambulanz"), "plânge mult", "ro")
    assert gedeutet("müll")[0][1] == []
