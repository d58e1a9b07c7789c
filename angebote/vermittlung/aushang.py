"""Aushang: a poster and cards to cut out for one Gemeinde, in as many languages as are wanted, each with a QR code."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any, Self

from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from akteure.auftraege import Absage, Melder
from akteure.models import Gemeinde
from akteure.sprachen import DEUTSCH, richtung
from angebote.vermittlung.qr import qr_svg
from angebote.vermittlung.wegweiser import Wunsch, setzen

GROESSEN = {"a4": "A4", "a3": "A3"}
KARTEN = 10
"""So many fit on a sheet of A4."""


@dataclass(frozen=True)
class Zeile:
    """What a poster or card says in one language, and where its QR code leads: the list of the Gemeinde in it."""

    sprache: str
    satz: str
    adresse: str

    @property
    def richtung(self) -> str:
        return richtung(self.sprache)

    @property
    def in_worten(self) -> str:
        """The address as people type it."""
        return self.adresse.partition("://")[2]

    @property
    def stuecke(self) -> list[str]:
        """The address in pieces that stay whole where it does not fit on one line."""
        return self.in_worten.split("/")

    @property
    def qr(self) -> SafeString:
        return qr_svg(self.adresse, f"QR: {self.in_worten}")


@dataclass(frozen=True)
class Aushang:
    """What an address asks for: a Gemeinde, the languages beside German ([]: all), the size of the poster."""

    gemeinde: Gemeinde
    sprachen: tuple[str, ...] = ()
    groesse: str = "a4"

    @classmethod
    def aus(cls, anfrage: QueryDict) -> Self | None:
        """Read `?gemeinde=…&in=tr&in=ar&groesse=a3`; None where no Gemeinde is named that we know."""
        ags = [wert for wert in anfrage.getlist("gemeinde") if wert.isascii() and wert.isdecimal()]
        gemeinde = Gemeinde.objects.filter(ags=ags[-1]).first() if ags else None
        gewuenscht = set(anfrage.getlist("in"))
        codes = tuple(code for code, _name in settings.LANGUAGES if code in gewuenscht)
        groesse = anfrage.get("groesse", "")
        return cls(gemeinde, codes, groesse if groesse in GROESSEN else "a4") if gemeinde else None

    @classmethod
    def zu(cls, wunsch: Wunsch) -> Self | None:
        """Return that of the one Gemeinde a booklet is about; None where it is about more or none."""
        gemeinden = wunsch.auswahl.ortswahl.gemeinden
        return cls(gemeinden[0]) if len(gemeinden) == 1 else None

    @property
    def abfrage(self) -> str:
        werte = [("gemeinde", self.gemeinde.ags), *(("in", code) for code in self.sprachen), ("groesse", self.groesse)]
        return urlencode(werte)

    @property
    def adresse(self) -> str:
        return f"{reverse('angebote:aushang')}?{self.abfrage}"

    @property
    def sprachwahl(self) -> list[dict[str, str | bool]]:
        """The languages to choose from."""
        return [
            {"code": code, "name": name, "aktiv": code in (self.sprachen or dict(settings.LANGUAGES))}
            for code, name in settings.LANGUAGES
        ]

    @property
    def groessen(self) -> list[dict[str, str | bool]]:
        return [{"wert": wert, "name": name, "aktiv": wert == self.groesse} for wert, name in GROESSEN.items()]


def inhalt(aushang: Aushang, absolut: Callable[[str], str]) -> dict[str, Any]:
    """Return what poster and cards show. No query."""
    codes = aushang.sprachen or tuple(code for code, _name in settings.LANGUAGES)
    deutsch = _zeile(aushang.gemeinde, DEUTSCH, absolut)
    zeilen = [_zeile(aushang.gemeinde, code, absolut) for code in codes]
    andere = [zeile for zeile in zeilen if zeile.satz != deutsch.satz]
    return {
        "aushang": aushang,
        "deutsch": deutsch,
        "andere": andere,
        "haupt": andere[0] if len(andere) == 1 else deutsch,
        "karten": list(islice(cycle(zeilen), KARTEN)),
        "koordination": settings.GEBIET.get("koordination", {}),
        "heute": timezone.localdate(),
        "wer": "Familien stärken",
    }


def _zeile(gemeinde: Gemeinde, code: str, absolut: Callable[[str], str]) -> Zeile:
    with override(code):
        satz = _("Hilfe und Angebote für Familien in %(ort)s") % {"ort": gemeinde.name}
        return Zeile(code, satz, absolut(reverse("angebote:kurzort", args=[gemeinde.name_sortiert.replace(" ", "-")])))


class Druck:
    """Poster and cards as PDF, for the queue (settings.AUFTRAGSARTEN)."""

    endung = ".pdf"

    def __call__(self, angaben: dict[str, Any], melden: Melder) -> bytes:
        aushang = Aushang.aus(QueryDict(angaben["abfrage"]))
        if aushang is None:
            raise Absage(_("Das hat leider nicht geklappt. Bitte versuchen Sie es noch einmal."))
        kontext = inhalt(aushang, lambda pfad: angaben["wurzel"] + pfad)
        return setzen(render_to_string("angebote/aushang_pdf.html", kontext), melden, 2)


druck = Druck()
