"""Understand a search line: places, filters and Begriffe in any language first, longest phrase first; the rest are words.

Nothing is asked of the database here: everything comes from the Suchbuch and the vocabulary.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from akteure.falten import VERWECHSELBAR, stamm, suchtext
from angebote.vokabular import Vokabular

from .buch import Bedeutung, Ort, Suchbuch, kern
from .woerterbuch import FUELLWOERTER, ORTSWOERTER, STOPPWOERTER
from .wortschatz import KURZ
from .zerlegen import HOECHSTENS_STELLEN, Stelle, berichtigt, stellen

HOECHSTENS_TEILE = 8
"""So many different parts of a line are searched for."""
HOECHSTENS_BEGRIFFE = 3
"""A word that stands in phrases of more Begriffe says none of them."""
PLZ = re.compile(r"\d{5}")
ALTER_IN_EINEM = re.compile(r"(\d{1,2})(?:(j|jahr|jahre|jahrig\w*)|(m|monat|monate|monatig\w*))")
JAHRE_HOECHSTENS, MONATE_HOECHSTENS = 26, 48
BEIM_ALTER = frozenset({"alt", "old", "age", "aged", "ab", "bis", "von"})
VOKABELARTEN = ("thema", "zielgruppe", "ermaessigung")


@dataclass(frozen=True)
class Teil:
    """One part of what was typed: words with the Begriffe they mean, or (without any) a word."""

    stellen: tuple[Stelle, ...]
    bedeutungen: tuple[Bedeutung, ...] = ()
    vokabeln: dict[str, tuple[int, ...]] = field(default_factory=dict, hash=False)
    """Rows of the vocabulary whose name says the same: kind → primary keys."""

    @property
    def text(self) -> str:
        return " ".join(stelle.form for stelle in self.stellen)


@dataclass(frozen=True)
class Deutung:
    """What a search line means; all its parts together."""

    teile: tuple[Teil, ...] = ()
    filter: tuple[tuple[str, str], ...] = ()
    """(parameter, value) of the filters that were understood."""
    orte: tuple[Ort, ...] = ()
    """The places that were understood; one without a parameter is the whole area."""
    rest: str = ""
    """What was typed, without these."""
    verstanden: tuple[tuple[str, str], ...] = ()
    """(typed, read instead) of misspelt words, and (typed, Begriff) of what means something of another name."""
    weggelassen: tuple[str, ...] = ()
    """What was too much."""
    nur_ganz: bool = False
    """A word of the line rules out what another may mean: hits for one part only would be wrong."""

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


def deuten(text: str, buch: Suchbuch, vokabular: Vokabular) -> Deutung:
    """Return the meaning of `text`."""
    alle = stellen(text)
    if not alle:
        return Deutung(weggelassen=(text,) if text else ())
    worte, zuviel = berichtigt(alle[:HOECHSTENS_STELLEN], buch), alle[HOECHSTENS_STELLEN:]
    deutung = _Leser(worte, buch, vokabular).deutung(zuviel)
    knapp = [wort for wort in worte if wort.woertlich or wort.form not in FUELLWOERTER]
    if not knapp or len(knapp) == len(worte):
        return deutung
    ohne = _Leser(knapp, buch, vokabular).deutung(zuviel)
    return max(deutung, ohne, key=lambda d: (len(d.anlaesse), sum(len(teil.stellen) for teil in d.begriffe)))


class _Leser:
    """Reads one line; what is understood is taken out of `frei`."""

    def __init__(self, worte: list[Stelle], buch: Suchbuch, vokabular: Vokabular) -> None:
        self.worte = worte
        self.buch = buch
        self.vokabular = vokabular
        self.frei = set(range(len(worte)))
        self.formen = {(wort.form, wort.stamm) for wort in worte}
        self.filter: list[tuple[str, str]] = []
        self.orte: list[Ort] = []
        self.teile: dict[int, Teil] = {}
        self.nur_ganz = False

    def deutung(self, zuviel: list[Stelle]) -> Deutung:
        self._zusammenhaengende()
        self._getrennte()
        self._einzelne()
        self._einzelne_filter()
        self._aus_phrasen()
        gelesen = [stelle for stelle in sorted(self.frei) if not self._ohne_sinn(self.worte[stelle])]
        if not gelesen and not self.teile and not self.filter and not self.orte:
            gelesen = sorted(self.frei)
        for stelle in gelesen:
            self.teile[stelle] = self._teil([stelle])
        teile = list({teil.text: teil for _stelle, teil in sorted(self.teile.items())}.values())
        weg = [*(teil.text for teil in teile[HOECHSTENS_TEILE:]), *(stelle.text for stelle in zuviel)]
        heikel = any(b.sensibel for teil in teile for b in teil.bedeutungen)
        return Deutung(
            tuple(teile[:HOECHSTENS_TEILE]),
            () if heikel else tuple(dict.fromkeys(self.filter)),
            tuple(dict.fromkeys(self.orte)),
            self._rest() if teile else "",
            tuple(dict.fromkeys(self._verstanden())),
            tuple(weg),
            self.nur_ganz,
        )

    def _ohne_sinn(self, wort: Stelle) -> bool:
        """Does a word that is left say nothing? Beside an age also the other end of it, and "alt"."""
        if wort.woertlich:
            return False
        return wort.form in STOPPWOERTER or self._verwechselbar(wort) or self._beim_alter(wort)

    def _beim_alter(self, wort: Stelle) -> bool:
        """Does the word belong to an age that was understood?"""
        zahl = wort.form.isdecimal() and len(wort.form) < KURZ
        return (zahl or wort.form in BEIM_ALTER) and any(name == "alter" for name, _wert in self.filter)

    def _verwechselbar(self, wort: Stelle) -> bool:
        return wort.text.lower() in VERWECHSELBAR and len(self.worte) > 1

    # --- what stands together ---------------------------------------------------------------------------------------
    def _zusammenhaengende(self) -> None:
        """Take every run of several words that means something, the longest first, then from left to right."""
        for weite in range(len(self.worte), 1, -1):
            for von in range(len(self.worte) - weite + 1):
                strecke = range(von, von + weite)
                if self.frei.issuperset(strecke) and not any(self.worte[s].woertlich for s in strecke):
                    self._nimm(strecke)

    def _einzelne(self) -> None:
        """Take single words that are a place or a Schreibweise."""
        for stelle in sorted(self.frei):
            wort = self.worte[stelle]
            if stelle in self.frei and not (wort.woertlich or self._verwechselbar(wort)):
                self._nimm(range(stelle, stelle + 1))

    def _nimm(self, strecke: range) -> None:
        folgen = self._folgen(strecke)
        ort = self._ort(strecke, folgen)
        if ort and not ort.ist_ortsteil:
            self._nimm_ort(strecke, ort)
        elif (gemeint := self._begriffe(folgen)) is not None:
            self.frei -= set(strecke)
            self.teile[strecke.start] = self._teil(strecke, gemeint) if gemeint else self._buchstaeblich(strecke)
        elif ort:
            self._nimm_ort(strecke, ort)
        elif len(strecke) > 1:
            self._nimm_filter(strecke, folgen)

    def _einzelne_filter(self) -> None:
        """Take single words that are a filter, after all: "Baby" may be part of a phrase whose words stand apart."""
        for stelle in sorted(self.frei):
            if not (self.worte[stelle].woertlich or self.worte[stelle].teil):
                self._nimm_filter(range(stelle, stelle + 1), self._folgen([stelle]))

    def _folgen(self, strecke: Sequence[int]) -> tuple[str, ...]:
        """Return a run of words as Schreibweisen are stored: letter by letter, as German stems, and written as one word."""
        worte = [self.worte[stelle] for stelle in strecke]
        folgen = [" ".join(wort.form for wort in worte), " ".join(wort.stamm for wort in worte)]
        zusammen = "".join(wort.form for wort in worte)
        if zusammen in self.buch.begriffe.zusammen:
            folgen.append(self.buch.begriffe.zusammen[zusammen])
        elif 1 < len(worte) <= 3:
            folgen += [zusammen, "".join(wort.form for wort in worte[:-1]) + worte[-1].stamm]
        return tuple(folgen)

    def _begriffe(self, folgen: Sequence[str]) -> tuple[Bedeutung, ...] | None:
        """Return the Begriffe a phrase may mean; None where it is no Schreibweise, () where the line rules all out."""
        alle = dict.fromkeys(b for folge in folgen for b in self.buch.begriffe.nach_schreibung.get(folge, ()))
        if not alle:
            return None
        gemeint = tuple(b for b in alle if not self._ausgeschlossen(b, folgen))
        self.nur_ganz |= not gemeint
        return gemeint

    def _ausgeschlossen(self, bedeutung: Bedeutung, folgen: Sequence[str]) -> bool:
        """Does another word of the line say that this Begriff is not meant?"""
        eigene = {wort for folge in folgen for wort in folge.split()}
        andere = {form for form, stamm_ in self.formen if form not in eigene and stamm_ not in eigene}
        andere |= {form for form in eigene if form in bedeutung.ausschluss}
        return any(self._steht_da(phrase, andere) for phrase in bedeutung.ausschluss if phrase)

    def _steht_da(self, phrase: str, formen: set[str]) -> bool:
        """Do all words of a misleading phrase stand in the line, bent or not?"""
        staemme = {stamm_ for form, stamm_ in self.formen if form in formen}
        return all(wort in formen or stamm(wort) in staemme for wort in phrase.split())

    # --- places, filters, ages --------------------------------------------------------------------------------------
    def _ort(self, strecke: range, folgen: Sequence[str]) -> Ort | None:
        """Return the place; a short form of two letters counts in capitals or alone, a stop word like "Weil" after "in"."""
        ort, wort = self.buch.genauer_ort(folgen[0]), self.worte[strecke.start]
        if len(strecke) > 1:
            return ort
        if ort is None:
            return Ort(wort.form, "plz", wort.form) if PLZ.fullmatch(wort.form) else None
        allein = len(self.worte) == 1
        if wort.form in STOPPWOERTER:
            davor = self.worte[strecke.start - 1].form if strecke.start else ""
            return ort if allein or (wort.text[:1].isupper() and davor in ORTSWOERTER) else None
        return ort if len(wort.form) > 2 or allein or wort.text.isupper() else None

    def _nimm_ort(self, strecke: range, ort: Ort) -> None:
        self.frei -= set(strecke)
        self.orte.append(ort)
        davor = strecke.start - 1
        while davor in self.frei and self.worte[davor].form in ORTSWOERTER:
            self.frei.discard(davor)
            davor -= 1

    def _nimm_filter(self, strecke: range, folgen: Sequence[str]) -> None:
        if filter_ := self._filter(folgen) or self._alter(strecke):
            self.frei -= set(strecke)
            self.filter.append(filter_)

    def _filter(self, folgen: Sequence[str]) -> tuple[str, str] | None:
        for folge in folgen[:2]:
            name, wert = self.buch.filter.get(folge, ("", ""))
            if name and name not in ("jahre", "monate", "zahl"):
                return name, wert
        return None

    def _alter(self, strecke: range) -> tuple[str, str] | None:
        """Return the age of "3 Jahre", "drei Jahre", "18 Monate", "3jährig" in months."""
        worte = [self.worte[stelle].form for stelle in strecke]
        if len(worte) == 1 and (in_einem := ALTER_IN_EINEM.fullmatch(worte[0])):
            return self._monate(int(in_einem[1]), "jahre" if in_einem[2] else "monate")
        if len(worte) != 2:
            return None
        einheit, _ = self.buch.filter.get(worte[1]) or self.buch.filter.get(self.worte[strecke[1]].stamm, ("", ""))
        art, wert = self.buch.filter.get(worte[0], ("", ""))
        zahl = worte[0] if worte[0].isdecimal() and len(worte[0]) < 3 else wert if art == "zahl" else ""
        return self._monate(int(zahl), einheit) if zahl and einheit in ("jahre", "monate") else None

    @staticmethod
    def _monate(zahl: int, einheit: str) -> tuple[str, str] | None:
        if einheit == "jahre":
            return ("alter", str(zahl * 12)) if zahl <= JAHRE_HOECHSTENS else None
        return ("alter", str(zahl)) if zahl <= MONATE_HOECHSTENS else None

    # --- what stands apart ------------------------------------------------------------------------------------------
    def _getrennte(self) -> None:
        """Take Schreibweisen whose telling words all stand somewhere in the line, those with most words first."""
        while gefunden := self._getrennte_schreibung():
            strecke, gemeint = gefunden
            self.frei -= set(strecke)
            self.teile[strecke[0]] = self._teil(strecke, gemeint)

    def _getrennte_schreibung(self) -> tuple[list[int], tuple[Bedeutung, ...]] | None:
        je_wort: dict[str, int] = {}
        for stelle in sorted(self.frei, reverse=True):
            if not self.worte[stelle].woertlich:
                je_wort |= {kern(self.worte[stelle].form): stelle, kern(self.worte[stelle].stamm): stelle}
        getrennt = self.buch.begriffe.getrennt
        moegliche = {paar for wort in je_wort for paar in getrennt.get(wort, ()) if paar[0] <= je_wort.keys()}
        for worte, schreibung in sorted(moegliche, key=lambda paar: (-len(paar[0]), paar[1])):
            strecke = sorted({je_wort[wort] for wort in worte})
            if len(strecke) == len(worte) and (gemeint := self._begriffe([schreibung])):
                return strecke, gemeint
        return None

    def _aus_phrasen(self) -> None:
        """Take a word nobody wrote in our entries for the Begriff in whose Schreibweisen alone it stands: "pregnancy"."""
        for stelle in sorted(self.frei):
            wort = self.worte[stelle]
            if wort.woertlich or len(wort.form) <= KURZ or self.buch.schatz.kennt(wort.form):
                continue
            if 0 < len(bedeutungen := self.buch.aus_phrasen(wort.form)) <= HOECHSTENS_BEGRIFFE:
                self.frei.discard(stelle)
                self.teile[stelle] = self._teil([stelle], bedeutungen)

    # --- parts ------------------------------------------------------------------------------------------------------
    def _teil(self, strecke: Sequence[int], bedeutungen: tuple[Bedeutung, ...] = ()) -> Teil:
        worte = tuple(self.worte[stelle] for stelle in strecke)
        return Teil(worte, bedeutungen, {} if worte[0].woertlich else self._vokabeln(worte))

    def _buchstaeblich(self, strecke: Sequence[int]) -> Teil:
        """Return words of which all Begriffe are ruled out: "Unterhaltung" must not come back by its stem "Unterhalt"."""
        for stelle in strecke:
            wort = self.worte[stelle]
            self.worte[stelle] = replace(wort, stamm=wort.form, woertlich=True, ausgeschlossen=True)
        return self._teil(strecke)

    def _vokabeln(self, worte: Sequence[Stelle]) -> dict[str, tuple[int, ...]]:
        gesucht = f" {' '.join(wort.stamm for wort in worte)} "
        return {
            art: tuple(zeile.pk for zeile in self.vokabular[art] if gesucht in suchtext([zeile.deutsch]))
            for art in VOKABELARTEN
        }

    def _rest(self) -> str:
        """Return what was typed without places and filters."""
        geblieben = self.frei | {s for von, teil in self.teile.items() for s in self._strecke(von, teil)}
        worte = [self.worte[stelle] for stelle in sorted(geblieben) if not self._beim_alter(self.worte[stelle])]
        einmal = [wort for nummer, wort in enumerate(worte) if not nummer or wort.text != worte[nummer - 1].text]
        return " ".join(
            f'"{wort.text}"' if wort.woertlich and not wort.ausgeschlossen else wort.text for wort in einmal
        )

    def _strecke(self, von: int, teil: Teil) -> Iterator[int]:
        return (stelle for stelle in range(len(self.worte)) if self.worte[stelle] in teil.stellen)

    def _verstanden(self) -> Iterator[tuple[str, str]]:
        for wort in self.worte:
            if wort.berichtigt:
                yield wort.text, wort.berichtigt
        for teil in self.teile.values():
            namen = [b.name for b in teil.bedeutungen]
            getippt = " ".join(dict.fromkeys(wort.text for wort in teil.stellen))
            if len(namen) == 1 and not teil.bedeutungen[0].sensibel and not self._sagt(teil, namen[0]):
                yield getippt, namen[0]

    @staticmethod
    def _sagt(teil: Teil, name: str) -> bool:
        """Does what was typed already say the name of the Begriff?"""
        gesucht = suchtext([name])
        return all(wort.stamm in gesucht or wort.form in gesucht for wort in teil.stellen)
