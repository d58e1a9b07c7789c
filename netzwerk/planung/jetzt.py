"""The coverage of this moment, as the pages of planning ask for it."""

from angebote.vokabular import Vokabular
from netzwerk.models import Kooperation

from .abdeckung import Abdeckung
from .fakten import gedaechtnis


def abdeckung_jetzt() -> Abdeckung:
    """Return it; two queries where nothing has changed."""
    vokabular = Vokabular.laden()
    fakten = gedaechtnis.fakten(vokabular.staende)
    return Abdeckung(fakten, vokabular, Kooperation.objects.je_uebergang())
