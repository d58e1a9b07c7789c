"""Nothing for Fachkräfte or the Koordination stands on any public address, in any language, logged in or not.

Every address of the project is asked (a new one comes in by itself), with and without parameters. Whatever the answer is,
page, feed, export or file, its text must hold none of the marks that stand in every field that is not public.
"""

import re
from io import BytesIO

import pytest
from django.test import Client
from django.utils.encoding import force_bytes
from pypdf import PdfReader

from akteure.models import Akteur, Benutzer
from akteure.sprachen import pfad_in
from angebote.models import Angebot, AngebotStandort, Platzmeldung
from netzwerk.adressen import ist_intern
from tests.fabriken import make_akteur, make_angebot, make_gemeinde, make_kontakt, make_rueckmeldung, make_standort
from tests.test_zugriff import pfade

pytestmark = pytest.mark.django_db

ANFRAGEN = (
    "",
    "?a={kennung}&in=tr&q=Treff",
    "?q=Treff&wo=Ort&umkreis=10&sprache=tr&ansicht=kompakt&alter=48",
    "?q=geheim",
    "?format=json",
)
"""What every address is asked with; one that does not know a parameter leaves it out."""
SPRACHEN = ("de", "de-simple", "tr", "ar")
MARKEN = {
    "fachinfo": "GEHEIMFACHINFO",
    "notiz": "GEHEIMNOTIZ",
    "kontakt fachkraefte": "GEHEIMKONTAKTFACH",
    "kontakt intern": "GEHEIMKONTAKTINTERN",
    "telefon fachkraefte": "23125 661",
    "telefon intern": "23125 662",
    "mail fachkraefte": "geheimfach@",
    "mail intern": "geheimintern@",
    "verborgene adresse": "GEHEIMWEG",
    "hinweis zum verborgenen ort": "GEHEIMHINTEREINGANG",
    "anfahrt": "GEHEIMANFAHRT",
    "punkt": "48.612345",
    "konto": "geheimkonto",
    "name einer person": "GEHEIMPERSON",
    "platzmeldung": "war voll",
    "entwurf": "GEHEIMENTWURF",
    "archivierter akteur": "GEHEIMARCHIV",
    "rueckmeldung": "GEHEIMMELDUNG",
}
FUER_FACHKRAEFTE = ("fachinfo", "kontakt fachkraefte", "telefon fachkraefte", "mail fachkraefte", "platzmeldung")


@pytest.fixture
def welt():
    """{pattern: path} over records whose private fields are marked."""
    alle = pfade()
    angebot = Angebot.objects.get(slug="eintrag")
    angebot.titel, angebot.fachinfo, angebot.interne_notiz = "Treff", MARKEN["fachinfo"], MARKEN["notiz"]
    angebot.save()
    for akteur in (angebot.akteur, Akteur.objects.get(slug="eintrag")):
        for sichtbarkeit, nummer in (("fachkraefte", 661), ("intern", 662)):
            kontakt = make_kontakt(
                akteur=akteur,
                zustaendigkeit=MARKEN[f"kontakt {sichtbarkeit}"],
                name=MARKEN["name einer person"] if sichtbarkeit == "intern" else "",
                einwilligung_am="2026-01-01",
                telefon=f"030 23125 {nummer}",
                mail=f"{MARKEN[f'mail {sichtbarkeit}']}beispiel.example",
                sichtbarkeit=sichtbarkeit,
            )
            if akteur == angebot.akteur:
                angebot.kontakte.add(kontakt)
        ort = make_standort(
            akteur=akteur,
            gemeinde=make_gemeinde(name="Ort"),
            name=MARKEN["verborgene adresse"],
            strasse=MARKEN["verborgene adresse"],
            anfahrt=MARKEN["anfahrt"],
            adresse_verbergen=True,
            lat=48.612345,
            lon=9.312345,
        )
    AngebotStandort.objects.create(angebot=angebot, standort=ort, hinweis=MARKEN["hinweis zum verborgenen ort"])
    konto = Benutzer.objects.create(
        username="geheimkonto",
        email="geheimkonto@beispiel.example",
        first_name=MARKEN["name einer person"],
        rolle="fachkraft",
    )
    Platzmeldung.objects.all().delete()
    angebot.melde("voll", konto)
    make_angebot(titel=MARKEN["entwurf"], status="entwurf", akteur=angebot.akteur)
    make_angebot(titel="Weg", akteur=make_akteur(name=MARKEN["archivierter akteur"], status="archiviert"))
    make_rueckmeldung(text=MARKEN["rueckmeldung"], mail="geheimkonto@beispiel.example")
    return alle


