"""What is offered, to whom, when."""

from .angebot import Angebot
from .austausch import Importlauf
from .suche import Begriff, Schreibweise
from .vokabular import Alltagsfrage, Ermaessigung, Lebensphase, Notruf, Thema, Uebergang, Zielgruppe
from .zugehoerig import AngebotSlug, AngebotSprache, AngebotStandort

__all__ = [
    "Alltagsfrage",
    "Angebot",
    "AngebotSlug",
    "AngebotSprache",
    "AngebotStandort",
    "Begriff",
    "Ermaessigung",
    "Importlauf",
    "Lebensphase",
    "Notruf",
    "Schreibweise",
    "Thema",
    "Uebergang",
    "Zielgruppe",
]
