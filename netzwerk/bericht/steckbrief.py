"""Gemeinde-Steckbrief: what a family finds in one Gemeinde, on exactly two sheets of A4. Only what is public, no person."""

from collections.abc import Sequence
from itertools import groupby

from netzwerk.planung.abdeckung import Station, Zelle
from netzwerk.planung.arten import Lueckenart, Stufe
from netzwerk.planung.fakten import Eintrag
from netzwerk.planung.gebiete import Ebene, Gebiet

from .angaben import ARTEN, Angabe, angaben
from .diagramm import MITTEL
from .dokument import Absatz, Abschnitt, Baustein, Bericht, Diagramm, Lage, Liste, Quelle, Tabelle, Wert
from .moment import Feldzelle, Moment

ZEILEN_LUECKEN, ZEILEN_ANGEBOTE, ZEILEN_AKTEURE = 12, 19, 9
"""So many printed lines each list of the second sheet may take; more would not fit."""
ZEICHEN_JE_ZEILE = 92
"""So many fit on a line at least."""
QUELLEN_HOECHSTENS = 3
UEBERGAENGE_HOECHSTENS = 6
"""So many fit on the first sheet, beside six Lebensphasen; of more their number is said."""


def steckbriefe(moment: Moment, gebiete: Sequence[Gebiet]) -> list[Bericht]:
    """Return one for each Gemeinde; three queries, however many."""
    fakten = angaben([ort.pk for gebiet in gebiete for ort in gebiet.orte], moment.tag)
    raeume = {ort.pk: raum.name for raum in moment.gebiete(Ebene.PLANUNGSRAUM) for ort in raum.orte}
    return [
        _steckbrief(moment, gebiet, fakten.get(gebiet.orte[0].pk, []), raeume[gebiet.orte[0].pk]) for gebiet in gebiete
    ]


def _steckbrief(moment: Moment, gebiet: Gebiet, fakten: list[Angabe], raum: str) -> Bericht:
    stationen, uebergaenge = moment.kette(gebiet)
    quellen = list(dict.fromkeys(angabe.quelle for angabe in fakten if angabe.quelle))
    erste = (
        _fakten(moment, gebiet, fakten, quellen),
        _kette(moment, gebiet, stationen),
        _uebergaenge(moment, uebergaenge, quellen),
    )
    zweite = (_luecken(moment, gebiet), _vor_ort(moment, gebiet), _akteure(moment, gebiet))
    return Bericht(
        art="steckbrief",
        titel=f"Steckbrief {kurz(gebiet.name, 38)}",
        gemeinde=gebiet.name,
        untertitel=f"Planungsraum {kurz(raum, 60)}",
        stand=moment.tag,
        hinweise=moment.hinweise,
        seiten=(erste, zweite),
    )


def kurz(text: str, hoechstens: int) -> str:
    """Return `text` where it fits, else its beginning."""
    return text if len(text) <= hoechstens else f"{text[: hoechstens - 1].rstrip()}…"


# --- first sheet ----------------------------------------------------------------------------------------------------
def _fakten(moment: Moment, gebiet: Gebiet, fakten: list[Angabe], quellen: list[str]) -> Abschnitt:
    zeilen = tuple(
        (angabe.name, angabe.wert, angabe.stand or "–", _quelle(angabe.quelle, quellen)) for angabe in fakten
    )
    teile: list[Baustein] = [
        Absatz(_erreichen(moment.abdeckung.zelle(gebiet))),
        Tabelle("Die Gemeinde", ("Angabe", "Wert", "Stand", "Quelle"), zeilen, blatt="Zahlen"),
    ]
    if fehlende := [name for name in ARTEN if name not in {angabe.name for angabe in fakten}]:
        teile.append(Absatz(f"Noch nicht hinterlegt: {', '.join(fehlende)}.", hinweis=True))
    return Abschnitt("Die Gemeinde", tuple(teile))


def _erreichen(zelle: Zelle) -> str:
    if zelle.stufe == Stufe.UNBEKANNT:
        return "Noch gibt es keine Daten zu Angeboten."
    nah = "Eines liegt" if zelle.nah == 1 else f"{zelle.nah} liegen"
    return (
        f"Familien hier erreichen {_angebote(zelle.anzahl)}: {zelle.oertlich} vor Ort und {zelle.kreisweit} für den ganzen "
        f"Kreis oder online. {nah} in der Nähe."
    )


