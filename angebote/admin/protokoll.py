"""Gesucht, nicht gefunden: what people asked, week by week, and the way from a word to a Schreibweise."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format

from akteure.falten import falten, suchform
from akteure.models import Planungsraum, Sprache
from akteure.models.akteur import naechster_slug
from angebote.models import Begriff, Schreibweise, Suchprotokoll
from angebote.models.protokoll import SuchprotokollQuerySet
from angebote.suche.protokoll import SICHTBAR_AB

WOCHEN = 4
"""So many weeks stand on a page; an older one can be chosen."""
DEUTSCH = "de"
SCHREIBWEISE_AENDERN = "angebote.change_schreibweise"


@dataclass
class Wort:
    """A word in one week, over all places."""

    zeile: Suchprotokoll
    anzahl: int = 0
    ohne_treffer: int = 0
    orte: Counter = field(default_factory=Counter)

    @property
    def wo(self) -> str:
        """Where it was asked, most often first."""
        return ", ".join(f"{name} {zahl}" for name, zahl in self.orte.most_common())


@dataclass
class Woche:
    """What was asked in a week: the words that may be told, and how many may not."""

    beginn: date
    worte: list[Wort]
    versteckt: int


def wochen_von(menge: SuchprotokollQuerySet, beginne: list[date]) -> list[Woche]:
    """Return the weeks that begin on `beginne`: what led to nothing first, then what was asked most; two queries."""
    menge = menge.filter(woche__in=beginne).order_by()
    worte: dict[tuple[date, str], Wort] = {}
    for zeile in menge.sichtbar().select_related("begriff", "planungsraum"):
        wort = worte.setdefault((zeile.woche, zeile.schluessel), Wort(zeile))
        wort.anzahl += zeile.anzahl
        wort.ohne_treffer += zeile.ohne_treffer
        wort.orte[zeile.planungsraum.name if zeile.planungsraum else "ohne Ort"] += zeile.anzahl
    gezaehlt = menge.versteckt().values("woche").annotate(zahl=Count("schluessel", distinct=True))
    versteckt = dict(gezaehlt.values_list("woche", "zahl"))
    geordnet = sorted(worte.values(), key=lambda w: (-w.ohne_treffer, -w.anzahl, falten(w.zeile.text), w.zeile.pk))
    return [
        Woche(beginn, [wort for wort in geordnet if wort.zeile.woche == beginn], versteckt.get(beginn, 0))
        for beginn in beginne
    ]


class ProtokollFilter(forms.Form):
    """What of the log is shown. Whatever is no choice counts as none."""

    zeige = forms.ChoiceField(
        label="Zeigen", choices=[("", "nicht gefunden"), ("alles", "alles Gesuchte")], required=False
    )
    woche = forms.ChoiceField(label="Woche", required=False)
    planungsraum = forms.ModelChoiceField(
        Planungsraum.objects.all(), label="Planungsraum", to_field_name="schluessel", required=False, empty_label="alle"
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        beginne = Suchprotokoll.objects.order_by("-woche").values_list("woche", flat=True).distinct()
        self.beginne = {beginn.isoformat(): beginn for beginn in beginne}
        alle = [(wert, f"ab {date_format(beginn, 'j. F Y')}") for wert, beginn in self.beginne.items()]
        self.fields["woche"].choices = [("", f"die letzten {WOCHEN}"), *alle]

    def wochen(self) -> list[Woche]:
        self.is_valid()
        menge = Suchprotokoll.objects.all()
        if self.cleaned_data.get("zeige") != "alles":
            menge = menge.nicht_gefunden()
        if raum := self.cleaned_data.get("planungsraum"):
            menge = menge.filter(planungsraum=raum)
        gewaehlt = self.beginne.get(self.cleaned_data.get("woche"))
        return wochen_von(menge, [gewaehlt] if gewaehlt else list(self.beginne.values())[:WOCHEN])


class SchreibweiseForm(forms.Form):
    """Which Begriff a word means: one that is there, or a new one."""

    begriff = forms.ModelChoiceField(
        Begriff.objects.all(),
        label="Begriff",
        required=False,
        widget=AutocompleteSelect(Schreibweise._meta.get_field("begriff"), admin.site),
        help_text="Ein paar Buchstaben tippen und wählen.",
    )
    neuer_begriff = forms.CharField(
        label="oder neuer Begriff",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
        help_text="Nur, wenn es noch keinen passenden gibt.",
    )
    sprache = forms.ModelChoiceField(
        Sprache.objects.all(), label="Sprache", help_text="In welcher Sprache man so schreibt."
    )

    def clean_neuer_begriff(self) -> str:
        name = self.cleaned_data["neuer_begriff"]
        if name and not suchform(name):
            raise forms.ValidationError("Hier steht kein Wort, nach dem man suchen kann.")
        if Begriff.objects.filter(name=name).exists():
            raise forms.ValidationError("Diesen Begriff gibt es schon. Bitte wählen Sie ihn oben.")
        return name

    def clean(self) -> None:
        if self.errors:
            return
        if bool(self.cleaned_data["begriff"]) == bool(self.cleaned_data.get("neuer_begriff")):
            raise forms.ValidationError("Bitte wählen Sie einen Begriff – oder nennen Sie einen neuen.")

    def gewaehlter_begriff(self) -> Begriff:
        """Return the Begriff; a new one is made, with its own name as its first Schreibweise."""
        if begriff := self.cleaned_data["begriff"]:
            return begriff
        name = self.cleaned_data["neuer_begriff"]
        slug = naechster_slug(name, set(Begriff.objects.values_list("slug", flat=True)))
        begriff = Begriff.objects.create(name=name, slug=slug)
        Schreibweise.objects.create(begriff=begriff, text=name, sprache=self.cleaned_data["sprache"])
        return begriff


@admin.register(Suchprotokoll)
class SuchprotokollAdmin(admin.ModelAdmin):
    """To read; a word is dealt with by making it a Schreibweise, by ticking it off or by deleting it."""

    fields = ("text", "woche", "planungsraum", "anzahl", "ohne_treffer", "erledigt")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Suchprotokoll | None = None) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: Suchprotokoll) -> None:
        """A word goes as a whole: out of every week and place."""
        obj.desselben_wortes().delete()

    def get_urls(self) -> list:
        schreibweise = path(
            "<slug:kennung>/schreibweise/",
            self.admin_site.admin_view(self.schreibweise),
            name="angebote_suchprotokoll_schreibweise",
        )
        return [schreibweise, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Week by week instead of Django's flat list."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        auswahl = ProtokollFilter(request.GET)
        kontext = {
            "title": "Gesucht, nicht gefunden",
            "auswahl": auswahl,
            "wochen": auswahl.wochen(),
            "darf_aendern": request.user.has_perm(SCHREIBWEISE_AENDERN),
            "eingeschaltet": settings.SUCHPROTOKOLL,
            "tage": settings.SUCHPROTOKOLL_TAGE,
            "ab": SICHTBAR_AB,
        }
        return self._seite(request, "change_list", kontext)

    def schreibweise(self, request: HttpRequest, kennung: str) -> HttpResponse:
        """Ask which Begriff the word means; the button makes it one of its Schreibweisen, or only ticks the word off."""
        if not request.user.has_perm(SCHREIBWEISE_AENDERN):
            raise PermissionDenied
        wort = get_object_or_404(Suchprotokoll.objects.sichtbar().filter(begriff__isnull=True), pk=kennung)
        form = SchreibweiseForm(request.POST or None, initial={"sprache": Sprache.objects.filter(code=DEUTSCH).first()})
        if not request.user.has_perm("angebote.add_begriff"):
            del form.fields["neuer_begriff"]
        if request.method == "POST" and ("_erledigt" in request.POST or form.is_valid()):
            meldung = self._abhaken(wort) if "_erledigt" in request.POST else self._aufnehmen(request, wort, form)
            self.message_user(request, meldung, messages.SUCCESS)
            liste = reverse("admin:angebote_suchprotokoll_changelist")
            return HttpResponseRedirect(f"{liste}?{request.GET.urlencode()}")
        kontext = {
            "title": f"Was ist mit „{wort}“ gemeint?",
            "wort": wort,
            "form": form,
            "media": self.media + form.media,
        }
        return self._seite(request, "schreibweise", kontext)

    def _seite(self, request: HttpRequest, vorlage: str, kontext: dict) -> HttpResponse:
        """Render one of the two pages; `anfrage` takes the chosen weeks and places along."""
        rahmen = self.admin_site.each_context(request) | {"opts": self.opts, "anfrage": request.GET.urlencode()}
        return TemplateResponse(request, f"admin/angebote/suchprotokoll/{vorlage}.html", rahmen | kontext)

    def _abhaken(self, wort: Suchprotokoll) -> str:
        wort.erledigen()
        return f"„{wort}“ ist abgehakt."

    @transaction.atomic
    def _aufnehmen(self, request: HttpRequest, wort: Suchprotokoll, form: SchreibweiseForm) -> str:
        begriff = form.gewaehlter_begriff()
        wort.zur_schreibweise(begriff, form.cleaned_data["sprache"])
        self.log_change(request, begriff, f"Schreibweise „{wort}“ aus dem Suchprotokoll")
        return f"„{wort}“ führt jetzt zu „{begriff}“. Wer so sucht, findet die Angebote dazu."
