"""Log in as a test needs it: here, and nowhere else, stands what a login of the Koordination takes."""

from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from akteure.models import Benutzer

nur_mit_passwort = Client.force_login
"""Log in without the second factor: `nur_mit_passwort(client, konto)`."""


def mit_zweitem_faktor(client: Client, user: Benutzer, backend: str | None = None) -> None:
    """What `client.force_login(konto)` means in this suite: staff has shown the second factor as well."""
    nur_mit_passwort(client, user, backend)
    if user.is_staff:
        geraet, _neu = TOTPDevice.objects.get_or_create(user=user, confirmed=True, defaults={"name": "App"})
        sitzung = client.session
        sitzung[DEVICE_ID_SESSION_KEY] = geraet.persistent_id
        sitzung.save()