def oeffentliche(alle):
    """Yield every public address to ask: in several languages, with several parameters."""
    kennung = Angebot.objects.get(slug="eintrag").kennung
    for pfad in alle.values():
        if ist_intern(pfad):
            continue
        for code in SPRACHEN:
            for anfrage in ANFRAGEN:
                yield pfad_in(pfad, code) + anfrage.format(kennung=kennung)


def text_von(response):
    """Return all that an answer says, also inside a PDF."""
    inhalt = b"".join(map(force_bytes, response)) if response.streaming else response.content
    if response.get("Content-Type", "").startswith("application/pdf"):
        return "\n".join(seite.extract_text() for seite in PdfReader(BytesIO(inhalt)).pages)
    return inhalt.decode("utf-8", errors="replace")


def ohne_zufall(text):
    """Leave out what is new in every answer: the token of a form, the nonce of the CSP."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=|nonce=)"[^"]*"', "", text)


def gefunden(text):
    return [name for name, marke in MARKEN.items() if marke.casefold() in text.casefold()]


def fachkraft():
    client = Client()
    client.force_login(Benutzer.objects.create(username="k", rolle="fachkraft"))
    return client


@pytest.mark.parametrize("besucher", [Client, fachkraft])
def test_no_public_address_says_what_is_not_public(welt, besucher):
    client, undicht = besucher(), {}
    for adresse in oeffentliche(welt):
        if marken := gefunden(text_von(client.get(adresse))):
            undicht[adresse] = marken
    assert undicht == {}


def test_a_public_address_answers_everybody_the_same(welt):
    anonym, angemeldet, verschieden = Client(), fachkraft(), []
    for adresse in oeffentliche(welt):
        eine, andere = anonym.get(adresse), angemeldet.get(adresse)
        koepfe = [
            {name: antwort.get(name) for name in ("Cache-Control", "Vary", "Content-Type", "Location")}
            for antwort in (eine, andere)
        ]
        if (
            eine.status_code != andere.status_code
            or koepfe[0] != koepfe[1]
            or ohne_zufall(text_von(eine)) != ohne_zufall(text_von(andere))
            or "csrftoken" not in eine.cookies
            and eine.get("ETag") != andere.get("ETag")
        ):
            verschieden.append(adresse)
    assert verschieden == []


def test_nothing_is_found_by_words_that_are_not_public(welt):
    client = Client()
    for marke in MARKEN.values():
        assert 'data-anzahl="0"' in client.get("/angebote/", {"q": f'"{marke}"'}).content.decode(), marke


def test_fachkraefte_see_their_part_and_never_what_is_the_koordinations_alone(welt):
    client = fachkraft()
    seiten = ["/fachkraefte/", "/fachkraefte/?q=Treff", "/fachkraefte/angebote/eintrag/", "/fachkraefte/meine/"]
    alles = "\n".join(client.get(seite).content.decode() for seite in seiten)
    assert sorted(gefunden(alles)) == sorted(FUER_FACHKRAEFTE)


def test_a_stored_copy_of_the_page_of_a_fachkraft_cannot_come_about(welt):
    antwort = fachkraft().get("/fachkraefte/angebote/eintrag/")
    assert antwort["Cache-Control"] == "private, no-store"
    assert not antwort.has_header("ETag")
