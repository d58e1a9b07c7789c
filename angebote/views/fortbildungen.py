"""For Fachkräfte: Fortbildungen with their Termine, the shelf of Material, the self-check, and the same for machines."""

from datetime import datetime
from itertools import groupby

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akteure.fassung import EINFACH, uebersetze
from akteure.sprachen import DEUTSCH, sprache
from angebote.fortbildungen import fortbildungen, gruppen, in_sprache
from angebote.models import Angebot, Frage, Material, Termin
from angebote.views.kalender import kalenderantwort

Eintrag = tuple[Angebot, Termin]


@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    """All Fortbildungen, Fachtage and Netzwerktreffen, the next one first."""
    angebote = fortbildungen()
    fassung = in_sprache(angebote)
    return render(request, "angebote/fortbildungen.html", {"gruppen": gruppen(angebote), "fassung": fassung})


@require_safe
def material(request: HttpRequest) -> HttpResponse:
    """The shelf, by Thema; what has none stands last."""
    alle = list(Material.objects.sichtbar().fuer_regal())
    uebersetze(*alle, *(name for eines in alle for name in (eines.thema, eines.sprache) if name))
    alle.sort(key=lambda eines: (eines.thema is None, eines.thema and (eines.thema.reihenfolge, eines.thema.pk)))
    regal = [(thema, list(teil)) for thema, teil in groupby(alle, key=lambda eines: eines.thema)]
    return render(request, "angebote/material.html", {"regal": regal, "fassung": uebersetze(*alle)})


@require_safe
def selbstcheck(request: HttpRequest) -> HttpResponse:
    """The questions „armutssensibel arbeiten“. There is nothing to send: the answers stay in the browser."""
    alle = list(Frage.objects.aktiv())
    fassung = uebersetze(*alle)
    bereiche = [
        (bereich.label, teil)
        for bereich in Frage.Bereich
        if (teil := [frage for frage in alle if frage.bereich == bereich])
    ]
    return render(request, "angebote/selbstcheck.html", {"bereiche": bereiche, "fassung": fassung})


@require_safe
def kalender(request: HttpRequest) -> HttpResponse:
    """The Termine ahead as a calendar file."""
    return kalenderantwort(request, _("Fortbildungen für Fachkräfte"), fortbildungen(), "fortbildungen")


class Rss(Rss201rev2Feed):
    """RSS that stays the same as long as nothing has changed: Django's own names the moment of each look if it is empty."""

    def latest_post_date(self) -> datetime:
        heute = localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return max((tag for eintrag in self.items if (tag := eintrag["updateddate"])), default=heute)


class FortbildungenFeed(Feed):
    """RSS of the Termine ahead; only what stands on the page."""

    feed_type = Rss
    item_guid_is_permalink = False

    @property
    def language(self) -> str:
        return DEUTSCH if sprache() == EINFACH else sprache()

    def title(self) -> str:
        return _("Fortbildungen für Fachkräfte")

    def description(self) -> str:
        return _("Fortbildungen, Fachtage und Treffen für Menschen, die mit Familien arbeiten.")

    def link(self) -> str:
        return reverse("angebote:fortbildungen")

    def items(self) -> list[Eintrag]:
        angebote = fortbildungen()
        in_sprache(angebote)
        paare = [(angebot, termin) for angebot in angebote for termin in angebot.kommende]
        return sorted(paare, key=lambda paar: (paar[1].beginn, paar[1].pk))

    def item_title(self, item: Eintrag) -> str:
        angebot, termin = item
        tag = date_format(localtime(termin.beginn), "DATE_FORMAT")
        return f"{tag}: {str(angebot.titel)}" + (f" ({_('abgesagt')})" if termin.abgesagt else "")

    def item_description(self, item: Eintrag) -> str:
        angebot, termin = item
        return " · ".join(filter(None, (str(angebot.kurzbeschreibung), angebot.ort_kurz, str(termin.hinweis))))

    def item_link(self, item: Eintrag) -> str:
        return item[0].get_absolute_url()

    def item_guid(self, item: Eintrag) -> str:
        return item[1].kennung

    def item_updateddate(self, item: Eintrag):
        return item[0].inhalt_geaendert_am

    item_pubdate = item_updateddate

    @method_decorator(require_safe)
    def __call__(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return super().__call__(request, *args, **kwargs)


feed = FortbildungenFeed()
