"""Measure the site and print one table (`make bench`); takes some minutes and is no part of `make test`.

Two sets of entries in two databases, each served by gunicorn with production settings. Every time stands beside that of
a static file and of a constant Django view, asked in turn with it. Environment: TEST_POSTGRES_URL (a role that may create
databases), LEISTUNG_DATEN (folder with the files of the large area).
"""

import sys
import tempfile
import time
from pathlib import Path

from tests.leistung.bestaende import alle_bestaende, manage
from tests.leistung.datenbanken import alle_server
from tests.leistung.durchgang import Durchgang
from tests.leistung.server import umgebung
from tests.leistung.tabelle import Tabelle


def main() -> None:
    beginn = time.monotonic()
    tabelle = Tabelle()
    with tempfile.TemporaryDirectory(prefix="leistung-") as name, alle_server(Path(name)) as server:
        ordner = Path(name)
        bestaende = alle_bestaende(ordner)
        sammeln = umgebung(bestaende[0], f"sqlite:///{ordner / 'leer.sqlite3'}", ordner / "gesammelt")
        manage(sammeln, "collectstatic", "--noinput", "--ignore=admin")
        for bestand in bestaende:
            for eines in server:
                tabelle.abschnitt(f"{bestand.name} · {eines.name}", bestand.fehlt or eines.fehlt)
                if not (bestand.fehlt or eines.fehlt):
                    sys.stderr.write(f"{bestand.name} · {eines.name} …\n")
                    Durchgang(bestand, eines, ordner, tabelle).messen()
    tabelle.zeigen(time.monotonic() - beginn)


if __name__ == "__main__":
    main()
