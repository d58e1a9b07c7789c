"""The load: one visitor with a stop-watch, or eight at once. Bounded in number and time."""

import gzip
import http.client
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace

FEST = "/leistung/fest"
"""Address of the constant view, see urls.py."""
KUNDEN = 8
HOECHSTENS_RUNDEN = 40
AUFWAERMEN = 5
MINDESTENS_RUNDEN = 10
SEKUNDEN_ALLEIN = 2.5
HOECHSTENS_ZUSAMMEN = 240
SEKUNDEN_ZUSAMMEN = 1.5


@dataclass(frozen=True)
class Antwort:
    """One answer; `gesendet` counts every byte on the line, headers included, still compressed."""

    status: int
    koepfe: dict[str, str]
    inhalt: bytes
    gesendet: int
    sekunden: float

    @property
    def inhalt_als_text(self) -> str:
        """The page itself, unpacked."""
        gepackt = self.koepfe.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.inhalt) if gepackt else self.inhalt).decode()


@dataclass(frozen=True)
class Messung:
    """Times in ms. `zu_statisch` and `zu_fest`: the median divided by that of the file and of the constant view, both
    asked in turn with the page, so that a busy machine slows all three. `rechenzeit`: what the processor worked for one
    request in gunicorn, however long it waited; a PostgreSQL works beside it."""

    p50: float
    p95: float
    zu_statisch: float
    zu_fest: float
    allein: float
    gesendet: int
    zusammen: float | None = None
    rechenzeit: float | None = None


@dataclass
class Besucher:
    """Asks as the proxy that speaks TLS asks, over one connection that stays open."""

    port: int
    frist: int = 30
    verbindung: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.verbindung = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.frist)

    def holen(self, pfad: str, erwartet: int = 200, **koepfe: str) -> Antwort:
        """Return the answer; another status than `erwartet` is an error, for an error page is fast."""
        anfrage = {"X-Forwarded-Proto": "https", "Accept-Encoding": "gzip, deflate, br"}
        anfrage |= {name.replace("_", "-"): wert for name, wert in koepfe.items()}
        beginn = time.perf_counter()
        self.verbindung.request("GET", pfad, headers=anfrage)
        antwort = self.verbindung.getresponse()
        inhalt = antwort.read()
        sekunden = time.perf_counter() - beginn
        if antwort.status != erwartet:
            raise RuntimeError(f"{pfad}: {antwort.status} statt {erwartet}")
        zeilen = [f"HTTP/1.1 {antwort.status} {antwort.reason}", *map(": ".join, antwort.getheaders()), ""]
        gesendet = sum(len(zeile) + 2 for zeile in zeilen) + len(inhalt)
        return Antwort(antwort.status, dict(antwort.getheaders()), inhalt, gesendet, sekunden)

    def close(self) -> None:
        self.verbindung.close()


@dataclass(frozen=True)
class Vergleich:
    """The server under load and its two fixed points."""

    port: int
    statisch: str
    fest: str
    rechenzeit: Callable[[], float]

    def besucher(self) -> closing[Besucher]:
        return closing(Besucher(self.port))

    def allein(self, *pfade: str, erwartet: int = 200, **koepfe: str) -> Messung:
        """Measure one visitor who fetches `pfade` one after the other, again and again."""
        zeiten: list[float] = []
        statisch: list[float] = []
        fest: list[float] = []
        ende = time.monotonic() + SEKUNDEN_ALLEIN
        with self.besucher() as besucher:
            for runde in range(HOECHSTENS_RUNDEN):
                antworten = [besucher.holen(pfad, erwartet, **koepfe) for pfad in pfade]
                zeiten.append(1000 * sum(antwort.sekunden for antwort in antworten))
                statisch.append(1000 * besucher.holen(self.statisch).sekunden)
                fest.append(1000 * besucher.holen(self.fest).sekunden)
                if time.monotonic() > ende and runde + 1 >= MINDESTENS_RUNDEN:
                    break
        p50 = statistics.median(zeiten)
        return Messung(
            p50=p50,
            p95=statistics.quantiles(zeiten, n=20)[-1],
            zu_statisch=p50 / statistics.median(statisch),
            zu_fest=p50 / statistics.median(fest),
            allein=1000 * len(zeiten) / sum(zeiten),
            gesendet=sum(antwort.gesendet for antwort in antworten),
        )

    def abwechselnd(self, einer: str, anderer: str, runden: int) -> tuple[float, float]:
        """Return the median ms of two pages, asked in turn."""
        zeiten: dict[str, list[float]] = {einer: [], anderer: []}
        with self.besucher() as besucher:
            for runde in range(runden + AUFWAERMEN):
                for pfad in (einer, anderer):
                    sekunden = besucher.holen(pfad).sekunden
                    if runde >= AUFWAERMEN:
                        zeiten[pfad].append(1000 * sekunden)
        return statistics.median(zeiten[einer]), statistics.median(zeiten[anderer])

    def beides(self, pfad: str) -> Messung:
        """Measure KUNDEN visitors, then one: by then every worker knows the page."""
        je_sekunde, rechenzeit = self.zusammen(pfad)
        return replace(self.allein(pfad), zusammen=je_sekunde, rechenzeit=rechenzeit)

    def zusammen(self, pfad: str) -> tuple[float, float]:
        """Return how many requests per second KUNDEN visitors at once get answered, and the ms of work for one."""
        ende = time.monotonic() + SEKUNDEN_ZUSAMMEN

        def frage(_nummer: int) -> int:
            anzahl = 0
            with self.besucher() as besucher:
                while anzahl < HOECHSTENS_ZUSAMMEN // KUNDEN and time.monotonic() < ende:
                    besucher.holen(pfad)
                    anzahl += 1
            return anzahl

        vorher, beginn = self.rechenzeit(), time.monotonic()
        with ThreadPoolExecutor(KUNDEN) as gruppe:
            anzahl = sum(gruppe.map(frage, range(KUNDEN)))
        return anzahl / (time.monotonic() - beginn), 1000 * (self.rechenzeit() - vorher) / anzahl
