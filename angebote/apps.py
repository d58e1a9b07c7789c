from django.apps import AppConfig
from django.db.models.signals import post_migrate

from angebote.ausloeser import anlegen


class AngeboteConfig(AppConfig):
    name = "angebote"
    verbose_name = "Angebote"

    def ready(self) -> None:
        post_migrate.connect(anlegen, sender=self)
