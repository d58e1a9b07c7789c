"""Check a table of Ortsteile against the Gemeinden that are there. No database here."""

from dataclasses import dataclass

from akteure.falten import falten
from akteure.gebiet.gemeinden import text, ziffern
from akteure.lesen import Fehlerliste, Tabelle, Zeile, pruefe_spalten

SPALTEN = {"ortsteil": text(120), "gemeinde": text(120, pflicht=False), "ags": ziffern(8, "Der AGS")}


@dataclass(frozen=True)
class OrtsteilDaten:
    """One checked line."""

    name: str
    ags: str


def pruefe_ortsteile(tabelle: Tabelle, gemeinden: dict[str, str], fehler: Fehlerliste) -> list[OrtsteilDaten]:
    """Return the checked lines; `gemeinden` maps AGS → name of those that are there."""
    pruefe_spalten(tabelle, set(SPALTEN), set(), fehler)
    if tabelle.spalten and not tabelle.zeilen:
        fehler.melde(tabelle.name, "In der Datei steht kein Ortsteil.")
    if not gemeinden:
        fehler.melde(tabelle.name, "Es gibt noch keine Gemeinden. Bitte zuerst das Gebiet laden: manage.py lade_gebiet")
        return []
    erste: dict[tuple[str, str], Zeile] = {}
    for zeile in tabelle.zeilen:
        werte = _pruefe_zeile(zeile, gemeinden, fehler)
        if "ortsteil" not in werte or "ags" not in werte:
            continue
        schluessel = (werte["ortsteil"], werte["ags"])
        if erste.setdefault(schluessel, zeile) is not zeile:
            fehler.melde(
                zeile.spalte("ortsteil"), f"Diesen Ortsteil gibt es schon in {erste[schluessel].ort}.", schluessel[0]
            )
    return [] if fehler else [OrtsteilDaten(name, ags) for name, ags in erste]


def _pruefe_zeile(zeile: Zeile, gemeinden: dict[str, str], fehler: Fehlerliste) -> dict[str, str]:
    werte = {}
    for spalte in SPALTEN.keys() & zeile.werte.keys():
        try:
            werte[spalte] = SPALTEN[spalte](zeile.werte[spalte])
        except ValueError as grund:
            fehler.melde(zeile.spalte(spalte), str(grund), zeile.werte[spalte])
    ags, name = werte.get("ags"), werte.get("gemeinde")
    if ags and ags not in gemeinden:
        fehler.melde(zeile.spalte("ags"), "Diese Gemeinde gibt es im Gebiet nicht.", ags)
    elif ags and name and falten(name) != falten(gemeinden[ags]):
        fehler.melde(zeile.spalte("gemeinde"), f"Der AGS {ags} gehört zu {gemeinden[ags]}.", name)
    return werte
