"""Set a PDF: HTML comes in, PDF/UA goes out. Runs as a process of its own (`python -m angebote.vermittlung.setzen ORDNER`),
without Django and without any secret: WeasyPrint takes 100 MB that no web process shall keep.

Reads only files below ORDNER and what stands in the page itself; never the network.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

OHNE_BIBLIOTHEK = 3
"""Exit status where WeasyPrint or one of its libraries is missing."""


def _mit_sprachen(tags: Any, text: Any) -> None:
    """Let every element of the structure that names its language say so in the PDF too: WeasyPrint knows only the one of
    the whole document, and a sheet in two languages would be read aloud in the wrong voice."""
    baue = tags._build_box_tree

    def baue_mit_sprache(box: Any, *weitere: Any) -> Iterator[Any]:
        code = box.element.attrib.get("lang") if box.element is not None and hasattr(box.element, "attrib") else None
        for element in baue(box, *weitere):
            if code and not hasattr(box, "margin_box"):
                element["Lang"] = text(code)
            yield element

    tags._build_box_tree = baue_mit_sprache


def _abholer(klasse: Any, ordner: Path) -> Any:
    """Return what fetches files of `ordner` and data: addresses, and nothing else."""

    class NurEigene(klasse):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            teile = urlsplit(url)
            eigene = teile.scheme == "file" and Path(unquote(teile.path)).resolve().is_relative_to(ordner)
            if not eigene and teile.scheme != "data":
                raise ValueError("not one of our files")
            return super().fetch(url, headers)

    return NurEigene(allowed_protocols=("file", "data"), allow_redirects=False)


def setze(html: str, ordner: Path) -> bytes:
    """Return the page as PDF/UA-1; addresses in it are meant below `ordner`."""
    # The heavy, optional library: whoever imports this module to read its constants does not need it.
    import pydyf
    import weasyprint
    from weasyprint.pdf import tags
    from weasyprint.urls import URLFetcher

    _mit_sprachen(tags, pydyf.String)
    seite = weasyprint.HTML(string=html, base_url=f"{ordner.as_uri()}/", url_fetcher=_abholer(URLFetcher, ordner))
    return seite.write_pdf(pdf_variant="pdf/ua-1", full_fonts=False)


def main() -> int:
    ordner = Path(sys.argv[1]).resolve()
    try:
        pdf = setze(sys.stdin.buffer.read().decode(), ordner)
    except (ImportError, OSError) as grund:  # dlopen of a missing pango is an OSError
        sys.stderr.write(f"{grund}\n")
        return OHNE_BIBLIOTHEK
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
