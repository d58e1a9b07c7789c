"""What stands on a sheet about Angebote: plain texts, German and beside them those of one more language.

Any number of Angebote takes the same few queries. The records are read in German first, then turned into the other language.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from akteure.fassung import Fassung, uebersetze, zeilen
from akteure.models import Kontakt, Standort, Uebersetzbar
from akteure.sprachen import DEUTSCH, richtung, sprache
from angebote.antworten import Antwort, antworten, erste_saetze
from angebote.models import Angebot, AngebotStandort
from angebote.vermittlung.qr import MASKE, qr_svg

AUF_DEM_BLATT = (
    "titel",
    "kurzbeschreibung",
    "zeiten",
    "erste_schritte",
    "voraussetzungen",
    "unterlagen",
    "kosten_text",
)
"""What a sheet shows of the texts of an Angebot, besides a notice that is still true."""


@dataclass(frozen=True)
class Ort:
    """A place. Of a hidden one there is the Gemeinde only."""

    name: str
    adresse: str
    verborgen: bool
    anfahrt: list[str] = field(default_factory=list)
    hinweis: str = ""
    barrieren: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Rufweg:
    """Whom to call or write to."""

    wer: str
    wofuer: str
    erreichbar: str
    telefon: str
    mail: str


@dataclass(frozen=True)
class Spalte:
    """An Angebot in one language. A text that is not there in it is German and marks itself (akteure.fassung.Text)."""

    sprache: str
    titel: str
    kurz: str
    hinweis: str
    antworten: list[Antwort]
    zeiten: str
    schritte: list[str]
    voraussetzungen: list[str]
    unterlagen: list[str]
    orte: list[Ort]
    wo: str
    kontakte: list[Rufweg]

    @property
    def richtung(self) -> str:
        return richtung(self.sprache)

    @property
    def mitbringen(self) -> bool:
        return bool(self.voraussetzungen or self.unterlagen)


@dataclass(frozen=True)
class Blatt:
    """An Angebot on a sheet. `ziel` is None where German is all that is asked for; `adresse` is the short address of its
    page in the other language, for the QR code; `satz` what to say first, {} where somebody may be in danger."""

    kennung: str
    deutsch: Spalte
    ziel: Spalte | None
    akteur: str
    satz: dict[str, str | list[str]]
    adresse: str
    bestaetigt_am: datetime | None
    ist_demo: bool
    fassung: Fassung

    @property
    def qr(self) -> SafeString:
        """The QR code of its page, called so in the language that is active."""
        return qr_svg(self.adresse, _("QR-Code: die Seite dieses Angebots"), MASKE)

    @property
    def titel(self) -> str:
        """The title in the language that was asked for."""
        return (self.ziel or self.deutsch).titel

    @property
    def spalten(self) -> list[Spalte]:
        return [self.deutsch, self.ziel] if self.ziel else [self.deutsch]


def blaetter(
    angebote: Iterable[Angebot], code: str, absolut: Callable[[str], str], daneben: Iterable[Uebersetzbar] = ()
) -> list[Blatt]:
    """Return the sheets of Angebote from `fuer_blatt()`, in their order, beside German in the language `code`.

    `absolut` makes a whole address of a path (`request.build_absolute_uri`). `daneben` are records that stand on the same
    page and are turned into the language of the sheet as well, with the same query.
    """
    angebote = list(angebote)
    kontakte = _kontakte(angebote)
    with override(DEUTSCH):
        deutsche = [_spalte(angebot, kontakte[angebot.pk]) for angebot in angebote]
    with override(code):
        fassungen = _uebersetzen(angebote, kontakte, daneben)
        ziele = [None if code == DEUTSCH else _spalte(angebot, kontakte[angebot.pk]) for angebot in angebote]
        return [
            Blatt(
                kennung=angebot.kennung,
                deutsch=deutsch,
                ziel=ziel,
                akteur=angebot.akteur.name,
                satz={} if angebot.anlaesse else erste_saetze(deutsch.titel),
                adresse=absolut(reverse("angebote:kurz", args=[angebot.kennung])),
                bestaetigt_am=angebot.bestaetigt_am,
                ist_demo=angebot.ist_demo,
                fassung=fassungen[angebot.pk],
            )
            for angebot, deutsch, ziel in zip(angebote, deutsche, ziele, strict=True)
        ]


def _kontakte(angebote: list[Angebot]) -> dict[int, list[Kontakt]]:
    """Return the public Kontakte of each Angebot: its own, else those of its Akteur (as `kontakte_oeffentlich`); one query,
    and one record for each Kontakt, however many Angebote share it."""
    akteure = {angebot.akteur_id for angebot in angebote}
    pks = [angebot.pk for angebot in angebote]
    zeilen_ = Kontakt.objects.oeffentlich().filter(Q(angebote__in=pks) | Q(akteur__in=akteure))
    eigene: dict[int, list[Kontakt]] = defaultdict(list)
    des_akteurs: dict[int, dict[int, Kontakt]] = defaultdict(dict)
    einmal: dict[int, Kontakt] = {}
    for zeile in zeilen_.annotate(fuer=F("angebote")).order_by("reihenfolge", "pk"):
        kontakt = einmal.setdefault(zeile.pk, zeile)
        des_akteurs[kontakt.akteur_id][kontakt.pk] = kontakt
        eigene[zeile.fuer].append(kontakt)
    return {a.pk: eigene.get(a.pk) or list(des_akteurs[a.akteur_id].values()) for a in angebote}


def _uebersetzen(
    angebote: list[Angebot], kontakte: dict[int, list[Kontakt]], daneben: Iterable[Uebersetzbar]
) -> dict[int, Fassung]:
    """Turn all that stands on the sheets into the active language, with one query; return how much of each is."""
    dazu = {angebot.pk: [*_orte(angebot), *_offene(angebot), *kontakte[angebot.pk]] for angebot in angebote}
    sprachen = [angabe.sprache for angebot in angebote for angabe in angebot.sprachangaben.all()]
    uebersetze(*angebote, *(objekt for liste in dazu.values() for objekt in liste), *sprachen, *daneben)
    fassungen = {}
    for angebot in angebote:
        felder = [*AUF_DEM_BLATT, *(["hinweis"] if angebot.hinweis_aktuell else [])]
        fassungen[angebot.pk] = uebersetze(*dazu[angebot.pk]) + Fassung.von([angebot], felder)
    return fassungen


def _orte(angebot: Angebot) -> list[AngebotStandort]:
    return list(angebot.orte.all())


def _offene(angebot: Angebot) -> list[Standort]:
    """Return its places, but none whose address is hidden: how to get there stays untold."""
    return [ort.standort for ort in _orte(angebot) if not ort.standort.adresse_verbergen]


def _spalte(angebot: Angebot, kontakte: list[Kontakt]) -> Spalte:
    """Return what the records say in the language that is active, whose texts they hold."""
    return Spalte(
        sprache=sprache(),
        titel=angebot.titel,
        kurz=angebot.kurzbeschreibung,
        hinweis=angebot.hinweis_aktuell,
        antworten=antworten(angebot),
        zeiten=angebot.zeiten,
        schritte=angebot.schritte,
        voraussetzungen=zeilen(angebot.voraussetzungen),
        unterlagen=zeilen(angebot.unterlagen),
        orte=[_ort(ort) for ort in _orte(angebot)],
        wo=angebot.ort_kurz,
        kontakte=[_rufweg(kontakt) for kontakt in kontakte],
    )


def _ort(ort: AngebotStandort) -> Ort:
    standort = ort.standort
    if standort.adresse_verbergen:
        return Ort(name="", adresse=standort.oeffentlicher_ort, verborgen=True)
    teile = (standort.strasse_hausnummer, standort.plz_ort or standort.oeffentlicher_ort)
    return Ort(
        name=standort.name,
        adresse=", ".join(teil for teil in teile if teil),
        verborgen=False,
        anfahrt=zeilen(standort.anfahrt),
        hinweis=ort.hinweis,
        barrieren=standort.barrieren,
    )


def _rufweg(kontakt: Kontakt) -> Rufweg:
    return Rufweg(
        wer=kontakt.name,
        wofuer=kontakt.zustaendigkeit,
        erreichbar=kontakt.erreichbar,
        telefon=kontakt.telefon,
        mail=kontakt.mail,
    )
