"""The empty table to fill in: a row for every Gemeinde, a column for everything that can be counted."""

import csv
from io import BytesIO, StringIO

from akteure.models import Gemeinde
from netzwerk.models import Indikator

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
    # Heavy, and seldom needed: see lesen.py.
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    mappe = Workbook(write_only=True)
    blatt = mappe.create_sheet("Indikatoren")
    blatt.freeze_panes = "C2"
    for nummer, breite in enumerate([11, 28, *[16] * len(Indikator.Art)], 1):
        blatt.column_dimensions[get_column_letter(nummer)].width = breite
    blatt.append(kopf())
    for zeile in zeilen():
        blatt.append(zeile)
    datei = BytesIO()
    mappe.save(datei)
    return datei.getvalue()
