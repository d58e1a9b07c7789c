"""Pages of the second factor. Only the Koordination has one; for everybody else there is no such page."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as merke_geraet

from . import faktor
from .formulare import CodeForm
from .verwaltung import ist_bestaetigt, mit_ziel, sicheres_ziel

FALSCH = "Dieser Code gilt nicht. Bitte nehmen Sie den, der gerade in der App steht. Nach einem falschen Code warten Sie einen Moment."


def _nur_koordination(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @login_required
    def pruefende(request: HttpRequest) -> HttpResponse:
        if not request.user.is_staff:
            raise Http404
        return view(request, sicheres_ziel(request, reverse("admin:index")))

    return pruefende


@require_http_methods(["GET", "HEAD", "POST"])
@_nur_koordination
def zweiter_faktor(request: HttpRequest, ziel: str) -> HttpResponse:
    """Ask for a code; who has no app yet sets one up first."""
    if not faktor.ist_eingerichtet(request.user):
        return redirect(mit_ziel("konto:einrichten", ziel))
    form = CodeForm(request.POST if request.method == "POST" else None, auch_ersatz=True)
    if form.is_valid():
        if geraet := faktor.pruefe(request.user, form.cleaned_data["code"]):
            request.session.cycle_key()
            merke_geraet(request, geraet)
            return redirect(ziel)
        form.add_error("code", FALSCH)
    return render(request, "konto/zweiter_faktor.html", {"form": form, "ziel": ziel})


@require_http_methods(["GET", "HEAD", "POST"])
@_nur_koordination
def einrichten(request: HttpRequest, ziel: str) -> HttpResponse:
    """Show the secret of a new app and take its first code. Never where one is set up: that would be a way around it."""
    if faktor.ist_eingerichtet(request.user):
        return redirect(ziel if ist_bestaetigt(request) else mit_ziel("konto:zweiter_faktor", ziel))
    if request.method == "POST" and "beginnen" in request.POST:
        faktor.beginne(request.user)
        return redirect(mit_ziel("konto:einrichten", ziel))
    geraet = faktor.offenes(request.user)
    form = CodeForm(request.POST if request.method == "POST" and geraet else None)
    if form.is_valid():
        if fertig := faktor.bestaetige(request.user, form.cleaned_data["code"]):
            request.session.cycle_key()
            merke_geraet(request, fertig[0])
            return render(request, "konto/ersatzcodes.html", {"codes": fertig[1], "ziel": ziel})
        form.add_error("code", FALSCH)
    bild = {"bild": faktor.qr_bild(geraet), "geheimnis": faktor.geheimnis(geraet)} if geraet else {}
    return render(request, "konto/einrichten.html", {"form": form, "ziel": ziel} | bild)


@require_POST
@_nur_koordination
def ersatzcodes(request: HttpRequest, ziel: str) -> HttpResponse:
    """Make a new list of codes, for somebody who has just shown the second factor."""
    if not (request.user.is_verified() and faktor.ist_eingerichtet(request.user)):
        return redirect(mit_ziel("konto:zweiter_faktor", reverse("konto:start")))
    return render(request, "konto/ersatzcodes.html", {"codes": faktor.neue_ersatzcodes(request.user), "ziel": ziel})
