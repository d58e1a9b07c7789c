"""The words of the search: a Begriff with all its Schreibweisen on one page."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from akteure.admin.felder import FELDER, SchlankeVerweise
from akteure.admin.suche import GefalteteSuche
from akteure.falten import stamm, suchform
from angebote.models import Begriff, Schreibweise


class SchreibweiseInline(SchlankeVerweise, admin.TabularInline):
    model = Schreibweise
    fields = ("text", "sprache", "richtung", "geprueft")
    ohne_verweis = frozenset({"sprache"})
    extra = 1


@admin.register(Begriff)
class BegriffAdmin(SchlankeVerweise, GefalteteSuche):
    fields = ("name", "slug", "thema", ("lebensphase", "art"), "ausschluss", "sensibel")
    formfield_overrides = FELDER
    inlines = (SchreibweiseInline,)
    list_display = ("name", "thema", "zahl_der_schreibweisen", "sensibel")
    list_filter = ("sensibel", ("thema", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("thema",)
    list_per_page = 200
    ordering = ("name",)
    ohne_verweis = frozenset({"thema", "lebensphase"})
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(zahl=Count("schreibweisen"))

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Also by any of its Schreibweisen, in any language."""
        gefunden = Schreibweise.objects.none()
        for form in filter(None, {suchform(search_term), stamm(search_term)}):
            gefunden |= Schreibweise.objects.filter(gefaltet__contains=form)
        nach_namen, _doppelt = super().get_search_results(request, queryset, search_term)
        return nach_namen | queryset.filter(pk__in=gefunden.values("begriff")), False

    def get_prepopulated_fields(self, request: HttpRequest, obj: Begriff | None = None) -> dict[str, tuple[str, ...]]:
        return {} if obj else {"slug": ("name",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Begriff | None = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()

    @admin.display(description="Schreibweisen", ordering="zahl")
    def zahl_der_schreibweisen(self, begriff: Begriff) -> int:
        return begriff.zahl
