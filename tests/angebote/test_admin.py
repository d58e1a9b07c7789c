"""The admin of Angebote: the minimum, the verbs, what hangs on a save, the preview."""

from datetime import datetime
from itertools import permutations

import pytest
from django.utils import timezone

from akteure.models import Benutzer
from angebote.models import Angebot, AngebotSprache
from tests.angebote.formulare import LISTE, NEU, eingabe, gespeichert, meldungen, minimum, seite, vollstaendig
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_kontakt,
    make_sprache,
    make_standort,
    make_thema,
)

pytestmark = pytest.mark.django_db


# --- minimum --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "ort", [{"einzugsgebiet": "kreisweit"}, {"formate": ["online"]}, {"formate": ["zu_hause"]}, "standort"]
)
def test_minimum_wird_veroeffentlicht(admin_client, ort):
    akteur = make_akteur()
    if ort == "standort":
        ort = {"orte-TOTAL_FORMS": 1, "orte-0-standort": make_standort(akteur=akteur).pk}
    admin_client.post(NEU, minimum(akteur, **{"einzugsgebiet": ""} | ort) | {"_verb": "veroeffentlichen"})
    angebot = Angebot.objects.get()
    assert angebot.status == Angebot.Status.VEROEFFENTLICHT
    assert angebot in Angebot.objects.oeffentlich()


def test_was_fehlt_wird_vollstaendig_gesagt_und_der_entwurf_bleibt(admin_client):
    antwort = admin_client.post(
        NEU, eingabe(make_akteur(mit_kontakt=False), zeiten="montags", _verb="veroeffentlichen")
    )
    angebot = Angebot.objects.get()
    assert (angebot.status, angebot.titel, angebot.zeiten) == ("entwurf", "Krabbelgruppe", "montags")
    assert antwort.url == seite(angebot)
    assert len(angebot.fehlt_noch()) == 6
    assert all(wort in meldungen(antwort) for wort in angebot.fehlt_noch())


def test_entwurf_darf_fast_leer_sein(admin_client):
    assert admin_client.post(NEU, eingabe(make_akteur())).status_code == 302
    assert Angebot.objects.get().status == Angebot.Status.ENTWURF


def test_akteur_wird_aus_der_adresse_vorbelegt(admin_client):
    akteur = make_akteur(name="Haus der Familie")
    assert (
        f'<option value="{akteur.pk}" selected>Haus der Familie</option>'
        in admin_client.get(f"{NEU}?akteur={akteur.pk}").content.decode()
    )


def test_formate_und_alter(admin_client):
    admin_client.post(NEU, minimum(formate=["vor_ort", "online"], alter_von_0="2", alter_von_1="6", alter_bis_1="36"))
    angebot = Angebot.objects.get()
    assert angebot.formate == ["vor_ort", "online"]
    assert (angebot.alter_von, angebot.alter_bis) == (30, 36)


def test_alter_vor_der_geburt(admin_client):
    admin_client.post(NEU, minimum(alter_von_1="-9"))
    assert Angebot.objects.get().alter_von == -9


def test_veroeffentlichtes_mit_luecke_wird_zum_entwurf(admin_client):
    angebot = vollstaendig()
    antwort = admin_client.post(seite(angebot), gespeichert(angebot, kurzbeschreibung=""))
    angebot.refresh_from_db()
    assert angebot.status == Angebot.Status.ENTWURF
    assert "ein Satz, was dort passiert" in meldungen(antwort)


def test_veroeffentlichtes_ohne_kontakt_bleibt_oeffentlich(admin_client):
    angebot = vollstaendig(akteur=make_akteur(mit_kontakt=False))
    admin_client.post(seite(angebot), gespeichert(angebot, zeiten="montags"))
    angebot.refresh_from_db()
    assert (angebot.status, angebot.zeiten) == ("veroeffentlicht", "montags")


