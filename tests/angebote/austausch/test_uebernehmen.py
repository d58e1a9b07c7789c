"""First import: what is written, what becomes public, all rows or none."""

import pytest
from django.db import DatabaseError

from akteure.models import Akteur, Kontakt, Standort
from angebote.austausch import uebernehmen
from angebote.austausch.befunde import Befundart
from angebote.austausch.lesen import lesen
from angebote.models import Angebot, Importlauf
from tests.fabriken import make_akteur, make_angebot, make_kontakt

from .conftest import ZEILE, zeile

pytestmark = pytest.mark.django_db


def arten(ergebnis) -> set[Befundart]:
    return {befund.art for befund in ergebnis.befunde}


def test_a_row_becomes_a_public_angebot_with_all_it_states(importiere, aheim):
    importiere(
        ZEILE
        | {
            "Für wen": "beide",
            "Alter von (Monate)": "36",
            "Alter bis (Monate)": "72",
            "Zielgruppen": "alle Familien",
            "Kosten": "nach Einkommen",
            "Zugang": "mit Anmeldung",
            "Format": "vor Ort",
            "Sprachen": "Deutsch|Türkisch (dolmetschen)",
            "Einzugsgebiet": "Aheim|Bedorf",
            "E-Mail": "kita@example.org",
            "Website": "kita.example",
            "Stufenlos": "ja",
            "Gültig bis": "31.12.2099",
        }
    )
    angebot = Angebot.objects.oeffentlich().get()
    assert (angebot.titel, angebot.art, angebot.fuer, angebot.slug) == (
        "Kita Sonne",
        "betreuung",
        "beide",
        "kita-sonne",
    )
    assert (angebot.alter_von, angebot.alter_bis, angebot.kosten) == (36, 72, "einkommen")
    assert (angebot.formate, angebot.einzugsgebiet, angebot.gemeinden.count()) == (["vor_ort"], "gemeinden", 2)
    assert dict(angebot.sprachangaben.values_list("sprache__code", "modus")) == {"de": "spricht", "tr": "dolmetschen"}
    assert [phase.slug for phase in angebot.lebensphasen.all()] == ["kita"]
    assert (angebot.links, str(angebot.gueltig_bis)) == ("https://kita.example", "2099-12-31")
    standort = angebot.standorte.get()
    assert (standort.strasse_hausnummer, standort.plz_ort, standort.gemeinde) == ("Dorfstraße 3", "73999 Aheim", aheim)
    assert (standort.punkt, standort.genauigkeit, standort.stufenlos) == ((48.61, 9.31), "adresse", "ja")
    assert standort.koordinaten_quelle == "Testportal"
    kontakt = angebot.kontakte.get()
    assert (kontakt.telefon, kontakt.mail, kontakt.akteur) == ("030 23125002", "kita@example.org", angebot.akteur)
    assert (angebot.akteur.name, angebot.akteur.typ, angebot.akteur.quelle) == ("Verein Sonne", "kita", "Testportal")


def test_bulk_writing_folds_what_saving_would_fold(importiere):
    importiere(zeile(Titel="Kita Größe"))
    for ding in (Angebot.objects.get(), Akteur.objects.get(), Standort.objects.get()):
        vorher = ding.suchtext
        ding.save()
        assert ding.suchtext == vorher != ""
    assert Angebot.objects.get().titel_sortiert == "kita groesse"


def test_equal_titles_get_slugs_of_their_own(importiere, aheim):
    make_angebot(titel="Kita Sonne")
    importiere(ZEILE, zeile(Externe_ID="2"), zeile(Externe_ID="3", Titel="Karte"))
    slugs = set(Angebot.objects.values_list("slug", flat=True))
    assert slugs == {"kita-sonne", "kita-sonne-2", "kita-sonne-3", "karte-2"}


def test_rows_of_one_akteur_and_address_share_akteur_standort_and_kontakt(importiere):
    importiere(ZEILE, zeile(Externe_ID="2", Akteur="VEREIN  sonne", Straße="dorfstrasse"))
    assert (Akteur.objects.count(), Standort.objects.count(), Kontakt.objects.count()) == (1, 1, 1)


def test_akteure_that_differ_in_one_sign_stay_apart_and_are_reported(importiere):
    ergebnis = importiere(zeile(Akteur="Strolche e.V."), zeile(Externe_ID="2", Akteur="Strolche e. V.", PLZ="73998"))
    assert Akteur.objects.count() == 2
    assert Befundart.AKTEUR_AEHNLICH in arten(ergebnis)


def test_an_existing_akteur_is_reused_by_its_folded_name(importiere, aheim):
    akteur = make_akteur(name="Verein „Sonne“", typ="verein")
    importiere(ZEILE)
    akteur.refresh_from_db()
    assert Angebot.objects.get().akteur == akteur
    assert akteur.typ == "verein"


def test_a_demo_akteur_is_never_reused(importiere, aheim):
    demo = make_akteur(name="Verein Sonne", quelle="demo")
    importiere(ZEILE)
    assert Angebot.objects.get().akteur != demo


def test_a_row_of_an_archived_akteur_is_reported(importiere, aheim):
    make_akteur(name="Verein Sonne").archivieren()
    assert Befundart.AKTEUR_ARCHIVIERT in arten(importiere(ZEILE))


