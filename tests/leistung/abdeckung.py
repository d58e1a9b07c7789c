"""Measure planning without any page, in a process of its own that has the site's settings; prints JSON. Also logs somebody
of the Koordination in, as the pages of planning need it."""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from angebote import bestand
from angebote.vokabular import Vokabular
from netzwerk.planung.abdeckung import Abdeckung
from netzwerk.planung.fakten import gedaechtnis
from netzwerk.planung.gebiete import Ebene
from tests.anmelden import mit_zweitem_faktor
from tests.fabriken import make_konto
from tests.leistung.server import resident

SPALTEN = 10
RUNDEN = 20


@dataclass(frozen=True)
class Gemessen:
    """Milliseconds (medians; of `matrix` also the p95, and the first one after an edit, which measures how far everything
    is), queries, MB of this process, and a cookie."""

    zeilen: int
    spalten: int
    kalt: float
    abfragen: int
    matrix_erste: float
    matrix: float
    matrix_p95: float
    kette: float
    speicher_vorher: float
    speicher: float
    keks: str


def gestoppt(was: Callable[[], object], runden: int) -> list[float]:
    zeiten = []
    for _ in range(runden):
        beginn = time.perf_counter()
        was()
        zeiten.append(1000 * (time.perf_counter() - beginn))
    return zeiten


def kalt() -> None:
    """Forget everything, and read it again as the first request after an edit does."""
    bestand.gedaechtnis.vergessen()
    gedaechtnis.vergessen()
    gedaechtnis.fakten(Vokabular.laden().staende)


def main() -> None:
    Vokabular.laden()
    vorher = resident("self")
    with CaptureQueriesContext(connection) as abfragen:
        kalt()
    zeiten_kalt = gestoppt(kalt, RUNDEN // 4)

    def abdeckung() -> Abdeckung:
        vokabular = Vokabular.laden()
        return Abdeckung(gedaechtnis.fakten(vokabular.staende), vokabular)

    eine = abdeckung()
    gebiete, koepfe = eine.fakten.gebiete.alle(Ebene.GEMEINDE), eine.koepfe("thema")[:SPALTEN]
    (erste,) = gestoppt(lambda: eine.matrix(gebiete, koepfe), 1)
    matrix = gestoppt(lambda: abdeckung().matrix(gebiete, koepfe), RUNDEN)
    kette = gestoppt(lambda: abdeckung().kette(eine.fakten.gebiete.kreis), RUNDEN)
    gc.collect()
    gemessen = Gemessen(
        zeilen=len(gebiete),
        spalten=len(koepfe),
        kalt=statistics.median(zeiten_kalt),
        abfragen=len(abfragen),
        matrix_erste=erste,
        matrix=statistics.median(matrix),
        matrix_p95=statistics.quantiles(matrix, n=20)[-1],
        kette=statistics.median(kette),
        speicher_vorher=vorher,
        speicher=resident("self"),
        keks=angemeldet(),
    )
    json.dump(asdict(gemessen), sys.stdout)


def angemeldet() -> str:
    """Return the cookie of a fresh login of the Koordination."""
    besucher = Client(SERVER_NAME="127.0.0.1")
    mit_zweitem_faktor(besucher, make_konto("koordination"))
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={besucher.cookies[name].value}"
