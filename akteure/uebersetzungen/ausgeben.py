"""What there is → file for translators."""

import csv
from collections.abc import Iterator
from io import StringIO

from akteure.models.uebersetzung import Stand

from .bestand import OFFEN, Fund, funde, stellen
from .format import KOPF, entschaerft

BOM = "\ufeff"
"""At the beginning of the file; without it Excel takes UTF-8 for something else."""


def als_csv(sprache: str, *, nur_offene: bool = False) -> str:
    """Return all public texts, or those that families see in German (`OFFEN`), as a file for Excel."""
    ausgabe = StringIO(newline="")
    ausgabe.write(BOM)
    schreiber = csv.writer(ausgabe, delimiter=";")
    schreiber.writerow(KOPF)
    schreiber.writerows(_zeilen(sprache, nur_offene))
    return ausgabe.getvalue()


def _zeilen(sprache: str, nur_offene: bool) -> Iterator[list[str]]:
    for fund in funde(stellen(), sprache):
        if fund.stand in OFFEN or not nur_offene:
            yield [entschaerft(zelle) for zelle in _zellen(fund, sprache)]


def _zellen(fund: Fund, sprache: str) -> tuple[str, ...]:
    stelle = fund.stelle
    geprueft = "ja" if fund.stand is Stand.GEPRUEFT else ""
    modell = stelle.modell._meta.label_lower
    return modell, stelle.schluessel, stelle.feld, sprache, stelle.deutsch, fund.text, geprueft
