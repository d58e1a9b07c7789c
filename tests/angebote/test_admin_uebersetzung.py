"""Translations in the admin: side by side, the warning after a change, the button of the machine."""

import re

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akteure.admin.uebersetzung import UebersetzungenAdmin
from akteure.models import Benutzer
from akteure.models.uebersetzung import Stand, Uebersetzung, fingerabdruck, uebersetzbare_modelle
from akteure.uebersetzungen.blatt import Blatt
from angebote.models import Angebot
from tests.akteure.uebersetzungen.test_bestand import fasse
from tests.akteure.uebersetzungen.test_maschine import dienst  # noqa: F401  (a fixture)
from tests.angebote.formulare import gespeichert
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_kontakt,
    make_lebensphase,
    make_standort,
    make_thema,
)

pytestmark = pytest.mark.django_db
STAND = "/admin/akteure/uebersetzung/"


def seite(angebot: Angebot, sprache: str = "tr") -> str:
    return f"/admin/angebote/angebot/{angebot.pk}/uebersetzungen/{sprache}/"


def inhalt(antwort) -> str:
    assert antwort.status_code == 200
    return antwort.content.decode().split('id="content-main"')[1]


def felder(antwort) -> dict[str, str]:
    """Return what a browser would send of the page without anybody typing."""
    form = antwort.context["form"]
    return {
        name: "on" if feld.initial is True else feld.initial
        for name, feld in form.fields.items()
        if feld.initial not in (False, None)
    }


def meldungen(antwort) -> str:
    return " ".join(str(meldung) for meldung in antwort.context["messages"])


# --- side by side ---------------------------------------------------------------------------------------------------
def test_german_stands_beside_the_translation_each_in_its_language_and_direction(admin_client):
    angebot = make_angebot(titel="Treff", gemeinde=make_gemeinde())
    angebot.orte.update(hinweis="im Hof")
    fasse(angebot, "titel", "لقاء", "ar", geprueft=True)
    text = inhalt(admin_client.get(seite(angebot, "ar")))
    assert '<div lang="de" dir="ltr"><p>Treff</p></div>' in text and "im Hof" in text
    assert re.search(r'<input type="text" [^>]*value="لقاء"[^>]* lang="ar" dir="rtl"', text)
    assert "</span> geprüft" in text and "</span> fehlt" in text


def test_the_change_form_leads_to_it(admin_client):
    angebot = make_angebot()
    for adresse in (
        f"/admin/angebote/angebot/{angebot.pk}/",
        f"/admin/akteure/akteur/{angebot.akteur_id}/",
        f"/admin/angebote/thema/{make_thema().pk}/",
        f"/admin/akteure/standort/{make_standort().pk}/",
        f"/admin/akteure/kontakt/{make_kontakt().pk}/",
    ):
        text = admin_client.get(f"{adresse}change/").content.decode()
        assert f'<a href="{adresse}uebersetzungen/de-simple/">Übersetzungen</a>' in text
        assert admin_client.get(f"{adresse}uebersetzungen/tr/").status_code == 200


def test_every_model_with_translatable_texts_has_the_page():
    ohne = {
        modell._meta.label
        for modell in uebersetzbare_modelle()
        if not isinstance(site._registry.get(modell), UebersetzungenAdmin)
    }
    beim_angebot = {"AngebotSprache", "AngebotStandort", "Ausnahme", "Termin", "Zeitfenster"}
    assert ohne == {f"angebote.{name}" for name in beim_angebot}, "these stand on the page of their Angebot"


