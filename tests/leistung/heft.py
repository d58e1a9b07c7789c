"""The Wegweiser of all demo entries: how long the queue works for it, and how long the longest request takes meanwhile."""

import http.client
import time
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from tests.leistung.last import Besucher, Vergleich
from tests.leistung.tabelle import Tabelle, deutsch

SPRACHE = "tr"
JE = 200
"""Limits are for so many Angebote."""
HOECHSTENS_SEKUNDEN = 30
HOECHSTENS_ANFRAGE = 2
FRIST_SEKUNDEN = 180
PAUSE = 0.1


@dataclass
class Heftmessung:
    """Adds the rows of one database: orders a booklet, and asks for pages while it is made."""

    vergleich: Vergleich
    tabelle: Tabelle
    liste: str

    def messen(self) -> None:
        with self.vergleich.besucher() as besucher:
            ansehen = besucher.holen(f"/wegweiser/heft/?in={SPRACHE}")
            anzahl = ansehen.inhalt_als_text.count("<article")
            laengste = [ansehen.sekunden]
            beginn = time.monotonic()
            adresse = self._bestellen(laengste)
            while 'data-lage="fertig"' not in (stand := self._anfragen(besucher, adresse, laengste)):
                if "gescheitert" in stand or time.monotonic() > beginn + FRIST_SEKUNDEN:
                    self.tabelle.gescheitert("Wegweiser als PDF", stand[:80])
                    return
                time.sleep(PAUSE)
            sekunden = time.monotonic() - beginn
            groesse = len(besucher.holen(f"{urlsplit(adresse).path}datei.pdf").inhalt)
        name = f"Wegweiser, {anzahl} Angebote: PDF in {deutsch(sekunden, 1)} s ({deutsch(groesse / 1000)} kB)"
        self.tabelle.zeile(name)
        self.tabelle.zeile(
            f"längste Anfrage in dieser Zeit: {deutsch(max(laengste), 2)} s; das Heft als Seite: {deutsch(laengste[0], 2)} s"
        )
        self.tabelle.grenze("Wegweiser: Sekunden je 200 Angebote", sekunden * JE / anzahl, HOECHSTENS_SEKUNDEN, 1)
        self.tabelle.grenze("Wegweiser: längste Anfrage in Sekunden", max(laengste), HOECHSTENS_ANFRAGE, 2)

    def _anfragen(self, besucher: Besucher, adresse: str, laengste: list[float]) -> str:
        """Ask for the list and for how far it is; return what the latter says."""
        laengste.append(besucher.holen(self.liste).sekunden)
        antwort = besucher.holen(adresse)
        laengste.append(antwort.sekunden)
        return antwort.inhalt_als_text

    def _bestellen(self, laengste: list[float]) -> str:
        verbindung = http.client.HTTPConnection("127.0.0.1", self.vergleich.port, timeout=FRIST_SEKUNDEN)
        kopf = {"X-Forwarded-Proto": "https", "Content-Type": "application/x-www-form-urlencoded"}
        beginn = time.perf_counter()
        verbindung.request("POST", "/wegweiser/auftrag/", urlencode({"in": SPRACHE}), kopf)
        antwort = verbindung.getresponse()
        laengste.append(time.perf_counter() - beginn)
        verbindung.close()
        if antwort.status != http.HTTPStatus.FOUND:
            raise RuntimeError(f"Bestellen: {antwort.status}")
        return antwort.headers["Location"]
