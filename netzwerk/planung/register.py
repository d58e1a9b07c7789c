"""The gap register as its pages ask for it: which Luecken, in which order, and the cell behind each."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.http import urlencode

from akteure.forms import Anfrage
from netzwerk.models import Luecke
from netzwerk.models.schritte import Status

from .abdeckung import Abdeckung, Zelle
from .arten import Lueckenart
from .gebiete import Gebiete

if TYPE_CHECKING:
    from netzwerk.models.planung import LueckeQuerySet

OFFEN, ERLEDIGT, WIEDER_OFFEN = "offen", "erledigt", "wieder_offen"
STAENDE: Mapping[str, str] = {
    OFFEN: "offen",
    Status.ERKANNT: "erkannt",
    Status.GEPRUEFT: "geprüft",
    Status.GEPLANT: "Maßnahme geplant",
    WIEDER_OFFEN: "wieder offen",
    ERLEDIGT: "erledigt",
    Status.GESCHLOSSEN: "geschlossen",
    Status.KEIN_BEDARF: "bewusst kein Bedarf",
}
"""What the register can be narrowed to; "offen" and "erledigt" hold several."""
SORTIERUNGEN = {"": "neue zuerst", "bis": "nach Frist", "ort": "nach Ort"}
JE_SEITE = 50


def zelle_von(luecke: Luecke, abdeckung: Abdeckung) -> Zelle | None:
    """Return the cell of a Luecke as it is now; None where its place is no longer in the area."""
    gemeinde = luecke.gemeinde.ags if luecke.gemeinde else ""
    raum = luecke.planungsraum.schluessel if luecke.planungsraum else ""
    gebiet = abdeckung.fakten.gebiete.eines(gemeinde=gemeinde, planungsraum=raum)
    return abdeckung.zelle(gebiet, luecke.bedingungen) if gebiet else None


class RegisterAnfrage(Anfrage):
    """What an address of the register asks for."""

    NAMEN = Anfrage.NAMEN | {
        "status": "Stand",
        "art": "Art der Lücke",
        "gemeinde": "Gemeinde",
        "planungsraum": "Planungsraum",
        "sortierung": "Sortierung",
    }

    def __init__(self, roh: QueryDict, gebiete: Gebiete) -> None:
        super().__init__(roh)
        self.status = self.eines_aus("status", STAENDE)
        self.art = self.eines_aus("art", Lueckenart.values)
        self.gemeinde = self.eines_aus("gemeinde", {gebiet.schluessel for gebiet in gebiete.alle("gemeinde")})
        self.planungsraum = self.eines_aus(
            "planungsraum", {gebiet.schluessel for gebiet in gebiete.alle("planungsraum")}
        )
        self.sortierung = self.eines_aus("sortierung", SORTIERUNGEN)

    @property
    def _ohne_status(self) -> "LueckeQuerySet":
        alle = Luecke.objects.all()
        if self.art:
            alle = alle.filter(art=self.art)
        if self.gemeinde:
            alle = alle.filter(gemeinde__ags=self.gemeinde)
        return alle.in_planungsraum(self.planungsraum) if self.planungsraum else alle

    @property
    def treffer(self) -> "LueckeQuerySet":
        """Return the Luecken asked for, ready for the list."""
        alle = self._ohne_status.mit_stand(self.status) if self.status else self._ohne_status
        return alle.fuer_liste().sortiert(self.sortierung)

    @cached_property
    def zahlen(self) -> Mapping[str, int]:
        """How many of each Stand; "" counts all."""
        return self._ohne_status.zahlen()

    @property
    def wahlen(self) -> list[dict[str, Any]]:
        """The Staende to choose from, each with its count and address."""
        return [
            {"wert": wert, "name": name, "anzahl": self.zahlen[wert], "adresse": self.adresse(status=wert, seite="")}
            for wert, name in {"": "alle", **STAENDE}.items()
        ]

    @property
    def parameter(self) -> dict[str, str]:
        """The address in its cleaned, short form."""
        namen = ("status", "art", "gemeinde", "planungsraum", "sortierung")
        return {name: wert for name in namen if (wert := getattr(self, name))}

    def adresse(self, **neu: str) -> str:
        """Return the query string with `neu` set; "" takes a parameter out."""
        return urlencode({name: wert for name, wert in (self.parameter | neu).items() if wert})
