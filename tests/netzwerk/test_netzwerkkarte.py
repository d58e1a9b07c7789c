"""The public Netzwerkkarte: picture, equal table, file, choices, and what must never be seen there."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from netzwerk.models import Anordnung, Kooperation
from tests.dokument import lies
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_gremium,
    make_kooperation,
    make_lebensphase,
    make_standort,
    make_uebergang,
)

pytestmark = pytest.mark.django_db


def karte(client, frage=""):
    return lies(client.get(f"/netzwerk/{frage}"))


def mit_klasse(seite, name, klasse):
    return [element for element in seite.alle(name) if klasse in element.get("class").split()]


def im_bild(seite):
    """Return the names of the Akteure in the picture."""
    return {a["aria-label"].split(" ", 1)[1] for a in mit_klasse(seite, "a", "knoten")}


def in_der_tabelle(seite):
    """Return the pairs of names in the table."""
    return [tuple(bdi.text for bdi in zeile.alle("bdi")) for zeile in seite.eines("tbody").alle("tr")]


def datei(client, frage=""):
    antwort = client.get(f"/netzwerk/kooperationen.csv{frage}")
    return list(csv.reader(StringIO(antwort.content.decode("utf-8-sig")), delimiter=";"))


def make_netz():
    """Return A – B – C – D."""
    a, b, c, d = (make_akteur(name=name, slug=name.lower()) for name in "ABCD")
    make_kooperation(von=a, mit=b, art="uebergang")
    make_kooperation(von=b, mit=c, art="vermittlung", richtung="eine")
    make_kooperation(von=d, mit=c, art="austausch")
    return a, b, c, d


def test_picture_list_and_table_show_the_same(client):
    make_netz()
    seite = karte(client)
    assert im_bild(seite) == {"A", "B", "C", "D"}
    assert in_der_tabelle(seite) == [("A", "B"), ("B", "C"), ("D", "C")]
    namen = [zeile.alle("bdi")[0].text for zeile in seite.eines("ol", class_="netz-liste").alle("li")]
    assert namen == ["A", "B", "C", "D"]
    assert seite.eines(data_anzahl="3")
    assert [zeile[:2] for zeile in datei(client)[1:]] == [["A", "B"], ["B", "C"], ["D", "C"]]


def test_every_akteur_of_the_picture_leads_to_its_page(client):
    a, *_rest = make_netz()
    ziele = {link["href"] for link in mit_klasse(karte(client), "a", "knoten")}
    assert ziele == {f"/akteure/{slug}/" for slug in "abcd"}
    assert client.get(a.get_absolute_url()).status_code == 200


def test_kinds_are_told_apart_by_line_and_word_and_a_direction_by_an_arrow(client):
    make_netz()
    seite = karte(client)
    linien = {p["class"].split()[-1] for p in mit_klasse(seite.eines("svg", role="group"), "path", "linie")}
    assert linien == {"linie-uebergang", "linie-vermittlung", "linie-austausch"}
    assert [p["class"] for p in mit_klasse(seite, "path", "pfeil")] == ["pfeil pfeil-vermittlung"]
    legende = seite.eines("div", class_="netz-legende").text
    assert "Übergangsvereinbarung" in legende and "Träger, Verein, Kirche" in legende and "Kita" not in legende


def test_nothing_internal_is_in_page_picture_or_file(client):
    offen = make_kooperation(von=make_akteur(name="Offen"), personen=7316, notiz="Geheimnotiz")
    weg = make_akteur(name="Archivierter")
    weg.archivieren()
    for name, werte in {
        "Still": {"oeffentlich": False},
        "Halb": {"bestaetigt": "von"},
        "Vorbei": {"bis": timezone.localdate() - timedelta(days=1)},
        "Verwaist": {"mit": weg},
    }.items():
        make_kooperation(von=make_akteur(name=name), **werte)
    gremium = make_gremium(mitglieder=[offen.von, weg])
    make_gremium(name="Innerer Kreis", oeffentlich=False)
    call_command("ordne_netzwerk_an")
    alles = client.get("/netzwerk/").content.decode() + client.get("/netzwerk/kooperationen.csv").content.decode()
    assert "Offen" in alles and gremium.name in alles
    for wort in ("Still", "Halb", "Vorbei", "Verwaist", "Archivierter", "Innerer Kreis", "Geheimnotiz", "7316"):
        assert wort not in alles


def test_around_one_akteur_are_its_partners_or_also_theirs(client):
    make_netz()
    assert im_bild(karte(client, "?akteur=a")) == {"A", "B"}
    seite = karte(client, "?akteur=a&tiefe=2")
    assert im_bild(seite) == {"A", "B", "C"}
    assert [link["aria-label"][2:3] for link in mit_klasse(seite, "a", "knoten-mitte")] == ["A"]
    assert [zeile[:2] for zeile in datei(client, "?akteur=a")[1:]] == [["A", "B"]]


def test_a_choice_of_kind_lebensphase_and_planungsraum_narrows_everything(client):
    _a, b, c, _d = make_netz()
    kita = make_lebensphase(slug="kita")
    for akteur in (b, c):
        make_angebot(akteur=akteur, lebensphasen=[kita])
    gemeinde = make_gemeinde()
    make_standort(akteur=c, gemeinde=gemeinde)
    assert in_der_tabelle(karte(client, "?art=uebergang")) == [("A", "B")]
    assert in_der_tabelle(karte(client, "?lebensphase=kita")) == [("B", "C")]
    raum = gemeinde.planungsraum.schluessel
    assert in_der_tabelle(karte(client, f"?planungsraum={raum}")) == [("B", "C"), ("D", "C")]
    assert in_der_tabelle(karte(client, f"?planungsraum={raum}&art=austausch")) == [("D", "C")]


def test_the_form_keeps_what_was_chosen(client):
    make_netz()
    seite = karte(client, "?akteur=b&tiefe=2&art=uebergang")
    gewaehlt = {s["name"]: [o["value"] for o in s.alle("option") if "selected" in o] for s in seite.alle("select")}
    assert gewaehlt["akteur"] == ["b"] and gewaehlt["tiefe"] == ["2"] and gewaehlt["art"] == ["uebergang"]


@pytest.mark.parametrize(
    "frage",
    [
        "?art=klingonisch",
        "?lebensphase=%00&planungsraum=%F0%9F%92%A5",
        "?akteur=<script>&tiefe=99",
        "?tiefe=-1&akteur=gibt-es-nicht",
        "?art=" + "x" * 10_000,
        "?art=' | & ! : * ( ) \\ %&art=uebergang",
    ],
)
def test_junk_is_left_out_and_said(client, frage):
    make_netz()
    seite = karte(client, frage)
    assert seite.alle(id="ignoriert")
    assert client.get(f"/netzwerk/kooperationen.csv{frage}").status_code == 200


def test_without_any_public_kooperation_the_page_says_so(client):
    make_kooperation(oeffentlich=False)
    seite = karte(client)
    assert "Hier ist noch keine Kooperation zu sehen" in seite.eines("main").text
    assert not seite.alle("table") and not seite.alle("svg", role="group") and not seite.alle("select")


def test_a_choice_without_result_says_so_and_leads_back(client):
    make_netz()
    seite = karte(client, "?art=verbund")
    assert "Zu dieser Auswahl zeigen wir keine Kooperation" in seite.eines("main").text
    assert seite.eines("div", class_="leer").eines("a")["href"] == "/netzwerk/"


def test_an_akteur_of_whom_we_know_none_is_named(client):
    make_netz()
    make_akteur(name="Ganz Allein", slug="allein")
    assert "Von „Ganz Allein“ zeigen wir noch keine Kooperation" in karte(client, "?akteur=allein").eines("main").text


def test_an_unknown_beginning_is_unknown(client):
    make_kooperation(seit=None)
    make_kooperation(seit=date(2019, 5, 1))
    letzte = [zeile.alle("td")[-1].text for zeile in karte(client).eines("tbody").alle("tr")]
    assert sorted(letzte) == ["2019", "nicht bekannt"]
    assert sorted(zeile[5] for zeile in datei(client)[1:]) == ["", "2019-05-01"]


def test_the_file_defuses_formulas(client):
    make_kooperation(von=make_akteur(name='=HYPERLINK("http://boese.example")'))
    assert datei(client)[1][0].startswith("'=")


def test_the_file_names_the_uebergang_in_words(client):
    wechsel = make_uebergang(name="In die Schule", von=make_lebensphase(), nach=make_lebensphase())
    make_kooperation(uebergang=wechsel, art="uebergang", richtung="eine")
    kopf, zeile = datei(client)
    assert kopf == ["Akteur", "zusammen mit", "Art", "Richtung", "Übergang", "Seit"]
    assert zeile[2:5] == ["Übergangsvereinbarung", "in eine Richtung", "In die Schule"]


def test_gremien_show_their_public_members(client):
    akteur = make_akteur(name="Da")
    make_gremium(name="Tisch", beschreibung="Wir reden.", mitglieder=[akteur])
    seite = karte(client)
    assert seite.eines("ul", class_="gremien").text == "Tisch Wir reden. Mit dabei: Da"


def test_the_map_is_the_same_on_every_visit(client):
    make_netz()
    call_command("ordne_netzwerk_an")
    assert client.get("/netzwerk/").content == client.get("/netzwerk/").content


def test_looking_changes_nothing_and_sets_no_cookie(client):
    make_netz()
    client.get("/netzwerk/")
    antwort = client.get("/netzwerk/")
    assert not antwort.cookies
    assert Kooperation.objects.count() == 3


@pytest.mark.parametrize("anzahl", [1, 20, 200])
@pytest.mark.parametrize(("frage", "abfragen"), [("", 6), ("?lebensphase=kita", 7), ("?akteur=mitte&tiefe=2", 6)])
def test_the_page_asks_the_same_number_of_questions_at_every_size(
    client, anzahl, frage, abfragen, django_assert_num_queries
):
    kita, schule = make_lebensphase(slug="kita"), make_lebensphase()
    wechsel = make_uebergang(von=kita, nach=schule)
    mitte = make_akteur(slug="mitte")
    for _nummer in range(anzahl):
        make_kooperation(von=mitte, uebergang=wechsel)
    make_gremium(mitglieder=[mitte])
    client.get("/netzwerk/")
    with django_assert_num_queries(abfragen):
        client.get(f"/netzwerk/{frage}")


def test_other_languages_need_one_question_more_for_the_gremien(client, django_assert_num_queries):
    mitte = make_akteur(slug="mitte")
    make_kooperation(von=mitte)
    make_gremium(mitglieder=[mitte], beschreibung="Wir reden.")
    client.get("/tr/netzwerk/")
    with django_assert_num_queries(7):
        client.get("/tr/netzwerk/")


def test_footer_and_directory_lead_to_it(client):
    for adresse in ("/akteure/", "/"):
        assert "/netzwerk/" in {link["href"] for link in lies(client.get(adresse)).alle("a") if "href" in link}


def test_the_page_of_an_akteur_names_its_public_partners_once(client):
    a, b, _c, _d = make_netz()
    make_kooperation(von=b, mit=a, art="angebot")
    make_kooperation(von=a, mit=make_akteur(name="Still"), oeffentlich=False)
    seite = lies(client.get("/akteure/a/"))
    assert [bdi.text for bdi in seite.eines("ul", class_="netz-partner").alle("bdi")] == ["B"]
    assert "/netzwerk/?akteur=a" in {link["href"] for link in seite.alle("a") if "href" in link}
    assert "Still" not in client.get("/akteure/a/").content.decode()
    assert not lies(client.get(make_akteur().get_absolute_url())).alle("ul", class_="netz-partner")


def test_what_changes_is_seen_at_once_although_the_picture_is_kept(client):
    kita = make_lebensphase(slug="kita")
    wechsel = make_uebergang(name="In die Kita", von=kita, nach=make_lebensphase())
    kooperation = make_kooperation(uebergang=wechsel, art="uebergang")
    akteur, partner = kooperation.von, kooperation.mit

    def seite(frage=""):
        return client.get(f"/netzwerk/{frage}").content.decode()

    erste = seite()
    assert seite() == erste
    akteur.name = "Neuer Name"
    akteur.save()
    assert "Neuer Name" in seite()
    wechsel.name = "Anders genannt"
    wechsel.save()
    assert "Anders genannt" in seite()
    vorher = lies(client.get("/netzwerk/")).eines("svg", role="group")["viewBox".lower()]
    Anordnung.objects.create(merkmal="x", orte={str(akteur.pk): [0, 0], str(partner.pk): [700, 400]})
    assert lies(client.get("/netzwerk/")).eines("svg", role="group")["viewbox"] != vorher
    zweite = make_kooperation(von=akteur)
    assert (
        "Neuer Name" in seite("?lebensphase=kita") and zweite.mit.name not in seite("?lebensphase=kita").split("<ol")[1]
    )
    for einer in (akteur, zweite.mit):
        make_angebot(akteur=einer, lebensphasen=[kita])
    assert zweite.mit.name in seite("?lebensphase=kita").split("<ol")[1]
    kooperation.zuruecknehmen()
    assert partner.name not in seite()
