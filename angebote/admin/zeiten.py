"""The times of an Angebot: three tables in its form, closed until somebody needs them; and the Schulferien."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from akteure.admin.felder import FELDER, Tabellensatz
from angebote.models import Angebot, Ausnahme, Schulferien, Termin, Zeitfenster

GENAUE_ZEITEN = "Genaue Zeiten"
UHRZEIT = {models.TimeField: {"widget": forms.TimeInput(format="%H:%M", attrs={"type": "time"})}}


class ZeitenInline(admin.TabularInline):
    """Some empty rows are always there: nobody needs a script to add one."""

    formset = Tabellensatz
    formfield_overrides: ClassVar[dict[type[models.Field], dict[str, Any]]] = FELDER | UHRZEIT
    classes = ("collapse",)
    nach = GENAUE_ZEITEN
    leere = 1

    def get_extra(self, request: HttpRequest, obj: Angebot | None = None, **kwargs) -> int:
        return self.leere


class ZeitfensterInline(ZeitenInline):
    model = Zeitfenster
    verbose_name_plural = "Feste Zeiten in der Woche"
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
    verbose_name_plural = "Ausnahmen: fällt aus, findet doch statt, andere Zeit"


class TerminInline(ZeitenInline):
    model = Termin
    verbose_name_plural = "Einzelne Termine (Kurs, Fortbildung, Fest)"


ZEITEN = (ZeitfensterInline, AusnahmeInline, TerminInline)


@admin.register(Schulferien)
class SchulferienAdmin(admin.ModelAdmin):
    fields = ("name", ("von", "bis"), "quelle", "quelle_stand")
    list_display = ("name", "von", "bis", "quelle", "quelle_stand")
    date_hierarchy = "von"
