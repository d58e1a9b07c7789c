"""An Akteur with its Angebote: the lower layer does not know them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from akteure.admin.akteur import AkteurAdmin
from akteure.models import Akteur

from .verben import WEG


@admin.register(Akteur)
class AkteurMitAngebotenAdmin(AkteurAdmin):
    change_form_template = "admin/angebote/akteur/change_form.html"
    ordering = ("name_sortiert", "pk")  # said again: counting drops the order of the model
    list_display = (*AkteurAdmin.list_display, "zahl_der_angebote")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return (
            super().get_queryset(request).annotate(angebote_zahl=Count("angebote", filter=~Q(angebote__status__in=WEG)))
        )

    @admin.display(description="Angebote", ordering="angebote_zahl")
    def zahl_der_angebote(self, akteur: Akteur) -> int:
        return akteur.angebote_zahl

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args, **kwargs):
        akteur = context.get("original")
        context["angebote_zahl"] = akteur.angebote.exclude(status__in=WEG).count() if akteur else 0
        return super().render_change_form(request, context, *args, **kwargs)
