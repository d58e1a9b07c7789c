"""The admin of the top layer: pages of text, and what visitors report."""

from . import rueckmeldung, seite

__all__ = ["rueckmeldung", "seite"]
