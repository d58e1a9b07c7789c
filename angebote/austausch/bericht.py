"""Findings and result as text for people: counts per kind first, then the findings of each kind."""

from collections.abc import Iterator

from .abgleichen import Plan
from .befunde import Befund, Stufe, anzahl_je_art, von_stufe
from .uebernehmen import Ergebnis
from .woerter import namensschluessel

BEISPIELE = 20
"""So many findings of a kind are shown unless all are asked for."""
WERT_HOECHSTENS = 80


def zahl(wert: int) -> str:
    """Return the number the way people here write it: 1.870."""
    return f"{wert:,}".replace(",", ".")


def menge(wert: int, eines: str, mehrere: str) -> str:
    """Return the number with its noun."""
    return f"{zahl(wert)} {eines if wert == 1 else mehrere}"


def eintraege(wert: int) -> str:
    """Return the number of Einträge."""
    return menge(wert, "Eintrag", "Einträge")


def bericht(ergebnis: Ergebnis, *, alle: bool = False) -> str:
    """Return what the file holds and what was found in it."""
    return "\n".join([*_datei(ergebnis), *_uebersicht(ergebnis), *_einzeln(ergebnis, alle)])


def ausgang(ergebnis: Ergebnis) -> str:
    """Return what was done, or why nothing was."""
    return "\n".join(_ausgang(ergebnis))


def _datei(ergebnis: Ergebnis) -> Iterator[str]:
    tabelle = ergebnis.tabelle
    yield f"Datei: {tabelle.name}"
    if tabelle.anzahl:
        akteure = {namensschluessel(name) for zeile in tabelle.zeilen if (name := zeile.zellen.get("akteur"))}
        inhalt = menge(tabelle.anzahl, "Zeile", "Zeilen")
        inhalt += f", {menge(len(akteure), 'Akteur', 'Akteure')}" if akteure else ""
        yield f"{inhalt} ({tabelle.kodierung}, Trennzeichen „{tabelle.trenner}“)"


def _uebersicht(ergebnis: Ergebnis) -> Iterator[str]:
    """Yield how many findings of each kind there are, gravest first."""
    for stufe in Stufe:
        zahlen = anzahl_je_art(von_stufe(ergebnis.befunde, stufe))
        if zahlen:
            yield from ("", f"{stufe.value}:")
            breite = max(len(zahl(anzahl)) for anzahl in zahlen.values())
            yield from (f"  {zahl(anzahl):>{breite}}  {art.titel}" for art, anzahl in zahlen.items())


def _einzeln(ergebnis: Ergebnis, alle: bool) -> Iterator[str]:
    for art in anzahl_je_art(ergebnis.befunde):
        befunde = [befund for befund in ergebnis.befunde if befund.art is art]
        yield from ("", f"{art.titel}:")
        gezeigt = befunde if alle else befunde[:BEISPIELE]
        yield from (f"  {_zeile(befund)}" for befund in gezeigt)
        if rest := len(befunde) - len(gezeigt):
            yield f"  … und {zahl(rest)} weitere (alle mit --alle)"


def _zeile(befund: Befund) -> str:
    """Return one finding in one line: line, column, value, reason."""
    ort = [f"Zeile {befund.zeile}"] if befund.zeile else []
    ort += [f"Spalte „{befund.spalte}“"] if befund.spalte else []
    wert = befund.wert if len(befund.wert) <= WERT_HOECHSTENS else f"{befund.wert[: WERT_HOECHSTENS - 1]}…"
    ort += [f"Wert „{wert}“"] if wert else ["leer"] if befund.spalte and befund.art.stufe is not Stufe.DATEI else []
    return f"{', '.join(ort)}: {befund.grund}" if ort else befund.grund


def _ausgang(ergebnis: Ergebnis) -> Iterator[str]:
    plan = ergebnis.plan
    if plan is None:
        yield "Nichts übernommen. Bitte zuerst die Datei in Ordnung bringen."
    elif ergebnis.gestoppt:
        uebrige = ergebnis.tabelle.anzahl - ergebnis.fehlerhafte
        fehlerhaft = menge(ergebnis.fehlerhafte, "Zeile ist", "Zeilen sind")
        yield f"Nichts übernommen: {fehlerhaft} fehlerhaft. Bitte in der Datei verbessern – oder die übrigen"
        yield f"{menge(uebrige, 'Zeile', 'Zeilen')} mit --ohne-fehlerzeilen übernehmen."
    else:
        yield from _bilanz(plan, ergebnis)


def _bilanz(plan: Plan, ergebnis: Ergebnis) -> Iterator[str]:
    if plan.leer:
        yield _nichts_zu_tun(plan)
    else:
        yield "Das würde sich ändern:" if ergebnis.probe else "Übernommen:"
        yield from (f"  {zeile}" for zeile in _zahlen(plan))
    if ergebnis.fehlerhafte:
        yield f"Weggelassen: {menge(ergebnis.fehlerhafte, 'fehlerhafte Zeile', 'fehlerhafte Zeilen')}."
    if ergebnis.probe:
        yield "Das war ein Probelauf. Es wurde nichts gespeichert."


def _nichts_zu_tun(plan: Plan) -> str:
    saetze = {
        0: "Kein Eintrag ist zu ändern",
        1: "Der eine Eintrag ist unverändert",
    }
    satz = saetze.get(plan.unveraendert, f"alle {eintraege(plan.unveraendert)} sind unverändert")
    if plan.gelassen:
        satz += f"; {eintraege(plan.gelassen)} archiviert oder gelöscht: bleibt so"
    return f"Nichts zu tun: {satz}."


def _zahlen(plan: Plan) -> Iterator[str]:
    entwuerfe = len(plan.neu) - plan.veroeffentlicht
    neu = f"{eintraege(len(plan.neu))} neu"
    if plan.neu:
        neu += f", davon {zahl(plan.veroeffentlicht)} veröffentlicht"
        neu += f" und {menge(entwuerfe, 'Entwurf', 'Entwürfe')}" if entwuerfe else ""
    yield neu
    yield f"{eintraege(len(plan.geaendert))} geändert"
    yield f"{eintraege(plan.unveraendert)} unverändert"
    if plan.gelassen:
        yield f"{eintraege(plan.gelassen)} archiviert oder gelöscht: bleibt so"
    for name, gruppe in (("Akteure", plan.akteure), ("Standorte", plan.standorte), ("Kontakte", plan.kontakte)):
        if gruppe.neu or gruppe.geaendert:
            yield f"{name}: {zahl(len(gruppe.neu))} neu, {zahl(len(gruppe.geaendert))} geändert"
