"""A file of translations comes back: read, check everything, show, take over."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from akteure.fassung import EINFACH
from akteure.lesen import Fehlerliste
from akteure.models import Uebersetzung
from akteure.uebersetzungen.bestand import zielsprachen
from akteure.uebersetzungen.lesen import lies_roh
from akteure.uebersetzungen.pruefen import Plan, pruefe
from akteure.uebersetzungen.uebernehmen import uebernimm

HOECHSTENS = 4_000_000
GEZEIGT = 100
"""So many faults, remarks and changes are shown, each."""
SALZ = "uebersetzungen einlesen"
STUNDE = 60 * 60
LEICHT = (
    "„ja“ in der Spalte „geprueft“ heißt hier: Menschen mit Lernschwierigkeiten haben den Text nach den Regeln für "
    "Leichte Sprache geprüft. Sonst lassen Sie die Spalte leer."
)


class Dateiformular(forms.Form):
    datei = forms.FileField(
        label="Datei",
        help_text="Die Tabelle, die Sie heruntergeladen haben, mit der Spalte „uebersetzung“ ausgefüllt. CSV, UTF-8.",
        widget=forms.ClearableFileInput({"accept": ".csv,text/csv"}),
        error_messages={"required": "Bitte wählen Sie eine Datei.", "empty": "Diese Datei ist leer."},
    )

    def clean_datei(self) -> Any:
        datei = self.cleaned_data["datei"]
        if datei.size > HOECHSTENS:
            raise forms.ValidationError("Die Datei ist größer als 4 MB. Bitte teilen Sie sie.")
        return datei


class Einlesen(admin.ModelAdmin):
    """The import's half of the admin of translations. Nothing is kept between check and take-over but in the page itself."""

    def seite(self, request: HttpRequest, vorlage: str, kontext: dict[str, Any]) -> HttpResponse:
        """Render one of our pages in the frame of the admin."""
        rahmen = self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, f"admin/uebersetzungen/{vorlage}.html", rahmen | kontext)

    def darf_einlesen(self, request: HttpRequest) -> bool:
        return request.user.has_perms(["akteure.add_uebersetzung", "akteure.change_uebersetzung"])

    def einlesen(self, request: HttpRequest, sprache: str) -> HttpResponse:
        """Ask for a file; show what it would change; take it over when the button says so."""
        if not self.darf_einlesen(request):
            raise PermissionDenied
        if sprache not in zielsprachen():
            raise Http404
        if "inhalt" in request.POST:
            return self._uebernimm(request, sprache)
        form = Dateiformular(request.POST or None, request.FILES or None)
        kontext: dict[str, Any] = {"form": form}
        if request.method == "POST" and form.is_valid():
            datei = form.cleaned_data["datei"]
            kontext |= _geprueft(datei.read(), datei.name, sprache)
        return self._einleseseite(request, sprache, kontext)

    def _uebernimm(self, request: HttpRequest, sprache: str) -> HttpResponse:
        """Check once more, for meanwhile anything may have changed, and write."""
        try:
            name, text = signing.loads(request.POST["inhalt"], salt=SALZ, max_age=STUNDE)
        except signing.BadSignature:
            self.message_user(request, "Das ist zu lange her. Bitte wählen Sie die Datei noch einmal.", messages.ERROR)
            return self._einleseseite(request, sprache, {"form": Dateiformular()})
        fehler = Fehlerliste()
        plan = pruefe(lies_roh(text.encode(), name, fehler), sprache, fehler)
        if fehler:
            return self._einleseseite(request, sprache, {"form": Dateiformular()} | _ergebnis(plan, fehler))
        zahl = uebernimm(plan)
        self._protokolliere(request, plan, name)
        wort = "1 Übersetzung" if zahl == 1 else f"{zahl} Übersetzungen"
        self.message_user(request, f"Übernommen: {wort}.", messages.SUCCESS)
        return HttpResponseRedirect(f"{reverse('admin:akteure_uebersetzung_changelist')}?sprache={sprache}")

    @staticmethod
    def _protokolliere(request: HttpRequest, plan: Plan, name: str) -> None:
        """Leave a trace: which file, which language, how many."""
        LogEntry.objects.create(
            user_id=request.user.pk,
            content_type=ContentType.objects.get_for_model(Uebersetzung),
            object_repr=f"Tabelle {plan.sprache}: {name}"[:200],
            action_flag=CHANGE,
            change_message=f"Eingelesen ({plan.sprache}): {len(plan.neu)} neu, {len(plan.geaendert)} geändert – {name}",
        )

    def _einleseseite(self, request: HttpRequest, sprache: str, kontext: dict[str, Any]) -> HttpResponse:
        name = zielsprachen()[sprache]
        rahmen = {"title": "Übersetzungen einlesen", "sprache": sprache, "sprachname": name}
        leicht = {"geprueft_heisst": LEICHT} if sprache == EINFACH else {}
        return self.seite(request, "einlesen", rahmen | leicht | kontext)


def _geprueft(roh: bytes, name: str, sprache: str) -> dict[str, Any]:
    """Return what the page shows of a file, and the file itself, signed, for the button "übernehmen"."""
    fehler = Fehlerliste()
    plan = pruefe(lies_roh(roh, name, fehler), sprache, fehler)
    if fehler:
        return _ergebnis(plan, fehler)
    inhalt = signing.dumps([name, roh.decode("utf-8-sig")], salt=SALZ, compress=True)
    return _ergebnis(plan, fehler) | {"inhalt": inhalt}


def _ergebnis(plan: Plan, fehler: Fehlerliste) -> dict[str, Any]:
    return {
        "plan": plan,
        "fehler": fehler[:GEZEIGT],
        "fehler_zahl": len(fehler),
        "bemerkungen": plan.bemerkungen[:GEZEIGT],
        "aenderungen": plan.aenderungen[:GEZEIGT],
        "weitere": max(0, len(plan.aenderungen) - GEZEIGT),
    }
