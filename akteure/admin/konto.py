"""Accounts. Only a superuser hands out rights."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    ReadOnlyPasswordHashField,
    UserChangeForm,
    UserCreationForm,
)
from django.contrib.auth.models import Group
from django.http import HttpRequest

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


class PasswortFormular(AdminPasswordChangeForm):
    """Every account logs in by password; the choice "without" only confuses."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)


@admin.register(Benutzer)
class BenutzerAdmin(SchlankeVerweise, UserAdmin):
    form = KontoFormular
    add_form = UserCreationForm
    add_form_template = None
    change_password_form = PasswortFormular
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": (("first_name", "last_name"), "email")}),
        ("Aufgabe", {"fields": ("rolle", "akteur")}),
        ("Rechte", {"classes": ("collapse",), "fields": RECHTE}),
        ("Anmeldungen", {"fields": (("last_login", "date_joined"),)}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "password1", "password2")}),
        ("Aufgabe", {"fields": ("rolle", "akteur")}),
    )
    autocomplete_fields = ("akteur",)
    list_display = ("username", "rolle", "akteur", "is_active", "last_login")
    list_filter = ("rolle", "is_active", "is_superuser")
    list_select_related = ("akteur",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")

    def get_readonly_fields(self, request: HttpRequest, obj: Benutzer | None = None) -> tuple[str, ...]:
        return self.readonly_fields if request.user.is_superuser else (*self.readonly_fields, *RECHTE)
