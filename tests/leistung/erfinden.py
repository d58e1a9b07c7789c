"""Words for invented entries: titles from Begriffe, texts from whole sentences of the demo, names put together of parts.

Where people write more they use new words: every house and street gets a name of its own, and a text in another language
some words of it. So the number of different words grows with the entries, as it does in real ones.
"""

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import accumulate

from angebote.models import Angebot, Begriff

VORNE = """
Ahorn Amsel Apfel Birken Biber Buchen Dachs Distel Drossel Eichen Elster Erlen Eschen Falken Feld Fichten Fink Flieder Fuchs
Garten Gersten Ginster Hafer Hasel Heide Himbeer Hirsch Holunder Hopfen Igel Kastanien Kiefern Kirsch Klee Kranich Lerchen
Linden Löwenzahn Luchs Meisen Mohn Mühl Nuss Otter Pappel Quellen Quitten Reb Rosen Rotkehl Salbei Schilf Schwalben Sonnen
Star Stein Storchen Tannen Ulmen Veilchen Wald Weiden Weizen Wiesen Zeisig
"""
MITTE = "bach berg blick brunnen busch furt graben grund halden hang hecken hof moos rain ried see steg tal wasser weg"
HINTEN = (
    "äcker bogen brücke eck garten halle haus höfle insel klause laube mühle nest platz scheune stube tor turm winkel"
)
STRASSEN = "straße weg gasse steige platz ring"
WAS = """
Abend Alltags Baby Bastel Bewegungs Bilderbuch Bücher Eltern Erzähl Familien Ferien Frühstücks Garten Geschwister Großeltern
Kinder Koch Krabbel Kreativ Lern Lese Musik Mütter Nachbarschafts Natur Sing Sonntags Spiel Sprach Stadtteil Still Tanz Väter
"""
WIE = "café gruppe kreis kurs labor nachmittag patenschaft runde schule sprechstunde stammtisch stunde tag treff werkstatt"
WANN = "am Vormittag,am Nachmittag,am Abend,am Samstag,am Sonntag,in den Ferien,montags,dienstags,mittwochs,donnerstags"
HAEUSER = {
    "kita": ("Kita", "Kinderhaus", "Kindergarten"),
    "schule": ("Grundschule", "Gemeinschaftsschule", "Schule"),
    "kommune": ("Familienbüro", "Rathaus", "Bürgerhaus"),
    "beratungsstelle": ("Beratungsstelle", "Beratungshaus"),
    "familienzentrum": ("Familienzentrum", "Familienhaus"),
    "verein": ("Verein", "Nachbarschaftshilfe", "Mütterzentrum", "Förderverein"),
    "gesundheit": ("Praxis", "Hebammenhaus", "Gesundheitszentrum"),
}
SONST = ("Haus", "Netzwerk", "Stiftung", "Treffpunkt")
SATZENDE = re.compile(r"(?<=[.!?])\s+")


