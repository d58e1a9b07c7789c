"""Valid HTML: the Nu checker reads every public page in every language, over the small world of the tests and over the demo
entries, in one run of Java. Errors fail, each with its page and what stands there; nothing is filtered. Warnings are listed.
"""

import json
import subprocess
import warnings
from collections import defaultdict
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from akteure.sprachen import pfad_in
from angebote.suche.buch import gedaechtnis
from tests.alles import WURZEL, java
from tests.browser.seiten import SEITEN as SEITEN_DER_DEMO
from tests.browser.seiten import benenne_kennungen
from tests.test_seiten import SEITEN, fuelle

pytestmark = [pytest.mark.django_db, pytest.mark.html]

VNU = WURZEL / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ENDUNG = ".html"


def lade_demo() -> None:
    call_command("einrichten", demo=True, stdout=StringIO())
    benenne_kennungen()


def schreibe(ordner: Path, seiten: dict[str, str], welt: Callable[[], None]) -> int:
    """Write every page in every language below `ordner`; return how many these are."""
    with transaction.atomic():
        welt()
        for code, _name in settings.LANGUAGES:
            (ordner / code).mkdir(parents=True)
            for name, adresse in seiten.items():
                inhalt = Client().get(pfad_in(adresse, code)).content
                (ordner / code / f"{name.replace(' ', '-')}{ENDUNG}").write_bytes(inhalt)
        transaction.set_rollback(True)
    cache.clear()
    gedaechtnis.vergessen()
    return len(seiten) * len(settings.LANGUAGES)


@pytest.fixture(scope="module")
def meldungen(tmp_path_factory, django_db_setup, django_db_blocker) -> dict[str, dict[str, list[str]]]:
    """{"error" or "info": {message: [page and extract, …]}}."""
    if not java():
        pytest.skip("kein Java gefunden")
    assert VNU.exists(), f"{VNU.relative_to(WURZEL)} fehlt: npm ci --include=dev"
    ordner = tmp_path_factory.mktemp("html")
    with django_db_blocker.unblock():
        erwartet = schreibe(ordner / "klein", SEITEN, fuelle)
        erwartet += schreibe(ordner / "demo", SEITEN_DER_DEMO, lade_demo)
    (ordner / f"500{ENDUNG}").write_bytes((WURZEL / "templates" / "500.html").read_bytes())
    assert len(list(ordner.rglob(f"*{ENDUNG}"))) == erwartet + 1
    befehl = [java(), "-jar", VNU, "--format", "json", "--stdout", "--exit-zero-always", ordner]
    lauf = subprocess.run(befehl, capture_output=True, text=True, check=True)
    gefunden: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for meldung in json.loads(lauf.stdout)["messages"]:
        art = "info" if meldung["type"] == "info" else "error"  # a document that cannot be read is an error as well
        wo = meldung.get("url", "").partition(f"{ordner}/")[2].removesuffix(ENDUNG)
        auszug = " ".join(meldung.get("extract", "").split())
        gefunden[art][meldung["message"]].append(f"{wo}, Zeile {meldung.get('lastLine', '?')}: {auszug}")
    return gefunden


def aufgezaehlt(befunde: dict[str, list[str]], je: int) -> str:
    """Return every message once with its number and its first places."""
    return "\n".join(
        f"{message} ({len(orte)}-mal)" + "".join(f"\n    {ort}" for ort in orte[:je])
        for message, orte in befunde.items()
    )


def test_every_page_in_every_language_is_valid(meldungen):
    if warnungen := meldungen["info"]:
        warnings.warn(aufgezaehlt(warnungen, 1), stacklevel=1)
    assert not meldungen["error"], "\n" + aufgezaehlt(meldungen["error"], 6)
