"""Begriffe and Schreibweisen: what is loaded, what the coordinator keeps."""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from akteure.lesen import Fehlerliste
from angebote.laden.begriffe import pruefe_begriffe
from angebote.models import Begriff, Schreibweise
from tests.fabriken import make_begriff, make_schreibweise, make_sprache, make_thema

DATEI = settings.BASE_DIR / "fixtures" / "begriffe.json"
VOKABULAR = settings.BASE_DIR / "fixtures" / "vokabular.json"
HEBAMME = {
    "name": "Hebamme",
    "slug": "hebamme",
    "thema": "gesundheit",
    "lebensphase": None,
    "art": "",
    "sensibel": "",
    "ausschluss": ["Tierhebamme"],
    "schreibweisen": [
        {"text": "Hebamme", "sprache": "de", "richtung": "beide"},
        {"text": "Hebammen", "sprache": "de", "richtung": "beide"},
        {"text": "ebe", "sprache": "tr", "richtung": "eingabe"},
    ],
}


def lies(pfad):
    return json.loads(pfad.read_text(encoding="utf-8"))


def fehler_in(daten):
    fehler = Fehlerliste()
    pruefe_begriffe(daten, "b.json", fehler)
    return fehler.als_text()


@pytest.fixture
def lade(tmp_path):
    def lade(*eintraege):
        datei, ausgabe = tmp_path / "b.json", StringIO()
        datei.write_text(json.dumps(eintraege), encoding="utf-8")
        call_command("lade_begriffe", datei, stdout=ausgabe, no_color=True)
        return ausgabe.getvalue()

    return lade


# --- the file, without a database -----------------------------------------------------------------------------------
def test_the_file_that_ships_has_no_fault():
    fehler = Fehlerliste()
    pruefe_begriffe(lies(DATEI), DATEI.name, fehler)
    assert fehler.als_text().endswith("0 Fehler:\n")


def test_the_file_that_ships_points_to_rows_of_the_vocabulary():
    vokabular, begriffe = lies(VOKABULAR), lies(DATEI)
    themen = {zeile["slug"] for thema in vokabular["themen"] for zeile in (thema, *thema["unter"])}
    assert {b["thema"] for b in begriffe if b["thema"]} <= themen
    assert {b["lebensphase"] for b in begriffe if b["lebensphase"]} <= {p["slug"] for p in vokabular["lebensphasen"]}
    codes = {teil["sprache"] for b in begriffe for teil in b["schreibweisen"]}
    assert codes <= {sprache["code"] for sprache in vokabular["sprachen"]}


@pytest.mark.parametrize(
    ("daten", "grund"),
    [
        ({}, "Ganz außen muss eine Liste"),
        ([HEBAMME | {"farbe": "rot"}], "Wert „farbe“: Dieses Feld ist nicht bekannt."),
        ([HEBAMME | {"name": ""}], "Feld „name“"),
        ([HEBAMME | {"slug": "mit leer"}], "Feld „slug“, Wert „mit leer“"),
        ([HEBAMME | {"art": "zauberei"}], "Feld „art“, Wert „zauberei“"),
        ([HEBAMME | {"thema": 5}], "müssen Text sein"),
        ([HEBAMME | {"sensibel": "vielleicht"}], "Feld „sensibel“"),
        ([HEBAMME | {"ausschluss": "Tier"}], "„ausschluss“ muss eine Liste"),
        ([HEBAMME | {"schreibweisen": ["Hebamme"]}], "„schreibweisen“ muss eine Liste"),
        ([HEBAMME | {"schreibweisen": [{"text": "!", "sprache": "de"}]}], "Hier steht kein Wort"),
        ([HEBAMME | {"schreibweisen": [{"text": "ebe"}]}], "Hier fehlt die Sprache."),
        ([HEBAMME | {"schreibweisen": [{"sprache": "tr"}]}], "Hier fehlt der Text."),
        ([HEBAMME | {"schreibweisen": [{"text": "ebe", "sprache": "tr", "richtung": "rauf"}]}], "„ebe“"),
        ([HEBAMME, HEBAMME], "Wert „hebamme“: Das darf nur einmal vorkommen."),
    ],
)
def test_a_broken_entry_is_named(daten, grund):
    assert grund in fehler_in(daten)


