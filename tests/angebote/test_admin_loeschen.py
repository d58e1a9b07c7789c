"""A record with translations can be deleted in the admin wherever one without can."""

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission

from akteure.models import Akteur, Benutzer, Kontakt, Sprache, Standort, Uebersetzung
from akteure.models.uebersetzung import uebersetzbare_modelle
from angebote.models import (
    Alltagsfrage,
    Angebot,
    Ermaessigung,
    Frage,
    Lebensphase,
    Lotsenstelle,
    Material,
    Notruf,
    Thema,
    Uebergang,
    Zielgruppe,
)
from netzwerk.models import Gremium
from tests.fabriken import (
    make_akteur,
    make_frage,
    make_kontakt,
    make_lebensphase,
    make_lotsenstelle,
    make_material,
    make_notruf,
    make_sprache,
    make_standort,
    make_thema,
    make_uebersetzung,
)

pytestmark = pytest.mark.django_db

EINTRAEGE = {
    Akteur: lambda: make_akteur(beschreibung="Wir."),
    Alltagsfrage: lambda: Alltagsfrage.objects.create(frage="Wohin?", parameter="q=wo"),
    Ermaessigung: lambda: Ermaessigung.objects.create(name="Pass", slug="pass"),
    Frage: make_frage,
    Gremium: lambda: Gremium.objects.create(name="Runder Tisch", beschreibung="Alle zusammen."),
    Kontakt: lambda: make_kontakt(zustaendigkeit="Anmeldung"),
    Lebensphase: make_lebensphase,
    Lotsenstelle: make_lotsenstelle,
    Material: make_material,
    Notruf: lambda: make_notruf("110", "Polizei"),
    Sprache: lambda: make_sprache("xx"),
    Standort: lambda: make_standort(anfahrt="Bus 1"),
    Thema: make_thema,
    Uebergang: lambda: Uebergang.objects.create(
        name="Wechsel", slug="wechsel", von=make_lebensphase(), nach=make_lebensphase()
    ),
    Zielgruppe: lambda: Zielgruppe.objects.create(name="Väter", slug="vaeter"),
}


def test_every_admin_that_deletes_translatable_records_is_tested_here(rf):
    anfrage = rf.get("/")
    anfrage.user = Benutzer(is_superuser=True, is_active=True)
    loeschbare = {
        modell
        for modell in uebersetzbare_modelle()
        if modell in site._registry and site._registry[modell].has_delete_permission(anfrage)
    }
    assert loeschbare - {Angebot} == set(EINTRAEGE), "an Angebot only changes its state"


@pytest.mark.parametrize("modell", EINTRAEGE, ids=lambda modell: modell._meta.model_name)
def test_a_record_goes_with_its_translations_by_whoever_may_delete_it(client, modell):
    eintrag = EINTRAEGE[modell]()
    feld = next(iter(eintrag.deutsche_texte()))
    make_uebersetzung(eintrag, feld, "Bir")
    name = modell._meta.model_name
    konto = Benutzer.objects.create(username="k", is_staff=True)
    rechte = Permission.objects.filter(content_type__app_label__in=("akteure", "angebote", "netzwerk"))
    konto.user_permissions.set(rechte.exclude(codename="delete_uebersetzung"))
    client.force_login(konto)
    adresse = f"/admin/{modell._meta.app_label}/{name}/{eintrag.pk}/delete/"
    antwort = client.post(adresse, {"post": "yes"})
    assert antwort.status_code == 302
    assert not modell.objects.filter(pk=eintrag.pk).exists() and not Uebersetzung.objects.exists()


def test_rows_alone_have_no_page_to_delete_them(admin_client):
    zeile = make_uebersetzung(make_thema(), "name", "Bir")
    assert admin_client.post(f"/admin/akteure/uebersetzung/{zeile.pk}/delete/", {"post": "yes"}).status_code == 404
    assert Uebersetzung.objects.exists()
