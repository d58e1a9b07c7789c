"""Everything planning knew at one moment as plain JSON, and back: nothing of it asks the database.

Kept is what was public, not what follows from it: gaps are worked out anew by the rules of today, so two days compare by
one measure. Numbers of Indikatoren are not kept, they bear their own dates.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any
from zlib import compress, decompress
from zlib import error as ZlibFehler

from django.conf import settings

from akteure.falten import falten
from akteure.models import Gemeinde, Planungsraum
from angebote.mengen import Menge, menge_aus, stellen_aus, stellen_von
from angebote.vokabular import Gedaechtnis, Staende, Vokabular, Wort

from .abdeckung import Abdeckung
from .fakten import Eintrag, Fakten
from .gebiete import Ebene, Gebiete

FASSUNG = 1
"""How it is written; a reader knows only its own."""
ARTEN = (
    *("lebensphase", "uebergang", "thema", "zielgruppe", "sprache", "modus", "deutsch", "art", "kosten", "zugang"),
    *("format", "barrierefrei", "fuer"),
)
"""The facets planning asks for."""
WORTARTEN = (*Gedaechtnis.MODELLE, "akteur")
EINZELNE = ("kreisweit", "ohne_angabe", "endet", "voll", "frisch")
"""The sets of `Fakten` that are one each."""


class StandUnlesbar(ValueError):
    """What a Stichtag keeps was not written by this program, or by a newer one."""


# --- write ----------------------------------------------------------------------------------------------------------
def schreiben(abdeckung: Abdeckung) -> dict[str, Any]:
    """Return all of it; lists where the order counts, for PostgreSQL sorts the keys of an object."""
    fakten = abdeckung.fakten
    stellen = {pk: stelle for stelle, pk in enumerate(fakten.pks)}
    namen = fakten.eintraege()
    return {
        "fassung": FASSUNG,
        "heute": fakten.heute.isoformat(),
        "anzahl": len(fakten.pks),
        "angebote": [[pk, *namen.get(pk, Eintrag("", "", ""))] for pk in fakten.pks],
        "mengen": [
            [art, wert, _packen(menge)] for art in ARTEN for (_art, wert), menge in fakten.mengen.alle_mengen(art)
        ],
        "oberthemen": [list(paar) for paar in fakten.oberthemen.items()],
        "wege": [[von, nach, slug] for (von, nach), slug in fakten.uebergaenge.items()],
        "einzelne": {name: _packen(getattr(fakten, name)) for name in EINZELNE},
        "im_ort": [[pk, _packen(menge)] for pk, menge in fakten.im_ort.items()],
        "im_raum": [[pk, _packen(menge)] for pk, menge in fakten.im_raum.items()],
        "merkmale": [[name, *map(_packen, mengen)] for name, mengen in fakten.merkmale.items()],
        "punkte": _punkte(fakten, stellen),
        "akteure_von": [sorted(akteure) for akteure in fakten.akteure_von],
        "gebiet": _gebiet(fakten.gebiete),
        "woerter": {art: [_kurz(wort) for wort in woerter] for art, woerter in abdeckung.vokabular.woerter.items()},
        "kooperationen": [[slug, sorted(map(list, paare))] for slug, paare in abdeckung.kooperationen.items()],
    }


def _packen(menge: Menge) -> str:
    """Return a set as text; most are sparse or alike in long stretches, and shrink."""
    return b64encode(compress(menge.to_bytes((menge.bit_length() + 7) // 8, "little"), 9)).decode()


def _punkte(fakten: Fakten, stellen: Mapping[int, int]) -> list[list[object]]:
    """Return [lat, lon, places of the public Angebote there]."""
    gefunden = (
        [lat, lon, sorted(stellen[pk] for pk in pks if pk in stellen)] for (lat, lon), pks in fakten.punkte.items()
    )
    return [zeile for zeile in gefunden if zeile[2]]


def _gebiet(gebiete: Gebiete) -> dict[str, Any]:
    raeume = {raum.orte[0].planungsraum: [raum.schluessel, raum.name] for raum in gebiete.alle(Ebene.PLANUNGSRAUM)}
    return {
        "kreis": gebiete.kreis_name,
        "raeume": [[pk, *rest] for pk, rest in raeume.items()],
        "orte": [[ort.pk, ort.ags, ort.name, ort.planungsraum, *(ort.punkt or (None, None))] for ort in gebiete.orte],
    }


def _kurz(wort: Wort) -> dict[str, Any]:
    """Return a word without what is empty."""
    return {name: wert for name, wert in asdict(wort).items() if wert not in ("", None)}


# --- read -----------------------------------------------------------------------------------------------------------
class GehalteneMengen:
    """The sets of a `Bestand` that were kept."""

    def __init__(self, stand: Mapping[str, Any]) -> None:
        self.pks: Sequence[int] = [pk for pk, *_namen in stand["angebote"]]
        self._stellen = stellen_aus(self.pks)
        self.alle: Menge = (1 << len(self.pks)) - 1
        self._mengen = {(art, wert): _entpacken(text) for art, wert, text in stand["mengen"]}
        self.oberthemen: dict[str, str] = dict(stand["oberthemen"])
        self.uebergaenge: dict[tuple[str, str], str] = {(von, nach): slug for von, nach, slug in stand["wege"]}

    def __getitem__(self, name: tuple[str, str]) -> Menge:
        return self._mengen.get(name, 0)

    def alle_mengen(self, art: str) -> list[tuple[tuple[str, str], Menge]]:
        return [(name, menge) for name, menge in self._mengen.items() if name[0] == art]

    def menge(self, pks: Iterable[int]) -> Menge:
        return menge_aus(pks, self._stellen)

    def pks_von(self, menge: Menge) -> list[int]:
        return [self.pks[stelle] for stelle in stellen_von(menge)]


def lesen(stand: Mapping[str, Any], tag: date) -> Abdeckung:
    """Return the cells of that day; without any data where none were kept. Raises `StandUnlesbar`."""
    stand = stand or _leer()
    if not isinstance(stand, Mapping) or stand.get("fassung") != FASSUNG:
        raise StandUnlesbar("Was an diesem Tag festgehalten wurde, kann dieses Programm nicht lesen.")
    try:
        woerter = {art: [Wort(**_bekannte(wort)) for wort in stand["woerter"].get(art, [])] for art in WORTARTEN}
        kooperationen = {slug: [(von, mit) for von, mit in paare] for slug, paare in stand["kooperationen"]}
        return Abdeckung(_fakten(stand, tag), Vokabular(woerter, Staende()), kooperationen)
    except (AttributeError, KeyError, TypeError, ValueError, ZlibFehler) as fehler:
        raise StandUnlesbar("Was an diesem Tag festgehalten wurde, ist beschädigt.") from fehler


def _fakten(stand: Mapping[str, Any], tag: date) -> Fakten:
    mengen = GehalteneMengen(stand)
    fakten = Fakten(tag, mengen, _gebiete(stand["gebiet"]))
    for name in EINZELNE:
        setattr(fakten, name, _entpacken(stand["einzelne"][name]))
    fakten.im_ort = {pk: _entpacken(text) for pk, text in stand["im_ort"]}
    fakten.im_raum = {pk: _entpacken(text) for pk, text in stand["im_raum"]}
    fakten.merkmale = {name: (_entpacken(ja), _entpacken(offen)) for name, ja, offen in stand["merkmale"]}
    fakten.punkte = {(lat, lon): [mengen.pks[stelle] for stelle in stellen] for lat, lon, stellen in stand["punkte"]}
    fakten.akteure_von = [tuple(akteure) for _pk, akteure in zip(mengen.pks, stand["akteure_von"], strict=True)]
    fakten.benannt = {pk: Eintrag(*namen) for pk, *namen in stand["angebote"]}
    return fakten


def _entpacken(text: str) -> Menge:
    return int.from_bytes(decompress(b64decode(text)), "little")


def _gebiete(gebiet: Mapping[str, Any]) -> Gebiete:
    """Return the areas as they were; the rows are never saved."""
    raeume = {
        pk: Planungsraum(pk=pk, schluessel=schluessel, name=name, name_sortiert=falten(name))
        for pk, schluessel, name in gebiet["raeume"]
    }
    orte = (
        Gemeinde(pk=pk, ags=ags, name=name, planungsraum=raeume[raum], lat=lat, lon=lon)
        for pk, ags, name, raum, lat, lon in gebiet["orte"]
    )
    return Gebiete(gebiet["kreis"], orte)


def _bekannte(wort: Mapping[str, Any]) -> dict[str, Any]:
    return {feld.name: wort[feld.name] for feld in fields(Wort) if feld.name in wort}


def _leer() -> dict[str, Any]:
    """Return what a day is like of which nothing is known: no Angebote, no areas, no words."""
    listen = ("angebote", "mengen", "oberthemen", "wege", "im_ort", "im_raum", "punkte", "akteure_von", "merkmale")
    return {name: [] for name in (*listen, "kooperationen")} | {
        "fassung": FASSUNG,
        "gebiet": {"kreis": settings.GEBIET["name"], "raeume": [], "orte": []},
        "einzelne": dict.fromkeys(EINZELNE, _packen(0)),
        "woerter": {},
    }
