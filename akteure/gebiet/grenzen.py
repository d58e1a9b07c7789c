"""Check boundaries: a GeoJSON FeatureCollection with `properties.ags`. No database here."""

from typing import Any

from akteure.gebiet.gemeinden import GemeindeDaten
from akteure.lesen import Fehlerliste

Punkt = list[float]
Geometrie = dict[str, Any]

SPIELRAUM = 0.02
"""Degrees by which a simplified boundary may miss the centre of its Gemeinde."""


def pruefe_grenzen(daten: object, name: str, fehler: Fehlerliste) -> dict[str, Geometrie]:
    """Return AGS → geometry of all features that are right."""
    if (
        not isinstance(daten, dict)
        or daten.get("type") != "FeatureCollection"
        or not isinstance(daten.get("features"), list)
    ):
        fehler.melde(name, "Das ist keine GeoJSON-FeatureCollection.")
        return {}
    grenzen: dict[str, Geometrie] = {}
    for nummer, eintrag in enumerate(daten["features"], 1):
        ags, geometrie = _ags_und_geometrie(eintrag)
        ort = f"{name}, Eintrag {nummer}"
        if not isinstance(ags, str) or not ags:
            fehler.melde(ort, "In „properties“ fehlt der AGS als Text mit 8 Ziffern.", ags)
        elif ags in grenzen:
            fehler.melde(ort, "Zu diesem AGS gibt es schon eine Grenze.", ags)
        elif grund := _was_stimmt_nicht(geometrie):
            fehler.melde(ort, grund, ags)
        else:
            grenzen[ags] = {"type": geometrie["type"], "coordinates": geometrie["coordinates"]}
    return grenzen


def ordne_zu(
    grenzen: dict[str, Geometrie], gemeinden: list[GemeindeDaten], name: str, fehler: Fehlerliste
) -> dict[str, Geometrie]:
    """Return the boundaries of `gemeinden`; a boundary that lies elsewhere than its Gemeinde is a fault."""
    eigene = {gemeinde.ags: grenzen[gemeinde.ags] for gemeinde in gemeinden if gemeinde.ags in grenzen}
    if not eigene:
        fehler.melde(name, "Keine dieser Grenzen gehört zu einer Gemeinde des Gebiets. Ist es die richtige Datei?")
    for gemeinde in gemeinden:
        if gemeinde.ags in eigene and not _umgibt(eigene[gemeinde.ags], gemeinde.lat, gemeinde.lon):
            grund = "Die Grenze liegt nicht um den Mittelpunkt der Gemeinde. Sind Länge und Breite vertauscht?"
            fehler.melde(f"{name}, {gemeinde.name}", grund, gemeinde.ags)
    return eigene


def _ags_und_geometrie(eintrag: object) -> tuple[object, Any]:
    if not isinstance(eintrag, dict):
        return None, None
    eigenschaften = eintrag.get("properties")
    ags = eigenschaften.get("ags") if isinstance(eigenschaften, dict) else None
    return ags, eintrag.get("geometry")


def _was_stimmt_nicht(geometrie: Any) -> str:
    """Return why `geometrie` is no area on Earth, "" if it is one."""
    if not isinstance(geometrie, dict) or geometrie.get("type") not in ("Polygon", "MultiPolygon"):
        return "Die Geometrie muss ein Polygon oder MultiPolygon sein."
    flaechen = _flaechen(geometrie)
    if not _ist_liste(flaechen) or not all(_ist_liste(flaeche) for flaeche in flaechen):
        return "Die Geometrie hat keine Koordinaten."
    for ring in (ring for flaeche in flaechen for ring in flaeche):
        if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
            return "Eine Linie der Grenze ist nicht geschlossen."
        if not all(_ist_punkt(punkt) for punkt in ring):
            return "Ein Punkt der Grenze ist keine Länge und Breite in Grad (WGS 84)."
    return ""


def _ist_liste(wert: object) -> bool:
    return isinstance(wert, list) and bool(wert)


def _flaechen(geometrie: Geometrie) -> Any:
    """Return the polygons: a list of lists of rings, if all is well."""
    koordinaten = geometrie.get("coordinates")
    return [koordinaten] if geometrie["type"] == "Polygon" else koordinaten


def _ist_punkt(punkt: Any) -> bool:
    if not isinstance(punkt, list) or len(punkt) < 2 or not all(type(grad) in (int, float) for grad in punkt):
        return False
    return bool(-180 <= punkt[0] <= 180 and -90 <= punkt[1] <= 90)


def _umgibt(geometrie: Geometrie, lat: float | None, lon: float | None) -> bool:
    """Is the centre inside the box around the boundary? True where the centre is not known."""
    if lat is None or lon is None:
        return True
    punkte: list[Punkt] = [punkt for flaeche in _flaechen(geometrie) for punkt in flaeche[0]]
    laengen, breiten = [punkt[0] for punkt in punkte], [punkt[1] for punkt in punkte]
    west, ost = min(laengen) - SPIELRAUM, max(laengen) + SPIELRAUM
    sued, nord = min(breiten) - SPIELRAUM, max(breiten) + SPIELRAUM
    return west <= lon <= ost and sued <= lat <= nord
