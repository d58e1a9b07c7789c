"""Angebote as a calendar file (iCalendar, RFC 5545): what takes place in the coming half year, and only what is public."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from akteure.models import Standort
from akteure.sprachen import sprache
from angebote.models import Angebot
from angebote.oeffnung import ZONE, Einzeltermin, Fenster, Kalender, Vorkommen, vorkommen
from angebote.zeiten import Angaben, fenster_von

if TYPE_CHECKING:
    from icalendar import Calendar, Event

TAGE_VORAUS = 180
HOECHSTENS_ANGEBOTE = 200
WOCHENTAGE = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TAG = timedelta(days=1)
ZEITZONE = f"""BEGIN:VTIMEZONE
TZID:{ZONE.key}
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
"""The rule of the European Union; the library would write single dates, and those of spring an hour late."""


@dataclass(frozen=True)
class Eintrag:
    """One Angebot for the calendar; its texts are in the language of the file. `adresse` is that of its page."""

    angebot: Angebot
    angaben: Angaben
    adresse: str


def kalenderdatei(name: str, eintraege: Iterable[Eintrag], kalender: Kalender, heute: date, domain: str) -> bytes:
    """Return the file; the same rows on the same day give the same bytes."""
    from icalendar import Calendar, Timezone  # 5 MB that no other page needs

    datei = Calendar()
    datei.add("prodid", f"-//{settings.GEBIET['name']}//Familien staerken//{sprache()}")
    datei.add("version", "2.0")
    datei.add("method", "PUBLISH")
    datei.add("x-wr-calname", name)
    datei.add("x-wr-timezone", ZONE.key)
    datei.add_component(Timezone.from_ical(ZEITZONE))
    for eintrag in eintraege:
        _eintragen(datei, eintrag, kalender, heute, domain)
    return datei.to_ical()


def _eintragen(datei: "Calendar", eintrag: Eintrag, kalender: Kalender, heute: date, domain: str) -> None:
    """Add all events of one Angebot: series where they are exact, else single dates."""
    zeiten, schreiber = eintrag.angaben.zeiten, _Schreiber(eintrag, domain)
    alle = list(dict.fromkeys(vorkommen(zeiten, kalender, heute, heute + TAGE_VORAUS * TAG)))
    for fenster in dict.fromkeys(zeiten.fenster):
        eigene = [v for v in alle if v.aus == fenster]
        sichere = [v for v in eigene if v.sicher]
        if als_reihe(fenster, sichere):
            datei.add_component(schreiber.reihe(fenster, sichere))
            eigene = [v for v in eigene if not v.sicher]
        for v in eigene:
            datei.add_component(schreiber.einzeln(v))
    for v in alle:
        if not isinstance(v.aus, Fenster):
            datei.add_component(schreiber.einzeln(v))
    for absage in (termin for termin in zeiten.termine if termin.abgesagt):
        ereignis = schreiber.einzeln(Vorkommen(absage.beginn, absage.ende, absage))
        ereignis["status"] = "CANCELLED"
        datei.add_component(ereignis)


def als_reihe(fenster: Fenster, sichere: list[Vorkommen]) -> bool:
    """Does a rule say exactly when these are? Not for odd and even weeks (week 53), not where the clock is put."""
    nach_der_uhr = all(
        (v.beginn.astimezone(ZONE).time(), v.ende.astimezone(ZONE).time()) == (fenster.von, fenster.bis)
        and v.ende - v.beginn == sichere[0].ende - sichere[0].beginn
        for v in sichere
    )
    return len(sichere) > 1 and nach_der_uhr and fenster.rhythmus in ("woechentlich", "monatlich")


