"""What a browser fetches for a page: the files its HTML names, and of the fonts those whose characters stand in it."""

import gzip
import re
from dataclasses import dataclass
from urllib.parse import urljoin

import brotli

from tests.leistung.last import Antwort, Besucher

VERWEIS = re.compile(r'(?:href|src)="(/static/[^"#]+)')
SCHRIFT = re.compile(r"@font-face\{[^}]*?url\(([^)]+)\)[^}]*?unicode-range:([^};]+)")
SPRACHWAHL = re.compile(r'<details class="menue sprachwahl">.*?</details>', re.DOTALL)
"""What is folded away loads no font: the names of all languages."""
TEXT = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Erstbesuch:
    """The page, its files by kind, and what the browser fetches again on a second visit: all it may not keep."""

    seite: str
    dateien: dict[str, list[str]]
    wieder: list[str]

    @property
    def alles(self) -> list[str]:
        """The page and all its files."""
        return [self.seite, *(pfad for pfade in self.dateien.values() for pfad in pfade)]

    @property
    def ohne_schriften(self) -> list[str]:
        """What must be there before the page is complete; it can be read before the fonts come."""
        return [pfad for pfad in self.alles if pfad not in self.dateien["Schriften"]]


def entpackt(antwort: Antwort) -> str:
    """Return the text of an answer, however it was compressed."""
    auspacken = {"br": brotli.decompress, "gzip": gzip.decompress}.get(antwort.koepfe.get("Content-Encoding", ""))
    return (auspacken(antwort.inhalt) if auspacken else antwort.inhalt).decode()


def erstbesuch(besucher: Besucher, pfad: str) -> Erstbesuch:
    """Return what a first visit to `pfad` fetches."""
    html = entpackt(besucher.holen(pfad))
    zeichen = set(TEXT.sub(" ", SPRACHWAHL.sub(" ", html)))
    dateien: dict[str, list[str]] = {"CSS": [], "Skript": [], "Zeichnungen": [], "Schriften": []}
    for verweis in dict.fromkeys(VERWEIS.findall(html)):
        art = {"css": "CSS", "js": "Skript"}.get(verweis.rpartition(".")[2], "Zeichnungen")
        dateien[art].append(verweis)
    for blatt in dateien["CSS"]:
        for adresse, bereiche in SCHRIFT.findall(entpackt(besucher.holen(blatt))):
            if any(_enthaelt(bereiche, ord(eines)) for eines in zeichen):
                dateien["Schriften"].append(urljoin(blatt, adresse.strip("\"'")))
    alle = [datei for art in dateien.values() for datei in art]
    fluechtig = [datei for datei in alle if "immutable" not in besucher.holen(datei).koepfe.get("Cache-Control", "")]
    return Erstbesuch(pfad, dateien, [pfad, *fluechtig])


def _enthaelt(bereiche: str, zeichen: int) -> bool:
    """Return whether a CSS unicode-range ("U+20-7E,U+6??") contains the character."""
    for bereich in bereiche.replace("U+", "").split(","):
        von, _strich, bis = bereich.strip().partition("-")
        if int(von.replace("?", "0"), 16) <= zeichen <= int((bis or von).replace("?", "F"), 16):
            return True
    return False
