"""What every answer carries: its language and its headers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from akteure.sprachen import sprache_des_pfads
from netzwerk.adressen import ist_intern

RECHTE = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"


class SicherheitsKopfMiddleware:
    """Add the Permissions-Policy; everything else comes from Django and django-csp."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", RECHTE)
        return response


class InterneSeitenMiddleware:
    """Keep pages that need a login out of every store, and out of search engines: also their errors and redirects."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if ist_intern(request.path_info):
            response.headers["Cache-Control"] = "private, no-store"
            response.headers["X-Robots-Tag"] = "noindex"
        return response


class SprachMiddleware:
    """Answer in the language of the address, and of nothing else: no cookie, no header of the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.LANGUAGE_CODE = sprache_des_pfads(request.path_info)
        with translation.override(request.LANGUAGE_CODE):
            response = self.get_response(request)
        if response.status_code < 500:
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response
