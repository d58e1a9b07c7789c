"""Run every check of the project (`make test`) and end with what was skipped and why.

All stages run, also after a failure: one run tells everything. The browser tests run beside the others, which takes a
quarter of the time away on two cores; their output comes last. `python -m tests.alles einheiten browser` runs only the
named ones. Environment: TEST_POSTGRES_URL (a role that may create databases), CHROMIUM (path of a browser).
"""

import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

WURZEL = Path(__file__).resolve().parent.parent
ERGEBNISSE = WURZEL / "build" / "pruefung"
POSTGRES_UEBLICH = "postgres://netzwerk:netzwerk@127.0.0.1:5432/netzwerk"
WENIGE = 3
CHROMIUM_NAMEN = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass
class Schritt:
    """One stage: a command, or the reason why it cannot run here."""

    art: str
    name: str
    befehl: list[str] = field(default_factory=list)
    umgebung: dict[str, str] = field(default_factory=dict)
    fehlt: str = ""
    noch_einmal: bool = False
    """Few failures get a second try, which the last lines tell: a real browser on a busy machine may lose a key press."""

    @property
    def bericht(self) -> Path | None:
        """Return where pytest writes its results; None for other commands."""
        return ERGEBNISSE / f"{self.name}.xml" if "pytest" in self.befehl else None


@dataclass
class Ergebnis:
    schritt: Schritt
    gut: bool
    sekunden: float
    bestanden: int = 0
    gescheitert: int = 0
    uebersprungen: list[str] = field(default_factory=list)
    gescheiterte: list[str] = field(default_factory=list)
    """The failed tests as pytest names them."""
    wiederholt: list[str] = field(default_factory=list)
    """Tests that failed at first and passed when run once more."""
    ausgabe: str = ""
    """What it said, where that is not on the terminal yet."""


def sage(zeile: str) -> None:
    sys.stdout.write(zeile + "\n")
    sys.stdout.flush()


def postgres() -> tuple[str, str]:
    """Return (URL, "") of the server that was asked for or answers at the usual place, or ("", reason)."""
    if url := os.environ.get("TEST_POSTGRES_URL"):
        return url, ""
    try:
        psycopg.connect(POSTGRES_UEBLICH, connect_timeout=3).close()
    except psycopg.OperationalError:
        ort = POSTGRES_UEBLICH.rpartition("@")[2]
        return "", f"nicht erreichbar unter {ort}; anderer Ort mit TEST_POSTGRES_URL"
    return POSTGRES_UEBLICH, ""


def chromium() -> str:
    """Return the Chromium that was asked for or is on the path, or ""."""
    gefunden = (pfad for name in CHROMIUM_NAMEN if (pfad := shutil.which(name)))
    return os.environ.get("CHROMIUM") or next(gefunden, "")


def java() -> str:
    """Return the Java on the path, or ""."""
    return shutil.which("java") or ""


def regeln() -> Iterator[Schritt]:
    """Yield what reads the code without running it."""
    yield Schritt("regeln", "Stil", ["ruff", "check", "--quiet", "."])
    yield Schritt("regeln", "Satz", ["ruff", "format", "--check", "--quiet", "."])
    yield Schritt("regeln", "Vorlagen", ["djlint", "templates", "--lint", "--quiet"])
    yield Schritt("regeln", "Typen", ["mypy"])
    yield Schritt("regeln", "Schichten", ["lint-imports", "--no-cache"])
    yield Schritt("regeln", "Migrationen", ["python", "manage.py", "makemigrations", "--check", "--dry-run"])


def tests() -> Iterator[Schritt]:
    """Yield the unit tests on both databases, and on one the check of the HTML and the browser tests."""
    einheiten = ["pytest", "-m", "not browser and not html"]
    sqlite = {"DATABASE_URL": f"sqlite:///{ERGEBNISSE / 'unbenutzt.sqlite3'}"}
    url, fehlt = postgres()
    yield Schritt("einheiten", "SQLite", einheiten, sqlite)
    yield Schritt("einheiten", "PostgreSQL", einheiten, {"DATABASE_URL": url}, fehlt)
    fehlt = "" if java() else "kein Java gefunden; unter Debian default-jre-headless"
    yield Schritt("html", "HTML", ["pytest", "-m", "html"], sqlite, fehlt)
    browser = chromium()
    fehlt = "" if browser else "kein Chromium gefunden; Pfad mit CHROMIUM"
    yield Schritt("browser", "Browser", ["pytest", "-m", "browser"], sqlite | {"CHROMIUM": browser}, fehlt, True)


