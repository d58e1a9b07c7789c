"""What a language costs: server time beside the German page."""

from dataclasses import dataclass

from django.conf import settings

from akteure.sprachen import DEUTSCH, pfad_in
from tests.leistung.last import Vergleich
from tests.leistung.tabelle import Tabelle, deutsch

GEMESSEN = ("Start", "Liste", "Angebot")
HOECHSTENS_ZU_DEUTSCH = 1.1
RUNDEN = 60


@dataclass(frozen=True)
class Sprachmessung:
    """Adds a row per page and language to the table; `pfade`: name → German address."""

    vergleich: Vergleich
    tabelle: Tabelle
    pfade: dict[str, str]

    def messen(self) -> None:
        for code, name in settings.LANGUAGES:
            for seite in GEMESSEN if code != DEUTSCH else ():
                self._zeit(seite, code, name)

    def _zeit(self, seite: str, code: str, name: str) -> None:
        """Ask for the page and the German one in turn, so that a busy machine slows both."""
        pfad = self.pfade[seite]
        eigene, deutsche = self.vergleich.abwechselnd(pfad_in(pfad, code), pfad, RUNDEN)
        self.tabelle.zeile(f"{seite}, {name}: × Deutsch {deutsch(eigene / deutsche, 2)}", "", deutsch(eigene, 1))
        self.tabelle.grenze(f"{seite}, {code}: Zeit zur deutschen Seite", eigene / deutsche, HOECHSTENS_ZU_DEUTSCH, 2)
