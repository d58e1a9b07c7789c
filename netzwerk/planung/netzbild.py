"""The picture of a network as plain numbers and paths for a template: lines by kind, shapes by kind of Akteur, names where there
is room. Every Akteur carries its number, which leads to its name in the list, and every Gremium its letter."""

import math
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from netzwerk.models.kooperation import Kooperation

from .anordnung import Ort, Orte
from .netz import Kante, Knoten, Netz
from .runden import Runde, nachbarn

FORMEN: Mapping[str, str] = {
    "kita": "M0-23 22 16H-22Z",
    "schule": "M-16-16H16V16H-16Z",
    "familie": "M-20 0-10-17H10L20 0 10 17H-10Z",
    "beratung": "M-18 0A18 18 0 1 0 18 0A18 18 0 1 0-18 0Z",
    "gesundheit": "M-9-20H9V-9H20V9H9V20H-9V9H-20V-9H-9Z",
    "amt": "M0-22 20-6V17H-20V-6Z",
    "verein": "M0-23 23 0 0 23-23 0Z",
}
"""Outline of each shape around its middle."""
SITZE, TISCH, SITZ, TISCH_ZU_SITZ = 8, 13.0, 3.2, 19.0
"""A Gremium is a round table: how many seats, radius of the table and of a seat, from its middle to a seat."""
SPITZE = ((0.0, 0.0), (-15.0, -7.0), (-11.0, 0.0), (-15.0, 7.0))
"""Corners of an arrow that points to the end of the line, with its tip in the middle."""
HALB = 24.0
"""Half of what a shape takes, with a little air."""
RAND = 14.0
ZEICHEN, ZEILE, HOECHSTENS_ZEILEN = 8.1, 18.0, 3
"""Width of a letter and height of a line at 15 px."""
BREITE_NAMEN = 20
NEBEN = 0.78
"""Cosine of the angle within which a name would lie on a line."""
BOGEN = 34.0
FACH = 90.0
PASST = 1500
RING, RING_JE = 190.0, 74.0

Kasten = tuple[float, float, float, float]
"""left, top, right, bottom"""


def _runder_tisch() -> str:
    """Return the outline of a table with its seats around it."""
    kreise = [(0.0, 0.0, TISCH)]
    for platz in range(SITZE):
        winkel = 2 * math.pi * (platz + 0.5) / SITZE
        kreise.append((TISCH_ZU_SITZ * math.cos(winkel), TISCH_ZU_SITZ * math.sin(winkel), SITZ))
    return "".join(f"M{x - r:.1f} {y:.1f}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0Z" for x, y, r in kreise)


RUNDER_TISCH = _runder_tisch()


@dataclass
class Zeichen:
    """One Akteur or Gremium in the picture."""

    knoten: Knoten | Runde
    nummer: int | str
    x: int
    y: int
    mitte: bool = False
    partner: int = 0
    zeilen: list[tuple[int, str]] = field(default_factory=list)
    """Lines of its name: (y, text); empty where there is no room."""
    anker: str = "middle"
    name_x: int = 0

    @property
    def form(self) -> str:
        return FORMEN.get(self.knoten.gruppe, RUNDER_TISCH)

    @property
    def ist_gremium(self) -> bool:
        return isinstance(self.knoten, Runde)

    @property
    def zahl_y(self) -> int:
        """In a triangle there is room further down."""
        return 11 if self.knoten.gruppe == "kita" else 6 if self.knoten.gruppe != "amt" else 9


@dataclass(frozen=True)
class Netzbild:
    """All that a template needs to draw it."""

    links: int
    oben: int
    breite: int
    hoehe: int
    linien: list[tuple[str, str]]
    """(kind, path) – one path for all lines of a kind, those that matter most last."""
    pfeile: list[tuple[str, str]]
    """(kind, path) – one path for all arrows of a kind."""
    zeichen: list[Zeichen]
    gremien: list[Zeichen]

    @property
    def passt(self) -> bool:
        """Is it readable where it is made as narrow as the page?"""
        return self.breite <= PASST

    @property
    def ohne_namen(self) -> int:
        """How many show their number only."""
        return sum(not eines.zeilen for eines in self.zeichen)


