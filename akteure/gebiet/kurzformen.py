"""Check a table of Kurzformen against the area that is there, then create those that are missing.

What is there stays as it is: the coordinator may have given a Kurzform another place.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction

from akteure.falten import falten, suchform
from akteure.gebiet.gemeinden import text
from akteure.gebiet.uebernehmen import STAPEL, Bilanz
from akteure.lesen import Fehlerliste, Tabelle, Zeile, pruefe_spalten
from akteure.models import Gemeinde, Kurzform, Ortsteil, Planungsraum

SPALTEN = ("kurzform", "ziel")
Felder = dict[str, int]
"""The one column of a Kurzform that says which place it means; empty for the whole area."""
_pflichttext = text(120)


# --- checking -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Ziele:
    """The places of the area, each with its primary key; an Ortsteil stands for the Gemeinden that have one so named."""

    gemeinden: dict[str, int]
    planungsraeume: dict[str, int]
    ortsteile: dict[str, set[int]]

    def felder(self, ziel: str) -> Felder:
        """Return what `ziel` means: an AGS, the Schlüssel of a Planungsraum, what every AGS begins with, an Ortsteil."""
        _pflichttext(ziel)
        if ziel in self.gemeinden:
            return {"gemeinde_id": self.gemeinden[ziel]}
        if ziel in self.planungsraeume:
            return {"planungsraum_id": self.planungsraeume[ziel]}
        if all(ags.startswith(ziel) for ags in self.gemeinden):
            return {}
        gemeinden = self.ortsteile.get(falten(ziel), set())
        if len(gemeinden) > 1:
            raise ValueError("Einen Ortsteil mit diesem Namen haben mehrere Gemeinden. Bitte den AGS angeben.")
        if not gemeinden:
            raise ValueError("Das ist kein AGS, kein Planungsraum und kein Ortsteil des Gebiets.")
        return {"gemeinde_id": min(gemeinden)}


def lade_ziele() -> Ziele:
    """Return the places that are there now."""
    ortsteile: dict[str, set[int]] = defaultdict(set)
    for name, gemeinde in Ortsteil.objects.values_list("name_gefaltet", "gemeinde_id"):
        ortsteile[name].add(gemeinde)
    return Ziele(
        dict(Gemeinde.objects.values_list("ags", "pk")),
        dict(Planungsraum.objects.values_list("schluessel", "pk")),
        ortsteile,
    )


def pruefe_kurzformen(tabelle: Tabelle, ziele: Ziele, fehler: Fehlerliste) -> list[Kurzform]:
    """Return the rows to be, folded. What it returns is only good if no fault was added."""
    pruefe_spalten(tabelle, set(SPALTEN), set(), fehler)
    if tabelle.spalten and not tabelle.zeilen:
        fehler.melde(tabelle.name, "In der Datei steht keine Kurzform.")
    if not ziele.gemeinden:
        fehler.melde(tabelle.name, "Es gibt noch keine Gemeinden. Bitte zuerst das Gebiet laden: manage.py lade_gebiet")
        return []
    _melde_doppelte(tabelle, fehler)
    geprueft = (_pruefe_zeile(zeile, ziele, fehler) for zeile in tabelle.zeilen)
    return [kurzform for kurzform in geprueft if kurzform]


def _melde_doppelte(tabelle: Tabelle, fehler: Fehlerliste) -> None:
    erste: dict[str, Zeile] = {}
    for zeile in tabelle.zeilen:
        wert = zeile.werte.get("kurzform", "")
        form = suchform(wert)
        zuvor = erste.setdefault(form, zeile)
        if form and zuvor is not zeile:
            fehler.melde(zeile.spalte("kurzform"), f"Diese Kurzform gibt es schon in {zuvor.ort}.", wert)


def _pruefe_zeile(zeile: Zeile, ziele: Ziele, fehler: Fehlerliste) -> Kurzform | None:
    """Return the row of one line, None if a value is missing or wrong."""
    gut: dict[str, object] = {}
    for spalte, pruefe in (("kurzform", _suchwort), ("ziel", ziele.felder)):
        if spalte not in zeile.werte:
            continue
        try:
            gut[spalte] = pruefe(zeile.werte[spalte])
        except ValueError as grund:
            fehler.melde(zeile.spalte(spalte), str(grund), zeile.werte[spalte])
    if len(gut) < len(SPALTEN):
        return None
    kurzform = Kurzform(text=gut["kurzform"], **gut["ziel"])
    kurzform.ableiten()
    return kurzform


def _suchwort(wert: str) -> str:
    if _pflichttext(wert) and not suchform(wert):
        raise ValueError("Hier steht kein Wort, nach dem man suchen kann.")
    return wert


# --- writing --------------------------------------------------------------------------------------------------------
@transaction.atomic
def ergaenze_kurzformen(kurzformen: list[Kurzform]) -> Bilanz:
    """Create the Kurzformen that are missing: all or nothing. One that is there is never touched."""
    vorhanden = {kurzform.gefaltet: kurzform for kurzform in Kurzform.objects.all()}
    bilanz, neue = Bilanz(), []
    for kurzform in kurzformen:
        alte = vorhanden.get(kurzform.gefaltet)
        if alte is None:
            neue.append(kurzform)
            bilanz.neu.add(kurzform.gefaltet)
            continue
        bilanz.unveraendert.add(kurzform.gefaltet)
        if _ziel(alte) == _ziel(kurzform):
            del vorhanden[kurzform.gefaltet]
    bilanz.uebrig = sorted(str(kurzform) for kurzform in vorhanden.values())
    Kurzform.objects.bulk_create(neue, batch_size=STAPEL)
    return bilanz


def _ziel(kurzform: Kurzform) -> tuple[int | None, int | None]:
    return kurzform.gemeinde_id, kurzform.planungsraum_id
