"""The gap matrix and the register as workbooks; every number is that of the page."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from netzwerk.models.planung import LueckeQuerySet

from .arten import Lueckenart, Stufe
from .fakten import DOPPELT_AB, ENDET_MONATE, VERALTET_TAGE
from .mappe import Feld, Mappe
from .matrix import SIGNALE, Matrix
from .matrix import Feld as Zellfeld

Ganz = Callable[[str], str]
"""Path → whole address."""
SPALTEN = (
    *("Zeile", "Spalte", "Angebote", "davon vor Ort", "davon kreisweit oder online", "in der Nähe", "weiter weg"),
    *("km bis zum nächsten", "je 1.000 Kinder", "Wie nah", "Lücken", "Was wir nicht wissen", "Mehrere gleiche"),
    *("Register", "Liste der Angebote"),
)
SO_ZAEHLEN_WIR = (
    "Gezählt wird, was veröffentlicht ist, noch gilt und für Familien ist.",
    "Angebote: alle, die in der Gemeinde ankommen. Das ist die Zahl der Liste hinter dem Link.",
    "Vor Ort: für diese Gemeinde gemacht, oder mit einem Standort dort.",
    "Kreisweit oder online: für den ganzen Kreis, oder ein Format, für das niemand fahren muss.",
    "In der Nähe: im selben Planungsraum oder höchstens 10 km entfernt. Nicht in „Angebote“ enthalten.",
    f"Mehrere gleiche: mindestens {DOPPELT_AB} von derselben Art, zum selben Thema, für dieselbe Lebensphase.",
    f"Endet bald: alle enden in den nächsten {ENDET_MONATE} Monaten.",
    f"Nicht bestätigt: keines wurde in den letzten {VERALTET_TAGE} Tagen bestätigt.",
    "Was wir nicht wissen, ist keine Lücke im Angebot. Es steht in einer eigenen Spalte.",
    "Ist eine Zahl nicht bekannt, bleibt die Zelle leer. Leer heißt nie null.",
)


def matrix_mappe(matrix: Matrix, ganz: Ganz) -> bytes:
    """Return the same view as a workbook: the matrix, every cell as a row, and how it is counted."""
    mappe, auswahl, tag = Mappe(), matrix.auswahl, matrix.abdeckung.fakten.heute
    nur = "; ".join(f"{eines.art}: {eines.name}" for eines in auswahl.nur)
    mappe.blatt("Lücken", [28, *[16] * len(matrix.koepfe)], fest="B4")
    mappe.zeile(Feld(f"Lücken: {auswahl.titel}", fett=True))
    seite = ganz(f"{reverse('planung:luecken')}?{auswahl.adresse()}")
    mappe.zeile(Feld(f"Stand {tag:%d.%m.%Y}{f'. Nur {nur}' if nur else ''}", link=seite))
    mappe.kopf("", *(kopf.wort.name for kopf in matrix.koepfe))
    for zeile in matrix.zeilen:
        mappe.zeile(Feld(zeile.name, fett=True), *(_zahl(feld, ganz) for feld in zeile.felder))
    mappe.blatt("Felder", [28, 28, *[12] * 7, 16, 40, 40, 12, 24, 60], fest="C2")
    mappe.kopf(*SPALTEN)
    for zeile in matrix.zeilen:
        for kopf, feld in zip(matrix.koepfe, zeile.felder, strict=True):
            mappe.zeile(zeile.name, kopf.wort.name, *_werte(feld, ganz))
    _erklaerung(mappe, tag, matrix)
    return mappe.bytes()


def _liste(feld: Zellfeld, ganz: Ganz) -> str:
    return ganz(f"{reverse('angebote:liste')}?{feld.zelle.adresse}")


def _zahl(feld: Zellfeld, ganz: Ganz) -> Feld:
    unbekannt = feld.stufe == Stufe.UNBEKANNT
    return Feld(None if unbekannt else feld.zelle.anzahl, link=_liste(feld, ganz), farbe=feld.stufe)


def _werte(feld: Zellfeld, ganz: Ganz) -> list[int | float | str | None | Feld]:
    zelle = feld.zelle
    zahlen = [zelle.anzahl, zelle.oertlich, zelle.kreisweit, zelle.nah, zelle.fern]
    adresse = _liste(feld, ganz)
    return [
        *([None] * len(zahlen) if feld.stufe == Stufe.UNBEKANNT else zahlen),
        zelle.km,
        feld.je_tausend,
        str(zelle.stufe.label),
        "; ".join(str(art.label) for art in zelle.luecken),
        "; ".join(str(art.label) for art in zelle.datenluecken),
        "ja" if zelle.doppelt else "",
        "; ".join(f"{Lueckenart(eintrag.art).label}: {eintrag.lage}" for eintrag in feld.eintraege),
        Feld(adresse, link=adresse),
    ]


def _erklaerung(mappe: Mappe, tag: date, matrix: Matrix | None = None) -> None:
    mappe.blatt("So zählen wir", [30, 70, 12, 20], quer=False)
    mappe.zeile(Feld(f"So zählen wir. Stand {tag:%d.%m.%Y}", fett=True))
    if matrix:
        mappe.zeilen(["", satz] for satz in SO_ZAEHLEN_WIR)
    mappe.kopf("Art der Lücke", "Bedeutung", "Felder", "Was fehlt")
    for art in Lueckenart:
        was = (
            "eine Angabe" if art.ist_datenluecke else "nichts: es gibt mehrere" if art.ist_ueberhang else "ein Angebot"
        )
        mappe.zeile(art.value, str(art.label), matrix.anzahl_je_art[art] if matrix else None, was)
    if matrix:
        mappe.kopf("Zeichen auf der Seite", "Wie nah")
        mappe.zeilen([SIGNALE[stufe], str(stufe.label)] for stufe in Stufe)


def register_mappe(luecken: LueckeQuerySet, ganz: Ganz) -> bytes:
    """Return Luecken (from `fuer_liste()`) as a workbook, with their history on a sheet of its own."""
    mappe, tag = Mappe(), timezone.localdate()
    alle = list(luecken.prefetch_related("angebote", "verlauf"))
    mappe.blatt("Register", [26, 36, 30, 20, 40, 40, 26, 12, 12, 40, 40], fest="B3")
    mappe.zeile(Feld(f"Lückenregister. Stand {tag:%d.%m.%Y}", fett=True, link=ganz(reverse("planung:register"))))
    mappe.kopf(
        *("Ort", "Worum es geht", "Art der Lücke", "Stand", "Belege", "Entscheidung", "Zuständig", "Bis"),
        *("Erkannt", "Angebote dazu", "Seite"),
    )
    for eine in alle:
        seite = ganz(eine.get_absolute_url())
        angebote = "; ".join(str(angebot) for angebot in eine.angebote.all())
        mappe.zeile(
            *(eine.wo, eine.wofuer, str(eine.get_art_display()), eine.lage, eine.belege, eine.entscheidung),
            *(eine.zustaendig, eine.bis, eine.erkannt_am, angebote, Feld(seite, link=seite)),
        )
    mappe.blatt("Verlauf", [26, 50, 20, 14, 80], fest="A2")
    mappe.kopf("Ort", "Lücke", "Schritt", "Am", "Notiz")
    for eine in alle:
        for schritt in eine.verlauf.all():
            am = timezone.localtime(schritt.am).date()
            mappe.zeile(eine.wo, eine.worum, schritt.get_status_display(), am, schritt.notiz)
    _erklaerung(mappe, tag)
    return mappe.bytes()
