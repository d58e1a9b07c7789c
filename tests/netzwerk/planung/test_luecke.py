"""The life of a Luecke: recorded from a cell, step by step, and open again by itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from angebote.models import Angebot
from netzwerk.models import Luecke, Lueckeneintrag
from netzwerk.planung.jetzt import abdeckung_jetzt
from tests.fabriken import (
    make_angebot,
    make_gemeinde,
    make_konto,
    make_lebensphase,
    make_planungsraum,
    make_sprache,
    make_thema,
)

pytestmark = pytest.mark.django_db
NICHTS, GESCHLOSSEN = "nichts", Luecke.Status.GESCHLOSSEN


@pytest.fixture
def welt():
    """A Gemeinde without anything for "kita", and one thing elsewhere, so that there are data at all."""
    phase, thema = make_lebensphase(slug="kita", name="Kita"), make_thema(slug="geld", name="Geld")
    ort = make_gemeinde(name="Nürtingen", ags="08116049", planungsraum=make_planungsraum(schluessel="5005"))
    make_angebot(lebensphasen=[make_lebensphase()], gemeinde=ort)
    return ort, phase, thema


def zelle(gemeinde="08116049", bedingungen=(("lebensphase", "kita"), ("thema", "geld")), planungsraum=""):
    abdeckung = abdeckung_jetzt()
    gebiet = abdeckung.fakten.gebiete.eines(gemeinde=gemeinde, planungsraum=planungsraum)
    return abdeckung.zelle(gebiet, bedingungen)


@pytest.fixture
def luecke(welt):
    return Luecke.erkennen(zelle(), NICHTS, von=make_konto("koordination"))[0]


@pytest.fixture
def passend(welt):
    ort, phase, thema = welt
    return make_angebot(gemeinde=ort, lebensphasen=[phase], themen=[thema])


# --- recorded ---------------------------------------------------------------------------------------------------------
def test_a_cell_becomes_a_luecke_with_place_conditions_kind_and_evidence(welt):
    ort, phase, thema = welt
    konto = make_konto("koordination")
    luecke, neu = Luecke.erkennen(zelle(), NICHTS, von=konto)
    assert neu
    assert (luecke.gemeinde, luecke.planungsraum, luecke.lebensphase, luecke.thema) == (ort, None, phase, thema)
    assert (luecke.art, luecke.status, str(luecke)) == (NICHTS, "erkannt", "Nürtingen: Kita · Geld · kein Angebot")
    assert luecke.belege.startswith("Vor Ort 0, in der Nähe 0, im ganzen Kreis oder online 0, weiter weg 0.")
    assert f"Stand {timezone.localdate():%d.%m.%Y}" in luecke.belege
    assert [(e.status, e.von, e.notiz) for e in luecke.verlauf.all()] == [("erkannt", konto, luecke.belege)]


def test_twice_is_once(welt):
    erste, _ = Luecke.erkennen(zelle(), NICHTS)
    zweite, neu = Luecke.erkennen(zelle(), NICHTS)
    assert (erste, neu) == (zweite, False)
    assert Lueckeneintrag.objects.count() == 1


def test_the_order_of_conditions_does_not_make_another_luecke(welt):
    erste, _ = Luecke.erkennen(zelle(), NICHTS)
    zweite, neu = Luecke.erkennen(zelle(bedingungen=(("thema", "geld"), ("lebensphase", "kita"))), NICHTS)
    assert (erste, neu) == (zweite, False)


@pytest.mark.parametrize(
    ("gemeinde", "raum", "felder"),
    [("08116049", "", ("gemeinde",)), ("", "5005", ("planungsraum",)), ("", "", ())],
)
def test_every_level_of_place_is_another_luecke(welt, gemeinde, raum, felder):
    luecke, _ = Luecke.erkennen(zelle(gemeinde, planungsraum=raum), NICHTS)
    assert tuple(name for name in ("gemeinde", "planungsraum") if getattr(luecke, name)) == felder


def test_a_renamed_word_keeps_its_luecke(welt):
    _ort, phase, _thema = welt
    luecke, _ = Luecke.erkennen(zelle(), NICHTS)
    phase.slug = "kindergarten"
    phase.save()
    gefunden, neu = Luecke.erkennen(zelle(bedingungen=(("lebensphase", "kindergarten"), ("thema", "geld"))), NICHTS)
    assert (gefunden, neu) == (luecke, False)


def test_a_language_is_a_condition_by_its_code(welt):
    make_sprache("tr")
    luecke, _ = Luecke.erkennen(zelle(bedingungen=(("sprache", "tr"),)), NICHTS)
    assert luecke.bedingungen == (("sprache", "tr"),)


def test_a_gap_that_is_not_there_is_refused(passend):
    with pytest.raises(ValidationError, match="gibt es dort zurzeit nicht"):
        Luecke.erkennen(zelle(), NICHTS)
    assert not Luecke.objects.exists()


# --- steps ------------------------------------------------------------------------------------------------------------
MORGEN = timezone.localdate() + timedelta(days=1)
VERBEN = {
    "geprueft": lambda luecke: luecke.pruefen("Drei Kitas fragen danach."),
    "geplant": lambda luecke: luecke.planen("Ein Kurs", "Amt für Jugend", MORGEN),
    "geschlossen": lambda luecke: luecke.schliessen(notiz="Der Bus fährt wieder."),
    "kein_bedarf": lambda luecke: luecke.kein_bedarf("Dort leben keine Kinder."),
    "erkannt": lambda luecke: luecke.wieder_aufnehmen(),
}


@pytest.mark.parametrize("von", Luecke.Status.values)
@pytest.mark.parametrize("nach", Luecke.Status.values)
def test_only_what_the_table_says_may_follow(luecke, von, nach):
    Luecke.objects.filter(pk=luecke.pk).update(status=von)
    luecke.refresh_from_db()
    if nach in Luecke.FOLGT[von]:
        VERBEN[nach](luecke)
        luecke.refresh_from_db()
        assert (luecke.status, luecke.verlauf.last().status) == (nach, nach)
    else:
        with pytest.raises(ValidationError, match="geht es nicht zu"):
            VERBEN[nach](luecke)
        assert Luecke.objects.get().status == von
        assert luecke.verlauf.count() == 1


def test_what_was_checked_joins_the_evidence(luecke):
    vorher = luecke.belege
    luecke.pruefen("Drei Kitas fragen danach.")
    assert Luecke.objects.get().belege == f"{vorher}\nDrei Kitas fragen danach."


def test_a_plan_has_what_who_and_until_when(luecke):
    luecke.pruefen()
    konto = make_konto("koordination")
    luecke.planen("Ein Kurs", "Amt für Jugend", MORGEN, von=konto)
    frisch = Luecke.objects.get()
    assert (frisch.entscheidung, frisch.zustaendig, frisch.bis) == ("Ein Kurs", "Amt für Jugend", MORGEN)
    assert (frisch.verlauf.last().von, "Amt für Jugend" in frisch.verlauf.last().notiz) == (konto, True)
    with pytest.raises(ValidationError, match="was geplant ist"):
        luecke.planen("", "", MORGEN)


def test_nothing_is_closed_by_nothing(luecke):
    with pytest.raises(ValidationError, match="wählen Sie ein Angebot"):
        luecke.schliessen()
    assert Luecke.objects.get().status == "erkannt"


def test_a_draft_closes_nothing(luecke):
    with pytest.raises(ValidationError, match="veröffentlichtes Angebot"):
        luecke.schliessen([make_angebot(status="entwurf")])
    assert not Luecke.objects.get().angebote.exists()


def test_kein_bedarf_needs_a_reason(luecke):
    with pytest.raises(ValidationError, match="warum"):
        luecke.kein_bedarf("")


def test_a_step_on_what_another_has_changed_is_refused(luecke):
    gesehen = luecke.stand
    Luecke.objects.get().pruefen("Die andere war schneller.", stand=gesehen)
    with pytest.raises(ValidationError, match="jemand anderes"):
        luecke.kein_bedarf("Ich sah noch den alten Stand.", stand=gesehen)
    assert Luecke.objects.get().status == "geprueft"
    assert [e.status for e in luecke.verlauf.all()] == ["erkannt", "geprueft"]


def test_history_is_only_ever_added_to(luecke):
    eintrag = luecke.verlauf.get()
    eintrag.notiz = "anders"
    with pytest.raises(TypeError):
        eintrag.save()


# --- open again -------------------------------------------------------------------------------------------------------
def stand(luecke):
    return {name: luecke in getattr(Luecke.objects.all(), name)() for name in ("offen", "erledigt", "wieder_offen")}


ENDEN = {
    "pausiert": lambda angebot: angebot.pausieren(),
    "beendet": lambda angebot: angebot.beenden(),
    "archiviert": lambda angebot: angebot.archivieren(),
    "gelöscht": lambda angebot: angebot.loeschen(),
    "ganz gelöscht": lambda angebot: Angebot.objects.filter(pk=angebot.pk).delete(),
    "abgelaufen": lambda angebot: Angebot.objects.filter(pk=angebot.pk).update(gueltig_bis="2020-01-01"),
    "Akteur inaktiv": lambda angebot: type(angebot.akteur).objects.update(status="inaktiv"),
}


@pytest.mark.parametrize("ende", ENDEN)
def test_it_is_open_again_when_the_angebot_that_closed_it_ends(luecke, passend, ende):
    luecke.schliessen([passend])
    assert stand(luecke) == {"offen": False, "erledigt": True, "wieder_offen": False}
    ENDEN[ende](passend)
    assert stand(luecke) == {"offen": True, "erledigt": False, "wieder_offen": True}
    assert Luecke.objects.fuer_liste().get().lage == "wieder offen"


def test_one_of_two_is_enough(luecke, passend, welt):
    ort, phase, thema = welt
    zweites = make_angebot(gemeinde=ort, lebensphasen=[phase], themen=[thema])
    luecke.schliessen([passend, zweites])
    passend.beenden()
    assert stand(luecke)["erledigt"]
    zweites.beenden()
    assert stand(luecke)["wieder_offen"]


def test_what_was_closed_without_an_angebot_stays_closed(luecke):
    luecke.schliessen(notiz="Der Bus fährt wieder.")
    assert stand(luecke) == {"offen": False, "erledigt": True, "wieder_offen": False}


def test_taken_up_anew_it_is_no_longer_open_again_but_open(luecke, passend):
    luecke.schliessen([passend])
    passend.beenden()
    luecke.wieder_aufnehmen("Der Treff ist zu Ende.")
    assert stand(luecke) == {"offen": True, "erledigt": False, "wieder_offen": False}
    assert [e.status for e in luecke.verlauf.all()] == ["erkannt", "geschlossen", "erkannt"]


def test_counts_by_stand(luecke, passend, welt):
    luecke.schliessen([passend])
    andere, _ = Luecke.erkennen(zelle("", bedingungen=(("thema", make_thema(slug="bus").slug),)), NICHTS)
    andere.kein_bedarf("Anders gelöst.")
    passend.beenden()
    erwartet = {"": 2, "offen": 1, "erledigt": 1, "wieder_offen": 1, "kein_bedarf": 1, "geschlossen": 0}
    zahlen = Luecke.objects.all().zahlen()
    assert {name: zahlen[name] for name in erwartet} == erwartet
    for name, anzahl in zahlen.items():
        assert (Luecke.objects.all().mit_stand(name) if name else Luecke.objects.all()).count() == anzahl
