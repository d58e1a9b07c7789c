"""The Präventionskette as slides: what stands on them, in the language of the page. Drawn by a process of its own (folien.py)."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from threading import BoundedSemaphore

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akteure.sprachen import richtung, sprache

from .abdeckung import Zelle
from .arten import Zustand
from .kettenbild import Feld, Glied, Kettenbild

TYP = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SEKUNDEN = 20
UMGEBUNG = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")
"""All that the process gets to know of ours: no key, no database."""
SPRACHEN = {"de": "de-DE", "de-simple": "de-DE", "en": "en-GB", "tr": "tr-TR", "ar": "ar-SA", "uk": "uk-UA"} | {
    "ru": "ru-RU",
    "ro": "ro-RO",
}
"""Language of the page → what Office calls it, so that it checks the spelling in the right one."""

_platz = BoundedSemaphore(1)
"""One at a time in each web process: the pages of everybody else go on."""


class KeineFolien(Exception):
    """There are no slides now: the library is missing, it took too long, or others are being made."""


def als_pptx(bild: Kettenbild, name: str, absolut: Callable[[str], str]) -> bytes:
    """Return the slides; KeineFolien where that is not possible now. `absolut` makes a whole address of a path."""
    inhalt = json.dumps(inhalt_der_folien(bild, name, absolut))
    if not _platz.acquire(timeout=5):
        raise KeineFolien("others are being made")
    try:
        lauf = subprocess.run(  # noqa: S603 - a fixed command; the texts go in as data
            [sys.executable, "-m", "netzwerk.planung.folien"],
            input=inhalt.encode(),
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={eine: os.environ[eine] for eine in UMGEBUNG if eine in os.environ},
            timeout=SEKUNDEN,
        )
    except subprocess.TimeoutExpired as fehler:
        raise KeineFolien("it took too long") from fehler
    finally:
        _platz.release()
    if lauf.returncode or not lauf.stdout.startswith(b"PK"):
        raise KeineFolien(f"the process ended with {lauf.returncode}")
    return lauf.stdout


def inhalt_der_folien(bild: Kettenbild, name: str, absolut: Callable[[str], str]) -> dict[str, object]:
    """Return all texts, states and addresses of the slides."""
    liste = absolut(reverse("angebote:liste"))
    return {
        "sprache": SPRACHEN.get(sprache(), sprache()),
        "von_rechts": richtung(sprache()) == "rtl",
        "titel": f"{_('Präventionskette')}: {name}",
        "titel_tabelle": f"{_('Alle Zahlen')}: {name}",
        "thema": _("Thema"),
        "quelle": _("Quelle: Familien stärken, %(adresse)s. Stand %(tag)s. Kreisweite Angebote zählen mit.")
        % {"adresse": absolut(reverse("praeventionskette")), "tag": date_format(bild.stand, "DATE_FORMAT")},
        "legende": [{"zustand": str(zustand), "wort": str(zustand.label)} for zustand in Zustand],
        "glieder": [_glied(glied, len(bild.themen), liste) for glied in bild.glieder],
        "zeilen": [
            {"thema": thema.name, "felder": [_feld(feld, liste) for feld in felder]} for thema, felder in bild.zeilen
        ],
    }


def _stand(zelle: Zelle) -> dict[str, str]:
    return {
        "zustand": str(zelle.zustand),
        "wort": str(zelle.zustand.label),
        "anzahl": ngettext("%(n)s Angebot", "%(n)s Angebote", zelle.anzahl) % {"n": zelle.anzahl},
        "wo": wo_in_worten(zelle),
    }


def wo_in_worten(zelle: Zelle) -> str:
    """Return how many are local, county-wide and near, as the page says it."""
    teile = (
        (zelle.oertlich, _("%(n)s vor Ort")),
        (zelle.kreisweit, _("%(n)s kreisweit")),
        (zelle.nah, _("%(n)s in der Nähe")),
    )
    return " · ".join(satz % {"n": zahl} for zahl, satz in teile if zahl)


def _glied(glied: Glied, themen: int, liste: str) -> dict[str, object]:
    station = glied.station
    weiter = {}
    if glied.weiter:
        weiter = {"name": glied.weiter.wort.name, "adresse": f"{liste}?{glied.weiter.zelle.adresse}"}
        weiter |= _stand(glied.weiter.zelle)
    return _stand(station.gesamt) | {
        "name": station.phase.name,
        "alter": station.phase.alter_text,
        "alter_kurz": station.phase.alter_kurz,
        "papier": station.phase.papier,
        "zustand": str(station.zustand),
        "wort": str(station.zustand.label),
        "themen": _("%(n)s von %(alle)s Themen") % {"n": station.gedeckt, "alle": themen},
        "adresse": f"{liste}?{station.gesamt.adresse}",
        "weiter": weiter,
    }


def _feld(feld: Feld, liste: str) -> dict[str, str]:
    return _stand(feld.zelle) | {"zahl": str(feld.zelle.anzahl), "adresse": f"{liste}?{feld.zelle.adresse}"}
