"""`lade_gebiet`: everything is checked before the first row is written, and a second run changes nothing."""

import datetime
import json
from decimal import Decimal
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from akteure.gebiet.gemeinden import pruefe_gemeinden
from akteure.lesen import Fehlerliste, zerlege_tabelle
from akteure.models import Gemeinde, Grenze, Planungsraum, Postleitzahl

KOPF = "ags,ars,name,typ,plz,lat,lon,einwohner,flaeche_km2,planungsraum_schluessel,planungsraum,einwohner_stand\n"
ALTBACH = "99000001,990000000001,Altbach,Gemeinde,73776,48.72,9.38,6047,3.34,5006,GVV Plochingen,2024-12-31\n"
OEDHEIM = "99000002,990000000002,Ödheim,Stadt,73700|73776,48.60,9.30,,,5007,Ödheim,\n"


@pytest.fixture
def schreibe(tmp_path):
    def schreibe(name, inhalt):
        datei = tmp_path / name
        datei.write_text(inhalt if isinstance(inhalt, str) else json.dumps(inhalt), encoding="utf-8")
        return datei

    return schreibe


def lade(*argumente, **optionen):
    ausgabe = StringIO()
    call_command("lade_gebiet", *argumente, stdout=ausgabe, no_color=True, **optionen)
    return ausgabe.getvalue()


def pruefe(text):
    fehler = Fehlerliste()
    return pruefe_gemeinden(zerlege_tabelle(text, "g.csv", fehler), fehler), fehler


def viereck(ags, lat=48.72, lon=9.38, typ="Polygon"):
    ring = [[lon - 0.1, lat - 0.1], [lon + 0.1, lat - 0.1], [lon + 0.1, lat + 0.1], [lon - 0.1, lat - 0.1]]
    koordinaten = [ring] if typ == "Polygon" else [[ring]]
    return {"properties": {"ags": ags, "name": "x"}, "geometry": {"type": typ, "coordinates": koordinaten}}


def sammlung(*eintraege):
    return {"type": "FeatureCollection", "features": list(eintraege)}


# --- checking, without a database -----------------------------------------------------------------------------------


def test_every_value_gets_its_type():
    (altbach, oedheim), fehler = pruefe(KOPF + ALTBACH + OEDHEIM)
    assert not fehler
    assert (altbach.lat, altbach.einwohner, altbach.flaeche_km2) == (48.72, 6047, Decimal("3.34"))
    assert altbach.einwohner_stand == datetime.date(2024, 12, 31)
    assert oedheim.plz == ("73700", "73776")
    assert (oedheim.einwohner, oedheim.einwohner_stand, oedheim.flaeche_km2) == (None, None, None)


def test_the_day_of_the_population_may_stand_in_the_column_name():
    kopf = KOPF.replace("einwohner,", "einwohner_2023_06_30,").replace(",einwohner_stand", "")
    (gemeinde,), fehler = pruefe(kopf + ALTBACH.replace(",2024-12-31", ""))
    assert not fehler
    assert gemeinde.einwohner_stand == datetime.date(2023, 6, 30)


@pytest.mark.parametrize(
    ("spalte", "alt", "neu", "grund"),
    [
        ("ags", "99000001", "9900001", "Der AGS hat 8 Ziffern. Fehlt vorn die 0?"),
        ("ags", "99000001", "٩٩٠٠٠٠٠١", "Der AGS hat 8 Ziffern."),
        ("ags", "99000001", "", "Der AGS hat 8 Ziffern."),
        ("ars", "990000000001", "99x", "Der ARS hat 12 Ziffern."),
        ("name", "Altbach", "", "Hier muss etwas stehen."),
        ("name", "Altbach", "A" * 121, "höchstens 120 Zeichen"),
        ("plz", "73776", "73776|7377", "Eine PLZ hat 5 Ziffern."),
        ("lat", "48.72", "achtundvierzig", "Das ist keine Zahl."),
        ("lat", "48.72", "nan", "Das ist keine Zahl."),
        ("lat", "48.72", "90.5", "außerhalb der Erde"),
        ("lon", "9.38", "1e400", "Das ist keine Zahl."),
        ("einwohner", "6047", "6.047", "eine ganze Zahl"),
        ("einwohner", "6047", "-1", "eine ganze Zahl"),
        ("flaeche_km2", "3.34", "groß", "keine Fläche"),
        ("flaeche_km2", "3.34", "1000000", "So groß ist keine Gemeinde"),
        ("planungsraum_schluessel", "5006", "", "Hier muss etwas stehen."),
        ("einwohner_stand", "2024-12-31", "31.12.2024", "kein Datum"),
    ],
)
def test_a_broken_value_is_reported_with_line_column_and_value(spalte, alt, neu, grund):
    _daten, fehler = pruefe(KOPF + OEDHEIM + ALTBACH.replace(alt, neu, 1))
    assert len(fehler) == 1
    assert fehler[0].ort == f"g.csv, Zeile 3, Spalte „{spalte}“"
    assert fehler[0].wert == neu
    assert grund in fehler[0].grund


