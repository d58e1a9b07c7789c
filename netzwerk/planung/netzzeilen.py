"""The Kooperationen and Gremien of a picture in words: rows of the table beside it, and of the file."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akteure.uebersetzungen.ausgeben import BOM
from akteure.uebersetzungen.format import entschaerft
from angebote.vokabular import Wort
from netzwerk.models.kooperation import Kooperation

from .netz import Netz
from .runden import Runde

PFEILE: Mapping[str, str] = {Kooperation.Richtung.EINE: "→", Kooperation.Richtung.BEIDE: "↔"}
MITGLIED = gettext_lazy("Mitglied in einem Gremium")


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


@dataclass(frozen=True)
class Gremienzeile:
    """One Gremium with those of its members that are in the picture: their number and name."""

    buchstabe: str
    name: str
    mitglieder: tuple[tuple[int, str], ...]


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
            uebergaenge[kante.uebergang].name if kante.uebergang and kante.uebergang in uebergaenge else "",
            kante.seit,
        )
        for kante in netz.kanten
    ]


def gremienzeilen(netz: Netz, runden: Iterable[Runde]) -> list[Gremienzeile]:
    """Return a row for every Gremium of the picture."""
    nummern = {pk: nummer for nummer, pk in enumerate(netz.knoten, 1)}
    return [
        Gremienzeile(r.buchstabe, r.name, tuple((nummern[knoten.pk], knoten.name) for knoten in r.mitglieder))
        for r in runden
    ]


def als_csv(netz: Netz, uebergaenge: Mapping[str, Wort], runden: Iterable[Runde] = ()) -> str:
    """Return the same as a file for Excel, with a row for each member of a Gremium; nothing in it can be taken for a formula."""
    ausgabe = StringIO(newline="")
    ausgabe.write(BOM)
    schreiber = csv.writer(ausgabe, delimiter=";")
    schreiber.writerow([_("Akteur"), _("zusammen mit"), _("Art"), _("Richtung"), _("Übergang"), _("Seit")])
    schreiber.writerows([entschaerft(zelle) for zelle in zellen] for zellen in _zellen(netz, uebergaenge, runden))
    return ausgabe.getvalue()


def _zellen(netz: Netz, uebergaenge: Mapping[str, Wort], runden: Iterable[Runde]) -> Iterator[tuple[str, ...]]:
    for zeile in zeilen(netz, uebergaenge):
        seit = zeile.seit.isoformat() if zeile.seit else ""
        yield zeile.von, zeile.mit, zeile.art, zeile.richtung, str(zeile.uebergang), seit
    for runde in runden:
        for knoten in runde.mitglieder:
            yield knoten.name, runde.name, str(MITGLIED), "", "", ""
