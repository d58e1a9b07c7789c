"""Who may open what: one table address × role over every address of the project. A new address without a row fails.

The roles in the order of a row: nobody, Fachkraft, Redaktion of the Akteur, Redaktion of another Akteur, Koordination with
the password only, Koordination with the second factor as well."""

import re
from datetime import date

import pytest
from django.contrib.admin import site
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import get_resolver

from akteure.models import Benutzer, Kurzform, Ortsteil, Postleitzahl, Uebersetzung, Wortwahl
from angebote.models import Alltagsfrage, Angebot, Ermaessigung, Importlauf, Notruf, Platzmeldung, Suchprotokoll
from netzwerk.models import Indikator, Seite, Stichtag
from tests.anmelden import nur_mit_passwort
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_begriff,
    make_frage,
    make_gemeinde,
    make_gremium,
    make_kontakt,
    make_kooperation,
    make_lebensphase,
    make_lotsenstelle,
    make_material,
    make_planungsraum,
    make_rueckmeldung,
    make_schulferien,
    make_seiten,
    make_sprache,
    make_standort,
    make_thema,
    make_uebergang,
    make_zielgruppe,
)

pytestmark = pytest.mark.django_db

ROLLEN = ("niemand", "fachkraft", "redaktion", "fremde", "halb", "koordination")
ANMELDEN = "zur Anmeldung"
"""Stands for: a redirect to the login (which leads the Koordination on to the second factor)."""

ALLE = (200,) * 6
MIT_KONTO = (ANMELDEN, 200, 200, 200, 200, 200)
NUR_KOORDINATION = (ANMELDEN,) * 5 + (200,)
PLANUNG = (ANMELDEN, 403, 403, 403, 302, 200)
"""Who is known, but no Koordination, is told that; who lacks the second factor is led there."""


def nur_koordination(status):
    """Return the row of an address that answers `status` to the Koordination and leads everybody else to the login."""
    return (ANMELDEN,) * 5 + (status,)


def planung(status):
    """Return the row of a page of planning: accounts of others are told that it is not for them."""
    return (ANMELDEN, 403, 403, 403, 302, status)


PLANUNG = planung(200)


def fuer_alle(status):
    return (status,) * 6


