"""What planning keeps in memory: read with a fixed number of queries, and anew once something that matters is written."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from akteure.models import Gemeinde
from angebote.models import Angebot
from angebote.vokabular import Vokabular
from netzwerk.planung.fakten import gedaechtnis
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_lebensphase,
    make_planungsraum,
    make_standort,
    make_thema,
    make_uebergang,
)

from .jetzt import zelle_in

pytestmark = pytest.mark.django_db

KALT = 4
"""Queries after an edit: three for the Bestand, one for the Fakten over it."""


@pytest.fixture
def hier():
    return make_gemeinde(lat=48.6, lon=9.3)


def fuellen(gemeinde, anzahl: int) -> None:
    phase = make_lebensphase()
    for _ in range(anzahl):
        make_angebot(
            gemeinde=gemeinde,
            lebensphasen=[phase],
            themen=[make_thema()],
            mitwirkende=[make_akteur()],
            sprachen={"tr": "spricht"},
        )


@pytest.mark.parametrize("anzahl", [1, 20])
def test_all_is_read_with_the_same_number_of_queries(hier, anzahl, django_assert_num_queries):
    zelle_in(hier)  # Django asks each connection once what it can do
    fuellen(hier, anzahl)
    staende = Vokabular.laden().staende
    with django_assert_num_queries(KALT):
        gedaechtnis.fakten(staende)
    with django_assert_num_queries(0):
        gedaechtnis.fakten(staende)


def test_the_areas_are_read_anew_only_where_they_changed(hier, django_assert_num_queries):
    zelle_in(hier)
    Gemeinde.objects.filter(pk=hier.pk).update(name="Neustadt")
    staende = Vokabular.laden().staende
    with django_assert_num_queries(KALT + 1):
        assert gedaechtnis.fakten(staende).gebiete.eines(gemeinde=hier.ags).name == "Neustadt"


def test_a_page_that_asks_again_asks_only_whether_something_changed(hier, django_assert_num_queries):
    fuellen(hier, 3)
    zelle_in(hier)
    with django_assert_num_queries(1):
        zelle_in(hier)


def test_a_new_day_is_a_new_reading(hier, monkeypatch):
    make_angebot(gemeinde=hier, gueltig_bis=timezone.localdate())
    assert zelle_in(hier).oertlich == 1
    morgen = timezone.localdate() + timedelta(1)
    monkeypatch.setattr(timezone, "localdate", lambda *_args: morgen)
    assert zelle_in(hier).oertlich == 0


class TestIsSeenByTheNextRequest:
    """Whatever is written, by whatever way."""

    def test_a_new_angebot(self, hier):
        make_angebot(gemeinde=make_gemeinde(lat=48.9, lon=9.3))
        assert zelle_in(hier).oertlich == 0
        make_angebot(gemeinde=hier)
        assert zelle_in(hier).oertlich == 1

    def test_an_angebot_that_is_paused(self, hier):
        angebot = make_angebot(gemeinde=hier)
        assert zelle_in(hier).oertlich == 1
        angebot.pausieren()
        assert zelle_in(hier).oertlich == 0

    def test_an_angebot_written_past_the_models(self, hier):
        angebot = make_angebot(gemeinde=hier, kosten="beitrag")
        assert "nur_kosten" in zelle_in(hier).arten
        with connection.cursor() as cursor:
            cursor.execute("UPDATE angebote_angebot SET kosten = 'kostenlos' WHERE id = %s", [angebot.pk])
        assert "nur_kosten" not in zelle_in(hier).arten

    def test_a_thema_that_an_angebot_gets(self, hier):
        angebot, thema = make_angebot(gemeinde=hier), make_thema()
        assert zelle_in(hier, ("thema", thema.slug)).anzahl == 0
        angebot.themen.add(thema)
        assert zelle_in(hier, ("thema", thema.slug)).anzahl == 1

    def test_an_akteur_that_is_archived(self, hier):
        angebot = make_angebot(gemeinde=hier)
        assert zelle_in(hier).oertlich == 1
        type(angebot.akteur).objects.update(status="archiviert")
        assert zelle_in(hier).oertlich == 0

    def test_a_standort_that_moves(self, hier):
        dort, ort = make_gemeinde(lat=48.9, lon=9.3), make_standort(gemeinde=hier)
        make_angebot(standorte=[ort])
        assert (zelle_in(hier).oertlich, zelle_in(dort).oertlich) == (1, 0)
        ort.gemeinde = dort
        ort.save()
        assert (zelle_in(hier).oertlich, zelle_in(dort).oertlich) == (0, 1)

    def test_a_standort_that_is_hidden(self, hier):
        ort = make_standort(lat=48.65, lon=9.3)
        make_angebot(standorte=[ort])
        assert zelle_in(hier).nah == 1
        ort.adresse_verbergen = True
        ort.save()
        assert (zelle_in(hier).nah, zelle_in(hier).km) == (0, None)

    def test_an_einzugsgebiet_that_names_one_more(self, hier):
        angebot = make_angebot(einzugsgebiet="gemeinden")
        assert zelle_in(hier).oertlich == 0
        angebot.gemeinden.add(hier)
        assert zelle_in(hier).oertlich == 1

    def test_a_gemeinde_whose_centre_moves(self, hier):
        make_angebot(standorte=[make_standort(lat=48.65, lon=9.3)])
        assert zelle_in(hier).nah == 1
        Gemeinde.objects.filter(pk=hier.pk).update(lat=48.2)
        assert zelle_in(hier).nah == 0

    def test_a_gemeinde_that_changes_its_planungsraum(self, hier):
        raum = make_planungsraum()
        make_angebot(gemeinde=make_gemeinde(lat=48.9, lon=9.3, planungsraum=raum))
        assert zelle_in(hier).nah == 0
        Gemeinde.objects.filter(pk=hier.pk).update(planungsraum=raum)
        assert zelle_in(hier).nah == 1

    def test_an_uebergang_that_leads_elsewhere(self, hier):
        phasen = [make_lebensphase() for _ in range(3)]
        wechsel = make_uebergang(von=phasen[0], nach=phasen[1])
        for phase in phasen[:2]:
            make_angebot(gemeinde=hier, lebensphasen=[phase], uebergaenge=[wechsel])
        frage = ("uebergang", wechsel.slug)
        assert "uebergang" not in zelle_in(hier, frage).arten
        wechsel.nach = phasen[2]
        wechsel.save()
        assert "uebergang" in zelle_in(hier, frage).arten

    def test_an_angebot_that_is_deleted(self, hier):
        make_angebot(gemeinde=hier)
        assert zelle_in(hier).oertlich == 1
        Angebot.objects.all().delete()
        assert zelle_in(hier).oertlich == 0
