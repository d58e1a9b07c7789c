"""How fast the Netzwerkkarte is shown with 300 Akteure and 1,000 Kooperationen, whose places are worked out beforehand."""

import time
from dataclasses import dataclass
from pathlib import Path

from tests.leistung.bestaende import WURZEL, Bestand, manage
from tests.leistung.datenbanken import Server
from tests.leistung.last import FEST, Vergleich
from tests.leistung.server import gunicorn, umgebung
from tests.leistung.tabelle import Tabelle, deutsch

AKTEURE, KOOPERATIONEN = 300, 1000
HOECHSTENS_MS = 100
HOECHSTENS_SPEICHER_MB = 120
SEITEN = {
    "Netzwerkkarte, alles": "/netzwerk/",
    "Netzwerkkarte, alles, Türkisch": "/tr/netzwerk/",
    "Netzwerkkarte, eine Lebensphase": "/netzwerk/?lebensphase=kita",
    "Netzwerkkarte, um einen Akteur": "/netzwerk/?akteur=netz-akteur-7&tiefe=2",
    "Netzwerkkarte als CSV": "/netzwerk/kooperationen.csv",
}


@dataclass
class Netzmessung:
    """Fills one section of the table: one database."""

    server: Server
    ordner: Path
    tabelle: Tabelle

    def messen(self) -> None:
        """Invent, work out the places, serve, ask; the database is gone afterwards."""
        bestand = Bestand("Netzwerk", "netz", WURZEL / "fixtures" / "gebiet", [])
        with self.server.datenbank(bestand.kuerzel) as url:
            umwelt = umgebung(bestand, url, self.ordner / "gesammelt")
            manage(umwelt, "einrichten")
            manage(
                umwelt,
                "shell",
                "--no-imports",
                "-c",
                f"from tests.leistung.netz_erfinden import erfinde; erfinde({AKTEURE}, {KOOPERATIONEN})",
            )
            self._anordnen(umwelt)
            self.server.geladen(url)
            with gunicorn(umwelt, self.ordner / "gunicorn.log") as laufend:
                vergleich = Vergleich(laufend.port, FEST, FEST, laufend.rechenzeit)
                for name, pfad in SEITEN.items():
                    self._seite(vergleich, name, pfad)
                speicher = laufend.speicher()
        self.tabelle.zeile(f"Speicher je Prozess danach: {speicher:.0f} MB")
        self.tabelle.grenze("Speicher in MB", speicher, HOECHSTENS_SPEICHER_MB)

    def _anordnen(self, umwelt: dict[str, str]) -> None:
        beginn = time.monotonic()
        manage(umwelt, "ordne_netzwerk_an")
        self.tabelle.zeile(f"angeordnet in {deutsch(time.monotonic() - beginn, 1)} s, in einem eigenen Prozess")

    def _seite(self, vergleich: Vergleich, name: str, pfad: str) -> None:
        messung = vergleich.beides(pfad)
        self.tabelle.messung(name, messung)
        self.tabelle.grenze(f"{name}: ms p50", messung.p50, HOECHSTENS_MS)
