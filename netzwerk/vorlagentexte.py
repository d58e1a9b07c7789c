"""Let Babel find the msgids of Django templates (`make texte`)."""

import re
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import BinaryIO

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

AUFRUF = re.compile(r"\b(?:n?p?gettext|_)\(")


def lies(datei: BinaryIO, keywords: Mapping, comment_tags: Collection[str], options: Mapping) -> Iterator[tuple]:
    """Yield (line, function, message, comments) for every {% translate %} and {% blocktranslate %} of a template.

    Django turns a template into calls of gettext, one a line, with everything else crossed out; Babel reads those.
    """
    python = templatize(datei.read().decode())
    aufrufe = "\n".join(zeile.strip() if AUFRUF.search(zeile) else "" for zeile in python.splitlines())
    yield from extract_python(BytesIO(aufrufe.encode()), keywords, comment_tags, {"encoding": "utf-8", **options})
