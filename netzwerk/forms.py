"""Forms for visitors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akteure.falten import ohne_steuerzeichen
from netzwerk.adressen import nur_weg
from netzwerk.models import Rueckmeldung

EINGABE = "kern-form-input__input"


class Weg(forms.CharField):
    """The path of a page, whatever address of it somebody brings; only the path has to be short."""

    def to_python(self, value: Any) -> str:
        return nur_weg(ohne_steuerzeichen(super().to_python(value)))


class BarriereForm(forms.ModelForm):
    """ "Barriere melden". `betreff` is a trap for machines: people do not see it."""

    betreff = forms.CharField(required=False)

    class Meta:
        model = Rueckmeldung
        fields = ("text", "seite", "mail")
        field_classes = {"seite": Weg}
        labels = {
            "text": _("Was hat nicht geklappt?"),
            "seite": _("Auf welcher Seite?"),
            "mail": _("Ihre E-Mail-Adresse"),
        }
        help_texts = {
            "text": _("Zum Beispiel: Ein Knopf lässt sich mit der Tastatur nicht drücken."),
            "seite": _("Die Adresse der Seite. Wissen Sie sie nicht, lassen Sie das Feld leer."),
            "mail": _("Nur, wenn Sie eine Antwort möchten."),
        }
        error_messages = {
            "text": {
                "required": _("Bitte schreiben Sie, was nicht geklappt hat."),
                "max_length": _("Bitte kürzen Sie den Text auf %(limit_value)d Zeichen. Jetzt sind es %(show_value)d."),
            },
            "seite": {"max_length": _("Diese Adresse ist zu lang. Sie dürfen das Feld auch leer lassen.")},
            "mail": {"invalid": _("Diese Adresse ist nicht vollständig. Ein Beispiel: name@beispiel.de")},
        }
        widgets = {
            "text": forms.Textarea(attrs={"class": EINGABE, "rows": 6}),
            "seite": forms.TextInput(attrs={"class": EINGABE, "autocomplete": "off", "dir": "ltr"}),
            "mail": forms.EmailInput(attrs={"class": EINGABE, "autocomplete": "email", "dir": "ltr"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for feld in self.fields.values():
            feld.widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted, without a word

    def clean_text(self) -> str:
        text = ohne_steuerzeichen(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(self.fields["text"].error_messages["required"], code="required")
        return text

    def clean(self) -> None:
        """Machines fill in everything, and send everything often."""
        if self.cleaned_data.get("betreff"):
            raise forms.ValidationError(
                _("Ein unsichtbares Feld war ausgefüllt. Jetzt ist es wieder leer. Bitte senden Sie noch einmal.")
            )
        if Rueckmeldung.objects.der_letzten_stunde().count() >= Rueckmeldung.HOECHSTENS_JE_STUNDE:
            raise forms.ValidationError(
                _("Gerade kommen sehr viele Meldungen an. Bitte versuchen Sie es in einer Stunde noch einmal.")
            )