class _Schreiber:
    """Writes the events of one Angebot."""

    def __init__(self, eintrag: Eintrag, domain: str) -> None:
        self.angebot, self.adresse, self.domain = eintrag.angebot, eintrag.adresse, domain
        zeilen = eintrag.angaben.fenster
        self.hinweise: dict[Fenster | str, str] = {
            fenster: zeile.hinweis for fenster, zeile in zip(fenster_von(zeilen), zeilen, strict=True)
        }
        self.hinweise |= {termin.kennung: termin.hinweis for termin in eintrag.angaben.termine}
        self.ort = "; ".join(filter(None, (_ort(ort.standort) for ort in self.angebot.orte.all())))

    def reihe(self, fenster: Fenster, sichere: list[Vorkommen]) -> "Event":
        """Return a series: a rule, and the days on which it does not hold."""
        wochentag = WOCHENTAGE[fenster.wochentag]
        regel: dict[str, Any] = {"freq": "weekly", "until": sichere[-1].beginn, "byday": wochentag}
        if fenster.rhythmus == "monatlich":
            regel |= {"freq": "monthly", "byday": f"{fenster.nter}{wochentag}"}
        ereignis = self._ereignis(sichere[0], _kennwort(fenster), self.hinweise[fenster])
        ereignis.add("rrule", regel)
        tage, immer = {v.tag for v in sichere}, replace(fenster, gueltig_von=None, gueltig_bis=None)
        spanne = (sichere[-1].tag - sichere[0].tag).days
        dazwischen = (sichere[0].tag + nummer * TAG for nummer in range(spanne))
        ohne = [tag for tag in dazwischen if immer.faellt_auf(tag) and tag not in tage]
        if ohne:
            ereignis.add("exdate", [datetime.combine(tag, fenster.von, ZONE) for tag in ohne])
        return ereignis

    def einzeln(self, v: Vorkommen) -> "Event":
        """Return one date; one that nobody is sure of says so."""
        if isinstance(v.aus, Einzeltermin):
            return self._ereignis(v, v.aus.kennung, self.hinweise.get(v.aus.kennung, ""))
        kennwort = (
            f"{v.tag:%Y%m%d}-{_kennwort(v.aus) if isinstance(v.aus, Fenster) else f'{v.beginn:%H%M}{v.ende:%H%M}'}"
        )
        hinweis = self.hinweise[v.aus] if isinstance(v.aus, Fenster) else v.aus.grund
        ereignis = self._ereignis(v, kennwort, hinweis)
        if not v.sicher:
            ereignis["status"] = "TENTATIVE"
            ereignis["summary"] = _("%(titel)s (bitte vorher anrufen)") % {"titel": self.angebot.titel}
        return ereignis

    def _ereignis(self, v: Vorkommen, kennwort: str, hinweis: str) -> "Event":
        from icalendar import Event  # heavy, see kalenderdatei

        ereignis = Event()
        ereignis.add("uid", f"{self.angebot.kennung}-{kennwort}@{self.domain}")
        ereignis.add("dtstamp", self.angebot.gespeichert_am.astimezone(UTC).replace(microsecond=0))
        ereignis.add("dtstart", v.beginn.astimezone(ZONE))
        ereignis.add("dtend", v.ende.astimezone(ZONE))
        ereignis.add("summary", str(self.angebot.titel))
        ereignis.add("description", "\n".join(filter(None, (hinweis, self.angebot.kurzbeschreibung, self.adresse))))
        ereignis.add("url", self.adresse)
        ereignis.add("status", "CONFIRMED")
        if self.ort:
            ereignis.add("location", self.ort)
        return ereignis


def _ort(standort: Standort) -> str:
    """Return where it is, as far as everybody may know."""
    if standort.adresse_verbergen:
        return standort.oeffentlicher_ort
    teile = (standort.name, standort.strasse_hausnummer, standort.plz_ort or standort.oeffentlicher_ort)
    return ", ".join(filter(None, teile))


def _kennwort(fenster: Fenster) -> str:
    ab = f"{fenster.gueltig_von:%Y%m%d}" if fenster.gueltig_von else ""
    return f"{fenster.wochentag}{fenster.von:%H%M}{fenster.bis:%H%M}{fenster.rhythmus}{fenster.nter or ''}{ab}"
