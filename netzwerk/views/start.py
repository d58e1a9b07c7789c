"""The start page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akteure.fassung import Fassung, uebersetze
from angebote.bestand import gedaechtnis
from angebote.models import Alltagsfrage, Angebot, Notruf
from angebote.vokabular import Vokabular

NEUE = 3


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """One search line, the Lebensphasen as a chain, questions of everyday life, what is new."""
    oeffentlich = Angebot.objects.oeffentlich()
    vokabular = Vokabular.laden()
    bestand = gedaechtnis.bestand(vokabular.staende.bestand)
    zahlen = bestand.zaehle("lebensphase", bestand.alle) | bestand.zaehle("sprache", bestand.alle)
    fragen, neue = list(Alltagsfrage.objects.all()), list(oeffentlich.nach_neuigkeit()[:NEUE])
    notrufe = list(Notruf.objects.filter(auf_start=True))
    uebersetze(*fragen, *neue, *notrufe)
    fassung = uebersetze(*fragen, *notrufe) + Fassung.von(neue, ("titel",))
    kontext = {
        "kette": [
            {
                "phase": phase,
                "treffer": zahlen.get(("lebensphase", phase.wert), 0),
                "adresse": f"lebensphase={phase.wert}",
            }
            for phase in vokabular["lebensphase"]
        ],
        "sprachen": [
            {"wert": sprache.wert, "name": sprache.name, "treffer": treffer}
            for sprache in vokabular["sprache"]
            if (treffer := zahlen.get(("sprache", sprache.wert)))
        ],
        "fragen": fragen,
        "notrufe": notrufe,
        "neue": neue,
        "fassung": fassung,
        "zahlen": oeffentlich.kostenfreie_von_allen(),
    }
    return render(request, "netzwerk/start.html", kontext)
