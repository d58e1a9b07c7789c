"""Storage of collected static files."""

import re
from collections.abc import Callable

from whitenoise.storage import CompressedManifestStaticFilesStorage


class OhneQuellkarten(CompressedManifestStaticFilesStorage):
    """Hashed and compressed names. Source map lines of packages vanish: the maps themselves are not shipped."""

    def url_converter(self, name: str, hashed_files: dict, template: str | None = None) -> Callable[[re.Match], str]:
        umschreiben = super().url_converter(name, hashed_files, template)
        return lambda treffer: "" if "sourceMappingURL" in treffer["matched"] else umschreiben(treffer)