def test_an_existing_standort_is_reused_and_keeps_its_hidden_address(importiere, aheim):
    akteur = make_akteur(name="Verein Sonne")
    standort = Standort.objects.create(
        akteur=akteur, strasse="Dorfstraße", hausnummer="3", plz="73999", ort="Aheim", adresse_verbergen=True
    )
    importiere(ZEILE)
    assert Angebot.objects.get().standorte.get() == standort
    assert Standort.objects.get().adresse_verbergen


def test_a_known_number_is_not_copied_into_a_public_kontakt(importiere, aheim):
    akteur = make_akteur(name="Verein Sonne", mit_kontakt=False)
    make_kontakt(akteur=akteur, telefon="030 23125002", sichtbarkeit="intern")
    importiere(ZEILE)
    assert Kontakt.objects.get().sichtbarkeit == "intern"


def test_different_points_for_one_address_are_reported_and_the_first_counts(importiere):
    ergebnis = importiere(ZEILE, zeile(Externe_ID="2", Breite="48.65"))
    assert Befundart.ZWEI_PUNKTE in arten(ergebnis)
    assert Standort.objects.get().lat == 48.61


def test_a_missing_contact_is_reported_and_does_not_keep_an_entry_from_the_public(importiere):
    ergebnis = importiere(zeile(Telefon=""))
    assert arten(ergebnis) == {Befundart.OHNE_KONTAKT}
    assert Angebot.objects.oeffentlich().count() == 1
    assert not Kontakt.objects.exists()


def test_an_entry_that_lacks_something_stays_a_draft_and_the_report_says_what(importiere):
    ergebnis = importiere(zeile(Lebensphasen="", Themen=""))
    assert Angebot.objects.get().status == "entwurf"
    befund = next(befund for befund in ergebnis.befunde if befund.art is Befundart.BLEIBT_ENTWURF)
    assert befund.grund == "Es fehlt noch: mindestens eine Lebensphase; mindestens ein Thema."


def test_entries_stay_drafts_if_asked_for(importiere):
    ergebnis = importiere(ZEILE, als_entwurf=True)
    assert Angebot.objects.get().status == "entwurf"
    assert ergebnis.befunde == []


def test_an_unknown_ort_gives_a_standort_without_gemeinde(importiere):
    importiere(zeile(Ort="Nirgendwo"))
    standort = Standort.objects.get()
    assert (standort.gemeinde, standort.ort) == (None, "Nirgendwo")


def test_a_row_fault_stops_everything(importiere):
    ergebnis = importiere(ZEILE, zeile(Externe_ID="2", Titel=""))
    assert ergebnis.gestoppt
    assert not Angebot.objects.exists() and not Akteur.objects.exists() and not Importlauf.objects.exists()


def test_the_other_rows_are_taken_if_asked_for(importiere):
    ergebnis = importiere(zeile(Titel=""), zeile(Externe_ID="2"), ohne_fehlerzeilen=True)
    assert ergebnis.uebernommen
    assert Angebot.objects.get().externe_id == "2"


def test_a_file_fault_stops_even_then(importiere):
    assert importiere(ZEILE | {"Farbe": "rot"}, ohne_fehlerzeilen=True).gestoppt
    assert not Angebot.objects.exists()


def test_a_dry_run_writes_nothing_and_knows_what_would_come(importiere):
    ergebnis = importiere(ZEILE, probe=True)
    assert (len(ergebnis.plan.neu), ergebnis.uebernommen) == (1, False)
    assert not Angebot.objects.exists() and not Akteur.objects.exists() and not Importlauf.objects.exists()


def test_a_run_is_recorded_with_its_numbers(importiere):
    importiere(ZEILE, zeile(Externe_ID="2", Titel=""), zeile(Externe_ID="3", Ort="Nirgendwo"), ohne_fehlerzeilen=True)
    lauf = Importlauf.objects.get()
    assert (lauf.datei, len(lauf.pruefsumme)) == ("angebote.csv", 64)
    assert (lauf.zeilen, lauf.neu, lauf.geaendert, lauf.unveraendert, lauf.fehler, lauf.warnungen) == (3, 2, 0, 0, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_all_rows_or_none_if_the_database_refuses_one(importiere, monkeypatch):
    def kaputt(*args) -> None:
        raise DatabaseError("voll")

    monkeypatch.setattr(uebernehmen, "_schreibe_lauf", kaputt)
    with pytest.raises(DatabaseError):
        importiere(ZEILE)
    assert not Angebot.objects.exists() and not Akteur.objects.exists()


def test_without_an_area_nothing_is_imported_and_the_report_says_why(db, datei):
    ergebnis = uebernehmen.importieren(lesen(datei(ZEILE)))
    assert ergebnis.gestoppt
    assert "noch nicht geladen" in ergebnis.befunde[0].grund


def test_the_number_of_queries_does_not_grow_with_the_rows(importiere, django_assert_max_num_queries):
    zeilen = [zeile(Externe_ID=str(nummer), Titel=f"Kita {nummer}", Hausnummer=str(nummer)) for nummer in range(12)]
    with django_assert_max_num_queries(45):
        importiere(*zeilen)
