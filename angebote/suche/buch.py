"""What the search knows by heart: Begriffe with all Schreibweisen, places, words that are filters, words of our entries.

Held in the memory of each process and read anew when it has changed: the key for that comes with the vocabulary of
every page (`Staende.suche`), so an edit of the coordinator counts from the next request on.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from operator import itemgetter
from sys import intern
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.db.models import Value

from akteure.falten import falten, stamm, suchform
from akteure.models import Gemeinde, Ortsteil, Planungsraum, Postleitzahl, Wort
from akteure.models.gebiet import Kurzform
from akteure.ort import bekannte
from angebote.models import Begriff, Schreibweise

from .woerterbuch import STOPPWOERTER
from .wortschatz import KURZ, Wortschatz, aehnliche, fehler_erlaubt

VORNE_AB = 7
"""A single German word of so many letters also finds the compounds that begin with it."""
KURZER_NAME = 4
"""A place is also known by the first words of its name, if these have so many letters."""
RAUM = "raum "
"""In front of a place: the whole Planungsraum is meant."""
MITTEN = 2
"""A Schreibweise with so many telling words is also understood when these stand apart."""


class Ort(NamedTuple):
    """A place somebody may type: its name, and the parameter and value it becomes; all empty for the whole area."""

    name: str = ""
    parameter: str = ""
    wert: str = ""
    ist_ortsteil: bool = False


@dataclass(frozen=True)
class Bedeutung:
    """A Begriff, as far as the search needs it. Words and phrases are folded as `Schreibweise.gefaltet` is."""

    pk: int
    name: str
    sensibel: str
    thema: int | None
    lebensphase: int | None
    art: str
    ausschluss: tuple[str, ...]
    """Words and phrases that rule it out, as they are written (search form)."""
    worte: tuple[str, ...]
    """Single German words (stems) that say it in a text."""
    fremdworte: tuple[str, ...]
    """Single words of other languages that do."""
    anfaenge: tuple[str, ...]
    """Those of them that say it also at the beginning of a compound."""
    phrasen: tuple[str, ...]
    """What says it in several words."""


@dataclass
class Begriffe:
    """All Begriffe by their Schreibweisen."""

    nach_schreibung: dict[str, list[Bedeutung]] = field(default_factory=lambda: defaultdict(list))
    getrennt: dict[str, list[tuple[frozenset[str], str]]] = field(default_factory=lambda: defaultdict(list))
    """A telling word → (all telling words, Schreibweise) of the phrases it stands in."""
    allein: set[str] = field(default_factory=set)
    """Words that may be meant by a misspelt one: all German ones, of other languages only whole Schreibweisen."""
    zusammen: dict[str, str] = field(default_factory=dict)
    """Phrases written as one word → the Schreibweise."""
    formen: dict[str, bool] = field(default_factory=dict)
    """Every word of every Schreibweise in its search form → is it German?"""
    geschrieben: dict[str, str] = field(default_factory=dict)
    """Folded word → as it is written in a Schreibweise."""
    ausgeschlossen: set[str] = field(default_factory=set)
    """Words that mislead: real words, nobody's mistakes."""
    sensible: set[str] = field(default_factory=set)
    """Those words that stand in Schreibweisen of sensitive Begriffe only."""


