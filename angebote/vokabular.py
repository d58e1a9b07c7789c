"""The vocabulary as the pages need it: short rows, any number of kinds in one query."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from django.db.models import Case, CharField, Count, F, IntegerField, Max, Model, QuerySet, Sum, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Length

from akteure.falten import falten
from akteure.fassung import gefasst, sichtbare
from akteure.models import (
    Akteur,
    Gemeinde,
    Ortsteil,
    Planungsraum,
    Postleitzahl,
    Sprache,
    Uebersetzbar,
    Uebersetzung,
)
from akteure.models import Wort as Suchwort
from akteure.models.gebiet import Kurzform
from akteure.sprachen import ist_deutsch
from angebote.models import (
    Angebot,
    Begriff,
    Bestandsstand,
    Ermaessigung,
    Lebensphase,
    Schreibweise,
    Thema,
    Uebergang,
    Zielgruppe,
)

STAND, UEBERSETZT, BESTAND = "stand", "uebersetzt", "bestand"


@dataclass(frozen=True)
class Wort:
    """One row of the vocabulary: `wert` stands in addresses, `name` is for people, in the language of the page; `deutsch`
    is the German name. The rest is empty where a kind has none."""

    pk: int
    wert: str
    name: str
    reihenfolge: int
    ueber: int | None = None
    zeichen: str = ""
    papier: str = ""
    alter_text: str = ""
    alter_kurz: str = ""
    sensibel: str = ""
    deutsch: str = ""


TEXTE = ("zeichen", "papier", "alter_text", "alter_kurz", "sensibel")


def _zeilen(art: str | Combinable, menge: QuerySet, wert: str = "slug") -> QuerySet:
    """Return rows (art, pk, wert, name, reihenfolge, ueber, *TEXTE), alike for every kind; `art` is one for all or says
    for each."""
    felder = {feld.name for feld in menge.model._meta.get_fields()}
    leer, null = Value("", output_field=CharField()), Value(0, output_field=IntegerField())
    spalten = {
        "w_art": Value(art, output_field=CharField()) if isinstance(art, str) else art,
        "w_wert": Cast(wert, CharField()),
        "w_name": Cast("name", CharField()),
        "w_reihenfolge": Cast("reihenfolge", IntegerField()) if "reihenfolge" in felder else null,
        "w_ueber": Cast("ueber_id", IntegerField()) if "ueber" in felder else null,
    } | {f"w_{text}": Cast(text, CharField()) if text in felder else leer for text in TEXTE}
    return menge.order_by().annotate(**spalten).values_list("w_art", "pk", *list(spalten)[1:])


def _staende() -> list[QuerySet]:
    """Return one row for each table the search knows by heart; any of them differs once something there has changed."""
    gebiet = {Ortsteil: "name_gefaltet", Kurzform: "gefaltet", Gemeinde: "name_sortiert", Planungsraum: "name_sortiert"}
    return [
        _stand(Begriff, Cast(Max("geaendert_am"), CharField())),
        _stand(Schreibweise, Cast(Max("geaendert_am"), CharField())),
        _stand(Suchwort, Cast(Value(""), CharField()), Coalesce(Max("pk"), 0)),
        _stand(Postleitzahl, Cast(Value(""), CharField())),
        *(_stand(modell, Cast(Sum(Length(feld)), CharField())) for modell, feld in gebiet.items()),
    ]


def _stand(modell: type[Model], merkmal: Combinable, anzahl: Combinable | None = None, art: str = STAND) -> QuerySet:
    """Return one row (`art`, count, "", what changes with every edit, …) in the shape of `_zeilen`."""
    leer, null = Value("", output_field=CharField()), Value(0, output_field=IntegerField())
    spalten = {"n": anzahl or Count("pk"), "w_wert": merkmal, "w_name": leer, "w_reihenfolge": null, "w_ueber": null}
    spalten |= {f"w_{text}": leer for text in TEXTE}
    zeilen = modell._default_manager.order_by().annotate(w_art=Value(art, output_field=CharField())).values("w_art")
    return zeilen.annotate(**spalten).values_list("w_art", *spalten)


def _bestandsstand() -> QuerySet:
    """Return the one row that differs once something has changed that lists count."""
    return _stand(Bestandsstand, Cast(Sum("zufall"), CharField()), Coalesce(Max("pk"), 0), BESTAND)


def _uebersetzungen(modelle: Iterable[type[Uebersetzbar]]) -> QuerySet:
    """Return one row (UEBERSETZT, pk, model, text, checked or not, None, field, fingerprint, …) per translated text of
    the models, in the shape of `_zeilen`."""
    leer, null = Value("", output_field=CharField()), Value(0, output_field=IntegerField())
    spalten = {
        "w_art": Value(UEBERSETZT, output_field=CharField()),
        "w_wert": F("modell"),
        "w_name": Cast("text", CharField()),
        "w_reihenfolge": Cast("geprueft", IntegerField()),
        "w_ueber": null,
        "w_feld": Cast("feld", CharField()),
        "w_quelle": Cast("quelle", CharField()),
    } | {f"w_leer{nummer}": leer for nummer in range(len(TEXTE) - 2)}
    namen = list(spalten)
    return sichtbare(*modelle).annotate(**spalten).values_list("w_art", "objekt_id", *namen[1:])


def _lesen(teile: list[QuerySet], modelle: dict[str, type[Uebersetzbar]]) -> dict[str, list[Wort]]:
    """Return the words of every kind, in one query; `modelle` says which kinds have translations."""
    if not ist_deutsch():
        teile = [*teile, _uebersetzungen(dict.fromkeys(modelle.values()))]
    woerter: dict[str, list[Wort]] = {}
    uebersetzt: dict[tuple[str, int, str], Uebersetzung] = {}
    for art, pk, wert, name, reihenfolge, ueber, *texte in teile[0].union(*teile[1:], all=True):
        if art == UEBERSETZT:
            zeile = Uebersetzung(text=name, quelle=texte[1], geprueft=bool(reihenfolge))
            uebersetzt[wert, pk, texte[0]] = zeile
        else:
            woerter.setdefault(art, []).append(Wort(pk, wert, name, reihenfolge, ueber or None, *texte, deutsch=name))
    for art, liste in woerter.items():
        if art in modelle and not ist_deutsch():
            label = modelle[art]._meta.label_lower
            liste[:] = [_gefasst(wort, label, uebersetzt) for wort in liste]
        liste.sort(key=der_reihe_nach)
    return woerter


def der_reihe_nach(wort: Wort) -> tuple[int, str]:
    """Return what words are sorted by: the order of the coordinator, then the name."""
    return wort.reihenfolge, falten(wort.name)


def _gefasst(wort: Wort, label: str, uebersetzt: dict[tuple[str, int, str], Uebersetzung]) -> Wort:
    felder = {feld: text for feld in ("name", "alter_text") if (text := getattr(wort, feld))}
    return replace(
        wort, **{feld: gefasst(text, uebersetzt.get((label, wort.pk, feld))) for feld, text in felder.items()}
    )


class Vokabular:
    """Rows by kind, in the order of the coordinator."""

    MODELLE = {
        "lebensphase": Lebensphase,
        "uebergang": Uebergang,
        "thema": Thema,
        "zielgruppe": Zielgruppe,
        "ermaessigung": Ermaessigung,
    }

    def __init__(self, woerter: dict[str, list[Wort]]) -> None:
        self.woerter = {art: woerter.get(art, []) for art in (*self.MODELLE, "sprache", "akteur")}
        self.stand = tuple((wort.pk, wort.wert, wort.name) for wort in woerter.get(STAND, []))
        self.bestand = stand_des_bestands(woerter)

    @classmethod
    def laden(cls, akteur: str = "") -> Self:
        """Return the vocabulary of this moment, the public Akteur of that slug, and how new the words of the search are
        (`stand`), and all that lists count (`bestand`); one query."""
        teile = [_zeilen(art, modell.objects.all()) for art, modell in cls.MODELLE.items()]
        teile.append(_zeilen("sprache", Sprache.objects.all(), "code"))
        teile += [*_staende(), _bestandsstand()]
        if akteur:
            teile.append(_zeilen("akteur", Akteur.objects.oeffentlich().filter(slug=akteur)))
        return cls(_lesen(teile, cls.MODELLE | {"sprache": Sprache}))

    def __getitem__(self, art: str) -> list[Wort]:
        return self.woerter[art]

    def pks(self, art: str, werte: list[str]) -> list[int]:
        """Return the primary keys of `werte`; a Thema brings its Unterthemen."""
        eigene = {wort.pk for wort in self.woerter[art] if wort.wert in werte}
        return [wort.pk for wort in self.woerter[art] if wort.pk in eigene or wort.ueber in eigene]


def stand_des_bestands(woerter: dict[str, list[Wort]]) -> tuple:
    """Return how new all is that lists count, as `gedaechtnis.bestand` of `angebote.bestand` wants to know it."""
    return tuple((wort.pk, wort.wert) for wort in woerter.get(BESTAND, []))


def _eigene_oder_andere(art: str, angebot: Angebot) -> QuerySet:
    """Return all rows of a kind: those an Angebot points to as `art`, the others as "andere <art>"."""
    feld = Angebot._meta.get_field(art)
    eigene = feld.remote_field.through.objects.filter(angebot=angebot).values(feld.m2m_reverse_field_name())
    wahl = Case(When(pk__in=eigene, then=Value(art)), default=Value(f"andere {art}"), output_field=CharField())
    return _zeilen(wahl, feld.related_model.objects.all())


def woerter_von(angebot: Angebot) -> dict[str, list[Wort]]:
    """Return what one Angebot points to (lebensphasen, themen, uebergaenge …, mitwirkende, gemeinden), and what lies
    around it: the `andere` Lebensphasen and Übergänge, and the stand of the Bestand; one query."""
    umgeben = ("lebensphasen", "uebergaenge")
    arten = ("themen", "ermaessigungen", *umgeben)
    teile = [_zeilen(art, getattr(angebot, art).all()) for art in arten if art not in umgeben]
    teile += [_eigene_oder_andere(art, angebot) for art in umgeben]
    teile.append(_zeilen("mitwirkende", angebot.mitwirkende.oeffentlich()))
    teile.append(_zeilen("gemeinden", angebot.gemeinden.all(), "ags"))
    modelle = {art: Angebot._meta.get_field(art).related_model for art in arten}
    modelle |= {f"andere {art}": modelle[art] for art in umgeben}
    leer = {art: [] for art in (*modelle, "mitwirkende", "gemeinden")}
    return leer | _lesen([*teile, _bestandsstand()], modelle)
