"""gunicorn as in production, on this machine only."""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.leistung.bestaende import WURZEL, Bestand

FRIST_SEKUNDEN = 60


def umgebung(bestand: Bestand, datenbank: str, statisch: Path) -> dict[str, str]:
    """Return the environment of production. TLS ends at a proxy: the load speaks as that proxy does."""
    eigene = {
        "PRODUKTION": "1",
        "HINTER_PROXY": "1",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": datenbank,
        "GEBIET_ORDNER": str(bestand.ordner),
        "STATIC_ROOT": str(statisch),
        "AUFTRAG_ORDNER": str(statisch.parent / "auftraege"),
        "DJANGO_SETTINGS_MODULE": "tests.leistung.einstellungen",
        "MALLOC_ARENA_MAX": "1",
        "MALLOC_TRIM_THRESHOLD_": "65536",
    }
    return os.environ | eigene | bestand.umgebung


class Gunicorn:
    """A running server with its workers."""

    def __init__(self, prozess: subprocess.Popen, port: int) -> None:
        self.prozess, self.port = prozess, port

    def antwortet(self) -> bool:
        """Return whether /healthz answers."""
        with suppress(OSError):
            verbindung = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            verbindung.request("GET", "/healthz", headers={"X-Forwarded-Proto": "https"})
            return verbindung.getresponse().status == 200
        return False

    def speicher(self) -> float:
        """Return the resident memory of the largest worker in MB."""
        return max(resident(kind) for kind in self._kinder())

    def rechenzeit(self) -> float:
        """Return the seconds the processor has worked for the workers so far."""
        return sum(gerechnet(kind) for kind in self._kinder())

    def _kinder(self) -> list[str]:
        haupt = self.prozess.pid
        return Path(f"/proc/{haupt}/task/{haupt}/children").read_text().split()


def resident(pid: str) -> float:
    """Return the resident memory of a process of this machine in MB."""
    zeilen = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(zeile.split()[1]) / 1024 for zeile in zeilen if zeile.startswith("VmRSS"))


def gerechnet(pid: str | int) -> float:
    """Return the seconds the processor has worked for a process of this machine."""
    felder = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(felder[11]) + int(felder[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def gunicorn(umgebung: dict[str, str], protokoll: Path) -> Iterator[Gunicorn]:
    """Yield the server once it answers; it is gone afterwards."""
    with socket.socket() as steckdose:
        steckdose.bind(("127.0.0.1", 0))
        port = steckdose.getsockname()[1]
    with protokoll.open("w") as datei:
        prozess = subprocess.Popen(
            [sys.executable, "-m", "gunicorn"],
            env=umgebung | {"PORT": str(port)},
            cwd=WURZEL,
            stdout=datei,
            stderr=datei,
        )
    server = Gunicorn(prozess, port)
    try:
        ende = time.monotonic() + FRIST_SEKUNDEN
        while not server.antwortet():
            if prozess.poll() is not None or time.monotonic() > ende:
                sys.exit(f"gunicorn startet nicht:\n{protokoll.read_text()[-2000:]}")
            time.sleep(0.2)
        yield server
    finally:
        prozess.send_signal(signal.SIGQUIT)  # at once: whatever is still being answered, nobody waits for it
        try:
            prozess.wait(20)
        except subprocess.TimeoutExpired:
            prozess.kill()
