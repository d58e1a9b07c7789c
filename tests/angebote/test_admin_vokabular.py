"""Vocabulary in the admin, and what holds for every form."""

import pytest
from django.contrib import admin
from django.urls import reverse

from akteure.models import Sprache
from angebote.models import Alltagsfrage, Importlauf, Thema
from tests.angebote.formulare import anfrage_der_koordination
from tests.fabriken import make_angebot, make_gemeinde, make_thema

pytestmark = pytest.mark.django_db


# --- vocabulary and the rest ----------------------------------------------------------------------------------------
def test_benutztes_thema_bleibt_und_sagt_wofuer(admin_client):
    thema = make_thema()
    make_angebot(themen=[thema]), make_angebot(themen=[thema])
    for adresse, daten in (
        (f"/admin/angebote/thema/{thema.pk}/delete/", {}),
        ("/admin/angebote/thema/", {"action": "delete_selected", "_selected_action": [thema.pk]}),
    ):
        text = admin_client.post(adresse, daten | {"post": "yes"}).content.decode()
        assert "steht noch in: 2 Angebote." in text
    assert Thema.objects.filter(pk=thema.pk).exists()


def test_benutzte_sprache_zaehlt_angebote_einmal(admin_client):
    make_angebot(sprachen={"tr": "spricht"})
    text = admin_client.get(f"/admin/akteure/sprache/{Sprache.objects.get().pk}/delete/").content.decode()
    assert "steht noch in: 1 Angebot." in text


def test_unbenutztes_thema_wird_geloescht(admin_client):
    eins, zwei = make_thema(), make_thema()
    admin_client.post(f"/admin/angebote/thema/{eins.pk}/delete/", {"post": "yes"})
    admin_client.post(
        "/admin/angebote/thema/", {"action": "delete_selected", "_selected_action": [zwei.pk], "post": "yes"}
    )
    assert not Thema.objects.exists()


def test_kurzwort_ist_nach_dem_ersten_speichern_fest(admin_client):
    admin_client.post(
        "/admin/angebote/thema/add/", {"name": "Geld", "slug": "geld", "reihenfolge": "10", "zeichen": ""}
    )
    thema = Thema.objects.get()
    admin_client.post(
        f"/admin/angebote/thema/{thema.pk}/change/",
        {"name": "Geld und mehr", "slug": "anders", "reihenfolge": "10", "zeichen": ""},
    )
    thema.refresh_from_db()
    assert (thema.name, thema.slug) == ("Geld und mehr", "geld")
    assert (
        "Links und QR-Codes zeigen darauf"
        in admin_client.get(f"/admin/angebote/thema/{thema.pk}/change/").content.decode()
    )


def test_importlaeufe_nur_zum_lesen(admin_client):
    lauf = Importlauf.objects.create(datei="kitas.csv", pruefsumme="0" * 64)
    assert admin_client.get("/admin/angebote/importlauf/").status_code == 200
    assert admin_client.get("/admin/angebote/importlauf/add/").status_code == 403
    assert admin_client.post(f"/admin/angebote/importlauf/{lauf.pk}/change/", {"datei": "x"}).status_code == 403


def test_jedes_feld_jeder_maske_hat_einen_hilfetext():
    anfrage = anfrage_der_koordination()
    for modell, modeladmin in admin.site._registry.items():
        if not modeladmin.has_change_permission(anfrage):
            continue
        formulare = [modeladmin.get_form(anfrage, modell())]
        formulare += [inline.get_formset(anfrage).form for inline in modeladmin.get_inline_instances(anfrage)]
        elternteil = modell._meta.model_name
        for formular in formulare:
            ohne = [name for name, feld in formular.base_fields.items() if not feld.help_text and name != elternteil]
            assert not ohne, (modell, ohne)


def test_alle_listen_und_masken_oeffnen_sich(admin_client):
    make_angebot(gemeinde=make_gemeinde(plz=("73728",)), sprachen={"tr": "spricht"})
    Alltagsfrage.objects.create(frage="Wer hilft?", parameter="thema=geld", zeichen="frage")
    for modell, modeladmin in admin.site._registry.items():
        name = f"admin:{modell._meta.app_label}_{modell._meta.model_name}"
        assert admin_client.get(reverse(f"{name}_changelist")).status_code == 200
        if modeladmin.has_add_permission(anfrage_der_koordination()):
            assert admin_client.get(reverse(f"{name}_add")).status_code == 200
        for zeile in modell.objects.all()[:1]:
            assert admin_client.get(reverse(f"{name}_change", args=[zeile.pk])).status_code == 200
