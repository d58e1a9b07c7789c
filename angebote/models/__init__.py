"""What is offered, to whom, when."""

from .angebot import Angebot
from .austausch import Importlauf
from .bestand import Bestandsstand
from .lotse import Lotsenstelle
from .platz import Platzmeldung
from .protokoll import Suchprotokoll
from .suche import Auslieferung, Begriff, Schreibweise
from .vokabular import Alltagsfrage, Ermaessigung, Lebensphase, Notruf, Thema, Uebergang, Zielgruppe
from .zugehoerig import AngebotSlug, AngebotSprache, AngebotStandort, AngebotWort

__all__ = [
    "Alltagsfrage",
    "Angebot",
    "AngebotSlug",
    "AngebotSprache",
    "AngebotStandort",
    "AngebotWort",
    "Auslieferung",
    "Begriff",
    "Bestandsstand",
    "Ermaessigung",
    "Importlauf",
    "Lebensphase",
    "Lotsenstelle",
    "Notruf",
    "Platzmeldung",
    "Schreibweise",
    "Suchprotokoll",
    "Thema",
    "Uebergang",
    "Zielgruppe",
]
