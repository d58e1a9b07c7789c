"""Which Akteur, Standort and Kontakt a row means: existing ones are found again, new ones prepared. Writes nothing."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from akteure.falten import falten
from akteure.models import Akteur, AkteurSlug, Kontakt, Standort
from akteure.models.akteur import naechster_slug
from akteure.models.standort import Stufe
from angebote.models import Angebot, AngebotStandort

from .befunde import Befund, Befundart
from .pruefen import ADRESSE, Eintrag
from .spaltenarten import DEMO
from .woerter import namensschluessel

STAPEL = 500
"""How many values one query names at most."""
Platz = tuple[UUID, str]
"""An address of an Akteur: what makes a Standort the same."""


def stapel(werte: Iterable[Any]) -> list[list[Any]]:
    """Return the values in lists of at most STAPEL."""
    alle = list(werte)
    return [alle[anfang : anfang + STAPEL] for anfang in range(0, len(alle), STAPEL)]


class Akteure:
    """Finds the Akteur of a row by name; demo Akteure are never reused.

    Within one file two names are one Akteur only if they differ in nothing but case and blanks: "Die kleinen Strolche e.V."
    and "… e. V." are two Vereine in two towns. An existing Akteur is also found under a name that is the same after
    folding, unless the file itself uses both spellings.
    """

    def __init__(self, eintraege: Iterable[Eintrag]) -> None:
        self.neu: list[Akteur] = []
        self.geaendert: list[Akteur] = []
        self.befunde: list[Befund] = []
        self._in_datei = {namensschluessel(eintrag.werte["akteur"]) for eintrag in eintraege}
        self._nach_name: dict[str, Akteur] = {}
        self._nach_faltung: dict[str, list[Akteur]] = defaultdict(list)
        self._slugs = {
            *Akteur.objects.values_list("slug", flat=True),
            *AkteurSlug.objects.values_list("slug", flat=True),
        }
        self._entschieden: set[UUID] = set()
        for akteur in Akteur.objects.exclude(quelle=DEMO).order_by("status", "pk"):  # "aktiv" before "archiviert"
            self._merke(akteur)

    def _merke(self, akteur: Akteur) -> None:
        self._nach_name.setdefault(namensschluessel(akteur.name), akteur)
        self._nach_faltung[falten(akteur.name)].append(akteur)

    def zuordnen(self, eintrag: Eintrag) -> Akteur:
        """Return the Akteur of the row, a new one if there is none."""
        name = eintrag.werte["akteur"]
        akteur = self._nach_name.get(namensschluessel(name)) or self._anders_geschrieben(name)
        if akteur is None:
            akteur = self._neuer(eintrag)
        elif akteur.status == Akteur.Status.ARCHIVIERT:
            grund = "Der Akteur ist archiviert. Seine Angebote sind nicht öffentlich."
            self.befunde.append(Befund(Befundart.AKTEUR_ARCHIVIERT, grund, eintrag.zeile, "Akteur", name))
        self._setze_typ(akteur, eintrag)
        return akteur

    def _anders_geschrieben(self, name: str) -> Akteur | None:
        aehnlich = [a for a in self._nach_faltung[falten(name)] if namensschluessel(a.name) not in self._in_datei]
        return aehnlich[0] if len(aehnlich) == 1 else None

    def _neuer(self, eintrag: Eintrag) -> Akteur:
        name = eintrag.werte["akteur"]
        if aehnlich := self._nach_faltung[falten(name)]:
            grund = f"Es gibt auch „{aehnlich[0].name}“. Beide bleiben getrennt; bitte prüfen, ob es derselbe ist."
            self.befunde.append(Befund(Befundart.AKTEUR_AEHNLICH, grund, eintrag.zeile, "Akteur", name))
        akteur = Akteur(name=name, quelle=eintrag.werte["quelle"], slug=naechster_slug(name, self._slugs))
        self._slugs.add(akteur.slug)
        self._merke(akteur)
        self.neu.append(akteur)
        return akteur

    def _setze_typ(self, akteur: Akteur, eintrag: Eintrag) -> None:
        """The first row of the file decides; an Akteur of another source keeps what it has."""
        typ = eintrag.werte.get("akteur_typ")
        if typ is None or akteur.uuid in self._entschieden or akteur.quelle != eintrag.werte["quelle"]:
            return
        self._entschieden.add(akteur.uuid)
        if akteur.typ != typ:
            akteur.typ = typ
            if akteur.pk:
                self.geaendert.append(akteur)


class Standorte:
    """One Standort per Akteur and address, shared by all its rows; what the first row says about it counts.

    If every Angebot at a Standort moves to the same new address, the Standort itself moves: it keeps what people entered
    by hand, above all a hidden address.
    """

    def __init__(self, akteure: Iterable[Akteur]) -> None:
        self.neu: list[Standort] = []
        self.geaendert: list[Standort] = []
        self.befunde: list[Befund] = []
        self._nach_pk: dict[int, Standort] = {}
        self._gefunden: dict[Platz, Standort] = {}
        self._wuensche: dict[Platz, tuple[int, dict[str, Any]]] = {}
        self._nutzer: dict[int, set[int]] = defaultdict(set)
        for pks in stapel({akteur.pk for akteur in akteure if akteur.pk}):
            for standort in Standort.objects.filter(akteur__in=pks).select_related("akteur", "gemeinde").order_by("pk"):
                self._nach_pk[standort.pk] = standort
                self._gefunden.setdefault(platz_von(standort), standort)
            orte = AngebotStandort.objects.filter(standort__akteur__in=pks)
            for standort_pk, angebot_pk in orte.values_list("standort", "angebot"):
                self._nutzer[standort_pk].add(angebot_pk)

    def wuensche(self, eintrag: Eintrag, akteur: Akteur, angebot: Angebot | None) -> Platz | None:
        """Note what the row says about its place; return the key of the Standort, None if it names no place."""
        if not eintrag.hat_ort:
            return None
        ort = dateiort(angebot) if angebot else None
        bisher = self._nach_pk.get(ort.standort_id) if ort else None
        stand = _adresse_aus(eintrag.werte, bisher)
        stand |= _rest_aus(eintrag.werte, stand)
        platz = (akteur.uuid, _gefaltet(stand))
        zeile, wunsch = self._wuensche.setdefault(platz, (eintrag.zeile, stand))
        if "lat" in wunsch and "lat" in stand and not _nah(wunsch, stand):
            grund = f"Für diese Adresse nennt Zeile {zeile} einen anderen Punkt. Es gilt der erste."
            punkt = f"{stand['lat']}, {stand['lon']}"
            self.befunde.append(Befund(Befundart.ZWEI_PUNKTE, grund, eintrag.zeile, "Breite", punkt))
        for feld, wert in stand.items():
            if feld not in ADRESSE and wunsch.get(feld) in (None, Stufe.UNBEKANNT):
                wunsch[feld] = wert
        return platz

    def entscheide(self, platz: Platz, akteur: Akteur, angebote: list[Angebot]) -> Standort:
        """Return the Standort for `platz`, which these existing Angebote will have; it carries the new values."""
        stand = self._wuensche[platz][1]
        orte = [ort for angebot in angebote if (ort := dateiort(angebot))]
        standort = self._gefunden.get(platz)
        if standort is None and (standort := self._umzug(akteur, orte, {angebot.pk for angebot in angebote})):
            stand = _OHNE_PUNKT | stand
        if standort is None:
            standort = Standort(akteur=akteur, adresse_verbergen=any(ort.standort.adresse_verbergen for ort in orte))
            self.neu.append(standort)
        elif any(getattr(standort, feld) != wert for feld, wert in stand.items()):
            self.geaendert.append(standort)
        for feld, wert in stand.items():
            setattr(standort, feld, wert)
        return standort

    def _umzug(self, akteur: Akteur, orte: list[AngebotStandort], angebote: set[int]) -> Standort | None:
        """Return a Standort of the Akteur that nobody but `angebote` uses and no row still wants where it is."""
        for ort in orte:
            standort = self._nach_pk.get(ort.standort_id)
            if standort is None or standort.akteur_id != akteur.pk or platz_von(standort) in self._wuensche:
                continue
            if self._nutzer[standort.pk] <= angebote:
                return standort
        return None


_OHNE_PUNKT = {
    "gemeinde": None,
    "lat": None,
    "lon": None,
    "genauigkeit": Standort.Genauigkeit.UNBEKANNT,
    "koordinaten_quelle": "",
}


def dateiort(angebot: Angebot) -> AngebotStandort | None:
    """Return the place of an Angebot that stands for the one of the file: its oldest. Uses what was prefetched."""
    return min(angebot.orte.all(), key=lambda ort: ort.pk, default=None)


def platz_von(standort: Standort) -> Platz:
    """Return the key of an existing Standort."""
    return standort.akteur.uuid, _gefaltet({feld: getattr(standort, feld) for feld in (*ADRESSE, "lat", "lon")})


def _gefaltet(werte: dict[str, Any]) -> str:
    """Return the folded address; without one, the point tells places apart."""
    return falten(" ".join(werte[feld] for feld in ADRESSE)) or f"{werte.get('lat')} {werte.get('lon')}"


def _adresse_aus(werte: dict[str, Any], bisher: Standort | None) -> dict[str, Any]:
    """Return the whole address a row means: what it leaves open stays as it is, if the rest is the same address."""
    genannt = {feld: werte[feld] for feld in ADRESSE if feld in werte}
    offen = dict.fromkeys(ADRESSE, "")
    if bisher and all(falten(getattr(bisher, feld)) == falten(wert) for feld, wert in genannt.items()):
        offen = {feld: getattr(bisher, feld) for feld in ADRESSE}
    return offen | genannt


def _rest_aus(werte: dict[str, Any], adresse: dict[str, Any]) -> dict[str, Any]:
    """Return what else a row states about its place; a point is as exact as the address beside it."""
    rest: dict[str, Any] = {feld: werte[feld] for feld in ("gemeinde", "stufenlos") if feld in werte}
    if "lat" not in werte:
        return rest
    genauigkeit = Standort.Genauigkeit.ORT
    if adresse["strasse"]:
        genauigkeit = Standort.Genauigkeit.ADRESSE if adresse["hausnummer"] else Standort.Genauigkeit.STRASSE
    punkt = {"lat": werte["lat"], "lon": werte["lon"], "genauigkeit": genauigkeit}
    return rest | punkt | {"koordinaten_quelle": werte["quelle"]}


def _nah(einer: dict[str, Any], anderer: dict[str, Any]) -> bool:
    """Whether two points are the same for people: less than about 100 m apart."""
    return bool(abs(einer["lat"] - anderer["lat"]) < 0.001 and abs(einer["lon"] - anderer["lon"]) < 0.0015)


class Kontakte:
    """Finds the Kontakt of a row among those of its Akteur, whoever may see it; prepares a new one if there is none.

    A Kontakt that only carries a number or an address is replaced when the file names another one, changed in place if
    only Angebote of these rows use it. What people completed by hand (name, task, hours) stays beside the new one. All
    rows `finden` before one of them may `anlegen`: nobody's number changes because another row gave it up.
    """

    def __init__(self, akteure: Iterable[Akteur]) -> None:
        self.neu: list[Kontakt] = []
        self.geaendert: list[Kontakt] = []
        self._von_akteur: dict[UUID, list[Kontakt]] = defaultdict(list)
        self._bleiben: set[int] = set()
        self._nutzer: dict[int, set[int]] = defaultdict(set)
        for pks in stapel({akteur.pk for akteur in akteure if akteur.pk}):
            for kontakt in Kontakt.objects.filter(akteur__in=pks).select_related("akteur").order_by("pk"):
                self._von_akteur[kontakt.akteur.uuid].append(kontakt)
            verbindungen = Angebot.kontakte.through.objects.filter(kontakt__akteur__in=pks)
            for kontakt_pk, angebot_pk in verbindungen.values_list("kontakt", "angebot"):
                self._nutzer[kontakt_pk].add(angebot_pk)

    def hat_oeffentlichen(self, akteur: Akteur) -> bool:
        """Whether people can call or write to the Akteur."""
        return any(k.sichtbarkeit == Kontakt.Sichtbarkeit.OEFFENTLICH for k in self._von_akteur[akteur.uuid])

    def finden(self, werte: dict[str, Any], akteur: Akteur) -> Kontakt | None:
        """Return the Kontakt of the Akteur that has all the file states, and keep it as it is; None if there is none."""
        for kontakt in self._von_akteur[akteur.uuid]:
            if all(getattr(kontakt, weg) == wert for weg, wert in wege_von(werte).items()):
                self._bleiben.add(id(kontakt))
                return kontakt
        return None

    def anlegen(self, werte: dict[str, Any], akteur: Akteur, angebote: list[Angebot]) -> Kontakt:
        """Return a Kontakt with what the file states: one that only these Angebote use, changed, else a new one."""
        bisher = {kontakt.pk for angebot in angebote for kontakt in angebot.kontakte.all()}
        pks = {angebot.pk for angebot in angebote}
        for kontakt in self._von_akteur[akteur.uuid]:
            frei = kontakt.pk in bisher and id(kontakt) not in self._bleiben and self._nutzer[kontakt.pk] <= pks
            if frei and ist_schlicht(kontakt):
                self.geaendert.append(kontakt)
                break
        else:
            kontakt = Kontakt(akteur=akteur)
            self._von_akteur[akteur.uuid].append(kontakt)
            self.neu.append(kontakt)
        for weg, wert in wege_von(werte).items():
            setattr(kontakt, weg, wert)
        self._bleiben.add(id(kontakt))
        return kontakt


def wege_von(werte: dict[str, Any]) -> dict[str, str]:
    """Return the channels a row states."""
    return {weg: werte[weg] for weg in ("telefon", "mail") if werte.get(weg)}


def ist_schlicht(kontakt: Kontakt) -> bool:
    """Whether nobody has completed the Kontakt by hand."""
    return not (kontakt.name or kontakt.zustaendigkeit or kontakt.erreichbar)
