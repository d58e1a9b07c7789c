"""Bestandsbericht for the Jugendhilfeausschuss: what there is. Only what is public, no person."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from akteure.models import Akteur
from angebote.facetten import FACETTEN
from angebote.models import Angebot
from netzwerk.planung.arten import Zustand
from netzwerk.planung.fakten import VERALTET_TAGE
from netzwerk.planung.gebiete import Ebene

from .diagramm import BREIT, SCHMAL
from .dokument import Absatz, Abschnitt, Baustein, Bericht, Diagramm, Tabelle, Wert
from .moment import Moment

NACH = {
    "lebensphase": "Lebensphase",
    "thema": "Thema",
    "art": "Art",
    "kosten": "Kosten",
    "zugang": "Anmeldung",
    "format": "Format",
    "sprache": "Sprache",
    "zielgruppe": "Zielgruppe",
}
"""Facet → what the column is called."""
MEHRFACH = (
    "Ein Angebot kann in mehreren Zeilen stehen. Die Summe der Zeilen ist deshalb größer als die Zahl der Angebote."
)
BEDEUTUNG = {
    "lebensphase": MEHRFACH,
    "thema": MEHRFACH,
    "format": MEHRFACH,
    "sprache": f"Gezählt ist jede Sprache, in der gesprochen, gedolmetscht oder Material ausgegeben wird. {MEHRFACH}",
    "zielgruppe": f"Nur Angebote, die besonders für diese Familien gedacht sind. {MEHRFACH}",
}
HALBES_JAHR = 182


def bestandsbericht(moment: Moment) -> Bericht:
    """Return the report; two queries for today, none for a Stichtag."""
    abschnitte = [
        _ueberblick(moment),
        *(_nach(moment, facette) for facette in NACH),
        _raeume(moment),
        _gemeinden(moment),
        _akteure(moment),
        _kette(moment),
        _daten(moment),
    ]
    return Bericht(
        art="bestand",
        titel="Bestandsbericht",
        untertitel=f"Angebote für Familien im Netzwerk „Familien stärken“, {moment.kreis.name}",
        stand=moment.tag,
        hinweise=moment.hinweise,
        seiten=(tuple(abschnitte),),
    )


def _ueberblick(moment: Moment) -> Abschnitt:
    fakten, kreis = moment.abdeckung.fakten, moment.kreis
    gesamt = moment.zahl(kreis)
    gemeinden = moment.gebiete(Ebene.GEMEINDE)
    mit_eigenem = sum(moment.abdeckung.zelle(gemeinde).oertlich > 0 for gemeinde in gemeinden)
    akteure = len(fakten.akteure(fakten.familien))
    zeilen: tuple[tuple[Wert, ...], ...] = (
        ("Angebote für Familien", gesamt),
        ("davon für den ganzen Kreis oder ohne festen Ort", moment.abdeckung.zelle(kreis).kreisweit),
        ("davon kostenlos", moment.zahl(kreis, ("kosten", "kostenlos"))),
        ("davon ohne Deutschkenntnisse möglich", moment.zahl(kreis, ("deutsch", "nicht_noetig"))),
        ("davon zu Hause bei der Familie", moment.zahl(kreis, ("format", "zu_hause"))),
        ("Akteure mit einem solchen Angebot", akteure),
        ("Gemeinden mit eigenem Angebot vor Ort", mit_eigenem),
        ("Gemeinden ohne eigenes Angebot vor Ort", len(gemeinden) - mit_eigenem),
        ("Angebote für Fachkräfte", fakten.mengen["fuer", "fachkraefte"].bit_count()),
    )
    satz = (
        f"Am {moment.tag:%d.%m.%Y} stehen {gesamt.wert} Angebote für Familien von {akteure} Akteuren im Verzeichnis. "
        f"{mit_eigenem} von {len(gemeinden)} Gemeinden haben mindestens ein eigenes Angebot vor Ort."
    )
    tabelle = Tabelle("Die wichtigsten Zahlen", ("Kennzahl", "Anzahl"), zeilen, blatt="Überblick")
    return Abschnitt("Auf einen Blick", (Absatz(satz), tabelle))


def _nach(moment: Moment, parameter: str) -> Abschnitt:
    """Return how many there are of each word of a facet."""
    werte = FACETTEN[parameter].werte(moment.abdeckung.vokabular)
    if parameter in moment.abdeckung.vokabular.woerter:
        werte = {kopf.wort.wert: kopf.wort.name for kopf in moment.abdeckung.koepfe(parameter)}
    zahlen = [(str(name), moment.zahl(moment.kreis, (parameter, wert))) for wert, name in werte.items()]
    if parameter == "sprache":
        zahlen = sorted((zeile for zeile in zahlen if zeile[1].wert), key=lambda zeile: -zeile[1].wert)
    name = NACH[parameter]
    teile: list[Baustein] = [Absatz(BEDEUTUNG[parameter], hinweis=True)] if parameter in BEDEUTUNG else []
    if any(zahl.wert for _name, zahl in zahlen):
        balken = tuple((name, (zahl.wert,)) for name, zahl in zahlen)
        teile.append(_diagramm(f"Angebote nach {name}", ("Angebote",), balken, f"nach-{parameter}"))
    teile.append(Tabelle(f"Angebote nach {name}", (name, "Angebote"), tuple(zahlen), blatt=f"nach {name}"))
    return Abschnitt(f"Nach {name}", tuple(teile))


def _diagramm(
    titel: str, teile: tuple[str, ...], zeilen: tuple[tuple[str, tuple[int, ...]], ...], kennung: str
) -> Diagramm:
    breite = BREIT if len(teile) > 1 else SCHMAL
    return Diagramm(titel, "Die Zahlen stehen auch in der Tabelle.", teile, zeilen, kennung, breite)


def _raeume(moment: Moment) -> Abschnitt:
    """Local, near, county-wide: three different things."""
    zellen = [(raum, moment.abdeckung.zelle(raum)) for raum in moment.gebiete(Ebene.PLANUNGSRAUM)]
    zeilen = tuple(
        (raum.name, len(raum.orte), zelle.oertlich, zelle.nah, zelle.kreisweit, moment.zu(zelle.anzahl, zelle))
        for raum, zelle in zellen
    )
    spalten = ("Planungsraum", "Gemeinden", "vor Ort", "in der Nähe", "für den ganzen Kreis", "erreichbar")
    balken = tuple((raum.name, (zelle.oertlich, zelle.nah)) for raum, zelle in zellen)
    teile: list[Baustein] = [
        Absatz(
            "„Vor Ort“ heißt: für eine Gemeinde des Planungsraums gemacht. „In der Nähe“ heißt: in der Nachbarschaft, bis etwa "
            "10 km. „Für den ganzen Kreis“ zählt überall gleich, auch online und am Telefon. „Erreichbar“ ist vor Ort und "
            "für den ganzen Kreis zusammen.",
            hinweis=True,
        )
    ]
    diagramm = _diagramm("Angebote je Planungsraum", ("vor Ort", "in der Nähe"), balken, "raeume")
    teile += [] if diagramm.leer else [diagramm]
    teile.append(Tabelle("Angebote je Planungsraum", spalten, zeilen, blatt="Planungsräume"))
    return Abschnitt("Nach Planungsraum", tuple(teile))


def _gemeinden(moment: Moment) -> Abschnitt:
    zeilen = tuple(
        (gebiet.name, zelle.oertlich, zelle.nah, zelle.kreisweit, moment.zu(zelle.anzahl, zelle))
        for gebiet in moment.gebiete(Ebene.GEMEINDE)
        if (zelle := moment.abdeckung.zelle(gebiet))
    )
    spalten = ("Gemeinde", "vor Ort", "in der Nähe", "für den ganzen Kreis", "erreichbar")
    leer = "Noch sind keine Gemeinden hinterlegt."
    return Abschnitt("Nach Gemeinde", (Tabelle("Nach Gemeinde", spalten, zeilen, blatt="Gemeinden", leer=leer),))


def _akteure(moment: Moment) -> Abschnitt:
    if moment.ist_stichtag:
        satz = "Die Art der Akteure hält ein Stichtag nicht fest. Sie steht nur im Bericht von heute."
        return Abschnitt("Akteure", (Absatz(satz, hinweis=True),))
    fakten = moment.abdeckung.fakten
    gezaehlt = dict(
        Akteur.objects.oeffentlich()
        .filter(pk__in=fakten.akteure(fakten.alle))
        .order_by()
        .values_list("typ")
        .annotate(Count("pk"))
    )
    zahlen = tuple((str(name), gezaehlt.get(typ, 0)) for typ, name in Akteur.Typ.choices)
    teile: list[Baustein] = [Absatz("Gezählt sind Akteure mit mindestens einem öffentlichen Angebot.", hinweis=True)]
    balken = tuple((name, (anzahl,)) for name, anzahl in zahlen if anzahl)
    teile += [_diagramm("Akteure nach Art", ("Akteure",), balken, "akteure")] if balken else []
    teile.append(Tabelle("Akteure nach Art", ("Art des Akteurs", "Akteure"), zahlen, blatt="Akteure"))
    return Abschnitt("Akteure", tuple(teile))


def _kette(moment: Moment) -> Abschnitt:
    """For each Lebensphase in how many Gemeinden it is covered how well."""
    gemeinden = moment.gebiete(Ebene.GEMEINDE)
    stationen = [moment.kette(gemeinde)[0] for gemeinde in gemeinden]
    zustaende = list(Zustand)
    balken: list[tuple[str, tuple[int, ...]]] = []
    for stelle, kopf in enumerate(moment.abdeckung.koepfe("lebensphase")):
        stande = [eine[stelle].zustand for eine in stationen]
        balken.append((kopf.wort.name, tuple(stande.count(zustand) for zustand in zustaende)))
    woerter = tuple(str(zustand.label) for zustand in zustaende)
    zeilen: tuple[tuple[Wert, ...], ...] = tuple((name, *zahlen) for name, zahlen in balken)
    teile: list[Baustein] = [
        Absatz(
            "Für jede Lebensphase: In wie vielen Gemeinden ist für die Themen etwas da, das die Familien erreicht oder in der "
            "Nähe liegt? „Gut da“ heißt: für mindestens 80 von 100 Themen, davon die Hälfte vor Ort oder in der Nähe. „Lücke“ "
            "heißt: für weniger als die Hälfte der Themen.",
            hinweis=True,
        )
    ]
    diagramm = _diagramm("Gemeinden je Lebensphase", woerter, tuple(balken), "kette")
    teile += [] if diagramm.leer or not moment.abdeckung.fakten.familien else [diagramm]
    spalten = ("Lebensphase", *woerter)
    teile.append(Tabelle("Gemeinden je Lebensphase", spalten, zeilen, blatt="Kette"))
    return Abschnitt("Die Präventionskette in Zahlen", tuple(teile))


def _daten(moment: Moment) -> Abschnitt:
    """How sure all that is."""
    fakten = moment.abdeckung.fakten
    familien = fakten.familien
    frage = {
        "kosten": "Kosten nicht bekannt",
        "deutsch": "Sprachen nicht bekannt",
        "komm": "Format nicht bekannt",
        "vermittlung": "Anmeldung nicht bekannt",
        "barriere": "nicht bekannt, ob stufenlos",
    }
    zeilen: list[tuple[Wert, ...]] = [*_bestaetigt(moment)]
    zeilen += [
        (satz, (fakten.merkmale[name][1] & familien).bit_count() if name in fakten.merkmale else 0)
        for name, satz in frage.items()
    ]
    tabelle = Tabelle("Wie sicher die Daten sind", ("Angabe", "Angebote"), tuple(zeilen), blatt="Daten")
    satz = (
        "Was niemand bestätigt hat oder niemand weiß, ist eine Lücke in den Daten, nicht im Angebot. Beides steht in diesem "
        "Bericht getrennt."
    )
    return Abschnitt("Wie sicher die Daten sind", (Absatz(satz), tabelle))


def _bestaetigt(moment: Moment) -> list[tuple[Wert, ...]]:
    fakten = moment.abdeckung.fakten
    frisch = (fakten.frisch & fakten.familien).bit_count()
    if moment.ist_stichtag:
        alle = fakten.familien.bit_count()
        return [
            ("in den 12 Monaten davor bestätigt", frisch),
            ("länger nicht oder noch nie bestätigt", alle - frisch),
        ]
    heute = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    halb, ganz = heute - timedelta(days=HALBES_JAHR), heute - timedelta(days=VERALTET_TAGE)
    oeffentlich = Angebot.objects.oeffentlich().filter(fuer__in=("familien", "beide"))
    zahlen = oeffentlich.order_by().aggregate(
        halb=Count("pk", filter=Q(bestaetigt_am__gte=halb)),
        ganz=Count("pk", filter=Q(bestaetigt_am__gte=ganz, bestaetigt_am__lt=halb)),
        alt=Count("pk", filter=Q(bestaetigt_am__lt=ganz)),
        nie=Count("pk", filter=Q(bestaetigt_am__isnull=True)),
    )
    namen = {
        "halb": "in den letzten 6 Monaten bestätigt",
        "ganz": "vor 6 bis 12 Monaten bestätigt",
        "alt": "vor mehr als 12 Monaten bestätigt",
        "nie": "noch nie bestätigt",
    }
    return [(name, zahlen[schluessel]) for schluessel, name in namen.items()]
