"""Rules (what belongs to it) and page shapes (what a page needs) of the ground layer."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, ProtectedError, Q


class ReihenfolgeQuerySet(models.QuerySet):
    """Rows the coordinator edits: never deleted while used."""

    def benutzt(self) -> list[models.Model]:
        """Return the rows of this queryset that any other record points to."""
        return [zeile for zeile in self if _zeigt_jemand_auf(zeile)]

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows; ProtectedError, with the rows in question, if any of them is in use."""
        if benutzt := self.benutzt():
            raise ProtectedError("Diese Einträge werden noch benutzt.", set(benutzt))
        return super().delete()


def _zeigt_jemand_auf(zeile: models.Model) -> bool:
    for beziehung in zeile._meta.related_objects:
        menge = beziehung.related_model._base_manager.filter(**{beziehung.field.name: zeile})
        if menge.exists():
            return True
    return False


class AkteurQuerySet(models.QuerySet):
    def oeffentlich(self) -> Self:
        """Return Akteure the public may see."""
        return self.filter(status="aktiv")

    def fuer_verzeichnis(self) -> Self:
        """Return Akteure in the order of the directory, with what one line shows."""
        return self.select_related("uebergeordnet").order_by("name_sortiert", "pk")

    def fuer_seite(self) -> Self:
        """Return Akteure with what the page of one shows."""
        standorte = Prefetch("standorte", self._standort().objects.select_related("gemeinde"))
        return self.select_related("uebergeordnet").prefetch_related("kontakte", standorte)

    def mit_ort_in(self, gemeinden) -> Self:
        """Return Akteure with a Standort in one of `gemeinden`."""
        return self.filter(Exists(self._standort().objects.filter(akteur=OuterRef("pk"), gemeinde__in=gemeinden)))

    def mit_wort(self, wort: str) -> Self:
        """Return Akteure whose own text or place contains the folded `wort`."""
        ort = self._standort().objects.filter(akteur=OuterRef("pk"), suchtext__contains=wort)
        return self.filter(Q(suchtext__contains=wort) | Exists(ort))

    def _standort(self) -> type[models.Model]:
        return self.model._meta.get_field("standorte").related_model


class StandortQuerySet(models.QuerySet):
    def mit_punkt(self) -> Self:
        """Return Standorte whose point the public may see: stated and not hidden."""
        return self.filter(lat__isnull=False, lon__isnull=False, adresse_verbergen=False)


class KontaktQuerySet(models.QuerySet):
    def oeffentlich(self) -> Self:
        """Return Kontakte for everybody."""
        return self.filter(sichtbarkeit="oeffentlich")
