"""The list of Angebote: what stands in a line, how to narrow it down."""

from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from akteure.falten import woerter
from angebote.models import Angebot, Lebensphase

from .filter import (
    AkteurFilter,
    AngebotGemeinde,
    AngebotPlanungsraum,
    KlaerenFilter,
    OberthemaFilter,
    QuelleFilter,
    StatusFilter,
)


def vor_wie_langem(zeitpunkt: datetime | None, heute: date) -> str:
    """Return how long ago, in words: "vor 14 Monaten"."""
    if zeitpunkt is None:
        return "noch nie"
    tage = (heute - timezone.localdate(zeitpunkt)).days
    monate = tage * 12 // 365
    if tage < 2:
        return "gestern" if tage == 1 else "heute"
    if monate < 1:
        return f"vor {tage} Tagen"
    if monate < 24:
        return "vor 1 Monat" if monate == 1 else f"vor {monate} Monaten"
    return f"vor {tage // 365} Jahren"


class Angebotsliste(ChangeList):
    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet:
        menge = super().get_queryset(request, exclude_parameters)
        return menge.prefetch_related("lebensphasen", "gemeinden", "orte__standort__gemeinde")


class AngebotListe(admin.ModelAdmin):
    """The list's half of the admin of Angebote."""

    list_display = ("bezeichnung", "akteur", "status_in_worten", "phasen", "wo", "bestaetigt")
    list_filter = (
        AkteurFilter,
        StatusFilter,
        KlaerenFilter,
        AngebotGemeinde,
        AngebotPlanungsraum,
        "lebensphasen",
        OberthemaFilter,
        "art",
        "akteur__typ",
        QuelleFilter,
        "inhalt_geaendert_am",
    )
    list_select_related = ("akteur",)
    list_per_page = 50
    search_fields = ("suchtext",)
    search_help_text = "Wörter aus Titel, Text, Akteur oder Ort – oder die Kennung."
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[ChangeList]:
        return Angebotsliste

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        treffer = queryset.mit_woertern(woerter(search_term))
        return treffer | queryset.filter(kennung=search_term.strip().lower()), False

    @admin.display(description="Titel", ordering="titel_sortiert")
    def bezeichnung(self, angebot: Angebot) -> str:
        return angebot.titel

    @admin.display(description="Status", ordering="status")
    def status_in_worten(self, angebot: Angebot) -> str:
        return format_html('<span class="status status-{}">{}</span>', angebot.status, angebot.get_status_display())

    @admin.display(description="Lebensphasen")
    def phasen(self, angebot: Angebot) -> str:
        phasen = [phase.alter_kurz for phase in angebot.lebensphasen.all()]
        return "alle" if len(phasen) == len(Lebensphase.Papier) else ", ".join(phasen) or "–"

    @admin.display(description="Gemeinde")
    def wo(self, angebot: Angebot) -> str:
        if angebot.einzugsgebiet == Angebot.Einzugsgebiet.KREISWEIT:
            return "im ganzen Kreis"
        namen = [gemeinde.name for gemeinde in angebot.gemeinden.all()]
        namen += [ort.standort.gemeinde.name for ort in angebot.orte.all() if ort.standort.gemeinde]
        namen = list(dict.fromkeys(namen))
        return ", ".join(namen[:3]) + (f" und {len(namen) - 3} weitere" if len(namen) > 3 else "") or "–"

    @admin.display(description="Zuletzt bestätigt", ordering="bestaetigt_am")
    def bestaetigt(self, angebot: Angebot) -> str:
        return vor_wie_langem(angebot.bestaetigt_am, timezone.localdate())
