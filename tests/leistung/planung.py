"""How fast planning is among many invented Angebote: worked out alone, and its pages as a logged-in Koordination gets them."""

import json
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from tests.leistung.last import Besucher
from tests.leistung.server import Gunicorn
from tests.leistung.tabelle import SPALTEN, Tabelle, deutsch

MATRIX = "/planung/luecken/?zeilen=gemeinde&spalten=thema"
SEITEN = {"Matrix der Lücken, 44 × 10": MATRIX, "Präventionskette": "/praeventionskette/"}
HOECHSTENS_MATRIX_MS = {"SQLite": 800, "PostgreSQL": 300}
RUNDEN = 40
AUFWAERMEN = 6
FRIST_SEKUNDEN = 60


@dataclass
class Planungsmessung:
    """Adds the rows of one database. `server`: its name."""

    server: str
    tabelle: Tabelle
    allein: dict
    """What `tests.leistung.abdeckung` printed."""

    @classmethod
    def aus(cls, server: str, tabelle: Tabelle, ausgabe: str) -> "Planungsmessung":
        return cls(server, tabelle, json.loads(ausgabe))

    def messen(self, laufend: Gunicorn) -> None:
        """Tell what was worked out alone; ask for each page that is there."""
        a = self.allein
        was = f"{a['zeilen']} × {a['spalten']}"
        self._zeile(f"Planung: alle Fakten neu ({a['abfragen']} Abfragen)", a["kalt"])
        self._zeile(f"Planung: erste Matrix {was} danach, nur gerechnet", a["matrix_erste"])
        self._zeile("Planung: jede weitere, nur gerechnet", a["matrix"], a["matrix_p95"])
        self._zeile("Planung: Kette, nur gerechnet", a["kette"])
        self.tabelle.zeile(
            f"Planung: Speicher allein {a['speicher_vorher']:.0f} MB, mit allen Fakten {a['speicher']:.0f} MB"
        )
        for name, pfad in SEITEN.items():
            self._seite(name, pfad, laufend)

    def _seite(self, name: str, pfad: str, laufend: Gunicorn) -> None:
        try:
            for _ in range(AUFWAERMEN):  # over connections of their own, so that every worker gets some
                with closing(Besucher(laufend.port, FRIST_SEKUNDEN)) as besucher:
                    besucher.holen(pfad, Cookie=self.allein["keks"])
        except RuntimeError:
            self.tabelle.zeile(name, "gibt es noch nicht")
            return
        with closing(Besucher(laufend.port, FRIST_SEKUNDEN)) as besucher:
            zeiten = _zeiten(lambda: besucher.holen(pfad, Cookie=self.allein["keks"]), RUNDEN)
        p95 = statistics.quantiles(zeiten, n=20)[-1]
        self._zeile(name, statistics.median(zeiten), p95)
        if pfad == MATRIX:
            self.tabelle.grenze(f"{name}: ms p95", p95, HOECHSTENS_MATRIX_MS[self.server])

    def _zeile(self, name: str, p50: float, p95: float | None = None) -> None:
        werte = dict.fromkeys(SPALTEN, "")
        werte["ms p50"], werte["p95"] = deutsch(p50, 1), "" if p95 is None else deutsch(p95, 1)
        self.tabelle.zeile(name, "", *werte.values())


def _zeiten(was: Callable[[], object], runden: int) -> list[float]:
    """Return the milliseconds of each round."""
    zeiten = []
    for _ in range(runden):
        beginn = time.perf_counter()
        was()
        zeiten.append(1000 * (time.perf_counter() - beginn))
    return zeiten