# --- writing --------------------------------------------------------------------------------------------------------
pytestmark = pytest.mark.django_db


@pytest.fixture
def sprachen():
    return [make_sprache("de"), make_sprache("tr")]


def test_what_is_missing_is_created_and_folds_to_the_same_only_once(lade, sprachen):
    thema = make_thema(slug="gesundheit")
    assert "Begriffe: 1 neu, 0 schon da; Schreibweisen: 2 neu" in lade(HEBAMME)
    begriff = Begriff.objects.get()
    assert (begriff.thema, begriff.ausschlusswoerter) == (thema, ["Tierhebamme"])
    assert list(begriff.schreibweisen.values_list("gefaltet", "richtung")) == [("hebamm", "beide"), ("ebe", "eingabe")]


def test_the_second_run_brings_nothing_back_that_the_coordinator_changed(lade, sprachen):
    lade(HEBAMME)
    Begriff.objects.update(name="Hebammen")
    Schreibweise.objects.filter(text="ebe").delete()
    assert "0 neu, 1 schon da; Schreibweisen: 0 neu, 0 zurückgezogen" in lade(HEBAMME)
    assert Begriff.objects.get().name == "Hebammen"
    assert not Schreibweise.objects.filter(text="ebe").exists()


def mit(*teile, **felder):
    """Return the Begriff of these tests with other Schreibweisen: (text, language, direction)."""
    schreibweisen = [dict(zip(("text", "sprache", "richtung"), teil, strict=True)) for teil in teile]
    return HEBAMME | {"schreibweisen": schreibweisen} | felder


EBE, AKUSCHERKA = ("ebe", "tr", "eingabe"), ("Akuscherka", "de", "eingabe")


def texte():
    return set(Schreibweise.objects.values_list("text", flat=True))


def test_a_word_the_file_has_learnt_arrives_and_a_deleted_one_stays_away(lade, sprachen):
    lade(mit(EBE))
    Schreibweise.objects.all().delete()
    assert "Schreibweisen: 1 neu" in lade(mit(EBE, AKUSCHERKA))
    assert texte() == {"Akuscherka"}


def test_a_deleted_word_stays_away_in_another_direction_and_form_as_well(lade, sprachen):
    lade(mit(EBE))
    Schreibweise.objects.all().delete()
    lade(mit(("EBE", "tr", "beide")))
    assert not texte()


def test_a_deleted_begriff_stays_away_with_its_new_words(lade, sprachen):
    lade(mit(EBE))
    Begriff.objects.all().delete()
    assert "Begriffe: 0 neu, 0 schon da" in lade(mit(EBE, AKUSCHERKA))
    assert not Begriff.objects.exists()


def test_a_word_the_file_has_dropped_goes_unless_a_person_has_ticked_it(lade, sprachen):
    lade(mit(EBE, AKUSCHERKA))
    Schreibweise.objects.filter(text="ebe").update(geprueft=True)
    make_schreibweise(Begriff.objects.get(), "Hebi")
    assert "1 zurückgezogen" in lade(mit())
    assert texte() == {"ebe", "Hebi"}


def test_a_new_direction_arrives_unless_a_person_has_ticked_the_word(lade, sprachen):
    lade(mit(("ebe", "tr", "beide"), ("Hebi", "de", "beide")))
    Schreibweise.objects.filter(text="Hebi").update(geprueft=True)
    lade(mit(EBE, ("Hebi", "de", "eingabe")))
    assert dict(Schreibweise.objects.values_list("text", "richtung")) == {"ebe": "eingabe", "Hebi": "beide"}


