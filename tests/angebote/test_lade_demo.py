"""`lade_demo`: strict with the format, all rows or none, never twice."""

import copy
import datetime
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from akteure.lesen import Fehlerliste
from akteure.models import Akteur, Kontakt, Standort
from angebote.laden.demo_pruefen import pruefe_demo
from angebote.laden.demo_uebernehmen import angebotswerte
from angebote.models import Angebot, Ermaessigung, Lotsenstelle, Uebergang
from tests.fabriken import (
    make_akteur,
    make_gemeinde,
    make_lebensphase,
    make_planungsraum,
    make_sprache,
    make_thema,
    make_zielgruppe,
)

BEKANNT = {
    "lebensphasen": {"kita"},
    "uebergaenge": {"in-die-kita"},
    "themen": {"geld"},
    "zielgruppen": {"alle"},
    "ermaessigungen": {"pass"},
    "sprachen": {"tr"},
    "gemeinden": {"99000001"},
    "planungsraeume": {"5001"},
}
LOTSE = {
    "schluessel": "lotsen",
    "name": "Lotsen am Baum",
    "satz": "Wir suchen mit Ihnen.",
    "telefon": "030 23125 016",
    "planungsraeume": ["5001"],
    "gemeinden": ["99000001"],
    "geprueft_vor_tagen": 30,
}
HAUS = {
    "schluessel": "haus",
    "name": "Haus Apfelbaum",
    "typ": "verein",
    "kontakte": [{"schluessel": "buero", "telefon": "030 23125 014"}],
    "standorte": [{"schluessel": "saal", "gemeinde": "99000001", "lat": 48.6, "lon": 9.3, "stufenlos": "ja"}],
}
TREFF = {
    "schluessel": "treff",
    "akteur": "haus",
    "titel": "Treff am Baum",
    "kurzbeschreibung": "Wir treffen uns.",
    "art": "treff",
    "themen": ["geld"],
    "lebensphasen": ["kita"],
    "zugang": "ohne_anmeldung",
    "formate": ["vor_ort"],
    "kosten": "beitrag",
    "betrag": "6.00",
    "erste_schritte": ["Kommen Sie vorbei.", "Fragen Sie nach Tee."],
    "sprachen": [{"code": "tr", "modus": "spricht", "hinweis": "dienstags"}],
    "standorte": [{"standort": "haus/saal", "hinweis": "Eingang im Hof"}],
    "kontakte": ["haus/buero"],
    "plaetze": "warteliste",
    "plaetze_tage": 60,
    "bestaetigt_vor_tagen": 20,
    "status": "veroeffentlicht",
}


def datei(akteur=None, angebot=None):
    """Return the content of a file; `akteur` and `angebot` change values, "WEG" takes one away."""
    haus, treff = copy.deepcopy(HAUS) | (akteur or {}), copy.deepcopy(TREFF) | (angebot or {})
    return {"akteure": [haus], "angebote": [{name: wert for name, wert in treff.items() if wert != "WEG"}]}


def mit_lotsenstelle(**werte):
    """Return the content of a file with a Lotsenstelle, in which `werte` are changed."""
    return datei() | {"lotsenstellen": [LOTSE | werte]}


def fehler_in(inhalt, bekannt=BEKANNT):
    fehler = Fehlerliste()
    pruefe_demo({"d.json": inhalt}, bekannt, fehler)
    return [str(eintrag) for eintrag in fehler]


@pytest.fixture
def grundlage(db):
    """The vocabulary and the Gemeinde the entries name."""
    kita, schule = make_lebensphase(slug="kita"), make_lebensphase()
    Uebergang.objects.create(name="In die Kita", slug="in-die-kita", von=kita, nach=schule)
    Ermaessigung.objects.create(name="Pass", slug="pass")
    make_thema(slug="geld")
    make_zielgruppe(slug="alle")
    make_sprache("tr")
    make_gemeinde(ags="99000001", name="Altbach", planungsraum=make_planungsraum(schluessel="5001"))


