"""Count the queries of every page, in a process of its own that has the site's settings; prints JSON.

Counted three times: with the data as loaded, with exactly 1 and with exactly 100 hits on every page. For that the first
1 or 100 Angebote are changed so that every filter finds them, all others are withdrawn, and everything is rolled back.
"""

import json
import re
import sys
from dataclasses import asdict, dataclass

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from akteure.models import Akteur, Gemeinde, Sprache
from angebote.models import Angebot, AngebotSprache, Lebensphase
from tests.fabriken import make_akteur

MENGEN = (1, 100)
WORT = "kind"


@dataclass
class Seite:
    """A page under test; `hier` counts its queries with the data as loaded, `bei` with so many hits."""

    name: str
    pfad: str
    hier: int
    bei: dict[int, int]


@dataclass(frozen=True)
class Auswahl:
    """What the pages show and filter by: the place, language and phase with most entries."""

    gemeinde: Gemeinde
    sprache: Sprache
    phase: Lebensphase
    angebot: Angebot
    akteur: Akteur

    @classmethod
    def treffen(cls) -> "Auswahl":
        angebote = Angebot.objects.oeffentlich()
        akteur = Akteur.objects.annotate(n=Count("angebote")).order_by("-n", "pk")[0]
        sprachen = Sprache.objects.annotate(n=Count("sprachangaben")).filter(n__gt=0).order_by("-n", "pk")
        return cls(
            Gemeinde.objects.annotate(n=Count("standorte")).order_by("-n", "pk")[0],
            sprachen.exclude(code="de").first() or sprachen[0],
            Lebensphase.objects.annotate(n=Count("angebote")).order_by("-n", "pk")[0],
            angebote.filter(akteur=akteur).order_by("pk")[0],
            akteur,
        )

    def pfade(self) -> dict[str, str]:
        """Return name → address of every page."""
        filter_ = {"wo": self.gemeinde.name, "sprache": self.sprache.code, "lebensphase": self.phase.slug}
        return {
            "Start": "/",
            "Liste": "/angebote/",
            "Liste: Ort, Sprache, Phase": f"/angebote/?{urlencode(filter_)}",
            "Liste: Wort": f"/angebote/?{urlencode({'q': WORT})}",
            "Karte": "/angebote/karte/",
            "Angebot": self.angebot.get_absolute_url(),
            "Akteure": "/akteure/",
            "Akteur": self.akteur.get_absolute_url(),
        }

    def nur(self, anzahl: int) -> None:
        """Leave so many public Angebote, all of one Akteur and found by every filter, and so many Akteure."""
        bleiben = {self.angebot.pk, *Angebot.objects.oeffentlich().order_by("pk").values_list("pk", flat=True)[:anzahl]}
        pks = [self.angebot.pk, *(bleiben - {self.angebot.pk})][:anzahl]
        Angebot.objects.exclude(pk__in=pks).update(status=Angebot.Status.ENTWURF)
        angebote = Angebot.objects.filter(pk__in=pks)
        angebote.update(akteur=self.akteur, einzugsgebiet="kreisweit")
        for angebot in angebote:
            angebot.beschreibung = f"{angebot.beschreibung} {WORT}"
            angebot.save()
        sprachen = [AngebotSprache(angebot_id=pk, sprache=self.sprache, modus="spricht") for pk in pks]
        AngebotSprache.objects.bulk_create(sprachen, ignore_conflicts=True)
        self.phase.angebote.add(*angebote)
        for _ in range(anzahl - Akteur.objects.oeffentlich().count()):
            make_akteur()
        aktive = Akteur.objects.oeffentlich().exclude(pk=self.akteur.pk).order_by("pk")
        Akteur.objects.filter(pk__in=list(aktive.values_list("pk", flat=True)[anzahl - 1 :])).update(
            status="archiviert"
        )


def zaehle(pfad: str, treffer: int | None = None) -> int:
    """Return the queries of one request; the page must show `treffer` hits if it counts any. What the process keeps in
    memory it has learnt before, as in operation: once after each change (whether there are demo entries: every ten
    seconds, and for families nobody asks)."""
    besucher = Client(SERVER_NAME="127.0.0.1")
    cache.clear()
    besucher.get(pfad, secure=True)
    with CaptureQueriesContext(connection) as abfragen:
        antwort = besucher.get(pfad, secure=True)
    angezeigt = re.search(rb'data-anzahl="(\d+)"', antwort.content)
    if antwort.status_code != 200 or (treffer is not None and angezeigt and int(angezeigt[1]) != treffer):
        raise RuntimeError(f"{pfad}: Status {antwort.status_code}, Treffer {angezeigt and angezeigt[1]}")
    return len(abfragen)


def main() -> None:
    auswahl = Auswahl.treffen()
    pfade = auswahl.pfade()
    seiten = {name: Seite(name, pfad, zaehle(pfad), {}) for name, pfad in pfade.items()}
    for anzahl in MENGEN:
        with transaction.atomic():
            auswahl.nur(anzahl)
            for name, pfad in pfade.items():
                seiten[name].bei[anzahl] = zaehle(pfad, anzahl)
            transaction.set_rollback(True)
    json.dump([asdict(seite) for seite in seiten.values()], sys.stdout)
