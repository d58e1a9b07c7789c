"""Accounts. Only a superuser hands out rights. A new account gets a mail, never a password from somebody else."""

from functools import partial
from typing import Any

from axes.utils import reset
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    ReadOnlyPasswordHashField,
    UserChangeForm,
)
from django.contrib.auth.models import Group
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest

from akteure.konto.post import lade_ein
from akteure.models import Benutzer

from .felder import SchlankeVerweise

RECHTE = ("is_active", "is_staff", "is_superuser")

admin.site.unregister(Group)  # rights here are the three of RECHTE


class KontoFormular(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = Benutzer
        help_texts = {
            "first_name": "So begrüßt das System die Person.",
            "last_name": "Darf leer bleiben.",
            "email": "Unter dieser Adresse ist die Person zu erreichen.",
        }

    password = ReadOnlyPasswordHashField(
        label="Passwort", help_text="Gespeichert ist nur ein Prüfwert: Niemand kann das Passwort lesen."
    )


class EinladungsFormular(forms.ModelForm):
    """A new account: whose it is and for what. The password its person chooses, behind a link."""

    class Meta:
        model = Benutzer
        fields = ("email", "first_name", "last_name", "rolle", "akteur")
        labels = {"email": "E-Mail-Adresse"}
        help_texts = {
            "email": "Dorthin geht die Einladung. Damit meldet sich die Person später an.",
            "first_name": "So begrüßt die E-Mail die Person.",
            "last_name": "Darf leer bleiben.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["email"].max_length = Benutzer._meta.get_field("username").max_length

    def clean_email(self) -> str:
        mail = self.cleaned_data["email"]
        if Benutzer.objects.filter(Q(email__iexact=mail) | Q(username__iexact=mail)).exists():
            raise forms.ValidationError("Ein Konto mit dieser Adresse gibt es schon.")
        return mail

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        if daten.get("rolle") == Benutzer.Rolle.REDAKTION and not daten.get("akteur"):
            self.add_error("akteur", "Für wen arbeitet die Person? Eine Redaktion gehört zu einem Akteur.")
        return daten

    def save(self, commit: bool = True) -> Benutzer:
        self.instance.vorbereiten()
        return super().save(commit)


class PasswortFormular(AdminPasswordChangeForm):
    """Every account logs in by password; the choice "without" only confuses."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)


@admin.register(Benutzer)
class BenutzerAdmin(SchlankeVerweise, UserAdmin):
    form = KontoFormular
    add_form = EinladungsFormular
    add_form_template = None
    actions = ("noch_einmal_einladen", "sperre_aufheben", "zweiten_faktor_zuruecksetzen")
    change_password_form = PasswortFormular
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": (("first_name", "last_name"), "email")}),
        ("Aufgabe", {"fields": ("rolle", "akteur")}),
        ("Rechte", {"classes": ("collapse",), "fields": RECHTE}),
        ("Anmeldungen", {"fields": (("last_login", "date_joined"),)}),
    )
    add_fieldsets = (
        (
            None,
            {
                "description": "Die Person bekommt eine E-Mail mit einem Link und wählt ihr Passwort selbst.",
                "fields": ("email", ("first_name", "last_name")),
            },
        ),
        (
            "Aufgabe",
            {
                "description": "Fachkraft: sieht Kontakte und Hinweise für Fachkräfte. Redaktion: meldet auch für die eigenen "
                "Angebote, ob Platz ist. Koordination: darf alles in der Verwaltung.",
                "fields": ("rolle", "akteur"),
            },
        ),
    )
    autocomplete_fields = ("akteur",)
    list_display = ("username", "rolle", "akteur", "is_active", "hat_passwort", "last_login")
    list_filter = ("rolle", "is_active", "is_superuser")
    list_select_related = ("akteur",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")

    def get_readonly_fields(self, request: HttpRequest, obj: Benutzer | None = None) -> tuple[str, ...]:
        return self.readonly_fields if request.user.is_superuser else (*self.readonly_fields, *RECHTE)

    def formfield_for_choice_field(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field:
        """Only who has all rights may hand them on: Koordination means all of them."""
        if db_field.name == "rolle" and not request.user.is_superuser:
            kwargs["choices"] = [wahl for wahl in Benutzer.Rolle.choices if wahl[0] != Benutzer.Rolle.KOORDINATION]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @admin.display(description="Passwort gewählt", boolean=True)
    def hat_passwort(self, konto: Benutzer) -> bool:
        return konto.has_usable_password()

    # --- the mail ---------------------------------------------------------------------------------------------------
    def save_model(self, request: HttpRequest, obj: Benutzer, form: forms.ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            transaction.on_commit(partial(self._lade_ein, request, obj))

    def _lade_ein(self, request: HttpRequest, konto: Benutzer) -> None:
        """Send it; the account stays where the mail does not leave."""
        try:
            lade_ein(konto, request.build_absolute_uri("/"))
        except OSError:
            meldung = f"Die Einladung an „{konto.email}“ ging nicht hinaus: Der Mailserver antwortet nicht. Das Konto ist angelegt. "
            meldung += "Wählen Sie später in der Liste „Einladung noch einmal schicken“."
            self.message_user(request, meldung, messages.ERROR)
        else:
            self.message_user(request, f"Die Einladung an „{konto.email}“ ist unterwegs.", messages.SUCCESS)

    @admin.action(description="Einladung noch einmal schicken", permissions=["change"])
    def noch_einmal_einladen(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for konto in queryset:
            if konto.has_usable_password() or not (konto.is_active and konto.email):
                grund = (
                    "hat schon ein Passwort"
                    if konto.has_usable_password()
                    else "ist nicht aktiv oder hat keine Adresse"
                )
                self.message_user(request, f"„{konto}“ {grund}: keine Einladung.", messages.WARNING)
            else:
                self._lade_ein(request, konto)

    # --- help -------------------------------------------------------------------------------------------------------
    @admin.action(description="Anmeldesperre aufheben", permissions=["change"])
    def sperre_aufheben(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        anzahl = sum(reset(username=konto.get_username()) for konto in queryset)
        self.message_user(request, f"{anzahl} Sperren oder Fehlversuche gelöscht.", messages.SUCCESS)

    @admin.action(description="Zweiten Faktor zurücksetzen", permissions=["change"])
    def zweiten_faktor_zuruecksetzen(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """For somebody else: whoever is logged in has just shown that nothing is lost."""
        if not request.user.is_superuser:
            self.message_user(request, "Das darf nur die Koordination.", messages.ERROR)
            return
        for konto in queryset:
            if konto.pk == request.user.pk:
                self.message_user(request, "Den eigenen setzt jemand anderes zurück.", messages.WARNING)
            elif konto.zweiten_faktor_zuruecksetzen():
                self.log_change(request, konto, "Zweiten Faktor zurückgesetzt")
                meldung = f"„{konto}“ richtet den zweiten Faktor beim nächsten Anmelden neu ein."
                self.message_user(request, meldung, messages.SUCCESS)
            else:
                self.message_user(request, f"„{konto}“ hat keinen zweiten Faktor.", messages.WARNING)
