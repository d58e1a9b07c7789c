"""QR codes as drawings inside the page: no file, no other host, sharp on every printer."""

from functools import lru_cache

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

RAND = 2
"""Modules of quiet around it; the paper it lies on is white as well."""
GEMERKT = 512
"""So many drawings are kept in memory, 1 MB: making a code takes as long as all the rest of an Angebot in a booklet."""
MASKE = 2
"""The pattern of codes that are made in large numbers."""


@lru_cache(maxsize=GEMERKT)
def qr_svg(adresse: str, name: str, maske: int | None = None) -> SafeString:
    """Return the QR code of an address as an <svg role="img"> called `name`. Put the address in words beside it: nobody
    shall need a camera. `maske` takes that pattern without trying all eight, in a fifth of the time: every reader takes any of
    them, a booklet needs hundreds of codes."""
    zeichnung = segno.make(adresse, error="m", micro=False, mask=maske).svg_inline(
        border=RAND, title=name, omitsize=True, svgclass="qr", lineclass=None
    )
    # The title is escaped by segno; of the address nothing but the drawing comes into the page.
    name_im_netz = format_html('<svg role="img" aria-label="{}" focusable="false" ', name)  # the PDF takes the <title>
    return mark_safe(zeichnung.replace("<svg ", name_im_netz, 1))  # noqa: S308
