"""Find the Angebote for a search line: one query for all its parts, whatever their number, and the points of every hit.

The words of Angebote, Akteure and Standorte stand in tables of their own; only a phrase of several words is looked for in
the search text, and there only among the Angebote in which its rarest word stands. What was found is kept with the
`Bestand`, so what many people ask is looked up once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Q, QuerySet

from akteure.abfragen import zahlenmenge
from akteure.models import AkteurWort
from angebote.bestand import Bestand
from angebote.mengen import Menge, vereint
from angebote.models import Angebot, AngebotWort

from .buch import Bedeutung, Suchbuch
from .deuten import Deutung, Teil
from .fundorte import AM_ORT, BEIM_AKTEUR, MITWIRKEND, NAME, TEXT, TITEL, Antworten, Fund, nachschlagen
from .rang import GETROFFEN, Stelle

NIE = -1
"""Marks an Angebot that a Begriff rules out."""
MEHRERE = 2
WEIT_AB, WEIT_MAL = 30, 6
"""A Begriff is wide if it has more hits than the first, and so many times as many as the narrowest of the line."""

Stellen = dict[int, Menge]
"""Place where a part is met → the Angebote that meet it there at best."""


@dataclass(frozen=True)
class Trefferliste:
    """The Angebote found, those with most points first; `teilweise`: they meet only some part of what was typed."""

    stufen: tuple[Menge, ...] = ()
    teilweise: bool = False
    je_teil: tuple[Menge, ...] = ()
    """What meets each part alone."""

    @property
    def menge(self) -> Menge:
        return vereint(self.stufen)


def suchen(deutung: Deutung, buch: Suchbuch, bestand: Bestand) -> Trefferliste:
    """Return what the public finds: what meets every part, or where nothing does, what meets a part; one query.

    Where Begriffe were understood, a mere word is no such part. No other filter is known here: so the count of every
    filter stays the total of the list it leads to.
    """
    stellen = _je_teil(deutung.teile, buch, bestand)
    je_teil = tuple(vereint(gefunden.values()) for gefunden in stellen)
    alle = reduce(and_, (je_teil[nummer] for nummer in _noetige(deutung.teile, je_teil)))
    if alle or len(je_teil) == 1 or deutung.nur_ganz:
        return Trefferliste(_stufen(alle, stellen), je_teil=je_teil)
    tragend = [nummer for nummer, teil in enumerate(deutung.teile) if teil.bedeutungen] or range(len(je_teil))
    einige = vereint(je_teil[nummer] for nummer in tragend)
    return Trefferliste(_stufen(einige, stellen), bool(einige), je_teil)


def _stufen(menge: Menge, je_teil: Iterable[Stellen]) -> tuple[Menge, ...]:
    """Return the parts of a set that have the same points (see `rang`), most points first."""
    stufen = {0: menge}
    for stellen in je_teil:
        neu: dict[int, Menge] = {}
        for bisher, rest in stufen.items():
            for stelle, gefunden in stellen.items():
                neu[bisher + GETROFFEN + stelle] = neu.get(bisher + GETROFFEN + stelle, 0) | (rest & gefunden)
            neu[bisher] = neu.get(bisher, 0) | (rest & ~vereint(stellen.values()))
        stufen = {punkte: menge for punkte, menge in neu.items() if menge}
    return tuple(menge for _punkte, menge in sorted(stufen.items(), reverse=True))


def _noetige(teile: Sequence[Teil], je_teil: Sequence[Menge]) -> list[int]:
    """Return which parts must be met: all, but beside a narrow Begriff one that means nearly everything only adds points.

    "Hilfe bei Schulden" asks for debts; that help is "Beratung" most entries say.
    """
    anzahlen = [gefunden.bit_count() for gefunden in je_teil]
    groessen = [anzahl for teil, anzahl in zip(teile, anzahlen, strict=True) if teil.bedeutungen and anzahl]
    if len(groessen) < MEHRERE:
        return list(range(len(je_teil)))
    grenze = max(WEIT_AB, min(groessen) * WEIT_MAL)
    weite = {nummer for nummer, teil in enumerate(teile) if teil.bedeutungen and anzahlen[nummer] > grenze}
    return [nummer for nummer in range(len(je_teil)) if nummer not in weite]


def tragende(bedeutung: Bedeutung, buch: Suchbuch, bestand: Bestand) -> set[int]:
    """Return the public Angebote that say this Begriff themselves, in their own text or by their Thema; one query."""
    [stellen] = _je_teil([Teil((), (bedeutung,))], buch, bestand)
    return set(bestand.pks_von(vereint(menge for stelle, menge in stellen.items() if stelle >= Stelle.THEMA)))


def _je_teil(teile: Sequence[Teil], buch: Suchbuch, bestand: Bestand) -> list[Stellen]:
    """Return for each part the places where it is met."""
    gesucht = [list(_funde(teil, buch)) for teil in teile]
    antworten = nachschlagen((fund for funde in gesucht for _nummer, fund in funde), bestand)
    return [_beste(funde, antworten) for funde in gesucht]


def _beste(funde: list[tuple[int, Fund]], antworten: dict[tuple[str, Any], Antworten]) -> Stellen:
    """Return each Angebot at its best place only. What rules out one meaning leaves the others."""
    je_nummer: dict[int, Stellen] = defaultdict(lambda: defaultdict(int))
    for nummer, fund in funde:
        for name, stelle in fund.stellen.items():
            je_nummer[nummer][stelle] |= antworten[fund.frage].get(name, 0)
    gefunden: Stellen = defaultdict(int)
    for stellen in je_nummer.values():
        nie = stellen.pop(NIE, 0)
        for stelle, menge in stellen.items():
            gefunden[stelle] |= menge & ~nie
    beste, bisher = {}, 0
    for stelle in sorted(gefunden, reverse=True):
        beste[stelle] = gefunden[stelle] & ~bisher
        bisher |= gefunden[stelle]
    return beste


# --- what is looked up ----------------------------------------------------------------------------------------------
def _funde(teil: Teil, buch: Suchbuch) -> Iterator[tuple[int, Fund]]:
    """Yield what one part asks for: 0 for what was typed itself, the Begriffe it may mean count from 1."""
    for fund in _eigene(teil, buch):
        yield 0, fund
    for nummer, bedeutung in enumerate(teil.bedeutungen, 1):
        for fund in _begriff(bedeutung, buch):
            yield nummer, fund
        for fund in _ausschluss(bedeutung, buch):
            yield 0, fund
            yield nummer, fund


def _eigene(teil: Teil, buch: Suchbuch) -> Iterator[Fund]:
    """Yield where the typed words themselves stand."""
    for art, durch in (("thema", "themen"), ("zielgruppe", "zielgruppen"), ("ermaessigung", "ermaessigungen")):
        if pks := teil.vokabeln.get(art):
            yield _vokabel(art, getattr(Angebot, durch).through.objects.filter(**{f"{art}__in": pks}), tuple(pks))
    if len(teil.stellen) > 1:
        yield from _phrasen([" ".join(wort.stamm for wort in teil.stellen)], buch)
        return
    for wort in teil.stellen:
        genau = buch.schatz.gleich(wort.form, wort.stamm)
        yield from _worte(genau, Stelle.GENAU, Stelle.WORT, an_orten=True)
        teile = frozenset() if wort.woertlich else buch.schatz.mit_teil(wort.form, wort.stamm) - genau
        yield from _worte(teile, Stelle.IM_TITEL, Stelle.TEXT, an_orten=True)


def _vokabel(art: str, zeilen: QuerySet, werte: tuple) -> Fund:
    return Fund((art, werte), {"": Stelle.THEMA}, lambda: {"": (zeilen, "angebot_id")})


def _begriff(bedeutung: Bedeutung, buch: Suchbuch) -> Iterator[Fund]:
    """Yield where a Begriff stands: its words and phrases, its Thema (as far as its Lebensphase and Art agree)."""
    yield from _worte(buch.woerter_von(bedeutung), Stelle.TITEL, Stelle.BEGRIFF)
    yield from _phrasen(bedeutung.phrasen, buch)
    if bedeutung.thema:
        mit_thema = Angebot.themen.through.objects.filter(Q(thema=bedeutung.thema) | Q(thema__ueber=bedeutung.thema))
        if bedeutung.lebensphase:
            phasen = Angebot.lebensphasen.through.objects.filter(lebensphase=bedeutung.lebensphase)
            mit_thema = mit_thema.filter(angebot__in=phasen.values("angebot"))
        if bedeutung.art:
            mit_thema = mit_thema.filter(angebot__art=bedeutung.art)
        yield _vokabel("thema des begriffs", mit_thema, (bedeutung.thema, bedeutung.lebensphase, bedeutung.art))


def _ausschluss(bedeutung: Bedeutung, buch: Suchbuch) -> Iterator[Fund]:
    """Yield what rules a Begriff out: words and phrases in the own text."""
    if woerter := frozenset().union(*(buch.irrefuehrende(w, bedeutung) for w in bedeutung.ausschluss if " " not in w)):
        yield Fund(("worte", woerter), {TITEL: NIE, TEXT: NIE})
    phrasen = [phrase for phrase in bedeutung.ausschluss if " " in phrase]
    for fund in _phrasen(phrasen, buch):
        yield Fund(fund.frage, {TITEL: NIE, TEXT: NIE}, fund.zeilen)


def _worte(woerter: frozenset[int], im_titel: Stelle, im_text: Stelle, *, an_orten: bool = False) -> Iterator[Fund]:
    """Yield where one of these words stands: in an Angebot, with its Akteure, or at its places."""
    if not woerter:
        return
    stellen = {TITEL: im_titel, TEXT: im_text, NAME: Stelle.AKTEUR, BEIM_AKTEUR: Stelle.TEXT, MITWIRKEND: Stelle.TEXT}
    yield Fund(("worte", woerter), stellen | ({AM_ORT: Stelle.TEXT} if an_orten else {}))


def _phrasen(phrasen: Iterable[str], buch: Suchbuch) -> Iterator[Fund]:
    """Yield where one of these phrases stands: in an Angebot, or with its Akteur."""
    moegliche = tuple(phrase for phrase in phrasen if buch.seltenstes(phrase))
    if not moegliche:
        return
    worte = frozenset().union(*map(buch.seltenstes, moegliche))

    def zeilen() -> dict[str, tuple[QuerySet, str]]:
        mit_wort = AngebotWort.objects.filter(wort__in=zahlenmenge(worte)).values("angebot")
        akteure = AkteurWort.objects.filter(wort__in=zahlenmenge(worte)).values("akteur")
        return {
            TITEL: (Angebot.objects.filter(_enthaelt("titel_suche", moegliche), pk__in=mit_wort), "pk"),
            TEXT: (Angebot.objects.filter(_enthaelt("suchtext", moegliche), pk__in=mit_wort), "pk"),
            BEIM_AKTEUR: (Angebot.objects.filter(_enthaelt("akteur__suchtext", moegliche), akteur__in=akteure), "pk"),
        }

    yield Fund(
        ("phrasen", (moegliche, worte)),
        {TITEL: Stelle.TITEL, TEXT: Stelle.BEGRIFF, BEIM_AKTEUR: Stelle.AKTEUR},
        zeilen,
    )


def _enthaelt(spalte: str, phrasen: Iterable[str]) -> Q:
    return reduce(or_, (Q(**{f"{spalte}__contains": f" {phrase} "}) for phrase in phrasen))