@pytest.fixture
def lade(tmp_path):
    def lade(*inhalte, **optionen):
        pfade = []
        for nummer, inhalt in enumerate(inhalte):
            pfade.append(tmp_path / f"d{nummer}.json")
            pfade[-1].write_text(json.dumps(inhalt), encoding="utf-8")
        ausgabe = StringIO()
        call_command("lade_demo", *pfade, stdout=ausgabe, **optionen)
        return ausgabe.getvalue()

    return lade


# --- checking, without a database -----------------------------------------------------------------------------------


def test_a_right_file_has_no_fault():
    assert fehler_in(datei()) == []


@pytest.mark.parametrize(
    ("akteur", "angebot", "grund"),
    [
        ({"farbe": "rot"}, {}, "Akteur „haus“, „farbe“, Wert „rot“: Dieses Feld ist nicht bekannt."),
        ({"typ": "firma"}, {}, "Akteur „haus“, „typ“, Wert „firma“: Diesen Wert gibt es nicht."),
        ({"schluessel": "Großes Haus"}, {}, "Nur Kleinbuchstaben"),
        ({"uebergeordnet": "niemand"}, {}, "„uebergeordnet“, Wert „niemand“"),
        ({"uebergeordnet": "haus"}, {}, "„uebergeordnet“, Wert „haus“"),
        ({"kontakte": [{"telefon": "1"}]}, {}, "1. Eintrag, „schluessel“: Das fehlt."),
        ({"kontakte": [{"schluessel": "a"}, {"schluessel": "a"}]}, {}, "„kontakte“, Wert „a“: Diesen Schlüssel gibt"),
        ({"standorte": [{"schluessel": "s", "gemeinde": "1"}]}, {}, "„gemeinde“: Diesen Wert gibt es nicht."),
        ({"standorte": [{"schluessel": "s", "gemeinde": None, "aufzug": "klar"}]}, {}, "„aufzug“: Diesen Wert"),
        ({"standorte": [{"schluessel": "s", "gemeinde": None, "lat": "48"}]}, {}, "„lat“: Hier muss eine Zahl"),
        ({}, {"titel": "WEG"}, "Angebot „treff“, „titel“: Das fehlt."),
        ({}, {"titel": 5}, "„titel“, Wert „5“: Hier muss Text stehen."),
        ({}, {"laune": "gut"}, "Angebot „treff“, „laune“, Wert „gut“: Dieses Feld ist nicht bekannt."),
        (
            {},
            {"themen": ["geld", "gold"]},
            "Angebot „treff“, „themen“, Wert „['geld', 'gold']“: Das gibt es nicht: gold.",
        ),
        ({}, {"lebensphasen": ["kita", "kita"]}, "„lebensphasen“"),
        ({}, {"sprachen": [{"code": "xx", "modus": "spricht"}]}, "1. Eintrag, „code“: Diesen Wert gibt es nicht."),
        ({}, {"sprachen": [{"code": "tr", "modus": "spricht"}] * 2}, "„sprachen“, Wert „tr, tr“"),
        ({}, {"formate": ["fax"]}, "Das gibt es nicht: fax."),
        ({}, {"zugang": "nie"}, "„zugang“, Wert „nie“"),
        ({}, {"status": "geloescht"}, "„status“, Wert „geloescht“"),
        ({}, {"betrag": 6}, "Betrag wie „6.00“"),
        ({}, {"deutsch_noetig": "ja"}, "true oder false"),
        ({}, {"alter_von": 3.5}, "ganze Zahl"),
        ({}, {"bestaetigt_vor_tagen": -1}, "Hier müssen Tage stehen"),
        ({}, {"akteur": "fremd"}, "Angebot „treff“, „akteur“, Wert „fremd“"),
        ({}, {"mitwirkende": ["haus"]}, "„mitwirkende“, Wert „haus“"),
        ({}, {"standorte": [{"standort": "haus/keller"}]}, "„standorte“, Wert „haus/keller“"),
        ({}, {"kontakte": ["haus/niemand"]}, "„kontakte“, Wert „haus/niemand“"),
        ({}, {"einzugsgebiet": "gemeinden"}, "Gemeinden gehören genau zum Einzugsgebiet"),
        ({}, {"gemeinden": ["99000001"]}, "Gemeinden gehören genau zum Einzugsgebiet"),
        ({}, {"plaetze": "unbekannt"}, "„plaetze_tage“"),
        ({}, {"plaetze_tage": None}, "„plaetze_tage“"),
    ],
)
def test_a_broken_entry_is_named(akteur, angebot, grund):
    meldung = fehler_in(datei(akteur, angebot))[0]
    assert meldung.startswith("d.json, ")
    assert grund in meldung


