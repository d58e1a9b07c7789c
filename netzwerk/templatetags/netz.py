"""Who works with whom: partners on the page of an Akteur, and the parts of the Netzwerkkarte that repeat a thousand times.

Those are joined here and not looped over in a template: 1,000 rows cost a tenth of the time.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akteure.models import Akteur
from netzwerk.models import Kooperation
from netzwerk.planung.netz import Netz
from netzwerk.planung.netzbild import Netzbild, Zeichen
from netzwerk.planung.netzzeilen import Gremienzeile, Zeile

register = template.Library()

NAME = '<text class="name{}" text-anchor="{}" x="{}" y="{}" lang="de">{}</text>'
KNOTEN = (
    '<a class="knoten knoten-{}{}" href="{}" lang="de" aria-label="{}" transform="{}">'
    '<path d="{}"/><text text-anchor="middle" y="{}">{}</text></a>'
)
AKTEUR = (
    '<li><span class="netz-zahl" aria-hidden="true">{}</span><span><a href="{}"><bdi lang="de">{}</bdi></a>'
    '<span class="leise">{} · {}</span></span>{}</li>'
)
GREMIUM = (
    '<a class="gremium" href="{}" aria-label="{}" transform="{}"><title lang="de">{}</title>'
    '<path d="{}"/><text text-anchor="middle" y="{}">{}</text></a>'
)
UM = (
    '<a class="netz-um nicht-drucken" rel="nofollow" href="?akteur={}">{}'
    '<span class="vh">: <bdi lang="de">{}</bdi></span></a>'
)
ZEILE = (
    '<tr><th scope="row"><small>{}</small> <bdi lang="de">{}</bdi> <b aria-hidden="true">{}</b> '
    '<small>{}</small> <bdi lang="de">{}</bdi></th><td>{}</td><td>{}</td></tr>\n'
)


GREMIENZEILE = (
    '<tr><th scope="row"><small><bdi>{}</bdi></small> <bdi lang="de">{}</bdi><span class="vh">: </span>'
    '<span class="netz-dabei">{}</span></th><td>{}</td><td>{}</td></tr>\n'
)
MITGLIED = '<span><small>{}</small> <bdi lang="de">{}</bdi>{}</span>'


@register.inclusion_tag("netzwerk/_partner.html")
def partner(akteur: Akteur) -> dict[str, Any]:
    """Show the public partners of an Akteur, each once, with the way to the map; one query."""
    netz = Netz.von(Kooperation.objects.oeffentlich().von_akteur(akteur))
    return {"akteur": akteur, "partner": [knoten for pk, knoten in netz.knoten.items() if pk != akteur.pk]}


@register.simple_tag
def netz_namen(bild: Netzbild) -> SafeString:
    """The names in the picture, line by line."""
    zeilen = ((eines, y, zeile) for eines in [*bild.zeichen, *bild.gremien] for y, zeile in eines.zeilen)
    return format_html_join(
        "",
        NAME,
        ((" name-mitte" if eines.mitte else "", eines.anker, eines.name_x, y, zeile) for eines, y, zeile in zeilen),
    )


@register.simple_tag
def netz_knoten(bild: Netzbild) -> SafeString:
    """The shapes of the picture, each a link to its Akteur."""
    return format_html_join("", KNOTEN, (_knoten(eines) for eines in bild.zeichen))


@register.simple_tag
def netz_gremien(bild: Netzbild) -> SafeString:
    """The Gremien of the picture, each a link to its place in the list below."""
    worte = _("Gremium %(buchstabe)s: %(name)s")
    return format_html_join(
        "",
        GREMIUM,
        (
            (
                eines.knoten.adresse,
                worte % {"buchstabe": eines.nummer, "name": eines.knoten.name},
                f"translate({eines.x} {eines.y})",
                eines.knoten.name,
                eines.form,
                eines.zahl_y,
                eines.nummer,
            )
            for eines in bild.gremien
        ),
    )


def _knoten(eines: Zeichen) -> tuple:
    knoten = eines.knoten
    mitte = " knoten-mitte" if eines.mitte else ""
    name, ort = f"{eines.nummer} {knoten.name}", f"translate({eines.x} {eines.y})"
    return knoten.gruppe, mitte, knoten.adresse, name, ort, eines.form, eines.zahl_y, eines.nummer


@register.simple_tag
def netz_akteure(bild: Netzbild) -> SafeString:
    """The Akteure of the picture by their numbers."""
    worte, wort = conditional_escape(_("Netz zeigen")), cache(conditional_escape)
    anzahl = cache(lambda n: ngettext("%(n)s Partner", "%(n)s Partner", n) % {"n": n})
    return format_html_join(
        "\n",
        AKTEUR,
        (
            (
                eines.nummer,
                eines.knoten.adresse,
                eines.knoten.name,
                wort(eines.knoten.art),
                wort(anzahl(eines.partner)),
                "" if eines.mitte else format_html(UM, eines.knoten.slug, worte, eines.knoten.name),
            )
            for eines in bild.zeichen
        ),
    )


@register.simple_tag
def netz_zeilen(zeilen: Iterable[Zeile]) -> SafeString:
    """The rows of the table; what comes again is escaped once."""
    was, wort, unbekannt = cache(_was), cache(conditional_escape), _("nicht bekannt")
    return format_html_join(
        "",
        ZEILE,
        (
            (
                wort(zeile.nr_von),
                wort(zeile.von),
                wort(zeile.pfeil),
                wort(zeile.nr_mit),
                wort(zeile.mit),
                was(zeile.art, zeile.richtung, zeile.uebergang),
                wort(zeile.seit.year if zeile.seit else unbekannt),
            )
            for zeile in zeilen
        ),
    )


@register.simple_tag
def netz_gremienzeilen(zeilen: Iterable[Gremienzeile]) -> SafeString:
    """The rows of the Gremien, below those of the Kooperationen."""
    wort, unbekannt = _("Gremium"), _("nicht bekannt")
    return format_html_join(
        "",
        GREMIENZEILE,
        ((z.buchstabe, z.name, _mitglieder(z), wort, unbekannt) for z in zeilen),
    )


def _mitglieder(zeile: Gremienzeile) -> SafeString:
    """Return the members, each with its comma, so that no line begins with one."""
    letztes = len(zeile.mitglieder) - 1
    glieder = ((*mitglied, "," if n < letztes else "") for n, mitglied in enumerate(zeile.mitglieder))
    return format_html_join(" ", MITGLIED, glieder)


def _was(art: str, richtung: str, uebergang: str) -> SafeString:
    """Return kind, direction and Übergang as one cell."""
    wechsel = format_html(" · {}", uebergang) if uebergang else ""
    return format_html("{}<small>{}{}</small>", art, richtung, wechsel)
