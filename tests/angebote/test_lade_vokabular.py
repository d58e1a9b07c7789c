"""`lade_vokabular`: adds what is missing, never touches what is there."""

import copy
import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from akteure.lesen import Fehlerliste
from akteure.models import Sprache
from angebote.laden.vokabular import pruefe_vokabular
from angebote.models import Alltagsfrage, Ermaessigung, Lebensphase, Notruf, Thema, Uebergang, Zielgruppe

DATEI = settings.BASE_DIR / "fixtures" / "vokabular.json"
KLEIN = {
    "sprachen": [{"code": "tr", "name": "Türkisch", "eigenname": "Türkçe"}],
    "themen": [
        {"slug": "geld", "name": "Geld", "zeichen": "kosten", "unter": [{"slug": "schulden", "name": "Schulden"}]},
        {"slug": "wohnen", "name": "Wohnen", "unter": [{"slug": "umzug", "name": "Umzug"}]},
    ],
}


def phase(slug, papier, von):
    rest = {"kurzname": f"{slug} kurz", "alter_bis": 12, "alter_text": "x", "alter_kurz": "x", "zeichen": "kita"}
    return {"slug": slug, "name": slug, "papier": papier, "alter_von": von} | rest


@pytest.fixture
def lade(tmp_path):
    def lade(daten=DATEI):
        datei = daten
        if isinstance(daten, dict):
            datei = tmp_path / "v.json"
            datei.write_text(json.dumps(daten), encoding="utf-8")
        ausgabe = StringIO()
        call_command("lade_vokabular", datei, stdout=ausgabe, no_color=True)
        return ausgabe.getvalue()

    return lade


def fehler_in(daten):
    fehler = Fehlerliste()
    pruefe_vokabular(daten, "v.json", fehler)
    return fehler.als_text()


# --- checking, without a database -----------------------------------------------------------------------------------


def test_the_vocabulary_that_ships_has_no_fault():
    fehler = Fehlerliste()
    pruefe_vokabular(json.loads(DATEI.read_text(encoding="utf-8")), DATEI.name, fehler)
    assert not fehler


@pytest.mark.parametrize(
    ("daten", "grund"),
    [
        ([], "Ganz außen muss ein Objekt"),
        ({"farben": []}, "Wert „farben“: Diese Liste ist nicht bekannt."),
        ({"zielgruppen": {"a": 1}}, "v.json, zielgruppen: Hier muss eine Liste"),
        ({"zielgruppen": ["a"]}, "v.json, zielgruppen: Hier muss eine Liste"),
        ({"zielgruppen": [{"slug": "a", "name": "A", "farbe": "rot"}]}, "zielgruppen „a“, Wert „farbe“"),
        ({"zielgruppen": [{"slug": "a", "name": ""}]}, "zielgruppen „a“, Feld „name“"),
        ({"zielgruppen": [{"name": "A"}]}, "Feld „slug“"),
        ({"zielgruppen": [{"slug": "mit leer", "name": "A"}]}, "Feld „slug“, Wert „mit leer“"),
        ({"zielgruppen": [{"slug": "a", "name": "A", "reihenfolge": 5}]}, "Bitte weglassen"),
        ({"zielgruppen": [{"slug": "a", "name": "A"}, {"slug": "a", "name": "B"}]}, "Das darf nur einmal vorkommen"),
        ({"lebensphasen": [phase("a", "gelb", 0)]}, "Feld „papier“, Wert „gelb“"),
        ({"lebensphasen": [phase("a", "rose", "alt")]}, "Feld „alter_von“, Wert „alt“"),
        ({"uebergaenge": [{"slug": "u", "name": "U", "von": "a", "nach": "b"}]}, "Feld „von“, Wert „a“: Diesen"),
        ({"uebergaenge": [{"slug": "u", "name": "U"}]}, "Feld „nach“: Hier muss etwas stehen."),
        ({"themen": [{"slug": "a", "name": "A", "unter": [{"slug": "b"}]}]}, "themen „b“, Feld „name“"),
        ({"notrufe": [{"name": "N", "nummer": "eins", "kurz": "N", "quelle": "Q", "stand": "gestern"}]}, "„stand“"),
    ],
)
def test_a_broken_entry_is_named(daten, grund):
    assert grund in fehler_in(daten)


