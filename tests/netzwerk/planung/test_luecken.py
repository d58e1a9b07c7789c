"""The gap matrix: what it shows, how one click puts a gap into the register, saved views, junk, many rows, few queries."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from angebote.models import Angebot, Lebensphase, Thema
from netzwerk.models import Ansicht, Luecke
from tests.dokument import lies
from tests.fabriken import (
    make_angebot,
    make_gemeinde,
    make_konto,
    make_lebensphase,
    make_planungsraum,
    make_sprache,
    make_thema,
    make_uebergang,
    make_zielgruppe,
)

from .waehlen import erstes, waehle

pytestmark = pytest.mark.django_db
SEITE, AUFNEHMEN, MERKEN = "/planung/luecken/", "/planung/luecken/aufnehmen/", "/planung/luecken/ansichten/"


@pytest.fixture
def koordination(client):
    client.force_login(make_konto("koordination"))
    return client


@pytest.fixture
def welt():
    """Two Gemeinden in one Planungsraum, one in another; a Treff for "kita" in the first."""
    phasen = [make_lebensphase(slug="kita", name="Kita"), make_lebensphase(slug="schule", name="Schule")]
    make_thema(slug="geld", name="Geld")
    make_uebergang(slug="in-die-schule", von=phasen[0], nach=phasen[1])
    make_zielgruppe(slug="vaeter", name="Väter")
    make_sprache("tr", name="Türkisch")
    raum = make_planungsraum(schluessel="5005", name="Raum Nürtingen")
    orte = [make_gemeinde(name=name, planungsraum=raum, lat=48.6, lon=9.3) for name in ("Nürtingen", "Oberboihingen")]
    orte.append(make_gemeinde(name="Weit Weg", planungsraum=make_planungsraum(schluessel="5009"), lat=47.9, lon=9.9))
    make_angebot(gemeinde=orte[0], lebensphasen=[phasen[0]], titel="Treff")
    return orte


def seite(client, **abfrage):
    response = client.get(SEITE, abfrage)
    assert response.status_code == 200
    return lies(response)


def zellen(dokument):
    """Return id → cell."""
    return {zelle["id"]: zelle for zelle in waehle(dokument, "td[data-anzahl]")}


def zeile(dokument, name):
    return next(z for z in waehle(dokument, ".matrix tbody tr") if name in erstes(z, "th").text)


# --- what it shows ----------------------------------------------------------------------------------------------------
def test_rows_are_gemeinden_and_columns_lebensphasen_where_nothing_is_asked(koordination, welt):
    dokument = seite(koordination)
    assert [th.text.strip() for th in waehle(dokument, ".matrix thead th[scope=col]")] == ["Kita", "Schule"]
    assert len(waehle(dokument, ".matrix tbody th[scope=row]")) == 3
    assert "Gemeinden und Lebensphasen" in erstes(dokument, ".matrix caption").text


def test_a_cell_tells_what_reaches_what_is_near_and_what_is_missing(koordination, welt):
    dokument = seite(koordination)
    hier, nebenan, fern = (erstes(zeile(dokument, name), "td") for name in ("Nürtingen", "Oberboihingen", "Weit Weg"))
    assert (hier["data-anzahl"], hier["data-nah"], "s-oertlich" in hier["class"]) == ("1", "0", True)
    assert (nebenan["data-anzahl"], nebenan["data-nah"], "s-nah" in nebenan["class"]) == ("0", "1", True)
    assert (fern["data-anzahl"], "s-fern" in fern["class"]) == ("0", True)
    assert "nur weit weg" in fern.text and "km" in fern.text


def test_gaps_in_what_we_know_look_different_from_gaps_in_what_exists(koordination, welt):
    hier = erstes(zeile(seite(koordination), "Nürtingen"), "td")
    daten = {li.text for li in waehle(hier, ".kuerzel-daten")}
    assert "noch da?" in daten and all(text.endswith("?") for text in daten)
    assert "unklar" in hier["class"]
    leer = waehle(zeile(seite(koordination), "Nürtingen"), "td")[1]
    assert [li.text for li in waehle(leer, ".kuerzel-fehlt")] == ["nichts da"]


def test_a_number_opens_the_list_of_the_same_question(koordination, welt):
    link = urlsplit(erstes(zeile(seite(koordination, thema="geld"), "Nürtingen"), "td a.zahl")["href"])
    assert link.path == "/angebote/"
    assert dict(parse_qsl(link.query)) == {
        "gemeinde": welt[0].ags, "thema": "geld", "lebensphase": "kita", "fuer": "familien"
    }  # fmt: skip


@pytest.mark.parametrize("zeilen", ["kreis", "planungsraum", "gemeinde", "lebensphase", "uebergang", "thema"])
@pytest.mark.parametrize("spalten", ["lebensphase", "uebergang", "thema", "zielgruppe", "sprache"])
def test_every_pair_of_axes_is_a_table(koordination, welt, zeilen, spalten):
    dokument = seite(koordination, zeilen=zeilen, spalten=spalten)
    zahl = len(waehle(dokument, ".matrix thead th")) * len(waehle(dokument, ".matrix tbody tr"))
    assert zahl == len(zellen(dokument)) > 0
    assert len({zelle["id"] for zelle in waehle(dokument, "[id]")}) == len(waehle(dokument, "[id]"))


def test_a_planungsraum_narrows_the_rows(koordination, welt):
    dokument = seite(koordination, planungsraum="5005")
    assert [th.text.strip() for th in waehle(dokument, ".matrix tbody th")] == ["Nürtingen", "Oberboihingen"]


def test_where_rows_are_words_the_place_is_that_of_all_cells(koordination, welt):
    dokument = seite(koordination, zeilen="thema", spalten="lebensphase", gemeinde=welt[1].ags)
    assert "Ort: Oberboihingen" in erstes(dokument, ".nur-dies").text
    assert all(f"gemeinde={welt[1].ags}" in a["href"] for a in waehle(dokument, "a.zahl"))


def test_whatever_narrows_the_view_can_be_left_out_alone(koordination, welt):
    dokument = seite(koordination, planungsraum="5005", thema="geld", art="nichts")
    chips = {chip.text.split(":")[0]: dict(parse_qsl(chip["href"][1:])) for chip in waehle(dokument, ".nur-dies .chip")}
    alles = {"zeilen": "gemeinde", "spalten": "lebensphase", "planungsraum": "5005", "thema": "geld", "art": "nichts"}
    for name, parameter in (("Ort", "planungsraum"), ("Thema", "thema"), ("Art der Lücke", "art")):
        assert chips[name] == {n: wert for n, wert in alles.items() if n != parameter}


def test_one_kind_of_gap_alone(koordination, welt):
    dokument = seite(koordination, art="nichts")
    assert {li.text for li in waehle(dokument, ".matrix .kuerzel")} == {"nichts da"}
    assert len(waehle(dokument, ".aufnehmen")) == 3  # Schule in each Gemeinde


def test_the_overview_counts_the_cells_of_each_kind(koordination, welt):
    dokument = seite(koordination)
    assert erstes(dokument, "[data-art=nichts]").text == "3"
    assert erstes(dokument, "[data-art=nur_fern]").text == "1"
    assert "6 Felder" in erstes(dokument, "#uebersicht-titel").text


def test_published_the_gap_is_gone(koordination, welt):
    kita, geld = Lebensphase.objects.get(slug="kita"), Thema.objects.get(slug="geld")
    entwurf = make_angebot(gemeinde=welt[2], lebensphasen=[kita], themen=[geld])
    entwurf.pausieren()
    assert "nur weit weg" in erstes(zeile(seite(koordination), "Weit Weg"), "td").text
    entwurf.veroeffentlichen()
    assert "nur weit weg" not in erstes(zeile(seite(koordination), "Weit Weg"), "td").text


# --- honest where there is nothing ------------------------------------------------------------------------------------
def test_without_any_angebot_there_is_no_gap(koordination):
    make_gemeinde()
    make_lebensphase()
    dokument = seite(koordination)
    assert "Noch keine Daten" in erstes(dokument, ".leer").text
    assert not waehle(dokument, ".matrix")


def test_without_any_gemeinde_there_is_no_row(koordination):
    make_angebot(einzugsgebiet="kreisweit")
    make_lebensphase()
    for zeilen in ("gemeinde", "kreis", "planungsraum", "thema"):
        assert "Nichts zu zeigen" in erstes(seite(koordination, zeilen=zeilen), ".leer").text


def test_one_gemeinde_is_one_row(koordination):
    make_angebot(gemeinde=make_gemeinde(), lebensphasen=[make_lebensphase()])
    assert len(waehle(seite(koordination), ".matrix tbody tr")) == 1


def test_many_gemeinden_come_in_pages(koordination):
    raum, phase = make_planungsraum(), make_lebensphase()
    for nummer in range(130):
        ort = make_gemeinde(name=f"Ort {nummer:03}", planungsraum=raum)
    make_angebot(gemeinde=ort, lebensphasen=[phase])
    erste, letzte = seite(koordination), seite(koordination, seite=3)
    assert [len(waehle(s, ".matrix tbody tr")) for s in (erste, letzte)] == [60, 10]
    assert "Seite 1 von 3" in erstes(erste, "nav.seiten").text
    assert "auf dieser Seite" in erstes(erste, "#uebersicht-titel").text
    assert erstes(letzte, "input[name=zurueck]")["value"].endswith("seite=3")


@pytest.mark.parametrize(
    "junk",
    [
        {"zeilen": "'; DROP TABLE"},
        {"spalten": "\x00"},
        {"zeilen": "thema", "spalten": "thema"},
        {"planungsraum": "0000"},
        {"gemeinde": "99999999"},
        {"zeilen": "kreis", "gemeinde": "__erste__"},
        {"lebensphase": ["kita", "schule"]},
        {"thema": "🦄" * 300},
        {"spalten": "lebensphase", "lebensphase": "kita"},
        {"art": "alles"},
        {"seite": "-1"},
        {"seite": "99999999999999999999"},
    ],
)
def test_junk_is_named_and_left_out(koordination, welt, junk):
    junk = {name: welt[0].ags if wert == "__erste__" else wert for name, wert in junk.items()}
    dokument = seite(koordination, **junk)
    assert waehle(dokument, ".matrix")
    assert junk == {"spalten": "\x00"} or erstes(dokument, "#ignoriert")


# --- into the register ------------------------------------------------------------------------------------------------
def nimm_auf(client, dokument, name):
    knopf = erstes(zeile(dokument, name), "button[name=zelle]")
    zurueck = erstes(dokument, "input[name=zurueck]")["value"]
    return client.post(AUFNEHMEN, {"zelle": knopf["value"], "zurueck": zurueck})


def test_one_click_records_the_gap_and_leads_back_to_the_cell(koordination, welt):
    dokument = seite(koordination, art="nur_fern", thema="")
    response = nimm_auf(koordination, dokument, "Weit Weg")
    luecke = Luecke.objects.get()
    assert (luecke.gemeinde, luecke.lebensphase.slug, luecke.art) == (welt[2], "kita", "nur_fern")
    assert luecke.verlauf.get().von == koordination.get(SEITE).wsgi_request.user
    ziel = urlsplit(response["Location"])
    assert (ziel.path, ziel.query) == (SEITE, "zeilen=gemeinde&spalten=lebensphase&art=nur_fern")
    danach = seite(koordination, art="nur_fern")
    zelle = zellen(danach)[ziel.fragment]
    assert erstes(zelle, ".eintrag-link")["href"] == f"/planung/register/{luecke.pk}/"
    assert not waehle(zelle, ".aufnehmen")


def test_a_second_click_changes_nothing(koordination, welt):
    dokument = seite(koordination)
    nimm_auf(koordination, dokument, "Weit Weg")
    nimm_auf(koordination, dokument, "Weit Weg")
    assert Luecke.objects.get().verlauf.count() == 1


def test_an_entry_of_another_question_does_not_show(koordination, welt):
    nimm_auf(koordination, seite(koordination, thema="geld"), "Weit Weg")
    assert not waehle(seite(koordination), ".eintrag-link")
    assert len(waehle(seite(koordination, thema="geld"), ".eintrag-link")) == 1


@pytest.mark.parametrize("zelle", ["", "art=nichts", "gemeinde=1&lebensphase=kita&art=nichts", "x" * 5000, "lebensphase=kita&art=voll", "%00=%00&art"])  # fmt: skip
def test_a_button_nobody_pressed_records_nothing(koordination, welt, zelle):
    response = koordination.post(AUFNEHMEN, {"zelle": zelle, "zurueck": "zeilen=x&boese=http://x"}, follow=True)
    assert response.status_code == 200
    assert erstes(lies(response), ".meldungen .hinweis-warn")
    assert "boese" not in response.request["QUERY_STRING"]
    assert not Luecke.objects.exists()


def test_a_look_records_nothing(koordination, welt):
    assert koordination.get(AUFNEHMEN).status_code == 405
    seite(koordination)
    assert not Luecke.objects.exists()


# --- saved views ------------------------------------------------------------------------------------------------------
def test_a_view_is_kept_under_a_name_without_what_nobody_knows(koordination, welt):
    response = koordination.post(
        MERKEN, {"name": "Kita", "abfrage": "zeilen=planungsraum&quatsch=1&art=nichts&thema=x"}
    )
    assert Ansicht.objects.get().abfrage == "zeilen=planungsraum&spalten=lebensphase&art=nichts"
    assert response["Location"] == f"{SEITE}?zeilen=planungsraum&spalten=lebensphase&art=nichts"
    link = erstes(seite(koordination), ".ansichten ul a")
    assert (link.text, link["href"]) == ("Kita", response["Location"])


@pytest.mark.parametrize("name", ["", "Kita", "x" * 81])
def test_a_name_that_does_not_do_is_asked_for_again(koordination, welt, name):
    Ansicht.objects.create(name="Kita", abfrage="zeilen=kreis")
    response = koordination.post(MERKEN, {"name": name, "abfrage": "zeilen=planungsraum"})
    dokument = lies(response)
    assert erstes(dokument, ".fehlerliste li").text
    assert erstes(dokument, "input[name=name]").get("value", "") == name
    assert "Planungsräume" in erstes(dokument, "h1").text
    assert Ansicht.objects.count() == 1


def test_a_view_is_forgotten_by_a_press_only(koordination, welt):
    ansicht = Ansicht.objects.create(name="Kita", abfrage="zeilen=kreis")
    adresse = f"{MERKEN}{ansicht.pk}/loeschen/"
    assert koordination.get(adresse).status_code == 405
    assert koordination.post(adresse)["Location"] == SEITE
    assert not Ansicht.objects.exists()
    assert koordination.post(adresse).status_code == 404


# --- who may, how many queries ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("rolle", [None, "fachkraft", "redaktion"])
def test_nobody_else_writes_anything(client, welt, rolle):
    ansicht = Ansicht.objects.create(name="Kita", abfrage="zeilen=kreis")
    if rolle:
        client.force_login(make_konto(rolle))
    zelle = f"gemeinde={welt[0].ags}&lebensphase=schule&art=nichts"
    for adresse, daten in (
        (AUFNEHMEN, {"zelle": zelle}),
        (MERKEN, {"name": "Neu", "abfrage": ""}),
        (f"{MERKEN}{ansicht.pk}/loeschen/", {}),
    ):
        response = client.post(adresse, daten)
        assert response.status_code == (403 if rolle else 302)
        assert rolle or response["Location"] == "/konto/anmelden/?next=%2Fplanung%2Fluecken%2F"
    assert (Luecke.objects.count(), Ansicht.objects.count()) == (0, 1)


def test_as_many_queries_for_few_rows_as_for_many(koordination, welt):
    raum, phase = make_planungsraum(), make_lebensphase(slug="beruf", name="Beruf")
    seite(koordination)  # what the process keeps in memory is there now
    with CaptureQueriesContext(connection) as wenige:
        seite(koordination)
    for nummer in range(40):
        make_angebot(gemeinde=make_gemeinde(name=f"Ort {nummer:02}", planungsraum=raum), lebensphasen=[phase])
    dokument = seite(koordination)
    for name in ("Ort 01", "Ort 02", "Weit Weg"):
        nimm_auf(koordination, dokument, name)
    koordination.post(MERKEN, {"name": "Eine", "abfrage": ""})
    seite(koordination)
    with CaptureQueriesContext(connection) as viele:
        assert len(zellen(seite(koordination))) == 43 * 3
    assert len(wenige) == len(viele) <= 12


@pytest.mark.parametrize("anzahl", [1, 20])
def test_the_first_page_after_an_edit_asks_at_most_twelve_times(koordination, welt, anzahl, django_assert_num_queries):
    phase = make_lebensphase(slug="beruf", name="Beruf")
    seite(koordination)
    for nummer in range(anzahl):
        make_angebot(gemeinde=make_gemeinde(name=f"Ort {nummer:02}"), lebensphasen=[phase], themen=[make_thema()])
    seite(koordination)  # the new Gemeinden and words
    Angebot.objects.update(kosten="spende")
    with django_assert_num_queries(12):
        seite(koordination)


# --- every number is that of the list ---------------------------------------------------------------------------------
@pytest.fixture
def landkreis(db):
    for befehl in (
        ("lade_gebiet", "fixtures/gebiet/gemeinden.csv"), ("lade_vokabular", "fixtures/vokabular.json"), ("lade_demo",)
    ):  # fmt: skip
        call_command(*befehl, verbosity=0)


@pytest.mark.usefixtures("landkreis")
def test_every_cell_of_the_demo_counts_what_its_list_shows(koordination):
    koordination.get("/angebote/")
    geprueft = 0
    for abfrage in (
        {"zeilen": "planungsraum", "spalten": "uebergang", "planungsraum": "5005"},
        {"zeilen": "thema", "spalten": "lebensphase", "gemeinde": "08116049"},
        {"zeilen": "gemeinde", "spalten": "uebergang", "thema": "geld", "planungsraum": "5005"},
        {"zeilen": "kreis", "spalten": "zielgruppe"},
        {"zeilen": "kreis", "spalten": "sprache"},
    ):
        for zelle in zellen(seite(koordination, **abfrage)).values():
            liste = lies(koordination.get(erstes(zelle, "a.zahl")["href"]))
            assert erstes(liste, "h1[data-anzahl]")["data-anzahl"] == zelle["data-anzahl"], (abfrage, zelle["id"])
            nah = next((g for g in waehle(liste, "[data-anzahl-gruppe]") if waehle(g, "#gruppe-naehe")), None)
            assert (nah["data-anzahl-gruppe"] if nah else "0") == zelle["data-nah"], (abfrage, zelle["id"])
            geprueft += 1
    assert geprueft > 100
