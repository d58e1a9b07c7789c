"""Verbs of a model as buttons of the form and as actions of the list. Nothing else in the admin changes a status."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Verb:
    """One change of state: the model's method, its words, and the states in which it makes sense.

    `haupt`: the button that matters most; `auch_neu`: makes sense for an entry that is just being made.
    """

    name: str
    knopf: str
    getan: str
    bei: frozenset[str]
    haupt: bool = False
    auch_neu: bool = False


def aufzaehlung(saetze: list[str]) -> SafeString:
    """Return `saetze` as a list for a message."""
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((satz,) for satz in saetze)))


class VerbenAdmin(admin.ModelAdmin):
    """An admin whose model changes its state by `verben` only."""

    verben: ClassVar[tuple[Verb, ...]] = ()

    def ausfuehren(self, request: HttpRequest, objekt: Any, verb: Verb) -> list[str]:
        """Let `objekt` do `verb`; return what stands against it, [] if it is done."""
        if objekt.status not in verb.bei:
            return [f"„{verb.knopf}“ geht nicht beim Status „{objekt.get_status_display()}“."]
        try:
            getattr(objekt, verb.name)()
        except ValidationError as fehler:
            return list(fehler.messages)
        self.log_change(request, objekt, verb.knopf)
        return []

    # --- the form ---------------------------------------------------------------------------------------------------
    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None) -> HttpResponse:
        if not context.get("is_popup"):
            context["verben"] = [verb for verb in self.verben if (obj.status in verb.bei if obj else verb.auch_neu)]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._nach_dem_speichern(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._nach_dem_speichern(request, obj) or super().response_change(request, obj)

    def _nach_dem_speichern(self, request: HttpRequest, objekt: Any) -> HttpResponse | None:
        """Do the verb of the pressed button. What stands against it is said; the saved entry stays open."""
        verb = next((verb for verb in self.verben if verb.name == request.POST.get("_verb")), None)
        if verb is None or IS_POPUP_VAR in request.POST:
            return None
        adresse = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[objekt.pk])
        if fehlt := self.ausfuehren(request, objekt, verb):
            meldung = format_html("„{}“ ist gespeichert, aber nicht {}. {}", objekt, verb.getan, aufzaehlung(fehlt))
            self.message_user(request, meldung, messages.WARNING)
            return HttpResponseRedirect(adresse)
        meldung = format_html('„<a href="{}">{}</a>“ ist gespeichert und {}.', adresse, objekt, verb.getan)
        self.message_user(request, meldung, messages.SUCCESS)
        return self.response_post_save_change(request, objekt)

    # --- the list ---------------------------------------------------------------------------------------------------
    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        aktionen = super().get_actions(request)
        if IS_POPUP_VAR in request.GET or not self.has_change_permission(request):
            return aktionen
        return {verb.name: (_aktion(verb), verb.name, verb.knopf) for verb in self.verben} | aktionen

    def alle_ausfuehren(self, request: HttpRequest, queryset: models.QuerySet, verb: Verb) -> None:
        """Let every entry do `verb` and report each one that could not."""
        getan = 0
        for objekt in queryset:
            if fehlt := self.ausfuehren(request, objekt, verb):
                meldung = format_html("„{}“ ist nicht {}. {}", objekt, verb.getan, aufzaehlung(fehlt))
                self.message_user(request, meldung, messages.WARNING)
            else:
                getan += 1
        if getan:
            wort = self.opts.verbose_name if getan == 1 else self.opts.verbose_name_plural
            self.message_user(request, f"{getan} {wort}: {verb.getan}.", messages.SUCCESS)


def _aktion(verb: Verb) -> Callable[[VerbenAdmin, HttpRequest, models.QuerySet], None]:
    def aktion(modeladmin: VerbenAdmin, request: HttpRequest, queryset: models.QuerySet) -> None:
        modeladmin.alle_ausfuehren(request, queryset, verb)

    return aktion