def test_misleading_words_and_fields_follow_the_file_where_nobody_changed_them(lade, sprachen):
    lade(mit(ausschluss=["Tierhebamme", "Pferd"]))
    Begriff.objects.update(art="beratung", ausschluss="Tierhebamme\nEselin")
    lade(mit(ausschluss=["Tierhebamme", "Geburtshelferkröte"], sensibel="krise", art="hausbesuch"))
    begriff = Begriff.objects.get()
    assert begriff.ausschlusswoerter == ["Tierhebamme", "Eselin", "Geburtshelferkröte"]
    assert (begriff.sensibel, begriff.art) == ("krise", "beratung")


def test_a_begriff_made_by_hand_keeps_its_fields_and_gains_the_words_once(lade, sprachen):
    Begriff.objects.create(name="Hebamme", slug="eigene", art="beratung")
    assert "Begriffe: 0 neu, 1 schon da; Schreibweisen: 1 neu" in lade(mit(EBE))
    Schreibweise.objects.all().delete()
    lade(mit(EBE))
    assert Begriff.objects.get().art == "beratung" and not texte()


def test_the_words_of_a_language_arrive_when_the_language_is_back(lade):
    make_sprache("de")
    lade(mit(EBE, AKUSCHERKA))
    make_sprache("tr")
    lade(mit(EBE, AKUSCHERKA))
    assert texte() == {"ebe", "Akuscherka"}


def test_loading_the_same_file_again_needs_no_more_than_a_look(lade, sprachen, django_assert_max_num_queries):
    lade(HEBAMME)
    with django_assert_max_num_queries(9):
        lade(HEBAMME)


def test_a_thema_or_language_that_is_not_there_is_left_out_and_named(lade):
    make_sprache("de")
    assert "gibt es hier nicht: gesundheit, tr" in lade(HEBAMME)
    assert Begriff.objects.get().thema is None


def test_with_one_fault_nothing_is_written(lade, sprachen):
    with pytest.raises(CommandError, match="Nichts wurde geändert"):
        lade(HEBAMME, HEBAMME | {"name": "B", "slug": "b c"})
    assert not Begriff.objects.exists()


def test_a_german_schreibweise_folds_to_stems_and_one_of_another_language_to_its_letters():
    begriff = make_begriff("Kita", deutsch=["Kindergärten"])
    make_schreibweise(begriff, "Anaokulları", "tr")
    gefaltet = begriff.schreibweisen.order_by("pk").values_list("gefaltet", flat=True)
    assert list(gefaltet) == ["kita", "kindergart", "anaokullari"]


def test_the_same_schreibweise_twice_is_refused():
    schreibweise = make_schreibweise(make_begriff("Kita"), "Kiga")
    schreibweise.pk = None
    with pytest.raises(ValidationError):
        schreibweise.full_clean()


# --- the admin ------------------------------------------------------------------------------------------------------
def test_the_coordinator_finds_a_begriff_by_any_schreibweise(admin_client):
    make_begriff("Tafel")
    make_schreibweise(make_begriff("Kita"), "روضة", "ar")
    for frage in ("روضه", "kita", "KITAS"):
        seite = admin_client.get("/admin/angebote/begriff/", {"q": frage}).content.decode()
        assert "Kita" in seite and "Tafel" not in seite


def test_the_coordinator_adds_a_schreibweise(admin_client):
    begriff = make_begriff("Kita")
    alte = begriff.schreibweisen.get()
    vorne = "schreibweisen-"
    daten = {"name": "Kita", f"{vorne}TOTAL_FORMS": 2, f"{vorne}INITIAL_FORMS": 1}
    for nummer, (pk, text) in enumerate([(alte.pk, "Kita"), ("", "Kiga")]):
        zeile = {"id": pk, "begriff": begriff.pk, "text": text, "sprache": alte.sprache_id, "richtung": "beide"}
        daten |= {f"{vorne}{nummer}-{feld}": wert for feld, wert in zeile.items()}
    antwort = admin_client.post(f"/admin/angebote/begriff/{begriff.pk}/change/", daten)
    assert antwort.status_code == 302
    assert set(begriff.schreibweisen.values_list("gefaltet", flat=True)) == {"kita", "kiga"}
