"""The admin of the top layer: pages of text, who works with whom, what visitors report, and planning."""

from . import kooperation, planung, rueckmeldung, seite

__all__ = ["kooperation", "planung", "rueckmeldung", "seite"]
