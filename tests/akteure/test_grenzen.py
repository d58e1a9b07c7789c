"""Boundaries are checked before they are stored; no database here."""

import pytest

from akteure.gebiet.grenzen import pruefe_grenzen
from akteure.lesen import Fehlerliste
from tests.akteure.test_lade_gebiet import sammlung, viereck


def geometrie(typ, koordinaten):
    return sammlung({"properties": {"ags": "1"}, "geometry": {"type": typ, "coordinates": koordinaten}})


@pytest.mark.parametrize(
    ("daten", "grund"),
    [
        (None, "keine GeoJSON-FeatureCollection"),
        ([], "keine GeoJSON-FeatureCollection"),
        ({"type": "Feature", "features": []}, "keine GeoJSON-FeatureCollection"),
        (sammlung({"properties": None, "geometry": {}}), "fehlt der AGS"),
        (sammlung("x"), "fehlt der AGS"),
        (sammlung(viereck(8116004)), "fehlt der AGS als Text"),
        (sammlung(viereck("1"), viereck("1")), "schon eine Grenze"),
        (geometrie(None, None), "Polygon oder MultiPolygon"),
        (geometrie("Point", [9, 48]), "Polygon oder MultiPolygon"),
        (geometrie("Polygon", []), "keine Koordinaten"),
        (geometrie("MultiPolygon", [[]]), "keine Koordinaten"),
        (geometrie("Polygon", [[[9, 48]]]), "nicht geschlossen"),
        (sammlung(viereck("1", lat=5_400_000, lon=540_000)), "WGS 84"),
    ],
)
def test_broken_boundaries_are_faults(daten, grund):
    fehler = Fehlerliste()
    pruefe_grenzen(daten, "grenzen.geojson", fehler)
    assert grund in fehler.als_text()
