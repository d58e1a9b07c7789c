"""What was typed as single words: quoted ones stay as they are, abbreviations become whole, mistakes are mended."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from akteure.falten import wortformen

from .buch import MITTEN, Suchbuch
from .wortschatz import KURZ, aehnliche, fehler_erlaubt, zerlegt

HOECHSTENS_STELLEN = 16
"""So many words of a line are read."""
HOECHSTENS_BERICHTIGT = 4
"""So many words of a line are looked up as misspelt: bounded work, whatever is typed."""
TEILE_HOECHSTENS = 4
MIT_VERB = 3
PARTIKEL = frozenset({"ab", "an", "auf", "aus", "ein", "los", "mit", "nach", "um", "vor", "weg", "zu"})
"""What German verbs leave at the end of a sentence."""
_ANFUEHRUNG = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
_WORT = re.compile(r"[^\W_]+(?:(?<=[\u0400-\u04ff])['’ʼ][\u0400-\u04ff][^\W_]*)*")
_HALBE = re.compile(r"\b(\d{1,2})(?:[,.]5| ?1/2| ?½)[ -]?(?:jahren?|jahre?|jährige[rns]?|j)\b", re.IGNORECASE)
_UNSICHTBAR = ("Cf", "Mn", "Cc")


@dataclass(frozen=True)
class Stelle:
    """One word: as typed, in its search form, and the search form of its stem."""

    text: str
    form: str
    stamm: str
    woertlich: bool = False
    """It stood in quotation marks: it means nothing but itself."""
    ausgeschlossen: bool = False
    """Another word, or it itself, rules out all it might mean: it stands for itself as well."""
    berichtigt: str = ""
    """The known word that is read instead; empty where it is right as it is."""
    teil: bool = False
    """Part of a compound that was taken apart."""


def stellen(text: str) -> list[Stelle]:
    """Return the words of `text` in their order; "1½ Jahre" are 18 months."""
    sichtbar = _HALBE.sub(lambda gefunden: f"{int(gefunden[1]) * 12 + 6} Monate", text)
    sichtbar = unicodedata.normalize("NFKC", sichtbar)
    sichtbar = "".join(" " if z == "\n" else z for z in sichtbar if unicodedata.category(z) not in _UNSICHTBAR)
    ergebnis: list[Stelle] = []
    ende = 0
    for zitat in _ANFUEHRUNG.finditer(sichtbar):
        ergebnis += _lies(sichtbar[ende : zitat.start()])
        ergebnis += _lies(zitat[1], woertlich=True)
        ende = zitat.end()
    return [*ergebnis, *_lies(sichtbar[ende:])]


def _lies(text: str, *, woertlich: bool = False) -> Iterator[Stelle]:
    for wort in _WORT.findall(text):
        for form, stamm in wortformen(wort):
            yield Stelle(wort, form, stamm, woertlich)


def berichtigt(worte: list[Stelle], buch: Suchbuch) -> list[Stelle]:
    """Return the words with abbreviations joined, unknown compounds taken apart and mistakes mended."""
    ergebnis: list[Stelle] = []
    rest = HOECHSTENS_BERICHTIGT
    for wort in _zusammen(_verben(list(_abkuerzungen(worte, buch)), buch), buch):
        if wort.woertlich or not rest or buch.kennt(wort.form, wort.stamm) or not fehler_erlaubt(wort.form):
            ergebnis.append(wort)
            continue
        rest -= 1
        ergebnis += _gemeint(wort, buch)
    return ergebnis


def _abkuerzungen(worte: list[Stelle], buch: Suchbuch) -> Iterator[Stelle]:
    """Yield the words; single letters one after the other that are a known word together become that: s.p.z. → spz."""
    stelle = 0
    while stelle < len(worte):
        ende = stelle
        while (
            ende < len(worte)
            and len(worte[ende].form) == 1
            and worte[ende].form.isalpha()
            and not worte[ende].woertlich
        ):
            ende += 1
        zusammen = "".join(wort.form for wort in worte[stelle:ende])
        if ende - stelle > 1 and zusammen in buch.bekannt:
            yield Stelle("".join(wort.text for wort in worte[stelle:ende]), zusammen, zusammen)
            stelle = ende
        else:
            yield worte[stelle]
            stelle += 1


def _verben(worte: list[Stelle], buch: Suchbuch) -> list[Stelle]:
    """Return the words; of "melde … an" the verb becomes "anmelde", where that is a known one."""
    if len(worte) < MIT_VERB or worte[-1].form not in PARTIKEL:
        return worte
    for nummer, wort in enumerate(worte[:-1]):
        ganz = worte[-1].form + wort.stamm
        if len(wort.stamm) > KURZ and ganz in buch.bekannt:
            return [*worte[:nummer], replace(wort, form=ganz, stamm=ganz), *worte[nummer + 1 : -1]]
    return worte


def _zusammen(worte: list[Stelle], buch: Suchbuch) -> Iterator[Stelle]:
    """Yield the words; two that are a Schreibweise when written as one, and unknown apart, become that."""
    stelle = 0
    while stelle < len(worte):
        paar = worte[stelle : stelle + 2]
        ganz = _ein_wort(paar, buch) if len(paar) == MITTEN and not any(wort.woertlich for wort in paar) else ""
        if ganz and not all(buch.kennt(wort.form, wort.stamm) for wort in paar):
            yield replace(paar[0], text=" ".join(wort.text for wort in paar), form=ganz, stamm=_stamm(ganz))
            stelle += 2
        else:
            yield worte[stelle]
            stelle += 1


def _ein_wort(paar: list[Stelle], buch: Suchbuch) -> str:
    formen = (f"{paar[0].form}{fuge}{paar[1].form}" for fuge in ("", "s"))
    return next((form for form in formen if buch.ist_schreibung(form, _stamm(form))), "")


def _gemeint(wort: Stelle, buch: Suchbuch) -> list[Stelle]:
    """Return what an unknown word stands for: a word with one mistake, its parts, a word with two mistakes, or itself."""
    erlaubt = fehler_erlaubt(wort.form)
    naechste = [
        (abstand, ziel)
        for abstand, ziel in aehnliche(wort.form, buch.ziele, erlaubt)
        if abstand == 1 or ziel not in buch.begriffe.formen or buch.begriffe.formen[ziel]
    ]
    if wort.form.isascii() and not any(abstand == 1 for abstand, _ziel in naechste):
        teile = zerlegt(wort.form, buch.teilwoerter)
        if teile and len(teile) <= TEILE_HOECHSTENS:
            return [replace(wort, form=teil, stamm=_stamm(teil), teil=True) for teil in teile]
    if not naechste:
        return [wort]
    _abstand, ziel = min(naechste, key=lambda paar: (paar[0], paar[1][:1] != wort.form[:1]))
    gelesen = buch.schreibung(ziel)
    return [replace(wort, form=form, stamm=stamm, berichtigt=gelesen) for form, stamm in wortformen(ziel)] or [wort]


def _stamm(form: str) -> str:
    return next((stamm for _form, stamm in wortformen(form)), form)
