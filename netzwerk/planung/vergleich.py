"""Two days compared: which Angebote came and went, which gaps closed and opened. Pure; nothing here asks the database but for
the names of the Angebote of today.

A gap counts as closed or opened only where both days know. It is no opened gap that a word or a Gemeinde is new, that
there is now an Angebot of which something else is missing, or that something has become known. What is near weighs less
than nothing: where a gap became smaller, it is called so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .abdeckung import OHNE_ALTERNATIVE, Abdeckung, Bedingung, Kopf, Zelle
from .arten import Lueckenart, Stufe
from .fakten import Eintrag
from .gebiete import Gebiet

ENTFERNUNG = (Lueckenart.NUR_KREISWEIT, Lueckenart.NUR_FERN, Lueckenart.NICHTS)
"""How far away the nearest is, as gaps; the gravest last."""
UNGEWISS = dict(OHNE_ALTERNATIVE.values())
"""Gap → data gap: nobody knows whether it is one."""


@dataclass(frozen=True)
class Wechsel:
    """One kind of gap that changed in one cell."""

    vorher: Zelle
    nachher: Zelle
    art: Lueckenart
    namen: tuple[str, ...] = ()
    """The words of its conditions."""

    @property
    def gebiet(self) -> Gebiet:
        return self.nachher.gebiet

    @property
    def bedingungen(self) -> tuple[Bedingung, ...]:
        return self.nachher.bedingungen


@dataclass
class Vergleich:
    """What changed from one day to another."""

    alt: Abdeckung
    neu: Abdeckung
    dazu: list[Eintrag] = field(default_factory=list)
    """Angebote that were not public before."""
    weg: list[Eintrag] = field(default_factory=list)
    """Angebote that are not public any more: ended, paused or deleted."""
    geschlossen: list[Wechsel] = field(default_factory=list)
    verkleinert: list[Wechsel] = field(default_factory=list)
    """Still a gap, but a smaller one: something is less far than before. `art` is what it was."""
    geoeffnet: list[Wechsel] = field(default_factory=list)
    ungewiss: list[Wechsel] = field(default_factory=list)
    """A gap on one day, of which on the other day nobody knows: neither closed nor opened."""
    daten_geschlossen: list[Wechsel] = field(default_factory=list)
    daten_geoeffnet: list[Wechsel] = field(default_factory=list)
    nur_vorher: list[str] = field(default_factory=list)
    """Names of areas and words that only the earlier day has: not compared."""
    nur_nachher: list[str] = field(default_factory=list)
    umgebildet: list[str] = field(default_factory=list)
    """Areas that had other Gemeinden then: compared as they were and as they are."""

    @property
    def ohne_daten(self) -> list[Abdeckung]:
        """The days of which nothing is known; then no gap is compared."""
        return [eine for eine in (self.alt, self.neu) if not eine.fakten.familien]


def vergleiche(alt: Abdeckung, neu: Abdeckung, gebiete: Iterable[Gebiet]) -> Vergleich:
    """Compare in every area of `gebiete` (those of `neu`) each Lebensphase with each Thema, and each Übergang."""
    ergebnis = Vergleich(alt, neu)
    _angebote(ergebnis)
    paare = _gebiete(ergebnis, list(gebiete))
    bedingungen = _bedingungen(ergebnis)
    if not ergebnis.ohne_daten:
        for vorher, nachher in paare:
            for zelle, namen in bedingungen:
                damals, jetzt = alt.zelle(vorher, zelle, mit_km=False), neu.zelle(nachher, zelle, mit_km=False)
                _zelle(ergebnis, damals, jetzt, namen)
    return ergebnis


def _angebote(ergebnis: Vergleich) -> None:
    alte, neue = (
        {eintrag.kennung: eintrag for eintrag in eine.fakten.eintraege().values() if eintrag.kennung}
        for eine in (ergebnis.alt, ergebnis.neu)
    )
    ergebnis.dazu = [eintrag for kennung, eintrag in neue.items() if kennung not in alte]
    ergebnis.weg = [eintrag for kennung, eintrag in alte.items() if kennung not in neue]


def _gebiete(ergebnis: Vergleich, gebiete: Sequence[Gebiet]) -> list[tuple[Gebiet, Gebiet]]:
    """Return each area with what it was then; notes what only one day has."""
    paare = []
    for nachher in gebiete:
        vorher = ergebnis.alt.fakten.gebiete.eines(**dict(nachher.abfrage))
        if vorher is None:
            ergebnis.nur_nachher.append(nachher.name)
            continue
        if {ort.ags for ort in vorher.orte} != {ort.ags for ort in nachher.orte}:
            ergebnis.umgebildet.append(nachher.name)
        paare.append((vorher, nachher))
    for ebene in dict.fromkeys(gebiet.ebene for gebiet in gebiete):
        heutige = {gebiet.schluessel for gebiet in ergebnis.neu.fakten.gebiete.alle(ebene)}
        damals = ergebnis.alt.fakten.gebiete.alle(ebene)
        ergebnis.nur_vorher += [gebiet.name for gebiet in damals if gebiet.schluessel not in heutige]
    return paare


def _bedingungen(ergebnis: Vergleich) -> list[tuple[tuple[Bedingung, ...], tuple[str, ...]]]:
    """Return the conditions of every cell with their names: only words that both days have."""
    phasen, themen, uebergaenge = (
        list(_gemeinsame(ergebnis, parameter)) for parameter in ("lebensphase", "thema", "uebergang")
    )
    kreuz = [(phase, thema) for phase in phasen for thema in themen]
    return [
        (tuple(kopf.bedingung for kopf in koepfe), tuple(kopf.wort.name for kopf in koepfe))
        for koepfe in [*kreuz, *((uebergang,) for uebergang in uebergaenge)]
    ]


def _gemeinsame(ergebnis: Vergleich, parameter: str) -> Iterator[Kopf]:
    alte, neue = ({kopf.wort.wert: kopf for kopf in eine.koepfe(parameter)} for eine in (ergebnis.alt, ergebnis.neu))
    ergebnis.nur_vorher += [kopf.wort.name for wert, kopf in alte.items() if wert not in neue]
    ergebnis.nur_nachher += [kopf.wort.name for wert, kopf in neue.items() if wert not in alte]
    return (kopf for wert, kopf in neue.items() if wert in alte)


def _zelle(ergebnis: Vergleich, vorher: Zelle, nachher: Zelle, namen: tuple[str, ...]) -> None:
    """Sort every kind of gap that one day has and the other has not into its list."""
    alte, neue = set(vorher.arten), set(nachher.arten)
    for art in Lueckenart:
        if (art in alte) == (art in neue) or art.ist_ueberhang:
            continue
        liste = _liste(ergebnis, art, vorher, nachher)
        if liste is not None:
            liste.append(Wechsel(vorher, nachher, art, namen))


def _liste(ergebnis: Vergleich, art: Lueckenart, vorher: Zelle, nachher: Zelle) -> list[Wechsel] | None:
    """Return where a kind of gap belongs that only one of the days has; None: it says nothing."""
    weg = art in vorher.arten
    andere = nachher if weg else vorher
    if art in ENTFERNUNG:
        return _entfernung(ergebnis, art, weg, andere)
    if art is not Lueckenart.UEBERGANG and not _da(andere):
        return None  # Where there is nothing, nothing can be said about it.
    if art.ist_datenluecke:
        return ergebnis.daten_geschlossen if weg else ergebnis.daten_geoeffnet
    if UNGEWISS.get(art) in andere.arten:
        return ergebnis.ungewiss
    return ergebnis.geschlossen if weg else ergebnis.geoeffnet


def _entfernung(ergebnis: Vergleich, art: Lueckenart, weg: bool, andere: Zelle) -> list[Wechsel] | None:
    """A change between two distances is one: named by the earlier one where it became smaller, else by the later one."""
    jetzt = next((ferne for ferne in ENTFERNUNG if ferne in andere.arten), None)
    if jetzt is None:
        return ergebnis.geschlossen if weg else ergebnis.geoeffnet
    if ENTFERNUNG.index(jetzt) > ENTFERNUNG.index(art):
        return None  # Told by the other one of the two.
    return ergebnis.verkleinert if weg else ergebnis.geoeffnet


def _da(zelle: Zelle) -> bool:
    return zelle.stufe in (Stufe.OERTLICH, Stufe.NAH, Stufe.KREISWEIT)
