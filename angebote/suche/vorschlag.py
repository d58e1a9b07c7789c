"""Suggestions while typing: what of our own vocabulary begins like the typed text. Nothing else is ever suggested."""

import math
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from operator import attrgetter
from sys import intern
from typing import NamedTuple

from django.db.models import Aggregate, CharField, Count, Max, QuerySet, Sum, Value
from django.db.models.functions import Cast, Length

from akteure.falten import suchform
from akteure.forms import HOECHSTENS_ZEICHEN
from akteure.models import Akteur, Gemeinde, Kurzform, Ortsteil, Postleitzahl
from angebote.models import Begriff, Schreibweise, Thema

ANTEILE = {"begriff": 3, "hilfe": 1, "thema": 1, "ort": 2, "akteur": 1}
"""The kinds in their order, and how many of each come before a kind gets more; "hilfe" are the sensitive Begriffe."""
HOECHSTENS = sum(ANTEILE.values())
AB_ZEICHEN, SENSIBEL_AB_ZEICHEN = 2, 4
SATZ_WOERTER = 4
"""A Schreibweise of so many words is a sentence: suggested once half of it is typed."""
LETZTES = "\U0010ffff"
FRISCH_SEKUNDEN = 1
"""So long nobody asks again whether anything has changed: people type faster than the coordinator saves."""


class Eintrag(NamedTuple):
    """What can be suggested. `q` is what the field then holds, `parameter` and `wert` say it in an address."""

    art: str
    text: str
    q: str
    parameter: str
    wert: str
    zusatz: str = ""


class Fundstelle(NamedTuple):
    """From here on people may have begun to type the Eintrag: at its name or a Schreibweise, or at a word within."""

    schluessel: str
    vorne: bool
    eintrag: Eintrag
    ab: int = AB_ZEICHEN
    """So many letters must be typed, or all of them."""
    schreibweise: str = ""
    """What was found if it was not the name: people see why."""
    sprache: str = ""

    def rang(self, getippt: str) -> tuple[int, bool, int]:
        """What begins like the text goes before what has such a word, a name before a Schreibweise, short before long."""
        klasse = (0 if self.schluessel == getippt else 1) if self.vorne else 2
        return klasse, bool(self.schreibweise), len(self.schluessel)


class Vorschlagstafel:
    """All that can be suggested at one moment, sorted by how it is typed."""

    def __init__(self, stellen: Iterable[Fundstelle]) -> None:
        self._stellen = sorted(stellen)

    def vorschlaege(self, getippt: str, arten: Container[str]) -> list[Fundstelle]:
        """Return the best, kind by kind; `getippt` is folded."""
        beste: dict[Eintrag, tuple[tuple[int, bool, int], Fundstelle]] = {}
        for stelle in self._ab(getippt):
            if stelle.eintrag.art in arten and len(getippt) >= min(stelle.ab, len(stelle.schluessel)):
                gefunden = stelle.rang(getippt), stelle
                beste[stelle.eintrag] = min(gefunden, beste.get(stelle.eintrag, gefunden))
        return _auswahl(sorted(beste.values()))

    def _ab(self, getippt: str) -> list[Fundstelle]:
        """Return what begins with the text."""
        von = bisect_left(self._stellen, getippt, key=attrgetter("schluessel"))
        bis = bisect_left(self._stellen, getippt + LETZTES, lo=von, key=attrgetter("schluessel"))
        return self._stellen[von:bis]


