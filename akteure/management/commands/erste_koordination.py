"""Create the first account of the Koordination. There is no default password, ever."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from akteure.models import Benutzer


class Command(BaseCommand):
    help = "Legt das erste Konto der Koordination an und fragt nach Name, E-Mail-Adresse und Passwort."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--benutzer", default="", help="Name zum Anmelden")
        parser.add_argument("--mail", default="", help="E-Mail-Adresse")
        parser.add_argument(
            "--passwort-von-stdin", action="store_true", help="das Passwort aus der ersten Zeile der Eingabe lesen"
        )
        parser.add_argument("--weitere", action="store_true", help="auch wenn es schon ein solches Konto gibt")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["weitere"] and Benutzer.objects.filter(is_superuser=True, is_active=True).exists():
            raise CommandError("Es gibt schon ein Konto der Koordination. Ein weiteres legen Sie mit --weitere an.")
        von_stdin = options["passwort_von_stdin"]
        if von_stdin and not (options["benutzer"] and options["mail"]):
            raise CommandError("Zu --passwort-von-stdin gehören auch --benutzer und --mail.")
        try:
            konto = self._konto(options["benutzer"] or input("Name zum Anmelden: "), options["mail"])
            passwort = sys.stdin.readline().rstrip("\r\n") if von_stdin else self._frage_passwort()
        except (EOFError, KeyboardInterrupt):
            raise CommandError("Abgebrochen. Es wurde kein Konto angelegt.") from None
        self._pruefe(validate_password, passwort, konto)
        konto.set_password(passwort)
        konto.save()
        self.stdout.write(f"Das Konto „{konto.username}“ ist angelegt. Anmelden können Sie sich unter /admin/.")

    def _konto(self, name: str, mail: str) -> Benutzer:
        """Return the account, checked, without a password."""
        mail = mail or input("E-Mail-Adresse: ")
        konto = Benutzer(
            username=Benutzer.normalize_username(name.strip()),
            email=Benutzer.objects.normalize_email(mail.strip()),
            rolle=Benutzer.Rolle.KOORDINATION,
            is_staff=True,
            is_superuser=True,
        )
        self._pruefe(validate_email, konto.email)
        self._pruefe(konto.full_clean, exclude={"password"})
        return konto

    def _frage_passwort(self) -> str:
        if not sys.stdin.isatty():
            raise CommandError("Bitte in einem Terminal aufrufen oder --passwort-von-stdin verwenden.")
        passwort = getpass("Passwort: ")
        if passwort != getpass("Passwort noch einmal: "):
            raise CommandError("Die beiden Passwörter sind verschieden. Es wurde kein Konto angelegt.")
        return passwort

    def _pruefe(self, regel: Callable[..., object], *werte: Any, **optionen: Any) -> None:
        try:
            regel(*werte, **optionen)
        except ValidationError as gruende:
            raise CommandError(" ".join(["Es wurde kein Konto angelegt.", *gruende.messages])) from None
