"""Work out places for the picture of the network, with networkx and numpy. Only the command `ordne_netzwerk_an` imports this:
both libraries take 40 MB of memory.

The same network always gets the same places. Who has a place keeps it, as long as most others do.
"""

import math
from collections.abc import Iterable

import networkx

from .anordnung import Ort, Orte
from .netz import Paar

SAAT = 20
RUNDEN, RUNDEN_DAZU = 300, 120
ANTEIL_NEUE = 1 / 3
"""With more new Akteure than this share everything gets a new place."""
MITTE = "mitte"
"""An invisible Akteur in the middle that holds together what does not hang together."""
ZUG_ZUR_MITTE = 0.05
ZUG_DER_GREMIEN = 0.3
"""A Gremium pulls its members together less than a Kooperation does."""
SEITEN = 1.75
"""Width to height: a sheet across, without its margins and legend."""
JE_AKTEUR, JE_WEITEREM, MIT_NAMEN = 23_000, 5_200, 45
"""Room in square pixels: for so many Akteure there is room for names, further ones get room for their number."""
BREIT, HOCH = (136.0, 60.0), (84.0, 50.0)
"""Least distance across and down: of few Akteure, of many."""
ENTZERREN = 160


def anordnen(paare: Iterable[Paar], bisher: Orte) -> dict[int, Ort]:
    """Return a place in pixels for every Akteur and Gremium; `bisher`: where those stand that were there before."""
    graph = networkx.Graph()
    graph.add_weighted_edges_from((*paar, ZUG_DER_GREMIEN if min(paar) < 0 else 1) for paar in sorted(paare))
    if not graph:
        return {}
    geblieben = {pk: ort for pk, ort in bisher.items() if pk in graph}
    if len(graph) - len(geblieben) > ANTEIL_NEUE * len(graph):
        geblieben = {}
    orte = _dazu(graph, geblieben) if geblieben else _neu(graph)
    viele = len(graph) > MIT_NAMEN
    entzerrt = _entzerrt(orte, set(geblieben), BREIT[viele], HOCH[viele])
    return {pk: (round(x, 1), round(y, 1)) for pk, (x, y) in entzerrt.items()}


def _neu(graph: networkx.Graph) -> dict[int, Ort]:
    """Return new places for all of them, spread over a sheet across."""
    flaeche = sum(JE_AKTEUR if nummer < MIT_NAMEN else JE_WEITEREM for nummer in range(max(len(graph), 4)))
    hoehe = math.sqrt(flaeche / SEITEN)
    gehalten = networkx.Graph(graph)
    gehalten.add_weighted_edges_from((MITTE, pk, ZUG_ZUR_MITTE) for pk in graph)
    lage = networkx.spring_layout(gehalten, seed=SAAT, iterations=RUNDEN, k=2.2 / math.sqrt(len(graph)))
    lage.pop(MITTE)
    return _gestreckt({pk: (float(x), float(y)) for pk, (x, y) in lage.items()}, hoehe * SEITEN, hoehe)


def _gestreckt(lage: dict[int, Ort], breite: float, hoehe: float) -> dict[int, Ort]:
    """Return the places stretched to a sheet: those in each direction in their order, half as they lie, half evenly."""
    ergebnis: dict[int, list[float]] = {pk: [] for pk in lage}
    for achse, laenge in ((0, breite), (1, hoehe)):
        reihe = sorted(lage, key=lambda pk: (lage[pk][achse], pk))
        klein, gross = lage[reihe[0]][achse], lage[reihe[-1]][achse]
        for platz, pk in enumerate(reihe):
            wo = (lage[pk][achse] - klein) / (gross - klein or 1)
            ergebnis[pk].append(laenge * (wo + platz / max(len(reihe) - 1, 1)) / 2)
    return {pk: (x, y) for pk, (x, y) in ergebnis.items()}


def _dazu(graph: networkx.Graph, geblieben: dict[int, Ort]) -> dict[int, Ort]:
    """Return places where only those who are new have to find theirs, near those they work with."""
    mitte = tuple(sum(ort[achse] for ort in geblieben.values()) / len(geblieben) for achse in (0, 1))
    start = dict(geblieben)
    for nummer, pk in enumerate(sorted(set(graph) - set(geblieben))):
        nahe = [geblieben[nachbar] for nachbar in graph[pk] if nachbar in geblieben] or [mitte]
        winkel = nummer * 2.4
        start[pk] = (
            sum(x for x, _y in nahe) / len(nahe) + 60 * math.cos(winkel),
            sum(y for _x, y in nahe) / len(nahe) + 60 * math.sin(winkel),
        )
    if len(start) == len(geblieben):
        return start
    lage = networkx.spring_layout(
        graph, pos=start, fixed=list(geblieben), seed=SAAT, iterations=RUNDEN_DAZU, weight=None
    )
    return {pk: (float(x), float(y)) for pk, (x, y) in lage.items()}


def _entzerrt(orte: dict[int, Ort], feste: set[int], breit: float, hoch: float) -> dict[int, Ort]:
    """Return the places with enough room between them: who stands too near is pushed away, who stayed moves a fifth as much."""
    lage = {pk: [x, y] for pk, (x, y) in sorted(orte.items())}
    pks = list(lage)
    for _runde in range(ENTZERREN):
        ruhig = True
        for stelle, einer in enumerate(pks):
            for anderer in pks[stelle + 1 :]:
                dx, dy = lage[anderer][0] - lage[einer][0], lage[anderer][1] - lage[einer][1]
                weite = math.hypot(dx / breit, dy / hoch)
                if weite >= 1:
                    continue
                ruhig = False
                if weite < 0.01:
                    dx, dy, weite = breit, hoch * 0.3, 1.04
                schub = (1 - min(weite, 0.96)) / weite / 2
                for pk, richtung in ((einer, -1), (anderer, 1)):
                    kraft = schub * richtung * (0.2 if pk in feste else 1)
                    lage[pk][0] += dx * kraft
                    lage[pk][1] += dy * kraft
        if ruhig:
            break
    return {pk: (x, y) for pk, (x, y) in lage.items()}
