"""Set a PDF: HTML comes in, PDF/UA goes out. Runs as a process of its own (`python -m angebote.vermittlung.setzen ORDNER`),
without Django and without any secret: WeasyPrint takes 100 MB that no web process shall keep.

Reads only files below ORDNER and what stands in the page itself; never the network.
"""

import gc
import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

ARABISCH = "noto-sans-arabic"
"""How the files of the Arabic font begin."""
UEBERSCHRIFTEN = ("/H1", "/H2", "/H3")
VON_RECHTS = re.compile("[\u0590-\u08ff]")
OHNE_BIBLIOTHEK = 3
"""Exit status where WeasyPrint or one of its libraries is missing."""
SEITE = "Seite "
"""How a line begins that tells the number of a page just set."""


def _mit_worten(tags: Any, text: Any) -> None:
    """Let the structure of the PDF say more than WeasyPrint tells it: the language of each part (a sheet in two languages would
    be read aloud in the wrong voice), and the words of a paragraph from right to left as they are read: they are drawn
    from left to right."""
    baue = tags._build_box_tree

    def baue_mit_worten(box: Any, parent: Any, *weitere: Any) -> Iterator[Any]:
        html = box.element
        for element in baue(box, parent, *weitere):
            if html is not None and box.element_tag == html.tag:
                if code := html.attrib.get("lang"):
                    element["Lang"] = text(code)
                absatz = html.tag == "p" or parent["S"] in UEBERSCHRIFTEN
                worte = " ".join("".join(html.itertext()).split()) if absatz else ""
                if VON_RECHTS.search(worte):
                    element["ActualText"] = text(worte)
            yield element

    tags._build_box_tree = baue_mit_worten


def _mit_gemerkten_seiten(dokument: Any) -> None:
    """Let a PDF keep the list of its pages: WeasyPrint has it made anew for every element, in a booklet fifty thousand times."""
    bisher = dokument.page_references.fget

    def gemerkt(pdf: Any) -> Any:
        anzahl = len(pdf.pages["Kids"])
        if getattr(pdf, "gemerkte_seiten", (None,))[0] != anzahl:
            pdf.gemerkte_seiten = anzahl, bisher(pdf)
        return pdf.gemerkte_seiten[1]

    dokument.page_references = property(gemerkt)


def setze(html: str, ordner: Path) -> bytes:
    """Return the page as PDF/UA-1; addresses in it are meant below `ordner`."""
    # The heavy, optional library: the web process imports this module too, for its constants.
    import pydyf
    import weasyprint
    from weasyprint.pdf import tags
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from angebote.vermittlung.arabisch import mit_ganzen_buchstaben

    class NurEigene(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            teile = urlsplit(url)
            datei = Path(unquote(teile.path)).resolve() if teile.scheme == "file" else None
            if teile.scheme != "data" and not (datei and datei.is_relative_to(ordner)):
                raise ValueError("not one of our files")
            if datei and datei.name.startswith(ARABISCH):
                schrift = mit_ganzen_buchstaben(datei.read_bytes())
                return URLFetcherResponse(url, schrift, {"Content-Type": "font/ttf"})
            return super().fetch(url, headers)

    _mit_worten(tags, pydyf.String)
    _mit_gemerkten_seiten(pydyf.PDF)
    abholer = NurEigene(allowed_protocols=("file", "data"), allow_redirects=False)
    seite = weasyprint.HTML(string=html, base_url=f"{ordner.as_uri()}/", url_fetcher=abholer)
    return seite.write_pdf(pdf_variant="pdf/ua-1")


def _ansagen() -> None:
    """Tell every page as it is set: who waits sees that something happens."""

    class Ansage(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if "Creating layout - Page" in record.msg:
                sys.stderr.write(f"{SEITE}{record.args[0]}\n")
                sys.stderr.flush()

    ansagen = logging.getLogger("weasyprint.progress")
    ansagen.addHandler(Ansage())
    ansagen.setLevel(logging.INFO)


def main() -> int:
    ordner = Path(sys.argv[1]).resolve()
    _ansagen()
    gc.set_threshold(
        200_000, 20, 100
    )  # a booklet has millions of objects that all stay: looking through them takes long
    try:
        pdf = setze(sys.stdin.buffer.read().decode(), ordner)
    except (ImportError, OSError) as grund:  # dlopen of a missing pango is an OSError
        sys.stderr.write(f"{grund}\n")
        return OHNE_BIBLIOTHEK
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
