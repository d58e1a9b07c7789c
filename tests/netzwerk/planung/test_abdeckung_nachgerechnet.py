"""Every cell equals what is worked out a second time in plain Python, and the list it opens."""

from collections.abc import Iterator
from io import StringIO
from itertools import product
from random import Random

import pytest
from django.core.management import call_command
from django.http import QueryDict

from angebote.filter import AngebotFilter
from angebote.models import Angebot
from netzwerk.planung.abdeckung import Abdeckung, Bedingung, Zelle
from netzwerk.planung.arten import Lueckenart
from netzwerk.planung.gebiete import Ebene, Gebiet

from .jetzt import abdeckung_jetzt
from .landschaft import Landschaft
from .nachgerechnet import Erwartet, Nachgerechnet

pytestmark = pytest.mark.django_db

PARAMETER = ("lebensphase", "uebergang", "thema", "zielgruppe", "sprache")


def alle_gebiete(abdeckung: Abdeckung) -> list[Gebiet]:
    return [gebiet for ebene in Ebene for gebiet in abdeckung.fakten.gebiete.alle(ebene)]


def alle_bedingungen(abdeckung: Abdeckung) -> list[tuple[Bedingung, ...]]:
    """Return none, each word of each kind (Unterthemen too), and every Lebensphase with every Thema."""
    einzelne = {name: [(name, wort.wert) for wort in abdeckung.vokabular[name]] for name in PARAMETER}
    paare = product(einzelne["lebensphase"], [kopf.bedingung for kopf in abdeckung.koepfe("thema")])
    return [(), *((eine,) for liste in einzelne.values() for eine in liste), *paare]


def zellen(abdeckung: Abdeckung) -> Iterator[Zelle]:
    for gebiet, bedingungen in product(alle_gebiete(abdeckung), alle_bedingungen(abdeckung)):
        yield abdeckung.zelle(gebiet, bedingungen)


def vergleiche(zelle: Zelle, abdeckung: Abdeckung, nachgerechnet: Nachgerechnet) -> None:
    orte, ist_kreis = frozenset(ort.ags for ort in zelle.gebiet.orte), zelle.gebiet.ebene == Ebene.KREIS
    erwartet = nachgerechnet.zelle(orte, ist_kreis, zelle.bedingungen)
    mengen = (set(abdeckung.fakten.mengen.pks_von(m)) for m in (zelle.hier, zelle.nahe, zelle.weit, zelle.ferne))
    arten = {str(art) for art in zelle.arten}
    wirklich = Erwartet(*mengen, stufe=str(zelle.stufe), arten=arten, km=erwartet.km)
    assert wirklich == erwartet, (zelle.gebiet.name, zelle.bedingungen)
    assert zelle.km == (None if erwartet.km is None else pytest.approx(erwartet.km, rel=0.01))


@pytest.mark.parametrize(
    ("seed", "angebote", "kommt_vor"),
    [
        (1, 12, {Lueckenart.NICHTS, Lueckenart.NUR_FERN}),
        (2, 50, set(Lueckenart) - {Lueckenart.DOPPELT}),
        (3, 120, {Lueckenart.NUR_FERN, Lueckenart.VOLL}),
        (4, 500, {Lueckenart.DOPPELT}),
    ],
)
def test_every_cell_of_a_random_area_is_what_its_angebote_say(seed, angebote, kommt_vor):
    landschaft = Landschaft(seed, angebote)
    kooperationen = landschaft.kooperationen()
    abdeckung, nachgerechnet = abdeckung_jetzt(kooperationen), Nachgerechnet(kooperationen)
    verglichen, arten = 0, set()
    for zelle in zellen(abdeckung):
        vergleiche(zelle, abdeckung, nachgerechnet)
        verglichen, arten = verglichen + 1, arten | {*zelle.arten}
    assert kommt_vor <= arten
    assert verglichen == 12 * (1 + 4 + 3 + 7 + 3 + 4 + 12)


@pytest.fixture
def demo(settings) -> None:
    """The county that ships, with its demo entries."""
    ordner, still = settings.BASE_DIR / "fixtures", {"stdout": StringIO()}
    call_command("lade_gebiet", str(ordner / "gebiet" / "gemeinden.csv"), **still)
    call_command("lade_vokabular", str(ordner / "vokabular.json"), **still)
    call_command("lade_demo", **still)


def test_every_cell_of_the_demo_is_what_its_angebote_say(demo):
    abdeckung, nachgerechnet = abdeckung_jetzt(), Nachgerechnet()
    for zelle in zellen(abdeckung):
        vergleiche(zelle, abdeckung, nachgerechnet)
    assert len(alle_gebiete(abdeckung)) == 44 + 18 + 1


def test_every_number_of_the_demo_opens_a_list_of_that_many(demo):
    """All areas with each Lebensphase and each Oberthema (of the former also what is local and what is county-wide); of the
    pairs of both, of Unterthemen, Übergänge, Zielgruppen and Sprachen every tenth."""
    abdeckung = abdeckung_jetzt()
    jede_zehnte, geoeffnet = Random(1), 0
    oberthemen = [(kopf.bedingung,) for kopf in abdeckung.koepfe("thema")]
    for zelle in zellen(abdeckung):
        namen = [name for name, _wert in zelle.bedingungen]
        if namen in ([], ["lebensphase"]) or zelle.bedingungen in oberthemen or jede_zehnte.random() < 0.1:
            liste = oeffne(zelle.adresse)
            assert liste.anzahl == zelle.anzahl, zelle.adresse
            assert len(liste.gruppe_naehe or ()) == zelle.nah, zelle.adresse
            geoeffnet += 1
        if namen == ["lebensphase"]:
            assert oeffne(zelle.adresse_oertlich).anzahl == zelle.oertlich, zelle.adresse_oertlich
            assert oeffne(zelle.adresse_kreisweit).anzahl == zelle.kreisweit, zelle.adresse_kreisweit
    assert geoeffnet > 1500


def oeffne(adresse: str) -> AngebotFilter:
    return AngebotFilter(QueryDict(adresse), Angebot.objects.oeffentlich())
