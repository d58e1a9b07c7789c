"""Read the times of Angebote from the database, of any number of them in one query, for the pure functions of `oeffnung`."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from akteure.abfragen import Platz, Vorbereitet, platz, zahlenmenge, zahlenwert
from angebote.feiertage import feiertage_um
from angebote.models import Angebot, Ausnahme, Schulferien, Termin, Zeitfenster
from angebote.oeffnung import Abweichung, Einzeltermin, Fenster, Kalender, Zeiten, augenblick

Werte = dict[str, Any]
FERIEN, ANGEBOT, FENSTER, AUSNAHME, TERMIN = "ferien", "angebot", "fenster", "ausnahme", "termin"
FENSTERWERTE = ("wochentag", "von", "bis", "rhythmus", "nter", "gueltig_von", "gueltig_bis")
SPALTEN: dict[str, tuple[str, ...]] = {
    FERIEN: ("von", "bis"),
    ANGEBOT: ("nach_vereinbarung", "in_ferien", "an_feiertagen", "gueltig_von", "gueltig_bis"),
    FENSTER: ("id", *FENSTERWERTE, "hinweis"),
    AUSNAHME: ("id", "art", "von", "bis", "von_zeit", "bis_zeit", "grund"),
    TERMIN: (
        *("id", "kennung", "beginn", "ende", "hinweis", "plaetze_frei"),
        *("anmeldung_url", "anmeldeschluss", "abgesagt"),
    ),
}
VORBEI = timedelta(days=2)
"""What ended longer ago says nothing about today, whatever the clock."""


# --- rows -----------------------------------------------------------------------------------------------------------
def _abfrage(seit: date | RawSQL, beginn: datetime | RawSQL, pks: RawSQL | None) -> QuerySet:
    """Return rows (Angebot, kind, values) of some Angebote or of all, those of one together, Schulferien first. What ended
    before the day `seit`, which begins at `beginn`, is left out."""
    dabei = Q() if pks is None else Q(angebot__in=pks)
    angebote = Angebot.objects.filter(
        Q(nach_vereinbarung=True)
        | Exists(Zeitfenster.objects.filter(angebot=OuterRef("pk")))
        | Exists(Termin.objects.filter(angebot=OuterRef("pk"), ende__gte=beginn)),
        Q() if pks is None else Q(pk__in=pks),
    )
    teile = [
        _teil(FERIEN, Schulferien.objects.all(), Value(0)),
        _teil(ANGEBOT, angebote, F("pk")),
        _teil(FENSTER, Zeitfenster.objects.filter(dabei), F("angebot_id")),
        _teil(AUSNAHME, Ausnahme.objects.filter(dabei, bis__gte=seit), F("angebot_id")),
        _teil(TERMIN, Termin.objects.filter(dabei, ende__gte=beginn), F("angebot_id")),
    ]
    return teile[0].union(*teile[1:], all=True).order_by("z_angebot")


def _teil(art: str, menge: QuerySet, angebot: F | Value) -> QuerySet:
    werte = JSONObject(**{name: F(name) for name in SPALTEN[art]})
    teil = menge.order_by().annotate(z_angebot=angebot, z_art=Value(art, output_field=CharField()), z_werte=werte)
    return teil.values_list("z_angebot", "z_art", "z_werte")


VON_EINIGEN = Vorbereitet(lambda: _abfrage(platz("seit"), platz("beginn"), zahlenmenge(Platz("pks"))))


def _zeilen(heute: date, pks: Collection[int] | None) -> Iterable[tuple[int, str, Werte]]:
    """Return (Angebot, kind, values) of some Angebote, or of all, bit by bit; one query."""
    seit = heute - VORBEI
    beginn = augenblick(seit, time.min)
    if pks is None:
        return _abfrage(seit, beginn, None).iterator()
    zeilen = VON_EINIGEN.zeilen(
        pks=zahlenwert(pks),
        seit=connection.ops.adapt_datefield_value(seit),
        beginn=connection.ops.adapt_datetimefield_value(beginn),
    )
    return ((pk, art, json.loads(werte)) for pk, art, werte in zeilen)


def _moment(text: str) -> datetime:
    """Databases say it in UTC, with or without saying so."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _tag(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _uhrzeit(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _wahr(wert: bool | int | None) -> bool | None:
    return None if wert is None else bool(wert)


