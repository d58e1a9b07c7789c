"""One command makes a database ready, and running it again changes nothing."""

import io
import shutil

import pytest
from django.core.management import call_command

from akteure.models import Gemeinde, Kurzform, Ortsteil
from angebote.models import Angebot, Lebensphase
from netzwerk.models import Seite


def richte_ein(**optionen) -> str:
    ausgabe = io.StringIO()
    call_command("einrichten", stdout=ausgabe, **optionen)
    return ausgabe.getvalue()


@pytest.mark.django_db
def test_zweiter_lauf_verliert_nichts():
    richte_ein(demo=True)
    angebot = Angebot.objects.order_by("pk").first()
    angebot.titel = "Von Hand geändert"
    angebot.save()
    modelle = (Gemeinde, Ortsteil, Kurzform, Lebensphase, Angebot, Seite)
    vorher = [modell.objects.count() for modell in modelle]

    ausgabe = richte_ein(demo=True)

    assert all(vorher) and [modell.objects.count() for modell in modelle] == vorher
    assert Angebot.objects.filter(titel="Von Hand geändert").exists()
    assert "44 Gemeinden: 0 neu, 0 geändert" in ausgabe
    assert "Es gibt schon Einträge" in ausgabe


@pytest.mark.django_db
def test_anderes_gebiet_kommt_ohne_grenzen_ortsteile_kurzformen_und_demo_aus(settings, tmp_path):
    shutil.copy(settings.GEBIET_ORDNER / "gemeinden.csv", tmp_path)
    settings.GEBIET_ORDNER = tmp_path
    ausgabe = richte_ein(demo=True)
    assert (
        Gemeinde.objects.exists()
        and not (Ortsteil.objects.exists() or Kurzform.objects.exists())
        and not Angebot.objects.exists()
    )
    assert "mitgelieferten Gebiet" in ausgabe
