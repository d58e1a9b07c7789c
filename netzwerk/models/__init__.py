"""What spans the others: pages of text, what visitors report, and planning."""

from .planung import Ansicht, Luecke, Lueckeneintrag, Stichtag
from .rueckmeldung import Rueckmeldung
from .seite import Seite

__all__ = ["Ansicht", "Luecke", "Lueckeneintrag", "Rueckmeldung", "Seite", "Stichtag"]
