"""Lückenbericht: where something is missing, where only the knowledge is missing, and what the register says about it."""

from collections import Counter, defaultdict
from datetime import date

from django.utils import timezone

from netzwerk.models import Luecke
from netzwerk.planung.arten import Lueckenart
from netzwerk.planung.gebiete import Ebene

from .dokument import Absatz, Abschnitt, Baustein, Bericht, Diagramm, Tabelle, Wert
from .moment import Feldzelle, Moment, arten_gezaehlt

SCHWERSTE = 20
"""So many pairs of Lebensphase and Thema are named as the ones that are missing most."""
ORT_ARTEN = (Lueckenart.NICHTS, Lueckenart.NUR_FERN, Lueckenart.NUR_KREISWEIT)
OHNE_DATEN = Abschnitt(
    "Auf einen Blick", (Absatz("Ohne Angebote im Verzeichnis lässt sich nicht sagen, was fehlt. Das ist keine Lücke."),)
)
OHNE_REGISTER = "Im Register steht noch keine Lücke."


def lueckenbericht(moment: Moment) -> Bericht:
    """Return the report; two queries for the register."""
    abschnitte = [*(_fehlendes(moment) if moment.abdeckung.fakten.familien else [OHNE_DATEN]), _register(moment)]
    return Bericht(
        art="luecken",
        titel="Lückenbericht",
        untertitel=f"Was Familien fehlt, {moment.kreis.name}, mit Register",
        stand=moment.tag,
        hinweise=moment.hinweise,
        seiten=(tuple(abschnitte),),
    )


def _fehlendes(moment: Moment) -> list[Abschnitt]:
    felder = {gemeinde.name: moment.feld(gemeinde) for gemeinde in moment.gebiete(Ebene.GEMEINDE)}
    return [
        _ueberblick(moment, felder),
        _raeume(moment),
        _schwerste(felder),
        _uebergaenge(moment),
        _daten(felder),
    ]


def _ueberblick(moment: Moment, felder: dict[str, list[Feldzelle]]) -> Abschnitt:
    """Every kind of gap in what exists: in how many cells, in how many Gemeinden."""
    zellen = [eine.zelle for feld in felder.values() for eine in feld]
    gezaehlt = arten_gezaehlt(zellen)
    orte: dict[Lueckenart, int] = Counter(
        art for feld in felder.values() for art in {art for eine in feld for art in eine.zelle.arten}
    )
    arten = [art for art in Lueckenart if not art.ist_datenluecke and art is not Lueckenart.UEBERGANG]
    zeilen = tuple((str(art.label), gezaehlt[art], orte[art]) for art in arten)
    phasen, themen = (len(moment.abdeckung.koepfe(parameter)) for parameter in ("lebensphase", "thema"))
    satz = (
        f"Angesehen sind {len(felder)} Gemeinden, jede mit {phasen} Lebensphasen und {themen} Themen: zusammen {len(zellen)} "
        f"Felder. In {gezaehlt[Lueckenart.NICHTS]} Feldern gibt es kein Angebot, in {gezaehlt[Lueckenart.NUR_FERN]} nur "
        f"weiter weg, in {gezaehlt[Lueckenart.NUR_KREISWEIT]} nur für den ganzen Kreis oder online."
    )
    tabelle = Tabelle("Lücken im Angebot nach Art", ("Art", "Felder", "Gemeinden"), zeilen, blatt="Lücken nach Art")
    mehrfach = Absatz("Ein Feld kann mehrere Arten zugleich haben.", hinweis=True)
    return Abschnitt("Auf einen Blick", (Absatz(satz), tabelle, mehrfach))


def _raeume(moment: Moment) -> Abschnitt:
    """How far away things are, by Planungsraum; a bar for each."""
    zeilen: list[tuple[Wert, ...]] = []
    balken: list[tuple[str, tuple[int, ...]]] = []
    for raum in moment.gebiete(Ebene.PLANUNGSRAUM):
        felder = moment.feld(raum)
        gezaehlt = arten_gezaehlt(eine.zelle for eine in felder)
        unerreicht = tuple(gezaehlt[art] for art in ORT_ARTEN)
        zeilen.append((raum.name, len(felder), *unerreicht, len(felder) - sum(unerreicht)))
        balken.append((raum.name, unerreicht))
    woerter = tuple(str(art.label) for art in ORT_ARTEN)
    spalten = ("Planungsraum", "Felder", *woerter, "vor Ort oder in der Nähe")
    diagramm = Diagramm(
        "Felder ohne Angebot vor Ort oder in der Nähe",
        "Die Zahlen stehen auch in der Tabelle.",
        woerter,
        tuple(balken),
        "raeume",
        mangel=True,
    )
    teile: list[Baustein] = [
        Absatz("Ein Feld ist hier eine Lebensphase mit einem Thema im ganzen Planungsraum.", hinweis=True)
    ]
    teile += [] if diagramm.leer else [diagramm]
    teile.append(Tabelle("Lücken je Planungsraum", spalten, tuple(zeilen), blatt="Planungsräume"))
    return Abschnitt("Nach Planungsraum", tuple(teile))


