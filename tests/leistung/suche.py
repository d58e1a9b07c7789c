"""How fast the search is among many invented Angebote: every kind of question in turn with the unfiltered list."""

import json
import random
import statistics
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from django.utils.http import urlencode

from tests.leistung.bestaende import WURZEL, Bestand, manage
from tests.leistung.datenbanken import Server
from tests.leistung.last import Besucher
from tests.leistung.planung import Planungsmessung
from tests.leistung.server import Gunicorn, gunicorn, umgebung
from tests.leistung.tabelle import SPALTEN, Tabelle, deutsch

PLAENE = WURZEL / "build" / "leistung"
RUNDEN = 120
MINDESTENS_RUNDEN = 20
HOECHSTENS_SEKUNDEN = 900
AUFWAERMEN = 3
FRIST_SEKUNDEN = 300
HOECHSTENS_ZUR_LISTE = 1.5
HOECHSTENS_VORSCHLAG_MS = 20
HOECHSTENS_ZUM_ZEHNTEL = 3
HOECHSTENS_SPEICHER_MB = 120
HOECHSTENS_ABFRAGEN = 12
LISTE, FILTER, VORSCHLAEGE = "Liste ohne Filter", "Wort, zwei Filter, Ort", "Vorschläge beim Tippen"
ZWEI_FILTER = {"sprache": "tr", "kosten": "kostenlos"}
PLAENE_VON = ("ein Wort", FILTER)
FRAGEN: dict[str, list[dict[str, str]]] = {
    LISTE: [{}],
    "ein Wort": [{"q": q} for q in ("hebamme", "schwimmen", "Beratung", "kita", "logopädie", "familie")],
    "zwei Wörter": [{"q": q} for q in ("hebamme hausbesuch", "vätertreff samstag", "kita anmelden", "Hilfe Antrag")],
    "acht Wörter": [
        {"q": "starke eltern treffen kinder spielen singen kochen garten"},
        {"q": "baby schreit nacht schlaf milch arzt hilfe beratung"},
    ],
    "Begriff in anderer Sprache": [{"q": q} for q in ("anaokulu", "дитячий садок", "روضة أطفال", "gradinita")],
    FILTER: [
        {"q": "hebamme", "wo": "Nürtingen"} | ZWEI_FILTER,
        {"q": "beratung", "wo": "Esslingen am Neckar", "umkreis": "10"} | ZWEI_FILTER,
        {"q": "kita", "wo": "73728"} | ZWEI_FILTER,
        {"q": "deutsch lernen", "wo": "Nellingen"} | ZWEI_FILTER,
    ],
    "mit Tippfehler": [{"q": q} for q in ("hebame", "schwangershaft", "logopedie", "spielgrupe")],
    "nichts gefunden": [{"q": q} for q in ("zeppelinmuseum", "xylophonbauer", "quarzuhrmacher")],
}
"""Kind of question → what is asked in turn, all of it below /angebote/."""
GETIPPT = ("he", "heb", "kita", "stut", "nür", "ana", "дит", "logo")


def alle_pfade() -> dict[str, list[str]]:
    """Return kind of question → addresses."""
    pfade = {name: [f"/angebote/?{urlencode(frage)}" for frage in fragen] for name, fragen in FRAGEN.items()}
    return pfade | {VORSCHLAEGE: [f"/angebote/vorschlaege/?{urlencode({'q': q})}" for q in GETIPPT]}


@dataclass
class Reihe:
    """All answers to one kind of question: milliseconds, and the seconds the processor worked for them."""

    zeiten: list[float] = field(default_factory=list)
    rechenzeit: float = 0
    gesendet: int = 0

    def frage(self, besucher: Besucher, pfad: str, rechenzeit: Callable[[], float]) -> None:
        """Fetch a page; `rechenzeit` tells how long the processor has worked so far."""
        vorher = rechenzeit()
        antwort = besucher.holen(pfad)
        self.rechenzeit += rechenzeit() - vorher
        self.zeiten.append(1000 * antwort.sekunden)
        self.gesendet = max(self.gesendet, antwort.gesendet)

    @property
    def p50(self) -> float:
        return statistics.median(self.zeiten)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.zeiten, n=20)[-1]

    def zu(self, andere: "Reihe") -> str:
        """Return the ratio of the medians and of the p95."""
        return f"{deutsch(self.p50 / andere.p50, 1)}/{deutsch(self.p95 / andere.p95, 1)}"


