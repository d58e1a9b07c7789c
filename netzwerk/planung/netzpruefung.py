"""What planners look for in the network: who stands alone, what hangs on one person, which Kita and Schule have no agreement."""

from collections import defaultdict
from dataclasses import dataclass

from akteure.models import Akteur, Standort
from angebote.models import Uebergang
from netzwerk.models import Kooperation

from .netz import Bruecke, Kante, Netz

KITA_GRUNDSCHULE = "kita-grundschule"


@dataclass(frozen=True)
class Nachbarn:
    """A Kita and a Schule in one Gemeinde that have not agreed on the Übergang; `angefragt`: only a confirmation is missing."""

    gemeinde: str
    kita: str
    schule: str
    angefragt: bool


class Netzpruefung:
    """All of it at one moment; six queries."""

    def __init__(self) -> None:
        vereinbart = Kooperation.objects.vereinbart()
        self.netz = Netz.von(vereinbart)
        self.ohne = list(vereinbart.unverbundene().order_by("name_sortiert", "pk").only("name", "typ"))
        self.warten = Kooperation.objects.unbestaetigt().count()
        self.bruecken = self.netz.bruecken()
        self.kennt_uebergang = Uebergang.objects.filter(slug=KITA_GRUNDSCHULE).exists()
        self.nachbarn = self._nachbarn() if self.kennt_uebergang else []

    @property
    def an_einer_person(self) -> list[Bruecke]:
        return [bruecke for bruecke in self.bruecken if bruecke.personen == 1]

    @property
    def unbekannt(self) -> list[Bruecke]:
        """Bridges of which we do not know how many people carry them."""
        return [bruecke for bruecke in self.bruecken if bruecke.personen is None]

    @property
    def weitere_an_einer_person(self) -> list[Kante]:
        """What one person carries although the network holds without it."""
        bruecken = {kante.pk for bruecke in self.bruecken for kante in bruecke.kanten}
        return [kante for kante in self.netz.kanten if kante.personen == 1 and kante.pk not in bruecken]

    def _nachbarn(self) -> list[Nachbarn]:
        """Return each Kita with each Schule of its Gemeinde, where both have not said that they work on the Übergang."""
        vereinbart = {kante.paar for kante in self.netz.kanten if kante.uebergang == KITA_GRUNDSCHULE}
        offene = Kooperation.objects.unbestaetigt().filter(uebergang__slug=KITA_GRUNDSCHULE)
        angefragt = {frozenset(paar) for paar in offene.order_by().values_list("von", "mit")}
        treffer = []
        for gemeinde, je_typ in self._je_gemeinde().items():
            for kita, kita_name in sorted(je_typ[Akteur.Typ.KITA], key=lambda zeile: zeile[1]):
                for schule, schule_name in sorted(je_typ[Akteur.Typ.SCHULE], key=lambda zeile: zeile[1]):
                    if (min(kita, schule), max(kita, schule)) not in vereinbart:
                        gefragt = frozenset((kita, schule)) in angefragt
                        treffer.append(Nachbarn(gemeinde, kita_name, schule_name, gefragt))
        return treffer

    @staticmethod
    def _je_gemeinde() -> dict[str, dict[str, set[tuple[int, str]]]]:
        """Return for each Gemeinde its public Kitas and Schulen."""
        orte = Standort.objects.filter(
            akteur__in=Akteur.objects.oeffentlich().order_by().values("pk"),
            akteur__typ__in=(Akteur.Typ.KITA, Akteur.Typ.SCHULE),
            gemeinde__isnull=False,
        ).order_by("gemeinde__name_sortiert", "akteur__name_sortiert", "pk")
        je_gemeinde: dict[str, dict[str, set[tuple[int, str]]]] = {}
        for gemeinde, typ, pk, name in orte.values_list("gemeinde__name", "akteur__typ", "akteur", "akteur__name"):
            je_gemeinde.setdefault(gemeinde, defaultdict(set))[typ].add((pk, name))
        return je_gemeinde
