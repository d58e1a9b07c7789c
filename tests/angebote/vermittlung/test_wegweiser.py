"""Wegweiser: the selection of the list as a booklet in two languages, as a page and, made by the queue, as PDF."""

import re
import subprocess
from urllib.parse import parse_qs, urlsplit

import pypdf
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from akteure.auftraege import HOECHSTENS_WARTEND, annehmen
from akteure.models import Auftrag
from akteure.models.auftrag import AUFBEWAHRT
from angebote.vermittlung import pdf, wegweiser
from tests.angebote.vermittlung.test_handzettel import volles_angebot
from tests.angebote.vermittlung.test_pdf import elemente
from tests.dokument import lies
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_lebensphase,
    make_notruf,
    make_thema,
    make_uebersetzung,
)

pytestmark = pytest.mark.django_db

HEFT = "/wegweiser/heft/"
BESTELLEN = "/wegweiser/auftrag/"


@pytest.fixture(autouse=True)
def _ordner(settings, tmp_path):
    settings.AUFTRAG_ORDNER = tmp_path / "auftraege"


def heft(client, praefix="", **daten):
    return lies(client.get(f"{praefix}{HEFT}", {"in": "tr"} | daten))


def titel(seite):
    return [seite.eines("h3", id=f"a-{a['data-kennung']}").kinder[0].text for a in seite.alle("article")]


def bestellt(client, **daten):
    """Order, work the queue off, return the finished PDF's page."""
    antwort = client.post(BESTELLEN, {"in": "tr"} | daten)
    assert antwort.status_code == 302, antwort.content[:300]
    call_command("arbeite_auftraege")
    return antwort.headers["Location"]


def pdf_von(client, adresse):
    antwort = client.get(f"{urlsplit(adresse).path}datei.pdf")
    assert antwort.status_code == 200
    return antwort, b"".join(antwort.streaming_content)


mit_pango = pytest.mark.skipif(not pdf._bibliotheken_da(), reason="pango fehlt")


# --- the page that asks -------------------------------------------------------------------------------------------------
def test_the_page_says_what_is_selected_and_keeps_the_filter(client):
    hier = make_gemeinde(name="Altdorf")
    make_angebot(gemeinde=hier, kosten="kostenlos")
    make_angebot(gemeinde=hier)
    seite = lies(client.get("/wegweiser/", {"gemeinde": hier.ags, "kosten": "kostenlos", "in": "ar", "seite": "3"}))
    kopf = seite.eines("h2", id="auswahl-titel")
    assert (kopf["data-anzahl"], kopf.text) == ("1", "1 Angebot in Altdorf")
    versteckt = {feld["name"]: feld["value"] for feld in seite.alle("input", type="hidden")}
    assert versteckt == {"gemeinde": hier.ags, "kosten": "kostenlos"}
    assert [feld["value"] for feld in seite.alle("input", name="in") if "checked" in feld] == ["ar"]


def test_what_nobody_understands_is_named(client):
    seite = lies(client.get("/wegweiser/", {"in": "klingonisch", "alter": "alt", "nach": "<b>"}))
    assert "klingonisch" in seite.eines("p", id="sprache-unklar").text
    assert "alt" in seite.text


def test_the_list_and_the_akteur_lead_here(client):
    angebot = volles_angebot()
    ort = angebot.standorte.get()
    ort.akteur = angebot.akteur
    ort.save()
    adressen = [a["href"] for a in lies(client.get("/angebote/?kosten=kostenlos")).alle("a")]
    assert "/wegweiser/?kosten=kostenlos" in adressen
    adressen = [a["href"] for a in lies(client.get(angebot.akteur.get_absolute_url())).alle("a")]
    assert "/wegweiser/?plz=72655&umkreis=5" in adressen


