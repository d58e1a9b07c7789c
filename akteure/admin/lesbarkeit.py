"""A gentle hint where a German text is hard to read: live by a small script, and after saving for who has none."""

from typing import ClassVar

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.html import format_html

from akteure.lesbarkeit import lesbarkeit

from .verben import aufzaehlung


class LesbarkeitAdmin(admin.ModelAdmin):
    """An admin whose fields `lesbar` hold sentences for families."""

    lesbar: ClassVar[tuple[str, ...]] = ()

    class Media:
        js = (Script("js/lesbarkeit.js", type="module"),)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs) -> forms.Field | None:
        feld = super().formfield_for_dbfield(db_field, request, **kwargs)
        if feld and db_field.name in self.lesbar:
            feld.widget.attrs["data-lesbarkeit"] = ""
        return feld

    def save_model(self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool) -> None:
        """Save, then say what is hard in the texts that were changed just now. Nothing of it prevents saving."""
        super().save_model(request, obj, form, change)
        saetze = [
            f"{form.fields[feld].label}: {hinweis}"
            for feld in self.lesbar
            if feld in form.changed_data
            for hinweis in lesbarkeit(getattr(obj, feld)).hinweise
        ]
        if saetze:
            meldung = format_html("Ein Hinweis, damit es alle leicht lesen: {}", aufzaehlung(saetze))
            self.message_user(request, meldung, messages.INFO)
