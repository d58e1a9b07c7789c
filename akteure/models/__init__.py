"""Who and where: languages, area, Akteur, Standort, Kontakt, accounts."""

from .akteur import Akteur, AkteurSlug, Kontakt, Standort
from .benutzer import Benutzer
from .gebiet import Gemeinde, Grenze, Ortsteil, Planungsraum, Postleitzahl
from .sprache import Sprache

__all__ = [
    "Akteur",
    "AkteurSlug",
    "Benutzer",
    "Gemeinde",
    "Grenze",
    "Kontakt",
    "Ortsteil",
    "Planungsraum",
    "Postleitzahl",
    "Sprache",
    "Standort",
]
