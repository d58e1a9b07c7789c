"""Is a point inside the area? Plain arithmetic on the simplified boundaries; no geometry library."""

from collections.abc import Iterable

from akteure.models import Grenze

Ring = list[list[float]]


def im_gebiet(lat: float, lon: float) -> bool:
    """Return whether the point lies in a Gemeinde of the area; True where no boundaries are known."""
    geometrien = list(Grenze.objects.values_list("geometrie", flat=True))
    return not geometrien or any(in_flaeche(lat, lon, ring) for ring in aussenringe(geometrien))


def aussenringe(geometrien: Iterable[dict]) -> Iterable[Ring]:
    """Return the outer ring of every polygon (a hole in a Gemeinde is another Gemeinde)."""
    for geometrie in geometrien:
        polygone = geometrie["coordinates"] if geometrie["type"] == "MultiPolygon" else [geometrie["coordinates"]]
        yield from (polygon[0] for polygon in polygone)


def in_flaeche(lat: float, lon: float, ring: Ring) -> bool:
    """Return whether a ray from the point to the east crosses `ring` an odd number of times."""
    innen = False
    for (lon_a, lat_a, *_), (lon_b, lat_b, *_) in zip(ring, ring[1:], strict=False):
        if (lat_a > lat) != (lat_b > lat) and lon < lon_a + (lat - lat_a) / (lat_b - lat_a) * (lon_b - lon_a):
            innen = not innen
    return innen
