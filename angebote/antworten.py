"""The five plain answers of an Angebot: Kosten, Anmeldung, Deutsch, Kind dabei, nach Hause. Always in this order."""

from dataclasses import dataclass

from django.utils.formats import number_format

from angebote.models import Angebot, AngebotSprache

LEICHT, BRAUCHT, UNBEKANNT = "j", "n", "u"
NACHFRAGEN = "bitte nachfragen"


@dataclass(frozen=True)
class Antwort:
    """`stand`: j makes it easy, n needs something, u is unknown. `wort` is the answer, `mehr` one sentence more."""

    frage: str
    zeichen: str
    stand: str
    wort: str
    mehr: str = ""

    @property
    def satz(self) -> str:
        """The answer as the beginning of a sentence."""
        return self.wort[:1].upper() + self.wort[1:]


def antworten(angebot: Angebot) -> list[Antwort]:
    """Return the five answers; what nobody stated is "bitte nachfragen". Uses what `fuer_liste` has prefetched."""
    return [_kosten(angebot), _anmeldung(angebot), _deutsch(angebot), _kind(angebot), _zu_hause(angebot)]


def betrag_in_euro(angebot: Angebot) -> str:
    """Return "6 €" or "6,50 €", or "" where no amount is stated."""
    if angebot.betrag is None:
        return ""
    stellen = 0 if angebot.betrag == angebot.betrag.to_integral_value() else 2
    return f"{number_format(angebot.betrag, decimal_pos=stellen)} €"


def _kosten(angebot: Angebot) -> Antwort:
    betrag = betrag_in_euro(angebot)
    stand, wort = {
        "kostenlos": (LEICHT, "kostenlos"),
        "nachweis": (LEICHT, "kostenlos mit Nachweis"),
        "beitrag": (BRAUCHT, betrag or "kostet etwas"),
        "einkommen": (BRAUCHT, "nach Einkommen"),
        "spende": (LEICHT, "Spende, wenn Sie mögen"),
    }.get(angebot.kosten, (UNBEKANNT, NACHFRAGEN))
    return Antwort("Kosten", "kosten", stand, wort, angebot.kosten_text)


def _anmeldung(angebot: Angebot) -> Antwort:
    stand, wort, mehr = {
        "ohne_anmeldung": (LEICHT, "einfach kommen", "Ohne Anmeldung."),
        "mit_anmeldung": (BRAUCHT, "mit Anmeldung", "Bitte melden Sie sich vorher."),
        "termin": (BRAUCHT, "mit Termin", "Bitte machen Sie einen Termin aus."),
        "vermittlung": (
            BRAUCHT,
            "über eine Stelle",
            "Eine andere Stelle vermittelt Sie, zum Beispiel Ihre Kita oder Beratung.",
        ),
    }.get(angebot.zugang, (UNBEKANNT, NACHFRAGEN, ""))
    return Antwort("Anmeldung", "anmeldung", stand, wort, mehr)


def _deutsch(angebot: Angebot) -> Antwort:
    angaben = list(angebot.sprachangaben.all())
    gesprochen = [a.sprache.name for a in angaben if a.modus == AngebotSprache.Modus.SPRICHT and a.sprache.code != "de"]
    mehr = f"Eine Fachkraft spricht {_und(gesprochen)}." if gesprochen else ""
    if angebot.deutsch_noetig is False:
        return Antwort("Deutsch", "deutsch", LEICHT, "kein Deutsch nötig", mehr)
    if angebot.deutsch_noetig:
        return Antwort("Deutsch", "deutsch", BRAUCHT, "etwas Deutsch nötig", mehr)
    if gesprochen:
        return Antwort("Deutsch", "deutsch", LEICHT, f"auch {_und(gesprochen[:2])}", mehr)
    return Antwort("Deutsch", "deutsch", UNBEKANNT, NACHFRAGEN)


def _kind(angebot: Angebot) -> Antwort:
    if angebot.kinderbetreuung:
        return Antwort("Kind dabei", "kind", LEICHT, "Kind wird betreut", "Jemand passt auf Ihr Kind auf.")
    if angebot.geschwister_willkommen:
        return Antwort("Kind dabei", "kind", LEICHT, "Kind darf mit", "Geschwister auch.")
    if angebot.geschwister_willkommen is False:
        # Where an age is stated the child itself takes part: only brothers and sisters stay at home.
        return Antwort("Kind dabei", "kind", BRAUCHT, "ohne Geschwister" if angebot.alter_satz else "ohne Kinder")
    return Antwort("Kind dabei", "kind", UNBEKANNT, NACHFRAGEN)


def _zu_hause(angebot: Angebot) -> Antwort:
    formate = angebot.formate
    if "zu_hause" in formate:
        return Antwort("Zu Hause", "haus", LEICHT, "kommt nach Hause", "Auf Wunsch kommt jemand zu Ihnen.")
    if not formate:
        return Antwort("Zu Hause", "haus", UNBEKANNT, NACHFRAGEN)
    if "vor_ort" in formate:
        return Antwort("Zu Hause", "haus", BRAUCHT, "vor Ort", "Sie kommen hin.")
    wort = {
        "mobil": "in Ihrer Nähe",
        "einrichtung": "in Kita oder Schule",
        "telefonisch": "am Telefon",
        "online": "online",
    }[formate[0]]
    return Antwort("Zu Hause", "haus", LEICHT if formate[0] in ("telefonisch", "online") else BRAUCHT, wort)


def _und(namen: list[str]) -> str:
    return " und ".join([", ".join(namen[:-1]), namen[-1]]) if len(namen) > 1 else "".join(namen)
