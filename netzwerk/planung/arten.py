"""Kinds of gap, in the order in which they weigh, and what kind of statement each one is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Lueckenart(TextChoices):
    """One kind of gap. A gap of VERSORGUNG is in what exists, one of DATEN in what we know about it."""

    NICHTS = "nichts", _("kein Angebot")
    NUR_FERN = "nur_fern", _("nur weiter weg")
    NUR_KREISWEIT = "nur_kreisweit", _("nur für den ganzen Kreis oder online")
    UEBERGANG = "uebergang", _("niemand auf beiden Seiten zuständig")
    VOLL = "voll", _("zurzeit kein Platz")
    NUR_KOSTEN = "nur_kosten", _("nur gegen Geld")
    NUR_DEUTSCH = "nur_deutsch", _("nur auf Deutsch")
    NUR_KOMM = "nur_komm", _("nur, wenn man hingeht")
    NUR_VERMITTLUNG = "nur_vermittlung", _("nur über Vermittlung")
    NICHT_BARRIEREFREI = "nicht_barrierefrei", _("nicht stufenlos")
    ENDET_BALD = "endet_bald", _("endet in den nächsten 6 Monaten")
    DOPPELT = "doppelt", _("mehrere gleiche nebeneinander")
    UNBESTAETIGT = "unbestaetigt", _("seit über einem Jahr nicht bestätigt")
    KOSTEN_UNBEKANNT = "kosten_unbekannt", _("Kosten nicht bekannt")
    DEUTSCH_UNBEKANNT = "deutsch_unbekannt", _("Sprachen nicht bekannt")
    FORMAT_UNBEKANNT = "format_unbekannt", _("Format nicht bekannt")
    ZUGANG_UNBEKANNT = "zugang_unbekannt", _("Anmeldung nicht bekannt")
    BARRIERE_UNBEKANNT = "barriere_unbekannt", _("nicht bekannt, ob stufenlos")

    @property
    def ist_datenluecke(self) -> bool:
        """Is it a gap in what we know, not in what exists?"""
        return self in DATENLUECKEN

    @property
    def ist_ueberhang(self) -> bool:
        """Is there too much, not too little?"""
        return self is Lueckenart.DOPPELT


DATENLUECKEN = frozenset(
    {
        Lueckenart.UNBESTAETIGT,
        Lueckenart.KOSTEN_UNBEKANNT,
        Lueckenart.DEUTSCH_UNBEKANNT,
        Lueckenart.FORMAT_UNBEKANNT,
        Lueckenart.ZUGANG_UNBEKANNT,
        Lueckenart.BARRIERE_UNBEKANNT,
    }
)


class Stufe(TextChoices):
    """How near the nearest Angebot is. Local, near and county-wide are three different things."""

    OERTLICH = "oertlich", _("vor Ort")
    NAH = "nah", _("in der Nähe")
    KREISWEIT = "kreisweit", _("nur für den ganzen Kreis oder online")
    FERN = "fern", _("nur weiter weg")
    NICHTS = "nichts", _("kein Angebot")
    UNBEKANNT = "unbekannt", _("noch keine Daten")


class Zustand(TextChoices):
    """How well something is covered, for the picture: never colour alone, always shape and word."""

    GUT = "gut", _("gut da")
    TEILWEISE = "teilweise", _("teilweise")
    LUECKE = "luecke", _("Lücke")
    UNKLAR = "unklar", _("wissen wir nicht genau")
