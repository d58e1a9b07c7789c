"""Phone numbers: readable for people, dialable for devices. Numbers without a country belong to Germany."""

import phonenumbers
from django.core.exceptions import ValidationError

LAND = "DE"


def telefon_lesbar(nummer: str) -> str:
    """Return `nummer` as people in the country write it; ValidationError if it cannot be a phone number."""
    try:
        geparst = phonenumbers.parse(nummer, LAND)
    except phonenumbers.NumberParseException as fehler:
        raise ValidationError({"telefon": f"„{nummer}“ ist keine Telefonnummer. Beispiel: 0711 1234567"}) from fehler
    if geparst.country_code != 49:
        return phonenumbers.format_number(geparst, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return phonenumbers.format_number(geparst, phonenumbers.PhoneNumberFormat.NATIONAL)


def telefon_waehlbar(nummer: str) -> str:
    """Return `nummer` as +49…; short numbers such as 112 and unreadable ones as their digits."""
    ziffern = "".join(zeichen for zeichen in nummer if zeichen.isdigit() or zeichen == "+")
    if len(ziffern) <= 6:
        return ziffern
    try:
        return phonenumbers.format_number(phonenumbers.parse(nummer, LAND), phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        return ziffern
