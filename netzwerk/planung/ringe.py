"""The picture of the Präventionskette where no stylesheet draws it (PDF): rings, cords and signs with their places and colours.

The hand-cut shapes come from static/svg/kette.svg, as on the page.
"""

from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree

from django.conf import settings

from .kettenbild import Glied, Kettenbild
from .papier import PAPIERE

ABSTAND, RADIUS, RAND = 88, 58, 62
"""Between two rings, of a ring, and around the middle of the first and last one."""
NAMENSRAUM = "{http://www.w3.org/2000/svg}"


@cache
def zeichen() -> dict[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    """Return the name of an icon → its paths and its circles (cx, cy, r)."""
    wurzel = ElementTree.parse(settings.BASE_DIR / "static" / "svg" / "zeichen.svg")  # noqa: S314
    gefunden = {}
    for symbol in wurzel.iter(f"{NAMENSRAUM}symbol"):
        pfade = tuple(pfad.get("d", "") for pfad in symbol.iter(f"{NAMENSRAUM}path"))
        kreise = tuple(
            tuple(kreis.get(mass, "0") for mass in ("cx", "cy", "r")) for kreis in symbol.iter(f"{NAMENSRAUM}circle")
        )
        gefunden[symbol.get("id", "").removeprefix("i-")] = (pfade, kreise)
    return gefunden


@cache
def formen() -> dict[str, tuple[str, ...]]:
    """Return "ring-1", "vorn-1" … → its paths: the surface first, then its lines."""
    # Our own file, not something that came from outside.
    wurzel = ElementTree.parse(settings.BASE_DIR / "static" / "svg" / "kette.svg")  # noqa: S314
    gruppen = wurzel.iter(f"{NAMENSRAUM}g")
    return {g.get("id", ""): tuple(pfad.get("d", "") for pfad in g.iter(f"{NAMENSRAUM}path")) for g in gruppen}


@dataclass(frozen=True)
class Ring:
    """One ring where it lies; `x` is its middle. `spiegel`: -1 from right to left."""

    glied: Glied
    x: int
    spiegel: int
    papier: str
    kante: str
    ring: tuple[str, ...]
    vorn: tuple[str, ...]

    @property
    def zeichen(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Paths and circles of its icon."""
        return zeichen().get(self.glied.station.phase.zeichen, ((), ()))

    @property
    def schnur_x(self) -> int:
        """Where the cord to the next ring begins."""
        return self.x if self.spiegel > 0 else self.x - ABSTAND


@dataclass(frozen=True)
class Zeichnung:
    """All rings; `breite` of the picture."""

    ringe: tuple[Ring, ...]
    breite: int

    @classmethod
    def von(cls, bild: Kettenbild, *, von_rechts: bool) -> "Zeichnung":
        glieder = bild.glieder
        breite = max(len(glieder) - 1, 0) * ABSTAND + 2 * RAND
        ringe = []
        for stelle, glied in enumerate(glieder):
            x = RAND + stelle * ABSTAND
            papier, kante = (f"#{eine}" for eine in PAPIERE.get(glied.station.phase.papier, PAPIERE["quitte"]))
            vorn = () if glied.letztes else formen()[f"vorn-{glied.nummer}"]
            form = formen()[f"ring-{glied.nummer}"]
            lage = (breite - x, -1) if von_rechts else (x, 1)
            ringe.append(Ring(glied, *lage, papier, kante, form, vorn))
        return cls(tuple(ringe), breite)
