"""The admin of the top layer: pages of text, who works with whom, and what visitors report."""

from . import kooperation, rueckmeldung, seite

__all__ = ["kooperation", "rueckmeldung", "seite"]
