"""Kooperation: what is public, what counts as agreed, and its verbs."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from angebote.vokabular import Vokabular
from netzwerk.models import Anordnung, Gremium, Kooperation
from netzwerk.planung.abdeckung import Abdeckung
from netzwerk.planung.arten import Lueckenart
from netzwerk.planung.fakten import gedaechtnis
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


def in_tagen(tage):
    return timezone.localdate() + timedelta(days=tage)


def oeffentlich():
    return list(Kooperation.objects.oeffentlich())


def test_public_is_what_both_have_confirmed_and_both_want_shown():
    eine = make_kooperation()
    make_kooperation(oeffentlich=False)
    for seite in ("von", "mit", ""):
        make_kooperation(bestaetigt=seite)
    assert oeffentlich() == [eine]


@pytest.mark.parametrize("werte", [{"seit": 1}, {"bis": -1}, {"seit": -1, "bis": -1}])
def test_what_does_not_hold_today_is_not_public(werte):
    make_kooperation(**{name: in_tagen(tage) for name, tage in werte.items()})
    assert oeffentlich() == []


@pytest.mark.parametrize("werte", [{}, {"seit": -1}, {"bis": 1}, {"seit": 0, "bis": 0}])
def test_what_holds_today_is_public(werte):
    kooperation = make_kooperation(**{name: in_tagen(tage) for name, tage in werte.items()})
    assert oeffentlich() == [kooperation]


@pytest.mark.parametrize("seite", ["von", "mit"])
def test_with_an_akteur_its_kooperation_leaves_the_public(seite):
    kooperation = make_kooperation()
    getattr(kooperation, seite).archivieren()
    assert oeffentlich() == []


def test_nobody_sees_a_new_one_before_somebody_says_so():
    assert Kooperation(art="austausch").oeffentlich is False
    assert Gremium(name="Neu").oeffentlich is False


def test_agreed_on_an_uebergang_counts_also_what_is_not_shown():
    uebergang = make_uebergang(slug="kita-grundschule", von=make_lebensphase(), nach=make_lebensphase())
    gezeigt = make_kooperation(uebergang=uebergang)
    still = make_kooperation(uebergang=uebergang, oeffentlich=False)
    make_kooperation(uebergang=uebergang, bestaetigt="von")
    make_kooperation(uebergang=uebergang, bis=in_tagen(-1))
    make_kooperation()
    paare = [(gezeigt.von_id, gezeigt.mit_id), (still.von_id, still.mit_id)]
    assert Kooperation.objects.je_uebergang() == {"kita-grundschule": paare}


def test_confirming_is_recorded_for_each_side_with_its_day():
    kooperation = make_kooperation(bestaetigt="")
    assert kooperation.status == "offen"
    kooperation.bestaetigen_von(in_tagen(-1))
    assert (kooperation.status, kooperation.bestaetigt_von) == ("von", in_tagen(-1))
    kooperation.bestaetigen_mit()
    kooperation.refresh_from_db()
    assert (kooperation.status, kooperation.bestaetigt_mit) == ("vereinbart", timezone.localdate())
    kooperation.zuruecknehmen()
    assert oeffentlich() == []


def test_another_content_has_to_be_confirmed_anew():
    kooperation = make_kooperation()
    kooperation.notiz = "Nur ein Wort."
    kooperation.save()
    assert kooperation.status == "vereinbart"
    kooperation.art = Kooperation.Art.UEBERGANG
    kooperation.save()
    kooperation.refresh_from_db()
    assert kooperation.status == "offen"


def test_ended_it_is_over_today_and_can_begin_again_unconfirmed():
    kooperation = make_kooperation(seit=timezone.localdate())
    kooperation.beenden()
    assert (kooperation.status, oeffentlich()) == ("beendet", [])
    kooperation.wieder_aufnehmen()
    assert kooperation.status == "offen"


def test_nobody_works_with_himself_and_nothing_ends_before_it_begins():
    akteur = make_akteur()
    with pytest.raises(ValidationError, match="zwei verschiedene"):
        Kooperation(von=akteur, mit=akteur, art="austausch").full_clean()
    with pytest.raises(IntegrityError):
        make_kooperation(seit=in_tagen(1), bis=in_tagen(-1))


def test_the_same_is_not_entered_twice_in_whichever_direction():
    kooperation = make_kooperation()
    nochmal = Kooperation(von=kooperation.mit, mit=kooperation.von, art=kooperation.art)
    with pytest.raises(ValidationError, match="gibt es schon"):
        nochmal.full_clean()
    kooperation.beenden()
    nochmal.full_clean()


def test_a_lebensphase_has_what_leads_into_it_or_out_of_it():
    kita, schule = make_lebensphase(slug="kita"), make_lebensphase(slug="grundschule")
    uebergang = make_uebergang(von=kita, nach=schule)
    drin = make_kooperation(uebergang=uebergang)
    make_kooperation()
    for slug in ("kita", "grundschule"):
        assert list(Kooperation.objects.fuer_lebensphasen([slug])) == [drin]
    assert not Kooperation.objects.fuer_lebensphasen(["geburt"])


def test_a_planungsraum_has_where_one_of_the_two_has_a_standort():
    gemeinde = make_gemeinde()
    drin, andersherum = make_kooperation(), make_kooperation()
    make_kooperation()
    make_standort(akteur=drin.von, gemeinde=gemeinde)
    make_standort(akteur=andersherum.mit, gemeinde=gemeinde)
    treffer = Kooperation.objects.in_planungsraeumen([gemeinde.planungsraum.schluessel])
    assert set(treffer) == {drin, andersherum}


def test_every_verb_is_a_button_of_the_koordination(admin_client):
    kooperation = make_kooperation(bestaetigt="")
    adresse = reverse("admin:netzwerk_kooperation_change", args=[kooperation.pk])
    assert 'value="bestaetigen_mit"' in admin_client.get(adresse).content.decode()
    felder = {"von": kooperation.von_id, "mit": kooperation.mit_id, "art": "austausch", "richtung": "beide"}
    for verb, status in (("bestaetigen_von", "von"), ("bestaetigen_mit", "vereinbart"), ("beenden", "beendet")):
        admin_client.post(adresse, felder | {"_verb": verb, "bis": ""}, follow=True)
        kooperation.refresh_from_db()
        assert kooperation.status == status


def test_the_list_of_the_koordination_finds_by_akteur_and_state(admin_client):
    eine = make_kooperation(von=make_akteur(name="Größe Süd"), bestaetigt="von")
    make_kooperation()
    liste = reverse("admin:netzwerk_kooperation_changelist")
    for frage in ("?q=groesse", "?status=offen"):
        assert list(admin_client.get(liste + frage).context["cl"].queryset) == [eine]
    assert len(admin_client.get(f"{liste}?status=vereinbart").context["cl"].queryset) == 1
    assert len(admin_client.get(f"{liste}?status=beendet").context["cl"].queryset) == 0


def test_what_was_agreed_closes_the_gap_of_the_uebergang():
    kita, schule = make_lebensphase(slug="kita"), make_lebensphase(slug="grundschule")
    uebergang = make_uebergang(slug="kita-grundschule", von=kita, nach=schule)
    gemeinde = make_gemeinde()
    angebote = [make_angebot(gemeinde=gemeinde, lebensphasen=[phase]) for phase in (kita, schule)]

    def luecken():
        vokabular = Vokabular.laden()
        abdeckung = Abdeckung(gedaechtnis.fakten(vokabular.staende), vokabular, Kooperation.objects.je_uebergang())
        return abdeckung.zelle(abdeckung.fakten.gebiete.kreis, (("uebergang", uebergang.slug),)).arten

    assert Lueckenart.UEBERGANG in luecken()
    kooperation = make_kooperation(
        von=angebote[0].akteur, mit=angebote[1].akteur, uebergang=uebergang, bestaetigt="von"
    )
    assert Lueckenart.UEBERGANG in luecken()
    kooperation.bestaetigen_mit()
    assert Lueckenart.UEBERGANG not in luecken()


def test_demo_data_goes_with_the_demo_and_what_is_real_stays():
    echte = make_kooperation(von=make_akteur(quelle="demo"), mit=make_akteur(quelle="demo"), quelle="demo")
    bleibt = make_kooperation()
    gremium = make_gremium(mitglieder=[bleibt.von])
    make_gremium(quelle="demo")
    call_command("entferne_demo", ja=True)
    assert list(Kooperation.objects.all()) == [bleibt]
    assert list(Gremium.objects.all()) == [gremium]
    assert not Kooperation.objects.filter(pk=echte.pk).exists()
    assert not Anordnung.objects.exists()