def test_saving_writes_changes_and_empties_only_what_was_touched(admin_client):
    angebot = make_angebot(titel="Treff", kurzbeschreibung="Für alle", zeiten="montags")
    fasse(angebot, "titel", "Bir"), fasse(angebot, "zeiten", "Pazartesi", geprueft=True)
    vorher = Uebersetzung.objects.get(feld="zeiten").geaendert_am
    daten = felder(admin_client.get(seite(angebot)))
    daten |= {
        f"angebot-{angebot.pk}-titel": "",
        f"angebot-{angebot.pk}-kurzbeschreibung": "<i>Herkes</i> için",
        f"angebot-{angebot.pk}-kurzbeschreibung-geprueft": "on",
    }
    antwort = admin_client.post(seite(angebot), daten, follow=True)
    assert "Gespeichert: 2 Texte." in meldungen(antwort)
    assert {z.feld: (z.text, z.geprueft) for z in Uebersetzung.objects.all()} == {
        "titel": ("", False),
        "kurzbeschreibung": ("Herkes için", True),
        "zeiten": ("Pazartesi", True),
    }
    assert Uebersetzung.objects.get(feld="zeiten").geaendert_am == vorher


def test_a_post_that_leaves_a_text_out_does_not_empty_it(admin_client):
    angebot = make_angebot()
    fasse(angebot, "titel", "Bir")
    admin_client.post(seite(angebot), {"irgendwas": "1"}), admin_client.post(seite(angebot))
    assert Uebersetzung.objects.get().text == "Bir"


def test_nobody_confirms_a_german_text_they_have_not_seen(admin_client):
    angebot = make_angebot(titel="Treff")
    daten = felder(admin_client.get(seite(angebot))) | {f"angebot-{angebot.pk}-titel": "Bir"}
    Angebot.objects.update(titel="Ganz anders")
    antwort = admin_client.post(seite(angebot), daten)
    text = inhalt(antwort)
    assert "inzwischen geändert" in text and "Ganz anders" in text and 'value="Bir"' in text
    assert not Uebersetzung.objects.exists()
    neue = re.search(rf'name="angebot-{angebot.pk}-titel-quelle" value="(\w+)"', text)[1]
    admin_client.post(seite(angebot), daten | {f"angebot-{angebot.pk}-titel-quelle": neue})
    assert Uebersetzung.objects.get().stand("Ganz anders") is Stand.UNGEPRUEFT


def test_a_text_that_is_too_long_is_refused(admin_client):
    angebot = make_angebot()
    daten = felder(admin_client.get(seite(angebot))) | {f"angebot-{angebot.pk}-titel": "a" * 161}
    assert "höchstens 160 Zeichen" in inhalt(admin_client.post(seite(angebot), daten))


def test_a_text_without_its_marks_or_links_is_refused_at_its_field(admin_client):
    angebot = make_angebot(beschreibung="Rufen Sie an: [[Telefon]]\n[mehr](/ueber/)")
    name = f"angebot-{angebot.pk}-beschreibung"
    daten = felder(admin_client.get(seite(angebot)))
    text = inhalt(admin_client.post(seite(angebot), daten | {name: "Arayın: [[Telefon]]"}))
    assert "Als Ziel eines Links fehlt „/ueber/“" in text.split(f'id="id_{name}-titel"')[1]
    assert not Uebersetzung.objects.exists()
    admin_client.post(seite(angebot), daten | {name: "Arayın: [[Telefon]]\r\n[daha](/ueber/)"})
    assert Uebersetzung.objects.get().feld == "beschreibung"


def test_a_text_nobody_touched_stops_no_other_until_somebody_says_it_is_good(admin_client):
    angebot = make_angebot(titel="Treff", zeiten="montags")
    fasse(angebot, "titel", "Bir")
    Angebot.objects.update(titel="Treff [[Ort]]")
    daten = felder(admin_client.get(seite(angebot)))
    admin_client.post(seite(angebot), daten | {f"angebot-{angebot.pk}-zeiten": "pazartesi"})
    assert Uebersetzung.objects.filter(feld="zeiten").exists()
    for haken in ("gilt", "geprueft"):
        antwort = admin_client.post(seite(angebot), daten | {f"angebot-{angebot.pk}-titel-{haken}": "on"})
        assert "In Klammern fehlt „[[Ort]]“" in inhalt(antwort)


