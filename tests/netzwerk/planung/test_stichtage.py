"""What a Stichtag keeps: exactly what was public that day, whatever becomes of it afterwards."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from akteure.models import Akteur, Gemeinde, Standort
from angebote.models import Angebot, Lebensphase, Thema, Uebergang, Zielgruppe
from netzwerk.models import Stichtag
from netzwerk.planung import stand
from netzwerk.planung.arten import Stufe
from netzwerk.planung.gebiete import Ebene
from netzwerk.planung.jetzt import abdeckung_jetzt
from netzwerk.planung.stichtage import NurHeute, abdeckung_am, aufnehmen
from tests.fabriken import make_akteur, make_angebot, make_gemeinde, make_standort, make_thema
from tests.welt import Welt

pytestmark = pytest.mark.django_db

KREUZE = (("lebensphase", "thema"), ("uebergang",), ("zielgruppe",), ("sprache",), ("thema", "sprache"), ())


def zellen(abdeckung):
    """Return everything a cell says, for every area and every cross of words, by names that outlive the rows."""
    gebiete = [gebiet for ebene in Ebene for gebiet in abdeckung.fakten.gebiete.alle(ebene)]
    return {
        (gebiet.ebene, gebiet.schluessel, gebiet.name, bedingungen): (
            *(zelle.hier, zelle.nahe, zelle.weit, zelle.ferne, zelle.stufe, zelle.arten, zelle.km, zelle.zustand),
            zelle.adresse,
        )
        for gebiet in gebiete
        for kreuz in KREUZE
        for bedingungen in _bedingungen(abdeckung, kreuz)
        for zelle in [abdeckung.zelle(gebiet, bedingungen)]
    }


def _bedingungen(abdeckung, kreuz):
    reihen = [()]
    for parameter in kreuz:
        reihen = [(*reihe, (parameter, wort.wert)) for reihe in reihen for wort in abdeckung.vokabular[parameter]]
    return reihen


def alles_loeschen():
    for modell in (Angebot, Standort, Akteur, Uebergang, Lebensphase, Zielgruppe):
        modell.objects.all().delete()
    Thema.objects.filter(ueber__isnull=False).delete()
    Thema.objects.all().delete()
    Gemeinde.objects.update(name="Nirgends", lat=None, lon=None)


@pytest.mark.parametrize("seed", range(6))
def test_a_kept_day_has_the_cells_of_that_moment_also_when_everything_is_gone(seed):
    Welt(seed)
    heute = abdeckung_jetzt()
    lebendig, kette = zellen(heute), heute.kette(heute.fakten.gebiete.kreis)
    aufnehmen()
    alles_loeschen()
    damals = abdeckung_am(Stichtag.objects.get())
    assert zellen(damals) == lebendig
    assert damals.kette(damals.fakten.gebiete.kreis) == kette
    assert len(lebendig) > 100


def test_a_kept_day_is_read_without_a_question_to_the_database(django_assert_num_queries):
    Welt(1)
    stichtag = aufnehmen()
    with django_assert_num_queries(0):
        abdeckung = abdeckung_am(stichtag)
        zellen(abdeckung)
        abdeckung.fakten.eintraege()


def test_the_names_of_that_day_are_kept():
    akteur = make_akteur(name="Haus Sonne")
    angebot = make_angebot(titel="Frühstück", akteur=akteur)
    stichtag = aufnehmen()
    kennung = angebot.kennung
    Angebot.objects.all().delete()
    Akteur.objects.all().delete()
    assert list(abdeckung_am(stichtag).fakten.eintraege().values()) == [(kennung, "Frühstück", "Haus Sonne")]


def test_what_is_not_public_is_not_kept():
    gemeinde = make_gemeinde()
    make_angebot(titel="Geheimer Entwurf", status=Angebot.Status.ENTWURF, gemeinde=gemeinde)
    make_angebot(titel="Offen")
    text = str(aufnehmen().stand)
    assert "Offen" in text
    assert "Geheimer Entwurf" not in text
    assert aufnehmen().stand["punkte"] == []


def test_a_hidden_point_is_not_kept():
    standort = make_standort(lat=48.71, lon=9.31, gemeinde=make_gemeinde(), adresse_verbergen=True)
    make_angebot(standorte=[standort])
    assert "48.71" not in str(aufnehmen().stand)


def test_the_words_of_that_day_are_kept_in_german():
    thema = make_thema(name="Geld", slug="geld")
    stichtag = aufnehmen()
    Thema.objects.filter(pk=thema.pk).update(name="Finanzen")
    assert [wort.name for wort in abdeckung_am(stichtag).vokabular["thema"]] == ["Geld"]


def test_kooperationen_are_kept():
    jetzt = abdeckung_jetzt()
    jetzt.kooperationen = {"wechsel": {(3, 4), (1, 2)}}
    assert stand.lesen(stand.schreiben(jetzt), jetzt.fakten.heute).kooperationen == {"wechsel": [(1, 2), (3, 4)]}


@pytest.mark.parametrize("tage", [-1, 1, 400])
def test_only_today_can_be_kept(tage):
    with pytest.raises(NurHeute, match="nur der heutige"):
        aufnehmen(timezone.localdate() + timedelta(days=tage))
    assert not Stichtag.objects.exists()


def test_the_last_stand_of_a_day_counts_and_its_note_stays():
    aufnehmen(notiz="Bericht 2026")
    make_angebot(titel="Neu am Abend")
    aufnehmen(timezone.localdate())
    stichtag = Stichtag.objects.get()
    assert stichtag.notiz == "Bericht 2026"
    assert len(abdeckung_am(stichtag).fakten.pks) == 1


def test_a_day_without_any_angebote_knows_nothing():
    gemeinde = make_gemeinde()
    abdeckung = abdeckung_am(aufnehmen())
    gebiet = abdeckung.fakten.gebiete.eines(gemeinde=gemeinde.ags)
    assert abdeckung.zelle(gebiet).stufe == Stufe.UNBEKANNT


def test_an_empty_stand_knows_nothing():
    abdeckung = abdeckung_am(Stichtag(stand={}))
    assert abdeckung.zelle(abdeckung.fakten.gebiete.kreis).stufe == Stufe.UNBEKANNT
    assert abdeckung.koepfe("thema") == []


@pytest.mark.parametrize(
    "kaputt",
    [{"fassung": 99}, {"fassung": stand.FASSUNG}, [1, 2], "Text", {"ganz": "anders"}],
)
def test_a_stand_nobody_can_read_is_named(kaputt):
    with pytest.raises(stand.StandUnlesbar):
        abdeckung_am(Stichtag(stand=kaputt))


@pytest.mark.parametrize("teil", ["mengen", "einzelne", "punkte", "akteure_von", "woerter", "gebiet"])
def test_a_damaged_stand_is_named(teil):
    Welt(1, angebote=5)
    ganz = stand.schreiben(abdeckung_jetzt())
    with pytest.raises(stand.StandUnlesbar):
        abdeckung_am(Stichtag(stand=ganz | {teil: [["x", "y", "kein Stand"]]}))


def test_the_command_keeps_the_day_and_says_so():
    make_angebot()
    ausgabe = StringIO()
    call_command("stichtag", notiz="Quartal", stdout=ausgabe)
    stichtag = Stichtag.objects.get()
    assert (stichtag.tag, stichtag.notiz) == (timezone.localdate(), "Quartal")
    assert f"{stichtag}: 1 Angebot festgehalten" in ausgabe.getvalue()
