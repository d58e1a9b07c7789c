"""Storage of collected static files."""

import re

from whitenoise.storage import CompressedManifestStaticFilesStorage

QUELLKARTE = re.compile(rb"(?m)^\s*(?://|/\*)# sourceMappingURL=.*$\n?")


class OhneQuellkarten(CompressedManifestStaticFilesStorage):
    """Hashed and compressed names. Source map lines of packages go first: the maps themselves are not shipped."""

    manifest_strict = True

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name in paths:
                if name.endswith((".js", ".css")):
                    self._ohne_quellkarte(name)
        yield from super().post_process(paths, dry_run, **options)

    def _ohne_quellkarte(self, name: str) -> None:
        with self.open(name) as datei:
            inhalt = datei.read()
        neu = QUELLKARTE.sub(b"", inhalt)
        if neu != inhalt:
            with self.open(name, "wb") as datei:
                datei.write(neu)
