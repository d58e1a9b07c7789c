"""Workbooks as answers."""

from django.http import HttpResponse

from netzwerk.planung.mappe import ART


def als_datei(inhalt: bytes, name: str) -> HttpResponse:
    """Return a workbook that is saved under `name`."""
    return HttpResponse(inhalt, ART, headers={"Content-Disposition": f'attachment; filename="{name}"'})