# --- content changed ------------------------------------------------------------------------------------------------
FRUEHER = datetime(2024, 1, 1, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize(
    ("aenderung", "geaendert"),
    [
        ({}, False),
        ({"interne_notiz": "nachfragen"}, False),
        ({"titel": "Neuer Titel"}, True),
        ({"formate": ["online"]}, True),
        ({"alter_von_0": "3"}, True),
        ({"beschreibung": "Erste Zeile\r\nzweite Zeile"}, False),
    ],
)
def test_inhalt_geaendert_nur_wenn_sich_etwas_geaendert_hat(admin_client, aenderung, geaendert):
    angebot = vollstaendig(inhalt_geaendert_am=FRUEHER, beschreibung="Erste Zeile\nzweite Zeile")
    assert admin_client.post(seite(angebot), gespeichert(angebot, **aenderung)).status_code == 302
    angebot.refresh_from_db()
    assert (angebot.inhalt_geaendert_am != FRUEHER) is geaendert


def test_inhalt_geaendert_auch_durch_eine_sprache(admin_client):
    angebot = vollstaendig(inhalt_geaendert_am=FRUEHER)
    zeile = {
        "sprachangaben-TOTAL_FORMS": 1,
        "sprachangaben-0-sprache": make_sprache().pk,
        "sprachangaben-0-modus": "spricht",
    }
    admin_client.post(seite(angebot), gespeichert(angebot, **zeile))
    angebot.refresh_from_db()
    assert angebot.inhalt_geaendert_am != FRUEHER
    assert AngebotSprache.objects.filter(angebot=angebot).exists()


# --- verbs ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("vorher", "verb", "nachher"),
    [
        ("entwurf", "zur_pruefung_geben", "pruefung"),
        ("pruefung", "zurueckziehen", "entwurf"),
        ("veroeffentlicht", "pausieren", "pausiert"),
        ("pausiert", "veroeffentlichen", "veroeffentlicht"),
        ("veroeffentlicht", "beenden", "beendet"),
        ("beendet", "archivieren", "archiviert"),
        ("archiviert", "wiederherstellen", "entwurf"),
        ("geloescht", "wiederherstellen", "entwurf"),
    ],
)
def test_verben_im_formular(admin_client, vorher, verb, nachher):
    angebot = vollstaendig(status=vorher)
    assert f'value="{verb}"' in admin_client.get(seite(angebot)).content.decode()
    admin_client.post(seite(angebot), gespeichert(angebot, _verb=verb))
    angebot.refresh_from_db()
    assert angebot.status == nachher


def test_stimmt_noch(admin_client):
    angebot = vollstaendig()
    admin_client.post(seite(angebot), gespeichert(angebot, _verb="bestaetigen"))
    angebot.refresh_from_db()
    assert timezone.localdate(angebot.bestaetigt_am) == timezone.localdate()


def test_aktion_berichtet_je_eintrag(admin_client):
    gut, luecke, weg = (
        vollstaendig(status="entwurf"),
        make_angebot(status="entwurf", titel="Lückenhaft"),
        vollstaendig(status="archiviert", titel="Abgelegt"),
    )
    auswahl = {"action": "veroeffentlichen", "_selected_action": [gut.pk, luecke.pk, weg.pk]}
    antwort = admin_client.post(f"{LISTE}?status=alle", auswahl)
    for angebot in (gut, luecke, weg):
        angebot.refresh_from_db()
    assert [gut.status, luecke.status, weg.status] == ["veroeffentlicht", "entwurf", "archiviert"]
    text = meldungen(antwort)
    assert "1 Angebot: veröffentlicht." in text
    assert "Lückenhaft" in text
    assert "mindestens ein Thema" in text
    assert "Abgelegt" in text


@pytest.mark.parametrize(
    ("aktion", "nachher"), [("pausieren", "pausiert"), ("archivieren", "archiviert"), ("beenden", "beendet")]
)
def test_aktionen_fuer_mehrere(admin_client, aktion, nachher):
    angebote = [vollstaendig(), vollstaendig()]
    admin_client.post(LISTE, {"action": aktion, "_selected_action": [angebot.pk for angebot in angebote]})
    assert set(Angebot.objects.values_list("status", flat=True)) == {nachher}


def test_veroeffentlicht_aber_akteur_archiviert_wird_gesagt(admin_client):
    angebot = vollstaendig(status="entwurf")
    angebot.akteur.archivieren()
    antwort = admin_client.post(LISTE, {"action": "veroeffentlichen", "_selected_action": [angebot.pk]})
    assert "der Akteur ist archiviert" in meldungen(antwort)