def _schwerste(felder: dict[str, list[Feldzelle]]) -> Abschnitt:
    """Which Thema of which Lebensphase is missing in most Gemeinden."""
    je_paar: dict[tuple[str, str], list[Feldzelle]] = defaultdict(list)
    for feld in felder.values():
        for eine in feld:
            je_paar[eine.phase, eine.thema].append(eine)
    gezaehlt = {paar: arten_gezaehlt(eine.zelle for eine in alle) for paar, alle in je_paar.items()}
    betroffen = [(paar, [zahlen[art] for art in ORT_ARTEN]) for paar, zahlen in gezaehlt.items()]
    betroffen = sorted((eines for eines in betroffen if any(eines[1])), key=lambda eines: [-n for n in eines[1]])
    zeilen: tuple[tuple[Wert, ...], ...] = tuple(
        (phase, thema, *zahlen) for (phase, thema), zahlen in betroffen[:SCHWERSTE]
    )
    spalten = ("Lebensphase", "Thema", *(str(art.label) for art in ORT_ARTEN))
    tabelle = Tabelle(
        "Was in den meisten Gemeinden fehlt",
        spalten,
        zeilen,
        blatt="Größte Lücken",
        leer="Kein Thema einer Lebensphase fehlt in einer Gemeinde.",
    )
    rest = len(betroffen) - len(zeilen)
    mehr = [Absatz(f"Und {rest} weitere mit weniger Gemeinden; alle stehen in der Lückenmatrix.")] if rest > 0 else []
    erklaerung = Absatz("Die Zahlen sind Gemeinden.", hinweis=True)
    return Abschnitt("Die größten Lücken", (erklaerung, tabelle, *mehr))


def _uebergaenge(moment: Moment) -> Abschnitt:
    """Links of the chain: in how many Gemeinden nobody is there on both sides."""
    zellen = [moment.kette(gemeinde)[1] for gemeinde in moment.gebiete(Ebene.GEMEINDE)]
    zeilen = []
    for stelle, kopf in enumerate(moment.abdeckung.koepfe("uebergang")):
        gezaehlt = arten_gezaehlt(eine[stelle] for eine in zellen)
        ohne = sum(eine[stelle].anzahl == 0 for eine in zellen)
        zeilen.append((kopf.wort.name, len(zellen), ohne, gezaehlt[Lueckenart.UEBERGANG]))
    spalten = ("Übergang", "Gemeinden", "ohne Angebot zum Übergang", str(Lueckenart.UEBERGANG.label))
    return Abschnitt("Übergänge", (Tabelle("Übergänge in den Gemeinden", spalten, tuple(zeilen), blatt="Übergänge"),))


def _daten(felder: dict[str, list[Feldzelle]]) -> Abschnitt:
    """What nobody knows: apart from what is missing."""
    gezaehlt = arten_gezaehlt(eine.zelle for feld in felder.values() for eine in feld)
    zeilen = tuple((str(art.label), gezaehlt[art]) for art in Lueckenart if art.ist_datenluecke)
    satz = (
        "Hier fehlt nicht das Angebot, sondern das Wissen darüber: In diesen Feldern ist von keinem Angebot bekannt, ob es "
        "passt. Bevor daraus eine Lücke wird, bitte nachfragen."
    )
    tabelle = Tabelle("Lücken in den Daten", ("Was nicht bekannt ist", "Felder"), zeilen, blatt="Datenlücken")
    return Abschnitt("Lücken in den Daten", (Absatz(satz), tabelle))


# --- register -----------------------------------------------------------------------------------------------------------
def _register(moment: Moment) -> Abschnitt:
    heute = timezone.localdate()
    luecken = list(Luecke.objects.fuer_liste())
    wieder = set(Luecke.objects.wieder_offen().order_by().values_list("pk", flat=True)) if luecken else set()
    teile: list[Baustein] = []
    if moment.ist_stichtag:
        teile.append(
            Absatz(
                f"Ein Stichtag hält das Register nicht fest. Es steht hier, wie es heute ist ({heute:%d.%m.%Y}).",
                hinweis=True,
            )
        )
    if luecken:
        teile.append(_nach_status(luecken, wieder))
    folge = {status: stelle for stelle, status in enumerate(Luecke.Status)}
    luecken.sort(key=lambda luecke: (luecke.pk not in wieder, folge[Luecke.Status(luecke.status)]))
    zeilen = tuple(_zeile(luecke, luecke.pk in wieder, heute) for luecke in luecken)
    spalten = ("Ort", "Was fehlt", "Status", "Entscheidung", "Zuständig", "Bis", "Erkannt am")
    teile.append(Tabelle("Register der Lücken", spalten, zeilen, blatt="Register", leer=OHNE_REGISTER))
    return Abschnitt("Register", tuple(teile))


def _nach_status(luecken: list[Luecke], wieder: set[int]) -> Tabelle:
    gezaehlt = Counter(luecke.status for luecke in luecken if luecke.pk not in wieder)
    zeilen: list[tuple[Wert, ...]] = [(str(status.label), gezaehlt[status]) for status in Luecke.Status]
    zeilen.append(("wieder offen", len(wieder)))
    return Tabelle("Stand der Lücken", ("Status", "Lücken"), tuple(zeilen), blatt="Register Stand")


def _zeile(luecke: Luecke, wieder_offen: bool, heute: date) -> tuple[Wert, ...]:
    status = str(luecke.get_status_display())
    if wieder_offen:
        status = "wieder offen (war geschlossen)"
    elif luecke.bis and luecke.bis < heute and luecke.status not in ("geschlossen", "kein_bedarf"):
        status = f"{status}, Termin vorbei"
    entscheidung, zustaendig = luecke.entscheidung or "noch keine", luecke.zustaendig or "noch offen"
    bis = luecke.bis or "noch offen"
    return luecke.wo, luecke.worum, status, entscheidung, zustaendig, bis, luecke.erkannt_am