@pytest.mark.parametrize(
    "inhalt",
    [
        None,
        [],
        {},
        {"akteure": []},
        {"akteure": [], "lotsenstellen": []},
        {"akteure": [], "angebote": [], "mehr": []},
        {"akteure": 1, "angebote": [5]},
        {"akteure": [], "angebote": [], "lotsenstellen": {}},
    ],
)
def test_another_shape_is_a_fault(inhalt):
    assert fehler_in(inhalt)


@pytest.mark.parametrize(
    ("werte", "grund"),
    [
        ({"farbe": "rot"}, "Lotsenstelle „lotsen“, „farbe“, Wert „rot“: Dieses Feld ist nicht bekannt."),
        ({"satz": 5}, "„satz“, Wert „5“: Hier muss Text stehen."),
        ({"gemeinden": ["99000009"]}, "Das gibt es nicht: 99000009."),
        ({"planungsraeume": ["9"]}, "Das gibt es nicht: 9."),
        ({"geprueft_vor_tagen": -1}, "Hier müssen Tage stehen"),
    ],
)
def test_a_broken_lotsenstelle_is_named(werte, grund):
    (meldung,) = fehler_in(mit_lotsenstelle(**werte))
    assert meldung.startswith("d.json, Lotsenstelle „lotsen“")
    assert grund in meldung


def test_the_same_key_in_two_files_is_a_fault():
    fehler = Fehlerliste()
    pruefe_demo({"a.json": datei(), "b.json": datei()}, BEKANNT, fehler)
    assert (
        "b.json, Angebot „treff“, „schluessel“: Diesen Schlüssel hat schon: a.json, Angebot „treff“."
        in fehler.als_text()
    )


def test_without_vocabulary_it_says_what_to_do_first():
    (meldung,) = fehler_in(datei(), BEKANNT | {"themen": set()})
    assert "fehlen noch: themen. Bitte zuerst Gebiet und Vokabular laden" in meldung


def test_days_become_dates_counted_from_now():
    jetzt = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
    werte = angebotswerte(
        TREFF | {"hinweis_tage": 5, "gueltig_ab_tage": -10, "gueltig_bis_tage": 30, "plaetze_tage": 60}, jetzt
    )
    assert werte["hinweis_bis"] == datetime.date(2026, 3, 6)
    assert (werte["gueltig_von"], werte["gueltig_bis"]) == (datetime.date(2026, 2, 19), datetime.date(2026, 3, 31))
    assert werte["plaetze_bis"] == datetime.date(2026, 4, 30)
    assert werte["bestaetigt_am"] == jetzt - datetime.timedelta(days=20)


def test_what_was_never_confirmed_has_no_date():
    jetzt = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    assert angebotswerte(TREFF | {"bestaetigt_vor_tagen": None}, jetzt)["bestaetigt_am"] is None


# --- writing --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("grundlage")
def test_everything_in_the_file_arrives(lade):
    assert "1 Demo-Akteure und 1 Demo-Angebote geladen" in lade(datei())
    angebot = Angebot.objects.oeffentlich().get()
    assert (angebot.quelle, angebot.externe_id, angebot.akteur.quelle) == ("demo", "treff", "demo")
    assert angebot.schritte == ["Kommen Sie vorbei.", "Fragen Sie nach Tee."]
    assert (angebot.betrag, angebot.formate, angebot.plaetze_aktuell) == (6, ["vor_ort"], "Warteliste")
    assert angebot.plaetze_bis == timezone.localdate() + datetime.timedelta(days=60)
    assert [(ort.standort.gemeinde.name, ort.hinweis) for ort in angebot.orte.all()] == [("Altbach", "Eingang im Hof")]
    assert [(s.sprache.code, s.modus, s.hinweis) for s in angebot.sprachangaben.all()] == [
        ("tr", "spricht", "dienstags")
    ]
    assert list(angebot.kontakte.all()) == list(Kontakt.objects.all())
    assert Standort.objects.get().suchtext == " altbach "


