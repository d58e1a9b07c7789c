"""Form fields of the Angebot: age in years and months, Themen on two levels."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator


class AlterWidget(forms.MultiWidget):
    """Two small number fields, years and months."""

    template_name = "admin/widgets/alter.html"
    einheiten = ("Jahre", "Monate")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([forms.NumberInput({"min": -9, "max": 99}) for _einheit in self.einheiten], attrs)

    def decompress(self, value: int | None) -> list[int | None]:
        if value is None:
            return [None, None]
        if value < 12:
            return [None, value]
        return [value // 12, value % 12 or None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        kontext = super().get_context(name, value, attrs)
        for teil, einheit in zip(kontext["widget"]["subwidgets"], self.einheiten, strict=True):
            teil["einheit"] = einheit
        return kontext


class AlterFeld(forms.MultiValueField):
    """An age, stored in months (negative: before birth)."""

    widget = AlterWidget

    def __init__(self, **kwargs) -> None:
        teile = [forms.IntegerField(required=False), forms.IntegerField(required=False)]
        super().__init__(teile, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[int | None]) -> int | None:
        jahre, monate = data_list or (None, None)
        return None if jahre is None and monate is None else (jahre or 0) * 12 + (monate or 0)


class NachOberthema(ModelChoiceIterator):
    """Choices in groups: each Oberthema followed by its Themen. One query."""

    def __iter__(self) -> Iterator[tuple[str, list[tuple[Any, str]]]]:
        zeilen = list(self.queryset)
        for oben in (zeile for zeile in zeilen if zeile.ueber_id is None):
            yield oben.name, [self.choice(zeile) for zeile in (oben, *(z for z in zeilen if z.ueber_id == oben.pk))]


class ThemenWidget(forms.CheckboxSelectMultiple):
    template_name = "admin/widgets/themen.html"


class ThemenFeld(forms.ModelMultipleChoiceField):
    iterator = NachOberthema
