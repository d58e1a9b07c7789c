"""Uploaded files. In operation the proxy may serve them itself, see docs/betrieb.md."""

from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

TYPEN = {".mp4": "video/mp4", ".webm": "video/webm", ".vtt": "text/vtt; charset=utf-8"}


@require_safe
@cache_control(public=True, max_age=3600)
def medien(request: HttpRequest, pfad: str) -> FileResponse:
    """A file below MEDIA_ROOT, with the type its ending says; of other kinds there is none."""
    typ = TYPEN.get(PurePosixPath(pfad).suffix.lower())
    if typ is None:
        raise Http404
    try:
        datei = default_storage.open(pfad)
    except (OSError, ValueError, SuspiciousFileOperation) as fehler:
        raise Http404 from fehler
    return FileResponse(datei, content_type=typ)
