"""Every column reads a cell into a value and writes it back."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from angebote.austausch.befunde import Befundart
from angebote.austausch.spalten import NACH_FELD, SPALTEN
from angebote.austausch.spaltenarten import Zellfehler
from angebote.austausch.woerter import Woerter
from tests.fabriken import make_sprache

pytestmark = pytest.mark.django_db


@pytest.fixture
def woerter(aheim) -> Woerter:
    return Woerter.laden()


def lies(feld: str, text: str, woerter: Woerter | None = None):
    return NACH_FELD[feld].lesen(text, woerter)


def test_names_and_fields_of_columns_are_unique():
    assert len({spalte.name for spalte in SPALTEN}) == len(NACH_FELD) == len(SPALTEN) == 30


@pytest.mark.parametrize(
    ("feld", "text", "wert"),
    [
        ("art", "Betreuung", "betreuung"),
        ("art", "Gruppe/Kurs", "kurs"),
        ("art", "OFFENER TREFF", "treff"),
        ("fuer", "fachkraefte", "fachkraefte"),
        ("akteur_typ", "Kita", "kita"),
        ("kosten", "unbekannt", "unbekannt"),
        ("kosten", "nicht bekannt", "unbekannt"),
        ("zugang", "mit Anmeldung", "mit_anmeldung"),
        ("stufenlos", "teilweise", "teilweise"),
        ("formate", "vor Ort|online", frozenset({"vor_ort", "online"})),
        ("formate", "in Kita/Schule", frozenset({"einrichtung"})),
        ("alter_von", "-9", -9),
        ("alter_bis", "36,0", 36),
        ("lat", "48,6258", 48.6258),
        ("lon", "9.3433", 9.3433),
        ("plz", "01067", "01067"),
        ("gueltig_bis", "2026-03-01", date(2026, 3, 1)),
        ("gueltig_bis", "1.3.2026", date(2026, 3, 1)),
        ("telefon", "+49 30 23125002", "030 23125002"),
        ("links", "www.example.org | https://kita.example/a", "https://www.example.org\nhttps://kita.example/a"),
    ],
)
def test_a_cell_is_read(feld, text, wert):
    assert lies(feld, text) == wert


@pytest.mark.parametrize(
    ("feld", "text", "art"),
    [
        ("titel", "x" * 161, Befundart.ZU_LANG),
        ("art", "Zauberei", Befundart.WORT),
        ("formate", "vor Ort|im All", Befundart.WORT),
        ("formate", "|", Befundart.WORT),
        ("alter_von", "drei", Befundart.ZAHL),
        ("alter_von", "3,5", Befundart.ZAHL),
        ("alter_bis", "9999", Befundart.ZAHL),
        ("lat", "53.687.274", Befundart.ZAHL),
        ("lat", "nan", Befundart.ZAHL),
        ("lat", "91", Befundart.KOORDINATE),
        ("lon", "-180,1", Befundart.KOORDINATE),
        ("plz", "D-73999", Befundart.ZAHL),
        ("ags", "123", Befundart.ZAHL),
        ("gueltig_bis", "31.02.2026", Befundart.DATUM),
        ("gueltig_bis", "20260301", Befundart.DATUM),
        ("gueltig_bis", "bald", Befundart.DATUM),
        ("telefon", "bitte klingeln", Befundart.ERREICHBARKEIT),
        ("mail", "kita(at)example.org", Befundart.ERREICHBARKEIT),
        ("links", "javascript://alert", Befundart.ERREICHBARKEIT),
        ("quelle", "Demo", Befundart.QUELLE),
    ],
)
def test_a_broken_cell_names_the_kind_of_fault(feld, text, art):
    with pytest.raises(Zellfehler) as fehler:
        lies(feld, text)
    assert fehler.value.art is art


@pytest.mark.parametrize("text", ["Kita 3–6", "kita 3-6", "Kindergarten", "kita"])
def test_vocabulary_is_found_by_short_name_name_and_slug(text, woerter):
    assert [phase.slug for phase in lies("lebensphasen", text, woerter)] == ["kita"]


def test_all_unknown_words_of_a_list_are_reported_with_what_could_be_meant(woerter):
    with pytest.raises(Zellfehler) as fehler:
        lies("themen", "Betreung|Bildung und Lernen|Zauberei", woerter)
    assert [wert for wert, _grund in fehler.value.maengel] == ["Betreung", "Zauberei"]
    assert "Meinten Sie „Betreuung“?" in fehler.value.maengel[0][1]
    assert "Möglich sind: Betreuung, Bildung & Lernen." in fehler.value.maengel[1][1]


@pytest.mark.parametrize(
    ("text", "modus"),
    [
        ("Türkisch", "spricht"),
        ("tr", "spricht"),
        ("Türkçe (spricht)", "spricht"),
        ("Türkisch (dolmetschen)", "dolmetschen"),
        ("Türkisch (mit Dolmetschen)", "dolmetschen"),
        ("türkisch(nur Material)", "material"),
    ],
)
def test_a_language_carries_its_mode(text, modus, woerter):
    angaben = lies("sprachen", f"Deutsch|{text}", woerter)
    assert {sprache.code: wert for sprache, wert in angaben.items()} == {"de": "spricht", "tr": modus}


def test_a_language_with_brackets_in_its_name_is_no_mode(aheim):
    make_sprache("ku", name="Kurdisch (Kurmandschi)")
    woerter = Woerter.laden()
    for text, modus in (("Kurdisch (Kurmandschi)", "spricht"), ("Kurdisch (Kurmandschi) (dolmetschen)", "dolmetschen")):
        assert {sprache.code: wert for sprache, wert in lies("sprachen", text, woerter).items()} == {"ku": modus}


@pytest.mark.parametrize("text", ["Klingonisch", "Türkisch (gesungen)", "Türkisch|Türkisch (dolmetschen)"])
def test_unknown_languages_modes_and_contradictions_are_faults(text, woerter):
    with pytest.raises(Zellfehler):
        lies("sprachen", text, woerter)


def test_einzugsgebiet_is_the_whole_county_or_gemeinden_by_name_or_ags(woerter):
    assert lies("einzugsgebiet", "kreisweit", woerter) == ("kreisweit", frozenset())
    art, gemeinden = lies("einzugsgebiet", "Aheim|99000002", woerter)
    assert (art, {gemeinde.name for gemeinde in gemeinden}) == ("gemeinden", {"Aheim", "Bedorf"})


def test_einzugsgebiet_must_name_gemeinden_of_the_area(woerter):
    with pytest.raises(Zellfehler):
        lies("einzugsgebiet", "Aheim|Nirgendwo", woerter)


@pytest.mark.parametrize(
    ("feld", "text"),
    [
        ("titel", "Kita „Sonne“"),
        ("art", "Gruppe oder Kurs"),
        ("lebensphasen", "Kita 3–6|Grundschule 6–10"),
        ("themen", "Betreuung|Bildung & Lernen"),
        ("formate", "vor Ort|telefonisch"),
        ("sprachen", "Deutsch|Türkisch (dolmetschen)"),
        ("einzugsgebiet", "kreisweit"),
        ("einzugsgebiet", "99000001|99000002"),
        ("gueltig_bis", "2026-03-01"),
        ("lat", "48.6258"),
        ("alter_von", "-9"),
        ("links", "https://www.example.org|https://kita.example"),
        ("stufenlos", "teilweise"),
    ],
)
def test_what_a_column_writes_it_reads_again(feld, text, woerter):
    spalte = NACH_FELD[feld]
    wert = spalte.lesen(text, woerter)
    assert spalte.schreiben(wert) == text
    assert spalte.lesen(spalte.schreiben(wert), woerter) == wert


@pytest.mark.parametrize("spalte", SPALTEN, ids=lambda spalte: spalte.name)
def test_nothing_is_written_as_an_empty_cell(spalte):
    assert spalte.schreiben(None) == ""


@settings(deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_no_text_makes_a_column_fail_in_another_way(text):
    for spalte in SPALTEN:
        if spalte.feld not in ("lebensphasen", "themen", "zielgruppen", "sprachen", "einzugsgebiet"):
            try:
                spalte.lesen(text, None)
            except Zellfehler as fehler:
                assert fehler.maengel
