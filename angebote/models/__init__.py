"""What is offered, to whom, when."""

from .angebot import Angebot, AngebotSlug, AngebotSprache, AngebotStandort
from .austausch import Importlauf
from .vokabular import Alltagsfrage, Ermaessigung, Lebensphase, Notruf, Thema, Uebergang, Zielgruppe

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