TABELLE = {
    "": ALLE,
    "ueber/": ALLE,
    "impressum/": ALLE,
    "datenschutz/": ALLE,
    "barrierefreiheit/": ALLE,
    "barrierefreiheit/melden/": ALLE,
    "barrierefreiheit/melden/danke/": ALLE,
    "leichte-sprache/": ALLE,
    "gebaerdensprache/": ALLE,
    "netzwerk/": ALLE,
    "netzwerk/kooperationen.csv": ALLE,
    "planung/netzwerk/": PLANUNG,
    "medien/<path:pfad>": fuer_alle(404),
    "angebote/": ALLE,
    "angebote/karte/": ALLE,
    "angebote/vorschlaege/": ALLE,
    "angebote/kalender.ics": ALLE,
    "angebote/<slug:slug>/kalender.ics": ALLE,
    "angebote/<slug:slug>/": ALLE,
    "fortbildungen/": ALLE,
    "fortbildungen/kalender.ics": ALLE,
    "fortbildungen/feed/": ALLE,
    "fortbildungen/material/": ALLE,
    "fortbildungen/selbstcheck/": ALLE,
    "wegweiser/": ALLE,
    "wegweiser/heft/": ALLE,
    "wegweiser/auftrag/": fuer_alle(405),
    "wegweiser/auftrag/<slug:token>/": fuer_alle(404),
    "wegweiser/auftrag/<slug:token>/datei.pdf": fuer_alle(404),
    "wegweiser/aushang/": ALLE,
    "wegweiser/aushang/bestellen/": fuer_alle(405),
    "in/<slug:ort>": fuer_alle(404),
    "a/<slug:kennung>": fuer_alle(302),
    "merkliste/": ALLE,
    "merkliste/handzettel/": ALLE,
    "merkliste/handzettel.pdf": ALLE,
    "akteure/": ALLE,
    "akteure/<slug:slug>/": ALLE,
    "gebiet/grenzen.json": ALLE,
    "konto/": MIT_KONTO,
    "konto/anmelden/": (200, 302, 302, 302, 302, 302),
    "konto/abmelden/": fuer_alle(405),
    "konto/passwort/": MIT_KONTO,
    "konto/passwort-vergessen/": ALLE,
    "konto/passwort-vergessen/unterwegs/": ALLE,
    "konto/neues-passwort/<uidb64>/<token>/": fuer_alle(410),
    "konto/einladung/<uidb64>/<token>/": fuer_alle(410),
    "konto/passwort-gesetzt/": ALLE,
    "konto/zweiter-faktor/": (ANMELDEN, 404, 404, 404, 302, 200),
    "konto/zweiter-faktor/einrichten/": (ANMELDEN, 404, 404, 404, 200, 302),
    "konto/zweiter-faktor/ersatzcodes/": fuer_alle(405),
    "fachkraefte/": MIT_KONTO,
    "fachkraefte/meine/": MIT_KONTO,
    "fachkraefte/angebote/<slug:slug>/": MIT_KONTO,
    "fachkraefte/angebote/<slug:slug>/platz/": (ANMELDEN, 302, 302, 404, 302, 302),
    "planung/stichtage/": PLANUNG,
    "planung/zahlen/": PLANUNG,
    "planung/zahlen/vorlage.<slug:endung>": PLANUNG,
    "planung/berichte/": PLANUNG,
    "planung/berichte/<slug:art>/": planung(404),
    "planung/berichte/<slug:art>/bestellen/": planung(405),
    "planung/berichte/<slug:art>/auftrag/<slug:token>/": planung(404),
    "planung/berichte/<slug:art>/auftrag/<slug:token>/datei/": planung(404),
    "healthz": ALLE,
    "robots.txt": ALLE,
    "admin/": NUR_KOORDINATION,
    "admin/login/": (ANMELDEN, 403, 403, 403, 302, 302),
    "admin/logout/": (302,) * 5 + (405,),
    "admin/password_change/": NUR_KOORDINATION,
    "admin/password_change/done/": NUR_KOORDINATION,
    "admin/autocomplete/": nur_koordination(403),
    "admin/jsi18n/": NUR_KOORDINATION,
    "admin/r/<path:content_type_id>/<path:object_id>/": nur_koordination(302),
    "admin/<app_label>/": NUR_KOORDINATION,
    "admin/<url>": nur_koordination(404),
    "admin/akteure/standort/grenzen.json": NUR_KOORDINATION,
    "admin/akteure/wortwahl/liste.json": NUR_KOORDINATION,
    "admin/akteure/benutzer/<id>/password/": NUR_KOORDINATION,
    "admin/angebote/angebot/<int:pk>/vorschau/": NUR_KOORDINATION,
    "admin/angebote/suchprotokoll/<slug:kennung>/schreibweise/": NUR_KOORDINATION,
    "admin/angebote/suchprotokoll/add/": nur_koordination(403),
    "admin/akteure/uebersetzung/ausgeben/<slug:sprache>/": NUR_KOORDINATION,
    "admin/akteure/uebersetzung/einlesen/<slug:sprache>/": NUR_KOORDINATION,
    "admin/angebote/importlauf/add/": nur_koordination(403),
    "admin/angebote/importlauf/<path:object_id>/delete/": nur_koordination(403),
    "admin/netzwerk/seite/add/": nur_koordination(403),
    "admin/netzwerk/seite/<path:object_id>/delete/": nur_koordination(403),
    "admin/angebote/platzmeldung/add/": nur_koordination(403),
    "admin/netzwerk/rueckmeldung/add/": nur_koordination(403),
    "admin/netzwerk/stichtag/add/": nur_koordination(403),
}
JEDES_MODELL = {
    "": NUR_KOORDINATION,
    "add/": NUR_KOORDINATION,
    "<path:object_id>/history/": NUR_KOORDINATION,
    "<path:object_id>/delete/": NUR_KOORDINATION,
    "<path:object_id>/change/": NUR_KOORDINATION,
    "<path:object_id>/": nur_koordination(302),
    "<int:pk>/uebersetzungen/<slug:sprache>/": NUR_KOORDINATION,
}
"""The rule for what the admin has of every model; TABELLE goes before it."""


