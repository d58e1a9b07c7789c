"""The form of the statement on accessibility. It has an address of its own, so that only there a cookie is set."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from netzwerk.adressen import ist_eigene
from netzwerk.forms import BarriereForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def melden(request: HttpRequest) -> HttpResponse:
    """Ask what did not work; `?seite=` says where, if it is a page of this site."""
    seite = request.GET.get("seite", "")
    gesendet = request.POST if request.method == "POST" else None
    form = BarriereForm(gesendet, initial={"seite": seite if ist_eigene(seite) else ""})
    if form.is_valid():
        form.save()
        return redirect("barriere_danke")
    return render(request, "netzwerk/barriere_melden.html", {"form": form, "tage": settings.RUECKMELDUNG_TAGE})


@require_safe
def danke(request: HttpRequest) -> HttpResponse:
    """Say that the message has arrived."""
    return render(request, "netzwerk/barriere_danke.html", {"tage": settings.RUECKMELDUNG_TAGE})