def test_a_hidden_address_leads_nowhere(client):
    angebot = volles_angebot()
    angebot.standorte.update(adresse_verbergen=True, akteur=angebot.akteur)
    assert not [a for a in lies(client.get(angebot.akteur.get_absolute_url())).alle("a") if "wegweiser" in a["href"]]


def test_no_cookie_is_set_and_nothing_is_kept_by_others(client):
    for adresse in ("/wegweiser/", HEFT):
        antwort = client.get(adresse)
        assert not antwort.cookies and antwort.headers["X-Robots-Tag"] == "noindex"
        assert "private" in antwort.headers["Cache-Control"]


# --- the booklet --------------------------------------------------------------------------------------------------------
def test_each_angebot_stands_once_below_its_first_lebensphase(client):
    phasen = [make_lebensphase(name=f"Phase {nummer}") for nummer in range(5)]
    make_angebot(titel="Zwei", lebensphasen=phasen[1:3])
    make_angebot(titel="Eins", lebensphasen=phasen[:1])
    make_angebot(titel="Alle", lebensphasen=phasen)
    make_angebot(titel="Keine")
    seite = heft(client, **{"in": "de"})
    assert [h.text for h in seite.alle("h2")][1:4] == ["Für jedes Alter", "Phase 0", "Phase 1"]
    assert sorted(titel(seite)[:2]) == ["Alle", "Keine"]
    assert titel(seite)[2:] == ["Eins", "Zwei"]


def test_by_thema_an_unterthema_counts_as_the_one_above(client):
    oben = make_thema(name="Gesundheit")
    make_angebot(titel="Hebamme", themen=[make_thema(name="Geburt", ueber=oben)])
    seite = heft(client, nach="thema", **{"in": "de"})
    assert "Gesundheit" in [h.text for h in seite.alle("h2")]
    assert "Geburt" not in [h.text for h in seite.alle("h2")]


def test_where_a_lebensphase_is_chosen_it_is_ordered_by_thema(client):
    phase = make_lebensphase()
    make_angebot(lebensphasen=[phase], themen=[make_thema(name="Bewegung")])
    assert "Bewegung" in [h.text for h in heft(client, lebensphase=phase.slug).alle("h2")]


def test_german_and_the_other_language_stand_side_by_side(client):
    angebot = volles_angebot(lebensphasen=[make_lebensphase(name="Kita")])
    make_uebersetzung(angebot, "titel", "Kahvaltı", "tr")
    make_uebersetzung(angebot, "zeiten", "salı günleri 9", "tr")
    artikel = heft(client).eines("article")
    spalten = {
        s["lang"]: s.text
        for s in artikel.eines("div", class_="heft-paar heft-mitte").kinder
        if not isinstance(s, str) and "lang" in s
    }
    assert "dienstags 9 Uhr" in spalten["de"] and "salı günleri 9" in spalten["tr"]
    for text in ("Bus 1, Haltestelle Rathaus", "Weg 1, 72655 Altdorf", "Hausschuhe", "030 23125 007"):
        assert text in spalten["de"] and text in spalten["tr"]
    assert "Ich spreche Türkisch" in spalten["de"] and "Kahvaltı" not in spalten["de"]
    assert [s.text for s in artikel.eines("h3").kinder if not isinstance(s, str)] == ["Frühstück", "Kahvaltı"]


def test_the_table_of_contents_leads_to_every_angebot(client):
    angebote = [make_angebot(titel=f"Treff {nummer}") for nummer in range(3)]
    ziele = {a["href"] for a in heft(client).eines("nav", class_="heft-inhalt").alle("a")}
    assert {f"#a-{angebot.kennung}" for angebot in angebote} <= ziele


def test_the_register_names_each_akteur_once_with_a_number(client):
    akteur = make_akteur(name="Ärzteverein")
    for nummer in range(2):
        make_angebot(titel=f"Treff {nummer}", akteur=akteur)
    make_angebot(akteur=make_akteur(name="Zebra"))
    zeilen = [li.text for li in heft(client).eines("ul", class_="heft-register").alle("li")]
    assert [zeile.split()[0] for zeile in zeilen] == ["Ärzteverein", "Zebra"]
    assert all("030 23125 001" in zeile for zeile in zeilen)