def adressen(muster=None, davor=""):
    """Yield every address of the project as its pattern."""
    for eintrag in get_resolver().url_patterns if muster is None else muster:
        adresse = davor + re.sub(r"\^|\$|\(\?P(<\w+>)[^)]*\)", r"\1", str(eintrag.pattern))
        if hasattr(eintrag, "url_patterns"):
            yield from adressen(eintrag.url_patterns, adresse)
        else:
            yield adresse


def zeile(adresse):
    """Return the row of an address, or None."""
    modell = re.fullmatch(r"admin/\w+/\w+/(.*)", adresse)
    return TABELLE.get(adresse) or (JEDES_MODELL.get(modell[1]) if modell else None)


def eintraege():
    """Make one record of every model of the admin and return it by "app/model"."""
    make_seiten()
    gemeinde, angebot = make_gemeinde(), make_angebot(slug="eintrag")
    phasen = [make_lebensphase(), make_lebensphase()]
    alle = [
        angebot,
        gemeinde,
        make_akteur(slug="eintrag"),
        make_planungsraum(),
        make_standort(),
        make_kontakt(),
        make_sprache(),
        make_thema(),
        make_begriff(),
        make_material(),
        make_frage(),
        make_lotsenstelle(),
        make_zielgruppe(),
        phasen[0],
        make_uebergang(von=phasen[0], nach=phasen[1]),
        Ortsteil.objects.create(name="Zell", gemeinde=gemeinde),
        Kurzform.objects.create(text="ES", gemeinde=gemeinde),
        Postleitzahl.objects.create(plz="73728"),
        Wortwahl.objects.create(ausdruck="arm* Familie*", besser="Familien mit wenig Geld"),
        Benutzer.objects.create(username="eine"),
        Ermaessigung.objects.create(name="Pass", slug="pass"),
        Alltagsfrage.objects.create(frage="Was nun?", parameter="", zeichen="frage"),
        Notruf.objects.create(name="Polizei", kurz="Polizei", nummer="110", quelle="Bund", stand="2026-01-01"),
        Importlauf.objects.create(),
        Seite.objects.get(slug="ueber"),
        Stichtag.objects.create(),
        Indikator.objects.create(gemeinde=gemeinde, art="geburten", wert=1, stand="2025-12-31", quelle="Amt"),
        make_rueckmeldung(),
        make_kooperation(),
        make_gremium(),
        Platzmeldung.objects.create(angebot=angebot, art="voll", rolle="fachkraft"),
        make_schulferien(date(2026, 12, 23), date(2027, 1, 9)),
        Uebersetzung.objects.create(objekt=angebot, feld="titel", sprache="tr", text="Bir"),
        Suchprotokoll.objects.create(
            kennung="abc", woche="2026-09-28", schluessel="def", text="Zauberschule", anzahl=3
        ),
    ]
    return {eintrag._meta.label_lower.replace(".", "/"): eintrag for eintrag in alle}


def pfade():
    """Return {pattern: path} with real records in the place of the parameters."""
    vorhanden = eintraege()
    angebot = vorhanden["angebote/angebot"]
    fest = {
        "slug": "eintrag",
        "sprache": "tr",
        "content_type_id": ContentType.objects.get_for_model(angebot).pk,
        "app_label": "angebote",
        "url": "gibt-es-nicht",
        "pfad": "gibt-es-nicht.mp4",
        "uidb64": "MQ",
        "token": "abgelaufen",
        "ort": "gibt-es-nicht",
        "endung": "csv",
        "art": "gibt-es-nicht",
    }
    ergebnis = {}
    for adresse in adressen():
        eintrag = next((e for name, e in vorhanden.items() if f"/{name}/" in adresse), angebot)
        werte = fest | {
            "object_id": eintrag.pk,
            "id": eintrag.pk,
            "pk": eintrag.pk,
            "kennung": getattr(eintrag, "kennung", ""),
        }
        ergebnis[adresse] = "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda treffer, w=werte: str(w[treffer[1]]), adresse)
    return ergebnis


