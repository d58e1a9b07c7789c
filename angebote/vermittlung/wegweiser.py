"""Wegweiser: the sheets of a whole selection as one booklet. What an address asks for, and what stands in the booklet."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from akteure.auftraege import Absage, Melder
from akteure.falten import falten
from akteure.fassung import Fassung, Text
from akteure.sprachen import DEUTSCH, pfad_in, richtung, sprache
from angebote.filter import AngebotFilter
from angebote.models import Angebot, Lebensphase, Notruf, Thema
from angebote.querysets import zahlenmenge
from angebote.vermittlung.blatt import Blatt, blaetter
from angebote.vermittlung.pdf import KeinPdf, als_pdf
from angebote.vermittlung.qr import qr_svg

HOECHSTENS = 300
"""So many Angebote stand in one booklet: more nobody carries, and no page shall take for ever."""
ORDNUNGEN = {"lebensphase": gettext_lazy("nach Alter des Kindes"), "thema": gettext_lazy("nach Themen")}
UEBERALL_AB = 3
"""An Angebot for more Lebensphasen stands with those for every age."""
OHNE_BEDEUTUNG = ("sortierung", "seite", "ansicht", "in", "nach", "a")
"""Parameters that do not change what is selected."""
SEITEN_JE_ANGEBOT = 0.45
"""About so many, to say how far the work is."""
BEGINN, ENDE, SCHRITT = 12, 96, 4
"""Percent: before the first page, after the last one, and between two messages."""
SEKUNDEN = 120
"""So long the setting of a booklet may take at most; a busy machine is slow."""


class Wunsch:
    """What an address asks for: a selection (the filter of the list), the language beside German, the order."""

    def __init__(self, roh: QueryDict) -> None:
        self.roh = roh.copy()
        gewuenscht = roh.get("in", "")
        self.sprache = gewuenscht if gewuenscht in dict(settings.LANGUAGES) else sprache()
        self.gelesen_in = sprache()
        self.unklar = "" if self.sprache == gewuenscht else gewuenscht[:20]
        for name in OHNE_BEDEUTUNG:
            self.roh.pop(name, None)
        self.auswahl = AngebotFilter(self.roh, Angebot.objects.oeffentlich())
        vorgabe = "thema" if self.auswahl.gewaehlt["lebensphase"] else "lebensphase"
        self.nach = roh["nach"] if roh.get("nach") in ORDNUNGEN else vorgabe

    @property
    def abfrage(self) -> str:
        """The query string of the selection alone, as the list takes it."""
        return self.auswahl.adresse()

    @property
    def abfrage_mit_allem(self) -> str:
        """The query string with language and order."""
        return self.auswahl.adresse(**{"in": self.sprache, "nach": self.nach})

    @property
    def parameter(self) -> list[tuple[str, str]]:
        """(name, value) of the selection, for a form."""
        return [(name, wert) for name, werte in self.auswahl.parameter.lists() for wert in werte]

    def adresse(self) -> str:
        """Return the address of the page on which this booklet is chosen."""
        return f"{reverse('angebote:wegweiser')}?{self.abfrage_mit_allem}"

    @property
    def sprachen(self) -> list[dict[str, str | bool]]:
        """The languages to choose from."""
        return [{"code": code, "name": name, "aktiv": code == self.sprache} for code, name in settings.LANGUAGES]

    @property
    def ordnungen(self) -> list[dict[str, str | bool]]:
        """The orders to choose from."""
        return [{"wert": nach, "name": name, "aktiv": nach == self.nach} for nach, name in ORDNUNGEN.items()]

    @property
    def anzahl(self) -> int:
        return self.auswahl.anzahl

    @property
    def zu_viele(self) -> bool:
        return self.anzahl > HOECHSTENS

    @cached_property
    def pks(self) -> list[int]:
        """The Angebote of the booklet, best first."""
        return list(self.auswahl.sortiert[:HOECHSTENS].pks)

    @property
    def worte(self) -> list[str]:
        """The selection in words, in the language it was read in: "Nürtingen", "Kita", "kostenlos"."""
        return [aktiv.name for aktiv in self.auswahl.aktive]

    @property
    def sagt_nur_wo(self) -> bool:
        """The place is all that was chosen: the number beside it says so already."""
        return bool(self.auswahl.wo_satz) and len(self.worte) == 1


@dataclass
class Gruppe:
    """A part of the booklet; `deutsch` and `name` are its title in both languages."""

    anker: str
    deutsch: str
    name: str = ""
    blaetter: list[Blatt] = field(default_factory=list)


@dataclass(frozen=True)
class Eintrag:
    """A line of the register: an Akteur, its first number, and where it stands in the booklet."""

    name: str
    telefon: str
    blaetter: list[Blatt]


def heft(wunsch: Wunsch, absolut: Callable[[str], str]) -> dict[str, Any]:
    """Return what the booklet shows; the same few queries, however many Angebote.

    Everything in it is in its two languages, not in that of the page around it."""
    code, angebote = wunsch.sprache, _angebote(wunsch.pks)
    vokabeln, zuordnung = _vokabeln(wunsch.nach, wunsch.pks)
    notrufe = list(Notruf.objects.all())
    deutsche = {vokabel.pk: str(vokabel.name) for vokabel in vokabeln}
    alle = blaetter(angebote, code, absolut, [*vokabeln, *notrufe])
    gruppen = _gruppen(vokabeln, deutsche, zuordnung, dict(zip((a.pk for a in angebote), alle, strict=True)), wunsch)
    adresse = absolut(f"{pfad_in(reverse('angebote:liste'), code)}?{wunsch.abfrage}".rstrip("?"))
    with override(code):
        qr = qr_svg(adresse, _("QR-Code: diese Angebote im Internet"))
    return _notruf_worte(code) | {
        "wunsch": wunsch,
        "titel": _titel(wunsch),
        "gruppen": gruppen,
        "register": _register(alle),
        "notrufe": notrufe,
        "heikel": any(angebot.anlaesse for angebot in angebote),
        "heft": {"sprache": code, "richtung": richtung(code), "zwei": code != DEUTSCH},
        "entwurf": code not in (DEUTSCH, *settings.GEPRUEFTE_SPRACHEN),
        "fassung": sum((blatt.fassung for blatt in alle), Fassung()),
        "koordination": settings.GEBIET.get("koordination", {}),
        "heute": timezone.localdate(),
        "gebietsname": settings.GEBIET["name"],
        "liste_in_sprache": adresse,
        "qr": qr,
        "anzahl": len(alle),
    }


def _notruf_worte(code: str) -> dict[str, Any]:
    """Words to somebody in danger stay German until a person has checked the catalogue."""
    eine = code if code in settings.GEPRUEFTE_SPRACHEN else DEUTSCH
    return {"notruf_sprache": eine, "sofort_attribute": "" if eine == code else Text("", eine).attribute}


def _angebote(pks: list[int]) -> list[Angebot]:
    """Return them in this order, with what a sheet shows."""
    geholt = {angebot.pk: angebot for angebot in Angebot.objects.filter(pk__in=zahlenmenge(pks)).fuer_blatt()}
    return [geholt[pk] for pk in pks if pk in geholt]


def _vokabeln(nach: str, pks: list[int]) -> tuple[list[Lebensphase] | list[Thema], dict[int, list[int]]]:
    """Return the titles of the parts, and which of them each Angebot belongs to, in their order; two queries.

    A Thema counts as the one above it."""
    modell, beziehung = (Thema, Angebot.themen) if nach == "thema" else (Lebensphase, Angebot.lebensphasen)
    alle = list(modell.objects.all())
    ueber = {vokabel.pk: getattr(vokabel, "ueber_id", None) or vokabel.pk for vokabel in alle}
    folge = {vokabel.pk: nummer for nummer, vokabel in enumerate(alle)}
    zuordnung: dict[int, list[int]] = defaultdict(list)
    spalten = ("angebot", nach)
    for angebot, vokabel in beziehung.through.objects.filter(angebot__in=zahlenmenge(pks)).values_list(*spalten):
        zuordnung[angebot].append(ueber[vokabel])
    oben = [vokabel for vokabel in alle if ueber[vokabel.pk] == vokabel.pk]
    return oben, {pk: sorted(set(menge), key=folge.__getitem__) for pk, menge in zuordnung.items()}


def _gruppen(
    vokabeln: Iterable[Lebensphase | Thema],
    deutsche: dict[int, str],
    zuordnung: dict[int, list[int]],
    je_angebot: dict[int, Blatt],
    wunsch: Wunsch,
) -> list[Gruppe]:
    """Return the parts of the booklet that are not empty; each Angebot stands in one of them."""
    rest = []
    for code in (DEUTSCH, wunsch.sprache):
        with override(code):
            rest.append(_("Für jedes Alter") if wunsch.nach == "lebensphase" else _("Weitere Angebote"))
    hoechstens = UEBERALL_AB if wunsch.nach == "lebensphase" else len(deutsche)
    gruppen = {0: Gruppe("teil-0", *rest)}
    gruppen |= {v.pk: Gruppe(f"teil-{v.pk}", deutsche[v.pk], v.name) for v in vokabeln}
    for pk, blatt in je_angebot.items():
        menge = zuordnung.get(pk, [])
        gruppen[menge[0] if 0 < len(menge) <= hoechstens else 0].blaetter.append(blatt)
    return [gruppe for gruppe in gruppen.values() if gruppe.blaetter]


def _register(alle: list[Blatt]) -> list[Eintrag]:
    """Return every Akteur once, by name, with the number that stands on its sheets."""
    je_akteur: dict[str, list[Blatt]] = defaultdict(list)
    for blatt in alle:
        je_akteur[blatt.akteur].append(blatt)
    eintraege = []
    for name, eigene in je_akteur.items():
        nummern = (kontakt.telefon for blatt in eigene for kontakt in blatt.deutsch.kontakte if kontakt.telefon)
        eintraege.append(Eintrag(name, next(nummern, ""), eigene))
    return sorted(eintraege, key=lambda eintrag: falten(eintrag.name))


def _titel(wunsch: Wunsch) -> list[dict[str, Any]]:
    """Return the selection in words in the language of the booklet and, where it says something else, in German; each with
    language and direction."""
    titel: list[dict[str, Any]] = []
    for code in dict.fromkeys((wunsch.sprache, DEUTSCH)):
        with override(code):
            worte = wunsch.worte if code == wunsch.gelesen_in else Wunsch(wunsch.roh).worte
        if worte not in [zeile["worte"] for zeile in titel]:
            titel.append({"sprache": code, "richtung": richtung(code), "worte": worte})
    return titel


class Druck:
    """The booklet as PDF, for the queue (settings.AUFTRAGSARTEN)."""

    endung = ".pdf"

    def __call__(self, angaben: dict[str, Any], melden: Melder) -> bytes:
        melden(3, _("Wir suchen die Angebote heraus."))
        with override(angaben["in"]):
            kontext = heft(Wunsch(QueryDict(angaben["abfrage"])), lambda pfad: angaben["wurzel"] + pfad)
            html = render_to_string("angebote/heft_pdf.html", kontext)
        if not kontext["anzahl"]:
            raise Absage(_("Zu dieser Auswahl gibt es gerade kein Angebot."))
        melden(BEGINN, _("Wir setzen die Seiten."))
        return setzen(html, melden, 8 + SEITEN_JE_ANGEBOT * kontext["anzahl"])


def setzen(html: str, melden: Melder, seiten: float) -> bytes:
    """Return the PDF; `seiten`: about so many pages it will have, to say how far the work is."""
    zuletzt = BEGINN

    def je_seite(nummer: int) -> None:
        nonlocal zuletzt
        stand = BEGINN + int((ENDE - BEGINN) * min(nummer / seiten, 1))
        if stand >= zuletzt + SCHRITT:
            zuletzt = stand
            melden(stand, _("Wir setzen die Seiten."))

    try:
        return als_pdf(html, sekunden=SEKUNDEN, je_seite=je_seite)
    except KeinPdf as grund:
        raise Absage(_("Das hat leider nicht geklappt. Bitte versuchen Sie es noch einmal.")) from grund


druck = Druck()
