"""Understand a search line: the longest phrase that is a Schreibweise of a Begriff first, in any language; the rest are words."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from akteure.falten import stamm, suchform, suchtext, wortformen
from angebote.models import Schreibweise
from angebote.vokabular import Vokabular

HOECHSTENS_STELLEN = 12
"""So many words of a line are read, repeated ones included; more than eight different ones are not."""
KURZ = 3
"""Words of up to so many letters count only as whole words."""
VORNE_AB = 7
"""A single German word of so many letters also finds the compounds that begin with it."""
STOPPWOERTER = frozenset(
    suchform(
        "aber alle als am an auch auf aus bei beim bin bis bitte brauche brauchen da das dass dem den der des die dies "
        "diese dieser doch du ein eine einem einen einer es euch fehlt finde finden für gegen gibt haben habe hat hätte "
        "ich ihr im in ins ist jemand kann können keine keinen mal man mehr mein meine meinem meinen meiner mich mir mit "
        "möchte muss nach nicht noch nur oder ob ohne sehr sein seine sich sie sind so soll suche suchen gesucht tun über "
        "um und uns unser unsere unter vom von vor wann war was weil welche wenn wer werden wie will wir wird wo woher "
        "zu zum zur helfen hilft the for of and my with to"
    ).split()
)
"""Words that say nothing about an Angebot. They count inside a Schreibweise, and where nothing else stands."""


@dataclass(frozen=True)
class Bedeutung:
    """One Begriff a phrase may mean: what its Angebote contain, carry as Thema, and must not contain."""

    pk: int
    name: str
    muster: tuple[str, ...]
    themen: tuple[int, ...]
    ausschluss: tuple[str, ...]
    sensibel: str = ""


@dataclass(frozen=True)
class Teil:
    """One part of what was typed: a phrase with its meanings, or (without any) a word. `muster` is sought in folded text."""

    text: str
    muster: str
    bedeutungen: tuple[Bedeutung, ...] = ()
    vokabeln: dict[str, tuple[int, ...]] = field(default_factory=dict, hash=False)
    """Rows of the vocabulary whose name says the same: kind → primary keys."""


@dataclass(frozen=True)
class Deutung:
    """What a search line means; all its parts together."""

    teile: tuple[Teil, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.teile)

    @property
    def begriffe(self) -> list[Teil]:
        return [teil for teil in self.teile if teil.bedeutungen]

    @property
    def anlaesse(self) -> frozenset[str]:
        """In which danger somebody may be who types this: values of `Begriff.Sensibel`."""
        alle = (bedeutung.sensibel for teil in self.teile for bedeutung in teil.bedeutungen)
        return frozenset(filter(None, alle))


def deuten(text: str, erlaubt: Container[str], vokabular: Vokabular) -> Deutung:
    """Return the meaning of `text`, as far as its words are in `erlaubt`; at most one query."""
    stellen = [formen for formen in wortformen(text) if formen[0] in erlaubt][:HOECHSTENS_STELLEN]
    if not stellen:
        return Deutung()
    folgen = {folge for von, bis in _spannen(len(stellen)) for folge in _schreibungen(stellen[von:bis])}
    bekannt = _bedeutungen(folgen, vokabular)
    frei, teile = set(range(len(stellen))), {}
    for von, bis in _spannen(len(stellen)):
        gemeint = [b for folge in _schreibungen(stellen[von:bis]) for b in bekannt.get(folge, ())]
        if gemeint and frei.issuperset(range(von, bis)):
            frei -= set(range(von, bis))
            teile[von] = _teil(stellen[von:bis], vokabular, tuple(dict.fromkeys(gemeint)))
    rest = [stelle for stelle in sorted(frei) if stellen[stelle][0] not in STOPPWOERTER]
    for stelle in rest if rest or teile else sorted(frei):
        teile[stelle] = _teil(stellen[stelle : stelle + 1], vokabular)
    return Deutung(tuple({teil.muster: teil for _von, teil in sorted(teile.items())}.values()))


def _spannen(laenge: int) -> Iterator[tuple[int, int]]:
    """Yield (from, to) of every run of words, longest first, then from left to right."""
    for weite in range(laenge, 0, -1):
        for von in range(laenge - weite + 1):
            yield von, von + weite


def _schreibungen(stellen: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Return a run of words as Schreibweisen are stored: letter by letter, and as German stems."""
    return " ".join(form for form, _stamm in stellen), " ".join(stamm_ for _form, stamm_ in stellen)


def _teil(stellen: Sequence[tuple[str, str]], vokabular: Vokabular, bedeutungen: tuple[Bedeutung, ...] = ()) -> Teil:
    form, staemme = _schreibungen(stellen)
    if len(stellen) > 1 or len(form) <= KURZ:
        muster = f" {form if len(form) <= KURZ else staemme} "
    else:
        muster = staemme if len(staemme) > KURZ and not bedeutungen else f" {staemme}"
    vokabeln = {
        art: tuple(wort.pk for wort in vokabular[art] if f" {staemme} " in suchtext([wort.name]))
        for art in ("thema", "zielgruppe")
    }
    return Teil(form, muster, bedeutungen, vokabeln)


def _bedeutungen(folgen: set[str], vokabular: Vokabular) -> dict[str, list[Bedeutung]]:
    """Return Schreibweise → the Begriffe it may mean, of those that `folgen` name; one query."""
    genannt = Schreibweise.objects.filter(gefaltet__in=folgen)
    zeilen = (
        Schreibweise.objects.filter(begriff__in=genannt.values("begriff"))
        .select_related("begriff", "sprache")
        .order_by("begriff__name", "pk")
    )
    je_begriff: dict[int, list[Schreibweise]] = defaultdict(list)
    for schreibweise in zeilen:
        je_begriff[schreibweise.begriff_id].append(schreibweise)
    bekannt: dict[str, list[Bedeutung]] = defaultdict(list)
    for schreibweisen in je_begriff.values():
        bedeutung = bedeutung_von(schreibweisen, vokabular)
        for gefaltet in folgen & {schreibweise.gefaltet for schreibweise in schreibweisen}:
            bekannt[gefaltet].append(bedeutung)
    return bekannt


def bedeutung_von(schreibweisen: list[Schreibweise], vokabular: Vokabular) -> Bedeutung:
    """Return what a Begriff means, from all its Schreibweisen."""
    begriff = schreibweisen[0].begriff
    muster = {_muster(s) for s in schreibweisen if s.richtung == Schreibweise.Richtung.BEIDE}
    slugs = [wort.wert for wort in vokabular["thema"] if wort.pk == begriff.thema_id]
    return Bedeutung(
        begriff.pk,
        begriff.name,
        tuple(sorted(m for m in muster if not any(kurz != m and kurz in m for kurz in muster))),
        tuple(vokabular.pks("thema", slugs)),
        tuple(f" {stamm(wort)} " for wort in begriff.ausschlusswoerter),
        begriff.sensibel,
    )


def _muster(schreibweise: Schreibweise) -> str:
    """Return what must stand in a text: the whole word or phrase; a long German word may begin a compound."""
    gefaltet = schreibweise.gefaltet
    vorne = schreibweise.ist_deutsch and " " not in gefaltet and len(gefaltet) >= VORNE_AB
    return f" {gefaltet}" if vorne else f" {gefaltet} "
