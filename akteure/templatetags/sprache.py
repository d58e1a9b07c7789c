"""Texts that know their language, where no element may stand."""

from django import template

register = template.Library()


@register.filter
def roh(text: object) -> str:
    """Return the words of a text alone, for an attribute, an <option> or a <title>."""
    return str(text)
