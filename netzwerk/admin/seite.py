"""Pages of text: six, at fixed addresses; what is still to be filled in stands on top."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import HttpRequest

from akteure.admin.felder import Absaetze
from akteure.admin.uebersetzung import UebersetzungenAdmin
from akteure.falten import ohne_steuerzeichen
from akteure.models.uebersetzung import fingerabdruck
from netzwerk.models import Seite

MEGABYTE = 1024 * 1024


class Angabenfeld(forms.CharField):
    """What shall stand at a place of the text."""

    widget = Absaetze({"rows": 2, "cols": 60})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=500, **kwargs)

    def clean(self, wert: Any) -> str:
        text = ohne_steuerzeichen(super().clean(wert))
        if "[[" in text:
            raise forms.ValidationError("Hier geht nur, was auf der Seite stehen soll, ohne „[[“.")
        return text


def angabe_name(stelle: str) -> str:
    """Return the name of the field for a place to be filled in; it stays the same when others come or go."""
    return f"angabe_{fingerabdruck(stelle)}"


class SeiteForm(forms.ModelForm):
    """Takes what is filled in, and looks into files that are just being uploaded."""

    stellen: ClassVar[Sequence[str]] = ()
    """The places of its page that somebody has to fill in."""

    geprueft_leicht = forms.BooleanField(
        label="geprüfte Leichte Sprache",
        required=False,
        help_text="Menschen mit Lernschwierigkeiten haben den Text gelesen und nach den Regeln geprüft. Gilt für den Text, "
        "wie er jetzt ist: Ändern Sie ihn, ist der Haken weg.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for stelle in self.instance.auszufuellende:
            self.initial.setdefault(angabe_name(stelle), self.instance.angaben.get(stelle, ""))
        self.initial["geprueft_leicht"] = self.instance.ist_leicht_geprueft

    def save(self, commit: bool = True) -> Any:
        for stelle in self.stellen:
            self.instance.angaben[stelle] = self.cleaned_data[angabe_name(stelle)]
        if "geprueft_leicht" in self.changed_data:
            geprueft = self.cleaned_data["geprueft_leicht"]
            self.instance.leicht_geprueft = fingerabdruck(self.instance.text) if geprueft else ""
        return super().save(commit)

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

    def get_form(self, request: HttpRequest, obj: Seite | None = None, change: bool = False, **kwargs: Any) -> Any:
        """One field for every place of the text that somebody has to fill in."""
        stellen = obj.auszufuellende if obj else []
        felder = {angabe_name(stelle): Angabenfeld(label=stelle) for stelle in stellen}
        kwargs["form"] = type("SeiteForm", (self.form,), felder | {"stellen": stellen})
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Seite | None = None) -> list:
        dazu = {
            Seite.Slug.LEICHTE_SPRACHE: ["geprueft_leicht"],
            Seite.Slug.GEBAERDENSPRACHE: ["video", "untertitel"],
        }
        felder = ["adresse", "titel", "text", "stand", *dazu.get(obj.slug if obj else "", [])]
        angaben = [angabe_name(stelle) for stelle in obj.auszufuellende] if obj else []
        hilfe = "Steht in allen Sprachen an der Stelle im Text, auf Deutsch. Die Übersetzungen veralten dadurch nicht."
        unten = [("Angaben", {"description": hilfe, "fields": angaben})] if angaben else []
        return [(None, {"fields": felder}), *unten]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Seite | None = None) -> bool:
        return False