@pytest.mark.parametrize(
    ("text", "sagt"), [("<b>Bir</b>", True), ("Bir\u202e", True), ("<https://a.example>", False), ("Bir  iki", False)]
)
def test_the_page_says_when_something_was_taken_out(admin_client, text, sagt):
    angebot = make_angebot()
    daten = felder(admin_client.get(seite(angebot))) | {f"angebot-{angebot.pk}-titel": text}
    gesagt = meldungen(admin_client.post(seite(angebot), daten, follow=True))
    assert ("unsichtbare Zeichen haben wir entfernt: Titel" in gesagt) is sagt
    assert Uebersetzung.objects.get().text in ("Bir", "https://a.example", "Bir iki")


def test_easy_language_says_what_the_tick_means(admin_client):
    assert "Nur geprüfte Texte nennen wir „Leichte Sprache“." in inhalt(
        admin_client.get(seite(make_angebot(), "de-simple"))
    )


@pytest.mark.parametrize("sprache", ["de", "xx"])
def test_german_and_unknown_languages_have_no_page(admin_client, sprache):
    assert admin_client.get(seite(make_angebot(), sprache)).status_code == 404


def test_looking_changes_nothing(admin_client):
    angebot = make_angebot(titel="Neu")
    fasse(angebot, "titel", "Eski")
    Angebot.objects.update(titel="Anders")
    vorher = list(Uebersetzung.objects.values())
    for adresse in (seite(angebot), f"{seite(angebot)}?_gelten_weiter=ja&_maschine=ja", STAND, f"{STAND}ausgeben/tr/"):
        admin_client.get(adresse)
    assert list(Uebersetzung.objects.values()) == vorher


@pytest.mark.parametrize(("rechte", "status"), [((), 403), (("view_angebot",), 403), (("change_angebot",), 200)])
def test_who_may_change_the_record_may_translate_it(client, rechte, status):
    konto = Benutzer.objects.create(username="r", is_staff=True)
    konto.user_permissions.set(Permission.objects.filter(codename__in=rechte))
    client.force_login(konto)
    angebot = make_angebot()
    assert client.get(seite(angebot)).status_code == status
    assert client.post(seite(angebot)).status_code == (302 if status == 200 else status)
    assert client.get(STAND).status_code == 403 and client.get(f"{STAND}ausgeben/tr/").status_code == 403
    assert client.post(f"{STAND}einlesen/tr/").status_code == 403


def test_the_page_takes_the_same_number_of_queries_for_one_place_and_for_twenty(admin_client):
    def abfragen(zahl: int) -> int:
        angebot = make_angebot(standorte=[make_standort(gemeinde=make_gemeinde()) for _nummer in range(zahl)])
        angebot.orte.update(hinweis="im Hof")
        for ort in angebot.orte.all():
            fasse(ort, "hinweis", "avluda")
        with CaptureQueriesContext(connection) as gezaehlt:
            assert inhalt(admin_client.get(seite(angebot))).count("im Hof") == zahl
        return len(gezaehlt)

    assert abfragen(1) == abfragen(20) <= 13


# --- the German text changes ----------------------------------------------------------------------------------------
def vollstaendiges(**werte) -> Angebot:
    return make_angebot(lebensphasen=[make_lebensphase()], themen=[make_thema()], einzugsgebiet="kreisweit", **werte)


def nach_dem_speichern(client, angebot: Angebot, **werte) -> tuple[str, str]:
    """Change the German text; return what is said, and the address that leads to the translations."""
    adresse = f"/admin/angebote/angebot/{angebot.pk}/change/"
    text = meldungen(client.post(adresse, gespeichert(angebot, **werte), follow=True))
    ziel = re.search(r'href="([^"]+/uebersetzungen/[^"]+)"', text)
    return text, ziel[1] if ziel else ""