def test_a_decimal_comma_is_a_number_too():
    (gemeinde,), fehler = pruefe((KOPF + ALTBACH).replace(",", ";").replace("48.72;9.38", "48,72;9,38"))
    assert not fehler
    assert (gemeinde.lat, gemeinde.lon) == (48.72, 9.38)


@pytest.mark.parametrize(
    ("punkt", "spalte", "grund"),
    [
        ("48.72,", "lon", "die andere Hälfte"),
        (",9.38", "lat", "die andere Hälfte"),
        ("0,0.0", "lat", "0/0 ist kein Ort"),
    ],
)
def test_half_a_point_and_zero_zero_are_faults(punkt, spalte, grund):
    _daten, fehler = pruefe(KOPF + ALTBACH.replace("48.72,9.38", punkt))
    assert [eintrag.ort for eintrag in fehler] == [f"g.csv, Zeile 2, Spalte „{spalte}“"]
    assert grund in fehler[0].grund


def test_a_gemeinde_without_a_point_is_fine():
    (gemeinde,), fehler = pruefe(KOPF + ALTBACH.replace("48.72,9.38", ","))
    assert not fehler
    assert gemeinde.lat is None


def test_a_second_line_with_the_same_ags_names_the_first():
    _daten, fehler = pruefe(KOPF + ALTBACH + OEDHEIM + ALTBACH)
    assert str(fehler[0]) == "g.csv, Zeile 4, Spalte „ags“, Wert „99000001“: Dieser AGS steht schon in g.csv, Zeile 2."


def test_one_key_with_two_names_of_a_planungsraum_is_a_fault():
    _daten, fehler = pruefe(KOPF + ALTBACH + OEDHEIM.replace("5007", "5006"))
    assert "heißt weiter oben „GVV Plochingen“" in fehler.als_text()


def test_missing_and_unknown_columns_and_broken_values_are_reported_together():
    text = "ags,name,typ,plz,lat,lon,einwohner,flaeche_km2,planungsraum_schluessel,raum\n1,A,,,x,9,,,1,R\n"
    bericht = pruefe(text)[1].als_text()
    for teil in ("„ars“ fehlt", "„planungsraum“ fehlt", "Wert „raum“", "Spalte „ags“", "Spalte „lat“"):
        assert teil in bericht


@pytest.mark.parametrize("spalte", ["einwohner_2024_13_40", "einwohner_2024"])
def test_a_broken_day_in_a_column_name_is_a_fault(spalte):
    _daten, fehler = pruefe((KOPF + ALTBACH).replace("einwohner,", f"{spalte},"))
    assert fehler


def test_two_columns_of_population_are_a_fault():
    _daten, fehler = pruefe((KOPF + ALTBACH).replace("einwohner_stand", "einwohner_2024_12_31"))
    assert "mehrere Spalten mit Einwohnern" in fehler.als_text()


def test_a_file_without_a_gemeinde_is_a_fault():
    assert "keine Gemeinde" in pruefe(KOPF)[1].als_text()


# --- writing --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_gemeinden_planungsraeume_and_postleitzahlen_are_written(schreibe):
    ausgabe = lade(schreibe("g.csv", KOPF + ALTBACH + OEDHEIM))
    assert "2 Gemeinden: 2 neu, 0 geändert, 0 unverändert" in ausgabe
    assert "2 Planungsräume: 2 neu, 0 geändert, 0 unverändert" in ausgabe
    oedheim = Gemeinde.objects.get(ags="99000002")
    assert oedheim.planungsraum.schluessel == "5007"
    assert list(oedheim.postleitzahlen.values_list("plz", flat=True)) == ["73700", "73776"]
    assert Postleitzahl.objects.get(plz="73776").gemeinden.count() == 2


@pytest.mark.django_db
def test_bulk_writing_folds_the_sort_columns_like_save_does(schreibe):
    lade(schreibe("g.csv", KOPF + OEDHEIM))
    assert Gemeinde.objects.get().name_sortiert == "oedheim"
    assert Planungsraum.objects.get().name_sortiert == "oedheim"


@pytest.mark.django_db
def test_the_second_run_changes_nothing_and_says_so(schreibe):
    dateien = (schreibe("g.csv", KOPF + ALTBACH + OEDHEIM),)
    grenzen = schreibe("g.geojson", sammlung(viereck("99000001")))
    lade(*dateien, grenzen=grenzen)
    vorher = list(Gemeinde.objects.values().order_by("pk")), list(Grenze.objects.values())
    ausgabe = lade(*dateien, grenzen=grenzen)
    assert "2 Gemeinden: 0 neu, 0 geändert, 2 unverändert" in ausgabe
    assert "2 Planungsräume: 0 neu, 0 geändert, 2 unverändert" in ausgabe
    assert "1 Grenze: 0 neu, 0 geändert, 1 unverändert" in ausgabe
    assert (list(Gemeinde.objects.values().order_by("pk")), list(Grenze.objects.values())) == vorher


