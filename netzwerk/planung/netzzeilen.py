"""The Kooperationen of a picture in words: rows of the table beside it, and of the file."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO

from django.utils.translation import gettext as _

from akteure.uebersetzungen.ausgeben import BOM
from akteure.uebersetzungen.format import entschaerft
from angebote.vokabular import Wort
from netzwerk.models.kooperation import Kooperation

from .netz import Netz

PFEILE = {Kooperation.Richtung.EINE: "→", Kooperation.Richtung.BEIDE: "↔"}


@dataclass(frozen=True)
class Zeile:
    """One Kooperation. Nothing of it is internal."""

    nr_von: int
    von: str
    nr_mit: int
    mit: str
    art: str
    richtung: str
    pfeil: str
    uebergang: str
    seit: date | None


def zeilen(netz: Netz, uebergaenge: Mapping[str, Wort]) -> list[Zeile]:
    """Return a row for every line of the picture, in the order of names."""
    nummern = {pk: nummer for nummer, pk in enumerate(netz.knoten, 1)}
    arten = {wert: str(wort) for wert, wort in Kooperation.Art.choices}
    richtungen = {wert: str(wort) for wert, wort in Kooperation.Richtung.choices}
    return [
        Zeile(
            nummern[kante.von.pk],
            kante.von.name,
            nummern[kante.mit.pk],
            kante.mit.name,
            arten[kante.art],
            richtungen[kante.richtung],
            PFEILE[kante.richtung],
            uebergaenge[kante.uebergang].name if kante.uebergang in uebergaenge else "",
            kante.seit,
        )
        for kante in netz.kanten
    ]


def als_csv(netz: Netz, uebergaenge: Mapping[str, Wort]) -> str:
    """Return the same rows as a file for Excel; nothing in it can be taken for a formula."""
    ausgabe = StringIO(newline="")
    ausgabe.write(BOM)
    schreiber = csv.writer(ausgabe, delimiter=";")
    schreiber.writerow([_("Akteur"), _("zusammen mit"), _("Art"), _("Richtung"), _("Übergang"), _("Seit")])
    schreiber.writerows([entschaerft(zelle) for zelle in zellen] for zellen in _zellen(netz, uebergaenge))
    return ausgabe.getvalue()


def _zellen(netz: Netz, uebergaenge: Mapping[str, Wort]) -> Iterator[tuple[str, ...]]:
    for zeile in zeilen(netz, uebergaenge):
        seit = zeile.seit.isoformat() if zeile.seit else ""
        yield zeile.von, zeile.mit, zeile.art, zeile.richtung, str(zeile.uebergang), seit
