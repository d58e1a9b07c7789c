"""The two mails of an account."""

import logging
from collections.abc import Callable
from threading import Thread

from django.conf import settings
from django.core.mail import send_mail
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse

from akteure.models import Benutzer

from .links import EINLADUNG, NEUES_PASSWORT, Link

log = logging.getLogger(__name__)


def _sende(konto: Benutzer, betreff: str, vorlage: str, adresse: str, **angaben: object) -> None:
    text = render_to_string(vorlage, {"konto": konto, "adresse": adresse, "gebiet": settings.GEBIET} | angaben)
    send_mail(f"Familien stärken: {betreff}", text, None, [konto.email])


def _adresse(wurzel: str, name: str, link: Link, konto: Benutzer) -> str:
    return wurzel.rstrip("/") + reverse(f"konto:{name}", args=link.angaben(konto))


def lade_ein(konto: Benutzer, wurzel: str) -> None:
    """Send the link with which somebody sets the first password; OSError where the mail does not leave."""
    adresse = _adresse(wurzel, "einladung", EINLADUNG, konto)
    _sende(konto, "Ihr Konto", "konto/mail_einladung.txt", adresse, tage=settings.EINLADUNG_TAGE)


def schicke_neues_passwort(mail: str, wurzel: str) -> None:
    """Send every account of this mail address the link for a new password."""
    for konto in Benutzer.mit_mail(mail):
        adresse = _adresse(wurzel, "neues_passwort", NEUES_PASSWORT, konto)
        _sende(konto, "neues Passwort", "konto/mail_passwort.txt", adresse, stunden=settings.PASSWORTLINK_STUNDEN)


def nebenher(arbeit: Callable[..., None], *angaben: object) -> None:
    """Do it beside the answer: how long it takes, and whether there is anything to do, must not show in it."""
    Thread(target=_arbeite, args=(arbeit, *angaben)).start()


def _arbeite(arbeit: Callable[..., None], *angaben: object) -> None:
    try:
        arbeit(*angaben)
    except Exception:  # nobody waits for this thread
        log.exception("Eine E-Mail ging nicht hinaus")
    finally:
        connection.close()
