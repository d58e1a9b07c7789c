"""What the queue makes of all demo entries, the Wegweiser and the Steckbriefe: how long it works for it, and how long the
longest request takes meanwhile."""

import http.client
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from tests.leistung.last import Besucher, Vergleich
from tests.leistung.tabelle import Tabelle, deutsch

HOECHSTENS_ANFRAGE = 2
FRIST_SEKUNDEN = 180
PAUSE = 0.1
SPRACHE = "tr"
CSRF = "0" * 32
"""The same in cookie and form is all that is asked of somebody who is logged in."""


@dataclass(frozen=True)
class Bestellung:
    """What is ordered where, and how many seconds it may take for `je` of what it is made of."""

    name: str
    wovon: str
    seite: str
    """Shows what it is made of: `merkmal` once for each."""
    merkmal: str
    ziel: str
    daten: dict[str, str]
    datei: str
    je: int
    hoechstens: int
    koepfe: dict[str, str] = field(default_factory=dict)
    """Of the one who orders."""


def wegweiser() -> Bestellung:
    seite, daten = f"/wegweiser/heft/?in={SPRACHE}", {"in": SPRACHE}
    return Bestellung("Wegweiser", "Angebote", seite, "<article", "/wegweiser/auftrag/", daten, "datei.pdf", 200, 30)


def steckbriefe(keks: str) -> Bestellung:
    """Return the order of all Steckbriefe; `keks` is of somebody of the Koordination."""
    adresse, daten = "/planung/berichte/steckbrief/", {"gemeinde": "alle", "datei": "pdf", "csrfmiddlewaretoken": CSRF}
    seite, merkmal = f"{adresse}?gemeinde=alle", f'href="{adresse}?gemeinde='
    koepfe = {"Cookie": f"{keks}; csrftoken={CSRF}"}
    return Bestellung(
        "Steckbriefe", "Gemeinden", seite, merkmal, f"{adresse}bestellen/", daten, "datei/", 44, 120, koepfe
    )


@dataclass
class Auftragsmessung:
    """Adds the rows of one database: orders a file, and asks for pages while it is made."""

    vergleich: Vergleich
    tabelle: Tabelle
    liste: str

    def messen(self, was: Bestellung) -> None:
        with self.vergleich.besucher() as besucher:
            ansehen = besucher.holen(was.seite, **was.koepfe)
            anzahl = ansehen.inhalt_als_text.count(was.merkmal)
            laengste, staende = [ansehen.sekunden], set()
            beginn = time.monotonic()
            adresse = self._bestellen(was, laengste)
            while 'data-lage="fertig"' not in (stand := self._anfragen(besucher, adresse, was, laengste)):
                if "gescheitert" in stand or time.monotonic() > beginn + FRIST_SEKUNDEN:
                    self.tabelle.gescheitert(f"{was.name} als PDF", stand[:80])
                    return
                staende.update(re.findall(r'<progress[^>]* value="(\d+)"', stand))
                time.sleep(PAUSE)
            sekunden = time.monotonic() - beginn
            groesse = len(besucher.holen(f"{urlsplit(adresse).path}{was.datei}", **was.koepfe).inhalt)
        zeit = f"PDF in {deutsch(sekunden, 1)} s ({deutsch(groesse / 1000)} kB)"
        self.tabelle.zeile(f"{was.name}, {anzahl} {was.wovon}: {zeit}, {len(staende)} Stände gezeigt")
        self.tabelle.zeile(
            f"längste Anfrage in dieser Zeit: {deutsch(max(laengste), 2)} s; die Seite davor: {deutsch(laengste[0], 2)} s"
        )
        self.tabelle.grenze(
            f"{was.name}: Sekunden je {was.je} {was.wovon}", sekunden * was.je / anzahl, was.hoechstens, 1
        )
        self.tabelle.grenze(f"{was.name}: längste Anfrage in Sekunden", max(laengste), HOECHSTENS_ANFRAGE, 2)

    def _anfragen(self, besucher: Besucher, adresse: str, was: Bestellung, laengste: list[float]) -> str:
        """Ask for the list and for how far it is; return what the latter says."""
        laengste.append(besucher.holen(self.liste).sekunden)
        antwort = besucher.holen(adresse, **was.koepfe)
        laengste.append(antwort.sekunden)
        return antwort.inhalt_als_text

    def _bestellen(self, was: Bestellung, laengste: list[float]) -> str:
        verbindung = http.client.HTTPConnection("127.0.0.1", self.vergleich.port, timeout=FRIST_SEKUNDEN)
        kopf = {
            "X-Forwarded-Proto": "https",
            "Origin": f"https://127.0.0.1:{self.vergleich.port}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        beginn = time.perf_counter()
        verbindung.request("POST", was.ziel, urlencode(was.daten), kopf | was.koepfe)
        antwort = verbindung.getresponse()
        laengste.append(time.perf_counter() - beginn)
        verbindung.close()
        if antwort.status != http.HTTPStatus.FOUND:
            raise RuntimeError(f"{was.name} bestellen: {antwort.status}")
        return antwort.headers["Location"]
