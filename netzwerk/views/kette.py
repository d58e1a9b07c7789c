"""The Präventionskette: one picture of how well families are reached, with its table, as PDF and as slides."""

import logging
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from akteure.forms import Anfrage
from akteure.sprachen import richtung, sprache
from angebote.vermittlung.pdf import KeinPdf, als_pdf, moeglich
from netzwerk.kontext import gebiet_in
from netzwerk.planung.folien_inhalt import TYP, KeineFolien, als_pptx
from netzwerk.planung.gebiete import Ebene, Gebiet, Gebiete
from netzwerk.planung.jetzt import abdeckung_jetzt
from netzwerk.planung.kettenbild import Kettenbild
from netzwerk.planung.ringe import Zeichnung

protokoll = logging.getLogger(__name__)
FORMATE = ("", "a4", "a3")
TRENNER = ":"


class Gebietswahl(Anfrage):
    """What area an address asks for. The form has one field for all ("gemeinde:08116049"), an address names its kind."""

    NAMEN = Anfrage.NAMEN | {
        "gebiet": gettext_lazy("Ort"),
        "gemeinde": gettext_lazy("Gemeinde"),
        "planungsraum": gettext_lazy("Planungsraum"),
        "format": gettext_lazy("Format"),
    }

    def __init__(self, roh: QueryDict, gebiete: Gebiete) -> None:
        super().__init__(roh)
        self.gebiete = gebiete
        self.format = self.eines_aus("format", FORMATE)
        self.aus_formular = self._aus_formular()
        self.gebiet = self.aus_formular or self._aus_adresse() or gebiete.kreis

    def _aus_formular(self) -> Gebiet | None:
        """Return the area chosen in the form; None where nothing, or nothing we know, was chosen."""
        if not (wert := self.eines("gebiet")):
            return None
        art, _trenner, schluessel = wert.partition(TRENNER)
        if art == Ebene.KREIS:
            return self.gebiete.kreis
        gefunden = self.gebiete.eines(**{art: schluessel}) if schluessel and art in tuple(Ebene) else None
        self.ignoriere("gebiet", "" if gefunden else wert)
        return gefunden

    def _aus_adresse(self) -> Gebiet | None:
        """Return the area of `gemeinde`, else of `planungsraum`: only one can be looked at."""
        gefunden = None
        for art in ("gemeinde", "planungsraum"):
            if wert := self.eines(art):
                eines = self.gebiete.eines(**{art: wert})
                self.ignoriere(art, "" if eines and not gefunden else wert)
                gefunden = gefunden or eines
        return gefunden

    def adresse(self, name: str = "praeventionskette", **weitere: str) -> str:
        """Return the address of this area in its short form."""
        abfrage = urlencode([*self.gebiet.abfrage, *weitere.items()])
        return f"{reverse(name)}?{abfrage}" if abfrage else reverse(name)

    @property
    def wahlen(self) -> list[dict]:
        """The areas to choose from, by kind."""
        gruppen = []
        for ebene in (Ebene.PLANUNGSRAUM, Ebene.GEMEINDE):
            alle = [
                {"wert": f"{ebene}{TRENNER}{eines.schluessel}", "name": eines.name, "gewaehlt": eines == self.gebiet}
                for eines in self.gebiete.alle(ebene)
            ]
            gruppen.append({"ebene": ebene, "gebiete": alle})
        return gruppen


def _kontext(request: HttpRequest) -> dict:
    """Return what page, PDF and slides show; two queries while nothing has changed."""
    abdeckung = abdeckung_jetzt()
    wahl = Gebietswahl(request.GET, abdeckung.fakten.gebiete)
    bild = Kettenbild(abdeckung, wahl.gebiet)
    name = gebiet_in(sprache())["name"] if bild.ist_kreis else wahl.gebiet.name
    return {
        "wahl": wahl,
        "bild": bild,
        "name": name,
        "pdf": moeglich(),
        "adressen": {
            "pdf": wahl.adresse("kette_pdf"),
            "pdf_a3": wahl.adresse("kette_pdf", format="a3"),
            "pptx": wahl.adresse("kette_pptx"),
        },
    }


@require_safe
def kette(request: HttpRequest) -> HttpResponse:
    """The page; what the form sent leads to its short address."""
    kontext = _kontext(request)
    if kontext["wahl"].aus_formular:
        return redirect(kontext["wahl"].adresse())
    return render(request, "netzwerk/kette.html", kontext)


@require_safe
def kette_pdf(request: HttpRequest) -> HttpResponse:
    """The same as tagged PDF, A4 or A3; where none can be made now, the page, which says so and can be printed."""
    kontext = _kontext(request)
    druck = {
        "ganz": request.build_absolute_uri(kontext["wahl"].adresse()),
        "liste": request.build_absolute_uri(reverse("angebote:liste")),
        "richtung": richtung(sprache()),
        "zeichnung": Zeichnung.von(kontext["bild"], von_rechts=richtung(sprache()) == "rtl"),
    }
    try:
        if not kontext["pdf"]:
            raise KeinPdf("not on this machine")
        pdf = als_pdf(render_to_string("netzwerk/kette_pdf.html", kontext | druck))
    except KeinPdf as grund:
        protokoll.warning("Kein PDF: %s", grund)
        return render(request, "netzwerk/kette.html", kontext | {"pdf": False, "kein_pdf": True}, status=503)
    return _datei(pdf, "application/pdf", "praeventionskette.pdf", "inline")


@require_safe
def kette_pptx(request: HttpRequest) -> HttpResponse:
    """The same as slides whose texts and shapes can be edited."""
    kontext = _kontext(request)
    try:
        folien = als_pptx(kontext["bild"], str(kontext["name"]), request.build_absolute_uri)
    except KeineFolien as grund:
        protokoll.warning("Keine Folien: %s", grund)
        return render(request, "netzwerk/kette.html", kontext | {"keine_folien": True}, status=503)
    return _datei(folien, TYP, "praeventionskette.pptx", "attachment")


def _datei(inhalt: bytes, typ: str, name: str, art: str) -> HttpResponse:
    antwort = HttpResponse(inhalt, content_type=typ)
    antwort.headers["Content-Disposition"] = f'{art}; filename="{name}"'
    antwort.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(antwort, no_store=True)  # made anew each time, and no two are the same to the last byte
    return antwort
