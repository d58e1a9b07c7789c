"""One pass: a set of entries in one database, loaded, counted, served, measured."""

import json
from dataclasses import dataclass
from pathlib import Path

from tests.leistung.auftraege import Auftragsmessung, steckbriefe, wegweiser
from tests.leistung.bestaende import Bestand, Lauf, manage
from tests.leistung.besuch import erstbesuch
from tests.leistung.datenbanken import Server
from tests.leistung.last import FEST, Messung, Vergleich
from tests.leistung.server import Gunicorn, gunicorn, umgebung
from tests.leistung.sprachen import Sprachmessung
from tests.leistung.tabelle import Tabelle, deutsch

STATISCHE_DATEI = "css/seite.css"
HOECHSTENS_ABFRAGEN = {"Liste": 10, "Karte": 10}
HOECHSTENS_ABFRAGEN_SONST = 8
MEHR_ABFRAGEN = {"Angebot": 1}
"""Alone it stands without what comes before and after: the others are one query more, however many."""
HOECHSTENS_ERSTBESUCH = 100_000
HOECHSTENS_DANACH = 15_000
HOECHSTENS_IMPORT_SEKUNDEN = 15
ZAEHLEN = "from tests.leistung.abfragen import main; main()"
ANMELDEN = "from tests.leistung.abdeckung import angemeldet; print(angemeldet())"


@dataclass(frozen=True)
class Fixpunkt:
    """What everything is compared with: its times, and the memory of a worker that has served nothing else."""

    messung: Messung
    speicher: float


