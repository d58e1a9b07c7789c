"""Bars as SVG. `leather` lays them out (scale, axes, places); here every part gets a pattern and every bar its number, so
that nobody needs colour. No inline style: everything is an attribute, as the Content-Security-Policy asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET  # noqa: S405 - only written, never read

import leather
from django.utils.safestring import SafeString, mark_safe
from leather import theme
from leather.scales import Linear, Ordinal
from leather.series import Series
from leather.shapes import Shape

JE_ZEILE, RAND, LEGENDE = 30, 34, 26
SCHRIFT, GROESSE, JE_ZEICHEN = '"Fira Sans", "Fira Lateinisch", sans-serif', 14, 7.5
TINTE, PAPIER, LINIE = "#2e2130", "#fffdf9", "#d8cbbd"
PLATZ_FUER_ZAHL = 56
"""To the right of the longest bar."""
ANTEIL_NAMEN = 0.46
"""So much of the width the names of the bars take at most."""
UNSICHTBAR = "\u200b"
BREIT, MITTEL, SCHMAL = 640, 520, 440
"""How wide a drawing is, in units of which 14 are the size of its letters."""
BESTAND = ("#1f6659", "#842753", "#6b4100", "#555555")
MANGEL = ("#842753", "#6b4100", "#555555", "#555555")
"""Colours of the parts: of what there is, of what is missing. The pattern says the same."""

theme.background_color, theme.margin = "none", 0.0
theme.label_color, theme.zero_color, theme.tick_color = TINTE, TINTE, LINIE
theme.tick_font_family, theme.tick_font_size, theme.tick_font_char_width = SCHRIFT, GROESSE, JE_ZEICHEN


@dataclass(frozen=True)
class Zeichenart:
    """How a drawing is made: `kennung` is unique on the page, for its patterns."""

    kennung: str
    breite: int = BREIT
    farben: tuple[str, ...] = BESTAND

    def fuellung(self, stelle: int) -> dict[str, str]:
        """Return how a part is drawn: the first one full, the others by pattern."""
        stelle %= len(self.farben)
        farbe = self.farben[stelle]
        return {"fill": f"url(#{self.kennung}-{stelle})" if stelle else farbe, "stroke": farbe}


class _Gestapelt(Shape):
    """One bar for each row, made of its parts one behind the other, with the sum at its end."""

    def __init__(self, art: Zeichenart) -> None:
        self.art = art

    def validate_series(self, series: Series) -> None:
        """Any row of (sum, name, parts) will do."""

    def to_svg(self, width: Any, height: Any, x_scale: Any, y_scale: Any, series: Series, palette: Any) -> ET.Element:
        gruppe = ET.Element("g")
        for datum in series.data():
            unten, oben = (float(y) for y in y_scale.project_interval(datum.y, height, 0))
            mitte, hoehe, bisher = (unten + oben) / 2, (unten - oben) * 0.72, 0
            for stelle, teil in enumerate(datum.row[2]):
                von, bis = (float(x_scale.project(wert, 0, width)) for wert in (bisher, bisher + teil))
                bisher += teil
                if teil:
                    stueck: dict[str, Any] = {"x": von, "y": mitte - hoehe / 2, "width": bis - von, "height": hoehe}
                    _element(gruppe, "rect", **self.art.fuellung(stelle), **stueck)
                    if len(datum.row[2]) > 1:
                        _zahl(gruppe, teil, (von + bis) / 2, mitte, bis - von)
            _text(gruppe, str(bisher), float(x_scale.project(bisher, 0, width)) + 6, mitte, fett=True)
        return gruppe


def _zahl(gruppe: ET.Element, zahl: int, x: float, y: float, platz: float) -> None:
    """Write a number into its part, on paper of its own, where there is room for it."""
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


def _muster(eltern: ET.Element, art: Zeichenart, anzahl: int) -> None:
    """Define the patterns of all parts but the first: stripes, dots, empty. They differ in black and white as well."""
    defs = _element(eltern, "defs")
    for stelle, farbe in list(enumerate(art.farben))[1:anzahl]:
        masse: dict[str, Any] = {"width": 8, "height": 8}
        muster = _element(defs, "pattern", id=f"{art.kennung}-{stelle}", patternUnits="userSpaceOnUse", **masse)
        _element(muster, "rect", fill=PAPIER, **masse)
        if stelle == 1:
            _element(muster, "path", d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4", stroke=farbe, stroke_width=2.4)
        if stelle == 2:
            _element(muster, "circle", cx=4, cy=4, r=2, fill=farbe)


def _legende(eltern: ET.Element, art: Zeichenart, teile: Sequence[str]) -> int:
    """Draw what each pattern means; return how much height that takes."""
    x, y = 0.0, 4.0
    for stelle, name in enumerate(teile):
        platz = 22 + len(name) * JE_ZEICHEN + 22
        if x and x + platz > art.breite:
            x, y = 0.0, y + LEGENDE
        _element(eltern, "rect", x=x + 1, y=y, width=16, height=16, **art.fuellung(stelle))
        _text(eltern, name, x + 24, y + 8)
        x += platz
    return int(y) + LEGENDE


def _eindeutig(namen: Sequence[str], breite: int) -> list[str]:
    """Return short names that differ: the axis knows a bar by its name."""
    hoechstens = int(breite * ANTEIL_NAMEN / JE_ZEICHEN)
    eindeutige: list[str] = []
    for name in namen:
        kurz = name if len(name) <= hoechstens else f"{name[: hoechstens - 1].rstrip()}…"
        eindeutige.append(kurz + UNSICHTBAR * sum(kurz == anderer.rstrip(UNSICHTBAR) for anderer in eindeutige))
    return eindeutige


def balken(
    art: Zeichenart, titel: str, beschreibung: str, teile: Sequence[str], zeilen: Sequence[tuple[str, Sequence[int]]]
) -> SafeString:
    """Return the drawing; `titel` names it for who does not see it, `beschreibung` says where the numbers stand."""
    name = f"{titel}. {beschreibung}"
    bild = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-label": name})
    _element(bild, "title", name)
    _muster(bild, art, len(teile))
    oben = _legende(bild, art, teile) if len(teile) > 1 else 0
    hoehe = len(zeilen) * JE_ZEILE + RAND
    bild.set("viewBox", f"0 0 {art.breite} {oben + hoehe}")
    bild.append(_gezeichnet(art, zeilen, hoehe, oben))
    # ElementTree escapes every text and every attribute.
    return mark_safe(ET.tostring(bild, encoding="unicode"))  # noqa: S308


def _gezeichnet(art: Zeichenart, zeilen: Sequence[tuple[str, Sequence[int]]], hoehe: int, oben: int) -> ET.Element:
    """Return bars and axes as leather lays them out, the first row on top."""
    namen = _eindeutig([name for name, _werte in zeilen], art.breite)
    summen = [sum(werte) for _name, werte in zeilen]
    reihen = [(s, name, werte) for s, name, (_n, werte) in zip(summen, namen, zeilen, strict=True)]
    diagramm = leather.Chart()
    groesste = max([*summen, 1])
    diagramm.set_x_scale(Linear(0, groesste))
    diagramm.set_y_scale(Ordinal(namen[::-1]))
    diagramm.add_x_axis(ticks=_striche(groesste), tick_formatter=lambda wert, _nummer, _anzahl: str(wert))
    diagramm.add_series(Series(reihen[::-1]), _Gestapelt(art))
    gruppe = diagramm.to_svg_group(art.breite - PLATZ_FUER_ZAHL, hoehe)
    gruppe.set("transform", f"translate(0 {oben})")
    for strich in gruppe.findall(".//g[@class='axis left']/g"):
        strich.remove(strich.find("line"))  # would run through the numbers
    return gruppe


def _striche(groesste: int) -> list[int]:
    """Return whole numbers for the axis: 0, and about four more."""
    weite = next(schritt for zehner in range(12) for s in (1, 2, 5) if (schritt := s * 10**zehner) * 4 >= groesste)
    return list(range(0, groesste + 1, weite))
