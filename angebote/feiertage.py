"""The Feiertage of Baden-Württemberg, from the library `holidays`, as cheap as they can be had.

The library brings all countries of the world, 10 MB of memory in each web worker for a dozen days. So another process
asks it, once for some years at a time.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from functools import cache

LAND = "BW"
BLOCK = 4
"""So many years are asked for at once."""


def feiertage_um(tag: date) -> Mapping[date, str]:
    """Return the Feiertage from the year before a day to at least two years after it: day → German name."""
    erstes = (tag.year - 1) // BLOCK * BLOCK
    return _feiertage(erstes, erstes + 2 * BLOCK)


@cache
def _feiertage(ab: int, vor: int) -> Mapping[date, str]:
    befehl = [sys.executable, "-c", FRAGE, LAND, str(ab), str(vor)]
    antwort = subprocess.run(befehl, capture_output=True, check=True, encoding="utf-8", timeout=60)  # noqa: S603 (nothing from outside)
    return {date.fromisoformat(tag): name for tag, name in json.loads(antwort.stdout).items()}


FRAGE = """
import json, sys
from holidays import country_holidays
land, ab, vor = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
tage = country_holidays("DE", subdiv=land, years=range(ab, vor), language="de")
sys.stdout.write(json.dumps({tag.isoformat(): name for tag, name in tage.items()}))
"""
