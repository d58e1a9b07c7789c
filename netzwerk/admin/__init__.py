"""The admin of the top layer: pages of text, what visitors report, and planning."""

from . import planung, rueckmeldung, seite

__all__ = ["planung", "rueckmeldung", "seite"]
