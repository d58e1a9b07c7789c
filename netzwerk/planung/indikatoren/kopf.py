"""The first row of a table: what each column means, and whether that is enough."""

from akteure.falten import falten
from akteure.lesen import Fehlerliste, Tabelle
from netzwerk.models import Indikator

from . import spalten as s

Bedeutung = str | Indikator.Art
"""A fixed column by its name, or what is counted in it."""


def deute_kopf(tabelle: Tabelle, mit_stand: bool, mit_quelle: bool, fehler: Fehlerliste) -> dict[str, Bedeutung]:
    """Return column → what it means; reports what is missing, unknown or twice. `mit_stand`, `mit_quelle`: these are known
    without a column."""
    kopf = _deute(tabelle, fehler)
    if not tabelle.spalten:
        return kopf
    bedeutungen = set(kopf.values())
    lang = {s.ART, s.WERT} & bedeutungen
    breit = any(isinstance(bedeutung, Indikator.Art) for bedeutung in bedeutungen)
    maengel = {
        "Die Spalte „AGS“ fehlt: der Amtliche Gemeindeschlüssel.": s.AGS not in bedeutungen,
        "Die Spalte „Art“ oder „Wert“ fehlt.": len(lang) == 1 and not breit,
        "Bitte entweder je Zahl eine Zeile mit „Art“ und „Wert“ oder je Gemeinde eine Zeile, nicht beides.": bool(lang)
        and breit,
        "Keine Spalte mit Zahlen, zum Beispiel „Kinder unter 18“.": not lang and not breit,
        "Wann galten die Zahlen? Bitte im Formular den Stand angeben oder eine Spalte „Stand“ einfügen.": s.STAND
        not in bedeutungen
        and not mit_stand,
        "Woher sind die Zahlen? Bitte im Formular die Quelle angeben oder eine Spalte „Quelle“ einfügen.": s.QUELLE
        not in bedeutungen
        and not mit_quelle,
    }
    for grund, gilt in maengel.items():
        if gilt:
            fehler.melde(f"{tabelle.name}, Zeile 1", grund)
    return kopf


def _deute(tabelle: Tabelle, fehler: Fehlerliste) -> dict[str, Bedeutung]:
    ort = f"{tabelle.name}, Zeile 1"
    kopf: dict[str, Bedeutung] = {}
    for spalte in filter(None, tabelle.spalten):
        bedeutung = s.FEST_ZU.get(falten(spalte)) or s.ART_ZU.get(falten(spalte))
        if bedeutung is None:
            fehler.melde(ort, "Diese Spalte ist nicht bekannt. Bitte weglassen oder nennen wie in der Vorlage.", spalte)
        elif bedeutung in kopf.values():
            fehler.melde(ort, f"Das ist die zweite Spalte für „{getattr(bedeutung, 'label', bedeutung)}“.", spalte)
        else:
            kopf[spalte] = bedeutung
    return kopf
