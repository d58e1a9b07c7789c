"""Public pages: list, map, detail, short address."""

from collections.abc import Iterable

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from akteure.fassung import Fassung, uebersetze
from akteure.models import Kontakt, Uebersetzbar
from akteure.ort import Ortswahl, Punkt
from angebote.anfrage import SORTIERUNGEN
from angebote.antworten import antworten, erste_saetze
from angebote.bestand import laden
from angebote.facetten import FACETTEN
from angebote.filter import AngebotFilter
from angebote.leer import bei_leerer_liste
from angebote.models import Angebot, Lotsenstelle
from angebote.oeffnung import auskunft
from angebote.querysets import NAEHE_KM, AngebotQuerySet
from angebote.sofort import sofort_hilfe
from angebote.suche.protokoll import protokolliere
from angebote.uebergaenge import weg_von
from angebote.views.antwort import antwort
from angebote.views.position import mit_position
from angebote.vokabular import Wort, woerter_von
from angebote.zeiten import zeiten_von
from angebote.zeitsaetze import satz, wann

JE_SEITE = 20
JE_GRUPPE = 5
UEBER_DER_LISTE = ("lebensphase", "sprache")
IN_DER_ZEILE = ("titel", "kurzbeschreibung", "zeiten")
"""What a line shows of the texts of an Angebot."""


def _seite(auswahl: AngebotFilter) -> Page:
    """Return the page asked for, with the total that is counted anyway."""
    paginator = Paginator(auswahl.sortiert, JE_SEITE)
    paginator.count = auswahl.anzahl
    return auswahl.seite(paginator)


def _gruppen(auswahl: AngebotFilter) -> list[dict]:
    """Return the groups below the hits, each with rows, count and the address of all ("" where there is none)."""
    gruppen = []
    if auswahl.gruppe_naehe is not None and (anzahl := auswahl.zahlen["ort", "naehe"]):
        zeilen = auswahl.gruppe_naehe[:JE_GRUPPE]
        alle = auswahl.adresse(umkreis=NAEHE_KM) if auswahl.umkreise else ""
        gruppen.append({"name": "naehe", "zeilen": zeilen, "anzahl": anzahl, "alle": alle})
    if auswahl.gruppe_ohne_deutsch is not None and (anzahl := auswahl.zahlen["", "ohne_deutsch"]):
        zeilen = auswahl.gruppe_ohne_deutsch[:JE_GRUPPE]
        alle = auswahl.adresse(sprache=None, deutsch="nicht_noetig")
        gruppen.append({"name": "ohne_deutsch", "zeilen": zeilen, "anzahl": anzahl, "alle": alle})
    return gruppen


def _zeilen_laden(ansicht: str, ort: Ortswahl, alle: list[Angebot], daneben: Iterable[Uebersetzbar]) -> Fassung:
    """Fetch for all lines at once what a line shows, answer the five questions, and say how far it is. Turn them, and
    what stands beside them, into the language of the page, and return how much of the lines is."""
    AngebotQuerySet.zeilenteile_laden(alle)
    vokabeln = [angabe.sprache for angebot in alle for angabe in angebot.sprachangaben.all()]
    if ansicht == "kompakt":
        prefetch_related_objects(alle, "lebensphasen")
        vokabeln += [phase for angebot in alle for phase in angebot.lebensphasen.all()]
    uebersetze(*alle, *vokabeln, *daneben)
    if len(ort.punkte) == 1:
        ort.lies_abstaende(platz.standort for angebot in alle for platz in angebot.orte.all())
    jetzt = timezone.now()
    angaben, kalender = zeiten_von([angebot.pk for angebot in alle], timezone.localdate(jetzt))
    for angebot in alle:
        angebot.jetzt = satz(auskunft(angaben[angebot.pk].zeiten, kalender, jetzt), jetzt)
        angebot.antworten = antworten(angebot)
        angebot.entfernung = ort.entfernung(platz.standort_id for platz in angebot.orte.all())
    lotsen = [eines for eines in daneben if isinstance(eines, Lotsenstelle)]
    return uebersetze(*lotsen) + Fassung.von(alle, IN_DER_ZEILE)


