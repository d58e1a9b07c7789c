"""Plan → database, in one transaction: all rows or none. Here the steps of an import stand one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from akteure.models import Akteur, Kontakt, Standort
from akteure.woerter import eintragen
from angebote.models import Angebot, AngebotSprache, AngebotStandort, Importlauf

from .abgleichen import MENGEN, Plan, Vorgang, abgleichen
from .befunde import Befund, Befundart, Stufe, fehlerzeilen, von_stufe
from .lesen import Tabelle
from .pruefen import Fortschritt, ohne_anzeige, pruefen
from .woerter import Woerter
from .zuordnen import stapel

VERBINDUNGEN: dict[str, tuple[type[Model], str]] = {
    "lebensphasen": (Angebot.lebensphasen.through, "lebensphase_id"),
    "themen": (Angebot.themen.through, "thema_id"),
    "zielgruppen": (Angebot.zielgruppen.through, "zielgruppe_id"),
    "gemeinden": (Angebot.gemeinden.through, "gemeinde_id"),
    "kontakte": (Angebot.kontakte.through, "kontakt_id"),
}
"""Relation → its table and the column there."""
NACHGEFUEHRT = {"titel_sortiert", "titel_suche", "suchtext", "inhalt_geaendert_am", "gespeichert_am"}
"""Columns that follow any change."""


@dataclass
class Ergebnis:
    """What an import found and did."""

    tabelle: Tabelle
    probe: bool = False
    ohne_fehlerzeilen: bool = False
    befunde: list[Befund] = field(default_factory=list)
    plan: Plan | None = None
    uebernommen: bool = False

    @property
    def gestoppt(self) -> bool:
        """Whether the findings forbid to take over anything."""
        fehlerhaft = von_stufe(self.befunde, Stufe.ZEILE) and not self.ohne_fehlerzeilen
        return bool(von_stufe(self.befunde, Stufe.DATEI) or fehlerhaft)

    @property
    def fehlerhafte(self) -> int:
        return len(fehlerzeilen(self.befunde))


def importieren(
    tabelle: Tabelle,
    *,
    probe: bool = False,
    ohne_fehlerzeilen: bool = False,
    als_entwurf: bool = False,
    fortschritt: Fortschritt = ohne_anzeige,
) -> Ergebnis:
    """Check the table and take it over, unless findings forbid it or it is only a dry run (`probe`)."""
    ergebnis = Ergebnis(tabelle, probe, ohne_fehlerzeilen, befunde=list(tabelle.befunde))
    if not tabelle.brauchbar:
        return ergebnis
    woerter = Woerter.laden()
    if not woerter.gebiet.gemeinden or not woerter.lebensphasen.zeilen:
        grund = "Das Gebiet oder das Vokabular ist noch nicht geladen. Bitte zuerst beides laden."
        ergebnis.befunde.append(Befund(Befundart.NICHT_LESBAR, grund))
        return ergebnis
    eintraege, befunde = pruefen(tabelle, woerter, fortschritt)
    ergebnis.befunde += befunde
    with transaction.atomic():
        ergebnis.plan = abgleichen(eintraege, als_entwurf=als_entwurf, fortschritt=fortschritt)
        ergebnis.befunde += ergebnis.plan.befunde
        if not probe and not ergebnis.gestoppt:
            _schreibe(ergebnis.plan, fortschritt)
            _schreibe_lauf(ergebnis)
            statistik_erneuern()
            ergebnis.uebernommen = True
    return ergebnis


def statistik_erneuern() -> None:
    """Tell PostgreSQL's planner how many rows there are now.

    After many rows at once it still takes the tables for empty and counts the list row by row: 27 s instead of 0.1 s,
    measured with 300 Angebote, until its own collector comes round.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _schreibe(plan: Plan, fortschritt: Fortschritt) -> None:
    _schreibe_gemeinsames(plan)
    for vorgaenge in fortschritt(stapel(plan.neu), "Neue Einträge speichern"):
        _schreibe_neue(vorgaenge)
    for vorgaenge in fortschritt(stapel(plan.geaendert), "Änderungen speichern"):
        _schreibe_geaenderte(vorgaenge)