class Suchbuch:
    """Begriffe, places and filter words of one moment; `schatz` holds the words of our entries."""

    def __init__(self, schatz: Wortschatz) -> None:
        self.schatz = schatz
        self.begriffe = _lies_begriffe()
        self.orte, self._raeume = _lies_orte()
        self.gemeinden = bekannte()
        self.filter = filterwoerter()
        self._wortmengen: dict[int, frozenset[int]] = {}

    @cached_property
    def bekannt(self) -> frozenset[str]:
        """Every word that needs no correction."""
        namen = {wort for phrase in (*self.orte, *self.filter) for wort in phrase.split()}
        staemme = {wort for schreibung in self.begriffe.nach_schreibung for wort in schreibung.split()}
        begriffe = self.begriffe.formen.keys() | self.begriffe.zusammen.keys() | self.begriffe.ausgeschlossen
        return frozenset(namen | staemme | STOPPWOERTER | begriffe)

    @cached_property
    def teilwoerter(self) -> frozenset[str]:
        """What an unknown compound may be made of: German words of Schreibweisen and words of our entries."""
        deutsche = {form for form, ist_deutsch in self.begriffe.formen.items() if ist_deutsch}
        eigene = {wort for wort in self.schatz.pks if len(wort) > KURZ}
        return frozenset((deutsche | eigene) - STOPPWOERTER)

    @cached_property
    def ziele(self) -> list[str]:
        """What a misspelt word may have meant, most likely first; sensitive words only where they are long."""
        orte = (wort for phrase in self.orte for wort in phrase.split())
        begriffe = sorted(self.begriffe.allein, key=lambda form: not self.begriffe.formen[form])
        alle = dict.fromkeys((*begriffe, *self.begriffe.zusammen, *orte, *self.schatz.pks))
        return [wort for wort in alle if wort not in self.begriffe.sensible and not wort.isdecimal()]

    def ist_schreibung(self, form: str, stamm_: str) -> bool:
        """Is this a whole Schreibweise?"""
        return form in self.begriffe.nach_schreibung or stamm_ in self.begriffe.nach_schreibung

    def kennt(self, wort: str, stamm_: str) -> bool:
        """Is this a word we know, as it is or as part of one of our own?"""
        if wort in self.bekannt or stamm_ in self.bekannt or self.schatz.kennt(wort) or self.schatz.kennt(stamm_):
            return True
        return bool(self.schatz.mit_teil(wort, stamm_))

    def ort(self, text: str) -> Ort | None:
        """Return the place somebody typed into the field for places, also with a mistake in it."""
        gesucht = suchform(text)
        if (genau := self.genauer_ort(gesucht)) or not gesucht:
            return genau
        naechste = aehnliche(gesucht, list(self.orte), fehler_erlaubt(gesucht.replace(" ", "")))
        return next((self.orte[ziel] for _abstand, ziel in sorted(naechste)), None)

    def genauer_ort(self, gesucht: str) -> Ort | None:
        """Return the place of a folded name; "raum nurtingen" is the Planungsraum around Nürtingen."""
        ort = self.orte.get(gesucht)
        if ort is None and gesucht.startswith(RAUM):
            mitte = self.orte.get(gesucht.removeprefix(RAUM), Ort())
            ort = mitte if mitte.parameter == "planungsraum" else self._raeume.get(mitte.wert)
        return ort

    def schreibung(self, form: str) -> str:
        """Return a folded word as people write it."""
        for woerter in (self.begriffe.geschrieben, self._ortsnamen, self.schatz.geschrieben):
            if form in woerter:
                return woerter[form]
        return form

    @cached_property
    def _ortsnamen(self) -> dict[str, str]:
        return {suchform(wort): wort for ort in self.orte.values() for wort in ort.name.split()}

    def aus_phrasen(self, form: str) -> tuple[Bedeutung, ...]:
        """Return the Begriffe in whose phrases a word stands; sensitive ones never."""
        schreibungen = {schreibung for _worte, schreibung in self.begriffe.getrennt.get(kern(form), ())}
        if len(schreibungen) < MITTEN:
            return ()
        alle = dict.fromkeys(b for s in sorted(schreibungen) for b in self.begriffe.nach_schreibung[s])
        return tuple(bedeutung for bedeutung in alle if not bedeutung.sensibel)

    def woerter_von(self, bedeutung: Bedeutung) -> frozenset[int]:
        """Return the words of our entries that say this Begriff."""
        if bedeutung.pk not in self._wortmengen:
            mengen = [self.schatz.mit_stamm(wort) for wort in bedeutung.worte]
            mengen += [self.schatz.gleich(wort, "") for wort in bedeutung.fremdworte]
            mengen += [self.schatz.beginnend(anfang) for anfang in bedeutung.anfaenge]
            self._wortmengen[bedeutung.pk] = frozenset().union(*mengen)
        return self._wortmengen[bedeutung.pk]

    def irrefuehrende(self, wort: str, bedeutung: Bedeutung) -> frozenset[int]:
        """Return the words in our entries that rule a Begriff out; of a word with the same stem only that very word."""
        stamm_ = stamm(wort)
        if stamm_ in bedeutung.worte:
            return self.schatz.gleich(wort, "")
        return self.schatz.gleich(wort, stamm_) | self.schatz.mit_teil(wort, stamm_)

    def seltenstes(self, phrase: str) -> frozenset[int]:
        """Return the words for the rarest part of a phrase; empty if one of its parts stands nowhere."""
        mengen = [self.schatz.mit_stamm(wort) for wort in phrase.split()]
        return min(mengen, key=len) if all(mengen) else frozenset()


