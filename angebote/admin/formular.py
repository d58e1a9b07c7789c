"""The form of an Angebot. A draft may have gaps; what is missing for publishing says `fehlt_noch()`."""

from typing import Any

from django import forms

from akteure.admin.felder import Absaetze
from angebote.models import Angebot

from .felder import AlterFeld, AlterWidget, ThemenFeld, ThemenWidget

NUR_INTERN = frozenset({"interne_notiz", "quelle", "externe_id"})
"""Fields nobody outside the Koordination reads: a change there does not change the content."""


class AngebotFormular(forms.ModelForm):
    formate = forms.MultipleChoiceField(
        choices=[(wert, Angebot._meta.get_field(f"format_{wert}").verbose_name) for wert in Angebot.FORMATE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label="So findet es statt",
        help_text="Mehreres geht. Bei „zu Hause“, „telefonisch“ und „online“ braucht es keinen Standort.",
    )

    class Meta:
        model = Angebot
        fields = ()
        field_classes = {"alter_von": AlterFeld, "alter_bis": AlterFeld, "themen": ThemenFeld}
        widgets = {
            "kurzbeschreibung": Absaetze({"rows": 2}),
            "alter_von": AlterWidget,
            "alter_bis": AlterWidget,
            "themen": ThemenWidget,
            "lebensphasen": forms.CheckboxSelectMultiple,
            "uebergaenge": forms.CheckboxSelectMultiple,
            "zielgruppen": forms.CheckboxSelectMultiple,
            "ermaessigungen": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("formate", self.instance.formate)
        for name in ("kurzbeschreibung", "art"):
            if name in self.fields:
                self.fields[name].required = False

    def clean_kurzbeschreibung(self) -> str:
        """One sentence, one line: the field is only taller to read it whole."""
        return " ".join(self.cleaned_data["kurzbeschreibung"].split())

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        for wert in Angebot.FORMATE:
            setattr(self.instance, f"format_{wert}", wert in daten.get("formate", ()))
        return daten

    @property
    def inhalt_geaendert(self) -> bool:
        """Has anything changed that people read?"""
        return bool(set(self.changed_data) - NUR_INTERN)
