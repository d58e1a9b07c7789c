"""For Fachkräfte: the shelf of Material, with a look into files that are just being uploaded; the sentences of the self-check."""

import zipfile
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest

from akteure.admin.felder import FELDER, SchlankeVerweise
from akteure.admin.lesbarkeit import LesbarkeitAdmin
from akteure.admin.vokabular import VokabelAdmin
from akteure.admin.wortwahl import WortwahlAdmin
from angebote.models import Frage, Material

MEGABYTE = 1024 * 1024
INNEN = {
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "odp": "content.xml",
}
"""Of a kind that is a packed folder: what must lie in it."""
MAKROS = ("vbaproject.bin", "basic/script-lc.xml")
"""What lies in it where it brings a program along."""


def pruefe_datei(datei: UploadedFile) -> None:
    """ValidationError where a file is not what its name says, or brings a program along."""
    endung, anfang = PurePath(datei.name).suffix[1:].lower(), datei.read(5)
    datei.seek(0)
    if endung == "pdf" and not anfang.startswith(b"%PDF-"):
        raise forms.ValidationError("Das ist keine PDF-Datei, auch wenn sie so heißt.")
    if endung not in INNEN:
        return
    try:
        with zipfile.ZipFile(datei) as gepackt:
            namen = {name.lower() for name in gepackt.namelist()}
    except zipfile.BadZipFile as fehler:
        raise forms.ValidationError(f"Das ist keine {endung}-Datei, auch wenn sie so heißt.") from fehler
    finally:
        datei.seek(0)
    if INNEN[endung] not in namen:
        raise forms.ValidationError(f"Das ist keine {endung}-Datei, auch wenn sie so heißt.")
    if any(name.endswith(MAKROS) for name in namen):
        raise forms.ValidationError("In dieser Datei steckt ein Programm (Makro). Bitte speichern Sie sie ohne.")


class MaterialForm(forms.ModelForm):
    def clean_datei(self) -> Any:
        datei = self.cleaned_data["datei"]
        if isinstance(datei, UploadedFile):
            if datei.size > settings.MATERIAL_HOECHSTENS_MB * MEGABYTE:
                raise forms.ValidationError(
                    f"Die Datei ist zu groß. Erlaubt sind {settings.MATERIAL_HOECHSTENS_MB} MB."
                )
            pruefe_datei(datei)
        return datei


@admin.register(Material)
class MaterialAdmin(SchlankeVerweise, LesbarkeitAdmin, WortwahlAdmin, VokabelAdmin):
    form = MaterialForm
    lesbar = bedacht = ("beschreibung",)
    formfield_overrides = FELDER
    ohne_verweis = frozenset({"thema", "sprache"})
    fieldsets = (
        (None, {"fields": ("titel", "slug", "beschreibung", "art", "url", "datei")}),
        ("Woher, und was man damit darf", {"fields": ("quelle", "lizenz", "stand", "sprache")}),
        ("Im Regal", {"fields": ("thema", "reihenfolge", "sichtbar")}),
    )
    list_display = ("titel", "art", "quelle", "lizenz", "thema", "sichtbar", "reihenfolge")
    list_filter = ("art", "sichtbar", "lizenz")
    list_select_related = ("thema",)
    search_fields = ("titel", "quelle")

    def get_prepopulated_fields(self, request: HttpRequest, obj: Material | None = None) -> dict[str, Any]:
        return {} if obj else {"slug": ("titel",)}

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Each alone: its file goes with it."""
        for material in queryset:
            material.delete()


@admin.register(Frage)
class FrageAdmin(LesbarkeitAdmin, WortwahlAdmin, VokabelAdmin):
    lesbar = bedacht = ("text", "tipp")
    formfield_overrides = FELDER
    fields = ("text", "slug", "tipp", "bereich", "reihenfolge", "aktiv")
    list_display = ("text", "bereich", "aktiv", "reihenfolge")
    list_filter = ("bereich", "aktiv")
    search_fields = ("text",)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Frage | None = None) -> dict[str, Any]:
        return {} if obj else {"slug": ("text",)}
