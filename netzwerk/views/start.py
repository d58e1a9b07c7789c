"""The start page."""

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akteure.models import Sprache
from angebote.models import Alltagsfrage, Angebot, AngebotSprache, Lebensphase, Notruf

NEUE = 3


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """One search line, the Lebensphasen as a chain, questions of everyday life, what is new."""
    oeffentlich = Angebot.objects.oeffentlich()
    je_phase = _je(oeffentlich, Angebot.lebensphasen.through, "lebensphase")
    phasen = Lebensphase.objects.annotate(wert=F("slug"), treffer=Coalesce(Subquery(je_phase), 0))
    je_sprache = _je(oeffentlich, AngebotSprache, "sprache")
    sprachen = Sprache.objects.annotate(treffer=Subquery(je_sprache)).filter(treffer__gt=0)
    kontext = {
        "kette": [
            {"phase": phase, "treffer": phase.treffer, "adresse": f"lebensphase={phase.slug}"} for phase in phasen
        ],
        "sprachen": [{"wert": s.code, "name": s.name, "treffer": s.treffer} for s in sprachen],
        "fragen": Alltagsfrage.objects.all(),
        "notrufe": Notruf.objects.filter(auf_start=True),
        "neue": oeffentlich.nach_neuigkeit()[:NEUE],
        "zahlen": oeffentlich.kostenfreie_von_allen(),
    }
    return render(request, "netzwerk/start.html", kontext)


def _je(oeffentlich, durch, spalte: str):
    """Return a subquery that counts the public Angebote of the outer row by way of `durch`."""
    paare = durch.objects.filter(**{spalte: OuterRef("pk")}, angebot__in=oeffentlich.order_by().values("pk")).order_by()
    return paare.values(spalte).annotate(n=Count("angebot", distinct=True)).values("n")