def _sensible(themen: Iterable[Wort]) -> set[str]:
    return {thema.sensibel for thema in themen if thema.sensibel}


def liste_kontext(auswahl: AngebotFilter, ansicht: str) -> dict:
    """Return what list and map share: filter, hits of the page, chain, facets; groups on the first page of a list."""
    seite = _seite(auswahl)
    gruppen = _gruppen(auswahl) if ansicht != "karte" and seite.number == 1 else []
    laden(seite.object_list, *(gruppe["zeilen"] for gruppe in gruppen))
    seite.object_list = list(seite.object_list)
    themen = (thema for thema in auswahl.vokabular["thema"] if thema.wert in auswahl.gewaehlt["thema"])
    sofort = sofort_hilfe(auswahl.deutung.anlaesse | _sensible(themen))
    leer = {} if auswahl.anzahl else bei_leerer_liste(auswahl)
    zeilen = [*seite.object_list, *(zeile for gruppe in gruppen for zeile in gruppe["zeilen"])]
    daneben = [*sofort.get("notrufe", ()), *leer.get("lotsenstellen", ())]
    return {
        "fassung": _zeilen_laden(ansicht, auswahl.ortswahl, zeilen, daneben),
        "ansicht": ansicht,
        "auswahl": auswahl,
        "sofort": sofort,
        "seite": seite,
        "seitenzahlen": [
            {"nummer": nummer, "adresse": auswahl.adresse(seite=nummer) if nummer != Paginator.ELLIPSIS else ""}
            for nummer in seite.paginator.get_elided_page_range(seite.number, on_each_side=1, on_ends=1)
        ],
        "leer": leer,
        "gruppen": gruppen,
        "kette": _kette(auswahl),
        "facetten": [
            {"facette": facette, "wahlen": auswahl.wahlen(name), "offen": bool(auswahl.gewaehlt[name])}
            for name, facette in FACETTEN.items()
            if name not in UEBER_DER_LISTE
        ],
        "sprachwahlen": _sprachwahlen(auswahl),
        "zeilen_ebene": 4 if auswahl.ortswahl.gemeinden and not auswahl.sortierung else 3,
        "umkreise": _umkreise(auswahl),
        "sortierungen": SORTIERUNGEN.items(),
        "ueberschrift": ngettext("%(n)s Angebot", "%(n)s Angebote", auswahl.anzahl) % {"n": auswahl.anzahl},
    }


def _sprachwahlen(auswahl: AngebotFilter) -> list[dict]:
    """Return the languages of the first filter line; a select shows one, further ones stay active beside it."""
    erste = next(iter(auswahl.gewaehlt["sprache"]), "")
    return [
        {"wert": w.wert, "name": w.name, "treffer": w.treffer, "erste": w.wert == erste}
        for w in auswahl.wahlen("sprache")
    ]


def _kette(auswahl: AngebotFilter) -> list[dict]:
    """Return the rings: each Lebensphase with its count and the address that switches it on or off."""
    gewaehlt = auswahl.gewaehlt["lebensphase"]
    kette = []
    for phase in auswahl.vokabular["lebensphase"]:
        aktiv = phase.wert in gewaehlt
        adresse = (
            auswahl.adresse(ohne={"lebensphase": phase.wert}) if aktiv else auswahl.adresse(lebensphase=phase.wert)
        )
        treffer = auswahl.zahlen["lebensphase", phase.wert]
        kette.append({"phase": phase, "aktiv": aktiv, "adresse": adresse, "treffer": treffer})
    return kette


def _umkreise(auswahl: AngebotFilter) -> list[dict]:
    """Return the choices of the radius, first of all none."""
    if not auswahl.umkreise:
        return []
    namen = {"": _("nur %(was)s") % {"was": auswahl.ortswahl.name}}
    namen |= {km: _("bis %(km)s km") % {"km": km} for km in auswahl.umkreise}
    return [
        {
            "wert": wert,
            "name": name,
            "treffer": auswahl.zahlen["ort", str(wert or 0)],
            "gewaehlt": wert == (auswahl.umkreis or ""),
        }
        for wert, name in namen.items()
    ]


