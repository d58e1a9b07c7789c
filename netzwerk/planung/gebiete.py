"""The areas a question can be about: the whole Kreis, a Planungsraum, a Gemeinde."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from akteure.models import Gemeinde
from akteure.ort import Punkt


class Ebene(TextChoices):
    KREIS = "kreis", _("ganzer Kreis")
    PLANUNGSRAUM = "planungsraum", _("Planungsraum")
    GEMEINDE = "gemeinde", _("Gemeinde")


@dataclass(frozen=True)
class Ort:
    """A Gemeinde as planning needs it."""

    pk: int
    ags: str
    name: str
    planungsraum: int
    punkt: Punkt | None


@dataclass(frozen=True)
class Gebiet:
    """An area: `schluessel` is its value in addresses ("" for the Kreis), `orte` the Gemeinden in it."""

    ebene: Ebene
    schluessel: str
    name: str
    orte: tuple[Ort, ...]

    @property
    def abfrage(self) -> tuple[tuple[str, str], ...]:
        """The parameters that ask the list for this area; none for the Kreis."""
        return () if self.ebene == Ebene.KREIS else ((str(self.ebene), self.schluessel),)

    def adresse(self, *bedingungen: tuple[str, str]) -> str:
        """Return the query string of the list: this area, these (parameter, value), for families."""
        return urlencode([*self.abfrage, *bedingungen, ("fuer", "familien")])


class Gebiete:
    """All areas, read at once; in the order of their names."""

    def __init__(self, kreis: str, gemeinden: Iterable[Gemeinde]) -> None:
        """`gemeinden` with their Planungsraum."""
        self.kreis_name = kreis
        self.orte: tuple[Ort, ...] = ()
        raeume: dict[tuple[str, str, str], list[Ort]] = defaultdict(list)
        for gemeinde in gemeinden:
            punkt = None if gemeinde.lat is None or gemeinde.lon is None else (gemeinde.lat, gemeinde.lon)
            ort = Ort(gemeinde.pk, gemeinde.ags, gemeinde.name, gemeinde.planungsraum_id, punkt)
            raum = gemeinde.planungsraum
            raeume[raum.name_sortiert, raum.schluessel, raum.name].append(ort)
            self.orte += (ort,)
        self._raeume = {
            schluessel: Gebiet(Ebene.PLANUNGSRAUM, schluessel, name, tuple(orte))
            for (_sortiert, schluessel, name), orte in sorted(raeume.items())
        }
        self._gemeinden = {ort.ags: Gebiet(Ebene.GEMEINDE, ort.ags, ort.name, (ort,)) for ort in self.orte}

    @classmethod
    def lesen(cls) -> Self:
        """Return those of this moment; one query."""
        gemeinden = Gemeinde.objects.select_related("planungsraum").order_by("name_sortiert", "ags")
        return cls(settings.GEBIET["name"], gemeinden)

    @property
    def kreis(self) -> Gebiet:
        return Gebiet(Ebene.KREIS, "", self.kreis_name, self.orte)

    def alle(self, ebene: Ebene | str) -> Sequence[Gebiet]:
        """Return the areas of one level."""
        if ebene == Ebene.KREIS:
            return [self.kreis]
        return list((self._raeume if ebene == Ebene.PLANUNGSRAUM else self._gemeinden).values())

    def eines(self, *, gemeinde: str = "", planungsraum: str = "") -> Gebiet | None:
        """Return the area of an AGS, else of a key, else the Kreis; None where there is none of that key."""
        if gemeinde:
            return self._gemeinden.get(gemeinde)
        return self._raeume.get(planungsraum) if planungsraum else self.kreis
