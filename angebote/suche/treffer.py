"""Find the Angebote for a search line: one query for all its parts, whatever their number, and the points of every hit.

The words of Angebote, Akteure and Standorte stand in tables of their own; only a phrase of several words is looked for in
the search text, and there only among the Angebote in which its rarest word stands.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from akteure.models import AkteurWort, StandortWort
from angebote.models import Angebot, AngebotStandort, AngebotWort
from angebote.querysets import ist_oeffentlich

from .buch import Bedeutung, Suchbuch
from .deuten import Deutung, Teil
from .rang import Stelle, punkte

NIE = -1
"""Marks an Angebot that a Begriff rules out."""
EIGENES = 0
"""The number of what was typed itself; the Begriffe it may mean count from 1."""
JE_TEIL = 1000
MEHRERE = 2
WEIT_AB, WEIT_MAL = 30, 6
"""A Begriff is wide if it has more hits than the first, and so many times as many as the narrowest of the line."""
ZAHL = IntegerField()


@dataclass(frozen=True)
class Trefferliste:
    """The Angebote found, each with its points; `teilweise`: they meet only some part of what was typed."""

    punkte: dict[int, int] = field(default_factory=dict)
    teilweise: bool = False
    je_teil: tuple[Collection[int], ...] = ()
    """What meets each part alone."""


def suchen(deutung: Deutung, buch: Suchbuch) -> Trefferliste:
    """Return what the public finds: what meets every part, or where nothing does, what meets a part; one query.

    Where Begriffe were understood, a mere word is no such part. No other filter is known here: so the count of every
    filter stays the total of the list it leads to.
    """
    je_teil = _je_teil(deutung.teile, buch)
    alle = set.intersection(*(set(je_teil[nummer]) for nummer in _noetige(deutung.teile, je_teil)))
    if alle or len(je_teil) == 1 or deutung.nur_ganz:
        gezaehlt = {pk: punkte(gefunden.get(pk) for gefunden in je_teil) for pk in alle}
        return Trefferliste(gezaehlt, je_teil=tuple(je_teil))
    tragend = [nummer for nummer, teil in enumerate(deutung.teile) if teil.bedeutungen] or range(len(je_teil))
    einige = set().union(*(je_teil[nummer] for nummer in tragend))
    return Trefferliste({pk: punkte(gefunden.get(pk) for gefunden in je_teil) for pk in einige}, bool(einige))


def _noetige(teile: Sequence[Teil], je_teil: list[dict[int, int]]) -> list[int]:
    """Return which parts must be met: all, but beside a narrow Begriff one that means nearly everything only adds points.

    "Hilfe bei Schulden" asks for debts; that help is "Beratung" most entries say.
    """
    groessen = [len(gefunden) for nummer, gefunden in enumerate(je_teil) if teile[nummer].bedeutungen and gefunden]
    if len(groessen) < MEHRERE:
        return list(range(len(je_teil)))
    grenze = max(WEIT_AB, min(groessen) * WEIT_MAL)
    weite = {nummer for nummer, teil in enumerate(teile) if teil.bedeutungen and len(je_teil[nummer]) > grenze}
    return [nummer for nummer in range(len(je_teil)) if nummer not in weite]


def tragende(bedeutung: Bedeutung, buch: Suchbuch) -> set[int]:
    """Return the public Angebote that say this Begriff themselves, in their own text or by their Thema; one query."""
    [gefunden] = _je_teil([Teil((), (bedeutung,))], buch)
    return {pk for pk, stelle in gefunden.items() if stelle >= Stelle.THEMA}


def _je_teil(teile: Sequence[Teil], buch: Suchbuch) -> list[dict[int, int]]:
    """Return for each part Angebot → the best place where it is met."""
    zweige = [
        zweig.order_by()
        .filter(ist_oeffentlich("" if angebot == "pk" else "angebot__"))
        .values_list(Value(nummer), angebot, "stelle")
        for von, teil in enumerate(teile)
        for nummer, angebot, zweig in _zweige(von * JE_TEIL, teil, buch)
    ]
    gefunden: dict[int, dict[int, int]] = defaultdict(dict)
    nie: dict[int, set[int]] = defaultdict(set)
    for nummer, angebot, stelle in zweige[0].union(*zweige[1:], all=True) if zweige else ():
        if stelle == NIE:
            nie[nummer].add(angebot)
        elif stelle > gefunden[nummer].get(angebot, NIE):
            gefunden[nummer][angebot] = stelle
    je_teil: list[dict[int, int]] = [{} for _teil in teile]
    for nummer, stellen in gefunden.items():
        teil = je_teil[nummer // JE_TEIL]
        for angebot, stelle in stellen.items():
            if angebot not in nie[nummer] and stelle > teil.get(angebot, NIE):
                teil[angebot] = stelle
    return je_teil


Zweig = tuple[int, str, QuerySet]
"""One branch of the query: number of what it speaks for, name of the column with the Angebot, rows with `stelle`."""


def _zweige(basis: int, teil: Teil, buch: Suchbuch) -> Iterator[Zweig]:
    """Yield the branches of one part."""
    yield from _eigene(basis + EIGENES, teil, buch)
    for nummer, bedeutung in enumerate(teil.bedeutungen, basis + EIGENES + 1):
        yield from _begriff(nummer, bedeutung, buch)
        for betroffen in (basis + EIGENES, nummer):
            yield from _ausschluss(betroffen, bedeutung, buch)


def _eigene(nummer: int, teil: Teil, buch: Suchbuch) -> Iterator[Zweig]:
    """Yield where the typed words themselves stand."""
    for art, durch in (("thema", "themen"), ("zielgruppe", "zielgruppen"), ("ermaessigung", "ermaessigungen")):
        if pks := teil.vokabeln.get(art):
            tabelle = getattr(Angebot, durch).through.objects.filter(**{f"{art}__in": pks})
            yield nummer, "angebot_id", _mit_stelle(tabelle, Stelle.THEMA)
    if len(teil.stellen) > 1:
        yield from _phrasen(nummer, [" ".join(wort.stamm for wort in teil.stellen)], buch)
        return
    for wort in teil.stellen:
        genau = buch.schatz.gleich(wort.form, wort.stamm)
        yield from _worte(nummer, genau, Stelle.GENAU, Stelle.WORT)
        teile = frozenset() if wort.woertlich else buch.schatz.mit_teil(wort.form, wort.stamm) - genau
        yield from _worte(nummer, teile, Stelle.IM_TITEL, Stelle.TEXT)
        if genau or teile:
            an_orten = StandortWort.objects.filter(wort__in=genau | teile).values("standort")
            stellen = AngebotStandort.objects.filter(standort__in=an_orten)
            yield nummer, "angebot_id", _mit_stelle(stellen, Stelle.TEXT)


def _begriff(nummer: int, bedeutung: Bedeutung, buch: Suchbuch) -> Iterator[Zweig]:
    """Yield where a Begriff stands: its words and phrases, its Thema (as far as its Lebensphase and Art agree)."""
    yield from _worte(nummer, buch.woerter_von(bedeutung), Stelle.TITEL, Stelle.BEGRIFF)
    yield from _phrasen(nummer, bedeutung.phrasen, buch)
    if bedeutung.thema:
        mit_thema = Angebot.themen.through.objects.filter(Q(thema=bedeutung.thema) | Q(thema__ueber=bedeutung.thema))
        if bedeutung.lebensphase:
            phasen = Angebot.lebensphasen.through.objects.filter(lebensphase=bedeutung.lebensphase)
            mit_thema = mit_thema.filter(angebot__in=phasen.values("angebot"))
        if bedeutung.art:
            mit_thema = mit_thema.filter(angebot__art=bedeutung.art)
        yield nummer, "angebot_id", _mit_stelle(mit_thema, Stelle.THEMA)


def _ausschluss(nummer: int, bedeutung: Bedeutung, buch: Suchbuch) -> Iterator[Zweig]:
    if woerter := frozenset().union(*(buch.irrefuehrende(w, bedeutung) for w in bedeutung.ausschluss if " " not in w)):
        yield nummer, "angebot_id", _mit_stelle(AngebotWort.objects.filter(wort__in=woerter), NIE)
    if phrasen := [phrase for phrase in bedeutung.ausschluss if " " in phrase and buch.seltenstes(phrase)]:
        yield nummer, "pk", _mit_stelle(_mit_phrasen(phrasen, buch), NIE)


def _worte(nummer: int, woerter: frozenset[int], im_titel: Stelle, im_text: Stelle) -> Iterator[Zweig]:
    """Yield where one of these words stands: in an Angebot, or with its Akteure."""
    if not woerter:
        return
    stelle = Case(When(vorne=True, then=Value(int(im_titel))), default=Value(int(im_text)), output_field=ZAHL)
    yield nummer, "angebot_id", AngebotWort.objects.filter(wort__in=woerter).annotate(stelle=stelle)
    namen = AkteurWort.objects.filter(wort__in=woerter, vorne=True).values("akteur")
    sonst = AkteurWort.objects.filter(wort__in=woerter, vorne=False).values("akteur")
    for akteure, wie_gut in ((namen, Stelle.AKTEUR), (sonst, Stelle.TEXT)):
        yield nummer, "pk", _mit_stelle(Angebot.objects.filter(akteur__in=akteure), wie_gut)
    mitwirkend = Angebot.mitwirkende.through.objects.filter(akteur__in=namen)
    yield nummer, "angebot_id", _mit_stelle(mitwirkend, Stelle.TEXT)


def _phrasen(nummer: int, phrasen: Iterable[str], buch: Suchbuch) -> Iterator[Zweig]:
    """Yield where one of these phrases stands: in an Angebot, or with its Akteur."""
    moegliche = [phrase for phrase in phrasen if buch.seltenstes(phrase)]
    if not moegliche:
        return
    im_titel = When(_enthaelt("titel_suche", moegliche), then=Value(int(Stelle.TITEL)))
    stelle = Case(im_titel, default=Value(int(Stelle.BEGRIFF)), output_field=ZAHL)
    yield nummer, "pk", _mit_phrasen(moegliche, buch).annotate(stelle=stelle)
    worte = frozenset().union(*map(buch.seltenstes, moegliche))
    akteure = AkteurWort.objects.filter(wort__in=worte).values("akteur")
    bei = Angebot.objects.filter(_enthaelt("akteur__suchtext", moegliche), akteur__in=akteure)
    yield nummer, "pk", _mit_stelle(bei, Stelle.AKTEUR)


def _mit_phrasen(phrasen: list[str], buch: Suchbuch) -> QuerySet:
    worte = frozenset().union(*map(buch.seltenstes, phrasen))
    mit_wort = AngebotWort.objects.filter(wort__in=worte).values("angebot")
    return Angebot.objects.filter(_enthaelt("suchtext", phrasen), pk__in=mit_wort)


def _enthaelt(spalte: str, phrasen: Iterable[str]) -> Q:
    return reduce(or_, (Q(**{f"{spalte}__contains": f" {phrase} "}) for phrase in phrasen))


def _mit_stelle(menge: QuerySet, stelle: int) -> QuerySet:
    return menge.annotate(stelle=Value(int(stelle), output_field=ZAHL))
