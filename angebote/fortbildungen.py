"""Fortbildungen, Fachtage and Netzwerktreffen for Fachkräfte: what is known of each Termin ahead, in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akteure.fassung import Fassung, uebersetze
from angebote.antworten import kosten
from angebote.models import Angebot, Termin
from angebote.zeitsaetze import datum, terminzeile

VORRANG = "armutssensibel"
"""Slug of the Thema that stands first: to qualify for it is what the network exists for. The slug stays, whatever the
Koordination calls the Thema; where she deletes it, nothing stands first."""
GEZEIGT = ("titel", "kurzbeschreibung", "kosten_text", "zeiten")


@dataclass
class Terminzeile:
    """One Termin in words of the page's language."""

    termin: Termin
    tag: str
    zeit: str
    plaetze: str
    voll: bool
    schluss: str
    anmelden: str
    """Where to register on the web; "" where nobody can (any more)."""

    @classmethod
    def von(cls, termin: Termin, heute: date) -> "Terminzeile":
        wann = terminzeile(termin, heute)
        zu_spaet = termin.anmeldeschluss is not None and termin.anmeldeschluss < heute
        voll = termin.plaetze_frei == 0
        offen = not (termin.abgesagt or zu_spaet or voll)
        return cls(
            termin=termin,
            tag=wann.tag,
            zeit=wann.zeit,
            plaetze="" if termin.abgesagt or zu_spaet else plaetze_in_worten(termin.plaetze_frei),
            voll=voll,
            schluss="" if termin.abgesagt else _schluss(termin.anmeldeschluss, zu_spaet, heute),
            anmelden=termin.anmeldung_url if offen else "",
        )


@dataclass
class Gruppe:
    """Some of the Angebote under one heading; `name` is "vorrang", "weitere" or "folgen" (no Termin ahead)."""

    name: str
    angebote: list[Angebot] = field(default_factory=list)


def plaetze_in_worten(frei: int | None) -> str:
    """Return how many places are left; that nobody knows is said as well."""
    if frei is None:
        return _("Freie Plätze: wissen wir nicht – bitte anrufen")
    return ngettext("noch %(n)s Platz", "noch %(n)s Plätze", frei) % {"n": frei} if frei else _("ausgebucht")


def _schluss(tag: date | None, zu_spaet: bool, heute: date) -> str:
    if tag is None:
        return ""
    satz = _("Anmeldung war möglich bis %(tag)s") if zu_spaet else _("anmelden bis %(tag)s")
    return satz % {"tag": datum(tag, heute)}


def fortbildungen() -> list[Angebot]:
    """Return all that is public in order of date, each with `kommende` Termine; three queries."""
    return list(Angebot.objects.oeffentlich().fuer_qualifizierung(VORRANG))


def in_sprache(angebote: Iterable[Angebot]) -> Fassung:
    """Turn what the page shows into its language, in one query; return how much of it is."""
    alle = list(angebote)
    termine = [termin for angebot in alle for termin in angebot.kommende]
    uebersetze(*alle, *termine)
    return uebersetze(*termine) + Fassung.von(alle, GEZEIGT)


def gruppen(angebote: Iterable[Angebot]) -> list[Gruppe]:
    """Return the groups of the page that hold something, and give every Angebot the `zeilen` of its Termine and
    the answer on its `preis`."""
    alle = {name: Gruppe(name) for name in ("vorrang", "weitere", "folgen")}
    heute = timezone.localdate()
    for angebot in angebote:
        angebot.zeilen = [Terminzeile.von(termin, heute) for termin in angebot.kommende]
        angebot.preis = kosten(angebot)
        name = "folgen" if not angebot.kommende else "vorrang" if angebot.hat_vorrang else "weitere"
        alle[name].angebote.append(angebot)
    return [gruppe for gruppe in alle.values() if gruppe.angebote]
