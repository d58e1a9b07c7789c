"""Angebote: a form in the order a coordinator thinks, a list that shows what to do, a preview."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from akteure.admin.felder import FELDER, SchlankeVerweise, Tabellensatz
from akteure.admin.lesbarkeit import LesbarkeitAdmin
from akteure.admin.uebersetzung import UebersetzungenAdmin
from akteure.admin.verben import Verb, VerbenAdmin, aufzaehlung
from akteure.admin.wortwahl import WortwahlAdmin
from akteure.models import Akteur
from angebote.models import Angebot, AngebotSprache, AngebotStandort, Zeitfenster
from angebote.oeffnung import ueberschneidung
from angebote.views.oeffentlich import angebot_kontext
from angebote.zeiten import fenster_von

from .formular import AngebotFormular
from .liste import AngebotListe
from .verben import VERBEN
from .zeiten import GENAUE_ZEITEN, ZEITEN

WICHTIGSTES = "Das Wichtigste"
SPRACHEN = "Sprachen"
GEZEIGTE_MELDUNGEN = 5


class StandortInline(SchlankeVerweise, admin.TabularInline):
    model = AngebotStandort
    formset = Tabellensatz
    autocomplete_fields = ("standort",)
    nach = WICHTIGSTES

    def get_extra(self, request: HttpRequest, obj: Angebot | None = None, **kwargs) -> int:
        return 0 if obj and obj.orte.exists() else 1


class SpracheInline(SchlankeVerweise, admin.TabularInline):
    model = AngebotSprache
    formset = Tabellensatz
    verbose_name_plural = "Diese Sprachen helfen hier"
    autocomplete_fields = ("sprache",)
    ohne_verweis = frozenset({"sprache"})
    extra = 1
    nach = SPRACHEN


@admin.register(Angebot)
class AngebotAdmin(SchlankeVerweise, LesbarkeitAdmin, WortwahlAdmin, UebersetzungenAdmin, AngebotListe, VerbenAdmin):
    verben = VERBEN
    lesbar = ("kurzbeschreibung", "beschreibung", "erste_schritte", "voraussetzungen", "unterlagen", "hinweis")
    bedacht = ("titel", "kosten_text", "zeiten", *lesbar)
    form = AngebotFormular
    formfield_overrides = FELDER
    inlines = (StandortInline, SpracheInline, *ZEITEN)
    autocomplete_fields = ("akteur", "mitwirkende", "gemeinden", "kontakte")
    ohne_verweis = frozenset({"lebensphasen", "themen", "uebergaenge", "zielgruppen", "ermaessigungen", "gemeinden"})
    radio_fields = {"einzugsgebiet": admin.HORIZONTAL}
    readonly_fields = ("kennung", "stand", "gemeldet")
    view_on_site = False
    fieldsets = (
        (
            WICHTIGSTES,
            {
                "classes": ("wichtigstes",),
                "description": "Diese Angaben braucht es zum Veröffentlichen. Ein Entwurf darf Lücken haben. "
                "Als Ort genügt eines: „im ganzen Kreis“, ein Standort – oder „zu Hause“, „telefonisch“, „online“. "
                "Der Akteur braucht einen Kontakt; sonst tragen Sie unten einen ein.",
                "fields": (
                    "akteur",
                    "titel",
                    "kurzbeschreibung",
                    "art",
                    "lebensphasen",
                    "themen",
                    "kosten",
                    "formate",
                    "einzugsgebiet",
                ),
            },
        ),
        ("Wann und wie", {"fields": ("zeiten", "beschreibung", ("gueltig_von", "gueltig_bis"))}),
        (
            GENAUE_ZEITEN,
            {
                "classes": ("collapse",),
                "description": "Damit sehen Familien, was heute offen ist, und holen sich Termine in den Kalender. Wer es "
                "eilig hat, lässt das zu: Die eine Zeile oben genügt.",
                "fields": ("nach_vereinbarung", "in_ferien", "an_feiertagen"),
            },
        ),
        ("Wo", {"description": "Standorte stehen oben bei „Das Wichtigste“.", "fields": ("gemeinden",)}),
        (
            "Kosten und Anmeldung",
            {
                "classes": ("collapse",),
                "fields": (
                    ("betrag", "kosten_text"),
                    "ermaessigungen",
                    "zugang",
                    "erste_schritte",
                    "voraussetzungen",
                    "unterlagen",
                ),
            },
        ),
        (SPRACHEN, {"fields": ("deutsch_noetig",)}),
        (
            "Für wen genau",
            {
                "classes": ("collapse",),
                "fields": (
                    "fuer",
                    ("alter_von", "alter_bis"),
                    "zielgruppen",
                    "uebergaenge",
                    ("geschwister_willkommen", "kinderbetreuung", "anonym_moeglich"),
                ),
            },
        ),
        ("Kontakt", {"fields": ("kontakte", "mitwirkende", "links")}),
        (
            "Aktuelles",
            {"classes": ("collapse",), "fields": (("plaetze", "plaetze_bis"), "gemeldet", ("hinweis", "hinweis_bis"))},
        ),
        (
            "Intern",
            {
                "classes": ("collapse",),
                "fields": ("interne_notiz", "fachinfo", "slug", ("quelle", "externe_id"), "kennung", "stand"),
            },
        ),
    )

    class Media:
        js = (Script("js/verwaltung.js", type="module"),)

    # --- the form ---------------------------------------------------------------------------------------------------
    @admin.display(description="Stand")
    def stand(self, angebot: Angebot) -> str:
        """The three dates, and when it was made."""
        if angebot.pk is None:
            return "noch nicht gespeichert"
        daten = {
            "angelegt": angebot.erstellt_am,
            "gespeichert": angebot.gespeichert_am,
            "Inhalt geändert": angebot.inhalt_geaendert_am,
            "bestätigt": angebot.bestaetigt_am,
        }
        teile = (
            f"{wort}: {date_format(timezone.localtime(wann), 'SHORT_DATETIME_FORMAT') if wann else 'noch nie'}"
            for wort, wann in daten.items()
        )
        return " · ".join(teile)

    @admin.display(description="Gemeldet")
    def gemeldet(self, angebot: Angebot) -> str:
        """What was said about its places lately, and by whom."""
        if angebot.pk is None:
            return "–"
        zeilen = (
            (
                f"{date_format(timezone.localtime(m.am), 'SHORT_DATETIME_FORMAT')}: {m.get_art_display()} – {m.von or 'Konto gelöscht'}",
            )
            for m in angebot.platzmeldungen.mit_wem()[:GEZEIGTE_MELDUNGEN]
        )
        return format_html_join("", "<div>{}</div>", zeilen) or "–"

    def save_related(self, request: HttpRequest, form: AngebotFormular, formsets: list, change: bool) -> None:
        """Save what hangs on it; then say when the content changed, and never leave a gap in public.

        A missing contact alone takes nothing out of public: an import may publish without, the page then names the Koordination.
        """
        super().save_related(request, form, formsets, change)
        angebot = form.instance
        self._ueberschneidung_sagen(request, angebot, formsets)
        if change and (form.inhalt_geaendert or any(formset.has_changed() for formset in formsets)):
            angebot.inhalt_geaendert()
        if angebot.status == Angebot.Status.VEROEFFENTLICHT and (fehlt := angebot.fehlt_noch(ohne_kontakt=True)):
            angebot.zurueckziehen()
            meldung = format_html(
                "„{}“ ist nicht mehr öffentlich, sondern ein Entwurf. Es fehlt: {}", angebot, aufzaehlung(fehlt)
            )
            self.message_user(request, meldung, messages.WARNING)

    def _ueberschneidung_sagen(self, request: HttpRequest, angebot: Angebot, formsets: list) -> None:
        """Times that overlap may be meant, two groups at once: say it, where they were just edited."""
        bearbeitet = any(formset.model is Zeitfenster and formset.has_changed() for formset in formsets)
        if bearbeitet and (tag := ueberschneidung(fenster_von(angebot.zeitfenster.all()), timezone.localdate())):
            text = f"Feste Zeiten überschneiden sich, zum Beispiel am {date_format(tag, 'DATE_FORMAT')}. Ist das so gemeint?"
            self.message_user(request, text, messages.WARNING)

    def ausfuehren(self, request: HttpRequest, objekt: Angebot, verb: Verb) -> list[str]:
        fehlt = super().ausfuehren(request, objekt, verb)
        if (
            verb.name == "veroeffentlichen"
            and not fehlt
            and not Angebot.objects.oeffentlich().filter(pk=objekt.pk).exists()
        ):
            grund = (
                "das Enddatum ist vorbei"
                if objekt.akteur.status == Akteur.Status.AKTIV
                else "der Akteur ist archiviert"
            )
            self.message_user(request, f"„{objekt}“ ist trotzdem nicht zu sehen: {grund}.", messages.WARNING)
        return fehlt

    # --- deleting marks ---------------------------------------------------------------------------------------------
    def has_delete_permission(self, request: HttpRequest, obj: Angebot | None = None) -> bool:
        schon = obj is not None and obj.status == Angebot.Status.GELOESCHT
        return not schon and super().has_delete_permission(request, obj)

    def get_deleted_objects(self, objs, request: HttpRequest) -> tuple[list, dict, set, list]:
        rechte = set() if self.has_delete_permission(request) else {self.opts.verbose_name}
        return [str(angebot) for angebot in objs], {}, rechte, []

    def delete_model(self, request: HttpRequest, obj: Angebot) -> None:
        obj.loeschen()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for angebot in queryset:
            angebot.loeschen()

    # --- preview ----------------------------------------------------------------------------------------------------
    def get_urls(self) -> list[URLPattern]:
        vorschau = path(
            "<int:pk>/vorschau/", self.admin_site.admin_view(self.vorschau), name="angebote_angebot_vorschau"
        )
        return [vorschau, *super().get_urls()]

    def vorschau(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The public page of an Angebot that need not be public; never cached (admin_view says no-store)."""
        angebot = get_object_or_404(Angebot.objects.fuer_detail(), pk=pk)
        if not self.has_view_permission(request, angebot):
            raise PermissionDenied
        oeffentlich = Angebot.objects.oeffentlich().filter(pk=pk).exists()
        return render(request, "angebote/angebot_detail.html", angebot_kontext(angebot) | {"vorschau": not oeffentlich})