@require_safe
@vary_on_headers("HX-Request")
@mit_position
def liste(request: HttpRequest, position: Punkt | None) -> HttpResponse:
    """The list with its filter; htmx gets the changing part only."""
    auswahl = AngebotFilter(request.GET, Angebot.objects.oeffentlich(), position)
    kontext = liste_kontext(auswahl, "kompakt" if auswahl.kompakt else "liste")
    protokolliere(auswahl, request.htmx.current_url)
    vorlage = "angebote/_treffer.html" if request.htmx else "angebote/angebot_liste.html"
    return antwort(request, vorlage, kontext)


@require_safe
def karte(request: HttpRequest) -> HttpResponse:
    """The same filter as a map, with the same hits beside it."""
    auswahl = AngebotFilter(request.GET, Angebot.objects.oeffentlich())
    kontext = liste_kontext(auswahl, "karte") | {
        "punkte": auswahl.qs.fuer_karte(),
        "gewaehlte_ags": [gemeinde.ags for gemeinde in auswahl.ortswahl.gemeinden],
        "kacheln": settings.LEAFLET_CONFIG["TILES"],
    }
    return antwort(request, "angebote/angebot_karte.html", kontext)


def angebot_kontext(angebot: Angebot) -> dict:
    """Return what the page of one Angebot shows; `angebot` comes from `fuer_detail()`."""
    kontakte, woerter, jetzt = angebot.kontakte_oeffentlich(), woerter_von(angebot), timezone.now()
    angaben, kalender = zeiten_von([angebot.pk], timezone.localdate(jetzt))
    sofort, saetze = sofort_hilfe(_sensible(woerter["themen"])), erste_saetze(angebot.titel)
    weg = None if sofort else weg_von(angebot, woerter)
    weitere = weg.angebote if weg else []
    telefon = next((kontakt for kontakt in kontakte if kontakt.telefon), None)
    return {
        "fassung": _in_sprache(angebot, kontakte, angaben[angebot.pk].texte, [*sofort.get("notrufe", ()), *weitere])
        + Fassung.von(weitere, ("titel",)),
        "wann": wann(angaben[angebot.pk], kalender, jetzt),
        "erster_satz": saetze,
        "angebot": angebot,
        "woerter": woerter,
        "weg": weg,
        "uebergaenge": [wort for wort in woerter["uebergaenge"] if not (weg and weg.zeigt(wort))],
        "sofort": sofort,
        "antworten": antworten(angebot),
        "kontakte": kontakte,
        "koordination": {} if telefon else settings.GEBIET.get("koordination", {}),
        "telefon": telefon,
    }


def _in_sprache(
    angebot: Angebot, kontakte: list[Kontakt], zeiten: list[Uebersetzbar], daneben: Iterable[Uebersetzbar]
) -> Fassung:
    """Turn all texts of the page into its language, in one query; return how much of the Angebot's own is."""
    angaben, orte = list(angebot.sprachangaben.all()), list(angebot.orte.all())
    offene = [ort.standort for ort in orte if not ort.standort.adresse_verbergen]
    texte = [*angaben, *orte, *offene, *kontakte, *zeiten]
    uebersetze(angebot, *texte, *(angabe.sprache for angabe in angaben), *daneben)
    gezeigt = [feld for feld in angebot.UEBERSETZBAR if feld != "hinweis" or angebot.hinweis_aktuell]
    return uebersetze(*texte) + Fassung.von([angebot], gezeigt)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one Angebot; a former slug redirects."""
    angebot = Angebot.objects.oeffentlich().fuer_detail().filter(slug=slug).first()
    if angebot is None:
        frueher = get_object_or_404(Angebot.objects.oeffentlich(), fruehere_slugs__slug=slug)
        return redirect(frueher, permanent=True)
    kurzadresse = request.build_absolute_uri(reverse("angebote:kurz", args=[angebot.kennung]))
    return antwort(request, "angebote/angebot_detail.html", angebot_kontext(angebot) | {"kurzadresse": kurzadresse})


@require_safe
def kurz(request: HttpRequest, kennung: str) -> HttpResponse:
    """The short address of printed links."""
    return redirect(get_object_or_404(Angebot.objects.oeffentlich(), kennung=kennung.lower()))
