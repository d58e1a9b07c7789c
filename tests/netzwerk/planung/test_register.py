"""The register: list, filters, one Luecke with its evidence and its steps; nothing typed is lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from angebote.models import Angebot
from netzwerk.models import Luecke
from netzwerk.planung.jetzt import abdeckung_jetzt
from tests.dokument import lies
from tests.fabriken import (
    make_angebot,
    make_gemeinde,
    make_konto,
    make_lebensphase,
    make_planungsraum,
    make_thema,
)

from .waehlen import erstes, waehle

pytestmark = pytest.mark.django_db
REGISTER = "/planung/register/"
MORGEN = timezone.localdate() + timedelta(days=1)


@pytest.fixture
def koordination(client):
    client.force_login(make_konto("koordination", first_name="Kim", last_name="Koordination"))
    return client


@pytest.fixture
def welt():
    """Two Gemeinden in two Planungsräume, and nothing for "kita" anywhere."""
    phase = make_lebensphase(slug="kita", name="Kita")
    thema = make_thema(slug="geld", name="Geld")
    make_angebot(einzugsgebiet="kreisweit", lebensphasen=[make_lebensphase()])
    raeume = [make_planungsraum(schluessel=s, name=f"Raum {s}") for s in ("5005", "5009")]
    orte = [make_gemeinde(name=n, planungsraum=r) for n, r in zip(("Nürtingen", "Aichtal"), raeume, strict=True)]
    return orte, phase, thema


def erkenne(ort, *bedingungen, art="nichts", planungsraum=""):
    abdeckung = abdeckung_jetzt()
    gebiet = abdeckung.fakten.gebiete.eines(gemeinde=ort.ags if ort else "", planungsraum=planungsraum)
    return Luecke.erkennen(abdeckung.zelle(gebiet, bedingungen or (("lebensphase", "kita"),)), art)[0]


@pytest.fixture
def luecke(welt):
    return erkenne(welt[0][0])


def liste(client, **abfrage):
    response = client.get(REGISTER, abfrage)
    assert response.status_code == 200
    return lies(response)


def orte(dokument):
    return [th.text.split(":")[0] for th in waehle(dokument, ".registertafel tbody th")]


def stand(client, luecke):
    return erstes(lies(client.get(luecke.get_absolute_url())), "input[name=stand]")["value"]


def sende(client, luecke, nach, **werte):
    werte.setdefault("stand", stand(client, luecke))
    return client.post(luecke.get_absolute_url(), {"schritt": nach} | werte)


# --- the list ---------------------------------------------------------------------------------------------------------
def test_an_empty_register_says_where_to_begin(koordination):
    leer = erstes(liste(koordination), ".leer")
    assert "noch leer" in leer.text
    assert erstes(leer, "a")["href"] == "/planung/luecken/"


def test_it_shows_place_question_kind_and_stand(koordination, luecke):
    zeile = erstes(liste(koordination), ".registertafel tbody tr")
    assert "Nürtingen: Kita" in zeile.text and "kein Angebot" in zeile.text
    assert erstes(zeile, ".standmarke").text == "erkannt"
    assert erstes(zeile, "th a")["href"] == luecke.get_absolute_url()


def test_it_can_be_narrowed_to_place_kind_and_stand(koordination, welt, luecke):
    (_nuertingen, aichtal), _phase, _thema = welt
    geprueft = erkenne(aichtal)
    geprueft.pruefen()
    erkenne(None, planungsraum="5009")
    assert orte(liste(koordination, gemeinde=aichtal.ags)) == ["Aichtal"]
    assert sorted(orte(liste(koordination, planungsraum="5009"))) == ["Aichtal", "Raum 5009"]
    assert orte(liste(koordination, status="geprueft")) == ["Aichtal"]
    assert orte(liste(koordination, art="voll")) == []
    assert len(orte(liste(koordination, status="offen"))) == 3


def test_counts_are_those_of_what_a_click_shows(koordination, welt, luecke):
    erkenne(welt[0][1]).kein_bedarf("Anders gelöst.")
    erkenne(None).pruefen()
    for wahl in waehle(liste(koordination), ".staende a"):
        anzahl = erstes(wahl, "b").text
        gezeigt = erstes(lies(koordination.get(wahl["href"])), "h1[data-anzahl]")["data-anzahl"]
        assert gezeigt == anzahl, wahl.text


def test_it_can_be_sorted_by_day_and_by_place(koordination, welt, luecke):
    spaeter, frueher = luecke, erkenne(welt[0][1])
    for eine, tage in ((spaeter, 9), (frueher, 2)):
        eine.pruefen()
        eine.planen("Ein Kurs", "Jugendamt", MORGEN + timedelta(days=tage))
    ohne = erkenne(None)
    assert orte(liste(koordination, sortierung="bis")) == ["Aichtal", "Nürtingen", ohne.wo]
    assert orte(liste(koordination, sortierung="ort")) == [ohne.wo, "Aichtal", "Nürtingen"]


def test_a_day_that_has_passed_is_named(koordination, luecke):
    luecke.pruefen()
    luecke.planen("Ein Kurs", "Jugendamt", MORGEN)
    Luecke.objects.update(bis=timezone.localdate() - timedelta(days=1))
    assert "überfällig" in erstes(liste(koordination), ".registertafel").text


@pytest.mark.parametrize(
    "junk",
    [{"status": "x"}, {"art": "\x00x"}, {"gemeinde": "1"}, {"planungsraum": "🦄"}, {"sortierung": "x"}, {"seite": "9"}],
)
def test_junk_is_named_and_left_out(koordination, luecke, junk):
    dokument = liste(koordination, **junk)
    assert erstes(dokument, "#ignoriert")
    assert orte(dokument) == ["Nürtingen"]


def test_as_many_queries_for_one_as_for_twenty(koordination, welt, luecke):
    liste(koordination)
    with CaptureQueriesContext(connection) as eine:
        liste(koordination)
    for _ in range(19):
        erkenne(welt[0][1], ("thema", make_thema().slug))
    liste(koordination)
    with CaptureQueriesContext(connection) as zwanzig:
        assert len(orte(liste(koordination))) == 20
    assert len(eine) == len(zwanzig) <= 9


# --- one Luecke -------------------------------------------------------------------------------------------------------
def test_it_shows_what_was_seen_then_and_what_is_seen_now(koordination, welt, luecke):
    make_angebot(gemeinde=welt[0][0], lebensphasen=[welt[1]])
    dokument = lies(koordination.get(luecke.get_absolute_url()))
    damals, heute = waehle(dokument, ".belege div")
    assert "Vor Ort 0" in damals.text
    assert "Vor Ort 1" in heute.text
    assert erstes(heute, "a")["href"] == f"/angebote/?gemeinde={welt[0][0].ags}&lebensphase=kita&fuer=familien"


def test_it_says_when_the_cell_is_covered_and_proposes_what_covers_it(koordination, welt, luecke):
    assert not waehle(lies(koordination.get(luecke.get_absolute_url())), "[data-gedeckt]")
    neu = make_angebot(gemeinde=welt[0][0], lebensphasen=[welt[1]], titel="Neuer Treff")
    dokument = lies(koordination.get(luecke.get_absolute_url()))
    assert "inzwischen gedeckt" in erstes(dokument, "[data-gedeckt]").text
    kandidat = erstes(dokument, ".kandidat")
    assert "Neuer Treff" in kandidat.text
    assert (erstes(kandidat, "input")["value"], "checked" in erstes(kandidat, "input")) == (str(neu.pk), False)


def test_no_longer_nothing_but_far_is_not_covered(koordination, welt, luecke):
    fern = make_gemeinde(name="Fern", lat=47.8, lon=9.9)
    make_angebot(gemeinde=fern, lebensphasen=[welt[1]])
    dokument = lies(koordination.get(luecke.get_absolute_url()))
    assert "nur weiter weg" in erstes(dokument, "[data-heute]").text
    assert not waehle(dokument, "[data-gedeckt]")


def test_without_any_data_nothing_is_covered(koordination, luecke):
    Angebot.objects.update(status="entwurf")
    assert not waehle(lies(koordination.get(luecke.get_absolute_url())), "[data-gedeckt]")


def test_from_recorded_to_closed_and_open_again(koordination, welt, luecke):
    sende(koordination, luecke, "geprueft", notiz="Drei Kitas fragen.")
    plan = {"entscheidung": "Ein Kurs", "zustaendig": "Jugendamt", "bis": f"{MORGEN:%d.%m.%Y}"}
    sende(koordination, luecke, "geplant", **plan)
    neu = make_angebot(gemeinde=welt[0][0], lebensphasen=[welt[1]], titel="Neuer Treff")
    response = sende(koordination, luecke, "geschlossen", angebote=[neu.pk], notiz="Es geht los.")
    assert response["Location"] == luecke.get_absolute_url()
    dokument = lies(koordination.get(luecke.get_absolute_url()))
    assert erstes(dokument, "[data-lage]").text == "geschlossen"
    schritte = [li.text for li in waehle(dokument, ".verlauf li")]
    assert [s.split()[0] for s in schritte] == ["erkannt", "geprüft", "Maßnahme", "geschlossen"]
    assert "Kim Koordination" in schritte[-1] and "„Neuer Treff“" in schritte[-1]
    neu.beenden()
    dokument = lies(koordination.get(luecke.get_absolute_url()))
    assert erstes(dokument, "[data-lage]").text == "wieder offen"
    assert "nicht mehr öffentlich" in dokument.text
    sende(koordination, luecke, "erkannt", notiz="Der Treff ist zu Ende.")
    assert Luecke.objects.get().status == "erkannt"


def test_what_is_missing_is_said_and_what_was_typed_stays(koordination, luecke):
    luecke.pruefen()
    response = sende(koordination, luecke, "geplant", entscheidung="Ein Kurs", zustaendig="", bis="31.02.2027")
    dokument = lies(response)
    fehler = [li.text for li in waehle(dokument, ".fehlerliste li")]
    assert fehler == ["Bitte schreiben Sie, wer zuständig ist.", "Bitte so: 31.03.2027."]
    offen = erstes(dokument, "details[open]")
    assert erstes(offen, "textarea").text == "Ein Kurs"
    assert erstes(offen, "input[name=bis]")["value"] == "31.02.2027"
    assert Luecke.objects.get().status == "geprueft"


def test_who_was_slower_is_told_and_loses_nothing(koordination, luecke):
    gesehen = stand(koordination, luecke)
    sende(koordination, luecke, "kein_bedarf", begruendung="Dort leben keine Kinder.")
    response = sende(koordination, luecke, "geprueft", notiz="Drei Kitas fragen.", stand=gesehen)
    dokument = lies(response)
    assert "jemand anderes" in erstes(dokument, ".fehlerliste li").text
    assert erstes(dokument, "details[open] textarea").text == "Drei Kitas fragen."
    assert erstes(dokument, "[data-lage]").text == "bewusst kein Bedarf"
    assert erstes(dokument, "details[open] input[name=stand]")["value"] != gesehen
    assert Luecke.objects.get().verlauf.count() == 2


def test_a_search_finds_an_angebot_and_keeps_what_was_typed(koordination, luecke):
    gesucht = make_angebot(titel="Zauberschule")
    response = sende(koordination, luecke, "geschlossen", suchen="1", suche="Zauberschule", notiz="Es geht los.")
    dokument = lies(response)
    assert [erstes(k, "input")["value"] for k in waehle(dokument, ".kandidat")] == [str(gesucht.pk)]
    assert erstes(dokument, "details[open] textarea").text == "Es geht los."
    assert not waehle(dokument, ".fehlerliste")
    assert Luecke.objects.get().status == "erkannt"


@pytest.mark.parametrize("angebote", [["abc"], ["999999999"], ["-1"], ["9" * 40]])
def test_an_angebot_that_does_not_exist_closes_nothing(koordination, luecke, angebote):
    response = sende(koordination, luecke, "geschlossen", angebote=angebote, notiz="x")
    assert response.status_code == 200
    assert erstes(lies(response), ".fehlerliste li").text
    assert Luecke.objects.get().status == "erkannt"


@pytest.mark.parametrize("daten", [{}, {"schritt": "fliegen"}, {"schritt": "geprueft"}, {"schritt": "geprueft", "stand": "x"}])  # fmt: skip
def test_what_no_form_sends_changes_nothing(koordination, luecke, daten):
    response = koordination.post(luecke.get_absolute_url(), daten)
    assert response.status_code == 200
    assert Luecke.objects.get().verlauf.count() == 1


def test_a_look_changes_nothing(koordination, luecke):
    for _ in range(2):
        koordination.get(luecke.get_absolute_url(), {"schritt": "geprueft", "notiz": "x"})
    assert (Luecke.objects.get().status, luecke.verlauf.count()) == ("erkannt", 1)


@pytest.mark.parametrize("rolle", [None, "fachkraft", "redaktion"])
def test_nobody_else_takes_a_step(client, luecke, rolle):
    if rolle:
        client.force_login(make_konto(rolle))
    response = client.post(luecke.get_absolute_url(), {"schritt": "geprueft", "stand": luecke.stand})
    assert response.status_code == (403 if rolle else 302)
    assert Luecke.objects.get().status == "erkannt"


def test_a_luecke_that_does_not_exist_is_not_found(koordination):
    for pk in (4711, 10**30):
        assert koordination.get(f"{REGISTER}{pk}/").status_code == 404


def test_what_is_typed_is_shown_as_text(koordination, luecke):
    sende(koordination, luecke, "geprueft", notiz="<script>alert(1)</script>")
    assert "<script>alert" not in koordination.get(luecke.get_absolute_url()).content.decode()


def test_as_many_queries_for_a_short_history_as_for_a_long_one(koordination, luecke):
    koordination.get(luecke.get_absolute_url())
    with CaptureQueriesContext(connection) as kurz:
        koordination.get(luecke.get_absolute_url())
    for _ in range(10):
        luecke.kein_bedarf("Anders gelöst.", von=make_konto("koordination"))
        luecke.wieder_aufnehmen()
    with CaptureQueriesContext(connection) as lang:
        koordination.get(luecke.get_absolute_url())
    assert len(kurz) == len(lang) <= 13
