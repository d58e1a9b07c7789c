"""The admin of what is offered; adds to an Akteur what only this layer knows: its Angebote."""

from . import akteur, angebot, austausch, lotse, platz, protokoll, qualifizierung, suche, vokabular, zeiten

__all__ = [
    "akteur",
    "angebot",
    "austausch",
    "lotse",
    "platz",
    "protokoll",
    "qualifizierung",
    "suche",
    "vokabular",
    "zeiten",
]
