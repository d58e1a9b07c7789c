"""The five plain answers: always five, always in the same order; what nobody stated says so."""

from decimal import Decimal

import pytest

from angebote.antworten import antworten
from tests.fabriken import make_angebot

pytestmark = pytest.mark.django_db

KOSTEN, ANMELDUNG, DEUTSCH, KIND, ZU_HAUSE = range(5)


def antwort(welche, **werte):
    """Return (stand, wort) of one answer of an Angebot with these values."""
    gegeben = antworten(make_angebot(**werte))[welche]
    return gegeben.stand, gegeben.wort


def test_nothing_known_is_five_times_please_ask():
    gegeben = antworten(make_angebot())
    assert [a.frage for a in gegeben] == ["Kosten", "Anmeldung", "Deutsch", "Kind dabei", "Zu Hause"]
    assert {(a.stand, a.satz) for a in gegeben} == {("u", "Wissen wir nicht – bitte anrufen")}


@pytest.mark.parametrize(
    ("kosten", "betrag", "erwartet"),
    [
        ("kostenlos", None, ("j", "kostenlos")),
        ("nachweis", None, ("j", "kostenlos mit Nachweis")),
        ("beitrag", None, ("n", "kostet etwas")),
        ("beitrag", Decimal("6.00"), ("n", "6 €")),
        ("beitrag", Decimal("6.50"), ("n", "6,50 €")),
        ("beitrag", Decimal("1200.00"), ("n", "1200 €")),
        ("einkommen", None, ("n", "nach Einkommen")),
        ("spende", None, ("j", "Spende, wenn Sie mögen")),
        ("unbekannt", None, ("u", "wissen wir nicht – bitte anrufen")),
    ],
)
def test_kosten(kosten, betrag, erwartet):
    assert antwort(KOSTEN, kosten=kosten, betrag=betrag) == erwartet


@pytest.mark.parametrize(
    ("zugang", "erwartet"),
    [
        ("ohne_anmeldung", ("j", "einfach kommen")),
        ("mit_anmeldung", ("n", "mit Anmeldung")),
        ("termin", ("n", "mit Termin")),
        ("vermittlung", ("n", "über eine Stelle")),
        ("unbekannt", ("u", "wissen wir nicht – bitte anrufen")),
    ],
)
def test_anmeldung(zugang, erwartet):
    assert antwort(ANMELDUNG, zugang=zugang) == erwartet


@pytest.mark.parametrize(
    ("noetig", "sprachen", "erwartet"),
    [
        (False, {}, ("j", "kein Deutsch nötig")),
        (True, {"tr": "spricht"}, ("n", "etwas Deutsch nötig")),
        (None, {"tr": "spricht", "ar": "spricht"}, ("j", "auch Sprache tr und Sprache ar")),
        (None, {"tr": "dolmetschen", "ar": "material"}, ("u", "wissen wir nicht – bitte anrufen")),
        (None, {"de": "spricht"}, ("u", "wissen wir nicht – bitte anrufen")),
    ],
)
def test_deutsch(noetig, sprachen, erwartet):
    assert antwort(DEUTSCH, deutsch_noetig=noetig, sprachen=sprachen) == erwartet


def test_who_speaks_a_language_is_said_in_a_sentence():
    angebot = make_angebot(deutsch_noetig=False, sprachen={"tr": "spricht", "ar": "spricht", "uk": "spricht"})
    satz = "Eine Fachkraft spricht Sprache tr, Sprache ar und Sprache uk."
    assert antworten(angebot)[DEUTSCH].mehr == satz


@pytest.mark.parametrize(
    ("betreuung", "mit", "alter_von", "erwartet"),
    [
        (True, False, None, ("j", "Kind wird betreut")),
        (None, True, None, ("j", "Kind darf mit")),
        (False, True, 0, ("j", "Kind darf mit")),
        (None, False, None, ("n", "ohne Kinder")),
        (None, False, 2, ("n", "ohne Geschwister")),
        (False, None, None, ("u", "wissen wir nicht – bitte anrufen")),
    ],
)
def test_kind_dabei(betreuung, mit, alter_von, erwartet):
    assert antwort(KIND, kinderbetreuung=betreuung, geschwister_willkommen=mit, alter_von=alter_von) == erwartet


@pytest.mark.parametrize(
    ("formate", "erwartet"),
    [
        (["vor_ort", "zu_hause"], ("j", "kommt nach Hause")),
        (["vor_ort", "online"], ("n", "vor Ort")),
        (["mobil"], ("n", "in Ihrer Nähe")),
        (["einrichtung"], ("n", "in Kita oder Schule")),
        (["telefonisch"], ("j", "am Telefon")),
        (["online"], ("j", "online")),
        (["telefonisch", "online"], ("j", "am Telefon")),
        ([], ("u", "wissen wir nicht – bitte anrufen")),
    ],
)
def test_zu_hause(formate, erwartet):
    assert antwort(ZU_HAUSE, **{f"format_{wert}": True for wert in formate}) == erwartet
