"""Check a table of Gemeinden: every value of every line, then what must fit together. No database here."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from akteure.lesen import Fehlerliste, Tabelle, Zeile, pruefe_spalten

Werte = dict[str, Any]
"""Checked values of one line by column."""

_ZAHL = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_EINWOHNER_AM = re.compile(r"einwohner_([0-9]{4}_[0-9]{2}_[0-9]{2})")


@dataclass(frozen=True)
class GemeindeDaten:
    """One checked line."""

    ags: str
    ars: str
    name: str
    typ: str
    plz: tuple[str, ...]
    lat: float | None
    lon: float | None
    einwohner: int | None
    einwohner_stand: datetime.date | None
    flaeche_km2: Decimal | None
    planungsraum_schluessel: str
    planungsraum: str


def text(laenge: int, *, pflicht: bool = True) -> Callable[[str], str]:
    """Return a check for a text of at most `laenge` characters."""

    def pruefe(wert: str) -> str:
        if pflicht and not wert:
            raise ValueError("Hier muss etwas stehen.")
        if len(wert) > laenge:
            raise ValueError(f"Das ist zu lang: höchstens {laenge} Zeichen.")
        return wert

    return pruefe


def ziffern(anzahl: int, name: str, *, pflicht: bool = True) -> Callable[[str], str]:
    """Return a check for a key of exactly `anzahl` digits."""

    def pruefe(wert: str) -> str:
        if not wert and not pflicht:
            return wert
        if not re.fullmatch(f"[0-9]{{{anzahl}}}", wert):
            vorn = " Fehlt vorn die 0?" if re.fullmatch(f"[0-9]{{{anzahl - 1}}}", wert) else ""
            raise ValueError(f"{name} hat {anzahl} Ziffern.{vorn}")
        return wert

    return pruefe


def postleitzahlen(wert: str) -> tuple[str, ...]:
    """Return the PLZ separated by `|`, each once."""
    return tuple(dict.fromkeys(ziffern(5, "Eine PLZ")(plz.strip()) for plz in wert.split("|"))) if wert else ()


def grad(grenze: int) -> Callable[[str], float | None]:
    """Return a check for degrees between -`grenze` and +`grenze`."""

    def pruefe(wert: str) -> float | None:
        if not wert:
            return None
        if not _ZAHL.fullmatch(wert):
            raise ValueError("Das ist keine Zahl. Beispiel: 48.7236")
        zahl = float(wert.replace(",", "."))
        if abs(zahl) > grenze:
            raise ValueError(f"Das liegt außerhalb der Erde: erlaubt ist -{grenze} bis {grenze}.")
        return zahl

    return pruefe


def anzahl_menschen(wert: str) -> int | None:
    """Return a whole number, None where nothing stands."""
    if not wert:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", wert):
        raise ValueError("Bitte eine ganze Zahl ohne Punkt und Komma.")
    return int(wert)


def quadratkilometer(wert: str) -> Decimal | None:
    """Return an area with two decimals, None where nothing stands."""
    if not wert:
        return None
    if not _ZAHL.fullmatch(wert) or wert.startswith("-"):
        raise ValueError("Das ist keine Fläche. Beispiel: 3.34")
    flaeche = Decimal(wert.replace(",", ".")).quantize(Decimal("0.01")) if len(wert) < 20 else Decimal("Infinity")
    if flaeche >= 1_000_000:
        raise ValueError("So groß ist keine Gemeinde. Bitte in Quadratkilometern.")
    return flaeche


def tag(wert: str) -> datetime.date | None:
    """Return an ISO date, None where nothing stands."""
    try:
        return datetime.date.fromisoformat(wert) if wert else None
    except ValueError:
        raise ValueError("Das ist kein Datum. Beispiel: 2024-12-31") from None


SPALTEN: dict[str, Callable[[str], object]] = {
    "ags": ziffern(8, "Der AGS"),
    "ars": ziffern(12, "Der ARS", pflicht=False),
    "name": text(120),
    "typ": text(60, pflicht=False),
    "plz": postleitzahlen,
    "lat": grad(90),
    "lon": grad(180),
    "einwohner": anzahl_menschen,
    "einwohner_stand": tag,
    "flaeche_km2": quadratkilometer,
    "planungsraum_schluessel": text(20),
    "planungsraum": text(120),
}
FREIWILLIG = {"einwohner_stand"}


def pruefe_gemeinden(tabelle: Tabelle, fehler: Fehlerliste) -> list[GemeindeDaten]:
    """Return the checked lines. What it returns is only good if no fault was added."""
    stand, tabelle = _stand_aus_spaltenname(tabelle, fehler)
    pruefe_spalten(tabelle, set(SPALTEN) - FREIWILLIG, FREIWILLIG, fehler)
    if tabelle.spalten and not tabelle.zeilen:
        fehler.melde(tabelle.name, "In der Datei steht keine Gemeinde.")
    geprueft = [(zeile, _pruefe_zeile(zeile, fehler)) for zeile in tabelle.zeilen]
    _melde_doppelte_ags(geprueft, fehler)
    _melde_planungsraum_mit_zwei_namen(geprueft, fehler)
    for zeile, werte in geprueft:
        _melde_halben_punkt(zeile, werte, fehler)
    if fehler:
        return []
    return [_als_daten(werte, stand) for _zeile, werte in geprueft]


def _stand_aus_spaltenname(tabelle: Tabelle, fehler: Fehlerliste) -> tuple[datetime.date | None, Tabelle]:
    """Return the day in a column name like einwohner_2024_12_31, and the table with that column called einwohner."""
    treffer = [(spalte, fund.group(1)) for spalte in tabelle.spalten if (fund := _EINWOHNER_AM.fullmatch(spalte))]
    if not treffer:
        return None, tabelle
    spalte, datum = treffer[0]
    if len(treffer) > 1 or "einwohner" in tabelle.spalten:
        fehler.melde(f"{tabelle.name}, Zeile 1", "Es gibt mehrere Spalten mit Einwohnern. Bitte nur eine.")
        return None, tabelle
    try:
        stand = datetime.date.fromisoformat(datum.replace("_", "-"))
    except ValueError:
        fehler.melde(f"{tabelle.name}, Zeile 1", "Im Namen der Spalte steht kein gültiges Datum.", spalte)
        stand = None
    neue_namen = {spalte: "einwohner"}
    zeilen = [
        Zeile(zeile.ort, {neue_namen.get(name, name): wert for name, wert in zeile.werte.items()})
        for zeile in tabelle.zeilen
    ]
    return stand, Tabelle(tabelle.name, [neue_namen.get(name, name) for name in tabelle.spalten], zeilen)


def _pruefe_zeile(zeile: Zeile, fehler: Fehlerliste) -> Werte:
    """Return the values of one line that are right."""
    werte: Werte = {}
    for spalte, wert in zeile.werte.items():
        if spalte not in SPALTEN:
            continue
        try:
            werte[spalte] = SPALTEN[spalte](wert)
        except ValueError as grund:
            fehler.melde(zeile.spalte(spalte), str(grund), wert)
    return werte


def _melde_doppelte_ags(geprueft: list[tuple[Zeile, Werte]], fehler: Fehlerliste) -> None:
    erste: dict[str, Zeile] = {}
    for zeile, werte in geprueft:
        if (ags := werte.get("ags")) and erste.setdefault(ags, zeile) is not zeile:
            fehler.melde(zeile.spalte("ags"), f"Dieser AGS steht schon in {erste[ags].ort}.", ags)


def _melde_planungsraum_mit_zwei_namen(geprueft: list[tuple[Zeile, Werte]], fehler: Fehlerliste) -> None:
    namen: dict[str, str] = {}
    for zeile, werte in geprueft:
        schluessel, name = werte.get("planungsraum_schluessel"), werte.get("planungsraum")
        if schluessel and name and namen.setdefault(schluessel, name) != name:
            grund = f"Der Planungsraum {schluessel} heißt weiter oben „{namen[schluessel]}“."
            fehler.melde(zeile.spalte("planungsraum"), grund, name)


def _melde_halben_punkt(zeile: Zeile, werte: Werte, fehler: Fehlerliste) -> None:
    if "lat" not in werte or "lon" not in werte:
        return
    lat, lon = werte["lat"], werte["lon"]
    if (lat is None) != (lon is None):
        fehlend, da = ("lat", lon) if lat is None else ("lon", lat)
        fehler.melde(zeile.spalte(fehlend), f"Hier fehlt die andere Hälfte des Punktes ({da}).", "")
    elif lat == 0 and lon == 0:
        fehler.melde(zeile.spalte("lat"), "0/0 ist kein Ort. Bitte beides leer lassen.", "0/0")


def _als_daten(werte: Werte, stand: datetime.date | None) -> GemeindeDaten:
    stand = None if werte["einwohner"] is None else werte.get("einwohner_stand") or stand
    return GemeindeDaten(**werte | {"einwohner_stand": stand})
