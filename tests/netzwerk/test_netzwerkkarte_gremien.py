"""Gremien on the Netzwerkkarte: drawn with their public members, in table and file, and only where they link somebody."""

import csv
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from netzwerk.admin import kooperation as verwaltung
from netzwerk.models import Anordnung, Gremium
from netzwerk.planung.anordnung import gespeicherte
from tests.dokument import lies
from tests.fabriken import (
    make_akteur,
    make_gemeinde,
    make_gremium,
    make_kooperation,
    make_lebensphase,
    make_standort,
)

pytestmark = pytest.mark.django_db


def karte(client, frage="", sprache=""):
    return lies(client.get(f"{sprache}/netzwerk/{frage}"))


def gezeichnete(seite):
    """Return the Gremien of the picture by their accessible names."""
    return [a["aria-label"] for a in seite.alle("a", class_="gremium")]


def faeden(seite):
    """Return how many threads lead from Gremien to members."""
    bild = seite.eines("svg", role="group")
    return sum(weg["d"].count("M") for weg in bild.alle("path") if "linie-gremium" in weg.get("class", ""))


def in_der_tabelle(seite):
    zeilen = [zeile.eines("th") for zeile in seite.eines("tbody").alle("tr") if zeile.alle(class_="netz-dabei")]
    return [[bdi.text for bdi in th.alle("bdi")] for th in zeilen]


def datei(client, frage=""):
    antwort = client.get(f"/netzwerk/kooperationen.csv{frage}")
    zeilen = csv.reader(StringIO(antwort.content.decode("utf-8-sig")), delimiter=";")
    return [zeile for zeile in zeilen if zeile[2] == "Mitglied in einem Gremium"]


def make_netz():
    """Return A – B – C – D, of whom A, C and D meet."""
    a, b, c, d = (make_akteur(name=name, slug=name.lower()) for name in "ABCD")
    make_kooperation(von=a, mit=b)
    make_kooperation(von=b, mit=c, art="uebergang")
    make_kooperation(von=c, mit=d)
    return (a, b, c, d), make_gremium(name="Tisch", mitglieder=[a, c, d])


def test_picture_table_and_file_say_who_belongs_to_it(client):
    make_netz()
    seite = karte(client)
    assert (gezeichnete(seite), faeden(seite)) == (["Gremium A: Tisch"], 3)
    assert in_der_tabelle(seite) == [["A", "Tisch", "A", "C", "D"]]
    assert [zeile[:2] for zeile in datei(client)] == [["A", "Tisch"], ["C", "Tisch"], ["D", "Tisch"]]
    assert "1 Gremium" in seite.eines(data_anzahl="3").text


def test_it_leads_to_its_place_in_the_list_below(client):
    _akteure, gremium = make_netz()
    seite = karte(client)
    assert seite.eines("a", class_="gremium")["href"] == f"#gremium-{gremium.pk}"
    eintrag = seite.eines("li", id=f"gremium-{gremium.pk}")
    assert eintrag.eines("h3").text == "A Tisch"


def test_shape_and_thread_stand_in_the_legend_only_where_one_is_drawn(client):
    make_netz()
    assert "Gremium: Hier treffen sich mehrere Akteure" in karte(client).eines("div", class_="netz-legende").text
    legende = karte(client, "?gremien=ohne").eines("div", class_="netz-legende").text
    assert "Gremium" not in legende and "Buchstabe" not in legende


def test_with_one_member_in_the_picture_it_is_only_in_the_list(client):
    (a, *_rest), _gremium = make_netz()
    make_gremium(name="Zu zweit", mitglieder=[a, make_akteur(name="Ohne Kooperation")])
    seite = karte(client)
    assert gezeichnete(seite) == ["Gremium A: Tisch"]
    assert "Zu zweit" in seite.eines("ul", class_="gremien").text


def test_nothing_internal_is_drawn(client):
    (a, b, _c, d), gremium = make_netz()
    still = make_kooperation(von=make_akteur(name="Still"), mit=a, oeffentlich=False).von
    gremium.mitglieder.add(still)
    make_gremium(name="Innerer Kreis", mitglieder=[a, b], oeffentlich=False)
    d.archivieren()
    call_command("ordne_netzwerk_an")
    seite = karte(client)
    assert (gezeichnete(seite), faeden(seite)) == (["Gremium A: Tisch"], 2)
    assert in_der_tabelle(seite) == [["A", "Tisch", "A", "C"]]
    assert [zeile[0] for zeile in datei(client)] == ["A", "C"]
    assert set(gespeicherte()) == {einer.pk for einer in Gremium.objects.get(name="Tisch").mitglieder.all()} - {
        d.pk,
        still.pk,
    } | {b.pk, -gremium.pk}


def test_around_an_akteur_are_its_gremien_and_no_others(client):
    (_a, b, c, _d), _gremium = make_netz()
    make_gremium(name="Anderer", mitglieder=[b, c])
    seite = karte(client, "?akteur=a")
    assert (gezeichnete(seite), faeden(seite)) == (["Gremium A: Tisch"], 1)
    assert faeden(karte(client, "?akteur=a&tiefe=2")) == 2
    assert gezeichnete(karte(client, "?akteur=b")) == ["Gremium A: Anderer"]


