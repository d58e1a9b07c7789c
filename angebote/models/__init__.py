"""What is offered, to whom, when."""

from .angebot import Angebot
from .austausch import Importlauf
from .bestand import Bestandsstand
from .lotse import Lotsenstelle
from .platz import Platzmeldung
from .protokoll import Suchprotokoll
from .qualifizierung import Frage, Material
from .suche import Auslieferung, Begriff, Schreibweise
from .vokabular import Alltagsfrage, Ermaessigung, Lebensphase, Notruf, Thema, Uebergang, Zielgruppe
from .zeiten import Ausnahme, Schulferien, Termin, Zeitfenster
from .zugehoerig import AngebotSlug, AngebotSprache, AngebotStandort, AngebotWort

__all__ = [
    "Alltagsfrage",
    "Angebot",
    "AngebotSlug",
    "AngebotSprache",
    "AngebotStandort",
    "AngebotWort",
    "Auslieferung",
    "Ausnahme",
    "Begriff",
    "Bestandsstand",
    "Ermaessigung",
    "Frage",
    "Importlauf",
    "Lebensphase",
    "Lotsenstelle",
    "Material",
    "Notruf",
    "Platzmeldung",
    "Schreibweise",
    "Schulferien",
    "Suchprotokoll",
    "Termin",
    "Thema",
    "Uebergang",
    "Zeitfenster",
    "Zielgruppe",
]