@dataclass
class Suchmessung:
    """Fills one section of the table: so many Angebote in one database."""

    anzahl: int
    server: Server
    ordner: Path
    tabelle: Tabelle
    zehntel: dict[str, Reihe] = field(default_factory=dict)
    """The same questions among a tenth of the Angebote."""
    reihen: dict[str, Reihe] = field(default_factory=dict)
    plaene: list[str] = field(default_factory=list)

    def messen(self) -> None:
        """Invent, count, serve, ask; the database is gone afterwards."""
        gebiet = WURZEL / "fixtures" / "gebiet"
        bestand = Bestand(f"{deutsch(self.anzahl)} erzeugte Angebote", f"n{self.anzahl}", gebiet, [])
        with self.server.datenbank(bestand.kuerzel) as url:
            umwelt = umgebung(bestand, url, self.ordner / "gesammelt")
            manage(umwelt, "einrichten", "--demo")
            self._erzeugt(manage(umwelt, *_in_shell("erzeugen", self.anzahl)).ausgabe)
            self.server.geladen(url)
            with gunicorn(umwelt, self.ordner / "gunicorn.log") as laufend, self.server.rechenzeit(url) as datenbank:
                self._fragen(laufend, lambda: laufend.rechenzeit() + datenbank())
                nach_suche = laufend.speicher()
                planung = manage(umwelt, *_in_shell("abdeckung")).ausgabe
                Planungsmessung.aus(self.server.name, self.tabelle, planung).messen(laufend)
                speicher = laufend.speicher()
            gezaehlt = json.loads(
                manage(umwelt, *_in_shell("plaene", alle_pfade(), PLAENE_VON, str(PLAENE / bestand.kuerzel))).ausgabe
            )
        self._zeilen(gezaehlt["abfragen"])
        self.plaene = gezaehlt["plaene"]
        self.tabelle.zeile(f"Speicher je Prozess: nach der Suche {nach_suche:.0f} MB, danach {speicher:.0f} MB")
        self.tabelle.grenze("Speicher in MB", speicher, HOECHSTENS_SPEICHER_MB)

    def _erzeugt(self, ausgabe: str) -> None:
        bericht = json.loads(ausgabe)
        zeilen = deutsch(sum(bericht["zeilen"].values()))
        woerter = deutsch(bericht["zeilen"]["akteure.Wort"])
        self.tabelle.zeile(f"erzeugt in {bericht['sekunden']:.0f} s: {zeilen} Zeilen, {woerter} Wörter")

    # --- asking -----------------------------------------------------------------------------------------------------
    def _fragen(self, laufend: Gunicorn, rechenzeit: Callable[[], float]) -> None:
        """Ask every kind of question once a round, each round in another order: a busy machine slows all alike."""
        pfade = {name: liste for name, liste in alle_pfade().items() if _gibt_es(laufend, liste[0])}
        for pfad in [pfad for liste in pfade.values() for pfad in liste] * AUFWAERMEN:
            _gibt_es(laufend, pfad)
        naechster, wuerfel = {name: cycle(liste) for name, liste in pfade.items()}, random.Random(1)
        self.reihen = {name: Reihe() for name in pfade}
        ende = time.monotonic() + HOECHSTENS_SEKUNDEN
        with closing(Besucher(laufend.port, FRIST_SEKUNDEN)) as besucher:
            for pfad in [pfad for liste in pfade.values() for pfad in liste]:
                besucher.holen(pfad)  # the worker that serves this connection knows every question too
            for runde in range(RUNDEN):
                for name in wuerfel.sample(list(pfade), len(pfade)):
                    self.reihen[name].frage(besucher, next(naechster[name]), rechenzeit)
                if time.monotonic() > ende and runde + 1 >= MINDESTENS_RUNDEN:
                    break

    # --- telling ----------------------------------------------------------------------------------------------------
    def _zeilen(self, abfragen: dict[str, int]) -> None:
        for name in alle_pfade():
            if name in self.reihen:
                self._zeile(name, self.reihen[name], abfragen[name])
            else:
                self.tabelle.zeile(name, "gibt es noch nicht")
        self._grenzen(abfragen)

    def _zeile(self, name: str, reihe: Reihe, abfragen: int) -> None:
        werte = dict.fromkeys(SPALTEN, "")
        werte["ms p50"], werte["p95"] = deutsch(reihe.p50, 1), deutsch(reihe.p95, 1)
        werte["× Liste"] = reihe.zu(self.reihen[LISTE])
        werte["× 1/10"] = reihe.zu(self.zehntel[name]) if name in self.zehntel else ""
        werte["ms CPU"] = deutsch(1000 * reihe.rechenzeit / len(reihe.zeiten), 1)
        werte["Bytes"] = deutsch(reihe.gesendet)
        self.tabelle.zeile(f"{name} ({len(reihe.zeiten)}×)", str(abfragen), *werte.values())

    def _grenzen(self, abfragen: dict[str, int]) -> None:
        verhaeltnis = self.reihen[FILTER].p95 / self.reihen[LISTE].p95
        self.tabelle.grenze(f"{FILTER}: p95 zur Liste", verhaeltnis, HOECHSTENS_ZUR_LISTE, 2)
        if VORSCHLAEGE in self.reihen:
            self.tabelle.grenze(f"{VORSCHLAEGE}: ms p95", self.reihen[VORSCHLAEGE].p95, HOECHSTENS_VORSCHLAG_MS)
        for name in self.reihen:
            self.tabelle.grenze(f"{name}: Abfragen", abfragen[name], HOECHSTENS_ABFRAGEN)
        for name, zehntel in self.zehntel.items():
            self.tabelle.grenze(
                f"{name}: p95 zu einem Zehntel der Angebote",
                self.reihen[name].p95 / zehntel.p95,
                HOECHSTENS_ZUM_ZEHNTEL,
                2,
            )


def _gibt_es(laufend: Gunicorn, pfad: str) -> bool:
    """Fetch a page over a connection of its own, so that every worker gets some; return whether it is there."""
    with closing(Besucher(laufend.port, FRIST_SEKUNDEN)) as besucher, suppress(RuntimeError):
        return besucher.holen(pfad).status == 200
    return False


def _in_shell(modul: str, *werte: object) -> tuple[str, ...]:
    """Return the command that runs main() of a module of the bench with the site's settings."""
    aufruf = ", ".join(map(repr, werte))
    return ("shell", "--no-imports", "-c", f"from tests.leistung.{modul} import main; main({aufruf})")
