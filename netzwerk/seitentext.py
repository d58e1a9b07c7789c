"""The text of pages: Markdown becomes HTML here and nowhere else.

No HTML, no pictures, nothing embedded. Only the addresses of ERLAUBT become links. Headings begin at h2 and skip no level.
A new line is a new line: spaces at the end of one, Markdown's own way, are lost too easily.
`[[…]]` is a place to be filled in: with what the settings know (`bausteine`), then with what somebody has filled in for the
page in all its languages (`angaben`), else it shows as "noch offen".
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from akteure.fassung import Text
from akteure.sprachen import DEUTSCH, ist_deutsch, pfad_in, sprache, sprache_des_pfads
from akteure.telefon import telefon_waehlbar
from netzwerk.kontext import gebiet_in

ERLAUBT = re.compile(r"https?://[^/\s]|mailto:[^\s]|tel:[+\d]|/(?![/\\])|#", re.IGNORECASE)
FREMD = re.compile(r"https?:", re.IGNORECASE)
TIEFSTE = 4
STELLE = "stelle"
"""Name of the tokens that `[[…]]` becomes."""


def als_html(text: str, angaben: Mapping[str, str] = MappingProxyType({})) -> SafeString:
    """Return the text of a page as HTML. Safe, because Markdown escapes everything but what its own rules build."""
    env = {"sprache": getattr(text, "sprache", "") or sprache(), "angaben": angaben}
    return SafeString(_MARKDOWN.render(str(text), env))


def auszufuellende(text: str) -> list[str]:
    """Return what the settings do not know and somebody has to fill in, each once: ["Name der Behörde", …]."""
    bekannt = bausteine(DEUTSCH)
    innen = [kind for token in _MARKDOWN.parse(str(text)) for kind in token.children or ()]
    stellen = [_worte(token.content) for token in innen if token.type == STELLE and token.content not in bekannt]
    return list(dict.fromkeys(stellen))


def bausteine(code: str) -> dict[str, SafeString]:
    """Return what `[[…]]` can stand for in a text of that language: name → HTML. What the area does not have stays to be
    filled in."""
    gebiet = gebiet_in(code)
    koordination = gebiet.get("koordination", {})
    telefon, mail = koordination.get("telefon", ""), koordination.get("mail", "")
    quelle, lizenz = gebiet.get("grenzen_quelle", ""), gebiet.get("grenzen_lizenz_url", "")
    link = '<a href="{}"><bdi dir="ltr">{}</bdi></a>'
    alle = {
        "Gebiet": gebiet["name"],
        "im Gebiet": gebiet["im"],
        "Koordination": koordination.get("stelle", ""),
        "Telefon": telefon and format_html(link, f"tel:{telefon_waehlbar(telefon)}", telefon),
        "E-Mail": mail and format_html(link, f"mailto:{mail}", mail),
        "Kartenquelle": quelle,
        "Kartenlizenz": lizenz
        and format_html('<a href="{}" rel="noopener noreferrer">{}</a>', lizenz, gebiet["grenzen_lizenz"]),
        "Tage Suchprotokoll": settings.SUCHPROTOKOLL_TAGE,
        "Tage Rückmeldungen": settings.RUECKMELDUNG_TAGE,
        "Tage Platzmeldung": settings.PLATZMELDUNG_TAGE,
        "Tage Platzmeldung gespeichert": settings.PLATZMELDUNG_AUFBEWAHREN_TAGE,
    }
    return {name: format_html("{}", wert) for name, wert in alle.items() if wert}


def _worte(inhalt: str) -> str:
    """Return what is asked for, without "bitte ergänzen: "."""
    return inhalt.partition(": ")[2] or inhalt


def _lies_stelle(state: StateInline, silent: bool) -> bool:
    """Inline rule: `[[…]]`."""
    if not state.src.startswith("[[", state.pos):
        return False
    ende = state.src.find("]]", state.pos + 2, state.posMax)
    inhalt = " ".join(state.src[state.pos + 2 : ende].split()) if ende > 0 else ""
    if not inhalt or "[" in inhalt:
        return False
    if not silent:
        state.push(STELLE, "", 0).content = inhalt
    state.pos = ende + 2
    return True


def _zeige_stelle(self: RendererHTML, tokens: Sequence[Token], nummer: int, options: dict, env: dict) -> str:
    inhalt = tokens[nummer].content
    if inhalt in (bekannt := bausteine(env["sprache"])):
        return bekannt[inhalt]
    if angabe := env["angaben"].get(_worte(inhalt)):
        return _zeige_angabe(angabe, env["sprache"])
    was = conditional_escape(_worte(inhalt) if ist_deutsch() else Text(_worte(inhalt), DEUTSCH))
    return format_html('<span class="offene-stelle">{} {}</span>', gettext("noch offen:"), was)


def _zeige_angabe(angabe: str, code: str) -> SafeString:
    """Return what was filled in: German in every language, one line of Markdown, without places of its own."""
    html = SafeString(_MARKDOWN.renderInline(angabe, {"sprache": DEUTSCH, "angaben": {}}))
    return html if code == DEUTSCH else format_html('<span lang="{}" dir="ltr">{}</span>', DEUTSCH, html)


def _ordne(state: StateCore) -> None:
    """Core rule: levels of headings, the first paragraph as introduction, links."""
    ebene = 1
    for token in state.tokens:
        if token.type == "heading_open":
            ebene = min(max(int(token.tag[1]), 2), ebene + 1, TIEFSTE)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{ebene}"
        for kind in token.children or ():
            if kind.type == "link_open":
                _fuehre(kind)
    if state.tokens and state.tokens[0].type == "paragraph_open":
        state.tokens[0].attrSet("class", "lead")


def _fuehre(link: Token) -> None:
    """Lead a link within the site to the same language, unless it names one; let one out of it say nothing about where it came from."""
    adresse = str(link.attrGet("href"))
    if FREMD.match(adresse):
        link.attrSet("rel", "noopener noreferrer")
    elif adresse.startswith("/") and sprache_des_pfads(adresse) == DEUTSCH:
        link.attrSet("href", _in_dieser_sprache(adresse))


def _in_dieser_sprache(adresse: str) -> str:
    ziel = pfad_in(adresse, sprache())
    try:
        resolve(re.split(r"[?#]", ziel)[0])
    except Resolver404:
        return adresse
    return ziel


def _baue() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["html_block", "html_inline", "image"])
    markdown.validateLink = lambda adresse: bool(ERLAUBT.match(adresse))
    markdown.inline.ruler.before("link", STELLE, _lies_stelle)
    markdown.core.ruler.push("ordnung", _ordne)
    markdown.add_render_rule(STELLE, _zeige_stelle)
    return markdown


_MARKDOWN = _baue()