def besucher(rolle, akteur):
    client = Client()
    if rolle == "niemand":
        return client
    if rolle in ("halb", "koordination"):
        konto = Benutzer.objects.create(username=rolle, rolle="koordination", is_staff=True, is_superuser=True)
    else:
        welcher = {"redaktion": akteur, "fremde": make_akteur()}.get(rolle)
        konto = Benutzer.objects.create(
            username=rolle, rolle="fachkraft" if rolle == "fachkraft" else "redaktion", akteur=welcher
        )
    (nur_mit_passwort if rolle == "halb" else Client.force_login)(client, konto)
    return client


def antwort(client, pfad):
    response = client.get(pfad)
    ziel = response.get("Location", "")
    return ANMELDEN if ziel.startswith(("/admin/login/", "/konto/anmelden/")) else response.status_code


def anzahlen():
    return {modell: modell._default_manager.count() for modell in site._registry}


def test_every_address_has_a_row():
    assert [adresse for adresse in adressen() if zeile(adresse) is None] == []


def test_every_row_has_an_address():
    assert set(TABELLE) - set(adressen()) == set()


def test_every_model_of_the_admin_has_a_record_here():
    assert {modell._meta.label_lower.replace(".", "/") for modell in site._registry} - set(eintraege()) == set()


@pytest.mark.parametrize("rolle", ROLLEN)
def test_every_address_answers_each_role_as_the_table_says(rolle):
    alle = pfade()
    client = besucher(rolle, Angebot.objects.get(slug="eintrag").akteur)
    gesagt = {adresse: zeile(adresse)[ROLLEN.index(rolle)] for adresse in alle}
    assert {adresse: antwort(client, pfad) for adresse, pfad in alle.items()} == gesagt


@pytest.mark.parametrize("rolle", [rolle for rolle in ROLLEN if rolle != "koordination"])
def test_nothing_in_the_admin_can_be_sent_without_being_koordination(rolle):
    alle, client = pfade(), besucher(rolle, make_akteur())
    vorher = anzahlen()
    for adresse, pfad in alle.items():
        if adresse.startswith("admin/") and adresse not in ("admin/login/", "admin/logout/"):
            response = client.post(pfad, {"post": "yes"})
            assert response.status_code in (302, 403, 405), adresse
            assert response.status_code != 302 or "/admin/login/" in response["Location"], adresse
    assert anzahlen() == vorher


@pytest.mark.parametrize(("rolle", "status"), dict(zip(ROLLEN, (302, 302, 302, 404, 302, 302), strict=True)).items())
def test_only_who_may_can_say_that_it_was_full(rolle, status):
    pfad, client = pfade()["fachkraefte/angebote/<slug:slug>/platz/"], besucher(rolle, Angebot.objects.get().akteur)
    Platzmeldung.objects.all().delete()
    assert client.post(pfad, {"art": "voll"}).status_code == status
    assert Platzmeldung.objects.count() == (0 if rolle in ("niemand", "fremde") else 1)


@pytest.mark.parametrize("rolle", [rolle for rolle in ROLLEN if rolle != "koordination"])
def test_nothing_of_planning_can_be_sent_without_being_koordination(rolle):
    alle, client = pfade(), besucher(rolle, make_akteur())
    vorher = anzahlen()
    for adresse, pfad in alle.items():
        if adresse.startswith("planung/"):
            assert client.post(pfad, {"notiz": "x", "inhalt": "x"}).status_code in (302, 403, 405), adresse
    assert anzahlen() == vorher


@pytest.mark.parametrize("rolle", ROLLEN)
def test_every_page_behind_the_login_is_kept_out_of_every_store(rolle):
    alle = pfade()
    client = besucher(rolle, Angebot.objects.get(slug="eintrag").akteur)
    koepfe = {
        pfad: client.get(pfad).get("Cache-Control")
        for adresse, pfad in alle.items()
        if adresse.startswith(("konto/", "fachkraefte/", "planung/", "admin/"))
    }
    assert {pfad: kopf for pfad, kopf in koepfe.items() if kopf != "private, no-store"} == {}
