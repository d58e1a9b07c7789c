"""Rules and page shapes of Angebote. No request, no network, no logging."""

from typing import Self

from django.db import models


class AngebotQuerySet(models.QuerySet):
    pass
