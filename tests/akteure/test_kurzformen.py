"""Kurzformen: the table that ships, `lade_kurzformen`, and what the coordinator may enter."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from akteure.gebiet.kurzformen import Ziele, pruefe_kurzformen
from akteure.lesen import Fehlerliste, zerlege_tabelle
from akteure.models import Gemeinde, Kurzform, Ortsteil, Planungsraum
from tests.fabriken import make_gemeinde, make_planungsraum

KOPF = "kurzform,ziel\n"
ZIELE = Ziele(
    gemeinden={"99000001": 1, "99000002": 2},
    planungsraeume={"5001": 7},
    ortsteile={"muehle": {1}, "berg": {1, 2}},
)


def pruefe(text, ziele=ZIELE):
    fehler = Fehlerliste()
    return pruefe_kurzformen(zerlege_tabelle(text, "k.csv", fehler), ziele, fehler), fehler


@pytest.fixture
def lade(tmp_path):
    def lade(*zeilen):
        datei, ausgabe = tmp_path / "k.csv", StringIO()
        datei.write_text(KOPF + "\n".join(zeilen) + "\n", encoding="utf-8")
        call_command("lade_kurzformen", datei, stdout=ausgabe, no_color=True)
        return ausgabe.getvalue()

    return lade


@pytest.fixture
def altbach(db):
    return make_gemeinde(ags="99000001", name="Altbach")


# --- checking, without a database -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("ziel", "gemeinde", "planungsraum"),
    [
        ("99000002", 2, None),
        ("5001", None, 7),
        ("Mühle", 1, None),
        ("MUEHLE", 1, None),
        ("99", None, None),
        ("9900000", None, None),
    ],
)
def test_a_target_is_a_gemeinde_a_planungsraum_an_ortsteil_or_the_whole_area(ziel, gemeinde, planungsraum):
    (kurzform,), fehler = pruefe(f"{KOPF}A.B.,{ziel}\n")
    assert not fehler
    assert (kurzform.text, kurzform.gefaltet) == ("A.B.", "a b")
    assert (kurzform.gemeinde_id, kurzform.planungsraum_id) == (gemeinde, planungsraum)


@pytest.mark.parametrize(
    ("zeile", "ort", "grund"),
    [
        ("Dorf,99000003", "Spalte „ziel“", "kein AGS, kein Planungsraum und kein Ortsteil"),
        ("Dorf,08", "Spalte „ziel“", "kein AGS"),
        ("Dorf,Mühl", "Spalte „ziel“", "kein Ortsteil des Gebiets"),
        ("Dorf,Berg", "Spalte „ziel“", "mehrere Gemeinden. Bitte den AGS angeben."),
        ("Dorf,", "Spalte „ziel“", "Hier muss etwas stehen."),
        (",99000001", "Spalte „kurzform“", "Hier muss etwas stehen."),
        ("…,99000001", "Spalte „kurzform“", "kein Wort"),
        (f"{'x' * 121},99000001", "Spalte „kurzform“", "höchstens 120 Zeichen"),
        ("a b,99000002", "Spalte „kurzform“", "schon in k.csv, Zeile 2"),
        ("D�rf,99000002", "Spalte „kurzform“", "verloren gegangen"),
    ],
)
def test_a_broken_line_is_reported_with_line_and_column(zeile, ort, grund):
    _kurzformen, fehler = pruefe(f"{KOPF}A.B.,99000001\n{zeile}\n")
    assert [eintrag.ort for eintrag in fehler] == [f"k.csv, Zeile 3, {ort}"]
    assert grund in fehler[0].grund


def test_all_faults_are_reported_at_once():
    bericht = pruefe(f"{KOPF},Berg\nDorf,nirgends\nDorf,99000001\n")[1].als_text()
    assert bericht.startswith("Nichts wurde geändert. 4 Fehler")


def test_a_missing_column_and_an_empty_table_are_faults():
    bericht = pruefe("kurzform\n")[1].als_text()
    assert "„ziel“ fehlt" in bericht
    assert "keine Kurzform" in bericht


def test_without_gemeinden_it_says_what_to_do_first():
    assert "zuerst das Gebiet laden" in pruefe(f"{KOPF}LK,99\n", Ziele({}, {}, {}))[1].als_text()


# --- writing --------------------------------------------------------------------------------------------------------
def test_kurzformen_are_written_folded_and_the_second_run_changes_nothing(altbach, lade):
    zeilen = ("Altb./Neckar,99000001", "LK Muster,990")
    assert "2 Kurzformen: 2 neu, 0 geändert, 0 unverändert" in lade(*zeilen)
    assert list(Kurzform.objects.values_list("gefaltet", "gemeinde")) == [
        ("altb neckar", altbach.pk),
        ("lk muster", None),
    ]
    assert "2 Kurzformen: 0 neu, 0 geändert, 2 unverändert" in lade(*zeilen)


def test_an_ortsteil_leads_to_its_gemeinde(altbach, lade):
    Ortsteil.objects.create(name="Obermühle", gemeinde=altbach)
    lade("Mühle oben,obermuehle")
    assert Kurzform.objects.get().gemeinde == altbach


def test_what_the_coordinator_changed_or_added_stays_and_is_named(altbach, lade):
    lade("Altb.,99000001")
    anderswo = make_gemeinde(ags="99000002")
    Kurzform.objects.update(gemeinde=anderswo)
    Kurzform.objects.create(text="Eigene", planungsraum=altbach.planungsraum)
    assert "anders oder gar nicht in der Datei stehen und bleiben (2): Altb., Eigene" in lade("Altb.,99000001")
    assert Kurzform.objects.get(text="Altb.").gemeinde == anderswo


def test_with_one_fault_nothing_is_written(altbach, lade):
    with pytest.raises(CommandError, match="1 Fehler"):
        lade("Altb.,99000001", "Tal,99000009")
    assert not Kurzform.objects.exists()


@pytest.mark.django_db
def test_the_kurzformen_that_ship_fit_the_area_that_ships():
    ordner, still = settings.BASE_DIR / "fixtures" / "gebiet", {"stdout": StringIO()}
    call_command("lade_gebiet", ordner / "gemeinden.csv", **still)
    call_command("lade_ortsteile", ordner / "ortsteile.csv", **still)
    call_command("lade_kurzformen", ordner / "kurzformen.csv", **still)
    ziele = {kurzform.text: str(kurzform.ziel) for kurzform in Kurzform.objects.select_related("gemeinde")}
    assert ziele["L.E."] == "Leinfelden-Echterdingen"
    assert ziele["Kirchheim/Teck"] == "Kirchheim unter Teck"
    assert ziele["Nellingen a.d.F."] == "Ostfildern"
    assert ziele["LK Esslingen"] == "None"


# --- the model ------------------------------------------------------------------------------------------------------
def test_the_database_refuses_two_places(altbach):
    with pytest.raises(IntegrityError, match="kurzform_ein_ziel"):
        Kurzform.objects.create(text="A", gemeinde=altbach, planungsraum=altbach.planungsraum)


def test_the_database_refuses_the_same_text_twice(altbach):
    Kurzform.objects.create(text="L.E.", gemeinde=altbach)
    with pytest.raises(IntegrityError):
        Kurzform.objects.create(text="l / e")


def test_a_kurzform_goes_with_its_gemeinde(altbach):
    Kurzform.objects.create(text="Altb.", gemeinde=altbach)
    Gemeinde.objects.all().delete()
    Planungsraum.objects.all().delete()
    assert not Kurzform.objects.exists()


# --- the admin ------------------------------------------------------------------------------------------------------
NEU = "/admin/akteure/kurzform/add/"
LISTE = "/admin/akteure/kurzform/"


def test_the_coordinator_adds_one(admin_client, altbach):
    admin_client.post(NEU, {"text": "Altb.", "gemeinde": altbach.pk})
    kurzform = Kurzform.objects.get()
    assert (kurzform.gefaltet, kurzform.ziel) == ("altb", altbach)


@pytest.mark.parametrize(
    ("text", "grund"), [("l e", "Das gibt es schon: „L.E.“."), ("…", "kein Wort"), ("", "erforderlich")]
)
def test_what_cannot_be_is_said_at_the_field(admin_client, altbach, text, grund):
    Kurzform.objects.create(text="L.E.", gemeinde=altbach)
    antwort = admin_client.post(NEU, {"text": text})
    assert grund in " ".join(antwort.context["adminform"].form.errors["text"])


def test_two_places_are_refused_in_words(admin_client, altbach):
    antwort = admin_client.post(NEU, {"text": "Altb.", "gemeinde": altbach.pk, "planungsraum": altbach.planungsraum_id})
    assert "nicht beides" in antwort.content.decode()
    assert not Kurzform.objects.exists()


def test_saving_it_again_is_no_clash_with_itself(admin_client, altbach):
    kurzform = Kurzform.objects.create(text="L.E.", gemeinde=altbach)
    admin_client.post(f"{LISTE}{kurzform.pk}/change/", {"text": "L. E.", "gemeinde": altbach.pk})
    kurzform.refresh_from_db()
    assert kurzform.text == "L. E."


def test_the_list_says_where_each_leads_with_a_fixed_number_of_queries(
    admin_client, altbach, django_assert_num_queries
):
    Kurzform.objects.create(text="Altb.", gemeinde=altbach)
    Kurzform.objects.create(text="LK")
    Kurzform.objects.create(text="Raum", planungsraum=make_planungsraum(name="GVV Muster"))
    with django_assert_num_queries(6):
        text = admin_client.get(LISTE).content.decode()
    assert ["Altbach" in text, "ganzes Gebiet" in text, "GVV Muster" in text] == [True] * 3