def test_a_hidden_address_stays_hidden(client):
    angebot = volles_angebot(titel="Zuflucht")
    angebot.standorte.update(adresse_verbergen=True)
    text = heft(client).text
    assert "Zuflucht" in text and "Weg 1" not in text and "Haltestelle" not in text


def test_words_to_somebody_in_danger_stay_german_until_checked(client, settings):
    notruf = make_notruf("110", "Polizei")
    make_uebersetzung(notruf, "name", "Polis", "tr")
    make_angebot()
    teil = heft(client).eines("h2", id="heft-notrufe")
    assert (teil.text, teil["lang"]) == ("Sofort Hilfe", "de")
    assert "Polis" not in heft(client).eines("ul", class_="heft-notrufe").text.replace("Polizei", "")
    settings.GEPRUEFTE_SPRACHEN = ["tr"]
    assert "lang" not in heft(client).eines("h2", id="heft-notrufe")


def test_a_booklet_about_a_danger_stays_in_no_store(client):
    make_angebot(themen=[make_thema(sensibel="gewalt")])
    antwort = client.get(HEFT)
    assert "no-store" in antwort.headers["Cache-Control"]
    assert "Guten Tag. Ich interessiere mich" not in lies(antwort).text


def test_too_many_are_cut_off_and_that_is_said(client, monkeypatch):
    monkeypatch.setattr(wegweiser, "HOECHSTENS", 3)
    for nummer in range(5):
        make_angebot(titel=f"Treff {nummer}")
    seite = heft(client, **{"in": "de"})
    assert len(seite.alle("article")) == 3
    assert "die ersten von 5, die am besten passen" in seite.text


def test_the_number_of_queries_does_not_grow(client):
    def abfragen(anzahl):
        while len(angebote) < anzahl:
            angebot = volles_angebot(lebensphasen=[phase], themen=[thema])
            make_uebersetzung(angebot, "titel", "Kahvaltı", "tr")
            angebote.append(angebot)
        client.get(HEFT, {"in": "tr"})
        with CaptureQueriesContext(connection) as gefangen:
            assert len(heft(client).alle("article")) == anzahl
        return len(gefangen)

    angebote, phase, thema = [], make_lebensphase(), make_thema()
    make_notruf("110", "Polizei")
    assert abfragen(1) == abfragen(20) <= 13


# --- the PDF ------------------------------------------------------------------------------------------------------------
@mit_pango
def test_every_page_number_of_the_contents_is_true(client, tmp_path):
    phasen = [make_lebensphase(name=f"Phase {nummer}") for nummer in range(3)]
    namen = [f"Treff Nummer{nummer:02}x" for nummer in range(14)]
    for nummer, name in enumerate(namen):
        volles_angebot(titel=name, lebensphasen=[phasen[nummer % 3]])
    _antwort, inhalt = pdf_von(client, bestellt(client, **{"in": "de"}))
    datei = tmp_path / "heft.pdf"
    datei.write_bytes(inhalt)
    seiten = subprocess.run(
        ["pdftotext", "-layout", datei, "-"], capture_output=True, text=True, check=True
    ).stdout.split("\f")
    verzeichnis = dict(re.findall(r"(Treff Nummer\d\dx|Phase \d)[ .]+(\d+)", seiten[1]))
    assert set(verzeichnis) == {*namen, "Phase 0", "Phase 1", "Phase 2"}
    for name, nummer in verzeichnis.items():
        assert name in seiten[int(nummer) - 1], f"{name} steht nicht auf Seite {nummer}"
        assert seiten[int(nummer) - 1].split()[-1] == nummer  # what is printed at the foot of that page


