"""The coverage of this moment, as the pages of planning ask for it."""

from angebote.vokabular import Vokabular

from .abdeckung import Abdeckung
from .fakten import gedaechtnis


def abdeckung_jetzt() -> Abdeckung:
    """Return it; one query where nothing has changed."""
    vokabular = Vokabular.laden()
    return Abdeckung(gedaechtnis.fakten(vokabular.staende), vokabular)
