"""Show records in the language of the page: their translations, and German, marked as German, where there is none."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from .abfragen import Platz, Vorbereitet, platz, zahlenmenge, zahlenwert
from .models.uebersetzung import Stand, Uebersetzbar, Uebersetzung, fingerabdruck, stand_von
from .sprachen import DEUTSCH, ist_deutsch, richtung, sprache

EINFACH = "de-simple"


class Text(str):
    """A text that is not in the language of the page, or was not checked. In a template it marks itself.

    `{{ text }}` gives a <span lang dir> where the language differs. Inside an attribute, an <option> or a <title>, where no
    element may stand, use `|roh`; beside a filter that builds elements put `{{ text.attribute }}` on the element around it.
    """

    __slots__ = ("sprache", "stand")
    sprache: str
    stand: Stand

    def __new__(cls, text: str, sprache: str = "", stand: Stand = Stand.GEPRUEFT) -> Self:
        neu = super().__new__(cls, text)
        neu.sprache, neu.stand = sprache, stand
        return neu

    def __html__(self) -> SafeString:
        return format_html("<span{}>{}</span>", self.attribute, str(self)) if self.sprache else escape(str(self))

    @property
    def attribute(self) -> SafeString:
        """The attributes of an element that holds this text: ' lang="de" dir="ltr"', or "" in the page's language."""
        return _attribute(self.sprache) if self.sprache else SafeString("")

    def gleich(self, text: str) -> "Text":
        """Return a part of this text as one of the same language."""
        return Text(text, self.sprache, self.stand)


@cache
def _attribute(code: str) -> SafeString:
    return format_html(' lang="{}" dir="{}"', code, richtung(code))


def zeilen(text: str) -> list[str]:
    """Return the lines of `text` that are not empty, each as a text of the same language."""
    gefuellte = [zeile.strip() for zeile in text.splitlines() if zeile.strip()]
    return [text.gleich(zeile) for zeile in gefuellte] if isinstance(text, Text) else gefuellte


@dataclass
class Fassung:
    """How much of what a page shows is in its language."""

    zahlen: Counter[Stand] = field(default_factory=Counter)

    @classmethod
    def von(cls, objekte: Iterable[Uebersetzbar], felder: Collection[str]) -> Self:
        """Return it for some fields only, of records that are in the language of the page already."""
        texte = (getattr(objekt, feld) for objekt in objekte for feld in felder)
        return cls(Counter(text.stand for text in texte if isinstance(text, Text)))

    def __add__(self, andere: "Fassung") -> "Fassung":
        return Fassung(self.zahlen + andere.zahlen)

    @property
    def fehlt(self) -> bool:
        """Is some of it German only? An outdated translation is not shown: what it says may be wrong by now."""
        return bool(self.zahlen[Stand.FEHLT] or self.zahlen[Stand.VERALTET])

    @property
    def ungeprueft(self) -> bool:
        """Has nobody read some of the translations?"""
        return bool(self.zahlen[Stand.UNGEPRUEFT])

    @property
    def ist_leicht(self) -> bool:
        """May it be called Leichte Sprache? Only where a person ticked that for every text."""
        return sprache() == EINFACH and self.zahlen[Stand.GEPRUEFT] > 0 and not (self.fehlt or self.ungeprueft)


def uebersetze(*objekte: Uebersetzbar) -> Fassung:
    """Turn the texts of records into the language of the page, in place; one query, in German none.

    The records are for showing only: they can no longer be saved.
    """
    gesamt = Fassung()
    if ist_deutsch():
        return gesamt
    neue = {id(objekt): (objekt, objekt.deutsche_texte()) for objekt in objekte if objekt.fassung is None}.values()
    mit_texten = [objekt for objekt, texte in neue if texte]
    zeilen = _zeilen(mit_texten)
    for objekt, texte in neue:
        objekt.fassung = Fassung()
        for feld, deutsch in texte.items():
            text = gefasst(deutsch, zeilen.get((objekt._meta.label_lower, objekt.pk, feld)))
            setattr(objekt, feld, text)
            objekt.fassung.zahlen[text.stand] += 1
    for objekt in objekte:
        gesamt.zahlen += objekt.fassung.zahlen
    return gesamt


def gefasst(deutsch: str, zeile: tuple[str, str, bool] | None) -> Text:
    """Return the translation (text, fingerprint of its source, checked?), or the German text where there is none of the
    text as it is now."""
    text, quelle, geprueft = zeile or ("", "", False)
    stand = stand_von(text, quelle, geprueft, fingerabdruck(deutsch)) if text else Stand.FEHLT
    if stand in (Stand.FEHLT, Stand.VERALTET):
        return Text(deutsch, DEUTSCH, stand)
    return Text(text, stand=stand)


def sichtbare(*modelle: type[Uebersetzbar], in_sprache: Combinable | None = None) -> QuerySet[Uebersetzung]:
    """Return the translations of some models into the page's language (or `in_sprache`), each with the label of its
    `modell`; on violence, crisis and suicide only checked ones."""
    bedingung = Q()
    for modell in modelle:
        art = ContentType.objects.filter(app_label=modell._meta.app_label, model=modell._meta.model_name)
        eine = Q(inhalt=Subquery(art.values("pk")))
        heikle = modell.heikle()
        if heikle is not None:
            eine &= Q(geprueft=True) | ~Q(objekt_id__in=heikle)
        bedingung |= eine
    label: Combinable = Concat("inhalt__app_label", Value("."), "inhalt__model", output_field=CharField())
    if len(modelle) == 1:  # without a join: on PostgreSQL planning takes longer than anything else here
        label = Value(modelle[0]._meta.label_lower, output_field=CharField())
    gemeinte = Uebersetzung.objects.filter(bedingung, sprache=in_sprache or Value(sprache()))
    return gemeinte.order_by().annotate(modell=label)


def _zeilen(objekte: Iterable[Uebersetzbar]) -> dict[tuple[str, int, str], tuple[str, str, bool]]:
    """Return (model, primary key, field) → (text, fingerprint, checked?) of all translations of these records, in one
    query."""
    pks: dict[type[Uebersetzbar], set[int]] = {}
    for objekt in objekte:
        pks.setdefault(type(objekt), set()).add(objekt.pk)
    if not pks:
        return {}
    modelle = tuple(sorted(pks, key=lambda modell: modell._meta.label_lower))
    werte = {modell._meta.label_lower: zahlenwert(menge) for modell, menge in pks.items()}
    zeilen = _uebersetzungen(modelle).zeilen(sprache=sprache(), **werte)
    return {(modell, pk, feld): (text, quelle, bool(geprueft)) for modell, pk, feld, text, quelle, geprueft in zeilen}


@cache
def _uebersetzungen(modelle: tuple[type[Uebersetzbar], ...]) -> Vorbereitet:
    """Return the query for the translations of records of these models; a page has one of a few such sets."""
    spalten = ("objekt_id", "feld", "text", "quelle", "geprueft")

    def bauen() -> QuerySet:
        teile = [
            sichtbare(modell, in_sprache=platz("sprache"))
            .filter(objekt_id__in=zahlenmenge(Platz(modell._meta.label_lower)))
            .values_list("modell", *spalten)
            for modell in modelle
        ]
        return teile[0].union(*teile[1:], all=True)

    return Vorbereitet(bauen)
