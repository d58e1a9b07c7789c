"""Find the place people mean: a Gemeinde, an Ortsteil, a PLZ or a Planungsraum."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, FloatField, OuterRef, Q, Value
from django.db.models.expressions import Combinable, F
from django.db.models.lookups import LessThanOrEqual

from akteure.falten import falten
from akteure.models.gebiet import Gemeinde, Ortsteil, Postleitzahl

KM_JE_GRAD = 111.32
"""Length of one degree of latitude in km (mean meridian of WGS 84, 40,007.9 km / 360)."""


@dataclass(frozen=True)
class Ortswahl:
    """What was meant: the Gemeinden, how to name them, and the words that are no place of the area."""

    gemeinden: tuple[Gemeinde, ...] = ()
    name: str = ""
    unbekannt: tuple[tuple[str, str], ...] = field(default=())
    """(parameter, value as typed) of everything that was not found."""

    @property
    def pks(self) -> list[int]:
        return [gemeinde.pk for gemeinde in self.gemeinden]

    @property
    def planungsraeume(self) -> set[int]:
        return {gemeinde.planungsraum_id for gemeinde in self.gemeinden}

    @property
    def punkte(self) -> list[tuple[float, float]]:
        """(lat, lon) of the centres that are known."""
        return [(g.lat, g.lon) for g in self.gemeinden if g.lat is not None and g.lon is not None]

    def __bool__(self) -> bool:
        return bool(self.gemeinden)


def ort_waehlen(
    *, wo: str = "", ags: Sequence[str] = (), plz: Sequence[str] = (), planungsraum: Sequence[str] = ()
) -> Ortswahl:
    """Return the union of all places given, in one query; what is not found is named in `unbekannt`."""
    gesucht = falten(wo)
    if not (gesucht or ags or plz or planungsraum):
        return Ortswahl(unbekannt=(("wo", wo),) if wo.strip() else ())
    kandidaten = list(_kandidaten(gesucht, ags, plz, planungsraum))
    treffer = {
        "wo": _gemeint(kandidaten, gesucht),
        "gemeinde": [g for g in kandidaten if g.ags in ags],
        "plz": [g for g in kandidaten if g.hat_plz] if plz else [],
        "planungsraum": [g for g in kandidaten if g.planungsraum.schluessel in planungsraum],
    }
    bekannt = {
        "gemeinde": {g.ags for g in treffer["gemeinde"]},
        "plz": set(plz) if treffer["plz"] else set(),
        "planungsraum": {g.planungsraum.schluessel for g in treffer["planungsraum"]},
    }
    unbekannt = [
        (name, wert)
        for name, werte in (("gemeinde", ags), ("plz", plz), ("planungsraum", planungsraum))
        for wert in werte
        if wert not in bekannt[name]
    ]
    if wo.strip() and not treffer["wo"]:
        unbekannt.append(("wo", wo))
    gemeinden = list(dict.fromkeys(g for gefunden in treffer.values() for g in gefunden))
    return Ortswahl(tuple(gemeinden), _name(wo, treffer, gemeinden), tuple(unbekannt))


def _kandidaten(gesucht: str, ags: Sequence[str], plz: Sequence[str], planungsraum: Sequence[str]):
    ortsteile = Ortsteil.objects.filter(gemeinde=OuterRef("pk"), name_gefaltet=gesucht)
    mit_plz = Postleitzahl.objects.filter(gemeinden=OuterRef("pk"))
    bedingung = Q(ags__in=ags) | Q(planungsraum__schluessel__in=planungsraum) | Exists(mit_plz.filter(plz__in=plz))
    if gesucht:
        bedingung |= (
            Q(name_sortiert=gesucht)
            | Q(name_sortiert__startswith=f"{gesucht} ")
            | Q(planungsraum__name_sortiert=gesucht)
        )
        bedingung |= Exists(ortsteile) | Exists(mit_plz.filter(plz=gesucht))
    return (
        Gemeinde.objects.filter(bedingung)
        .select_related("planungsraum")
        .annotate(
            ist_ortsteil=Exists(ortsteile),
            hat_gesuchte_plz=Exists(mit_plz.filter(plz=gesucht)),
            hat_plz=Exists(mit_plz.filter(plz__in=plz)),
        )
        .order_by("name_sortiert", "ags")
    )


def _gemeint(kandidaten: list[Gemeinde], gesucht: str) -> list[Gemeinde]:
    """The best kind of match wins: full name, then PLZ, Ortsteil, Planungsraum, beginning of a name."""
    if not gesucht:
        return []
    arten = (
        [g for g in kandidaten if g.name_sortiert == gesucht],
        [g for g in kandidaten if g.hat_gesuchte_plz],
        [g for g in kandidaten if g.ist_ortsteil],
        [g for g in kandidaten if g.planungsraum.name_sortiert == gesucht],
        [g for g in kandidaten if g.name_sortiert.startswith(f"{gesucht} ")],
    )
    return next((art for art in arten if art), [])


def _name(wo: str, treffer: dict[str, list[Gemeinde]], gemeinden: list[Gemeinde]) -> str:
    raeume = list(dict.fromkeys(g.planungsraum.name for g in treffer["planungsraum"]))
    if raeume and len(treffer["planungsraum"]) == len(gemeinden):
        return " · ".join(raeume)
    if len(gemeinden) == 1:
        name = gemeinden[0].name
        getippt = wo.strip()
        return (
            f"{name} ({getippt})"
            if getippt and falten(name) != falten(getippt) and gemeinden[0] in treffer["wo"]
            else name
        )
    if len(gemeinden) > 3:
        return f"{wo.strip()} ({len(gemeinden)} Gemeinden)" if wo.strip() else f"{len(gemeinden)} Gemeinden"
    return ", ".join(g.name for g in gemeinden)


def im_umkreis(punkte: Sequence[tuple[float, float]], km: float, praefix: str = "") -> Q:
    """Return the condition "lies within `km` of one of `punkte`" on the columns lat and lon.

    Plain arithmetic on both databases: a box, then the equirectangular distance (x = Δlon·cos lat₀, y = Δlat), whose
    error stays below 0.1 % up to 100 km in these latitudes.
    """
    bedingung = Q(pk__in=[])
    for lat, lon in punkte:
        streckung = max(math.cos(math.radians(lat)), 0.01)
        d_lat, d_lon = km / KM_JE_GRAD, km / (KM_JE_GRAD * streckung)
        kasten = {
            f"{praefix}lat__range": (lat - d_lat, lat + d_lat),
            f"{praefix}lon__range": (lon - d_lon, lon + d_lon),
        }
        y: Combinable = (F(f"{praefix}lat") - lat) * KM_JE_GRAD
        x: Combinable = (F(f"{praefix}lon") - lon) * (KM_JE_GRAD * streckung)
        bedingung |= Q(**kasten) & Q(LessThanOrEqual(x * x + y * y, Value(km * km, output_field=FloatField())))
    return bedingung
