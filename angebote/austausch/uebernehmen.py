"""Plan → database, in one transaction: all rows or none. Here the steps of an import stand one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from akteure.models import Akteur, Kontakt, Standort
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
            ergebnis.uebernommen = True
    return ergebnis


def _schreibe(plan: Plan, fortschritt: Fortschritt) -> None:
    _schreibe_gemeinsames(plan)
    for vorgaenge in fortschritt(stapel(plan.neu), "Neue Einträge speichern"):
        _schreibe_neue(vorgaenge)
    for vorgang in fortschritt(plan.geaendert, "Änderungen speichern"):
        _schreibe_geaendert(vorgang)


def _schreibe_gemeinsames(plan: Plan) -> None:
    """Write Akteure, then Standorte and Kontakte, which belong to them."""
    for akteur in plan.akteure.neu:
        akteur.ableiten()
    Akteur.objects.bulk_create(plan.akteure.neu)
    for standort in plan.standorte.neu:
        standort.ableiten()
    Standort.objects.bulk_create(plan.standorte.neu)
    Kontakt.objects.bulk_create(plan.kontakte.neu)
    for ding in (*plan.akteure.geaendert, *plan.standorte.geaendert, *plan.kontakte.geaendert):
        ding.save()


def _schreibe_neue(vorgaenge: list[Vorgang]) -> None:
    for vorgang in vorgaenge:
        vorgang.angebot.ableiten()
    Angebot.objects.bulk_create([vorgang.angebot for vorgang in vorgaenge])
    for menge in (*MENGEN, "gemeinden"):
        _verbinde(menge, ((v.angebot, zeile) for v in vorgaenge for zeile in v.mengen.get(menge, ())))
    _verbinde("kontakte", ((v.angebot, v.kontakt) for v in vorgaenge if v.kontakt))
    AngebotSprache.objects.bulk_create(
        AngebotSprache(angebot=v.angebot, sprache=sprache, modus=modus)
        for v in vorgaenge
        for sprache, modus in v.sprachen.items()
    )
    AngebotStandort.objects.bulk_create(
        AngebotStandort(angebot=v.angebot, standort=v.standort) for v in vorgaenge if v.standort
    )


def _verbinde(beziehung: str, paare: Iterable[tuple[Angebot, Model]]) -> None:
    tabelle, spalte = VERBINDUNGEN[beziehung]
    tabelle._default_manager.bulk_create(
        tabelle(angebot_id=angebot.pk, **{spalte: zeile.pk}) for angebot, zeile in paare
    )


def _schreibe_geaendert(vorgang: Vorgang) -> None:
    angebot = vorgang.angebot
    angebot.inhalt_geaendert_am = timezone.now()
    abgeleitet = {"titel_sortiert", "suchtext", "inhalt_geaendert_am", "gespeichert_am"}
    angebot.save(update_fields=vorgang.felder | abgeleitet)
    for menge, zeilen in vorgang.mengen.items():
        getattr(angebot, menge).set(zeilen)
    if vorgang.sprachen:
        angebot.sprachangaben.exclude(sprache__in=vorgang.sprachen).delete()
        for sprache, modus in vorgang.sprachen.items():
            AngebotSprache.objects.update_or_create(angebot=angebot, sprache=sprache, defaults={"modus": modus})
    if vorgang.standort:
        ort = vorgang.alter_ort or AngebotStandort(angebot=angebot)
        ort.standort = vorgang.standort
        ort.save()
    if vorgang.kontakt:
        angebot.kontakte.remove(*vorgang.alte_kontakte)
        angebot.kontakte.add(vorgang.kontakt)


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
