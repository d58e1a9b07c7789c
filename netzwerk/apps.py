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


class NetzwerkAdminConfig(SimpleAdminConfig):
    """The admin without `leaflet.admin`: that module needs GDAL, which the two-command set-up does not have."""

    default = False

    def ready(self) -> None:
        super().ready()
        for app in apps.get_app_configs():
            if app.name != "leaflet" and module_has_submodule(app.module, "admin"):
                import_module(f"{app.name}.admin")
        sites.site.site_header = sites.site.site_title = "Familien stärken – Koordination"
        sites.site.index_title = "Schreibtisch"


class StatischConfig(StaticFilesConfig):
    """Collects what browsers need, and leaves the scripts that draw or build it and the source maps of packages."""

    default = False
    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "*.py", "*.mjs", "*.map"]
