"""Who works with whom: recorded by the Koordination until Akteure do it themselves."""

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.db.transaction import on_commit
from django.forms import ModelForm
from django.http import HttpRequest

from akteure.admin.felder import FELDER, SchlankeVerweise
from akteure.admin.suche import GefalteteSuche
from akteure.admin.uebersetzung import UebersetzungenAdmin
from akteure.admin.verben import Verb, VerbenAdmin
from netzwerk.models import Gremium, Kooperation
from netzwerk.planung.anordnung import starten

Status = Kooperation.Status
VERBEN = (
    Verb(
        "bestaetigen_von",
        "Bestätigt vom ersten Akteur",
        "vom ersten Akteur bestätigt",
        frozenset({Status.OFFEN, Status.MIT}),
    ),
    Verb(
        "bestaetigen_mit",
        "Bestätigt vom zweiten Akteur",
        "vom zweiten Akteur bestätigt",
        frozenset({Status.OFFEN, Status.VON}),
    ),
    Verb(
        "zuruecknehmen",
        "Bestätigungen zurücknehmen",
        "nicht mehr bestätigt",
        frozenset({Status.VON, Status.MIT, Status.VEREINBART}),
    ),
    Verb("beenden", "Beenden", "beendet", frozenset({Status.OFFEN, Status.VON, Status.MIT, Status.VEREINBART})),
    Verb("wieder_aufnehmen", "Wieder aufnehmen", "wieder aufgenommen", frozenset({Status.BEENDET})),
)


class StatusFilter(admin.SimpleListFilter):
    title = "Status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("offen", "eine Bestätigung fehlt"), ("vereinbart", "von beiden bestätigt"), ("beendet", "beendet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "offen":
                return queryset.unbestaetigt()
            case "vereinbart":
                return queryset.vereinbart()
            case "beendet":
                return queryset.beendet()
        return queryset


class OrdnetNetzwerkAn(admin.ModelAdmin):
    """After every change the picture is put in order anew, in a process of its own."""

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        on_commit(starten)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        super().delete_model(request, obj)
        on_commit(starten)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        super().delete_queryset(request, queryset)
        on_commit(starten)


@admin.register(Kooperation)
class KooperationAdmin(SchlankeVerweise, OrdnetNetzwerkAn, VerbenAdmin, GefalteteSuche):
    verben = VERBEN
    fields = (
        ("von", "mit"),
        ("art", "richtung"),
        "uebergang",
        ("seit", "bis"),
        "personen",
        "oeffentlich",
        ("bestaetigt_von", "bestaetigt_mit"),
        "notiz",
    )
    readonly_fields = ("bestaetigt_von", "bestaetigt_mit")
    autocomplete_fields = ("von", "mit")
    formfield_overrides = FELDER
    list_display = ("__str__", "art", "uebergang", "stand", "oeffentlich", "seit", "bis")
    list_filter = (StatusFilter, "oeffentlich", "art", "uebergang")
    list_select_related = ("von", "mit", "uebergang")
    list_per_page = 50
    search_fields = ("von__suchtext", "mit__suchtext")

    @admin.display(description="Status")
    def stand(self, kooperation: Kooperation) -> str:
        return kooperation.get_status_display()

    def ausfuehren(self, request: HttpRequest, objekt: Kooperation, verb: Verb) -> list[str]:
        on_commit(starten)
        return super().ausfuehren(request, objekt, verb)

    def save_model(self, request: HttpRequest, obj: Kooperation, form, change: bool) -> None:
        vorher = obj.status if change else None
        super().save_model(request, obj, form, change)
        if vorher and vorher != obj.status and not (obj.bestaetigt_von or obj.bestaetigt_mit):
            self.message_user(
                request, "Was vereinbart ist, hat sich geändert. Bitte beide Akteure neu bestätigen lassen."
            )


@admin.register(Gremium)
class GremiumAdmin(SchlankeVerweise, OrdnetNetzwerkAn, UebersetzungenAdmin, GefalteteSuche):
    fields = ("name", "beschreibung", "planungsraum", "lebensphasen", "mitglieder", "oeffentlich")
    autocomplete_fields = ("planungsraum", "mitglieder")
    formfield_overrides = FELDER
    list_display = ("name", "planungsraum", "oeffentlich")
    list_filter = ("oeffentlich", "planungsraum")
    list_select_related = ("planungsraum",)
    search_fields = ("name_sortiert",)
