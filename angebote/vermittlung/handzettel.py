"""Handzettel: the sheets of a Merkliste in German and one more language. What an address asks for, and what stands there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, override

from akteure.fassung import Fassung
from akteure.sprachen import DEUTSCH, pfad_in, richtung, sprache
from angebote.models import Angebot
from angebote.sofort import sofort_hilfe
from angebote.vermittlung.blatt import blaetter
from angebote.vermittlung.merkliste import PARAMETER, Inhalt, Merkliste

FORMATE = {"": gettext_lazy("A4-Blatt"), "karte": gettext_lazy("Karte (A5)")}


@dataclass(frozen=True)
class Handzettelwunsch:
    """What an address asks for: the Merkliste, the language beside German, the size. `unklar` is what it is not."""

    liste: Merkliste
    sprache: str
    format: str = ""
    unklar: str = ""

    @classmethod
    def aus(cls, anfrage: QueryDict) -> Self:
        """Read `?a=…&in=tr&format=karte`; without a language it is that of the page."""
        gewuenscht, form = anfrage.get("in", ""), anfrage.get("format", "")
        bekannt = gewuenscht in dict(settings.LANGUAGES)
        return cls(
            Merkliste.aus(anfrage),
            gewuenscht if bekannt else sprache(),
            form if form in FORMATE else "",
            "" if bekannt else gewuenscht[:20],
        )

    def adresse(self, name: str = "angebote:handzettel", **neu: str) -> str:
        """Return the address of these sheets, with something else than asked for."""
        werte = {PARAMETER: self.liste.wert, "in": self.sprache, "format": self.format} | neu
        return f"{reverse(name)}?{urlencode({name: wert for name, wert in werte.items() if wert}, safe=',')}"

    @property
    def als_pdf(self) -> str:
        return self.adresse("angebote:handzettel_pdf")

    @property
    def sprachen(self) -> list[dict[str, str | bool]]:
        """The languages to choose from, each with the address of these sheets in it."""
        return [
            {"code": code, "name": name, "adresse": self.adresse(**{"in": code}), "aktiv": code == self.sprache}
            for code, name in settings.LANGUAGES
        ]

    @property
    def formate(self) -> list[dict[str, str | bool]]:
        """The sizes to choose from."""
        return [
            {"name": name, "adresse": self.adresse(format=form), "aktiv": form == self.format}
            for form, name in FORMATE.items()
        ]


def handzettel(wunsch: Handzettelwunsch, absolut: Callable[[str], str]) -> dict:
    """Return what the page of the sheets shows; at most six queries, however many Angebote.

    Everything on the sheets is in their language, not in that of the page around them."""
    inhalt = Inhalt.von(wunsch.liste, Angebot.objects.fuer_blatt())
    code = wunsch.sprache
    with override(code):
        sofort = sofort_hilfe(inhalt.anlaesse)
    blatt = blaetter(inhalt.angebote, code, absolut, sofort.get("notrufe", ()))
    return {
        "wunsch": wunsch,
        "inhalt": inhalt,
        "sofort": sofort,
        "blaetter": blatt,
        "zettel": {
            "sprache": code,
            "richtung": richtung(code),
            "entwurf": code not in (DEUTSCH, *settings.GEPRUEFTE_SPRACHEN),
        },
        "fassung": sum((eines.fassung for eines in blatt), Fassung()),
        "koordination": settings.GEBIET.get("koordination", {}),
        "heute": timezone.localdate(),
        "seite_in_sprache": absolut(pfad_in(inhalt.gueltige.adresse, code)),
    }