def test_a_changed_german_text_is_told_and_holds_again_with_one_button(admin_client):
    angebot = vollstaendiges(titel="Tref", zeiten="montags")
    for sprache in ("tr", "ar"):
        fasse(angebot, "titel", "Bir", sprache, geprueft=True)
    fasse(angebot, "kurzbeschreibung", "Iki"), fasse(angebot, "zeiten", "pazartesi", geprueft=True)
    Angebot.objects.update(zeiten="dienstags 15 Uhr")
    angebot.refresh_from_db()
    text, ziel = nach_dem_speichern(admin_client, angebot, titel="Treff")
    assert "2 Übersetzungen sind jetzt veraltet" in text and ziel.startswith(f"{seite(angebot)}?")
    assert "In allen Sprachen zusammen sind 3 Übersetzungen veraltet" in inhalt(admin_client.get(seite(angebot)))
    antwort = admin_client.get(ziel)
    assert "sind in allen Sprachen zusammen 2 Übersetzungen veraltet" in inhalt(antwort)
    daten = felder(antwort) | {"_gelten_weiter": "ja"}
    assert "2 Texte" in meldungen(admin_client.post(ziel, daten, follow=True))
    angebot.refresh_from_db()
    assert {fund.stand for fund in Blatt(angebot, "ar").funde if fund.text} == {Stand.GEPRUEFT}
    assert Uebersetzung.objects.get(feld="zeiten").stand(angebot.zeiten) is Stand.VERALTET


@pytest.mark.parametrize("vorher", ["", "?vorher=gefälscht"])
def test_without_the_way_from_a_save_there_is_no_button_and_it_does_nothing(admin_client, vorher):
    angebot = make_angebot(titel="Treff")
    fasse(angebot, "titel", "Bir")
    Angebot.objects.update(titel="Anders")
    antwort = admin_client.get(seite(angebot) + vorher)
    assert 'name="_gelten_weiter"' not in inhalt(antwort)
    daten = felder(antwort) | {"_gelten_weiter": "ja"}
    assert "0 Texte" in meldungen(admin_client.post(seite(angebot) + vorher, daten, follow=True))
    assert Uebersetzung.objects.get().stand("Anders") is Stand.VERALTET


def test_a_text_that_was_compared_holds_again_alone_and_keeps_its_check(admin_client):
    angebot = make_angebot(titel="Treff", zeiten="montags")
    for feld in ("titel", "zeiten"):
        fasse(angebot, feld, "Bir", geprueft=True), fasse(angebot, feld, "Bir", "ar")
    Angebot.objects.update(titel="Treff!", zeiten="dienstags")
    antwort = admin_client.get(seite(angebot))
    assert inhalt(antwort).count("gilt weiter: Verglichen") == 2
    daten = felder(antwort) | {f"angebot-{angebot.pk}-titel-gilt": "on"}
    assert "Gespeichert: 1 Text." in meldungen(admin_client.post(seite(angebot), daten, follow=True))
    angebot.refresh_from_db()
    assert [f.stand for f in Blatt(angebot, "tr").funde if f.text] == [Stand.GEPRUEFT, Stand.VERALTET]
    assert [f.stand for f in Blatt(angebot, "ar").funde if f.text] == [Stand.VERALTET, Stand.VERALTET]


@pytest.mark.parametrize("haken", [False, True])
def test_a_sensitive_text_that_holds_again_keeps_its_check_only_where_it_is_ticked_again(admin_client, haken):
    angebot = make_angebot(titel="Hilf", themen=[make_thema(sensibel="gewalt")])
    fasse(angebot, "titel", "Yardım", geprueft=True)
    Angebot.objects.update(titel="Hilfe")
    daten = felder(admin_client.get(seite(angebot))) | {f"angebot-{angebot.pk}-titel-gilt": "on"}
    daten |= {f"angebot-{angebot.pk}-titel-geprueft": "on"} if haken else {}
    admin_client.post(seite(angebot), daten)
    zeile = Uebersetzung.objects.get()
    assert (zeile.geprueft, zeile.quelle) == (haken, fingerabdruck("Hilfe"))


@pytest.mark.parametrize("aenderung", [{"interne_notiz": "x"}, {"titel": "Treff "}, {"kurzbeschreibung": "Anderes."}])
def test_no_warning_where_no_translation_lost_its_source(admin_client, aenderung):
    angebot = vollstaendiges(titel="Treff")
    fasse(angebot, "titel", "Bir")
    assert "veraltet" not in nach_dem_speichern(admin_client, angebot, **aenderung)[0]


