"""Small random worlds, and the meanings of the product computed over them in plain Python, without a database."""

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from django.utils import timezone

from akteure.falten import suchform
from akteure.models import Akteur, Standort
from angebote.models import Angebot
from angebote.querysets import FRISCH_TAGE, RINGE_KM
from tests.fabriken import (
    make_akteur,
    make_angebot,
    make_gemeinde,
    make_lebensphase,
    make_planungsraum,
    make_sprache,
    make_standort,
    make_termin,
    make_thema,
    make_uebergang,
    make_zielgruppe,
)

UMKREISE = (5, 10, 20)
EIGENER_UMKREIS = 35
OHNE_WEG = {"zu_hause", "telefonisch", "online"}
MODI = ("spricht", "dolmetschen", "material")
WOERTER = ("krabbeln", "muetter", "schwimmen", "lesen")
BARRIEREN = ("stufenlos", "aufzug", "wickelplatz")


@dataclass
class Ort:
    """A Standort as the meanings need it; `gemeinde` is an AGS, None outside the area."""

    gemeinde: str | None
    punkt: tuple[float, float] | None
    verborgen: bool
    ja: set[str]
    wort: str


def _punkte(e: "Eintrag", wort: str) -> int:
    """Title before Akteur before other text, for a mere word."""
    stellen = (e.titel, e.angebot.akteur.suchtext)
    return next((2 - stelle for stelle, text in enumerate(stellen) if suchform(wort) in suchform(text)), 0)


@dataclass
class Eintrag:
    """An Angebot as the meanings need it."""

    kennung: str
    angebot: Angebot
    titel: str
    akteure: set[str]
    akteurwoerter: str
    orte: list[Ort]
    einzugsgebiet: str
    gemeinden: set[str]
    formate: set[str]
    sprachen: dict[str, str]
    alter: tuple[int | None, int | None]
    werte: dict[str, set[str]]
    bestaetigt: datetime | None
    oeffentlich: bool = True


