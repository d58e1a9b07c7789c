"""The order of hits, with all its weights: title before Begriff before Thema before Akteur before any other text.

The points of all parts of a search line are added up, so a hit that meets more parts stands before one that meets fewer.
Before these points comes only the place (a list with a place shows two groups), after them language, audience and the
last confirmation: see `AngebotQuerySet.nach_passung`.
"""

from functools import reduce
from operator import add

from django.db.models import Case, IntegerField, Value, When
from django.db.models.expressions import Combinable

from .deuten import Deutung, Teil
from .treffer import bedingung, beim_akteur, im_eigenen_text, im_thema, im_titel

GETROFFEN = 10
"""For each part that is met at all: more than any place of it can make up for."""
GEWICHTE = ((im_titel, 8), (im_eigenen_text, 5), (im_thema, 4), (beim_akteur, 2))
"""For the best place where a part is met; anywhere else in the text 0."""


def rang(deutung: Deutung) -> Combinable:
    """Return the points of an Angebot; more is better."""
    if not deutung:
        return Value(0)
    return reduce(add, (_punkte(teil, len(deutung.teile) > 1) for teil in deutung.teile))


def _punkte(teil: Teil, eines_von_mehreren: bool) -> Combinable:
    stufen = [When(ort(teil), then=Value(GETROFFEN + gewicht)) for ort, gewicht in GEWICHTE]
    if not eines_von_mehreren:
        return Case(*stufen, default=Value(GETROFFEN), output_field=IntegerField())
    stufen.append(When(bedingung(teil), then=Value(GETROFFEN)))
    return Case(*stufen, default=Value(0), output_field=IntegerField())
