"""Calendar files: of one Angebot, and of a filter of the list."""

from collections.abc import Sequence

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akteure.fassung import uebersetze
from angebote.filter import AngebotFilter
from angebote.kalender import HOECHSTENS_ANGEBOTE, Eintrag, kalenderdatei
from angebote.models import Angebot
from angebote.zeiten import zeiten_von


def kalenderantwort(request: HttpRequest, name: str, angebote: Sequence[Angebot], dateiname: str) -> HttpResponse:
    """Return the times of these Angebote, in the language of the address."""
    heute, domain = timezone.localdate(), request.get_host().partition(":")[0]
    angaben, kalender = zeiten_von([angebot.pk for angebot in angebote], heute)
    prefetch_related_objects(angebote, Angebot.objects.zeilenteile()[0])
    uebersetze(*angebote, *(text for eine in angaben.values() for text in eine.texte))
    eintraege = [
        Eintrag(angebot, angaben[angebot.pk], request.build_absolute_uri(angebot.get_absolute_url()))
        for angebot in angebote
    ]
    inhalt = kalenderdatei(name, eintraege, kalender, heute, domain)
    kopf = {"Content-Disposition": f'inline; filename="{dateiname}.ics"'}
    return HttpResponse(inhalt, content_type="text/calendar; charset=utf-8", headers=kopf)


@require_safe
def angebot(request: HttpRequest, slug: str) -> HttpResponse:
    """The times of one Angebot. Of one about violence, crisis or suicide there is none: others see a calendar too."""
    eines = get_object_or_404(Angebot.objects.oeffentlich().exclude(pk__in=Angebot.heikle()), slug=slug)
    return kalenderantwort(request, str(eines.titel), [eines], eines.slug)


@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    """The times of what a filter finds, the best 200."""
    auswahl = AngebotFilter(request.GET, Angebot.objects.oeffentlich())
    heikle = set(auswahl.bestand.pks_von(auswahl.bestand.heikel))
    angebote = [eines for eines in auswahl.mit_zeiten[:HOECHSTENS_ANGEBOTE] if eines.pk not in heikle]
    worte = [aktiv.name for aktiv in auswahl.aktive]
    name = ": ".join(filter(None, (_("Angebote"), ", ".join(map(str, worte)) or str(settings.GEBIET["name"]))))
    return kalenderantwort(request, name, angebote, "angebote")
