"""Forms of planning; German only."""

from typing import Any

from django import forms
from django.utils import timezone

from akteure.falten import ohne_steuerzeichen
from netzwerk.forms import EINGABE
from netzwerk.models import Indikator, Stichtag
from netzwerk.planung.indikatoren.pruefen import Vorgabe

HOECHSTENS = 4_000_000


class StichtagForm(forms.ModelForm):
    """Why a day is kept."""

    class Meta:
        model = Stichtag
        fields = ("notiz",)
        widgets = {"notiz": forms.TextInput(attrs={"class": EINGABE, "autocomplete": "off"})}


class ZahlenForm(forms.Form):
    """A table of numbers, and what holds for all of it."""

    datei = forms.FileField(
        label="Tabelle",
        help_text="CSV oder XLSX, höchstens 4 MB. Am einfachsten ist die Vorlage unten.",
        widget=forms.FileInput(
            {
                "class": EINGABE,
                "accept": ".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            }
        ),
        error_messages={"required": "Bitte wählen Sie eine Datei.", "empty": "Diese Datei ist leer."},
    )
    stand = forms.DateField(
        label="Stand",
        required=False,
        help_text="An welchem Tag die Zahlen galten; bei Zahlen eines Jahres dessen letzter Tag. Nur, wenn die Tabelle keine Spalte „Stand“ hat.",
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput({"class": EINGABE, "type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Bitte ein Datum wie 31.12.2024."},
    )
    quelle = forms.CharField(
        label="Quelle",
        required=False,
        max_length=Indikator._meta.get_field("quelle").max_length,
        help_text="Amt und Tabelle, wie sie zitiert werden sollen. Nur, wenn die Tabelle keine Spalte „Quelle“ hat.",
        widget=forms.TextInput({"class": EINGABE, "autocomplete": "off"}),
    )
    ersetzen = forms.BooleanField(label="Zahlen einer anderen Quelle vom selben Tag ersetzen", required=False)

    def clean_datei(self) -> Any:
        datei = self.cleaned_data["datei"]
        if datei.size > HOECHSTENS:
            raise forms.ValidationError("Die Datei ist größer als 4 MB. Bitte teilen Sie sie.")
        return datei

    def clean_stand(self) -> Any:
        stand = self.cleaned_data["stand"]
        if stand and stand > timezone.localdate():
            raise forms.ValidationError("Dieser Tag liegt in der Zukunft.")
        return stand

    def clean_quelle(self) -> str:
        return " ".join(ohne_steuerzeichen(self.cleaned_data["quelle"]).split())

    def vorgabe(self) -> Vorgabe:
        """Return what holds where the table says nothing."""
        daten = self.cleaned_data
        return Vorgabe(timezone.localdate(), daten["stand"], daten["quelle"], daten["ersetzen"])
