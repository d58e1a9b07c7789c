"""PDF from HTML, in a process of its own (see setzen.py): the web process stays small, and a hard page cannot hold it up."""

import ctypes.util
import importlib.util
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from django.conf import settings

from angebote.vermittlung.setzen import OHNE_BIBLIOTHEK, SEITE

ORDNER = settings.BASE_DIR / "build" / "static"
"""Where stylesheet and fonts lie; an address in the HTML such as css/handzettel.css is meant below it."""
BIBLIOTHEKEN = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "fontconfig")
SEKUNDEN = 25
UMGEBUNG = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "XDG_CACHE_HOME", "FONTCONFIG_FILE")
"""All that the process gets to know of ours: no key, no database."""

logger = logging.getLogger(__name__)
_platz = threading.BoundedSemaphore(1)
"""One PDF at a time in each web process: the pages of everybody else go on."""


class KeinPdf(Exception):
    """There is no PDF now: the libraries are missing, it took too long, or another one is being made."""


@cache
def _bibliotheken_da() -> bool:
    """Asked once: what is installed does not change while we run."""
    da = importlib.util.find_spec("weasyprint") is not None
    return da and all(ctypes.util.find_library(name) for name in BIBLIOTHEKEN)


def moeglich() -> bool:
    """Can this machine make PDFs, and shall it (setting PDF)?"""
    return settings.PDF and _bibliotheken_da()


def als_pdf(
    html: str, geduld: float = 1.0, sekunden: float | None = None, je_seite: Callable[[int], None] | None = None
) -> bytes:
    """Return the page as PDF/UA-1; KeinPdf where that is not possible now. `geduld`: so many seconds it waits for its turn.
    `sekunden`: so long it may take. `je_seite` is told the number of every page that is set."""
    if not _platz.acquire(timeout=geduld):
        raise KeinPdf("another one is being made")
    try:
        lauf = _setzen(html, sekunden or SEKUNDEN, je_seite)
        if lauf.returncode == -signal.SIGSEGV:
            # Seen once on a busy machine: a library of the system crashed. Whoever waits would rather wait a second longer.
            logger.warning("Das Setzen eines PDFs ist abgestürzt und wird wiederholt.")
            lauf = _setzen(html, sekunden or SEKUNDEN, je_seite)
        return _gelungen(lauf)
    finally:
        _platz.release()


def _setzen(html: str, sekunden: float, je_seite: Callable[[int], None] | None) -> subprocess.CompletedProcess:
    with ThreadPoolExecutor(1) as gruppe:
        lesen, schreiben = os.pipe()
        prozess = gruppe.submit(_prozess, html, sekunden, schreiben)
        # `je_seite` is called here and not in the thread that waits: it may use the database connection of this one.
        with os.fdopen(lesen, encoding="utf-8", errors="replace") as zeilen:
            for zeile in zeilen:
                if je_seite and zeile.startswith(SEITE):
                    je_seite(int(zeile.removeprefix(SEITE)))
        return prozess.result()


def _gelungen(lauf: subprocess.CompletedProcess) -> bytes:
    if lauf.returncode == OHNE_BIBLIOTHEK:
        raise KeinPdf("a library is missing")
    if lauf.returncode or not lauf.stdout.startswith(b"%PDF"):
        raise KeinPdf(f"the process ended with {lauf.returncode}")
    return lauf.stdout


def _prozess(html: str, sekunden: float, meldungen: int) -> subprocess.CompletedProcess:
    """Run the process; what it tells goes to the pipe `meldungen`, which is closed when it has ended."""
    befehl = [sys.executable, "-m", "angebote.vermittlung.setzen", str(ORDNER)]
    umgebung = {name: os.environ[name] for name in UMGEBUNG if name in os.environ}
    try:
        return subprocess.run(  # noqa: S603 - a fixed command; the page goes in as data
            befehl,
            input=html.encode(),
            stdout=subprocess.PIPE,
            stderr=meldungen,
            cwd=settings.BASE_DIR,
            env=umgebung,
            timeout=sekunden,
        )
    except subprocess.TimeoutExpired as fehler:
        raise KeinPdf("it took too long") from fehler
    finally:
        os.close(meldungen)