def _schreibe_gemeinsames(plan: Plan) -> None:
    """Write Akteure, then Standorte and Kontakte, which belong to them."""
    for akteur in plan.akteure.neu:
        akteur.ableiten()
    Akteur.objects.bulk_create(plan.akteure.neu)
    eintragen(plan.akteure.neu)
    for standort in plan.standorte.neu:
        standort.ableiten()
    Standort.objects.bulk_create(plan.standorte.neu)
    eintragen(plan.standorte.neu)
    Kontakt.objects.bulk_create(plan.kontakte.neu)
    for ding in (*plan.akteure.geaendert, *plan.standorte.geaendert, *plan.kontakte.geaendert):
        ding.save()


def _schreibe_neue(vorgaenge: list[Vorgang]) -> None:
    for vorgang in vorgaenge:
        vorgang.angebot.ableiten()
    angebote = [vorgang.angebot for vorgang in vorgaenge]
    Angebot.objects.bulk_create(angebote)
    eintragen(angebote)
    _verbinde(vorgaenge)


def _schreibe_geaenderte(vorgaenge: list[Vorgang]) -> None:
    for vorgang in vorgaenge:
        vorgang.angebot.inhalt_geaendert_am = timezone.now()
        vorgang.angebot.save(update_fields=vorgang.felder | NACHGEFUEHRT)
    _loese(vorgaenge)
    _verbinde(vorgaenge)


def _loese(vorgaenge: list[Vorgang]) -> None:
    """Take away what the file no longer says; a language or place that stays is only changed."""
    for menge in (*MENGEN, "gemeinden"):
        betroffen = [vorgang.angebot.pk for vorgang in vorgaenge if menge in vorgang.mengen]
        VERBINDUNGEN[menge][0]._default_manager.filter(angebot__in=betroffen).delete()
    for vorgang in vorgaenge:
        if vorgang.alte_kontakte:
            vorgang.angebot.kontakte.remove(*vorgang.alte_kontakte)
    angaben = [(vorgang, angabe) for vorgang in vorgaenge for angabe in vorgang.sprachangaben]
    weg = [angabe.pk for vorgang, angabe in angaben if angabe.sprache not in vorgang.sprachen]
    AngebotSprache.objects.filter(pk__in=weg).delete()
    bleibend = [(angabe, vorgang.sprachen.get(angabe.sprache, angabe.modus)) for vorgang, angabe in angaben]
    for angabe, modus in bleibend:
        angabe.modus = modus
    AngebotSprache.objects.bulk_update([angabe for angabe, _ in bleibend], ["modus"])
    orte = [(vorgang.alter_ort, vorgang.standort) for vorgang in vorgaenge if vorgang.alter_ort and vorgang.standort]
    for ort, standort in orte:
        ort.standort = standort
    AngebotStandort.objects.bulk_update([ort for ort, _ in orte], ["standort"])


def _verbinde(vorgaenge: list[Vorgang]) -> None:
    """Add what the file says and the Angebote do not have yet."""
    for menge in (*MENGEN, "gemeinden"):
        _lege_an(menge, ((v.angebot, zeile) for v in vorgaenge for zeile in v.mengen.get(menge, ())))
    _lege_an("kontakte", ((v.angebot, v.kontakt) for v in vorgaenge if v.kontakt))
    AngebotSprache.objects.bulk_create(
        AngebotSprache(angebot=v.angebot, sprache=sprache, modus=modus)
        for v in vorgaenge
        for sprache, modus in v.sprachen.items()
        if sprache not in {angabe.sprache for angabe in v.sprachangaben}
    )
    AngebotStandort.objects.bulk_create(
        AngebotStandort(angebot=v.angebot, standort=v.standort) for v in vorgaenge if v.standort and not v.alter_ort
    )


def _lege_an(beziehung: str, paare: Iterable[tuple[Angebot, Model]]) -> None:
    tabelle, spalte = VERBINDUNGEN[beziehung]
    tabelle._default_manager.bulk_create(
        tabelle(angebot_id=angebot.pk, **{spalte: zeile.pk}) for angebot, zeile in paare
    )


def _schreibe_lauf(ergebnis: Ergebnis) -> None:
    plan, tabelle = ergebnis.plan, ergebnis.tabelle
    assert plan is not None
    Importlauf.objects.create(
        datei=tabelle.name[-200:],
        pruefsumme=tabelle.pruefsumme,
        zeilen=tabelle.anzahl,
        neu=len(plan.neu),
        geaendert=len(plan.geaendert),
        unveraendert=plan.unveraendert,
        fehler=ergebnis.fehlerhafte,
        warnungen=len(von_stufe(ergebnis.befunde, Stufe.WARNUNG)),
    )
