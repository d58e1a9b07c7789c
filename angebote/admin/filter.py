"""Filters of the list of Angebote."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from akteure.admin.filter import GemeindeAuswahl, PlanungsraumAuswahl
from akteure.models import Akteur, Kontakt
from akteure.ort import ort_waehlen
from angebote.models import Angebot, Thema
from angebote.querysets import ohne_punkt

from .verben import WEG


class AkteurFilter(admin.SimpleListFilter):
    """Comes by link from an Akteur; appears only while it is set."""

    title = "Akteur"
    parameter_name = "akteur"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        wert = self.value() or ""
        return (
            [(str(pk), name) for pk, name in Akteur.objects.filter(pk=wert).values_list("pk", "name")]
            if wert.isdecimal()
            else []
        )

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(akteur=self.lookup_choices[0][0]) if self.lookup_choices else queryset


class StatusFilter(admin.SimpleListFilter):
    """Without a choice: all that is not put away."""

    title = "Status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [*Angebot.Status.choices, ("alle", "alle, auch gelöschte")]

    def choices(self, changelist) -> Iterator[dict[str, Any]]:
        erste, *weitere = super().choices(changelist)
        yield erste | {"display": "ohne archivierte und gelöschte"}
        yield from weitere

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() is None:
            return queryset.exclude(status__in=WEG)
        return queryset if self.value() == "alle" else queryset.filter(status=self.value())


class KlaerenFilter(admin.SimpleListFilter):
    """Entries that need somebody's attention."""

    title = "zu klären"
    parameter_name = "klaeren"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("kontakt", "ohne Kontakt"),
            ("punkt", "ohne Punkt"),
            ("bestaetigung", "nicht bestätigt seit 12 Monaten"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "kontakt":
            eigene = Angebot.kontakte.through.objects.filter(
                angebot=OuterRef("pk"), kontakt__sichtbarkeit="oeffentlich"
            )
            des_akteurs = Kontakt.objects.oeffentlich().filter(akteur=OuterRef("akteur"))
            return queryset.filter(~Exists(eigene), ~Exists(des_akteurs))
        if self.value() == "punkt":
            return queryset.filter(ohne_punkt())
        if self.value() == "bestaetigung":
            vor_einem_jahr = timezone.now() - timedelta(days=365)
            return queryset.filter(Q(bestaetigt_am__isnull=True) | Q(bestaetigt_am__lt=vor_einem_jahr))
        return queryset


class OberthemaFilter(admin.SimpleListFilter):
    """An Oberthema with all its Themen."""

    title = "Thema"
    parameter_name = "thema"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return list(Thema.objects.filter(ueber__isnull=True).values_list("slug", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        thema = Q(thema__slug=self.value()) | Q(thema__ueber__slug=self.value())
        return queryset.filter(Exists(Angebot.themen.through.objects.filter(thema, angebot=OuterRef("pk"))))


class AngebotGemeinde(GemeindeAuswahl):
    """Angebote that reach families of a Gemeinde: the same rule as on the public list."""

    title = "erreicht die Gemeinde"

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.erreicht(ort_waehlen(ags=[self.value()])) if self.value() else queryset


class AngebotPlanungsraum(PlanungsraumAuswahl):
    title = "erreicht den Planungsraum"

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.erreicht(ort_waehlen(planungsraum=[self.value()])) if self.value() else queryset


class QuelleFilter(admin.SimpleListFilter):
    title = "Quelle"
    parameter_name = "quelle"
    eigene = "-"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        namen = {"": "selbst eingetragen", "demo": "Beispiel (erfunden)"}
        quellen = Angebot.objects.order_by("quelle").values_list("quelle", flat=True).distinct()
        return [(quelle or self.eigene, namen.get(quelle, quelle)) for quelle in quellen]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        wert = self.value()
        return queryset if wert is None else queryset.filter(quelle="" if wert == self.eigene else wert)
