"""QR codes as drawings inside the page: no file, no other host, sharp on every printer."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

RAND = 2
"""Modules of quiet around it; the paper it lies on is white as well."""


def qr_svg(adresse: str, name: str) -> SafeString:
    """Return the QR code of an address as an <svg role="img"> called `name`. Put the address in words beside it: nobody
    shall need a camera."""
    zeichnung = segno.make(adresse, error="m", micro=False).svg_inline(
        border=RAND, title=name, omitsize=True, svgclass="qr", lineclass=None
    )
    # The title is escaped by segno; of the address nothing but the drawing comes into the page.
    name_im_netz = format_html('<svg role="img" aria-label="{}" focusable="false" ', name)  # the PDF takes the <title>
    return mark_safe(zeichnung.replace("<svg ", name_im_netz, 1))  # noqa: S308
