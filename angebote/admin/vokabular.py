"""The vocabulary, what the start page asks, and the emergency numbers."""

from django.contrib import admin

from akteure.admin.lesbarkeit import LesbarkeitAdmin
from akteure.admin.vokabular import Geordnet, VokabelAdmin
from angebote.models import Alltagsfrage, Ermaessigung, Lebensphase, Notruf, Thema, Uebergang, Zielgruppe


@admin.register(Lebensphase)
class LebensphaseAdmin(VokabelAdmin):
    fields = (
        "name",
        "slug",
        "kurzname",
        ("alter_von", "alter_bis"),
        ("alter_text", "alter_kurz"),
        ("papier", "zeichen"),
        "reihenfolge",
    )
    list_display = ("name", "alter_text", "fest_wert", "papier", "reihenfolge")


@admin.register(Uebergang)
class UebergangAdmin(VokabelAdmin):
    fields = ("name", "slug", ("von", "nach"), "reihenfolge")
    list_display = ("name", "von", "nach", "fest_wert", "reihenfolge")
    list_select_related = ("von", "nach")


@admin.register(Thema)
class ThemaAdmin(VokabelAdmin):
    fields = ("name", "slug", "ueber", "zeichen", "sensibel", "reihenfolge")
    list_display = ("name", "ueber", "sensibel", "fest_wert", "reihenfolge")
    list_filter = (("ueber", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("ueber",)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "ueber":
            kwargs["queryset"] = Thema.objects.filter(ueber__isnull=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Zielgruppe, Ermaessigung)
class EinfacheVokabelAdmin(VokabelAdmin):
    fields = ("name", "slug", "reihenfolge")


@admin.register(Alltagsfrage)
class AlltagsfrageAdmin(Geordnet):
    fields = ("frage", "parameter", "zeichen", "reihenfolge")
    list_display = ("frage", "parameter", "reihenfolge")


@admin.register(Notruf)
class NotrufAdmin(LesbarkeitAdmin, Geordnet):
    lesbar = ("beschreibung",)
    fieldsets = (
        (None, {"fields": ("name", ("nummer", "kurz"), "beschreibung", "erreichbar", ("quelle", "stand"))}),
        (
            "Wann steht diese Nummer oben?",
            {
                "description": "Wer nach so etwas sucht, sieht zuerst höchstens vier Nummern: die mit der kleinsten "
                "Reihenfolge.",
                "fields": (
                    "anlass_krise",
                    "anlass_suizid",
                    "anlass_gewalt",
                    "anlass_kinderschutz",
                    "auf_start",
                    "reihenfolge",
                ),
            },
        ),
    )
    list_display = ("name", "nummer", "steht_oben_bei", "auf_start", "stand", "reihenfolge")

    @admin.display(description="Steht oben bei")
    def steht_oben_bei(self, notruf: Notruf) -> str:
        return ", ".join(notruf.anlaesse)
