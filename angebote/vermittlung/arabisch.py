"""Arabic letters in one piece, for text that can be copied, searched and read aloud from a PDF.

Noto Sans Arabic draws ب ت ث ن ي from one stroke and loose dots. A PDF knows a letter by its glyph: of a stroke that five
letters share it tells one of them, and "اتصلوا" is read as "اقصلوا". Here every stroke gets its dots as a glyph of its own.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from fontTools.otlLib.builder import buildLigatureSubstSubtable, buildLookup
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

GRUNDZEICHEN = 1
"""What GDEF calls a base glyph."""
FERTIG = "liga"
"""The feature of the last step of shaping: the letters have got their forms by then."""


def mit_ganzen_buchstaben(datei: bytes) -> bytes:
    """Return the font as TrueType in which no letter is made of several glyphs."""
    schrift = TTFont(BytesIO(datei))
    setzer = _Setzer(schrift)
    ligaturen = {paar: setzer.ganzes(*paar) for paar in sorted(_paare(schrift)) if setzer.passt(*paar)}
    _anhaengen(schrift, ligaturen)
    fertig = BytesIO()
    schrift.flavor = None
    schrift.save(fertig)
    return fertig.getvalue()


def _teile(tabelle: Any, art: str) -> Iterator[Any]:
    for lookup in tabelle.table.LookupList.Lookup:
        for teil in lookup.SubTable:
            teil = getattr(teil, "ExtSubTable", teil)
            if type(teil).__name__ == art:
                yield teil


def _paare(schrift: TTFont) -> set[tuple[str, str]]:
    """Return (stroke, dots) of every letter, both in every form."""
    formen: dict[str, set[str]] = {}
    paare = set()
    for teil in _teile(schrift["GSUB"], "SingleSubst"):
        for von, nach in teil.mapping.items():
            formen.setdefault(von, set()).add(nach)
    for teil in _teile(schrift["GSUB"], "MultipleSubst"):
        for von, nach in teil.mapping.items():
            if len(nach) == 1:
                formen.setdefault(von, set()).add(nach[0])
            elif len(nach) == 2:
                paare.add(tuple(nach))
    return {
        (strichform, punktform)
        for strich, punkte in paare
        for strichform in _alle_formen(strich, formen)
        for punktform in _alle_formen(punkte, formen)
    }


def _alle_formen(strich: str, formen: dict[str, set[str]]) -> set[str]:
    gefunden, offen = {strich}, [strich]
    while offen:
        neue = formen.get(offen.pop(), set()) - gefunden
        gefunden |= neue
        offen += neue
    return gefunden


class _Setzer:
    """Puts dots on strokes where the font itself would put them."""

    def __init__(self, schrift: TTFont) -> None:
        self.schrift = schrift
        self.auf_strich = list(_teile(schrift["GPOS"], "MarkBasePos"))
        self.auf_punkten = list(_teile(schrift["GPOS"], "MarkMarkPos"))

    def passt(self, strich: str, punkte: str) -> bool:
        return self._abstand(strich, punkte) is not None

    def ganzes(self, strich: str, punkte: str) -> str:
        """Add the glyph of a letter and return its name."""
        name = f"{strich}_{punkte}"
        x, y = self._abstand(strich, punkte) or (0, 0)
        glyph = Glyph()
        glyph.numberOfContours = -1
        glyph.components = [_bestandteil(strich, 0, 0), _bestandteil(punkte, x, y)]
        self.schrift.setGlyphOrder([*self.schrift.getGlyphOrder(), name])
        self.schrift["glyf"][name] = glyph
        self.schrift["hmtx"][name] = self.schrift["hmtx"][strich]
        self.schrift["GDEF"].table.GlyphClassDef.classDefs[name] = GRUNDZEICHEN
        self._wie(name, strich, punkte, x, y)
        return name

    def _abstand(self, strich: str, punkte: str) -> tuple[int, int] | None:
        for teil in self.auf_strich:
            if strich in teil.BaseCoverage.glyphs and punkte in teil.MarkCoverage.glyphs:
                marke = teil.MarkArray.MarkRecord[teil.MarkCoverage.glyphs.index(punkte)]
                satz = teil.BaseArray.BaseRecord[teil.BaseCoverage.glyphs.index(strich)]
                anker = satz.BaseAnchor[marke.Class]
                if anker is not None:
                    return (
                        anker.XCoordinate - marke.MarkAnchor.XCoordinate,
                        anker.YCoordinate - marke.MarkAnchor.YCoordinate,
                    )
        return None

    def _wie(self, name: str, strich: str, punkte: str, x: int, y: int) -> None:
        """Let vowel signs stand on the letter as they would on its stroke, or on its dots where they stand there."""
        for teil in self.auf_strich:
            if strich not in teil.BaseCoverage.glyphs:
                continue
            vorbild = teil.BaseArray.BaseRecord[teil.BaseCoverage.glyphs.index(strich)]
            satz = type(vorbild)()
            satz.BaseAnchor = [
                self._anker(teil, klasse, punkte, x, y) or anker for klasse, anker in enumerate(vorbild.BaseAnchor)
            ]
            teil.BaseCoverage.glyphs.append(name)
            teil.BaseArray.BaseRecord.append(satz)
            teil.BaseArray.BaseCount = len(teil.BaseArray.BaseRecord)

    def _anker(self, teil: Any, klasse: int, punkte: str, x: int, y: int) -> Any:
        zeichen = {
            glyph
            for glyph, satz in zip(teil.MarkCoverage.glyphs, teil.MarkArray.MarkRecord, strict=True)
            if satz.Class == klasse
        }
        for oben in self.auf_punkten:
            if punkte not in oben.Mark2Coverage.glyphs:
                continue
            satz = oben.Mark2Array.Mark2Record[oben.Mark2Coverage.glyphs.index(punkte)]
            for glyph, marke in zip(oben.Mark1Coverage.glyphs, oben.Mark1Array.MarkRecord, strict=True):
                anker = satz.Mark2Anchor[marke.Class]
                if glyph in zeichen and anker is not None:
                    neuer = type(anker)()
                    neuer.Format, neuer.XCoordinate, neuer.YCoordinate = 1, anker.XCoordinate + x, anker.YCoordinate + y
                    return neuer
        return None


def _bestandteil(glyph: str, x: int, y: int) -> GlyphComponent:
    teil = GlyphComponent()
    teil.glyphName, teil.x, teil.y, teil.flags = glyph, x, y, 0x0002 | 0x0004
    return teil


def _anhaengen(schrift: TTFont, ligaturen: dict[tuple[str, str], str]) -> None:
    """Put stroke and dots together as the last step of shaping."""
    gsub = schrift["GSUB"].table
    gsub.LookupList.Lookup.append(buildLookup([buildLigatureSubstSubtable(ligaturen)]))
    gsub.LookupList.LookupCount = len(gsub.LookupList.Lookup)
    for eintrag in gsub.FeatureList.FeatureRecord:
        if eintrag.FeatureTag == FERTIG:
            eintrag.Feature.LookupListIndex.append(gsub.LookupList.LookupCount - 1)
            eintrag.Feature.LookupCount = len(eintrag.Feature.LookupListIndex)
