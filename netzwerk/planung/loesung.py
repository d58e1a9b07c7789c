"""When a gap is over, and which Angebote close it."""

from angebote.mengen import Menge

from .abdeckung import OHNE_ALTERNATIVE, Zelle
from .arten import Lueckenart, Stufe
from .fakten import Fakten

AUSSER_REICHWEITE = frozenset({Lueckenart.NICHTS, Lueckenart.NUR_FERN})
NICHT_AM_ANGEBOT = frozenset({Lueckenart.UEBERGANG, Lueckenart.DOPPELT})


def gedeckt(zelle: Zelle, art: str) -> bool:
    """Is a gap of this kind over, as far as we know? Not where something worse, or a mere "we do not know", has taken its
    place."""
    if zelle.stufe == Stufe.UNBEKANNT:
        return False
    offen = {Lueckenart(art)} | (set() if art in NICHT_AM_ANGEBOT else AUSSER_REICHWEITE)
    offen |= {unbekannt for luecke, unbekannt in OHNE_ALTERNATIVE.values() if luecke == art}
    return not offen & set(zelle.arten)


def schliesst(zelle: Zelle, art: str, fakten: Fakten) -> Menge:
    """Return what in a cell stands against a gap of this kind: as long as it is there, the cell does not have the gap.
    Nothing for what no single Angebot can close."""
    da = zelle.hier | zelle.nahe | zelle.weit
    vor_ort = {
        Lueckenart.NICHTS: da,
        Lueckenart.NUR_FERN: da,
        Lueckenart.NUR_KREISWEIT: zelle.hier | zelle.nahe,
        Lueckenart.VOLL: da & ~fakten.voll,
        Lueckenart.ENDET_BALD: da & ~fakten.endet,
        Lueckenart.UNBESTAETIGT: da & fakten.frisch,
    }
    if art in vor_ort:
        return vor_ort[Lueckenart(art)]
    name = next((name for name, arten in OHNE_ALTERNATIVE.items() if art in arten), "")
    return da & fakten.merkmale[name][0] if name else 0
