"""The columns of our file format, in their order, declared once for both directions."""

from collections.abc import Mapping

from akteure.models import Akteur, Gemeinde, Kontakt, Standort
from akteure.models.standort import Stufe
from angebote.models import Angebot

from .spaltenarten import (
    Adressen,
    Datum,
    Einzugsgebiet,
    Formate,
    Grad,
    Mail,
    Monate,
    Quelle,
    Spalte,
    Sprachen,
    Telefon,
    Vokabeln,
    Wahl,
    Ziffern,
)

SPALTEN: tuple[Spalte, ...] = (
    Spalte("Externe ID", "externe_id", Angebot, pflicht=True),
    Spalte("Titel", "titel", Angebot, pflicht=True),
    Spalte("Kurzbeschreibung", "kurzbeschreibung", Angebot),
    Wahl("Art", "art", Angebot, wahl=Angebot.Art, pflicht=True),
    Wahl("Für wen", "fuer", Angebot, wahl=Angebot.Fuer),
    Spalte("Akteur", "akteur", Akteur, "name", pflicht=True),
    Wahl("Akteurstyp", "akteur_typ", Akteur, "typ", wahl=Akteur.Typ),
    Spalte("Straße", "strasse", Standort),
    Spalte("Hausnummer", "hausnummer", Standort),
    Ziffern("PLZ", "plz", Standort, stellen=(4, 5)),
    Spalte("Ort", "ort", Standort),
    Ziffern("Gemeinde (AGS)", "ags", Gemeinde, stellen=(8, 8)),
    Grad("Breite", "lat", Standort, grenze=90),
    Grad("Länge", "lon", Standort, grenze=180),
    Vokabeln("Lebensphasen", "lebensphasen", Angebot),
    Monate("Alter von (Monate)", "alter_von", Angebot),
    Monate("Alter bis (Monate)", "alter_bis", Angebot),
    Vokabeln("Themen", "themen", Angebot),
    Vokabeln("Zielgruppen", "zielgruppen", Angebot),
    Wahl("Kosten", "kosten", Angebot, wahl=Angebot.Kosten),
    Wahl("Zugang", "zugang", Angebot, wahl=Angebot.Zugang),
    Formate("Format", "formate", Angebot, "format_vor_ort"),
    Sprachen("Sprachen", "sprachen", Angebot),
    Einzugsgebiet("Einzugsgebiet", "einzugsgebiet", Angebot),
    Telefon("Telefon", "telefon", Kontakt),
    Mail("E-Mail", "mail", Kontakt),
    Adressen("Website", "links", Angebot),
    Wahl("Stufenlos", "stufenlos", Standort, wahl=Stufe),
    Datum("Gültig bis", "gueltig_bis", Angebot),
    Quelle("Quelle", "quelle", Angebot, pflicht=True),
)
"""`feld` names the value of the column in a checked row; `pflicht`: the column and each of its cells must be there."""

NACH_FELD: Mapping[str, Spalte] = {spalte.feld: spalte for spalte in SPALTEN}
