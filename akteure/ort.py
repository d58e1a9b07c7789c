"""Find the place people mean: a Gemeinde, an Ortsteil, a PLZ, a Planungsraum, or where they are."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akteure.falten import falten
from akteure.gebiet.flaeche import aussenringe, in_flaeche
from akteure.models.gebiet import Gemeinde, Ortsteil
from akteure.models.standort import Standort

KM_JE_GRAD = math.radians(6371.0088)
"""Length of one degree on a sphere of the Earth's mean radius."""

REICHWEITE_KM = 100
"""Nobody searches farther around a place."""
HOECHSTENS_NAMEN = 3
"""So many places are named one by one; of more their number."""
RASTER = (0.01, 0.014)
"""Degrees of latitude and longitude: a visitor's position is never known closer than this, about 1 km."""
NACHBARN_KM, UMGEBUNG_KM = 10, 25
"""Outside every boundary a position counts for a Gemeinde whose centre is so near; Gemeinden so far off are looked at."""
_POSITION = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,9})?),(-?[0-9]{1,3}(?:\.[0-9]{1,9})?)")
_PLZ_UND_NAME = re.compile(r"([0-9]{5})(?: (.*))?")

Punkt = tuple[float, float]
"""(lat, lon)"""
Mitte = tuple[float, float, float]
"""(lat, lon, km of one degree of longitude there)"""


@dataclass(frozen=True)
class Ortswahl:
    """What was meant: the Gemeinden, the name of each place asked for, and the words that are no place of the area."""

    gemeinden: tuple[Gemeinde, ...] = ()
    namen: dict[tuple[str, str], str] = field(default_factory=dict)
    """(parameter, value) → name of the place, of everything that was found."""
    unbekannt: tuple[tuple[str, str], ...] = ()
    """(parameter, value) of everything that was not found."""
    auswaerts: tuple[str, ...] = ()
    """The PLZ asked for that are not of the area."""
    punkt: Punkt | None = None
    """Where the visitor is, on a grid of 1 km; then `gemeinden` is the one around it."""
    _einzelne: dict[int, float | None] = field(default_factory=dict, compare=False, repr=False)

    @property
    def name(self) -> str:
        """All places in a few words."""
        namen = list(dict.fromkeys(self.namen.values()))
        return ", ".join(namen) if len(namen) <= HOECHSTENS_NAMEN else _anzahl(self.gemeinden)

    @property
    def pks(self) -> list[int]:
        return [gemeinde.pk for gemeinde in self.gemeinden]

    @property
    def planungsraeume(self) -> set[int]:
        return {gemeinde.planungsraum_id for gemeinde in self.gemeinden}

    @property
    def punkte(self) -> list[Punkt]:
        """From where distances count: the visitor's position, else the centres that are known."""
        return (
            [self.punkt]
            if self.punkt
            else [(g.lat, g.lon) for g in self.gemeinden if g.lat is not None and g.lon is not None]
        )

    def standorte_bis(self, km: float) -> list[int]:
        """Return the Standorte the public may see within `km` of one of the centres."""
        return [pk for pk, abstand in self._abstaende.items() if abstand <= km]

    def lies_abstaende(self, standorte: Iterable[Standort]) -> None:
        """Work out how far these Standorte lie, where not all are known: a page shows few of many thousand."""
        if "_abstaende" in vars(self) or not self.punkte:
            return
        kasten, mitte = _kasten(self.punkte, REICHWEITE_KM), mitten(self.punkte)
        for standort in standorte:
            lat, lon = standort.lat, standort.lon
            bekannt = lat is not None and lon is not None and not standort.adresse_verbergen
            nah = bekannt and all(von <= grad <= bis for grad, (von, bis) in zip((lat, lon), kasten, strict=True))
            self._einzelne[standort.pk] = abstand(mitte, lat, lon) if nah else None

    def abstand(self, standort_pk: int) -> float | None:
        """Return how many km off a Standort lies; None where nobody knows, or it is too far, or its address is hidden."""
        if standort_pk in self._einzelne:
            return self._einzelne[standort_pk]
        return self._abstaende.get(standort_pk)

    def naechster(self, standort_pks: Iterable[int]) -> float | None:
        """Return how many km off the nearest of some Standorte lies; None as in `abstand`, and around several places."""
        bekannt = [km for pk in standort_pks if (km := self.abstand(pk)) is not None] if len(self.punkte) == 1 else []
        return min(bekannt, default=None)

    def entfernung(self, standort_pks: Iterable[int]) -> str:
        """Return how far the nearest of some Standorte is, in words; "" where that is not known or not public."""
        km = self.naechster(standort_pks)
        if km is None:
            return ""
        if km < 1:
            return _("unter 1 km")
        return (_("etwa %(km)s km") if self.punkt else _("%(km)s km")) % {"km": f"{km:.0f}"}

    @cached_property
    def _abstaende(self) -> dict[int, float]:
        return abstaende(self.punkte, REICHWEITE_KM)

    def __bool__(self) -> bool:
        return bool(self.gemeinden or self.auswaerts)


