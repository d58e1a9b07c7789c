"""What one cell of a table of official statistics says.

The signs are those of the statistical offices, here after the Zeichenerklärung of the Statistisches Bundesamt (Wirtschaft und
Statistik 4/2014, page 2; the Statistisches Landesamt Baden-Württemberg writes "•" for "."):

    –     nichts vorhanden: exactly none, so 0
    .     Zahlenwert unbekannt oder geheim zu halten: there is a number, but nobody may say it; never 0
    /     keine Angaben, da Zahlenwert nicht sicher genug
    x     Tabellenfach gesperrt, weil Aussage nicht sinnvoll
    …     Angabe fällt später an
    ( )   Aussagewert eingeschränkt

The Bundesagentur für Arbeit writes "*" for what it keeps secret.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import number_format

STRICHE = frozenset("-–—−‐‒")
GEHEIM = frozenset({".", "•", "·", "*", "geheim"})
UNBEKANNT = frozenset({"", "/", "x", "…", "...", "k. a.", "k.a.", "unbekannt", "nicht bekannt"})
HOECHSTENS = 99_999_999
_ZAHL = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:[. '’][0-9]{3})+)(?:,0+)?")
"""A whole number as people write it in German: with or without signs between thousands."""
_NEGATIV = re.compile(rf"[{re.escape(''.join(STRICHE))}]\s*[0-9]")
_TAGE = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y")
FRUEHESTENS = date(1900, 1, 2)
"""Before that, a date is Excel's way to write 0 or 1."""


@dataclass(frozen=True)
class Angabe:
    """A number, or that it is secret, or (both empty) that nobody knows it."""

    wert: int | None = None
    geheim: bool = False

    def __str__(self) -> str:
        if self.geheim:
            return "geheim"
        return "nicht bekannt" if self.wert is None else number_format(self.wert, force_grouping=True)

    @property
    def bekannt(self) -> bool:
        return self.geheim or self.wert is not None


class Unlesbar(ValueError):
    """A cell that cannot be taken; the text says why."""


def lies_angabe(text: str) -> Angabe:
    """Return what the cell says; raises `Unlesbar`."""
    text = " ".join(text.split())
    klein = text.lower()
    if klein in UNBEKANNT:
        return Angabe()
    if klein in GEHEIM:
        return Angabe(geheim=True)
    if text in STRICHE:
        return Angabe(0)
    if not _ZAHL.fullmatch(text):
        raise Unlesbar(_warum(text))
    wert = int(re.sub(r"[^0-9]", "", text.partition(",")[0]))
    if wert > HOECHSTENS:
        raise Unlesbar("So viele Menschen gibt es hier nicht.")
    return Angabe(wert)


def _warum(text: str) -> str:
    """Return why this is no number."""
    if _NEGATIV.match(text):
        return "Weniger als null kann es nicht geben. Für „nichts vorhanden“ steht ein Strich allein."
    if text.startswith("(") and text.endswith(")"):
        return "In Klammern steht, was das Amt selbst für unsicher hält. Soll es gelten, bitte ohne Klammern."
    if "%" in text:
        return "Das ist ein Anteil. Gebraucht wird eine Anzahl."
    if re.fullmatch(r"[0-9.,]+e[+-]?[0-9]+", text.lower()):
        return "Die Tabelle hat diese Zahl verkürzt gespeichert. Bitte die Zelle als ganze Zahl ausgeben."
    if re.fullmatch(r"[0-9 .,'’]+", text):
        return "Das ist keine ganze Zahl. Ein Punkt trennt Tausender (1.234), ein Komma die Stellen dahinter."
    return "Das ist weder eine Zahl noch ein Zeichen, das die Statistik kennt."


def lies_tag(text: str, heute: date) -> date:
    """Return the day; raises `Unlesbar`."""
    for form in _TAGE:
        try:
            tag = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007
        except ValueError:
            continue
        if tag > heute:
            raise Unlesbar("Dieser Tag liegt in der Zukunft.")
        if tag < FRUEHESTENS:
            raise Unlesbar("So alte Zahlen gibt es hier nicht. Ist die Zelle als Datum gespeichert?")
        return tag
    if re.fullmatch(r"[0-9]{4}", text.strip()):
        raise Unlesbar(f"Bitte ein ganzes Datum. Bei Zahlen eines Jahres dessen letzter Tag: 31.12.{text.strip()}.")
    raise Unlesbar("Das ist kein Datum. So geht es: 31.12.2024.")


def lies_ags(text: str) -> str:
    """Return the AGS in the cell, 8 digits, also where a table has taken it for a number, or gives the ARS of 12 digits;
    raises `Unlesbar`. Whether there is such a Gemeinde is another question."""
    ziffern = "".join(text.split())
    if not re.fullmatch(r"[0-9]{1,12}", ziffern):
        raise Unlesbar("Das ist kein Amtlicher Gemeindeschlüssel. Er hat 8 Ziffern.")
    if len(ziffern) in (11, 12):
        ars = ziffern.zfill(12)
        return ars[:5] + ars[9:]
    if len(ziffern) in (7, 8):
        return ziffern.zfill(8)
    if len(ziffern) <= 5:
        raise Unlesbar("Das ist der Schlüssel eines Kreises oder Landes. Gebraucht werden Gemeinden: bitte weglassen.")
    raise Unlesbar("Der Schlüssel einer Gemeinde hat 8 Ziffern, hier sind es andere.")
