"""Lotsenstellen: whom a family is led to, what the coordinator may enter, and the card."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.template.loader import render_to_string

from akteure.ort import Ortswahl
from angebote.models import Lotsenstelle
from tests.fabriken import make_gemeinde, make_lotsenstelle, make_planungsraum

pytestmark = pytest.mark.django_db


def namen(*gemeinden):
    return [stelle.name for stelle in Lotsenstelle.objects.fuer(Ortswahl(gemeinden=gemeinden))]


# --- the rule -------------------------------------------------------------------------------------------------------
@pytest.fixture
def hier():
    """A Gemeinde with a neighbour in the same Planungsraum."""
    raum = make_planungsraum()
    make_gemeinde(planungsraum=raum)
    return make_gemeinde(planungsraum=raum)


@pytest.fixture
def stellen(hier):
    """One Lotsenstelle for all, one for the Planungsraum, one for the Gemeinde, one elsewhere."""
    make_lotsenstelle(name="alle")
    make_lotsenstelle(name="Raum", planungsraeume=[hier.planungsraum])
    make_lotsenstelle(name="Ort", gemeinden=[hier])
    make_lotsenstelle(name="anderswo", gemeinden=[make_gemeinde()], reihenfolge=1)


@pytest.mark.usefixtures("stellen")
def test_who_names_the_gemeinde_comes_before_who_names_its_planungsraum(hier):
    assert namen(hier) == ["Ort", "Raum"]


@pytest.mark.usefixtures("stellen")
def test_in_the_rest_of_the_planungsraum_the_one_for_all_comes_second(hier):
    nachbar = hier.planungsraum.gemeinden.exclude(pk=hier.pk).get()
    assert namen(nachbar) == ["Raum", "alle"]


@pytest.mark.usefixtures("stellen")
def test_where_nobody_is_nearer_it_is_the_one_for_all():
    assert namen(make_gemeinde()) == ["alle"]


@pytest.mark.usefixtures("stellen")
def test_without_a_place_it_is_the_one_for_all():
    assert namen() == ["alle"]


def test_of_several_places_any_counts(hier):
    dort = make_gemeinde()
    make_lotsenstelle(name="Ort", gemeinden=[hier])
    make_lotsenstelle(name="dort", gemeinden=[dort])
    assert namen(hier, dort) == ["Ort", "dort"]


def test_a_lotsenstelle_that_names_both_comes_once(hier):
    make_lotsenstelle(name="beides", gemeinden=[hier], planungsraeume=[hier.planungsraum, make_planungsraum()])
    assert namen(hier) == ["beides"]


def test_at_most_two_in_their_order(hier):
    for name, reihenfolge in (("c", 3), ("a", 1), ("b", 2)):
        make_lotsenstelle(name=name, gemeinden=[hier], reihenfolge=reihenfolge)
    assert namen(hier) == ["a", "b"]


def test_without_lotsenstellen_there_is_none(hier):
    assert namen(hier) == []


@pytest.mark.usefixtures("stellen")
@pytest.mark.parametrize("mit_ort", [True, False])
def test_one_query_also_to_show_them(hier, django_assert_num_queries, mit_ort):
    with django_assert_num_queries(1):
        karte(Lotsenstelle.objects.fuer(Ortswahl(gemeinden=(hier,) if mit_ort else ())))


# --- the model ------------------------------------------------------------------------------------------------------
def test_without_telephone_and_mail_the_database_refuses_it():
    with pytest.raises(IntegrityError, match="lotsenstelle_hat_einen_weg"):
        make_lotsenstelle(telefon="", web="https://lotsen.example")


# --- the card -------------------------------------------------------------------------------------------------------
def karte(lotsenstellen):
    return render_to_string("angebote/_lotsenstelle.html", {"lotsenstellen": lotsenstellen})


def test_the_card_says_who_when_and_how():
    text = karte(
        [
            Lotsenstelle(
                name="Lotsen <Tal>",
                satz="Wir suchen mit Ihnen.",
                telefon="030 23125001",
                mail="lotsen@tal.example",
                web="https://tal.example",
                sprechzeit="Mo, 9 Uhr",
                sprachen="Deutsch, Türkisch",
            )
        ]
    )
    for teil in (
        "Lotsen &lt;Tal&gt;",
        "Wir suchen mit Ihnen.",
        "Mo, 9 Uhr",
        "Deutsch, Türkisch",
        "https://tal.example",
    ):
        assert teil in text
    assert 'href="tel:+493023125001"' in text
    assert 'href="mailto:lotsen@tal.example"' in text
    assert "Beispiel" not in text


def test_the_card_shows_only_what_is_known():
    text = karte([Lotsenstelle(name="Lotsen", satz="Wir helfen.", mail="lotsen@tal.example")])
    assert not any(wort in text for wort in ("tel:", "Sprechzeit", "Sprachen", "Website"))


def test_an_invented_one_says_so():
    assert '<span class="beispiel">Beispiel</span>' in karte([Lotsenstelle(name="L", quelle="demo")])


def test_without_lotsenstellen_the_card_is_empty():
    assert karte([]).strip() == ""


# --- the admin ------------------------------------------------------------------------------------------------------
LISTE = "/admin/angebote/lotsenstelle/"


def eingabe(**werte):
    vorgabe = {"name": "Lotsen im Tal", "satz": "Wir suchen mit Ihnen.", "stand": "01.02.2026", "reihenfolge": "100"}
    return vorgabe | {"telefon": "030/23125 001"} | werte


def test_the_coordinator_adds_one_and_its_number_is_made_readable(admin_client, hier):
    admin_client.post(f"{LISTE}add/", eingabe(gemeinden=[hier.pk]))
    stelle = Lotsenstelle.objects.get()
    assert (stelle.telefon, stelle.telefon_link) == ("030 23125001", "+493023125001")
    assert (list(stelle.gemeinden.all()), stelle.quelle) == ([hier], "")


@pytest.mark.parametrize(
    ("werte", "grund"),
    [
        ({"telefon": ""}, "Bitte eine Telefonnummer oder eine E-Mail-Adresse angeben."),
        ({"telefon": "irgendwann"}, "ist keine Telefonnummer"),
        ({"mail": "lotsen"}, "gültige E-Mail-Adresse"),
        ({"satz": "x" * 201}, "höchstens 200 Zeichen"),
        ({"stand": ""}, "zwingend erforderlich"),
        ({"name": "Schon da"}, "existiert bereits"),
    ],
)
def test_what_cannot_be_is_said(admin_client, werte, grund):
    make_lotsenstelle(name="Schon da")
    assert grund in admin_client.post(f"{LISTE}add/", eingabe(**werte)).content.decode()
    assert Lotsenstelle.objects.count() == 1


@pytest.mark.parametrize("anzahl", [1, 20])
def test_the_list_says_for_whom_with_a_fixed_number_of_queries(admin_client, hier, django_assert_num_queries, anzahl):
    for _nummer in range(anzahl):
        make_lotsenstelle(gemeinden=[hier], planungsraeume=[hier.planungsraum])
    make_lotsenstelle()
    with django_assert_num_queries(8):
        text = admin_client.get(LISTE).content.decode()
    assert f"{hier.planungsraum}, {hier}" in text
    assert "ganzes Gebiet" in text


# --- the demo -------------------------------------------------------------------------------------------------------
def test_the_demo_goes_and_a_real_one_stays():
    make_lotsenstelle(name="Beispiel", quelle="demo")
    echt = make_lotsenstelle(name="Echt")
    ausgabe = StringIO()
    call_command("entferne_demo", ja=True, stdout=ausgabe)
    assert list(Lotsenstelle.objects.all()) == [echt]
    assert "Entfernt: 0 Demo-Angebote, 1 Demo-Lotsenstellen und 0 Demo-Akteure." in ausgabe.getvalue()
