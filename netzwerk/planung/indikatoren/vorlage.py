"""The empty table to fill in: a row for every Gemeinde, a column for everything that can be counted."""

import csv
from io import StringIO

from akteure.models import Gemeinde
from netzwerk.models import Indikator
from netzwerk.planung.mappe import Mappe

from .spalten import AGS, NAME

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for Windows-1252."""


def kopf() -> list[str]:
    return [AGS, NAME, *Indikator.Art.labels]


def zeilen() -> list[tuple[str, str]]:
    return list(Gemeinde.objects.order_by("name_sortiert", "ags").values_list("ags", "name"))


def als_csv() -> bytes:
    """Return it with semicolons, as German tables have them."""
    text = StringIO()
    schreiber = csv.writer(text, delimiter=";")
    schreiber.writerow(kopf())
    leer = [""] * len(Indikator.Art)
    schreiber.writerows([ags, name, *leer] for ags, name in zeilen())
    return (BOM + text.getvalue()).encode()


def als_xlsx() -> bytes:
    """Return it with the keys as text, so that no leading zero gets lost."""
    mappe = Mappe()
    mappe.blatt("Indikatoren", [11, 28, *[16] * len(Indikator.Art)], fest="C2")
    mappe.kopf(*kopf())
    mappe.zeilen(zeilen())
    return mappe.bytes()
