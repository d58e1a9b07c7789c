"""What is public at one moment, held in the memory of each process: the order of all Angebote, and which meet what.

Every write to one of the tables behind it changes `Bestandsstand` (angebote/ausloeser.py), which comes with the
vocabulary of every page: so an edit counts from the next request on, as with the Suchbuch. What a condition means is
said once, on facets and querysets; here only its answer is kept.
"""

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from secrets import token_bytes
from threading import Lock
from typing import Any, overload

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from akteure.ort import Ortswahl
from angebote.facetten import FACETTEN
from angebote.mengen import Menge, geordnet, gesammelt, lies, menge_aus, stellen_aus, stellen_von
from angebote.models import Angebot, AngebotSprache, Thema, Uebergang
from angebote.querysets import ohne_punkt
from angebote.wann import wann_mengen

GEMERKT_BITS = 100_000_000
"""So much is kept of answers (for places, ages, Akteure, words): 12 MB."""
SCHLUESSEL = token_bytes(16)
"""Of this process: nobody can guess a question from what it is known by."""
NICHT_GEZEIGT = ("suchtext", "titel_suche", "beschreibung", "fachinfo", "interne_notiz")
"""Long texts no line of a list shows."""
UNTERTHEMEN, WECHSEL = "unterthemen", "wechsel"
"""Names of words, read together with the sets."""


class Bestand:
    """All public Angebote of one moment, in the order of `nach_passung` without place, languages and words."""

    def __init__(self) -> None:
        """Read all of it; three queries."""
        ohne_wunsch = Angebot.objects.oeffentlich().nach_passung(Ortswahl(), [])
        self.pks = array("q", ohne_wunsch.values_list("pk", flat=True))
        self._stellen = stellen_aus(self.pks)
        self.alle: Menge = (1 << len(self.pks)) - 1
        sammlungen = [sammlung for facette in FACETTEN.values() for sammlung in facette.sammlungen()]
        modus = Concat("sprache__code", Value(" "), "modus")
        sammlungen.append(gesammelt("modus", AngebotSprache.objects.all(), modus, "angebot_id"))
        sammlungen.append(gesammelt("heikel", Angebot.heikle(), Value(""), "angebot_id"))
        sammlungen.append(gesammelt("ohne_punkt", Angebot.objects.filter(ohne_punkt()), Value("")))
        sammlungen.append(gesammelt(UNTERTHEMEN, Thema.objects.filter(ueber__isnull=False), "ueber__slug", "slug"))
        wechsel = Concat(Cast("von__slug", CharField()), Value(" "), Cast("nach__slug", CharField()))
        sammlungen.append(gesammelt(WECHSEL, Uebergang.objects.all(), wechsel, "slug"))
        self._mengen: dict[tuple[str, str], Menge] = {}
        self.oberthemen: dict[str, str] = {}
        self.uebergaenge: dict[tuple[str, str], str] = {}
        """(from, to) → the Übergang between two Lebensphasen."""
        for art, wert, gesammelte in lies(sammlungen):
            if art == UNTERTHEMEN:
                self.oberthemen |= dict.fromkeys(gesammelte, wert)
            elif art == WECHSEL:
                von, nach = wert.split(" ")
                self.uebergaenge[von, nach] = gesammelte[0]
            else:
                self._mengen[art, wert] = self.menge(gesammelte)
        self._mengen |= wann_mengen(timezone.localdate(), self.menge, self.alle)
        self._gemerkt: dict[bytes, dict[str, Menge]] = {}
        self._gemerkte_mengen = 0

    def __getitem__(self, name: tuple[str, str]) -> Menge:
        """Return the Angebote that have this value of a facet ("modus": a language in one way, "tr spricht")."""
        return self._mengen.get(name, 0)

    def alle_mengen(self, art: str) -> list[tuple[tuple[str, str], Menge]]:
        """Return ((art, value), Angebote) for every value that one of them has."""
        return [(name, menge) for name, menge in self._mengen.items() if name[0] == art]

    @property
    def ohne_punkt(self) -> Menge:
        """Angebote without a point the public may see."""
        return self["ohne_punkt", ""]

    @property
    def heikel(self) -> Menge:
        """Angebote on violence, crisis or suicide: found by who looks for them, never proposed beside others."""
        return self["heikel", ""]

    def zaehle(self, facette: str, menge: Menge) -> dict[tuple[str, str], int]:
        """Return (facet, value) → how many of `menge` have it."""
        return {name: (menge & eine).bit_count() for name, eine in self._mengen.items() if name[0] == facette}

    def menge(self, pks: Iterable[int]) -> Menge:
        """Return the public ones of these Angebote."""
        return menge_aus(pks, self._stellen)

    def pks_von(self, menge: Menge) -> list[int]:
        return [self.pks[stelle] for stelle in stellen_von(menge)]

    def gemerkt(self, frage: Hashable) -> dict[str, Menge] | None:
        """Return what was answered before."""
        return self._gemerkt.get(_merkmal(frage))

    def antworten_vergessen(self) -> None:
        """Keep no answers: whoever still works with this Bestand asks again."""
        self._gemerkt, self._gemerkte_mengen = {}, 0

    def merken(self, frage: Hashable, antworten: dict[str, Menge]) -> None:
        """Keep answers; where they become too many, all are forgotten."""
        if self._gemerkte_mengen * len(self.pks) > GEMERKT_BITS:
            self.antworten_vergessen()
        self._gemerkt[_merkmal(frage)] = antworten
        self._gemerkte_mengen += len(antworten)

    def antworten(self, frage: Hashable | None, bedingungen: Callable[[], dict[str, QuerySet]]) -> dict[str, Menge]:
        """Return which Angebote meet each of some conditions; one query, where `frage` was not asked before. Without a
        `frage` nothing is kept: what a visitor's position leads to is nobody's business."""
        if frage is not None and (bekannt := self.gemerkt(frage)) is not None:
            return bekannt
        zeilen = bedingungen()
        gefunden = lies([gesammelt(name, menge, Value("")) for name, menge in zeilen.items()])
        antworten = dict.fromkeys(zeilen, 0) | {name: self.menge(pks) for name, _wert, pks in gefunden}
        if frage is not None:
            self.merken(frage, antworten)
        return antworten


