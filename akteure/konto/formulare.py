"""Forms of the accounts. Every field says to password managers what belongs into it; pasting is allowed everywhere."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm

EINGABE = "kern-form-input__input"
ZIFFERN = 6
"""So many has a code of an app; anything else is a code of the list."""


class _Felder(forms.BaseForm):
    """Gives the fields the looks of the site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for feld in self.fields.values():
            feld.widget.attrs |= {"class": EINGABE, "dir": "ltr"}
            feld.widget.attrs.pop("autofocus", None)


class AnmeldeForm(_Felder, AuthenticationForm):
    error_messages = {
        "invalid_login": "Name oder Passwort stimmt nicht. Bitte prüfen Sie beides. Groß und klein macht einen Unterschied.",
        "inactive": "Name oder Passwort stimmt nicht. Bitte prüfen Sie beides. Groß und klein macht einen Unterschied.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "E-Mail-Adresse oder Name"
        self.fields["username"].error_messages["required"] = (
            "Bitte tragen Sie Ihre E-Mail-Adresse oder Ihren Namen ein."
        )
        self.fields["password"].error_messages["required"] = "Bitte tragen Sie Ihr Passwort ein."

    def clean_username(self) -> str:
        """Who was invited logs in by mail address, however it is written."""
        name = self.cleaned_data["username"].strip()
        return name.lower() if "@" in name else name


class VergessenForm(_Felder, forms.Form):
    email = forms.EmailField(
        label="Ihre E-Mail-Adresse",
        max_length=254,
        help_text="Die Adresse, an die Ihre Einladung ging.",
        error_messages={
            "required": "Bitte tragen Sie Ihre E-Mail-Adresse ein.",
            "invalid": "Diese Adresse ist nicht vollständig. Ein Beispiel: name@beispiel.de",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class _PasswortFelder(_Felder):
    """Says what a password needs in one sentence: Django's list does not fit into one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = "Nicht nur Ziffern, und keines, das viele Menschen benutzen."
        self.fields["new_password2"].help_text = "Noch einmal dasselbe, damit kein Tippfehler darin bleibt."


class NeuesPasswortForm(_PasswortFelder, SetPasswordForm):
    pass


class PasswortAendernForm(_PasswortFelder, PasswordChangeForm):
    pass


class CodeForm(_Felder, forms.Form):
    """A code of the app, or (`auch_ersatz`) one of the list."""

    code = forms.CharField(
        label="Code aus der App",
        max_length=20,
        error_messages={"required": "Bitte tragen Sie den Code ein."},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, auch_ersatz: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if auch_ersatz:
            self.fields["code"].widget.attrs.pop("inputmode")
            self.fields[
                "code"
            ].help_text = "Sechs Ziffern. Ihr Gerät ist nicht da? Dann geht auch ein Ersatzcode von Ihrer Liste."
        else:
            self.fields["code"].help_text = "Sechs Ziffern. Sie wechseln alle 30 Sekunden."

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split()).lower()
