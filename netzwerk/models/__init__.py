"""What spans the others: pages of text, what visitors report, and planning."""

from .indikator import Indikator
from .planung import Ansicht, Luecke, Lueckeneintrag, Stichtag
from .rueckmeldung import Rueckmeldung
from .seite import Seite

__all__ = ["Ansicht", "Indikator", "Luecke", "Lueckeneintrag", "Rueckmeldung", "Seite", "Stichtag"]