class Bekannt(NamedTuple):
    """A Gemeinde with the PLZ and the folded names of the Ortsteile by which people know it."""

    gemeinde: Gemeinde
    plz: frozenset[str]
    ortsteile: frozenset[str]


def bekannte() -> list[Bekannt]:
    """Return every Gemeinde by name, with its Planungsraum; three queries."""
    plz: dict[int, set[str]] = defaultdict(set)
    for pk, nummer in Gemeinde.postleitzahlen.through.objects.values_list("gemeinde", "postleitzahl__plz"):
        plz[pk].add(nummer)
    teile: dict[int, set[str]] = defaultdict(set)
    for pk, name in Ortsteil.objects.order_by().values_list("gemeinde", "name_gefaltet"):
        teile[pk].add(name)
    gemeinden = Gemeinde.objects.select_related("planungsraum").order_by("name_sortiert", "ags")
    return [Bekannt(g, frozenset(plz[g.pk]), frozenset(teile[g.pk])) for g in gemeinden]


def ort_waehlen(
    *,
    wo: str = "",
    ags: Sequence[str] = (),
    plz: Sequence[str] = (),
    planungsraum: Sequence[str] = (),
    unter: Sequence[Bekannt] | None = None,
) -> Ortswahl:
    """Return the union of all places given; what is not found is named in `unbekannt`, but a PLZ in `auswaerts`.
    `unter`: the Gemeinden that are known, else they are read."""
    gesucht = falten(wo)
    if unter is None:
        unter = bekannte() if gesucht or ags or plz or planungsraum else ()
    je_wert = {("wo", wo): _gemeint(unter, gesucht)} if wo else {}
    je_wert |= {("gemeinde", wert): [b.gemeinde for b in unter if b.gemeinde.ags == wert] for wert in ags}
    je_wert |= {("plz", wert): [b.gemeinde for b in unter if wert in b.plz] for wert in plz}
    je_wert |= {("planungsraum", wert): [b.gemeinde for b in unter if _im_raum(b, wert)] for wert in planungsraum}
    auswaerts = {frage: plz for frage, gefunden in je_wert.items() if not gefunden and (plz := _als_plz(*frage))}
    namen = {frage: _benannt(*frage, gefunden) for frage, gefunden in je_wert.items() if gefunden}
    return Ortswahl(
        gemeinden=tuple(dict.fromkeys(g for gefunden in je_wert.values() for g in gefunden)),
        namen=namen | {frage: _("PLZ %(plz)s") % {"plz": plz} for frage, plz in auswaerts.items()},
        unbekannt=tuple(frage for frage in je_wert if frage not in namen and frage not in auswaerts),
        auswaerts=tuple(dict.fromkeys(auswaerts.values())),
    )


def _im_raum(bekannt: Bekannt, schluessel: str) -> bool:
    return bekannt.gemeinde.planungsraum.schluessel == schluessel


def _anzahl(gemeinden: Sequence[Gemeinde]) -> str:
    return ngettext("%(n)s Gemeinde", "%(n)s Gemeinden", len(gemeinden)) % {"n": len(gemeinden)}


def _plz_und_name(gefaltet: str) -> tuple[str, str]:
    """Return "73728" and "esslingen" of "73728 esslingen", or "" for what does not stand there."""
    gefunden = _PLZ_UND_NAME.fullmatch(gefaltet)
    return (gefunden[1], gefunden[2] or "") if gefunden else ("", "")


def _als_plz(parameter: str, wert: str) -> str:
    """Return the PLZ a value names, or ""."""
    return _plz_und_name(falten(wert))[0] if parameter in ("wo", "plz") else ""


def position_lesen(text: str) -> Punkt | None:
    """Return the point that "48.74,9.31" names, on the grid; None where it names none."""
    gefunden = _POSITION.fullmatch(text)
    if gefunden is None:
        return None
    lat, lon = (round(round(float(grad) / r) * r, 3) for grad, r in zip(gefunden.groups(), RASTER, strict=True))
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def ort_um(punkt: Punkt) -> Ortswahl:
    """Return the Gemeinde whose boundary lies around `punkt`, else the nearest; nothing far from the area. One query."""
    lat, lon = punkt
    d_lat, d_lon = UMGEBUNG_KM / KM_JE_GRAD, UMGEBUNG_KM / _km_je_laengengrad(lat)
    kandidaten = list(
        Gemeinde.objects.filter(lat__range=(lat - d_lat, lat + d_lat), lon__range=(lon - d_lon, lon + d_lon))
        .select_related("planungsraum", "grenze")
        .order_by("name_sortiert", "ags")
    )
    umgebende = [g for g in kandidaten if _umgibt(g, lat, lon)]
    nahe = [g for g in kandidaten if _km(punkt, (g.lat, g.lon)) <= NACHBARN_KM]
    gemeinde = min(umgebende or nahe, key=lambda g: _km(punkt, (g.lat, g.lon)), default=None)
    if gemeinde is None:
        return Ortswahl()
    return Ortswahl((gemeinde,), {("position", ""): gemeinde.name}, punkt=punkt)


