"""What the tests of the reports build and read."""

import subprocess
from datetime import date

from django.http import QueryDict

from akteure.models import Uebersetzbar
from netzwerk.bericht.dokument import Bericht, Feld, Tabelle
from netzwerk.bericht.druck import als_html
from netzwerk.bericht.wunsch import Wunsch
from netzwerk.models import Luecke
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_kontakt,
    make_lebensphase,
    make_planungsraum,
    make_standort,
    make_thema,
    make_uebergang,
)

GEHEIM = (
    *("Geheime Notiz", "Nur für Fachkräfte", "Titel eines Entwurfs", "Frau Verborgen", "Geheimweg", "78999"),
    *("Verein im Archiv", "verborgen@beispiel.example"),
)
"""What may stand in no report."""
ALLE = ("bestand", "luecken", "steckbrief", "sachbericht")


def berichte(art: str, **abfrage: str) -> list[Bericht]:
    """Return the reports an address asks for."""
    anfrage = QueryDict(mutable=True)
    anfrage.update({"gemeinde": "alle"} if art == "steckbrief" else {})
    anfrage.update(abfrage)
    if art == "steckbrief" and "gemeinde" in abfrage:
        anfrage["gemeinde"] = abfrage["gemeinde"]
    return Wunsch(art, anfrage).berichte()


def bericht(art: str, **abfrage: str) -> Bericht:
    return berichte(art, **abfrage)[0]


def tabelle(ein: Bericht, blatt: str) -> Tabelle:
    return next(eine for eine in ein.tabellen if eine.blatt == blatt)


def zeilen(ein: Bericht, blatt: str) -> dict[str, list[str]]:
    """Return name of a row → its other cells as people read them."""
    return {Feld.zu(name).text: [Feld.zu(wert).text for wert in rest] for name, *rest in tabelle(ein, blatt).zeilen}


def html(art: str, **abfrage: str) -> str:
    return als_html(berichte(art, **abfrage))


def pdftext(inhalt: bytes, ordner) -> str:
    datei = ordner / "bericht.pdf"
    datei.write_bytes(inhalt)
    return subprocess.run(["pdftotext", "-layout", datei, "-"], capture_output=True, text=True, check=True).stdout


def kette() -> tuple[list, list, list]:
    """Make Lebensphasen, Themen and the Übergang between the first two."""
    phasen = [make_lebensphase(name=name, slug=name.lower()) for name in ("Geburt", "Kita", "Schule")]
    themen = [make_thema(name=name, slug=name.lower()) for name in ("Beratung", "Geld")]
    return phasen, themen, [make_uebergang(name="In die Kita", slug="kita", von=phasen[0], nach=phasen[1])]


def mit_geheimnissen() -> Uebersetzbar:
    """Make an Angebot around which everything stands that no report may tell; return its Gemeinde."""
    phasen, themen, _uebergaenge = kette()
    ort = make_gemeinde(name="Altdorf", planungsraum=make_planungsraum(name="Raum Altdorf"))
    akteur = make_akteur(name="Familienhaus", mit_kontakt=False)
    person = {"name": "Frau Verborgen", "mail": "verborgen@beispiel.example", "einwilligung_am": "2026-01-01"}
    make_kontakt(akteur=akteur, sichtbarkeit="oeffentlich", **person)
    haus = make_standort(
        akteur=akteur, gemeinde=ort, strasse="Geheimweg", plz="78999", adresse_verbergen=True, lat=48.6, lon=9.3
    )
    worum = {"lebensphasen": phasen[:1], "themen": themen[:1], "akteur": akteur, "standorte": [haus]}
    geheim = {"interne_notiz": "Geheime Notiz", "fachinfo": "Nur für Fachkräfte"}
    make_angebot(titel="Frühstück", **worum, **geheim)
    make_angebot(titel="Titel eines Entwurfs", status="entwurf", **worum)
    make_angebot(titel="Archiviertes", akteur=make_akteur(name="Verein im Archiv", status="archiviert"), gemeinde=ort)
    return ort


def make_luecke(**werte) -> Luecke:
    nummer = Luecke.objects.count()
    return Luecke.objects.create(**{"art": "nichts", "merkmal": f"m-{nummer}", "erkannt_am": date(2026, 3, 1)} | werte)
