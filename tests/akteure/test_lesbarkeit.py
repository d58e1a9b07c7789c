"""The hint on texts that are hard to read: what it counts, and that easy texts are left in peace."""

import pytest

from akteure.lesbarkeit import lesbarkeit
from tests.angebote.formulare import gespeichert
from tests.fabriken import make_angebot

EINFACH = "Wir singen und spielen mit Babys. Kommen Sie einfach vorbei. Es kostet nichts."
SCHWER = (
    "Die Beratungsstelle unterstützt sorgeberechtigte Personen bei der Inanspruchnahme familienunterstützender "
    "Leistungen sowie bei der Beantragung einkommensabhängiger Vergünstigungen im Rahmen der gesetzlichen Bestimmungen."
)


def test_lix_is_words_per_sentence_and_the_share_of_long_words():
    assert lesbarkeit("Heute kommen alle Kinder in den Garten. Danach gibt es Kuchen.").lix == round(
        11 / 2 + 100 * 0 / 11
    )
    assert lesbarkeit("Montags spielen wir gemeinsam in dem Garten.").lix == 0
    assert lesbarkeit("Montags spielen wir alle gemeinsam in dem Garten.").lix == round(8 + 100 * 3 / 8)


def test_an_easy_text_gets_no_hint():
    assert lesbarkeit(EINFACH).hinweise == []


def test_a_hard_text_says_what_is_hard():
    satz, woerter = lesbarkeit(SCHWER).hinweise
    assert "Ein Satz hat 21 Wörter" in satz
    assert "„familienunterstützender“" in woerter
    assert lesbarkeit(SCHWER).lix > 60


@pytest.mark.parametrize("text", ["", "   ", "12.30 – 14.00", "…", "\n\n"])
def test_a_text_without_words_is_neither(text):
    assert lesbarkeit(text).hinweise == [] and lesbarkeit(text).lix == 0


def test_hyphens_and_line_ends_divide():
    assert lesbarkeit("Eltern-Kind-Gruppen-Nachmittag").hinweise == []
    assert lesbarkeit("eins zwei\ndrei vier").laengster_satz == 2


def test_many_long_words_alone_are_told_once():
    assert lesbarkeit("Familien begegnen anderen Familien, spielen gemeinsam, frühstücken miteinander.").hinweise == [
        "Viele Wörter sind lang. Kürzere liest man leichter."
    ]


@pytest.mark.django_db
def test_after_saving_the_admin_says_it_once_and_saves_anyway(admin_client):
    angebot = make_angebot(kurzbeschreibung=EINFACH)
    adresse = f"/admin/angebote/angebot/{angebot.pk}/change/"
    daten = gespeichert(angebot, kurzbeschreibung=SCHWER)
    antwort = admin_client.post(adresse, daten, follow=True)
    hinweise = [str(meldung) for meldung in antwort.context["messages"] if meldung.level_tag == "info"]
    assert len(hinweise) == 1 and "In einem Satz: Ein Satz hat 21 Wörter." in hinweise[0]
    angebot.refresh_from_db()
    assert angebot.kurzbeschreibung == SCHWER
    antwort = admin_client.post(adresse, gespeichert(angebot), follow=True)
    assert "Wörter" not in " ".join(map(str, antwort.context["messages"]))
