"""What a cell must say, worked out a second time: Angebot by Angebot, from the models, in plain Python and without sets of
bits, straight from the words of produkt.md and of `netzwerk/planung/arten.py`."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from akteure.models import Gemeinde
from angebote.models import Angebot, Uebergang
from tests.welt import km

OHNE_WEG = {"zu_hause", "telefonisch", "online"}


@dataclass
class Platz:
    """A Standort of an Angebot."""

    ags: str | None
    raum: str | None
    punkt: tuple[float, float] | None
    """Only where the public may see it."""
    stufenlos: str
    """ "unbekannt" also where the address is hidden: the public knows nothing of it."""


@dataclass
class Fall:
    """A public Angebot for families."""

    pk: int
    angebot: Angebot
    akteure: set[int]
    werte: dict[str, set[str]]
    oberthemen: set[str]
    modi: dict[str, set[str]]
    gemeinden: set[str]
    formate: set[str]
    plaetze: list[Platz]


@dataclass
class Erwartet:
    """What the cell must hold: primary keys by place, kinds of gap, km."""

    hier: set[int] = field(default_factory=set)
    nahe: set[int] = field(default_factory=set)
    weit: set[int] = field(default_factory=set)
    ferne: set[int] = field(default_factory=set)
    stufe: str = "nichts"
    arten: set[str] = field(default_factory=set)
    km: float | None = None


def monate_spaeter(tag: date, monate: int) -> date:
    """Return the same day later, or the last one of that month."""
    monat = tag.month - 1 + monate
    jahr, monat = tag.year + monat // 12, monat % 12 + 1
    for letzter in range(tag.day, 27, -1):
        try:
            return date(jahr, monat, letzter)
        except ValueError:
            continue
    return date(jahr, monat, tag.day)


class Nachgerechnet:
    """The whole stock, read again. `kooperationen`: slug of an Übergang → pairs of Akteure."""

    def __init__(self, kooperationen: dict[str, list[tuple[int, int]]] | None = None) -> None:
        self.heute = timezone.localdate()
        self.kooperationen = kooperationen or {}
        gemeinden = list(Gemeinde.objects.select_related("planungsraum"))
        self.raum = {g.ags: g.planungsraum.schluessel for g in gemeinden}
        self.mitte = {g.ags: (g.lat, g.lon) if g.lat is not None and g.lon is not None else None for g in gemeinden}
        self.oeffentliche = [self._fall(a) for a in self._alle() if self._ist_oeffentlich(a)]
        self.faelle = [fall for fall in self.oeffentliche if fall.angebot.fuer in ("familien", "beide")]
        self.wechsel = {u.slug: (u.von.slug, u.nach.slug) for u in Uebergang.objects.select_related("von", "nach")}
        self._wo: dict[tuple[frozenset, bool, int], str] = {}

    @staticmethod
    def _alle() -> Iterable[Angebot]:
        beziehungen = ("lebensphasen", "uebergaenge", "themen__ueber", "zielgruppen")
        orte = ("orte__standort__gemeinde__planungsraum", "sprachangaben__sprache")
        return Angebot.objects.select_related("akteur").prefetch_related(
            *beziehungen, *orte, "gemeinden", "mitwirkende"
        )

    def _ist_oeffentlich(self, angebot: Angebot) -> bool:
        vorbei = angebot.gueltig_bis is not None and angebot.gueltig_bis < self.heute
        return angebot.status == "veroeffentlicht" and angebot.akteur.status == "aktiv" and not vorbei

    def _fall(self, angebot: Angebot) -> Fall:
        themen = list(angebot.themen.all())
        oberthemen = {thema.ueber.slug if thema.ueber else thema.slug for thema in themen}
        modi: dict[str, set[str]] = {}
        for zeile in angebot.sprachangaben.all():
            modi.setdefault(zeile.sprache.code, set()).add(zeile.modus)
        plaetze = []
        for zeile in angebot.orte.all():
            s = zeile.standort
            sichtbar = not s.adresse_verbergen and s.lat is not None and s.lon is not None
            ags, raum = (s.gemeinde.ags, s.gemeinde.planungsraum.schluessel) if s.gemeinde else (None, None)
            stufenlos = "unbekannt" if s.adresse_verbergen else s.stufenlos
            plaetze.append(Platz(ags, raum, (s.lat, s.lon) if sichtbar else None, stufenlos))
        return Fall(
            pk=angebot.pk,
            angebot=angebot,
            akteure={angebot.akteur_id, *(akteur.pk for akteur in angebot.mitwirkende.all())},
            werte={
                "lebensphase": {phase.slug for phase in angebot.lebensphasen.all()},
                "uebergang": {uebergang.slug for uebergang in angebot.uebergaenge.all()},
                "thema": {thema.slug for thema in themen} | oberthemen,
                "zielgruppe": {gruppe.slug for gruppe in angebot.zielgruppen.all()},
                "sprache": set(modi),
            },
            oberthemen=oberthemen,
            modi=modi,
            gemeinden={gemeinde.ags for gemeinde in angebot.gemeinden.all()},
            formate={wert for wert in Angebot.FORMATE if getattr(angebot, f"format_{wert}")},
            plaetze=plaetze,
        )

    # --- where ------------------------------------------------------------------------------------------------------
    def wo(self, fall: Fall, orte: frozenset[str], ist_kreis: bool) -> str:
        """Return hier, weit, nah or fern for the Gemeinden of an area."""
        frage = (orte, ist_kreis, fall.pk)
        if frage not in self._wo:
            self._wo[frage] = self._wo_liegt(fall, orte, ist_kreis)
        return self._wo[frage]

    def _wo_liegt(self, fall: Fall, orte: frozenset[str], ist_kreis: bool) -> str:
        if any(self.gemacht_fuer(fall, ags) for ags in orte):
            return "hier"
        gebiet = fall.angebot.einzugsgebiet
        if ist_kreis or gebiet == "kreisweit" or (gebiet == "" and fall.formate & OHNE_WEG):
            return "weit"
        if gebiet == "" and any(self._liegt_nah(fall, ags) for ags in orte):
            return "nah"
        return "fern"

    def gemacht_fuer(self, fall: Fall, ags: str) -> bool:
        """Does its Einzugsgebiet name the Gemeinde, or, none stated, does it have a Standort there?"""
        if fall.angebot.einzugsgebiet == "gemeinden":
            return ags in fall.gemeinden
        return fall.angebot.einzugsgebiet == "" and any(platz.ags == ags for platz in fall.plaetze)

    def _liegt_nah(self, fall: Fall, ags: str) -> bool:
        if any(platz.raum == self.raum[ags] for platz in fall.plaetze):
            return True
        return any(weite <= 10 for weite in self._weiten(fall, ags))

    def _weiten(self, fall: Fall, ags: str) -> list[float]:
        """Return how many km from the centre each of its visible Standorte lies."""
        mitte = self.mitte[ags]
        return [km(mitte, platz.punkt) for platz in fall.plaetze if mitte and platz.punkt]

    # --- cells ------------------------------------------------------------------------------------------------------
    def zelle(self, orte: frozenset[str], ist_kreis: bool, bedingungen: Iterable[tuple[str, str]]) -> Erwartet:
        """Return what must stand in the cell of an area, given by the AGS of its Gemeinden."""
        if not self.faelle:
            return Erwartet(stufe="unbekannt")
        passende = [fall for fall in self.faelle if all(wert in fall.werte[name] for name, wert in bedingungen)]
        nach_ort: dict[str, list[Fall]] = {"hier": [], "nah": [], "weit": [], "fern": []}
        for fall in passende:
            nach_ort[self.wo(fall, orte, ist_kreis)].append(fall)
        hier, nah, weit, fern = nach_ort.values()
        stufe = next(
            (
                stufe
                for stufe, liste in (("oertlich", hier), ("nah", nah), ("kreisweit", weit), ("fern", fern))
                if liste
            ),
            "nichts",
        )
        erwartet = Erwartet(*({fall.pk for fall in liste} for liste in (hier, nah, weit, fern)), stufe=stufe)
        if not hier and not weit:
            weiten = [w for fall in nah or fern for ags in orte for w in self._weiten(fall, ags) if w <= 100]
            erwartet.km = min(weiten, default=None)
        erwartet.arten = self._arten(orte, ist_kreis, bedingungen, stufe, hier, [*hier, *nah, *weit])
        return erwartet

    def _arten(self, orte, ist_kreis, bedingungen, stufe, hier: list[Fall], da: list[Fall]) -> set[str]:
        arten = {name for name, wann in (("nichts", "nichts"), ("nur_fern", "fern")) if stufe == wann}
        if stufe == "kreisweit":
            arten.add("nur_kreisweit")
        if da:
            arten |= self._was_allen_fehlt(da)
        uebergaenge = [wert for name, wert in bedingungen if name == "uebergang"]
        if any(not self._verbunden(slug, orte, ist_kreis, da) for slug in uebergaenge):
            arten.add("uebergang")
        for ags in orte:
            gleich = Counter(
                (fall.angebot.art, thema, phase)
                for fall in hier
                if self.gemacht_fuer(fall, ags)
                for thema in fall.oberthemen
                for phase in fall.werte["lebensphase"]
            )
            if any(anzahl >= 3 for anzahl in gleich.values()):
                arten.add("doppelt")
        return arten

    def _was_allen_fehlt(self, da: list[Fall]) -> set[str]:
        arten = set()
        for urteil, luecke, datenluecke in (
            (self._kosten, "nur_kosten", "kosten_unbekannt"),
            (self._deutsch, "nur_deutsch", "deutsch_unbekannt"),
            (self._format, "nur_komm", "format_unbekannt"),
            (self._zugang, "nur_vermittlung", "zugang_unbekannt"),
            (self._barriere, "nicht_barrierefrei", "barriere_unbekannt"),
        ):
            urteile = {urteil(fall) for fall in da}
            if "leicht" not in urteile:
                arten.add(datenluecke if "unbekannt" in urteile else luecke)
        ende = monate_spaeter(self.heute, 6)
        if all(fall.angebot.gueltig_bis and fall.angebot.gueltig_bis <= ende for fall in da):
            arten.add("endet_bald")
        if all(self._ist_voll(fall.angebot) for fall in da):
            arten.add("voll")
        if not any(self._ist_frisch(fall.angebot) for fall in da):
            arten.add("unbestaetigt")
        return arten

    def _ist_voll(self, a: Angebot) -> bool:
        return a.plaetze in ("voll", "warteliste") and a.plaetze_bis is not None and a.plaetze_bis >= self.heute

    def _ist_frisch(self, a: Angebot) -> bool:
        return a.bestaetigt_am is not None and timezone.localdate(a.bestaetigt_am) >= self.heute - timedelta(days=365)

    # --- is it easy, hard, or does nobody know? -----------------------------------------------------------------------
    @staticmethod
    def _kosten(fall: Fall) -> str:
        kosten = fall.angebot.kosten
        return {"kostenlos": "leicht", "nachweis": "leicht", "spende": "leicht", "unbekannt": "unbekannt"}.get(
            kosten, "schwer"
        )

    @staticmethod
    def _deutsch(fall: Fall) -> str:
        hilft = any(
            code not in ("de", "de-simple", "gsg") and modi & {"spricht", "dolmetschen"}
            for code, modi in fall.modi.items()
        )
        if fall.angebot.deutsch_noetig is False or hilft:
            return "leicht"
        return "unbekannt" if fall.angebot.deutsch_noetig is None and not fall.modi else "schwer"

    @staticmethod
    def _format(fall: Fall) -> str:
        if not fall.formate:
            return "unbekannt"
        return "schwer" if fall.formate == {"vor_ort"} else "leicht"

    @staticmethod
    def _zugang(fall: Fall) -> str:
        return {"vermittlung": "schwer", "unbekannt": "unbekannt"}.get(fall.angebot.zugang, "leicht")

    @staticmethod
    def _barriere(fall: Fall) -> str:
        staende = {platz.stufenlos for platz in fall.plaetze}
        if "ja" in staende or fall.formate & OHNE_WEG:
            return "leicht"
        return "unbekannt" if not staende or "unbekannt" in staende else "schwer"

    # --- transitions --------------------------------------------------------------------------------------------------
    def _verbunden(self, slug: str, orte: frozenset[str], ist_kreis: bool, da: list[Fall]) -> bool:
        von, nach = self.wechsel[slug]
        davor, danach = self._wer(da, von), self._wer(da, nach)
        if any(einer != anderer for einer in davor for anderer in danach):
            return True
        dort = [fall for fall in self.oeffentliche if self.wo(fall, orte, ist_kreis) != "fern"]
        davor, danach = self._wer(dort, von), self._wer(dort, nach)
        return any(
            (einer in davor and anderer in danach) or (anderer in davor and einer in danach)
            for einer, anderer in self.kooperationen.get(slug, ())
        )

    @staticmethod
    def _wer(faelle: list[Fall], phase: str) -> set[int]:
        return {akteur for fall in faelle if phase in fall.werte["lebensphase"] for akteur in fall.akteure}
