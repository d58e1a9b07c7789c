"""Stichtage: keep today, compare two days."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from akteure.konto.verwaltung import nur_koordination
from netzwerk.forms_zahlen import StichtagForm
from netzwerk.models import Stichtag
from netzwerk.planung.aenderungen import gruppen
from netzwerk.planung.gebiete import Ebene
from netzwerk.planung.stichtage import aufnehmen
from netzwerk.planung.tagewahl import Tagewahl
from netzwerk.planung.vergleich import Vergleich


@require_http_methods(["GET", "HEAD", "POST"])
@nur_koordination
def stichtage(request: HttpRequest) -> HttpResponse:
    """List the days that are kept, and compare two of them; POST keeps today."""
    form = StichtagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stichtag = aufnehmen(notiz=form.cleaned_data["notiz"])
        messages.success(request, f"Der Stand vom {stichtag} ist festgehalten.")
        return redirect("planung:stichtage")
    wahl = Tagewahl.aus(request.GET.dict())
    vergleich = wahl.vergleich()
    tage = list(Stichtag.objects.fuer_liste())
    kontext = {"form": form, "wahl": wahl, "tage": tage, "ebenen": Ebene.choices, "heute": timezone.localdate()}
    if vergleich:
        kontext |= {"vergleich": vergleich, "listen": _listen(vergleich)}
    return render(request, "netzwerk/planung/stichtage.html", kontext)


def _listen(vergleich: Vergleich) -> dict[str, Any]:
    """Return the changes of gaps, in lines."""
    namen = ("geschlossen", "verkleinert", "geoeffnet", "ungewiss", "daten_geschlossen", "daten_geoeffnet")
    return {name: gruppen(getattr(vergleich, name)) for name in namen}
