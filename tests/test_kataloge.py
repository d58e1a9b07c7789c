"""The catalogues: every text of the pages stands in every one, whole, with the same placeholders; nothing is hard-coded."""

import gettext
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.utils.translation import to_locale, trans_real

from tests.dokument import Element, lies
from tests.test_seiten import SEITEN, fuelle

WURZEL = Path(__file__).resolve().parent.parent
SPRACHEN = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLATZHALTER = re.compile(r"%\(\w+\)s|\{\w+\}|</?\w+[^>]*>")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
PSEUDO = "eo"
"""A language Django knows the name of and we do not offer."""
LESBARE_ATTRIBUTE = ("placeholder", "aria-label", "title", "alt", "data-sucht", "data-fehlt", "data-vorschlaege-name")


def _datei(code: str) -> Path:
    return WURZEL / "netzwerk" / "locale" / to_locale(code) / "LC_MESSAGES" / "django.po"


def _katalog(code: str) -> Catalog:
    with _datei(code).open("rb") as datei:
        return read_po(datei)


def _formen(meldung: Message) -> list[str]:
    return list(meldung.string) if isinstance(meldung.string, (tuple, list)) else [meldung.string]


def _deutsch(meldung: Message) -> tuple[str, ...]:
    return tuple(meldung.id) if isinstance(meldung.id, (tuple, list)) else (meldung.id,)


@pytest.fixture(scope="module")
def texte(tmp_path_factory) -> Catalog:
    """All texts of templates and code, collected as `make texte` does."""
    ziel = tmp_path_factory.mktemp("texte") / "texte.pot"
    befehl = ["babel.messages.frontend", "--quiet", "extract", "-F", "pyproject.toml", "-k", "gettext_lazy", "-o"]
    befehl += [str(ziel), "akteure", "angebote", "netzwerk", "templates"]
    subprocess.run([sys.executable, "-m", *befehl], cwd=WURZEL, check=True, env={"PYTHONPATH": str(WURZEL)})
    with ziel.open("rb") as datei:
        return read_po(datei)


def test_there_is_something_to_translate(texte):
    assert len(texte) > 300


@pytest.mark.parametrize("code", SPRACHEN)
def test_every_text_is_translated(texte, code):
    katalog = _katalog(code)
    fehlend = [
        _deutsch(meldung)[0]
        for meldung in texte
        if meldung.id
        and not ((eintrag := katalog.get(meldung.id, meldung.context)) and all(_formen(eintrag)) and not eintrag.fuzzy)
    ]
    assert fehlend == []


@pytest.mark.parametrize("code", SPRACHEN)
def test_a_catalogue_holds_nothing_else(texte, code):
    assert [m.id for m in _katalog(code) if m.id and texte.get(m.id, m.context) is None] == []


@pytest.mark.parametrize("code", SPRACHEN)
def test_placeholders_and_elements_are_the_same(code):
    """In a form for one or two the number may be part of the word."""
    falsche = []
    for meldung in _katalog(code):
        erwartet = set(PLATZHALTER.findall(_deutsch(meldung)[-1])) if meldung.id else set()
        for form in _formen(meldung) if meldung.id else []:
            andere = erwartet ^ set(PLATZHALTER.findall(form))
            if andere - ({"%(n)s"} if len(_deutsch(meldung)) > 1 else set()):
                falsche.append((form, andere))
    assert falsche == []


@pytest.mark.parametrize("code", SPRACHEN)
def test_no_mark_turns_the_direction_of_what_follows(code):
    assert [form for meldung in _katalog(code) for form in _formen(meldung) if BIDI.search(form)] == []


@pytest.mark.parametrize("code", SPRACHEN)
def test_the_header_says_that_it_is_a_draft(code):
    assert "maschinell" in _datei(code).read_text(encoding="utf-8").split("msgid", 1)[0]


@pytest.mark.parametrize("code", [code for code in SPRACHEN if code != "de-simple"])
def test_hardly_any_text_is_left_german(code):
    """A few words are the same in two languages: "Start", "online", "Filter"."""
    meldungen = [meldung for meldung in _katalog(code) if meldung.id]
    gleiche = [m.id for m in meldungen if _formen(m)[0] == _deutsch(m)[0] and " " in _deutsch(m)[0]]
    assert [
        text
        for text in gleiche
        if re.sub(PLATZHALTER, "", str(text)).strip(" ()-+").lower() not in ("km", "in", "plz", "")
    ] == []


# --- the pseudo-language: every text of ours in brackets --------------------------------------------------------------
class Pseudo(gettext.NullTranslations):
    """Puts every text that comes out of a catalogue in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def language(self) -> str:
        return PSEUDO

    to_language = language


@pytest.fixture
def pseudo(monkeypatch, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, (PSEUDO, "Esperanto")]
    monkeypatch.setitem(trans_real._translations, PSEUDO, Pseudo())


def _unsere_texte(element: Element, sprache: str):
    """Yield the texts below that are said to be in the page's language."""
    for kind in element.kinder:
        if isinstance(kind, str):
            yield kind
        elif kind.name not in ("script", "style", "bdi") and kind.get("lang", sprache) == sprache:
            yield from (f" {kind[attribut]} " for attribut in LESBARE_ATTRIBUTE if attribut in kind)
            yield from _unsere_texte(kind, sprache)


def _ausserhalb(text: str) -> str:
    """Return what stands in no brackets."""
    while text != (text := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)):
        pass
    return text


@pytest.mark.django_db
@pytest.mark.parametrize("name", SEITEN)
def test_nothing_is_hard_coded(pseudo, name):
    """What is in no catalogue is German by name: marked as such, or a name in <bdi>."""
    fuelle()
    seite = lies(Client().get(f"/{PSEUDO}{SEITEN[name]}"))
    assert seite.eines("html")["lang"] == PSEUDO
    rest = _ausserhalb(" ".join(_unsere_texte(seite.eines("body"), PSEUDO)))
    assert re.findall(r"[^\W\d_]{2,}", rest.replace("Esperanto", "")) == []
