"""Form widgets of the admin, and which model field uses them."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest


class Absaetze(AdminTextareaWidget):
    """A text of several lines. Browsers send CRLF; stored is LF, so that a mere save changes nothing."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 4} | (attrs or {}))

    def value_from_datadict(self, data, files, name: str) -> str | None:
        text = super().value_from_datadict(data, files, name)
        return text.replace("\r\n", "\n") if text else text


class Gradzahl(forms.TextInput):
    """Degrees with decimal comma or point: a text field, because number fields refuse the comma in some browsers."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "size": 14} | (attrs or {}))


FELDER: dict[type[models.Field], dict[str, Any]] = {
    models.TextField: {"widget": Absaetze},
    models.FloatField: {"widget": Gradzahl, "localize": True},
    models.URLField: {"assume_scheme": "https"},
}
"""For `formfield_overrides`."""


class Tabellensatz(forms.BaseInlineFormSet):
    """Rows of a table, where only the head of the column says what a field is: each field gets its name as well."""

    deletion_widget = forms.CheckboxInput(attrs={"aria-label": "Löschen"})

    def add_fields(self, form: forms.BaseForm, index: int | None) -> None:
        super().add_fields(form, index)
        for feld in form.fields.values():
            innen = getattr(feld.widget, "widget", feld.widget)
            innen.attrs.setdefault("aria-label", feld.label or "")


class SchlankeVerweise(admin.options.BaseModelAdmin):
    """Beside a choice: make a new one or change it, not delete it; beside `ohne_verweis` nothing at all."""

    ohne_verweis: ClassVar[frozenset[str]] = frozenset()

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs) -> forms.Field | None:
        feld = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(feld and feld.widget, RelatedFieldWidgetWrapper):
            if db_field.name in self.ohne_verweis:
                feld.widget = feld.widget.widget
                return feld
            feld.widget.can_delete_related = feld.widget.can_view_related = False
        return feld
