"""Ordered rows a coordinator edits: the value in addresses is fixed once saved, and what is used stays."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import get_text_list

from akteure.models import Sprache

from .suche import GefalteteSuche
from .uebersetzung import UebersetzungenAdmin


def benutzt_von(zeile: models.Model) -> list[str]:
    """Return who uses `zeile`, as words with numbers: ["12 Angebote", "1 Übergang"]."""
    beziehungen = zeile._meta.related_objects
    zwischen = {beziehung.through for beziehung in beziehungen if beziehung.many_to_many}
    zahlen: dict[type[models.Model], set[int]] = {}
    for beziehung in beziehungen:
        if (modell := beziehung.related_model) not in zwischen:
            gefunden = modell._base_manager.filter(**{beziehung.field.name: zeile}).values_list("pk", flat=True)
            zahlen.setdefault(modell, set()).update(gefunden)
    return [
        f"{len(pks)} {modell._meta.verbose_name if len(pks) == 1 else modell._meta.verbose_name_plural}"
        for modell, pks in zahlen.items()
        if pks
    ]


class Geordnet(UebersetzungenAdmin):
    """Rows with an order that is typed into the list, where only the head of the column says what a field is."""

    list_editable = ("reihenfolge",)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs) -> forms.Field | None:
        feld = super().formfield_for_dbfield(db_field, request, **kwargs)
        if feld and db_field.name == "reihenfolge":
            feld.widget.attrs["aria-label"] = feld.label
        return feld


class VokabelAdmin(Geordnet):
    """Admin of a vocabulary. `fest` cannot change once the row is there: links and files point to it."""

    fest = "slug"
    list_display = ("name", "fest_wert", "reihenfolge")
    list_per_page = 200
    search_fields = ("name",)
    delete_confirmation_template = "admin/vokabular_loeschen.html"
    delete_selected_confirmation_template = "admin/vokabular_auswahl_loeschen.html"

    @admin.display(description="Wert in Adressen")
    def fest_wert(self, zeile: models.Model) -> str:
        return getattr(zeile, self.fest)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        return (self.fest,) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: models.Model | None = None) -> dict[str, Any]:
        return {"slug": ("name",)} if obj is None and self.fest == "slug" else {}

    def get_deleted_objects(self, objs, request: HttpRequest) -> tuple[list, dict, set, list[str]]:
        """Say of each row that is used by whom: nothing is deleted then, neither it nor what uses it."""
        geschuetzt = [
            f"„{zeile}“ steht noch in: {get_text_list(nutzer, 'und')}."
            for zeile in objs
            if (nutzer := benutzt_von(zeile))
        ]
        rechte = set() if self.has_delete_permission(request) else {self.opts.verbose_name}
        zahl = len(objs)
        wort = self.opts.verbose_name if zahl == 1 else self.opts.verbose_name_plural
        return [str(zeile) for zeile in objs], {wort: zahl}, rechte, geschuetzt

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        """Somebody may start to use the row between the question and the answer."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except ProtectedError:
            self.message_user(request, "Dieser Eintrag wird inzwischen benutzt und bleibt.", messages.ERROR)
            return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))


@admin.register(Sprache)
class SpracheAdmin(VokabelAdmin, GefalteteSuche):
    fest = "code"
    fields = ("code", "name", "eigenname", "richtung", "reihenfolge")
    list_display = ("name", "eigenname", "fest_wert", "richtung", "reihenfolge")
    search_fields = ("name", "eigenname", "code")
