"""App configuration of the top layer and of the admin."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.contrib.admin import sites
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.utils.module_loading import module_has_submodule


class NetzwerkConfig(AppConfig):
    name = "netzwerk"
    verbose_name = "Netzwerk"
    default = True


OHNE_VERWALTUNG = ("leaflet", "django_otp.plugins.otp_totp", "django_otp.plugins.otp_static")
"""Apps whose own admin is left out: that of leaflet needs GDAL, which the two-command set-up does not have; those of the
second factor would show its secrets to everybody in the admin."""


class NetzwerkAdminConfig(SimpleAdminConfig):
    """The admin: behind a second factor, and without what OHNE_VERWALTUNG names."""

    default = False
    default_site = "akteure.konto.verwaltung.Verwaltung"

    def ready(self) -> None:
        super().ready()
        for app in apps.get_app_configs():
            if app.name not in OHNE_VERWALTUNG and module_has_submodule(app.module, "admin"):
                import_module(f"{app.name}.admin")
        sites.site.site_header = sites.site.site_title = "Familien stärken – Koordination"
        sites.site.index_title = "Schreibtisch"


class StatischConfig(StaticFilesConfig):
    """Collects what browsers need, and leaves the scripts that draw or build it and the source maps of packages."""

    default = False
    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "*.py", "*.mjs", "*.map"]
