"""Sachbericht for the Landesförderung: the goals, and what happened in a time. What we do not know is said, never guessed;
what only people know they write themselves."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from angebote.models import Angebot, Termin
from netzwerk.models import Kooperation, Luecke, Lueckeneintrag
from netzwerk.planung.fakten import Eintrag
from netzwerk.planung.gebiete import Ebene

from .dokument import Absatz, Abschnitt, Baustein, Bericht, Freitext, Liste, Tabelle, Wert
from .moment import Moment

ZIELE = (
    "Zugänge erleichtern und Barrieren abbauen",
    "Familien mehrsprachig erreichen",
    "niederschwellige, transparente und aufsuchende Angebote",
    "Fachkräfte für armutssensible Pädagogik qualifizieren",
    "Übergänge in der Bildung begleiten",
    "nachhaltig zusammenarbeiten",
    "Lücken im Angebot erkennen und schließen",
    "die Präventionskette von der Geburt bis in den Beruf schließen",
    "Komplexität verringern und das breite Angebot auf einen Blick zeigen",
    "schnell und einfach vermitteln",
)
"""The goals of the network in its own words."""
QUALIFIZIERUNG = (Angebot.Art.FORTBILDUNG, Angebot.Art.NETZWERKTREFFEN)
JE_LISTE = 40
"""So many Angebote are named; of more their number."""


@dataclass(frozen=True)
class Zeitraum:
    """What a Sachbericht is about; `anfang`: the Moment kept at its beginning, if there is one."""

    von: date
    bis: date
    anfang: Moment | None = None

    @property
    def in_worten(self) -> str:
        return f"{self.von:%d.%m.%Y} bis {self.bis:%d.%m.%Y}"

    @property
    def grenzen(self) -> tuple[datetime, datetime]:
        """First and last moment."""
        return tuple(
            timezone.make_aware(datetime.combine(tag, zeit))
            for tag, zeit in ((self.von, time.min), (self.bis, time.max))
        )  # type: ignore[return-value]


def sachbericht(moment: Moment, zeitraum: Zeitraum) -> Bericht:
    """Return the report; `moment` is what its figures are of."""
    abschnitte = (
        Abschnitt("Angaben zum Vorhaben", (Freitext("Träger, Aktenzeichen, Ansprechstelle", 3),)),
        Abschnitt("Ziele des Netzwerks", (Liste(ZIELE), Freitext("Woran im Zeitraum vor allem gearbeitet wurde", 5))),
        _zahlen(moment, zeitraum),
        _veraendert(moment, zeitraum),
        _qualifizierung(zeitraum),
        _luecken(zeitraum),
        _zusammenarbeit(zeitraum),
        Abschnitt(
            "Einschätzung",
            (
                Freitext("Was gut gelungen ist", 5),
                Freitext("Was schwierig war, und was daraus folgt", 5),
                Freitext("Wie Familien beteiligt waren", 4),
                Freitext("Ausblick auf den nächsten Zeitraum", 5),
            ),
        ),
    )
    return Bericht(
        art="sachbericht",
        titel="Sachbericht für die Landesförderung",
        untertitel=f"Zeitraum {zeitraum.in_worten}, {moment.kreis.name}",
        stand=moment.tag,
        hinweise=(*moment.hinweise, *_zeitliches(moment, zeitraum)),
        seiten=(abschnitte,),
    )


def _zeitliches(moment: Moment, zeitraum: Zeitraum) -> tuple[str, ...]:
    if moment.tag <= zeitraum.bis:
        return ()
    return (
        f"Die Zahlen gelten für den {moment.tag:%d.%m.%Y}, nicht für das Ende des Zeitraums. Für jenen Tag wurde kein Stichtag "
        "gewählt.",
    )


# --- figures ------------------------------------------------------------------------------------------------------------
def _zahlen(moment: Moment, zeitraum: Zeitraum) -> Abschnitt:
    """Figures of both days side by side, where both are known."""
    anfang = zeitraum.anfang
    spalten = ("Kennzahl", *([f"{anfang.tag:%d.%m.%Y}"] if anfang else []), f"{moment.tag:%d.%m.%Y}")
    jetzt, damals = _kennzahlen(moment), _kennzahlen(anfang) if anfang else {}
    zeilen = tuple((name, *([damals.get(name)] if anfang else []), zahl) for name, zahl in jetzt.items())
    teile: list[Baustein] = [Tabelle("Zahlen zum Angebot", spalten, zeilen, blatt="Zahlen")]
    if not anfang:
        satz = "Vom Anfang des Zeitraums gibt es keinen Stichtag. Wie viel es damals gab, wissen wir nicht."
        teile.append(Absatz(satz, hinweis=True))
    teile.append(Freitext("Wie viele Familien erreicht wurden (das Verzeichnis zählt keine Familien)", 3))
    return Abschnitt("Zahlen", tuple(teile))


def _kennzahlen(moment: Moment) -> dict[str, Wert]:
    fakten, kreis = moment.abdeckung.fakten, moment.kreis
    sprachen = moment.abdeckung.koepfe("sprache")
    gesprochen = sum(moment.zahl(kreis, kopf.bedingung).wert > 0 for kopf in sprachen)
    gemeinden = moment.gebiete(Ebene.GEMEINDE)
    vor_ort = sum(moment.abdeckung.zelle(gemeinde).oertlich > 0 for gemeinde in gemeinden)
    return {
        "Angebote für Familien": moment.zahl(kreis),
        "Akteure mit Angeboten für Familien": len(fakten.akteure(fakten.familien)),
        "Gemeinden mit eigenem Angebot vor Ort": vor_ort,
        "kostenlose Angebote": moment.zahl(kreis, ("kosten", "kostenlos")),
        "Angebote ohne Anmeldung": moment.zahl(kreis, ("zugang", "ohne_anmeldung")),
        "Angebote zu Hause bei der Familie": moment.zahl(kreis, ("format", "zu_hause")),
        "Angebote, für die man kein Deutsch braucht": moment.zahl(kreis, ("deutsch", "nicht_noetig")),
        "Sprachen mit mindestens einem Angebot": gesprochen,
        "Angebote für Fachkräfte": fakten.mengen["fuer", "fachkraefte"].bit_count(),
    }


# --- what came and went -------------------------------------------------------------------------------------------------
def _veraendert(moment: Moment, zeitraum: Zeitraum) -> Abschnitt:
    if zeitraum.anfang:
        return _verglichen(zeitraum.anfang, moment)
    von, bis = zeitraum.grenzen
    neue = Angebot.objects.oeffentlich().filter(erstellt_am__range=(von, bis))
    beendete = Angebot.objects.filter(
        status__in=(Angebot.Status.VEROEFFENTLICHT, Angebot.Status.BEENDET),
        gueltig_bis__range=(zeitraum.von, zeitraum.bis),
        gueltig_bis__lt=timezone.localdate(),
    )
    satz = (
        "Ohne zwei Stichtage sind nur Daten bekannt, die an den Angeboten stehen: wann ein Eintrag angelegt wurde (nicht, seit "
        "wann es das Angebot gibt) und bis wann es galt. Was ohne Enddatum aufgehört hat, fehlt hier."
    )
    return Abschnitt(
        "Was sich verändert hat",
        (
            Absatz(satz, hinweis=True),
            _liste("Neu eingetragene Angebote", _zeilen(neue), "Neu", "In dieser Zeit wurde keines neu eingetragen."),
            _liste(
                "Beendete Angebote",
                _zeilen(beendete),
                "Beendet",
                "Von keinem Angebot ist ein Ende in dieser Zeit bekannt.",
            ),
        ),
    )


def _verglichen(anfang: Moment, ende: Moment) -> Abschnitt:
    alte, neue = (
        {e.kennung: e for e in moment.namen(moment.abdeckung.fakten.alle) if e.kennung} for moment in (anfang, ende)
    )
    dazu = [eintrag for kennung, eintrag in neue.items() if kennung not in alte]
    weg = [eintrag for kennung, eintrag in alte.items() if kennung not in neue]
    satz = (
        f"Verglichen sind die öffentlichen Angebote am {anfang.tag:%d.%m.%Y} und am {ende.tag:%d.%m.%Y}. Nicht mehr öffentlich "
        "heißt: beendet, pausiert oder gelöscht."
    )
    return Abschnitt(
        "Was sich verändert hat",
        (
            Absatz(satz, hinweis=True),
            _liste("Neue Angebote", _paare(dazu), "Neu", "Es kam keines dazu."),
            _liste("Nicht mehr öffentlich", _paare(weg), "Nicht mehr", "Es fiel keines weg."),
        ),
    )


def _paare(eintraege: list[Eintrag]) -> list[tuple[str, str]]:
    return sorted(((eintrag.titel, eintrag.akteur) for eintrag in eintraege), key=lambda paar: paar[0].casefold())


def _zeilen(angebote: QuerySet[Angebot]) -> list[tuple[str, str]]:
    return list(angebote.order_by("titel_sortiert", "pk").values_list("titel", "akteur__name"))


def _liste(titel: str, zeilen: list[tuple[str, str]], blatt: str, leer: str) -> Tabelle:
    gezeigt: list[tuple[Wert, ...]] = list(zeilen[:JE_LISTE])
    if rest := len(zeilen) - len(gezeigt):
        gezeigt.append((f"und {rest} weitere", ""))
    return Tabelle(f"{titel} ({len(zeilen)})", ("Angebot", "Akteur"), tuple(gezeigt), blatt=blatt, leer=leer)


# --- what was done --------------------------------------------------------------------------------------------------------
def _qualifizierung(zeitraum: Zeitraum) -> Abschnitt:
    """Fortbildungen, Fachtage and Netzwerktreffen that took place: public ones, not those called off."""
    von, bis = zeitraum.grenzen
    bis = min(bis, timezone.now())
    status = (Angebot.Status.VEROEFFENTLICHT, Angebot.Status.BEENDET)
    termine = (
        Termin.objects.filter(
            angebot__art__in=QUALIFIZIERUNG, angebot__status__in=status, abgesagt=False, beginn__range=(von, bis)
        )
        .select_related("angebot__akteur")
        .order_by("beginn", "pk")
    )
    zeilen = tuple(
        (
            timezone.localtime(termin.beginn).date(),
            termin.angebot.titel,
            str(termin.angebot.get_art_display()),
            termin.angebot.akteur.name,
        )
        for termin in termine
    )
    tabelle = Tabelle(
        f"Fortbildungen, Fachtage und Netzwerktreffen ({len(zeilen)})",
        ("Tag", "Titel", "Art", "Akteur"),
        zeilen,
        blatt="Fortbildungen",
        leer="In dieser Zeit ist kein Termin eingetragen.",
    )
    return Abschnitt(
        "Qualifizierung",
        (tabelle, Freitext("Wie viele Menschen teilnahmen (das Verzeichnis erfasst keine Teilnehmenden)", 3)),
    )


def _luecken(zeitraum: Zeitraum) -> Abschnitt:
    von, bis = zeitraum.grenzen
    geschlossen = Luecke.objects.erledigt().filter(
        status=Luecke.Status.GESCHLOSSEN,
        pk__in=Lueckeneintrag.objects.filter(status=Luecke.Status.GESCHLOSSEN, am__range=(von, bis)).values("luecke"),
    )
    erkannt = Luecke.objects.filter(erkannt_am__range=(zeitraum.von, zeitraum.bis))
    spalten = ("Ort", "Was fehlt", "Entscheidung")
    teile = (
        Tabelle(
            f"Geschlossene Lücken ({geschlossen.count()})",
            spalten,
            tuple((luecke.wo, luecke.worum, luecke.entscheidung or "–") for luecke in geschlossen.fuer_liste()),
            blatt="Geschlossene Lücken",
            leer="In dieser Zeit wurde im Register keine Lücke geschlossen, die es noch ist.",
        ),
        Tabelle(
            f"Neu erkannte Lücken ({erkannt.count()})",
            ("Ort", "Was fehlt", "Status"),
            tuple((luecke.wo, luecke.worum, str(luecke.get_status_display())) for luecke in erkannt.fuer_liste()),
            blatt="Erkannte Lücken",
            leer="In dieser Zeit kam keine Lücke ins Register.",
        ),
    )
    return Abschnitt("Lücken erkennen und schließen", teile)


def _zusammenarbeit(zeitraum: Zeitraum) -> Abschnitt:
    """Count what both Akteure have confirmed; named are only those that may be shown in public."""
    gezaehlt = {
        art: (alle, neue, ohne)
        for art, alle, neue, ohne in Kooperation.objects.vereinbart()
        .order_by()
        .values("art")
        .annotate(
            alle=Count("pk"),
            neue=Count("pk", filter=Q(seit__range=(zeitraum.von, zeitraum.bis))),
            ohne=Count("pk", filter=Q(seit__isnull=True)),
        )
        .values_list("art", "alle", "neue", "ohne")
    }
    zeilen = tuple((str(name), *gezaehlt.get(art, (0, 0, 0))) for art, name in Kooperation.Art.choices)
    spalten = ("Art", "vereinbart", "davon in der Zeit begonnen", "Beginn nicht bekannt")
    neue = (
        Kooperation.objects.oeffentlich()
        .filter(seit__range=(zeitraum.von, zeitraum.bis))
        .select_related("von", "mit")
        .order_by("seit", "pk")
    )
    satz = (
        f"Gezählt ist, was heute ({timezone.localdate():%d.%m.%Y}) gilt und beide Akteure bestätigt haben. Mit Namen stehen hier "
        "nur Kooperationen, die beide öffentlich zeigen."
    )
    teile: tuple[Baustein, ...] = (
        Absatz(satz, hinweis=True),
        Tabelle("Vereinbarte Kooperationen", spalten, zeilen, blatt="Kooperationen"),
        Tabelle(
            "In der Zeit begonnen und öffentlich",
            ("Akteure", "Art", "seit"),
            tuple((str(eine), str(eine.get_art_display()), eine.seit) for eine in neue),
            blatt="Neue Kooperationen",
            leer="Von keiner öffentlichen Kooperation ist ein Beginn in dieser Zeit bekannt.",
        ),
        Freitext("Gremien, gemeinsame Vorhaben, was die Zusammenarbeit gebracht hat", 5),
    )
    return Abschnitt("Zusammenarbeit", teile)