class Gedaechtnis:
    """The Suchbuch of this process."""

    def __init__(self) -> None:
        self.vergessen()

    def vergessen(self) -> None:
        self._stand: tuple = ()
        self._buch: Suchbuch | None = None
        self._schatz = Wortschatz()
        self._schloss = Lock()

    def buch(self, stand: tuple) -> Suchbuch:
        """Return what is known at `stand`; asks the database only where that has changed."""
        with self._schloss:
            if self._buch is None or stand != self._stand:
                neue = Wort.objects.filter(pk__gt=self._schatz.bis).order_by("pk")
                self._schatz = self._schatz.mit(neue.values_list("pk", "text", "stamm", "geschrieben"))
                self._buch, self._stand = Suchbuch(self._schatz), stand
            return self._buch


gedaechtnis = Gedaechtnis()


def kern(stamm_: str) -> str:
    """Return what the forms of a verb share: "weint" and "weinen" have the stems "weint" and "wein"."""
    return stamm_.removesuffix("t") if len(stamm_) > KURZ + 1 else stamm_


# --- reading --------------------------------------------------------------------------------------------------------
def _lies_begriffe() -> Begriffe:
    zeilen: dict[int, list[tuple[str, str, bool, bool]]] = defaultdict(list)
    felder = ("begriff_id", "text", "gefaltet", "sprache__code", "richtung")
    schreibweisen = Schreibweise.objects.order_by("pk").values_list(*felder)
    for begriff, text, gefaltet, sprache, richtung in schreibweisen:
        deutsch = sprache.partition("-")[0] == "de"
        zeilen[begriff].append((text, gefaltet, deutsch, richtung == Schreibweise.Richtung.BEIDE))
    ergebnis, harmlos = Begriffe(), set()
    for begriff in Begriff.objects.order_by("name"):
        bedeutung = _bedeutung(begriff, zeilen[begriff.pk])
        ergebnis.ausgeschlossen.update(wort for phrase in bedeutung.ausschluss for wort in phrase.split())
        for text, gefaltet, deutsch, _beide in zeilen[begriff.pk]:
            _merke(ergebnis, bedeutung, text, gefaltet, deutsch)
            if not begriff.sensibel:
                harmlos.update(suchform(text).split())
    ergebnis.sensible -= harmlos
    return ergebnis


def _merke(begriffe: Begriffe, bedeutung: Bedeutung, text: str, gefaltet: str, deutsch: bool) -> None:
    """Take one Schreibweise."""
    begriffe.nach_schreibung[gefaltet].append(bedeutung)
    formen = suchform(text).split()
    for form in formen:
        begriffe.formen[form] = begriffe.formen.get(form, False) or deutsch
    if deutsch or len(formen) == 1:
        begriffe.allein.update(formen)
    for wort in text.replace("-", " ").split():
        begriffe.geschrieben.setdefault(suchform(wort), wort.strip(".,!?"))
    if bedeutung.sensibel:
        begriffe.sensible.update(form for form in formen if len(form) < VORNE_AB + 1 or len(formen) > 1)
    worte = gefaltet.split()
    sagend = frozenset(worte) - STOPPWOERTER
    if len(sagend) >= MITTEN:
        kerne = frozenset(intern(kern(wort)) for wort in sagend)
        stelle = (kerne, gefaltet)
        for wort in kerne:
            begriffe.getrennt[wort].append(stelle)
    if deutsch and 1 < len(worte) <= MITTEN + 1 and len(sagend) == len(worte):
        begriffe.zusammen["".join(formen)] = gefaltet


def _bedeutung(begriff: Begriff, zeilen: Iterable[tuple[str, str, bool, bool]]) -> Bedeutung:
    im_text = [(gefaltet, deutsch) for _text, gefaltet, deutsch, beide in zeilen if beide]
    einzelne = [(wort, deutsch) for wort, deutsch in im_text if " " not in wort]
    return Bedeutung(
        begriff.pk,
        begriff.name,
        begriff.sensibel,
        begriff.thema_id,
        begriff.lebensphase_id,
        begriff.art,
        tuple(suchform(wort) for wort in begriff.ausschlusswoerter),
        tuple(wort for wort, deutsch in einzelne if deutsch),
        tuple(wort for wort, deutsch in einzelne if not deutsch),
        tuple(wort for wort, deutsch in einzelne if deutsch and len(wort) >= VORNE_AB),
        tuple(wort for wort, _deutsch in im_text if " " in wort),
    )


