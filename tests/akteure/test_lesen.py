"""Reading files: separators, encodings, and every fault with its place."""

import pytest

from akteure.lesen import Fehlerliste, lies_json, lies_tabelle, zerlege_tabelle


def zerlege(text):
    fehler = Fehlerliste()
    return zerlege_tabelle(text, "datei.csv", fehler), fehler


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "a;b\r\n1;2\r\n", 'a,"b"\n"1","2"', " A , b\n 1 , 2 \n\n,\n"])
def test_comma_and_semicolon_give_the_same_table(text):
    tabelle, fehler = zerlege(text)
    assert not fehler
    assert tabelle.spalten == ["a", "b"]
    assert [zeile.werte for zeile in tabelle.zeilen] == [{"a": "1", "b": "2"}]


def test_a_line_is_named_by_its_number_in_the_file_even_after_a_line_break_in_a_cell():
    tabelle, _fehler = zerlege('a,b\n"eins\nzwei",2\n\n3,4\n')
    assert [zeile.ort for zeile in tabelle.zeilen] == ["datei.csv, Zeile 2", "datei.csv, Zeile 5"]


def test_too_few_and_too_many_values_are_both_reported():
    _tabelle, fehler = zerlege("a,b\n1\n1,2,3\n")
    assert [eintrag.ort for eintrag in fehler] == ["datei.csv, Zeile 2", "datei.csv, Zeile 3"]


def test_a_column_that_stands_there_twice_is_reported():
    assert "zweimal" in zerlege("a,a\n1,2\n")[1].als_text()


def test_an_empty_file_is_reported():
    assert "Die Datei ist leer" in zerlege("")[1].als_text()


def test_an_open_quotation_mark_is_reported_with_its_line():
    assert "Zeile 3: Hier stimmen die Anführungszeichen nicht" in zerlege('a,b\n1,2\n"3,4\n')[1].als_text()


def test_a_lost_character_is_reported_with_line_column_and_value():
    text = zerlege("name,ort\nGut,Köln\nHaus,K�ln\n")[1].als_text()
    assert "Zeile 3, Spalte „ort“, Wert „K�ln“" in text


def test_a_nul_character_is_reported():
    assert "Steuerzeichen" in zerlege("a\nx\x00y\n")[1].als_text()


def test_a_bom_is_no_part_of_the_first_column(tmp_path):
    datei = tmp_path / "datei.csv"
    datei.write_bytes(b"\xef\xbb\xbfags,name\n1,2\n")
    assert lies_tabelle(datei, Fehlerliste()).spalten == ["ags", "name"]


def test_another_encoding_is_reported_with_its_line(tmp_path):
    datei = tmp_path / "datei.csv"
    datei.write_bytes("name\nAltbach\nKöngen\n".encode("latin-1"))
    fehler = Fehlerliste()
    assert lies_tabelle(datei, fehler).zeilen == []
    assert [eintrag.ort for eintrag in fehler] == ["datei.csv, Zeile 3"]
    assert "UTF-8" in fehler[0].grund


def test_a_missing_file_and_a_folder_are_reported(tmp_path):
    fehler = Fehlerliste()
    lies_tabelle(tmp_path / "fehlt.csv", fehler)
    lies_json(tmp_path, fehler)
    assert [eintrag.grund for eintrag in fehler] == [
        "Diese Datei gibt es nicht.",
        "Diese Datei lässt sich nicht öffnen.",
    ]


@pytest.mark.parametrize(
    ("text", "grund"),
    [
        ('{"a": 1,\n "b"}', "Zeile 2, Zeichen 5: Das ist kein gültiges JSON"),
        ('{"a": NaN}', "NaN ist keine Zahl"),
        ('{"a": 1, "a": 2}', "„a“ steht zweimal"),
        ('{"a": "\\u0000"}', "Steuerzeichen"),
        ('{"a": "K�ln"}', "verloren gegangen"),
        ("[" * 100_000, "kein gültiges JSON"),
        ("", "kein gültiges JSON"),
    ],
)
def test_broken_json_is_reported(tmp_path, text, grund):
    datei = tmp_path / "datei.json"
    datei.write_text(text, encoding="utf-8")
    fehler = Fehlerliste()
    lies_json(datei, fehler)
    assert grund in fehler.als_text()
