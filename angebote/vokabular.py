"""The vocabulary as the pages need it: short rows, held in the memory of each process and read anew once one has changed.

Each page asks one question for that: how new is everything (`Staende`, written by angebote/ausloeser.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import Self

from django.db.models import CharField, IntegerField, Max, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce

from akteure.abfragen import Vorbereitet, platz
from akteure.falten import falten
from akteure.fassung import gefasst, sichtbare
from akteure.models import Akteur, Gemeinde, Sprache, Uebersetzbar
from akteure.models import Wort as Suchwort
from akteure.sprachen import ist_deutsch, sprache
from angebote.models import Angebot, Bestandsstand, Ermaessigung, Lebensphase, Thema, Uebergang, Zielgruppe


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
GEBEUGT = {
    "lebensphasen": "lebensphase",
    "themen": "thema",
    "uebergaenge": "uebergang",
    "ermaessigungen": "ermaessigung",
}
"""What an Angebot calls its words → their kind."""


@dataclass(frozen=True)
class Staende:
    """How new everything is that processes keep in memory: equal as long as nothing there has changed."""

    suche: tuple = ()
    vokabular: tuple = ()
    bestand: tuple = ()

    @classmethod
    def aus(cls, zeilen: Iterable[tuple]) -> Self:
        """Return them from rows (bereich, highest key, sum); the word list of the search only grows."""
        gelesen = {bereich: (hoechster, str(summe)) for bereich, hoechster, summe in zeilen}
        return cls(
            suche=(gelesen.get(Bestandsstand.Bereich.SUCHE), gelesen.get(WORTLISTE)),
            vokabular=(gelesen.get(Bestandsstand.Bereich.VOKABULAR),),
            bestand=(gelesen.get(Bestandsstand.Bereich.BESTAND),),
        )


WORTLISTE = "wortliste"


def _zeilen(art: str, menge: QuerySet, wert: str = "slug") -> QuerySet:
    """Return rows (art, pk, wert, name, reihenfolge, ueber, *TEXTE), alike for every kind."""
    felder = {feld.name for feld in menge.model._meta.get_fields()}
    leer, null = Value("", output_field=CharField()), Value(0, output_field=IntegerField())
    spalten = {
        "w_art": Value(art, output_field=CharField()),
        "w_wert": Cast(wert, CharField()),
        "w_name": Cast("name", CharField()),
        "w_reihenfolge": Cast("reihenfolge", IntegerField()) if "reihenfolge" in felder else null,
        "w_ueber": Cast("ueber_id", IntegerField()) if "ueber" in felder else null,
    } | {f"w_{text}": Cast(text, CharField()) if text in felder else leer for text in TEXTE}
    return menge.order_by().annotate(**spalten).values_list("w_art", "pk", *list(spalten)[1:])


def _staende() -> list[QuerySet]:
    """Return rows (bereich, highest key, sum, "") for `Staende.aus`, in the shape of `_genannte`."""
    leer = Value("", output_field=CharField())
    summe = Cast(Sum("zufall"), CharField())
    bereiche = Bestandsstand.objects.order_by().values("bereich").annotate(n=Max("pk"), w_wert=summe, w_name=leer)
    art = Value(WORTLISTE, output_field=CharField())
    worte = Suchwort.objects.order_by().annotate(bereich=art).values("bereich")
    return [
        bereiche.values_list("bereich", "n", "w_wert", "w_name"),
        worte.annotate(n=Coalesce(Max("pk"), 0), w_wert=leer, w_name=leer).values_list(
            "bereich", "n", "w_wert", "w_name"
        ),
    ]


def _genannte(art: str, menge: QuerySet, pk: str = "pk", wert: str = "", name: str = "") -> QuerySet:
    """Return rows (art, primary key, wert, name): what one Angebot points to."""
    leer = Value("", output_field=CharField())
    spalten = {
        "w_art": Value(art, output_field=CharField()),
        "w_wert": Cast(wert, CharField()) if wert else leer,
        "w_name": Cast(name, CharField()) if name else leer,
    }
    return menge.order_by().annotate(**spalten).values_list("w_art", pk, "w_wert", "w_name")


def _von_einem() -> QuerySet:
    """Return all of it for the Angebot that comes in the place "angebot", and the Staende."""
    eines = platz("angebot")
    teile = [
        _genannte(art, getattr(Angebot, art).through.objects.filter(angebot_id=eines), f"{einzahl}_id")
        for art, einzahl in GEBEUGT.items()
    ]
    mitwirkende = Angebot.mitwirkende.through.objects.filter(angebot_id=eines).values("akteur_id")
    gemeinden = Angebot.gemeinden.through.objects.filter(angebot_id=eines).values("gemeinde_id")
    teile += [
        _genannte("mitwirkende", Akteur.objects.oeffentlich().filter(pk__in=mitwirkende), wert="slug", name="name"),
        _genannte("gemeinden", Gemeinde.objects.filter(pk__in=gemeinden), wert="ags", name="name"),
    ]
    return teile[0].union(*teile[1:], *_staende(), all=True)


STAENDE = Vorbereitet(lambda: QuerySet.union(*_staende(), all=True))
VON_EINEM = Vorbereitet(_von_einem)


class Gedaechtnis:
    """The words of this process, by language."""

    MODELLE: dict[str, type[Uebersetzbar]] = {
        "lebensphase": Lebensphase,
        "uebergang": Uebergang,
        "thema": Thema,
        "zielgruppe": Zielgruppe,
        "ermaessigung": Ermaessigung,
        "sprache": Sprache,
    }

    def __init__(self) -> None:
        self._schloss = Lock()
        self.vergessen()

    def vergessen(self) -> None:
        self._stand: tuple = ()
        self._woerter: dict[str, dict[str, list[Wort]]] = {}

    def woerter(self, stand: tuple) -> Mapping[str, list[Wort]]:
        """Return the words of every kind at `stand`, in the language of the page and the order of the coordinator; asks
        the database only where that has changed."""
        with self._schloss:
            if stand != self._stand:
                self._woerter, self._stand = {}, stand
            if sprache() not in self._woerter:
                self._woerter[sprache()] = self._gelesen()
            return self._woerter[sprache()]

    def _gelesen(self) -> dict[str, list[Wort]]:
        teile = [
            _zeilen(art, modell._default_manager.all(), "code" if art == "sprache" else "slug")
            for art, modell in self.MODELLE.items()
        ]
        woerter: dict[str, list[Wort]] = {art: [] for art in self.MODELLE}
        for art, pk, wert, name, reihenfolge, ueber, *texte in teile[0].union(*teile[1:], all=True):
            woerter[art].append(Wort(pk, wert, name, reihenfolge, ueber or None, *texte, deutsch=name))
        if not ist_deutsch():
            self._uebersetze(woerter)
        for liste in woerter.values():
            liste.sort(key=lambda wort: (wort.reihenfolge, falten(wort.name)))
        return woerter

    def _uebersetze(self, woerter: dict[str, list[Wort]]) -> None:
        spalten = ("modell", "objekt_id", "feld", "text", "quelle", "geprueft")
        zeilen = sichtbare(*self.MODELLE.values()).values_list(*spalten)
        uebersetzt = {(modell, pk, feld): tuple(rest) for modell, pk, feld, *rest in zeilen}
        for art, modell in self.MODELLE.items():
            label = modell._meta.label_lower
            woerter[art] = [_gefasst(wort, label, uebersetzt) for wort in woerter[art]]


def _gefasst(wort: Wort, label: str, uebersetzt: Mapping[tuple, tuple]) -> Wort:
    felder = {feld: text for feld in ("name", "alter_text") if (text := getattr(wort, feld))}
    return replace(
        wort, **{feld: gefasst(text, uebersetzt.get((label, wort.pk, feld))) for feld, text in felder.items()}
    )


gedaechtnis = Gedaechtnis()


class Vokabular:
    """Rows by kind, in the order of the coordinator, and how new all is that this process keeps in memory."""

    def __init__(self, woerter: Mapping[str, list[Wort]], staende: Staende) -> None:
        self.woerter = woerter
        self.staende = staende

    @classmethod
    def laden(cls, akteur: str = "") -> Self:
        """Return the vocabulary of this moment, and the public Akteur of that slug; one query, with an Akteur two."""
        staende = Staende.aus(zeile[:3] for zeile in STAENDE.zeilen())
        woerter = dict(gedaechtnis.woerter(staende.vokabular), akteur=[])
        if akteur:
            zeilen = _zeilen("akteur", Akteur.objects.oeffentlich().filter(slug=akteur))
            woerter["akteur"] = [Wort(pk, wert, name, 0) for _art, pk, wert, name, *_rest in zeilen]
        return cls(woerter, staende)

    def __getitem__(self, art: str) -> list[Wort]:
        return self.woerter[art]

    def pks(self, art: str, werte: list[str]) -> list[int]:
        """Return the primary keys of `werte`; a Thema brings its Unterthemen."""
        eigene = {wort.pk for wort in self.woerter[art] if wort.wert in werte}
        return [wort.pk for wort in self.woerter[art] if wort.pk in eigene or wort.ueber in eigene]


class Angebotswoerter(dict[str, list[Wort]]):
    """What one Angebot points to (lebensphasen, themen, uebergaenge …, mitwirkende, gemeinden), and what lies around it:
    all `phasen` and all `wechsel` (Übergänge)."""

    staende = Staende()


def woerter_von(angebot: Angebot) -> Angebotswoerter:
    """Return the words of one Angebot, and how new all is that processes keep in memory; one query."""
    genannt: dict[str, list[Wort]] = {art: [] for art in ("mitwirkende", "gemeinden")}
    pks: dict[str, set[int]] = {art: set() for art in GEBEUGT}
    staende = []
    for art, pk, wert, name in VON_EINEM.zeilen(angebot=angebot.pk):
        if art in genannt:
            genannt[art].append(Wort(pk, wert, name, 0))
        elif art in pks:
            pks[art].add(pk)
        else:
            staende.append((art, pk, wert))
    for liste in genannt.values():
        liste.sort(key=lambda wort: falten(wort.name))
    woerter = Angebotswoerter(genannt)
    woerter.staende = Staende.aus(staende)
    alle = gedaechtnis.woerter(woerter.staende.vokabular)
    woerter |= {art: [wort for wort in alle[einzahl] if wort.pk in pks[art]] for art, einzahl in GEBEUGT.items()}
    woerter |= {"phasen": alle["lebensphase"], "wechsel": alle["uebergang"]}
    return woerter
