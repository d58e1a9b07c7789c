"""What a search line means: Begriffe first, the longest phrase first, in any language; the rest are words."""

import pytest

from akteure.falten import woerter
from angebote.suche.deuten import Deutung, deuten
from angebote.vokabular import Vokabular
from tests.fabriken import make_begriff, make_schreibweise, make_thema, make_zielgruppe

pytestmark = pytest.mark.django_db


def gedeutet(text):
    """Return the parts as (typed, [names of Begriffe])."""
    teile = deuten(text, woerter(text), Vokabular.laden()).teile
    return [(teil.text, [b.name for b in teil.bedeutungen]) for teil in teile]


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


@pytest.mark.parametrize("text", ["", "!?", "\u200b", "%_\\"])
def test_no_word_means_nothing(text):
    deutung = deuten(text, woerter(text), Vokabular.laden())
    assert deutung == Deutung() and not deutung


def test_the_begriffe_of_a_line_take_one_query(django_assert_num_queries):
    for nummer in range(3):
        make_begriff(f"Wort{nummer}", deutsch=["Kita", "Kiga"])
    vokabular = Vokabular.laden()
    with django_assert_num_queries(1):
        deuten("kita wort1 wort2 und noch viel mehr", woerter("kita wort1 wort2 und noch viel mehr"), vokabular)


def test_a_word_that_names_a_row_of_the_vocabulary_knows_it():
    gruppe, thema = make_zielgruppe(name="Alleinerziehende"), make_thema(name="Schulden")
    text = "alleinerziehend Schulden"
    teile = deuten(text, woerter(text), Vokabular.laden()).teile
    assert [teil.vokabeln for teil in teile] == [
        {"thema": (), "zielgruppe": (gruppe.pk,)},
        {"thema": (thema.pk,), "zielgruppe": ()},
    ]


def test_the_work_for_a_line_is_bounded():
    text = "kita " * 2000 + " ".join(f"wort{n}" for n in range(500))
    assert len(deuten(text, set(woerter(text)), Vokabular.laden()).teile) <= 12
