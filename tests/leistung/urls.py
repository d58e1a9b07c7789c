"""Addresses of the site, and the constant view every measurement is compared with."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from netzwerk.urls import urlpatterns as adressen
from tests.leistung.last import FEST


def fest(request: HttpRequest) -> HttpResponse:
    """The least Django can do: every middleware, no query, no template."""
    return HttpResponse("Immer dasselbe.\n", content_type="text/plain; charset=utf-8")


urlpatterns = [path(FEST.removeprefix("/"), fest), *adressen]