@mit_pango
def test_it_is_tagged_in_both_languages_and_begins_with_its_title(client):
    make_uebersetzung(volles_angebot(), "titel", "فطور للعائلات", "ar")
    antwort, inhalt = pdf_von(client, bestellt(client, **{"in": "ar"}))
    assert antwort.headers["Content-Type"] == "application/pdf"
    assert {"private", "no-store"} <= set(antwort.headers["Cache-Control"].split(", "))
    dokument = pypdf.PdfReader(antwort_als_datei(inhalt))
    wurzel = dokument.trailer["/Root"]
    assert wurzel["/MarkInfo"]["/Marked"] and wurzel["/Lang"] == "ar"
    alle = list(elemente(wurzel["/StructTreeRoot"]["/K"][0]))
    assert {"de", "ar"} <= {e["/Lang"] for e in alle if "/Lang" in e}
    assert [e["/S"] for e in alle if e.get("/S") in ("/H1", "/H2", "/H3")][:2] == ["/H1", "/H2"]
    assert all(e.get("/Alt") for e in alle if e.get("/S") == "/Figure")


def antwort_als_datei(inhalt):
    from io import BytesIO

    return BytesIO(inhalt)


@mit_pango
def test_every_page_can_be_drawn(client, tmp_path):
    volles_angebot()
    _antwort, inhalt = pdf_von(client, bestellt(client))
    (tmp_path / "heft.pdf").write_bytes(inhalt)
    subprocess.run(["pdftoppm", "-r", "40", "-png", tmp_path / "heft.pdf", tmp_path / "s"], check=True)
    bilder = sorted(tmp_path.glob("s-*.png"))
    assert len(bilder) == len(pypdf.PdfReader(tmp_path / "heft.pdf").pages) >= 4
    assert all(bild.stat().st_size > 500 for bild in bilder)


@mit_pango
def test_who_waits_sees_every_step(client, monkeypatch):
    gesagt = []
    monkeypatch.setattr(Auftrag, "melden", lambda self, stand, schritt: gesagt.append((stand, schritt)))
    for _ in range(4):
        volles_angebot()
    bestellt(client)
    assert [stand for stand, _ in gesagt] == sorted(stand for stand, _ in gesagt)
    assert len(gesagt) > 4
    assert list(dict.fromkeys(s for _, s in gesagt)) == ["Wir suchen die Angebote heraus.", "Wir setzen die Seiten."]


@mit_pango
def test_the_selection_is_in_the_address_and_not_in_the_database(client):
    make_angebot(kosten="kostenlos")
    adresse = bestellt(client, kosten="kostenlos", **{"in": "ar"})
    assert parse_qs(urlsplit(adresse).query) == {"kosten": ["kostenlos"], "in": ["ar"], "nach": ["lebensphase"]}
    assert Auftrag.objects.get().angaben == {}
    zurueck = [a["href"] for a in lies(client.get(adresse)).alle("a") if "/wegweiser/?" in a["href"]]
    assert zurueck == [f"/wegweiser/?{urlsplit(adresse).query}"]


@mit_pango
def test_a_second_order_takes_the_same_file_until_something_changes(client):
    angebot = make_angebot()
    erste = bestellt(client)
    assert bestellt(client) == erste
    angebot.titel = "Neu"
    angebot.save()
    assert bestellt(client) != erste


# --- the page that waits ------------------------------------------------------------------------------------------------
def test_an_order_waits_and_says_so_without_a_script(client):
    make_angebot()
    adresse = client.post(BESTELLEN, {"in": "de"}).headers["Location"]
    seite = lies(client.get(adresse))
    assert seite.eines("div", id="auftrag-stand")["data-lage"] == "wartet"
    assert [a.text for a in seite.eines("main").alle("a") if urlsplit(a["href"]).path == urlsplit(adresse).path] == [
        "Stand ansehen"
    ]
    assert not seite.alle("meta", http_equiv="refresh")


