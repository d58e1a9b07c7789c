"""`suchguete`: what counts as found, and what the figures say."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from angebote.suche.guete import beurteilen
from tests.fabriken import make_angebot, make_begriff, make_schreibweise, make_thema

pytestmark = pytest.mark.django_db


def platz(anfrage, erwartet):
    (urteil,) = beurteilen([{"anfrage": anfrage, "erwarteter_term": erwartet, "prueft": ""}]).urteile
    return urteil.platz


@pytest.fixture
def kita():
    begriff = make_begriff("Kita", deutsch=["Kindergarten"], thema=make_thema(slug="kita-platz"))
    make_schreibweise(begriff, "anaokulu", "tr")
    return begriff


def test_a_begriff_counts_where_text_or_thema_says_it(kita):
    assert platz("anaokulu", "Kita") is None
    make_angebot(titel="Platz gesucht", themen=[kita.thema])
    assert platz("anaokulu", "Kita") == 1
    make_angebot(titel="Im Kindergarten")
    assert platz("anaokulu", "Kindergarten") == 1
    assert platz("platz gesucht", "Kita") == 1


def test_a_hit_that_does_not_carry_the_begriff_does_not_count(kita):
    make_angebot(titel="Musik")
    assert platz("musik", "Kita") is None


def test_a_title_may_be_expected_even_one_with_brackets():
    make_angebot(titel="Musik (laut)", bestaetigt_am=None)
    make_angebot(titel="Andere Musik")
    assert platz("musik", "(Titel) Musik (laut)") == 2


def test_what_must_not_come_counts_when_it_does_not(kita):
    make_angebot(titel="Kita Sonne")
    make_angebot(titel="Kiosk")
    assert platz("kiosk", "(nicht) Kita") == 1
    assert platz("kita", "(nicht) Kita") is None
    assert platz("kita", "(nicht) Kita Sonne") is None


def test_the_command_names_the_misses_and_the_figures(kita, tmp_path):
    for nummer in range(4):
        make_angebot(titel=f"{nummer} Musik")
    datei = tmp_path / "a.csv"
    datei.write_text("anfrage,erwarteter_term,prueft\nmusik,(Titel) 3 Musik,x\nmusik,(Titel) 0 Musik,x\nkita,Kita,y\n")
    ausgabe = StringIO()
    call_command("suchguete", datei, stdout=ausgabe)
    text = ausgabe.getvalue()
    assert "✗ musik → (Titel) 3 Musik (x): Platz 4; zuerst: 0 Musik · 1 Musik · 2 Musik" in text
    assert "✗ kita → Kita (y): nicht dabei; zuerst: nichts gefunden" in text
    assert "3 Anfragen: 33.3% unter den ersten 3, 66.7% unter den ersten 10" in text
    assert "Kehrwert des Platzes 0.417" in text


def test_a_file_without_the_columns_is_refused(tmp_path):
    datei = tmp_path / "a.csv"
    datei.write_text("frage\nkita\n")
    with pytest.raises(CommandError, match="Die Spalte „anfrage“ fehlt"):
        call_command("suchguete", datei)
