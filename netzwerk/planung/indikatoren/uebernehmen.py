"""Write what was checked; all of it or nothing."""

from django.db import transaction
from django.utils import timezone

from netzwerk.models import Indikator

from .pruefen import Plan

AUF_EINMAL = 500


def uebernimm(plan: Plan) -> int:
    """Write every number of the plan and return how many; one that has come in the meantime is overwritten."""
    jetzt = timezone.now()
    zeilen = [
        Indikator(
            gemeinde=zahl.gemeinde,
            art=zahl.art,
            wert=zahl.angabe.wert,
            geheim=zahl.angabe.geheim,
            stand=zahl.stand,
            quelle=zahl.quelle,
            eingelesen_am=jetzt,
        )
        for zahl in plan.aenderungen
    ]
    with transaction.atomic():
        Indikator.objects.bulk_create(
            zeilen,
            batch_size=AUF_EINMAL,
            update_conflicts=True,
            unique_fields=["gemeinde", "art", "stand"],
            update_fields=["wert", "geheim", "quelle", "eingelesen_am"],
        )
    return len(zeilen)
