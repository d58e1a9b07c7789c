"""The times of an Angebot: three lists in its form, closed until somebody needs them; and the Schulferien."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from akteure.admin.felder import FELDER
from angebote.models import Angebot, Ausnahme, Schulferien, Termin, Zeitfenster

GENAUE_ZEITEN = "Genaue Zeiten"
WANN: dict[type[models.Field], dict[str, Any]] = {
    models.TimeField: {"widget": forms.TimeInput(format="%H:%M", attrs={"type": "time"})},
    models.DateField: {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})},
    models.DateTimeField: {
        "form_class": forms.DateTimeField,
        "widget": forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    },
}
"""The browser's own fields for days and times: they work without a script."""


class ZeitenInline(admin.StackedInline):
    """Some empty rows are always there: nobody needs a script to add one."""

    formfield_overrides: ClassVar[dict[type[models.Field], dict[str, Any]]] = FELDER | WANN
    classes = ("collapse",)
    nach = GENAUE_ZEITEN
    leere = 1

    def get_extra(self, request: HttpRequest, obj: Angebot | None = None, **kwargs) -> int:
        return self.leere


class ZeitfensterInline(ZeitenInline):
    model = Zeitfenster
    verbose_name_plural = "Feste Zeiten in der Woche"
    fields = (("wochentag", "von", "bis"), ("rhythmus", "nter"), ("gueltig_von", "gueltig_bis"), "hinweis")
    leere = 2


class AusnahmeFormular(forms.ModelForm):
    """One day is enough: then the last day is the first one."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bis"].required = False

    def clean_bis(self) -> Any:
        return self.cleaned_data["bis"] or self.cleaned_data.get("von")


class AusnahmeInline(ZeitenInline):
    model = Ausnahme
    form = AusnahmeFormular
    fields = ("art", ("von", "bis"), ("von_zeit", "bis_zeit"), "grund")
    verbose_name_plural = "Ausnahmen: fällt aus, findet doch statt, andere Zeit"


class TerminInline(ZeitenInline):
    model = Termin
    fields = (("beginn", "ende"), ("plaetze_frei", "anmeldeschluss"), "anmeldung_url", "hinweis", "abgesagt")
    verbose_name_plural = "Einzelne Termine (Kurs, Fortbildung, Fest)"


ZEITEN = (ZeitfensterInline, AusnahmeInline, TerminInline)


@admin.register(Schulferien)
class SchulferienAdmin(admin.ModelAdmin):
    fields = ("name", ("von", "bis"), "quelle", "quelle_stand")
    list_display = ("name", "von", "bis", "quelle", "quelle_stand")
    date_hierarchy = "von"
    formfield_overrides = WANN