def zeichne(netz: Netz, orte: Orte, mitte: int | None = None, runden: Sequence[Runde] = ()) -> Netzbild:
    """Return the picture; `mitte`: the Akteur it is about."""
    zeichen = {
        pk: Zeichen(knoten, nummer, round(orte[pk][0]), round(orte[pk][1]), pk == mitte, netz.grad[pk])
        for nummer, (pk, knoten) in enumerate(netz.knoten.items(), 1)
    }
    tische = {
        runde.pk: Zeichen(runde, runde.buchstabe, round(orte[runde.pk][0]), round(orte[runde.pk][1]))
        for runde in runden
    }
    alle = tische | zeichen
    _beschrifte(alle, nachbarn(netz, runden))
    linien: dict[str, list[str]] = defaultdict(list)
    pfeile: dict[str, list[str]] = defaultdict(list)
    for kante, biegung in _gebogene(netz):
        weg, pfeil = _linie(zeichen[kante.von.pk], zeichen[kante.mit.pk], biegung)
        linien[kante.art].append(weg)
        if kante.gerichtet:
            pfeile[kante.art].append(pfeil)
    mitgliedschaften = "".join(
        f"M{alle[einer].x} {alle[einer].y}L{alle[anderer].x} {alle[anderer].y}"
        for runde in runden
        for einer, anderer in runde.paare
    )
    kaesten = [kasten for eines in alle.values() for kasten in _kaesten(eines)]
    links, oben = min(k[0] for k in kaesten) - RAND, min(k[1] for k in kaesten) - RAND
    rechts, unten = max(k[2] for k in kaesten) + RAND, max(k[3] for k in kaesten) + RAND
    arten = [art for art in reversed(Kooperation.Art.values) if art in linien]
    return Netzbild(
        round(links),
        round(oben),
        round(rechts - links),
        round(unten - oben),
        [("gremium", mitgliedschaften)] * bool(runden) + [(art, "".join(linien[art])) for art in arten],
        [(art, "".join(pfeile[art])) for art in arten if art in pfeile],
        list(zeichen.values()),
        list(tische.values()),
    )


def im_kreis(netz: Netz, orte: Orte, mitte: int, tiefe: int, runden: Sequence[Runde] = ()) -> dict[int, Ort]:
    """Return places on rings around one Akteur, each ring in the order in which its Akteure lie around it on the whole map.
    Its Gremien stand among its partners."""
    ergebnis = {mitte: (0.0, 0.0)}
    halb = 0.0
    ringe = netz.ringe(mitte, tiefe)[1:]
    gremien = [runde.pk for runde in runden]
    mx, my = orte[mitte]
    for stelle, ring in enumerate(ringe):
        reihe = sorted(
            ring if stelle else ring + gremien, key=lambda pk: (math.atan2(orte[pk][1] - my, orte[pk][0] - mx), pk)
        )
        halb = max(halb + RING * 0.8, RING, len(reihe) * RING_JE / (2 * math.pi))
        for platz, pk in enumerate(reihe):
            winkel = 2 * math.pi * (platz + 0.25) / len(reihe) - math.pi
            ergebnis[pk] = (halb * 1.25 * math.cos(winkel), halb * 0.8 * math.sin(winkel))
    return ergebnis


# --- lines --------------------------------------------------------------------------------------------------------------
def _gebogene(netz: Netz) -> Iterator[tuple[Kante, float]]:
    """Yield each Kooperation with how far its line bends away, so that several between two Akteure lie side by side."""
    for kanten in netz.paare.values():
        for nummer, kante in enumerate(kanten):
            seite = 1 if kante.von.pk < kante.mit.pk else -1
            yield kante, seite * BOGEN * (nummer - (len(kanten) - 1) / 2)


def _linie(von: Zeichen, mit: Zeichen, biegung: float) -> tuple[str, str]:
    """Return the path from one to the other, and that of an arrow at its end."""
    dx, dy = float(mit.x - von.x), float(mit.y - von.y)
    laenge = math.hypot(dx, dy) or 1.0
    if not biegung:
        return f"M{von.x} {von.y}L{mit.x} {mit.y}", _pfeil(mit, dx / laenge, dy / laenge)
    knick_x = (von.x + mit.x) / 2 - dy / laenge * biegung * 2
    knick_y = (von.y + mit.y) / 2 + dx / laenge * biegung * 2
    dx, dy = mit.x - knick_x, mit.y - knick_y
    laenge = math.hypot(dx, dy) or 1.0
    weg = f"M{von.x} {von.y}Q{knick_x:.0f} {knick_y:.0f} {mit.x} {mit.y}"
    return weg, _pfeil(mit, dx / laenge, dy / laenge)


def _pfeil(ziel: Zeichen, dx: float, dy: float) -> str:
    """Return an arrow that comes from the direction (dx, dy) and ends at the edge of a shape."""
    x, y = ziel.x - HALB * dx, ziel.y - HALB * dy
    ecken = [f"{x + vor * dx - quer * dy:.1f} {y + vor * dy + quer * dx:.1f}" for vor, quer in SPITZE]
    return f"M{'L'.join(ecken)}Z"