def test_a_choice_shows_the_gremien_that_belong_to_it_and_link_what_is_left(client):
    (_a, b, c, _d), gremium = make_netz()
    gremium.lebensphasen.add(make_lebensphase(slug="kita"))
    schule = make_lebensphase(slug="schule")
    gemeinde = make_gemeinde()
    make_standort(akteur=c, gemeinde=gemeinde)
    make_gremium(name="Schulrunde", mitglieder=[b, c], lebensphasen=[schule])
    assert gezeichnete(karte(client)) == ["Gremium A: Schulrunde", "Gremium B: Tisch"]
    assert gezeichnete(karte(client, "?art=uebergang")) == ["Gremium A: Schulrunde"]
    raum = karte(client, f"?planungsraum={gemeinde.planungsraum.schluessel}")
    assert (gezeichnete(raum), faeden(raum)) == (["Gremium A: Schulrunde", "Gremium B: Tisch"], 4)


def test_they_can_be_left_out_and_the_form_keeps_that(client):
    make_netz()
    seite = karte(client, "?akteur=a&gremien=ohne")
    assert (gezeichnete(seite), in_der_tabelle(seite), datei(client, "?gremien=ohne")) == ([], [], [])
    assert seite.eines("input", name="gremien")["value"] == "ohne"
    ziele = {link.text: link.get("href") for link in seite.eines("p", class_="netz-leiste").alle("a")}
    assert ziele["Gremien zeigen"] == "/netzwerk/?akteur=a"
    assert "gremien=ohne" in ziele["Tabelle herunterladen (CSV)"]
    ziele = {link.text: link.get("href") for link in karte(client).eines("p", class_="netz-leiste").alle("a")}
    assert ziele["Gremien ausblenden"] == "/netzwerk/?gremien=ohne"


def test_an_unknown_wish_is_left_out_and_said(client):
    make_netz()
    seite = karte(client, "?gremien=alle")
    assert seite.alle(id="ignoriert") and gezeichnete(seite)


def test_its_word_is_translated_and_its_name_is_not(client):
    make_netz()
    assert gezeichnete(karte(client, sprache="/en")) == ["Working group A: Tisch"]


def test_an_evil_name_stays_text(client):
    (a, b, *_rest), _gremium = make_netz()
    make_gremium(name='=<b>"x', mitglieder=[a, b])
    seite = karte(client)
    assert gezeichnete(seite)[0] == 'Gremium A: =<b>"x'
    assert datei(client)[0][1] == "'=<b>\"x"


def test_a_change_of_members_or_name_is_seen_at_once_although_the_picture_is_kept(client):
    (_a, b, _c, _d), gremium = make_netz()
    assert faeden(karte(client)) == 3
    gremium.mitglieder.add(b)
    assert faeden(karte(client)) == 4
    gremium.name = "Anders"
    gremium.save()
    assert gezeichnete(karte(client)) == ["Gremium A: Anders"]


def test_places_are_worked_out_anew_when_members_change_and_near_where_they_were(client):
    (_a, b, *_rest), gremium = make_netz()
    call_command("ordne_netzwerk_an")
    vorher, erste = gespeicherte(), Anordnung.objects.get()
    call_command("ordne_netzwerk_an")
    assert Anordnung.objects.get() == erste
    gremium.mitglieder.add(b)
    call_command("ordne_netzwerk_an")
    nachher = gespeicherte()
    assert Anordnung.objects.get() != erste and set(nachher) == set(vorher)
    assert max(abs(nachher[pk][0] - x) + abs(nachher[pk][1] - y) for pk, (x, y) in vorher.items()) < 60


def test_the_koordination_changes_a_gremium_and_the_picture_is_put_in_order(
    admin_client, monkeypatch, django_capture_on_commit_callbacks
):
    _akteure, gremium = make_netz()
    gestartet = []
    monkeypatch.setattr(verwaltung, "starten", lambda: gestartet.append(1))
    adresse = reverse("admin:netzwerk_gremium_change", args=[gremium.pk])
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(adresse, {"name": "Neu", "beschreibung": "", "mitglieder": [], "lebensphasen": []})
    assert (gestartet, Gremium.objects.get().name) == ([1], "Neu")
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(reverse("admin:netzwerk_gremium_delete", args=[gremium.pk]), {"post": "yes"})
    assert (gestartet, Gremium.objects.count()) == ([1, 1], 0)


@pytest.mark.parametrize("anzahl", [1, 20])
@pytest.mark.parametrize(
    ("adresse", "abfragen"),
    [("", 6), ("?lebensphase=kita", 7), ("?akteur=mitte&tiefe=2", 6), ("kooperationen.csv", 5)],
)
def test_it_asks_the_same_number_of_questions_with_more_gremien(
    client, anzahl, adresse, abfragen, django_assert_num_queries
):
    make_lebensphase(slug="kita")
    mitte = make_akteur(slug="mitte")
    for _nummer in range(anzahl):
        make_gremium(mitglieder=[mitte, make_kooperation(von=mitte).mit])
    assert len(gezeichnete(karte(client))) == anzahl
    with django_assert_num_queries(abfragen):
        client.get(f"/netzwerk/{adresse}")
