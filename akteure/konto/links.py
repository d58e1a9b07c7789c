"""Links in mails: signed, for one account, valid once and for a stated time. Nothing of them is stored."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode


class Link(PasswordResetTokenGenerator):
    """Django's token with a purpose and a time of its own. A new password, mail or login makes it invalid."""

    def __init__(self, zweck: str, dauer: Callable[[], timedelta]) -> None:
        super().__init__()
        self.key_salt = zweck
        self.dauer = dauer

    def check_token(self, user: AbstractBaseUser | None, token: str | None) -> bool:
        if not super().check_token(user, token):
            return False
        alter = self._num_seconds(self._now()) - base36_to_int(token.split("-")[0])
        return alter <= self.dauer().total_seconds()

    def angaben(self, konto: AbstractBaseUser) -> list[str]:
        """Return what the address of the link ends with."""
        return [urlsafe_base64_encode(force_bytes(konto.pk)), self.make_token(konto)]


EINLADUNG = Link("akteure.konto.einladung", lambda: timedelta(days=settings.EINLADUNG_TAGE))
NEUES_PASSWORT = Link("akteure.konto.neues_passwort", lambda: timedelta(hours=settings.PASSWORTLINK_STUNDEN))
