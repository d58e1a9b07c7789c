"""The five plain answers of an Angebot: Kosten, Anmeldung, Deutsch, Kind dabei, nach Hause. Always in this order."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _

from akteure.fassung import EINFACH
from akteure.sprachen import DEUTSCH, sprache
from angebote.models import Angebot, AngebotSprache

LEICHT, BRAUCHT, UNBEKANNT = "j", "n", "u"
TITEL = "\x00"
"""Stands for the title in a sentence around it."""


@dataclass(frozen=True)
class Antwort:
    """`stand`: j makes it easy, n needs something, u is unknown. `wort` is the answer, `mehr` one sentence more
    (a text that may be in another language than the page)."""

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
    """Return the five answers; what nobody stated says so, and to call: there is always somebody. Uses what `fuer_liste` has prefetched."""
    return [kosten(angebot), _anmeldung(angebot), _deutsch(angebot), _kind(angebot), _zu_hause(angebot)]


def betrag_in_euro(angebot: Angebot) -> str:
    """Return "6 €" or "6,50 €", or "" where no amount is stated."""
    if angebot.betrag is None:
        return ""
    stellen = 0 if angebot.betrag == angebot.betrag.to_integral_value() else 2
    return f"{number_format(angebot.betrag, decimal_pos=stellen)} €"


def _unbekannt(frage: str, zeichen: str) -> Antwort:
    return Antwort(frage, zeichen, UNBEKANNT, _("wissen wir nicht – bitte anrufen"))


KOSTEN = {
    "kostenlos": (LEICHT, gettext_lazy("kostenlos")),
    "nachweis": (LEICHT, gettext_lazy("kostenlos mit Nachweis")),
    "beitrag": (BRAUCHT, gettext_lazy("kostet etwas")),
    "einkommen": (BRAUCHT, gettext_lazy("nach Einkommen")),
    "spende": (LEICHT, gettext_lazy("Spende, wenn Sie mögen")),
}
ANMELDUNG = {
    "ohne_anmeldung": (LEICHT, gettext_lazy("einfach kommen"), gettext_lazy("Ohne Anmeldung.")),
    "mit_anmeldung": (BRAUCHT, gettext_lazy("mit Anmeldung"), gettext_lazy("Bitte melden Sie sich vorher.")),
    "termin": (BRAUCHT, gettext_lazy("mit Termin"), gettext_lazy("Bitte machen Sie einen Termin aus.")),
    "vermittlung": (
        BRAUCHT,
        gettext_lazy("über eine Stelle"),
        gettext_lazy("Eine andere Stelle vermittelt Sie, zum Beispiel Ihre Kita oder Beratung."),
    ),
}
OHNE_WEG = {
    "mobil": (BRAUCHT, gettext_lazy("in Ihrer Nähe")),
    "einrichtung": (BRAUCHT, gettext_lazy("in Kita oder Schule")),
    "telefonisch": (LEICHT, gettext_lazy("am Telefon")),
    "online": (LEICHT, gettext_lazy("online")),
}


def kosten(angebot: Angebot) -> Antwort:
    """Return the answer on the costs alone; it needs nothing that is prefetched."""
    frage = _("Kosten")
    if angebot.kosten == Angebot.Kosten.UNBEKANNT:
        return replace(_unbekannt(frage, "kosten"), mehr=angebot.kosten_text)
    stand, wort = KOSTEN[angebot.kosten]
    betrag = betrag_in_euro(angebot) if angebot.kosten == Angebot.Kosten.BEITRAG else ""
    return Antwort(frage, "kosten", stand, betrag or str(wort), angebot.kosten_text)


def _anmeldung(angebot: Angebot) -> Antwort:
    frage = _("Anmeldung")
    if angebot.zugang == Angebot.Zugang.UNBEKANNT:
        return _unbekannt(frage, "anmeldung")
    stand, wort, mehr = ANMELDUNG[angebot.zugang]
    return Antwort(frage, "anmeldung", stand, str(wort), str(mehr))


def _deutsch(angebot: Angebot) -> Antwort:
    frage, angaben = _("Deutsch"), list(angebot.sprachangaben.all())
    gesprochen = [a.sprache.name for a in angaben if a.modus == AngebotSprache.Modus.SPRICHT and a.sprache.code != "de"]
    mehr = _("Eine Fachkraft spricht %(sprachen)s.") % {"sprachen": _und(gesprochen)} if gesprochen else ""
    if angebot.deutsch_noetig is False:
        return Antwort(frage, "deutsch", LEICHT, _("kein Deutsch nötig"), mehr)
    if angebot.deutsch_noetig:
        return Antwort(frage, "deutsch", BRAUCHT, _("etwas Deutsch nötig"), mehr)
    if gesprochen:
        return Antwort(frage, "deutsch", LEICHT, _("auch %(sprachen)s") % {"sprachen": _und(gesprochen[:2])}, mehr)
    return _unbekannt(frage, "deutsch")


def _kind(angebot: Angebot) -> Antwort:
    frage = _("Kind dabei")
    if angebot.kinderbetreuung:
        return Antwort(frage, "kind", LEICHT, _("Kind wird betreut"), _("Jemand passt auf Ihr Kind auf."))
    if angebot.geschwister_willkommen:
        return Antwort(frage, "kind", LEICHT, _("Kind darf mit"), _("Geschwister auch."))
    if angebot.geschwister_willkommen is False:
        # Where an age is stated the child itself takes part: only brothers and sisters stay at home.
        return Antwort(frage, "kind", BRAUCHT, _("ohne Geschwister") if angebot.alter_satz else _("ohne Kinder"))
    return _unbekannt(frage, "kind")


def _zu_hause(angebot: Angebot) -> Antwort:
    frage, formate = _("Zu Hause"), angebot.formate
    if "zu_hause" in formate:
        return Antwort(frage, "haus", LEICHT, _("kommt nach Hause"), _("Auf Wunsch kommt jemand zu Ihnen."))
    if not formate:
        return _unbekannt(frage, "haus")
    if "vor_ort" in formate:
        return Antwort(frage, "haus", BRAUCHT, _("vor Ort"), _("Sie kommen hin."))
    stand, wort = OHNE_WEG[formate[0]]
    return Antwort(frage, "haus", stand, str(wort))


def _und(namen: list[str]) -> str:
    if len(namen) < 2:
        return "".join(namen)
    return _("%(erste)s und %(letzter)s") % {"erste": ", ".join(namen[:-1]), "letzter": namen[-1]}


def erster_satz(titel: str, spricht: str) -> str:
    """Return what somebody who speaks the language `spricht` can say or write first, in the language that is active."""
    saetze = [_("Guten Tag. Ich interessiere mich für „%(titel)s“.") % {"titel": titel}]
    if spricht == EINFACH:
        saetze.append(_("Bitte sprechen Sie langsam mit mir."))
    elif spricht != DEUTSCH:
        saetze.append(_("Ich spreche %(sprache)s und nur wenig Deutsch.") % {"sprache": _sprachname(spricht)})
    return " ".join([*saetze, _("Wie kann ich mitmachen?")])


def _sprachname(code: str) -> str:
    """Return how the language is called in the one that is active; its own name where Django does not know it."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return dict(settings.LANGUAGES)[code]


def erste_saetze(titel: str) -> dict[str, str | list[str]]:
    """Return that in German, to show or send, and in the language of the page, to understand it: what stands before and
    behind the title, [] where it is the same. `titel` is the German one: it is what the people there know."""
    spricht = sprache()
    with override(DEUTSCH):
        deutsch = erster_satz(titel, spricht)
    gleich = erster_satz(titel, spricht) == deutsch
    eigener = [] if gleich else erster_satz(TITEL, spricht).split(TITEL)
    return {"titel": titel, "deutsch": deutsch, "eigener": eigener}
