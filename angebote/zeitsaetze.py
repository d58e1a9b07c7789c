"""When an Angebot takes place, in words, in the language that is active."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from akteure.fassung import EINFACH
from akteure.sprachen import DEUTSCH, sprache
from angebote.models import Ausnahme, Termin, Zeitfenster
from angebote.oeffnung import Auskunft, Grund, Kalender, Zustand, auskunft
from angebote.zeiten import Angaben

NAECHSTE_TERMINE, NAECHSTE_AUSNAHMEN = 6, 4


@dataclass(frozen=True)
class Satz:
    """What a page says of this moment: `wort`, and where it matters one thing more; `stand` j is open, n is not, u unknown.
    `heute`: it is about today, worth a place in a list."""

    wort: str
    mehr: str = ""
    stand: str = "n"
    heute: bool = False


@dataclass(frozen=True)
class Zeile:
    """One time: the day, the time of the day, and what else there is to know."""

    tag: str
    zeit: str
    zusatz: tuple[str, ...] = ()
    hinweis: str = ""


@dataclass(frozen=True)
class Wann:
    """The times of an Angebot as its page shows them."""

    satz: Satz | None
    fenster: list[Zeile]
    regeln: list[str]
    ausnahmen: list[Zeile]
    termine: list[tuple[Termin, Zeile]]

    @property
    def bekannt(self) -> bool:
        return bool(self.fenster or self.termine)


def wann(angaben: Angaben, kalender: Kalender, jetzt: datetime) -> Wann:
    """Return all of it; `angaben` are in the language of the page already."""
    heute = timezone.localdate(jetzt)
    fenster = [eines for eines in angaben.fenster if eines.gueltig_bis is None or eines.gueltig_bis >= heute]
    ausnahmen = [eine for eine in angaben.ausnahmen if eine.bis >= heute] if fenster else []
    termine = [termin for termin in angaben.termine if termin.ende > jetzt]
    return Wann(
        satz(auskunft(angaben.zeiten, kalender, jetzt), jetzt),
        [fensterzeile(eines, heute) for eines in fenster],
        regeln(angaben) if fenster else [_("nach Vereinbarung")] if angaben.zeiten.nach_vereinbarung else [],
        [ausnahmezeile(eine) for eine in ausnahmen[:NAECHSTE_AUSNAHMEN]],
        [(termin, terminzeile(termin, heute)) for termin in termine[:NAECHSTE_TERMINE]],
    )


# --- this moment ----------------------------------------------------------------------------------------------------
def satz(antwort: Auskunft, jetzt: datetime) -> Satz | None:
    """Return the answer as a sentence; None where nothing is known, not even why."""
    if antwort.zustand == Zustand.OFFEN:
        return Satz(_offen(antwort, jetzt), stand="j", heute=True)
    if antwort.zustand == Zustand.SCHLIESST_BALD:
        return Satz(_("schließt bald (um %(zeit)s)") % {"zeit": uhrzeit(antwort.bis)}, stand="j", heute=True)
    if antwort.zustand == Zustand.OEFFNET:
        return Satz(_oeffnet(antwort, jetzt), heute=_tage(antwort.wann, jetzt) == 0)
    if antwort.zustand == Zustand.GESCHLOSSEN:
        wieder = _oeffnet(antwort, jetzt) if antwort.wann and not antwort.ungewiss else ""
        return Satz(_geschlossen(antwort), wieder, heute=bool(antwort.grund))
    if antwort.zustand == Zustand.NACH_VEREINBARUNG:
        return Satz(_("nach Vereinbarung"))
    if antwort.grund == Grund.FEIERTAG:
        return Satz(_("an Feiertagen vielleicht anders – bitte anrufen"), stand="u")
    if antwort.grund:
        return Satz(_("in den Schulferien vielleicht anders – bitte anrufen"), stand="u")
    return None


def _offen(antwort: Auskunft, jetzt: datetime) -> str:
    zeit = uhrzeit(antwort.bis)
    if _tage(antwort.bis, jetzt) > 1:
        return _("läuft gerade, bis %(tag)s, %(zeit)s") % {"tag": tag_in_worten(antwort.bis, jetzt), "zeit": zeit}
    if antwort.termin:
        return _("läuft gerade, bis %(zeit)s") % {"zeit": zeit}
    return _("heute geöffnet bis %(zeit)s") % {"zeit": zeit}


def _oeffnet(antwort: Auskunft, jetzt: datetime) -> str:
    zeit, tage = uhrzeit(antwort.wann), _tage(antwort.wann, jetzt)
    werte = {"tag": tag_in_worten(antwort.wann, jetzt), "zeit": zeit}
    if antwort.termin:
        return _("nächster Termin: %(tag)s, %(zeit)s") % werte
    if tage == 0:
        return _("öffnet heute um %(zeit)s") % werte
    if tage == 1:
        return _("öffnet morgen um %(zeit)s") % werte
    return _("öffnet am %(tag)s um %(zeit)s") % werte


def _geschlossen(antwort: Auskunft) -> str:
    if antwort.grund == Grund.FEIERTAG:
        return _("heute geschlossen – Feiertag")
    if antwort.grund == Grund.FERIEN:
        return _("heute geschlossen – Schulferien")
    return _("fällt heute aus") if antwort.grund else _("zurzeit geschlossen")


# --- days and times -------------------------------------------------------------------------------------------------
def _tage(moment: datetime | None, jetzt: datetime) -> int:
    """Return how many days ahead."""
    return (timezone.localdate(moment) - timezone.localdate(jetzt)).days if moment else 0


def tag_in_worten(moment: datetime, jetzt: datetime) -> str:
    """Return "heute", "morgen", a day of the coming week by its name, any other by its date."""
    tag, tage = timezone.localdate(moment), _tage(moment, jetzt)
    if tage in (0, 1):
        return _("morgen") if tage else _("heute")
    return str(WEEKDAYS[tag.weekday()]) if 1 < tage < 7 else datum(tag, timezone.localdate(jetzt))


def datum(tag: date, heute: date) -> str:
    """Return a date, with the year where it is another one."""
    return date_format(tag, "MONTH_DAY_FORMAT" if tag.year == heute.year else "DATE_FORMAT")


def uhrzeit(moment: datetime | None) -> str:
    return _uhr(timezone.localtime(moment).time()) if moment else ""


def _uhr(zeit) -> str:
    """Return "9 Uhr", "9.30 Uhr", or as the language writes it."""
    if sprache() not in (DEUTSCH, EINFACH):
        return time_format(zeit, "TIME_FORMAT")
    return f"{_stunde(zeit)} Uhr"


def _stunde(zeit) -> str:
    return time_format(zeit, "G.i" if zeit.minute else "G")


def von_bis(von, bis) -> str:
    """Return "9–11.30 Uhr", or as the language writes it."""
    if sprache() in (DEUTSCH, EINFACH):
        return f"{_stunde(von)}–{_stunde(bis)} Uhr"
    return f"{_uhr(von)} – {_uhr(bis)}"


# --- what is regular, what is not -----------------------------------------------------------------------------------
def fensterzeile(fenster: Zeitfenster, heute: date) -> Zeile:
    """Return one regular time."""
    zusatz = [
        {
            "gerade_kw": _("nur in geraden Kalenderwochen"),
            "ungerade_kw": _("nur in ungeraden Kalenderwochen"),
            "monatlich": _("nur der letzte im Monat")
            if fenster.nter == -1
            else _("nur der %(n)s. im Monat") % {"n": fenster.nter},
        }.get(fenster.rhythmus, "")
    ]
    if fenster.gueltig_von and fenster.gueltig_von > heute:
        zusatz.append(_("ab %(tag)s") % {"tag": datum(fenster.gueltig_von, heute)})
    if fenster.gueltig_bis:
        zusatz.append(_("bis %(bis)s") % {"bis": datum(fenster.gueltig_bis, heute)})
    zeit = von_bis(fenster.von, fenster.bis)
    return Zeile(str(WEEKDAYS[fenster.wochentag]), zeit, tuple(filter(None, zusatz)), fenster.hinweis)


def regeln(angaben: Angaben) -> list[str]:
    """Return what holds in Ferien and on Feiertage, and whether there is more by appointment."""
    zeiten = angaben.zeiten
    auch = [_("außerdem nach Vereinbarung")] if zeiten.nach_vereinbarung else []
    if zeiten.in_ferien is None and zeiten.an_feiertagen is None:
        return [_("Schulferien und Feiertage: wissen wir nicht – bitte anrufen"), *auch]
    ferien = {
        True: _("auch in den Schulferien"),
        False: _("nicht in den Schulferien"),
        None: _("Schulferien: wissen wir nicht – bitte anrufen"),
    }
    feiertage = {
        True: _("auch an Feiertagen"),
        False: _("nicht an Feiertagen"),
        None: _("Feiertage: wissen wir nicht – bitte anrufen"),
    }
    return [ferien[zeiten.in_ferien], feiertage[zeiten.an_feiertagen], *auch]


def ausnahmezeile(ausnahme: Ausnahme) -> Zeile:
    """Return the days on which it is different, and how."""
    von, bis = (date_format(tag, "SHORT_DATE_FORMAT") for tag in (ausnahme.von, ausnahme.bis))
    if ausnahme.von_zeit and ausnahme.bis_zeit:
        wie = _("nur %(zeit)s") % {"zeit": von_bis(ausnahme.von_zeit, ausnahme.bis_zeit)}
    else:
        wie = _("fällt aus") if ausnahme.art == Ausnahme.Art.FAELLT_AUS else _("findet statt")
    return Zeile(von if von == bis else f"{von} – {bis}", wie, (), ausnahme.grund)


def terminzeile(termin: Termin, heute: date) -> Zeile:
    """Return a date with what one has to know to come."""
    beginn, ende = timezone.localtime(termin.beginn), timezone.localtime(termin.ende)
    tag = f"{WEEKDAYS[beginn.weekday()]}, {datum(beginn.date(), heute)}"
    zeit = von_bis(beginn.time(), ende.time())
    if ende.date() > beginn.date():
        zeit = f"{_uhr(beginn.time())} – {datum(ende.date(), heute)}, {_uhr(ende.time())}"
    zusatz = [_("abgesagt")] if termin.abgesagt else []
    if not termin.abgesagt and termin.plaetze_frei is not None:
        zusatz.append(_("Freie Plätze: %(n)s") % {"n": termin.plaetze_frei} if termin.plaetze_frei else _("voll"))
    if not termin.abgesagt and termin.anmeldeschluss:
        zusatz.append(_("anmelden bis %(tag)s") % {"tag": datum(termin.anmeldeschluss, heute)})
    return Zeile(tag, zeit, tuple(zusatz), termin.hinweis)
