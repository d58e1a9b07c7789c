"""Reports as files, made by the queue (settings.AUFTRAGSARTEN): no web process loads what PDF and workbooks need."""

from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string

from akteure.auftraege import Absage, Melder
from angebote.vermittlung.wegweiser import setzen

from .dokument import Bericht
from .wunsch import Wunsch
from .xlsx import mappe

SEITEN = {"bestand": 9, "luecken": 6, "steckbrief": 2, "sachbericht": 5}
"""About so many pages, to say how far the work is."""
LEER = "Zu dieser Auswahl gibt es keinen Bericht."


def _berichte(angaben: dict[str, Any], melden: Melder) -> list[Bericht]:
    melden(3, "Wir rechnen die Zahlen zusammen.")
    berichte = Wunsch(angaben["art"], QueryDict(angaben["abfrage"])).berichte()
    if not berichte:
        raise Absage(LEER)
    return berichte


class AlsPdf:
    endung = ".pdf"

    def __call__(self, angaben: dict[str, Any], melden: Melder) -> bytes:
        berichte = _berichte(angaben, melden)
        melden(8, "Wir schreiben den Bericht.")
        html = als_html(berichte)
        return setzen(html, melden, SEITEN[angaben["art"]] * len(berichte))


class AlsMappe:
    endung = ".xlsx"

    def __call__(self, angaben: dict[str, Any], melden: Melder) -> bytes:
        berichte = _berichte(angaben, melden)
        melden(60, "Wir schreiben die Tabellen.")
        return mappe(berichte)


def als_html(berichte: list[Bericht]) -> str:
    """Return the page that becomes the PDF."""
    titel = berichte[0].titel if len(berichte) == 1 else f"{len(berichte)} Gemeinde-Steckbriefe"
    return render_to_string("netzwerk/bericht/pdf.html", {"berichte": berichte, "titel": titel})


als_pdf_datei, als_mappe = AlsPdf(), AlsMappe()
