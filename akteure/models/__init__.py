"""Who and where: languages, area, Akteur, Standort, Kontakt, accounts."""

from .akteur import Akteur, AkteurSlug
from .auftrag import Auftrag
from .benutzer import Benutzer
from .gebiet import Gemeinde, Grenze, Kurzform, Ortsteil, Planungsraum, Postleitzahl
from .kontakt import Kontakt
from .sprache import Sprache
from .standort import Standort, Stufe
from .uebersetzung import Uebersetzbar, Uebersetzung
from .wort import AkteurWort, StandortWort, Wort
from .wortwahl import Wortwahl

__all__ = [
    "Akteur",
    "AkteurSlug",
    "AkteurWort",
    "Auftrag",
    "Benutzer",
    "Gemeinde",
    "Grenze",
    "Kontakt",
    "Kurzform",
    "Ortsteil",
    "Planungsraum",
    "Postleitzahl",
    "Sprache",
    "Standort",
    "StandortWort",
    "Stufe",
    "Uebersetzbar",
    "Uebersetzung",
    "Wort",
    "Wortwahl",
]