def test_a_third_level_of_themen_is_a_fault():
    tief = copy.deepcopy(KLEIN)
    tief["themen"][0]["unter"][0]["unter"] = [{"slug": "x", "name": "X"}]
    assert "Wert „unter“: Dieses Feld ist nicht bekannt." in fehler_in(tief)


# --- writing --------------------------------------------------------------------------------------------------------
pytestmark = pytest.mark.django_db


def test_all_lists_of_the_file_that_ships_are_written(lade):
    lade()
    anzahlen = [modell.objects.count() for modell in (Lebensphase, Uebergang, Zielgruppe, Ermaessigung, Alltagsfrage)]
    assert anzahlen == [6, 5, 15, 5, 10]
    assert Thema.objects.filter(ueber=None).count() == 11
    assert Sprache.objects.get(code="ar").richtung == "rtl"
    assert Notruf.objects.get(nummer="112").auf_start
    assert Uebergang.objects.get(slug="kita-grundschule").nach.slug == "grundschule"


def test_the_order_is_that_of_the_file_and_unterthemen_count_within_their_parent(lade):
    lade(KLEIN)
    assert list(Thema.objects.values_list("slug", "ueber__slug", "reihenfolge").order_by("pk")) == [
        ("geld", None, 10),
        ("schulden", "geld", 10),
        ("wohnen", None, 20),
        ("umzug", "wohnen", 10),
    ]


def test_the_second_run_adds_nothing_and_says_so(lade):
    lade(KLEIN)
    ausgabe = lade(KLEIN)
    assert "Themen: 0 neu, 4 schon da" in ausgabe
    assert "Sprachen: 0 neu, 1 schon da" in ausgabe
    assert Thema.objects.count() == 4


def test_what_the_coordinator_edited_stays(lade):
    lade(KLEIN)
    Thema.objects.filter(slug="geld").update(name="Rund ums Geld", reihenfolge=99)
    lade(KLEIN)
    geld = Thema.objects.get(slug="geld")
    assert (geld.name, geld.reihenfolge) == ("Rund ums Geld", 99)


def test_a_row_whose_name_is_taken_is_not_added_twice_but_named(lade):
    lade(KLEIN)
    Thema.objects.filter(slug="geld").update(slug="finanzen")
    ausgabe = lade(KLEIN)
    assert "themen „geld“ (dafür gibt es „finanzen“)" in ausgabe
    assert Thema.objects.count() == 4


def test_a_new_unterthema_joins_the_parent_that_is_there(lade):
    lade(KLEIN)
    mehr = copy.deepcopy(KLEIN)
    mehr["themen"][0]["unter"].append({"slug": "unterhalt", "name": "Unterhalt"})
    assert "Themen: 1 neu, 4 schon da" in lade(mehr)
    assert Thema.objects.get(slug="unterhalt").ueber.slug == "geld"


def test_below_a_parent_that_was_moved_there_are_still_two_levels(lade):
    lade(KLEIN)
    Thema.objects.filter(slug="geld").update(ueber=Thema.objects.get(slug="wohnen"))
    mehr = copy.deepcopy(KLEIN)
    mehr["themen"][0]["unter"].append({"slug": "unterhalt", "name": "Unterhalt"})
    lade(mehr)
    assert Thema.objects.get(slug="unterhalt").ueber.slug == "wohnen"


def test_with_one_fault_nothing_is_written(lade):
    daten = KLEIN | {"zielgruppen": [{"slug": "x y", "name": "X"}]}
    with pytest.raises(CommandError, match="Nichts wurde geändert. 1 Fehler"):
        lade(daten)
    assert not Thema.objects.exists()
    assert not Sprache.objects.exists()