def _lies_orte() -> tuple[dict[str, Ort], dict[str, Ort]]:
    """Return folded name → place (where two have one name the larger wins), and Gemeinde (ags) → its Planungsraum."""
    ortsteile: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, ags in Ortsteil.objects.values_list("name", "gemeinde__ags"):
        ortsteile[suchform(name)].append((name, ags))
    namen, raum_von = _lies_namen()
    gemeinden, raumnamen = namen["gemeinde"], {wert: name for name, wert in namen["planungsraum"]}
    raeume = {ags: Ort(raumnamen[raum], "planungsraum", raum) for ags, raum in raum_von.items()}
    orte = {gefaltet: Ort(ziele[0][0], "gemeinde", ziele[0][1], True) for gefaltet, ziele in ortsteile.items()}
    orte |= {suchform(name): Ort(name, "planungsraum", schluessel) for name, schluessel in namen["planungsraum"]}
    orte |= _anfaenge(gemeinden)
    for kurz in Kurzform.objects.select_related("gemeinde", "planungsraum"):
        gemeinde = Ort(kurz.gemeinde.name, "gemeinde", kurz.gemeinde.ags) if kurz.gemeinde else Ort()
        orte[kurz.gefaltet] = _raum(kurz.planungsraum) if kurz.planungsraum else gemeinde
    orte |= {suchform(name): Ort(name, "gemeinde", ags) for name, ags in gemeinden}
    orte |= {plz: Ort(plz, "plz", plz) for plz, _plz in namen["plz"]}
    return {name: ort for name, ort in orte.items() if name}, raeume


def _lies_namen() -> tuple[dict[str, list[tuple[str, str]]], dict[str, str]]:
    """Return parameter → (name, value) of every Gemeinde and PLZ by value, every Planungsraum by name, and Gemeinde →
    Planungsraum by value; one query."""
    zeilen = (
        Gemeinde.objects.order_by().values_list(Value("gemeinde"), "name", "ags", "planungsraum__schluessel"),
        Planungsraum.objects.order_by().values_list(Value("planungsraum"), "name", "schluessel", "schluessel"),
        Postleitzahl.objects.order_by().values_list(Value("plz"), "plz", "plz", "plz"),
    )
    namen: dict[str, list[tuple[str, str]]] = {"gemeinde": [], "planungsraum": [], "plz": []}
    raum_von: dict[str, str] = {}
    for parameter, name, wert, raum in zeilen[0].union(*zeilen[1:], all=True):
        namen[parameter].append((name, wert))
        if parameter == "gemeinde":
            raum_von[wert] = raum
    for liste in namen.values():
        liste.sort(key=itemgetter(1))
    namen["planungsraum"].sort(key=lambda raum: falten(raum[0]))
    return namen, raum_von


def _raum(raum: Planungsraum) -> Ort:
    return Ort(raum.name, "planungsraum", raum.schluessel)


def _anfaenge(gemeinden: list[tuple[str, str]]) -> dict[str, Ort]:
    """Return the beginnings of names, word by word, that only one Gemeinde has: "kirchheim", "kirchheim unter"."""
    je_anfang: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name, ags in gemeinden:
        worte = suchform(name).split()
        for bis in range(1, len(worte)):
            if len(worte[0]) >= KURZER_NAME:
                je_anfang[" ".join(worte[:bis])].add((name, ags))
    eindeutig = {anfang: next(iter(ziele)) for anfang, ziele in je_anfang.items() if len(ziele) == 1}
    return {anfang: Ort(name, "gemeinde", ags) for anfang, (name, ags) in eindeutig.items()}


@cache
def filterwoerter() -> dict[str, tuple[str, str]]:
    """Return folded word or phrase → (parameter, value): "kostenlos" → ("kosten", "kostenlos")."""
    with (settings.BASE_DIR / "fixtures" / "suche" / "filterwoerter.csv").open(encoding="utf-8", newline="") as datei:
        zeilen = list(csv.DictReader(datei))
    return {suchform(zeile["wort"]): (zeile["filter"], zeile["wert"]) for zeile in zeilen}
