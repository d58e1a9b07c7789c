"""What spans the others: pages of text, and what visitors report."""

from .rueckmeldung import Rueckmeldung
from .seite import Seite

__all__ = ["Rueckmeldung", "Seite"]
