"""Table → what would change. Every fault is collected with its line and column; nothing is written."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from akteure.falten import falten
from akteure.lesen import Fehlerliste, Tabelle, Zeile
from akteure.models import Gemeinde
from netzwerk.models import Indikator

from . import spalten as s
from .kopf import Bedeutung, deute_kopf
from .werte import Angabe, Unlesbar, lies_ags, lies_angabe, lies_tag

LAENGE_QUELLE = 200
Schluessel = tuple[int, str, date]
"""(Gemeinde, Art, Stand): for it there is one number."""


@dataclass(frozen=True)
class Vorgabe:
    """What holds where the table says nothing about it, and whether numbers of another source give way."""

    heute: date
    stand: date | None = None
    quelle: str = ""
    ersetzen: bool = False


@dataclass(frozen=True)
class Neu:
    """One number of the table, and what is there now."""

    ort: str
    gemeinde: Gemeinde
    art: Indikator.Art
    angabe: Angabe
    stand: date
    quelle: str
    bisher: Indikator | None = None

    @property
    def schluessel(self) -> Schluessel:
        return self.gemeinde.pk, str(self.art), self.stand


@dataclass
class Plan:
    """What taking a table over would do."""

    neu: list[Neu] = field(default_factory=list)
    geaendert: list[Neu] = field(default_factory=list)
    unveraendert: int = 0
    unbekannt: int = 0
    """Cells that say that nobody knows: nothing is done, nothing is deleted."""
    geheim: int = 0
    striche: int = 0
    """Cells with a dash, which counts as 0."""
    bemerkungen: list[str] = field(default_factory=list)

    @property
    def aenderungen(self) -> list[Neu]:
        return [*self.neu, *self.geaendert]


def pruefe(tabelle: Tabelle, vorgabe: Vorgabe, fehler: Fehlerliste) -> Plan:
    """Return what the table would change; a plan with faults is not taken over. Two queries."""
    plan, vorher = Plan(), len(fehler)
    kopf = deute_kopf(tabelle, bool(vorgabe.stand), bool(vorgabe.quelle), fehler)
    if len(fehler) > vorher:
        return plan
    gelesen = list(_Leser(tabelle, kopf, vorgabe, plan, fehler).zahlen())
    if not gelesen and not fehler:
        fehler.melde(tabelle.name, "In der Tabelle steht keine einzige Zahl.")
    _vergleiche(gelesen, vorgabe, plan, fehler)
    return plan


class _Leser:
    """Reads every row, and goes on after a fault."""

    def __init__(
        self,
        tabelle: Tabelle,
        kopf: Mapping[str, Bedeutung],
        vorgabe: Vorgabe,
        plan: Plan,
        fehler: Fehlerliste,
    ) -> None:
        self.tabelle, self.vorgabe, self.plan, self.fehler = tabelle, vorgabe, plan, fehler
        self.arten = {spalte: art for spalte, art in kopf.items() if isinstance(art, Indikator.Art)}
        self.fest = {
            bedeutung: spalte for spalte, bedeutung in kopf.items() if not isinstance(bedeutung, Indikator.Art)
        }
        self.gemeinden = {gemeinde.ags: gemeinde for gemeinde in Gemeinde.objects.all()}
        self.gesehen: dict[Schluessel, Neu] = {}

    def zahlen(self) -> Iterator[Neu]:
        for zeile in self.tabelle.zeilen:
            gemeinde, stand, quelle = self._gemeinde(zeile), self._stand(zeile), self._quelle(zeile)
            for spalte, art in self._stellen(zeile):
                angabe = self._angabe(zeile, spalte)
                if angabe and gemeinde and stand and quelle:
                    yield from self._eine(
                        zeile, spalte, Neu(zeile.spalte(spalte), gemeinde, art, angabe, stand, quelle)
                    )

    def _stellen(self, zeile: Zeile) -> Iterator[tuple[str, Indikator.Art]]:
        """Yield (column of the number, what it counts)."""
        if s.ART not in self.fest:
            yield from self.arten.items()
            return
        spalte = self.fest[s.ART]
        art = s.ART_ZU.get(falten(zeile.werte[spalte]))
        if art is None:
            self.fehler.melde(zeile.spalte(spalte), "Diese Art von Zahl ist nicht bekannt.", zeile.werte[spalte])
        else:
            yield self.fest[s.WERT], art

    def _eine(self, zeile: Zeile, spalte: str, zahl: Neu) -> Iterator[Neu]:
        """Yield the number, unless nobody knows it or it was there before."""
        if not zahl.angabe.bekannt:
            self.plan.unbekannt += 1
            return
        erste = self.gesehen.setdefault(zahl.schluessel, zahl)
        if erste is not zahl:
            woher = f", dort aus „{erste.quelle}“, hier aus „{zahl.quelle}“" if erste.quelle != zahl.quelle else ""
            grund = f"Für {zahl.gemeinde} und diesen Tag steht die Zahl schon da ({_kurz(erste.ort)}){woher}."
            self.fehler.melde(zahl.ort, grund, zeile.werte[spalte])
            return
        self.plan.geheim += zahl.angabe.geheim
        self.plan.striche += zahl.angabe.wert == 0 and not zeile.werte[spalte].startswith("0")
        if zahl.art != Indikator.Art.EINWOHNER and (zahl.angabe.wert or 0) > (zahl.gemeinde.einwohner or 10**9):
            self.plan.bemerkungen.append(
                f"{zahl.ort}: {zahl.angabe} ist mehr, als {zahl.gemeinde} Einwohner hat ({Angabe(zahl.gemeinde.einwohner)})."
            )
        yield zahl

    def _gemeinde(self, zeile: Zeile) -> Gemeinde | None:
        spalte = self.fest[s.AGS]
        text = zeile.werte[spalte]
        try:
            gemeinde = self.gemeinden.get(lies_ags(text))
        except Unlesbar as grund:
            self.fehler.melde(zeile.spalte(spalte), str(grund), text)
            return None
        if gemeinde is None:
            self.fehler.melde(zeile.spalte(spalte), "Diesen Schlüssel hat hier keine Gemeinde.", text)
        elif name := falten(zeile.werte.get(self.fest.get(s.NAME, ""), "")):
            eigen = falten(gemeinde.name)
            if eigen not in name and name not in eigen:
                self.plan.bemerkungen.append(
                    f"{zeile.ort}: Der Schlüssel gehört zu {gemeinde}, da steht aber „{name}“."
                )
        return gemeinde

    def _stand(self, zeile: Zeile) -> date | None:
        spalte = self.fest.get(s.STAND, "")
        text = zeile.werte.get(spalte, "")
        if not text and self.vorgabe.stand:
            return self.vorgabe.stand
        try:
            return lies_tag(text, self.vorgabe.heute)
        except Unlesbar as grund:
            self.fehler.melde(zeile.spalte(spalte), str(grund), text)
            return None

    def _quelle(self, zeile: Zeile) -> str:
        spalte = self.fest.get(s.QUELLE, "")
        text = " ".join(zeile.werte.get(spalte, "").split()) or self.vorgabe.quelle
        if not text:
            self.fehler.melde(zeile.spalte(spalte), "Woher ist die Zahl? Die Quelle fehlt.")
        elif len(text) > LAENGE_QUELLE:
            self.fehler.melde(zeile.spalte(spalte), f"Bitte höchstens {LAENGE_QUELLE} Zeichen.", text)
            return ""
        return text

    def _angabe(self, zeile: Zeile, spalte: str) -> Angabe | None:
        try:
            return lies_angabe(zeile.werte[spalte])
        except Unlesbar as grund:
            self.fehler.melde(zeile.spalte(spalte), str(grund), zeile.werte[spalte])
            return None


def _kurz(ort: str) -> str:
    """Return a place without the name of the file."""
    return ort[ort.rfind(", Zeile ") + 2 :]


def _vergleiche(gelesen: list[Neu], vorgabe: Vorgabe, plan: Plan, fehler: Fehlerliste) -> None:
    """Sort the numbers by what is there now; where that is of another source, say so once for each pair of sources."""
    staende = {zahl.stand for zahl in gelesen}
    vorhanden = {
        (eine.gemeinde_id, eine.art, eine.stand): eine for eine in Indikator.objects.filter(stand__in=sorted(staende))
    }
    streit: dict[tuple[Indikator.Art, date, str, str], list[Neu]] = {}
    for zahl in gelesen:
        bisher = vorhanden.get(zahl.schluessel)
        if bisher is None:
            plan.neu.append(zahl)
        elif bisher.quelle != zahl.quelle and not vorgabe.ersetzen:
            streit.setdefault((zahl.art, zahl.stand, bisher.quelle, zahl.quelle), []).append(zahl)
        elif (bisher.wert, bisher.geheim, bisher.quelle) == (zahl.angabe.wert, zahl.angabe.geheim, zahl.quelle):
            plan.unveraendert += 1
        else:
            plan.geaendert.append(_mit(zahl, bisher))
    for (art, stand, alte, neue), zahlen in streit.items():
        wie_viele = Counter(zahl.gemeinde.name for zahl in zahlen)
        fehler.melde(
            zahlen[0].ort,
            f"Zwei Quellen für einen Tag: „{art.label}“ vom {stand:%d.%m.%Y} ist für {_namen(list(wie_viele))} schon aus "
            f"„{alte}“ da, die Datei nennt „{neue}“. Bitte entscheiden Sie sich: Kreuzen Sie „ersetzen“ an, oder nehmen "
            "Sie diese Zahlen aus der Datei.",
        )


def _mit(zahl: Neu, bisher: Indikator) -> Neu:
    return Neu(zahl.ort, zahl.gemeinde, zahl.art, zahl.angabe, zahl.stand, zahl.quelle, bisher)


def _namen(namen: list[str]) -> str:
    return ", ".join(namen) if len(namen) <= 3 else f"{namen[0]} und {len(namen) - 1} weitere Gemeinden"
