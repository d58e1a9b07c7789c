"""The service that translates by machine. Off unless the settings name one; what it gets leaves the server."""

import json
import urllib.error
import urllib.request
from collections.abc import Sequence
from http import HTTPStatus
from http.client import HTTPException
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from akteure.fassung import EINFACH
from akteure.sprachen import DEUTSCH

SEKUNDEN = 20
HOECHSTENS = 4_000_000
"""So many bytes of an answer are read."""


class UebersetzerFehler(Exception):
    """Why nothing was translated, as a sentence for people."""


class Uebersetzer(Protocol):
    """What a back end must be able to do. UEBERSETZER names its class; it is made without arguments."""

    def kann(self, sprache: str) -> bool:
        """Can it translate German into this language?"""

    def uebersetze(self, texte: Sequence[str], sprache: str) -> list[str]:
        """Return the German texts in `sprache`, in their order; UebersetzerFehler if that did not work."""


def uebersetzer() -> Uebersetzer | None:
    """Return the back end of the settings, None where machine translation is off."""
    if not settings.UEBERSETZER:
        return None
    dienst: Uebersetzer = import_string(settings.UEBERSETZER)()
    return dienst


class LibreTranslate:
    """A server with the interface of LibreTranslate, at UEBERSETZER_URL."""

    def __init__(self) -> None:
        if not settings.UEBERSETZER_URL.startswith(("https://", "http://")):
            raise ImproperlyConfigured("UEBERSETZER_URL fehlt: die Adresse des Dienstes mit https:// oder http://.")
        self.adresse = f"{settings.UEBERSETZER_URL.rstrip('/')}/translate"
        self.schluessel = settings.UEBERSETZER_SCHLUESSEL

    def kann(self, sprache: str) -> bool:
        return sprache != EINFACH

    def uebersetze(self, texte: Sequence[str], sprache: str) -> list[str]:
        frage: dict[str, object] = {"q": list(texte), "source": DEUTSCH, "target": sprache, "format": "text"}
        if self.schluessel:
            frage["api_key"] = self.schluessel
        return _ergebnis(self._frage(json.dumps(frage).encode()), len(texte))

    def _frage(self, frage: bytes) -> bytes:
        # The scheme is checked above: neither file: nor ftp: can come in.
        anfrage = urllib.request.Request(  # noqa: S310
            self.adresse, frage, {"Content-Type": "application/json", "Accept": "application/json"}
        )
        try:
            with urllib.request.urlopen(anfrage, timeout=SEKUNDEN) as antwort:  # noqa: S310
                inhalt: bytes = antwort.read(HOECHSTENS)
                return inhalt
        except urllib.error.HTTPError as fehler:
            raise UebersetzerFehler(_grund(fehler.code)) from fehler
        except TimeoutError as fehler:
            raise UebersetzerFehler(
                f"Der Übersetzungsdienst hat {SEKUNDEN} Sekunden lang nicht geantwortet."
            ) from fehler
        except (OSError, HTTPException) as fehler:
            raise UebersetzerFehler("Der Übersetzungsdienst ist nicht zu erreichen.") from fehler


def _grund(status: int) -> str:
    """Return what an error of the service means."""
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return "Der Übersetzungsdienst lehnt uns ab. Bitte UEBERSETZER_SCHLUESSEL prüfen."
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return "Das war dem Übersetzungsdienst zu viel auf einmal. Bitte versuchen Sie es später noch einmal."
    if status == HTTPStatus.BAD_REQUEST:
        return "Der Übersetzungsdienst kann diese Sprache oder diesen Text nicht übersetzen."
    return f"Der Übersetzungsdienst meldet einen Fehler ({status})."


def _ergebnis(inhalt: bytes, anzahl: int) -> list[str]:
    """Return the texts of an answer, if it is one."""
    try:
        daten = json.loads(inhalt)
    except ValueError:
        daten = None
    texte = daten.get("translatedText") if isinstance(daten, dict) else None
    if not isinstance(texte, list) or len(texte) != anzahl or not all(isinstance(text, str) for text in texte):
        raise UebersetzerFehler("Der Übersetzungsdienst hat etwas geantwortet, das wir nicht verstehen.")
    return texte
