"""Write translations, many at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from akteure.models.uebersetzung import Uebersetzung

from .bestand import Stelle

EINMAL = ["inhalt", "objekt_id", "sprache", "feld"]
STAPEL = 500


@dataclass(frozen=True)
class Neufassung:
    """A translation as it shall be. It is one of the German text as it is now."""

    stelle: Stelle
    text: str
    geprueft: bool = False


@transaction.atomic
def schreibe(neufassungen: Iterable[Neufassung], sprache: str) -> int:
    """Store translations, in the place of what is there. Return how many."""
    zeilen = [_zeile(neufassung, sprache) for neufassung in neufassungen]
    Uebersetzung.objects.bulk_create(
        zeilen,
        batch_size=STAPEL,
        update_conflicts=True,
        unique_fields=EINMAL,
        update_fields=["text", "quelle", "geprueft", "geaendert_am"],
    )
    return len(zeilen)


@transaction.atomic
def ergaenze(neufassungen: Iterable[Neufassung], sprache: str) -> int:
    """Store translations where there is none, and leave what is there. Return how many there are now that were not before."""
    menge = Uebersetzung.objects.filter(sprache=sprache)
    vorher = menge.count()
    zeilen = [_zeile(neufassung, sprache) for neufassung in neufassungen]
    Uebersetzung.objects.bulk_create(zeilen, batch_size=STAPEL, ignore_conflicts=True)
    return menge.count() - vorher


def _zeile(neufassung: Neufassung, sprache: str) -> Uebersetzung:
    stelle = neufassung.stelle
    inhalt = ContentType.objects.get_for_model(stelle.modell)
    zeile = Uebersetzung(inhalt=inhalt, objekt_id=stelle.pk, feld=stelle.feld, sprache=sprache)
    zeile.fassen(stelle.deutsch, neufassung.text, geprueft=neufassung.geprueft)
    return zeile
