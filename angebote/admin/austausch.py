"""Records of imports: to read, not to change."""

from django.contrib import admin
from django.http import HttpRequest

from angebote.models import Importlauf


@admin.register(Importlauf)
class ImportlaufAdmin(admin.ModelAdmin):
    list_display = ("datei", "begonnen_am", "zeilen", "neu", "geaendert", "unveraendert", "fehler", "warnungen")
    date_hierarchy = "begonnen_am"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Importlauf | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Importlauf | None = None) -> bool:
        return False
