"""Accounts. Only a superuser hands out rights."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest

from akteure.models import Benutzer

RECHTE = ("is_active", "is_staff", "is_superuser")

admin.site.unregister(Group)  # rights here are the three of RECHTE


class KontoFormular(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = Benutzer
        help_texts = {
            "first_name": "So begrüßt das System die Person.",
            "last_name": "Darf leer bleiben.",
            "email": "Für das Zurücksetzen des Passworts.",
        }


@admin.register(Benutzer)
class BenutzerAdmin(UserAdmin):
    form = KontoFormular
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": (("first_name", "last_name"), "email")}),
        ("Aufgabe", {"fields": ("rolle", "akteur")}),
        ("Rechte", {"classes": ("collapse",), "fields": RECHTE}),
        ("Anmeldungen", {"fields": (("last_login", "date_joined"),)}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "usable_password", "password1", "password2")}),
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
