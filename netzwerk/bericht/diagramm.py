"""Bars as SVG. `leather` lays them out (scale, axes, places); here every part gets a pattern and every bar its number, so
that nobody needs colour. No inline style: everything is an attribute, as the Content-Security-Policy asks for."""

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET  # noqa: S405 - only written, never read

import leather
from django.utils.safestring import SafeString, mark_safe
from leather import theme
from leather.scales import Linear, Ordinal
from leather.series import Series
from leather.shapes import Shape

BREITE, JE_ZEILE, RAND, LEGENDE = 640, 30, 34, 26
SCHRIFT, GROESSE, JE_ZEICHEN = '"Fira Sans", "Fira Lateinisch", sans-serif', 14, 7.5
TINTE, PAPIER, LINIE = "#2e2130", "#fffdf9", "#d8cbbd"
PLATZ_FUER_ZAHL = 56
"""To the right of the longest bar."""
LAENGSTER_NAME = 34
FARBEN = ("#1f6659", "#842753", "#6b4100", "#555555")

theme.background_color, theme.margin = "none", 0.0
theme.label_color, theme.zero_color, theme.tick_color = TINTE, TINTE, LINIE
theme.tick_font_family, theme.tick_font_size, theme.tick_font_char_width = SCHRIFT, GROESSE, JE_ZEICHEN


class _Gestapelt(Shape):
    """One bar for each row, made of its parts one behind the other, with the sum at its end."""

    def __init__(self, kennung: str) -> None:
        self.kennung = kennung

    def validate_series(self, series: Series) -> None:
        """Any row of (sum, name, parts) will do."""

    def to_svg(self, width: Any, height: Any, x_scale: Any, y_scale: Any, series: Series, palette: Any) -> ET.Element:
        gruppe = ET.Element("g")
        for datum in series.data():
            unten, oben = y_scale.project_interval(datum.y, height, 0)
            mitte, hoehe, bisher = (unten + oben) / 2, float(unten - oben) * 0.72, 0
            for stelle, teil in enumerate(datum.row[2]):
                von, bis = (float(x_scale.project(wert, 0, width)) for wert in (bisher, bisher + teil))
                bisher += teil
                if teil:
                    self._stueck(gruppe, stelle, von, bis - von, float(mitte) - hoehe / 2, hoehe)
                    if len(datum.row[2]) > 1:
                        self._zahl(gruppe, teil, (von + bis) / 2, float(mitte), bis - von)
            ende = float(x_scale.project(bisher, 0, width))
            _text(gruppe, str(bisher), ende + 6, float(mitte), fett=True)
        return gruppe

    def _stueck(self, gruppe: ET.Element, stelle: int, x: float, breite: float, y: float, hoehe: float) -> None:
        stueck = {"x": x, "y": y, "width": breite, "height": hoehe}
        _element(gruppe, "rect", **_fuellung(self.kennung, stelle), **stueck)

    def _zahl(self, gruppe: ET.Element, zahl: int, x: float, y: float, platz: float) -> None:
        breite = len(str(zahl)) * JE_ZEICHEN + 6
        if platz >= breite + 2:
            _element(gruppe, "rect", x=x - breite / 2, y=y - 8, width=breite, height=16, rx=4, fill=PAPIER)
            _text(gruppe, str(zahl), x, y, anker="middle")


def _element(eltern: ET.Element, name: str, text: str = "", **attribute: object) -> ET.Element:
    werte = {n.replace("_", "-"): f"{w:.1f}" if isinstance(w, float) else str(w) for n, w in attribute.items()}
    element = ET.SubElement(eltern, name, werte)
    element.text = text or None
    return element


def _text(eltern: ET.Element, text: str, x: float, y: float, *, anker: str = "start", fett: bool = False) -> None:
    schrift = {"font_family": SCHRIFT, "font_size": GROESSE, "font_weight": 600 if fett else 400, "fill": TINTE}
    _element(eltern, "text", text, x=x, y=y, dy="0.35em", text_anchor=anker, **schrift)


def _fuellung(kennung: str, stelle: int) -> dict[str, str]:
    """Return how a part is drawn: the first one full, the others by pattern."""
    farbe = FARBEN[stelle % len(FARBEN)]
    return {"fill": f"url(#{kennung}-{stelle % len(FARBEN)})" if stelle else farbe, "stroke": farbe}


