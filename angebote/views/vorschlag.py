"""Suggestions while typing, for the script of the search line."""

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from akteure.sprachen import DEUTSCH, ist_deutsch
from angebote.suche.vorschlag import ANTEILE, Eintrag, Fundstelle
from angebote.suche.vorschlag import vorschlaege as suche_vorschlaege

GRUPPEN = {
    "begriff": gettext_lazy("Suchwörter"),
    "hilfe": gettext_lazy("Hilfe"),
    "thema": gettext_lazy("Themen"),
    "ort": gettext_lazy("Orte"),
    "akteur": gettext_lazy("Akteure"),
}

NAMEN = ("ort", "akteur")
"""What has the same name in every language."""


@require_safe
@cache_control(no_store=True)
def vorschlaege(request: HttpRequest) -> JsonResponse:
    """What to suggest for `q`; with `feld=wo` places only. What people type is kept nowhere, not even in a cache."""
    arten = {"ort"} if request.GET.get("feld") == "wo" else ANTEILE
    stellen = suche_vorschlaege(request.GET.get("q", ""), arten)
    anzahl = len(stellen)
    meldung = ngettext("%(n)s Vorschlag", "%(n)s Vorschläge", anzahl) % {"n": anzahl} if stellen else ""
    return JsonResponse({"vorschlaege": [_zeile(stelle) for stelle in stellen], "meldung": meldung})


def _zeile(stelle: Fundstelle) -> dict[str, str]:
    """Return one suggestion: its words, in which languages they are, and where it leads. `text` is German: names, and
    words of the vocabulary as our entries say them."""
    eintrag = stelle.eintrag
    return {
        "art": eintrag.art,
        "gruppe": str(GRUPPEN[eintrag.art]),
        "text": eintrag.text,
        "textsprache": "" if ist_deutsch() or eintrag.art in NAMEN else DEUTSCH,
        "zusatz": stelle.schreibweise or eintrag.zusatz,
        "sprache": stelle.sprache,
        "q": eintrag.q,
        "adresse": _adresse(eintrag),
    }


def _adresse(eintrag: Eintrag) -> str:
    """Return the page of an Akteur, else the list with what is meant."""
    if eintrag.art == "akteur":
        return reverse("akteure:detail", args=[eintrag.wert])
    return f"{reverse('angebote:liste')}?{urlencode({eintrag.parameter: eintrag.wert})}"
