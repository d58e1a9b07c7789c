"""Phone numbers in templates."""

from django import template

from akteure.telefon import telefon_waehlbar

register = template.Library()


@register.filter
def waehlbar(nummer: str) -> str:
    """Return the number as a `tel:` link needs it."""
    return telefon_waehlbar(nummer)
