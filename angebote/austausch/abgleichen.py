"""Checked rows + database → what would change. Writes nothing: the dry run ends here."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Prefetch

from akteure.models import Akteur, Kontakt, Sprache, Standort
from akteure.models.akteur import naechster_slug
from angebote.models import Angebot, AngebotSlug, AngebotSprache, AngebotStandort
from angebote.models.angebot import GESPERRTE_SLUGS, neue_kennung

from .befunde import Befund, Befundart
from .pruefen import Eintrag, Fortschritt, ohne_anzeige
from .zuordnen import Akteure, Kontakte, Platz, Standorte, dateiort, ist_schlicht, platz_von, stapel, wege_von

FELDER = (
    "titel",
    "kurzbeschreibung",
    "art",
    "fuer",
    "alter_von",
    "alter_bis",
    "kosten",
    "zugang",
    "links",
    "gueltig_bis",
)
MENGEN = ("lebensphasen", "themen", "zielgruppen")
Bestand = dict[tuple[str, str], Angebot]
"""(quelle, externe_id) → what is stored."""
WEGGELEGT = (Angebot.Status.ARCHIVIERT, Angebot.Status.GELOESCHT)


@dataclass
class Vorgang:
    """What one row does: its Angebot with the new values, and which of them differ from what is stored."""

    eintrag: Eintrag
    angebot: Angebot
    neu: bool
    felder: set[str] = field(default_factory=set)
    mengen: dict[str, frozenset[Model]] = field(default_factory=dict)
    sprachen: dict[Sprache, str] = field(default_factory=dict)
    standort: Standort | None = None
    alter_ort: AngebotStandort | None = None
    kontakt: Kontakt | None = None
    alte_kontakte: list[Kontakt] = field(default_factory=list)
    mit_anderen: bool = False
    """Whether something it shares with others (Standort, Kontakt) changes."""

    @property
    def sprachangaben(self) -> list[AngebotSprache]:
        """What is stored of its languages, if they change."""
        return [] if self.neu or not self.sprachen else list(self.angebot.sprachangaben.all())

    @property
    def aendert(self) -> bool:
        return bool(self.felder or self.mengen or self.sprachen or self.standort or self.kontakt or self.mit_anderen)


@dataclass
class Plan:
    """What an import would do."""

    akteure: Akteure
    standorte: Standorte
    kontakte: Kontakte
    befunde: list[Befund]
    neu: list[Vorgang] = field(default_factory=list)
    geaendert: list[Vorgang] = field(default_factory=list)
    unveraendert: int = 0
    gelassen: int = 0

    @property
    def leer(self) -> bool:
        """Whether nothing would change."""
        return not (self.neu or self.geaendert or self.akteure.geaendert)

    @property
    def veroeffentlicht(self) -> int:
        """How many new entries become public at once."""
        return sum(vorgang.angebot.status == Angebot.Status.VEROEFFENTLICHT for vorgang in self.neu)


def abgleichen(eintraege: list[Eintrag], *, als_entwurf: bool = False, fortschritt: Fortschritt = ohne_anzeige) -> Plan:
    """Compare the rows with what is stored; return what would change, with findings."""
    vorhanden = _vorhandene(eintraege)
    befunde: list[Befund] = []
    weggelegt = {key for key, angebot in vorhanden.items() if angebot.status in WEGGELEGT}
    for eintrag in eintraege:
        angebot = vorhanden.get(eintrag.schluessel)
        if angebot:
            befunde += _liegen_gelassen(eintrag, angebot) or _widersprueche(eintrag, angebot)
    widersprochen = {befund.zeile for befund in befunde if befund.art is Befundart.WIDERSPRUCH}
    aktiv = [e for e in eintraege if e.schluessel not in weggelegt and e.zeile not in widersprochen]

    akteure = Akteure(aktiv)
    paare = [(eintrag, akteure.zuordnen(eintrag)) for eintrag in aktiv]
    bekannte = [akteur for _, akteur in paare]
    plan = Plan(akteure, Standorte(bekannte), Kontakte(bekannte), befunde, gelassen=len(weggelegt))
    _Abgleich(plan, paare, vorhanden, als_entwurf).ausfuehren(fortschritt)
    befunde += [*akteure.befunde, *plan.standorte.befunde]
    return plan


def _vorhandene(eintraege: Iterable[Eintrag]) -> Bestand:
    """Return the Angebote the rows are about, with all that is compared."""
    je_quelle: dict[str, list[str]] = defaultdict(list)
    for eintrag in eintraege:
        je_quelle[eintrag.werte["quelle"]].append(eintrag.werte["externe_id"])
    abfrage = Angebot.objects.select_related("akteur").prefetch_related(
        *MENGEN,
        "gemeinden",
        "kontakte",
        Prefetch("orte", AngebotStandort.objects.select_related("standort__akteur")),
        Prefetch("sprachangaben", AngebotSprache.objects.select_related("sprache")),
    )
    return {
        (angebot.quelle, angebot.externe_id): angebot
        for quelle, nummern in je_quelle.items()
        for teil in stapel(nummern)
        for angebot in abfrage.filter(quelle=quelle, externe_id__in=teil)
    }


def _liegen_gelassen(eintrag: Eintrag, angebot: Angebot) -> list[Befund]:
    if angebot.status not in WEGGELEGT:
        return []
    grund = f"Der Eintrag ist bei uns {angebot.get_status_display()} und bleibt, wie er ist."
    return [Befund(Befundart.BLEIBT_LIEGEN, grund, eintrag.zeile, "Externe ID", eintrag.werte["externe_id"])]


def _widersprueche(eintrag: Eintrag, angebot: Angebot) -> list[Befund]:
    """What the file states must fit what it leaves to the stored entry."""
    werte, befunde = eintrag.werte, []
    von, bis = werte.get("alter_von", angebot.alter_von), werte.get("alter_bis", angebot.alter_bis)
    if von is not None and bis is not None and von > bis:
        spalte, wert = ("Alter von (Monate)", von) if "alter_von" in werte else ("Alter bis (Monate)", bis)
        grund = f"Im Eintrag steht schon die andere Grenze: Das Alter ginge von {von} bis {bis} Monate."
        befunde.append(Befund(Befundart.WIDERSPRUCH, grund, eintrag.zeile, spalte, str(wert)))
    ende, beginn = werte.get("gueltig_bis"), angebot.gueltig_von
    if ende and beginn and ende < beginn:
        grund = f"Der Eintrag beginnt bei uns erst am {beginn:%d.%m.%Y}."
        befunde.append(Befund(Befundart.WIDERSPRUCH, grund, eintrag.zeile, "Gültig bis", f"{ende:%d.%m.%Y}"))
    return befunde


def werte_von(angebot: Angebot) -> dict[str, Any]:
    """Return what the columns of an Angebot hold, by `feld` (its own facts; not Akteur, Standort, Kontakt)."""
    return {
        **{feld: getattr(angebot, feld) for feld in (*FELDER, "quelle", "externe_id")},
        **{menge: frozenset(getattr(angebot, menge).all()) for menge in MENGEN},
        "formate": frozenset(angebot.formate),
        "sprachen": {angabe.sprache: angabe.modus for angabe in angebot.sprachangaben.all()},
        "einzugsgebiet": (angebot.einzugsgebiet, frozenset(angebot.gemeinden.all())),
    }


class _Abgleich:
    """One comparison: first all rows say what they want of shared things, then each row is decided."""

    def __init__(self, plan: Plan, paare: list[tuple[Eintrag, Akteur]], vorhanden: Bestand, als_entwurf: bool) -> None:
        self.plan = plan
        self.paare = paare
        self.vorhanden = vorhanden
        self.als_entwurf = als_entwurf
        self.plaetze: dict[int, Platz] = {}
        self.standorte: dict[Platz, Standort] = {}
        self.kontakte: dict[int, Kontakt] = {}
        self.slugs = {
            *GESPERRTE_SLUGS,
            *Angebot.objects.values_list("slug", flat=True),
            *AngebotSlug.objects.values_list("slug", flat=True),
        }
        self.kennungen = set(Angebot.objects.values_list("kennung", flat=True))

    def ausfuehren(self, fortschritt: Fortschritt) -> None:
        self._entscheide_standorte()
        self._entscheide_kontakte()
        geteilt = {id(ding) for ding in (*self.plan.standorte.geaendert, *self.plan.kontakte.geaendert)}
        for eintrag, akteur in fortschritt(self.paare, "Vergleichen"):
            vorgang = self._vorgang(eintrag, akteur)
            if eintrag.zeile in self.plaetze:
                vorgang.mit_anderen |= id(self.standorte[self.plaetze[eintrag.zeile]]) in geteilt
            vorgang.mit_anderen |= id(self.kontakte.get(eintrag.zeile)) in geteilt
            self._ablegen(vorgang)
            self._warne_ohne_kontakt(vorgang, akteur)

    def _ablegen(self, vorgang: Vorgang) -> None:
        if vorgang.neu:
            self.plan.neu.append(vorgang)
        elif vorgang.aendert:
            self.plan.geaendert.append(vorgang)
        else:
            self.plan.unveraendert += 1

    def _entscheide_standorte(self) -> None:
        gruppen: dict[Platz, list[Angebot]] = defaultdict(list)
        akteure: dict[Platz, Akteur] = {}
        for eintrag, akteur in self.paare:
            angebot = self.vorhanden.get(eintrag.schluessel)
            if platz := self.plan.standorte.wuensche(eintrag, akteur, angebot):
                self.plaetze[eintrag.zeile] = platz
                akteure[platz] = akteur
                gruppen[platz] += [angebot] if angebot else []
        for platz, akteur in akteure.items():
            self.standorte[platz] = self.plan.standorte.entscheide(platz, akteur, gruppen[platz])

    def _entscheide_kontakte(self) -> None:
        gruppen: dict[Hashable, list[tuple[Eintrag, Akteur]]] = defaultdict(list)
        for eintrag, akteur in self.paare:
            if wege := wege_von(eintrag.werte):
                gruppen[akteur.uuid, *sorted(wege.items())].append((eintrag, akteur))
        kontakte = self.plan.kontakte
        gefunden = {key: kontakte.finden(gruppe[0][0].werte, gruppe[0][1]) for key, gruppe in gruppen.items()}
        for key, gruppe in gruppen.items():
            angebote = [a for eintrag, _ in gruppe if (a := self.vorhanden.get(eintrag.schluessel))]
            kontakt = gefunden[key] or kontakte.anlegen(gruppe[0][0].werte, gruppe[0][1], angebote)
            self.kontakte |= {eintrag.zeile: kontakt for eintrag, _ in gruppe}

    def _vorgang(self, eintrag: Eintrag, akteur: Akteur) -> Vorgang:
        bisher = self.vorhanden.get(eintrag.schluessel)
        quelle, nummer = eintrag.schluessel
        angebot = bisher or Angebot(quelle=quelle, externe_id=nummer, kennung=self._neue_kennung())
        vorgang = Vorgang(eintrag, angebot, neu=bisher is None)
        self._setze_eigenes(vorgang, akteur)
        self._setze_standort(vorgang)
        self._setze_kontakt(vorgang)
        if vorgang.neu:
            angebot.slug = naechster_slug(angebot.titel, self.slugs)
            self.slugs.add(angebot.slug)
            self._setze_status(vorgang)
        return vorgang

    def _neue_kennung(self) -> str:
        while (kennung := neue_kennung()) in self.kennungen:
            pass
        self.kennungen.add(kennung)
        return kennung

    def _setze_eigenes(self, vorgang: Vorgang, akteur: Akteur) -> None:
        """Set what differs of the Angebot's own values."""
        angebot, werte = vorgang.angebot, vorgang.eintrag.werte
        stand = {} if vorgang.neu else werte_von(angebot)
        anders = {feld: wert for feld, wert in werte.items() if feld not in stand or stand[feld] != wert}
        for feld in FELDER:
            if feld in anders:
                _setze(vorgang, feld, anders[feld])
        if vorgang.neu or angebot.akteur != akteur:
            _setze(vorgang, "akteur", akteur)
        if "formate" in anders:
            for wert in Angebot.FORMATE:
                _setze(vorgang, f"format_{wert}", wert in anders["formate"])
        if "einzugsgebiet" in anders:
            art, gemeinden = anders["einzugsgebiet"]
            _setze(vorgang, "einzugsgebiet", art)
            vorgang.mengen["gemeinden"] = gemeinden
        if angebot.kosten == Angebot.Kosten.KOSTENLOS and angebot.betrag is not None:
            _setze(vorgang, "betrag", None)
        vorgang.mengen |= {menge: anders[menge] for menge in MENGEN if menge in anders}
        vorgang.sprachen = anders.get("sprachen", {})

    def _setze_standort(self, vorgang: Vorgang) -> None:
        platz = self.plaetze.get(vorgang.eintrag.zeile)
        if platz is None:
            return
        standort = self.standorte[platz]
        orte = [] if vorgang.neu else list(vorgang.angebot.orte.all())
        if not any(ort.standort_id == standort.pk or platz_von(ort.standort) == platz for ort in orte):
            vorgang.standort = standort
            vorgang.alter_ort = dateiort(vorgang.angebot) if orte else None

    def _setze_kontakt(self, vorgang: Vorgang) -> None:
        kontakt = self.kontakte.get(vorgang.eintrag.zeile)
        if kontakt is None:
            return
        bisher = [] if vorgang.neu else list(vorgang.angebot.kontakte.all())
        wege = wege_von(vorgang.eintrag.werte)
        if any(k.pk == kontakt.pk or all(getattr(k, weg) == wert for weg, wert in wege.items()) for k in bisher):
            return
        vorgang.kontakt = kontakt
        vorgang.alte_kontakte = [alter for alter in bisher if ist_schlicht(alter)]

    def _setze_status(self, vorgang: Vorgang) -> None:
        """Publish a new entry if it holds all it needs; a missing contact is no obstacle."""
        if self.als_entwurf:
            return
        vorgesehen = {menge for menge, zeilen in vorgang.mengen.items() if zeilen}
        vorgesehen |= {"standorte"} if vorgang.standort else set()
        if fehlt := vorgang.angebot.fehlt_noch(ohne_kontakt=True, vorgesehen=vorgesehen):
            grund = f"Es fehlt noch: {'; '.join(fehlt)}."
            titel = vorgang.angebot.titel
            self.plan.befunde.append(Befund(Befundart.BLEIBT_ENTWURF, grund, vorgang.eintrag.zeile, "Titel", titel))
        else:
            vorgang.angebot.veroeffentlichen(ohne_kontakt=True, vorgesehen=vorgesehen)

    def _warne_ohne_kontakt(self, vorgang: Vorgang, akteur: Akteur) -> None:
        if vorgang.eintrag.zeile in self.kontakte or self.plan.kontakte.hat_oeffentlichen(akteur):
            return
        eigene = [] if vorgang.neu else vorgang.angebot.kontakte.all()
        if any(kontakt.sichtbarkeit == Kontakt.Sichtbarkeit.OEFFENTLICH for kontakt in eigene):
            return
        grund = "Weder der Eintrag noch sein Akteur hat Telefon oder E-Mail. Die Seite nennt die Koordination."
        self.plan.befunde.append(Befund(Befundart.OHNE_KONTAKT, grund, vorgang.eintrag.zeile, "Telefon"))


def _setze(vorgang: Vorgang, feld: str, wert: Any) -> None:
    if getattr(vorgang.angebot, feld, None) != wert or vorgang.neu:
        setattr(vorgang.angebot, feld, wert)
        vorgang.felder.add(feld)
