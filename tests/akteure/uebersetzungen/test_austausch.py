"""Out to translators and back: nothing is lost, every fault is told with its line, all rows or none."""

import csv
import io

import pytest

from akteure.lesen import Fehlerliste
from akteure.models.uebersetzung import Uebersetzung
from akteure.uebersetzungen.ausgeben import als_csv
from akteure.uebersetzungen.format import KOPF, entschaerft, ist_formel, urspruenglich
from akteure.uebersetzungen.lesen import lies_roh
from akteure.uebersetzungen.pruefen import Plan, pruefe
from akteure.uebersetzungen.uebernehmen import uebernimm
from angebote.models import Angebot
from tests.fabriken import make_angebot, make_gemeinde, make_lotsenstelle, make_notruf, make_thema

from .test_bestand import fasse

pytestmark = pytest.mark.django_db


def stand() -> list[tuple]:
    return sorted(Uebersetzung.objects.values_list("objekt_id", "feld", "sprache", "text", "quelle", "geprueft"))


def lies(text: str | bytes, sprache: str = "tr") -> tuple[Plan, list[str]]:
    fehler = Fehlerliste()
    roh = text if isinstance(text, bytes) else text.encode()
    plan = pruefe(lies_roh(roh, "t.csv", fehler), sprache, fehler)
    return plan, [str(eintrag) for eintrag in fehler]


def datei(*zeilen: dict[str, str], kopf=KOPF) -> str:
    """Return a file with these rows about the title of the Angebot "abc234"."""
    vorgabe = {"modell": "angebote.angebot", "schluessel": "abc234", "feld": "titel", "sprache": "tr"}
    vorgabe |= {"deutsch": "Treff", "uebersetzung": "Buluşma", "geprueft": ""}
    ausgabe = io.StringIO(newline="")
    schreiber = csv.DictWriter(ausgabe, kopf, delimiter=";", extrasaction="ignore")
    schreiber.writeheader()
    schreiber.writerows(vorgabe | zeile for zeile in zeilen or ({},))
    return ausgabe.getvalue()


@pytest.fixture
def angebot(db) -> Angebot:
    return make_angebot(titel="Treff", kennung="abc234")


