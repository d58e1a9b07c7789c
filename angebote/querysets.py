"""Rules and page shapes of Angebote. No request, no network, no logging.

The meaning of "reaches" and "in der Nähe" is that of the product: an Angebot reaches a Gemeinde if it is kreisweit, names
the Gemeinde in its Einzugsgebiet, or (Einzugsgebiet not stated) has a Standort there or a Format that needs no place.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, Exists, F, IntegerField, Min, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.utils import timezone

from akteure.abfragen import zahlenmenge
from akteure.fassung import gefasst, sichtbare
from akteure.models import Benutzer
from akteure.ort import Ortswahl
from akteure.sprachen import ist_deutsch

NAEHE_KM = 10
UEBERALL = Q(format_zu_hause=True) | Q(format_telefonisch=True) | Q(format_online=True)
"""Formats for which nobody has to go anywhere."""
AUS_DER_FERNE = Q(format_telefonisch=True) | Q(format_online=True)
"""Formats that reach families outside the area as well."""


RINGE_KM = (2, 5, 10, 20)
"""Within a group, hits in an inner ring around the place stand before those farther out."""
FRISCH_TAGE = (180, 365)
"""Confirmed within so many days: fresh, still good; everything else is stale, and unknown last."""


def _modell(name: str) -> type[models.Model]:
    return apps.get_model("angebote", name)


def orte(**bedingung) -> models.QuerySet:
    """Return the places of Angebote that meet `bedingung`."""
    return _modell("AngebotStandort").objects.filter(**bedingung)


def _oeffentliche_punkte() -> models.QuerySet:
    """Return places of Angebote whose point the public may see: stated and not hidden."""
    return orte(standort__lat__isnull=False, standort__lon__isnull=False, standort__adresse_verbergen=False)


def eines_von(zeilen: models.QuerySet) -> Q:
    """Return the condition "one of `zeilen` belongs to the Angebot".

    IN, not EXISTS: these conditions stand under OR and inside counts, where PostgreSQL asks an EXISTS anew for every
    Angebot, but looks an IN up in a table it makes once. Like EXISTS it never doubles a row.
    """
    return Q(pk__in=zeilen.values("angebot"))


def ist_oeffentlich(angebot: str = "") -> Q:
    """Return the condition "the public sees it": published, not over, of an active Akteur.

    `angebot` is the way to the Angebot, with "__" at its end, for rows that belong to one.
    """
    noch_gueltig = Q(**{f"{angebot}gueltig_bis__isnull": True}) | Q(
        **{f"{angebot}gueltig_bis__gte": timezone.localdate()}
    )
    return noch_gueltig & Q(**{f"{angebot}status": "veroeffentlicht", f"{angebot}akteur__status": "aktiv"})


def im_ort(ort: Ortswahl) -> Q:
    """Made for this place: its Einzugsgebiet names it, or (none stated) it has a Standort there."""
    genannte = _modell("Angebot").gemeinden.through.objects.filter(gemeinde__in=ort.pks)
    standort_dort = Q(einzugsgebiet="") & eines_von(orte(standort__gemeinde__in=ort.pks))
    return (Q(einzugsgebiet="gemeinden") & eines_von(genannte)) | standort_dort


def im_gebiet() -> Q:
    """Made for a place of the area, whichever."""
    genannte = _modell("Angebot").gemeinden.through.objects.all()
    standort_im_gebiet = Q(einzugsgebiet="") & eines_von(orte(standort__gemeinde__isnull=False))
    return (Q(einzugsgebiet="gemeinden") & eines_von(genannte)) | standort_im_gebiet


def erreicht(ort: Ortswahl) -> Q:
    """Return the condition "reaches families in one of these Gemeinden"; outside the area nobody comes to a home."""
    ohne_weg = UEBERALL if ort.gemeinden else AUS_DER_FERNE
    return im_ort(ort) | Q(einzugsgebiet="kreisweit") | (Q(einzugsgebiet="") & ohne_weg)


def in_der_naehe(ort: Ortswahl) -> Q:
    """Return the condition "does not reach the place, but lies near": same Planungsraum or within NAEHE_KM."""
    im_raum = eines_von(orte(standort__gemeinde__planungsraum__in=ort.planungsraeume))
    nah = im_ring(ort, NAEHE_KM)
    return Q(einzugsgebiet="") & (im_raum | nah) & ~erreicht(ort)


def im_radius(ort: Ortswahl, km: float) -> Q:
    """Return the condition of a radius search: a visible Standort within `km`, or help that comes home or needs no place."""
    return im_ring(ort, km) | (UEBERALL & erreicht(ort))


def im_ring(ort: Ortswahl, km: float) -> Q:
    """Return the condition "a visible Standort within `km` of the place"."""
    return eines_von(orte(standort__in=zahlenmenge(ort.standorte_bis(km))))


def ohne_punkt() -> Q:
    """Return the condition "no point the public may see": cannot stand on a map or in a radius."""
    return ~eines_von(_oeffentliche_punkte())


class TerminQuerySet(models.QuerySet):
    def kommende(self, jetzt: datetime) -> Self:
        """Return the Termine that are not over, the next one first; also those that are called off."""
        return self.filter(ende__gte=jetzt).order_by("beginn", "pk")


class AngebotQuerySet(models.QuerySet):
    # --- rules ------------------------------------------------------------------------------------------------------
    def oeffentlich(self) -> Self:
        """Return what the public sees: published, not over, of an active Akteur."""
        return self.filter(ist_oeffentlich())

    def erreicht(self, ort: Ortswahl) -> Self:
        """Return Angebote for families in one of the Gemeinden of `ort`."""
        return self.filter(erreicht(ort))

    def in_der_naehe(self, ort: Ortswahl) -> Self:
        """Return Angebote that do not reach `ort` but lie near."""
        return self.filter(in_der_naehe(ort))

    def im_umkreis(self, ort: Ortswahl, km: float) -> Self:
        """Return Angebote of a radius search around the centres of `ort`."""
        return self.filter(im_radius(ort, km))

    def fuer_alter(self, monate: int) -> Self:
        """Return Angebote for a child of `monate` months; open ends match."""
        unten = Q(alter_von__isnull=True) | Q(alter_von__lte=monate)
        oben = Q(alter_bis__isnull=True) | Q(alter_bis__gte=monate)
        return self.filter(unten, oben)

    def mit_woertern(self, woerter: list[str]) -> Self:
        """Return Angebote in which each folded word stands: in their own text, their Akteure's or a visible place's."""
        mitwirkende = self.model.mitwirkende.through.objects
        for wort in woerter:
            eigene = Q(suchtext__contains=wort) | Q(akteur__suchtext__contains=wort)
            fremde = eines_von(mitwirkende.filter(akteur__suchtext__contains=wort))
            self = self.filter(eigene | fremde | eines_von(orte(standort__suchtext__contains=wort)))
        return self

    def meldbar_von(self, benutzer: Benutzer) -> Self:
        """Return the public Angebote about whose places this account may say something: Fachkräfte and Koordination about
        all, a Redaktion about those of its own Akteur."""
        if benutzer.rolle in (Benutzer.Rolle.FACHKRAFT, Benutzer.Rolle.KOORDINATION):
            return self.oeffentlich()
        return self.oeffentlich().von_akteur(benutzer)

    def von_akteur(self, benutzer: Benutzer) -> Self:
        """Return those of the Akteur this account works for; none where it works for none."""
        return self.filter(akteur=benutzer.akteur_id) if benutzer.akteur_id else self.none()

    def kostenfreie_von_allen(self) -> dict[str, int]:
        """Return {"alle": …, "kostenlos": …}; free with a proof counts as free."""
        frei = Q(kosten__in=["kostenlos", "nachweis"])
        return self.aggregate(alle=Count("pk"), kostenlos=Count("pk", filter=frei))

    # --- order ------------------------------------------------------------------------------------------------------
    def nach_passung(self, ort: Ortswahl, sprachen: list[str], punkte: Mapping[int, int] | None = None) -> Self:
        """Return them best first: in the place, by the points of the search, language spoken before interpreted before
        written, for families, nearer, confirmed lately, local before county-wide, by title.

        `punkte`: Angebot → points (angebote.suche.rang). Annotates `rang_ort`: 0 in the place, 1 everywhere."""
        rang_ort = Case(When(im_ort(ort), then=0), default=1, output_field=IntegerField()) if ort else Value(0)
        return self.annotate(
            rang_ort=rang_ort, rang_suche=_rang_suche(punkte or {}), rang_sprache=_rang_sprache(sprachen)
        ).order_by(
            "rang_ort",
            "-rang_suche",
            "rang_sprache",
            Case(When(fuer="fachkraefte", then=1), default=0, output_field=IntegerField()),
            _rang_naehe(ort),
            _rang_frische(),
            Case(When(einzugsgebiet="kreisweit", then=1), default=0, output_field=IntegerField()),
            F("bestaetigt_am").desc(nulls_last=True),
            "titel_sortiert",
            "pk",
        )

    def nach_titel(self) -> Self:
        """Return them by title."""
        return self.order_by("titel_sortiert", "pk")

    def nach_neuigkeit(self) -> Self:
        """Return them with the latest change of content first."""
        return self.order_by("-inhalt_geaendert_am", "pk")

    # --- page shapes ------------------------------------------------------------------------------------------------
    def fuer_liste(self) -> Self:
        """Return them with all that a line of the list shows: two further queries, however many lines."""
        return self.select_related("akteur").prefetch_related(*self.zeilenteile())

    @staticmethod
    def zeilenteile() -> tuple[Prefetch, Prefetch]:
        """Return what a line shows besides the Angebot: its places and its languages."""
        orte = _modell("AngebotStandort").objects.select_related("standort__gemeinde")
        sprachen = _modell("AngebotSprache").objects.select_related("sprache")
        return Prefetch("orte", orte), Prefetch("sprachangaben", sprachen)

    @classmethod
    def zeilenteile_laden(cls, angebote: Collection[models.Model]) -> None:
        """Fetch that for Angebote that are there already; two queries. Django's own `prefetch_related_objects` makes and
        narrows a queryset for each of them, which takes longer than the rest."""
        for teil in cls.zeilenteile():
            je_angebot: dict[int, list[models.Model]] = defaultdict(list)
            for zeile in teil.queryset.filter(angebot__in=[angebot.pk for angebot in angebote]):
                je_angebot[zeile.angebot_id].append(zeile)
            for angebot in angebote:
                menge = models.QuerySet(teil.queryset.model)
                menge._result_cache, menge._prefetch_done = je_angebot[angebot.pk], True
                vars(angebot).setdefault("_prefetched_objects_cache", {})[teil.prefetch_to] = menge

    def fuer_qualifizierung(self, vorrang: str) -> Self:
        """Return Fortbildungen and Netzwerktreffen for Fachkräfte in the order of their next Termin, those without one
        last; each with the Termine ahead as `kommende` and its places. `hat_vorrang`: of the Thema `vorrang`. Three
        queries."""
        termine, jetzt = _modell("Termin").objects, timezone.now()
        themen = self.model.themen.through.objects.filter(angebot=OuterRef("pk"), thema__slug=vorrang)
        return (
            self.filter(art__in=("fortbildung", "netzwerktreffen"), fuer__in=("fachkraefte", "beide"))
            .annotate(
                hat_vorrang=Exists(themen),
                naechster=Min("termine__beginn", filter=Q(termine__ende__gte=jetzt, termine__abgesagt=False)),
            )
            .select_related("akteur")
            .prefetch_related(Prefetch("termine", termine.kommende(jetzt), to_attr="kommende"), self.zeilenteile()[0])
            .order_by(F("naechster").asc(nulls_last=True), "titel_sortiert", "pk")
        )

    def fuer_verzeichnis(self) -> Self:
        """Return them by title with their places, for the page of an Akteur."""
        return self.prefetch_related(self.zeilenteile()[0]).nach_titel()

    def fuer_detail(self) -> Self:
        """Return them with places, languages and Kontakte; its words come from `woerter_von`."""
        return self.fuer_liste().prefetch_related("kontakte", "akteur__kontakte")

    def fuer_blatt(self) -> Self:
        """Return them with what a sheet shows (angebote.vermittlung.blatt), and the dangers their Themen speak of."""
        return self.fuer_liste().mit_anlaessen()

    def mit_anlaessen(self) -> Self:
        """Return them with the dangers their Themen speak of (`AngebotSaetze.anlaesse`)."""
        themen = self.model.themen.through.objects.filter(angebot=OuterRef("pk"))
        arten = _modell("Thema")._meta.get_field("sensibel").choices
        return self.annotate(**{f"anlass_{art}": Exists(themen.filter(thema__sensibel=art)) for art, _name in arten})

    def fuer_karte(self) -> list[tuple[str, str, float, float, str]]:
        """Return (slug, titel, lat, lon, language of the title) per visible point of these Angebote; the language is ""
        where it is the page's. One query."""
        punkte = _oeffentliche_punkte().filter(angebot__in=self.order_by().values("pk"))
        spalten = ["angebot__slug", "angebot__titel", "standort__lat", "standort__lon"]
        if not ist_deutsch():
            titel = sichtbare(self.model).filter(feld="titel", objekt_id=OuterRef("angebot"))
            punkte = punkte.annotate(**{name: Subquery(titel.values(name)) for name in ("text", "quelle")})
            spalten += ["text", "quelle"]
        zeilen = punkte.order_by("angebot__titel_sortiert", "pk").values_list(*spalten)
        return [_kartenpunkt(*zeile) for zeile in zeilen]