def test_loeschen_markiert_nur_und_laesst_sich_zuruecknehmen(admin_client):
    angebot = vollstaendig()
    assert "als gelöscht markiert" in admin_client.get(seite(angebot, "delete")).content.decode()
    admin_client.post(seite(angebot, "delete"), {"post": "yes"})
    angebot.refresh_from_db()
    assert angebot.status == "geloescht"
    assert angebot.geloescht_am
    assert admin_client.get(seite(angebot, "delete")).status_code == 403


def test_mehrere_loeschen_markiert_nur(admin_client):
    angebote = [vollstaendig(), vollstaendig()]
    auswahl = {"action": "delete_selected", "_selected_action": [angebot.pk for angebot in angebote]}
    assert "als gelöscht markiert" in admin_client.post(LISTE, auswahl).content.decode()
    admin_client.post(LISTE, auswahl | {"post": "yes"})
    assert set(Angebot.objects.values_list("status", flat=True)) == {"geloescht"}


def test_archiviertes_haelt_nichts_anderes_auf():
    """Akteur, its Träger, two Angebote that share a Standort: put away and bring back in every order."""
    traeger = make_akteur()
    akteur = make_akteur(uebergeordnet=traeger)
    ort = make_standort(akteur=traeger, gemeinde=make_gemeinde())
    eins = vollstaendig(akteur=akteur, standorte=[ort])
    zwei = vollstaendig(akteur=traeger, standorte=[ort], lebensphasen=eins.lebensphasen.all(), themen=eins.themen.all())
    zwei.mitwirkende.add(akteur)
    zwei.kontakte.add(make_kontakt(akteur=akteur))
    for reihenfolge in permutations([traeger, akteur, eins, zwei]):
        for eintrag in reihenfolge:
            eintrag.archivieren()
        assert not Angebot.objects.oeffentlich().exists()
        for eintrag in reversed(reihenfolge):
            eintrag.wiederherstellen()
        for angebot in (eins, zwei):
            angebot.veroeffentlichen()
        assert Angebot.objects.oeffentlich().count() == 2


def test_archivierter_akteur_und_sein_angebot_bleiben_bearbeitbar(admin_client):
    angebot = vollstaendig()
    angebot.akteur.archivieren()
    angebot.archivieren()
    assert admin_client.post(seite(angebot), gespeichert(angebot, titel="Umbenannt")).status_code == 302
    angebot.refresh_from_db()
    assert (angebot.titel, angebot.status) == ("Umbenannt", "archiviert")


# --- autocompletes and choices --------------------------------------------------------------------------------------
def test_standorte_sind_zuerst_die_des_akteurs(admin_client):
    eigener, fremder = make_standort(name="Eigenes Haus"), make_standort(name="Fremdes Haus")
    adresse = f"/admin/autocomplete/?app_label=angebote&model_name=angebotstandort&field_name=standort&akteur={eigener.akteur_id}"
    assert [zeile["id"] for zeile in admin_client.get(adresse).json()["results"]] == [str(eigener.pk)]
    assert [zeile["id"] for zeile in admin_client.get(f"{adresse}&term=fremdes").json()["results"]] == [str(fremder.pk)]


def test_themen_stehen_unter_ihrem_oberthema(admin_client):
    oben = make_thema(name="Geld & Anträge")
    make_thema(name="Schulden", ueber=oben)
    text = admin_client.get(NEU).content.decode()
    gruppe = text.split('role="group" aria-label="Geld &amp; Anträge"')[1]
    assert gruppe.index("Geld &amp; Anträge") < gruppe.index("Schulden")


# --- preview --------------------------------------------------------------------------------------------------------
def test_vorschau_eines_entwurfs(admin_client, client):
    angebot = make_angebot(status="entwurf", titel="Noch geheim")
    antwort = admin_client.get(seite(angebot, "vorschau"))
    assert "Noch geheim" in antwort.content.decode()
    assert "noch nicht öffentlich" in antwort.content.decode()
    assert "no-store" in antwort["Cache-Control"]
    assert client.get(angebot.get_absolute_url()).status_code == 404


def test_vorschau_nur_mit_recht(client):
    angebot = make_angebot(status="entwurf")
    assert client.get(seite(angebot, "vorschau")).status_code == 302
    client.force_login(Benutzer.objects.create_user("gast", is_staff=True))
    assert client.get(seite(angebot, "vorschau")).status_code == 403
