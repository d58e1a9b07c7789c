"""What visitors report: to read, to note what was done, to tick off."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from akteure.admin.felder import FELDER
from akteure.admin.suche import GefalteteSuche
from akteure.admin.verben import Verb, VerbenAdmin
from netzwerk.adressen import ist_eigene
from netzwerk.models import Rueckmeldung

VERBEN = (
    Verb("erledigen", "Erledigt", "erledigt", frozenset({Rueckmeldung.Status.OFFEN})),
    Verb("wieder_oeffnen", "Wieder öffnen", "wieder offen", frozenset({Rueckmeldung.Status.ERLEDIGT})),
)


class StatusFilter(admin.SimpleListFilter):
    title = "Status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return Rueckmeldung.Status.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(erledigt_am__isnull=self.value() == "offen") if self.value() else queryset


@admin.register(Rueckmeldung)
class RueckmeldungAdmin(VerbenAdmin, GefalteteSuche):
    """What somebody wrote stays as it is; only `notiz` is ours."""

    verben = VERBEN
    fields = ("nachricht", "wo", "mail", "erstellt_am", "erledigt_am", "notiz")
    readonly_fields = ("nachricht", "wo", "mail", "erstellt_am", "erledigt_am")
    formfield_overrides = FELDER
    list_display = ("anfang", "art", "seite", "erstellt_am", "erledigt_am")
    list_filter = (StatusFilter,)
    search_fields = ("suchtext",)
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="Nachricht")
    def anfang(self, rueckmeldung: Rueckmeldung) -> str:
        return format_html('<bdi dir="auto">{}</bdi>', Truncator(rueckmeldung.text).chars(80))

    @admin.display(description="Nachricht")
    def nachricht(self, rueckmeldung: Rueckmeldung) -> SafeString:
        return format_html('<div dir="auto">{}</div>', linebreaksbr(rueckmeldung.text, autoescape=True))

    @admin.display(description="Seite")
    def wo(self, rueckmeldung: Rueckmeldung) -> str:
        """A link only where it is an address of ours."""
        if ist_eigene(rueckmeldung.seite):
            return format_html('<a href="{0}">{0}</a>', rueckmeldung.seite)
        return rueckmeldung.seite or "–"
