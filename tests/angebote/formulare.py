"""What a browser sends for the form of an Angebot, and records to send it for."""

from django.contrib import admin
from django.contrib.messages import get_messages
from django.test import RequestFactory

from akteure.models import Akteur, Benutzer
from angebote.models import Angebot
from tests.fabriken import make_akteur, make_angebot, make_lebensphase, make_thema

LISTE = "/admin/angebote/angebot/"
ZEITEN = ("zeitfenster", "ausnahmen", "termine")
NEU = "/admin/angebote/angebot/add/"


def seite(angebot: Angebot, was: str = "change") -> str:
    return f"{LISTE}{angebot.pk}/{was}/"


def eingabe(akteur: Akteur, **werte) -> dict:
    """What a browser sends for a form in which only Akteur and title are filled in."""
    vorgabe = {
        "akteur": akteur.pk,
        "titel": "Krabbelgruppe",
        "kosten": "unbekannt",
        "zugang": "unbekannt",
        "fuer": "familien",
        "plaetze": "unbekannt",
        "orte-TOTAL_FORMS": 0,
        "orte-INITIAL_FORMS": 0,
        "sprachangaben-TOTAL_FORMS": 0,
        "sprachangaben-INITIAL_FORMS": 0,
        **{f"{zeiten}-{art}_FORMS": 0 for zeiten in ZEITEN for art in ("TOTAL", "INITIAL")},
    }
    return vorgabe | werte


def minimum(akteur: Akteur | None = None, **werte) -> dict:
    """The publishable minimum."""
    vorgabe = {
        "kurzbeschreibung": "Singen und spielen mit Babys.",
        "art": "kurs",
        "lebensphasen": [make_lebensphase().pk],
        "themen": [make_thema().pk],
        "einzugsgebiet": "kreisweit",
    }
    return eingabe(akteur or make_akteur(), **vorgabe | werte)


def gespeichert(angebot: Angebot, **werte) -> dict:
    """What a browser sends back for an existing Angebot in which nothing was touched but `werte`."""
    formular = admin.site.get_model_admin(Angebot).get_form(anfrage_der_koordination(), angebot, change=True)(
        instance=angebot
    )
    daten = {feld.html_name: feld.value() for feld in formular if feld.value() not in (None, "", [])}
    daten["lebensphasen"], daten["themen"] = (
        [zeile.pk for zeile in menge.all()] for menge in (angebot.lebensphasen, angebot.themen)
    )
    return eingabe(angebot.akteur) | daten | werte


def anfrage_der_koordination():
    anfrage = RequestFactory().get("/")
    anfrage.user = Benutzer(is_superuser=True, is_staff=True)
    return anfrage


def meldungen(antwort) -> str:
    return " ".join(str(meldung) for meldung in get_messages(antwort.wsgi_request))


def vollstaendig(**werte) -> Angebot:
    """A published Angebot with all it needs."""
    vorgabe = {"lebensphasen": [make_lebensphase()], "themen": [make_thema()], "einzugsgebiet": "kreisweit"}
    return make_angebot(**vorgabe | werte)
