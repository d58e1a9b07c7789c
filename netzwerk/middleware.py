"""Headers every answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

RECHTE = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"


class SicherheitsKopfMiddleware:
    """Add the Permissions-Policy; everything else comes from Django and django-csp."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", RECHTE)
        return response