def _quelle(text: str, quellen: list[str]) -> Wert:
    return Quelle(quellen.index(text) + 1, text) if text else "–"


def _quellen(quellen: list[str]) -> list[Baustein]:
    """Name the sources below the numbers."""
    genannt = [f"({nummer}) {kurz(quelle, 100)}" for nummer, quelle in enumerate(quellen[:QUELLEN_HOECHSTENS], 1)]
    rest = len(quellen) - len(genannt)
    mehr = f"; {rest} weitere stehen bei den Indikatoren" if rest else ""
    return [Absatz(f"Quellen: {'; '.join(genannt)}{mehr}.", hinweis=True)] if genannt else []


def _angebote(anzahl: int) -> str:
    return "1 Angebot" if anzahl == 1 else f"{anzahl} Angebote"


def _kette(moment: Moment, gebiet: Gebiet, stationen: list[Station]) -> Abschnitt:
    zeilen: list[tuple[Wert, ...]] = []
    balken: list[tuple[str, tuple[int, ...]]] = []
    for station in stationen:
        gesamt, zustand = station.gesamt, station.zustand
        zahlen = (gesamt.oertlich, gesamt.nah, gesamt.kreisweit)
        themen = f"{station.gedeckt} von {len(station.themen)}"
        name = kurz(station.phase.name, 34)
        zeilen.append((name, Lage(zustand), *zahlen, moment.zu(gesamt.anzahl, gesamt), themen))
        balken.append((name, zahlen))
    spalten = ("Lebensphase", "Stand", "vor Ort", "in der Nähe", "ganzer Kreis", "erreichbar", "Themen gedeckt")
    diagramm = Diagramm(
        f"Angebote je Lebensphase in {gebiet.name}",
        "Die Zahlen stehen auch in der Tabelle.",
        ("vor Ort", "in der Nähe", "für den ganzen Kreis"),
        tuple(balken),
        f"kette-{gebiet.schluessel}",
        MITTEL,
    )
    teile: list[Baustein] = [] if diagramm.leer else [diagramm]
    teile.append(Tabelle("Die Präventionskette", spalten, tuple(zeilen), blatt="Lebensphasen"))
    return Abschnitt("Die Präventionskette", tuple(teile))


def _uebergaenge(moment: Moment, zellen: list[Zelle], quellen: list[str]) -> Abschnitt:
    namen = [kopf.wort.name for kopf in moment.abdeckung.koepfe("uebergang")]
    zeilen = tuple(
        (kurz(name, 60), moment.zu(zelle.anzahl, zelle), str(zelle.stufe.label), _beide_seiten(zelle))
        for name, zelle in list(zip(namen, zellen, strict=True))[:UEBERGAENGE_HOECHSTENS]
    )
    spalten = ("Übergang", "Angebote", "wo das Nächste ist", "beide Seiten")
    teile: list[Baustein] = [Tabelle("Die Übergänge", spalten, zeilen, blatt="Übergänge")]
    if len(zellen) > UEBERGAENGE_HOECHSTENS:
        teile.append(Absatz(f"Und {len(zellen) - UEBERGAENGE_HOECHSTENS} weitere Übergänge.", hinweis=True))
    return Abschnitt("Die Übergänge", (*teile, *_quellen(quellen)))


def _beide_seiten(zelle: Zelle) -> str:
    """Say whether there are Akteure on both sides of an Übergang."""
    if zelle.stufe == Stufe.UNBEKANNT:
        return "noch keine Daten"
    return "niemand zuständig" if Lueckenart.UEBERGANG in zelle.arten else "zuständig"


