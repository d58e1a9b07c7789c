"""What spans the others: pages of text, what visitors report, who works with whom, and planning."""

from .gremium import Gremium
from .indikator import Indikator
from .kooperation import Anordnung, Kooperation
from .planung import Ansicht, Luecke, Lueckeneintrag, Stichtag
from .rueckmeldung import Rueckmeldung
from .seite import Seite

__all__ = [
    "Anordnung",
    "Ansicht",
    "Gremium",
    "Indikator",
    "Kooperation",
    "Luecke",
    "Lueckeneintrag",
    "Rueckmeldung",
    "Seite",
    "Stichtag",
]
