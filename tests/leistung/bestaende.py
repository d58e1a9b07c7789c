"""What is measured: the demo entries of the county that ships, and a whole Bundesland of real Kitas."""

import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

WURZEL = Path(__file__).resolve().parent.parent.parent
DATEN = Path(os.environ.get("LEISTUNG_DATEN", WURZEL.parent / "shared" / "daten" / "real"))
GROSSES_GEBIET = DATEN / "gebiet_schleswig_holstein.csv"
GROSSER_IMPORT = DATEN / "kitas_schleswig_holstein_vorlage.csv"
GEBIET_TOML = """
name = "Schleswig-Holstein"
im = "in Schleswig-Holstein"
grenzen_quelle = ""
"""


@dataclass(frozen=True)
class Bestand:
    """An area with its entries: commands that load it, and commands under the stop-watch that read `zeilen` lines."""

    name: str
    kuerzel: str
    ordner: Path
    befehle: list[list[str]]
    gestoppt: list[list[str]] = field(default_factory=list)
    zeilen: int = 0
    umgebung: dict[str, str] = field(default_factory=dict)
    fehlt: str = ""
    mit_uebersetzungen: bool = False


def alle_bestaende(ordner: Path) -> list[Bestand]:
    """Return both; of what cannot be loaded here `fehlt` says why."""
    gebiet = WURZEL / "fixtures" / "gebiet"
    vokabular = ["lade_vokabular", str(WURZEL / "fixtures" / "vokabular.json")]
    kreis = [
        ["lade_gebiet", str(gebiet / "gemeinden.csv"), "--grenzen", str(gebiet / "grenzen.geojson")],
        ["lade_ortsteile", str(gebiet / "ortsteile.csv")],
        vokabular,
        ["lade_seiten", str(WURZEL / "fixtures" / "seiten")],
        ["lade_uebersetzungen", str(WURZEL / "fixtures" / "uebersetzungen")],
        ["lade_demo"],
    ]
    (ordner / "gebiet.toml").write_text(GEBIET_TOML, encoding="utf-8")
    fehlende = [pfad.name for pfad in (GROSSES_GEBIET, GROSSER_IMPORT) if not pfad.exists()]
    return [
        Bestand(
            "Landkreis Esslingen, Demo", "demo", gebiet, kreis, umgebung={"DEMO_HINWEIS": "1"}, mit_uebersetzungen=True
        ),
        Bestand(
            "Schleswig-Holstein, Kitas",
            "gross",
            ordner,
            [["lade_gebiet", str(GROSSES_GEBIET)], vokabular],
            gestoppt=[["importiere", str(GROSSER_IMPORT), "--ohne-fehlerzeilen"]] * 2,
            zeilen=1870,
            fehlt=f"es fehlt {', '.join(fehlende)} (Ordner: LEISTUNG_DATEN)" if fehlende else "",
        ),
    ]


@dataclass(frozen=True)
class Lauf:
    """A finished command: what it printed, how long it took, how long the processor worked for it."""

    ausgabe: str
    sekunden: float
    rechenzeit: float


def manage(umgebung: dict[str, str], *befehl: str) -> Lauf:
    """Run a command of the site; what it says on failure ends the run."""
    vorher, beginn = _rechenzeit(), time.monotonic()
    lauf = subprocess.run(
        [sys.executable, "manage.py", *befehl], env=umgebung, cwd=WURZEL, capture_output=True, text=True
    )
    if lauf.returncode:
        sys.exit(f"{' '.join(befehl)} ist gescheitert:\n{lauf.stdout}{lauf.stderr}")
    return Lauf(lauf.stdout, time.monotonic() - beginn, _rechenzeit() - vorher)


def _rechenzeit() -> float:
    verbrauch = resource.getrusage(resource.RUSAGE_CHILDREN)
    return verbrauch.ru_utime + verbrauch.ru_stime
