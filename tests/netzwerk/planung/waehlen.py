"""Find elements of a page by "td.zelle a.zahl", "[data-art=voll]", "#titel": tags, classes, ids and attributes, and what lies
below what."""

import re

from tests.dokument import Element

TEIL = re.compile(r"([.#]?)([\w-]+)|\[([\w-]+)(?:=([\w-]+))?\]")


def passt(element: Element, muster: str) -> bool:
    """Does one element meet "tag.class#id[attribute=value]"?"""
    for art, wort, attribut, wert in TEIL.findall(muster):
        if attribut:
            gut = attribut in element and (not wert or element[attribut] == wert)
        else:
            gut = {
                "": element.name == wort,
                ".": wort in element.get("class").split(),
                "#": element.get("id") == wort,
            }[art]
        if not gut:
            return False
    return True


def waehle(wurzel: Element, auswahl: str) -> list[Element]:
    """Return every element below that meets the last word, below ones that meet those before it."""
    *davor, letztes = auswahl.split()
    return [element for element in wurzel if passt(element, letztes) and _liegt_in(element, davor)]


def _liegt_in(element: Element, muster: list[str]) -> bool:
    rest = list(muster)
    for eines in element.vorfahren:
        if rest and passt(eines, rest[-1]):
            rest.pop()
    return not rest


def erstes(wurzel: Element, auswahl: str) -> Element | None:
    return next(iter(waehle(wurzel, auswahl)), None)