LESER = {
    "von_zeit": _uhrzeit,
    "bis_zeit": _uhrzeit,
    "gueltig_von": _tag,
    "gueltig_bis": _tag,
    "anmeldeschluss": _tag,
    "beginn": _moment,
    "ende": _moment,
    "abgesagt": bool,
    "nach_vereinbarung": bool,
    "in_ferien": _wahr,
    "an_feiertagen": _wahr,
}


def _gelesen(art: str, werte: Werte) -> Werte:
    """Return the values as Python has them."""
    von_bis = _uhrzeit if art == FENSTER else _tag
    return {
        name: (LESER.get(name) or (von_bis if name in ("von", "bis") else lambda wert: wert))(wert)
        for name, wert in werte.items()
    }


# --- as plain values ------------------------------------------------------------------------------------------------
@dataclass
class Angaben:
    """What is known of one Angebot: for the functions of `oeffnung`, and as records for showing."""

    zeiten: Zeiten = field(default_factory=Zeiten)
    fenster: list[Zeitfenster] = field(default_factory=list)
    ausnahmen: list[Ausnahme] = field(default_factory=list)
    termine: list[Termin] = field(default_factory=list)

    @property
    def texte(self) -> list[Zeitfenster | Ausnahme | Termin]:
        """The records that have something to translate."""
        return [*self.fenster, *self.ausnahmen, *self.termine]


def fenster_von(zeilen: Iterable[Zeitfenster]) -> list[Fenster]:
    """Return records as plain values."""
    return [Fenster(*(getattr(zeile, name) for name in FENSTERWERTE)) for zeile in zeilen]


def _zeiten(je_art: dict[str, list[Werte]]) -> Zeiten:
    return Zeiten(
        tuple(Fenster(*(w[name] for name in FENSTERWERTE)) for w in je_art.get(FENSTER, ())),
        tuple(
            Abweichung(w["von"], w["bis"], w["art"] == "faellt_aus", w["von_zeit"], w["bis_zeit"], w["grund"])
            for w in je_art.get(AUSNAHME, ())
        ),
        tuple(Einzeltermin(w["beginn"], w["ende"], w["abgesagt"], w["kennung"]) for w in je_art.get(TERMIN, ())),
        **(je_art[ANGEBOT][0] if ANGEBOT in je_art else {}),
    )


def _gruppen(heute: date, pks: Collection[int] | None) -> Iterator[tuple[int, dict[str, list[Werte]]]]:
    for pk, zeilen in groupby(_zeilen(heute, pks), key=itemgetter(0)):
        je_art: dict[str, list[Werte]] = {}
        for _pk, art, werte in zeilen:
            je_art.setdefault(art, []).append(_gelesen(art, werte))
        yield pk, je_art


def _kalender(heute: date, je_art: dict[str, list[Werte]]) -> Kalender:
    ferien = sorted((w["von"], w["bis"]) for w in je_art.get(FERIEN, ()))
    return Kalender(tuple(ferien), feiertage_um(heute))


def alle_zeiten(heute: date) -> Iterator[tuple[int, Zeiten, Kalender]]:
    """Yield (Angebot, its times, the calendar) of all of which something is known, public or not; one query."""
    kalender = _kalender(heute, {})
    for pk, je_art in _gruppen(heute, None):
        if pk:
            yield pk, _zeiten(je_art), kalender
        else:
            kalender = _kalender(heute, je_art)


def zeiten_von(pks: Collection[int], heute: date) -> tuple[dict[int, Angaben], Kalender]:
    """Return what is known of these Angebote, and the calendar; one query."""
    kalender, je_angebot = _kalender(heute, {}), {pk: Angaben() for pk in pks}
    for pk, je_art in _gruppen(heute, list(pks)):
        if not pk:
            kalender = _kalender(heute, je_art)
            continue
        zeilen = {
            art: [modell(angebot_id=pk, **werte) for werte in je_art.get(art, ())]
            for art, modell in ((FENSTER, Zeitfenster), (AUSNAHME, Ausnahme), (TERMIN, Termin))
        }
        zeilen[FENSTER].sort(key=lambda f: (f.wochentag, f.von))
        zeilen[AUSNAHME].sort(key=lambda a: (a.von, a.bis))
        zeilen[TERMIN].sort(key=lambda t: t.beginn)
        je_angebot[pk] = Angaben(_zeiten(je_art), zeilen[FENSTER], zeilen[AUSNAHME], zeilen[TERMIN])
    return je_angebot, kalender
