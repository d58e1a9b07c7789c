"""The same file again, and a changed one: only what changed is written, what people did by hand stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from akteure.models import Akteur, Kontakt, Standort
from angebote.austausch.befunde import Befundart
from angebote.models import Angebot, AngebotSprache, AngebotStandort, Importlauf
from tests.fabriken import make_gemeinde, make_kontakt, make_standort, make_thema

from .conftest import ZEILE, zeile

pytestmark = pytest.mark.django_db
FRUEHER = timezone.now() - timedelta(days=30)
VOLL = ZEILE | {
    "Sprachen": "Deutsch|Türkisch (dolmetschen)",
    "Einzugsgebiet": "Aheim",
    "Kosten": "Beitrag",
    "Format": "vor Ort|online",
    "E-Mail": "kita@example.org",
    "Website": "kita.example",
    "Stufenlos": "ja",
    "Gültig bis": "31.12.2099",
}


@pytest.fixture
def angebot(importiere) -> Angebot:
    """An imported Angebot whose content changed a month ago."""
    importiere(VOLL)
    Angebot.objects.update(inhalt_geaendert_am=FRUEHER)
    return Angebot.objects.get()


def neu(angebot: Angebot) -> Angebot:
    return Angebot.objects.get(pk=angebot.pk)


def test_the_same_file_again_changes_nothing(angebot, importiere, django_assert_max_num_queries):
    vorher = Angebot.objects.values().get()
    with django_assert_max_num_queries(35):
        ergebnis = importiere(VOLL)
    assert ergebnis.plan.leer
    assert (ergebnis.plan.unveraendert, len(ergebnis.plan.geaendert)) == (1, 0)
    assert Angebot.objects.values().get() == vorher
    assert (Akteur.objects.count(), Standort.objects.count(), Kontakt.objects.count()) == (1, 1, 1)
    assert Importlauf.objects.first().unveraendert == 1


def test_a_changed_title_is_written_and_found_and_keeps_the_address_of_the_page(angebot, importiere):
    ergebnis = importiere(VOLL | {"Titel": "Kita Größe"})
    jetzt = neu(angebot)
    assert (jetzt.titel, jetzt.titel_sortiert, jetzt.slug) == ("Kita Größe", "kita groesse", "kita-sonne")
    assert " grose " in jetzt.suchtext
    assert jetzt.inhalt_geaendert_am > FRUEHER
    assert (len(ergebnis.plan.geaendert), ergebnis.plan.unveraendert) == (1, 0)


def test_only_the_changed_entry_counts_as_changed(importiere):
    importiere(VOLL, VOLL | {"Externe ID": "2"})
    Angebot.objects.update(inhalt_geaendert_am=FRUEHER)
    ergebnis = importiere(VOLL, VOLL | {"Externe ID": "2", "Kosten": "Spende"})
    assert (len(ergebnis.plan.geaendert), ergebnis.plan.unveraendert) == (1, 1)
    assert Angebot.objects.filter(inhalt_geaendert_am__gt=FRUEHER).get().externe_id == "2"


def test_lists_and_languages_follow_the_file(angebot, importiere):
    AngebotSprache.objects.filter(sprache__code="tr").update(hinweis="dienstags")
    importiere(
        VOLL | {"Themen": "Bildung & Lernen", "Sprachen": "Türkisch", "Format": "vor Ort", "Einzugsgebiet": "kreisweit"}
    )
    jetzt = neu(angebot)
    assert [thema.slug for thema in jetzt.themen.all()] == ["bildung"]
    assert list(jetzt.sprachangaben.values_list("sprache__code", "modus", "hinweis")) == [
        ("tr", "spricht", "dienstags")
    ]
    assert (jetzt.formate, jetzt.einzugsgebiet, jetzt.gemeinden.count()) == (["vor_ort"], "kreisweit", 0)


def test_columns_the_file_does_not_carry_are_left_alone(angebot, importiere):
    Angebot.objects.update(beschreibung="von Hand", zeiten="montags", betrag=5)
    importiere(
        {spalte: VOLL[spalte] for spalte in ("Externe ID", "Titel", "Art", "Akteur", "Quelle")} | {"Titel": "Neu"}
    )
    jetzt = neu(angebot)
    assert (jetzt.titel, jetzt.beschreibung, jetzt.zeiten, jetzt.betrag) == ("Neu", "von Hand", "montags", 5)
    assert (jetzt.themen.count(), jetzt.standorte.count(), jetzt.kontakte.count(), jetzt.kosten) == (1, 1, 1, "beitrag")


def test_an_empty_cell_says_nothing(angebot, importiere):
    ergebnis = importiere(
        VOLL | {"Telefon": "", "E-Mail": "", "Themen": "", "Breite": "", "Länge": "", "Gültig bis": ""}
    )
    assert ergebnis.plan.leer


@pytest.mark.parametrize("verb", ["pausieren", "beenden", "zurueckziehen", "zur_pruefung_geben"])
def test_an_update_never_changes_the_status(verb, angebot, importiere):
    getattr(angebot, verb)()
    importiere(VOLL | {"Titel": "Neu"})
    jetzt = neu(angebot)
    assert (jetzt.titel, jetzt.status) == ("Neu", angebot.status)


@pytest.mark.parametrize("verb", ["archivieren", "loeschen"])
def test_what_was_put_away_is_left_and_named(verb, angebot, importiere):
    getattr(angebot, verb)()
    ergebnis = importiere(VOLL | {"Titel": "Neu"})
    assert neu(angebot).titel == "Kita Sonne"
    assert ergebnis.plan.gelassen == 1
    assert [befund.art for befund in ergebnis.befunde] == [Befundart.BLEIBT_LIEGEN]


def test_a_gemeinde_entered_by_hand_survives_an_ambiguous_ort(angebot, importiere, aheim):
    make_gemeinde(name="Aheim", ags="99000009")
    ergebnis = importiere(VOLL | {"Einzugsgebiet": ""})
    assert ergebnis.plan.leer
    assert angebot.standorte.get().gemeinde == aheim


def test_a_corrected_address_moves_the_standort_and_keeps_it_hidden(angebot, importiere):
    Standort.objects.update(adresse_verbergen=True)
    importiere(VOLL | {"Straße": "Talweg"})
    standort = Standort.objects.get()
    assert (standort.strasse, standort.adresse_verbergen, "talweg" in standort.suchtext) == ("Talweg", True, False)


def test_a_moved_standort_loses_the_point_of_the_old_address(angebot, importiere):
    importiere(VOLL | {"Straße": "Talweg", "Breite": "", "Länge": ""})
    standort = Standort.objects.get()
    assert (standort.lat, standort.lon, standort.genauigkeit) == (None, None, "unbekannt")


def test_one_of_two_at_an_address_gets_a_standort_of_its_own(importiere):
    importiere(VOLL, VOLL | {"Externe ID": "2"})
    Standort.objects.update(adresse_verbergen=True)
    importiere(VOLL, VOLL | {"Externe ID": "2", "Straße": "Talweg"})
    assert set(Standort.objects.values_list("strasse", "adresse_verbergen")) == {("Dorfstraße", True), ("Talweg", True)}
    assert AngebotStandort.objects.count() == 2


def test_a_new_point_changes_every_entry_at_the_address(importiere):
    importiere(VOLL, VOLL | {"Externe ID": "2"})
    ergebnis = importiere(VOLL | {"Breite": "48.62"}, VOLL | {"Externe ID": "2", "Breite": "48.62"})
    assert len(ergebnis.plan.geaendert) == 2
    assert Standort.objects.get().lat == 48.62


def test_a_second_standort_entered_by_hand_stays(angebot, importiere):
    zweiter = make_standort(akteur=angebot.akteur, strasse="Am See", ort="Bedorf")
    AngebotStandort.objects.create(angebot=angebot, standort=zweiter)
    importiere(VOLL | {"Straße": "Talweg"})
    assert set(angebot.standorte.values_list("strasse", flat=True)) == {"Talweg", "Am See"}


def test_a_file_without_house_numbers_finds_the_standort_again(angebot, importiere):
    ergebnis = importiere({spalte: wert for spalte, wert in VOLL.items() if spalte != "Hausnummer"})
    assert ergebnis.plan.leer


def test_a_new_number_replaces_the_old_one(angebot, importiere):
    importiere(VOLL | {"Telefon": "030 23125 003"})
    assert list(Kontakt.objects.values_list("telefon", "mail")) == [("030 23125003", "kita@example.org")]


def test_a_kontakt_completed_by_hand_stays_beside_the_new_number(angebot, importiere):
    Kontakt.objects.update(zustaendigkeit="Anmeldung")
    importiere(VOLL | {"Telefon": "030 23125 003"})
    assert set(angebot.kontakte.values_list("telefon", flat=True)) == {"030 23125002", "030 23125003"}


def test_a_number_used_by_others_is_not_changed_for_them(angebot, importiere):
    importiere(VOLL, VOLL | {"Externe ID": "2"})
    importiere(VOLL | {"Telefon": "030 23125 003"}, VOLL | {"Externe ID": "2"})
    telefone = dict(Angebot.objects.values_list("externe_id", "kontakte__telefon"))
    assert telefone == {"1": "030 23125003", "2": "030 23125002"}


def test_a_number_that_wanders_to_another_entry_stays_what_it_is(importiere):
    importiere(VOLL, VOLL | {"Externe ID": "2", "Telefon": "030 23125 003"})
    importiere(VOLL | {"Telefon": "030 23125 003"}, VOLL | {"Externe ID": "2", "Telefon": "030 23125 004"})
    telefone = dict(Angebot.objects.values_list("externe_id", "kontakte__telefon"))
    assert telefone == {"1": "030 23125003", "2": "030 23125004"}


def test_a_public_kontakt_of_the_akteur_is_contact_enough(angebot, importiere):
    angebot.kontakte.clear()
    make_kontakt(akteur=angebot.akteur)
    assert importiere(VOLL | {"Telefon": "", "E-Mail": ""}).befunde == []


def test_an_entry_moves_to_another_akteur_with_its_standort(angebot, importiere):
    importiere(VOLL | {"Akteur": "Verein Mond"})
    jetzt = neu(angebot)
    assert jetzt.akteur.name == jetzt.standorte.get().akteur.name == "Verein Mond"


def test_the_type_of_an_akteur_follows_its_own_source_only(angebot, importiere):
    importiere(VOLL | {"Akteurstyp": "freier Träger"})
    assert Akteur.objects.get().typ == "frei"
    importiere(VOLL | {"Akteurstyp": "Kita", "Quelle": "Anderes Portal"})
    assert Akteur.objects.get().typ == "frei"


def test_becoming_free_of_charge_drops_the_amount(angebot, importiere):
    Angebot.objects.update(betrag=5)
    importiere(VOLL | {"Kosten": "kostenlos"})
    assert (neu(angebot).kosten, neu(angebot).betrag) == ("kostenlos", None)


@pytest.mark.parametrize(
    ("gespeichert", "zelle"),
    [({"alter_bis": 12}, {"Alter von (Monate)": "36"}), ({"gueltig_von": "2099-06-01"}, {"Gültig bis": "1.1.2099"})],
)
def test_what_contradicts_the_stored_entry_is_a_row_fault(gespeichert, zelle, angebot, importiere):
    Angebot.objects.update(**gespeichert)
    ergebnis = importiere(VOLL | {"Gültig bis": ""} | zelle)
    assert ergebnis.gestoppt
    assert [befund.art for befund in ergebnis.befunde] == [Befundart.WIDERSPRUCH]


def test_another_source_with_the_same_number_is_another_entry(angebot, importiere):
    importiere(zeile(Quelle="Anderes Portal"))
    assert Angebot.objects.count() == 2


def test_a_refined_thema_is_reported_as_a_change_back(angebot, importiere):
    angebot.themen.set([make_thema(name="Kita-Platz")])
    assert len(importiere(VOLL, probe=True).plan.geaendert) == 1
