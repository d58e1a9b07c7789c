"""Forms of the ground layer: always GET, read from the address. Nothing typed can break a page."""

from collections.abc import Container

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .falten import woerter

HOECHSTENS_ZEICHEN = 200
HOECHSTENS_WERTE = 50
HOECHSTENS_WOERTER = 8
GEZEIGTE_WERTE, GEZEIGTE_ZEICHEN = 3, 80


class Anfrage:
    """A query string, read and cleaned. Whatever cannot be used stands in `ignoriert` as (parameter, value)."""

    NAMEN: dict[str, str] = {"seite": _("Seite")}
    """Parameter → its name for people."""

    def __init__(self, roh: QueryDict) -> None:
        self.roh = roh
        self.ignoriert: list[tuple[str, str]] = []

    def werte(self, name: str) -> list[str]:
        """Return the values of a parameter, each once, without empty ones."""
        alle = dict.fromkeys(" ".join(wert.replace("\x00", " ").split()) for wert in self.roh.getlist(name))
        werte = [wert for wert in alle if wert]
        self.ignoriere(name, *(wert[HOECHSTENS_ZEICHEN:] for wert in werte), *werte[HOECHSTENS_WERTE:])
        return [wert[:HOECHSTENS_ZEICHEN].strip() for wert in werte[:HOECHSTENS_WERTE]]

    def eines(self, name: str) -> str:
        """Return the last value of a parameter that has only one, or ""."""
        *andere, wert = self.werte(name) or [""]
        self.ignoriere(name, *andere)
        return wert

    def eines_aus(self, name: str, bekannt: Container[str]) -> str:
        """Return the value if it is one of `bekannt`, else ""."""
        wert = self.eines(name)
        if wert in bekannt:
            return wert
        self.ignoriere(name, wert)
        return ""

    def zahl(self, name: str, von: int, bis: int) -> int | None:
        """Return a whole number between `von` and `bis`, or None."""
        wert = self.eines(name)
        ziffern = wert.removeprefix("-")
        zahl = int(wert) if ziffern.isascii() and ziffern.isdecimal() and len(ziffern) < 6 else None
        if zahl is not None and von <= zahl <= bis:
            return zahl
        self.ignoriere(name, wert)
        return None

    def suchworte(self, text: str) -> list[str]:
        """Return the folded words of `text`, the value of `q`."""
        alle = woerter(text)
        self.ignoriere("q", *(alle[HOECHSTENS_WOERTER:] if alle else [text]))
        return alle[:HOECHSTENS_WOERTER]

    def seite(self, paginator: Paginator) -> Page:
        """Return the page asked for, else the first."""
        return paginator.page(self.zahl("seite", 1, paginator.num_pages) or 1)

    def ignoriere(self, name: str, *werte: str) -> None:
        self.ignoriert += [(name, wert) for wert in werte if wert]

    @property
    def weggelassen(self) -> list[tuple[str, list[str], int]]:
        """What was ignored, for people: name of the filter, its first values, how many more."""
        je_name: dict[str, list[str]] = {}
        for name, wert in self.ignoriert:
            je_name.setdefault(self.NAMEN[name], []).append(wert[:GEZEIGTE_ZEICHEN])
        return [(name, werte[:GEZEIGTE_WERTE], len(werte[GEZEIGTE_WERTE:])) for name, werte in je_name.items()]


class AkteurSuche(Anfrage):
    """The one search line of the directory: name or place."""

    NAMEN = Anfrage.NAMEN | {"q": _("Name oder Ort")}

    def __init__(self, roh: QueryDict) -> None:
        super().__init__(roh)
        self.q = self.eines("q")
        self.begriffe = self.suchworte(self.q)

    def treffer(self, akteure: QuerySet) -> QuerySet:
        """Return the Akteure in which every word stands."""
        for wort in self.begriffe:
            akteure = akteure.mit_wort(wort)
        return akteure
