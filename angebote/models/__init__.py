"""What is offered, to whom, when."""

from .angebot import Angebot
from .austausch import Importlauf
from .vokabular import Alltagsfrage, Ermaessigung, Lebensphase, Notruf, Thema, Uebergang, Zielgruppe
from .zugehoerig import AngebotSlug, AngebotSprache, AngebotStandort

__all__ = [
    "Alltagsfrage",
    "Angebot",
    "AngebotSlug",
    "AngebotSprache",
    "AngebotStandort",
    "Ermaessigung",
    "Importlauf",
    "Lebensphase",
    "Notruf",
    "Thema",
    "Uebergang",
    "Zielgruppe",
]
