"""File → rows: encoding, delimiter, header, line numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from angebote.austausch.befunde import Befundart
from angebote.austausch.lesen import lesen, lesen_roh, saeubern

from .conftest import ZEILE, als_csv, zeile


def arten(tabelle) -> list[Befundart]:
    return [befund.art for befund in tabelle.befunde]


def lies(text: str, kodierung: str = "utf-8"):
    return lesen_roh(text.encode(kodierung), "test.csv")


@pytest.mark.parametrize("trenner", [";", ","])
def test_both_delimiters_are_detected(trenner):
    tabelle = lies(als_csv(zeile(Kurzbeschreibung="a; b, c, d, e"), trenner=trenner))
    assert (tabelle.trenner, tabelle.zeilen[0].zellen["titel"]) == (trenner, "Kita Sonne")
    assert tabelle.befunde == []


@pytest.mark.parametrize(
    ("kodierung", "erkannt"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")]
)
def test_encodings_are_detected(kodierung, erkannt):
    tabelle = lies(als_csv(zeile(Titel="Kita „Größe“")), kodierung)
    assert (tabelle.kodierung, tabelle.zeilen[0].zellen["titel"]) == (erkannt, "Kita „Größe“")


def test_sep_line_is_no_header_and_counts_as_a_line():
    tabelle = lies("sep=;\r\n" + als_csv(ZEILE))
    assert (tabelle.befunde, tabelle.zeilen[0].nummer) == ([], 3)


def test_line_numbers_count_breaks_inside_cells_and_blank_lines():
    text = als_csv(zeile(Titel="erste\nzweite\nZeile"), ZEILE).replace("\r\n1;Kita", "\r\n\r\n1;Kita")
    tabelle = lies(text)
    assert [z.nummer for z in tabelle.zeilen] == [2, 6]
    assert tabelle.zeilen[0].zellen["titel"] == "erste zweite Zeile"


def test_header_may_be_written_in_other_case_and_with_blanks():
    tabelle = lies(als_csv(ZEILE).replace("Externe ID", " externe  id ").replace("Straße", "STRASSE"))
    assert tabelle.befunde == []


def test_empty_columns_without_a_name_do_not_matter():
    text = als_csv(ZEILE).replace("\r\n", ";;\r\n")
    assert lies(text).befunde == []


def test_text_under_a_column_without_a_name_is_a_file_fault():
    kopf, satz, _ende = als_csv(ZEILE).split("\r\n")
    tabelle = lies(f"{kopf};\r\n{satz};etwas\r\n")
    assert [(b.art, b.zeile, b.wert) for b in tabelle.befunde] == [(Befundart.SPALTE_UNBEKANNT, 2, "etwas")]


def test_all_faults_of_the_header_are_reported_together():
    text = als_csv(ZEILE).replace("Titel", "Titl").replace("Quelle", "Herkunft").replace("Ort;", "PLZ;")
    befunde = [(befund.art, befund.spalte) for befund in lies(text).befunde]
    assert befunde == [
        (Befundart.SPALTE_UNBEKANNT, "Titl"),
        (Befundart.SPALTE_DOPPELT, "PLZ"),
        (Befundart.SPALTE_UNBEKANNT, "Herkunft"),
        (Befundart.SPALTE_FEHLT, "Titel"),
        (Befundart.SPALTE_FEHLT, "Quelle"),
    ]


def test_data_without_a_header_is_a_file_fault():
    tabelle = lies("1;Kita Sonne;Betreuung\r\n2;Kita Mond;Betreuung\r\n")
    assert arten(tabelle) == [Befundart.KEIN_KOPF]


def test_header_without_rows_is_a_file_fault():
    tabelle = lies(als_csv(ZEILE).splitlines()[0])
    assert arten(tabelle) == [Befundart.NICHT_LESBAR]


def test_every_destroyed_character_is_reported_with_its_place():
    tabelle = lies(als_csv(zeile(Titel="Kita Gr\ufffdn"), zeile(Ort="M\ufffdhlen")))
    assert [(b.art, b.zeile, b.spalte, b.wert) for b in tabelle.befunde] == [
        (Befundart.ZEICHEN_VERLOREN, 2, "Titel", "Kita Gr\ufffdn"),
        (Befundart.ZEICHEN_VERLOREN, 3, "Ort", "M\ufffdhlen"),
    ]


def test_umlauts_that_were_encoded_twice_are_a_file_fault():
    verdorben = "Kita Größe".encode().decode("cp1252")
    assert arten(lies(als_csv(zeile(Titel=verdorben)))) == [Befundart.KODIERUNG]


def test_a_single_utf8_umlaut_in_a_windows_file_is_found():
    roh = als_csv(zeile(Titel="Grün", Ort="ORT")).encode("cp1252").replace(b"ORT", "Mühle".encode())
    befund = lesen_roh(roh, "test.csv").befunde[0]
    assert (befund.art, befund.spalte) == (Befundart.KODIERUNG, "Ort")


def test_bytes_of_no_encoding_are_a_file_fault_with_their_line():
    befund = lesen_roh(als_csv(zeile(Titel="Kita X")).encode().replace(b"X", b"\x81"), "test.csv").befunde[0]
    assert (befund.art, befund.zeile) == (Befundart.KODIERUNG, 2)


def test_open_quotation_mark_is_a_file_fault_with_the_line_where_it_starts():
    befunde = lies(als_csv(ZEILE) + '2;"Kita offen;\r\n3;Kita;\r\n').befunde
    assert [(b.art, b.zeile) for b in befunde] == [(Befundart.ANFUEHRUNG, 3)]


def test_row_with_too_few_cells_is_a_row_fault():
    tabelle = lies(als_csv(ZEILE) + "2;Kita Mond\r\n")
    assert [(b.art, b.zeile) for b in tabelle.befunde] == [(Befundart.ZELLENZAHL, 3)]
    assert (tabelle.brauchbar, len(tabelle.zeilen), tabelle.anzahl) == (True, 1, 2)


def test_blanks_are_trimmed_and_collapsed():
    assert lies(als_csv(zeile(Titel="  Kita \u00a0  Sonne\t"))).zeilen[0].zellen["titel"] == "Kita Sonne"


def test_control_characters_are_removed_and_named():
    tabelle = lies(als_csv(zeile(Titel="Kita\x00 Son\u202ene")))
    assert tabelle.zeilen[0].zellen["titel"] == "Kita Sonne"
    assert [(b.art, b.grund) for b in tabelle.befunde] == [(Befundart.STEUERZEICHEN, "Entfernt: U+0000, U+202E.")]


@pytest.mark.parametrize(
    ("inhalt", "wort"),
    [
        (b"", "leer"),
        (b"\n \n", "leer"),
        (b"PK\x03\x04" + bytes(50), "Excel"),
        ("Titel;Art".encode("utf-16"), "UTF-16"),
        (bytes(range(256)) * 4, "keine Textdatei"),
        (b'\xef\xbb\xbf [{"a": 1}]', "JSON"),
        (b"<!doctype html>", "Webseite"),
    ],
)
def test_a_file_that_is_no_csv_is_named_for_what_it_is(inhalt, wort):
    tabelle = lesen_roh(inhalt, "test.csv")
    assert not tabelle.brauchbar
    assert wort in tabelle.befunde[0].grund


def test_folder_and_missing_file_are_findings_and_no_exception(tmp_path):
    assert arten(lesen(tmp_path)) == arten(lesen(tmp_path / "fehlt.csv")) == [Befundart.NICHT_LESBAR]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail(roh):
    lesen_roh(roh, "zufall.csv")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_a_cleaned_text_stays_as_it_is(text):
    sauber = saeubern(text)[0]
    assert saeubern(sauber) == (sauber, [])
    assert "\x00" not in sauber
