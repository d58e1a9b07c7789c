"""The figures of the reports are those of matrix and list; and what is not known is said."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from netzwerk.models import Kooperation, Stichtag
from netzwerk.planung.arten import Lueckenart, Zustand
from netzwerk.planung.gebiete import Ebene
from netzwerk.planung.jetzt import abdeckung_jetzt
from netzwerk.planung.stichtage import abdeckung_am, aufnehmen
from tests.dokument import anzahl, lies
from tests.fabriken import make_akteur, make_angebot, make_gemeinde, make_termin
from tests.welt import Welt

from .aufbau import ALLE, bericht, berichte, html, kette, make_luecke, tabelle, zeilen

pytestmark = pytest.mark.django_db


def paar(zelle):
    return [str(zelle.oertlich), str(zelle.nah), str(zelle.kreisweit), str(zelle.anzahl)]


@pytest.mark.parametrize("seed", range(3))
def test_every_place_has_the_numbers_of_its_cell(seed):
    Welt(seed)
    heute, ein = abdeckung_jetzt(), bericht("bestand")
    orte, raeume = zeilen(ein, "Gemeinden"), zeilen(ein, "Planungsräume")
    assert orte == {g.name: paar(heute.zelle(g)) for g in heute.fakten.gebiete.alle(Ebene.GEMEINDE)}
    assert {name: rest[1:] for name, rest in raeume.items()} == {
        g.name: paar(heute.zelle(g)) for g in heute.fakten.gebiete.alle(Ebene.PLANUNGSRAUM)
    }


def test_every_number_with_a_link_is_the_total_of_the_list_behind_it(client):
    Welt(1)
    ein = bericht("bestand")
    zahlen = [wert for eine in ein.tabellen for zeile in eine.zeilen for wert in zeile if hasattr(wert, "adresse")]
    assert len(zahlen) > 40
    for zahl in zahlen:
        assert anzahl(lies(client.get(f"/angebote/?{zahl.adresse}"))) == zahl.wert, zahl


@pytest.mark.parametrize("seed", range(3))
def test_gaps_are_counted_as_the_matrix_shows_them(seed):
    Welt(seed)
    heute, ein = abdeckung_jetzt(), bericht("luecken")
    gemeinden = heute.fakten.gebiete.alle(Ebene.GEMEINDE)
    zellen = [
        heute.zelle(gemeinde, (phase.bedingung, thema.bedingung))
        for gemeinde in gemeinden
        for phase in heute.koepfe("lebensphase")
        for thema in heute.koepfe("thema")
    ]
    gezeigt = zeilen(ein, "Lücken nach Art") | zeilen(ein, "Datenlücken")
    for art in Lueckenart:
        if art is not Lueckenart.UEBERGANG:
            assert gezeigt[str(art.label)][0] == str(sum(art in zelle.arten for zelle in zellen)), art
    daten = {str(art.label) for art in Lueckenart if art.ist_datenluecke}
    assert set(zeilen(ein, "Datenlücken")) == daten and not daten & set(zeilen(ein, "Lücken nach Art"))


def test_the_chain_of_a_gemeinde_is_that_of_the_chain_page():
    Welt(2)
    heute = abdeckung_jetzt()
    for gebiet in heute.fakten.gebiete.alle(Ebene.GEMEINDE):
        ein = bericht("steckbrief", gemeinde=gebiet.schluessel)
        stationen, uebergaenge = heute.kette(gebiet)
        assert zeilen(ein, "Lebensphasen") == {
            s.phase.name: [str(s.zustand.label), *paar(s.gesamt), f"{s.gedeckt} von {len(s.themen)}"] for s in stationen
        }
        gezeigt = [rest[:2] for rest in zeilen(ein, "Übergänge").values()]
        assert gezeigt == [[str(z.anzahl), str(z.stufe.label)] for z in uebergaenge]


def test_in_how_many_gemeinden_a_lebensphase_is_covered():
    Welt(0)
    heute = abdeckung_jetzt()
    gemeinden = heute.fakten.gebiete.alle(Ebene.GEMEINDE)
    for stelle, (name, zahlen) in enumerate(zeilen(bericht("bestand"), "Kette").items()):
        zustaende = [heute.kette(gemeinde)[0][stelle] for gemeinde in gemeinden]
        assert name == zustaende[0].phase.name
        assert zahlen == [str(sum(s.zustand == zustand for s in zustaende)) for zustand in Zustand]


# --- a Stichtag -----------------------------------------------------------------------------------------------------------
def test_a_stichtag_has_the_numbers_of_its_day():
    welt = Welt(3)
    Stichtag.objects.filter(pk=aufnehmen().pk).update(tag=timezone.localdate() - timedelta(days=90))
    stichtag = Stichtag.objects.get()
    damals = abdeckung_am(stichtag)
    for eintrag in welt.eintraege[::2]:
        eintrag.angebot.beenden()
    ein = bericht("bestand", stichtag=stichtag.tag.isoformat())
    assert zeilen(ein, "Gemeinden") == {g.name: paar(damals.zelle(g)) for g in damals.fakten.gebiete.alle("gemeinde")}
    assert zeilen(ein, "Gemeinden") != zeilen(bericht("bestand"), "Gemeinden")
    assert ein.stand == stichtag.tag and f"{stichtag.tag:%d.%m.%Y}" in ein.hinweise[0]


def test_of_another_day_no_number_leads_to_the_list_of_today():
    Welt(3)
    tag = aufnehmen().tag.isoformat()
    for art in ALLE:
        for eine in bericht(art, stichtag=tag).tabellen:
            assert not [w for zeile in eine.zeilen for w in zeile if getattr(w, "adresse", "")], eine.titel


def test_what_a_stichtag_does_not_keep_is_said():
    Welt(3)
    make_luecke()
    tag = aufnehmen().tag.isoformat()
    texte = [t.text for a in bericht("bestand", stichtag=tag).abschnitte for t in a.teile if hasattr(t, "text")]
    assert any("Art der Akteure hält ein Stichtag nicht fest" in text for text in texte)
    texte = [t.text for a in bericht("luecken", stichtag=tag).abschnitte for t in a.teile if hasattr(t, "text")]
    assert any("Ein Stichtag hält das Register nicht fest" in text for text in texte)


def test_a_stichtag_that_cannot_be_read_is_named_and_today_is_shown(client, admin_client):
    make_angebot()
    Stichtag.objects.create(tag="2026-01-01", stand={"fassung": 99})
    seite = lies(admin_client.get("/planung/berichte/bestand/?stichtag=2026-01-01"))
    assert "Der Stichtag 01.01.2026 lässt sich nicht lesen." in seite.text
    assert f"Stand {timezone.localdate():%d.%m.%Y}" in seite.text


# --- honest where nothing is ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("art", ALLE)
def test_without_any_data_it_says_so(art, db):
    kette()
    ort = make_gemeinde(name="Altdorf")
    alle = berichte(art, gemeinde=ort.ags)
    assert any("noch keine öffentlichen Angebote" in hinweis for hinweis in alle[0].hinweise)
    assert [diagramm for ein in alle for a in ein.abschnitte for diagramm in a.teile if hasattr(diagramm, "svg")] == []


@pytest.mark.parametrize("art", [art for art in ALLE if art != "steckbrief"])
def test_without_gemeinden_and_words_it_works(art):
    assert bericht(art).titel


def test_one_gemeinde_is_enough():
    ort = make_gemeinde(name="Altdorf")
    make_angebot(gemeinde=ort)
    for art in ALLE:
        assert berichte(art, gemeinde=ort.ags)
    assert zeilen(bericht("bestand"), "Überblick")["Gemeinden mit eigenem Angebot vor Ort"] == ["1"]


def test_a_gemeinde_without_angebote_says_so():
    kette()
    make_angebot(einzugsgebiet="kreisweit")
    ort = make_gemeinde(name="Leerdorf")
    titel = {a.titel: a for a in bericht("steckbrief", gemeinde=ort.ags).abschnitte}
    assert "Noch gibt es kein Angebot" in titel["Angebote vor Ort (0)"].teile[0].text
    assert "Akteure vor Ort (0)" in titel


def test_an_unknown_population_is_unknown():
    make_angebot()
    ort = make_gemeinde(einwohner=None)
    assert zeilen(bericht("steckbrief", gemeinde=ort.ags), "Zahlen")["Einwohner"][0] == "nicht bekannt"


def test_population_has_its_day_and_its_source():
    ort = make_gemeinde(einwohner=12_345, einwohner_stand="2024-12-31")
    gezeigt = zeilen(bericht("steckbrief", gemeinde=ort.ags), "Zahlen")
    assert gezeigt["Einwohner"] == ["12.345", "31.12.2024", "(1)"]
    assert "Quellen: (1) Gemeindeverzeichnis" in html("steckbrief", gemeinde=ort.ags)


def test_without_a_register_it_says_so():
    make_angebot()
    assert tabelle(bericht("luecken"), "Register").zeilen == ()
    assert tabelle(bericht("luecken"), "Register").leer == "Im Register steht noch keine Lücke."


# --- register -------------------------------------------------------------------------------------------------------------
def test_the_register_stands_with_decision_and_who_does_it():
    ort = make_gemeinde(name="Altdorf")
    make_luecke(gemeinde=ort, status="geplant", entscheidung="Träger ansprechen", zustaendig="Kreisjugendamt")
    (zeile,) = tabelle(bericht("luecken"), "Register").zeilen
    assert zeile[:6] == (
        *("Altdorf", "kein Angebot", "Maßnahme geplant", "Träger ansprechen", "Kreisjugendamt", "noch offen"),
    )


def test_a_gap_whose_angebot_has_ended_is_open_again_and_stands_first():
    offen, wieder = make_luecke(), make_luecke(status="geschlossen", durch_angebote=True, erkannt_am="2026-01-01")
    angebot = make_angebot()
    wieder.angebote.add(angebot)
    assert [zeile[2] for zeile in tabelle(bericht("luecken"), "Register").zeilen] == ["erkannt", "geschlossen"]
    angebot.beenden()
    gezeigt = tabelle(bericht("luecken"), "Register").zeilen
    assert [zeile[2] for zeile in gezeigt] == ["wieder offen (war geschlossen)", "erkannt"]
    assert zeilen(bericht("luecken"), "Register Stand")["wieder offen"] == ["1"]
    assert offen.wo


def test_a_day_that_has_passed_is_told():
    make_luecke(status="geplant", bis=timezone.localdate() - timedelta(days=1))
    assert tabelle(bericht("luecken"), "Register").zeilen[0][2] == "Maßnahme geplant, Termin vorbei"


# --- Sachbericht ------------------------------------------------------------------------------------------------------
def test_without_a_stichtag_only_known_dates_count():
    heute = timezone.localdate()
    make_angebot(titel="Neu")
    vorbei = {"gueltig_bis": heute - timedelta(days=3)}
    make_angebot(titel="Vorbei", **vorbei)
    make_angebot(titel="Nie veröffentlicht", status="entwurf", **vorbei)
    ein = bericht("sachbericht", von=(heute - timedelta(days=30)).isoformat(), bis=heute.isoformat())
    assert [zeile[0] for zeile in tabelle(ein, "Neu").zeilen] == ["Neu"]
    assert [zeile[0] for zeile in tabelle(ein, "Beendet").zeilen] == ["Vorbei"]
    assert any("wissen wir nicht" in t.text for a in ein.abschnitte for t in a.teile if hasattr(t, "text"))


def test_with_a_stichtag_both_days_are_compared():
    alt = make_angebot(titel="Alt")
    Stichtag.objects.filter(pk=aufnehmen().pk).update(tag=timezone.localdate() - timedelta(days=30))
    alt.beenden()
    make_angebot(titel="Neu", kosten="kostenlos")
    ein = bericht("sachbericht", anfang=Stichtag.objects.get().tag.isoformat())
    assert [zeile[0] for zeile in tabelle(ein, "Neu").zeilen] == ["Neu"]
    assert [zeile[0] for zeile in tabelle(ein, "Nicht mehr").zeilen] == ["Alt"]
    assert zeilen(ein, "Zahlen")["kostenlose Angebote"] == ["0", "1"]


def test_events_that_took_place_are_listed():
    heute = timezone.localdate()
    kurs = make_angebot(titel="Armut sehen", art="fortbildung", fuer="fachkraefte", akteur=make_akteur(name="Haus"))
    entwurf = make_angebot(titel="Entwurf", art="fortbildung", status="entwurf")
    gestern, morgen = heute - timedelta(days=1), heute + timedelta(days=1)
    make_termin(kurs, gestern)
    make_termin(kurs, gestern, abgesagt=True)
    make_termin(kurs, morgen)
    make_termin(entwurf, gestern)
    make_termin(make_angebot(art="treff"), gestern)
    ein = bericht(
        "sachbericht", von=(heute - timedelta(days=9)).isoformat(), bis=(heute + timedelta(days=9)).isoformat()
    )
    assert tabelle(ein, "Fortbildungen").zeilen == ((gestern, "Armut sehen", "Fortbildung oder Fachtag", "Haus"),)


def test_agreements_are_counted_and_only_public_ones_named():
    heute = timezone.localdate()
    haus, kita, verein = (make_akteur(name=name) for name in ("Haus", "Kita", "Stiller Verein"))
    werte = {"art": "angebot", "bestaetigt_von": heute, "bestaetigt_mit": heute}
    Kooperation.objects.create(von=haus, mit=kita, seit=heute, oeffentlich=True, **werte)
    Kooperation.objects.create(von=haus, mit=verein, notiz="Geheime Notiz", **werte)
    Kooperation.objects.create(von=kita, mit=verein, art="angebot")
    ein = bericht("sachbericht", von=(heute - timedelta(days=9)).isoformat(), bis=heute.isoformat())
    assert zeilen(ein, "Kooperationen")["gemeinsames Angebot"] == ["2", "1", "1"]
    assert tabelle(ein, "Neue Kooperationen").zeilen == (("Haus ↔ Kita", "gemeinsames Angebot", heute),)
    assert "Stiller Verein" not in html("sachbericht") and "Geheime Notiz" not in html("sachbericht")


# --- a gap from its beginning to its end ------------------------------------------------------------------------------
def test_a_gap_stands_in_the_reports_until_an_angebot_closes_it():
    phasen, themen, _wechsel = kette()
    ort = make_gemeinde(name="Altdorf")
    worum = {"lebensphasen": [phasen[1]], "themen": [themen[1]]}
    make_angebot(gemeinde=make_gemeinde(name="Fern", lat=48.9, lon=9.9), **worum)

    def fehlt():
        teile = next(a for a in bericht("steckbrief", gemeinde=ort.ags).abschnitte if a.titel == "Was fehlt").teile
        gezaehlt = zeilen(bericht("luecken"), "Lücken nach Art")["nur weiter weg"]
        return any("Kita" in punkt and "Geld (nächstes" in punkt for punkt in teile[0].punkte), gezaehlt[0]

    assert fehlt() == (True, "1")
    make_angebot(gemeinde=ort, **worum)
    assert fehlt() == (False, "0")


def test_closed_gaps_of_the_time_are_told():
    luecke, frueher = make_luecke(status="geschlossen"), make_luecke(status="geschlossen")
    luecke.verlauf.create(status="geschlossen")
    frueher.verlauf.create(status="geschlossen", am=timezone.now() - timedelta(days=900))
    assert len(tabelle(bericht("sachbericht"), "Geschlossene Lücken").zeilen) == 1


def test_demo_data_make_every_report(tmp_path, capsys):
    call_command("einrichten", "--demo")
    assert len(berichte("steckbrief")) == 44
    assert len(tabelle(bericht("bestand"), "Gemeinden").zeilen) == 44