def _umgibt(gemeinde: Gemeinde, lat: float, lon: float) -> bool:
    geometrien = [gemeinde.grenze.geometrie] if hasattr(gemeinde, "grenze") else []
    return any(in_flaeche(lat, lon, ring) for ring in aussenringe(geometrien))


def _gemeint(unter: Sequence[Bekannt], gesucht: str) -> list[Gemeinde]:
    """The best kind of match wins: full name, then PLZ, Ortsteil, Planungsraum, beginning of a name."""
    if not gesucht:
        return []
    plz, name = _plz_und_name(gesucht)
    mit_plz = [b for b in unter if plz in b.plz]
    arten = (
        (b for b in unter if b.gemeinde.name_sortiert == gesucht),
        (b for b in mit_plz if name and b.gemeinde.name_sortiert.startswith(name)),
        mit_plz,
        (b for b in unter if gesucht in b.ortsteile),
        (b for b in unter if b.gemeinde.planungsraum.name_sortiert == gesucht),
        (b for b in unter if b.gemeinde.name_sortiert.startswith(f"{gesucht} ")),
    )
    return next((gemeinden for art in arten if (gemeinden := [b.gemeinde for b in art])), [])


def _benannt(parameter: str, wert: str, gemeinden: list[Gemeinde]) -> str:
    """Return the name of one place asked for; what was typed stays beside it where it says something else."""
    if parameter == "planungsraum":
        return gemeinden[0].planungsraum.name
    if len(gemeinden) > HOECHSTENS_NAMEN:
        return f"{wert} ({_anzahl(gemeinden)})"
    namen = ", ".join(gemeinde.name for gemeinde in gemeinden)
    steht_da = parameter == "gemeinde" or all(g.name_sortiert.startswith(falten(wert)) for g in gemeinden)
    return namen if steht_da else f"{namen} ({wert})"


def _km_je_laengengrad(lat: float) -> float:
    return KM_JE_GRAD * max(math.cos(math.radians(lat)), 0.01)


def _km(von: Punkt, nach: Punkt) -> float:
    """Return the equirectangular distance (x = Δlon·cos lat₀, y = Δlat)."""
    return math.hypot((nach[0] - von[0]) * KM_JE_GRAD, (nach[1] - von[1]) * _km_je_laengengrad(von[0]))


def abstaende(punkte: Sequence[Punkt], hoechstens: float) -> dict[int, float]:
    """Return Standort → km to the nearest of `punkte`, for every Standort the public may see within `hoechstens` km.

    A box on the database, then the equirectangular distance: in these latitudes off by less than 0.1 % at 20 km, 0.5 %
    at 100 km. Worked out once and not inside the conditions, because the centres may be
    many (measured for 300: 0.2 s a page instead of 10 s; beyond that SQLite gave up).
    """
    if not punkte:
        return {}
    breiten, laengen = _kasten(punkte, hoechstens)
    mitte = mitten(punkte)
    im_kasten = Standort.objects.mit_punkt().filter(lat__range=breiten, lon__range=laengen)
    return {pk: abstand(mitte, lat, lon) for pk, lat, lon in im_kasten.values_list("pk", "lat", "lon")}


def mitten(punkte: Sequence[Punkt]) -> list[Mitte]:
    """Return the points as `abstand` needs them."""
    return [(lat, lon, _km_je_laengengrad(lat)) for lat, lon in punkte]


def _kasten(punkte: Sequence[Punkt], km: float) -> tuple[Punkt, Punkt]:
    """Return (from, to) in degrees of latitude and of longitude, with `km` around all of `punkte`."""
    breiten, laengen = zip(*punkte, strict=True)
    d_lat, d_lon = km / KM_JE_GRAD, km / min(map(_km_je_laengengrad, breiten))
    return (min(breiten) - d_lat, max(breiten) + d_lat), (min(laengen) - d_lon, max(laengen) + d_lon)


def abstand(orte: Sequence[Mitte], lat: float, lon: float) -> float:
    """Return how many km off the nearest of them is."""
    return min(math.hypot((lat - lat0) * KM_JE_GRAD, (lon - lon0) * km_x) for lat0, lon0, km_x in orte)
