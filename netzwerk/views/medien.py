"""Uploaded files. In operation the proxy may serve them itself, see docs/betrieb.md."""

import re
from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files import File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from angebote.models import Material

TYPEN = {".mp4": "video/mp4", ".webm": "video/webm", ".vtt": "text/vtt; charset=utf-8"}
DOKUMENTE = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".odp": "application/vnd.oasis.opendocument.presentation",
}
"""Kinds of Material. They are for keeping, never for showing in the page: who made them is not us."""
STUECK = 4 * 1024 * 1024
"""So many bytes at most for one part: a player asks for the next one when it needs it."""
_BEREICH = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")


@require_safe
@cache_control(public=True, max_age=3600)
def medien(request: HttpRequest, pfad: str) -> HttpResponse:
    """A file below MEDIA_ROOT, with the type its ending says; of other kinds there is none, nor of Material that does not
    stand on the shelf.

    A player may ask for one part (RFC 9110, 14.2): without that no iPhone plays a video. Nothing is compressed: a video is,
    and a part of a compressed answer would be another part.
    """
    endung = PurePosixPath(pfad).suffix.lower()
    typ = (TYPEN | DOKUMENTE).get(endung)
    if typ is None or (endung in DOKUMENTE and not Material.objects.sichtbar().filter(datei=pfad).exists()):
        raise Http404
    try:
        datei = default_storage.open(pfad)
    except (OSError, ValueError, SuspiciousFileOperation) as fehler:
        raise Http404 from fehler
    bereich = _BEREICH.fullmatch(request.headers.get("Range", ""))
    antwort = _teil(datei, int(bereich[1]), bereich[2]) if bereich else FileResponse(datei)
    for name, wert in {"Content-Type": typ, "Accept-Ranges": "bytes", "Content-Encoding": "identity"}.items():
        antwort.headers[name] = wert
    if endung in DOKUMENTE:
        antwort.headers["Content-Disposition"] = content_disposition_header(True, PurePosixPath(pfad).name)
    return antwort


def _teil(datei: File, von: int, bis: str) -> HttpResponse:
    """Return the bytes `von` to `bis` ("": to the end), or 416 where there are none."""
    with datei:
        groesse = datei.size
        letztes = min(int(bis) if bis else groesse - 1, groesse - 1, von + STUECK - 1)
        if von > letztes:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{groesse}"})
        datei.seek(von)
        inhalt = datei.read(letztes - von + 1)
    return HttpResponse(inhalt, status=206, headers={"Content-Range": f"bytes {von}-{letztes}/{groesse}"})
