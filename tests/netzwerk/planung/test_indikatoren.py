"""Indikatoren come in: every sign of the official statistics means what the offices say, and every fault is named at once."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from akteure.lesen import Fehlerliste
from netzwerk.models import Indikator
from netzwerk.planung.indikatoren import vorlage
from netzwerk.planung.indikatoren.lesen import lies
from netzwerk.planung.indikatoren.pruefen import Vorgabe, pruefe
from netzwerk.planung.indikatoren.uebernehmen import uebernimm
from netzwerk.planung.indikatoren.werte import Angabe, Unlesbar, lies_ags, lies_angabe, lies_tag
from tests.fabriken import make_gemeinde

HEUTE, STAND = date(2026, 11, 30), date(2024, 12, 31)
VORGABE = Vorgabe(HEUTE, STAND, "Amt A")
GEHEIM, UNBEKANNT = Angabe(geheim=True), Angabe()


@pytest.mark.parametrize(
    ("text", "angabe"),
    [
        *[("0", Angabe(0)), ("12", Angabe(12)), ("1.234", Angabe(1234)), ("1 234", Angabe(1234))],
        *[("1\u202f234\u202f567", Angabe(1234567)), ("1’234", Angabe(1234)), ("12,0", Angabe(12))],
        *[("1.234,00", Angabe(1234)), ("-", Angabe(0)), ("–", Angabe(0)), ("—", Angabe(0))],
        *[(".", GEHEIM), ("•", GEHEIM), ("*", GEHEIM), ("geheim", GEHEIM), ("Geheim ", GEHEIM)],
        *[("", UNBEKANNT), (" ", UNBEKANNT), ("/", UNBEKANNT), ("x", UNBEKANNT), ("X", UNBEKANNT)],
        *[("…", UNBEKANNT), ("...", UNBEKANNT), ("nicht bekannt", UNBEKANNT)],
    ],
)
def test_a_cell_says_what_the_statistical_offices_mean(text, angabe):
    assert lies_angabe(text) == angabe


@pytest.mark.parametrize(
    ("text", "grund"),
    [
        *[("-5", "Weniger als null"), ("– 5", "Weniger als null"), ("−1.234", "Weniger als null")],
        *[("12,5", "keine ganze Zahl"), ("1,234", "keine ganze Zahl"), ("12.5", "keine ganze Zahl")],
        *[("1.23.456", "keine ganze Zahl"), ("1.2345", "keine ganze Zahl"), ("12 3", "keine ganze Zahl")],
        *[("(12)", "unsicher"), ("12 %", "Anteil"), ("1,2E+05", "verkürzt"), ("9999999999", "So viele")],
        *[
            ("zwölf", "weder"),
            ("#REF!", "weder"),
            ("=1+1", "weder"),
            ("٣", "weder"),
            ("--", "weder"),
            ("True", "weder"),
        ],
    ],
)
def test_a_cell_nobody_can_take_says_why(text, grund):
    with pytest.raises(Unlesbar, match=grund):
        lies_angabe(text)


@given(st.text())
def test_whatever_stands_in_a_cell_is_read_or_named_and_only_a_dash_or_a_zero_is_zero(text):
    try:
        angabe = lies_angabe(text)
    except Unlesbar as fehler:
        assert str(fehler)
        return
    assert not (angabe.geheim and angabe.wert is not None)
    assert angabe.wert is None or angabe.wert >= 0
    if angabe.wert == 0:
        assert set(text.strip()) <= set("0.,'’ \xa0-–—−‐‒") | set(filter(str.isspace, text))


@given(st.integers(0, 99_999_999))
def test_every_number_comes_back_however_it_was_written(zahl):
    deutsch = f"{zahl:,}".replace(",", ".")
    for text in (str(zahl), deutsch, f"{deutsch},00", f"{zahl:,}".replace(",", "\u202f")):
        assert lies_angabe(text) == Angabe(zahl)


@pytest.mark.parametrize(
    ("text", "ags"),
    [
        *[("08116004", "08116004"), ("8116004", "08116004"), ("081165006004", "08116004")],
        *[("81165006004", "08116004"), ("08 1 16 004", "08116004")],
    ],
)
def test_an_ags_is_read_also_without_its_leading_zero_and_from_an_ars(text, ags):
    assert lies_ags(text) == ags


@pytest.mark.parametrize("text", ["", "08116", "8", "081160", "Altbach", "0811600４", "0811600412345"])
def test_what_is_no_ags_is_named(text):
    with pytest.raises(Unlesbar):
        lies_ags(text)


@pytest.mark.parametrize("text", ["31.12.2024", "2024-12-31", "31.12.24"])
def test_a_day_is_read(text):
    assert lies_tag(text, HEUTE) == STAND


@pytest.mark.parametrize(
    ("text", "grund"),
    [
        ("2024", "31.12.2024"),
        ("01.12.2026", "Zukunft"),
        ("1900-01-01", "alte"),
        ("31.02.2024", "kein Datum"),
        ("", "kein Datum"),
    ],
)
def test_what_is_no_day_is_named(text, grund):
    with pytest.raises(Unlesbar, match=grund):
        lies_tag(text, HEUTE)


# --- whole tables ---------------------------------------------------------------------------------------------------
@pytest.fixture
def zwei(db):
    return make_gemeinde(ags="08116004", name="Altbach"), make_gemeinde(ags="08116005", name="Altdorf", einwohner=1713)


def geprueft(text, vorgabe=VORGABE, name="zahlen.csv"):
    fehler = Fehlerliste()
    plan = pruefe(lies(text if isinstance(text, bytes) else text.encode(), name, fehler), vorgabe, fehler)
    return plan, [str(eine) for eine in fehler]


def xlsx(*zeilen):
    mappe = Workbook()
    for zeile in zeilen:
        mappe.active.append(zeile)
    datei = BytesIO()
    mappe.save(datei)
    return datei.getvalue()


def eingelesen(text, vorgabe=VORGABE):
    plan, fehler = geprueft(text, vorgabe)
    assert fehler == []
    uebernimm(plan)
    return {(i.gemeinde.name, i.art, i.stand, i.quelle): i.zahl for i in Indikator.objects.select_related("gemeinde")}


def test_a_wide_table_is_taken(zwei):
    text = "AGS;Name;Kinder unter 18;Geburten im Jahr\n08116004;Altbach;1.024;–\n8116005;Altdorf;.;/\n"
    assert eingelesen(text) == {
        ("Altbach", "kinder_u18", STAND, "Amt A"): "1.024",
        ("Altbach", "geburten", STAND, "Amt A"): "0",
        ("Altdorf", "kinder_u18", STAND, "Amt A"): "geheim",
    }


def test_a_long_table_is_taken_with_its_own_dates_and_sources(zwei):
    text = "ags,art,wert,stand,quelle\n08116004,unter 3 Jahre,90,31.12.2023,Amt B\n08116005,kinder_0_2,•,,\n"
    assert eingelesen(text) == {
        ("Altbach", "kinder_0_2", date(2023, 12, 31), "Amt B"): "90",
        ("Altdorf", "kinder_0_2", STAND, "Amt A"): "geheim",
    }


def test_a_table_of_excel_is_taken_with_its_numbers_and_dates(zwei):
    roh = xlsx(
        ["AGS", "Stand", "Kinder unter 18", None],
        [8116004, datetime(2023, 12, 31), 1024.0],  # noqa: DTZ001
        [None, None, None],
        ["08116005", "31.12.2023", "."],
    )
    assert eingelesen(roh) == {
        ("Altbach", "kinder_u18", date(2023, 12, 31), "Amt A"): "1.024",
        ("Altdorf", "kinder_u18", date(2023, 12, 31), "Amt A"): "geheim",
    }


def test_a_decimal_in_excel_is_never_taken_for_thousands(zwei):
    _plan, fehler = geprueft(xlsx(["AGS", "Kinder unter 18"], ["08116004", 1.234]), name="zahlen.xlsx")
    assert len(fehler) == 1
    assert fehler[0].startswith(
        "zahlen.xlsx, Zeile 2, Spalte „kinder unter 18“, Wert „1,234“: Das ist keine ganze Zahl."
    )


@pytest.mark.parametrize(
    "roh",
    [
        "AGS;Bevölkerung\n08116004;12\n".encode("cp1252"),
        "\ufeffAGS;Bevölkerung\r\n08116004;12\r\n".encode(),
        b"sep=;\nAGS;Einwohner;;\n08116004;12;;\n",
    ],
    ids=["windows", "bom", "sep"],
)
def test_files_as_excel_writes_them_are_read(zwei, roh):
    assert list(eingelesen(roh).values()) == ["12"]


def test_every_fault_is_named_with_line_and_column_and_nothing_is_planned_by_halves(zwei):
    text = (
        "AGS;Kinder unter 18;Geburten im Jahr\n"
        "08116004;-3;12,5\n"
        "99999999;1;2\n"
        "08116005;7;8\n"
        "08116005;7;9\n"
        "08116;100;200\n"
    )
    _plan, fehler = geprueft(text)
    assert [eine.split(":")[0] for eine in fehler] == [
        "zahlen.csv, Zeile 2, Spalte „kinder unter 18“, Wert „-3“",
        "zahlen.csv, Zeile 2, Spalte „geburten im jahr“, Wert „12,5“",
        "zahlen.csv, Zeile 3, Spalte „ags“, Wert „99999999“",
        "zahlen.csv, Zeile 5, Spalte „kinder unter 18“, Wert „7“",
        "zahlen.csv, Zeile 5, Spalte „geburten im jahr“, Wert „9“",
        "zahlen.csv, Zeile 6, Spalte „ags“, Wert „08116“",
    ]
    assert "steht die Zahl schon da (Zeile 4, Spalte „kinder unter 18“)" in fehler[3]


@pytest.mark.parametrize(
    ("text", "grund"),
    [
        ("AGS;Schuhgrößen\n08116004;1\n", "Diese Spalte ist nicht bekannt"),
        ("Name;Geburten\nAltbach;1\n", "Die Spalte „AGS“ fehlt"),
        ("AGS;Name\n08116004;Altbach\n", "Keine Spalte mit Zahlen"),
        ("AGS;Art\n08116004;Geburten\n", "„Art“ oder „Wert“ fehlt"),
        ("AGS;Art;Wert;Einwohner\n08116004;Geburten;1;2\n", "nicht beides"),
        ("AGS;unter 3 Jahre;Kinder 0–2\n08116004;1;2\n", "zweite Spalte für „Kinder 0–2 Jahre“"),
        ("AGS;Geburten;Geburten\n08116004;1;2\n", "zweimal"),
        ("AGS;Geburten\n08116004;\n08116005;/\n", "keine einzige Zahl"),
        ("AGS;Geburten\n", "keine einzige Zahl"),
        ("AGS;Art;Wert\n08116004;Katzen;1\n", "Art von Zahl ist nicht bekannt"),
        ("AGS;Geburten;Stand\n08116004;1;2024\n", "31.12.2024"),
        ("AGS;Geburten\n08116004;1;2\n", "Die Zeile hat 3 Werte"),
        (f"AGS;Geburten;Quelle\n08116004;1;{'x' * 201}\n", "höchstens 200 Zeichen"),
        ("", "leer"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0", "Excel-Datei"),
        (b"PK\x03\x04kaputt", "nicht als XLSX lesen"),
        (b"\xff\xfeA\x00", "UTF-16"),
        (b"AGS;Geburten\n08116004;\x00\n", "Steuerzeichen"),
        (b'AGS;Geburten\n"08116004;1\n', "Anführungszeichen"),
    ],
)
def test_a_table_that_cannot_be_taken_says_why(zwei, text, grund):
    plan, fehler = geprueft(text)
    assert any(grund in eine for eine in fehler), fehler
    assert Indikator.objects.count() == 0
    assert plan.geaendert == []


def test_without_date_and_source_both_are_asked_for(zwei):
    _plan, fehler = geprueft("AGS;Geburten\n08116004;1\n", Vorgabe(HEUTE))
    assert ["Wann galten" in fehler[0], "Woher sind" in fehler[1]] == [True, True]


def test_an_empty_book_and_one_that_bursts_are_named(zwei):
    assert "leer" in geprueft(xlsx())[1][0]
    bombe = BytesIO()
    with ZipFile(bombe, "w", ZIP_DEFLATED) as archiv:
        archiv.writestr("xl/worksheets/sheet1.xml", bytes(61_000_000))
    assert "entpackt viel zu groß" in geprueft(bombe.getvalue())[1][0]


@given(roh=st.binary(max_size=300))
def test_no_bytes_break_the_reading(roh):
    for inhalt in (roh, b"PK\x03\x04" + roh, b"AGS;Geburten\n" + roh):
        fehler = Fehlerliste()
        lies(inhalt, "datei", fehler)


def test_a_second_time_changes_nothing(zwei):
    text = "AGS;Geburten\n08116004;12\n"
    eingelesen(text)
    plan, _fehler = geprueft(text)
    assert (plan.aenderungen, plan.unveraendert) == ([], 1)


def test_a_corrected_number_of_the_same_source_is_shown_with_the_former_one(zwei):
    eingelesen("AGS;Geburten\n08116004;12\n")
    plan, fehler = geprueft("AGS;Geburten\n08116004;13\n")
    assert fehler == []
    assert [(zahl.bisher.zahl, str(zahl.angabe)) for zahl in plan.geaendert] == [("12", "13")]


def test_unknown_cells_leave_a_known_number_alone(zwei):
    eingelesen("AGS;Geburten;Einwohner\n08116004;12;5\n")
    assert list(eingelesen("AGS;Geburten;Einwohner\n08116004;/;6\n").values()) == ["6", "12"]


def test_two_sources_for_one_date_are_refused_with_both_names(zwei):
    eingelesen("AGS;Geburten\n08116004;12\n08116005;13\n")
    _plan, fehler = geprueft("AGS;Geburten\n08116004;12\n08116005;14\n", Vorgabe(HEUTE, STAND, "Amt B"))
    assert len(fehler) == 1
    assert (
        "Geburten im Jahr“ vom 31.12.2024 ist für Altbach, Altdorf schon aus „Amt A“ da, die Datei nennt „Amt B“"
        in (fehler[0])
    )


def test_two_sources_within_one_file_are_named(zwei):
    text = "AGS;Art;Wert;Quelle\n08116004;Geburten;12;Amt A\n08116004;Geburten;13;Amt B\n"
    assert "dort aus „Amt A“, hier aus „Amt B“" in geprueft(text)[1][0]


def test_another_source_takes_the_place_where_a_person_says_so(zwei):
    eingelesen("AGS;Geburten\n08116004;12\n")
    zahlen = eingelesen("AGS;Geburten\n08116004;.\n", Vorgabe(HEUTE, STAND, "Amt B", ersetzen=True))
    assert zahlen == {("Altbach", "geburten", STAND, "Amt B"): "geheim"}


def test_another_date_stands_beside_it(zwei):
    eingelesen("AGS;Geburten\n08116004;12\n")
    assert len(eingelesen("AGS;Geburten;Stand\n08116004;9;31.12.2023\n")) == 2


def test_what_looks_wrong_is_remarked_and_holds_nothing_up(zwei):
    plan, fehler = geprueft("AGS;Name;Geburten\n08116005;Altbach;9000\n")
    assert fehler == []
    assert [
        "Altdorf, da steht aber" in plan.bemerkungen[0],
        "mehr, als Altdorf Einwohner hat" in plan.bemerkungen[1],
    ] == [
        True,
        True,
    ]


def test_signs_are_counted_so_that_the_page_can_say_what_they_became(zwei):
    plan, _fehler = geprueft("AGS;Geburten;Einwohner\n08116004;–;.\n08116005;0;x\n")
    assert (plan.striche, plan.geheim, plan.unbekannt) == (1, 1, 1)


def test_the_template_names_every_gemeinde_and_comes_in_again(zwei):
    _plan, fehler = geprueft(vorlage.als_csv())
    assert [eine.split(": ")[1] for eine in fehler] == ["In der Tabelle steht keine einzige Zahl."]
    blatt = load_workbook(BytesIO(vorlage.als_xlsx())).active
    assert [[zelle.value for zelle in zeile[:2]] for zeile in blatt.iter_rows()] == [
        ["AGS", "Name"],
        ["08116004", "Altbach"],
        ["08116005", "Altdorf"],
    ]
    blatt["C2"] = 12
    datei = BytesIO()
    blatt.parent.save(datei)
    assert list(eingelesen(datei.getvalue()).values()) == ["12"]


# --- the model ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "werte",
    [{"wert": None, "geheim": False}, {"wert": 0, "geheim": True}, {"wert": 5, "quelle": ""}, {"wert": -1}],
)
def test_a_number_or_secret_never_both_and_never_without_a_source(zwei, werte):
    grund = {"gemeinde": zwei[0], "art": "geburten", "stand": STAND, "quelle": "Amt A"}
    with pytest.raises(ValidationError):
        Indikator(**grund | werte).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Indikator.objects.create(**grund | werte)


def test_the_newest_number_of_each_kind_counts(zwei):
    for jahr, wert in ((2022, 3), (2024, 5), (2023, 4)):
        Indikator.objects.create(gemeinde=zwei[0], art="geburten", stand=date(jahr, 12, 31), quelle="Amt A", wert=wert)
    Indikator.objects.create(gemeinde=zwei[1], art="geburten", stand=date(2020, 12, 31), quelle="Amt A", wert=1)
    assert sorted(Indikator.objects.neueste().values_list("wert", flat=True)) == [1, 5]