def _kartenpunkt(
    slug: str, titel: str, lat: float, lon: float, text: str | None = None, quelle: str = ""
) -> tuple[str, str, float, float, str]:
    """Return a point of the map with the title in the page's language, if there is a translation of it as it is now."""
    if ist_deutsch():
        return slug, titel, lat, lon, ""
    gefasster = gefasst(titel, (text, quelle, False) if text else None)
    return slug, gefasster, lat, lon, gefasster.sprache


def _rang_suche(punkte: Mapping[int, int]) -> Combinable:
    """The points of the search; hits with the same points are one group."""
    gruppen: dict[int, list[int]] = defaultdict(list)
    for pk, wert in punkte.items():
        gruppen[wert].append(pk)
    stufen = [When(pk__in=zahlenmenge(pks), then=Value(wert)) for wert, pks in sorted(gruppen.items(), reverse=True)]
    return Case(*stufen, default=Value(0), output_field=IntegerField()) if len(stufen) > 1 else Value(0)


def _rang_naehe(ort: Ortswahl) -> Combinable:
    """The ring around the place in which its nearest visible Standort lies; without a place or a point the same for all."""
    ringe = [
        When(eines_von(orte(standort__in=zahlenmenge(nahe))), then=Value(nummer))
        for nummer, km in enumerate(RINGE_KM)
        if (nahe := ort.standorte_bis(km))
    ]
    return Case(*ringe, default=Value(len(RINGE_KM)), output_field=IntegerField()) if ringe else Value(0)


def _rang_frische() -> Combinable:
    """0 confirmed lately, 1 within the year, 2 before, 3 never."""
    heute = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    stufen = [
        When(bestaetigt_am__gte=heute - timedelta(days=tage), then=Value(stufe))
        for stufe, tage in enumerate(FRISCH_TAGE)
    ]
    stufen.append(When(bestaetigt_am__isnull=False, then=Value(len(FRISCH_TAGE))))
    return Case(*stufen, default=Value(len(FRISCH_TAGE) + 1), output_field=IntegerField())


def _rang_sprache(codes: list[str]) -> Combinable:
    """0 spoken, 1 interpreted, 2 written material, in the best of `codes`; 0 for all where none is asked for."""
    if not codes:
        return Value(0)
    rang = Case(
        When(modus="spricht", then=0), When(modus="dolmetschen", then=1), default=2, output_field=IntegerField()
    )
    angaben = _modell("AngebotSprache").objects.filter(angebot=OuterRef("pk"), sprache__code__in=codes).order_by()
    return Subquery(angaben.values("angebot").annotate(bester=Min(rang)).values("bester"))