@pytest.mark.usefixtures("grundlage")
def test_times_arrive_and_dates_count_from_the_day_of_loading(lade):
    fenster = [{"tage": ["di", "do"], "von": "15:00", "bis": "17:00", "rhythmus": "monatlich", "nter": -1}]
    termine = [
        {"in_tagen": 12, "von": "09:00", "bis": "16:00", "plaetze_frei": 4, "anmeldeschluss_vorher": 3},
        {"in_tagen": 12, "wochentag": "sa", "von": "09:00", "bis": "16:00"},
    ]
    lade(datei(angebot={"zeitfenster": fenster, "termine": termine, "nach_vereinbarung": True, "in_ferien": False}))
    angebot, tag = Angebot.objects.get(), timezone.localdate() + datetime.timedelta(days=12)
    assert (angebot.nach_vereinbarung, angebot.in_ferien, angebot.an_feiertagen) == (True, False, None)
    assert [(f.wochentag, f.rhythmus, f.nter) for f in angebot.zeitfenster.all()] == [
        (1, "monatlich", -1),
        (3, "monatlich", -1),
    ]
    eins, zwei = sorted(angebot.termine.all(), key=lambda termin: termin.plaetze_frei is None)
    assert timezone.localtime(eins.beginn).isoformat()[:16] == f"{tag}T09:00"
    assert (eins.plaetze_frei, eins.anmeldeschluss) == (4, tag - datetime.timedelta(days=3))
    samstag = timezone.localdate(zwei.beginn)
    assert samstag.weekday() == 5
    assert 0 <= (samstag - tag).days < 7


@pytest.mark.usefixtures("grundlage")
@pytest.mark.parametrize(
    ("werte", "grund"),
    [
        ({"zeitfenster": [{"tage": ["di"], "von": "15:00", "bis": "15:00"}]}, "So dauert es gar nicht"),
        ({"zeitfenster": [{"tage": ["xx"], "von": "15:00", "bis": "16:00"}]}, "Das gibt es nicht: xx"),
        ({"zeitfenster": [{"tage": ["di"], "von": "25:00", "bis": "16:00"}]}, "eine Uhrzeit wie"),
        ({"termine": [{"in_tagen": 3, "von": "15:00", "bis": "14:00"}]}, "nicht nach dem Beginn"),
    ],
)
def test_impossible_times_are_refused(lade, werte, grund):
    with pytest.raises(CommandError, match=grund):
        lade(datei(angebot=werte))
    assert not Angebot.objects.exists()


@pytest.mark.usefixtures("grundlage")
def test_a_lotsenstelle_arrives_with_where_it_is_for(lade):
    assert "dazu 1 Demo-Lotsenstellen" in lade(mit_lotsenstelle())
    stelle = Lotsenstelle.objects.get()
    assert (stelle.name, stelle.telefon, stelle.quelle) == ("Lotsen am Baum", "030 23125016", "demo")
    assert [raum.schluessel for raum in stelle.planungsraeume.all()] == ["5001"]
    assert [gemeinde.ags for gemeinde in stelle.gemeinden.all()] == ["99000001"]
    assert stelle.stand == timezone.localdate() - datetime.timedelta(days=30)
    assert "Alle 3 Demo-Einträge sind schon da" in lade(mit_lotsenstelle())


@pytest.mark.usefixtures("grundlage")
def test_a_lotsenstelle_nobody_can_reach_is_refused_with_all_the_rest(lade):
    with pytest.raises(CommandError, match="Lotsenstelle „lotsen“: Bitte eine Telefonnummer oder eine E-Mail"):
        lade(mit_lotsenstelle(telefon=""))
    assert not Akteur.objects.exists()


@pytest.mark.usefixtures("grundlage")
def test_a_traeger_may_stand_below_in_the_file(lade):
    inhalt = datei({"uebergeordnet": "stiftung"})
    inhalt["akteure"].append({"schluessel": "stiftung", "name": "Stiftung Linde", "typ": "frei"})
    lade(inhalt)
    assert Akteur.objects.get(name="Haus Apfelbaum").uebergeordnet.name == "Stiftung Linde"


