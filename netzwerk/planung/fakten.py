"""What planning knows of every public Angebot at one moment, as sets over the `Bestand`; held in the memory of each process.

What "reaches" and "in der Nähe" mean is that of angebote/querysets.py, worked out here for all Gemeinden at once; a test
compares both.
"""

from bisect import bisect_left
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from threading import Lock
from typing import Any, NamedTuple, Protocol, Self

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from akteure.ort import KM_JE_GRAD, Punkt, abstand, mitten
from angebote.bestand import Bestand
from angebote.bestand import gedaechtnis as bestaende
from angebote.mengen import Menge, gesammelt, lies, stellen_von, vereint
from angebote.models import Angebot, AngebotStandort
from angebote.querysets import NAEHE_KM
from angebote.vokabular import Staende

from .gebiete import Gebiet, Gebiete, Ort

VERALTET_TAGE = 365
"""Not confirmed for so long: nobody can say that it is still so."""
ENDET_MONATE = 6
DOPPELT_AB = 3
"""So many Angebote of one Art, Thema and Lebensphase in one Gemeinde are named as alike."""
DEUTSCH = frozenset({"de", "de-simple", "gsg"})
"""German, said simply and signed: none of it helps who speaks another language."""
RINGE_KM = (5.0, 10.0, 15.0, 20.0, 30.0, 50.0, 100.0)
FACHSEITE = frozenset({("thema", "qualifizierung"), ("zielgruppe", "fachkraefte")})
"""Words of the vocabulary that are not about families: no gap of theirs counts here."""
Gelesen = dict[str, dict[str, list[int]]]
"""What was read: kind → value → primary keys of Angebote, public or not."""


def in_monaten(tag: date, monate: int) -> date:
    """Return the same day so many months later, the last one of that month where it has no such day."""
    jahre, monat = divmod(tag.month - 1 + monate, 12)
    jahr = tag.year + jahre
    return date(jahr, monat + 1, min(tag.day, monthrange(jahr, monat + 1)[1]))


class Eintrag(NamedTuple):
    """What one Angebot is called, and who makes it."""

    kennung: str
    titel: str
    akteur: str


class Mengen(Protocol):
    """The sets of Angebote that planning asks for: a `Bestand`, or what a Stichtag keeps of one."""

    alle: Menge
    oberthemen: dict[str, str]
    uebergaenge: dict[tuple[str, str], str]

    @property
    def pks(self) -> Sequence[int]: ...
    def __getitem__(self, name: tuple[str, str]) -> Menge: ...
    def alle_mengen(self, art: str) -> list[tuple[tuple[str, str], Menge]]: ...
    def menge(self, pks: Iterable[int]) -> Menge: ...
    def pks_von(self, menge: Menge) -> list[int]: ...


