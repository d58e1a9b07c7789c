"""Read a page the way a test needs it: a strict little tree of elements (html.parser repairs nothing, and neither do we)."""

from collections.abc import Iterator
from html.parser import HTMLParser

LEERE = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Element:
    """An element with its attributes and children (elements and texts)."""

    def __init__(self, name: str, attribute: dict[str, str], eltern: "Element | None" = None) -> None:
        self.name = name
        self.attribute = attribute
        self.eltern = eltern
        self.kinder: list[Element | str] = []

    def __getitem__(self, attribut: str) -> str:
        return self.attribute[attribut]

    def __contains__(self, attribut: str) -> bool:
        return attribut in self.attribute

    def get(self, attribut: str, sonst: str = "") -> str:
        return self.attribute.get(attribut, sonst)

    def __iter__(self) -> Iterator["Element"]:
        """Every element below, in the order of the page."""
        for kind in self.kinder:
            if isinstance(kind, Element):
                yield kind
                yield from kind

    @property
    def text(self) -> str:
        """All text below, spaces as one."""
        return " ".join("".join(self._texte()).split())

    def _texte(self) -> Iterator[str]:
        for kind in self.kinder:
            if isinstance(kind, str):
                yield kind
            else:
                yield from kind._texte()

    @property
    def vorfahren(self) -> Iterator["Element"]:
        element = self.eltern
        while element is not None:
            yield element
            element = element.eltern

    def alle(self, *namen: str, **attribute: str | bool) -> list["Element"]:
        """Every element below with one of `namen` (none given: any) and all `attribute` (True: present, `_` is `-`)."""
        gesucht = {name.rstrip("_").replace("_", "-"): wert for name, wert in attribute.items()}
        return [
            element
            for element in self
            if (not namen or element.name in namen)
            and all(element.attribute.get(n) == w or (w is True and n in element.attribute) for n, w in gesucht.items())
        ]

    def eines(self, *namen: str, **attribute: str | bool) -> "Element":
        """The only element of that kind."""
        gefunden = self.alle(*namen, **attribute)
        assert len(gefunden) == 1, f"{len(gefunden)} × {namen} {attribute}"
        return gefunden[0]


class _Leser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wurzel = self.jetzt = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        namen = [name for name, _wert in attrs]
        assert len(namen) == len(set(namen)), f"Attribut doppelt in <{tag}>: {namen}"
        element = Element(tag, {name: wert or "" for name, wert in attrs}, self.jetzt)
        self.jetzt.kinder.append(element)
        if tag not in LEERE:
            self.jetzt = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in LEERE:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.jetzt.name == tag, f"</{tag}> schließt <{self.jetzt.name}> (Zeile {self.getpos()[0]})"
        self.jetzt = self.jetzt.eltern

    def handle_data(self, data: str) -> None:
        self.jetzt.kinder.append(data)


def lies(response) -> Element:
    """Return the page of `response`; AssertionError where its elements are not properly nested."""
    leser = _Leser()
    leser.feed(response.content.decode())
    leser.close()
    assert leser.jetzt is leser.wurzel, f"<{leser.jetzt.name}> bleibt offen"
    return leser.wurzel


def anzahl(seite: Element) -> int:
    """Return the total of the list."""
    return int(seite.eines(data_anzahl=True)["data-anzahl"])


def kennungen(element: Element) -> list[str]:
    """Return the hits below, in their order."""
    return [treffer["data-kennung"] for treffer in element.alle("article", data_kennung=True)]


def abgeschickt(formular: Element) -> list[tuple[str, str]]:
    """Return what a browser without script sends for `formular` as it stands there."""
    paare = []
    for feld in formular.alle("input", "select", "textarea"):
        if not feld.get("name") or "disabled" in feld:
            continue
        if feld.name == "select":
            optionen = feld.alle("option")
            gewaehlt = [option for option in optionen if "selected" in option] or optionen[:1]
            paare += [(feld["name"], option.get("value", option.text)) for option in gewaehlt]
        elif feld.get("type") not in ("checkbox", "radio") or "checked" in feld:
            paare.append((feld["name"], feld.get("value")))
    return paare
