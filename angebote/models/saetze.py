"""What an Angebot says of itself in a few words, made from its columns and from what was prefetched."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akteure.fassung import zeilen

from .vokabular import Anlass


def alter_in_worten(monate: int) -> str:
    """Return an age in months as people say it."""
    if monate < 0:
        return _("Schwangerschaft")
    jahre, rest = divmod(monate, 12)
    in_monaten = ngettext("%(n)s Monat", "%(n)s Monate", rest) % {"n": rest}
    if not jahre:
        return in_monaten if monate else _("Geburt")
    in_jahren = ngettext("%(n)s Jahr", "%(n)s Jahre", jahre) % {"n": jahre}
    return _("%(jahre)s und %(monate)s") % {"jahre": in_jahren, "monate": in_monaten} if rest else in_jahren


class AngebotSaetze:
    """Mixin of Angebot: short sentences for pages, in the language that is active."""

    @property
    def schritte(self) -> list[str]:
        """The first steps, one string each."""
        return zeilen(self.erste_schritte)

    @property
    def linkliste(self) -> list[str]:
        """The links that are web addresses."""
        return [zeile.strip() for zeile in self.links.splitlines() if zeile.strip().startswith(("https://", "http://"))]

    @property
    def plaetze_aktuell(self) -> str:
        """The label of the capacity, or "" where it is unknown or has expired."""
        if self.plaetze == "unbekannt" or self.plaetze_bis is None or self.plaetze_bis < timezone.localdate():
            return ""
        return str(self.Plaetze(self.plaetze).label)

    @property
    def hinweis_aktuell(self) -> str:
        """The notice, or "" where its end date has passed."""
        return self.hinweis if self.hinweis_bis is None or self.hinweis_bis >= timezone.localdate() else ""

    @property
    def beginnt_noch(self) -> bool:
        return self.gueltig_von is not None and self.gueltig_von > timezone.localdate()

    @property
    def ist_demo(self) -> bool:
        return self.quelle == "demo"

    @property
    def anlaesse(self) -> set[str]:
        """The dangers its Themen speak of; comes with `mit_anlaessen`."""
        return {anlass for anlass in Anlass.values if getattr(self, f"anlass_{anlass}")}

    @property
    def ort_kurz(self) -> str:
        """Where, in a few words: Gemeinden of its Standorte, else whom or how it reaches. Uses what was prefetched."""
        orte = list(
            dict.fromkeys(ort.standort.oeffentlicher_ort for ort in self.orte.all() if ort.standort.oeffentlicher_ort)
        )
        if orte:
            erste, weitere = ", ".join(orte[:2]), len(orte) - 2
            if weitere <= 0:
                return erste
            satz = ngettext("%(orte)s und %(n)s weiterer Ort", "%(orte)s und %(n)s weitere Orte", weitere)
            return satz % {"orte": erste, "n": weitere}
        if self.einzugsgebiet == "kreisweit":
            return _("im ganzen Kreis")
        ueberall = [str(self.FORMATE[wert]) for wert in self.formate if wert in self.NICHT_ORTSGEBUNDEN]
        return ", ".join(ueberall) or _("Ort bitte erfragen")

    @property
    def alter_satz(self) -> str:
        """The age of the child in words, or "" where none is stated."""
        von, bis = (None if monate is None else alter_in_worten(monate) for monate in (self.alter_von, self.alter_bis))
        if von and bis:
            return _("%(von)s bis %(bis)s") % {"von": von, "bis": bis}
        if von:
            return _("ab %(von)s") % {"von": von}
        return _("bis %(bis)s") % {"bis": bis} if bis else ""