@dataclass
class Wortschatz:
    """What texts are made of, by Oberthema (0: of any)."""

    saetze: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    begriffe: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    fremde: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Language → what people write in it."""

    @classmethod
    def lesen(cls, vorlagen: list[Angebot]) -> "Wortschatz":
        """Return the words of the demo and of the Begriffe."""
        wortschatz = cls()
        for angebot in vorlagen:
            saetze = SATZENDE.split(f"{angebot.kurzbeschreibung} {angebot.beschreibung}".replace("\n", " ").strip())
            for thema in {0, *oberthemen(angebot)}:
                wortschatz.saetze[thema] += [satz for satz in saetze if satz]
        for begriff in (
            Begriff.objects.select_related("thema").prefetch_related("schreibweisen__sprache").order_by("pk")
        ):
            for thema in {0, begriff.thema and (begriff.thema.ueber_id or begriff.thema_id)} - {None}:
                wortschatz.begriffe[thema].append(begriff.name)
            for schreibweise in [] if begriff.sensibel else begriff.schreibweisen.all():
                wortschatz.fremde[schreibweise.sprache.code].append(schreibweise.text)
        return wortschatz


def oberthemen(angebot: Angebot) -> list[int]:
    """Return the keys of the top level of its Themen; uses what was prefetched."""
    return sorted({thema.ueber_id or thema.pk for thema in angebot.themen.all()})


class Erfinder:
    """Makes up names and texts; the same `wuerfel` gives the same."""

    def __init__(self, wortschatz: Wortschatz, wuerfel: random.Random) -> None:
        self.wortschatz, self.wuerfel = wortschatz, wuerfel

    def hausname(self) -> str:
        """Return one of some 25,000 names such as Haselbachwinkel."""
        return self._zusammen(VORNE, MITTE, HINTEN)

    def strasse(self) -> str:
        return self._zusammen(VORNE, MITTE, STRASSEN)

    def _zusammen(self, *teile: str) -> str:
        """Return a word of one part of each list."""
        return "".join(self.wuerfel.choice(teil.split()) for teil in teile)

    def akteursname(self, typ: str, ort: str) -> str:
        haus = f"{self.wuerfel.choice(HAEUSER.get(typ, SONST))} {self.hausname()}"
        return f"{haus} {ort}" if self.wuerfel.random() < 0.4 else haus

    def titel(self, vorlage: Angebot, ort: str, haus: str) -> str:
        """Return a title: that of the demo, a Begriff or a compound, each mostly with when, where or for whom."""
        los, waehle = self.wuerfel.random(), self.wuerfel.choice
        if los < 0.3:
            kern = vorlage.titel
        elif los < 0.75:
            kern = self._begriff(vorlage)
        else:
            kern = self._zusammen(WAS, WIE)
        zusatz = waehle(
            ["", f"in {ort}", waehle(WANN.split(",")), f"im {haus.split()[1]}", f"für {self._zusammen(WAS)}gruppen"]
        )
        return f"{kern} {zusatz}".strip()[:160]

    def kurz(self, vorlage: Angebot) -> str:
        """Return one or two sentences of Angebote on the same Thema."""
        return " ".join(self._saetze(vorlage, self.wuerfel.randint(1, 2)))[:300]

    def text(self, vorlage: Angebot, ort: str, haus: str, sprachen: list[str]) -> str:
        """Return a description of two to six sentences, one of them about the place, sometimes one in another language."""
        saetze = self._saetze(vorlage, self.wuerfel.randint(2, 6))
        if self.wuerfel.random() < 0.3:
            saetze.append(f"Sie finden uns im {self.hausname()} hinter dem {haus} in {ort}.")
        fremde = [code for code in sprachen if self.wortschatz.fremde[code]]
        if fremde and self.wuerfel.random() < 0.2:
            woerter = self.wortschatz.fremde[self.wuerfel.choice(fremde)]
            saetze.append(", ".join(self.wuerfel.sample(woerter, min(3, len(woerter)))) + ".")
        self.wuerfel.shuffle(saetze)
        return " ".join(saetze)

    def _saetze(self, vorlage: Angebot, anzahl: int) -> list[str]:
        """Return sentences on one of its Themen; one in four is about something else."""
        eigene = self.wortschatz.saetze[self.wuerfel.choice(oberthemen(vorlage) or [0])]
        alle = self.wortschatz.saetze[0]
        return [self.wuerfel.choice(alle if self.wuerfel.random() < 0.25 else eigene) for _ in range(anzahl)]

    def _begriff(self, vorlage: Angebot) -> str:
        """Return the name of a Begriff on one of its Themen: a few are frequent, many rare."""
        namen = self.wortschatz.begriffe[self.wuerfel.choice(oberthemen(vorlage) or [0])] or self.wortschatz.begriffe[0]
        return self.wuerfel.choices(namen, cum_weights=list(accumulate(1 / n for n in range(1, len(namen) + 1))))[0]