# --- formulas -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["=1+1", "+49 711", "- eins", "@wer", "\tweit", "'=1", "''-", "'s Büro", "Guten Tag", ""]
)
def test_what_is_defused_comes_back_as_it_was(text):
    assert not ist_formel(entschaerft(text))
    assert urspruenglich(entschaerft(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+49 711 1234", "- eins", "@wer"])
def test_the_advice_against_formulas_works(angebot, text):
    _plan, fehler = lies(datei({"uebersetzung": text}))
    assert "ein Wort davor" in fehler[0] and "zwei Apostrophe davor" in fehler[0]
    wie_excel_speichert = f"''{text}"[1:]
    for zelle, ergebnis in ((f"Tel. {text}", f"Tel. {text}"), (wie_excel_speichert, text)):
        plan, fehler = lies(datei({"uebersetzung": zelle}))
        assert (fehler, [a.neu.text for a in plan.neu]) == ([], [ergebnis])


# --- round trip -----------------------------------------------------------------------------------------------------
def test_out_and_in_again_changes_nothing():
    angebot = make_angebot(
        titel="=SUMME(A1)",
        beschreibung='Mit "Zitat"; Strich\n\nund Absatz',
        zeiten="+ samstags",
        gemeinde=make_gemeinde(),
    )
    angebot.orte.update(hinweis="@Hof")
    fasse(angebot, "titel", "=TOPLA(A1)", geprueft=True)
    fasse(angebot, "beschreibung", 'Bir "iki";\nüç')
    fasse(angebot.orte.get(), "hinweis", "-avlu")
    fasse(angebot, "zeiten", "cumartesi", geprueft=True)
    Angebot.objects.update(zeiten="- sonntags")
    make_notruf("110", "Polizei", beschreibung="Hilfe"), make_lotsenstelle(sprechzeit="Mo"), make_thema(name="Geld")
    vorher, text = stand(), als_csv("tr")
    assert text.startswith("\ufeffmodell;schluessel;feld;sprache;deutsch;uebersetzung;geprueft\r\n")
    plan, fehler = lies(text)
    assert fehler == [] and plan.bemerkungen == []
    assert (plan.unveraendert, plan.aenderungen) == (4, [])
    assert uebernimm(plan) == 0 and stand() == vorher


def test_no_cell_of_a_file_is_a_formula():
    make_angebot(titel="=1", beschreibung="-2"), make_thema(name="@wer")
    zellen = [zelle for zeile in csv.reader(io.StringIO(als_csv("tr")), delimiter=";") for zelle in zeile]
    assert not [zelle for zelle in zellen if ist_formel(zelle)]


def test_only_what_is_open_goes_out_when_asked():
    angebot = make_angebot(titel="Da", kurzbeschreibung="Fehlt", zeiten="Alt")
    fasse(angebot, "titel", "Var"), fasse(angebot, "zeiten", "Eski")
    Angebot.objects.update(zeiten="Neu")
    offen = als_csv("tr", nur_offene=True)
    assert ";Fehlt;;" in offen and ";Neu;Eski;" in offen and ";Da;" not in offen
    assert ";Da;Var;" in als_csv("tr")


def test_filled_in_rows_are_taken_over(angebot):
    plan, fehler = lies(datei({"geprueft": "x"}))
    assert (fehler, len(plan.neu)) == ([], 1)
    uebernimm(plan)
    assert [(z.text, z.geprueft, z.stand("Treff").value) for z in Uebersetzung.objects.all()] == [
        ("Buluşma", True, "geprueft")
    ]


def test_a_new_text_takes_the_place_of_the_old_and_loses_its_tick(angebot):
    fasse(angebot, "titel", "Eski", geprueft=True)
    plan, _fehler = lies(datei())
    uebernimm(plan)
    zeile = Uebersetzung.objects.get()
    assert (len(plan.geaendert), zeile.text, zeile.geprueft) == (1, "Buluşma", False)


@pytest.mark.parametrize(("haken", "geprueft"), [("", False), ("ja", True), ("X", True), ("1", True)])
def test_the_tick_of_an_unchanged_text_can_come_but_not_go(angebot, haken, geprueft):
    fasse(angebot, "titel", "Buluşma")
    uebernimm(lies(datei({"geprueft": haken}))[0])
    assert Uebersetzung.objects.get().geprueft is geprueft
    uebernimm(lies(datei())[0])
    assert Uebersetzung.objects.get().geprueft is geprueft


def test_an_outdated_text_that_comes_back_unchanged_stays_outdated(angebot):
    fasse(angebot, "titel", "Buluşma", geprueft=True)
    Angebot.objects.update(titel="Großer Treff")
    plan, _fehler = lies(datei({"deutsch": "Großer Treff"}))
    assert plan.unveraendert == 1
    plan, _fehler = lies(datei({"deutsch": "Großer Treff", "geprueft": "ja"}))
    assert len(plan.geaendert) == 1


def test_an_empty_cell_deletes_nothing(angebot):
    fasse(angebot, "titel", "Buluşma")
    plan, fehler = lies(datei({"uebersetzung": ""}))
    assert (fehler, plan.leer, plan.aenderungen) == ([], 1, [])


def test_html_and_direction_marks_go_with_a_remark(angebot):
    plan, fehler = lies(datei({"uebersetzung": "<b>Buluş</b>\u202ema"}))
    assert fehler == [] and "Zeile 2" in plan.bemerkungen[0]
    uebernimm(plan)
    assert Uebersetzung.objects.get().text == "Buluşma"


def test_an_address_in_angle_brackets_stays_and_is_no_html(angebot):
    plan, fehler = lies(datei({"uebersetzung": "Buluşma <https://a.example/x> <b@c.example> <mailto:d@e.example>"}))
    assert (fehler, plan.bemerkungen) == ([], [])
    assert plan.neu[0].neu.text == "Buluşma https://a.example/x b@c.example d@e.example"


# --- marks and links --------------------------------------------------------------------------------------------------
MARKEN = "[[Telefon]] [[bitte ergänzen: Ort]] [wir](/ueber/)"


@pytest.mark.parametrize(
    ("text", "meldung"),
    [
        ("[[bitte ergänzen: Ort]] [biz](/ueber/)", "In Klammern fehlt „[[Telefon]]“"),
        ("[[Telefon]] [[lütfen: yer]] [biz](/ueber/)", "In Klammern fehlt „[[bitte ergänzen: Ort]]“"),
        (f"{MARKEN} [[Gebiet]]", "In Klammern steht „[[Gebiet]]“"),
        ("[[Telefon]] [[bitte ergänzen: Ort]] [biz](/tr/ueber/)", "Als Ziel eines Links fehlt „/ueber/“"),
        (f"{MARKEN} [x](https://fremd.example/)", "Als Ziel eines Links steht „https://fremd.example/“"),
        ("[[Telefon]] [[bitte  ergänzen: Ort]] [biz]( /ueber/ ) [[Telefon]]", ""),
    ],
)
def test_marks_and_links_are_those_of_the_german_text(angebot, text, meldung):
    Angebot.objects.update(beschreibung=MARKEN)
    plan, fehler = lies(datei({"feld": "beschreibung", "deutsch": MARKEN, "uebersetzung": text}))
    assert len(fehler) == len(plan.neu) ^ 1 == bool(meldung)
    if meldung:
        assert fehler[0].startswith("t.csv, Zeile 2, Spalte „uebersetzung“") and meldung in fehler[0]


def test_an_outdated_text_that_lost_a_mark_does_not_stop_the_file_it_comes_back_in(angebot):
    fasse(angebot, "titel", "Buluşma")
    Angebot.objects.update(titel="Treff [[Ort]]")
    plan, fehler = lies(datei({"deutsch": "Treff [[Ort]]"}))
    assert (fehler, plan.unveraendert) == ([], 1)


# --- faults ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("zeile", "meldung"),
    [
        ({"schluessel": "zzz999"}, "Spalte „schluessel“, Wert „zzz999“: Diesen Eintrag gibt es nicht."),
        ({"schluessel": ""}, "Spalte „schluessel“, Wert „“: Diesen Eintrag gibt es nicht."),
        ({"modell": "auth.user"}, "Wert „auth.user“: Diese Art von Einträgen gibt es nicht."),
        ({"modell": "akteure.kontakt", "feld": "zustaendigkeit"}, "Wert „abc234“: Diesen Eintrag gibt es nicht."),
        ({"feld": "interne_notiz"}, "Wert „interne_notiz“: Dieses Feld gibt es dort nicht."),
        ({"sprache": "ar"}, "Spalte „sprache“, Wert „ar“: Gewählt ist „tr“."),
        ({"sprache": "de"}, "Spalte „sprache“, Wert „de“: Gewählt ist „tr“."),
        ({"deutsch": "Altes Deutsch"}, "Wert „Altes Deutsch“: Der deutsche Text ist heute ein anderer: „Treff“."),
        ({"feld": "zeiten", "deutsch": ""}, "Der deutsche Text ist heute ein anderer: „“."),
        ({"uebersetzung": "=1+1"}, "Wert „=1+1“: Damit beginnt eine Formel."),
        ({"uebersetzung": "@SUM"}, "Damit beginnt eine Formel."),
        ({"uebersetzung": "a" * 161}, "Der Text hat 161 Zeichen, Platz ist für 160."),
        ({"uebersetzung": "<br>"}, "Wert „<br>“: Hier steht kein lesbarer Text."),
        ({"uebersetzung": "Bulu\ufffdma"}, "Hier ist ein Zeichen verloren gegangen"),
        ({"geprueft": "vielleicht"}, "Spalte „geprueft“, Wert „vielleicht“: Hier darf „ja“ stehen oder nichts."),
    ],
)
def test_each_fault_names_line_value_and_reason(angebot, zeile, meldung):
    _plan, fehler = lies(datei(zeile))
    assert len(fehler) == 1 and fehler[0].startswith("t.csv, Zeile 2") and meldung in fehler[0]


def test_all_faults_are_told_at_once(angebot):
    _plan, fehler = lies(datei({"schluessel": "weg"}, {}, {}, {"sprache": "ru", "geprueft": "?"}))
    assert [meldung.split(",")[1].split(":")[0] for meldung in fehler] == [
        " Zeile 2",
        " Zeile 4",
        " Zeile 5",
        " Zeile 5",
    ]
    assert "zweimal" in fehler[1]


@pytest.mark.parametrize(
    ("roh", "meldung"),
    [
        (datei().replace("Buluşma", "Büro").encode("latin-1"), "t.csv, Zeile 2: Die Datei ist nicht in UTF-8."),
        (datei().encode("utf-16"), "nicht in UTF-8"),
        (datei(kopf=KOPF[:-1]), "Die Spalte „geprueft“ fehlt."),
        (datei().replace("modell;", "model;", 1), "Diese Spalte ist nicht bekannt."),
        (datei().splitlines()[0], "keine einzige Zeile"),
        ("", "Die Datei ist leer."),
        (datei() + 'angebote.angebot;"offen', "Anführungszeichen"),
        (datei() + "zu;wenig\n", "Die Zeile hat 2 Werte, es gibt aber 7 Spalten."),
    ],
)
def test_a_file_that_is_none_of_ours(angebot, roh, meldung):
    _plan, fehler = lies(roh)
    assert any(meldung in eintrag for eintrag in fehler)