class Fakten:
    """Sets of Angebote by what planning asks about them. `familien`: all that is for families. Read from the database
    here, from what a Stichtag keeps in stand.py."""

    kreisweit: Menge
    ohne_angabe: Menge
    im_ort: dict[int, Menge]
    im_raum: dict[int, Menge]
    punkte: dict[Punkt, list[int]]
    """Where a Standort can be seen → Angebote there."""
    merkmale: dict[str, tuple[Menge, Menge]]
    """What makes it easy → (Angebote for which it is so, Angebote of which nobody knows)."""
    endet: Menge
    voll: Menge
    frisch: Menge
    akteure_von: list[tuple[int, ...]]
    """Place of an Angebot → who makes it, alone or with others."""
    benannt: dict[int, Eintrag] | None = None

    def __init__(self, heute: date, mengen: Mengen, gebiete: Gebiete) -> None:
        """Begin with what is there already; whoever makes one fills the rest."""
        self.heute, self.mengen, self.gebiete = heute, mengen, gebiete
        self.pks, self.alle = mengen.pks, mengen.alle
        self.uebergaenge, self.oberthemen = mengen.uebergaenge, mengen.oberthemen
        self.familien: Menge = mengen["fuer", "familien"]
        self._ringe: dict[int, list[tuple[float, Menge]]] = {}
        self._umkreise: dict[int, Menge] = {}

    @classmethod
    def lesen(cls, bestand: Bestand, gebiete: Gebiete, heute: date) -> Self:
        """Read all of it; one query."""
        fakten = cls(heute, bestand, gebiete)
        gelesen: Gelesen = defaultdict(lambda: defaultdict(list))
        for art, wert, pks in lies(_sammlungen(heute)):
            gelesen[art][wert] += pks
        fakten._lies_was(gelesen)
        fakten._lies_wo(gelesen)
        return fakten

    def eintraege(self) -> dict[int, Eintrag]:
        """Return Angebot → what it is called; one query, unless they were kept."""
        if self.benannt is not None:
            return self.benannt
        zeilen = Angebot.objects.order_by().values_list("pk", "kennung", "titel", "akteur__name")
        da = set(self.pks)
        return {pk: Eintrag(*rest) for pk, *rest in zeilen.iterator() if pk in da}

    # --- where ------------------------------------------------------------------------------------------------------
    def _lies_wo(self, gelesen: Gelesen) -> None:
        ohne_weg = vereint(self.mengen["format", wert] for wert in Angebot.NICHT_ORTSGEBUNDEN)
        self.ohne_angabe = self._menge(gelesen["einzugsgebiet"][""])
        self.kreisweit = self._menge(gelesen["einzugsgebiet"]["kreisweit"]) | (self.ohne_angabe & ohne_weg)
        self.im_ort = {int(gemeinde): self._menge(pks) for gemeinde, pks in gelesen["genannt"].items()}
        self.im_raum = {}
        for ort in self.gebiete.orte:
            if dort := self._menge(gelesen["gemeinde"][str(ort.pk)]) & self.ohne_angabe:
                self.im_ort[ort.pk] = self.im_ort.get(ort.pk, 0) | dort
                self.im_raum[ort.planungsraum] = self.im_raum.get(ort.planungsraum, 0) | dort
        self.punkte = {}
        for punkt, pks in gelesen["punkt"].items():
            lat, lon = map(float, punkt.split(" "))
            self.punkte[lat, lon] = pks

    def ringe(self, ort: Ort) -> list[tuple[float, Menge]]:
        """Return what has a visible Standort within each of RINGE_KM around the centre of a Gemeinde; nothing where the
        centre is unknown."""
        if ort.pk not in self._ringe:
            self._ringe[ort.pk] = self._gemessen(ort.punkt) if ort.punkt else []
        return self._ringe[ort.pk]

    def _gemessen(self, punkt: Punkt) -> list[tuple[float, Menge]]:
        mitte = mitten([punkt])
        je_ring: dict[float, list[int]] = {km: [] for km in RINGE_KM}
        for (lat, lon), pks in self.punkte.items():
            km = abstand(mitte, lat, lon)
            if ring := next((grenze for grenze in RINGE_KM if km <= grenze), None):
                je_ring[ring] += pks
        ringe, bisher = [], 0
        for grenze, pks in je_ring.items():
            bisher |= self._menge(pks)
            ringe.append((grenze, bisher))
        return ringe

    def nah(self, gebiet: Gebiet) -> Menge:
        """Return what does not reach the area but lies near it: in a Planungsraum of it, or within NAEHE_KM."""
        nahe = [self.im_raum.get(raum, 0) for raum in {ort.planungsraum for ort in gebiet.orte}]
        nahe += [self._im_umkreis(ort) for ort in gebiet.orte]
        return vereint(nahe) & self.ohne_angabe

    def _im_umkreis(self, ort: Ort) -> Menge:
        """Return what of `ohne_angabe` has a visible Standort within NAEHE_KM. Looks at points about as far north only:
        with a thousand Gemeinden, to measure all would take a minute."""
        if ort.punkt is None:
            return 0
        if ort.pk not in self._umkreise:
            mitte, spanne = mitten([ort.punkt]), NAEHE_KM / KM_JE_GRAD + 1e-9
            von = bisect_left(self._nach_breite, (ort.punkt[0] - spanne,))
            bis = bisect_left(self._nach_breite, (ort.punkt[0] + spanne,))
            nahe = (pks for lat, lon, pks in self._nach_breite[von:bis] if abstand(mitte, lat, lon) <= NAEHE_KM)
            self._umkreise[ort.pk] = self._menge(chain.from_iterable(nahe))
        return self._umkreise[ort.pk]

    @cached_property
    def _nach_breite(self) -> list[tuple[float, float, list[int]]]:
        """Points with those of `ohne_angabe` that are there, from south to north."""
        ohne = {self.pks[stelle] for stelle in stellen_von(self.ohne_angabe)}
        gefiltert = ((lat, lon, [pk for pk in pks if pk in ohne]) for (lat, lon), pks in self.punkte.items())
        return sorted(zeile for zeile in gefiltert if zeile[2])

    def km(self, gebiet: Gebiet, menge: Menge) -> float | None:
        """Return how far the nearest of `menge` is from a centre of the area; None where that is not known."""
        gefunden: list[float] = []
        for ort in gebiet.orte:
            treffer = next((menge & ring for _grenze, ring in self.ringe(ort) if menge & ring), 0)
            mitte = mitten([ort.punkt]) if ort.punkt else []
            for stelle in stellen_von(treffer):
                gefunden += [abstand(mitte, lat, lon) for lat, lon in self._punkte_von[self.pks[stelle]]]
        return min(gefunden, default=None)

    @cached_property
    def _punkte_von(self) -> dict[int, list[Punkt]]:
        """Angebot → where it can be seen. How far it is from where is worked out when somebody asks: kept for every
        Gemeinde that would take 30 MB."""
        punkte_von: dict[int, list[Punkt]] = defaultdict(list)
        for punkt, pks in self.punkte.items():
            for pk in pks:
                punkte_von[pk].append(punkt)
        return dict(punkte_von)

    # --- what -------------------------------------------------------------------------------------------------------
    def _lies_was(self, gelesen: Gelesen) -> None:
        bestand, alle = self.mengen, self.alle
        self.akteure_von = [()] * len(self.pks)
        for akteur, pks in gelesen["akteur"].items():
            for stelle in stellen_von(self._menge(pks)):
                self.akteure_von[stelle] += (int(akteur),)
        namen = ("endet", "voll", "frisch", "deutsch_offen", "mit_standort", "stufen_offen")
        self.endet, self.voll, self.frisch, deutsch_offen, mit_standort, stufen_offen = (
            self._menge(gelesen[name][""]) for name in namen
        )

        def gewaehlt(name: str, *werte: str) -> Menge:
            return vereint(bestand[name, wert] for wert in werte)

        formate = {wert: bestand["format", wert] for wert in Angebot.FORMATE}
        sprachen = self._sprachen()
        andere = vereint(
            menge for (code, modus), menge in sprachen.items() if code not in DEUTSCH and modus != "material"
        )
        leicht = bestand["deutsch", "nicht_noetig"] | andere
        stufenlos = bestand["barrierefrei", "stufenlos"]
        ohne_weg = vereint(formate[wert] for wert in Angebot.NICHT_ORTSGEBUNDEN)
        kommt = vereint(menge for wert, menge in formate.items() if wert != "vor_ort")
        self.merkmale = {
            "kosten": (gewaehlt("kosten", "kostenlos", "nachweis", "spende"), bestand["kosten", "unbekannt"]),
            "deutsch": (leicht, deutsch_offen & ~vereint(sprachen.values())),
            "komm": (kommt, alle & ~vereint(formate.values())),
            "vermittlung": (
                gewaehlt("zugang", "ohne_anmeldung", "mit_anmeldung", "termin"),
                bestand["zugang", "unbekannt"],
            ),
            "barriere": (stufenlos | ohne_weg, alle & ~stufenlos & (stufen_offen | ~mit_standort)),
        }

    def _sprachen(self) -> dict[tuple[str, str], Menge]:
        """Return (code, modus) → Angebote."""
        return {
            tuple(wert.split(" ")): menge  # type: ignore[misc]
            for (art, wert), menge in self.mengen.alle_mengen("modus")
        }

    @cached_property
    def doppelte(self) -> dict[int, list[Menge]]:
        """Return Gemeinde → sets of Angebote made for it that are alike in Art, Thema and Lebensphase."""
        je_stelle: dict[str, dict[int, list[str]]] = {}
        for art in ("art", "thema", "lebensphase"):
            je_stelle[art] = defaultdict(list)
            for (_art, wert), menge in self.mengen.alle_mengen(art):
                if art != "thema" or wert not in self.oberthemen:
                    for stelle in stellen_von(menge & self.familien):
                        je_stelle[art][stelle].append(wert)
        gefunden: dict[int, list[Menge]] = {}
        for gemeinde, menge in self.im_ort.items():
            gruppen: dict[tuple[str, str, str], Menge] = defaultdict(int)
            for stelle in stellen_von(menge & self.familien):
                for art in je_stelle["art"][stelle]:
                    for thema in je_stelle["thema"][stelle]:
                        for phase in je_stelle["lebensphase"][stelle]:
                            gruppen[art, thema, phase] |= 1 << stelle
            gleiche = {gruppe for gruppe in gruppen.values() if gruppe.bit_count() >= DOPPELT_AB}
            gefunden[gemeinde] = list(gleiche)
        return gefunden

    # --- helpers ----------------------------------------------------------------------------------------------------
    def _menge(self, pks: Iterable[int]) -> Menge:
        return self.mengen.menge(pks)

    def akteure(self, menge: Menge) -> set[int]:
        """Return who makes these Angebote, alone or with others."""
        return {akteur for stelle in stellen_von(menge) for akteur in self.akteure_von[stelle]}