@pytest.mark.django_db
def test_a_changed_value_updates_the_same_row(schreibe):
    lade(schreibe("g.csv", KOPF + ALTBACH + OEDHEIM))
    pk = Gemeinde.objects.get(ags="99000001").pk
    ausgabe = lade(schreibe("g.csv", KOPF + ALTBACH.replace("6047", "6100").replace("GVV", "VVG") + OEDHEIM))
    assert "2 Gemeinden: 0 neu, 1 geändert, 1 unverändert" in ausgabe
    assert "2 Planungsräume: 0 neu, 1 geändert, 1 unverändert" in ausgabe
    assert (Gemeinde.objects.get(ags="99000001").pk, Gemeinde.objects.get(ags="99000001").einwohner) == (pk, 6100)


@pytest.mark.django_db
def test_another_postleitzahl_counts_as_a_change(schreibe):
    lade(schreibe("g.csv", KOPF + OEDHEIM))
    ausgabe = lade(schreibe("g.csv", KOPF + OEDHEIM.replace("73700|", "73701|")))
    assert "1 Gemeinde: 0 neu, 1 geändert, 0 unverändert" in ausgabe
    assert list(Gemeinde.objects.get().postleitzahlen.values_list("plz", flat=True)) == ["73701", "73776"]


@pytest.mark.django_db
def test_a_gemeinde_that_left_the_file_stays_and_is_named(schreibe):
    lade(schreibe("g.csv", KOPF + ALTBACH + OEDHEIM))
    ausgabe = lade(schreibe("g.csv", KOPF + ALTBACH))
    assert "Gemeinden, die nicht mehr in der Datei stehen und bleiben (1): Ödheim" in ausgabe
    assert Gemeinde.objects.count() == 2


@pytest.mark.django_db
def test_all_faults_are_named_at_once_and_nothing_is_written(schreibe):
    datei = schreibe("g.csv", KOPF + ALTBACH + OEDHEIM.replace("99000002", "2").replace("73700", "7"))
    grenzen = schreibe("g.geojson", sammlung({"properties": {"ags": "99000001"}, "geometry": None}))
    with pytest.raises(CommandError) as fehler:
        lade(datei, grenzen=grenzen)
    assert "Nichts wurde geändert. 3 Fehler:" in str(fehler.value)
    for teil in ("Zeile 3, Spalte „ags“", "Zeile 3, Spalte „plz“", "g.geojson, Eintrag 1"):
        assert teil in str(fehler.value)
    assert not Gemeinde.objects.exists()
    assert not Planungsraum.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("typ", ["Polygon", "MultiPolygon"])
def test_boundaries_are_stored_without_foreign_properties(schreibe, typ):
    lade(schreibe("g.csv", KOPF + ALTBACH), grenzen=schreibe("g.geojson", sammlung(viereck("99000001", typ=typ))))
    geometrie = Gemeinde.objects.get().grenze.geometrie
    assert geometrie == viereck("99000001", typ=typ)["geometry"]


@pytest.mark.django_db
def test_an_unknown_ags_and_a_gemeinde_without_boundary_are_named(schreibe):
    grenzen = schreibe("g.geojson", sammlung(viereck("99000001"), viereck("99000077")))
    ausgabe = lade(schreibe("g.csv", KOPF + ALTBACH + OEDHEIM), grenzen=grenzen)
    assert "Grenzen zu unbekannten AGS, nicht geladen (1): 99000077" in ausgabe
    assert "Ohne Grenze (1): Ödheim" in ausgabe
    assert Grenze.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("grenze", "grund"),
    [(viereck("99000077"), "Keine dieser Grenzen"), (viereck("99000001", lat=9.38, lon=48.72), "vertauscht")],
)
def test_boundaries_of_another_place_are_refused(schreibe, grenze, grund):
    with pytest.raises(CommandError, match=grund):
        lade(schreibe("g.csv", KOPF + ALTBACH), grenzen=schreibe("g.geojson", sammlung(grenze)))
    assert not Gemeinde.objects.exists()


@pytest.mark.django_db
def test_a_thousand_gemeinden_take_as_few_queries_as_a_handful(schreibe, django_assert_max_num_queries):
    zeilen = [
        f"{nummer:08},{nummer:012},Ort {nummer},Gemeinde,{nummer % 90000:05},48.1,9.1,1,1,{nummer % 170},Raum {nummer % 170},\n"
        for nummer in range(1, 1109)
    ]
    with django_assert_max_num_queries(30):
        lade(schreibe("g.csv", KOPF + "".join(zeilen)))
    assert Gemeinde.objects.count() == 1108


@pytest.mark.django_db
def test_the_area_that_ships_loads_completely():
    ordner = settings.BASE_DIR / "fixtures" / "gebiet"
    ausgabe = lade(ordner / "gemeinden.csv", grenzen=ordner / "grenzen.geojson")
    assert "44 Gemeinden: 44 neu" in ausgabe
    assert "18 Planungsräume: 18 neu" in ausgabe
    assert "44 Grenzen: 44 neu" in ausgabe
    assert "unbekannt" not in ausgabe