@dataclass
class Gemeinden:
    """The area: AGS → Planungsraum, centre and PLZ."""

    raum: dict[str, str] = field(default_factory=dict)
    mitte: dict[str, tuple[float, float] | None] = field(default_factory=dict)
    plz: dict[str, set[str]] = field(default_factory=dict)
    name: dict[str, str] = field(default_factory=dict)


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance on the sphere (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


class Welt:
    """A world made from a seed: the same seed, the same world."""

    def __init__(self, seed: int, angebote: int = 40) -> None:
        self.zufall = Random(seed)
        self.gebiet = Gemeinden()
        self._gemeinden()
        self._vokabular()
        self.akteure = [make_akteur(name=f"Verein {wort}") for wort in (*WOERTER[:2], "Nord", "Süd")]
        self.eintraege = [self._eintrag(nummer) for nummer in range(angebote)]

    # --- building ---------------------------------------------------------------------------------------------------
    def _gemeinden(self) -> None:
        raeume = [make_planungsraum(schluessel=f"R{n}") for n in range(3)]
        self._objekte = {}
        for n in range(7):
            mitte = (48.5 + self.zufall.random() * 0.4, 9.1 + self.zufall.random() * 0.5) if n else None
            plz = {f"7000{n // 2}", f"7100{n}"}
            raum = raeume[n % 3]
            lat, lon = mitte or (None, None)
            gemeinde = make_gemeinde(planungsraum=raum, lat=lat, lon=lon, plz=tuple(plz), name=f"Ort {n}")
            ags = gemeinde.ags
            self._objekte[ags] = gemeinde
            self.gebiet.raum[ags], self.gebiet.mitte[ags], self.gebiet.plz[ags] = raum.schluessel, mitte, plz
            self.gebiet.name[ags] = gemeinde.name

    def _vokabular(self) -> None:
        phasen = [make_lebensphase() for _ in range(3)]
        ober = [make_thema() for _ in range(2)]
        unter = [make_thema(ueber=thema) for thema in ober for _ in range(2)]
        self.ueber = {thema.slug: thema.ueber.slug for thema in unter}
        self.vokabeln = {
            "lebensphase": phasen,
            "thema": [*ober, *unter],
            "zielgruppe": [make_zielgruppe() for _ in range(2)],
            "uebergang": [make_uebergang(von=phasen[n], nach=phasen[n + 1]) for n in range(2)],
        }
        self.codes = [make_sprache(code).code for code in ("tr", "ar", "uk")]

    def _punkt(self) -> tuple[float, float]:
        """A point whose distance to every centre is clearly within or clearly outside every radius."""
        while True:
            punkt = (48.45 + self.zufall.random() * 0.5, 9.0 + self.zufall.random() * 0.7)
            abstaende = [km(punkt, mitte) for mitte in self.gebiet.mitte.values() if mitte]
            if all(abs(a - r) > 0.01 * r for a in abstaende for r in (*UMKREISE, EIGENER_UMKREIS)):
                return punkt

    def _ort(self, akteur: Akteur) -> tuple[Standort, Ort]:
        z = self.zufall
        ags = z.choice([*self._objekte, None])
        punkt = self._punkt() if z.random() < 0.75 else None
        ort = Ort(ags, punkt, z.random() < 0.2, {b for b in BARRIEREN if z.random() < 0.4}, z.choice(["", *WOERTER]))
        lat, lon = punkt or (None, None)
        barrieren = {b: "ja" if b in ort.ja else z.choice(["nein", "teilweise", "unbekannt"]) for b in BARRIEREN}
        standort = make_standort(
            akteur=akteur,
            gemeinde=self._objekte.get(ags),
            lat=lat,
            lon=lon,
            adresse_verbergen=ort.verborgen,
            name=f"Haus {ort.wort}",
            **barrieren,
        )
        return standort, ort

    def _wenige(self, liste, anteil: float = 0.35) -> list:
        return [wert for wert in liste if self.zufall.random() < anteil]

    def _eintrag(self, nummer: int) -> Eintrag:
        z = self.zufall
        akteur, mitwirkende = z.choice(self.akteure), self._wenige(self.akteure, 0.15)
        orte = [self._ort(akteur) for _ in range(z.choice([0, 1, 1, 1, 2]))]
        einzugsgebiet = z.choice(["", "", "", "kreisweit", "gemeinden"])
        gemeinden = set(self._wenige(self._objekte)) if einzugsgebiet == "gemeinden" else set()
        formate = set(self._wenige(list(Angebot.FORMATE), 0.25))
        vokabeln = {name: self._wenige(liste) for name, liste in self.vokabeln.items()}
        sprachen = {code: z.choice(MODI) for code in self._wenige(self.codes)}
        alter = sorted([z.randint(-9, 60), z.randint(0, 200)])
        alter = tuple(grenze if z.random() < 0.7 else None for grenze in alter)
        deutsch = z.choice([True, False, None])
        spalten = {
            "kosten": z.choice(Angebot.Kosten.values),
            "zugang": z.choice(Angebot.Zugang.values),
            "art": z.choice(Angebot.Art.values[:4]),
            "fuer": z.choice(Angebot.Fuer.values),
        }
        bestaetigt = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=z.randint(0, 3)) if z.random() < 0.6 else None
        titel = f"{z.choice(WOERTER)} {z.choice('äzÖa')} {nummer}"
        unsichtbar = z.random() < 0.15
        angebot = make_angebot(
            titel=titel,
            akteur=akteur,
            mitwirkende=mitwirkende,
            standorte=[standort for standort, _ort in orte],
            einzugsgebiet=einzugsgebiet,
            gemeinden=[self._objekte[ags] for ags in gemeinden],
            lebensphasen=vokabeln["lebensphase"],
            themen=vokabeln["thema"],
            zielgruppen=vokabeln["zielgruppe"],
            uebergaenge=vokabeln["uebergang"],
            sprachen=sprachen,
            alter_von=alter[0],
            alter_bis=alter[1],
            deutsch_noetig=deutsch,
            bestaetigt_am=bestaetigt,
            gueltig_bis=timezone.localdate() - timedelta(days=1) if unsichtbar else None,
            **spalten,
            **{f"format_{wert}": True for wert in formate},
        )
        wann = self._termin(angebot) if z.random() < 0.4 else set()
        fuer = {"familien": {"familien"}, "fachkraefte": {"fachkraefte"}, "beide": {"familien", "fachkraefte"}}
        werte = {name: {vokabel.slug for vokabel in liste} for name, liste in vokabeln.items()}
        werte |= {name: {wert} for name, wert in spalten.items()}
        werte |= {
            "thema": werte["thema"] | {self.ueber[slug] for slug in werte["thema"] if slug in self.ueber},
            "sprache": set(sprachen),
            "wann": wann,
            "format": formate,
            "fuer": fuer[spalten["fuer"]],
            "deutsch": {"nicht_noetig"} if deutsch is False else set(),
            "barrierefrei": {b for _s, ort in orte if not ort.verborgen for b in ort.ja},
        }
        return Eintrag(
            kennung=angebot.kennung,
            angebot=angebot,
            titel=angebot.titel_sortiert,
            akteure={a.slug for a in (akteur, *mitwirkende)},
            akteurwoerter=" ".join(a.suchtext for a in (akteur, *mitwirkende)),
            orte=[ort for _standort, ort in orte],
            einzugsgebiet=einzugsgebiet,
            gemeinden=gemeinden,
            formate=formate,
            sprachen=sprachen,
            alter=alter,
            werte=werte,
            bestaetigt=bestaetigt,
            oeffentlich=not unsichtbar,
        )

    def _termin(self, angebot: Angebot) -> set[str]:
        """Give it a date within the coming days, and return when that is."""
        heute, stunde = timezone.localdate(), self.zufall.randint(6, 21)
        tag = heute + timedelta(days=self.zufall.choice([0, 0, 1, 3, 5, 6, 9]))
        make_termin(angebot, tag, f"{stunde:02}:00", f"{stunde + 1:02}:30")
        am_wochenende = tag.weekday() > 4 and (tag - heute).days < 7 - heute.weekday()
        nachmittags = tag.weekday() < 5 and stunde + 1.5 > 12 and stunde < 18
        wann = {"heute": tag == heute, "wochenende": am_wochenende, "nachmittags": nachmittags}
        return {wert for wert, ja in wann.items() if ja}

    # --- asking -----------------------------------------------------------------------------------------------------
    def frage(self) -> list[tuple[str, str]]:
        """Return a random query string as pairs."""
        z, paare = self.zufall, []
        for name, moeglich in self.moegliche().items():
            if z.random() < 0.1:
                paare += [(name, wert) for wert in z.sample(moeglich, min(len(moeglich), z.choice([1, 1, 2])))]
        if z.random() < 0.55:
            name, moeglich = z.choice(list(self.moegliche_orte().items()))
            paare += [(name, wert) for wert in z.sample(moeglich, z.choice([1, 1, 2]) if name != "wo" else 1)]
            if z.random() < 0.5:
                paare.append(("umkreis", str(z.choice([*UMKREISE, EIGENER_UMKREIS]))))
        if z.random() < 0.15:
            paare.append(("alter", str(z.randint(-9, 200))))
        if z.random() < 0.15:
            paare.append(("reichweite", z.choice(["oertlich", "kreisweit"])))
        if z.random() < 0.15:
            paare.append(("akteur", z.choice(self.akteure).slug))
        if z.random() < 0.15:
            paare.append(("q", z.choice(WOERTER)))
        return paare

    def moegliche(self) -> dict[str, list[str]]:
        """Return the values of every facet."""
        return {name: [vokabel.slug for vokabel in liste] for name, liste in self.vokabeln.items()} | {
            "sprache": self.codes,
            "deutsch": ["nicht_noetig"],
            "wann": ["heute", "wochenende", "nachmittags"],
            "kosten": Angebot.Kosten.values,
            "zugang": Angebot.Zugang.values,
            "art": Angebot.Art.values[:4],
            "format": list(Angebot.FORMATE),
            "fuer": ["familien", "fachkraefte"],
            "barrierefrei": list(BARRIEREN),
        }

    def moegliche_orte(self) -> dict[str, list[str]]:
        return {
            "gemeinde": list(self._objekte),
            "planungsraum": sorted(set(self.gebiet.raum.values())),
            "plz": sorted(set.union(*self.gebiet.plz.values())),
            "wo": list(self.gebiet.name.values()),
        }

    def orte_mit_mitte(self) -> list[str]:
        """Return the AGS of the Gemeinden whose centre is known."""
        return [ags for ags, mitte in self.gebiet.mitte.items() if mitte]

    # --- meanings ---------------------------------------------------------------------------------------------------
    def gemeint(self, paare: list[tuple[str, str]]) -> set[str]:
        """Return the AGS of all places in `paare`: their union."""
        g, ergebnis = self.gebiet, set()
        for name, wert in paare:
            ergebnis |= {
                ags
                for ags in g.raum
                if (name == "gemeinde" and ags == wert)
                or (name == "planungsraum" and g.raum[ags] == wert)
                or (name == "plz" and wert in g.plz[ags])
                or (name == "wo" and g.name[ags] == wert)
            }
        return ergebnis

    def erreicht(self, e: Eintrag, orte: set[str]) -> bool:
        if e.einzugsgebiet == "kreisweit":
            return True
        if e.einzugsgebiet == "gemeinden":
            return bool(e.gemeinden & orte)
        return any(ort.gemeinde in orte for ort in e.orte) or bool(e.formate & OHNE_WEG)

    def sichtbar_in(self, e: Eintrag, orte: set[str], radius: float) -> bool:
        """Is a point the public may see within `radius` km of a centre?"""
        mitten = [self.gebiet.mitte[ags] for ags in orte if self.gebiet.mitte[ags]]
        punkte = [ort.punkt for ort in e.orte if ort.punkt and not ort.verborgen]
        return any(km(punkt, mitte) <= radius for punkt in punkte for mitte in mitten)

    def nah(self, e: Eintrag, orte: set[str]) -> bool:
        raeume = {self.gebiet.raum[ags] for ags in orte}
        im_raum = any(ort.gemeinde and self.gebiet.raum[ort.gemeinde] in raeume for ort in e.orte)
        stumm = e.einzugsgebiet == ""
        return stumm and not self.erreicht(e, orte) and (im_raum or self.sichtbar_in(e, orte, 10))

    def im_umkreis(self, e: Eintrag, orte: set[str], radius: float) -> bool:
        return self.sichtbar_in(e, orte, radius) or bool(e.formate & OHNE_WEG and self.erreicht(e, orte))

    def radius(self, paare: list[tuple[str, str]]) -> int | None:
        """Return the radius that counts: only around a place whose centre is known."""
        mitten = [self.gebiet.mitte[ags] for ags in self.gemeint(paare) if self.gebiet.mitte[ags]]
        return next((int(wert) for name, wert in paare if name == "umkreis"), None) if mitten else None

    def passt(self, e: Eintrag, paare: list[tuple[str, str]]) -> bool:
        """Does `e` meet everything but the place: OR within a facet, AND across?"""
        for name in {name for name, _wert in paare} & set(e.werte):
            if not e.werte[name] & {wert for n, wert in paare if n == name}:
                return False
        return all(self._passt_einzeln(e, name, wert) for name, wert in paare)

    def _passt_einzeln(self, e: Eintrag, name: str, wert: str) -> bool:
        if name == "akteur":
            return wert in e.akteure
        if name == "alter":
            von, bis = e.alter
            return (von is None or von <= int(wert)) and (bis is None or int(wert) <= bis)
        if name == "q":
            sichtbare = [ort.wort for ort in e.orte if not ort.verborgen]
            return any(suchform(wert) in suchform(text) for text in (e.titel, e.akteurwoerter, *sichtbare))
        return True

    def passende(self, paare: list[tuple[str, str]]) -> list[Eintrag]:
        orte = self.gemeint(paare) or set(self.gebiet.raum)
        reichweite = next((wert == "oertlich" for name, wert in paare if name == "reichweite"), None)
        return [
            e
            for e in self.eintraege
            if e.oeffentlich and self.passt(e, paare) and reichweite in (None, self.dort(e, orte))
        ]

    def dort(self, e: Eintrag, orte: set[str]) -> bool:
        """Is it made for one of these places?"""
        if e.einzugsgebiet == "gemeinden":
            return bool(e.gemeinden & orte)
        return e.einzugsgebiet == "" and any(ort.gemeinde in orte for ort in e.orte)

    def treffer(self, paare: list[tuple[str, str]]) -> set[str]:
        """Return the Kennungen of the hits proper."""
        orte, radius = self.gemeint(paare), self.radius(paare)
        return {
            e.kennung
            for e in self.passende(paare)
            if not orte or (self.im_umkreis(e, orte, radius) if radius else self.erreicht(e, orte))
        }

    def naehe(self, paare: list[tuple[str, str]]) -> set[str]:
        """Return the Kennungen of the group "in der Nähe"."""
        orte = self.gemeint(paare)
        if not orte or self.radius(paare) or any(name == "reichweite" for name, _wert in paare):
            return set()
        return {e.kennung for e in self.passende(paare) if self.nah(e, orte)}

    def ohne_deutsch(self, paare: list[tuple[str, str]]) -> set[str]:
        """Return the Kennungen of the group "kein Deutsch nötig": in none of the languages, and German is not needed."""
        codes = {wert for name, wert in paare if name == "sprache"}
        if not codes or any(name == "deutsch" for name, _wert in paare):
            return set()
        ohne = [(name, wert) for name, wert in paare if name != "sprache"]
        alle = self.treffer(ohne)
        return {
            e.kennung
            for e in self.eintraege
            if e.kennung in alle and e.werte["deutsch"] and not set(e.sprachen) & codes
        }

    def reihenfolge(self, paare: list[tuple[str, str]]) -> list[str]:
        """Return the hits proper, best first."""
        orte, treffer = self.gemeint(paare), self.treffer(paare)
        codes = {wert for name, wert in paare if name == "sprache"}
        worte = [wert for name, wert in paare if name == "q"]

        def rang(e: Eintrag):
            modi = [MODI.index(modus) for code, modus in e.sprachen.items() if code in codes]
            return (
                bool(orte and not self.dort(e, orte)),
                -max((_punkte(e, wort) for wort in worte), default=0),
                min(modi, default=0),
                e.angebot.fuer == "fachkraefte",
                self._ring(e, orte),
                self._frische(e),
                e.einzugsgebiet == "kreisweit",
                -e.bestaetigt.timestamp() if e.bestaetigt else math.inf,
                e.titel,
            )

        return [e.kennung for e in sorted((e for e in self.eintraege if e.kennung in treffer), key=rang)]

    def _ring(self, e: Eintrag, orte: set[str]) -> int:
        """Return the number of the ring around the places in which the nearest visible point of an Angebot lies."""
        mitten = [mitte for ags in orte if (mitte := self.gebiet.mitte[ags])]
        punkte = [ort.punkt for ort in e.orte if ort.punkt and not ort.verborgen]
        weite = min((km(mitte, punkt) for mitte in mitten for punkt in punkte), default=math.inf)
        return sum(weite > ring for ring in RINGE_KM)

    @staticmethod
    def _frische(e: Eintrag) -> int:
        """Return 0 for confirmed lately, 1 within the year, 2 before, 3 never."""
        if e.bestaetigt is None:
            return len(FRISCH_TAGE) + 1
        tage = (timezone.localdate() - timezone.localdate(e.bestaetigt)).days
        return sum(tage > grenze for grenze in FRISCH_TAGE)
