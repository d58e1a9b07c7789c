"""Two days compared: what came and went, and which gaps closed and opened – never one that was drawn from missing data."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from angebote.models import Angebot
from netzwerk.models import Stichtag
from netzwerk.planung import stand
from netzwerk.planung.arten import Lueckenart, Stufe
from netzwerk.planung.gebiete import Ebene
from netzwerk.planung.jetzt import abdeckung_jetzt
from netzwerk.planung.stichtage import abdeckung_am, aufnehmen, vergleiche
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_lebensphase,
    make_planungsraum,
    make_thema,
    make_uebergang,
)
from tests.welt import Welt

pytestmark = pytest.mark.django_db

L = Lueckenart


@pytest.fixture
def gemeinde():
    return make_gemeinde(name="Altdorf")


@pytest.fixture
def kita():
    return make_lebensphase(name="Kita", slug="kita")


@pytest.fixture
def geld():
    return make_thema(name="Geld", slug="geld")


@pytest.fixture
def gut(kita, geld):
    """Everything about an Angebot for Kita and Geld that makes it easy for everybody."""
    return {
        "lebensphasen": [kita],
        "themen": [geld],
        "kosten": "kostenlos",
        "zugang": "ohne_anmeldung",
        "deutsch_noetig": False,
        "format_zu_hause": True,
        "bestaetigt_am": timezone.now(),
    }


@pytest.fixture
def irgendeines():
    """Somewhere there is something: so an empty cell is a gap, and not missing data."""
    return make_angebot(bestaetigt_am=timezone.now())


def seit(vorher, ebene=Ebene.GEMEINDE):
    jetzt = abdeckung_jetzt()
    return vergleiche(abdeckung_am(vorher), jetzt, jetzt.fakten.gebiete.alle(ebene))


def kurz(wechsel):
    return [(w.gebiet.name, w.namen, w.art) for w in wechsel]


def zellen_gleich(vergleich):
    return not (vergleich.geschlossen or vergleich.verkleinert or vergleich.geoeffnet or vergleich.ungewiss)


ALTDORF = ("Altdorf", ("Kita", "Geld"))


def test_nothing_changed_is_said_so():
    Welt(3)
    vergleich = seit(aufnehmen())
    assert zellen_gleich(vergleich)
    assert (vergleich.dazu, vergleich.weg, vergleich.daten_geschlossen, vergleich.daten_geoeffnet) == ([], [], [], [])


def test_angebote_that_came_and_went_are_named():
    weg = make_angebot(titel="Ende", akteur=make_akteur(name="Haus A"))
    make_angebot(titel="Bleibt")
    vorher = aufnehmen()
    neu = make_angebot(titel="Anfang", akteur=make_akteur(name="Haus B"))
    Angebot.objects.filter(pk=weg.pk).update(gueltig_bis=timezone.localdate() - timedelta(days=1))
    vergleich = seit(vorher)
    assert vergleich.dazu == [(neu.kennung, "Anfang", "Haus B")]
    assert vergleich.weg == [(weg.kennung, "Ende", "Haus A")]


def test_an_angebot_renamed_is_neither_new_nor_gone():
    angebot = make_angebot(titel="Alt")
    vorher = aufnehmen()
    Angebot.objects.filter(pk=angebot.pk).update(titel="Neuer Name")
    assert (seit(vorher).dazu, seit(vorher).weg) == ([], [])


def test_an_angebot_closes_a_gap(gemeinde, gut, irgendeines):
    vorher = aufnehmen()
    make_angebot(einzugsgebiet="gemeinden", gemeinden=[gemeinde], **gut)
    vergleich = seit(vorher)
    assert kurz(vergleich.geschlossen) == [(*ALTDORF, L.NICHTS)]
    assert vergleich.geoeffnet == []


def test_its_end_opens_the_gap(gemeinde, gut, irgendeines):
    angebot = make_angebot(einzugsgebiet="gemeinden", gemeinden=[gemeinde], **gut)
    vorher = aufnehmen()
    angebot.delete()
    vergleich = seit(vorher)
    assert kurz(vergleich.geoeffnet) == [(*ALTDORF, L.NICHTS)]
    assert vergleich.geschlossen == []


def test_county_wide_where_there_was_nothing_makes_a_gap_smaller(gemeinde, gut, irgendeines):
    vorher = aufnehmen()
    make_angebot(einzugsgebiet="kreisweit", **gut)
    vergleich = seit(vorher)
    assert kurz(vergleich.verkleinert) == [(*ALTDORF, L.NICHTS)]
    assert (vergleich.geschlossen, vergleich.geoeffnet) == ([], [])


def test_nothing_where_there_was_something_county_wide_opens_the_greater_gap(gemeinde, gut, irgendeines):
    angebot = make_angebot(einzugsgebiet="kreisweit", **gut)
    vorher = aufnehmen()
    angebot.delete()
    vergleich = seit(vorher)
    assert kurz(vergleich.geoeffnet) == [(*ALTDORF, L.NICHTS)]
    assert (vergleich.geschlossen, vergleich.verkleinert) == ([], [])


def test_a_first_angebot_for_money_opens_no_gap_where_nothing_was(gemeinde, gut, irgendeines):
    vorher = aufnehmen()
    make_angebot(einzugsgebiet="gemeinden", gemeinden=[gemeinde], **gut | {"kosten": "beitrag"})
    vergleich = seit(vorher)
    assert kurz(vergleich.geschlossen) == [(*ALTDORF, L.NICHTS)]
    assert vergleich.geoeffnet == []
    assert L.NUR_KOSTEN in vergleich.geschlossen[0].nachher.luecken


def test_a_free_one_beside_it_closes_the_gap_of_costs(gemeinde, gut):
    make_angebot(einzugsgebiet="gemeinden", gemeinden=[gemeinde], **gut | {"kosten": "beitrag"})
    vorher = aufnehmen()
    make_angebot(einzugsgebiet="gemeinden", gemeinden=[gemeinde], **gut)
    assert kurz(seit(vorher).geschlossen) == [(*ALTDORF, L.NUR_KOSTEN)]


@pytest.mark.parametrize(("vorher", "nachher"), [("beitrag", "unbekannt"), ("unbekannt", "beitrag")])
def test_what_nobody_knows_on_one_day_is_neither_closed_nor_opened(gemeinde, gut, vorher, nachher):
    angebot = make_angebot(einzugsgebiet="gemeinden", gemeinden=[gemeinde], **gut | {"kosten": vorher})
    damals = aufnehmen()
    Angebot.objects.filter(pk=angebot.pk).update(kosten=nachher)
    vergleich = seit(damals)
    assert kurz(vergleich.ungewiss) == [(*ALTDORF, L.NUR_KOSTEN)]
    assert (vergleich.geschlossen, vergleich.geoeffnet) == ([], [])


def test_a_data_gap_stands_apart(gemeinde, gut):
    angebot = make_angebot(einzugsgebiet="gemeinden", gemeinden=[gemeinde], **gut | {"bestaetigt_am": None})
    vorher = aufnehmen()
    Angebot.objects.filter(pk=angebot.pk).update(bestaetigt_am=timezone.now())
    vergleich = seit(vorher)
    assert kurz(vergleich.daten_geschlossen) == [(*ALTDORF, L.UNBESTAETIGT)]
    assert zellen_gleich(vergleich)


def test_a_thema_that_did_not_exist_then_is_no_opened_gap(gemeinde, gut, irgendeines):
    vorher = aufnehmen()
    make_thema(name="Wohnen")
    make_lebensphase(name="Grundschule")
    vergleich = seit(vorher)
    assert zellen_gleich(vergleich)
    assert vergleich.nur_nachher == ["Grundschule", "Wohnen"]


def test_a_thema_that_is_gone_is_no_closed_gap(gemeinde, geld, kita, irgendeines):
    vorher = aufnehmen()
    geld.delete()
    vergleich = seit(vorher)
    assert zellen_gleich(vergleich)
    assert vergleich.nur_vorher == ["Geld"]


def test_gemeinden_that_came_or_went_are_named_and_not_compared(gemeinde, gut, irgendeines):
    vorher = aufnehmen()
    gemeinde.delete()
    make_gemeinde(name="Neudorf")
    vergleich = seit(vorher)
    assert zellen_gleich(vergleich)
    assert (vergleich.nur_vorher, vergleich.nur_nachher) == (["Altdorf"], ["Neudorf"])


def test_a_planungsraum_with_other_gemeinden_is_named(gemeinde, irgendeines):
    anderer = make_gemeinde(planungsraum=make_planungsraum(name="Raum Süd"))
    vorher = aufnehmen()
    gemeinde.planungsraum = anderer.planungsraum
    gemeinde.save()
    assert seit(vorher, Ebene.PLANUNGSRAUM).umgebildet == ["Raum Süd"]


def test_rows_made_anew_are_the_same_gemeinden(gemeinde, gut):
    make_angebot(einzugsgebiet="gemeinden", gemeinden=[gemeinde], **gut)
    vorher = aufnehmen()
    ags, raum = gemeinde.ags, gemeinde.planungsraum
    gemeinde.delete()
    neue = make_gemeinde(ags=ags, name="Altdorf", planungsraum=raum)
    make_angebot(einzugsgebiet="gemeinden", gemeinden=[neue], **gut)
    assert zellen_gleich(seit(vorher))


@pytest.mark.parametrize("leer", [{}, None])
def test_a_day_without_data_draws_no_gap(gemeinde, gut, leer):
    vorher = Stichtag(tag=timezone.localdate(), stand={}) if leer == {} else aufnehmen()
    make_angebot(**gut)
    vergleich = seit(vorher)
    assert zellen_gleich(vergleich)
    assert len(vergleich.ohne_daten) == 1
    assert len(vergleich.dazu) == 1


def test_uebergaenge_are_compared_too(gemeinde, gut):
    von, nach = make_lebensphase(name="Eins"), make_lebensphase(name="Zwei")
    wechsel = make_uebergang(name="Eins → Zwei", von=von, nach=nach)
    make_angebot(einzugsgebiet="gemeinden", gemeinden=[gemeinde], lebensphasen=[von], uebergaenge=[wechsel])
    vorher = aufnehmen()
    make_angebot(einzugsgebiet="gemeinden", gemeinden=[gemeinde], lebensphasen=[nach], uebergaenge=[wechsel])
    assert ("Altdorf", ("Eins → Zwei",), L.UEBERGANG) in kurz(seit(vorher).geschlossen)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("umgekehrt", [False, True])
def test_the_lists_are_what_follows_from_the_cells_of_both_days(seed, umgekehrt):
    """Worked out again from the cells of both days, the other way round as well."""
    Welt(seed, angebote=24)
    damals = stand.lesen(aufnehmen().stand, timezone.localdate())
    zufaellig = list(Angebot.objects.order_by("pk"))
    for angebot in zufaellig[::2]:
        angebot.delete()
    Angebot.objects.filter(pk__in=[a.pk for a in zufaellig[1::4]]).update(kosten="kostenlos")
    alt, neu = (abdeckung_jetzt(), damals) if umgekehrt else (damals, abdeckung_jetzt())
    gebiete = [gebiet for ebene in Ebene for gebiet in neu.fakten.gebiete.alle(ebene)]
    vergleich = vergleiche(alt, neu, gebiete)
    offen = {(w.gebiet.schluessel, w.bedingungen, w.art) for w in vergleich.geoeffnet}
    zu = {(w.gebiet.schluessel, w.bedingungen, w.art) for w in vergleich.geschlossen}
    for gebiet in gebiete:
        frueher = alt.fakten.gebiete.eines(**dict(gebiet.abfrage))
        for phase, thema in product(neu.koepfe("lebensphase"), neu.koepfe("thema")):
            worte = (phase.bedingung, thema.bedingung)
            a, b = alt.zelle(frueher, worte), neu.zelle(gebiet, worte)
            nichts = (gebiet.schluessel, worte, L.NICHTS)
            assert (nichts in offen) == (b.stufe == Stufe.NICHTS != a.stufe)
            assert (nichts in zu) == (a.stufe == Stufe.NICHTS and b.stufe in (Stufe.OERTLICH, Stufe.NAH))
            kosten = (gebiet.schluessel, worte, L.NUR_KOSTEN)
            vergleichbar = all(
                zelle.hier | zelle.nahe | zelle.weit and L.KOSTEN_UNBEKANNT not in zelle.arten for zelle in (a, b)
            )
            nur = [L.NUR_KOSTEN in zelle.arten for zelle in (a, b)]
            assert (kosten in offen) == (vergleichbar and nur == [False, True])
            assert (kosten in zu) == (vergleichbar and nur == [True, False])
    assert zu if umgekehrt else offen
