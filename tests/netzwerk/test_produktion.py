"""The site as it runs for families: production settings, collected files, gunicorn."""

import contextlib
import http.client
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

HOST = "familien.example"


@pytest.fixture(scope="module")
def umgebung(tmp_path_factory):
    """Return the environment of a production site with an empty database of its own."""
    ordner = tmp_path_factory.mktemp("produktion")
    return os.environ | {
        "PRODUKTION": "1",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": HOST,
        "DATABASE_URL": f"sqlite:///{ordner / 'netzwerk.sqlite3'}",
        "STATIC_ROOT": str(ordner / "gesammelt"),
        "LOG_STUFE": "INFO",
    }


def manage(umgebung, *befehl) -> str:
    befehl = [sys.executable, "manage.py", *befehl]
    lauf = subprocess.run(befehl, env=umgebung, cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert lauf.returncode == 0, lauf.stderr
    return lauf.stdout + lauf.stderr


def test_check_deploy_ist_still(umgebung):
    ausgabe = manage(umgebung, "check", "--deploy", "--fail-level", "WARNING")
    assert ausgabe.strip() == "System check identified no issues (0 silenced)."


def test_ohne_schluessel_startet_nichts(umgebung):
    lauf = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=umgebung | {"SECRET_KEY": ""},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert lauf.returncode != 0
    assert "make schluessel" in lauf.stderr


def freier_port() -> int:
    with socket.socket() as steckdose:
        steckdose.bind(("127.0.0.1", 0))
        return steckdose.getsockname()[1]


class Seite:
    """A running gunicorn, asked as the proxy asks it."""

    def __init__(self, port: int, protokoll) -> None:
        self.port, self.protokoll = port, protokoll

    def holen(self, pfad: str, **koepfe) -> tuple[http.client.HTTPResponse, bytes]:
        verbindung = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        vorgabe = {"Host": HOST, "X-Forwarded-Proto": "https", "Accept-Encoding": "br, gzip"}
        with contextlib.closing(verbindung):
            verbindung.request("GET", pfad, headers=vorgabe | {n.replace("_", "-"): w for n, w in koepfe.items()})
            antwort = verbindung.getresponse()
            return antwort, antwort.read()

    def zeilen_bis(self, text: str) -> str:
        """Return the log once `text` stands in it; gunicorn writes a line after it has answered."""
        ende = time.monotonic() + 5
        while text not in (zeilen := self.protokoll.read_text()) and time.monotonic() < ende:
            time.sleep(0.05)
        return zeilen

    def wartet(self) -> bool:
        with contextlib.suppress(OSError):
            return self.holen("/healthz")[0].status == 200
        return False


@pytest.fixture(scope="module")
def gesammelt(umgebung) -> Path:
    """Return the folder of the collected files; those of the admin are many and left out."""
    manage(umgebung, "collectstatic", "--noinput", "--verbosity=0", "--ignore=admin")
    return Path(umgebung["STATIC_ROOT"])


def test_leaflet_wird_ohne_quellkarten_gesammelt(gesammelt):
    assert b"sourceMappingURL" in Path(finders.find("leaflet/leaflet.js")).read_bytes()
    namen = json.loads((gesammelt / "staticfiles.json").read_text())["paths"]
    skript = gesammelt / namen["leaflet/leaflet.js"]
    assert b"sourceMappingURL" not in skript.read_bytes()
    assert skript.with_name(skript.name + ".br").exists()


def test_quellen_und_quellkarten_werden_nicht_gesammelt(gesammelt):
    assert not [pfad.name for pfad in gesammelt.rglob("*") if pfad.suffix in (".map", ".py", ".mjs")]
    assert (gesammelt / "css" / "seite.css").exists() and not (gesammelt / "css" / "alle.css").exists()


@pytest.fixture(scope="module")
def seite(umgebung, gesammelt, tmp_path_factory):
    manage(umgebung, "migrate", "--verbosity=0")
    protokoll = tmp_path_factory.mktemp("protokoll") / "gunicorn.log"
    port = freier_port()
    with protokoll.open("w") as datei:
        befehl = [sys.executable, "-m", "gunicorn"]
        umgebung = umgebung | {"PORT": str(port), "PROZESSE": "1"}
        server = subprocess.Popen(befehl, env=umgebung, cwd=settings.BASE_DIR, stdout=datei, stderr=datei)
    try:
        seite = Seite(port, protokoll)
        ende = time.monotonic() + 30
        while not seite.wartet() and server.poll() is None and time.monotonic() < ende:
            time.sleep(0.1)
        assert server.poll() is None, protokoll.read_text()
        yield seite
    finally:
        server.terminate()
        server.wait(15)


def test_seite_kommt_mit_gepackten_dateien_mit_pruefsumme_im_namen(seite):
    antwort, inhalt = seite.holen("/", Accept_Encoding="identity")
    assert antwort.status == 200
    pfade = re.findall(rb'(?:href|src)="(/static/[^"#]+)', inhalt)
    assert any(pfad.endswith(b".css") for pfad in pfade)
    for pfad in pfade:
        assert re.search(rb"\.[0-9a-f]{12}\.", pfad), pfad
        datei, _ = seite.holen(pfad.decode())
        assert datei.status == 200
        assert "immutable" in datei.getheader("Cache-Control")
        if pfad.endswith((b".css", b".js")):
            assert datei.getheader("Content-Encoding") == "br"


def test_koepfe_jeder_antwort(seite):
    for pfad in ("/", "/gibt-es-nicht/", "/admin/login/"):
        antwort, _ = seite.holen(pfad)
        richtlinie = antwort.getheader("Content-Security-Policy")
        assert "default-src 'none'" in richtlinie and "unsafe" not in richtlinie
        assert antwort.getheader("Referrer-Policy") == "no-referrer"
        assert antwort.getheader("X-Content-Type-Options") == "nosniff"
        assert antwort.getheader("X-Frame-Options") == "DENY"
        assert antwort.getheader("Strict-Transport-Security").startswith("max-age=31536000")
        assert "camera=()" in antwort.getheader("Permissions-Policy")


def test_wer_nur_schaut_bekommt_keinen_keks(seite):
    antwort, _ = seite.holen("/")
    assert antwort.getheader("Set-Cookie") is None
    assert "Cookie" not in (antwort.getheader("Vary") or "")


def test_unverschluesselt_wird_umgeleitet_nur_healthz_antwortet(seite):
    antwort, _ = seite.holen("/angebote/", X_Forwarded_Proto="http")
    assert (antwort.status, antwort.getheader("Location")) == (301, f"https://{HOST}/angebote/")
    assert seite.holen("/healthz", X_Forwarded_Proto="http")[0].status == 200


def test_protokoll_ohne_abfrage_adresse_und_link(seite):
    seite.holen("/gibt-es-nicht/?q=geheimwort", X_Forwarded_For="203.0.113.7", User_Agent="geheimer-browser")
    seite.holen("/pflege/geheimlink/?x=1", Referer="https://woanders.example/geheim")
    zeilen = seite.zeilen_bis("GET /pflege/")
    assert "GET /gibt-es-nicht/ 404" in zeilen
    assert "GET /pflege/…/ 404" in zeilen
    assert "geheim" not in zeilen.replace("gibt-es-nicht", "")
    assert "203.0" not in zeilen