def test_a_hint_of_a_contact_of_the_akteur_counts_too(admin_client):
    akteur = make_akteur(mit_kontakt=False)
    kontakt = make_kontakt(akteur=akteur, zustaendigkeit="Anmeldung")
    fasse(kontakt, "zustaendigkeit", "Kayıt")
    daten = {"name": akteur.name, "typ": akteur.typ, "kontakte-TOTAL_FORMS": 1, "kontakte-INITIAL_FORMS": 1}
    daten |= {"standorte-TOTAL_FORMS": 0, "standorte-INITIAL_FORMS": 0, "kontakte-0-id": kontakt.pk}
    daten |= {"kontakte-0-akteur": akteur.pk, "kontakte-0-telefon": kontakt.telefon, "kontakte-0-reihenfolge": 100}
    daten |= {"kontakte-0-sichtbarkeit": "oeffentlich", "kontakte-0-zustaendigkeit": "Empfang"}
    antwort = admin_client.post(f"/admin/akteure/akteur/{akteur.pk}/change/", daten, follow=True)
    assert "Eine Übersetzung ist jetzt veraltet" in meldungen(antwort)
    assert f"/admin/akteure/akteur/{akteur.pk}/uebersetzungen/tr/" in meldungen(antwort)


# --- machine --------------------------------------------------------------------------------------------------------
def knopf(antwort) -> bool:
    return 'name="_maschine"' in inhalt(antwort)


def test_without_a_service_there_is_no_button(admin_client):
    angebot = make_angebot()
    assert not knopf(admin_client.get(seite(angebot)))
    assert admin_client.post(seite(angebot), {"_maschine": "ja"}).status_code == 403


def test_the_button_translates_what_is_open_and_keeps_what_was_typed(admin_client, dienst):  # noqa: F811
    angebot = make_angebot(titel="treff", kurzbeschreibung="für alle")
    antwort = admin_client.get(seite(angebot))
    assert knopf(antwort)
    daten = felder(antwort) | {f"angebot-{angebot.pk}-titel": "Bir", "_maschine": "ja"}
    assert "noch ungeprüft: 1." in meldungen(admin_client.post(seite(angebot), daten, follow=True))
    assert dict(Uebersetzung.objects.values_list("feld", "text")) == {"titel": "Bir", "kurzbeschreibung": "FÜR ALLE"}


def test_an_error_of_the_service_loses_nothing(admin_client, dienst):  # noqa: F811
    angebot, dienst.status = make_angebot(), 500
    daten = felder(admin_client.get(seite(angebot))) | {f"angebot-{angebot.pk}-titel": "Bir", "_maschine": "ja"}
    antwort = admin_client.post(seite(angebot), daten, follow=True)
    assert "meldet einen Fehler (500). Ihre Eingaben sind gespeichert." in meldungen(antwort)
    assert Uebersetzung.objects.get().text == "Bir"


@pytest.mark.parametrize(
    ("werte", "sprache", "grund"),
    [
        ({"heikel": True}, "tr", "Solche Texte übersetzt nur ein Mensch."),
        ({"status": "entwurf"}, "tr", "Andere Texte verlassen den Server nicht."),
        ({}, "de-simple", "In diese Sprache übersetzt der Dienst nicht."),
    ],
)
def test_where_no_machine_may_the_page_says_why(admin_client, dienst, werte, sprache, grund):  # noqa: F811
    themen = [make_thema(sensibel="suizid")] if werte.pop("heikel", False) else []
    angebot = make_angebot(themen=themen, **werte)
    antwort = admin_client.get(seite(angebot, sprache))
    assert grund in inhalt(antwort) and not knopf(antwort)
    assert admin_client.post(seite(angebot, sprache), {"_maschine": "ja"}).status_code == 403
    assert dienst.fragen == []
