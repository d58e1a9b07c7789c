"""Draw the slides of the Präventionskette: JSON comes in, PPTX goes out. Runs as a process of its own
(`python -m netzwerk.planung.folien`), without Django and without any secret: python-pptx takes memory that no web process
shall keep.

Everything is a native shape with text that can be edited: rings are donuts, cords are arcs, the numbers are a table.
"""

import json
import re
import sys
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from .papier import PAPIERE

BREITE, HOEHE, RAND = Inches(13.333), Inches(7.5), Inches(0.5)
SCHRIFT = "Calibri"
GRUND, PAPIER, TINTE, LEISE, LINIE, BEERE, DECKUNG = (
    *("FBF3E7", "FFFDF9", "2E2130", "554654", "E0CFB8"),
    *("842753", "1F6659"),
)
ZEICHEN = {"gut": "✓", "teilweise": "", "luecke": "!", "unklar": "?"}
RING = 1.409
"""Diameter of a ring, in distances of two rings."""


def rgb(farbe: str) -> RGBColor:
    return RGBColor.from_string(farbe)


class Folie:
    """One slide in one language; from right to left everything is mirrored."""

    def __init__(self, praesentation: Any, inhalt: dict, titel: str) -> None:
        self.inhalt, self.von_rechts = inhalt, inhalt["von_rechts"]
        self.folie = praesentation.slides.add_slide(praesentation.slide_layouts[5])
        self.folie.background.fill.solid()
        self.folie.background.fill.fore_color.rgb = rgb(GRUND)
        kopf = self.folie.shapes.title
        kopf.left, kopf.top, kopf.width, kopf.height = RAND, Inches(0.2), BREITE - 2 * RAND, Inches(0.75)
        self.schreibe(kopf.text_frame, [(titel, 28, True, TINTE, "")], mitte=False)
        self.text(
            (RAND, HOEHE - Inches(0.42), BREITE - 2 * RAND, Inches(0.35)),
            [(inhalt["quelle"], 11, False, LEISE, "")],
            mitte=False,
            name="Quelle",
        )

    def x(self, links: int, breite: int) -> int:
        """Return where a shape begins, mirrored where the page is."""
        return Emu(BREITE - links - breite if self.von_rechts else links)

    def form(self, art: Any, kasten: tuple, name: str, beschreibung: str = "") -> Any:
        links, oben, breite, hoehe = kasten
        shape = self.folie.shapes.add_shape(art, self.x(links, breite), Emu(oben), Emu(breite), Emu(hoehe))
        shape._element.remove(shape._element.find(qn("p:style")))
        eigenschaften = shape._element.nvSpPr.cNvPr
        eigenschaften.set("name", name)
        eigenschaften.set("descr", beschreibung or name)
        return shape

    def text(self, kasten: tuple, absaetze: list[tuple], *, mitte: bool = True, name: str = "") -> Any:
        """Write paragraphs (words, size, bold, colour, address) into a box."""
        links, oben, breite, hoehe = kasten
        feld = self.folie.shapes.add_textbox(self.x(links, breite), Emu(oben), Emu(breite), Emu(hoehe))
        if name:
            feld.name = name
        self.schreibe(feld.text_frame, absaetze, mitte=mitte)
        return feld

    def schreibe(self, rahmen: Any, absaetze: list[tuple], *, mitte: bool = True, ziffern: bool = False) -> None:
        """Write them into a frame; `ziffern` such as "6–10" run from left to right in every language."""
        rahmen.word_wrap = True
        rahmen.margin_left = rahmen.margin_right = Inches(0.03)
        rahmen.margin_top = rahmen.margin_bottom = Inches(0.02)
        for nummer, (worte, groesse, fett, farbe, adresse) in enumerate(absaetze):
            absatz = rahmen.paragraphs[0] if nummer == 0 else rahmen.add_paragraph()
            absatz.alignment = PP_ALIGN.CENTER if mitte else (PP_ALIGN.RIGHT if self.von_rechts else PP_ALIGN.LEFT)
            if self.von_rechts and not ziffern:
                absatz._p.get_or_add_pPr().set("rtl", "1")
            lauf = absatz.add_run()
            lauf.text = worte
            if adresse:
                lauf.hyperlink.address = adresse
            lauf.font.size, lauf.font.bold, lauf.font.name = Pt(groesse), fett, SCHRIFT
            lauf.font.color.rgb = rgb(farbe)
            eigenschaften = lauf._r.get_or_add_rPr()
            eigenschaften.set("lang", self.inhalt["sprache"])
            if self.von_rechts:
                eigenschaften.append(eigenschaften.makeelement(qn("a:cs"), {"typeface": "Arial"}))

    # --- signs ------------------------------------------------------------------------------------------------------
    def zeichen(self, zustand: str, wort: str, links: int, oben: int, groesse: int) -> None:
        """Draw how something is covered: full with a tick, half, broken ring with "!", hatched square with "?"."""
        kasten = (links, oben, groesse, groesse)
        shape = self.form(MSO_SHAPE.ROUNDED_RECTANGLE if zustand == "unklar" else MSO_SHAPE.OVAL, kasten, wort, wort)
        farbe = {"luecke": BEERE, "unklar": LEISE}.get(zustand, DECKUNG)
        shape.line.color.rgb, shape.line.width = rgb(farbe), Pt(2)
        if zustand == "unklar":
            shape.fill.patterned()
            shape.fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
            shape.fill.fore_color.rgb, shape.fill.back_color.rgb = rgb(LEISE), rgb(PAPIER)
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(DECKUNG if zustand == "gut" else PAPIER)
        if zustand == "luecke":
            shape.line.dash_style = MSO_LINE.DASH
        if zustand == "teilweise":
            haelfte = self.form(
                MSO_SHAPE.FLOWCHART_DELAY, (links + groesse // 2, oben, groesse // 2, groesse), wort, wort
            )
            haelfte.fill.solid()
            haelfte.fill.fore_color.rgb = rgb(DECKUNG)
            haelfte.line.fill.background()
            if self.von_rechts:
                haelfte.rotation = 180
        if ZEICHEN[zustand]:
            farbe = PAPIER if zustand == "gut" else (BEERE if zustand == "luecke" else TINTE)
            shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            self.schreibe(shape.text_frame, [(ZEICHEN[zustand], 12, True, farbe, "")])


class Kettenfolie(Folie):
    """The picture: rings, what stands below them, cords between them."""

    def __init__(self, praesentation: Any, inhalt: dict) -> None:
        super().__init__(praesentation, inhalt, inhalt["titel"])
        self.legende()
        glieder = inhalt["glieder"]
        if not glieder:
            return
        self.d = int(min((BREITE - 2 * RAND) / (len(glieder) + RING - 1), Inches(1.86)))
        self.durchmesser = int(self.d * RING)
        self.links = int((BREITE - self.d * (len(glieder) - 1) - self.durchmesser) / 2)
        self.oben = Inches(2.5)
        for stelle, glied in enumerate(glieder):
            self.scheibe(stelle, glied)
        for stelle, glied in enumerate(glieder):
            self.ring(stelle, glied)
        for stelle, glied in enumerate(glieder):
            if stelle + 1 < len(glieder):
                self.vorn(stelle, glied)
            self.worte(stelle, glied)
            if glied["weiter"]:
                self.schnur(stelle, glied["weiter"])

    def legende(self) -> None:
        breite = int((BREITE - 2 * RAND) / max(len(self.inhalt["legende"]), 1) * 0.94)
        for stelle, eintrag in enumerate(self.inhalt["legende"]):
            links = RAND + stelle * breite
            self.zeichen(eintrag["zustand"], eintrag["wort"], links, Inches(1.0), Inches(0.24))
            self.text(
                (links + Inches(0.3), Inches(0.94), breite - Inches(0.4), Inches(0.35)),
                [(eintrag["wort"], 14, False, TINTE, "")],
                mitte=False,
            )

    def _kasten(self, stelle: int) -> tuple[int, int, int, int]:
        return self.links + stelle * self.d, self.oben, self.durchmesser, self.durchmesser

    def ring(self, stelle: int, glied: dict) -> None:
        papier, kante = PAPIERE.get(glied["papier"], PAPIERE["quitte"])
        beschreibung = ", ".join((glied["name"], glied["alter"], glied["anzahl"], glied["themen"], glied["wort"]))
        shape = self.form(MSO_SHAPE.DONUT, self._kasten(stelle), glied["name"], beschreibung)
        shape.adjustments[0] = 0.095
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(papier)
        shape.line.color.rgb, shape.line.width = rgb(kante), Pt(1.25)

    def scheibe(self, stelle: int, glied: dict) -> None:
        """Draw the white disc below the rings, with the age and the state."""
        loch = int(self.durchmesser * 0.62)
        mitte = (self.durchmesser - loch) // 2
        links, oben, _breite, _hoehe = self._kasten(stelle)
        scheibe = self.form(MSO_SHAPE.OVAL, (links + mitte, oben + mitte, loch, loch), glied["alter"], glied["alter"])
        scheibe.fill.solid()
        scheibe.fill.fore_color.rgb = rgb(PAPIER)
        scheibe.line.fill.background()
        scheibe.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self.schreibe(scheibe.text_frame, [(glied["alter_kurz"], 18, True, TINTE, "")], ziffern=True)
        scheibe.text_frame.margin_bottom = Inches(0.38)
        groesse = Inches(0.3)
        unten = oben + mitte + int(loch * 0.54)
        self.zeichen(glied["zustand"], glied["wort"], links + (self.durchmesser - groesse) // 2, unten, groesse)

    def vorn(self, stelle: int, glied: dict) -> None:
        """Draw the front arc once more over the next ring: so the two hold each other."""
        papier, kante = PAPIERE.get(glied["papier"], PAPIERE["quitte"])
        shape = self.form(MSO_SHAPE.BLOCK_ARC, self._kasten(stelle), f"{glied['name']} ", glied["name"])
        von, bis = (100, 172) if self.von_rechts else (8, 80)
        shape.adjustments[0], shape.adjustments[1], shape.adjustments[2] = von * 0.6, bis * 0.6, 0.095
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(papier)
        shape.line.color.rgb, shape.line.width = rgb(kante), Pt(0.75)

    def worte(self, stelle: int, glied: dict) -> None:
        links, oben, _breite, _hoehe = self._kasten(stelle)
        links += (self.durchmesser - self.d) // 2
        unten = oben + self.durchmesser + Inches(0.05)
        absaetze = [
            (glied["name"], 13, True, TINTE, ""),
            (glied["alter"], 11, False, LEISE, ""),
            (glied["anzahl"], 14, True, BEERE, glied["adresse"]),
            (f"{glied['wort']} · {glied['themen']}", 11, False, TINTE, ""),
            (glied["wo"] or " ", 10, False, LEISE, ""),
        ]
        self.text((links, unten, self.d, Inches(1.5)), absaetze, name=glied["name"])

    def schnur(self, stelle: int, weiter: dict) -> None:
        """Draw the cord: full, broken, dotted, or dash and dot where we do not know."""
        mitte = self.links + stelle * self.d + self.durchmesser // 2
        rand = int(self.d * 0.07)
        ende, oben = self.oben + int(self.durchmesser * 0.045), self.oben - Inches(0.22)
        kasten = (mitte + rand, oben, self.d - 2 * rand, 2 * (ende - oben))
        beschreibung = f"{weiter['name']}: {weiter['wort']}, {weiter['anzahl']}"
        shape = self.form(MSO_SHAPE.ARC, kasten, weiter["name"], beschreibung)
        shape.adjustments[0], shape.adjustments[1] = 180 * 0.6, 0
        shape.fill.background()
        farbe = {"luecke": BEERE, "unklar": LEISE}.get(weiter["zustand"], DECKUNG)
        shape.line.color.rgb, shape.line.width = rgb(farbe), Pt(3 if weiter["zustand"] == "unklar" else 4.5)
        muster = {"teilweise": MSO_LINE.DASH, "luecke": MSO_LINE.ROUND_DOT, "unklar": MSO_LINE.LONG_DASH_DOT}
        if weiter["zustand"] in muster:
            shape.line.dash_style = muster[weiter["zustand"]]
        for links in (mitte + rand, mitte + self.d - rand):
            knoten = self.form(
                MSO_SHAPE.OVAL, (links - Inches(0.07), ende - Inches(0.07), Inches(0.14), Inches(0.14)), weiter["name"]
            )
            knoten.fill.solid()
            knoten.fill.fore_color.rgb = rgb(PAPIER)
            knoten.line.color.rgb, knoten.line.width = rgb(TINTE), Pt(1.5)
        groesse = Inches(0.26)
        links = mitte + (self.d - groesse) // 2
        self.zeichen(weiter["zustand"], weiter["wort"], links, oben - groesse // 2, groesse)
        feld = self.text(
            (mitte - Inches(0.08), oben - Inches(0.95), self.d + Inches(0.16), Inches(0.8)),
            [
                (weiter["name"], 11, True, TINTE, ""),
                (weiter["wort"], 10, False, TINTE, ""),
                (weiter["anzahl"], 10, True, BEERE, weiter["adresse"]),
            ],
            name=weiter["name"],
        )
        feld.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM


class Tabellenfolie(Folie):
    """The same numbers as a native table."""

    def __init__(self, praesentation: Any, inhalt: dict) -> None:
        super().__init__(praesentation, inhalt, inhalt["titel_tabelle"])
        glieder, zeilen = inhalt["glieder"], inhalt["zeilen"]
        kasten = (RAND, Inches(1.15), BREITE - 2 * RAND, Inches(0.4) * (len(zeilen) + 1))
        rahmen = self.folie.shapes.add_table(len(zeilen) + 1, len(glieder) + 1, *map(Emu, kasten))
        rahmen.name = inhalt["titel_tabelle"]
        rahmen._element.nvGraphicFramePr.cNvPr.set("descr", inhalt["titel_tabelle"])
        self.tafel = rahmen.table
        if self.von_rechts:
            self.tafel._tbl.tblPr.set("rtl", "1")
        self._zelle(0, 0, [(inhalt["thema"], 11, True, TINTE, "")], LINIE)
        for spalte, glied in enumerate(glieder, 1):
            papier = PAPIERE.get(glied["papier"], PAPIERE["quitte"])[0]
            self._zelle(0, spalte, [(f"{glied['name']} ({glied['alter']})", 11, True, TINTE, "")], papier)
        for nummer, zeile in enumerate(zeilen, 1):
            self._zelle(nummer, 0, [(zeile["thema"], 11, True, TINTE, "")], PAPIER)
            for spalte, feld in enumerate(zeile["felder"], 1):
                farbe = BEERE if feld["zustand"] == "luecke" else TINTE
                kopf = f"{ZEICHEN[feld['zustand']] or '◐'} {feld['zahl']} · {feld['wort']}"
                absaetze = [(kopf, 10, True, farbe, feld["adresse"])]
                absaetze += [(feld["wo"], 8, False, LEISE, "")] if feld["wo"] else []
                self._zelle(nummer, spalte, absaetze, PAPIER)
        for reihe in self.tafel.rows:
            reihe.height = Emu(int((HOEHE - Inches(1.85)) / (len(zeilen) + 1)))

    def _zelle(self, zeile: int, spalte: int, absaetze: list[tuple], farbe: str) -> None:
        zelle = self.tafel.cell(zeile, spalte)
        zelle.fill.solid()
        zelle.fill.fore_color.rgb = rgb(farbe)
        zelle.vertical_anchor = MSO_ANCHOR.MIDDLE
        zelle.margin_left = zelle.margin_right = Inches(0.06)
        zelle.margin_top = zelle.margin_bottom = Inches(0.02)
        self.schreibe(zelle.text_frame, absaetze, mitte=False)


def zeichne(inhalt: dict) -> bytes:
    """Return the slides: the picture, and the table where there is anything to count."""
    praesentation = Presentation()
    praesentation.slide_width, praesentation.slide_height = BREITE, HOEHE
    angaben = praesentation.core_properties
    angaben.title, angaben.author, angaben.language = inhalt["titel"], "Familien stärken", inhalt["sprache"]
    Kettenfolie(praesentation, inhalt)
    if inhalt["zeilen"] and inhalt["glieder"]:
        Tabellenfolie(praesentation, inhalt)
    _linkfarbe(praesentation)
    ziel = BytesIO()
    praesentation.save(ziel)
    return _ohne_uhrzeit(ziel)


def _ohne_uhrzeit(paket: BytesIO) -> bytes:
    """Return the same package without the time it was made: the same slides are the same file."""
    ziel = BytesIO()
    with ZipFile(paket) as alt, ZipFile(ziel, "w", ZIP_DEFLATED) as neu:
        for name in alt.namelist():
            neu.writestr(ZipInfo(name), alt.read(name), ZIP_DEFLATED)
    return ziel.getvalue()


def _linkfarbe(praesentation: Any) -> None:
    """Give links our colour: slides take it from the theme alone."""
    thema = praesentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    alt = rb'(<a:(?:folH|h)link><a:srgbClr val=")[0-9A-F]{6}'
    thema._blob = re.sub(alt, rb"\g<1>" + BEERE.encode(), thema.blob)


if __name__ == "__main__":
    sys.stdout.buffer.write(zeichne(json.load(sys.stdin.buffer)))
