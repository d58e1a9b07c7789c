"""Write checked data of the area. A second run finds nothing to do; nothing is ever removed."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from akteure.falten import falten
from akteure.gebiet.gemeinden import GemeindeDaten
from akteure.gebiet.grenzen import Geometrie
from akteure.gebiet.ortsteile import OrtsteilDaten
from akteure.models import Gemeinde, Grenze, Ortsteil, Planungsraum, Postleitzahl

STAPEL = 500


@dataclass
class Bilanz:
    """What a run did to the rows of one kind, and which rows of it the file no longer names."""

    neu: set[Hashable] = field(default_factory=set)
    geaendert: set[Hashable] = field(default_factory=set)
    unveraendert: set[Hashable] = field(default_factory=set)
    uebrig: list[str] = field(default_factory=list)

    def zeile(self, einzahl: str, mehrzahl: str) -> str:
        anzahl = len(self.neu) + len(self.geaendert) + len(self.unveraendert)
        return (
            f"{anzahl} {einzahl if anzahl == 1 else mehrzahl}: {len(self.neu)} neu, "
            f"{len(self.geaendert)} geändert, {len(self.unveraendert)} unverändert"
        )


@dataclass(frozen=True)
class Gebietsbilanz:
    planungsraeume: Bilanz
    gemeinden: Bilanz
    grenzen: Bilanz


@transaction.atomic
def uebernimm_gebiet(daten: list[GemeindeDaten], grenzen: dict[str, Geometrie]) -> Gebietsbilanz:
    """Write Planungsräume, Gemeinden with their Postleitzahlen, and boundaries: all or nothing."""
    raeume = {zeile.planungsraum_schluessel: zeile.planungsraum for zeile in daten}
    raumbilanz = _gleiche_ab(
        Planungsraum, ("schluessel",), [Planungsraum(schluessel=wert, name=name) for wert, name in raeume.items()]
    )
    pk_von_raum = dict(Planungsraum.objects.values_list("schluessel", "pk"))
    bilanz = _gleiche_ab(Gemeinde, ("ags",), [_gemeinde(zeile, pk_von_raum) for zeile in daten])
    pk_von_ags = dict(Gemeinde.objects.values_list("ags", "pk"))
    for ags in _gleiche_postleitzahlen_ab({zeile.ags: zeile.plz for zeile in daten}, pk_von_ags):
        if (ags,) in bilanz.unveraendert:
            bilanz.unveraendert.remove((ags,))
            bilanz.geaendert.add((ags,))
    linien = [Grenze(gemeinde_id=pk_von_ags[ags], geometrie=geometrie) for ags, geometrie in grenzen.items()]
    return Gebietsbilanz(raumbilanz, bilanz, _gleiche_ab(Grenze, ("gemeinde_id",), linien))


@transaction.atomic
def uebernimm_ortsteile(daten: list[OrtsteilDaten]) -> Bilanz:
    """Write Ortsteile: all or nothing."""
    pk_von_ags = dict(Gemeinde.objects.values_list("ags", "pk"))
    return _gleiche_ab(
        Ortsteil,
        ("name", "gemeinde_id"),
        [Ortsteil(name=zeile.name, gemeinde_id=pk_von_ags[zeile.ags]) for zeile in daten],
    )


def _gemeinde(zeile: GemeindeDaten, pk_von_raum: dict[str, int]) -> Gemeinde:
    werte = {name: wert for name, wert in vars(zeile).items() if not name.startswith(("plz", "planungsraum"))}
    return Gemeinde(**werte, planungsraum_id=pk_von_raum[zeile.planungsraum_schluessel])


def _falte_name(zeile: models.Model) -> None:
    """Do what `save()` does: bulk writing passes it by."""
    if isinstance(zeile, Planungsraum | Gemeinde):
        zeile.name_sortiert = falten(zeile.name)
    elif isinstance(zeile, Ortsteil):
        zeile.name_gefaltet = falten(zeile.name)


def _gleiche_ab(modell: type[models.Model], schluessel: tuple[str, ...], soll: Iterable[models.Model]) -> Bilanz:
    """Make the rows of `modell` like those in `soll`, found by `schluessel`; rows `soll` does not name stay."""
    felder = [feld for feld in modell._meta.concrete_fields if not feld.primary_key]
    namen = [feld.attname for feld in felder]
    vorhanden = {_werte(zeile, schluessel): zeile for zeile in modell._default_manager.all()}
    bilanz, schreiben = Bilanz(), []
    for zeile in soll:
        _falte_name(zeile)
        wert = _werte(zeile, schluessel)
        alte = vorhanden.pop(wert, None)
        if alte is not None and _werte(alte, namen) == _werte(zeile, namen):
            bilanz.unveraendert.add(wert)
            continue
        (bilanz.neu if alte is None else bilanz.geaendert).add(wert)
        schreiben.append(zeile)
    bilanz.uebrig = sorted(str(zeile) for zeile in vorhanden.values())
    modell._default_manager.bulk_create(
        schreiben,
        batch_size=STAPEL,
        update_conflicts=True,
        unique_fields=[feld.name for feld in felder if feld.attname in schluessel],
        update_fields=[feld.name for feld in felder if feld.attname not in schluessel],
    )
    return bilanz


def _werte(zeile: models.Model, namen: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(zeile, name) for name in namen)


def _gleiche_postleitzahlen_ab(soll: dict[str, tuple[str, ...]], pk_von_ags: dict[str, int]) -> set[str]:
    """Link each Gemeinde to exactly its PLZ; return the AGS of those where something changed."""
    alle = {plz for werte in soll.values() for plz in werte}
    Postleitzahl.objects.bulk_create(
        [Postleitzahl(plz=plz) for plz in sorted(alle)], batch_size=STAPEL, ignore_conflicts=True
    )
    pk_von_plz = dict(Postleitzahl.objects.values_list("plz", "pk"))
    ags_von_pk = {pk_von_ags[ags]: ags for ags in soll}
    verbindung = Gemeinde.postleitzahlen.through
    sollpaare = {(pk_von_ags[ags], pk_von_plz[plz]) for ags, werte in soll.items() for plz in werte}
    istpaare = {
        (gemeinde, plz): pk
        for pk, gemeinde, plz in verbindung.objects.values_list("pk", "gemeinde_id", "postleitzahl_id")
        if gemeinde in ags_von_pk
    }
    fehlen, zuviel = sollpaare - istpaare.keys(), istpaare.keys() - sollpaare
    verbindung.objects.bulk_create(
        [verbindung(gemeinde_id=gemeinde, postleitzahl_id=plz) for gemeinde, plz in sorted(fehlen)], batch_size=STAPEL
    )
    verbindung.objects.filter(pk__in=[istpaare[paar] for paar in zuviel]).delete()
    return {ags_von_pk[gemeinde] for gemeinde, _plz in fehlen | zuviel}
