"""Merkliste: Angebote somebody wants to keep. The address holds it, nothing else on the server does."""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.urls import reverse

from angebote.models import Angebot
from angebote.models.angebot import KENNUNG_ZEICHEN

HOECHSTENS = 30
"""So many are shown: more nobody can compare, and no address shall make a page that never ends."""
GEZEIGTE_WERTE, GEZEIGTE_ZEICHEN = 5, 20
KENNUNG = re.compile(f"[{KENNUNG_ZEICHEN}]{{6}}")
PARAMETER = "a"


@dataclass(frozen=True)
class Merkliste:
    """The Kennungen of an address in their order, each once. `unlesbar` is what is none, `weitere` how many are too many."""

    kennungen: tuple[str, ...] = ()
    unlesbar: tuple[str, ...] = ()
    weitere: int = 0

    @classmethod
    def aus(cls, anfrage: QueryDict) -> Self:
        """Read `?a=abc234,def567`; whatever stands there, nothing breaks."""
        teile = (teil.strip().lower() for wert in anfrage.getlist(PARAMETER) for teil in wert.split(","))
        alle = dict.fromkeys(teil for teil in teile if teil)
        kennungen = [teil for teil in alle if KENNUNG.fullmatch(teil)]
        unlesbar = [teil[:GEZEIGTE_ZEICHEN] for teil in alle if not KENNUNG.fullmatch(teil)]
        return cls(tuple(kennungen[:HOECHSTENS]), tuple(unlesbar), len(kennungen[HOECHSTENS:]))

    def __bool__(self) -> bool:
        return bool(self.kennungen)

    # --- as addresses -----------------------------------------------------------------------------------------------
    @cached_property
    def wert(self) -> str:
        """The value of the parameter."""
        return ",".join(self.kennungen)

    @cached_property
    def abfrage(self) -> str:
        """The query string, "" where nothing is on it."""
        return f"?{PARAMETER}={self.wert}" if self else ""

    @cached_property
    def adresse(self) -> str:
        """The address of its page."""
        return reverse("angebote:merkliste") + self.abfrage

    @cached_property
    def dazu(self) -> str:
        """The address of its page with one Kennung more, which has only to be written behind it."""
        return f"{reverse('angebote:merkliste')}?{PARAMETER}={self.wert}{',' if self else ''}"

    def ohne(self, *kennungen: str) -> "Merkliste":
        """Return it without some."""
        return replace(self, kennungen=tuple(kennung for kennung in self.kennungen if kennung not in kennungen))

    def verschoben(self, kennung: str, um: int) -> "Merkliste":
        """Return it with one moved up (-1) or down (1); itself where there is no further place."""
        andere = [eine for eine in self.kennungen if eine != kennung]
        platz = self.kennungen.index(kennung) + um
        if not 0 <= platz <= len(andere):
            return self
        return replace(self, kennungen=(*andere[:platz], kennung, *andere[platz:]))


@dataclass(frozen=True)
class Inhalt:
    """What is behind a Merkliste today: the public Angebote in its order, and the Kennungen that lead to none any more
    (`weg`: paused, ended, hidden; of those nothing is told) or never did (`unbekannt`)."""

    liste: Merkliste
    angebote: list[Angebot] = field(default_factory=list)
    weg: list[str] = field(default_factory=list)
    unbekannt: list[str] = field(default_factory=list)

    @classmethod
    def von(cls, liste: Merkliste, angebote: QuerySet) -> Self:
        """Read it; one query, and those of the page shape of `angebote`. Nothing is asked for an empty list."""
        if not liste:
            return cls(liste)
        oeffentlich = Angebot.objects.oeffentlich().filter(pk=OuterRef("pk"))
        gefunden = angebote.filter(kennung__in=liste.kennungen).annotate(ist_da=Exists(oeffentlich))
        je_kennung = {angebot.kennung: angebot for angebot in gefunden}
        da = {kennung: angebot for kennung, angebot in je_kennung.items() if angebot.ist_da}
        return cls(
            liste,
            [da[kennung] for kennung in liste.kennungen if kennung in da],
            [kennung for kennung in liste.kennungen if kennung in je_kennung and kennung not in da],
            [kennung for kennung in liste.kennungen if kennung not in je_kennung],
        )

    @property
    def unverstanden(self) -> list[str]:
        """The first of what nobody knows, as it was typed."""
        return [*self.unbekannt, *self.liste.unlesbar][:GEZEIGTE_WERTE]

    @property
    def weitere_unverstanden(self) -> int:
        return len(self.unbekannt) + len(self.liste.unlesbar) - len(self.unverstanden)

    @property
    def gueltige(self) -> Merkliste:
        """The list without what leads nowhere."""
        return Merkliste(tuple(angebot.kennung for angebot in self.angebote))

    @property
    def anlaesse(self) -> set[str]:
        """The dangers its Angebote speak of."""
        return {anlass for angebot in self.angebote for anlass in angebot.anlaesse}
