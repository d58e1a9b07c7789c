"""Pages of text: six, at fixed addresses; what is still to be filled in stands on top."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import HttpRequest

from akteure.admin.felder import Absaetze
from akteure.admin.uebersetzung import UebersetzungenAdmin
from netzwerk.models import Seite

MEGABYTE = 1024 * 1024


class SeiteForm(forms.ModelForm):
    """Looks into files that are just being uploaded."""

    def clean_video(self) -> Any:
        return self._in_grenzen("video")

    def clean_untertitel(self) -> Any:
        datei = self._in_grenzen("untertitel")
        if isinstance(datei, UploadedFile):
            anfang = datei.read(9)
            datei.seek(0)
            if not anfang.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
                raise forms.ValidationError("Das ist keine vtt-Datei: Sie beginnt nicht mit „WEBVTT“.")
        return datei

    def _in_grenzen(self, feld: str) -> Any:
        datei = self.cleaned_data[feld]
        if isinstance(datei, UploadedFile) and datei.size > settings.VIDEO_HOECHSTENS_MB * MEGABYTE:
            raise forms.ValidationError(f"Die Datei ist zu groß. Erlaubt sind {settings.VIDEO_HOECHSTENS_MB} MB.")
        return datei


@admin.register(Seite)
class SeiteAdmin(UebersetzungenAdmin):
    """The law asks for every one of them: none can be added or deleted. `lade_seiten` brings what is missing."""

    form = SeiteForm
    formfield_overrides = {models.TextField: {"widget": Absaetze(attrs={"rows": 30, "cols": 90})}}
    list_display = ("titel", "adresse", "stand", "offen")
    readonly_fields = ("adresse",)
    change_form_template = "admin/netzwerk/seite/change_form.html"

    @admin.display(description="Adresse")
    def adresse(self, seite: Seite) -> str:
        return seite.get_absolute_url()

    @admin.display(description="noch offen")
    def offen(self, seite: Seite) -> str:
        return str(len(seite.offene_stellen) or "–")

    def get_fields(self, request: HttpRequest, obj: Seite | None = None) -> list[str]:
        dazu = {
            Seite.Slug.LEICHTE_SPRACHE: ["geprueft_leicht"],
            Seite.Slug.GEBAERDENSPRACHE: ["video", "untertitel"],
        }
        return ["adresse", "titel", "text", "stand", *dazu.get(obj.slug if obj else "", [])]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Seite | None = None) -> bool:
        return False
