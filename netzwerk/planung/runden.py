"""The Gremien of the picture: each with those of its public members that are in the picture too."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from netzwerk.models.gremium import Gremium

from .netz import Knoten, Netz, Paar

MINDESTENS = 2
"""With fewer members in the picture a Gremium links nobody."""


@dataclass(frozen=True)
class Runde:
    """One Gremium. It carries a letter where Akteure carry a number."""

    gremium: int
    name: str
    buchstabe: str
    mitglieder: tuple[Knoten, ...]

    @property
    def pk(self) -> int:
        """Its key among those of Akteure: below zero."""
        return -self.gremium

    @property
    def gruppe(self) -> str:
        return "gremium"

    @property
    def adresse(self) -> str:
        """Its place in the list below the picture."""
        return f"#gremium-{self.gremium}"

    @property
    def paare(self) -> list[Paar]:
        return [(self.pk, knoten.pk) for knoten in self.mitglieder]


def runden(gremien: Iterable[Gremium], netz: Netz, mindestens: int = MINDESTENS) -> list[Runde]:
    """Return those that have enough members in the net, in their order (`GremiumQuerySet.fuer_seite`)."""
    gefunden: list[Runde] = []
    for gremium in gremien:
        mitglieder = tuple(netz.knoten[akteur.pk] for akteur in gremium.mitglieder.all() if akteur.pk in netz.knoten)
        if len(mitglieder) >= mindestens:
            gefunden.append(Runde(gremium.pk, gremium.name, _buchstabe(len(gefunden)), mitglieder))
    return gefunden


def verbindungen(netz: Netz, gezeigte: Iterable[Runde]) -> list[Paar]:
    """Return all that is linked: Akteure that work together, and Gremien with their members."""
    return [*netz.paare, *(paar for runde in gezeigte for paar in runde.paare)]


def nachbarn(netz: Netz, gezeigte: Iterable[Runde]) -> dict[int, list[int]]:
    """Return what each Akteur and each Gremium is linked to."""
    alle = {pk: list(andere) for pk, andere in netz.nachbarn.items()}
    for runde in gezeigte:
        alle[runde.pk] = [knoten.pk for knoten in runde.mitglieder]
        for knoten in runde.mitglieder:
            if knoten.pk in alle:
                alle[knoten.pk].append(runde.pk)
    return alle


def _buchstabe(stelle: int) -> str:
    """Return A, B … Z, AA, AB …"""
    vorn, hinten = divmod(stelle, len(ascii_uppercase))
    return (_buchstabe(vorn - 1) if vorn else "") + ascii_uppercase[hinten]
