"""Invent Akteure who work together; runs inside the site, see netzwerk.py."""

import random
from datetime import date

from akteure.models import Akteur, Gemeinde, Standort
from angebote.models import Uebergang
from netzwerk.models import Gremium, Kooperation

GREMIEN = 20
NAMEN = ("Familienbüro", "Kinderhaus", "Grundschule", "Beratungsstelle", "Nachbarschaftshilfe", "Frühförderung")


def erfinde(anzahl: int, kooperationen: int) -> None:
    """Write invented Akteure, Kooperationen and Gremien; always the same ones."""
    wuerfel = random.Random(1)
    gemeinden, uebergaenge = list(Gemeinde.objects.all()), [None, *Uebergang.objects.all()]
    akteure = [
        Akteur(name=f"{NAMEN[n % len(NAMEN)]} Netz {n}", slug=f"netz-akteur-{n}", typ=wuerfel.choice(Akteur.Typ.values))
        for n in range(anzahl)
    ]
    for akteur in akteure:
        akteur.ableiten()
    akteure = Akteur.objects.bulk_create(akteure)
    Standort.objects.bulk_create(Standort(akteur=akteur, gemeinde=wuerfel.choice(gemeinden)) for akteur in akteure)
    heute = date(2026, 1, 1)
    paare = {(n, wuerfel.randrange(n)) for n in range(1, anzahl)}
    while len(paare) < kooperationen:
        paare.add(tuple(wuerfel.sample(range(anzahl), 2)))
    Kooperation.objects.bulk_create(
        Kooperation(
            von=akteure[einer],
            mit=akteure[anderer],
            art=wuerfel.choice(Kooperation.Art.values),
            richtung=wuerfel.choice(Kooperation.Richtung.values),
            uebergang=wuerfel.choice(uebergaenge),
            seit=heute,
            bestaetigt_von=heute,
            bestaetigt_mit=heute,
            oeffentlich=True,
        )
        for einer, anderer in sorted(paare)
    )
    for nummer in range(GREMIEN):
        gremium = Gremium.objects.create(name=f"Gremium {nummer}", beschreibung="Wir reden.", oeffentlich=True)
        gremium.mitglieder.set(wuerfel.sample(akteure, 8))
