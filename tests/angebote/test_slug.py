"""Addresses stay: a former one redirects and is never given away."""

import pytest

from angebote.models import AngebotSlug
from tests.fabriken import make_akteur, make_angebot

pytestmark = pytest.mark.django_db


def test_a_renamed_address_is_kept_as_a_former_one():
    angebot = make_angebot(titel="Offenes Frühstück")
    angebot.slug = "fruehstueck-neu"
    angebot.save()
    assert list(angebot.fruehere_slugs.values_list("slug", flat=True)) == ["offenes-fruehstueck"]


def test_a_former_address_of_another_angebot_is_never_given_away():
    erstes = make_angebot(titel="Offenes Frühstück")
    erstes.slug = "fruehstueck-neu"
    erstes.save()
    assert make_angebot(titel="Offenes Frühstück").slug == "offenes-fruehstueck-2"


def test_a_former_address_of_another_akteur_is_never_given_away():
    erster = make_akteur(name="Haus Linde")
    erster.slug = "linde"
    erster.save()
    assert make_akteur(name="Haus Linde").slug == "haus-linde-2"


def test_the_map_has_its_address_for_itself():
    assert make_angebot(titel="Karte").slug == "karte-2"


def test_the_latest_owner_of_a_former_address_gets_its_visitors():
    erstes, zweites = make_angebot(titel="Eins"), make_angebot(titel="Zwei")
    for angebot, neu in ((erstes, "drei"), (zweites, "eins"), (zweites, "vier")):
        angebot.slug = neu
        angebot.save()
    assert AngebotSlug.objects.get(slug="eins").angebot == zweites