def _muster(eltern: ET.Element, kennung: str, anzahl: int) -> None:
    """Define the patterns of all parts but the first: stripes, dots, empty. They differ in black and white as well."""
    defs = _element(eltern, "defs")
    for stelle in range(1, min(anzahl, len(FARBEN))):
        farbe = FARBEN[stelle]
        muster = _element(defs, "pattern", id=f"{kennung}-{stelle}", width=8, height=8, patternUnits="userSpaceOnUse")
        _element(muster, "rect", width=8, height=8, fill=PAPIER)
        if stelle == 1:
            _element(muster, "path", d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4", stroke=farbe, stroke_width=2.4)
        if stelle == 2:
            _element(muster, "circle", cx=4, cy=4, r=2, fill=farbe)


def _legende(eltern: ET.Element, kennung: str, teile: Sequence[str]) -> int:
    """Draw what each pattern means; return how much height that takes."""
    x, y = 0.0, 4.0
    for stelle, name in enumerate(teile):
        platz = 22 + len(name) * JE_ZEICHEN + 22
        if x and x + platz > BREITE:
            x, y = 0.0, y + LEGENDE
        _element(eltern, "rect", x=x + 1, y=y, width=16, height=16, **_fuellung(kennung, stelle))
        _text(eltern, name, x + 24, y + 8)
        x += platz
    return int(y) + LEGENDE


def _kurz(name: str) -> str:
    return name if len(name) <= LAENGSTER_NAME else f"{name[: LAENGSTER_NAME - 1].rstrip()}…"


def _eindeutig(namen: Sequence[str]) -> list[str]:
    """Return short names that differ: the axis knows a bar by its name."""
    eindeutige: list[str] = []
    for name in map(_kurz, namen):
        eindeutige.append(name + "\u200b" * sum(name == anderer.rstrip("\u200b") for anderer in eindeutige))
    return eindeutige


def balken(
    kennung: str, titel: str, beschreibung: str, teile: Sequence[str], zeilen: Sequence[tuple[str, Sequence[int]]]
) -> SafeString:
    """Return the drawing; `titel` names it for who does not see it, `beschreibung` says where the numbers stand."""
    bild = ET.Element(
        "svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-label": f"{titel}. {beschreibung}"}
    )
    _element(bild, "title", f"{titel}. {beschreibung}")
    _muster(bild, kennung, len(teile))
    oben = _legende(bild, kennung, teile) if len(teile) > 1 else 0
    hoehe = len(zeilen) * JE_ZEILE + RAND
    bild.set("viewBox", f"0 0 {BREITE} {oben + hoehe}")
    bild.append(_gezeichnet(kennung, zeilen, hoehe, oben))
    # ElementTree escapes every text and every attribute.
    return mark_safe(ET.tostring(bild, encoding="unicode"))  # noqa: S308


def _gezeichnet(kennung: str, zeilen: Sequence[tuple[str, Sequence[int]]], hoehe: int, oben: int) -> ET.Element:
    """Return bars and axes as leather lays them out, the first row on top."""
    namen = _eindeutig([name for name, _werte in zeilen])
    summen = [sum(werte) for _name, werte in zeilen]
    reihen = [(s, name, werte) for s, name, (_n, werte) in zip(summen, namen, zeilen, strict=True)]
    diagramm = leather.Chart()
    groesste = max([*summen, 1])
    diagramm.set_x_scale(Linear(0, groesste))
    diagramm.set_y_scale(Ordinal(namen[::-1]))
    diagramm.add_x_axis(ticks=_striche(groesste), tick_formatter=lambda wert, _nummer, _anzahl: str(wert))
    diagramm.add_series(Series(reihen[::-1]), _Gestapelt(kennung))
    gruppe = diagramm.to_svg_group(BREITE - PLATZ_FUER_ZAHL, hoehe)
    gruppe.set("transform", f"translate(0 {oben})")
    return gruppe


def _striche(groesste: int) -> list[int]:
    """Return whole numbers for the axis: 0, and about four more."""
    weite = next(schritt for zehner in range(12) for s in (1, 2, 5) if (schritt := s * 10**zehner) * 4 >= groesste)
    return list(range(0, groesste + 1, weite))