def test_htmx_gets_the_part_and_is_told_when_to_stop(client):
    make_angebot()
    pfad = urlsplit(client.post(BESTELLEN, {"in": "de"}).headers["Location"]).path
    kopf = {"HX-Request": "true"}
    assert client.get(pfad, headers=kopf).status_code == 200
    Auftrag.objects.get().scheitern("Das hat leider nicht geklappt. Bitte versuchen Sie es noch einmal.")
    antwort = client.get(f"/tr{pfad}", {"gesehen": "etwas anderes"}, headers=kopf)
    assert antwort.status_code == 286
    text = antwort.content.decode()
    assert "<html" not in text and 'data-lage="gescheitert"' in text
    assert text.count("Maalesef olmadı. Lütfen yeniden deneyin.") == 2  # to see, and once to hear


@pytest.mark.parametrize("token", ["x", "a" * 39, "-_-", "0"])
def test_a_token_nobody_has_is_a_friendly_page(client, token):
    antwort = client.get(f"{BESTELLEN}{token}/")
    assert antwort.status_code == 404
    assert "Dieses PDF gibt es nicht mehr" in lies(antwort).text
    assert client.get(f"{BESTELLEN}{token}/datei.pdf").status_code == 404


def test_a_day_later_the_page_says_that_the_file_is_gone(client):
    make_angebot()
    pfad = urlsplit(client.post(BESTELLEN, {"in": "de"}).headers["Location"]).path
    auftrag = Auftrag.objects.get()
    auftrag.abschliessen(b"%PDF", ".pdf")
    Auftrag.objects.update(erstellt_am=timezone.now() - AUFBEWAHRT)
    seite = lies(client.get(pfad))
    assert "Dieses PDF gibt es nicht mehr" in seite.eines("div", id="auftrag-stand").text
    assert client.get(f"{pfad}datei.pdf").status_code == 404


def test_an_unfinished_file_cannot_be_fetched(client):
    make_angebot()
    pfad = urlsplit(client.post(BESTELLEN, {}).headers["Location"]).path
    assert client.get(f"{pfad}datei.pdf").status_code == 404


def test_a_full_queue_says_so_and_offers_to_print(client):
    make_angebot()
    for nummer in range(HOECHSTENS_WARTEND):
        annehmen("wegweiser", {"abfrage": f"alter={nummer}"})
    antwort = client.post(BESTELLEN, {"in": "tr"})
    assert (antwort.status_code, antwort.headers["Retry-After"]) == (429, "60")
    assert "Gerade werden sehr viele Hefte gemacht." in lies(antwort).text


def test_an_empty_selection_orders_nothing(client):
    antwort = client.post(BESTELLEN, {"q": "Zauberschule"})
    assert antwort.status_code == 302 and antwort.headers["Location"].startswith("/wegweiser/?")
    assert not Auftrag.objects.exists()


def test_what_became_empty_while_it_waited_says_so(client):
    angebot = make_angebot()
    pfad = urlsplit(client.post(BESTELLEN, {"in": "de"}).headers["Location"]).path
    angebot.beenden()
    call_command("arbeite_auftraege")
    assert "Zu dieser Auswahl gibt es gerade kein Angebot." in lies(client.get(pfad)).text


def test_a_get_orders_nothing(client):
    make_angebot()
    assert client.get(BESTELLEN, {"in": "tr"}).status_code == 405
    assert not Auftrag.objects.exists()


def test_where_pdf_is_switched_off_there_is_no_button(client, settings):
    settings.PDF = False
    make_angebot()
    assert [b.text for b in lies(client.get("/wegweiser/")).eines("main").alle("button")] == ["Ansehen und drucken"]
    assert client.post(BESTELLEN, {}).headers["Location"].startswith("/wegweiser/?")


def test_an_order_sets_no_cookie(client):
    make_angebot()
    assert not client.post(BESTELLEN, {}).cookies
