"""Kinds of columns: each reads the text of a cell into a value (`lesen`) and writes such a value as text (`schreiben`).

Values are plain: strings, numbers, dates, sets of rows. What belongs together across columns is checked in `pruefen`.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db import models

from akteure.models import Gemeinde, Sprache
from akteure.telefon import telefon_lesbar
from angebote.models import Angebot, AngebotSprache

from .befunde import Befundart
from .woerter import Woerter, Wortliste, namensschluessel, vorschlag, wortschluessel

TRENNER = "|"
KREISWEIT = "kreisweit"
DEMO = "demo"


class Zellfehler(Exception):
    """A cell cannot be read: the kind of fault and each (value, reason)."""

    def __init__(self, art: Befundart, *maengel: tuple[str, str]) -> None:
        super().__init__(art, maengel)
        self.art = art
        self.maengel = maengel


class Spalte:
    """A column of free text, at most as long as the column of the database it ends in."""

    def __init__(self, name: str, feld: str, modell: type[models.Model], attribut: str = "", *, pflicht: bool = False):
        self.name = name
        self.feld = feld
        self.pflicht = pflicht
        self.hoechstens = getattr(modell._meta.get_field(attribut or feld), "max_length", None)

    def lesen(self, text: str, woerter: Woerter) -> Any:
        """Return the value of a cell that is not empty; Zellfehler if there is none."""
        if self.hoechstens and len(text) > self.hoechstens:
            raise Zellfehler(Befundart.ZU_LANG, (text, f"{len(text)} Zeichen, höchstens {self.hoechstens} passen."))
        return text

    def schreiben(self, wert: Any) -> str:
        """Return the text of a cell for `wert`; None is an empty cell."""
        return "" if wert is None else str(wert)


class Quelle(Spalte):
    """The name of the source. "demo" belongs to the demo entries, which are removed all at once."""

    def lesen(self, text: str, woerter: Woerter) -> str:
        if namensschluessel(text) == DEMO:
            raise Zellfehler(Befundart.QUELLE, (text, "„demo“ ist für die Beispiel-Einträge reserviert."))
        return str(super().lesen(text, woerter))


class Ziffern(Spalte):
    """Digits whose leading zeros count."""

    def __init__(self, *args: Any, stellen: tuple[int, int], **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.stellen = stellen

    def lesen(self, text: str, woerter: Woerter) -> str:
        von, bis = self.stellen
        if not re.fullmatch(rf"[0-9]{{{von},{bis}}}", text):
            raise Zellfehler(Befundart.ZAHL, (text, f"Hier gehören {bis} Ziffern hin, sonst nichts."))
        return text


class Monate(Spalte):
    """An age in whole months."""

    KLEINSTES, GROESSTES = -9, 1200

    def lesen(self, text: str, woerter: Woerter) -> int:
        if not re.fullmatch(r"-?[0-9]{1,4}([.,]0+)?", text):
            raise Zellfehler(Befundart.ZAHL, (text, "Bitte eine ganze Zahl von Monaten: 3 Jahre sind 36."))
        monate = int(re.split("[.,]", text)[0])
        if not self.KLEINSTES <= monate <= self.GROESSTES:
            raise Zellfehler(Befundart.ZAHL, (text, f"Möglich sind {self.KLEINSTES} bis {self.GROESSTES} Monate."))
        return monate


class Grad(Spalte):
    """A coordinate in degrees (WGS 84), with decimal comma or point."""

    def __init__(self, *args: Any, grenze: int, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.grenze = grenze

    def lesen(self, text: str, woerter: Woerter) -> float:
        if not re.fullmatch(r"[-+]?[0-9]{1,9}([.,][0-9]+)?", text):
            raise Zellfehler(Befundart.ZAHL, (text, "Bitte Grad als Zahl, zum Beispiel 48,6258."))
        wert = float(text.replace(",", "."))
        if abs(wert) > self.grenze:
            grund = f"{self.name} liegt immer zwischen −{self.grenze} und {self.grenze} Grad."
            raise Zellfehler(Befundart.KOORDINATE, (text, grund))
        return wert


class Wahl(Spalte):
    """One of the fixed choices, by label or value. "unbekannt" is the everyday word for "nicht bekannt"."""

    def __init__(self, *args: Any, wahl: type[models.TextChoices], **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.namen = {wert: str(name) for wert, name in wahl.choices}
        self._werte = {wortschluessel(text): wert for wert, name in self.namen.items() for text in (wert, name)}

    def lesen(self, text: str, woerter: Woerter) -> str:
        wert = self._werte.get(wortschluessel(text))
        if wert is None:
            grund = f"Dieses Wort gibt es hier nicht. {vorschlag(text, list(self.namen.values()))}"
            raise Zellfehler(Befundart.WORT, (text, grund))
        return wert

    def schreiben(self, wert: Any) -> str:
        return self.namen.get(wert, "")


class Liste(Spalte, ABC):
    """Several words in one cell, separated by "|". All that are wrong are reported together."""

    def teile(self, text: str) -> list[str]:
        return [teil for roh in text.split(TRENNER) if (teil := " ".join(roh.split()))]

    def lesen(self, text: str, woerter: Woerter) -> Any:
        return frozenset(self.je_teil(text, lambda teil: self.lies_teil(teil, woerter)))

    @abstractmethod
    def lies_teil(self, teil: str, woerter: Woerter) -> Any:
        """Return the value of one word; Zellfehler if it is none."""

    def je_teil(self, text: str, lesen: Callable[[str], Any]) -> list[Any]:
        werte, maengel, art = [], [], Befundart.WORT
        teile = self.teile(text)
        if not teile:
            maengel.append((text, "Hier steht kein Wort."))
        for teil in teile:
            try:
                werte.append(lesen(teil))
            except Zellfehler as fehler:
                maengel.extend(fehler.maengel)
                art = fehler.art
        if maengel:
            raise Zellfehler(art, *maengel)
        return werte


class Vokabeln(Liste):
    """Rows of a vocabulary, by name, short name or slug."""

    def lies_teil(self, teil: str, woerter: Woerter) -> models.Model:
        liste: Wortliste[models.Model] = getattr(woerter, self.feld)
        if (zeile := liste.finden(teil)) is None:
            raise Zellfehler(Befundart.WORT, (teil, f"Dieses Wort gibt es hier nicht. {vorschlag(teil, liste.namen)}"))
        return zeile

    def schreiben(self, wert: Any) -> str:
        zeilen = sorted(wert or (), key=lambda zeile: (zeile.reihenfolge, zeile.name))
        return TRENNER.join(getattr(zeile, "kurzname", zeile.name) for zeile in zeilen)


class Formate(Liste):
    """Where it takes place; the values of Angebot.FORMATE."""

    _werte = {wortschluessel(text): wert for wert, name in Angebot.FORMATE.items() for text in (wert, name)}

    def lies_teil(self, teil: str, woerter: Woerter) -> str:
        if (wert := self._werte.get(wortschluessel(teil))) is None:
            grund = (
                f"Dieses Wort gibt es hier nicht. {vorschlag(teil, [str(name) for name in Angebot.FORMATE.values()])}"
            )
            raise Zellfehler(Befundart.WORT, (teil, grund))
        return wert

    def schreiben(self, wert: Any) -> str:
        return TRENNER.join(str(name) for format_wert, name in Angebot.FORMATE.items() if format_wert in (wert or ()))


class Sprachen(Liste):
    """Languages with their mode in brackets: "Deutsch|Türkisch (dolmetschen)". Without one, a Fachkraft speaks it."""

    MODI: Mapping[str, str] = {
        "spricht": AngebotSprache.Modus.SPRICHT,
        "fachkraft spricht": AngebotSprache.Modus.SPRICHT,
        "dolmetschen": AngebotSprache.Modus.DOLMETSCHEN,
        "mit dolmetschen": AngebotSprache.Modus.DOLMETSCHEN,
        "material": AngebotSprache.Modus.MATERIAL,
    } | {wortschluessel(str(name)): wert for wert, name in AngebotSprache.Modus.choices}

    def lesen(self, text: str, woerter: Woerter) -> dict[Sprache, str]:
        angaben: dict[Sprache, str] = {}
        for sprache, modus in self.je_teil(text, lambda teil: self.lies_teil(teil, woerter)):
            if angaben.setdefault(sprache, modus) != modus:
                raise Zellfehler(Befundart.WORT, (text, f"„{sprache}“ steht hier zweimal, auf verschiedene Weise."))
        return angaben

    def lies_teil(self, teil: str, woerter: Woerter) -> tuple[Sprache, str]:
        if sprache := woerter.sprachen.finden(teil):
            return sprache, AngebotSprache.Modus.SPRICHT
        name, klammer, modus = teil.rstrip(") ").rpartition("(")
        sprache = woerter.sprachen.finden(name) if klammer else None
        if sprache is None:
            grund = f"Diese Sprache ist nicht bekannt. {vorschlag(name or teil, woerter.sprachen.namen)}"
            raise Zellfehler(Befundart.WORT, (teil, grund))
        if (wert := self.MODI.get(wortschluessel(modus))) is None:
            raise Zellfehler(Befundart.WORT, (teil, "In Klammern möglich: spricht, dolmetschen, nur Material."))
        return sprache, wert

    def schreiben(self, wert: Any) -> str:
        kurz = {AngebotSprache.Modus.DOLMETSCHEN: " (dolmetschen)", AngebotSprache.Modus.MATERIAL: " (nur Material)"}
        angaben = sorted((wert or {}).items(), key=lambda angabe: (angabe[0].reihenfolge, angabe[0].name))
        return TRENNER.join(f"{sprache.name}{kurz.get(modus, '')}" for sprache, modus in angaben)


class Einzugsgebiet(Liste):
    """ "kreisweit", or the Gemeinden by name or AGS. The value is (choice, set of Gemeinden)."""

    def lesen(self, text: str, woerter: Woerter) -> tuple[str, frozenset[Gemeinde]]:
        if wortschluessel(text) in (KREISWEIT, wortschluessel(str(Angebot.Einzugsgebiet.KREISWEIT.label))):
            return Angebot.Einzugsgebiet.KREISWEIT, frozenset()
        return Angebot.Einzugsgebiet.GEMEINDEN, super().lesen(text, woerter)

    def lies_teil(self, teil: str, woerter: Woerter) -> Gemeinde:
        if (gemeinde := woerter.gebiet.eindeutig(teil)) is None:
            grund = "Das ist keine oder nicht genau eine Gemeinde des Gebiets. Der AGS (8 Ziffern) ist immer eindeutig."
            raise Zellfehler(Befundart.WORT, (teil, grund))
        return gemeinde

    def schreiben(self, wert: Any) -> str:
        art, gemeinden = wert or ("", frozenset())
        return KREISWEIT if art == KREISWEIT else TRENNER.join(sorted(gemeinde.ags for gemeinde in gemeinden))


class Datum(Spalte):
    """A day, as 2025-12-31 or 31.12.2025."""

    def lesen(self, text: str, woerter: Woerter) -> date:
        if treffer := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text):
            jahr, monat, tag = treffer.groups()
        elif treffer := re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", text):
            tag, monat, jahr = treffer.groups()
        else:
            raise Zellfehler(Befundart.DATUM, (text, "Bitte als 31.12.2025 oder 2025-12-31 schreiben."))
        try:
            return date(int(jahr), int(monat), int(tag))
        except ValueError as fehler:
            raise Zellfehler(Befundart.DATUM, (text, "Diesen Tag gibt es nicht.")) from fehler

    def schreiben(self, wert: Any) -> str:
        return wert.isoformat() if wert else ""


class Telefon(Spalte):
    """A phone number, stored the way people here write it."""

    def lesen(self, text: str, woerter: Woerter) -> str:
        try:
            return str(super().lesen(telefon_lesbar(text), woerter))
        except ValidationError as fehler:
            raise Zellfehler(Befundart.ERREICHBARKEIT, (text, "Das ist keine Telefonnummer.")) from fehler


class Mail(Spalte):
    """A mail address."""

    def lesen(self, text: str, woerter: Woerter) -> str:
        try:
            EmailValidator()(text)
        except ValidationError as fehler:
            raise Zellfehler(Befundart.ERREICHBARKEIT, (text, "Das ist keine E-Mail-Adresse.")) from fehler
        return str(super().lesen(text, woerter))


class Adressen(Liste):
    """Addresses of pages; https:// may be left out. The value has one address per line."""

    def lesen(self, text: str, woerter: Woerter) -> str:
        return "\n".join(self.je_teil(text, lambda teil: self.lies_teil(teil, woerter)))

    def lies_teil(self, teil: str, woerter: Woerter) -> str:
        adresse = teil if "://" in teil else f"https://{teil}"
        try:
            URLValidator(schemes=["http", "https"])(adresse)
        except ValidationError as fehler:
            grund = "Das ist keine Adresse einer Seite. Beispiel: https://www.example.org"
            raise Zellfehler(Befundart.ERREICHBARKEIT, (teil, grund)) from fehler
        return adresse

    def schreiben(self, wert: Any) -> str:
        return TRENNER.join((wert or "").splitlines())
