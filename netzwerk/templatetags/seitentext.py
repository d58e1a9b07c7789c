"""Texts of pages in templates."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from netzwerk.seitentext import als_html

register = template.Library()


@register.filter
def markdown(text: str, angaben: Mapping[str, str]) -> SafeString:
    """Return the text of a page as HTML, with what was filled in. Its language stands on the element around it:
    `{{ text.attribute }}`."""
    return als_html(text, angaben)
