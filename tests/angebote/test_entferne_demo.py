"""`entferne_demo`: the demo goes, what is real stays."""

from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from akteure.models import Akteur, Benutzer, Kontakt, Standort
from angebote.models import Angebot
from tests.fabriken import make_akteur, make_angebot, make_gemeinde, make_kontakt, make_standort

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo():
    """A demo Akteur with a Kontakt, a Standort and an Angebot there."""
    akteur = make_akteur(name="Haus Apfelbaum", quelle="demo")
    standort = make_standort(akteur=akteur, gemeinde=make_gemeinde(), koordinaten_quelle="demo")
    make_angebot(akteur=akteur, standorte=[standort], quelle="demo", externe_id="treff")
    return akteur


def entferne(**optionen):
    ausgabe = StringIO()
    call_command("entferne_demo", stdout=ausgabe, no_color=True, **({"ja": True} | optionen))
    return ausgabe.getvalue()


def test_the_demo_is_gone_with_its_standorte_and_kontakte(demo):
    ausgabe = entferne()
    assert "Entfernt: 1 Demo-Angebote, 0 Demo-Lotsenstellen und 1 Demo-Akteure." in ausgabe
    for modell in (Angebot, Akteur, Standort, Kontakt):
        assert not modell.objects.exists()


def test_real_entries_stay(demo):
    echt = make_angebot(gemeinde=make_gemeinde())
    entferne()
    assert list(Angebot.objects.all()) == [echt]
    assert list(Akteur.objects.all()) == [echt.akteur]
    assert echt.kontakte_oeffentlich()
    assert echt.orte.count() == 1


def test_a_demo_angebot_of_a_real_akteur_goes_the_akteur_stays():
    echt = make_akteur()
    make_angebot(akteur=echt, quelle="demo")
    entferne()
    assert not Angebot.objects.exists()
    assert list(Akteur.objects.all()) == [echt]


def haengt_angebot_an(demo):
    make_angebot(titel="Echt", akteur=demo)


def haengt_mitwirkung_an(demo):
    make_angebot(titel="Echt").mitwirkende.add(demo)


def haengt_kontakt_an(demo):
    make_angebot(titel="Echt").kontakte.add(make_kontakt(akteur=demo))


def haengt_standort_an(demo):
    make_angebot(titel="Echt", standorte=[demo.standorte.get()])


def haengt_konto_an(demo):
    Benutzer.objects.create(username="redaktion", akteur=demo)


def haengt_akteur_an(demo):
    make_akteur(name="Echt", uebergeordnet=demo)


@pytest.mark.parametrize(
    "haenge_an",
    [
        haengt_angebot_an,
        haengt_mitwirkung_an,
        haengt_kontakt_an,
        haengt_standort_an,
        haengt_konto_an,
        haengt_akteur_an,
    ],
)
def test_a_demo_akteur_something_real_hangs_on_stays_and_is_named(demo, haenge_an):
    haenge_an(demo)
    ausgabe = entferne()
    assert "Diese Demo-Akteure bleiben" in ausgabe
    assert ausgabe.rstrip().endswith(": Haus Apfelbaum")
    assert Akteur.objects.filter(pk=demo.pk).exists()
    assert not Angebot.objects.filter(quelle="demo").exists()
    assert Angebot.objects.filter(titel="Echt").exists() or haenge_an in (haengt_konto_an, haengt_akteur_an)


def test_of_an_akteur_that_stays_only_unused_demo_standorte_go(demo):
    benutzt = make_standort(akteur=demo, koordinaten_quelle="demo")
    eigener = make_standort(akteur=demo)
    make_angebot(akteur=demo, standorte=[benutzt])
    entferne()
    assert set(demo.standorte.all()) == {benutzt, eigener}


def test_the_traeger_of_an_akteur_that_stays_can_go(demo):
    unten = make_akteur(name="Unten", quelle="demo", uebergeordnet=demo)
    make_angebot(akteur=unten)
    entferne()
    unten.refresh_from_db()
    assert unten.uebergeordnet is None


@pytest.mark.parametrize("antwort", ["nein", "", "vielleicht"])
def test_without_a_yes_nothing_is_deleted(demo, monkeypatch, antwort):
    monkeypatch.setattr("builtins.input", lambda frage: antwort)
    with pytest.raises(CommandError, match="Nichts wurde gelöscht"):
        entferne(ja=False)
    assert Angebot.objects.count() == 1


def test_a_yes_deletes(demo, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda frage: "ja")
    entferne(ja=False)
    assert not Angebot.objects.exists()


def test_where_nobody_can_answer_it_names_the_option(demo, monkeypatch):
    def ende(frage):
        raise EOFError

    monkeypatch.setattr("builtins.input", ende)
    with pytest.raises(CommandError, match="--ja"):
        entferne(ja=False)
    assert Angebot.objects.count() == 1


def test_without_demo_it_says_so():
    make_angebot()
    assert "keine Demo-Einträge" in entferne()
    assert Angebot.objects.count() == 1


def test_pages_learn_at_once_that_the_demo_is_gone(demo):
    cache.set("demo_vorhanden", True)
    entferne()
    assert cache.get("demo_vorhanden") is None
