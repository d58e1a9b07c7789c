"""Look up where words stand, and whatever else a search line asks for: all that is not known yet in one query."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, QuerySet, Value, When

from akteure.abfragen import zahlenmenge
from akteure.models import AkteurWort, StandortWort
from angebote.bestand import Bestand
from angebote.mengen import Menge, gesammelt, lies, vereint
from angebote.models import AngebotWort

TITEL, TEXT, NAME, BEIM_AKTEUR, MITWIRKEND, AM_ORT = "titel", "text", "name", "akteur", "mit", "ort"
"""Where one of some words stands."""
Antworten = dict[str, Menge]


@dataclass(frozen=True)
class Fund:
    """Something to look up, and for which place (`rang.Stelle`) each of its answers counts."""

    frage: tuple[str, Any]
    """ "worte" with the keys of words, or something else that always means the same."""
    stellen: dict[str, int]
    zeilen: Callable[[], dict[str, tuple[QuerySet, str]]] | None = None
    """Name of an answer → rows and their column with the Angebot; words need none."""


def nachschlagen(funde: Iterable[Fund], bestand: Bestand) -> dict[tuple[str, Any], Antworten]:
    """Return what every question leads to; one query, and none where all was asked before."""
    bekannte: dict[tuple[str, Any], Antworten] = {}
    offene: dict[tuple[str, Any], Fund] = {}
    for fund in funde:
        if (antworten := bestand.gemerkt(fund.frage)) is None:
            offene[fund.frage] = fund
        else:
            bekannte[fund.frage] = antworten
    for frage, antworten in _gelesen(offene, bestand).items():
        bestand.merken(frage, antworten)
        bekannte[frage] = antworten
    return bekannte


def _gelesen(offene: dict[tuple[str, Any], Fund], bestand: Bestand) -> dict[tuple[str, Any], Antworten]:
    worte = frozenset().union(*(woerter for art, woerter in offene if art == "worte"))
    sammlungen = list(_wortsammlungen(worte)) if worte else []
    fragen = list(offene)
    for nummer, fund in enumerate(offene.values()):
        zeilen = fund.zeilen() if fund.zeilen else {}
        sammlungen += [
            gesammelt(f"{nummer} {name}", menge, Value(""), spalte) for name, (menge, spalte) in zeilen.items()
        ]
    je_wort: dict[int, Antworten] = defaultdict(dict)
    gelesen: dict[tuple[str, Any], Antworten] = {frage: {} for frage in fragen}
    for art, wort, pks in lies(sammlungen):
        if wort:
            je_wort[int(wort)][art] = bestand.menge(pks)
        else:
            nummer, _leer, name = art.partition(" ")
            gelesen[fragen[int(nummer)]][name] = bestand.menge(pks)
    gelesen |= {frage: _in_einem(frage[1], je_wort) for frage in fragen if frage[0] == "worte"}
    return gelesen


def _in_einem(woerter: frozenset[int], je_wort: dict[int, Antworten]) -> Antworten:
    """Return where any of these words stands."""
    gefunden = [je_wort[wort] for wort in woerter if wort in je_wort]
    namen = {name for antworten in gefunden for name in antworten}
    return {name: vereint(antworten.get(name, 0) for antworten in gefunden) for name in namen}


def _wortsammlungen(worte: frozenset[int]) -> Iterator[QuerySet]:
    """Yield rows (where, word, Angebote); only what stands in a name counts where an Akteur takes part."""
    gesuchte = zahlenmenge(worte)
    in_angeboten = AngebotWort.objects.filter(wort__in=gesuchte)
    bei_akteuren = AkteurWort.objects.filter(wort__in=gesuchte)
    an_orten = StandortWort.objects.filter(wort__in=gesuchte)
    yield gesammelt(_vorne(TITEL, TEXT), in_angeboten, "wort_id", "angebot_id")
    yield gesammelt(_vorne(NAME, BEIM_AKTEUR), bei_akteuren, "wort_id", "akteur__angebote")
    yield gesammelt(MITWIRKEND, bei_akteuren.filter(vorne=True), "wort_id", "akteur__mitwirkungen")
    yield gesammelt(AM_ORT, an_orten, "wort_id", "standort__orte__angebot")


def _vorne(dann: str, sonst: str) -> Case:
    return Case(When(vorne=True, then=Value(dann)), default=Value(sonst), output_field=CharField())