def _merkmal(frage: Hashable) -> bytes:
    """Return what a question is known by: what people type is kept nowhere, not even in memory."""
    return blake2b(repr(frage).encode(), key=SCHLUESSEL, digest_size=16).digest()


class Ausschnitt(Sequence[Angebot]):
    """Some Angebote in order; fetched when the first of them is looked at, or with others by `laden`."""

    def __init__(self, bestand: Bestand, stellen: Iterable[int], im_ort: Menge) -> None:
        self._je_pk = {bestand.pks[stelle]: 0 if im_ort >> stelle & 1 else 1 for stelle in stellen}
        self._zeilen: list[Angebot] | None = None

    @property
    def pks(self) -> Iterable[int]:
        return self._je_pk.keys()

    def fuellen(self, geholt: Mapping[int, Angebot]) -> None:
        """Take the Angebote, with `rang_ort` (0 in the place, 1 everywhere); one that has gone this very moment is
        left out."""
        self._zeilen = [geholt[pk] for pk in self.pks if pk in geholt]
        for angebot in self._zeilen:
            angebot.rang_ort = self._je_pk[angebot.pk]

    def _geholt(self) -> list[Angebot]:
        if self._zeilen is None:
            laden(self)
        return self._zeilen or []

    def __len__(self) -> int:
        return len(self._geholt())

    def __getitem__(self, index: Any) -> Any:
        return self._geholt()[index]

    def __iter__(self) -> Iterator[Angebot]:
        return iter(self._geholt())


def laden(*mengen: object) -> None:
    """Fetch all that are an Ausschnitt at once; one query."""
    ausschnitte = [menge for menge in mengen if isinstance(menge, Ausschnitt)]
    pks = [pk for ausschnitt in ausschnitte for pk in ausschnitt.pks]
    geholt = Angebot.objects.oeffentlich().defer(*NICHT_GEZEIGT).in_bulk(pks) if pks else {}
    for ausschnitt in ausschnitte:
        ausschnitt.fuellen(geholt)


class Folge(Sequence[Angebot]):
    """A set of Angebote in an order; only what is sliced is fetched."""

    def __init__(self, bestand: Bestand, menge: Menge, raenge: list[list[Menge]], im_ort: Menge = 0) -> None:
        self._bestand, self._menge, self._im_ort = bestand, menge, im_ort
        self._raenge = [[im_ort], *raenge]

    def __len__(self) -> int:
        return self._menge.bit_count()

    @overload
    def __getitem__(self, index: int) -> Angebot: ...
    @overload
    def __getitem__(self, index: slice) -> Ausschnitt: ...
    def __getitem__(self, index: int | slice) -> Angebot | Ausschnitt:
        if isinstance(index, int):
            return self[:][index]
        von, bis, _schritt = index.indices(len(self))
        return Ausschnitt(self._bestand, geordnet(self._menge, self._raenge, von, bis), self._im_ort)

    def __iter__(self) -> Iterator[Angebot]:
        return iter(self[:])


class Gedaechtnis:
    """The Bestand of this process."""

    def __init__(self) -> None:
        self._schloss = Lock()
        self.vergessen()

    def vergessen(self) -> None:
        self._stand: tuple[tuple, date] | None = None
        self._bestand: Bestand | None = None

    def bestand(self, stand: tuple) -> Bestand:
        """Return what is public at `stand`; asks the database only where that has changed, or a new day has begun."""
        heute = (stand, timezone.localdate())
        with self._schloss:
            if self._bestand is None or heute != self._stand:
                if self._bestand is not None:
                    self._bestand.antworten_vergessen()  # planning may hold it until it is asked again
                self._bestand, self._stand = None, None
                self._bestand, self._stand = Bestand(), heute
            return self._bestand


gedaechtnis = Gedaechtnis()
