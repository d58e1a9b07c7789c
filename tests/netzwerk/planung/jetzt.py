"""Short ways to a cell, for tests."""

from collections.abc import Iterable, Mapping

from akteure.models import Gemeinde
from angebote.vokabular import Vokabular
from netzwerk.planung.abdeckung import Abdeckung, Bedingung, Zelle
from netzwerk.planung.fakten import gedaechtnis


def abdeckung_jetzt(kooperationen: Mapping[str, Iterable[tuple[int, int]]] | None = None) -> Abdeckung:
    """Return the coverage as the next page would see it."""
    vokabular = Vokabular.laden()
    return Abdeckung(gedaechtnis.fakten(vokabular.staende), vokabular, kooperationen)


def zelle_in(gemeinde: Gemeinde, *bedingungen: Bedingung, kooperationen=None) -> Zelle:
    abdeckung = abdeckung_jetzt(kooperationen)
    gebiet = abdeckung.fakten.gebiete.eines(gemeinde=gemeinde.ags)
    assert gebiet is not None
    return abdeckung.zelle(gebiet, bedingungen)


def arten_in(gemeinde: Gemeinde, *bedingungen: Bedingung, kooperationen=None) -> set[str]:
    """Return the values of all kinds of gap of a cell."""
    return {str(art) for art in zelle_in(gemeinde, *bedingungen, kooperationen=kooperationen).arten}
