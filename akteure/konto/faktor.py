"""The second factor: a code that an app on a phone makes (TOTP), and a list of codes for the day it is lost."""

from base64 import b32encode

import segno
from django.db import transaction
from django_otp import devices_for_user
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from akteure.models import Benutzer

ERSATZCODES = 8


def ist_eingerichtet(konto: Benutzer) -> bool:
    return TOTPDevice.objects.devices_for_user(konto, confirmed=True).exists()


def beginne(konto: Benutzer) -> None:
    """Make the secret of a new app; it counts as soon as one code of it was right."""
    TOTPDevice.objects.get_or_create(user=konto, confirmed=False, defaults={"name": "App"})


def offenes(konto: Benutzer) -> TOTPDevice | None:
    """Return the app that is just being set up."""
    return TOTPDevice.objects.devices_for_user(konto, confirmed=False).first()


def geheimnis(geraet: TOTPDevice) -> str:
    """Return the secret to type, in groups of four."""
    text = b32encode(geraet.bin_key).decode().rstrip("=")
    return " ".join(text[anfang : anfang + 4] for anfang in range(0, len(text), 4))


def qr_bild(geraet: TOTPDevice) -> str:
    """Return the QR code as the address of a picture; always dark on white: cameras want it so."""
    return segno.make(geraet.config_url, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff")


@transaction.atomic
def bestaetige(konto: Benutzer, code: str) -> tuple[TOTPDevice, list[str]] | None:
    """Finish setting up with a right code; return the app and the codes of the list, shown this once. None: wrong."""
    geraet = TOTPDevice.objects.select_for_update().filter(user=konto, confirmed=False).first()
    if geraet is None or not geraet.verify_token(code):
        return None
    geraet.confirmed = True
    geraet.save(update_fields=["confirmed"])
    return geraet, neue_ersatzcodes(konto)


@transaction.atomic
def neue_ersatzcodes(konto: Benutzer) -> list[str]:
    """Make a new list; the old one is worth nothing from now on."""
    StaticDevice.objects.filter(user=konto).delete()
    liste = StaticDevice.objects.create(user=konto, name="Ersatzcodes")
    codes = [StaticToken.random_token() for _nummer in range(ERSATZCODES)]
    liste.token_set.bulk_create(StaticToken(device=liste, token=code) for code in codes)
    return codes


@transaction.atomic
def pruefe(konto: Benutzer, code: str) -> Device | None:
    """Return the device that made the code; None where it is wrong, used already, or tried too soon after a wrong one."""
    art = TOTPDevice if code.isdecimal() else StaticDevice
    for geraet in devices_for_user(konto, for_verify=True):
        if isinstance(geraet, art) and geraet.verify_token(code):
            return geraet
    return None
