"""Take the demo entries out again. What is real stays, and with it every demo Akteur it hangs on."""

from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from akteure.models import Akteur, Benutzer, Standort
from angebote.laden.demo_uebernehmen import DEMO
from angebote.models import Angebot, AngebotStandort, Lotsenstelle


@dataclass(frozen=True)
class Bestand:
    """What there is of the demo: what can go, and which Akteure must stay because something real uses them."""

    angebote: QuerySet[Angebot]
    akteure: QuerySet[Akteur]
    bleiben: QuerySet[Akteur]
    lotsenstellen: QuerySet[Lotsenstelle]

    def __bool__(self) -> bool:
        return self.angebote.exists() or self.akteure.exists() or self.lotsenstellen.exists()


def bestand() -> Bestand:
    """Return the demo entries as they are now."""
    akteure = Akteur.objects.filter(quelle=DEMO)
    gebraucht = _gebraucht()
    return Bestand(
        Angebot.objects.filter(quelle=DEMO),
        akteure.exclude(gebraucht),
        akteure.filter(gebraucht),
        Lotsenstelle.objects.filter(quelle=DEMO),
    )


def _gebraucht() -> Q:
    """Return the condition that something real hangs on an Akteur."""
    echt = Angebot.objects.exclude(quelle=DEMO)
    akteur = OuterRef("pk")
    return (
        Exists(echt.filter(akteur=akteur))
        | Exists(echt.filter(mitwirkende=akteur))
        | Exists(echt.filter(kontakte__akteur=akteur))
        | Exists(echt.filter(standorte__akteur=akteur))
        | Exists(Akteur.objects.exclude(quelle=DEMO).filter(uebergeordnet=akteur))
        | Exists(Benutzer.objects.filter(akteur=akteur))
    )


def _verknuepfte() -> list[type[models.Model]]:
    """Return the models of the layer above that hang on Akteure and mark what is demo the same way: Kooperationen, Gremien."""
    eigene = {Angebot, Akteur, Lotsenstelle}
    verwandte = {beziehung.related_model for beziehung in Akteur._meta.related_objects} - eigene
    mit_quelle = [modell for modell in verwandte if any(feld.name == "quelle" for feld in modell._meta.fields)]
    return sorted(mit_quelle, key=lambda modell: modell._meta.label)


@transaction.atomic
def entferne(demo: Bestand) -> None:
    """Delete the demo Angebote and Lotsenstellen, what links demo Akteure, the Akteure that can go, and what the others no
    longer need: all or nothing."""
    gehen, bleiben = list(demo.akteure), list(demo.bleiben)
    for modell in _verknuepfte():
        modell._default_manager.filter(quelle=DEMO).delete()
    demo.angebote.delete()
    demo.lotsenstellen.delete()
    Akteur.objects.filter(pk__in=[akteur.pk for akteur in gehen]).delete()
    benutzt = Exists(AngebotStandort.objects.filter(standort=OuterRef("pk")))
    Standort.objects.filter(akteur__in=bleiben, koordinaten_quelle=DEMO).exclude(benutzt).delete()
