"""The database of a test for processes beside it: they start real commands and see what the test has made."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from tests.alles import WURZEL


@contextmanager
def geteilte_datenbank(ordner: Path) -> Iterator[str]:
    """Yield a DATABASE_URL under which processes find the data of this test; what they wrote is here afterwards.

    SQLite tests in memory, where nobody else can look: it is copied into a file, and back at the end.
    """
    if connection.vendor != "sqlite":
        daten = connection.settings_dict
        konto = f"{quote(daten['USER'])}:{quote(daten['PASSWORD'])}@{daten['HOST']}:{daten['PORT'] or 5432}"
        yield f"postgres://{konto}/{daten['NAME']}"
        return
    connection.ensure_connection()
    pfad = ordner / "test.sqlite3"
    with closing(sqlite3.connect(pfad)) as datei:
        connection.connection.backup(datei)
    yield f"sqlite:///{pfad}"
    with closing(sqlite3.connect(pfad)) as datei:
        datei.backup(connection.connection)


def befehl(url: str, *name: str, **umgebung: str) -> subprocess.Popen:
    """Start a command of the site."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *name],
        cwd=WURZEL,
        env=os.environ | {"DATABASE_URL": url} | umgebung,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
