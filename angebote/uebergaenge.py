"""How it goes on from one Angebot: what the next Lebensphase holds in the same place, what the one before did, and who
shapes the way between. Worked out in memory, over the `Bestand`: a count here is the total of the list it leads to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from akteure.models import Akteur, Gemeinde
from akteure.ort import Ortswahl
from angebote.bestand import Bestand, gedaechtnis
from angebote.mengen import Menge, geordnet, vereint
from angebote.models import Angebot
from angebote.querysets import erreicht, im_ort
from angebote.vokabular import Angebotswoerter, Wort

JE_SEITE = 3
AKTEURE = 5
"""So many of who shapes an Übergang are named."""
ANGEBOTE_ZUM_UEBERGANG = 15
"""So many Angebote are looked at for their Akteure."""


@dataclass
class Nachbar:
    """What lies on one side: `anzahl` and `anzahl_uebergang` are totals of the lists that `adresse` and
    `adresse_uebergang` ask for."""

    danach: bool
    phase: Wort
    anzahl: int
    adresse: str
    pks: list[int]
    uebergang: Wort | None = None
    anzahl_uebergang: int = 0
    adresse_uebergang: str = ""
    pks_uebergang: list[int] = field(default_factory=list)
    angebote: list[Angebot] = field(default_factory=list)
    akteure: list[Akteur] = field(default_factory=list)

    def fuellen(self, geholt: Mapping[int, Angebot]) -> None:
        """Take the rows; one that has gone this very moment is left out."""
        self.angebote = [geholt[pk] for pk in self.pks if pk in geholt]
        alle = [geholt[pk].akteur for pk in self.pks_uebergang if pk in geholt]
        self.akteure = list({akteur.pk: akteur for akteur in alle}.values())[:AKTEURE]


@dataclass
class Weg:
    """How it goes on: after before before, each only where there is something."""

    nachbarn: list[Nachbar]
    ort: Ortswahl

    @property
    def angebote(self) -> list[Angebot]:
        return [angebot for nachbar in self.nachbarn for angebot in nachbar.angebote]

    @property
    def ort_satz(self) -> str:
        """ "in Nürtingen", "" for the whole area."""
        return _("in %(ort)s") % {"ort": self.ort.name} if self.ort else ""

    def zeigt(self, uebergang: Wort) -> bool:
        """Does one of the sides already lead to this Übergang?"""
        return any(n.uebergang and n.uebergang.wert == uebergang.wert and n.akteure for n in self.nachbarn)


def weg_von(angebot: Angebot, woerter: Angebotswoerter) -> Weg:
    """Return how it goes on from `angebot` (from `fuer_detail`, with its `woerter_von`): nothing for Fachkräfte, and on
    each side only what lies beyond all of its Lebensphasen. One query for the rows, one more where nobody has asked for
    this place since something changed."""
    ort = ort_von(angebot, woerter["gemeinden"])
    if angebot.fuer == Angebot.Fuer.FACHKRAEFTE or not woerter["lebensphasen"]:
        return Weg([], ort)
    bestand = gedaechtnis.bestand(woerter.staende.bestand)
    umkreis = _Umkreis(bestand, ort, woerter)
    nachbarn = [nachbar for danach in (True, False) if (nachbar := umkreis.nachbar(danach))]
    pks = {pk for nachbar in nachbarn for pk in (*nachbar.pks, *nachbar.pks_uebergang)}
    geholt = _zeilen(pks) if pks else {}
    for nachbar in nachbarn:
        nachbar.fuellen(geholt)
    return Weg(nachbarn, ort)


def ort_von(angebot: Angebot, gemeinden: Iterable[Wort]) -> Ortswahl:
    """Return where the families are that it is for: the Gemeinden it names, else those of its Standorte; no place at all
    where it is for the whole area, or for nobody in particular."""
    if angebot.einzugsgebiet == Angebot.Einzugsgebiet.KREISWEIT:
        return Ortswahl()
    if angebot.einzugsgebiet == Angebot.Einzugsgebiet.GEMEINDEN:
        gewaehlte = [Gemeinde(pk=wort.pk, ags=wort.wert, name=wort.name) for wort in gemeinden]
    else:
        gewaehlte = [ort.standort.gemeinde for ort in angebot.orte.all() if ort.standort.gemeinde]
    eindeutige = tuple({gemeinde.pk: gemeinde for gemeinde in gewaehlte}.values())
    return Ortswahl(eindeutige, {("gemeinde", gemeinde.ags): gemeinde.name for gemeinde in eindeutige})


def _zeilen(pks: Iterable[int]) -> dict[int, Angebot]:
    spalten = ("titel", "slug", "kennung", "akteur__name", "akteur__slug")
    return Angebot.objects.oeffentlich().select_related("akteur").only(*spalten).in_bulk(pks)


class _Umkreis:
    """What is public around one Angebot."""

    def __init__(self, bestand: Bestand, ort: Ortswahl, woerter: Angebotswoerter) -> None:
        self.bestand, self.ort, self.woerter = bestand, ort, woerter
        self.hier, self.erreicht, self.gezeigt = 0, bestand.alle, 0
        self.eigene = vereint(bestand["lebensphase", phase.wert] for phase in woerter["lebensphasen"])
        if ort:
            antworten = bestand.antworten(("weg", *sorted(ort.pks)), self._bedingungen)
            self.hier, self.erreicht = antworten["hier"], antworten["erreicht"]

    def _bedingungen(self) -> dict:
        bedingungen = {"hier": im_ort(self.ort), "erreicht": erreicht(self.ort)}
        return {name: Angebot.objects.filter(bedingung) for name, bedingung in bedingungen.items()}

    def nachbar(self, danach: bool) -> Nachbar | None:
        """Return what lies after the last of its Lebensphasen, or before the first; None where nothing does."""
        phase = self._phase(danach)
        if phase is None:
            return None
        menge = self.bestand["lebensphase", phase.wert] & self.bestand["fuer", "familien"] & self.erreicht
        if not menge:
            return None
        adresse = self._adresse(lebensphase=phase.wert, fuer="familien")
        uebergang = self._uebergang(phase, danach)
        helfende = self.bestand["uebergang", uebergang.wert] if uebergang else 0
        beste = self._beste(menge & ~self.gezeigt, helfende, JE_SEITE)
        self.gezeigt = vereint(1 << stelle for stelle in beste)
        nachbar = Nachbar(danach, phase, menge.bit_count(), adresse, self._pks(beste))
        if uebergang:
            begleitende = helfende & self.erreicht
            nachbar.uebergang, nachbar.anzahl_uebergang = uebergang, begleitende.bit_count()
            nachbar.adresse_uebergang = self._adresse(uebergang=uebergang.wert)
            nachbar.pks_uebergang = self._pks(self._beste(begleitende, 0, ANGEBOTE_ZUM_UEBERGANG))
        return nachbar

    def _pks(self, stellen: Iterable[int]) -> list[int]:
        return [self.bestand.pks[stelle] for stelle in stellen]

    def _phase(self, danach: bool) -> Wort | None:
        """Return the next Lebensphase after all of its own, or the one before them."""
        eigene = {phase.wert for phase in self.woerter["lebensphasen"]}
        phasen = self.woerter["phasen"]
        stellen = [stelle for stelle, phase in enumerate(phasen) if phase.wert in eigene]
        stelle = stellen[-1] + 1 if danach else stellen[0] - 1
        return phasen[stelle] if 0 <= stelle < len(phasen) else None

    def _uebergang(self, phase: Wort, danach: bool) -> Wort | None:
        """Return what leads from its last Lebensphase to `phase`, or from `phase` to its first."""
        eigene = self.woerter["lebensphasen"][-1 if danach else 0]
        weg = (eigene.wert, phase.wert) if danach else (phase.wert, eigene.wert)
        slug = self.bestand.uebergaenge.get(weg)
        alle = self.woerter["wechsel"]
        return next((wort for wort in alle if wort.wert == slug), None)

    def _beste(self, menge: Menge, helfende: Menge, hoechstens: int) -> list[int]:
        """Return the places of the first of a set: made for this place, of the same Thema, of the same Oberthema, helping
        with the Übergang, and not there for the same age anyway. None that is about danger."""
        themen = [thema.wert for thema in self.woerter["themen"]]
        gleiche, verwandte = (
            vereint(self.bestand["thema", thema] for thema in slugs)
            for slugs in (themen, [self.bestand.oberthemen.get(thema, "") for thema in themen])
        )
        raenge = [[self.hier], [gleiche, verwandte], [helfende], [~self.eigene]]
        return list(geordnet(menge & ~self.bestand.heikel, raenge, 0, hoechstens))

    def _adresse(self, **werte: str) -> str:
        daten = QueryDict(mutable=True)
        daten.setlist("gemeinde", [gemeinde.ags for gemeinde in self.ort.gemeinden])
        for name, wert in werte.items():
            daten[name] = wert
        return daten.urlencode()
