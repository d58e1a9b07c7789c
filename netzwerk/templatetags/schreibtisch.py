"""What the index of the admin says by itself: pages that are not finished, and messages nobody has dealt with."""

from django import template

from akteure.models import Benutzer
from netzwerk.models import Rueckmeldung, Seite

register = template.Library()


@register.inclusion_tag("admin/_offene_seiten.html")
def offene_seiten(user: Benutzer) -> dict:
    """Show which pages have places to fill in, to whom may do that."""
    darf = user.has_perm("netzwerk.change_seite")
    return {"seiten": Seite.objects.mit_offenen_stellen() if darf else []}


@register.inclusion_tag("admin/_offene_rueckmeldungen.html")
def offene_rueckmeldungen(user: Benutzer) -> dict:
    """Show how many Rückmeldungen are open, to whom may read them."""
    darf = user.has_perm("netzwerk.view_rueckmeldung")
    return {"darf": darf, "zahl": Rueckmeldung.objects.offen().count() if darf else 0}
