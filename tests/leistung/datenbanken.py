"""Throwaway databases: SQLite files, and PostgreSQL where a server answers or can be started."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.alles import postgres
from tests.leistung.server import gerechnet


@dataclass(frozen=True)
class Server:
    """Where databases can be created; `url` is empty where that is not possible, and `fehlt` says why."""

    name: str
    url: str = ""
    fehlt: str = ""

    @contextmanager
    def datenbank(self, name: str) -> Iterator[str]:
        """Yield the DATABASE_URL of an empty database that is gone afterwards."""
        if self.name == "SQLite":
            yield f"{self.url}/{name}.sqlite3"
            return
        name = f"leistung_{name}_{os.getpid()}"
        self._befehl(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))
        finally:
            self._befehl(f'DROP DATABASE "{name}" WITH (FORCE)')

    def geladen(self, url: str) -> None:
        """Do what PostgreSQL does by itself within a minute of loading."""
        if self.name != "SQLite":
            with psycopg.connect(url, autocommit=True) as verbindung:
                verbindung.execute("VACUUM ANALYZE")

    @contextmanager
    def rechenzeit(self, url: str) -> Iterator[Callable[[], float]]:
        """Yield what returns the seconds the processor has worked so far for the connections to a database that stand
        now. SQLite works inside gunicorn: 0, as for a PostgreSQL on another machine."""
        if self.name == "SQLite":
            yield float
            return
        with psycopg.connect(url, autocommit=True) as verbindung:
            andere = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"

            def bisher() -> float:
                return sum(_gerechnet(pid) for (pid,) in verbindung.execute(andere))

            yield bisher

    def _befehl(self, sql: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as verbindung:
            verbindung.execute(sql)


def _gerechnet(pid: int) -> float:
    with suppress(OSError):
        if Path(f"/proc/{pid}/comm").read_text().strip() == "postgres":
            return gerechnet(pid)
    return 0


@contextmanager
def alle_server(ordner: Path) -> Iterator[list[Server]]:
    """Yield SQLite and PostgreSQL: the server of `make test`, else a cluster of our own."""
    sqlite = Server("SQLite", f"sqlite:///{ordner}")
    url, fehlt = postgres()
    if url:
        yield [sqlite, Server("PostgreSQL", url)]
        return
    programme = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda pfad: float(pfad.parts[-3]))
    als_root = os.geteuid() == 0
    if not programme or (als_root and not _gibt_es("postgres")):
        yield [sqlite, Server("PostgreSQL", fehlt=f"{fehlt}; hier lässt sich auch keiner starten")]
        return
    with _cluster(programme[-1].parent, ["runuser", "-u", "postgres", "--"] if als_root else []) as url:
        yield [sqlite, Server("PostgreSQL", url)]


def _gibt_es(konto: str) -> bool:
    try:
        pwd.getpwnam(konto)
    except KeyError:
        return False
    return True


@contextmanager
def _cluster(programme: Path, als: list[str]) -> Iterator[str]:
    """Yield the URL of a cluster with PostgreSQL's own defaults, reachable on this machine only."""
    with tempfile.TemporaryDirectory(prefix="leistung-") as ordner:
        daten = f"{ordner}/daten"
        if als:
            shutil.chown(ordner, "postgres")
        with socket.socket() as steckdose:
            steckdose.bind(("127.0.0.1", 0))
            port = steckdose.getsockname()[1]
        optionen = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={ordner}"

        def rufe(*befehl: str) -> None:
            subprocess.run([*als, *befehl], cwd=ordner, check=True, stdout=subprocess.DEVNULL)

        rufe(f"{programme}/initdb", f"--pgdata={daten}", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust")
        steuern = (f"{programme}/pg_ctl", f"--pgdata={daten}", "--silent", "--wait")
        rufe(*steuern, "start", f"--log={ordner}/protokoll", f"--options={optionen}")
        try:
            yield f"postgres://{'postgres' if als else os.environ.get('USER', 'postgres')}@127.0.0.1:{port}/postgres"
        finally:
            rufe(*steuern, "stop", "--mode=fast")