def _auswahl(sortiert: list[tuple[tuple[int, bool, int], Fundstelle]]) -> list[Fundstelle]:
    """Return at most HOECHSTENS, every kind with its share, together by kind; the kind of the best comes first."""
    arten, plaetze = list(ANTEILE), Counter[str]()
    gereiht = []
    for (klasse, *_), stelle in sortiert:
        art = stelle.eintrag.art
        gereiht.append((klasse, plaetze[art] // ANTEILE[art], arten.index(art), plaetze[art], stelle))
        plaetze[art] += 1
    je_art = defaultdict(list)
    for *_, stelle in sorted(gereiht)[:HOECHSTENS]:
        je_art[stelle.eintrag.art].append(stelle)
    return [stelle for stellen in je_art.values() for stelle in stellen]


class Gedaechtnis:
    """The table of this process, made anew when the data have changed."""

    def __init__(self) -> None:
        self.vergessen()

    def vergessen(self) -> None:
        self._frisch_bis = 0.0
        self._stand: list[tuple] = []
        self._tafel = Vorschlagstafel([])

    def tafel(self) -> Vorschlagstafel:
        """Return the table of this second: at most one query, and some more only after a change."""
        jetzt = time.monotonic()
        if jetzt >= self._frisch_bis:
            stand = _stand()
            if stand != self._stand:
                self._tafel, self._stand = Vorschlagstafel(_alle_stellen()), stand
            self._frisch_bis = jetzt + FRISCH_SEKUNDEN
        return self._tafel


gedaechtnis = Gedaechtnis()


def vorschlaege(text: str, arten: Container[str] = ANTEILE) -> list[Fundstelle]:
    """Return what to suggest to somebody who has typed `text`; at most one query while nothing changes."""
    getippt = suchform(text) if len(text) <= HOECHSTENS_ZEICHEN else ""
    return gedaechtnis.tafel().vorschlaege(getippt, arten) if len(getippt) >= AB_ZEICHEN else []


# --- what there is --------------------------------------------------------------------------------------------------
def _alle_stellen() -> Iterator[Fundstelle]:
    begriffe = list(Begriff.objects.all())
    yield from _begriffe(begriffe)
    yield from _themen(begriffe)
    yield from _orte()
    yield from _akteure()


def _stellen(text: str, eintrag: Eintrag, sensibel: bool = False, **gefunden_als: str) -> Iterator[Fundstelle]:
    """Yield a Fundstelle for every word of `text`: from there to its end."""
    gefaltet = suchform(text)
    for anfang in [0, *(stelle + 1 for stelle, zeichen in enumerate(gefaltet) if zeichen == " ")]:
        rest = gefaltet[anfang:]
        yield Fundstelle(rest, anfang == 0, eintrag, _sensibel_ab(rest) if sensibel else AB_ZEICHEN, **gefunden_als)


def _sensibel_ab(wort: str) -> int:
    """Most of the word: nobody who begins another one shall read of violence or death."""
    return max(SENSIBEL_AB_ZEICHEN, math.ceil(len(wort) * 2 / 3))


def _begriffe(begriffe: list[Begriff]) -> Iterator[Fundstelle]:
    eintraege = {b.pk: Eintrag("hilfe" if b.sensibel else "begriff", b.name, b.name, "q", b.name) for b in begriffe}
    for eintrag in eintraege.values():
        yield from _stellen(eintrag.text, eintrag, sensibel=eintrag.art == "hilfe")
    zeilen = Schreibweise.objects.values_list("begriff_id", "text", "sprache__code")
    schreibweisen = [
        (eintraege[pk], text, suchform(text), intern(sprache)) for pk, text, sprache in zeilen if pk in eintraege
    ]
    sensible = {gefaltet for eintrag, _, gefaltet, _ in schreibweisen if eintrag.art == "hilfe"}
    for eintrag, text, gefaltet, sprache in schreibweisen:
        worte = gefaltet.count(" ") + 1
        if eintrag.art == "hilfe":
            # Never shown, and of several words only the whole: who begins "ich kann …" may mean anything.
            yield Fundstelle(gefaltet, True, eintrag, _sensibel_ab(gefaltet) if worte == 1 else len(gefaltet))
        elif gefaltet in sensible:
            continue
        elif worte >= SATZ_WOERTER:
            yield Fundstelle(gefaltet, True, eintrag, len(gefaltet) // 2, text, sprache)
        else:
            yield from _stellen(text, eintrag, schreibweise=text, sprache=sprache)


def _themen(begriffe: list[Begriff]) -> Iterator[Fundstelle]:
    """Yield the Themen that no Begriff is called like."""
    namen = {suchform(begriff.name) for begriff in begriffe}
    for name, slug, sensibel in Thema.objects.values_list("name", "slug", "sensibel"):
        if suchform(name) not in namen:
            yield from _stellen(name, Eintrag("thema", name, name, "thema", slug), sensibel=bool(sensibel))


def _orte() -> Iterator[Fundstelle]:
    gemeinden = Gemeinde.objects.only("name", "ags").in_bulk()
    eintraege = {pk: Eintrag("ort", g.name, g.name, "gemeinde", g.ags) for pk, g in gemeinden.items()}
    for eintrag in eintraege.values():
        yield from _stellen(eintrag.text, eintrag)
    for text, pk in Kurzform.objects.filter(gemeinde__in=eintraege).values_list("text", "gemeinde_id"):
        yield Fundstelle(suchform(text), True, eintraege[pk], schreibweise=text)
    ortsteile = list(Ortsteil.objects.filter(gemeinde__in=eintraege).values_list("name", "gemeinde_id"))
    gleiche = Counter(name for name, _ in ortsteile)
    for name, pk in ortsteile:
        gemeinde = eintraege[pk].text
        if name != gemeinde:
            eindeutig = name if gleiche[name] == 1 else gemeinde
            yield from _stellen(name, eintraege[pk]._replace(text=name, q=eindeutig, zusatz=gemeinde))
    for postleitzahl in Postleitzahl.objects.prefetch_related("gemeinden"):
        plz, namen = postleitzahl.plz, ", ".join(gemeinde.name for gemeinde in postleitzahl.gemeinden.all())
        if namen:
            yield from _stellen(plz, Eintrag("ort", plz, plz, "plz", plz, namen))


def _akteure() -> Iterator[Fundstelle]:
    """Yield the Akteure the public may see; where they are is left out, so a hidden address takes no part."""
    for name, slug, weitere in Akteur.objects.oeffentlich().values_list("name", "slug", "weitere_namen"):
        eintrag = Eintrag("akteur", name, name, "akteur", slug)
        yield from _stellen(name, eintrag)
        for anderer in filter(None, (teil.strip() for teil in weitere.split(","))):
            yield from _stellen(anderer, eintrag, schreibweise=anderer)


# --- whether it has changed -----------------------------------------------------------------------------------------
def _stand() -> list[tuple]:
    """Return what differs as soon as anything to suggest is added, taken away or written otherwise; one query."""
    teile = [
        _zahlen(Begriff.objects, Max("geaendert_am")),
        _zahlen(Schreibweise.objects, Max("geaendert_am")),
        _zahlen(Akteur.objects.oeffentlich(), Max("gespeichert_am")),
        _zahlen(Thema.objects, Sum(Length("name") + Length("sensibel"))),
        _zahlen(Gemeinde.objects, Sum(Length("name"))),
        _zahlen(Ortsteil.objects, Sum(Length("name"))),
        _zahlen(Kurzform.objects, Sum(Length("text"))),
        _zahlen(Postleitzahl.objects, Sum(Length("plz"))),
    ]
    return sorted(teile[0].union(*teile[1:], all=True))


def _zahlen(menge: QuerySet, merkmal: Aggregate) -> QuerySet:
    """Return one row: the table, how many lines, the newest, and what changes when one is edited."""
    was = menge.order_by().annotate(was=Value(menge.model._meta.label, CharField())).values("was")
    zahlen = was.annotate(anzahl=Count("pk"), juengste=Max("pk"), merkmal=Cast(merkmal, CharField()))
    return zahlen.values_list("was", "anzahl", "juengste", "merkmal")
