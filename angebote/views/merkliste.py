"""Merkliste and Handzettel. The address is all there is: nothing is stored, nothing of it is logged."""

import logging
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from akteure.fassung import Fassung, uebersetze
from angebote.antworten import antworten
from angebote.models import Angebot
from angebote.sofort import sofort_hilfe
from angebote.vermittlung.handzettel import Handzettelwunsch
from angebote.vermittlung.handzettel import handzettel as kontext_der_blaetter
from angebote.vermittlung.merkliste import Inhalt, Merkliste
from angebote.vermittlung.pdf import KeinPdf, als_pdf, moeglich
from angebote.vermittlung.qr import qr_svg
from angebote.views.antwort import antwort
from angebote.views.oeffentlich import IN_DER_ZEILE

protokoll = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


def _nur_fuer_diesen(view: View) -> View:
    """What somebody put together is for no search engine and no shared store."""

    @require_safe
    @wraps(view)
    def mit_kopfzeilen(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response.headers["X-Robots-Tag"] = "noindex"
        patch_cache_control(response, private=True)
        return response

    return mit_kopfzeilen


@_nur_fuer_diesen
def merkliste(request: HttpRequest) -> HttpResponse:
    """The list itself: each Angebot as in the list, with its place in the order, to print, to hand on."""
    liste = Merkliste.aus(request.GET)
    inhalt = Inhalt.von(liste, Angebot.objects.mit_anlaessen().fuer_liste())
    sofort = sofort_hilfe(inhalt.anlaesse)
    adresse = request.build_absolute_uri(inhalt.gueltige.adresse)
    kontext = {
        "inhalt": inhalt,
        "sofort": sofort,
        "fassung": _zeilen_laden(inhalt.angebote, sofort.get("notrufe", ())),
        "zeilen": [_zeile(inhalt.gueltige, angebot) for angebot in inhalt.angebote],
        "wunsch": Handzettelwunsch.aus(request.GET),
        "adresse": adresse,
        "qr": qr_svg(adresse, _("QR-Code: diese Merkliste")) if inhalt.angebote else "",
    }
    return antwort(request, "angebote/merkliste.html", kontext)


def _zeilen_laden(angebote: list[Angebot], daneben: list) -> Fassung:
    uebersetze(*angebote, *(angabe.sprache for eines in angebote for angabe in eines.sprachangaben.all()), *daneben)
    for angebot in angebote:
        angebot.antworten = antworten(angebot)
    return Fassung.von(angebote, IN_DER_ZEILE)


def _zeile(liste: Merkliste, angebot: Angebot) -> dict:
    """Return an Angebot with the addresses of the list with it further up, further down, and without it."""
    hoch, runter = (liste.verschoben(angebot.kennung, um) for um in (-1, 1))
    return {
        "angebot": angebot,
        "hoch": "" if hoch == liste else hoch.adresse,
        "runter": "" if runter == liste else runter.adresse,
        "ohne": liste.ohne(angebot.kennung).adresse,
    }


@_nur_fuer_diesen
def handzettel(request: HttpRequest) -> HttpResponse:
    """The sheets to look at and to print."""
    kontext = kontext_der_blaetter(Handzettelwunsch.aus(request.GET), request.build_absolute_uri)
    return antwort(request, "angebote/handzettel.html", kontext | {"pdf": moeglich()})


@_nur_fuer_diesen
def handzettel_pdf(request: HttpRequest) -> HttpResponse:
    """The same sheets as PDF; where none can be made now, a page that says so and offers to print."""
    kontext = kontext_der_blaetter(Handzettelwunsch.aus(request.GET), request.build_absolute_uri)
    if not kontext["blaetter"]:
        return antwort(request, "angebote/handzettel.html", kontext | {"pdf": moeglich()})
    try:
        pdf = _pdf(kontext)
    except KeinPdf as grund:
        protokoll.warning("Kein PDF: %s", grund)
        return antwort(request, "angebote/handzettel.html", kontext | {"pdf": False, "kein_pdf": True}, status=503)
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="handzettel.pdf"'
    if kontext["sofort"]:
        patch_cache_control(response, no_store=True)
    return response


def _pdf(kontext: dict) -> bytes:
    """Return the sheets as PDF, all of it in their language."""
    if not moeglich():
        raise KeinPdf("not on this machine")
    with override(kontext["wunsch"].sprache):
        return als_pdf(render_to_string("angebote/handzettel_pdf.html", kontext))
