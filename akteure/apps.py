from django.apps import AppConfig


class AkteureConfig(AppConfig):
    name = "akteure"
    verbose_name = "Akteure und Gebiet"

    def ready(self) -> None:
        """Start only with a translation service that can be used: it says itself what it needs."""
        from akteure.uebersetzungen.uebersetzer import uebersetzer  # noqa: PLC0415  (settings and models come first)

        uebersetzer()