# --- second sheet ---------------------------------------------------------------------------------------------------
def _luecken(moment: Moment, gebiet: Gebiet) -> Abschnitt:
    """Gaps in what exists, those of one Lebensphase together; the data gaps in one sentence apart."""
    felder = moment.feld(gebiet)
    offen = [eine for eine in felder if eine.zelle.stufe in (Stufe.NICHTS, Stufe.FERN)]
    nur_kreis = [eine for eine in felder if eine.zelle.stufe == Stufe.KREISWEIT]
    punkte = [*_je_phase(offen, ""), *_je_phase(nur_kreis, "nur für den ganzen Kreis: ")]
    gezeigt, rest = gekuerzt(punkte, ZEILEN_LUECKEN)
    teile: list[Baustein] = []
    if punkte:
        teile.append(Liste(tuple(gezeigt), f"und {rest} weitere" if rest else ""))
    elif moment.abdeckung.fakten.familien:
        teile.append(Absatz("Zu jedem Thema jeder Lebensphase gibt es etwas vor Ort oder in der Nähe."))
    else:
        teile.append(Absatz("Ohne Daten zu Angeboten lässt sich nichts sagen."))
    daten = sum(bool(eine.zelle.datenluecken) for eine in felder)
    if daten:
        satz = f"Lücken in den Daten: In {daten} von {len(felder)} Feldern wissen wir etwas Wichtiges nicht. Bitte nachfragen."
        teile.append(Absatz(satz, hinweis=True))
    return Abschnitt("Was fehlt", tuple(teile))


def _je_phase(felder: list[Feldzelle], davor: str) -> list[str]:
    """Return a line for each Lebensphase: its Themen, with the way to the nearest where that is known."""
    zeilen = []
    for phase, gruppe in groupby(felder, key=lambda eine: eine.phase):
        zeilen.append(f"{kurz(phase, 34)} – {davor}{', '.join(_thema(eine) for eine in gruppe)}")
    return zeilen


def _thema(eine: Feldzelle) -> str:
    thema = kurz(eine.thema, 40)
    if eine.zelle.stufe == Stufe.FERN:
        weg = f"{eine.zelle.km:.0f} km" if eine.zelle.km is not None else "Weg nicht bekannt"
        return f"{thema} (nächstes: {weg})"
    return f"{thema} (kein Angebot)" if eine.zelle.stufe == Stufe.NICHTS else thema


def _vor_ort(moment: Moment, gebiet: Gebiet) -> Abschnitt:
    eintraege = moment.namen(moment.abdeckung.zelle(gebiet).hier)
    gezeigt, rest = gekuerzt([_mit_akteur(eintrag) for eintrag in eintraege], ZEILEN_ANGEBOTE)
    titel = f"Angebote vor Ort ({len(eintraege)})"
    if not eintraege:
        return Abschnitt(titel, (Absatz("Noch gibt es kein Angebot, das für diese Gemeinde gemacht ist."),))
    return Abschnitt(titel, (Liste(tuple(gezeigt), f"und {rest} weitere" if rest else ""),))


def _mit_akteur(eintrag: Eintrag) -> str:
    return f"{eintrag.titel} ({eintrag.akteur})" if eintrag.akteur else eintrag.titel


def _akteure(moment: Moment, gebiet: Gebiet) -> Abschnitt:
    eintraege = moment.namen(moment.abdeckung.zelle(gebiet).hier)
    namen = sorted({eintrag.akteur for eintrag in eintraege if eintrag.akteur}, key=str.casefold)
    gezeigt, rest = gekuerzt(namen, ZEILEN_AKTEURE)
    if not namen:
        return Abschnitt("Akteure vor Ort (0)", (Absatz("Noch macht hier kein Akteur ein eigenes Angebot."),))
    return Abschnitt(f"Akteure vor Ort ({len(namen)})", (Liste(tuple(gezeigt), f"und {rest} weitere" if rest else ""),))


def gekuerzt(punkte: Sequence[str], zeilen: int) -> tuple[list[str], int]:
    """Return the first points that fit on so many printed lines, and how many are left; one line is kept for saying so."""
    gezeigt: list[str] = []
    frei = zeilen
    for punkt in punkte:
        braucht = -(-len(punkt) // ZEICHEN_JE_ZEILE)
        if braucht > frei - (len(gezeigt) + 1 < len(punkte)):
            break
        gezeigt.append(punkt)
        frei -= braucht
    return gezeigt, len(punkte) - len(gezeigt)
