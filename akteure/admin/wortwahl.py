"""The list of words, and a hint beside the texts of the admin: live by a small script, and after saving for who has none."""

from typing import ClassVar

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.forms.widgets import Script
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html

from akteure.models import Wortwahl
from akteure.wortwahl import hinweise, muster

from .verben import aufzaehlung


class WortwahlAdmin(admin.ModelAdmin):
    """An admin whose fields `bedacht` hold words for everybody to read."""

    bedacht: ClassVar[tuple[str, ...]] = ()

    class Media:
        js = (Script("js/wortwahl.js", type="module"),)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs) -> forms.Field | None:
        feld = super().formfield_for_dbfield(db_field, request, **kwargs)
        if feld and db_field.name in self.bedacht:
            feld.widget.attrs["data-wortwahl"] = reverse_lazy("admin:akteure_wortwahl_liste")
        return feld

    def save_model(self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool) -> None:
        """Save, then say which words of the texts that were changed just now might be others. Nothing prevents saving."""
        super().save_model(request, obj, form, change)
        geaenderte = [feld for feld in self.bedacht if feld in form.changed_data]
        zeilen = list(Wortwahl.objects.all()) if geaenderte else []
        saetze = [
            f"{form.fields[feld].label}: {hinweis}"
            for feld in geaenderte
            for hinweis in hinweise(getattr(obj, feld), zeilen)
        ]
        if saetze:
            meldung = format_html("Ein Hinweis zu den Worten: {}", aufzaehlung(saetze))
            self.message_user(request, meldung, messages.INFO)


@admin.register(Wortwahl)
class WortwahlListe(admin.ModelAdmin):
    fields = ("ausdruck", "besser", "warum", "reihenfolge")
    list_display = ("ausdruck", "besser", "warum")
    search_fields = ("ausdruck", "besser")
    list_per_page = 200

    def get_urls(self) -> list[URLPattern]:
        liste = path("liste.json", self.admin_site.admin_view(self.als_json), name="akteure_wortwahl_liste")
        return [liste, *super().get_urls()]

    def als_json(self, request: HttpRequest) -> JsonResponse:
        """Return all rows for the script beside the texts."""
        zeilen = [
            {"muster": muster(zeile.ausdruck), "besser": zeile.besser, "warum": zeile.warum}
            for zeile in Wortwahl.objects.all()
        ]
        return JsonResponse({"woerter": zeilen})
