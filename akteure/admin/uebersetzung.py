"""Translations of a record in the admin: German beside the other language, and what to say when the German text changes."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from akteure.models import Uebersetzbar
from akteure.models.uebersetzung import Stand, fingerabdruck
from akteure.uebersetzungen.bestand import OFFEN, zielsprachen
from akteure.uebersetzungen.blatt import Blatt, Textwechsel
from akteure.uebersetzungen.maschine import uebersetze
from akteure.uebersetzungen.uebersetzer import UebersetzerFehler, uebersetzer

from .uebersetzungsformular import Uebersetzungsformular

SALZ = "übersetzungen gelten weiter"


def adresse_der_uebersetzungen(objekt: Uebersetzbar, sprache: str) -> str:
    """Return the address of the page on which the texts of a record are translated."""
    if weg := objekt.UEBERSETZT_BEI:
        objekt = getattr(objekt, weg)
    name = f"admin:{objekt._meta.app_label}_{objekt._meta.model_name}_uebersetzungen"
    return reverse(name, args=[objekt.pk, sprache])


class UebersetzungenAdmin(admin.ModelAdmin):
    """An admin whose records have texts that can be translated."""

    # --- the form of the record -------------------------------------------------------------------------------------
    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None) -> HttpResponse:
        if obj and not context.get("is_popup") and self.has_change_permission(request, obj):
            context["uebersetzungen"] = self._adresse(obj, next(iter(zielsprachen())))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        formulare = [form, *(formular for formset in formsets for formular in formset.forms)]
        wechsel = [einer for formular in formulare for einer in _wechsel(formular)]
        if wechsel and (veraltet := Blatt(form.instance, "").gerade_veraltete(wechsel)):
            self._melde_veraltete(request, form.instance, [code for _stelle, code in veraltet], wechsel)

    def _melde_veraltete(
        self, request: HttpRequest, objekt: Uebersetzbar, sprachen: list[str], wechsel: list[Textwechsel]
    ) -> None:
        zahl = "Eine Übersetzung ist" if len(sprachen) == 1 else f"{len(sprachen)} Übersetzungen sind"
        adresse = self._adresse(objekt, next(code for code in zielsprachen() if code in sprachen))
        meldung = format_html(
            "{} jetzt veraltet, weil der deutsche Text anders ist. Familien sehen so lange den deutschen Text. "
            '<a href="{}?{}">Übersetzungen ansehen – oder sagen, dass sie weiter gelten</a>',
            zahl,
            adresse,
            urlencode({"vorher": signing.dumps(wechsel, salt=SALZ, compress=True)}),
        )
        self.message_user(request, meldung, messages.WARNING)

    # --- the page of translations -----------------------------------------------------------------------------------
    def get_urls(self) -> list[URLPattern]:
        seite = path(
            "<int:pk>/uebersetzungen/<slug:sprache>/",
            self.admin_site.admin_view(self.uebersetzungen),
            name=f"{self.opts.app_label}_{self.opts.model_name}_uebersetzungen",
        )
        return [seite, *super().get_urls()]

    def _adresse(self, objekt: Uebersetzbar, sprache: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_uebersetzungen", args=[objekt.pk, sprache])

    def uebersetzungen(self, request: HttpRequest, pk: int, sprache: str) -> HttpResponse:
        """Show the texts of a record side by side; a POST saves them, and does what else its button says."""
        objekt = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, objekt):
            raise PermissionDenied
        if sprache not in zielsprachen():
            raise Http404
        blatt = Blatt(objekt, sprache)
        form = Uebersetzungsformular(blatt, zielsprachen()[sprache], request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            self._speichere_blatt(request, form)
            return HttpResponseRedirect(self._adresse(objekt, sprache))
        return TemplateResponse(request, "admin/uebersetzungen/blatt.html", self._kontext(request, form))

    def _kontext(self, request: HttpRequest, form: Uebersetzungsformular) -> dict[str, Any]:
        blatt, sprachen = form.blatt, zielsprachen()
        zahlen, wechsel = blatt.zahlen(), _vorher(request)
        suche = f"?{request.GET.urlencode()}" if wechsel else ""
        return self.admin_site.each_context(request) | {
            "title": f"Übersetzungen: {blatt.objekt}",
            "opts": self.opts,
            "original": blatt.objekt,
            "form": form,
            "gruppen": form.gruppen(),
            "sprache": blatt.sprache,
            "sprachname": sprachen[blatt.sprache],
            "reiter": [
                {
                    "code": code,
                    "name": name,
                    "adresse": self._adresse(blatt.objekt, code) + suche,
                    "offen": _offen(zahlen[code]),
                }
                for code, name in sprachen.items()
            ],
            "veraltete": sum(zaehler[Stand.VERALTET] for zaehler in zahlen.values()),
            "gerade": len(blatt.bestaetigbare(wechsel)),
            "heikel": blatt.objekt.ist_heikel,
            "maschine": _maschine(blatt),
        }

    def _speichere_blatt(self, request: HttpRequest, form: Uebersetzungsformular) -> None:
        """Save what was typed; then do what the pressed button says."""
        blatt, eingaben = form.blatt, form.eingaben()
        geaendert = blatt.fassen(eingaben)
        if geaendert:
            felder = ", ".join(dict.fromkeys(stelle.name for stelle in geaendert))
            self.log_change(request, blatt.objekt, f"Übersetzung {form.sprachname}: {felder}")
        if verloren := [stelle.name for stelle in geaendert if stelle.verliert(eingaben[stelle][0])]:
            satz = f"HTML oder unsichtbare Zeichen haben wir entfernt: {', '.join(verloren)}. Bitte sehen Sie nach."
            self.message_user(request, satz, messages.WARNING)
        bestaetigt = blatt.gelten_weiter((stelle, blatt.sprache) for stelle in form.gueltige())
        if bestaetigt:
            self.log_change(request, blatt.objekt, f"Übersetzung {form.sprachname} gilt weiter: {bestaetigt}")
        if "_gelten_weiter" in request.POST:
            self._bestaetige(request, blatt)
        elif "_maschine" in request.POST:
            self._uebersetze_maschinell(request, Blatt(blatt.objekt, blatt.sprache))
        else:
            zahl = len(geaendert) + bestaetigt
            satz = f"Gespeichert: {_texte(zahl)}." if zahl else "Es war nichts zu speichern."
            self.message_user(request, satz, messages.SUCCESS)

    def _bestaetige(self, request: HttpRequest, blatt: Blatt) -> None:
        zahl = blatt.gelten_weiter(blatt.bestaetigbare(_vorher(request)))
        self.log_change(request, blatt.objekt, f"Übersetzungen gelten weiter: {zahl}")
        self.message_user(request, f"Gilt wieder in allen Sprachen: {_texte(zahl)}.", messages.SUCCESS)

    def _uebersetze_maschinell(self, request: HttpRequest, blatt: Blatt) -> None:
        """Ask the service, if this page may: the button alone protects nothing."""
        dienst = uebersetzer()
        if dienst is None or _maschine(blatt) != "":
            raise PermissionDenied
        try:
            bilanz = uebersetze(blatt.offene_oeffentliche(), blatt.sprache, dienst)
        except UebersetzerFehler as fehler:
            self.message_user(request, f"{fehler} Ihre Eingaben sind gespeichert.", messages.ERROR)
            return
        self.log_change(request, blatt.objekt, f"Maschinell übersetzt ({blatt.sprache}): {bilanz.neu}")
        self.message_user(request, str(bilanz), messages.SUCCESS)


def _wechsel(formular: forms.ModelForm) -> Iterator[Textwechsel]:
    """Yield which German texts are others since this form was saved."""
    objekt = formular.instance
    if not isinstance(objekt, Uebersetzbar) or objekt.pk is None:
        return
    for feld in sorted(set(formular.changed_data) & objekt.deutsche_texte().keys()):
        davor, danach = (fingerabdruck(text or "") for text in (formular.initial.get(feld), getattr(objekt, feld)))
        if davor != danach:
            yield Textwechsel((objekt._meta.label_lower, objekt.pk, feld), davor, danach)


def _vorher(request: HttpRequest) -> list[Textwechsel]:
    """Return what the save changed whose warning led here; nothing where nobody comes from one."""
    try:
        zeilen = signing.loads(request.GET.get("vorher", ""), salt=SALZ)
    except signing.BadSignature:
        return []
    return [Textwechsel((modell, pk, feld), davor, danach) for (modell, pk, feld), davor, danach in zeilen]


def _maschine(blatt: Blatt) -> str | None:
    """Return "" where the page may be translated by machine, the reason where it may not, None where there is no service."""
    dienst = uebersetzer()
    if dienst is None:
        return None
    if not blatt.objekt.MASCHINELL:
        return "Maschinell übersetzen geht hier nicht. Was das Gesetz verlangt, übersetzt nur ein Mensch."
    if blatt.objekt.ist_heikel:
        return "Maschinell übersetzen geht hier nicht. Solche Texte übersetzt nur ein Mensch."
    if not dienst.kann(blatt.sprache):
        return "In diese Sprache übersetzt der Dienst nicht."
    if not type(blatt.objekt).oeffentliche().filter(pk=blatt.objekt.pk).exists():
        return "Maschinell übersetzt wird erst, was öffentlich ist: Andere Texte verlassen den Server nicht."
    return ""


def _offen(zaehler: dict[Stand, int]) -> int:
    return sum(zaehler[stand] for stand in OFFEN)


def _texte(zahl: int) -> str:
    return "1 Text" if zahl == 1 else f"{zahl} Texte"
