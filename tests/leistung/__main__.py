"""Measure the site and print one table (`make bench`); takes some minutes and is no part of `make test`.

Two sets of entries in two databases, each served by gunicorn with production settings. Every time stands beside that of
a static file and of a constant Django view, asked in turn with it. Then the search among invented Angebote, beside the
unfiltered list. Environment: TEST_POSTGRES_URL (a role that may create databases), LEISTUNG_DATEN (folder with the files of
the large area), NUR (only "seiten", "suche" or "netzwerk"), GROSS (anything: the search among 100,000 too, on PostgreSQL).
"""

import os
import sys
import tempfile
from pathlib import Path

from tests.leistung.bestaende import Bestand, alle_bestaende, manage
from tests.leistung.datenbanken import Server, alle_server
from tests.leistung.durchgang import Durchgang
from tests.leistung.netzwerk import AKTEURE, KOOPERATIONEN, Netzmessung
from tests.leistung.server import umgebung
from tests.leistung.suche import Reihe, Suchmessung
from tests.leistung.tabelle import Tabelle, deutsch

ANGEBOTE, VIELE_ANGEBOTE = 10_000, 100_000


def main() -> None:
    tabelle, fertig = Tabelle(), False
    try:
        _messen(tabelle, os.environ.get("NUR", ""))
        fertig = True
    finally:
        tabelle.zeigen(fertig)


def _messen(tabelle: Tabelle, nur: str) -> None:
    with tempfile.TemporaryDirectory(prefix="leistung-") as name, alle_server(Path(name)) as server:
        ordner = Path(name)
        bestaende = alle_bestaende(ordner)
        sammeln = umgebung(bestaende[0], f"sqlite:///{ordner / 'leer.sqlite3'}", ordner / "gesammelt")
        manage(sammeln, "collectstatic", "--noinput", "--ignore=admin")
        if nur in ("", "seiten"):
            _seiten(bestaende, server, ordner, tabelle)
        if nur in ("", "suche"):
            for eines in server:
                _suche(eines, ordner, tabelle)
        if nur in ("", "netzwerk"):
            for eines in server:
                if _beginnt(
                    tabelle, f"{AKTEURE} Akteure, {deutsch(KOOPERATIONEN)} Kooperationen · {eines.name}", eines.fehlt
                ):
                    Netzmessung(eines, ordner, tabelle).messen()


def _seiten(bestaende: list[Bestand], server: list[Server], ordner: Path, tabelle: Tabelle) -> None:
    """Measure every page with each set of entries in each database."""
    for bestand in bestaende:
        for eines in server:
            if _beginnt(tabelle, f"{bestand.name} · {eines.name}", bestand.fehlt or eines.fehlt):
                Durchgang(bestand, eines, ordner, tabelle).messen()


def _suche(server: Server, ordner: Path, tabelle: Tabelle) -> None:
    """Measure the search in one database; of the largest number also tell the plans."""
    mengen = [ANGEBOTE, VIELE_ANGEBOTE] if os.environ.get("GROSS") and server.name == "PostgreSQL" else [ANGEBOTE]
    zehntel: dict[str, Reihe] = {}
    for anzahl in mengen:
        if _beginnt(tabelle, f"{deutsch(anzahl)} erzeugte Angebote · {server.name}", server.fehlt):
            messung = Suchmessung(anzahl, server, ordner, tabelle, zehntel)
            messung.messen()
            zehntel = messung.reihen
            tabelle.plaene = messung.plaene


def _beginnt(tabelle: Tabelle, name: str, fehlt: str) -> bool:
    """Begin a section; return whether there is anything to measure."""
    tabelle.abschnitt(name, fehlt)
    if not fehlt:
        sys.stderr.write(f"{name} …\n")
    return not fehlt


if __name__ == "__main__":
    main()
