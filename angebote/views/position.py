"""Where a visitor is: a header of one request, on a grid of 1 km; never an address, never stored."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.vary import vary_on_headers

from akteure.ort import Punkt, position_lesen

KOPF = "Geo-Position"

Ansicht = Callable[[HttpRequest, Punkt | None], HttpResponse]


def mit_position(ansicht: Ansicht) -> Callable[[HttpRequest], HttpResponse]:
    """Hand the position, or None, to a view; what was made for a position stays in no store."""

    @wraps(ansicht)
    @vary_on_headers(KOPF)
    def gelesen(request: HttpRequest) -> HttpResponse:
        response = ansicht(request, position_lesen(request.headers.get(KOPF, "")))
        if KOPF in request.headers:
            patch_cache_control(response, no_store=True)
        return response

    return gelesen
