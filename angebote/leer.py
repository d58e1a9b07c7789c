"""Nothing found is no dead end: what to leave out or widen, and how many Angebote that leads to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_

from django.core.validators import EMPTY_VALUES
from django.utils.translation import gettext as _

from angebote.anfrage import ORTE, REICHWEITEN
from angebote.facetten import FACETTEN
from angebote.filter import AngebotFilter
from angebote.mengen import Menge
from angebote.models import Lotsenstelle
from angebote.models.saetze import alter_in_worten
from angebote.suche.deuten import Teil

HOECHSTENS = 5
"""More ways out than these only confuse."""
EINES_WENIGER, NUR_WORTE, EIN_WORT_WENIGER, OHNE_WORTE = range(4)
"""What a way keeps: the less of what somebody asked for, and of what was typed above all, the further back it stands."""
BLEIBT = {"ansicht", "sortierung"}
"""Parameters that leave nothing out."""


@dataclass(frozen=True)
class Ausweg:
    """Something less: what to say, the address that does it, and how many Angebote are there."""

    text: str
    adresse: str
    rang: int = EINES_WENIGER
    anzahl: int = 0
    ohne_position: bool = False


def bei_leerer_liste(auswahl: AngebotFilter) -> dict:
    """Return what a page without hits offers instead; one query."""
    return {"auswege": auswege(auswahl), "lotsenstellen": list(Lotsenstelle.objects.fuer(auswahl.ortswahl))}


def auswege(auswahl: AngebotFilter) -> list[Ausweg]:
    """Return what leads to Angebote, best first: what keeps the words of the search, then what leads to more."""
    gezaehlte = [replace(weg, anzahl=menge.bit_count()) for weg, menge in _wege(auswahl)]
    alle = [weg for weg in (*gezaehlte, *_umkreise(auswahl)) if weg.anzahl]
    return sorted(alle, key=lambda weg: (weg.rang, -weg.anzahl))[:HOECHSTENS]


def _aktiv(auswahl: AngebotFilter) -> Iterator[str]:
    return (name for name, wert in auswahl.data.items() if wert not in EMPTY_VALUES)


def _wege(auswahl: AngebotFilter) -> Iterator[tuple[Ausweg, Menge]]:
    """Yield every filter that can be left out, with what is found without it. One value of several that mean OR would
    not do: without it there is even less."""
    for name in _aktiv(auswahl):
        if name == "q":
            yield from _ohne_worte(auswahl)
        elif name == "ort":
            yield Ausweg(_("im ganzen Kreis"), auswahl.adresse_ohne_ort, ohne_position=True), auswahl.ohne(name)
        else:
            yield Ausweg(_ohne(_in_worten(auswahl, name)), auswahl.adresse(**{name: None})), auswahl.ohne(name)
    yield from _nur(auswahl)


def _nur(auswahl: AngebotFilter) -> Iterator[tuple[Ausweg, Menge]]:
    """Yield the words alone and the place with them, where that leaves out several filters at once."""
    aktiv, worte = set(_aktiv(auswahl)), _("„%(was)s“") % {"was": auswahl.q} if auswahl.q else ""
    moeglich = {worte: ({"q"}, BLEIBT | {"q"})} if worte else {}
    if "ort" in aktiv:
        satz = f"{worte} {auswahl.wo_satz}".strip()
        moeglich[satz] = ({"q", "ort"} & aktiv, BLEIBT | {"q", "umkreis"} | ORTE.keys())
    for satz, (namen, parameter) in moeglich.items():
        if len(aktiv - namen) > 1:
            adresse = auswahl.adresse(**dict.fromkeys(auswahl.parameter.keys() - parameter))
            weg = Ausweg(_("nur %(was)s") % {"was": satz}, adresse, NUR_WORTE, ohne_position="ort" not in namen)
            yield weg, auswahl.nur(namen)


def _in_worten(auswahl: AngebotFilter, name: str) -> str:
    if name == "alter":
        return alter_in_worten(auswahl.alter)
    if name == "akteur":
        return auswahl.akteur.name
    if name == "reichweite":
        return str(REICHWEITEN[auswahl.reichweite])
    namen = FACETTEN[name].werte(auswahl.vokabular)
    return ", ".join(str(namen[wert]) for wert in auswahl.gewaehlt[name])


def _ohne(was: str) -> str:
    return _("ohne „%(was)s“") % {"was": was}


def _ohne_worte(auswahl: AngebotFilter) -> Iterator[tuple[Ausweg, Menge]]:
    """Yield the search without all its words, and without one of several."""
    yield Ausweg(_ohne(auswahl.q), auswahl.adresse(q=None), OHNE_WORTE), auswahl.ohne("q")
    je_teil = auswahl.treffer.je_teil
    if len(je_teil) < 2 or auswahl.teilweise or auswahl.deutung.nur_ganz:
        return
    for nummer, teil in enumerate(auswahl.deutung.teile):
        andere = [anderer for anderer in auswahl.deutung.teile if anderer is not teil]
        bleibt = [menge for stelle, menge in enumerate(je_teil) if stelle != nummer]
        text, rest = _getippt(teil), " ".join(dict.fromkeys(map(_getippt, andere)))
        if text not in rest:
            menge = auswahl.ohne("q") & reduce(and_, bleibt)
            yield Ausweg(_ohne(text), auswahl.adresse(q=rest), EIN_WORT_WENIGER), menge


def _getippt(teil: Teil) -> str:
    return " ".join(dict.fromkeys(stelle.text for stelle in teil.stellen))


def _umkreise(auswahl: AngebotFilter) -> Iterator[Ausweg]:
    """Yield the nearest wider radius in which there is something, and no radius; the list has counted both."""
    weitere = (km for km in auswahl.umkreise if km > (auswahl.umkreis or 0))
    if km := next((km for km in weitere if auswahl.zahlen["ort", str(km)]), None):
        yield Ausweg(
            _("bis %(km)s km") % {"km": km}, auswahl.adresse(umkreis=km), anzahl=auswahl.zahlen["ort", str(km)]
        )
    if auswahl.umkreis:
        name = _("alles für %(ort)s") % {"ort": auswahl.ortswahl.name}
        yield Ausweg(name, auswahl.adresse(umkreis=None), anzahl=auswahl.zahlen["ort", "0"])
