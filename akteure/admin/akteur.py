"""Akteure with their Kontakte and Standorte."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from akteure.models import Akteur, Gemeinde, Kontakt, Standort

from .felder import FELDER, SchlankeVerweise
from .filter import GemeindeAuswahl, PlanungsraumAuswahl
from .lesbarkeit import LesbarkeitAdmin
from .punkt import PunktMixin, melde_punkt
from .suche import GefalteteSuche
from .uebersetzung import UebersetzungenAdmin
from .verben import Verb, VerbenAdmin
from .wortwahl import WortwahlAdmin

VERBEN = (
    Verb("archivieren", "Archivieren", "archiviert", frozenset({Akteur.Status.AKTIV})),
    Verb("wiederherstellen", "Wiederherstellen", "wiederhergestellt", frozenset({Akteur.Status.ARCHIVIERT})),
)


class KontaktInline(admin.StackedInline):
    model = Kontakt
    fields = (
        ("telefon", "mail"),
        ("zustaendigkeit", "erreichbar"),
        ("sichtbarkeit", "reihenfolge"),
        ("name", "einwilligung_am"),
    )

    def get_extra(self, request: HttpRequest, obj: Akteur | None = None, **kwargs) -> int:
        return 0 if obj else 1


class StandortInline(PunktMixin, admin.StackedInline):
    model = Standort
    extra = 0
    classes = ("collapse",)
    show_change_link = True


class AkteurGemeinde(GemeindeAuswahl):
    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.mit_ort_in(Gemeinde.objects.filter(ags=self.value())) if self.value() else queryset


class AkteurPlanungsraum(PlanungsraumAuswahl):
    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        gemeinden = Gemeinde.objects.filter(planungsraum__schluessel=self.value())
        return queryset.mit_ort_in(gemeinden) if self.value() else queryset


class AkteurAdmin(SchlankeVerweise, LesbarkeitAdmin, WortwahlAdmin, UebersetzungenAdmin, VerbenAdmin, GefalteteSuche):
    """Registered by the layer above, which adds the Akteur's Angebote."""

    verben = VERBEN
    lesbar = bedacht = ("beschreibung",)
    fieldsets = (
        (None, {"fields": ("name", "typ", "uebergeordnet", "website")}),
        (
            "Mehr über den Akteur",
            {"classes": ("collapse",), "fields": ("beschreibung", "sensibel", "weitere_namen", "slug", "quelle")},
        ),
    )
    readonly_fields = ("quelle",)
    autocomplete_fields = ("uebergeordnet",)
    formfield_overrides = FELDER
    inlines = (KontaktInline, StandortInline)
    list_display = ("name", "typ", "uebergeordnet", "status")
    list_filter = ("status", "typ", AkteurGemeinde, AkteurPlanungsraum)
    list_select_related = ("uebergeordnet",)
    list_per_page = 50
    search_fields = ("suchtext",)

    def view_on_site(self, akteur: Akteur) -> str | None:
        """Only what the public can open."""
        return akteur.get_absolute_url() if akteur.status == Akteur.Status.AKTIV else None

    def save_formset(self, request: HttpRequest, form, formset, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is Standort:
            for standort in [*formset.new_objects, *(objekt for objekt, _felder in formset.changed_objects)]:
                melde_punkt(self, request, standort)