def ausfuehren(schritt: Schritt, *, still: bool = False) -> Ergebnis:
    """Run `schritt`; where it says so, few failed tests once more. `still`: keep its output."""
    ergebnis = _laufen(schritt, schritt.befehl, still)
    if not schritt.noch_einmal or not 0 < len(ergebnis.gescheiterte) <= WENIGE:
        return ergebnis
    zweiter = _laufen(schritt, [schritt.befehl[0], *ergebnis.gescheiterte], still)
    zweiter.ausgabe = ergebnis.ausgabe + zweiter.ausgabe
    zweiter.wiederholt = [name for name in ergebnis.gescheiterte if name not in zweiter.gescheiterte]
    zweiter.sekunden += ergebnis.sekunden
    zweiter.bestanden += ergebnis.bestanden
    zweiter.uebersprungen = ergebnis.uebersprungen
    return zweiter


def _laufen(schritt: Schritt, befehl: list[str], still: bool) -> Ergebnis:
    """Run one command with its output on the terminal, or kept."""
    befehl = list(befehl)
    if schritt.bericht:
        befehl += ["-rs", f"--junitxml={schritt.bericht}"]
        schritt.bericht.unlink(missing_ok=True)
    kopf = f"\n── {schritt.name}: {' '.join(befehl)}"
    sage(f"{kopf} … (daneben)" if still else kopf)
    werkzeuge = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    beginn = time.monotonic()
    lauf = subprocess.run(
        befehl,
        cwd=WURZEL,
        env=os.environ | werkzeuge | schritt.umgebung,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if still else None,
        stderr=subprocess.STDOUT if still else None,
        encoding="utf-8",
        errors="replace",
    )
    ergebnis = Ergebnis(schritt, lauf.returncode == 0, time.monotonic() - beginn)
    ergebnis.ausgabe = f"{kopf}\n{lauf.stdout}" if still else ""
    if schritt.bericht and schritt.bericht.exists():
        auszaehlen(ergebnis, ET.parse(schritt.bericht).getroot())
    return ergebnis


def auszaehlen(ergebnis: Ergebnis, wurzel: ET.Element) -> None:
    """Take the numbers of pytest's report, and the reason of every test that was skipped."""
    for fall in wurzel.iter("testcase"):
        grund = fall.find("skipped")
        if grund is not None:
            ergebnis.uebersprungen.append(f"{fall.get('name')} ({grund.get('message')})")
        elif fall.find("failure") is not None or fall.find("error") is not None:
            ergebnis.gescheitert += 1
            ergebnis.gescheiterte.append(f"{fall.get('classname', '').replace('.', '/')}.py::{fall.get('name')}")
        else:
            ergebnis.bestanden += 1


def zusammenfassung(ergebnisse: list[Ergebnis], fehlende: list[Schritt]) -> None:
    """Print a line per stage, the sum of the tests, and last what was skipped and why."""
    sage("\n" + "─" * 60)
    for ergebnis in ergebnisse:
        wort = "gut" if ergebnis.gut else "GESCHEITERT"
        zahlen = (
            f"{ergebnis.bestanden} bestanden, {ergebnis.gescheitert} gescheitert" if ergebnis.schritt.bericht else ""
        )
        sage(f"{ergebnis.schritt.name:12} {wort:12} {ergebnis.sekunden:6.1f} s  {zahlen}".rstrip())
    ausgelassen = [f"{schritt.name} ({schritt.fehlt})" for schritt in fehlende]
    einzelne = [text for ergebnis in ergebnisse for text in ergebnis.uebersprungen]
    if wiederholt := [name for ergebnis in ergebnisse for name in ergebnis.wiederholt]:
        sage(f"Erst beim zweiten Mal bestanden: {', '.join(wiederholt)}")
    bestanden, gescheitert = sum(e.bestanden for e in ergebnisse), sum(e.gescheitert for e in ergebnisse)
    sage(f"Tests: {bestanden} passed, {gescheitert} failed, {len(einzelne)} skipped")
    sage(f"Übersprungen: {', '.join(ausgelassen + einzelne) or 'nichts'}")


def main(arten: list[str]) -> int:
    ERGEBNISSE.mkdir(parents=True, exist_ok=True)
    schritte = [*regeln(), *tests()]
    if unbekannt := set(arten) - {schritt.art for schritt in schritte}:
        sage(f"Unbekannt: {', '.join(sorted(unbekannt))}. Es gibt: regeln, einheiten, html, browser")
        return 2
    for schritt in schritte:
        if arten and schritt.art not in arten:
            schritt.fehlt = "nicht verlangt"
    bereit = [schritt for schritt in schritte if not schritt.fehlt]
    reihe = [schritt for schritt in bereit if schritt.art != "browser"]
    with ThreadPoolExecutor() as daneben:
        laeufe = [daneben.submit(ausfuehren, schritt, still=bool(reihe)) for schritt in bereit if schritt not in reihe]
        ergebnisse = [ausfuehren(schritt) for schritt in reihe]
        ergebnisse += [lauf.result() for lauf in laeufe]
    for ergebnis in ergebnisse:
        if ergebnis.ausgabe:
            sage(ergebnis.ausgabe)
    zusammenfassung(ergebnisse, [schritt for schritt in schritte if schritt.fehlt])
    return 0 if all(ergebnis.gut for ergebnis in ergebnisse) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
