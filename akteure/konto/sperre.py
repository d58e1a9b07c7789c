"""Who tries too often has to wait. django-axes counts per account and address; what it asks of a project stands here."""

import ipaddress
from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

VERGESSEN = "(Passwort vergessen)"
"""Under this name requests for a new password are counted; no account can have it."""
BEHALTEN = timedelta(days=1)
"""So long a wrong attempt, which holds an address, is kept."""


def adresse(request: HttpRequest) -> str | None:
    """Return the address of the visitor: behind a proxy the one it wrote at the end, else that of the connection."""
    weitergegeben = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HINTER_PROXY else ""
    for wert in (weitergegeben.rpartition(",")[2].strip(), request.META.get("REMOTE_ADDR", "")):
        try:
            return str(ipaddress.ip_address(wert))
        except ValueError:
            continue
    return None


def abgelaufene_versuche() -> QuerySet:
    """Return the wrong attempts nobody needs any more: no wait lasts as long."""
    return AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - max(BEHALTEN, settings.AXES_COOLOFF_TIME))


def ohne_namen(name: str, ip: str, browser: str, weg: str, request: HttpRequest) -> str:
    """Return what a log may say about an attempt: where, not who."""
    return weg


def gesperrt(request: HttpRequest, antwort: HttpResponse | None = None, angaben: dict | None = None) -> HttpResponse:
    """Say kindly how long to wait."""
    minuten = settings.ANMELDESPERRE_MINUTEN
    response = render(request, "konto/gesperrt.html", {"minuten": minuten}, status=429)
    response.headers["Retry-After"] = str(minuten * 60)
    return response


def darf_vergessen(request: HttpRequest) -> bool:
    """Count a request for a new password; False where this address has asked too often. Whose account it is about does
    not matter, and neither whether there is one."""
    angaben = {"username": VERGESSEN}
    if not AxesProxyHandler.is_allowed(request, angaben):
        return False
    AxesProxyHandler.user_login_failed(sender=__name__, credentials=angaben, request=request)
    request.axes_locked_out = False  # this one is still answered
    return True
