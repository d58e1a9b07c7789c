"""A random area full of Angebote, made from a seed: with hidden and missing points, what is county-wide, online, named for
some Gemeinden, paused, over, of an Akteur that is gone, outside the area."""

from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from akteure.models import Gemeinde, Standort
from angebote.models import Angebot, AngebotSprache, AngebotStandort
from netzwerk.planung.fakten import RINGE_KM, in_monaten
from tests.fabriken import (
    make_akteur,
    make_gemeinde,
    make_lebensphase,
    make_planungsraum,
    make_sprache,
    make_thema,
    make_uebergang,
    make_zielgruppe,
)
from tests.welt import km

SPRACHEN = ("de", "de-simple", "tr", "ar")
BEZIEHUNGEN = {
    "lebensphasen": "lebensphase",
    "themen": "thema",
    "zielgruppen": "zielgruppe",
    "uebergaenge": "uebergang",
}


class Landschaft:
    """Eight Gemeinden in three Planungsräume, one of them without a centre; `angebote` Angebote."""

    def __init__(self, seed: int, angebote: int) -> None:
        self.zufall = Random(seed)
        raeume = [make_planungsraum() for _ in range(3)]
        self.gemeinden = [self._gemeinde(raeume[n % 3], ohne_mitte=n == 0) for n in range(8)]
        phasen = [make_lebensphase() for _ in range(4)]
        ober = [make_thema() for _ in range(3)]
        self.vokabeln = {
            "lebensphasen": phasen,
            "themen": [*ober, *(make_thema(ueber=thema) for thema in ober[:2] for _ in range(2))],
            "zielgruppen": [make_zielgruppe() for _ in range(3)],
            "uebergaenge": [make_uebergang(von=phasen[n], nach=phasen[n + 1]) for n in range(3)],
        }
        self.sprachen = [make_sprache(code) for code in SPRACHEN]
        self.akteure = [make_akteur(mit_kontakt=False, status="archiviert" if n == 0 else "aktiv") for n in range(9)]
        self._fuellen([self._angebot(nummer) for nummer in range(angebote)])

    def kooperationen(self) -> dict[str, list[tuple[int, int]]]:
        """Return some pairs of Akteure for each Übergang."""
        pks = [akteur.pk for akteur in self.akteure]
        return {u.slug: [tuple(self.zufall.sample(pks, 2)) for _ in range(2)] for u in self.vokabeln["uebergaenge"]}

    def _gemeinde(self, raum, *, ohne_mitte: bool) -> Gemeinde:
        z = self.zufall
        lat, lon = (None, None) if ohne_mitte else (48.4 + z.random() * 0.5, 9.0 + z.random() * 0.7)
        return make_gemeinde(planungsraum=raum, lat=lat, lon=lon)

    def _punkt(self) -> tuple[float, float]:
        """A point whose distance to every centre is clearly within or clearly outside every ring."""
        mitten = [(g.lat, g.lon) for g in self.gemeinden if g.lat is not None]
        while True:
            punkt = (48.3 + self.zufall.random() * 0.7, 8.8 + self.zufall.random() * 1.1)
            if all(abs(km(punkt, mitte) - ring) > 0.01 * ring for mitte in mitten for ring in RINGE_KM):
                return punkt

    def _angebot(self, nummer: int) -> Angebot:
        z, heute, jetzt = self.zufall, timezone.localdate(), timezone.now()
        enden = [heute - timedelta(1), heute, in_monaten(heute, 6), in_monaten(heute, 6) + timedelta(1)]
        werte: dict[str, Any] = {
            "art": z.choice(Angebot.Art.values[:2]),
            "fuer": z.choice(["familien", "familien", "beide", "fachkraefte"]),
            "status": z.choice(["veroeffentlicht"] * 8 + ["pausiert", "entwurf"]),
            "kosten": z.choice(Angebot.Kosten.values),
            "zugang": z.choice(Angebot.Zugang.values),
            "deutsch_noetig": z.choice([True, True, False, None]),
            "einzugsgebiet": z.choice(["", "", "", "", "kreisweit", "gemeinden"]),
            "gueltig_bis": z.choice([None, None, None, *enden]),
            "plaetze": z.choice(Angebot.Plaetze.values),
            "plaetze_bis": heute + timedelta(z.choice([-1, 0, 20])),
            "bestaetigt_am": z.choice([None, jetzt, jetzt - timedelta(364), jetzt - timedelta(366)]),
        }
        formate = {f"format_{wert}": z.random() < (0.5 if wert == "vor_ort" else 0.06) for wert in Angebot.FORMATE}
        titel = f"Angebot {nummer}"
        eindeutig = {"kennung": f"{nummer:06}", "slug": f"angebot-{nummer}", "titel_sortiert": titel}
        return Angebot(
            titel=titel, kurzbeschreibung="x", akteur=z.choice(self.akteure), **eindeutig, **werte, **formate
        )

    def _fuellen(self, angebote: list[Angebot]) -> None:
        """Save them, and what they point to, a few rows each."""
        z = self.zufall
        Angebot.objects.bulk_create(angebote)
        for name, spalte in BEZIEHUNGEN.items():
            self._verbinden(angebote, name, spalte, self.vokabeln[name], (0, 1, 1, 2))
        self._verbinden(angebote, "mitwirkende", "akteur", self.akteure, (0, 0, 0, 1))
        self._verbinden(angebote, "gemeinden", "gemeinde", self.gemeinden, (0, 1, 2))
        orte = [self._standort() for _ in range(60)]
        AngebotStandort.objects.bulk_create(
            AngebotStandort(angebot=angebot, standort=ort)
            for angebot in angebote
            for ort in z.sample(orte, z.choice([0, 1, 1, 1, 2]))
        )
        AngebotSprache.objects.bulk_create(
            AngebotSprache(angebot=angebot, sprache=sprache, modus=z.choice(AngebotSprache.Modus.values))
            for angebot in angebote
            for sprache in z.sample(self.sprachen, z.choice([0, 0, 1, 2]))
        )

    def _verbinden(self, angebote, name: str, spalte: str, ziele: list, wie_viele: tuple[int, ...]) -> None:
        durch = getattr(Angebot, name).through
        durch.objects.bulk_create(
            durch(angebot=angebot, **{spalte: ziel})
            for angebot in angebote
            for ziel in self.zufall.sample(ziele, self.zufall.choice(wie_viele))
        )

    def _standort(self) -> Standort:
        z = self.zufall
        lat, lon = self._punkt() if z.random() < 0.75 else (None, None)
        return Standort.objects.create(
            akteur=z.choice(self.akteure),
            gemeinde=z.choice([*self.gemeinden, None]),
            lat=lat,
            lon=lon,
            adresse_verbergen=z.random() < 0.2,
            stufenlos=z.choice(["ja", "nein", "teilweise", "unbekannt"]),
        )