# --- names --------------------------------------------------------------------------------------------------------------
class _Faecher:
    """Boxes that are taken, found by the square of the sheet they lie in."""

    def __init__(self) -> None:
        self._faecher: dict[tuple[int, int], list[Kasten]] = defaultdict(list)

    def nimm(self, kasten: Kasten) -> None:
        for fach in self._von(kasten):
            self._faecher[fach].append(kasten)

    def frei(self, kasten: Kasten) -> bool:
        links, oben, rechts, unten = kasten
        return not any(
            links < k[2] and k[0] < rechts and oben < k[3] and k[1] < unten
            for fach in self._von(kasten)
            for k in self._faecher.get(fach, ())
        )

    @staticmethod
    def _von(kasten: Kasten) -> Iterator[tuple[int, int]]:
        for spalte in range(int(kasten[0] // FACH), int(kasten[2] // FACH) + 1):
            for reihe in range(int(kasten[1] // FACH), int(kasten[3] // FACH) + 1):
                yield spalte, reihe


def _beschrifte(zeichen: Mapping[int, Zeichen], verbunden: Mapping[int, list[int]]) -> None:
    """Give each its name where it touches neither a shape nor another name. The one in the middle chooses first, then Gremien,
    then those with most partners."""
    faecher = _Faecher()
    for eines in zeichen.values():
        faecher.nimm((eines.x - HALB, eines.y - HALB, eines.x + HALB, eines.y + HALB))
    for eines in sorted(zeichen.values(), key=lambda e: (not e.mitte, not e.ist_gremium, -e.partner)):
        zeilen = _umgebrochen(eines.knoten.name)
        breite, hoehe = _masse(zeilen)
        wege = [math.atan2(zeichen[n].y - eines.y, zeichen[n].x - eines.x) for n in verbunden[eines.knoten.pk]]
        for anker, x, erste, _wohin in sorted(_stellen(eines, len(zeilen)), key=lambda s: _im_weg(s[3], wege)):
            kasten = _kasten(anker, x, erste, breite, hoehe)
            if faecher.frei(kasten):
                faecher.nimm(kasten)
                eines.anker, eines.name_x = anker, round(x)
                eines.zeilen = [(round(erste + nummer * ZEILE), zeile) for nummer, zeile in enumerate(zeilen)]
                break


def _im_weg(wohin: float, wege: list[float]) -> bool:
    """Does one of its own lines leave in this direction?"""
    return any(math.cos(weg - wohin) > NEBEN for weg in wege)


def _umgebrochen(name: str) -> list[str]:
    zeilen = textwrap.wrap(name, BREITE_NAMEN, break_long_words=False, break_on_hyphens=True)
    if len(zeilen) > HOECHSTENS_ZEILEN:
        zeilen = [*zeilen[: HOECHSTENS_ZEILEN - 1], f"{zeilen[HOECHSTENS_ZEILEN - 1]} …"]
    return zeilen


def _stellen(eines: Zeichen, zeilen: int) -> Iterable[tuple[str, float, float, float]]:
    """Return (anchor, x, y of the first line, its direction): below, above, at the end, at the start, then aslant."""
    mitte = eines.y - (zeilen - 1) * ZEILE / 2 + 5
    unten, oben = eines.y + HALB + 14, eines.y - HALB - 8 - (zeilen - 1) * ZEILE
    viertel = math.pi / 4
    return (
        ("middle", eines.x, unten, 2 * viertel),
        ("middle", eines.x, oben, -2 * viertel),
        ("start", eines.x + HALB + 3, mitte, 0.0),
        ("end", eines.x - HALB - 3, mitte, math.pi),
        ("start", eines.x - 8, unten, viertel),
        ("end", eines.x + 8, unten, 3 * viertel),
        ("start", eines.x - 8, oben, -viertel),
        ("end", eines.x + 8, oben, -3 * viertel),
        ("start", eines.x - 50, oben, -2 * viertel),
        ("end", eines.x + 50, oben, -2 * viertel),
        ("start", eines.x - 50, unten, 2 * viertel),
        ("end", eines.x + 50, unten, 2 * viertel),
    )


def _masse(zeilen: Sequence[str]) -> tuple[float, float]:
    """Return how wide a name is, and how far its last line lies below its first."""
    return max(map(len, zeilen)) * ZEICHEN, (len(zeilen) - 1) * ZEILE


def _kasten(anker: str, x: float, erste: float, breite: float, hoehe: float) -> Kasten:
    links = x if anker == "start" else x - breite if anker == "end" else x - breite / 2
    return links, erste - 14, links + breite, erste + hoehe + 5


def _kaesten(eines: Zeichen) -> Iterator[Kasten]:
    yield eines.x - HALB, eines.y - HALB, eines.x + HALB, eines.y + HALB
    if eines.zeilen:
        yield _kasten(eines.anker, eines.name_x, eines.zeilen[0][0], *_masse([zeile for _y, zeile in eines.zeilen]))
