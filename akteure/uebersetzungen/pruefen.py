"""Table → what would change. Every fault is collected with its line; nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from akteure.lesen import Fehlerliste, Tabelle
from akteure.lesen import Zeile as Dateizeile
from akteure.models.uebersetzung import Stand

from .bestand import Fund, Stelle, funde
from .festes import was_fehlt
from .format import JA, ist_formel, urspruenglich
from .schreiben import Neufassung
from .verzeichnis import KeineStelle, Verzeichnis

FORMEL = (
    "Damit beginnt eine Formel. Bitte setzen Sie ein Wort davor, oder schreiben Sie in Excel und LibreOffice "
    "zwei Apostrophe davor: Einen davon behält die Tabelle für sich."
)


@dataclass(frozen=True)
class Aenderung:
    """A row that changes something: what is there now, and what takes its place."""

    bisher: Fund
    neu: Neufassung


@dataclass
class Plan:
    """What taking a file over would do."""

    sprache: str
    neu: list[Aenderung] = field(default_factory=list)
    geaendert: list[Aenderung] = field(default_factory=list)
    unveraendert: int = 0
    leer: int = 0
    """Rows without a translation: nothing is done, nothing is deleted."""
    bemerkungen: list[str] = field(default_factory=list)

    @property
    def aenderungen(self) -> list[Aenderung]:
        return [*self.neu, *self.geaendert]


@dataclass(frozen=True)
class Angabe:
    """A row without faults."""

    zeile: Dateizeile
    stelle: Stelle
    text: str
    geprueft: bool


def pruefe(tabelle: Tabelle, sprache: str, fehler: Fehlerliste) -> Plan:
    """Return what the table would change in `sprache`. It is only good if no fault was added."""
    plan, verzeichnis = Plan(sprache), Verzeichnis()
    angaben: dict[Stelle, Angabe] = {}
    for zeile in tabelle.zeilen:
        angabe = _angabe(zeile, sprache, verzeichnis, plan, fehler)
        if angabe is None:
            continue
        if angabe.stelle in angaben:
            fehler.melde(zeile.ort, "Dieser Text steht zweimal in der Datei.", zeile.werte["schluessel"])
        angaben[angabe.stelle] = angabe
    if tabelle.spalten and not tabelle.zeilen:
        fehler.melde(tabelle.name, "Unter der Kopfzeile steht keine einzige Zeile.")
    for fund in funde(angaben, sprache):
        _ordne_ein(fund, angaben[fund.stelle], plan, fehler)
    return plan


def _angabe(
    zeile: Dateizeile, sprache: str, verzeichnis: Verzeichnis, plan: Plan, fehler: Fehlerliste
) -> Angabe | None:
    """Return what a row says, None where it has a fault."""
    vorher = len(fehler)
    werte = {spalte: urspruenglich(wert) for spalte, wert in zeile.werte.items()}
    for spalte, grund in _einfache_fehler(zeile.werte, werte, sprache):
        fehler.melde(zeile.spalte(spalte), grund, zeile.werte[spalte])
    stelle = _stelle(zeile, werte, verzeichnis, fehler)
    if stelle is None:
        return None
    roh, text = werte["uebersetzung"], stelle.rein(werte["uebersetzung"])
    if stelle.hoechstens and len(text) > stelle.hoechstens:
        grund = f"Der Text hat {len(text)} Zeichen, Platz ist für {stelle.hoechstens}."
        fehler.melde(zeile.spalte("uebersetzung"), grund, text)
    if roh and not text:
        fehler.melde(zeile.spalte("uebersetzung"), "Hier steht kein lesbarer Text.", roh)
    if len(fehler) > vorher:
        return None
    if stelle.verliert(roh):
        plan.bemerkungen.append(f"{zeile.spalte('uebersetzung')}: HTML oder unsichtbare Zeichen haben wir entfernt.")
    return Angabe(zeile, stelle, text, werte["geprueft"].lower() in JA)


def _einfache_fehler(roh: dict[str, str], werte: dict[str, str], sprache: str) -> Iterator[tuple[str, str]]:
    """Yield column and reason of what is wrong with the row in itself."""
    if werte["sprache"] != sprache:
        yield "sprache", f"Gewählt ist „{sprache}“. Andere Sprachen bitte als eigene Datei."
    if werte["geprueft"] and werte["geprueft"].lower() not in JA:
        yield "geprueft", "Hier darf „ja“ stehen oder nichts."
    for spalte in ("deutsch", "uebersetzung"):
        if ist_formel(roh[spalte]):
            yield spalte, FORMEL


def _stelle(zeile: Dateizeile, werte: dict[str, str], verzeichnis: Verzeichnis, fehler: Fehlerliste) -> Stelle | None:
    """Return the text a row is about; reports why there is none."""
    try:
        return verzeichnis.stelle(werte)
    except KeineStelle as keine:
        fehler.melde(zeile.spalte(keine.spalte), keine.grund, werte[keine.spalte])
        return None


def _ordne_ein(fund: Fund, angabe: Angabe, plan: Plan, fehler: Fehlerliste) -> None:
    """Note what a row does. The same text again changes nothing, unless it says that a person has checked it."""
    neu = Neufassung(angabe.stelle, angabe.text, angabe.geprueft)
    if not angabe.text:
        plan.leer += 1
    elif angabe.text == fund.text and (fund.stand is Stand.GEPRUEFT or not angabe.geprueft):
        plan.unveraendert += 1
    elif grund := was_fehlt(angabe.stelle.deutsch, angabe.text):
        fehler.melde(angabe.zeile.spalte("uebersetzung"), grund, angabe.text)
    else:
        (plan.geaendert if fund.text else plan.neu).append(Aenderung(fund, neu))
