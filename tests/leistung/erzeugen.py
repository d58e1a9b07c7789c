"""Invent any number of Angebote from the demo, in a process of its own that has the site's settings.

Each takes its facts (Themen, languages, costs, area …) from one demo Angebot, so that all shares stay those of the demo;
its words come from many, see `erfinden`. The same number gives the same entries. Prints JSON: rows and seconds.
"""

import datetime
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction

from akteure.models import Akteur, Gemeinde, Standort
from akteure.models.akteur import slug_basis
from akteure.woerter import eintragen
from angebote.models import Angebot, AngebotSprache, AngebotStandort
from tests.leistung.erfinden import Erfinder, Wortschatz

SAAT = 3
STAPEL = 2_000
ANGEBOTE_JE_AKTEUR = 3
STREUUNG_GRAD = 0.015
EIGENES = {"id", "kennung", "slug", "akteur", "quelle", "externe_id", "uuid"}
"""What no two entries share."""
LISTEN = ("themen", "lebensphasen", "uebergaenge", "zielgruppen", "ermaessigungen")


@dataclass(frozen=True)
class Haus:
    """An invented Akteur as far as Angebote need it."""

    akteur: int
    standort: int
    name: str
    gemeinde: Gemeinde
    ort: str


class Erzeugung:
    """Writes entries in bulk."""

    def __init__(self) -> None:
        self.wuerfel = random.Random(SAAT)
        beziehungen = (
            "themen",
            "lebensphasen",
            "uebergaenge",
            "zielgruppen",
            "ermaessigungen",
            "gemeinden",
            "mitwirkende",
        )
        self.vorlagen = list(
            Angebot.objects.oeffentlich()
            .prefetch_related(*beziehungen, "sprachangaben__sprache", "orte", "zeitfenster", "termine")
            .order_by("pk")
        )
        self.standorte = list(Standort.objects.select_related("akteur").order_by("pk"))
        self.gemeinden = list(Gemeinde.objects.prefetch_related("postleitzahlen", "ortsteile").order_by("pk"))
        self.einwohner = [gemeinde.einwohner or 1 for gemeinde in self.gemeinden]
        self.erfinder = Erfinder(Wortschatz.lesen(self.vorlagen), self.wuerfel)
        self.haeuser: list[Haus] = []

    # --- Akteure ----------------------------------------------------------------------------------------------------
    def akteure(self, anzahl: int) -> None:
        """Write Akteure, each with one Standort where people live."""
        for von in range(0, anzahl, STAPEL):
            paare = [self._akteur(nummer) for nummer in range(von, min(von + STAPEL, anzahl))]
            Akteur.objects.bulk_create([akteur for akteur, _standort in paare])
            for akteur, standort in paare:
                standort.akteur = akteur
            Standort.objects.bulk_create([standort for _akteur, standort in paare])
            for datensaetze in zip(*paare, strict=True):
                eintragen(datensaetze)
            self.haeuser += [self._haus(*paar) for paar in paare]

    def _akteur(self, nummer: int) -> tuple[Akteur, Standort]:
        vorlage = self.wuerfel.choice(self.standorte)
        gemeinde = self.wuerfel.choices(self.gemeinden, self.einwohner)[0]
        name = self.erfinder.akteursname(vorlage.akteur.typ, gemeinde.name)
        beschreibung = self.erfinder.kurz(self.wuerfel.choice(self.vorlagen))
        akteur = Akteur(
            name=name, slug=f"{slug_basis(name)}-{nummer}", typ=vorlage.akteur.typ, beschreibung=beschreibung
        )
        standort = Standort(**_werte(vorlage), gemeinde=gemeinde)
        standort.name, standort.strasse, standort.ort = name, self.erfinder.strasse(), gemeinde.name
        standort.plz = self.wuerfel.choice([plz.plz for plz in gemeinde.postleitzahlen.all()] or [""])
        if standort.lat is not None:
            standort.lat = gemeinde.lat + self.wuerfel.gauss(0, STREUUNG_GRAD)
            standort.lon = gemeinde.lon + self.wuerfel.gauss(0, STREUUNG_GRAD)
        akteur.ableiten()
        standort.ableiten()
        return akteur, standort

    def _haus(self, akteur: Akteur, standort: Standort) -> Haus:
        orte = [standort.gemeinde.name, *(ortsteil.name for ortsteil in standort.gemeinde.ortsteile.all())]
        return Haus(akteur.pk, standort.pk, akteur.name, standort.gemeinde, self.wuerfel.choice(orte))

    # --- Angebote ---------------------------------------------------------------------------------------------------
    def angebote(self, anzahl: int) -> None:
        """Write Angebote with everything they point to."""
        for von in range(0, anzahl, STAPEL):
            vorlagen = self.wuerfel.choices(self.vorlagen, k=min(STAPEL, anzahl - von))
            haeuser = [self._ein_haus() for _vorlage in vorlagen]
            stapel = [self._angebot(*paar, von + n) for n, paar in enumerate(zip(vorlagen, haeuser, strict=True))]
            Angebot.objects.bulk_create(stapel)
            eintragen(stapel)
            zeilen: dict[type[models.Model], list[models.Model]] = {}
            for angebot, vorlage, haus in zip(stapel, vorlagen, haeuser, strict=True):
                for zeile in self._zeilen(angebot, vorlage, haus):
                    zeilen.setdefault(type(zeile), []).append(zeile)
            for modell, liste in zeilen.items():
                modell._default_manager.bulk_create(liste)

    def _ein_haus(self) -> Haus:
        """A few Akteure offer much, many little."""
        return self.haeuser[int(len(self.haeuser) * self.wuerfel.random() ** 2)]

    def _angebot(self, vorlage: Angebot, haus: Haus, nummer: int) -> Angebot:
        angebot = Angebot(**_werte(vorlage), akteur_id=haus.akteur)
        angebot.kennung = f"{nummer:06d}"  # begins with 0 or 1 up to 200,000: so no chosen one does
        angebot.titel = self.erfinder.titel(vorlage, haus.ort, haus.name)
        angebot.slug = f"{slug_basis(angebot.titel)}-{nummer}"
        angebot.kurzbeschreibung = self.erfinder.kurz(vorlage)
        sprachen = [angabe.sprache.code for angabe in vorlage.sprachangaben.all()]
        angebot.beschreibung = self.erfinder.text(vorlage, haus.ort, haus.name, sprachen)
        if angebot.bestaetigt_am:
            angebot.bestaetigt_am -= datetime.timedelta(days=self.wuerfel.randint(0, 30))
        angebot.ableiten()
        return angebot

    def _zeilen(self, angebot: Angebot, vorlage: Angebot, haus: Haus) -> Iterator[models.Model]:
        """Yield a row for everything the Angebot points to, as many as its model does."""
        for name in LISTEN:
            durch = Angebot._meta.get_field(name).remote_field.through
            spalte = Angebot._meta.get_field(name).m2m_reverse_field_name()
            for wort in getattr(vorlage, name).all():
                yield durch(angebot_id=angebot.pk, **{f"{spalte}_id": wort.pk})
        for gemeinde in self._verschiedene(haus.gemeinde, len(vorlage.gemeinden.all())):
            yield Angebot.gemeinden.through(angebot_id=angebot.pk, gemeinde_id=gemeinde.pk)
        fremde = {self._ein_haus().akteur for _akteur in vorlage.mitwirkende.all()} - {haus.akteur}
        for pk in sorted(fremde):
            yield Angebot.mitwirkende.through(angebot_id=angebot.pk, akteur_id=pk)
        for angabe in vorlage.sprachangaben.all():
            yield AngebotSprache(angebot_id=angebot.pk, sprache_id=angabe.sprache_id, modus=angabe.modus)
        for zeit in (*vorlage.zeitfenster.all(), *vorlage.termine.all()):
            yield type(zeit)(angebot_id=angebot.pk, **_werte(zeit))
        orte = [haus, *(self._ein_haus() for _ort in vorlage.orte.all())][: len(vorlage.orte.all())]
        for pk in {ort.standort: None for ort in orte}:
            yield AngebotStandort(angebot_id=angebot.pk, standort_id=pk)

    def _verschiedene(self, erste: Gemeinde, anzahl: int) -> list[Gemeinde]:
        """Return so many Gemeinden, the given one first."""
        andere = self.wuerfel.choices(self.gemeinden, self.einwohner, k=anzahl)
        return list({gemeinde.pk: gemeinde for gemeinde in [erste, *andere]}.values())[:anzahl]


def _werte(vorlage: models.Model) -> dict[str, object]:
    """Return the columns of a record that another one may share; what it points to comes later."""
    spalten = [feld.name for feld in vorlage._meta.concrete_fields if not feld.is_relation and feld.name not in EIGENES]
    return {name: getattr(vorlage, name) for name in spalten}


@transaction.atomic
def main(anzahl: int) -> None:
    beginn = time.monotonic()
    erzeugung = Erzeugung()
    erzeugung.akteure(anzahl // ANGEBOTE_JE_AKTEUR)
    erzeugung.angebote(anzahl)
    modelle = [modell for app in ("akteure", "angebote") for modell in apps.get_app_config(app).get_models()]
    zeilen = {modell._meta.label: modell._default_manager.count() for modell in modelle}
    json.dump({"sekunden": time.monotonic() - beginn, "zeilen": zeilen}, sys.stdout)
