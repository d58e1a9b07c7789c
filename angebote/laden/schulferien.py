"""The Schulferien that ship: check the file, then create the rows that are missing. What is there stays as it is."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from akteure.lesen import Fehlerliste
from angebote.models import Schulferien

FELDER = ("name", "von", "bis", "quelle", "quelle_stand")


def pruefe_schulferien(daten: object, name: str, fehler: Fehlerliste) -> list[Schulferien]:
    """Return the rows of the file, checked by the rules of the model."""
    if not isinstance(daten, list) or not all(isinstance(roh, dict) for roh in daten):
        fehler.melde(name, "Ganz außen muss eine Liste von Einträgen stehen.")
        return []
    return [_geprueft(roh, f"{name}, Eintrag {nummer}", fehler) for nummer, roh in enumerate(daten, 1)]


def _geprueft(roh: dict[str, Any], ort: str, fehler: Fehlerliste) -> Schulferien:
    for fremd in sorted(roh.keys() - set(FELDER)):
        fehler.melde(ort, "Dieses Feld ist nicht bekannt.", fremd)
    ferien = Schulferien(**{feld: roh[feld] for feld in FELDER if feld in roh})
    try:
        ferien.clean_fields()
        ferien.validate_constraints(exclude={"name"})
    except ValidationError as gruende:
        for feld, meldungen in gruende.message_dict.items():
            fehler.melde(f"{ort}, Feld „{feld}“", " ".join(meldungen), roh.get(feld, ""))
    return ferien


@transaction.atomic
def ergaenze_schulferien(zeilen: list[Schulferien]) -> int:
    """Create those that overlap none of the rows that are there, and return how many: what the Koordination changed or
    made shorter stays."""
    vorhanden = list(Schulferien.objects.values_list("von", "bis"))
    neue = [zeile for zeile in zeilen if not any(zeile.von <= bis and von <= zeile.bis for von, bis in vorhanden)]
    Schulferien.objects.bulk_create(neue)
    return len(neue)