@dataclass
class Durchgang:
    """Fills one section of the table."""

    bestand: Bestand
    server: Server
    ordner: Path
    tabelle: Tabelle

    def messen(self) -> None:
        """Load, count, serve, measure; the database is gone afterwards."""
        with self.server.datenbank(self.bestand.kuerzel) as url:
            umwelt = umgebung(self.bestand, url, self.ordner / "gesammelt")
            for befehl in (["migrate", "--noinput"], *self.bestand.befehle):
                manage(umwelt, *befehl)
            einlesen = [manage(umwelt, *befehl) for befehl in self.bestand.gestoppt]
            self.server.geladen(url)
            seiten = json.loads(manage(umwelt, "shell", "--no-imports", "-c", ZAEHLEN).ausgabe)
            with gunicorn(umwelt, self.ordner / "gunicorn.log") as laufend:
                vergleich = Vergleich(laufend.port, self._statischer_pfad(), FEST, laufend.rechenzeit)
                punkte = self._punkte(vergleich, laufend)
                for seite in seiten:
                    self._seite(vergleich, seite)
                self._besuche(vergleich, next(seite["pfad"] for seite in seiten if seite["name"] == "Liste"))
                if self.bestand.mit_uebersetzungen:
                    pfade = {seite["name"]: seite["pfad"] for seite in seiten}
                    Sprachmessung(vergleich, self.tabelle, pfade).messen()
                    auftraege = Auftragsmessung(vergleich, self.tabelle, pfade["Liste"])
                    auftraege.messen(wegweiser())
                    auftraege.messen(
                        steckbriefe(manage(umwelt, "shell", "--no-imports", "-c", ANMELDEN).ausgabe.strip())
                    )
                self._speicher(laufend.speicher(), [punkt.speicher for punkt in punkte])
        for name, lauf in zip(("Import", "derselbe Import noch einmal"), einlesen, strict=False):
            self._import(name, lauf, [punkt.messung for punkt in punkte])

    def _statischer_pfad(self) -> str:
        namen = json.loads((self.ordner / "gesammelt" / "staticfiles.json").read_text())["paths"]
        return f"/static/{namen[STATISCHE_DATEI]}"

    def _punkte(self, vergleich: Vergleich, laufend: Gunicorn) -> list[Fixpunkt]:
        """Measure the file and the constant view, and what a worker weighs that has served nothing else."""
        punkte = []
        for name, pfad in (("statische Datei", vergleich.statisch), ("feste Django-Antwort", vergleich.fest)):
            messung = vergleich.beides(pfad)
            self.tabelle.messung(name, messung)
            punkte.append(Fixpunkt(messung, laufend.speicher()))
        return punkte

    def _seite(self, vergleich: Vergleich, seite: dict) -> None:
        name, bei = seite["name"], list(seite["bei"].values())
        try:
            messung = vergleich.beides(seite["pfad"])
        except (OSError, RuntimeError) as grund:
            self.tabelle.gescheitert(name, str(grund))
            return
        self.tabelle.messung(name, messung, "/".join(map(str, [*bei, seite["hier"]])))
        hoechstens = HOECHSTENS_ABFRAGEN.get(name.partition(":")[0], HOECHSTENS_ABFRAGEN_SONST)
        self.tabelle.grenze(f"{name}: Abfragen", max(*bei, seite["hier"]), hoechstens)
        self.tabelle.grenze(f"{name}: Abfragen bei mehr Treffern", max(bei), min(bei) + MEHR_ABFRAGEN.get(name, 0))
        if name.startswith("Liste"):
            self.tabelle.grenze(f"{name}: Bytes", messung.gesendet, HOECHSTENS_DANACH)

    def _besuche(self, vergleich: Vergleich, liste: str) -> None:
        """Measure the list as a browser gets it: first visit, second visit, nothing new."""
        with vergleich.besucher() as besucher:
            besuch = erstbesuch(besucher, liste)
            marke = besucher.holen(liste).koepfe["ETag"]
            arten = {"HTML": [liste], **besuch.dateien}
            teile = {art: sum(besucher.holen(pfad).gesendet for pfad in pfade) for art, pfade in arten.items()}
        ohne_schriften = vergleich.allein(*besuch.ohne_schriften)
        danach = vergleich.allein(*besuch.wieder)
        self.tabelle.messung("Liste, erster Besuch ohne Schriften", ohne_schriften)
        self.tabelle.messung("Liste, erster Besuch mit Schriften", vergleich.allein(*besuch.alles))
        for art, menge in teile.items():
            self.tabelle.davon(art, menge)
        self.tabelle.messung("Liste, zweiter Besuch", danach)
        self.tabelle.messung("Liste, nichts Neues (304)", vergleich.allein(liste, erwartet=304, If_None_Match=marke))
        self.tabelle.grenze("erster Besuch der Liste: Bytes", ohne_schriften.gesendet, HOECHSTENS_ERSTBESUCH)
        self.tabelle.grenze("zweiter Besuch der Liste: Bytes", danach.gesendet, HOECHSTENS_DANACH)

    def _speicher(self, danach: float, vorher: list[float]) -> None:
        verhaeltnisse = [deutsch(danach / eines, 1) for eines in vorher]
        self.tabelle.zeile(f"Speicher je Prozess danach: {danach:.0f} MB", "", "", "", *verhaeltnisse)

    def _import(self, name: str, lauf: Lauf, punkte: list[Messung]) -> None:
        """Add a row per import: seconds in its name, the time of one line in the columns."""
        je_zeile = 1000 * lauf.sekunden / self.bestand.zeilen
        verhaeltnisse = [deutsch(je_zeile / punkt.p50, 1) for punkt in punkte]
        text = f"{name}: {deutsch(lauf.sekunden, 1)} s; je Zeile"
        rechenzeit = 1000 * lauf.rechenzeit / self.bestand.zeilen
        self.tabelle.zeile(text, "", deutsch(je_zeile, 1), "", *verhaeltnisse, "", "", deutsch(rechenzeit, 1))
        if self.server.name == "SQLite":
            self.tabelle.grenze(f"{name}: Sekunden", lauf.sekunden, HOECHSTENS_IMPORT_SEKUNDEN)
