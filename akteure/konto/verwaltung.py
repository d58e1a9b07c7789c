"""The admin: who comes in, and where the others are led."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache


def ist_bestaetigt(request: HttpRequest) -> bool:
    """Has this session shown the second factor, where one is asked for?"""
    return not settings.ZWEITER_FAKTOR or request.user.is_verified()


def sicheres_ziel(request: HttpRequest, sonst: str) -> str:
    """Return where `next` leads, if that is a page of ours."""
    ziel = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    erlaubt = url_has_allowed_host_and_scheme(ziel, {request.get_host()}, require_https=request.is_secure())
    return ziel if erlaubt else sonst


def mit_ziel(name: str, ziel: str) -> str:
    return f"{reverse(name)}?{urlencode({REDIRECT_FIELD_NAME: ziel})}"


class Verwaltung(AdminSite):
    """Lets in staff with a second factor. There is one login for everybody, and it is not here."""

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and ist_bestaetigt(request)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Lead to what is missing: the login, the second factor, or the explanation that this is not for them."""
        ziel = sicheres_ziel(request, reverse("admin:index", current_app=self.name))
        if self.has_permission(request):
            return redirect(ziel)
        if not request.user.is_authenticated:
            return redirect(mit_ziel("konto:anmelden", ziel))
        if request.user.is_staff:
            return redirect(mit_ziel("konto:zweiter_faktor", ziel))
        return render(request, "konto/keine_koordination.html", status=403)


def nur_koordination(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in who may work in the admin; the others are led to what is missing, as there. Nothing is kept by any store."""

    @never_cache
    @wraps(view)
    def gehuetet(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ziel = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("planung:luecken")
        if not request.user.is_authenticated:
            return redirect(mit_ziel("konto:anmelden", ziel))
        if not (request.user.is_active and request.user.is_staff):
            return render(request, "konto/keine_koordination.html", status=403)
        if not ist_bestaetigt(request):
            return redirect(mit_ziel("konto:zweiter_faktor", ziel))
        return view(request, *args, **kwargs)

    return gehuetet
