"""Who and where: languages, area, Akteur, Standort, Kontakt, accounts."""

from .akteur import Akteur, AkteurSlug
from .benutzer import Benutzer
from .gebiet import Gemeinde, Grenze, Ortsteil, Planungsraum, Postleitzahl
from .kontakt import Kontakt
from .sprache import Sprache
from .standort import Standort, Stufe

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
    "Stufe",
]