def _sammlungen(heute: date) -> list[QuerySet[Any]]:
    """Return what planning asks about Angebote and a `Bestand` does not know, as `Gelesen`. SQLite tells a degree with 15
    digits: that is less than a millimetre."""
    orte, mitwirkende = AngebotStandort.objects.all(), Angebot.mitwirkende.through.objects.all()
    genannt = Angebot.gemeinden.through.objects.filter(angebot__einzugsgebiet="gemeinden")
    punkt = Concat(Cast("standort__lat", CharField()), Value(" "), Cast("standort__lon", CharField()))
    sichtbar = orte.filter(standort__lat__isnull=False, standort__lon__isnull=False, standort__adresse_verbergen=False)
    stufen_offen = orte.filter(Q(standort__adresse_verbergen=True) | Q(standort__stufenlos="unbekannt"))
    veraltet = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=VERALTET_TAGE)
    bedingungen = {
        "endet": Q(gueltig_bis__lte=in_monaten(heute, ENDET_MONATE)),
        "voll": Q(plaetze__in=("voll", "warteliste"), plaetze_bis__gte=heute),
        "frisch": Q(bestaetigt_am__gte=veraltet),
        "deutsch_offen": Q(deutsch_noetig=None),
    }
    return [
        gesammelt("einzugsgebiet", Angebot.objects.all(), "einzugsgebiet"),
        gesammelt("genannt", genannt, "gemeinde_id", "angebot_id"),
        gesammelt("gemeinde", orte.filter(standort__gemeinde__isnull=False), "standort__gemeinde_id", "angebot_id"),
        gesammelt("punkt", sichtbar, punkt, "angebot_id"),
        gesammelt("mit_standort", orte, Value(""), "angebot_id"),
        gesammelt("stufen_offen", stufen_offen, Value(""), "angebot_id"),
        gesammelt("akteur", Angebot.objects.all(), "akteur_id"),
        gesammelt("akteur", mitwirkende, "akteur_id", "angebot_id"),
        *(gesammelt(name, Angebot.objects.filter(eine), Value("")) for name, eine in bedingungen.items()),
    ]


class Gedaechtnis:
    """The Fakten of this process."""

    def __init__(self) -> None:
        self._schloss = Lock()
        self.vergessen()

    def vergessen(self) -> None:
        self._stand: tuple[Any, ...] = ()
        self._fakten: Fakten | None = None
        self._gebiete: tuple[tuple[Any, ...], Gebiete] | None = None

    def fakten(self, staende: Staende) -> Fakten:
        """Return them at `staende`; asks the database only where something has changed, or a new day has begun. Areas stay
        while only Angebote change."""
        heute, gebiete_stand = timezone.localdate(), staende.suche[:1]
        stand = (staende.bestand, gebiete_stand, heute)
        with self._schloss:
            if self._fakten is None or stand != self._stand:
                self._fakten = None
                if self._gebiete is None or self._gebiete[0] != gebiete_stand:
                    self._gebiete = gebiete_stand, Gebiete.lesen()
                bestand = bestaende.bestand(staende.bestand)
                self._fakten, self._stand = Fakten.lesen(bestand, self._gebiete[1], heute), stand
            return self._fakten


gedaechtnis = Gedaechtnis()
