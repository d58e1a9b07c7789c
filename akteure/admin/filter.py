"""List filters with many choices: one select field instead of a long column of links."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from akteure.models import Gemeinde, Planungsraum


class AuswahlFilter(admin.SimpleListFilter):
    """A filter shown as a select field with a button; works without script."""

    template = "admin/filter_auswahl.html"

    def choices(self, changelist) -> Iterator[dict[str, Any]]:
        andere = {name: werte for name, werte in changelist.get_filters_params().items() if name != self.parameter_name}
        yield {
            "gewaehlt": self.value() or "",
            "optionen": [(str(wert), name) for wert, name in self.lookup_choices],
            "andere": [(name, wert) for name, werte in andere.items() for wert in werte],
            "suche": changelist.query,
        }


class GemeindeAuswahl(AuswahlFilter):
    """Gemeinden by AGS; what the choice means says the subclass."""

    title = "Gemeinde"
    parameter_name = "gemeinde"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return list(Gemeinde.objects.values_list("ags", "name"))


class PlanungsraumAuswahl(AuswahlFilter):
    """Planungsräume by their key; what the choice means says the subclass."""

    title = "Planungsraum"
    parameter_name = "planungsraum"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return list(Planungsraum.objects.values_list("schluessel", "name"))
