"""Where the picture of the network puts each Akteur and each Gremium: read here, worked out by a process of its own (anordnen.py).

A page never waits for it and never writes: an Akteur that has no place yet stands near those it works with until the process
has found a better one.
"""

import hashlib
from collections.abc import Iterable, Mapping

from django.conf import settings

from akteure.auftraege import prozess
from netzwerk.models.kooperation import Anordnung

from .netz import Netz, Paar
from .runden import Runde, nachbarn

FASSUNG = "2"
"""Changes with the way places are worked out."""
ABSTAND = 84.0
"""So far from the others stands who has no place yet."""
SCHRITTE = ((1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))

Ort = tuple[float, float]
Orte = Mapping[int, Ort]


def merkmal(paare: Iterable[Paar]) -> str:
    """Return what a network is known by: the same as long as the same Akteure work together and meet."""
    return hashlib.sha256(f"{FASSUNG} {sorted(set(paare))}".encode()).hexdigest()


def gespeicherte() -> dict[int, Ort]:
    """Return the places worked out last; one query."""
    letzte = Anordnung.objects.first()
    return {int(pk): (x, y) for pk, (x, y) in letzte.orte.items()} if letzte else {}


def orte(netz: Netz, bekannt: Orte, gremien: Iterable[Runde] = ()) -> dict[int, Ort]:
    """Return a place for every Akteur and Gremium: the known one, else one near those it is linked to that have one."""
    verbunden = nachbarn(netz, gremien)
    gesetzt = {pk: bekannt[pk] for pk in verbunden if pk in bekannt}
    offen = [pk for pk in verbunden if pk not in gesetzt]
    while offen:
        offen.sort(key=lambda pk: -sum(nachbar in gesetzt for nachbar in verbunden[pk]))
        pk = offen.pop(0)
        nahe = [gesetzt[nachbar] for nachbar in verbunden[pk] if nachbar in gesetzt] or list(gesetzt.values())
        mitte = (sum(x for x, _y in nahe) / len(nahe), sum(y for _x, y in nahe) / len(nahe)) if nahe else (0.0, 0.0)
        gesetzt[pk] = _freier(mitte, list(gesetzt.values()))
    return gesetzt


def _freier(mitte: Ort, besetzt: list[Ort]) -> Ort:
    """Return the first free place on squares around a point."""
    ring = 0
    while True:
        for dx, dy in SCHRITTE if ring else SCHRITTE[:1]:
            ort = (mitte[0] + dx * ring * ABSTAND, mitte[1] + dy * ring * ABSTAND)
            if all(abs(ort[0] - x) >= ABSTAND / 2 or abs(ort[1] - y) >= ABSTAND / 2 for x, y in besetzt):
                return ort
        ring += 1


def starten() -> None:
    """Start the process that works the places out; it ends at once where nothing has changed."""
    if settings.AUFTRAEGE_VON_SELBST:
        prozess("ordne_netzwerk_an")
