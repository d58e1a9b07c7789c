"""How far a translation is, which texts count, and that counting costs the same for one and for twenty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from akteure.fassung import uebersetze
from akteure.models.uebersetzung import (
    Stand,
    Uebersetzbar,
    Uebersetzung,
    fingerabdruck,
    stand_von,
    uebersetzbare_modelle,
)
from akteure.uebersetzungen.ausgeben import als_csv
from akteure.uebersetzungen.bestand import Stelle, offene, stellen, zahlen
from akteure.uebersetzungen.blatt import Blatt, Textwechsel
from akteure.uebersetzungen.schreiben import Neufassung, schreibe
from angebote.models import Angebot
from tests.fabriken import make_akteur, make_angebot, make_gemeinde, make_kontakt, make_standort, make_thema

pytestmark = pytest.mark.django_db
HEUTE = fingerabdruck("Guten Tag")
DAVOR = fingerabdruck("Guten Morgen")


def stelle(objekt: Uebersetzbar, feld: str) -> Stelle:
    return Stelle(type(objekt), objekt.pk, feld, getattr(objekt, feld))


def fasse(objekt: Uebersetzbar, feld: str, text: str, sprache: str = "tr", *, geprueft: bool = False) -> None:
    schreibe([Neufassung(stelle(objekt, feld), text, geprueft)], sprache)


@pytest.mark.parametrize(
    ("text", "quelle", "geprueft", "stand"),
    [
        ("", HEUTE, False, Stand.FEHLT),
        ("", HEUTE, True, Stand.FEHLT),
        ("", DAVOR, True, Stand.FEHLT),
        ("", DAVOR, False, Stand.FEHLT),
        ("İyi günler", DAVOR, False, Stand.VERALTET),
        ("İyi günler", DAVOR, True, Stand.VERALTET),
        ("İyi günler", HEUTE, False, Stand.UNGEPRUEFT),
        ("İyi günler", HEUTE, True, Stand.GEPRUEFT),
    ],
)
def test_the_state_follows_from_text_source_and_tick(text, quelle, geprueft, stand):
    assert stand_von(text, quelle, geprueft, HEUTE) is stand
    assert Uebersetzung(text=text, quelle=quelle, geprueft=geprueft).stand("Guten Tag") is stand


def test_blanks_and_line_ends_do_not_outdate_words_and_case_do():
    assert fingerabdruck("  Guten \r\n Tag ") == HEUTE
    assert len({HEUTE, fingerabdruck("guten Tag"), fingerabdruck("Guten Tag!"), fingerabdruck("GutenTag")}) == 4


def test_only_what_the_public_reads_counts():
    angebot = make_angebot(titel="Da", gemeinde=make_gemeinde())
    angebot.orte.update(hinweis="im Hof")
    make_angebot(titel="Entwurf", status=Angebot.Status.ENTWURF)
    make_akteur(beschreibung="Wir sind weg.", status="archiviert")
    make_kontakt(zustaendigkeit="nur intern", sichtbarkeit="intern")
    make_standort(anfahrt="Zum Versteck", adresse_verbergen=True)
    texte = {stelle.deutsch for stelle in stellen()}
    assert {"Da", "im Hof"} <= texte
    assert not {"Entwurf", "Wir sind weg.", "nur intern", "Zum Versteck"} & texte


def test_what_hangs_on_a_hidden_place_does_not_count():
    angebot = make_angebot(standorte=[make_standort(adresse_verbergen=True)])
    angebot.orte.update(hinweis="klingeln bei M.")
    assert "klingeln bei M." not in {stelle.deutsch for stelle in stellen()}


def test_every_text_is_in_one_state_in_every_language():
    angebot = make_angebot(kurzbeschreibung="Für alle.", zeiten="dienstags")
    fasse(angebot, "titel", "Buluşma", geprueft=True)
    fasse(angebot, "kurzbeschreibung", "Herkes için.")
    fasse(angebot, "zeiten", "salı günleri", geprueft=True)
    Angebot.objects.update(zeiten="mittwochs")
    alle = len(list(stellen()))
    assert zahlen()["tr"] == {
        Stand.GEPRUEFT: 1,
        Stand.UNGEPRUEFT: 1,
        Stand.VERALTET: 1,
        Stand.FEHLT: alle - 3,
    }
    assert zahlen()["ar"] == {Stand.FEHLT: alle}
    assert [(f.stelle.feld, f.text) for f in offene("tr", {Stand.VERALTET})] == [("zeiten", "salı günleri")]


def test_an_unchecked_translation_of_a_sensitive_text_waits_and_is_open():
    angebot = make_angebot(titel="Hilfe", themen=[make_thema(sensibel="gewalt")])
    fasse(angebot, "titel", "Yardım")
    offen = [(f.stelle.deutsch, f.stand) for f in offene("tr") if f.text]
    assert offen == [("Hilfe", Stand.WARTET)] and zahlen()["tr"][Stand.WARTET] == 1
    assert Blatt(angebot, "tr").funde[0].stand is Stand.WARTET
    assert ";Hilfe;Yardım;" in als_csv("tr", nur_offene=True)
    fasse(angebot, "titel", "Yardım", geprueft=True)
    assert zahlen()["tr"] | {Stand.FEHLT: 0} == {Stand.GEPRUEFT: 1, Stand.FEHLT: 0}


def test_counting_and_listing_take_a_fixed_number_of_queries():
    def abfragen() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as beim_zaehlen:
            zahlen()
        with CaptureQueriesContext(connection) as beim_listen:
            offene("tr")
        return len(beim_zaehlen), len(beim_listen)

    fasse(make_angebot(), "titel", "Bir")
    erste = abfragen()
    for nummer in range(19):
        fasse(make_angebot(gemeinde=make_gemeinde()), "titel", f"Bir {nummer}")
    assert abfragen() == erste == (len(uebersetzbare_modelle()) + 1,) * 2


# --- sensitive records ----------------------------------------------------------------------------------------------
def test_a_record_is_sensitive_by_its_own_topics():
    make_angebot(themen=[make_thema(sensibel="gewalt")])
    ruhig, heikel = make_angebot(), make_angebot(gemeinde=make_gemeinde())
    heikel.themen.add(make_thema(sensibel="krise"))
    assert heikel.ist_heikel and heikel.orte.get().ist_heikel
    assert not ruhig.ist_heikel


def test_an_akteur_is_sensitive_by_its_angebote_or_its_tick_and_its_contacts_and_places_with_it():
    heikel = make_angebot(themen=[make_thema(sensibel="suizid")]).akteur
    haus, ruhig = make_akteur(sensibel=True), make_angebot().akteur
    for akteur in (heikel, haus, ruhig):
        alle = [akteur, make_kontakt(akteur=akteur), make_standort(akteur=akteur)]
        assert [objekt.ist_heikel for objekt in alle] == [akteur is not ruhig] * 3


def test_of_a_sensitive_akteur_only_checked_translations_are_shown():
    akteur = make_akteur(beschreibung="Wir schützen Sie.", sensibel=True, mit_kontakt=False)
    kontakt = make_kontakt(akteur=akteur, zustaendigkeit="Aufnahme")
    fasse(akteur, "beschreibung", "Kontrolsüz"), fasse(kontakt, "zustaendigkeit", "Kabul", geprueft=True)
    with override("tr"):
        uebersetze(akteur, kontakt)
    assert (akteur.beschreibung, kontakt.zustaendigkeit) == ("Wir schützen Sie.", "Kabul")


def test_of_sensitive_records_only_checked_translations_are_shown():
    angebot = make_angebot(themen=[make_thema(sensibel="gewalt")], gemeinde=make_gemeinde())
    angebot.orte.update(hinweis="im Hof")
    ort = angebot.orte.get()
    fasse(angebot, "titel", "Yardım", geprueft=True)
    fasse(angebot, "kurzbeschreibung", "Kontrolsüz")
    fasse(ort, "hinweis", "avluda")
    with override("tr"):
        uebersetze(angebot, ort)
    assert angebot.titel == "Yardım"
    assert angebot.kurzbeschreibung == "Ein Treffen für alle." and ort.hinweis == "im Hof"


# --- one page of texts ----------------------------------------------------------------------------------------------
def test_a_page_holds_the_texts_of_what_belongs_to_the_record():
    angebot = make_angebot(gemeinde=make_gemeinde(), sprachen={"tr": "spricht"})
    angebot.orte.update(hinweis="im Hof")
    angebot.sprachangaben.update(hinweis="dienstags")
    assert [fund.stelle.deutsch for fund in Blatt(angebot, "tr").funde][-2:] == ["dienstags", "im Hof"]
    akteur = make_akteur(beschreibung="Wir.", mit_kontakt=False)
    make_kontakt(akteur=akteur, erreichbar="morgens"), make_standort(akteur=akteur, anfahrt="Bus 1")
    assert [fund.stelle.deutsch for fund in Blatt(akteur, "tr").funde] == ["Wir.", "morgens", "Bus 1"]


def test_what_nobody_touched_stays_outdated():
    angebot = make_angebot(titel="Alt")
    fasse(angebot, "titel", "Eski", geprueft=True)
    Angebot.objects.update(titel="Neu")
    blatt = Blatt(Angebot.objects.get(), "tr")
    titel = blatt.funde[0].stelle
    assert blatt.fassen({titel: ("Eski", False)}) == []
    assert Blatt(Angebot.objects.get(), "tr").funde[0].stand is Stand.VERALTET
    assert blatt.fassen({titel: ("Eski", True)}) == [titel]
    assert Blatt(Angebot.objects.get(), "tr").funde[0].stand is Stand.GEPRUEFT


def test_an_emptied_text_is_missing_and_nothing_is_made_of_nothing():
    angebot = make_angebot()
    fasse(angebot, "titel", "Bir")
    blatt = Blatt(angebot, "tr")
    blatt.fassen({fund.stelle: (" ", True) for fund in blatt.funde})
    assert [(zeile.feld, zeile.text, zeile.geprueft) for zeile in Uebersetzung.objects.all()] == [("titel", "", False)]
    assert {fund.stand for fund in Blatt(angebot, "tr").funde} == {Stand.FEHLT}


def textwechsel(objekt: Uebersetzbar, feld: str, davor: str, danach: str) -> Textwechsel:
    return Textwechsel(stelle(objekt, feld).ort, fingerabdruck(davor), fingerabdruck(danach))


def test_only_what_the_last_save_outdated_holds_again_in_all_languages():
    angebot = make_angebot(titel="Tref", zeiten="montags", gemeinde=make_gemeinde())
    angebot.orte.update(hinweis="im Hoff")
    fasse(angebot, "zeiten", "pazartesi", geprueft=True)
    Angebot.objects.update(titel="Treff", zeiten="dienstags")
    angebot.refresh_from_db()
    for sprache in ("tr", "ar"):
        fasse(angebot, "titel", "Bir", sprache, geprueft=True)
        fasse(angebot.orte.get(), "hinweis", "Iki", sprache)
    Angebot.objects.update(titel="Treff!", zeiten="Dienstags")
    angebot.orte.update(hinweis="im Hof")
    angebot.refresh_from_db()
    blatt = Blatt(angebot, "tr")
    gerade = blatt.gerade_veraltete(
        [
            textwechsel(angebot, "titel", "Treff", "Treff!"),
            textwechsel(angebot, "zeiten", "dienstags", "Dienstags"),
            textwechsel(angebot.orte.get(), "hinweis", "im Hoff", "im Hof"),
        ]
    )
    assert blatt.gelten_weiter(gerade) == 4
    assert {f.stelle.feld: f.stand for f in Blatt(angebot, "tr").funde if f.text} == {
        "titel": Stand.GEPRUEFT,
        "zeiten": Stand.VERALTET,
        "hinweis": Stand.UNGEPRUEFT,
    }


def test_a_translation_without_the_marks_of_today_does_not_hold_again_with_the_others():
    angebot = make_angebot(titel="Treff")
    fasse(angebot, "titel", "Bir"), fasse(angebot, "titel", "Bir [[Ort]]", "ar")
    Angebot.objects.update(titel="Treff [[Ort]]")
    angebot.refresh_from_db()
    wechsel, blatt = [textwechsel(angebot, "titel", "Treff", "Treff [[Ort]]")], Blatt(angebot, "tr")
    assert [sprache for _stelle, sprache in blatt.gerade_veraltete(wechsel)] == ["tr", "ar"], "both are told"
    assert [sprache for _stelle, sprache in blatt.bestaetigbare(wechsel)] == ["ar"]


def test_a_save_that_is_not_the_last_one_makes_nothing_hold_again():
    angebot = make_angebot(titel="Treff")
    fasse(angebot, "titel", "Bir")
    Angebot.objects.update(titel="Ganz anders")
    angebot.refresh_from_db()
    assert Blatt(angebot, "tr").gerade_veraltete([textwechsel(angebot, "titel", "Treff", "Treff!")]) == []


def test_a_sensitive_text_that_holds_again_has_to_be_checked_again():
    angebot = make_angebot(titel="Hilf", themen=[make_thema(sensibel="gewalt")])
    fasse(angebot, "titel", "Yardım", geprueft=True)
    Angebot.objects.update(titel="Hilfe")
    angebot.refresh_from_db()
    assert angebot.uebersetzung_gilt_weiter("titel", "tr") == 1
    zeile = Uebersetzung.objects.get()
    assert (zeile.geprueft, zeile.quelle) == (False, fingerabdruck("Hilfe"))


def test_a_translation_is_stored_plain_and_in_one_line_where_the_german_is():
    angebot = make_angebot(beschreibung="Eins.\n\nZwei.")
    texte = {"titel": " <b>Bir</b>\n\u202eiki\u200f ", "beschreibung": "Bir.\r\n\r\n<script>Iki.</script>"}
    blatt = Blatt(angebot, "tr")
    blatt.fassen({f.stelle: (texte[f.stelle.feld], False) for f in blatt.funde if f.stelle.feld in texte})
    assert {z.feld: z.text for z in Uebersetzung.objects.all()} == {"titel": "Bir iki", "beschreibung": "Bir.\n\nIki."}
