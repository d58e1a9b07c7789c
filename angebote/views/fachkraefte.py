"""Pages for Fachkräfte, behind the login: the list with one line to search, the detail with what families do not see, and
"war voll". Nothing of it stands on any other page."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from angebote.filter import AngebotFilter
from angebote.models import Angebot, Platzmeldung

from .oeffentlich import angebot_kontext, liste_kontext

VERSTECKT_AUSSER = {"q", "seite", "ansicht"}


def _auswahl(request: HttpRequest) -> tuple[AngebotFilter, str]:
    """Return the filter, and the words that were left out because nobody wrote them anywhere: "" mostly.

    In a line of a counselling talk stands more than we know; one word too many must not hide what the others find.
    """
    auswahl = AngebotFilter(request.GET, Angebot.objects.oeffentlich())
    uebrige = auswahl.adresse(q=None, seite=None)
    if auswahl.anzahl or not (auswahl.q and uebrige) or auswahl.deutung.begriffe:
        return auswahl, ""
    ohne = AngebotFilter(QueryDict(uebrige), Angebot.objects.oeffentlich())
    return (ohne, auswahl.q) if ohne.anzahl else (auswahl, "")


def _mit_platz(angebote: Iterable[Angebot]) -> None:
    """Give every Angebot what was said about its places last."""
    alle = list(angebote)
    meldungen = Platzmeldung.objects.neueste(alle)
    for angebot in alle:
        angebot.meldung = meldungen.get(angebot.pk)


@require_safe
@login_required
def liste(request: HttpRequest) -> HttpResponse:
    """All public Angebote, found by one line, with what only Fachkräfte see."""
    auswahl, unbekannt = _auswahl(request)
    kontext = liste_kontext(auswahl, "liste")
    zeilen = [*kontext["seite"].object_list, *(z for gruppe in kontext["gruppen"] for z in gruppe["zeilen"])]
    prefetch_related_objects(zeilen, "kontakte", "akteur__kontakte")
    _mit_platz(zeilen)
    versteckt = [(n, w) for n, werte in auswahl.parameter.lists() if n not in VERSTECKT_AUSSER for w in werte]
    return render(
        request, "angebote/fachkraefte_liste.html", kontext | {"unbekannt": unbekannt, "versteckt": versteckt}
    )


@require_safe
@login_required
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What everybody sees of an Angebot, and what only Fachkräfte see; a former slug redirects."""
    angebot = Angebot.objects.oeffentlich().fuer_detail().filter(slug=slug).first()
    if angebot is None:
        frueher = get_object_or_404(Angebot.objects.oeffentlich(), fruehere_slugs__slug=slug)
        return redirect("fachkraefte:detail", frueher.slug)
    _mit_platz([angebot])
    kontext = {
        "kurzadresse": request.build_absolute_uri(reverse("angebote:kurz", args=[angebot.kennung])),
        "fachkontakte": angebot.kontakte_fachkraefte(),
        "meldbar": Angebot.objects.meldbar_von(request.user).filter(pk=angebot.pk).exists(),
    }
    return render(request, "angebote/fachkraefte_detail.html", angebot_kontext(angebot) | kontext)


@require_safe
@login_required
def meine(request: HttpRequest) -> HttpResponse:
    """The public Angebote of one's own Akteur, each with its two buttons."""
    angebote = list(Angebot.objects.meldbar_von(request.user).von_akteur(request.user).fuer_verzeichnis())
    _mit_platz(angebote)
    return render(request, "angebote/fachkraefte_meine.html", {"angebote": angebote})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def melden(request: HttpRequest, slug: str) -> HttpResponse:
    """Take "war voll" or "nimmt wieder auf"; only a press on the button does (a look leads to the page of the Angebot)."""
    angebot = get_object_or_404(Angebot.objects.meldbar_von(request.user), slug=slug)
    art = request.POST.get("art", "")
    if request.method == "POST" and art in Platzmeldung.Art.values:
        meldung = angebot.melde(art, request.user)
        messages.success(request, f"Danke. Gemeldet für „{angebot}“: {meldung.get_art_display()}.")
    elif request.method == "POST":
        messages.warning(request, "Das haben wir nicht verstanden. Bitte drücken Sie einen der beiden Knöpfe.")
    if request.POST.get("zurueck") == "meine":
        return redirect("fachkraefte:meine")
    return redirect("fachkraefte:detail", angebot.slug)
