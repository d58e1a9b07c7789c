"""Forms of the gap register: one for each step."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from akteure.models import Benutzer
from angebote.models import Angebot
from netzwerk.models import Ansicht, Luecke
from netzwerk.models.schritte import Status

EINGABE = "kern-form-input__input"
ZU_LANG = "Bitte kürzen Sie den Text auf %(limit_value)d Zeichen. Jetzt sind es %(show_value)d."


def text(label: str, hilfe: str = "", fehlt: str = "", zeilen: int = 3) -> forms.CharField:
    """Return a field of several lines; required where `fehlt` says what is missing."""
    return forms.CharField(
        label=label,
        help_text=hilfe,
        required=bool(fehlt),
        max_length=4000,
        widget=forms.Textarea(attrs={"class": EINGABE, "rows": zeilen}),
        error_messages={"required": fehlt, "max_length": ZU_LANG},
    )


class SchrittForm(forms.Form):
    """Base: takes one step; what the model refuses stands above the fields, and nothing typed is lost."""

    titel = ""
    knopf = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for feld in self.fields.values():
            feld.widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted, without a word

    def tun(self, luecke: Luecke, werte: Mapping[str, Any], wer: Mapping[str, Any]) -> None:
        raise NotImplementedError

    def ausfuehren(self, luecke: Luecke, von: Benutzer, stand: int) -> bool:
        """Take the step; return whether it was taken."""
        if not self.is_valid():
            return False
        try:
            self.tun(luecke, self.cleaned_data, {"von": von, "stand": stand})
        except ValidationError as fehler:
            self.add_error(None, fehler)
        return not self.errors


class PruefenForm(SchrittForm):
    titel, knopf = "Als geprüft eintragen", "Geprüft"
    notiz = text(
        "Was spricht dafür, dass etwas fehlt?",
        "Zum Beispiel Rückmeldungen von Familien oder Fachkräften, ein Gespräch, eine Zahl. Bitte keine Namen.",
    )

    def tun(self, luecke: Luecke, werte: Mapping[str, Any], wer: Mapping[str, Any]) -> None:
        luecke.pruefen(werte["notiz"], **wer)


class PlanenForm(SchrittForm):
    titel, knopf = "Maßnahme planen", "Maßnahme eintragen"
    entscheidung = text(
        "Was ist geplant?", "Was beschlossen wurde, und warum.", "Bitte schreiben Sie, was geplant ist."
    )
    zustaendig = forms.CharField(
        label="Wer ist zuständig?",
        help_text="Amt, Akteur oder Gremium. Bitte keine Namen von Personen.",
        max_length=160,
        widget=forms.TextInput(attrs={"class": EINGABE, "autocomplete": "off"}),
        error_messages={"required": "Bitte schreiben Sie, wer zuständig ist.", "max_length": ZU_LANG},
    )
    bis = forms.DateField(
        label="Bis wann?",
        help_text="Zum Beispiel 31.03.2027.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": EINGABE, "type": "date"}),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"],
        error_messages={"required": "Bitte wählen Sie einen Tag.", "invalid": "Bitte so: 31.03.2027."},
    )

    def clean_bis(self) -> date:
        if self.cleaned_data["bis"] < timezone.localdate():
            raise ValidationError("Dieser Tag ist schon vorbei. Bitte wählen Sie einen anderen.")
        return self.cleaned_data["bis"]

    def tun(self, luecke: Luecke, werte: Mapping[str, Any], wer: Mapping[str, Any]) -> None:
        luecke.planen(werte["entscheidung"], werte["zustaendig"], werte["bis"], **wer)


class Angebotswahl(forms.ModelMultipleChoiceField):
    """Public Angebote; a key that no database could hold is no key."""

    def clean(self, value: Any) -> Any:
        if any(len(str(wert)) > 18 for wert in value or ()):
            raise ValidationError(self.error_messages["invalid_pk_value"], code="invalid_pk_value")
        return super().clean(value)


class SchliessenForm(SchrittForm):
    titel, knopf = "Lücke schließen", "Lücke schließen"
    angebote = Angebotswahl(
        Angebot.objects.none(),
        required=False,
        label="Welche Angebote schließen die Lücke?",
        error_messages={
            "invalid_choice": "Eines dieser Angebote ist nicht mehr veröffentlicht. Bitte wählen Sie noch einmal.",
            "invalid_pk_value": "Eines dieser Angebote gibt es nicht. Bitte wählen Sie noch einmal.",
        },
    )
    notiz = text("Was ist geschehen?", "Nötig, wenn Sie kein Angebot wählen.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["angebote"].queryset = Angebot.objects.oeffentlich()

    def tun(self, luecke: Luecke, werte: Mapping[str, Any], wer: Mapping[str, Any]) -> None:
        luecke.schliessen(werte["angebote"], werte["notiz"], **wer)


class KeinBedarfForm(SchrittForm):
    titel, knopf = "Bewusst kein Bedarf", "Kein Bedarf"
    begruendung = text(
        "Warum wird dort nichts gebraucht?",
        "Damit später niemand noch einmal von vorn anfängt.",
        "Bitte schreiben Sie, warum dort nichts gebraucht wird.",
    )

    def tun(self, luecke: Luecke, werte: Mapping[str, Any], wer: Mapping[str, Any]) -> None:
        luecke.kein_bedarf(werte["begruendung"], **wer)


class WiederForm(SchrittForm):
    titel, knopf = "Wieder aufnehmen", "Wieder aufnehmen"
    notiz = text("Warum?")

    def tun(self, luecke: Luecke, werte: Mapping[str, Any], wer: Mapping[str, Any]) -> None:
        luecke.wieder_aufnehmen(werte["notiz"], **wer)


SCHRITTE: Mapping[str, type[SchrittForm]] = {
    Status.GEPRUEFT: PruefenForm,
    Status.GEPLANT: PlanenForm,
    Status.GESCHLOSSEN: SchliessenForm,
    Status.KEIN_BEDARF: KeinBedarfForm,
    Status.ERKANNT: WiederForm,
}
"""Status a step leads to → its form."""


class AnsichtForm(forms.ModelForm):
    """A name for a view of the gap matrix."""

    class Meta:
        model = Ansicht
        fields = ("name",)
        labels = {"name": "Name der Ansicht"}
        widgets = {"name": forms.TextInput(attrs={"class": EINGABE, "autocomplete": "off"})}
        error_messages = {
            "name": {
                "required": "Bitte geben Sie der Ansicht einen Namen.",
                "unique": "Eine Ansicht mit diesem Namen gibt es schon. Bitte wählen Sie einen anderen.",
                "max_length": ZU_LANG,
            }
        }
