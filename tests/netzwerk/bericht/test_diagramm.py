"""Drawings: named, every part of a pattern of its own, every bar with its number, nothing inline that the CSP refuses."""

from xml.etree import ElementTree as ET

import pytest

from netzwerk.bericht.diagramm import SCHMAL, Zeichenart, balken

SVG = "{http://www.w3.org/2000/svg}"
TEILE = ("vor Ort", "in der Nähe", "für den ganzen Kreis", "unklar")


def gezeichnet(zeilen, teile=TEILE, kennung="d", **art):
    return ET.fromstring(balken(Zeichenart(kennung, **art), "Titel & <Co>", "Siehe Tabelle.", teile, zeilen))


def texte(bild):
    return [text.text for text in bild.iter(f"{SVG}text")]


def test_it_has_a_name_for_who_does_not_see_it():
    bild = gezeichnet([("Kita", (1, 2, 3, 4))])
    assert (bild.get("role"), bild.get("aria-label")) == ("img", "Titel & <Co>. Siehe Tabelle.")
    assert bild.find(f"{SVG}title").text == bild.get("aria-label")


def test_every_bar_has_its_name_and_its_number():
    bild = gezeichnet([("Kita", (10, 20, 30, 0)), ("Schule", (0, 0, 0, 0))])
    assert {"Kita", "Schule", "60", "0", "10", "20", "30", *TEILE} <= set(texte(bild))


def test_every_part_has_a_pattern_of_its_own():
    bild = gezeichnet([("Kita", (10, 20, 30, 40))])
    muster = {muster.get("id"): muster for muster in bild.iter(f"{SVG}pattern")}
    assert list(muster) == ["d-1", "d-2", "d-3"]
    assert len({ET.tostring(eines).split(b">", 1)[1] for eines in muster.values()}) == 3
    gefuellt = [r.get("fill") for r in bild.iter(f"{SVG}rect") if (r.get("stroke") or "") and r.get("rx") is None]
    assert set(gefuellt[4:]) == {"#1f6659", "url(#d-1)", "url(#d-2)", "url(#d-3)"}


def test_the_same_drawing_is_the_same_text_and_needs_no_style():
    zeilen = [("Kita", (1, 2, 3, 4))]
    eines, anderes = (balken(Zeichenart("d"), "T", "B", TEILE, zeilen) for _mal in range(2))
    assert eines == anderes
    assert (
        "style" not in eines and "script" not in eines and "http" not in eines.replace("http://www.w3.org/2000/svg", "")
    )


@pytest.mark.parametrize("werte", [[0], [1], [10**9], [0, 0, 0]])
def test_any_number_can_be_drawn(werte):
    assert gezeichnet([(f"Zeile {n}", (wert,)) for n, wert in enumerate(werte)], teile=("alle",)) is not None


def test_long_and_equal_names_stay_apart():
    lang = "Zugewanderte und geflüchtete Familien mit "
    bild = gezeichnet([(f"{lang}A", (1,)), (f"{lang}B", (2,))], teile=("alle",), breite=SCHMAL)
    namen = [text.strip("\u200b") for text in texte(bild) if text.startswith("Zugew")]
    assert len(namen) == 2 and all(name.endswith("…") for name in namen)
    hoehen = {text.get("y") for text in bild.iter(f"{SVG}text") if (text.text or "").startswith("Zugew")}
    assert len(hoehen) == 2


def test_markup_in_names_is_text():
    assert "<script>" not in balken(Zeichenart("d"), "<script>", "B", ("x",), [("<script>", (1,))])
