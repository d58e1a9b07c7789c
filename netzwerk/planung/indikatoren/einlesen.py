"""A file or its checked content → what the page shows. Between check and take-over nothing is kept but in the page itself."""

from dataclasses import dataclass, replace
from datetime import date

from django.core import signing
from django.utils import timezone

from akteure.lesen import Fehler, Fehlerliste, Tabelle, Zeile

from .lesen import lies
from .pruefen import Neu, Plan, Vorgabe, pruefe

SALZ = "indikatoren einlesen"
STUNDE = 60 * 60
GEZEIGT = 100
"""So many faults, remarks and changes are shown, each."""
INHALT_HOECHSTENS = 2_000_000
"""What a browser may send back with the button."""


@dataclass
class Ergebnis:
    """What is wrong with a table, or what it would change, and its content for the button."""

    name: str
    fehler: Fehlerliste
    plan: Plan
    inhalt: str = ""

    @property
    def gezeigte_fehler(self) -> list[Fehler]:
        return self.fehler[:GEZEIGT]

    @property
    def gezeigte(self) -> list[Neu]:
        return self.plan.aenderungen[:GEZEIGT]

    @property
    def weitere(self) -> int:
        return max(0, len(self.plan.aenderungen) - GEZEIGT)


def pruefe_datei(roh: bytes, name: str, vorgabe: Vorgabe) -> Ergebnis:
    """Read and check a file."""
    fehler = Fehlerliste()
    tabelle = lies(roh, name, fehler)
    ergebnis = Ergebnis(name, fehler, Plan() if fehler else pruefe(tabelle, vorgabe, fehler))
    if not fehler:
        ergebnis.inhalt = _packen(tabelle, vorgabe)
        if len(ergebnis.inhalt) > INHALT_HOECHSTENS:
            fehler.melde(name, "Die Tabelle ist zu groß für einmal. Bitte teilen Sie sie.")
    return ergebnis


def pruefe_inhalt(inhalt: str) -> Ergebnis:
    """Check once more what was checked before, for meanwhile anything may have changed; raises `signing.BadSignature`."""
    tabelle, vorgabe = _entpacken(inhalt)
    fehler = Fehlerliste()
    return Ergebnis(tabelle.name, fehler, pruefe(tabelle, vorgabe, fehler), inhalt)


def _packen(tabelle: Tabelle, vorgabe: Vorgabe) -> str:
    zeilen = [[zeile.ort, *(zeile.werte.get(spalte, "") for spalte in tabelle.spalten)] for zeile in tabelle.zeilen]
    stand = vorgabe.stand.isoformat() if vorgabe.stand else ""
    daten = [tabelle.name, tabelle.spalten, zeilen, stand, vorgabe.quelle, vorgabe.ersetzen]
    return signing.dumps(daten, salt=SALZ, compress=True)


def _entpacken(inhalt: str) -> tuple[Tabelle, Vorgabe]:
    name, spalten, zeilen, stand, quelle, ersetzen = signing.loads(inhalt, salt=SALZ, max_age=STUNDE)
    tabelle = Tabelle(name, spalten, [Zeile(ort, dict(zip(spalten, werte, strict=True))) for ort, *werte in zeilen])
    vorgabe = Vorgabe(timezone.localdate(), quelle=quelle, ersetzen=ersetzen)
    return tabelle, replace(vorgabe, stand=date.fromisoformat(stand)) if stand else vorgabe
