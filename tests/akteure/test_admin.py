"""The admin of Akteure, Standorte and accounts."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages

from akteure.gebiet.flaeche import in_flaeche
from akteure.models import Akteur, Benutzer, Grenze, Standort
from angebote.models import Angebot
from tests.fabriken import make_akteur, make_angebot, make_gemeinde, make_konto, make_standort

pytestmark = pytest.mark.django_db
AKTEURE = "/admin/akteure/akteur/"
STANDORTE = "/admin/akteure/standort/"
QUADRAT = [[9.0, 48.0], [10.0, 48.0], [10.0, 49.0], [9.0, 49.0], [9.0, 48.0]]


def akteur_eingabe(**werte) -> dict:
    """What a browser sends for a new Akteur with one empty Kontakt."""
    vorgabe = {"name": "Haus der Familie", "typ": "verein"}
    for inline, formulare in (("kontakte", 1), ("standorte", 0)):
        vorgabe |= {f"{inline}-TOTAL_FORMS": formulare, f"{inline}-INITIAL_FORMS": 0}
    vorgabe |= {"kontakte-0-sichtbarkeit": "oeffentlich", "kontakte-0-reihenfolge": "100"}
    return vorgabe | werte


def standort_eingabe(**werte) -> dict:
    """What a browser sends for a Standort in which nothing is known."""
    fakten = dict.fromkeys(Standort.BARRIEREFREIHEIT, "unbekannt")
    return {"akteur": make_akteur().pk, "genauigkeit": "unbekannt"} | fakten | werte


def meldungen(antwort) -> str:
    return " ".join(str(meldung) for meldung in get_messages(antwort.wsgi_request))


# --- Akteur ---------------------------------------------------------------------------------------------------------
def test_akteur_mit_telefon_in_drei_eingaben(admin_client):
    admin_client.post(f"{AKTEURE}add/", akteur_eingabe(**{"kontakte-0-telefon": "030 23125 001"}))
    akteur = Akteur.objects.get()
    assert [kontakt.telefon for kontakt in akteur.kontakte_oeffentlich()] == ["030 23125001"]


def test_akteur_im_popup(admin_client):
    antwort = admin_client.post(f"{AKTEURE}add/?_popup=1", akteur_eingabe(_popup="1"))
    assert "Haus der Familie" in antwort.content.decode()
    assert Akteur.objects.exists()


def test_akteur_nennt_seine_angebote(admin_client):
    akteur = make_akteur()
    make_angebot(akteur=akteur), make_angebot(akteur=akteur), make_angebot(akteur=akteur, status="geloescht")
    text = admin_client.get(f"{AKTEURE}{akteur.pk}/change/").content.decode()
    assert f'<a href="/admin/angebote/angebot/?akteur={akteur.pk}">Angebote dieses Akteurs (2)</a>' in text
    assert f"/admin/angebote/angebot/add/?akteur={akteur.pk}" in text


@pytest.mark.parametrize("weg", ["formular", "aktion"])
def test_akteur_archivieren_und_wiederherstellen(admin_client, weg):
    akteur = make_angebot().akteur
    for verb, sichtbar in (("archivieren", False), ("wiederherstellen", True)):
        if weg == "aktion":
            admin_client.post(AKTEURE, {"action": verb, "_selected_action": [akteur.pk]})
        else:
            daten = akteur_eingabe(**{"kontakte-TOTAL_FORMS": 0, "_verb": verb})
            admin_client.post(f"{AKTEURE}{akteur.pk}/change/", daten)
        assert Angebot.objects.oeffentlich().exists() is sichtbar


def test_akteur_mit_angeboten_laesst_sich_nicht_loeschen(admin_client):
    akteur = make_angebot().akteur
    admin_client.post(f"{AKTEURE}{akteur.pk}/delete/", {"post": "yes"})
    assert Akteur.objects.filter(pk=akteur.pk).exists()


def test_liste_der_akteure_braucht_immer_gleich_viele_abfragen(
    admin_client, django_assert_num_queries, django_assert_max_num_queries
):
    make_angebot(akteur=make_akteur(uebergeordnet=make_akteur()))
    with django_assert_max_num_queries(15) as bei_zweien:
        admin_client.get(AKTEURE)
    for _nummer in range(9):
        make_angebot(akteur=make_akteur(uebergeordnet=make_akteur()))
    with django_assert_num_queries(len(bei_zweien)):
        assert len(admin_client.get(AKTEURE).context["cl"].result_list) == 20


def test_filter_nach_ort(admin_client):
    gemeinde = make_gemeinde()
    akteur = make_standort(gemeinde=gemeinde).akteur
    make_standort(gemeinde=make_gemeinde())
    for abfrage in (f"gemeinde={gemeinde.ags}", f"planungsraum={gemeinde.planungsraum.schluessel}"):
        assert list(admin_client.get(f"{AKTEURE}?{abfrage}").context["cl"].result_list) == [akteur]


# --- Standort -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("lat", "lon"), [("48,6258", "9,3433"), ("48.6258", "9.3433")])
def test_punkt_mit_komma_oder_punkt(admin_client, lat, lon):
    admin_client.post(f"{STANDORTE}add/", standort_eingabe(lat=lat, lon=lon))
    standort = Standort.objects.get()
    assert standort.punkt == (48.6258, 9.3433)
    assert 'value="48,6258"' in admin_client.get(f"{STANDORTE}{standort.pk}/change/").content.decode()


@pytest.mark.parametrize(
    ("werte", "grund"),
    [
        ({"lat": "48,6"}, "Bitte Breite und Länge angeben"),
        ({"lat": "0", "lon": "0"}, "0/0 ist kein Ort"),
        ({"lat": "95", "lon": "9"}, "90"),
        ({"lat": "nan", "lon": "9"}, "Zahl"),
    ],
)
def test_unmoeglicher_punkt_wird_erklaert(admin_client, werte, grund):
    antwort = admin_client.post(f"{STANDORTE}add/", standort_eingabe(**werte))
    assert grund in antwort.content.decode()
    assert not Standort.objects.exists()


def test_punkt_ausserhalb_ist_nur_eine_warnung(admin_client):
    Grenze.objects.create(gemeinde=make_gemeinde(), geometrie={"type": "Polygon", "coordinates": [QUADRAT]})
    innen = admin_client.post(f"{STANDORTE}add/", standort_eingabe(lat="48,5", lon="9,5"))
    aussen = admin_client.post(f"{STANDORTE}add/", standort_eingabe(lat="52,5", lon="13,4"))
    assert "außerhalb" not in meldungen(innen)
    assert "liegt außerhalb des Gebiets" in meldungen(aussen)
    assert Standort.objects.count() == 2


@pytest.mark.parametrize(
    ("lat", "lon", "innen"), [(48.5, 9.5, True), (48.5, 10.5, False), (49.5, 9.5, False), (48.5, 8.5, False)]
)
def test_in_flaeche(lat, lon, innen):
    assert in_flaeche(lat, lon, QUADRAT) is innen


def test_verborgene_adresse_wird_deutlich_gesagt(admin_client):
    daten = standort_eingabe(strasse="Geheimweg", gemeinde=make_gemeinde(name="Musterstadt").pk, adresse_verbergen="on")
    assert "verborgen. Öffentlich steht dort nur: Musterstadt" in meldungen(
        admin_client.post(f"{STANDORTE}add/", daten)
    )
    text = admin_client.get(f"{STANDORTE}{Standort.objects.get().pk}/change/").content.decode()
    assert "Nur die Gemeinde (Musterstadt)" in text


def test_grenzen_fuer_die_karte_nur_angemeldet(admin_client, client):
    gemeinde = make_gemeinde()
    assert client.get(f"{STANDORTE}grenzen.json").status_code == 302
    zeilen = admin_client.get(f"{STANDORTE}grenzen.json").json()["gemeinden"]
    assert zeilen == [[gemeinde.pk, gemeinde.name, 48.6, 9.3, None]]


# --- accounts -------------------------------------------------------------------------------------------------------
def test_rechte_vergibt_nur_wer_sie_selbst_hat(client):
    konto = Benutzer.objects.create_user("redaktion", is_staff=True)
    konto.user_permissions.set(Permission.objects.filter(content_type__model="benutzer"))
    client.force_login(konto)
    daten = {"username": "redaktion", "rolle": "redaktion", "is_active": "on", "is_superuser": "on"}
    client.post(f"/admin/akteure/benutzer/{konto.pk}/change/", daten)
    konto.refresh_from_db()
    assert (konto.rolle, konto.is_superuser) == ("redaktion", False)


def test_neues_passwort_fuer_ein_konto(admin_client):
    konto = make_konto(passwort="wolke-sieben-und-acht")
    neu = {"password1": "nebel-neun-und-zehn", "password2": "nebel-neun-und-zehn"}
    admin_client.post(f"/admin/akteure/benutzer/{konto.pk}/password/", neu)
    konto.refresh_from_db()
    assert konto.check_password("nebel-neun-und-zehn")