@pytest.mark.usefixtures("grundlage")
@pytest.mark.parametrize("status", ["entwurf", "pruefung", "pausiert", "beendet", "archiviert"])
def test_other_states_are_reached_by_their_verbs(lade, status):
    lade(datei(angebot={"status": status}))
    assert Angebot.objects.get().status == status


@pytest.mark.usefixtures("grundlage")
@pytest.mark.parametrize(
    ("akteur", "angebot", "grund"),
    [
        ({}, {"lebensphasen": []}, "Angebot „treff“: Es fehlt noch: mindestens eine Lebensphase."),
        ({"kontakte": []}, {"kontakte": []}, "jemand zum Anrufen oder Schreiben"),
        ({}, {"standorte": []}, "wo es stattfindet"),
        ({}, {"kosten": "kostenlos"}, "Kostenlos und ein Betrag"),
        ({}, {"kurzbeschreibung": "x" * 301}, "Angebot „treff“, „kurzbeschreibung“"),
        ({}, {"alter_von": 20, "alter_bis": 10}, "„Alter von“ ist größer"),
        ({}, {"erste_schritte": list("abcdef")}, "höchstens fünf Schritte"),
        ({}, {"sprachen": [{"code": "tr", "modus": "spricht", "hinweis": "x" * 121}]}, "Sprache „tr“, „hinweis“"),
        ({"website": "keine"}, {}, "Akteur „haus“, „website“, Wert „keine“"),
        ({"kontakte": [{"schluessel": "buero"}]}, {}, "Kontakt „buero“: Bitte eine Telefonnummer oder eine E-Mail"),
        ({"kontakte": [{"schluessel": "buero", "telefon": "abc"}]}, {}, "„telefon“, Wert „abc“"),
        ({"standorte": [{"schluessel": "saal", "gemeinde": None, "lat": 48.6}]}, {}, "Standort „saal“: Bitte Breite"),
    ],
)
def test_what_the_models_refuse_is_named_and_nothing_is_written(lade, akteur, angebot, grund):
    with pytest.raises(CommandError) as fehler:
        lade(datei(akteur, angebot))
    assert grund in str(fehler.value)
    assert not Akteur.objects.exists()
    assert not Angebot.objects.exists()


@pytest.mark.usefixtures("grundlage")
def test_two_akteure_above_each_other_are_refused(lade):
    inhalt = datei({"uebergeordnet": "b"})
    inhalt["akteure"].append({"schluessel": "b", "name": "B", "typ": "frei", "uebergeordnet": "haus"})
    with pytest.raises(CommandError, match="kann nicht über sich selbst stehen"):
        lade(inhalt)


@pytest.mark.usefixtures("grundlage")
def test_the_same_file_again_changes_nothing_and_says_so(lade):
    lade(datei())
    assert "Alle 2 Demo-Einträge sind schon da. Nichts wurde geändert." in lade(datei())
    assert (Akteur.objects.count(), Angebot.objects.count(), Standort.objects.count()) == (1, 1, 1)


@pytest.mark.usefixtures("grundlage")
def test_a_file_of_which_a_part_is_there_is_refused(lade):
    lade(datei())
    with pytest.raises(CommandError, match="1 von 2 Demo-Einträgen sind schon da"):
        lade(datei(angebot={"schluessel": "neu"}))
    assert Angebot.objects.count() == 1


@pytest.mark.usefixtures("grundlage")
def test_a_real_akteur_of_the_same_name_stays_apart(lade):
    echt = make_akteur(name="Haus Apfelbaum")
    lade(datei())
    assert set(Akteur.objects.values_list("slug", "quelle")) == {("haus-apfelbaum", ""), ("haus-apfelbaum-2", "demo")}
    assert not echt.angebote.exists()


@pytest.mark.usefixtures("grundlage")
def test_only_into_an_empty_database_on_demand(lade):
    assert "geladen" in lade(datei(), wenn_leer=True)
    assert "wurden nicht geladen" in lade(datei(angebot={"schluessel": "neu"}), wenn_leer=True)
    assert Angebot.objects.count() == 1


@pytest.mark.django_db
def test_broken_json_is_named(tmp_path):
    kaputt = tmp_path / "kaputt.json"
    kaputt.write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match="kaputt.json, Zeile 1"):
        call_command("lade_demo", kaputt)
